//! Who is in which family.

use chrono::{DateTime, Utc};
use domain::{Access, Account, AccountId, ChildId, FamilyId, Membership, Permissions, Role, Word};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

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

/// Reads the place in a family that a row of members or invitations tells, which have the same columns for it.
macro_rules! place {
    ($row:expr) => {
        $crate::members::open(
            $row.family_id,
            &$row.role,
            domain::Permissions {
                add_children: $row.can_add_children,
                edit_children: $row.can_edit_children,
                log_activities: $row.can_log_activities,
                view_reports: $row.can_view_reports,
            },
            $row.access_children.as_deref(),
            ($row.access_from, $row.access_until),
        )
    };
}
pub(crate) use place;

/// Adds a member; [`crate::Error::Duplicate`] if they are one.
pub async fn insert(
    tx: &impl ConnectionTrait,
    account: AccountId,
    membership: &Membership,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = to_row(account, membership, 1);
    let row = member::ActiveModel { joined_at: Set(now), ..row };
    member::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Changes a member's place.
pub async fn update(
    tx: &impl ConnectionTrait,
    account: AccountId,
    membership: &Membership,
    version: i32,
) -> Result<()> {
    member::Entity::update(to_row(account, membership, version)).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes a member.
pub async fn delete(tx: &impl ConnectionTrait, family: FamilyId, account: AccountId) -> Result<()> {
    member::Entity::delete_by_id((family.0, account.0)).exec(tx).await?;
    Ok(())
}

/// Every family an account is in, the oldest membership first.
pub async fn of_account(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Membership>> {
    let rows = member::Entity::find()
        .filter(member::Column::AccountId.eq(account.0))
        .order_by_asc(member::Column::JoinedAt)
        .all(db)
        .await?;
    rows.iter().map(|row| place!(row)).collect()
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
    rows.into_iter().map(|row| listed(vault, row)).collect()
}

/// The people in any of these families.
pub async fn people(
    db: &impl ConnectionTrait,
    vault: &Vault,
    families: impl IntoIterator<Item = FamilyId>,
) -> Result<Vec<Account>> {
    let rows = member::Entity::find()
        .filter(member::Column::FamilyId.is_in(families.into_iter().map(|family| family.0)))
        .find_also_related(account::Entity)
        .all(db)
        .await?;
    let accounts = rows.into_iter().filter_map(|(_, account)| account);
    accounts.map(|account| accounts::open(vault, &account)).collect()
}

/// A member of a family, if they are one.
pub async fn find(
    db: &impl ConnectionTrait,
    vault: &Vault,
    family: FamilyId,
    account: AccountId,
) -> Result<Option<Listed>> {
    let found = member::Entity::find_by_id((family.0, account.0))
        .find_also_related(account::Entity)
        .one(db)
        .await?;
    found.map(|row| listed(vault, row)).transpose()
}

/// How many members a family has.
pub async fn count(db: &impl ConnectionTrait, family: FamilyId) -> Result<u64> {
    Ok(member::Entity::find().filter(member::Column::FamilyId.eq(family.0)).count(db).await?)
}

/// How many parents a family has.
pub async fn parents(db: &impl ConnectionTrait, family: FamilyId) -> Result<u64> {
    let parents = member::Entity::find()
        .filter(member::Column::FamilyId.eq(family.0))
        .filter(member::Column::Role.eq(Role::Parent.word()));
    Ok(parents.count(db).await?)
}

/// The number of the last change that a member has looked at, and when they did.
pub async fn last_look(
    db: &impl ConnectionTrait,
    family: FamilyId,
    account: AccountId,
) -> Result<Option<(i64, Option<DateTime<Utc>>)>> {
    let look = member::Entity::find_by_id((family.0, account.0))
        .select_only()
        .columns([member::Column::LookedSeq, member::Column::LookedAt])
        .into_tuple()
        .one(db)
        .await?;
    Ok(look)
}

/// Notes up to which change a member has looked.
pub async fn look(
    db: &impl ConnectionTrait,
    family: FamilyId,
    account: AccountId,
    seq: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    member::Entity::update_many()
        .col_expr(member::Column::LookedSeq, Expr::value(seq))
        .col_expr(member::Column::LookedAt, Expr::value(now))
        .filter(member::Column::FamilyId.eq(family.0))
        .filter(member::Column::AccountId.eq(account.0))
        .filter(member::Column::LookedSeq.lt(seq))
        .exec(db)
        .await?;
    Ok(())
}

fn listed(
    vault: &Vault,
    (row, account): (member::Model, Option<account::Model>),
) -> Result<Listed> {
    let account = account.ok_or_else(|| corrupt("a member without an account"))?;
    Ok(Listed {
        membership: place!(row)?,
        joined_at: row.joined_at,
        last_active_at: account.last_active_at,
        version: row.version,
        account: accounts::open(vault, &account)?,
    })
}

fn to_row(account: AccountId, place: &Membership, version: i32) -> member::ActiveModel {
    member::ActiveModel {
        family_id: Set(place.family.0),
        account_id: Set(account.0),
        role: Set(place.role.word().into()),
        can_add_children: Set(place.permissions.add_children),
        can_edit_children: Set(place.permissions.edit_children),
        can_log_activities: Set(place.permissions.log_activities),
        can_view_reports: Set(place.permissions.view_reports),
        access_children: Set(children_text(&place.access)),
        access_from: Set(place.access.from),
        access_until: Set(place.access.until),
        version: Set(version),
        ..Default::default()
    }
}

/// The children that access is limited to, as a column keeps them.
pub(crate) fn children_text(access: &Access) -> Option<String> {
    let children = access.children.as_ref()?;
    Some(children.iter().map(|child| child.0.to_string()).collect::<Vec<_>>().join(" "))
}

pub(crate) fn open(
    family: Uuid,
    role: &str,
    permissions: Permissions,
    children: Option<&str>,
    (from, until): (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
) -> Result<Membership> {
    let children = children.map(|text| {
        text.split_whitespace().map(|id| id.parse().map(ChildId).map_err(corrupt)).collect()
    });
    Ok(Membership {
        family: FamilyId(family),
        role: Role::parse("role", role).map_err(corrupt)?,
        permissions,
        access: Access { children: children.transpose()?, from, until },
    })
}
