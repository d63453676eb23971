//! What is there already, for what comes in from elsewhere; what was deleted counts.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::{Activity, ActivityId, ChildId, FamilyId, Kind, Volume, Word};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};
use uuid::Uuid;

use super::rows::open;
use crate::{Result, entities::activity, error::corrupt, seal::Key};

/// The ids of all activities of a family.
pub async fn ids(db: &impl ConnectionTrait, family: FamilyId) -> Result<HashSet<ActivityId>> {
    found(db, in_family(family)).await
}

/// Those of these ids that a family has.
pub async fn ids_among(
    db: &impl ConnectionTrait,
    family: FamilyId,
    ids: impl IntoIterator<Item = ActivityId>,
) -> Result<HashSet<ActivityId>> {
    let ids = ids.into_iter().map(|id| id.0);
    found(db, in_family(family).filter(activity::Column::Id.is_in(ids))).await
}

async fn found(
    db: &impl ConnectionTrait,
    query: Select<activity::Entity>,
) -> Result<HashSet<ActivityId>> {
    let ids: Vec<Uuid> =
        query.select_only().column(activity::Column::Id).into_tuple().all(db).await?;
    Ok(ids.into_iter().map(ActivityId).collect())
}

/// A stretch of time, both ends included.
pub type Span = (DateTime<Utc>, DateTime<Utc>);

/// As much of an activity as stands in plain columns.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Which.
    pub id: ActivityId,
    /// Of which kind.
    pub kind: Kind,
    /// Which of its kind: how a child was fed, what a diaper held.
    pub variant: String,
    /// How much.
    pub amount: Option<Volume>,
    /// When it began.
    pub start: DateTime<Utc>,
    /// When it ended.
    pub end: Option<DateTime<Utc>>,
}

type OutlineRow = (Uuid, String, String, Option<f64>, DateTime<Utc>, Option<DateTime<Utc>>);

/// A child's activities of these kinds that began in a stretch of time, in outline.
pub async fn outlines(
    db: &impl ConnectionTrait,
    family: FamilyId,
    child: ChildId,
    kinds: &[Kind],
    span: Span,
) -> Result<Vec<Outline>> {
    let rows = of_child(family, child, kinds, span)
        .select_only()
        .columns([
            activity::Column::Id,
            activity::Column::Kind,
            activity::Column::Variant,
            activity::Column::AmountMl,
            activity::Column::StartAt,
            activity::Column::EndAt,
        ])
        .into_tuple::<OutlineRow>()
        .all(db)
        .await?;
    let outlines = rows.into_iter().map(|(id, kind, variant, amount, start, end)| {
        let kind = Kind::parse("kind", &kind).map_err(corrupt)?;
        let amount = amount.map(Volume::from_millilitres);
        Ok(Outline { id: ActivityId(id), kind, variant, amount, start, end })
    });
    outlines.collect()
}

/// Likewise, opened.
pub async fn opened(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    child: ChildId,
    kinds: &[Kind],
    span: Span,
) -> Result<Vec<Activity>> {
    let rows = of_child(family, child, kinds, span).all(db).await?;
    rows.iter().map(|row| open(key, row)).collect()
}

fn in_family(family: FamilyId) -> Select<activity::Entity> {
    activity::Entity::find().filter(activity::Column::FamilyId.eq(family.0))
}

fn of_child(
    family: FamilyId,
    child: ChildId,
    kinds: &[Kind],
    (from, until): Span,
) -> Select<activity::Entity> {
    in_family(family)
        .filter(activity::Column::ChildId.eq(child.0))
        .filter(activity::Column::StartAt.gte(from))
        .filter(activity::Column::StartAt.lte(until))
        .filter(activity::Column::Kind.is_in(kinds.iter().map(|kind| kind.word())))
}
