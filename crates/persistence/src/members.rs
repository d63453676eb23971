//! Who is in which family.

use chrono::{DateTime, Utc};
use domain::{Account, AccountId, FamilyId, Membership, Permissions, Role, Word};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};

use crate::{
    Result, accounts,
    entities::{account, member},
    error::corrupt,
    seal::Vault,
};

/// A member as the family sees them.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The person.
    pub account: Account,
    /// Their place in the family.
    pub membership: Membership,
    /// When they joined.
    pub joined_at: DateTime<Utc>,
    /// When they were last seen, to the minute.
    pub last_active_at: DateTime<Utc>,
    /// Counts the changes of the membership, from 1.
    pub version: i32,
}

/// Adds a member; [`crate::Error::Duplicate`] if they are one.
pub async fn insert(
    tx: &impl ConnectionTrait,
    account: AccountId,
    membership: &Membership,
    now: DateTime<Utc>,
) -> Result<()> {
    let permissions = membership.permissions;
    let row = member::ActiveModel {
        family_id: Set(membership.family.0),
        account_id: Set(account.0),
        role: Set(membership.role.word().into()),
        can_add_children: Set(permissions.add_children),
        can_edit_children: Set(permissions.edit_children),
        can_log_activities: Set(permissions.log_activities),
        can_view_reports: Set(permissions.view_reports),
        joined_at: Set(now),
        version: Set(1),
    };
    member::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Every family an account is in, the oldest membership first.
pub async fn of_account(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Membership>> {
    let rows = member::Entity::find()
        .filter(member::Column::AccountId.eq(account.0))
        .order_by_asc(member::Column::JoinedAt)
        .all(db)
        .await?;
    rows.iter().map(open).collect()
}

/// The members of a family, the oldest first.
pub async fn in_family(
    db: &impl ConnectionTrait,
    vault: &Vault,
    family: FamilyId,
) -> Result<Vec<Listed>> {
    let rows = member::Entity::find()
        .filter(member::Column::FamilyId.eq(family.0))
        .order_by_asc(member::Column::JoinedAt)
        .order_by_asc(member::Column::AccountId)
        .find_also_related(account::Entity)
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(row, account)| {
            let account = account.ok_or_else(|| corrupt("a member without an account"))?;
            Ok(Listed {
                membership: open(&row)?,
                joined_at: row.joined_at,
                last_active_at: account.last_active_at,
                version: row.version,
                account: accounts::open(vault, &account)?,
            })
        })
        .collect()
}

fn open(row: &member::Model) -> Result<Membership> {
    Ok(Membership {
        family: FamilyId(row.family_id),
        role: Role::parse("role", &row.role).map_err(corrupt)?,
        permissions: Permissions {
            add_children: row.can_add_children,
            edit_children: row.can_edit_children,
            log_activities: row.can_log_activities,
            view_reports: row.can_view_reports,
        },
    })
}
