//! How accounts want to be told, and when each is reminded next.

use chrono::{DateTime, NaiveTime, Utc};
use domain::{AccountId, NotificationSettings};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};

use crate::{Result, entities::notification_settings as settings};

/// The settings of an account, of one that never chose the default; and when it is reminded next.
pub async fn find(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<(NotificationSettings, Option<DateTime<Utc>>)> {
    let row = settings::Entity::find_by_id(account.0).one(db).await?;
    Ok(row.map_or_else(Default::default, |row| {
        let settings::Model { push_enabled, email_enabled, sms_enabled, daily_reminder, .. } = row;
        let chosen =
            NotificationSettings { push_enabled, email_enabled, sms_enabled, daily_reminder };
        (chosen, row.next_reminder_at)
    }))
}

/// Keeps the settings of an account, and when it is reminded next.
pub async fn put(
    tx: &impl ConnectionTrait,
    account: AccountId,
    chosen: NotificationSettings,
    next_reminder_at: Option<DateTime<Utc>>,
) -> Result<()> {
    let row = settings::ActiveModel {
        account_id: Set(account.0),
        push_enabled: Set(chosen.push_enabled),
        email_enabled: Set(chosen.email_enabled),
        sms_enabled: Set(chosen.sms_enabled),
        daily_reminder: Set(chosen.daily_reminder),
        next_reminder_at: Set(next_reminder_at),
    };
    let newest = OnConflict::column(settings::Column::AccountId)
        .update_columns([
            settings::Column::PushEnabled,
            settings::Column::EmailEnabled,
            settings::Column::SmsEnabled,
            settings::Column::DailyReminder,
            settings::Column::NextReminderAt,
        ])
        .to_owned();
    settings::Entity::insert(row).on_conflict(newest).exec_without_returning(tx).await?;
    Ok(())
}

/// A reminder whose time has come.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// Whose.
    pub account: AccountId,
    /// When it is wanted, by the clock on the account's wall.
    pub time: NaiveTime,
    /// When it was due.
    pub at: DateTime<Utc>,
}

/// The reminders whose time has come, the longest due first, `limit` at most.
pub async fn due(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u64) -> Result<Vec<Due>> {
    let rows = settings::Entity::find()
        .filter(settings::Column::NextReminderAt.lte(now))
        .order_by_asc(settings::Column::NextReminderAt)
        .limit(limit)
        .all(db)
        .await?;
    let due = |row: settings::Model| {
        let (time, at) = (row.daily_reminder?, row.next_reminder_at?);
        Some(Due { account: AccountId(row.account_id), time, at })
    };
    Ok(rows.into_iter().filter_map(due).collect())
}

/// Takes a reminder that is due and sets the next; of many nodes, one succeeds.
pub async fn take(tx: &impl ConnectionTrait, due: Due, next: DateTime<Utc>) -> Result<bool> {
    let taken = settings::Entity::update_many()
        .col_expr(settings::Column::NextReminderAt, Expr::value(next))
        .filter(settings::Column::AccountId.eq(due.account.0))
        .filter(settings::Column::NextReminderAt.eq(due.at))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}
