//! The devices that accounts sign in from.

use chrono::{DateTime, Utc};
use domain::{AccountId, Device, DeviceId, Platform, Word};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    entities::device,
    error::corrupt,
    seal::{Key, Place},
};

const TABLE: &str = "devices";

#[derive(Serialize, Deserialize)]
struct Sealed {
    model: Option<String>,
    os_version: Option<String>,
    app_version: Option<String>,
    push_token: Option<String>,
}

/// Adds a device, or brings what is known about it up to date; tells whether it was known.
pub async fn remember(
    tx: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    device: &Device,
    now: DateTime<Utc>,
) -> Result<bool> {
    let id = (account.0, device.id.as_str().to_owned());
    let known = device::Entity::find_by_id(id.clone()).one(tx).await?;
    let row = row_name(account, device.id.as_str());
    let row = device::ActiveModel {
        account_id: Set(id.0),
        id: Set(id.1),
        platform: Set(device.platform.word().into()),
        sealed: Set(key.seal(Place(TABLE, &row), &to_seal(device))?),
        created_at: Set(known.as_ref().map_or(now, |row| row.created_at)),
        updated_at: Set(now),
        version: Set(known.as_ref().map_or(1, |row| row.version + 1)),
    };
    let newest = OnConflict::columns([device::Column::AccountId, device::Column::Id])
        .update_columns([
            device::Column::Platform,
            device::Column::Sealed,
            device::Column::UpdatedAt,
            device::Column::Version,
        ])
        .to_owned();
    device::Entity::insert(row).on_conflict(newest).exec_without_returning(tx).await?;
    Ok(known.is_some())
}

/// A device of an account as it is listed.
pub struct KnownDevice {
    /// The device.
    pub device: Device,
    /// When somebody first signed in from it.
    pub created_at: DateTime<Utc>,
    /// When somebody last signed in from it.
    pub last_sign_in: DateTime<Utc>,
    /// Counts the changes, from 1.
    pub version: i32,
}

/// The devices of an account, the latest first.
pub async fn list(
    db: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
) -> Result<Vec<KnownDevice>> {
    let rows = device::Entity::find()
        .filter(device::Column::AccountId.eq(account.0))
        .order_by_desc(device::Column::UpdatedAt)
        .order_by_asc(device::Column::Id)
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// A device of an account.
pub async fn find(
    db: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    id: &DeviceId,
) -> Result<Option<KnownDevice>> {
    let row = device::Entity::find_by_id((account.0, id.as_str().to_owned())).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// A device of an account, locked until the transaction ends.
pub async fn lock(
    tx: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    id: &DeviceId,
) -> Result<Option<KnownDevice>> {
    let found = device::Entity::find_by_id((account.0, id.as_str().to_owned()));
    let row = found.lock_exclusive().one(tx).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Changes what is known about a device.
pub async fn update(
    tx: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    device: &Device,
    version: i32,
) -> Result<()> {
    let sealed =
        key.seal(Place(TABLE, &row_name(account, device.id.as_str())), &to_seal(device))?;
    device::Entity::update_many()
        .col_expr(device::Column::Sealed, Expr::value(sealed))
        .col_expr(device::Column::Version, Expr::value(version))
        .filter(device::Column::AccountId.eq(account.0))
        .filter(device::Column::Id.eq(device.id.as_str()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Removes a device.
pub async fn delete(tx: &impl ConnectionTrait, account: AccountId, id: &DeviceId) -> Result<()> {
    device::Entity::delete_by_id((account.0, id.as_str().to_owned())).exec(tx).await?;
    Ok(())
}

/// Removes all devices of an account.
pub async fn delete_all(tx: &impl ConnectionTrait, account: AccountId) -> Result<()> {
    let all = device::Entity::delete_many().filter(device::Column::AccountId.eq(account.0));
    all.exec(tx).await?;
    Ok(())
}

fn to_seal(device: &Device) -> Sealed {
    Sealed {
        model: device.model.clone(),
        os_version: device.os_version.clone(),
        app_version: device.app_version.clone(),
        push_token: device.push_token.clone(),
    }
}

fn open(key: &Key, row: &device::Model) -> Result<KnownDevice> {
    let place = row_name(AccountId(row.account_id), &row.id);
    let sealed: Sealed = key.open(Place(TABLE, &place), &row.sealed)?;
    let device = Device {
        id: DeviceId::new(&row.id).map_err(corrupt)?,
        platform: Platform::parse("platform", &row.platform).map_err(corrupt)?,
        model: sealed.model,
        os_version: sealed.os_version,
        app_version: sealed.app_version,
        push_token: sealed.push_token,
    };
    Ok(KnownDevice {
        device,
        created_at: row.created_at,
        last_sign_in: row.updated_at,
        version: row.version,
    })
}

fn row_name(account: AccountId, device: &str) -> String {
    format!("{}/{device}", account.0)
}
