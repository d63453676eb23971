//! What people told of their birth, one row an account, sealed under its key.

use chrono::{NaiveDate, NaiveTime};
use domain::{AccountId, BirthDetails, BirthDetailsId, Gender, MaritalStatus, Name, Person, Word};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, PaginatorTrait, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    entities::birth_details,
    error::corrupt,
    seal::{Key, Place},
};

const TABLE: &str = "birth_details";

#[derive(Serialize, Deserialize)]
struct Sealed {
    full_name: String,
    /// The bytes of the first name.
    first: usize,
    gender: String,
    marital_status: String,
    date: NaiveDate,
    time: NaiveTime,
    place: String,
    zone: String,
}

/// Whether an account told of its birth.
pub async fn exist(db: &impl ConnectionTrait, account: AccountId) -> Result<bool> {
    Ok(birth_details::Entity::find_by_id(account.0).count(db).await? > 0)
}

/// What an account told, whose key this is.
pub async fn find(
    db: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
) -> Result<Option<BirthDetails>> {
    let row = birth_details::Entity::find_by_id(account.0).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Likewise, locked until the transaction ends.
pub async fn lock(
    tx: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
) -> Result<Option<BirthDetails>> {
    let row = birth_details::Entity::find_by_id(account.0).lock_exclusive().one(tx).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Adds what an account told; [`crate::Error::Duplicate`] if it did so before.
pub async fn insert(tx: &impl ConnectionTrait, key: &Key, new: &BirthDetails) -> Result<()> {
    birth_details::Entity::insert(to_row(key, new)?).exec_without_returning(tx).await?;
    Ok(())
}

/// Keeps what it has become.
pub async fn update(tx: &impl ConnectionTrait, key: &Key, changed: &BirthDetails) -> Result<()> {
    birth_details::Entity::update(to_row(key, changed)?).exec_without_returning(tx).await?;
    Ok(())
}

fn to_row(key: &Key, details: &BirthDetails) -> Result<birth_details::ActiveModel> {
    let person = &details.person;
    let sealed = Sealed {
        full_name: person.full_name.to_string(),
        first: person.full_name.first().len(),
        gender: person.gender.word().into(),
        marital_status: person.marital_status.word().into(),
        date: person.date,
        time: person.time,
        place: person.place.clone(),
        zone: person.zone.name().into(),
    };
    Ok(birth_details::ActiveModel {
        account_id: Set(details.account.0),
        id: Set(details.id.0),
        sealed: Set(key.seal(Place(TABLE, &details.account.0), &sealed)?),
        created_at: Set(details.created_at),
        updated_at: Set(details.updated_at),
    })
}

fn open(key: &Key, row: &birth_details::Model) -> Result<BirthDetails> {
    let sealed: Sealed = key.open(Place(TABLE, &row.account_id), &row.sealed)?;
    let status = MaritalStatus::parse("marital_status", &sealed.marital_status);
    let person = Person {
        full_name: Name::kept(sealed.full_name, Some(sealed.first)).map_err(corrupt)?,
        gender: Gender::parse("gender", &sealed.gender).map_err(corrupt)?,
        marital_status: status.map_err(corrupt)?,
        date: sealed.date,
        time: sealed.time,
        place: sealed.place,
        zone: sealed.zone.parse().map_err(corrupt)?,
    };
    Ok(BirthDetails {
        id: BirthDetailsId(row.id),
        account: AccountId(row.account_id),
        person,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}
