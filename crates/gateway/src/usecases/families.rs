//! Families.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    Account, AccountId, Actor, Error, Event, Family, FamilyClock, FamilyId, FamilyLimits, Manage,
    Member, Membership, Reason, Result, Role, ShareCode, Subject, Thing, Tier,
};
use persistence::{ConnectionTrait, seal::Key};

use super::{
    edits::{Change, Edited, Verdict, verdict},
    idempotency::{self, Once, Outcome},
    photos,
};
use crate::{App, language};

/// A family of the actor.
///
/// # Errors
/// [`Error::NotFound`] if they are not in it.
pub async fn get(app: &App, actor: &Actor, id: FamilyId) -> Result<(Member, Family)> {
    let member = actor.member_of(id)?;
    let family = of(app, &member).await?;
    Ok((member, family))
}

/// The family that the actor names, or can only mean; who has none founds one. Gives the actor as they are then, too.
///
/// # Errors
/// [`Error::NotFound`] if they are not in it, [`Error::Invalid`] if none is named and several can be meant.
pub async fn chosen(app: &App, actor: &Actor, named: Option<FamilyId>) -> Result<(Actor, Family)> {
    let actor = if named.is_some() { actor.clone() } else { settle(app, actor).await? };
    let member = match named {
        Some(family) => actor.member_of(family)?,
        None => meant(&actor)?,
    };
    let family = of(app, &member).await?;
    Ok((actor, family))
}

/// The actor's families, the oldest membership first.
///
/// # Errors
/// Only if the database fails.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<(Member, Family)>> {
    let (db, vault) = (app.db.read(), &app.vault);
    let found = persistence::families::find_all(db, vault, actor.families()).await?;
    let mut found: HashMap<_, _> = found.into_iter().map(|family| (family.id, family)).collect();
    let own =
        actor.families().filter_map(|id| Some((actor.member_of(id).ok()?, found.remove(&id)?)));
    Ok(own.collect())
}

/// Makes another family, whose first parent the actor is.
///
/// # Errors
/// [`Error::Invalid`] if the name is empty or too long.
pub async fn create(
    app: &App,
    actor: &Actor,
    name: &str,
    zone: Tz,
    once: Option<Once<Family>>,
) -> Result<Outcome<Family>> {
    let make = async {
        let (code, now) = (fresh_code(app).await?, app.now());
        let family = Family::new(String::new(), code, zone, now);
        let clock = family.clock;
        let family = family.settled(name, clock)?;
        let tx = persistence::begin(&app.db).await?;
        let (key, changes) = found(app, &tx, actor.account, &family, now).await?;
        let seq = changes.last().map_or(family.seq, |change| change.seq);
        let family = Family { seq, ..family };
        idempotency::remember(&tx, once.as_ref(), family.id, &key, &family, now).await?;
        persistence::commit(tx).await?;

        app.account_changed(actor.account).await;
        app.tell(changes);
        Ok(Outcome::Done(family))
    };
    idempotency::run(app, once.as_ref(), make).await
}

/// The actor with a family of their own: who is a parent in none founds one. It comes into being with their first child or
/// invitation.
///
/// # Errors
/// Only if the database fails.
pub(super) async fn settle(app: &App, actor: &Actor) -> Result<Actor> {
    let has_own = |places: &[Membership]| places.iter().any(|place| place.role == Role::Parent);
    if has_own(&actor.memberships) {
        return Ok(actor.clone());
    }
    let now = app.now();
    let missing = || Error::NotFound(Thing::Account);
    let account = persistence::accounts::find(app.db.read(), &app.vault, actor.account).await?;
    let family = first(app, &account.ok_or_else(missing)?, now).await?;

    let tx = persistence::begin(&app.db).await?;
    // Of several first children at once, one founds the family.
    persistence::accounts::lock(&tx, &app.vault, actor.account).await?.ok_or_else(missing)?;
    let mut memberships = persistence::members::of_account(&tx, actor.account).await?;
    memberships.retain(|membership| membership.access.holds(now));
    let mut changes = Vec::new();
    if !has_own(&memberships) {
        changes = found(app, &tx, actor.account, &family, now).await?.1;
        memberships.push(Membership::of(family.id, Role::Parent));
    }
    persistence::commit(tx).await?;

    app.account_changed(actor.account).await;
    app.tell(changes);
    Ok(Actor { memberships: memberships.into(), ..actor.clone() })
}

/// The place of who does not say in which family: the only one they are a parent of. Guests name the family.
///
/// # Errors
/// [`Error::Invalid`] if several can be meant, [`Error::NotFound`] if there is none.
pub(super) fn meant(actor: &Actor) -> Result<Member> {
    let mut own = actor.memberships.iter().filter(|place| place.role == Role::Parent);
    match (own.next(), own.next()) {
        (Some(only), None) => actor.member_of(only.family),
        (Some(_), Some(_)) => Err(Error::invalid("familyId", Reason::Required)),
        (None, _) => Err(Error::NotFound(Thing::Family)),
    }
}

/// The family that begins with an account, named after it.
pub(super) async fn first(app: &App, account: &Account, now: DateTime<Utc>) -> Result<Family> {
    let profile = &account.profile;
    let name = language::args!["surname" => profile.name.surname()];
    let name = language::say(profile.locale, "family-name", &name);
    Ok(Family::new(name, fresh_code(app).await?, profile.zone, now))
}

/// Puts a family down with its first parent, in the transaction of what it begins with; gives its key and its first change.
pub(super) async fn found(
    app: &App,
    tx: &impl ConnectionTrait,
    by: AccountId,
    family: &Family,
    now: DateTime<Utc>,
) -> Result<(Key, Vec<domain::Change>)> {
    let key = persistence::families::insert(tx, &app.vault, family).await?;
    let place = Membership::of(family.id, Role::Parent);
    persistence::members::insert(tx, by, &place, now).await?;
    let mut log = persistence::changes::lock(tx, [family.id]).await?;
    log.append(&key, family.id, by, now, Event::FamilyCreated, Subject::Family)?;
    let changes = log.write(tx).await?;
    Ok((key, changes))
}

/// A family as somebody wants it to be.
pub struct ChangedFamily {
    /// What it is called.
    pub name: String,
    /// Where its days begin.
    pub clock: FamilyClock,
}

/// Changes a family that the caller knew in some version; for parents.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in it, [`Error::Forbidden`] unless they are a parent, [`Error::Invalid`] for a
/// name or a day that cannot be.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: FamilyId,
    known: Option<i32>,
    change: Change<'_, Family, ChangedFamily>,
) -> Result<Edited<Family>> {
    actor.member_of(id)?.may::<Manage>()?;
    update(app, actor, id, known, None, |family| {
        let ChangedFamily { name, clock } = change(&family)?;
        family.settled(&name, clock)
    })
    .await
}

/// Gives a family another code, so that the old one lets nobody in any more; for parents.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in it, [`Error::Forbidden`] unless they are a parent.
pub async fn rotate_code(
    app: &App,
    actor: &Actor,
    id: FamilyId,
    once: Option<Once<Family>>,
) -> Result<Outcome<Family>> {
    actor.member_of(id)?.may::<Manage>()?;
    let rotate = async {
        let share_code = fresh_code(app).await?;
        let change = |family| Ok(Family { share_code, ..family });
        match update(app, actor, id, None, once.as_ref(), change).await? {
            Edited::Applied { now, .. } => Ok(Outcome::Done(now)),
            Edited::Unchanged(same) | Edited::Stale { current: same, .. } => {
                Ok(Outcome::Existing(same))
            }
        }
    };
    idempotency::run(app, once.as_ref(), rotate).await
}

async fn update(
    app: &App,
    actor: &Actor,
    id: FamilyId,
    known: Option<i32>,
    once: Option<&Once<Family>>,
    change: impl FnOnce(Family) -> Result<Family>,
) -> Result<Edited<Family>> {
    let (key, now) = (app.family_key(id).await?, app.now());
    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, [id]).await?;
    let current = persistence::families::find(&tx, &app.vault, id).await?;
    let current = current.ok_or(Error::NotFound(Thing::Family))?;
    let after = change(current.clone())?;
    match verdict(known, current.version, after != current) {
        Verdict::Unchanged => return Ok(Edited::Unchanged(current)),
        Verdict::Stale { sent } => return Ok(Edited::Stale { sent, current }),
        Verdict::Apply => {}
    }
    let after = Family { version: current.version + 1, ..after };
    persistence::families::update(&tx, &app.vault, &key, &after, now).await?;
    let seq = log.append(&key, id, actor.account, now, Event::FamilyUpdated, Subject::Family)?;
    let after = Family { seq, ..after };
    idempotency::remember(&tx, once, id, &key, &after, now).await?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    Ok(Edited::Applied { now: after, seq: Some(seq) })
}

/// Removes a family with everything in it, its key as well, for everybody; for parents.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in it, [`Error::Forbidden`] unless they are a parent.
pub async fn delete(
    app: &App,
    actor: &Actor,
    id: FamilyId,
    known: Option<i32>,
) -> Result<Edited<Family>> {
    let member = actor.member_of(id)?;
    member.may::<Manage>()?;
    let key = key(app, &member).await?;
    let tx = persistence::begin(&app.db).await?;
    persistence::changes::lock(&tx, [id]).await?;
    let current = persistence::families::find(&tx, &app.vault, id).await?;
    let current = current.ok_or(Error::NotFound(Thing::Family))?;
    if let Verdict::Stale { sent } = verdict(known, current.version, true) {
        return Ok(Edited::Stale { sent, current });
    }
    let gone = erase(app, &tx, id, &key).await?;
    persistence::commit(tx).await?;

    gone.tell(app).await;
    Ok(Edited::Applied { now: current, seq: None })
}

/// Removes a family whose log is locked, with everything in it.
pub(super) async fn erase(
    app: &App,
    tx: &impl ConnectionTrait,
    id: FamilyId,
    key: &Key,
) -> Result<Gone> {
    let members = persistence::members::in_family(tx, &app.vault, id).await?;
    let children = persistence::children::in_family(tx, key, id).await?;
    persistence::families::delete(tx, id).await?;
    Ok(Gone {
        id,
        members: members.into_iter().map(|member| member.account.id).collect(),
        photos: children.into_iter().filter_map(|child| child.photo).collect(),
    })
}

/// A family that is no more, with what outlives its rows.
#[must_use = "others are to be told after the commit"]
pub(super) struct Gone {
    id: FamilyId,
    members: Vec<AccountId>,
    photos: Vec<String>,
}

impl Gone {
    /// Makes all nodes forget it, and removes its pictures. Call after the commit.
    pub(super) async fn tell(&self, app: &App) {
        app.memory.forget_family(self.id).await;
        for member in &self.members {
            app.account_changed(*member).await;
        }
        photos::remove(app, self.photos.iter().map(String::as_str)).await;
    }
}

/// The families that an account is in, also where its access is over or has not begun.
pub(super) async fn of_account(db: &impl ConnectionTrait, id: AccountId) -> Result<Vec<FamilyId>> {
    let memberships = persistence::members::of_account(db, id).await?;
    Ok(memberships.iter().map(|place| place.family).collect())
}

/// How many members and children a family may have, by what its parents have paid for.
pub(super) async fn limits(
    app: &App,
    db: &impl ConnectionTrait,
    family: FamilyId,
) -> Result<FamilyLimits> {
    Ok(match persistence::families::tier(db, family, app.now()).await? {
        Tier::Free => app.settings.free,
        Tier::Pro => app.settings.pro,
    })
}

/// The member's family.
pub(super) async fn of(app: &App, member: &Member) -> Result<Family> {
    let found = persistence::families::find(app.db.read(), &app.vault, member.family()).await?;
    found.ok_or(Error::NotFound(Thing::Family))
}

/// The key of the member's family.
pub(super) async fn key(app: &App, member: &Member) -> Result<Arc<Key>> {
    app.family_key(member.family()).await
}

/// A code that neither a family nor an invitation uses.
pub(super) async fn fresh_code(app: &App) -> Result<ShareCode> {
    let (db, vault) = (app.db.read(), &app.vault);
    loop {
        let code = ShareCode::from_random(rand::random());
        let taken = persistence::families::find_by_share_code(db, vault, &code).await?.is_some()
            || persistence::invitations::is_taken(db, vault, &code).await?;
        if !taken {
            return Ok(code);
        }
    }
}
