//! Inviting into a family, and joining one.

use domain::{
    Actor, Child, Email, Error, Event, FamilyId, Invitation, Invite, May, Membership, Permission,
    Permissions, Result, Role, ShareCode,
};
use persistence::members::Listed;

use super::{
    families,
    idempotency::{self, Once, Outcome},
};
use crate::{App, backends::mail};

/// An invitation to make.
pub struct NewInvitation<'a> {
    /// Into which family; absent, into the only one the actor is a parent of.
    pub family: Option<FamilyId>,
    /// Whom.
    pub email: Email,
    /// As what.
    pub role: Role,
    /// What they will be allowed; absent, what the role has.
    pub permissions: Option<Permissions>,
    /// A word to them.
    pub message: Option<&'a str>,
}

/// Invites somebody, by mail.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is a parent.
pub async fn invite(
    app: &App,
    actor: &Actor,
    new: NewInvitation<'_>,
    once: Option<Once<Invitation>>,
) -> Result<Outcome<Invitation>> {
    let member = match new.family {
        Some(family) => actor.member_of(family)?,
        None => actor.member_of(own_family(actor)?)?,
    };
    let may = member.may::<Invite>()?;
    let effect = create(app, &may, new, once.as_ref());
    let outcome = idempotency::run(app, once.as_ref(), effect).await?;
    if let Outcome::Done(invitation) = &outcome {
        let inviter = persistence::accounts::find(app.db.read(), &app.vault, actor.account).await?;
        let inviter = inviter.ok_or(Error::NotFound("account"))?;
        let family = families::of(app, &member).await?;
        app.mail.send(mail::invitation(&inviter, &family, invitation)).await;
    }
    Ok(outcome)
}

/// The family a parent means who does not say which: the only one they can mean.
fn own_family(actor: &Actor) -> Result<FamilyId> {
    let mut own = actor.memberships.iter().filter(|place| place.role == Role::Parent);
    match (own.next(), own.next()) {
        (Some(only), None) => Ok(only.family),
        (Some(_), Some(_)) => Err(Error::invalid("familyId", domain::Reason::Required)),
        (None, _) => Err(Error::Forbidden(Invite::NAME)),
    }
}

async fn create(
    app: &App,
    may: &May<Invite>,
    new: NewInvitation<'_>,
    once: Option<&Once<Invitation>>,
) -> Result<Invitation> {
    let now = app.now();
    let code = families::fresh_code(app).await?;
    let NewInvitation { email, role, permissions, message, .. } = new;
    let invitation = Invitation::new(may, email, role, permissions, message, code, now)?;
    let key = app.family_key(may.family()).await?;

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [may.family()]).await?;
    persistence::invitations::insert(&tx, &app.vault, &key, &invitation, now).await?;
    let event = Event::MemberInvited { invitation: invitation.id, role };
    log.append(&key, may.family(), may.account(), now, event)?;
    idempotency::remember(&tx, once, may.family(), &key, &invitation, now).await?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(invitation)
}

/// A family that somebody has just joined.
pub struct Joined {
    /// Which.
    pub family: domain::Family,
    /// As what.
    pub role: Role,
    /// Who is in it.
    pub members: Vec<Listed>,
    /// Its children.
    pub children: Vec<Child>,
}

/// Joins a family with the code of an invitation, which serves once, or the family's own, which makes a viewer.
///
/// # Errors
/// [`Error::NotFound`] if the code is not good, or no longer.
pub async fn join(
    app: &App,
    actor: &Actor,
    code: &ShareCode,
    once: Option<Once<Joined>>,
) -> Result<Outcome<Joined>> {
    idempotency::run(app, once.as_ref(), enter(app, actor, code, once.as_ref())).await
}

async fn enter(
    app: &App,
    actor: &Actor,
    code: &ShareCode,
    once: Option<&Once<Joined>>,
) -> Result<Joined> {
    let now = app.now();
    let refused = || Error::NotFound("share code");
    let (db, vault) = (app.db.read(), &app.vault);
    let offer = persistence::invitations::find_by_code(db, vault, code, now).await?;
    let (membership, invitation) = if let Some(offer) = offer {
        (offer.membership, Some(offer.id))
    } else {
        let family = persistence::families::find_by_share_code(db, vault, code).await?;
        let family = family.ok_or_else(refused)?.id;
        let role = Role::Viewer;
        (Membership { family, role, permissions: Permissions::of(role) }, None)
    };
    let family = membership.family;
    let key = app.family_key(family).await?;

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let before = persistence::members::of_account(&tx, actor.account).await?;
    let before = before.into_iter().find(|place| place.family == family);
    if before.is_none() {
        if let Some(id) = invitation
            && !persistence::invitations::accept(&tx, family, id, actor.account, now).await?
        {
            return Err(refused());
        }
        persistence::members::insert(&tx, actor.account, &membership, now).await?;
        let event = Event::MemberJoined { member: actor.account, role: membership.role };
        log.append(&key, family, actor.account, now, event)?;
    }
    let joined = Joined {
        family: persistence::families::find(&tx, vault, family).await?.ok_or_else(refused)?,
        role: before.unwrap_or(membership).role,
        members: persistence::members::in_family(&tx, vault, family).await?,
        children: persistence::children::in_family(&tx, &key, family).await?,
    };
    idempotency::remember(&tx, once, family, &key, &joined, now).await?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.account_changed(actor.account).await;
    app.tell(changes);
    Ok(joined)
}
