//! Accounts in the database.

mod sealed;

use chrono::{DateTime, Utc};
use domain::{Account, AccountId, Email, Locale, Subscription, Word};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QuerySelect, QueryTrait, sea_query::Expr,
};

use crate::{
    Result,
    entities::{
        account, account_number, delivery, device, idempotency_key, invitation, notification,
        notification_settings, refresh_token, session,
    },
    error::corrupt,
    mailed_tokens::Addressee,
    seal::{Key, Place, Vault},
};

pub(crate) use sealed::open;
use sealed::{opened, seal};

const TABLE: &str = "accounts";

/// An account with what proves it.
pub struct Credentials {
    /// The account.
    pub account: Account,
    /// The hash of its password, with its parameters, if it has one.
    pub password_hash: Option<String>,
}

/// Adds an account, which need not have a password, and gives its key and its whole number; [`crate::Error::Duplicate`] if the
/// address is taken.
pub async fn insert(
    db: &impl ConnectionTrait,
    vault: &Vault,
    account: &Account,
    password_hash: Option<String>,
    now: DateTime<Utc>,
) -> Result<(Key, i64)> {
    let key = Key::fresh();
    let place = Place(TABLE, &account.id.0);
    let profile = &account.profile;
    let row = account::ActiveModel {
        id: Set(account.id.0),
        email_index: Set(email_index(vault, &profile.email)),
        password_hash: Set(password_hash.unwrap_or_default()),
        wrapped_key: Set(vault.wrap(place, &key)?),
        sealed: Set(seal(&key, account)?),
        locale: Set(profile.locale.word().into()),
        zone: Set(profile.zone.name().into()),
        email_verified: Set(account.email_verified),
        last_active_at: Set(now),
        last_login_at: Set(account.last_login_at),
        created_at: Set(account.created_at),
        updated_at: Set(now),
        version: Set(account.version),
        tier: Set(account.subscription.tier.word().into()),
        tier_until: Set(account.subscription.until),
    };
    account::Entity::insert(row).exec_without_returning(db).await?;
    let number =
        account_number::ActiveModel { account_id: Set(account.id.0), ..Default::default() };
    let number = account_number::Entity::insert(number).exec(db).await?.last_insert_id;
    Ok((key, number))
}

/// The whole number by which one contract knows an account.
pub async fn number(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<i64>> {
    let number = account_number::Entity::find()
        .filter(account_number::Column::AccountId.eq(id.0))
        .one(db)
        .await?;
    Ok(number.map(|row| row.number))
}

/// Keeps what an account has become: profile, preferences, and whether its address is theirs; [`crate::Error::Duplicate`] if
/// the address is taken.
pub async fn update(
    tx: &impl ConnectionTrait,
    vault: &Vault,
    key: &Key,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<()> {
    let profile = &account.profile;
    let row = account::ActiveModel {
        id: Set(account.id.0),
        email_index: Set(email_index(vault, &profile.email)),
        sealed: Set(seal(key, account)?),
        locale: Set(profile.locale.word().into()),
        zone: Set(profile.zone.name().into()),
        email_verified: Set(account.email_verified),
        updated_at: Set(now),
        version: Set(account.version),
        ..Default::default()
    };
    account::Entity::update(row).exec_without_returning(tx).await?;
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
    let credentials = |row: account::Model| {
        Ok(Credentials { account: open(vault, &row)?, password_hash: password(row.password_hash) })
    };
    row.map(credentials).transpose()
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

/// The account with this id and its key.
pub async fn find_with_key(
    db: &impl ConnectionTrait,
    vault: &Vault,
    id: AccountId,
) -> Result<Option<(Account, Key)>> {
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    row.map(|row| opened(vault, &row)).transpose()
}

/// The account that has the address which a letter was sent to, and its key, locked until the transaction ends.
pub async fn lock_addressed(
    tx: &impl ConnectionTrait,
    vault: &Vault,
    addressee: &Addressee,
) -> Result<Option<(Account, Key)>> {
    let row = account::Entity::find()
        .filter(account::Column::EmailIndex.eq(&*addressee.0))
        .lock_exclusive()
        .one(tx)
        .await?;
    row.map(|row| opened(vault, &row)).transpose()
}

/// The account with this id and its key, locked until the transaction ends.
pub async fn lock(
    tx: &impl ConnectionTrait,
    vault: &Vault,
    id: AccountId,
) -> Result<Option<(Account, Key)>> {
    let row = account::Entity::find_by_id(id.0).lock_exclusive().one(tx).await?;
    row.map(|row| opened(vault, &row)).transpose()
}

/// Replaces a password's hash, or takes the password away.
pub async fn set_password(
    tx: &impl ConnectionTrait,
    id: AccountId,
    hash: Option<String>,
) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(hash.unwrap_or_default()))
        .filter(account::Column::Id.eq(id.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// The hash of an account's password, if it has one.
pub async fn password_hash(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<String>> {
    let hash: Option<String> = account::Entity::find_by_id(id.0)
        .select_only()
        .column(account::Column::PasswordHash)
        .into_tuple()
        .one(db)
        .await?;
    Ok(hash.and_then(password))
}

/// Of an account without a password, the hash is empty, which is none.
fn password(hash: String) -> Option<String> {
    Some(hash).filter(|hash| !hash.is_empty())
}

/// Notes that the account signed in, whose password has this hash, or another one from now on; tells whether it still had it.
/// Nobody else changes what it signs in with until the transaction ends.
pub async fn sign_in(
    tx: &impl ConnectionTrait,
    id: AccountId,
    proven: &str,
    upgraded: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let hash = upgraded.unwrap_or(proven);
    let noted = account::Entity::update_many()
        .col_expr(account::Column::LastLoginAt, Expr::value(now))
        .col_expr(account::Column::PasswordHash, Expr::value(hash))
        .filter(account::Column::Id.eq(id.0).and(account::Column::PasswordHash.eq(proven)))
        .exec(tx)
        .await?;
    Ok(noted.rows_affected == 1)
}

/// Notes that the account signed in without its password.
pub async fn entered(tx: &impl ConnectionTrait, id: AccountId, now: DateTime<Utc>) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::LastLoginAt, Expr::value(now))
        .filter(account::Column::Id.eq(id.0))
        .exec(tx)
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
pub async fn set_subscription(
    db: &impl ConnectionTrait,
    vault: &Vault,
    email: &Email,
    paid: Subscription,
) -> Result<bool> {
    let updated = account::Entity::update_many()
        .col_expr(account::Column::Tier, Expr::value(paid.tier.word()))
        .col_expr(account::Column::TierUntil, Expr::value(paid.until))
        .filter(account::Column::EmailIndex.eq(email_index(vault, email)))
        .exec(db)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Removes an account that is in no family with all that is its own; what it did in families stays there, under its id.
/// [`crate::Error::Dangling`] if one of its sessions is renewed meanwhile.
pub async fn erase(tx: &impl ConnectionTrait, id: AccountId) -> Result<()> {
    let sessions = session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .filter(session::Column::AccountId.eq(id.0))
        .into_query();
    refresh_token::Entity::delete_many()
        .filter(refresh_token::Column::SessionId.in_subquery(sessions))
        .exec(tx)
        .await?;
    macro_rules! delete {
        ($($table:ident),*) => {$(
            $table::Entity::delete_many()
                .filter($table::Column::AccountId.eq(id.0))
                .exec(tx)
                .await?;
        )*};
    }
    delete!(session, delivery, notification, notification_settings, device);
    // They hold the address.
    invitation::Entity::delete_many()
        .filter(invitation::Column::AcceptedBy.eq(id.0))
        .exec(tx)
        .await?;
    // What came later goes with its account by itself.
    account::Entity::delete_by_id(id.0).exec(tx).await?;
    // Of answers that were given before somebody had the account, it stands where a family does.
    let own = idempotency_key::Column::AccountId.eq(id.0);
    idempotency_key::Entity::delete_many()
        .filter(own.or(idempotency_key::Column::FamilyId.eq(id.0)))
        .exec(tx)
        .await?;
    Ok(())
}

/// When an account was last seen.
pub async fn last_seen(db: &impl ConnectionTrait, id: AccountId) -> Result<Option<DateTime<Utc>>> {
    let found = account::Entity::find_by_id(id.0)
        .select_only()
        .column(account::Column::LastActiveAt)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found)
}

/// The account's own key.
pub async fn key(db: &impl ConnectionTrait, vault: &Vault, id: AccountId) -> Result<Option<Key>> {
    let row = account::Entity::find_by_id(id.0).one(db).await?;
    row.map(|row| vault.unwrap(Place(TABLE, &row.id), &row.wrapped_key)).transpose()
}

pub(crate) fn email_index(vault: &Vault, email: &Email) -> Vec<u8> {
    vault.index("email", email.normal())
}
