//! Accounts in the database.

use chrono::{DateTime, Utc};
use domain::{Account, AccountId, Email, Locale, Profile, Tier, Word};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QuerySelect, sea_query::Expr,
};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    entities::account,
    error::corrupt,
    seal::{Key, Place, Vault},
};

const TABLE: &str = "accounts";

#[derive(Serialize, Deserialize)]
struct Sealed {
    email: String,
    name: String,
    phone: Option<String>,
}

/// An account with what proves it.
pub struct Credentials {
    /// The account.
    pub account: Account,
    /// The hash of its password, with its parameters.
    pub password_hash: String,
}

/// Adds an account; [`crate::Error::Duplicate`] if the address is taken.
pub async fn insert(
    db: &impl ConnectionTrait,
    vault: &Vault,
    account: &Account,
    password_hash: String,
    now: DateTime<Utc>,
) -> Result<()> {
    let key = Key::fresh();
    let place = Place(TABLE, &account.id.0);
    let profile = &account.profile;
    let sealed = Sealed {
        email: profile.email.as_str().into(),
        name: profile.name.clone(),
        phone: profile.phone.clone(),
    };
    let row = account::ActiveModel {
        id: Set(account.id.0),
        email_index: Set(email_index(vault, &profile.email)),
        password_hash: Set(password_hash),
        wrapped_key: Set(vault.wrap(place, &key)?),
        sealed: Set(key.seal(place, &sealed)?),
        locale: Set(profile.locale.word().into()),
        zone: Set(profile.zone.name().into()),
        email_verified: Set(account.email_verified),
        last_active_at: Set(now),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(account.version),
        tier: Set(account.tier.word().into()),
    };
    account::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The language of an account.
pub async fn locale(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<Locale>> {
    let locale: Option<String> = account::Entity::find_by_id(id.0)
        .select_only()
        .column(account::Column::Locale)
        .into_tuple()
        .one(db)
        .await?;
    locale.map(|locale| Locale::parse("locale", &locale).map_err(corrupt)).transpose()
}

/// The account with this address.
pub async fn find_by_email(
    db: &impl ConnectionTrait,
    vault: &Vault,
    email: &Email,
) -> Result<Option<Credentials>> {
    let row = account::Entity::find()
        .filter(account::Column::EmailIndex.eq(email_index(vault, email)))
        .one(db)
        .await?;
    row.map(|row| Ok(Credentials { account: open(vault, &row)?, password_hash: row.password_hash }))
        .transpose()
}

/// The account with this id.
pub async fn find(
    db: &impl ConnectionTrait,
    vault: &Vault,
    id: AccountId,
) -> Result<Option<Account>> {
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    row.map(|row| open(vault, &row)).transpose()
}

/// Replaces a password's hash, unless somebody else did.
pub async fn rehash(
    db: &impl ConnectionTrait,
    id: AccountId,
    old_hash: &str,
    new_hash: String,
) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(new_hash))
        .filter(account::Column::Id.eq(id.0).and(account::Column::PasswordHash.eq(old_hash)))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes that the account was seen.
pub async fn seen(db: &impl ConnectionTrait, id: AccountId, now: DateTime<Utc>) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::LastActiveAt, Expr::value(now))
        .filter(account::Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes what an account has paid for; tells whether there is such an account.
pub async fn set_tier(
    db: &impl ConnectionTrait,
    vault: &Vault,
    email: &Email,
    tier: Tier,
) -> Result<bool> {
    let updated = account::Entity::update_many()
        .col_expr(account::Column::Tier, Expr::value(tier.word()))
        .filter(account::Column::EmailIndex.eq(email_index(vault, email)))
        .exec(db)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// The account's own key.
pub async fn key(db: &impl ConnectionTrait, vault: &Vault, id: AccountId) -> Result<Option<Key>> {
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    row.map(|row| vault.unwrap(Place(TABLE, &row.id), &row.wrapped_key)).transpose()
}

pub(crate) fn open(vault: &Vault, row: &account::Model) -> Result<Account> {
    let place = Place(TABLE, &row.id);
    let sealed: Sealed = vault.unwrap(place, &row.wrapped_key)?.open(place, &row.sealed)?;
    let profile = Profile {
        email: Email::new(&sealed.email).map_err(corrupt)?,
        name: sealed.name,
        phone: sealed.phone,
        locale: Locale::parse("locale", &row.locale).map_err(corrupt)?,
        zone: row.zone.parse().map_err(corrupt)?,
    };
    Ok(Account {
        id: AccountId(row.id),
        profile,
        email_verified: row.email_verified,
        tier: Tier::parse("tier", &row.tier).map_err(corrupt)?,
        version: row.version,
    })
}

fn email_index(vault: &Vault, email: &Email) -> Vec<u8> {
    vault.index("email", email.normal())
}
