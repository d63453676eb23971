//! Requests that carried an `Idempotency-Key`, kept with their answers in the transaction of their effect.

use chrono::{DateTime, Utc};
use domain::{ConversationId, FamilyId};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, UpdateMany,
    sea_query::{Expr, SelectStatement},
};
use uuid::Uuid;

use crate::{
    Result,
    entities::idempotency_key,
    seal::{Key, Place},
};

const TABLE: &str = "idempotency_keys";

/// Names a request: a key is good for one account and one route.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestKey {
    /// Who asks: an account, or what stands for somebody who has none yet.
    pub account: Uuid,
    /// Where.
    pub route: String,
    /// The client's key.
    pub key: String,
}

/// A request that was answered before.
#[derive(Clone, Debug)]
pub struct Answered {
    /// A keyed hash of the request; another one under the same key is refused.
    pub fingerprint: Vec<u8>,
    /// The family whose key seals the answer; the asker's own id where their own key does.
    pub family: FamilyId,
    sealed: Vec<u8>,
}

impl RequestKey {
    fn row_name(&self) -> String {
        format!("{}/{}/{}", self.account, self.route, self.key)
    }
}

impl Answered {
    /// Whether the answer was taken away since.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.sealed.is_empty()
    }

    /// The answer it got.
    pub fn reply(&self, key: &Key, request: &RequestKey) -> Result<String> {
        key.open(Place(TABLE, &request.row_name()), &self.sealed)
    }
}

/// Those of these requests that were answered before.
pub async fn find(
    db: &impl ConnectionTrait,
    requests: impl IntoIterator<Item = &RequestKey>,
) -> Result<Vec<(RequestKey, Answered)>> {
    let any = requests.into_iter().fold(Condition::any(), |any, request| {
        let this = Condition::all()
            .add(idempotency_key::Column::AccountId.eq(request.account))
            .add(idempotency_key::Column::Route.eq(&*request.route))
            .add(idempotency_key::Column::Key.eq(&*request.key));
        any.add(this)
    });
    if any.is_empty() {
        return Ok(Vec::new());
    }
    let rows = idempotency_key::Entity::find().filter(any).all(db).await?;
    let answered = rows.into_iter().map(|row| {
        let request = RequestKey { account: row.account_id, route: row.route, key: row.key };
        let family = FamilyId(row.family_id);
        (request, Answered { fingerprint: row.fingerprint, family, sealed: row.sealed })
    });
    Ok(answered.collect())
}

/// A request to remember, with its answer.
pub struct Answer<'a> {
    /// Which request.
    pub request: &'a RequestKey,
    /// A keyed hash of it.
    pub fingerprint: &'a [u8],
    /// The family it was about.
    pub family: FamilyId,
    /// That family's key.
    pub key: &'a Key,
    /// The answer.
    pub reply: &'a str,
    /// When it was given.
    pub at: DateTime<Utc>,
}

/// Remembers requests and their answers; [`crate::Error::Duplicate`] if one was answered meanwhile.
pub async fn insert(
    tx: &impl ConnectionTrait,
    answers: impl IntoIterator<Item = Answer<'_>>,
) -> Result<()> {
    let rows = answers
        .into_iter()
        .map(|answer| {
            let place = answer.request.row_name();
            Ok(idempotency_key::ActiveModel {
                account_id: Set(answer.request.account),
                route: Set(answer.request.route.clone()),
                key: Set(answer.request.key.clone()),
                family_id: Set(answer.family.0),
                fingerprint: Set(answer.fingerprint.into()),
                sealed: Set(answer.key.seal(Place(TABLE, &place), &answer.reply)?),
                created_at: Set(answer.at),
                conversation_id: Set(None),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    if !rows.is_empty() {
        idempotency_key::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Replaces an answer by what became of the request since.
pub async fn amend(
    db: &impl ConnectionTrait,
    request: &RequestKey,
    key: &Key,
    reply: &str,
) -> Result<()> {
    let sealed = key.seal(Place(TABLE, &request.row_name()), &reply)?;
    let changed = this(request).col_expr(idempotency_key::Column::Sealed, Expr::value(sealed));
    changed.exec(db).await?;
    Ok(())
}

/// Notes in which conversation a request was answered.
pub async fn place(
    tx: &impl ConnectionTrait,
    request: &RequestKey,
    conversation: ConversationId,
) -> Result<()> {
    let place = Expr::value(conversation.0);
    this(request).col_expr(idempotency_key::Column::ConversationId, place).exec(tx).await?;
    Ok(())
}

fn this(request: &RequestKey) -> UpdateMany<idempotency_key::Entity> {
    idempotency_key::Entity::update_many()
        .filter(idempotency_key::Column::AccountId.eq(request.account))
        .filter(idempotency_key::Column::Route.eq(&*request.route))
        .filter(idempotency_key::Column::Key.eq(&*request.key))
}

/// Takes the answers away that were given in the conversations whose ids this selects. That the requests were answered stays known,
/// so that none has its effect again.
pub(crate) async fn void(tx: &impl ConnectionTrait, conversations: SelectStatement) -> Result<()> {
    idempotency_key::Entity::update_many()
        .col_expr(idempotency_key::Column::Sealed, Expr::value(Vec::<u8>::new()))
        .filter(idempotency_key::Column::ConversationId.in_subquery(conversations))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets the requests made before `then`.
pub async fn forget(db: &impl ConnectionTrait, then: DateTime<Utc>) -> Result<()> {
    idempotency_key::Entity::delete_many()
        .filter(idempotency_key::Column::CreatedAt.lt(then))
        .exec(db)
        .await?;
    Ok(())
}
