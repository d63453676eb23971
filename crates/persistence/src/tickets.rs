//! Tickets that stand for a token once. They are kept as their hashes only.

use chrono::{DateTime, Utc};
use domain::{AccountId, SessionId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

use crate::{Result, entities::ticket};

/// A ticket as the client holds it: 256 random bits.
#[derive(Clone, Copy)]
pub struct Ticket(pub [u8; 32]);

impl Ticket {
    /// A fresh ticket.
    #[must_use]
    pub fn fresh() -> Self {
        Self(rand::random())
    }

    fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

impl std::fmt::Debug for Ticket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ticket(…)")
    }
}

/// Whose token a ticket stands for.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    /// The account.
    pub account: AccountId,
    /// The session.
    pub session: SessionId,
    /// When the token ends.
    pub until: DateTime<Utc>,
}

/// Keeps a ticket until it expires.
pub async fn insert(
    db: &impl ConnectionTrait,
    ticket: &Ticket,
    holder: Holder,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let row = ticket::ActiveModel {
        hash: Set(ticket.hash()),
        account_id: Set(holder.account.0),
        session_id: Set(holder.session.0),
        signed_in_until: Set(holder.until),
        expires_at: Set(expires_at),
    };
    ticket::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Takes a ticket, which can be done once.
pub async fn take(
    db: &impl ConnectionTrait,
    ticket: &Ticket,
    now: DateTime<Utc>,
) -> Result<Option<Holder>> {
    let Some(row) = ticket::Entity::find_by_id(ticket.hash()).one(db).await? else {
        return Ok(None);
    };
    // Of those who found it at once, the one who deletes it has it.
    let deleted = ticket::Entity::delete_by_id(row.hash).exec(db).await?;
    if deleted.rows_affected == 0 || row.expires_at <= now {
        return Ok(None);
    }
    Ok(Some(Holder {
        account: AccountId(row.account_id),
        session: SessionId(row.session_id),
        until: row.signed_in_until,
    }))
}

/// Removes tickets that nobody took in time.
pub async fn forget(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    let over = ticket::Column::ExpiresAt.lte(now);
    ticket::Entity::delete_many().filter(over).exec(db).await?;
    Ok(())
}
