//! Inviting into a family, and joining one.

use chrono::{DateTime, Utc};
use domain::{
    Access, Actor, Child, Error, Event, FamilyId, Invitation, InvitationId, Letter, Locale, Manage,
    May, Member, Membership, NewInvitation, Notice, Permissions, Result, Role, ShareCode, Subject,
    Thing,
};
use persistence::{ConnectionTrait, changes::Log, invitations::Offer, members::Listed, seal::Key};

use super::{
    edits::{Change, Edited, Verdict, verdict},
    families,
    idempotency::{self, Once, Outcome},
    letters, notifications,
};
use crate::App;

/// Invites somebody, by mail; if no family is named, into the actor's own, which begins with it if they have none.
///
/// # Errors
/// [`Error::Forbidden`] unless the actor is a parent, [`Error::Invalid`] if none is named and several can be meant.
pub async fn invite(
    app: &App,
    actor: &Actor,
    family: Option<FamilyId>,
    new: NewInvitation,
    once: Option<Once<Invitation>>,
) -> Result<Outcome<Invitation>> {
    let member = match family {
        Some(family) => actor.member_of(family)?,
        None => families::meant(&families::settle(app, actor).await?)?,
    };
    let may = member.may::<Manage>()?;
    idempotency::run(app, once.as_ref(), create(app, &member, &may, new, once.as_ref())).await
}

async fn create(
    app: &App,
    member: &Member,
    may: &May<Manage>,
    new: NewInvitation,
    once: Option<&Once<Invitation>>,
) -> Result<Outcome<Invitation>> {
    let now = app.now();
    let may_exist = new.id.is_some();
    let draft = draft(app, member, may, new, now).await?;
    let invitation = draft.invitation.clone();
    let key = app.family_key(may.family()).await?;

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [may.family()]).await?;
    if may_exist
        && let Some(known) =
            persistence::invitations::find(&tx, &key, may.family(), invitation.id).await?
    {
        let same = invitation.repeats(&known);
        return if same {
            Ok(Outcome::Existing(known))
        } else {
            Err(Error::Exists(Thing::Invitation))
        };
    }
    put(app, &tx, &mut log, &key, draft, now).await?;
    idempotency::remember(&tx, once, may.family(), &key, &invitation, now).await?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    app.mail.wake();
    Ok(Outcome::Done(invitation))
}

/// The invitations of a family that nobody has taken yet, the latest first; for parents.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in the family, [`Error::Forbidden`] unless they are a parent.
pub async fn list(app: &App, actor: &Actor, family: FamilyId) -> Result<Vec<Invitation>> {
    let member = actor.member_of(family)?;
    member.may::<Manage>()?;
    let key = families::key(app, &member).await?;
    Ok(persistence::invitations::pending(app.db.read(), &key, family, app.now()).await?)
}

/// An invitation of a family; for parents.
///
/// # Errors
/// [`Error::NotFound`] if there is none, [`Error::Forbidden`] unless the actor is a parent.
pub async fn get(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    id: InvitationId,
) -> Result<Invitation> {
    let member = actor.member_of(family)?;
    member.may::<Manage>()?;
    let key = families::key(app, &member).await?;
    let found = persistence::invitations::find(app.db.read(), &key, family, id).await?;
    found.ok_or(Error::NotFound(Thing::Invitation))
}

/// What an invitation offers, as somebody wants it to be.
pub struct ChangedOffer {
    /// What the person will be.
    pub role: Role,
    /// What they will be allowed.
    pub permissions: Permissions,
    /// How far that will reach.
    pub access: Access,
}

/// Changes what an invitation offers, that the caller knew in some version; for parents.
///
/// # Errors
/// [`Error::NotFound`] if there is none, [`Error::Ended`] if somebody has taken it, [`Error::Forbidden`] unless the actor is a
/// parent, [`Error::Invalid`] if access cannot be limited so.
pub async fn edit(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    id: InvitationId,
    known: Option<i32>,
    change: Change<'_, Invitation, ChangedOffer>,
) -> Result<Edited<Invitation>> {
    replace(app, actor, family, id, known, Event::InvitationUpdated, |current, now| {
        let ChangedOffer { role, permissions, access } = change(current)?;
        let access = access.checked(role, now)?;
        Ok(Invitation { role, permissions, access, ..current.clone() })
    })
    .await
}

/// Takes an invitation back, that the caller knew in some version: its code is good no longer; for parents.
///
/// # Errors
/// As [`edit`].
pub async fn revoke(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    id: InvitationId,
    known: Option<i32>,
) -> Result<Edited<Invitation>> {
    let same = |current: &Invitation, _| Ok(current.clone());
    replace(app, actor, family, id, known, Event::InvitationRevoked, same).await
}

async fn replace(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    id: InvitationId,
    known: Option<i32>,
    event: Event,
    change: impl FnOnce(&Invitation, DateTime<Utc>) -> Result<Invitation>,
) -> Result<Edited<Invitation>> {
    let member = actor.member_of(family)?;
    member.may::<Manage>()?;
    let (key, now) = (families::key(app, &member).await?, app.now());

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let current = persistence::invitations::find(&tx, &key, family, id).await?;
    let current = current.ok_or(Error::NotFound(Thing::Invitation))?;
    if current.accepted_at.is_some() {
        return Err(Error::Ended(Thing::Invitation));
    }
    let revoked = event == Event::InvitationRevoked;
    let mut after = change(&current, now)?;
    match verdict(known, current.version, revoked || after != current) {
        Verdict::Unchanged => return Ok(Edited::Unchanged(current)),
        Verdict::Stale { sent } => return Ok(Edited::Stale { sent, current }),
        Verdict::Apply => {}
    }
    after.version += 1;
    if revoked {
        persistence::invitations::delete(&tx, family, id).await?;
    } else {
        persistence::invitations::update(&tx, &app.vault, &key, &after).await?;
    }
    let subject = Subject::Invitation { id, role: after.role };
    let seq = log.append(&key, family, actor.account, now, event, subject)?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(Edited::Applied { now: after, seq: Some(seq) })
}

/// An invitation that is to be written, and the letter that brings it.
pub(super) struct Draft {
    pub(super) invitation: Invitation,
    locale: Locale,
    letter: Letter,
}

/// Makes an invitation with a code of its own, and its letter in the language of who gets it, else of who invites.
pub(super) async fn draft(
    app: &App,
    member: &Member,
    may: &May<Manage>,
    new: NewInvitation,
    now: DateTime<Utc>,
) -> Result<Draft> {
    let invitation = new.invite(may, families::fresh_code(app).await?, now)?;
    let (db, vault) = (app.db.read(), &app.vault);
    let inviter = persistence::accounts::find(db, vault, member.account()).await?;
    let inviter = inviter.ok_or(Error::NotFound(Thing::Account))?.profile;
    let guest = persistence::accounts::find_by_email(db, vault, &invitation.email).await?;
    let locale = guest.map_or(inviter.locale, |guest| guest.account.profile.locale);
    let letter = Letter::Invitation {
        by: inviter.name.to_string(),
        family: families::of(app, member).await?.name,
        code: invitation.code.clone(),
        until: invitation.expires_at,
        message: invitation.message.clone(),
    };
    Ok(Draft { invitation, locale, letter })
}

/// Invites, in the transaction of what goes with it. Wake the mail after the commit.
pub(super) async fn put(
    app: &App,
    tx: &impl ConnectionTrait,
    log: &mut Log,
    key: &Key,
    Draft { invitation, locale, letter }: Draft,
    now: DateTime<Utc>,
) -> Result<()> {
    persistence::invitations::insert(tx, &app.vault, key, &invitation, now).await?;
    letters::post(app, tx, &invitation.email, locale, letter, now).await?;
    let subject = Subject::Invitation { id: invitation.id, role: invitation.role };
    log.append(key, invitation.family, invitation.by, now, Event::MemberInvited, subject)?;
    Ok(())
}

/// Takes an invitation back in the transaction of what goes with it, unless it is gone or somebody has taken it.
pub(super) async fn withdraw(
    tx: &impl ConnectionTrait,
    log: &mut Log,
    key: &Key,
    may: &May<Manage>,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<()> {
    let found = persistence::invitations::find(tx, key, may.family(), id).await?;
    let Some(open) = found.filter(|invitation| invitation.accepted_at.is_none()) else {
        return Ok(());
    };
    persistence::invitations::delete(tx, may.family(), id).await?;
    let subject = Subject::Invitation { id, role: open.role };
    log.append(key, may.family(), may.account(), now, Event::InvitationRevoked, subject)?;
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
/// [`Error::NotFound`] if the code is not good, or no longer; [`Error::FamilyFull`] if the family may have no more members.
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
) -> Result<Outcome<Joined>> {
    let now = app.now();
    let vault = &app.vault;
    let (Membership { family, .. }, _) = offered(app, app.db.read(), code, now).await?;
    let key = app.family_key(family).await?;

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    // What the code is good for may have changed while nobody held the log.
    let (membership, invitation) = offered(app, &tx, code, now).await?;
    if membership.family != family {
        return Err(refused());
    }
    let before = persistence::members::find(&tx, vault, family, actor.account).await?;
    // Who is in already may knock again. A fresh invitation to no less than they are gives them its place.
    let takes = match (&before, &invitation) {
        (None, _) => true,
        (Some(before), Some(fresh)) => !fresh.accepted && membership.role <= before.membership.role,
        (Some(_), None) => false,
    };
    if takes {
        if let Some(Offer { id, .. }) = invitation
            && !persistence::invitations::accept(&tx, family, id, actor.account, now).await?
        {
            return Err(refused());
        }
        let event = if let Some(before) = &before {
            let version = before.version + 1;
            persistence::members::update(&tx, actor.account, &membership, version).await?;
            Event::MemberUpdated
        } else {
            let limits = families::limits(app, &tx, family).await?;
            if persistence::members::count(&tx, family).await? >= limits.members.into() {
                return Err(Error::FamilyFull(limits.members));
            }
            persistence::members::insert(&tx, actor.account, &membership, now).await?;
            Event::MemberJoined
        };
        let subject = Subject::Member { id: actor.account, role: membership.role };
        log.append(&key, family, actor.account, now, event, subject)?;
    }
    let members = persistence::members::in_family(&tx, vault, family).await?;
    let place = members.iter().find(|member| member.account.id == actor.account);
    let place = place.ok_or_else(refused)?.membership.clone();
    let mut children = persistence::children::in_family(&tx, &key, family).await?;
    children.retain(|child| place.access.reaches(child.id));
    let family = persistence::families::find(&tx, vault, family).await?.ok_or_else(refused)?;
    let joined = Joined { role: place.role, members, children, family };
    if before.is_none() {
        let name = joined.members.iter().find(|member| member.account.id == actor.account);
        let notice = Notice::MemberJoined {
            member: actor.account,
            name: name.ok_or_else(refused)?.account.profile.name.to_string(),
            role: joined.role,
            family: joined.family.name.clone(),
        };
        let family = joined.family.id;
        notifications::tell_parents(app, &tx, family, actor.account, &notice, now).await?;
    }
    idempotency::remember(&tx, once, joined.family.id, &key, &joined, now).await?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.account_changed(actor.account).await;
    app.tell(changes);
    Ok(Outcome::Done(joined))
}

/// The place in a family that a code gives, and the invitation whose code it is.
async fn offered(
    app: &App,
    db: &impl ConnectionTrait,
    code: &ShareCode,
    now: DateTime<Utc>,
) -> Result<(Membership, Option<Offer>)> {
    if let Some(offer) = persistence::invitations::find_by_code(db, &app.vault, code, now).await? {
        return Ok((offer.membership.clone(), Some(offer)));
    }
    let family = persistence::families::find_by_share_code(db, &app.vault, code).await?;
    Ok((Membership::of(family.ok_or_else(refused)?.id, Role::Viewer), None))
}

/// A code that is not good, or no longer: nobody is told which.
fn refused() -> Error {
    Error::NotFound(Thing::ShareCode)
}
