//! Inviting into a family, and joining one.

use domain::{
    Actor, Child, Error, Event, FamilyId, Invitation, Manage, May, Member, Membership,
    NewInvitation, Notice, Permission, Reason, Result, Role, ShareCode, Subject, Thing,
};
use persistence::members::Listed;

use super::{
    families,
    idempotency::{self, Once, Outcome},
    notifications,
};
use crate::{App, backends::mail};

/// Invites somebody, by mail; into the only family the actor is a parent of, if none is named.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is a parent.
pub async fn invite(
    app: &App,
    actor: &Actor,
    family: Option<FamilyId>,
    new: NewInvitation,
    once: Option<Once<Invitation>>,
) -> Result<Outcome<Invitation>> {
    let member = match family {
        Some(family) => actor.member_of(family)?,
        None => actor.member_of(own_family(actor)?)?,
    };
    let may = member.may::<Manage>()?;
    idempotency::run(app, once.as_ref(), create(app, &member, &may, new, once.as_ref())).await
}

/// The family a parent means who does not say which: the only one they can mean.
fn own_family(actor: &Actor) -> Result<FamilyId> {
    let mut own = actor.memberships.iter().filter(|place| place.role == Role::Parent);
    match (own.next(), own.next()) {
        (Some(only), None) => Ok(only.family),
        (Some(_), Some(_)) => Err(Error::invalid("familyId", Reason::Required)),
        (None, _) => Err(Error::Forbidden(Manage::NEED)),
    }
}

async fn create(
    app: &App,
    member: &Member,
    may: &May<Manage>,
    new: NewInvitation,
    once: Option<&Once<Invitation>>,
) -> Result<Invitation> {
    let now = app.now();
    let code = families::fresh_code(app).await?;
    let may_exist = new.id.is_some();
    let invitation = new.invite(may, code, now)?;
    let key = app.family_key(may.family()).await?;

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [may.family()]).await?;
    if may_exist
        && let Some(known) =
            persistence::invitations::find(&tx, &key, may.family(), invitation.id).await?
    {
        let same = invitation.repeats(&known);
        return if same { Ok(known) } else { Err(Error::Exists(Thing::Invitation)) };
    }
    persistence::invitations::insert(&tx, &app.vault, &key, &invitation, now).await?;
    let subject = Subject::Invitation { id: invitation.id, role: invitation.role };
    log.append(&key, may.family(), may.account(), now, Event::MemberInvited, subject)?;
    idempotency::remember(&tx, once, may.family(), &key, &invitation, now).await?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    if let Err(error) = send_letter(app, member, &invitation).await {
        // The invitation stands, and its code can be told in other ways.
        tracing::error!(%error, "a letter could not be written");
    }
    Ok(invitation)
}

async fn send_letter(app: &App, member: &Member, invitation: &Invitation) -> Result<()> {
    let inviter = persistence::accounts::find(app.db.read(), &app.vault, member.account()).await?;
    let inviter = inviter.ok_or(Error::NotFound(Thing::Account))?;
    let family = families::of(app, member).await?;
    app.mail.send(mail::invitation(&inviter, &family, invitation)).await;
    Ok(())
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
    let refused = || Error::NotFound(Thing::ShareCode);
    let (db, vault) = (app.db.read(), &app.vault);
    let offer = persistence::invitations::find_by_code(db, vault, code, now).await?;
    let (membership, invitation) = if let Some(offer) = offer {
        (offer.membership, Some(offer.id))
    } else {
        let family = persistence::families::find_by_share_code(db, vault, code).await?;
        let family = family.ok_or_else(refused)?.id;
        (Membership::of(family, Role::Viewer), None)
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
        let subject = Subject::Member { id: actor.account, role: membership.role };
        log.append(&key, family, actor.account, now, Event::MemberJoined, subject)?;
    }
    let joined = Joined {
        family: persistence::families::find(&tx, vault, family).await?.ok_or_else(refused)?,
        role: before.as_ref().unwrap_or(&membership).role,
        members: persistence::members::in_family(&tx, vault, family).await?,
        children: persistence::children::in_family(&tx, &key, family).await?,
    };
    if before.is_none() {
        let account = persistence::accounts::find(&tx, vault, actor.account).await?;
        let notice = Notice::MemberJoined {
            member: actor.account,
            name: account.ok_or_else(refused)?.profile.name,
            role: joined.role,
            family: joined.family.name.clone(),
        };
        notifications::tell_parents(app, &tx, family, actor.account, &notice, now).await?;
    }
    idempotency::remember(&tx, once, family, &key, &joined, now).await?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.account_changed(actor.account).await;
    app.tell(changes);
    Ok(joined)
}
