//! Letters that are still to be sent, each sealed under a key of its own: its reader may have no account.

use chrono::{DateTime, Utc};
use domain::{Email, Letter, Locale, OneTimeCode, SecurityEvent, ShareCode, Word};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result,
    entities::letter,
    error::corrupt,
    seal::{Key, Place, Vault},
};

const TABLE: &str = "letters";

/// A letter in its envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// Where it goes.
    pub to: Email,
    /// The language that it is written in.
    pub locale: Locale,
    /// What it says.
    pub letter: Letter,
}

/// A letter that waits, unopened.
pub struct Posted {
    row: letter::Model,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    to: String,
    locale: String,
    letter: Content,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Content {
    Invitation {
        by: String,
        family: String,
        code: String,
        until: DateTime<Utc>,
        message: Option<String>,
    },
    ResetPassword {
        token: String,
        until: DateTime<Utc>,
    },
    VerifyEmail {
        token: String,
        until: DateTime<Utc>,
    },
    SignIn {
        code: String,
        until: DateTime<Utc>,
    },
    Security {
        event: String,
        at: DateTime<Utc>,
    },
}

/// Adds a letter, to be sent at once.
pub async fn insert(
    tx: &impl ConnectionTrait,
    vault: &Vault,
    new: Addressed,
    now: DateTime<Utc>,
) -> Result<()> {
    let (id, key) = (Uuid::now_v7(), Key::fresh());
    let place = Place(TABLE, &id);
    let sealed = Sealed {
        to: new.to.as_str().into(),
        locale: new.locale.word().into(),
        letter: new.letter.into(),
    };
    let row = letter::ActiveModel {
        id: Set(id),
        wrapped_key: Set(vault.wrap(place, &key)?),
        sealed: Set(key.seal(place, &sealed)?),
        attempts: Set(0),
        next_attempt_at: Set(now),
        created_at: Set(now),
    };
    letter::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The letters whose time has come, the longest due first, `limit` at most.
pub async fn due(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u64) -> Result<Vec<Posted>> {
    let rows = letter::Entity::find()
        .filter(letter::Column::NextAttemptAt.lte(now))
        .order_by_asc(letter::Column::NextAttemptAt)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| Posted { row }).collect())
}

/// Puts a letter off, unless it was put off or ended since it was read: of many nodes, one succeeds.
pub async fn put_off(
    db: &impl ConnectionTrait,
    posted: Posted,
    until: DateTime<Utc>,
    attempts: i32,
) -> Result<Option<Posted>> {
    let row = posted.row;
    let moved = letter::Entity::update_many()
        .col_expr(letter::Column::NextAttemptAt, Expr::value(until))
        .col_expr(letter::Column::Attempts, Expr::value(attempts))
        .filter(letter::Column::Id.eq(row.id))
        .filter(letter::Column::NextAttemptAt.eq(row.next_attempt_at))
        .exec(db)
        .await?;
    let moved = moved.rows_affected == 1;
    let row = letter::Model { attempts, next_attempt_at: until, ..row };
    Ok(moved.then_some(Posted { row }))
}

/// Ends a letter.
pub async fn delete(db: &impl ConnectionTrait, posted: &Posted) -> Result<()> {
    letter::Entity::delete_by_id(posted.id()).exec(db).await?;
    Ok(())
}

impl Posted {
    /// Names the letter, at each attempt alike.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.row.id
    }

    /// How often it was tried.
    #[must_use]
    pub fn attempts(&self) -> i32 {
        self.row.attempts
    }

    /// When it was written.
    #[must_use]
    pub fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }

    /// Opens the letter.
    pub fn open(&self, vault: &Vault) -> Result<Addressed> {
        let place = Place(TABLE, &self.row.id);
        let key = vault.unwrap(place, &self.row.wrapped_key)?;
        let sealed: Sealed = key.open(place, &self.row.sealed)?;
        Ok(Addressed {
            to: Email::new(&sealed.to).map_err(corrupt)?,
            locale: Locale::parse("locale", &sealed.locale).map_err(corrupt)?,
            letter: sealed.letter.read().map_err(corrupt)?,
        })
    }
}

impl From<Letter> for Content {
    fn from(letter: Letter) -> Self {
        match letter {
            Letter::Invitation { by, family, code, until, message } => {
                Self::Invitation { by, family, code: code.as_str().into(), until, message }
            }
            Letter::ResetPassword { token, until } => Self::ResetPassword { token, until },
            Letter::VerifyEmail { token, until } => Self::VerifyEmail { token, until },
            Letter::SignIn { code, until } => Self::SignIn { code: code.to_string(), until },
            Letter::Security { event, at } => Self::Security { event: event.word().into(), at },
        }
    }
}

impl Content {
    fn read(self) -> domain::Result<Letter> {
        Ok(match self {
            Self::Invitation { by, family, code, until, message } => {
                Letter::Invitation { by, family, code: ShareCode::parse(&code)?, until, message }
            }
            Self::ResetPassword { token, until } => Letter::ResetPassword { token, until },
            Self::VerifyEmail { token, until } => Letter::VerifyEmail { token, until },
            Self::SignIn { code, until } => {
                Letter::SignIn { code: OneTimeCode::parse(&code)?, until }
            }
            Self::Security { event, at } => {
                Letter::Security { event: SecurityEvent::parse("event", &event)?, at }
            }
        })
    }
}
