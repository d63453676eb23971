//! Who wants to be told when the product is ready, each sealed under a key of its own: they have no account.

use chrono::{DateTime, Utc};
use domain::Email;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result,
    entities::early_access,
    error::corrupt,
    seal::{Key, Place, Vault},
};

const TABLE: &str = "early_access";

#[derive(Serialize, Deserialize)]
struct Sealed {
    email: String,
    name: Option<String>,
}

/// Somebody who waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Where they are told.
    pub email: Email,
    /// What they are called.
    pub name: Option<String>,
    /// Since when they wait.
    pub since: DateTime<Utc>,
}

/// Adds somebody to the list, unless their address is on it.
pub async fn insert(db: &impl ConnectionTrait, vault: &Vault, new: &Waiting) -> Result<()> {
    let (id, key) = (Uuid::now_v7(), Key::fresh());
    let place = Place(TABLE, &id);
    let sealed = Sealed { email: new.email.as_str().into(), name: new.name.clone() };
    let row = early_access::ActiveModel {
        id: Set(id),
        email_index: Set(vault.index(TABLE, new.email.normal())),
        wrapped_key: Set(vault.wrap(place, &key)?),
        sealed: Set(key.seal(place, &sealed)?),
        created_at: Set(new.since),
    };
    early_access::Entity::insert(row)
        .on_conflict_do_nothing_on([early_access::Column::EmailIndex])
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Takes an address off the list.
pub async fn delete(db: &impl ConnectionTrait, vault: &Vault, email: &Email) -> Result<()> {
    early_access::Entity::delete_many()
        .filter(early_access::Column::EmailIndex.eq(vault.index(TABLE, email.normal())))
        .exec(db)
        .await?;
    Ok(())
}

/// The whole list, the longest waiting first.
pub async fn list(db: &impl ConnectionTrait, vault: &Vault) -> Result<Vec<Waiting>> {
    let rows = early_access::Entity::find().order_by_asc(early_access::Column::Id).all(db).await?;
    let open = |row: early_access::Model| {
        let place = Place(TABLE, &row.id);
        let sealed: Sealed = vault.unwrap(place, &row.wrapped_key)?.open(place, &row.sealed)?;
        let email = Email::new(&sealed.email).map_err(corrupt)?;
        Ok(Waiting { email, name: sealed.name, since: row.created_at })
    };
    rows.into_iter().map(open).collect()
}
