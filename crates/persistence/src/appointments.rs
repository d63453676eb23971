//! Appointments in the database. One that is cancelled is gone.

use chrono::{DateTime, Utc};
use domain::{AccountId, Appointment, AppointmentId, ChildId, FamilyId};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Asterisk, Query, UnionType},
};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    activities::{ARMS, united},
    entities::appointment,
    families,
    seal::{Key, Place},
};

const TABLE: &str = "appointments";

#[derive(Serialize, Deserialize)]
struct Sealed {
    title: String,
    minutes: Option<i64>,
    place: Option<String>,
    notes: Option<String>,
}

/// Adds an appointment; [`crate::Error::Duplicate`] if the family has one of this id.
pub async fn insert(tx: &impl ConnectionTrait, key: &Key, appointment: &Appointment) -> Result<()> {
    appointment::Entity::insert(to_row(key, appointment)?).exec_without_returning(tx).await?;
    Ok(())
}

/// Changes an appointment.
pub async fn update(tx: &impl ConnectionTrait, key: &Key, appointment: &Appointment) -> Result<()> {
    appointment::Entity::update(to_row(key, appointment)?).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes an appointment.
pub async fn delete(tx: &impl ConnectionTrait, family: FamilyId, id: AppointmentId) -> Result<()> {
    appointment::Entity::delete_by_id((family.0, id.0)).exec(tx).await?;
    Ok(())
}

/// Which of these families has an appointment.
pub async fn family_of(
    db: &impl ConnectionTrait,
    families: impl IntoIterator<Item = FamilyId>,
    id: AppointmentId,
) -> Result<Option<FamilyId>> {
    let columns = (appointment::Column::FamilyId, appointment::Column::Id);
    families::that_has::<appointment::Entity>(db, columns, families, id.0).await
}

/// The appointment with this id.
pub async fn get(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    id: AppointmentId,
) -> Result<Option<Appointment>> {
    let row = appointment::Entity::find_by_id((family.0, id.0)).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Those of these appointments of a family that there are.
pub async fn find_all(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    ids: impl IntoIterator<Item = AppointmentId>,
) -> Result<Vec<Appointment>> {
    let rows = appointment::Entity::find()
        .filter(appointment::Column::FamilyId.eq(family.0))
        .filter(appointment::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// Which appointments to list.
#[derive(Clone, Copy, Debug)]
pub struct Filter<'a> {
    /// The family.
    pub family: FamilyId,
    /// Of these children only.
    pub children: Option<&'a [ChildId]>,
    /// From this instant on.
    pub from: DateTime<Utc>,
    /// Only before this instant.
    pub until: Option<DateTime<Utc>>,
}

/// Where a page ends: time and id of its last appointment.
pub type Position = (DateTime<Utc>, AppointmentId);

/// Appointments after a position, the next first, `limit` at most.
pub async fn page(
    db: &impl ConnectionTrait,
    key: &Key,
    filter: Filter<'_>,
    after: Option<Position>,
    limit: u64,
) -> Result<Vec<Appointment>> {
    let at = appointment::Column::At;
    let beyond = after.map(|(last, id)| {
        // Said twice, so that the index is entered at the right place on both databases.
        Condition::all().add(at.gte(last)).add(at.gt(last).or(appointment::Column::Id.gt(id.0)))
    });
    let children = filter
        .children
        .map(|those| appointment::Column::ChildId.is_in(those.iter().map(|child| child.0)));
    let condition = Condition::all()
        .add(appointment::Column::FamilyId.eq(filter.family.0))
        .add_option(children)
        .add(at.gte(filter.from))
        .add_option(filter.until.map(|until| at.lt(until)))
        .add_option(beyond);
    let rows = appointment::Entity::find()
        .filter(condition)
        .order_by_asc(at)
        .order_by_asc(appointment::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// The next appointments of each of these children, `limit` at most of each, the next of each first.
pub async fn next(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    children: &[ChildId],
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Appointment>> {
    // One statement whose arms each read the first rows of an index.
    let arm = |child: &ChildId| {
        let next = appointment::Entity::find()
            .filter(appointment::Column::FamilyId.eq(family.0))
            .filter(appointment::Column::ChildId.eq(child.0))
            .filter(appointment::Column::At.gte(now))
            .order_by_asc(appointment::Column::At)
            .order_by_asc(appointment::Column::Id)
            .limit(limit)
            .into_query();
        Query::select().column(Asterisk).from_subquery(next, "next").to_owned()
    };
    let mut rows = Vec::new();
    for some in children.chunks(ARMS) {
        let Some(query) = united(UnionType::All, some.iter().map(arm)) else { continue };
        rows.extend(db.query_all(&query).await?);
    }
    rows.iter().map(|row| open(key, &appointment::Model::from_query_result(row, "")?)).collect()
}

fn to_row(key: &Key, appointment: &Appointment) -> Result<appointment::ActiveModel> {
    let it = appointment.clone();
    let sealed = Sealed { title: it.title, minutes: it.minutes, place: it.place, notes: it.notes };
    Ok(appointment::ActiveModel {
        family_id: Set(it.family.0),
        id: Set(it.id.0),
        child_id: Set(it.child.0),
        at: Set(it.at),
        sealed: Set(key.seal(Place(TABLE, &it.id.0), &sealed)?),
        created_by: Set(it.created_by.0),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
        version: Set(it.version),
    })
}

fn open(key: &Key, row: &appointment::Model) -> Result<Appointment> {
    let sealed: Sealed = key.open(Place(TABLE, &row.id), &row.sealed)?;
    Ok(Appointment {
        id: AppointmentId(row.id),
        family: FamilyId(row.family_id),
        child: ChildId(row.child_id),
        title: sealed.title,
        at: row.at,
        minutes: sealed.minutes,
        place: sealed.place,
        notes: sealed.notes,
        created_by: AccountId(row.created_by),
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}
