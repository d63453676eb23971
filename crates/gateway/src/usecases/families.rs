//! Families.

use std::{collections::HashMap, sync::Arc};

use chrono_tz::Tz;
use domain::{
    Actor, Error, Event, Family, FamilyClock, FamilyId, FamilyLimits, Manage, Member, Membership,
    Result, Role, ShareCode, Subject, Thing, Tier,
};
use persistence::{ConnectionTrait, seal::Key};

use super::{
    edits::{Change, Edited, Verdict, verdict},
    idempotency::{self, Once, Outcome},
};
use crate::App;

/// A family of the actor.
///
/// # Errors
/// [`Error::NotFound`] if they are not in it.
pub async fn get(app: &App, actor: &Actor, id: FamilyId) -> Result<(Member, Family)> {
    let member = actor.member_of(id)?;
    let family = of(app, &member).await?;
    Ok((member, family))
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
        let key = persistence::families::insert(&tx, &app.vault, &family).await?;
        let place = Membership::of(family.id, Role::Parent);
        persistence::members::insert(&tx, actor.account, &place, now).await?;
        let mut log = persistence::changes::lock(&tx, [family.id]).await?;
        let by = actor.account;
        let seq = log.append(&key, family.id, by, now, Event::FamilyCreated, Subject::Family)?;
        let family = Family { seq, ..family };
        idempotency::remember(&tx, once.as_ref(), family.id, &key, &family, now).await?;
        let changes = log.write(&tx).await?;
        persistence::commit(tx).await?;

        app.account_changed(actor.account).await;
        app.tell(changes);
        Ok(Outcome::Done(family))
    };
    idempotency::run(app, once.as_ref(), make).await
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

/// Removes a family with everything in it, for everybody; for parents. Forgetting its key forgets it in backups too.
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
    let members = persistence::members::in_family(&tx, &app.vault, id).await?;
    let children = persistence::children::in_family(&tx, &key, id).await?;
    persistence::families::delete(&tx, id).await?;
    persistence::commit(tx).await?;

    for photo in children.iter().filter_map(|child| child.photo.as_ref()) {
        app.files.delete(photo).await;
    }
    app.memory.forget_family(id).await;
    for member in members {
        app.account_changed(member.account.id).await;
    }
    Ok(Edited::Applied { now: current, seq: None })
}

/// How many members and children a family may have, by what its parents have paid for.
pub(super) async fn limits(
    app: &App,
    db: &impl ConnectionTrait,
    family: FamilyId,
) -> Result<FamilyLimits> {
    Ok(match persistence::families::tier(db, family).await? {
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
