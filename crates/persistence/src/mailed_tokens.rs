//! Tokens and codes that were sent by mail: kept as their hashes only, one of a kind for each address, whether or not it has an account.

use chrono::{DateTime, Utc};
use domain::{Email, OneTimeCode, TokenUse, Word};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{BinOper, Expr, Func, OnConflict},
};
use sha2::{Digest, Sha256};

use crate::{Result, accounts::email_index, entities::mailed_token, seal::Vault};

/// A token as a letter brings it: 256 random bits.
#[derive(Clone, Copy)]
pub struct MailedToken(pub [u8; 32]);

impl MailedToken {
    /// A fresh token.
    #[must_use]
    pub fn fresh() -> Self {
        Self(rand::random())
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

impl std::fmt::Debug for MailedToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MailedToken(…)")
    }
}

/// An address that is known by its keyed hash only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee(pub(crate) Vec<u8>);

impl Addressee {
    /// An address that is known.
    #[must_use]
    pub fn of(vault: &Vault, email: &Email) -> Self {
        Self(email_index(vault, email))
    }
}

/// What is kept of a code: bound to the address, and to a key, as it could be guessed from a plain hash.
#[must_use]
pub fn code_hash(vault: &Vault, email: &Email, code: OneTimeCode) -> Vec<u8> {
    vault.index("one-time-code", format!("{code} {}", email.normal()))
}

/// Puts a token, by its hash, in the place of an older one, in one statement whether or not there is any; tells whether the
/// address may get another letter. Of the last [`TokenUse::MOST`] the times are kept, one after the other: the first of so many must be a
/// day old.
pub async fn replace(
    db: &impl ConnectionTrait,
    vault: &Vault,
    good_for: TokenUse,
    email: &Email,
    hash: Option<Vec<u8>>,
    now: DateTime<Utc>,
) -> Result<bool> {
    use mailed_token::Column::{EmailIndex, ExpiresAt, GoodFor, Hash, Since, Times, Tries};
    let row = mailed_token::ActiveModel {
        good_for: Set(good_for.word().into()),
        email_index: Set(email_index(vault, email)),
        hash: Set(hash),
        expires_at: Set(now + good_for.lifetime()),
        since: Set(now),
        tries: Set(0),
        times: Set(stamp(now)),
    };
    let times = || Expr::col((mailed_token::Entity, Times));
    let part =
        |from: i32, long: i32| Func::cust("substr").args([times(), from.into(), long.into()]);
    let wide = i32::from(STAMP);
    let whole = wide * TokenUse::MOST.cast_signed();
    let has_room = || Expr::expr(Func::char_length(times())).lt(whole);
    // What leaves the window makes room for what comes.
    let kept = Expr::case(has_room(), times()).finally(part(wide + 1, whole));
    let new = Expr::col(("excluded", Times));
    let replaced = OnConflict::columns([GoodFor, EmailIndex])
        .update_columns([Hash, ExpiresAt, Tries, Since])
        .value(Times, Expr::expr(kept).binary(BinOper::Custom("||"), new))
        .action_and_where(
            has_room().or(Expr::expr(part(1, wide)).lte(stamp(now - TokenUse::WINDOW))),
        )
        .to_owned();
    let insert = mailed_token::Entity::insert(row).on_conflict(replaced);
    Ok(insert.exec_without_returning(db).await? > 0)
}

/// How wide a time is among others.
const STAMP: u8 = 13;

fn stamp(at: DateTime<Utc>) -> String {
    format!("{:0width$}", at.timestamp_millis(), width = STAMP.into())
}

/// When an address may get another letter of a kind of which it had as many as it may.
pub async fn again_at(
    db: &impl ConnectionTrait,
    vault: &Vault,
    good_for: TokenUse,
    email: &Email,
) -> Result<Option<DateTime<Utc>>> {
    let key = (good_for.word().to_owned(), email_index(vault, email));
    let row = mailed_token::Entity::find_by_id(key).one(db).await?;
    let first = |row: mailed_token::Model| {
        let millis = row.times.get(..STAMP.into())?.parse().ok()?;
        DateTime::from_timestamp_millis(millis)
    };
    Ok(row.and_then(first).map(|first| first + TokenUse::WINDOW))
}

/// Whom a token was sent to that is still good.
pub async fn find(
    db: &impl ConnectionTrait,
    good_for: TokenUse,
    token: &MailedToken,
    now: DateTime<Utc>,
) -> Result<Option<Addressee>> {
    let row = mailed_token::Entity::find()
        .filter(mailed_token::Column::Hash.eq(token.hash()))
        .filter(mailed_token::Column::GoodFor.eq(good_for.word()))
        .filter(mailed_token::Column::ExpiresAt.gt(now))
        .one(db)
        .await?;
    Ok(row.map(|row| Addressee(row.email_index)))
}

/// Uses a token up, which can be done once; tells whom it was sent to if it was still good.
pub async fn take(
    tx: &impl ConnectionTrait,
    good_for: TokenUse,
    token: &MailedToken,
    now: DateTime<Utc>,
) -> Result<Option<Addressee>> {
    let found = find(tx, good_for, token, now).await?;
    // Of those who found it at once, the one who takes it has it.
    let used_up = mailed_token::Entity::update_many()
        .col_expr(mailed_token::Column::Hash, Expr::value(None::<Vec<u8>>))
        .filter(mailed_token::Column::Hash.eq(token.hash()))
        .exec(tx)
        .await?;
    Ok(found.filter(|_| used_up.rows_affected == 1))
}

/// Whether a code was sent to an address that may still be tried.
pub async fn awaits_code(
    db: &impl ConnectionTrait,
    vault: &Vault,
    email: &Email,
    now: DateTime<Utc>,
) -> Result<bool> {
    let key = (TokenUse::SignIn.word().to_owned(), email_index(vault, email));
    let row = mailed_token::Entity::find_by_id(key).one(db).await?;
    let most = TokenUse::TRIES.cast_signed();
    Ok(row.is_some_and(|row| row.hash.is_some() && row.expires_at > now && row.tries < most))
}

/// Uses a code up if it is the one that was sent to the address last, and is still good. Each try counts, right or wrong,
/// once it is committed.
pub async fn try_code(
    tx: &impl ConnectionTrait,
    vault: &Vault,
    email: &Email,
    code: OneTimeCode,
    now: DateTime<Utc>,
) -> Result<bool> {
    use mailed_token::Column::{EmailIndex, ExpiresAt, GoodFor, Hash, Tries};
    // Counted first: of those who try at once, so many find out as may try one after the other.
    let counted = mailed_token::Entity::update_many()
        .col_expr(Tries, Expr::col(Tries).add(1))
        .filter(GoodFor.eq(TokenUse::SignIn.word()))
        .filter(EmailIndex.eq(email_index(vault, email)))
        .filter(ExpiresAt.gt(now))
        .filter(Tries.lt(TokenUse::TRIES.cast_signed()))
        .exec(tx)
        .await?;
    let used_up = mailed_token::Entity::update_many()
        .col_expr(Hash, Expr::value(None::<Vec<u8>>))
        .filter(Hash.eq(code_hash(vault, email, code)))
        .filter(Expr::value(counted.rows_affected == 1))
        .exec(tx)
        .await?;
    Ok(used_up.rows_affected == 1)
}

/// Makes what was sent to an address for these uses good for nothing. How many letters it had is not forgotten.
pub async fn cancel(
    tx: &impl ConnectionTrait,
    vault: &Vault,
    good_for: &[TokenUse],
    email: &Email,
) -> Result<()> {
    mailed_token::Entity::update_many()
        .col_expr(mailed_token::Column::Hash, Expr::value(None::<Vec<u8>>))
        .filter(mailed_token::Column::GoodFor.is_in(good_for.iter().map(|it| it.word())))
        .filter(mailed_token::Column::EmailIndex.eq(email_index(vault, email)))
        .exec(tx)
        .await?;
    Ok(())
}

/// Removes tokens whose time is over and whose letters no longer count.
pub async fn forget(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    mailed_token::Entity::delete_many()
        .filter(mailed_token::Column::ExpiresAt.lte(now))
        .filter(mailed_token::Column::Since.lte(now - TokenUse::WINDOW))
        .exec(db)
        .await?;
    Ok(())
}
