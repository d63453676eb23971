//! What was found out about children. What is no longer told is remembered for a while, so that it is not found again.

use chrono::{DateTime, Utc};
use domain::{ActivityId, ChildId, FamilyId, Finding, Insight, InsightId, Priority};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QueryTrait,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result,
    entities::insight,
    families,
    seal::{Key, Place},
};

const TABLE: &str = "insights";

#[derive(Serialize, Deserialize)]
struct Sealed {
    name: String,
    finding: SealedFinding,
}

/// A finding as it is sealed, here and in the log.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SealedFinding {
    LongestSleep { sleep: Uuid, minutes: i64 },
    WeightCrossedLines { weighing: Uuid, before: u8, now: u8 },
}

impl From<Finding> for SealedFinding {
    fn from(finding: Finding) -> Self {
        match finding {
            Finding::LongestSleep { sleep, minutes } => {
                Self::LongestSleep { sleep: sleep.0, minutes }
            }
            Finding::WeightCrossedLines { weighing, before, now } => {
                Self::WeightCrossedLines { weighing: weighing.0, before, now }
            }
        }
    }
}

impl From<SealedFinding> for Finding {
    fn from(sealed: SealedFinding) -> Self {
        match sealed {
            SealedFinding::LongestSleep { sleep, minutes } => {
                Self::LongestSleep { sleep: ActivityId(sleep), minutes }
            }
            SealedFinding::WeightCrossedLines { weighing, before, now } => {
                Self::WeightCrossedLines { weighing: ActivityId(weighing), before, now }
            }
        }
    }
}

/// Adds an insight; [`crate::Error::Duplicate`] if the family has one of this id.
pub async fn insert(tx: &impl ConnectionTrait, key: &Key, insight: &Insight) -> Result<()> {
    insight::Entity::insert(to_row(key, insight)?).exec_without_returning(tx).await?;
    Ok(())
}

/// Changes an insight.
pub async fn update(tx: &impl ConnectionTrait, key: &Key, insight: &Insight) -> Result<()> {
    insight::Entity::update(to_row(key, insight)?).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes what has not been told since `then`.
pub async fn forget(db: &impl ConnectionTrait, then: DateTime<Utc>) -> Result<()> {
    insight::Entity::delete_many().filter(insight::Column::ExpiresAt.lt(then)).exec(db).await?;
    Ok(())
}

/// Which of these families has an insight.
pub async fn family_of(
    db: &impl ConnectionTrait,
    families: impl IntoIterator<Item = FamilyId>,
    id: InsightId,
) -> Result<Option<FamilyId>> {
    let columns = (insight::Column::FamilyId, insight::Column::Id);
    families::that_has::<insight::Entity>(db, columns, families, id.0).await
}

/// The insight with this id, told or not.
pub async fn get(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    id: InsightId,
) -> Result<Option<Insight>> {
    let row = insight::Entity::find_by_id((family.0, id.0)).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Those of these insights of a family that there are, told or not.
pub async fn find_all(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    ids: impl IntoIterator<Item = InsightId>,
) -> Result<Vec<Insight>> {
    let rows = insight::Entity::find()
        .filter(insight::Column::FamilyId.eq(family.0))
        .filter(insight::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// What is told of these children (`None`: of all): what matters most first, then the newest.
pub async fn current(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    children: Option<&[ChildId]>,
    now: DateTime<Utc>,
) -> Result<Vec<Insight>> {
    let rows = insight::Entity::find()
        .filter(insight::Column::FamilyId.eq(family.0))
        .apply_if(children, |query, children| {
            query.filter(insight::Column::ChildId.is_in(children.iter().map(|child| child.0)))
        })
        .filter(insight::Column::ExpiresAt.gt(now))
        .filter(insight::Column::DismissedAt.is_null())
        .order_by_desc(insight::Column::Rank)
        .order_by_desc(insight::Column::FoundAt)
        .order_by_desc(insight::Column::Id)
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

fn to_row(key: &Key, insight: &Insight) -> Result<insight::ActiveModel> {
    let sealed = Sealed { name: insight.name.clone(), finding: insight.finding.into() };
    let rank = match insight.finding.priority() {
        Priority::Low => 1,
        Priority::Medium => 2,
        Priority::High => 3,
    };
    Ok(insight::ActiveModel {
        family_id: Set(insight.family.0),
        id: Set(insight.id.0),
        child_id: Set(insight.child.0),
        rank: Set(rank),
        sealed: Set(key.seal(Place(TABLE, &insight.id.0), &sealed)?),
        found_at: Set(insight.found_at),
        expires_at: Set(insight.expires_at),
        dismissed_at: Set(insight.dismissed_at),
    })
}

fn open(key: &Key, row: &insight::Model) -> Result<Insight> {
    let sealed: Sealed = key.open(Place(TABLE, &row.id), &row.sealed)?;
    Ok(Insight {
        id: InsightId(row.id),
        family: FamilyId(row.family_id),
        child: ChildId(row.child_id),
        name: sealed.name,
        finding: sealed.finding.into(),
        found_at: row.found_at,
        expires_at: row.expires_at,
        dismissed_at: row.dismissed_at,
    })
}
