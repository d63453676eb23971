//! Who is in a family, and what they may.

use actix_web::{delete, get, patch, web};
use chrono::{DateTime, Utc};
use domain::{Access, ChildId, Permissions, Result};
use persistence::members::Listed;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::path_id;
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        body::Body,
        envelope::{DeletedBody, Envelope, Success},
        patch::{Known, KnownParams, Patch},
        users::profile::avatar_url,
        wire::{Id, OneOf, id, word},
    },
    usecases::members::{self, ChangedPlace},
};

/// What a member may do.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "the contract's four switches")]
pub(super) struct PermissionsBody {
    #[serde(default)]
    can_add_children: bool,
    #[serde(default)]
    can_edit_children: bool,
    #[serde(default)]
    can_log_activities: bool,
    #[serde(default)]
    can_view_reports: bool,
}

impl From<PermissionsBody> for Permissions {
    fn from(body: PermissionsBody) -> Self {
        Self {
            add_children: body.can_add_children,
            edit_children: body.can_edit_children,
            log_activities: body.can_log_activities,
            view_reports: body.can_view_reports,
        }
    }
}

impl From<Permissions> for PermissionsBody {
    fn from(permissions: Permissions) -> Self {
        Self {
            can_add_children: permissions.add_children,
            can_edit_children: permissions.edit_children,
            can_log_activities: permissions.log_activities,
            can_view_reports: permissions.view_reports,
        }
    }
}

/// How far somebody's access reaches.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct AccessBody {
    /// To these children only; null: to all.
    child_ids: Option<Vec<id::Child>>,
    /// From this moment on.
    from: Option<DateTime<Utc>>,
    /// Up to this moment; then it ends by itself.
    until: Option<DateTime<Utc>>,
}

impl AccessBody {
    pub(super) fn read(self) -> Access {
        let ids = |children: Vec<id::Child>| children.into_iter().map(|child| child.0).collect();
        let children: Option<Vec<ChildId>> = self.child_ids.map(ids);
        Access { children: children.map(Into::into), from: self.from, until: self.until }
    }
}

impl From<&Access> for AccessBody {
    fn from(access: &Access) -> Self {
        let ids = |children: &[ChildId]| children.iter().copied().map(Id).collect();
        Self {
            child_ids: access.children.as_deref().map(ids),
            from: access.from,
            until: access.until,
        }
    }
}

/// A place in a family, as a patch leaves it.
#[derive(Deserialize)]
pub(super) struct PlaceForm {
    role: word::Role,
    permissions: PermissionsBody,
    access: Option<AccessBody>,
}

impl PlaceForm {
    /// The place. Who becomes something else may what that may, unless it is said.
    pub(super) fn read(self, said: bool, before: domain::Role) -> ChangedPlace {
        let role = self.role.0;
        let keep = said || role == before;
        ChangedPlace {
            role,
            permissions: if keep { self.permissions.into() } else { Permissions::of(role) },
            access: self.access.map_or_else(Access::default, AccessBody::read),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct MembersBody {
    members: Vec<MemberBody>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct MemberBody {
    id: id::Account,
    name: String,
    email: String,
    /// Where their picture is, for those who share a family with them.
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar_url: Option<String>,
    role: word::Role,
    permissions: PermissionsBody,
    /// How far that reaches.
    access: AccessBody,
    joined_at: DateTime<Utc>,
    /// To the minute.
    last_active: DateTime<Utc>,
    version: i32,
}

impl From<&Listed> for MemberBody {
    fn from(listed: &Listed) -> Self {
        let profile = &listed.account.profile;
        Self {
            id: Id(listed.account.id),
            name: profile.name.to_string(),
            email: profile.email.as_str().into(),
            avatar_url: avatar_url(listed.account.id, &profile.about),
            role: OneOf(listed.membership.role),
            permissions: listed.membership.granted().into(),
            access: (&listed.membership.access).into(),
            joined_at: listed.joined_at,
            last_active: listed.last_active_at,
            version: listed.version,
        }
    }
}

/// Who is in a family
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<MembersBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/families/{family}/members")]
pub(in crate::rest) async fn list_members(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    family: web::Path<String>,
) -> Result<Envelope<MembersBody>, Problem> {
    let members = members::list(&app, &actor, path_id(&family)?).await?;
    Ok(Envelope::ok(MembersBody { members: members.iter().map(Into::into).collect() }))
}

/// A member of a family
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path), ("member" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<MemberBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/families/{family}/members/{member}")]
pub(in crate::rest) async fn show_member(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    path: web::Path<(String, String)>,
) -> Result<Envelope<MemberBody>, Problem> {
    let (family, member) = (path_id(&path.0)?, path_id(&path.1)?);
    let listed = members::get(&app, &actor, family, member).await?;
    Ok(Envelope::ok((&listed).into()).tagged(listed.version))
}

/// What to change.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its documentation is used")]
struct MemberPatch {
    /// Without `permissions`, another role brings its own.
    role: Option<word::Role>,
    permissions: Option<PermissionsBody>,
    access: Option<AccessBody>,
    /// The version that you know.
    version: Option<i32>,
}

/// Change what a member may do; for parents
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path), ("member" = String, Path), KnownParams),
    request_body = MemberPatch,
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<MemberBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[patch("/api/v1/families/{family}/members/{member}")]
pub(in crate::rest) async fn edit_member(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    path: web::Path<(String, String)>,
    known: Known,
    body: Body<Patch>,
) -> Result<Envelope<MemberBody>, Problem> {
    let (family, member) = (path_id(&path.0)?, path_id(&path.1)?);
    let (known, changes) = (body.value.known(known)?, body.value);
    let change = Box::new(move |listed: &Listed| {
        let said = changes.field("permissions").is_some();
        let before = listed.membership.role;
        Ok(changes.over::<PlaceForm>(&MemberBody::from(listed))?.read(said, before))
    });
    let edited = members::edit(&app, &actor, family, member, known, change).await?;
    Envelope::edited(edited, |listed| listed.into(), |listed| MemberBody::from(listed))
}

/// Take a member out of a family: yourself, or as a parent anybody
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path), ("member" = String, Path), KnownParams),
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<DeletedBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[delete("/api/v1/families/{family}/members/{member}")]
pub(in crate::rest) async fn remove_member(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    path: web::Path<(String, String)>,
    known: Known,
) -> Result<Envelope<DeletedBody>, Problem> {
    let (family, member) = (path_id(&path.0)?, path_id(&path.1)?);
    let removed = members::remove(&app, &actor, family, member, known.0).await?;
    Envelope::edited(
        removed,
        |listed| DeletedBody::of(&listed.account.id),
        |listed| MemberBody::from(listed),
    )
}
