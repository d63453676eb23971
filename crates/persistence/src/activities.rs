//! Activities in the database. What was deleted is kept for a while, and is told to nobody but who restores it.

mod entries;
mod known;
mod reports;
mod rows;
mod slices;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{AccountId, Activity, ActivityId, ChildId, FamilyId, Kind, Word};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, Order,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Asterisk, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

use self::rows::{open, to_row};
pub use self::{
    entries::{entries, slept_and_fed},
    known::{Outline, Span, ids, ids_among, opened, outlines},
    reports::{feedings, measured, measured_and_achieved, milestones},
    slices::{Filter, Position, Slice, slice, slices},
};
use crate::{Result, entities::activity, error::corrupt, families, seal::Key};

/// Adds activities, each sealed with its family's key.
pub async fn insert<'a>(
    tx: &impl ConnectionTrait,
    activities: impl IntoIterator<Item = (&'a Key, &'a Activity)>,
) -> Result<()> {
    let rows = activities
        .into_iter()
        .map(|(key, activity)| to_row(key, activity))
        .collect::<Result<Vec<_>>>()?;
    if !rows.is_empty() {
        activity::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Corrects, deletes or restores an activity.
pub async fn update(tx: &impl ConnectionTrait, key: &Key, activity: &Activity) -> Result<()> {
    activity::Entity::update(to_row(key, activity)?).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes the activities that were deleted before `then`.
pub async fn forget(db: &impl ConnectionTrait, then: DateTime<Utc>) -> Result<()> {
    activity::Entity::delete_many().filter(activity::Column::DeletedAt.lt(then)).exec(db).await?;
    Ok(())
}

/// The activity with this id, if one of these families has it; a deleted one too.
pub async fn family_of(
    db: &impl ConnectionTrait,
    families: impl IntoIterator<Item = FamilyId>,
    id: ActivityId,
) -> Result<Option<FamilyId>> {
    let columns = (activity::Column::FamilyId, activity::Column::Id);
    families::that_has::<activity::Entity>(db, columns, families, id.0).await
}

/// The activity with this id, a deleted one too.
pub async fn get(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    id: ActivityId,
) -> Result<Option<Activity>> {
    let row = activity::Entity::find_by_id((family.0, id.0)).one(db).await?;
    row.map(|row| open(key, &row)).transpose()
}

/// Those of these activities of a family that are not deleted.
pub async fn find_all(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    ids: impl IntoIterator<Item = ActivityId>,
) -> Result<Vec<Activity>> {
    let rows = activity::Entity::find()
        .filter(activity::Column::FamilyId.eq(family.0))
        .filter(activity::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .filter(activity::Column::DeletedAt.is_null())
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// How many arms a statement may have; SQLite's limit is 500.
pub(crate) const ARMS: usize = 200;

/// The latest measurings of each of these children: of the weight, the height, both at once, and the head; often the same.
pub async fn latest_growth(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    children: &[ChildId],
) -> Result<Vec<Activity>> {
    const MEASURES: [&str; 4] = [rows::WEIGHT, rows::HEIGHT, rows::WEIGHT_AND_HEIGHT, rows::HEAD];
    let each =
        |child: &ChildId| MEASURES.map(|measure| measurings(family, *child, measure).limit(1));
    let mut found = Vec::new();
    for children in children.chunks(ARMS / MEASURES.len()) {
        found.extend(newest(db, key, children.iter().flat_map(each)).await?);
    }
    Ok(found)
}

/// The measurings of each of these children, the earliest first; the latest thousand of each.
pub async fn growth(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    children: &[ChildId],
) -> Result<Vec<Activity>> {
    let all = |child: &ChildId| measurings(family, *child, "").limit(1_000);
    let mut found = Vec::new();
    for children in children.chunks(ARMS) {
        found.extend(newest(db, key, children.iter().map(all)).await?);
    }
    found.sort_by_key(|activity| (activity.start, activity.id));
    Ok(found)
}

/// What these find, each once, in one statement whose arms each read the first rows of an index.
async fn newest(
    db: &impl ConnectionTrait,
    key: &Key,
    each: impl Iterator<Item = Select<activity::Entity>>,
) -> Result<Vec<Activity>> {
    let arm = |newest: Select<activity::Entity>| {
        let newest = newest.into_query();
        Query::select().column(Asterisk).from_subquery(newest, "newest").to_owned()
    };
    let Some(query) = united(UnionType::Distinct, each.map(arm)) else { return Ok(Vec::new()) };
    let rows = db.query_all(&query).await?;
    rows.iter().map(|row| open(key, &activity::Model::from_query_result(row, "")?)).collect()
}

/// One statement of all these.
pub(crate) fn united(
    how: UnionType,
    arms: impl IntoIterator<Item = SelectStatement>,
) -> Option<SelectStatement> {
    arms.into_iter().reduce(|mut query, arm| {
        query.union(how, arm);
        query
    })
}

/// A child's measurings of which the variant holds these letters, the latest first.
fn measurings(family: FamilyId, child: ChildId, measure: &str) -> Select<activity::Entity> {
    activity::Entity::find()
        .filter(activity::Column::FamilyId.eq(family.0))
        .filter(activity::Column::ChildId.eq(child.0))
        .filter(activity::Column::Kind.eq(Kind::Growth.word()))
        .filter(activity::Column::Variant.contains(measure))
        .filter(activity::Column::DeletedAt.is_null())
        .order_by_desc(activity::Column::StartAt)
        .order_by_desc(activity::Column::Id)
}

/// Activities to look for, each with the key of its family.
pub type Wanted<'a> = HashMap<(FamilyId, ActivityId), &'a Key>;

/// Those of these activities that there are.
pub async fn find(db: &impl ConnectionTrait, wanted: &Wanted<'_>) -> Result<Vec<Activity>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let any = wanted.keys().fold(Condition::any(), |any, (family, id)| {
        any.add(activity::Column::FamilyId.eq(family.0).and(activity::Column::Id.eq(id.0)))
    });
    let rows = activity::Entity::find().filter(any).all(db).await?;
    rows.iter()
        .map(|row| {
            let key = wanted.get(&(FamilyId(row.family_id), ActivityId(row.id)));
            open(key.ok_or_else(|| corrupt("an activity nobody asked for"))?, row)
        })
        .collect()
}

/// As much of an activity as a list of the latest needs.
#[derive(Clone, Debug)]
pub struct Latest {
    /// Which.
    pub id: ActivityId,
    /// Whose.
    pub child: ChildId,
    /// Of which kind.
    pub kind: Kind,
    /// When it began.
    pub start: DateTime<Utc>,
    /// Who logged it.
    pub by: AccountId,
}

/// The latest activities that each of these members logged about these children (`None`: about all), `limit` at most of
/// each, the latest of each first.
pub async fn latest_by_members(
    db: &impl ConnectionTrait,
    family: FamilyId,
    members: &[AccountId],
    among: Option<&[ChildId]>,
    limit: u64,
) -> Result<Vec<Latest>> {
    // One statement whose arms each read the first rows of an index; a window over all rows would read the family's
    // whole history.
    let newest = |member: &AccountId| {
        let newest = activity::Entity::find()
            .select_only()
            .columns([
                activity::Column::Id,
                activity::Column::ChildId,
                activity::Column::Kind,
                activity::Column::StartAt,
                activity::Column::CreatedBy,
            ])
            .filter(activity::Column::FamilyId.eq(family.0))
            .filter(activity::Column::CreatedBy.eq(member.0))
            .filter(activity::Column::DeletedAt.is_null())
            .apply_if(among, |query, children| {
                let children = children.iter().map(|child| child.0);
                query.filter(activity::Column::ChildId.is_in(children))
            })
            .order_by_desc(activity::Column::StartAt)
            .order_by_desc(activity::Column::Id)
            .limit(limit)
            .into_query();
        Query::select().column(Asterisk).from_subquery(newest, "newest").to_owned()
    };
    let mut rows = Vec::new();
    for members in members.chunks(ARMS) {
        let Some(mut query) = united(UnionType::All, members.iter().map(newest)) else { continue };
        query.order_by("start_at", Order::Desc).order_by("id", Order::Desc);
        rows.extend(db.query_all(&query).await?);
    }
    let latest = rows.into_iter().map(|row| {
        let (id, child, kind, start, by): (Uuid, Uuid, String, DateTime<Utc>, Uuid) =
            row.try_get_many_by_index()?;
        Ok(Latest {
            id: ActivityId(id),
            child: ChildId(child),
            kind: Kind::parse("kind", &kind).map_err(corrupt)?,
            start,
            by: AccountId(by),
        })
    });
    latest.collect()
}
