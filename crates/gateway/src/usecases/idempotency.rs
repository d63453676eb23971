//! Requests that may come again: a retry gets the first answer, and the effect happens once.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{AccountId, ConversationId, Error, FamilyId, Result, Thing};
use persistence::{
    ConnectionTrait,
    idempotency::{self, Answer, RequestKey},
    seal::Key,
};

use uuid::Uuid;

use crate::App;

/// Stands where a family does otherwise, for answers that are nobody's.
const NOBODYS: FamilyId = FamilyId(Uuid::nil());

/// The longest key.
pub const MOST: usize = 255;

/// A request that carries an `Idempotency-Key`, with the way its answer will be written.
pub struct Once<T> {
    /// Which request it is.
    pub request: RequestKey,
    /// A keyed hash of all that was asked.
    pub fingerprint: Vec<u8>,
    /// Writes the answer as the client will see it.
    pub render: Arc<dyn Fn(&T) -> String + Send + Sync>,
}

/// What became of a request.
#[derive(Clone, Debug)]
pub enum Outcome<T> {
    /// It was done.
    Done(T),
    /// It was there already.
    Existing(T),
    /// It had been done before; the answer it got then.
    Repeated(String),
}

impl<T> Outcome<T> {
    /// The same, of what is made of it.
    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Done(it) => Outcome::Done(make(it)),
            Self::Existing(it) => Outcome::Existing(make(it)),
            Self::Repeated(text) => Outcome::Repeated(text),
        }
    }
}

/// A rendered answer, ready to be kept.
#[derive(Clone)]
pub(crate) struct Reply {
    pub(crate) request: RequestKey,
    pub(crate) fingerprint: Vec<u8>,
    pub(crate) text: String,
}

impl<T: 'static> Once<T> {
    /// The same request, where the effect gives something of which the answer is made.
    pub(crate) fn of<U>(&self, make: impl Fn(&U) -> T + Send + Sync + 'static) -> Once<U> {
        let (request, fingerprint) = (self.request.clone(), self.fingerprint.clone());
        let render = self.render.clone();
        Once { request, fingerprint, render: Arc::new(move |it| render(&make(it))) }
    }
}

impl<T> Once<T> {
    /// The answer for this value.
    pub(crate) fn reply(&self, value: &T) -> Reply {
        let (request, fingerprint) = (self.request.clone(), self.fingerprint.clone());
        Reply { request, fingerprint, text: (self.render)(value) }
    }
}

/// Does something that is to be done once; `effect` [remembers](remember) its answer in its own transaction.
pub(crate) async fn run<T>(
    app: &App,
    once: Option<&Once<T>>,
    effect: impl Future<Output = Result<Outcome<T>>>,
) -> Result<Outcome<T>> {
    let Some(once) = once else { return effect.await };
    if let Some(text) = answered(app, once).await? {
        return Ok(Outcome::Repeated(text));
    }
    match effect.await {
        Ok(Outcome::Done(done)) => Ok(Outcome::Done(done)),
        // The same request may have been faster on another connection, and is what was found.
        Ok(Outcome::Existing(known)) => match answered(app, once).await? {
            Some(text) if text != (once.render)(&known) => Ok(Outcome::Repeated(text)),
            _ => Ok(Outcome::Existing(known)),
        },
        otherwise => match answered(app, once).await? {
            Some(text) => Ok(Outcome::Repeated(text)),
            None => otherwise,
        },
    }
}

/// Keeps the answer, in the transaction of the effect.
pub(crate) async fn remember<T>(
    tx: &impl ConnectionTrait,
    once: Option<&Once<T>>,
    family: FamilyId,
    key: &Key,
    value: &T,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(once) = once else { return Ok(()) };
    let reply = (once.render)(value);
    let (request, fingerprint) = (&once.request, &*once.fingerprint);
    let answer = Answer { request, fingerprint, family, key, reply: &reply, at: now };
    Ok(idempotency::insert(tx, [answer]).await?)
}

/// Keeps the answer to a request that is about no family, under the asker's own key.
pub(crate) async fn remember_own<T>(
    tx: &impl ConnectionTrait,
    once: Option<&Once<T>>,
    account: AccountId,
    key: &Key,
    value: &T,
    now: DateTime<Utc>,
) -> Result<()> {
    // Where a family stands otherwise, the asker stands for themselves: no id names both.
    remember(tx, once, FamilyId(account.0), key, value, now).await
}

/// Notes in which conversation the answer was given that is kept: it goes with what was said there.
pub(crate) async fn place<T>(
    tx: &impl ConnectionTrait,
    once: Option<&Once<T>>,
    conversation: ConversationId,
) -> Result<()> {
    let Some(once) = once else { return Ok(()) };
    Ok(idempotency::place(tx, &once.request, conversation).await?)
}

/// Keeps the answer to a request of somebody who may have no account, which no account's end takes away: it must hold nothing
/// private.
pub(crate) async fn remember_anyones<T>(
    app: &App,
    tx: &impl ConnectionTrait,
    once: Option<&Once<T>>,
    value: &T,
    now: DateTime<Utc>,
) -> Result<()> {
    remember(tx, once, NOBODYS, &app.vault.open_key(), value, now).await
}

/// Replaces an answer that was kept before all of it was known.
pub(crate) async fn amend<T>(
    db: &impl ConnectionTrait,
    once: Option<&Once<T>>,
    key: &Key,
    value: &T,
) -> Result<()> {
    let Some(once) = once else { return Ok(()) };
    Ok(idempotency::amend(db, &once.request, key, &(once.render)(value)).await?)
}

async fn answered<T>(app: &App, once: &Once<T>) -> Result<Option<String>> {
    let found = idempotency::find(app.db.read(), [&once.request]).await?;
    let Some((request, answered)) = found.into_iter().next() else { return Ok(None) };
    if answered.fingerprint != once.fingerprint {
        return Err(Error::KeyReused);
    }
    if answered.is_void() {
        return Err(Error::NotFound(Thing::Message));
    }
    if answered.family == NOBODYS {
        return Ok(Some(answered.reply(&app.vault.open_key(), &request)?));
    }
    let own = AccountId(answered.family.0);
    if own.0 == request.account {
        let key = app.account_key(own).await?;
        return Ok(Some(answered.reply(&key, &request)?));
    }
    // Who asked had no account yet: then it is the family of the answer, or the account that it tells of.
    match app.family_key(answered.family).await {
        Err(Error::NotFound(_)) => {
            Ok(Some(answered.reply(&app.account_key(own).await?, &request)?))
        }
        key => Ok(Some(answered.reply(&*key?, &request)?)),
    }
}
