//! How far each family's log was looked at for what it makes known.

use chrono::{DateTime, Utc};
use domain::{FamilyId, Review};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    Result,
    entities::{change, family, review},
};

/// The last look at a family's log.
pub async fn find(db: &impl ConnectionTrait, family: FamilyId) -> Result<Option<Review>> {
    let row = review::Entity::find_by_id(family.0).one(db).await?;
    Ok(row.map(|row| Review { seq: row.seq, at: row.at }))
}

/// Notes looks at families' logs; of several at one log, the one that knew most is kept.
pub async fn note(
    db: &impl ConnectionTrait,
    reviews: impl IntoIterator<Item = (FamilyId, Review)>,
) -> Result<()> {
    let row = |(family, it): (FamilyId, Review)| review::ActiveModel {
        family_id: Set(family.0),
        seq: Set(it.seq),
        at: Set(it.at),
    };
    let rows: Vec<_> = reviews.into_iter().map(row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let columns = [review::Column::Seq, review::Column::At];
    let known = |column| Expr::col((review::Entity, column));
    let new = |column| Expr::col(("excluded", column));
    let [seq, at] = columns;
    let newer = known(seq).lt(new(seq)).or(known(seq).eq(new(seq)).and(known(at).lt(new(at))));
    let latest = OnConflict::column(review::Column::FamilyId)
        .update_columns(columns)
        .action_and_where(newer)
        .to_owned();
    review::Entity::insert_many(rows).on_conflict(latest).exec_without_returning(db).await?;
    Ok(())
}

/// Families whose logs are to be looked at, by their ids after `after`, `limit` at most: because they have moved on since the
/// last look, or because that [holds](Review::holds) no longer and something happened there [not long
/// ago](Review::LIVELY).
pub async fn due(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    after: Option<FamilyId>,
    limit: u64,
) -> Result<Vec<FamilyId>> {
    let family = |column| Expr::col((family::Entity, column));
    let review = |column| Expr::col((review::Entity, column));
    let change = |column| Expr::col((change::Entity, column));
    let looked_at = review(review::Column::FamilyId).eq(family(family::Column::Id));
    let last_change = change(change::Column::FamilyId)
        .eq(family(family::Column::Id))
        .and(change(change::Column::Seq).eq(family(family::Column::Seq)));
    let moved_on = review(review::Column::Seq).lt(family(family::Column::Seq));
    let old = review(review::Column::At).lte(now - Review::HOLDS);
    let lively = change(change::Column::At).gt(now - Review::LIVELY);
    let due = Condition::any()
        .add(review(review::Column::FamilyId).is_null())
        .add(moved_on)
        .add(old.and(lively));
    let mut query = family::Entity::find()
        .select_only()
        .column(family::Column::Id)
        .filter(due)
        .order_by_asc(family::Column::Id)
        .limit(limit);
    let joins = QuerySelect::query(&mut query);
    joins.join(JoinType::LeftJoin, review::Entity, looked_at);
    joins.join(JoinType::LeftJoin, change::Entity, last_change);
    if let Some(after) = after {
        query = query.filter(family::Column::Id.gt(after.0));
    }
    let ids: Vec<Uuid> = query.into_tuple().all(db).await?;
    Ok(ids.into_iter().map(FamilyId).collect())
}
