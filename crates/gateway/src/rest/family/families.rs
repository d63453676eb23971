//! Inviting, joining, and who is in a family.

use actix_web::{get, http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use domain::{Access, Email, Invitation, NewInvitation, Permissions, Result, ShareCode};
use persistence::members::Listed;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{children::ChildBody, path_id};
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rate_limit::{self, Guess},
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, Envelope, Success},
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        invitations::{self, Joined},
        members as usecase,
    },
};

/// What a member may do.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "the contract's four switches")]
struct PermissionsBody {
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

/// Somebody to invite.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invite {
    /// The client's own id, so that a repeated request is known.
    id: Option<id::Invitation>,
    /// Needed only by parents of several families.
    family_id: Option<id::Family>,
    email: String,
    role: word::Role,
    /// Absent: what the role has.
    permissions: Option<PermissionsBody>,
    message: Option<String>,
}

impl Input for Invite {}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct InvitationBody {
    invitation_id: id::Invitation,
    share_code: String,
    expires_at: DateTime<Utc>,
    invitation_url: String,
}

impl From<&Invitation> for InvitationBody {
    fn from(invitation: &Invitation) -> Self {
        Self {
            invitation_id: Id(invitation.id),
            share_code: invitation.code.to_string(),
            expires_at: invitation.expires_at,
            invitation_url: format!("app://join/{}", invitation.code),
        }
    }
}

/// Invite somebody by mail
#[utoipa::path(
    tag = "families",
    params(Idempotency),
    request_body = Invite,
    security(("bearer" = [])),
    responses((status = 201, body = Success<InvitationBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/families/invite")]
pub(in crate::rest) async fn invite(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    _: rate_limit::Invitation,
    body: Body<Invite>,
) -> Result<Envelope<InvitationBody>, Problem> {
    let render = |made: &Invitation| envelope::text(InvitationBody::from(made));
    let (new, once) = body.once(actor.account.0, render);
    let family = new.family_id.map(|family| family.0);
    let invitation = NewInvitation {
        access: Access::default(),
        id: new.id.map(|id| id.0),
        email: Email::new(&new.email)?,
        role: new.role.0,
        permissions: new.permissions.map(Into::into),
        message: new.message,
    };
    let outcome = invitations::invite(&app, &actor, family, invitation, once).await?;
    Ok(Envelope::of(StatusCode::CREATED, outcome, |made| made.into()))
}

/// A code that lets into a family.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Join {
    share_code: String,
}

impl Input for Join {}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct JoinedBody {
    family_id: id::Family,
    family_name: String,
    role: word::Role,
    members: Vec<JoinedMemberBody>,
    children: Vec<ChildBody>,
}

#[derive(Serialize, ToSchema)]
struct JoinedMemberBody {
    id: id::Account,
    name: String,
    role: word::Role,
}

impl JoinedBody {
    fn new(joined: &Joined, now: DateTime<Utc>) -> Self {
        let members = joined.members.iter().map(|member| JoinedMemberBody {
            id: Id(member.account.id),
            name: member.account.profile.name.clone(),
            role: OneOf(member.membership.role),
        });
        let today = joined.family.clock.date(now);
        let children = joined.children.iter().map(|child| ChildBody::new(child, today));
        Self {
            family_id: Id(joined.family.id),
            family_name: joined.family.name.clone(),
            role: OneOf(joined.role),
            members: members.collect(),
            children: children.collect(),
        }
    }
}

/// Join a family with a code
#[utoipa::path(
    tag = "families",
    params(Idempotency),
    request_body = Join,
    security(("bearer" = [])),
    responses((status = 200, body = Success<JoinedBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/families/join")]
pub(in crate::rest) async fn join(
    app: web::Data<App>,
    _: Guess,
    SignedIn { actor, .. }: SignedIn,
    body: Body<Join>,
) -> Result<Envelope<JoinedBody>, Problem> {
    let now = app.now();
    let render = move |joined: &Joined| envelope::text(JoinedBody::new(joined, now));
    let (join, once) = body.once(actor.account.0, render);
    let code = ShareCode::parse(&join.share_code)?;
    let outcome = invitations::join(&app, &actor, &code, once).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, |joined| JoinedBody::new(joined, now)))
}

#[derive(Serialize, ToSchema)]
struct MembersBody {
    members: Vec<MemberBody>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MemberBody {
    id: id::Account,
    name: String,
    email: String,
    role: word::Role,
    permissions: PermissionsBody,
    joined_at: DateTime<Utc>,
    /// To the minute.
    last_active: DateTime<Utc>,
    version: i32,
}

impl From<Listed> for MemberBody {
    fn from(listed: Listed) -> Self {
        Self {
            id: Id(listed.account.id),
            name: listed.account.profile.name,
            email: listed.account.profile.email.as_str().into(),
            role: OneOf(listed.membership.role),
            permissions: listed.membership.granted().into(),
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
    let members = usecase::list(&app, &actor, path_id(&family)?).await?;
    Ok(Envelope::ok(MembersBody { members: members.into_iter().map(Into::into).collect() }))
}
