//! How far each family's log was looked at for what it makes known.

use chrono::{DateTime, Utc};
use domain::{FamilyId, Review};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, LockType, OnConflict, Order, Query, error as query},
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

/// Notes looks at families' logs; of several at one log, the one that knew most is kept. A family that was deleted meanwhile
/// is left out, and the others are noted all the same. Locks the families in an order in which nobody waits for one another.
pub async fn note(
    db: &impl ConnectionTrait,
    reviews: impl IntoIterator<Item = (FamilyId, Review)>,
) -> Result<()> {
    let row = |(family, it): (FamilyId, Review)| (family.0, it.seq, it.at);
    let rows: Vec<_> = reviews.into_iter().map(row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let id = (family::Entity, family::Column::Id);
    let looks = Query::select()
        .columns(["column1", "column2", "column3"])
        .from_values(rows, "looks")
        .from(family::Entity)
        .and_where(Expr::col(id).equals("column1"))
        .order_by(id, Order::Asc)
        // None is deleted between this and the end: who deletes one locks it too.
        .lock_with_tables(LockType::KeyShare, [family::Entity])
        .take();
    let columns = [review::Column::Seq, review::Column::At];
    let known = |column| Expr::col((review::Entity, column));
    let new = |column| Expr::col(("excluded", column));
    let [seq, at] = columns;
    let newer = known(seq).lt(new(seq)).or(known(seq).eq(new(seq)).and(known(at).lt(new(at))));
    let latest = OnConflict::column(review::Column::FamilyId)
        .update_columns(columns)
        .action_and_where(newer)
        .to_owned();
    let mut insert = Query::insert();
    insert.into_table(review::Entity).columns([review::Column::FamilyId, seq, at]);
    let miscounted = |error: query::Error| DbErr::Custom(error.to_string());
    insert.select_from(looks).map_err(miscounted)?.on_conflict(latest);
    db.execute(&insert).await?;
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
