//! Children in the database.

use std::{collections::BTreeMap, ops::Deref};

use chrono::NaiveDate;
use domain::{Birth, Child, ChildId, ChildProfile, FamilyId, Gender, Pediatrician, Word};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result, conversations,
    entities::{activity, appointment, child, conversation, insight, timer},
    error::corrupt,
    families,
    seal::{Key, Place},
};

const TABLE: &str = "children";

#[derive(Serialize, Deserialize)]
struct Sealed {
    name: String,
    birth_date: NaiveDate,
    #[serde(default)]
    due_date: Option<NaiveDate>,
    gender: String,
    blood_type: Option<String>,
    allergies: Vec<String>,
    medical_conditions: Vec<String>,
    pediatrician: Option<SealedPediatrician>,
    photo: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct SealedPediatrician {
    name: String,
    phone: Option<String>,
}

/// Adds children to a family; [`crate::Error::Duplicate`] if it has one of such an id.
pub async fn insert(tx: &impl ConnectionTrait, key: &Key, new: &[Child]) -> Result<()> {
    let rows = new.iter().map(|child| to_row(key, child)).collect::<Result<Vec<_>>>()?;
    if !rows.is_empty() {
        child::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Changes what is known of a child.
pub async fn update(tx: &impl ConnectionTrait, key: &Key, child: &Child) -> Result<()> {
    child::Entity::update(to_row(key, child)?).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes a child with all that was logged about it, planned for it, found out, and said to the assistant.
pub async fn delete(tx: &impl ConnectionTrait, family: FamilyId, id: ChildId) -> Result<()> {
    macro_rules! delete {
        ($($table:ident),*) => {$(
            $table::Entity::delete_many()
                .filter($table::Column::FamilyId.eq(family.0))
                .filter($table::Column::ChildId.eq(id.0))
                .exec(tx)
                .await?;
        )*};
    }
    let said = conversation::Entity::find()
        .filter(conversation::Column::FamilyId.eq(family.0))
        .filter(conversation::Column::ChildId.eq(id.0));
    conversations::void_answers(tx, said).await?;
    delete!(insight, appointment, timer, activity, conversation);
    child::Entity::delete_by_id((family.0, id.0)).exec(tx).await?;
    Ok(())
}

/// Which of these families a child belongs to.
pub async fn family_of(
    db: &impl ConnectionTrait,
    families: impl IntoIterator<Item = FamilyId>,
    id: ChildId,
) -> Result<Option<FamilyId>> {
    let columns = (child::Column::FamilyId, child::Column::Id);
    families::that_has::<child::Entity>(db, columns, families, id.0).await
}

/// The families that have a child of this id; ids are made by clients, so there may be several.
pub async fn homes(db: &impl ConnectionTrait, id: ChildId) -> Result<Vec<FamilyId>> {
    let families: Vec<Uuid> = child::Entity::find()
        .select_only()
        .column(child::Column::FamilyId)
        .filter(child::Column::Id.eq(id.0))
        .into_tuple()
        .all(db)
        .await?;
    Ok(families.into_iter().map(FamilyId).collect())
}

/// Whether any of these families has a child.
pub async fn any(
    db: &impl ConnectionTrait,
    families: impl IntoIterator<Item = FamilyId>,
) -> Result<bool> {
    let one = child::Entity::find()
        .filter(child::Column::FamilyId.is_in(families.into_iter().map(|family| family.0)))
        .one(db)
        .await?;
    Ok(one.is_some())
}

/// The child with this id, if it is in this family.
pub async fn find(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    id: ChildId,
) -> Result<Option<Child>> {
    let row = child::Entity::find_by_id((family.0, id.0)).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// A family's children in the order in which they were added.
pub async fn in_family(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
) -> Result<Vec<Child>> {
    let rows = child::Entity::find()
        .filter(child::Column::FamilyId.eq(family.0))
        .order_by_asc(child::Column::CreatedAt)
        .order_by_asc(child::Column::Id)
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// The children of families, whose keys these are, each family's in the order in which they were added.
pub async fn in_families<K: Deref<Target = Key>>(
    db: &impl ConnectionTrait,
    keys: &BTreeMap<FamilyId, K>,
) -> Result<Vec<Child>> {
    let rows = child::Entity::find()
        .filter(child::Column::FamilyId.is_in(keys.keys().map(|family| family.0)))
        .order_by_asc(child::Column::CreatedAt)
        .order_by_asc(child::Column::Id)
        .all(db)
        .await?;
    let key = |row: &child::Model| keys.get(&FamilyId(row.family_id));
    rows.iter().filter_map(|row| Some(open(key(row)?, row))).collect()
}

fn to_row(key: &Key, child: &Child) -> Result<child::ActiveModel> {
    let profile = child.profile.clone();
    let sealed = Sealed {
        name: profile.name,
        birth_date: profile.birth.date,
        due_date: profile.birth.due,
        gender: profile.gender.word().into(),
        blood_type: profile.blood_type,
        allergies: profile.allergies,
        medical_conditions: profile.medical_conditions,
        pediatrician: profile
            .pediatrician
            .map(|doctor| SealedPediatrician { name: doctor.name, phone: doctor.phone }),
        photo: child.photo.clone(),
    };
    Ok(child::ActiveModel {
        family_id: Set(child.family.0),
        id: Set(child.id.0),
        sealed: Set(key.seal(Place(TABLE, &child.id.0), &sealed)?),
        created_at: Set(child.created_at),
        updated_at: Set(child.updated_at),
        version: Set(child.version),
    })
}

fn open(key: &Key, row: &child::Model) -> Result<Child> {
    let sealed: Sealed = key.open(Place(TABLE, &row.id), &row.sealed)?;
    let profile = ChildProfile {
        name: sealed.name,
        birth: Birth { date: sealed.birth_date, due: sealed.due_date },
        gender: Gender::parse("gender", &sealed.gender).map_err(corrupt)?,
        blood_type: sealed.blood_type,
        allergies: sealed.allergies,
        medical_conditions: sealed.medical_conditions,
        pediatrician: sealed
            .pediatrician
            .map(|doctor| Pediatrician { name: doctor.name, phone: doctor.phone }),
    };
    Ok(Child {
        id: ChildId(row.id),
        family: FamilyId(row.family_id),
        profile,
        photo: sealed.photo,
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}
