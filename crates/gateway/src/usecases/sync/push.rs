//! What clients did while they were away: item by item, in their order, and found done where it comes again.

use domain::{ActivityId, Actor, Child, ChildId, Error, Family, FamilyId, NewActivity, Result};

use super::Thing;
use crate::{
    App,
    journal::Logged,
    usecases::{
        activities::{self, Correction},
        children::{self, ChangedChild, NewChild},
        edits, families,
        growth::Shown,
        idempotency::{self, Once, Outcome},
    },
};

/// Something that a client did while it was away.
pub struct Item<'a> {
    /// The thing's id as the client wrote it.
    pub id: String,
    /// What it did; an item that cannot be read is refused alone.
    pub deed: Result<Deed<'a>>,
}

/// What a client did.
pub enum Deed<'a> {
    /// Logged an activity.
    Log(NewActivity),
    /// Did something else.
    Other(Other<'a>),
}

/// What a client did other than logging.
pub enum Other<'a> {
    /// Corrected, deleted or restored an activity that it knew in some version.
    Correct(ActivityId, Option<i32>, Correction<'a>),
    /// Added a child.
    Add(NewChild),
    /// Changed a child that it knew in some version.
    Change(ChildId, Option<i32>, edits::Change<'a, Child, ChangedChild>),
    /// Removed a child that it knew in some version.
    Remove(ChildId, Option<i32>),
}

/// What became of an item.
pub enum Fate {
    /// It was done, as this number of the log; the thing as it is, if it still is.
    Applied(Option<i64>, Option<Thing>),
    /// It had been done before; the thing as it is, if it still is.
    Unchanged(Option<Thing>),
    /// The thing had changed meanwhile; as it is.
    Conflict {
        /// Why.
        error: Error,
        /// The thing as it is.
        current: Option<Thing>,
    },
    /// It cannot be done.
    Refused(Error),
}

/// An item with what became of it.
pub struct Pushed {
    /// The thing's id as the client wrote it.
    pub id: String,
    /// What became of it.
    pub fate: Fate,
}

/// What a client is told of its batch.
pub struct Batch {
    /// Item by item.
    pub items: Vec<Pushed>,
    /// The family, whose clock dates need.
    pub family: Family,
}

/// Does what a client did while it was away, in its order, each item for itself. Whatever of it comes again is found done.
///
/// # Errors
/// [`Error::NotFound`] if the actor is not in the family; what is wrong with an item stands in its answer.
pub async fn push(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    items: Vec<Item<'_>>,
    once: Option<Once<Batch>>,
) -> Result<Outcome<Batch>> {
    let member = actor.member_of(family)?;
    // Nothing of another family can be reached through this one.
    let actor = actor.within(family);
    let run = async {
        let mut pushed = Vec::with_capacity(items.len());
        let mut logging = Vec::new();
        for Item { id, deed } in items {
            let fate = match deed {
                Ok(Deed::Log(new)) => {
                    logging.push((id, new));
                    continue;
                }
                Ok(Deed::Other(deed)) => {
                    log(app, &actor, &mut logging, &mut pushed).await?;
                    Box::pin(done(app, &actor, deed)).await.map_err(under_data)
                }
                Err(error) => {
                    log(app, &actor, &mut logging, &mut pushed).await?;
                    Err(error)
                }
            };
            pushed.push(Pushed { id, fate: settled(fate)? });
        }
        log(app, &actor, &mut logging, &mut pushed).await?;
        let batch = Batch { items: pushed, family: families::of(app, &member).await? };
        let key = families::key(app, &member).await?;
        let db = app.db.write();
        idempotency::remember(db, once.as_ref(), family, &key, &batch, app.now()).await?;
        Ok(Outcome::Done(batch))
    };
    idempotency::run(app, once.as_ref(), run).await
}

/// What became of an item that was refused. What the database could not do now it may do later: the batch is sent again.
fn settled(fate: Result<Fate>) -> Result<Fate> {
    match fate {
        Err(error @ Error::Internal(_)) => Err(error),
        Err(error) => Ok(Fate::Refused(error)),
        done => done,
    }
}

/// A field of a thing, as it is spelt in an item.
pub(crate) fn under_data(error: Error) -> Error {
    match error {
        Error::Invalid { field, reason } => Error::invalid(format!("data.{field}"), reason),
        other => other,
    }
}

async fn done(app: &App, actor: &Actor, deed: Other<'_>) -> Result<Fate> {
    match deed {
        Other::Correct(id, known, correction) => {
            let gone = matches!(correction, Correction::Delete);
            match activities::edit(app, actor, id, known, correction).await {
                Ok(edited) => Ok(fate(edited, |it| it.activity.version, activity)),
                // What is to be deleted and is not there any more is deleted.
                Err(Error::NotFound(domain::Thing::Activity)) if gone => Ok(Fate::Unchanged(None)),
                Err(error) => Err(error),
            }
        }
        Other::Add(new) => add(app, actor, new).await,
        Other::Change(id, known, change) => {
            let edited = children::edit(app, actor, id, known, change).await?;
            Ok(fate(edited, |it| it.version, |it| Some(child(it))))
        }
        Other::Remove(id, known) => match children::delete(app, actor, id, known).await {
            Ok(edits::Edited::Applied { seq, .. }) => Ok(Fate::Applied(seq, None)),
            Ok(edited) => Ok(fate(edited, |it| it.version, |it| Some(child(it)))),
            Err(Error::NotFound(domain::Thing::Child)) => Ok(Fate::Unchanged(None)),
            Err(error) => Err(error),
        },
    }
}

async fn add(app: &App, actor: &Actor, new: NewChild) -> Result<Fate> {
    let (family, id) = (new.family, new.id);
    match children::add_numbered(app, actor, new, None).await {
        Ok((Outcome::Done(added), seq)) => Ok(Fate::Applied(seq, Some(child(added.child)))),
        Ok((Outcome::Existing(known), _)) => Ok(Fate::Unchanged(Some(child(known.child)))),
        Ok((Outcome::Repeated(_), _)) => Ok(Fate::Unchanged(None)),
        Err(error @ Error::Exists(_)) => {
            let known = children::list(app, actor, family).await?;
            let current = known.into_iter().find(|child| Some(child.id) == id).map(child);
            Ok(Fate::Conflict { error, current })
        }
        Err(error) => Err(error),
    }
}

/// Logs what waits to be logged, together: the journal writes it in this order, many in a transaction.
async fn log(
    app: &App,
    actor: &Actor,
    waiting: &mut Vec<(String, NewActivity)>,
    pushed: &mut Vec<Pushed>,
) -> Result<()> {
    let mut queued = Vec::with_capacity(waiting.len());
    for (id, new) in waiting.drain(..) {
        let draft = match activities::draft(app, actor, new, None).await {
            Ok((shown, entry)) => {
                let activity = entry.activity.id;
                Ok((activity, shown, app.journal.queue(entry).await?))
            }
            Err(error) => Err(error),
        };
        queued.push((id, draft));
    }
    for (id, draft) in queued {
        let fate = match draft {
            Ok((activity, shown, answer)) => {
                logged(app, actor, activity, shown, answer.await).await
            }
            Err(error) => Err(under_data(error)),
        };
        pushed.push(Pushed { id, fate: settled(fate)? });
    }
    Ok(())
}

async fn logged(
    app: &App,
    actor: &Actor,
    id: ActivityId,
    shown: Shown,
    written: Result<Logged>,
) -> Result<Fate> {
    let thing = |it| activity(Shown { activity: it, ..shown });
    match written {
        Ok(Logged { outcome: Outcome::Done(it), seq }) => Ok(Fate::Applied(seq, thing(it))),
        Ok(Logged { outcome: Outcome::Existing(it), .. }) => Ok(Fate::Unchanged(thing(it))),
        Ok(Logged { outcome: Outcome::Repeated(_), .. }) => Ok(Fate::Unchanged(None)),
        Err(error @ Error::Exists(_)) => {
            // Corrected since by somebody, or deleted.
            let current = activities::get(app, actor, id).await.ok().and_then(activity);
            Ok(Fate::Conflict { error, current })
        }
        Err(error) => Err(error),
    }
}

/// An activity as a thing; one that was deleted is no more.
fn activity(shown: Shown) -> Option<Thing> {
    shown.activity.deleted_at.is_none().then(|| Thing::Activity(Box::new(shown)))
}

fn child(child: Child) -> Thing {
    Thing::Child(Box::new(child))
}

fn fate<T>(
    edited: edits::Edited<T>,
    version: impl FnOnce(&T) -> i32,
    thing: impl FnOnce(T) -> Option<Thing>,
) -> Fate {
    match edited {
        edits::Edited::Applied { now, seq } => Fate::Applied(seq, thing(now)),
        edits::Edited::Unchanged(same) => Fate::Unchanged(thing(same)),
        edits::Edited::Stale { sent, current } => Fate::Conflict {
            error: Error::Stale { sent, current: version(&current) },
            current: thing(current),
        },
    }
}
