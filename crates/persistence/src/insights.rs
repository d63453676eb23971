//! What was found out about children. What is no longer told is remembered for a while, so that it is not found again.

mod sealed;

use chrono::{DateTime, Utc};
use domain::{ChildId, FamilyId, Insight, InsightId, Priority};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    entities::insight,
    families,
    seal::{Key, Place},
};

pub(crate) use sealed::SealedFinding;

const TABLE: &str = "insights";

#[derive(Serialize, Deserialize)]
struct Sealed {
    name: String,
    finding: SealedFinding,
}

/// Keeps insights as they are now, new or known.
pub async fn put<'a>(
    tx: &impl ConnectionTrait,
    key: &Key,
    insights: impl IntoIterator<Item = &'a Insight>,
) -> Result<()> {
    let rows = insights.into_iter().map(|insight| to_row(key, insight));
    let rows = rows.collect::<Result<Vec<_>>>()?;
    if !rows.is_empty() {
        let newest = OnConflict::columns([insight::Column::FamilyId, insight::Column::Id])
            .update_columns([
                insight::Column::Rank,
                insight::Column::Sealed,
                insight::Column::FoundAt,
                insight::Column::ExpiresAt,
                insight::Column::DismissedAt,
            ])
            .to_owned();
        insight::Entity::insert_many(rows).on_conflict(newest).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Removes what has not been told since `then`.
pub async fn forget(db: &impl ConnectionTrait, then: DateTime<Utc>) -> Result<()> {
    insight::Entity::delete_many().filter(insight::Column::ExpiresAt.lt(then)).exec(db).await?;
    Ok(())
}

/// Which of these families has an insight.
pub async fn family_of(
    db: &impl ConnectionTrait,
    families: impl IntoIterator<Item = FamilyId>,
    id: InsightId,
) -> Result<Option<FamilyId>> {
    let columns = (insight::Column::FamilyId, insight::Column::Id);
    families::that_has::<insight::Entity>(db, columns, families, id.0).await
}

/// The insight with this id, told or not.
pub async fn get(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    id: InsightId,
) -> Result<Option<Insight>> {
    let row = insight::Entity::find_by_id((family.0, id.0)).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Those of these insights of a family that there are, told or not.
pub async fn find_all(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    ids: impl IntoIterator<Item = InsightId>,
) -> Result<Vec<Insight>> {
    let rows = insight::Entity::find()
        .filter(insight::Column::FamilyId.eq(family.0))
        .filter(insight::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// What is told of a family's children, and these insights, told or not.
pub async fn current_and(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    ids: impl IntoIterator<Item = InsightId>,
    now: DateTime<Utc>,
) -> Result<Vec<Insight>> {
    let rows = insight::Entity::find()
        .filter(insight::Column::FamilyId.eq(family.0))
        .filter(is_current(now).or(insight::Column::Id.is_in(ids.into_iter().map(|id| id.0))))
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

fn is_current(now: DateTime<Utc>) -> Expr {
    insight::Column::ExpiresAt.gt(now).and(insight::Column::DismissedAt.is_null())
}

/// What is told of a family's children: what matters most first, then the newest.
pub async fn current(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    now: DateTime<Utc>,
) -> Result<Vec<Insight>> {
    let rows = insight::Entity::find()
        .filter(insight::Column::FamilyId.eq(family.0))
        .filter(is_current(now))
        .order_by_desc(insight::Column::Rank)
        .order_by_desc(insight::Column::FoundAt)
        .order_by_desc(insight::Column::Id)
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

fn to_row(key: &Key, insight: &Insight) -> Result<insight::ActiveModel> {
    let sealed =
        Sealed { name: insight.name.clone(), finding: SealedFinding::new(insight.finding) };
    let rank = match insight.finding.priority() {
        Priority::Low => 1,
        Priority::Medium => 2,
        Priority::High => 3,
    };
    Ok(insight::ActiveModel {
        family_id: Set(insight.family.0),
        id: Set(insight.id.0),
        child_id: Set(insight.child.0),
        rank: Set(rank),
        sealed: Set(key.seal(Place(TABLE, &insight.id.0), &sealed)?),
        found_at: Set(insight.found_at),
        expires_at: Set(insight.expires_at),
        dismissed_at: Set(insight.dismissed_at),
    })
}

fn open(key: &Key, row: &insight::Model) -> Result<Insight> {
    let sealed: Sealed = key.open(Place(TABLE, &row.id), &row.sealed)?;
    Ok(Insight {
        id: InsightId(row.id),
        family: FamilyId(row.family_id),
        child: ChildId(row.child_id),
        name: sealed.name,
        finding: sealed.finding.open()?,
        found_at: row.found_at,
        expires_at: row.expires_at,
        dismissed_at: row.dismissed_at,
    })
}
