//! What somebody asked and was answered. Conversations are their own: to all others there are none, nor to them those about a
//! child that they no longer reach.

use std::sync::Arc;

use domain::{
    AccountId, Actor, Conversation, ConversationId, ConversationKind, Error, Exchange, Membership,
    Message, MessageId, Result, Thing, Topic,
};
use persistence::{ConnectionTrait, conversations::Range, seal::Key};

use crate::App;

/// Whose conversations they are, with what opens them.
pub struct Owner {
    pub(crate) account: AccountId,
    pub(crate) key: Key,
    /// Through which they reach the children that conversations are about.
    memberships: Arc<[Membership]>,
}

impl Owner {
    /// The actor, whether or not their address is known to be theirs.
    ///
    /// # Errors
    /// Only if the database fails.
    pub async fn of(app: &App, actor: &Actor) -> Result<Self> {
        Ok(Self::with(actor, app.account_key(actor.account).await?))
    }

    /// The actor, with the key of their account.
    pub(super) fn with(actor: &Actor, key: Key) -> Self {
        Self { account: actor.account, key, memberships: actor.memberships.clone() }
    }
}

/// A part of a list, as long as was asked for.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// What is in it.
    pub things: Vec<T>,
    /// Whether there is more in the direction in which it was read.
    pub more: bool,
}

impl<T> Page<T> {
    /// Of what was read with one more than was asked for.
    fn of(mut things: Vec<T>, limit: u64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = things.len() > limit;
        things.truncate(limit);
        Self { things, more }
    }
}

/// One more than was asked for, to see whether there is more.
fn and_one<T>(range: Range<T>) -> Range<T> {
    Range { limit: range.limit + 1, ..range }
}

/// Somebody's conversations of a kind, those first that began last.
///
/// # Errors
/// Only if the database fails.
pub async fn list(
    app: &App,
    owner: &Owner,
    with: ConversationKind,
    range: Range<ConversationId>,
) -> Result<Page<Conversation>> {
    let (db, limit, range) = (app.db.read(), range.limit, and_one(range));
    let Owner { account, key, memberships } = owner;
    let found =
        persistence::conversations::list(db, key, *account, with, memberships, range).await?;
    Ok(Page::of(found, limit))
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] if they have none of this id.
pub async fn get(
    app: &App,
    owner: &Owner,
    with: ConversationKind,
    id: ConversationId,
) -> Result<Conversation> {
    let Owner { account, key, memberships } = owner;
    let db = app.db.read();
    let found = persistence::conversations::find(db, key, *account, with, memberships, id).await?;
    found.ok_or(Error::NotFound(Thing::Conversation))
}

/// The last that was said in a conversation that was just looked up, in the order in which it was said.
///
/// # Errors
/// Only if the database fails.
pub async fn messages(
    app: &App,
    owner: &Owner,
    conversation: ConversationId,
    range: Range<MessageId>,
) -> Result<Page<Message>> {
    let (db, limit, range) = (app.db.read(), range.limit, and_one(range));
    let Owner { account, key, .. } = owner;
    let said = persistence::messages::list(db, key, *account, conversation, range).await?;
    let mut page = Page::of(said, limit);
    page.things.reverse();
    Ok(page)
}

/// Adds a question and its answer to a conversation that goes on, or that they begin, and tells how they are kept.
///
/// # Errors
/// [`Error::NotFound`] if there is no longer one that could go on.
pub(super) async fn add(
    tx: &impl ConnectionTrait,
    owner: &Owner,
    id: ConversationId,
    goes_on: bool,
    topic: Topic,
    said: Exchange,
) -> Result<[Message; 2]> {
    let Owner { account, key, .. } = owner;
    let account = *account;
    let mut conversation = if goes_on {
        let with = topic.kind();
        let found = persistence::conversations::lock(tx, key, account, with, id).await?;
        Conversation { topic, ..found.ok_or(Error::NotFound(Thing::Conversation))? }
    } else {
        Conversation::begin(id, account, topic, &said.question, said.asked_at)
    };
    let messages = conversation.add(said);
    if goes_on {
        persistence::conversations::update(tx, key, &conversation).await?;
    } else {
        persistence::conversations::insert(tx, key, &conversation).await?;
    }
    persistence::messages::insert(tx, key, account, id, &messages).await?;
    Ok(messages)
}

/// Deletes a conversation with all that was said in it, also one about a child that they no longer reach; retries of what was asked
/// there are answered no more.
///
/// # Errors
/// [`Error::NotFound`] if they have none of this id.
pub async fn delete(
    app: &App,
    owner: &Owner,
    with: ConversationKind,
    id: ConversationId,
) -> Result<()> {
    let tx = persistence::begin(&app.db).await?;
    // What is being kept of it now is waited for, so that it goes too.
    let found = persistence::conversations::lock(&tx, &owner.key, owner.account, with, id).await?;
    found.ok_or(Error::NotFound(Thing::Conversation))?;
    persistence::conversations::delete(&tx, owner.account, with, id).await?;
    Ok(persistence::commit(tx).await?)
}

/// Deletes one message of a conversation.
///
/// # Errors
/// [`Error::NotFound`] if they have no such conversation, or it has no such message.
pub async fn delete_message(
    app: &App,
    owner: &Owner,
    with: ConversationKind,
    conversation: ConversationId,
    id: MessageId,
) -> Result<()> {
    let Owner { account, key, .. } = owner;
    let tx = persistence::begin(&app.db).await?;
    let found = persistence::conversations::lock(&tx, key, *account, with, conversation).await?;
    let mut conversation = found.ok_or(Error::NotFound(Thing::Conversation))?;
    if !persistence::messages::delete(&tx, *account, conversation.id, id).await? {
        return Err(Error::NotFound(Thing::Message));
    }
    let first = persistence::messages::first_question(&tx, key, *account, conversation.id).await?;
    conversation.take(first.as_deref(), app.now());
    persistence::conversations::update(&tx, key, &conversation).await?;
    persistence::commit(tx).await?;
    Ok(())
}
