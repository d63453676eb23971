//! Families in the database.

use chrono::{DateTime, Utc};
use domain::{Family, FamilyClock, FamilyId, Role, ShareCode, Tier, Word};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QuerySelect,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result,
    entities::{
        account, activity, appointment, change, child, family, family_number, idempotency_key,
        insight, invitation, member, notification, review, timer,
    },
    error::corrupt,
    seal::{Key, Place, Vault},
};

const TABLE: &str = "families";

#[derive(Serialize, Deserialize)]
struct Sealed {
    name: String,
    share_code: String,
}

/// Which of these families has the thing of this id, in a table with these columns for family and id.
pub(crate) async fn that_has<E: EntityTrait>(
    db: &impl ConnectionTrait,
    (family, id): (E::Column, E::Column),
    families: impl IntoIterator<Item = FamilyId>,
    wanted: Uuid,
) -> Result<Option<FamilyId>> {
    let found: Option<Uuid> = E::find()
        .select_only()
        .column(family)
        .filter(family.is_in(families.into_iter().map(|family| family.0)))
        .filter(id.eq(wanted))
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.map(FamilyId))
}

/// Adds a family and gives its key; [`crate::Error::Duplicate`] if the share code is in use.
pub async fn insert(db: &impl ConnectionTrait, vault: &Vault, family: &Family) -> Result<Key> {
    let key = Key::fresh();
    let place = Place(TABLE, &family.id.0);
    let row = family::ActiveModel {
        id: Set(family.id.0),
        seq: Set(family.seq),
        share_code_index: Set(code_index(vault, &family.share_code)),
        wrapped_key: Set(vault.wrap(place, &key)?),
        sealed: Set(seal(&key, family)?),
        zone: Set(family.clock.zone.name().into()),
        day_start_minutes: Set(family.clock.day_start_minutes.cast_signed()),
        created_at: Set(family.created_at),
        updated_at: Set(family.created_at),
        version: Set(family.version),
    };
    family::Entity::insert(row).exec_without_returning(db).await?;
    let number = family_number::ActiveModel { family_id: Set(family.id.0), ..Default::default() };
    family_number::Entity::insert(number).exec_without_returning(db).await?;
    Ok(key)
}

/// The whole number by which one contract knows a family.
pub async fn number(db: &impl ConnectionTrait, id: FamilyId) -> Result<Option<i64>> {
    let number = family_number::Entity::find()
        .filter(family_number::Column::FamilyId.eq(id.0))
        .one(db)
        .await?;
    Ok(number.map(|row| row.number))
}

/// Changes what a family is called, where its days begin, and its code; [`crate::Error::Duplicate`] if the code is in use.
pub async fn update(
    tx: &impl ConnectionTrait,
    vault: &Vault,
    key: &Key,
    family: &Family,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = family::ActiveModel {
        id: Set(family.id.0),
        share_code_index: Set(code_index(vault, &family.share_code)),
        sealed: Set(seal(key, family)?),
        zone: Set(family.clock.zone.name().into()),
        day_start_minutes: Set(family.clock.day_start_minutes.cast_signed()),
        updated_at: Set(now),
        version: Set(family.version),
        ..Default::default()
    };
    family::Entity::update(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes a family with everything in it.
pub async fn delete(tx: &impl ConnectionTrait, id: FamilyId) -> Result<()> {
    macro_rules! delete {
        ($($table:ident),*) => {$(
            $table::Entity::delete_many()
                .filter($table::Column::FamilyId.eq(id.0))
                .exec(tx)
                .await?;
        )*};
    }
    delete!(notification, change, idempotency_key, insight, appointment, timer, activity);
    delete!(child, invitation, member, review);
    family::Entity::delete_by_id(id.0).exec(tx).await?;
    Ok(())
}

/// What a family's parents have paid for at a moment, at best.
pub async fn tier(db: &impl ConnectionTrait, id: FamilyId, now: DateTime<Utc>) -> Result<Tier> {
    let until = account::Column::TierUntil;
    let paying = member::Entity::find()
        .filter(member::Column::FamilyId.eq(id.0))
        .filter(member::Column::Role.eq(Role::Parent.word()))
        .inner_join(account::Entity)
        .filter(account::Column::Tier.eq(Tier::Pro.word()))
        .filter(until.is_null().or(until.gt(now)))
        .count(db)
        .await?;
    Ok(if paying > 0 { Tier::Pro } else { Tier::Free })
}

/// The family with this id.
pub async fn find(
    db: &impl ConnectionTrait,
    vault: &Vault,
    id: FamilyId,
) -> Result<Option<Family>> {
    let row = family::Entity::find_by_id(id.0).one(db).await?;
    row.map(|row| open(vault, &row)).transpose()
}

/// Those of these families that there are.
pub async fn find_all(
    db: &impl ConnectionTrait,
    vault: &Vault,
    ids: impl IntoIterator<Item = FamilyId>,
) -> Result<Vec<Family>> {
    let rows = family::Entity::find()
        .filter(family::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .all(db)
        .await?;
    rows.iter().map(|row| open(vault, row)).collect()
}

/// The family that this share code lets into.
pub async fn find_by_share_code(
    db: &impl ConnectionTrait,
    vault: &Vault,
    code: &ShareCode,
) -> Result<Option<Family>> {
    let row = family::Entity::find()
        .filter(family::Column::ShareCodeIndex.eq(code_index(vault, code)))
        .one(db)
        .await?;
    row.map(|row| open(vault, &row)).transpose()
}

/// The keys of those of these families that there are.
pub async fn keys(
    db: &impl ConnectionTrait,
    vault: &Vault,
    ids: impl IntoIterator<Item = FamilyId>,
) -> Result<Vec<(FamilyId, Key)>> {
    let rows = family::Entity::find()
        .filter(family::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .all(db)
        .await?;
    let key = |row: &family::Model| {
        Ok((FamilyId(row.id), vault.unwrap(Place(TABLE, &row.id), &row.wrapped_key)?))
    };
    rows.iter().map(key).collect()
}

/// The family's own key.
pub async fn key(db: &impl ConnectionTrait, vault: &Vault, id: FamilyId) -> Result<Option<Key>> {
    let row = family::Entity::find_by_id(id.0).one(db).await?;
    row.map(|row| vault.unwrap(Place(TABLE, &row.id), &row.wrapped_key)).transpose()
}

fn seal(key: &Key, family: &Family) -> Result<Vec<u8>> {
    let sealed =
        Sealed { name: family.name.clone(), share_code: family.share_code.as_str().into() };
    key.seal(Place(TABLE, &family.id.0), &sealed)
}

fn open(vault: &Vault, row: &family::Model) -> Result<Family> {
    let place = Place(TABLE, &row.id);
    let sealed: Sealed = vault.unwrap(place, &row.wrapped_key)?.open(place, &row.sealed)?;
    Ok(Family {
        id: FamilyId(row.id),
        name: sealed.name,
        share_code: ShareCode::parse(&sealed.share_code).map_err(corrupt)?,
        clock: clock(&row.zone, row.day_start_minutes)?,
        created_at: row.created_at,
        seq: row.seq,
        version: row.version,
    })
}

/// Where days begin that do so in this zone, so many minutes after midnight.
pub(crate) fn clock(zone: &str, day_start: i16) -> Result<FamilyClock> {
    let zone = zone.parse().map_err(corrupt)?;
    Ok(FamilyClock { zone, day_start_minutes: day_start.cast_unsigned() })
}

/// Finds a code of a family or an invitation without telling it.
pub(crate) fn code_index(vault: &Vault, code: &ShareCode) -> Vec<u8> {
    vault.index("share-code", code.as_str())
}
