//! Invitations in the database.

use chrono::{DateTime, Utc};
use domain::{AccountId, Email, FamilyId, Invitation, InvitationId, Membership, ShareCode, Word};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    entities::invitation,
    error::corrupt,
    families::code_index,
    members::{children_text, place},
    seal::{Key, Place, Vault},
};

const TABLE: &str = "invitations";

#[derive(Serialize, Deserialize)]
struct Sealed {
    email: String,
    message: Option<String>,
    code: String,
}

/// Adds an invitation; [`crate::Error::Duplicate`] if its code is in use.
pub async fn insert(
    tx: &impl ConnectionTrait,
    vault: &Vault,
    key: &Key,
    new: &Invitation,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = to_row(vault, key, new)?;
    let row = invitation::ActiveModel { created_at: Set(now), ..row };
    invitation::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Changes what an invitation offers.
pub async fn update(
    tx: &impl ConnectionTrait,
    vault: &Vault,
    key: &Key,
    invitation: &Invitation,
) -> Result<()> {
    let row = to_row(vault, key, invitation)?;
    invitation::Entity::update(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The invitation with this id.
pub async fn find(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    id: InvitationId,
) -> Result<Option<Invitation>> {
    let row = invitation::Entity::find_by_id((family.0, id.0)).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// The invitations of a family that nobody has taken and whose time is not over, the latest first.
pub async fn pending(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>> {
    let rows = invitation::Entity::find()
        .filter(invitation::Column::FamilyId.eq(family.0))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(now))
        .order_by_desc(invitation::Column::CreatedAt)
        .order_by_desc(invitation::Column::Id)
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// Those of these invitations that there are.
pub async fn find_all(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    ids: impl IntoIterator<Item = InvitationId>,
) -> Result<Vec<Invitation>> {
    let rows = invitation::Entity::find()
        .filter(invitation::Column::FamilyId.eq(family.0))
        .filter(invitation::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// Takes an invitation back: its code is good no longer.
pub async fn delete(tx: &impl ConnectionTrait, family: FamilyId, id: InvitationId) -> Result<()> {
    invitation::Entity::delete_by_id((family.0, id.0)).exec(tx).await?;
    Ok(())
}

/// What a code that is still good gives.
pub struct Offer {
    /// The invitation.
    pub id: InvitationId,
    /// The place in the family.
    pub membership: Membership,
    /// Whether somebody has taken it.
    pub accepted: bool,
}

/// What this code offers, if its time is not over.
pub async fn find_by_code(
    db: &impl ConnectionTrait,
    vault: &Vault,
    code: &ShareCode,
    now: DateTime<Utc>,
) -> Result<Option<Offer>> {
    let row = invitation::Entity::find()
        .filter(invitation::Column::CodeIndex.eq(code_index(vault, code)))
        .filter(invitation::Column::ExpiresAt.gt(now))
        .one(db)
        .await?;
    row.map(|row| {
        Ok(Offer {
            id: InvitationId(row.id),
            membership: place!(row)?,
            accepted: row.accepted_at.is_some(),
        })
    })
    .transpose()
}

/// Takes an invitation; tells whether nobody had.
pub async fn accept(
    tx: &impl ConnectionTrait,
    family: FamilyId,
    id: InvitationId,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let taken = invitation::Entity::update_many()
        .col_expr(invitation::Column::AcceptedAt, Expr::value(now))
        .col_expr(invitation::Column::AcceptedBy, Expr::value(by.0))
        .filter(invitation::Column::FamilyId.eq(family.0))
        .filter(invitation::Column::Id.eq(id.0))
        .filter(invitation::Column::AcceptedAt.is_null())
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Whether a code was ever given to an invitation.
pub async fn is_taken(db: &impl ConnectionTrait, vault: &Vault, code: &ShareCode) -> Result<bool> {
    let codes = invitation::Entity::find()
        .filter(invitation::Column::CodeIndex.eq(code_index(vault, code)))
        .count(db)
        .await?;
    Ok(codes > 0)
}

fn to_row(vault: &Vault, key: &Key, from: &Invitation) -> Result<invitation::ActiveModel> {
    let sealed = Sealed {
        email: from.email.as_str().into(),
        message: from.message.clone(),
        code: from.code.as_str().into(),
    };
    Ok(invitation::ActiveModel {
        family_id: Set(from.family.0),
        id: Set(from.id.0),
        code_index: Set(code_index(vault, &from.code)),
        sealed: Set(key.seal(Place(TABLE, &from.id.0), &sealed)?),
        role: Set(from.role.word().into()),
        can_add_children: Set(from.permissions.add_children),
        can_edit_children: Set(from.permissions.edit_children),
        can_log_activities: Set(from.permissions.log_activities),
        can_view_reports: Set(from.permissions.view_reports),
        access_children: Set(children_text(&from.access)),
        access_from: Set(from.access.from),
        access_until: Set(from.access.until),
        created_by: Set(from.by.0),
        expires_at: Set(from.expires_at),
        accepted_at: Set(from.accepted_at),
        version: Set(from.version),
        ..Default::default()
    })
}

fn open(key: &Key, row: &invitation::Model) -> Result<Invitation> {
    let sealed: Sealed = key.open(Place(TABLE, &row.id), &row.sealed)?;
    let Membership { family, role, permissions, access } = place!(row)?;
    Ok(Invitation {
        id: InvitationId(row.id),
        family,
        email: Email::new(&sealed.email).map_err(corrupt)?,
        role,
        permissions,
        access,
        message: sealed.message,
        code: ShareCode::parse(&sealed.code).map_err(corrupt)?,
        by: AccountId(row.created_by),
        expires_at: row.expires_at,
        accepted_at: row.accepted_at,
        version: row.version,
    })
}
