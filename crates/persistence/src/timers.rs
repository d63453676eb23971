//! Timers in the database; that a child has one of a kind at most is the database's own rule.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, ActivityId, ChildId, FamilyId, Kind, Lap, Timer, TimerId, TimerState, Word,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    entities::timer,
    error::corrupt,
    families,
    seal::{Key, Place},
};

const TABLE: &str = "timers";

#[derive(Serialize, Deserialize)]
struct Sealed {
    side: Option<String>,
    laps: Vec<SealedLap>,
}

#[derive(Serialize, Deserialize)]
struct SealedLap {
    from: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    side: Option<String>,
}

/// Adds a timer; [`crate::Error::Duplicate`] if its child has one of the kind, or the family one of this id.
pub async fn insert(tx: &impl ConnectionTrait, key: &Key, timer: &Timer) -> Result<()> {
    timer::Entity::insert(to_row(key, timer)?).exec_without_returning(tx).await?;
    Ok(())
}

/// Changes a timer.
pub async fn update(tx: &impl ConnectionTrait, key: &Key, timer: &Timer) -> Result<()> {
    timer::Entity::update(to_row(key, timer)?).exec_without_returning(tx).await?;
    Ok(())
}

/// The timer with this id.
pub async fn get(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    id: TimerId,
) -> Result<Option<Timer>> {
    let row = timer::Entity::find_by_id((family.0, id.0)).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Those of these timers of a family that there are.
pub async fn find_all(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    ids: impl IntoIterator<Item = TimerId>,
) -> Result<Vec<Timer>> {
    let rows = timer::Entity::find()
        .filter(timer::Column::FamilyId.eq(family.0))
        .filter(timer::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// Which of these families has a timer.
pub async fn family_of(
    db: &impl ConnectionTrait,
    families: impl IntoIterator<Item = FamilyId>,
    id: TimerId,
) -> Result<Option<FamilyId>> {
    let columns = (timer::Column::FamilyId, timer::Column::Id);
    families::that_has::<timer::Entity>(db, columns, families, id.0).await
}

/// The timers of a family that have not ended, the oldest first.
pub async fn going_on(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
) -> Result<Vec<Timer>> {
    let rows = timer::Entity::find()
        .filter(timer::Column::FamilyId.eq(family.0))
        .filter(timer::Column::EndedAt.is_null())
        .order_by_asc(timer::Column::StartAt)
        .order_by_asc(timer::Column::Id)
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// The timer of a kind that a child has going on.
pub async fn of_child(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    child: ChildId,
    kind: Kind,
) -> Result<Option<Timer>> {
    let row = timer::Entity::find()
        .filter(timer::Column::FamilyId.eq(family.0))
        .filter(timer::Column::ChildId.eq(child.0))
        .filter(timer::Column::Kind.eq(kind.word()))
        .filter(timer::Column::EndedAt.is_null())
        .one(db)
        .await?;
    row.map(|row| open(key, &row)).transpose()
}

fn to_row(key: &Key, timer: &Timer) -> Result<timer::ActiveModel> {
    let word = |side: Option<domain::BreastSide>| side.map(|side| side.word().to_owned());
    let laps = timer.laps.iter().map(|lap| SealedLap {
        from: lap.from,
        until: lap.until,
        side: word(lap.side),
    });
    let sealed = Sealed { side: word(timer.side), laps: laps.collect() };
    Ok(timer::ActiveModel {
        family_id: Set(timer.family.0),
        id: Set(timer.id.0),
        child_id: Set(timer.child.0),
        kind: Set(timer.kind.word().into()),
        state: Set(timer.state.word().into()),
        started_by: Set(timer.started_by.0),
        start_at: Set(timer.start),
        ended_at: Set(timer.ended_at),
        activity_id: Set(timer.activity.map(|activity| activity.0)),
        sealed: Set(key.seal(Place(TABLE, &timer.id.0), &sealed)?),
        updated_at: Set(timer.updated_at),
        version: Set(timer.version),
    })
}

fn open(key: &Key, row: &timer::Model) -> Result<Timer> {
    let sealed: Sealed = key.open(Place(TABLE, &row.id), &row.sealed)?;
    let side = |text: Option<String>| {
        text.map(|text| Word::parse("side", &text)).transpose().map_err(corrupt)
    };
    let laps = sealed
        .laps
        .into_iter()
        .map(|lap| Ok(Lap { from: lap.from, until: lap.until, side: side(lap.side)? }));
    Ok(Timer {
        id: TimerId(row.id),
        family: FamilyId(row.family_id),
        child: ChildId(row.child_id),
        kind: Kind::parse("kind", &row.kind).map_err(corrupt)?,
        state: TimerState::parse("state", &row.state).map_err(corrupt)?,
        laps: laps.collect::<Result<_>>()?,
        side: side(sealed.side)?,
        started_by: AccountId(row.started_by),
        start: row.start_at,
        ended_at: row.ended_at,
        activity: row.activity_id.map(ActivityId),
        updated_at: row.updated_at,
        version: row.version,
    })
}
