//! Sessions and their refresh tokens in the database. A refresh token is kept as its hash only.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::{AccountId, DeviceId, RefreshState, Session, SessionId};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Query},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Result,
    entities::{refresh_token, session},
    error::corrupt,
    seal::{Key, Place},
};

const TOKENS: &str = "refresh_tokens";

/// A refresh token as the client holds it: 256 random bits.
#[derive(Clone, Copy)]
pub struct RefreshToken(pub [u8; 32]);

impl RefreshToken {
    /// A fresh token.
    #[must_use]
    pub fn fresh() -> Self {
        Self(rand::random())
    }

    fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }

    /// Opens what only the holder of this token may know: the token that replaced it.
    fn key(&self) -> Key {
        let digest = Sha256::new().chain_update(b"successor").chain_update(self.0).finalize();
        Key::new(digest.into())
    }
}

impl std::fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RefreshToken(…)")
    }
}

/// One generation of a session's tokens.
pub struct Generation {
    /// The refresh token.
    pub refresh: RefreshToken,
    /// The `jti` of the access token given out beside it.
    pub access: Uuid,
}

impl Generation {
    /// Fresh tokens.
    #[must_use]
    pub fn fresh() -> Self {
        Self { refresh: RefreshToken::fresh(), access: Uuid::now_v7() }
    }
}

/// A presented refresh token that is known.
pub struct Presented {
    /// Whose session it belongs to.
    pub account: AccountId,
    /// The session.
    pub session: Session,
    /// What has become of it.
    pub state: RefreshState,
    /// The pair it was exchanged for, if it was.
    pub successor: Option<Generation>,
}

/// Adds a session with its first tokens.
pub async fn insert(
    db: &impl ConnectionTrait,
    account: AccountId,
    session: &Session,
    first: &Generation,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let row = session::ActiveModel {
        id: Set(session.id.0),
        account_id: Set(account.0),
        device_id: Set(session.device.as_ref().map(|device| device.as_str().into())),
        created_at: Set(now),
        expires_at: Set(expires_at),
        revoked_at: Set(None),
    };
    session::Entity::insert(row).exec_without_returning(db).await?;
    insert_generation(db, session.id, first, expires_at).await
}

/// What a refresh token is worth, locked until the transaction ends.
pub async fn present(
    tx: &impl ConnectionTrait,
    token: &RefreshToken,
    now: DateTime<Utc>,
) -> Result<Option<Presented>> {
    let found = refresh_token::Entity::find_by_id(token.hash()).lock_exclusive().one(tx).await?;
    let Some(row) = found else { return Ok(None) };
    let owner = session::Entity::find_by_id(row.session_id).lock_exclusive().one(tx).await?;
    let owner = owner.ok_or_else(|| corrupt("a token without a session"))?;
    let successor = match &row.successor_hash {
        Some(hash) => refresh_token::Entity::find_by_id(hash.clone()).one(tx).await?,
        None => None,
    };
    let state = RefreshState {
        ended: owner.revoked_at.is_some() || row.expires_at <= now,
        used: row.used_at.is_some(),
        successor_refresh_used: successor.as_ref().is_some_and(|next| next.used_at.is_some()),
        successor_access_used: successor.as_ref().is_some_and(|next| next.access_used),
    };
    let successor = match (successor, &row.sealed_successor) {
        (Some(next), Some(sealed)) => {
            let refresh = RefreshToken(token.key().open(Place(TOKENS, &owner.id), sealed)?);
            Some(Generation { refresh, access: next.access_id })
        }
        _ => None,
    };
    let account = AccountId(owner.account_id);
    Ok(Some(Presented { account, session: open(&owner, None)?, state, successor }))
}

/// Exchanges a refresh token for the next one.
pub async fn rotate(
    tx: &impl ConnectionTrait,
    session: SessionId,
    used: &RefreshToken,
    next: &Generation,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let sealed = used.key().seal(Place(TOKENS, &session.0), &next.refresh.0)?;
    refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::UsedAt, Expr::value(now))
        .col_expr(refresh_token::Column::SuccessorHash, Expr::value(next.refresh.hash()))
        .col_expr(refresh_token::Column::SealedSuccessor, Expr::value(sealed))
        .filter(refresh_token::Column::Hash.eq(used.hash()))
        .exec(tx)
        .await?;
    insert_generation(tx, session, next, expires_at).await?;
    session::Entity::update_many()
        .col_expr(session::Column::ExpiresAt, Expr::value(expires_at))
        .filter(session::Column::Id.eq(session.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Notes that an access token was used, so that its refresh token's forerunner is no longer honoured.
pub async fn access_used(
    db: &impl ConnectionTrait,
    session: SessionId,
    access: Uuid,
) -> Result<()> {
    refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::AccessUsed, Expr::value(true))
        .filter(refresh_token::Column::SessionId.eq(session.0))
        .filter(refresh_token::Column::AccessId.eq(access))
        .exec(db)
        .await?;
    Ok(())
}

/// Which of an account's sessions to end.
pub enum Which<'a> {
    /// This one.
    One(SessionId),
    /// All but this one.
    Others(SessionId),
    /// Those of a device.
    OnDevice(&'a DeviceId),
    /// All.
    All,
}

/// Ends sessions of an account.
pub async fn revoke(
    db: &impl ConnectionTrait,
    account: AccountId,
    which: Which<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let which = match which {
        Which::One(session) => Condition::all().add(session::Column::Id.eq(session.0)),
        Which::Others(session) => Condition::all().add(session::Column::Id.ne(session.0)),
        Which::OnDevice(device) => {
            Condition::all().add(session::Column::DeviceId.eq(device.as_str()))
        }
        Which::All => Condition::all(),
    };
    session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now))
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::RevokedAt.is_null())
        .filter(which)
        .exec(db)
        .await?;
    Ok(())
}

/// The sessions of an account that are neither revoked nor over.
pub async fn live(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<Session>> {
    let newest = Condition::all().add(refresh_token::Column::UsedAt.is_null());
    session::Entity::find()
        .filter(session::Column::AccountId.eq(account.0))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .find_also_related(refresh_token::Entity)
        .filter(newest)
        .all(db)
        .await?
        .into_iter()
        .map(|(row, newest)| open(&row, newest))
        .collect()
}

/// Those of these sessions that are no more.
pub async fn ended(
    db: &impl ConnectionTrait,
    sessions: impl IntoIterator<Item = SessionId> + Clone,
    now: DateTime<Utc>,
) -> Result<HashSet<SessionId>> {
    let asked = sessions.clone().into_iter().map(|session| session.0);
    let live: Vec<Uuid> = session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .filter(session::Column::Id.is_in(asked))
        .filter(session::Column::RevokedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .into_tuple()
        .all(db)
        .await?;
    let live: HashSet<_> = live.into_iter().map(SessionId).collect();
    Ok(sessions.into_iter().filter(|session| !live.contains(session)).collect())
}

/// Removes the refresh tokens whose time is over, and then the sessions.
pub async fn forget(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    refresh_token::Entity::delete_many()
        .filter(refresh_token::Column::ExpiresAt.lt(now))
        .exec(db)
        .await?;
    let kept = Query::select()
        .column(refresh_token::Column::SessionId)
        .from(refresh_token::Entity)
        .to_owned();
    session::Entity::delete_many()
        .filter(session::Column::ExpiresAt.lt(now))
        .filter(session::Column::Id.not_in_subquery(kept))
        .exec(db)
        .await?;
    Ok(())
}

async fn insert_generation(
    db: &impl ConnectionTrait,
    session: SessionId,
    generation: &Generation,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let row = refresh_token::ActiveModel {
        hash: Set(generation.refresh.hash()),
        session_id: Set(session.0),
        access_id: Set(generation.access),
        access_used: Set(false),
        used_at: Set(None),
        successor_hash: Set(None),
        sealed_successor: Set(None),
        expires_at: Set(expires_at),
    };
    refresh_token::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

fn open(row: &session::Model, newest: Option<refresh_token::Model>) -> Result<Session> {
    Ok(Session {
        id: SessionId(row.id),
        device: row.device_id.as_deref().map(DeviceId::new).transpose().map_err(corrupt)?,
        unused_access: newest.filter(|token| !token.access_used).map(|token| token.access_id),
    })
}
