//! What somebody asked and was answered. Conversations are their own: to all others there are none.

use domain::{
    AccountId, Actor, Conversation, ConversationId, ConversationKind, Error, Message, MessageId,
    Result, Thing,
};
use persistence::{conversations::Page, seal::Key};

use super::addresses::Verified;
use crate::App;

/// Whose conversations they are, with what opens them.
#[derive(Clone, Copy)]
pub struct Own<'a> {
    pub(crate) account: AccountId,
    pub(crate) key: &'a Key,
}

/// Somebody with what opens their conversations.
pub struct Owner {
    account: AccountId,
    key: Key,
}

impl Owner {
    /// The actor, whether or not their address is known to be theirs.
    ///
    /// # Errors
    /// Only if the database fails.
    pub async fn of(app: &App, actor: &Actor) -> Result<Self> {
        Ok(Self { account: actor.account, key: app.account_key(actor.account).await? })
    }

    /// Their conversations.
    #[must_use]
    pub fn own(&self) -> Own<'_> {
        Own { account: self.account, key: &self.key }
    }
}

impl<'a> From<&'a Verified> for Own<'a> {
    fn from(who: &'a Verified) -> Self {
        Self { account: who.account.id, key: &who.key }
    }
}

/// A part of a list, as long as was asked for.
#[derive(Clone, Debug)]
pub struct Part<T> {
    /// What is in it.
    pub things: Vec<T>,
    /// Whether there is more in the direction in which it was read.
    pub more: bool,
}

impl<T> Part<T> {
    /// Of what was read with one more than was asked for.
    fn of(mut things: Vec<T>, limit: u64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = things.len() > limit;
        things.truncate(limit);
        Self { things, more }
    }
}

/// One more than was asked for, to see whether there is more.
fn and_one<T>(page: Page<T>) -> Page<T> {
    Page { limit: page.limit + 1, ..page }
}

/// Somebody's conversations of a kind, those first that began last.
///
/// # Errors
/// Only if the database fails.
pub async fn list(
    app: &App,
    who: Own<'_>,
    with: ConversationKind,
    page: Page<ConversationId>,
) -> Result<Part<Conversation>> {
    let (db, limit) = (app.db.read(), page.limit);
    let Own { account, key } = who;
    let found = persistence::conversations::list(db, key, account, with, and_one(page)).await?;
    Ok(Part::of(found, limit))
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`] if they have none of this id.
pub async fn get(
    app: &App,
    who: Own<'_>,
    with: ConversationKind,
    id: ConversationId,
) -> Result<Conversation> {
    let (db, Own { account, key }) = (app.db.read(), who);
    let found = persistence::conversations::find(db, key, account, with, id).await?;
    found.ok_or(Error::NotFound(Thing::Conversation))
}

/// The last that was said in a conversation that was just looked up, in the order in which it was said.
///
/// # Errors
/// Only if the database fails.
pub async fn messages(
    app: &App,
    who: Own<'_>,
    conversation: ConversationId,
    page: Page<MessageId>,
) -> Result<Part<Message>> {
    let (db, Own { account, key }) = (app.db.read(), who);
    let limit = page.limit;
    let said = persistence::messages::list(db, key, account, conversation, and_one(page)).await?;
    let mut part = Part::of(said, limit);
    part.things.reverse();
    Ok(part)
}

/// Deletes a conversation with all that was said in it; retries of what was asked there are answered no more.
///
/// # Errors
/// [`Error::NotFound`] if they have none of this id.
pub async fn delete(
    app: &App,
    who: Own<'_>,
    with: ConversationKind,
    id: ConversationId,
) -> Result<()> {
    let tx = persistence::begin(&app.db).await?;
    if !persistence::conversations::delete(&tx, who.account, with, id).await? {
        return Err(Error::NotFound(Thing::Conversation));
    }
    Ok(persistence::commit(tx).await?)
}

/// Deletes one message of a conversation.
///
/// # Errors
/// [`Error::NotFound`] if they have no such conversation, or it has no such message.
pub async fn delete_message(
    app: &App,
    who: Own<'_>,
    with: ConversationKind,
    conversation: ConversationId,
    id: MessageId,
) -> Result<()> {
    let Own { account, key } = who;
    let tx = persistence::begin(&app.db).await?;
    let found = persistence::conversations::lock(&tx, key, account, with, conversation).await?;
    let mut conversation = found.ok_or(Error::NotFound(Thing::Conversation))?;
    if !persistence::messages::delete(&tx, account, conversation.id, id).await? {
        return Err(Error::NotFound(Thing::Message));
    }
    let first = persistence::messages::first_question(&tx, key, account, conversation.id).await?;
    conversation.take(first.as_deref(), app.now());
    persistence::conversations::update(&tx, key, &conversation).await?;
    persistence::commit(tx).await?;
    Ok(())
}
