//! Who is in a family, and what they may.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    Access, AccountId, Actor, Error, Event, FamilyId, FamilyState, Manage, Member, Membership,
    Notice, Permissions, Reason, Result, Role, Subject, Thing,
};
use persistence::{ConnectionTrait, changes::Log, members::Listed, seal::Key};

use super::{
    edits::{Change, Edited, Verdict, verdict},
    families, notifications,
};
use crate::App;

/// The members of a family of the actor, the oldest first.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not one of them.
pub async fn list(app: &App, actor: &Actor, family: FamilyId) -> Result<Vec<Listed>> {
    let member = actor.member_of(family)?;
    Ok(persistence::members::in_family(app.db.read(), &app.vault, member.family()).await?)
}

/// Likewise, of a family that was just looked up.
///
/// # Errors
/// Only if the database fails.
pub async fn of(app: &App, family: FamilyState) -> Result<Arc<[Listed]>> {
    app.members_of(family.id, family.seq).await
}

/// A member of a family of the actor.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in the family, or they are not.
pub async fn get(app: &App, actor: &Actor, family: FamilyId, id: AccountId) -> Result<Listed> {
    actor.member_of(family)?;
    let found = persistence::members::find(app.db.read(), &app.vault, family, id).await?;
    found.ok_or(Error::NotFound(Thing::Member))
}

/// A member's place as somebody wants it to be.
pub struct ChangedPlace {
    /// What they are to the family.
    pub role: Role,
    /// What they may do.
    pub permissions: Permissions,
    /// How far that reaches.
    pub access: Access,
}

/// Changes what a member may do, whom the caller knew in some version; for parents.
///
/// # Errors
/// [`Error::NotFound`] if there is no such member, [`Error::Forbidden`] unless the actor is a parent, [`Error::Invalid`] if no
/// parent would be left, or access cannot be limited so.
pub async fn edit(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    id: AccountId,
    known: Option<i32>,
    change: Change<'_, Listed, ChangedPlace>,
) -> Result<Edited<Listed>> {
    let member = actor.member_of(family)?;
    member.may::<Manage>()?;
    let (key, now) = (families::key(app, &member).await?, app.now());

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let current = persistence::members::find(&tx, &app.vault, family, id).await?;
    let current = current.ok_or(Error::NotFound(Thing::Member))?;
    let ChangedPlace { role, permissions, access } = change(&current)?;
    let before = &current.membership;
    // Limits that stand already may have begun.
    let access = if access == before.access && role == before.role {
        access
    } else {
        access.checked(role, now)?
    };
    let place = Membership { family, role, permissions, access };
    match verdict(known, current.version, place != *before) {
        Verdict::Unchanged => return Ok(Edited::Unchanged(current)),
        Verdict::Stale { sent } => return Ok(Edited::Stale { sent, current }),
        Verdict::Apply => {}
    }
    let demoted = before.role == Role::Parent && role != Role::Parent;
    if demoted && persistence::members::parents(&tx, family).await? == 1 {
        return Err(Error::invalid("role", Reason::LastParent));
    }
    let version = current.version + 1;
    persistence::members::update(&tx, id, &place, version).await?;
    let subject = Subject::Member { id, role };
    let seq = log.append(&key, family, actor.account, now, Event::MemberUpdated, subject)?;
    if id != actor.account {
        let notice = Notice::RoleChanged { role, family: family_name(app, &tx, family).await? };
        notifications::tell(app, &tx, id, Some(family), notice, now).await?;
    }
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.account_changed(id).await;
    app.tell(changes);
    let now = Listed { membership: place, version, ..current };
    Ok(Edited::Applied { now, seq: Some(seq) })
}

/// Takes a member out of a family: parents may take out anybody, others only themselves.
///
/// # Errors
/// [`Error::NotFound`] if there is no such member, [`Error::Forbidden`] if the actor may not, [`Error::Invalid`] if no parent
/// would be left.
pub async fn remove(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    id: AccountId,
    known: Option<i32>,
) -> Result<Edited<Listed>> {
    let member = actor.member_of(family)?;
    may_remove(&member, id)?;
    let (key, now) = (families::key(app, &member).await?, app.now());

    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [family]).await?;
    let current = persistence::members::find(&tx, &app.vault, family, id).await?;
    let current = current.ok_or(Error::NotFound(Thing::Member))?;
    if let Verdict::Stale { sent } = verdict(known, current.version, true) {
        return Ok(Edited::Stale { sent, current });
    }
    if is_last_parent(&tx, &current.membership).await? {
        return Err(Error::invalid("memberId", Reason::LastParent));
    }
    let place = (&mut log, &*key);
    let seq = if id == actor.account {
        leave(app, &tx, place, &current, id, now).await?
    } else {
        take_out(app, &tx, place, &current, actor.account, now).await?
    };
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    // They hear of it before they hear nothing any more.
    app.tell(changes);
    app.account_changed(id).await;
    Ok(Edited::Applied { now: current, seq: Some(seq) })
}

/// Whether no parent would be left without a member.
pub(super) async fn is_last_parent(tx: &impl ConnectionTrait, place: &Membership) -> Result<bool> {
    Ok(place.role == Role::Parent && persistence::members::parents(tx, place.family).await? == 1)
}

/// Takes a member out of a family whose log is locked, and tells its parents.
pub(super) async fn leave(
    app: &App,
    tx: &impl ConnectionTrait,
    (log, key): (&mut Log, &Key),
    member: &Listed,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<i64> {
    let (id, Membership { family, role, .. }) = (member.account.id, &member.membership);
    let (family, role) = (*family, *role);
    persistence::members::delete(tx, family, id).await?;
    let subject = Subject::Member { id, role };
    let seq = log.append(key, family, by, now, Event::MemberLeft, subject)?;
    let name = member.account.profile.name.to_string();
    let left = Notice::MemberLeft { member: id, name, family: family_name(app, tx, family).await? };
    notifications::tell_parents(app, tx, family, by, &left, now).await?;
    Ok(seq)
}

/// Takes a member out of a family whose log is locked, and tells them and its parents.
pub(super) async fn take_out(
    app: &App,
    tx: &impl ConnectionTrait,
    place: (&mut Log, &Key),
    member: &Listed,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<i64> {
    let seq = leave(app, tx, place, member, by, now).await?;
    let removed = Notice::Removed { family: family_name(app, tx, member.membership.family).await? };
    notifications::tell(app, tx, member.account.id, None, removed, now).await?;
    Ok(seq)
}

async fn family_name(app: &App, tx: &impl ConnectionTrait, id: FamilyId) -> Result<String> {
    let family = persistence::families::find(tx, &app.vault, id).await?;
    Ok(family.ok_or(Error::NotFound(Thing::Family))?.name)
}

fn may_remove(member: &Member, id: AccountId) -> Result<()> {
    if member.account() == id { Ok(()) } else { member.may::<Manage>().map(|_| ()) }
}
