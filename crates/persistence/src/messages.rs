//! What was said in conversations, sealed.

use domain::{
    AccountId, Beside, ConversationId, Engine, Message, MessageId, Sender, Word, safety::RedFlag,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result,
    conversations::{self, Range},
    entities::message,
    error::corrupt,
    seal::{Key, Place},
};

const TABLE: &str = "messages";

#[derive(Serialize, Deserialize)]
struct Sealed {
    text: String,
    engine: Option<String>,
    #[serde(default)]
    beside: SealedBeside,
}

#[derive(Default, Serialize, Deserialize)]
struct SealedBeside {
    suggestions: Vec<String>,
    articles: Vec<String>,
    confidence: Option<f64>,
    #[serde(default)]
    dangers: Vec<String>,
}

impl From<&Beside> for SealedBeside {
    fn from(beside: &Beside) -> Self {
        let Beside { suggestions, articles, confidence, dangers } = beside.clone();
        let dangers = dangers.into_iter().map(|danger| danger.word().into()).collect();
        Self { suggestions, articles, confidence, dangers }
    }
}

impl From<SealedBeside> for Beside {
    fn from(sealed: SealedBeside) -> Self {
        let SealedBeside { suggestions, articles, confidence, dangers } = sealed;
        let known = dangers.iter().filter_map(|danger| RedFlag::parse("danger", danger).ok());
        Self { suggestions, articles, confidence, dangers: known.collect() }
    }
}

/// Adds what was said in a conversation of an account.
pub async fn insert(
    tx: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    conversation: ConversationId,
    said: &[Message],
) -> Result<()> {
    let rows = said
        .iter()
        .map(|message| to_row(key, account, conversation, message))
        .collect::<Result<Vec<_>>>()?;
    message::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// The last that was said in a conversation of an account, the latest first.
pub async fn list(
    db: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    conversation: ConversationId,
    range: Range<MessageId>,
) -> Result<Vec<Message>> {
    let mut query = message::Entity::find()
        .filter(message::Column::AccountId.eq(account.0))
        .filter(message::Column::ConversationId.eq(conversation.0))
        .order_by_desc(message::Column::Id)
        .limit(range.limit);
    if let Some(before) = range.before {
        query = query.filter(message::Column::Id.lt(before.0));
    }
    query.all(db).await?.iter().map(|row| open(key, row)).collect()
}

/// The question with which a conversation of an account begins, if any is left.
pub async fn first_question(
    db: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    conversation: ConversationId,
) -> Result<Option<String>> {
    let row = message::Entity::find()
        .filter(message::Column::AccountId.eq(account.0))
        .filter(message::Column::ConversationId.eq(conversation.0))
        .filter(message::Column::Sender.eq(Sender::User.word()))
        .order_by_asc(message::Column::Id)
        .one(db)
        .await?;
    row.map(|row| Ok(open(key, &row)?.text)).transpose()
}

/// Removes a message of a conversation of an account, and what was kept of what was said there for retries; tells whether it was
/// there.
pub async fn delete(
    tx: &impl ConnectionTrait,
    account: AccountId,
    conversation: ConversationId,
    id: MessageId,
) -> Result<bool> {
    let gone = message::Entity::delete_by_id((account.0, conversation.0, id.0)).exec(tx).await?;
    conversations::void_answers(tx, conversations::of(account, conversation)).await?;
    Ok(gone.rows_affected == 1)
}

fn to_row(
    key: &Key,
    account: AccountId,
    conversation: ConversationId,
    message: &Message,
) -> Result<message::ActiveModel> {
    let sealed = Sealed {
        text: message.text.clone(),
        engine: message.engine.map(|engine| engine.word().into()),
        beside: (&message.beside).into(),
    };
    let row_name = row_name(conversation.0, message.id.0);
    Ok(message::ActiveModel {
        account_id: Set(account.0),
        conversation_id: Set(conversation.0),
        id: Set(message.id.0),
        sender: Set(message.sender.word().into()),
        sealed: Set(key.seal(Place(TABLE, &row_name), &sealed)?),
        created_at: Set(message.created_at),
    })
}

fn open(key: &Key, row: &message::Model) -> Result<Message> {
    let row_name = row_name(row.conversation_id, row.id);
    let sealed: Sealed = key.open(Place(TABLE, &row_name), &row.sealed)?;
    let engine = sealed.engine.map(|engine| Engine::parse("engine", &engine));
    Ok(Message {
        id: MessageId(row.id),
        sender: Sender::parse("sender", &row.sender).map_err(corrupt)?,
        text: sealed.text,
        engine: engine.transpose().map_err(corrupt)?,
        beside: sealed.beside.into(),
        created_at: row.created_at,
    })
}

/// A message belongs to its conversation: in another one it does not open.
fn row_name(conversation: Uuid, id: Uuid) -> String {
    format!("{conversation}/{id}")
}
