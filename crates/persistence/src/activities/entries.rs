//! As much of activities as days are summed from and children are looked at by; nothing of it is sealed.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{ActivityId, ChildId, Day, Entry, FamilyId, Kind, SleepKind, Volume, Word};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{Result, entities::activity, error::corrupt};

type EntryRow =
    (Uuid, Uuid, String, String, Option<f64>, DateTime<Utc>, Option<DateTime<Utc>>, i32);

/// What summaries of a day, or of several days in a row, are made from: the children's entries that begin in it, and the
/// sleep that may go on now.
pub async fn entries(
    db: &impl ConnectionTrait,
    family: FamilyId,
    children: &[ChildId],
    day: Day,
    now: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let at = activity::Column::StartAt;
    let in_day = at.gte(day.start).and(at.lt(day.end));
    let going_on = at
        .gt(now - Entry::LONGEST_SLEEP)
        .and(at.lte(now))
        .and(activity::Column::Kind.eq(Kind::Sleep.word()))
        .and(activity::Column::EndAt.is_null().or(activity::Column::EndAt.gt(now)));
    those(db, family, children, in_day.or(going_on)).await
}

/// The sleep and the feedings of these children since `from`.
pub async fn slept_and_fed(
    db: &impl ConnectionTrait,
    family: FamilyId,
    children: &[ChildId],
    from: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let kinds = [Kind::Sleep, Kind::Feeding].map(Word::word);
    let wanted = activity::Column::StartAt.gte(from).and(activity::Column::Kind.is_in(kinds));
    those(db, family, children, wanted).await
}

async fn those(
    db: &impl ConnectionTrait,
    family: FamilyId,
    children: &[ChildId],
    wanted: Expr,
) -> Result<Vec<Entry>> {
    let rows = activity::Entity::find()
        .select_only()
        .columns([
            activity::Column::Id,
            activity::Column::ChildId,
            activity::Column::Kind,
            activity::Column::Variant,
            activity::Column::AmountMl,
            activity::Column::StartAt,
            activity::Column::EndAt,
            activity::Column::PausedSeconds,
        ])
        .filter(activity::Column::FamilyId.eq(family.0))
        .filter(activity::Column::ChildId.is_in(children.iter().map(|child| child.0)))
        .filter(activity::Column::DeletedAt.is_null())
        .filter(wanted)
        .into_tuple::<EntryRow>()
        .all(db)
        .await?;
    let entries = rows.into_iter().map(|(id, child, kind, variant, amount, start, end, paused)| {
        let kind = Kind::parse("kind", &kind).map_err(corrupt)?;
        let sleep = SleepKind::parse("variant", &variant).ok().filter(|_| kind == Kind::Sleep);
        let (id, child) = (ActivityId(id), ChildId(child));
        let amount = amount.map(Volume::from_millilitres);
        let paused = TimeDelta::seconds(paused.into());
        Ok(Entry { id, child, kind, sleep, amount, start, end, paused })
    });
    entries.collect()
}
