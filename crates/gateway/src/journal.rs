//! Where logged activities are written: one task gathers what waits and writes it in one transaction.
//!
//! A commit costs the same for one activity as for many, so under load each carries many. Everybody is answered after
//! the commit that holds their own.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use domain::{Activity, ActivityId, Change, Error, Event, FamilyId, Result, Thing};
use persistence::{
    Db, activities,
    changes::{self, Log},
    idempotency::{self, Answer, Answered, RequestKey},
    seal::Key,
};
use tokio::sync::{mpsc, oneshot};

use crate::{
    finders::Finders,
    room::Hub,
    usecases::idempotency::{Outcome, Reply},
};

/// How many entries one transaction carries at most.
const BATCH: usize = 128;
/// How many entries may wait.
const QUEUE: usize = 1024;

/// An activity to write.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) activity: Activity,
    pub(crate) key: Arc<Key>,
    /// Whether it may have been written before, as when the client made the id.
    pub(crate) may_exist: bool,
    pub(crate) reply: Option<Reply>,
}

/// The way to the writing task.
pub(crate) struct Journal {
    queue: mpsc::Sender<Waiting>,
}

struct Waiting {
    entry: Entry,
    answer: oneshot::Sender<Result<Logged>>,
}

/// What became of an entry.
#[derive(Clone)]
pub(crate) struct Logged {
    pub(crate) outcome: Outcome<Activity>,
    /// The number of the change in the family's log, if this entry made it.
    pub(crate) seq: Option<i64>,
}

impl Journal {
    /// Starts the writing task, which tells hub and finders what it wrote; it ends with the journal.
    pub(crate) fn start(db: Db, hub: Arc<Hub>, finders: Arc<Finders>) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(run(db, hub, finders, waiting));
        Self { queue }
    }

    /// Writes an entry; when this returns, it is kept and the family is told.
    pub(crate) async fn write(&self, entry: Entry) -> Result<Logged> {
        self.queue(entry).await?.await
    }

    /// Lets an entry wait behind those before it; what this gives tells what became of it.
    pub(crate) async fn queue(
        &self,
        entry: Entry,
    ) -> Result<impl Future<Output = Result<Logged>> + use<>> {
        let (answer, answered) = oneshot::channel();
        self.queue.send(Waiting { entry, answer }).await.map_err(Error::internal)?;
        Ok(async { answered.await.map_err(Error::internal)? })
    }
}

/// What became of a batch.
struct Written {
    /// Of each entry.
    outcomes: Vec<Result<Logged>>,
    /// What others are to be told, in order.
    changes: Vec<Change>,
}

async fn run(db: Db, hub: Arc<Hub>, finders: Arc<Finders>, mut waiting: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::with_capacity(BATCH);
    while waiting.recv_many(&mut batch, BATCH).await > 0 {
        let (entries, answers): (Vec<_>, Vec<_>) =
            batch.drain(..).map(|waiting| (waiting.entry, waiting.answer)).unzip();
        let written = match write(&db, &entries).await {
            Ok(written) => written,
            // One bad entry must not take the others with it: each for itself.
            Err(_) if entries.len() > 1 => one_by_one(&db, &entries).await,
            Err(error) => Written { outcomes: vec![Err(error)], changes: Vec::new() },
        };
        // In the order of the log, so that no room has to read what it is about to be told.
        for change in written.changes {
            finders.hear(&change);
            hub.tell(change);
        }
        for (answer, outcome) in answers.into_iter().zip(written.outcomes) {
            // Who went away meanwhile finds it by the idempotency key or the id.
            let _ = answer.send(outcome);
        }
    }
}

async fn one_by_one(db: &Db, entries: &[Entry]) -> Written {
    let mut all = Written { outcomes: Vec::with_capacity(entries.len()), changes: Vec::new() };
    for entry in entries {
        if let Err(away) = db.ping().await {
            // The others need not wait to hear the same.
            let away = Error::from(away);
            all.outcomes.resize_with(entries.len(), || Err(away.clone()));
            break;
        }
        // It may have been written, if the connection broke at the end of the batch.
        let entry = Entry { may_exist: true, ..entry.clone() };
        match write(db, &[entry]).await {
            Ok(one) => {
                all.outcomes.extend(one.outcomes);
                all.changes.extend(one.changes);
            }
            Err(error) => all.outcomes.push(Err(error)),
        }
    }
    all
}

/// Writes entries in one transaction.
async fn write(db: &Db, entries: &[Entry]) -> Result<Written> {
    let tx = persistence::begin(db).await?;
    let families: BTreeSet<_> = entries.iter().map(|entry| entry.activity.family).collect();
    let mut batch = Batch {
        log: changes::lock(&tx, families).await?,
        answered: find_answered(&tx, entries).await?,
        known: find_known(&tx, entries).await?,
        fresh: Vec::new(),
    };
    let outcomes = entries.iter().map(|entry| batch.take(entry)).collect();

    activities::insert(&tx, batch.fresh.iter().map(|entry| (&*entry.key, &entry.activity))).await?;
    let answers = batch.fresh.iter().filter_map(|entry| {
        let reply = entry.reply.as_ref()?;
        Some(Answer {
            request: &reply.request,
            fingerprint: &reply.fingerprint,
            family: entry.activity.family,
            key: &entry.key,
            reply: &reply.text,
            at: entry.activity.created_at,
        })
    });
    idempotency::insert(&tx, answers).await?;
    let changes = batch.log.write(&tx).await?;
    persistence::commit(tx).await?;
    Ok(Written { outcomes, changes })
}

/// What is known while a batch is sorted.
struct Batch<'a> {
    log: Log,
    answered: HashMap<RequestKey, Before<'a>>,
    known: HashMap<(FamilyId, ActivityId), Activity>,
    fresh: Vec<&'a Entry>,
}

/// A request that was answered before this one.
enum Before<'a> {
    /// In an earlier transaction.
    Stored(Answered),
    /// In this batch.
    Beside(&'a Reply),
}

impl<'a> Batch<'a> {
    /// Decides what becomes of an entry.
    fn take(&mut self, entry: &'a Entry) -> Result<Logged> {
        if let Some(reply) = &entry.reply
            && let Some(before) = self.answered.get(&reply.request)
        {
            let fingerprint = match before {
                Before::Stored(answered) => &answered.fingerprint,
                Before::Beside(reply) => &reply.fingerprint,
            };
            if *fingerprint != reply.fingerprint {
                return Err(Error::KeyReused);
            }
            let text = match before {
                Before::Stored(answered) => answered.reply(&entry.key, &reply.request)?,
                Before::Beside(reply) => reply.text.clone(),
            };
            return Ok(Logged { outcome: Outcome::Repeated(text), seq: None });
        }
        let activity = &entry.activity;
        let place = (activity.family, activity.id);
        if let Some(known) = self.known.get(&place) {
            return if activity.repeats(known) {
                Ok(Logged { outcome: Outcome::Existing(known.clone()), seq: None })
            } else {
                Err(Error::Exists(Thing::Activity))
            };
        }
        let (by, at) = (activity.created_by, activity.created_at);
        let (event, subject) = (Event::ActivityLogged, activity.subject());
        let seq = self.log.append(&entry.key, activity.family, by, at, event, subject)?;
        self.fresh.push(entry);
        if let Some(reply) = &entry.reply {
            self.answered.insert(reply.request.clone(), Before::Beside(reply));
        }
        if entry.may_exist {
            self.known.insert(place, activity.clone());
        }
        Ok(Logged { outcome: Outcome::Done(activity.clone()), seq: Some(seq) })
    }
}

async fn find_answered<'a>(
    tx: &impl persistence::ConnectionTrait,
    entries: &[Entry],
) -> Result<HashMap<RequestKey, Before<'a>>> {
    let requests = entries.iter().filter_map(|entry| Some(&entry.reply.as_ref()?.request));
    let found = idempotency::find(tx, requests).await?;
    Ok(found.into_iter().map(|(request, answered)| (request, Before::Stored(answered))).collect())
}

async fn find_known(
    tx: &impl persistence::ConnectionTrait,
    entries: &[Entry],
) -> Result<HashMap<(FamilyId, ActivityId), Activity>> {
    let wanted = entries
        .iter()
        .filter(|entry| entry.may_exist)
        .map(|entry| ((entry.activity.family, entry.activity.id), &*entry.key))
        .collect();
    let found = activities::find(tx, &wanted).await?;
    Ok(found.into_iter().map(|activity| ((activity.family, activity.id), activity)).collect())
}
