//! Parents' consents in the database; each goes when its child goes.

use domain::{AccountId, Attestation, ChildId, Consent, FamilyId, Word};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};

use crate::{Result, entities::consent, error::corrupt};

/// Puts the consent to what is kept about children on record, in the place of earlier ones.
pub async fn put(
    tx: &impl ConnectionTrait,
    family: FamilyId,
    children: impl IntoIterator<Item = ChildId>,
    given: &Consent,
) -> Result<()> {
    use consent::Column::{AccountId, At, ChildId, FamilyId, How, Text};
    let row = |child: domain::ChildId| consent::ActiveModel {
        family_id: Set(family.0),
        child_id: Set(child.0),
        account_id: Set(given.by.0),
        how: Set(given.how.word().into()),
        text: Set(given.text.clone()),
        at: Set(given.at),
    };
    let newest = OnConflict::columns([FamilyId, ChildId])
        .update_columns([AccountId, How, Text, At])
        .to_owned();
    let rows: Vec<_> = children.into_iter().map(row).collect();
    if !rows.is_empty() {
        consent::Entity::insert_many(rows).on_conflict(newest).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The consent to what is kept about a child, if one is on record.
pub async fn find(
    db: &impl ConnectionTrait,
    family: FamilyId,
    child: ChildId,
) -> Result<Option<Consent>> {
    let row = consent::Entity::find_by_id((family.0, child.0)).one(db).await?;
    row.map(|row| {
        Ok(Consent {
            by: AccountId(row.account_id),
            how: Attestation::parse("how", &row.how).map_err(corrupt)?,
            text: row.text,
            at: row.at,
        })
    })
    .transpose()
}
