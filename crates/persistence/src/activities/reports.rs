//! What reports tell singly: what was measured and what was achieved.

use chrono::{DateTime, Utc};
use domain::{Activity, ChildId, Day, Details, FamilyId, Feeding, Kind, Word};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
};

use super::rows::open;
use crate::{Result, entities::activity, seal::Key};

/// All milestones of these children, the earliest first.
pub async fn milestones(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    children: &[ChildId],
) -> Result<Vec<Activity>> {
    let milestones = Condition::all().add(activity::Column::Kind.eq(Kind::Milestone.word()));
    told(db, key, family, children, milestones).await
}

/// What these children were fed since `from`, the earliest first.
pub async fn feedings(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    children: &[ChildId],
    from: DateTime<Utc>,
) -> Result<Vec<(ChildId, Feeding)>> {
    let fed = activity::Column::Kind.eq(Kind::Feeding.word());
    let since = Condition::all().add(fed).add(activity::Column::StartAt.gte(from));
    let fed = told(db, key, family, children, since).await?;
    let feedings = fed.into_iter().filter_map(|activity| match activity.details {
        Details::Feeding(feeding) => Some((activity.child, feeding)),
        _ => None,
    });
    Ok(feedings.collect())
}

/// What was measured of these children since `from`, the earliest first.
pub async fn measured(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    children: &[ChildId],
    from: DateTime<Utc>,
) -> Result<Vec<Activity>> {
    let measured = activity::Column::Kind.eq(Kind::Growth.word());
    let since = Condition::all().add(measured).add(activity::Column::StartAt.gte(from));
    told(db, key, family, children, since).await
}

/// What was measured of these children in a stretch of time, and all their milestones up to its end; the earliest first.
pub async fn measured_and_achieved(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    children: &[ChildId],
    span: Day,
) -> Result<Vec<Activity>> {
    let (at, kind) = (activity::Column::StartAt, activity::Column::Kind);
    let measured = kind.eq(Kind::Growth.word()).and(at.gte(span.start));
    let achieved = kind.eq(Kind::Milestone.word());
    let either = Condition::any().add(measured).add(achieved);
    told(db, key, family, children, Condition::all().add(at.lt(span.end)).add(either)).await
}

async fn told(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    children: &[ChildId],
    condition: Condition,
) -> Result<Vec<Activity>> {
    let rows = activity::Entity::find()
        .filter(activity::Column::FamilyId.eq(family.0))
        .filter(activity::Column::ChildId.is_in(children.iter().map(|child| child.0)))
        .filter(activity::Column::DeletedAt.is_null())
        .filter(condition)
        .order_by_asc(activity::Column::StartAt)
        .order_by_asc(activity::Column::Id)
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}
