//! What people told when they set out, one row an account.

use chrono::{DateTime, Utc};
use domain::{AccountId, Email, FamilyId, InvitationId, Partner, Plan, Setup};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QuerySelect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result,
    entities::setup,
    error::corrupt,
    seal::{Key, Place},
};

const TABLE: &str = "setups";

#[derive(Serialize, Deserialize)]
struct Sealed {
    mom_status: Option<String>,
    goals: Vec<String>,
    partner: Option<SealedPartner>,
    /// The family that the partner was invited into, and the invitation.
    invitation: Option<(Uuid, Uuid)>,
}

#[derive(Serialize, Deserialize)]
struct SealedPartner {
    name: Option<String>,
    email: Option<String>,
}

/// The setup of an account, whose key this is.
pub async fn find(
    db: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
) -> Result<Option<Setup>> {
    let row = setup::Entity::find_by_id(account.0).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Likewise, locked until the transaction ends.
pub async fn lock(
    tx: &impl ConnectionTrait,
    key: &Key,
    account: AccountId,
) -> Result<Option<Setup>> {
    let row = setup::Entity::find_by_id(account.0).lock_exclusive().one(tx).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Adds a setup; [`crate::Error::Duplicate`] if the account has one.
pub async fn insert(
    tx: &impl ConnectionTrait,
    key: &Key,
    setup: &Setup,
    now: DateTime<Utc>,
) -> Result<()> {
    let row = setup::ActiveModel { created_at: Set(now), ..to_row(key, setup, now)? };
    setup::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Keeps what a setup has become.
pub async fn update(
    tx: &impl ConnectionTrait,
    key: &Key,
    setup: &Setup,
    now: DateTime<Utc>,
) -> Result<()> {
    setup::Entity::update(to_row(key, setup, now)?).exec_without_returning(tx).await?;
    Ok(())
}

fn to_row(key: &Key, setup: &Setup, now: DateTime<Utc>) -> Result<setup::ActiveModel> {
    let plan = setup.plan.clone();
    let sealed = Sealed {
        mom_status: plan.mom_status,
        goals: plan.goals,
        partner: plan.partner.map(|partner| SealedPartner {
            name: partner.name,
            email: partner.email.map(|email| email.as_str().into()),
        }),
        invitation: setup.invitation.map(|(family, id)| (family.0, id.0)),
    };
    Ok(setup::ActiveModel {
        account_id: Set(setup.account.0),
        sealed: Set(key.seal(Place(TABLE, &setup.account.0), &sealed)?),
        version: Set(setup.version),
        updated_at: Set(now),
        ..Default::default()
    })
}

fn open(key: &Key, row: &setup::Model) -> Result<Setup> {
    let sealed: Sealed = key.open(Place(TABLE, &row.account_id), &row.sealed)?;
    let partner = |partner: SealedPartner| {
        let email = partner.email.map(|email| Email::new(&email)).transpose().map_err(corrupt)?;
        Ok::<_, crate::Error>(Partner { name: partner.name, email })
    };
    let plan = Plan {
        mom_status: sealed.mom_status,
        goals: sealed.goals,
        partner: sealed.partner.map(partner).transpose()?,
    };
    let invitation = sealed.invitation.map(|(family, id)| (FamilyId(family), InvitationId(id)));
    Ok(Setup { account: AccountId(row.account_id), plan, invitation, version: row.version })
}
