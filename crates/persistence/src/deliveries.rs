//! What is still to be pushed to which device: a row is there until it was taken, or given up.

use chrono::{DateTime, Utc};
use domain::{AccountId, DeviceId, NotificationId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

use crate::{Result, entities::delivery, error::corrupt};

/// A notification on its way to a device.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Whose.
    pub account: AccountId,
    /// What.
    pub notification: NotificationId,
    /// Where to.
    pub device: DeviceId,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is to be tried; while a node tries, when another one may.
    pub next_attempt_at: DateTime<Utc>,
}

/// Adds deliveries.
pub async fn insert(
    tx: &impl ConnectionTrait,
    new: impl IntoIterator<Item = Delivery>,
) -> Result<()> {
    let rows: Vec<_> = new
        .into_iter()
        .map(|new| delivery::ActiveModel {
            account_id: Set(new.account.0),
            notification_id: Set(new.notification.0),
            device_id: Set(new.device.as_str().into()),
            attempts: Set(new.attempts),
            next_attempt_at: Set(new.next_attempt_at),
        })
        .collect();
    if !rows.is_empty() {
        delivery::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The deliveries whose time has come, the longest due first, `limit` at most.
pub async fn due(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Delivery>> {
    let rows = delivery::Entity::find()
        .filter(delivery::Column::NextAttemptAt.lte(now))
        .order_by_asc(delivery::Column::NextAttemptAt)
        .limit(limit)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Delivery {
                account: AccountId(row.account_id),
                notification: NotificationId(row.notification_id),
                device: DeviceId::new(&row.device_id).map_err(corrupt)?,
                attempts: row.attempts,
                next_attempt_at: row.next_attempt_at,
            })
        })
        .collect()
}

/// Puts a delivery off, unless it was put off or ended since it was read: of many nodes, one succeeds.
pub async fn put_off(
    db: &impl ConnectionTrait,
    delivery: Delivery,
    until: DateTime<Utc>,
    attempts: i32,
) -> Result<Option<Delivery>> {
    let moved = delivery::Entity::update_many()
        .col_expr(delivery::Column::NextAttemptAt, Expr::value(until))
        .col_expr(delivery::Column::Attempts, Expr::value(attempts))
        .filter(delivery::Column::AccountId.eq(delivery.account.0))
        .filter(delivery::Column::NotificationId.eq(delivery.notification.0))
        .filter(delivery::Column::DeviceId.eq(delivery.device.as_str()))
        .filter(delivery::Column::NextAttemptAt.eq(delivery.next_attempt_at))
        .exec(db)
        .await?;
    let moved = moved.rows_affected == 1;
    Ok(moved.then_some(Delivery { attempts, next_attempt_at: until, ..delivery }))
}

/// Ends a delivery.
pub async fn delete(db: &impl ConnectionTrait, delivery: &Delivery) -> Result<()> {
    let (account, notification) = (delivery.account.0, delivery.notification.0);
    let id = (account, notification, delivery.device.as_str().to_owned());
    delivery::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Ends all deliveries to a device.
pub async fn delete_all(
    db: &impl ConnectionTrait,
    account: AccountId,
    device: &DeviceId,
) -> Result<()> {
    delivery::Entity::delete_many()
        .filter(delivery::Column::AccountId.eq(account.0))
        .filter(delivery::Column::DeviceId.eq(device.as_str()))
        .exec(db)
        .await?;
    Ok(())
}
