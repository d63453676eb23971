//! Conversations in the database. Title and topic are sealed; what was said is in [`crate::messages`].

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::{
    AccountId, ChildId, Conversation, ConversationId, ConversationKind, FamilyId, Membership,
    Topic, Word,
    astrology::{HouseSystem, Nativity, Node, Rules},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    entities::conversation,
    error::corrupt,
    idempotency,
    seal::{Key, Place},
};

const TABLE: &str = "conversations";

#[derive(Serialize, Deserialize)]
struct Sealed {
    title: String,
    topic: SealedTopic,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "kebab-case")]
enum SealedTopic {
    Birth {
        local: NaiveDateTime,
        zone: String,
        at: DateTime<Utc>,
        ambiguous: bool,
        latitude: f64,
        longitude: f64,
        houses: String,
        node: String,
        /// Of what was kept without it, from the beginning.
        #[serde(default)]
        since: DateTime<Utc>,
    },
    /// The child stands beside it, so that what is said of a child goes with it.
    Care,
}

/// Which of things that are listed with the latest first.
#[derive(Clone, Copy, Debug)]
pub struct Range<T> {
    /// Only those before this one.
    pub before: Option<T>,
    /// So many at most.
    pub limit: u64,
}

/// Adds a conversation.
pub async fn insert(
    tx: &impl ConnectionTrait,
    key: &Key,
    conversation: &Conversation,
) -> Result<()> {
    let row = to_row(key, conversation)?;
    conversation::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Keeps what a conversation has become.
pub async fn update(
    tx: &impl ConnectionTrait,
    key: &Key,
    conversation: &Conversation,
) -> Result<()> {
    let row = to_row(key, conversation)?;
    conversation::Entity::update(row).exec_without_returning(tx).await?;
    Ok(())
}

/// A conversation of an account with somebody, unless it is about a child that these memberships do not reach.
pub async fn find(
    db: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    with: ConversationKind,
    memberships: &[Membership],
    id: ConversationId,
) -> Result<Option<Conversation>> {
    let row = one(account, with, id).filter(reached(memberships)).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// A conversation of an account with somebody, locked until the transaction ends.
pub async fn lock(
    tx: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    with: ConversationKind,
    id: ConversationId,
) -> Result<Option<Conversation>> {
    let row = one(account, with, id).lock_exclusive().one(tx).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Conversations of an account with somebody, those first that began last, but for those about a child that these memberships do
/// not reach.
pub async fn list(
    db: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    with: ConversationKind,
    memberships: &[Membership],
    range: Range<ConversationId>,
) -> Result<Vec<Conversation>> {
    let mut query = conversation::Entity::find()
        .filter(conversation::Column::AccountId.eq(account.0))
        .filter(conversation::Column::Kind.eq(with.word()))
        .filter(reached(memberships))
        .order_by_desc(conversation::Column::Id)
        .limit(range.limit);
    if let Some(before) = range.before {
        query = query.filter(conversation::Column::Id.lt(before.0));
    }
    query.all(db).await?.iter().map(|row| open(key, row)).collect()
}

/// Removes a conversation with all that was said in it, also what was kept of that for retries.
pub async fn delete(
    tx: &impl ConnectionTrait,
    account: AccountId,
    with: ConversationKind,
    id: ConversationId,
) -> Result<()> {
    void_answers(tx, one(account, with, id)).await?;
    conversation::Entity::delete_many()
        .filter(conversation::Column::AccountId.eq(account.0))
        .filter(conversation::Column::Kind.eq(with.word()))
        .filter(conversation::Column::Id.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes away what was kept for retries of what was answered in these conversations.
pub(crate) async fn void_answers(
    tx: &impl ConnectionTrait,
    conversations: Select<conversation::Entity>,
) -> Result<()> {
    let ids = conversations.select_only().column(conversation::Column::Id).into_query();
    idempotency::void(tx, ids).await
}

fn one(
    account: AccountId,
    with: ConversationKind,
    id: ConversationId,
) -> Select<conversation::Entity> {
    of(account, id).filter(conversation::Column::Kind.eq(with.word()))
}

pub(crate) fn of(account: AccountId, id: ConversationId) -> Select<conversation::Entity> {
    conversation::Entity::find_by_id((account.0, id.0))
}

/// What is about no child, or about one that these memberships reach.
fn reached(memberships: &[Membership]) -> Condition {
    use conversation::Column::{ChildId, FamilyId};
    let about_none = Condition::any().add(ChildId.is_null());
    memberships.iter().fold(about_none, |reached, Membership { family, access, .. }| {
        let of_family = Condition::all().add(FamilyId.eq(family.0));
        reached.add(match &access.children {
            Some(children) => of_family.add(ChildId.is_in(children.iter().map(|child| child.0))),
            None => of_family,
        })
    })
}

fn to_row(key: &Key, conversation: &Conversation) -> Result<conversation::ActiveModel> {
    let sealed =
        Sealed { title: conversation.title.clone(), topic: SealedTopic::from(&conversation.topic) };
    let about = match conversation.topic {
        Topic::Care(about) => about,
        Topic::Birth(..) => None,
    };
    Ok(conversation::ActiveModel {
        account_id: Set(conversation.account.0),
        id: Set(conversation.id.0),
        kind: Set(conversation.topic.kind().word().into()),
        family_id: Set(about.map(|(family, _)| family.0)),
        child_id: Set(about.map(|(_, child)| child.0)),
        sealed: Set(key.seal(Place(TABLE, &conversation.id.0), &sealed)?),
        messages: Set(i32::try_from(conversation.messages).map_err(corrupt)?),
        created_at: Set(conversation.created_at),
        updated_at: Set(conversation.updated_at),
    })
}

fn open(key: &Key, row: &conversation::Model) -> Result<Conversation> {
    let sealed: Sealed = key.open(Place(TABLE, &row.id), &row.sealed)?;
    let about = row.family_id.map(FamilyId).zip(row.child_id.map(ChildId));
    Ok(Conversation {
        id: ConversationId(row.id),
        account: AccountId(row.account_id),
        title: sealed.title,
        topic: sealed.topic.read(about)?,
        messages: u32::try_from(row.messages).map_err(corrupt)?,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

impl From<&Topic> for SealedTopic {
    fn from(topic: &Topic) -> Self {
        match topic {
            Topic::Birth(birth, rules, since) => Self::Birth {
                local: birth.local,
                zone: birth.zone.name().into(),
                at: birth.at,
                ambiguous: birth.ambiguous,
                latitude: birth.latitude,
                longitude: birth.longitude,
                houses: rules.houses.word().into(),
                node: rules.node.word().into(),
                since: *since,
            },
            Topic::Care(_) => Self::Care,
        }
    }
}

impl SealedTopic {
    fn read(self, about: Option<(FamilyId, ChildId)>) -> Result<Topic> {
        let Self::Birth { local, zone, at, ambiguous, latitude, longitude, houses, node, since } =
            self
        else {
            return Ok(Topic::Care(about));
        };
        let zone = zone.parse().map_err(corrupt)?;
        let birth = Nativity { local, zone, at, ambiguous, latitude, longitude };
        let rules = Rules {
            houses: HouseSystem::parse("house_system", &houses).map_err(corrupt)?,
            node: Node::parse("node", &node).map_err(corrupt)?,
        };
        Ok(Topic::Birth(birth, rules, since))
    }
}
