//! What people were told, sealed under their own keys.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, DeviceId, FamilyId, Level, Notice, NoticeKind, Notification, NotificationId, Role,
    Word,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result,
    entities::notification,
    error::corrupt,
    seal::{Key, Place},
};

const TABLE: &str = "notifications";

/// What a kind's words need.
#[derive(Default, Serialize, Deserialize)]
struct Sealed {
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<String>,
}

/// Adds a notification.
pub async fn insert(
    tx: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    new: &Notification,
) -> Result<()> {
    let row = notification::ActiveModel {
        account_id: Set(account.0),
        id: Set(new.id.0),
        kind: Set(new.notice.kind().word().into()),
        family_id: Set(new.family.map(|family| family.0)),
        sealed: Set(key.seal(Place(TABLE, &new.id.0), &to_seal(&new.notice))?),
        created_at: Set(new.created_at),
        read_at: Set(new.read_at),
    };
    notification::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Which of an account's notifications to list.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// Only those before this one.
    pub before: Option<NotificationId>,
    /// Only those that nobody has marked as read.
    pub unread: bool,
    /// So many at most.
    pub limit: u64,
}

/// Notifications of an account, the latest first.
pub async fn list(
    db: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    range: Range,
) -> Result<Vec<Notification>> {
    let mut query = notification::Entity::find()
        .filter(notification::Column::AccountId.eq(account.0))
        .order_by_desc(notification::Column::Id)
        .limit(range.limit);
    if let Some(before) = range.before {
        query = query.filter(notification::Column::Id.lt(before.0));
    }
    if range.unread {
        query = query.filter(notification::Column::ReadAt.is_null());
    }
    query.all(db).await?.iter().map(|row| open(key, row)).collect()
}

/// How many notifications of an account nobody has marked as read.
pub async fn unread(db: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
    Ok(notification::Entity::find()
        .filter(notification::Column::AccountId.eq(account.0))
        .filter(notification::Column::ReadAt.is_null())
        .count(db)
        .await?)
}

/// A notification of an account.
pub async fn find(
    db: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
    id: NotificationId,
) -> Result<Option<Notification>> {
    let row = notification::Entity::find_by_id((account.0, id.0)).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Marks unread notifications of an account as read: one of them, or all.
pub async fn read(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: Option<NotificationId>,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut update = notification::Entity::update_many()
        .col_expr(notification::Column::ReadAt, Expr::value(now))
        .filter(notification::Column::AccountId.eq(account.0))
        .filter(notification::Column::ReadAt.is_null());
    if let Some(id) = id {
        update = update.filter(notification::Column::Id.eq(id.0));
    }
    update.exec(db).await?;
    Ok(())
}

/// Removes a notification of an account; tells whether it was there.
pub async fn delete(
    db: &impl ConnectionTrait,
    account: AccountId,
    id: NotificationId,
) -> Result<bool> {
    let gone = notification::Entity::delete_by_id((account.0, id.0)).exec(db).await?;
    Ok(gone.rows_affected == 1)
}

/// Forgets what was told before `then`.
pub async fn forget(db: &impl ConnectionTrait, then: DateTime<Utc>) -> Result<()> {
    notification::Entity::delete_many()
        .filter(notification::Column::CreatedAt.lt(then))
        .exec(db)
        .await?;
    Ok(())
}

fn to_seal(notice: &Notice) -> Sealed {
    match notice.clone() {
        Notice::DailyReminder | Notice::PasswordChanged => Sealed::default(),
        Notice::Test { device } => {
            Sealed { device: Some(device.as_str().into()), ..Sealed::default() }
        }
        Notice::MemberJoined { member, name, role, family } => Sealed {
            member: Some(member.0),
            name: Some(name),
            role: Some(role.word().into()),
            family: Some(family),
            ..Sealed::default()
        },
        Notice::MemberLeft { member, name, family } => Sealed {
            member: Some(member.0),
            name: Some(name),
            family: Some(family),
            ..Sealed::default()
        },
        Notice::Removed { family } => Sealed { family: Some(family), ..Sealed::default() },
        Notice::RoleChanged { role, family } => {
            Sealed { role: Some(role.word().into()), family: Some(family), ..Sealed::default() }
        }
        Notice::LevelUp { level } => {
            Sealed { level: Some(level.word().into()), ..Sealed::default() }
        }
    }
}

fn open(key: &Key, row: &notification::Model) -> Result<Notification> {
    let Sealed { device, member, name, role, family, level } =
        key.open(Place(TABLE, &row.id), &row.sealed)?;
    let kind = NoticeKind::parse("kind", &row.kind).map_err(corrupt)?;
    let role = role.map(|role| Role::parse("role", &role)).transpose().map_err(corrupt)?;
    let level = level.map(|level| Level::parse("level", &level)).transpose().map_err(corrupt)?;
    let read = || {
        Some(match kind {
            NoticeKind::DailyReminder => Notice::DailyReminder,
            NoticeKind::Test => Notice::Test { device: DeviceId::new(&device?).ok()? },
            NoticeKind::MemberJoined => Notice::MemberJoined {
                member: AccountId(member?),
                name: name?,
                role: role?,
                family: family?,
            },
            NoticeKind::MemberLeft => {
                Notice::MemberLeft { member: AccountId(member?), name: name?, family: family? }
            }
            NoticeKind::Removed => Notice::Removed { family: family? },
            NoticeKind::RoleChanged => Notice::RoleChanged { role: role?, family: family? },
            NoticeKind::LevelUp => Notice::LevelUp { level: level? },
            NoticeKind::PasswordChanged => Notice::PasswordChanged,
        })
    };
    Ok(Notification {
        id: NotificationId(row.id),
        notice: read().ok_or_else(|| corrupt(format!("notification {}", row.id)))?,
        family: row.family_id.map(FamilyId),
        created_at: row.created_at,
        read_at: row.read_at,
    })
}
