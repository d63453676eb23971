//! Inviting into a family, and joining one.

use actix_web::{delete, get, http::StatusCode, patch, post, web};
use chrono::{DateTime, Utc};
use domain::{Access, Email, Invitation, NewInvitation, Result, ShareCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    children::ChildBody,
    members::{AccessBody, PermissionsBody, PlaceForm},
    path_id,
};
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rate_limit::{self, Guess},
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, DeletedBody, Envelope, Success},
        patch::{Known, KnownParams, Patch},
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        invitations::{self, ChangedOffer, Joined},
        members::ChangedPlace,
    },
};

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
    /// Absent: to all children, for good.
    access: Option<AccessBody>,
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
        access: new.access.map_or_else(Access::default, AccessBody::read),
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
            name: member.account.profile.name.to_string(),
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

/// An invitation that nobody has taken yet.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct PendingBody {
    id: id::Invitation,
    email: String,
    role: word::Role,
    permissions: PermissionsBody,
    access: AccessBody,
    message: Option<String>,
    share_code: String,
    invitation_url: String,
    invited_by: id::Account,
    expires_at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    version: i32,
}

impl From<&Invitation> for PendingBody {
    fn from(invitation: &Invitation) -> Self {
        Self {
            id: Id(invitation.id),
            email: invitation.email.as_str().into(),
            role: OneOf(invitation.role),
            permissions: invitation.permissions.into(),
            access: (&invitation.access).into(),
            message: invitation.message.clone(),
            share_code: invitation.code.to_string(),
            invitation_url: format!("app://join/{}", invitation.code),
            invited_by: Id(invitation.by),
            expires_at: invitation.expires_at,
            accepted_at: invitation.accepted_at,
            version: invitation.version,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct InvitationsBody {
    invitations: Vec<PendingBody>,
}

/// The invitations that nobody has taken yet, the latest first; for parents
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<InvitationsBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/families/{family}/invitations")]
pub(in crate::rest) async fn list_invitations(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    family: web::Path<String>,
) -> Result<Envelope<InvitationsBody>, Problem> {
    let invitations = invitations::list(&app, &actor, path_id(&family)?).await?;
    let invitations = invitations.iter().map(Into::into).collect();
    Ok(Envelope::ok(InvitationsBody { invitations }))
}

/// An invitation; for parents
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path), ("invitation" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<PendingBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/families/{family}/invitations/{invitation}")]
pub(in crate::rest) async fn show_invitation(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    path: web::Path<(String, String)>,
) -> Result<Envelope<PendingBody>, Problem> {
    let (family, id) = (path_id(&path.0)?, path_id(&path.1)?);
    let invitation = invitations::get(&app, &actor, family, id).await?;
    Ok(Envelope::ok((&invitation).into()).tagged(invitation.version))
}

/// What to change.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its documentation is used")]
struct InvitationPatch {
    /// Without `permissions`, another role brings its own.
    role: Option<word::Role>,
    permissions: Option<PermissionsBody>,
    access: Option<AccessBody>,
    /// The version that you know.
    version: Option<i32>,
}

/// Change what an invitation offers, as long as nobody has taken it; for parents
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path), ("invitation" = String, Path), KnownParams),
    request_body = InvitationPatch,
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<PendingBody>),
        (status = 409, description = "It changed meanwhile, or somebody took it", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[patch("/api/v1/families/{family}/invitations/{invitation}")]
pub(in crate::rest) async fn edit_invitation(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    path: web::Path<(String, String)>,
    known: Known,
    body: Body<Patch>,
) -> Result<Envelope<PendingBody>, Problem> {
    let (family, id) = (path_id(&path.0)?, path_id(&path.1)?);
    let (known, changes) = (body.value.known(known)?, body.value);
    let change = Box::new(move |invitation: &Invitation| {
        let said = changes.field("permissions").is_some();
        let form = changes.over::<PlaceForm>(&PendingBody::from(invitation))?;
        let ChangedPlace { role, permissions, access } = form.read(said, invitation.role);
        Ok(ChangedOffer { role, permissions, access })
    });
    let edited = invitations::edit(&app, &actor, family, id, known, change).await?;
    Envelope::edited(edited, |it| it.into(), |it| PendingBody::from(it))
}

/// Take an invitation back; for parents
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path), ("invitation" = String, Path), KnownParams),
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<DeletedBody>),
        (status = 409, description = "It changed meanwhile, or somebody took it", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[delete("/api/v1/families/{family}/invitations/{invitation}")]
pub(in crate::rest) async fn revoke_invitation(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    path: web::Path<(String, String)>,
    known: Known,
) -> Result<Envelope<DeletedBody>, Problem> {
    let (family, id) = (path_id(&path.0)?, path_id(&path.1)?);
    let revoked = invitations::revoke(&app, &actor, family, id, known.0).await?;
    Envelope::edited(revoked, |it| DeletedBody::of(&it.id), |it| PendingBody::from(it))
}
