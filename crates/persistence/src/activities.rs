//! Activities in the database.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    AccountId, Activity, ActivityId, BreastSide, ChildId, Day, Details, Diaper, DiaperColor,
    DiaperConsistency, DiaperContents, Entry, FamilyId, Feeding, FeedingMethod, FoodType, Kind,
    Mood, Sleep, SleepKind, SleepPlace, SleepQuality, Volume, Word,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, Order,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Asterisk, Query, SimpleExpr, UnionType},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result,
    entities::activity,
    error::corrupt,
    seal::{Key, Place},
};

const TABLE: &str = "activities";

/// What no report is summed from.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Sealed {
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mood: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    food: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    consistency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    has_rash: Option<bool>,
}

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

/// Which activities of a child to list.
#[derive(Clone, Copy, Debug)]
pub struct Filter {
    /// The family.
    pub family: FamilyId,
    /// The child.
    pub child: ChildId,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only from this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Only before this instant.
    pub until: Option<DateTime<Utc>>,
}

impl Filter {
    fn condition(&self) -> Condition {
        Condition::all()
            .add(activity::Column::FamilyId.eq(self.family.0))
            .add(activity::Column::ChildId.eq(self.child.0))
            .add_option(self.kind.map(|kind| activity::Column::Kind.eq(kind.word())))
            .add_option(self.from.map(|from| activity::Column::StartAt.gte(from)))
            .add_option(self.until.map(|until| activity::Column::StartAt.lt(until)))
    }
}

/// Where a page ends: begin and id of its last activity.
pub type Position = (DateTime<Utc>, ActivityId);

/// A child's activities after a position, the latest first, `limit` at most; and how many the filter lets through in all.
pub async fn page(
    db: &impl ConnectionTrait,
    key: &Key,
    filter: &Filter,
    after: Option<Position>,
    limit: u64,
) -> Result<(Vec<Activity>, u64)> {
    let beyond = after.map(|(start, id)| {
        let at = activity::Column::StartAt;
        // Said twice, so that the index is entered at the right place on both databases.
        Condition::all().add(at.lte(start)).add(at.lt(start).or(activity::Column::Id.lt(id.0)))
    });
    // Both in one round trip.
    let count = activity::Entity::find()
        .select_only()
        .column_as(activity::Column::Id.count(), "total")
        .filter(filter.condition())
        .into_query();
    let page = activity::Entity::find()
        .filter(filter.condition().add_option(beyond))
        .order_by_desc(activity::Column::StartAt)
        .order_by_desc(activity::Column::Id)
        .limit(limit)
        .expr_as(SimpleExpr::SubQuery(None, Box::new(count.into())), "total")
        .into_query();
    let rows = db.query_all(&page).await?;
    let total = match (rows.first(), after) {
        (Some(row), _) => row.try_get::<i64>("", "total")?.unsigned_abs(),
        (None, None) => 0,
        (None, Some(_)) => count_all(db, filter).await?,
    };
    let activities =
        rows.iter().map(|row| open(key, &activity::Model::from_query_result(row, "")?));
    Ok((activities.collect::<Result<_>>()?, total))
}

async fn count_all(db: &impl ConnectionTrait, filter: &Filter) -> Result<u64> {
    Ok(activity::Entity::find().filter(filter.condition()).count(db).await?)
}

/// What a day's summaries are made from: the children's entries that begin in the day, and the sleep that may go on now.
pub async fn entries(
    db: &impl ConnectionTrait,
    family: FamilyId,
    children: &[ChildId],
    day: Day,
    now: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let at = activity::Column::StartAt;
    let in_day = at.gte(day.start).and(at.lt(day.end));
    let going_on = at
        .gt(now - Entry::LONGEST_SLEEP)
        .and(at.lte(now))
        .and(activity::Column::Kind.eq(Kind::Sleep.word()))
        .and(activity::Column::EndAt.is_null().or(activity::Column::EndAt.gt(now)));
    let rows = activity::Entity::find()
        .select_only()
        .columns([
            activity::Column::ChildId,
            activity::Column::Kind,
            activity::Column::Variant,
            activity::Column::AmountMl,
            activity::Column::StartAt,
            activity::Column::EndAt,
        ])
        .filter(activity::Column::FamilyId.eq(family.0))
        .filter(activity::Column::ChildId.is_in(children.iter().map(|child| child.0)))
        .filter(in_day.or(going_on))
        .into_tuple::<(Uuid, String, String, Option<f64>, DateTime<Utc>, Option<DateTime<Utc>>)>()
        .all(db)
        .await?;
    let entries = rows.into_iter().map(|(child, kind, variant, amount, start, end)| {
        let kind = Kind::parse("kind", &kind).map_err(corrupt)?;
        let sleep = SleepKind::parse("variant", &variant).ok().filter(|_| kind == Kind::Sleep);
        let amount = amount.map(Volume::from_millilitres);
        Ok(Entry { child: ChildId(child), kind, sleep, amount, start, end })
    });
    entries.collect()
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

/// The latest activities that each of these members logged, `limit` at most of each, the latest first.
pub async fn latest_by_members(
    db: &impl ConnectionTrait,
    family: FamilyId,
    members: &[AccountId],
    limit: u64,
) -> Result<Vec<Latest>> {
    // One statement whose arms each read the first rows of an index; a window over all rows would read the family's
    // whole history.
    let mut arms = members.iter().map(|member| {
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
            .order_by_desc(activity::Column::StartAt)
            .order_by_desc(activity::Column::Id)
            .limit(limit)
            .into_query();
        Query::select().column(Asterisk).from_subquery(newest, "newest").to_owned()
    });
    let Some(mut query) = arms.next() else { return Ok(Vec::new()) };
    for arm in arms {
        query.union(UnionType::All, arm);
    }
    query.order_by("start_at", Order::Desc).order_by("id", Order::Desc);
    let latest = db.query_all(&query).await?.into_iter().map(|row| {
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

fn to_row(key: &Key, activity: &Activity) -> Result<activity::ActiveModel> {
    fn word(word: Option<impl Word>) -> Option<String> {
        word.map(|word| word.word().to_owned())
    }
    let mut sealed =
        Sealed { notes: activity.notes.clone(), mood: word(activity.mood), ..Sealed::default() };
    let (variant, amount) = match activity.details {
        Details::Feeding(Feeding { method, side, amount, food }) => {
            sealed.side = word(side);
            sealed.food = word(food);
            (method.word(), amount)
        }
        Details::Sleep(Sleep { kind, place, quality }) => {
            sealed.place = word(place);
            sealed.quality = word(quality);
            (kind.word(), None)
        }
        Details::Diaper(Diaper { contents, consistency, color, has_rash }) => {
            sealed.consistency = word(consistency);
            sealed.color = word(color);
            sealed.has_rash = has_rash;
            (contents.word(), None)
        }
    };
    Ok(activity::ActiveModel {
        family_id: Set(activity.family.0),
        id: Set(activity.id.0),
        child_id: Set(activity.child.0),
        kind: Set(activity.details.kind().word().into()),
        variant: Set(variant.into()),
        amount_ml: Set(amount.map(Volume::millilitres)),
        start_at: Set(activity.start),
        end_at: Set(activity.end),
        sealed: Set(key.seal(Place(TABLE, &activity.id.0), &sealed)?),
        created_by: Set(activity.created_by.0),
        created_at: Set(activity.created_at),
        updated_at: Set(activity.updated_at),
        version: Set(activity.version),
    })
}

fn open(key: &Key, row: &activity::Model) -> Result<Activity> {
    fn word<W: Word>(text: Option<&String>) -> Result<Option<W>> {
        text.map(|text| W::parse("word", text)).transpose().map_err(corrupt)
    }
    let sealed: Sealed = key.open(Place(TABLE, &row.id), &row.sealed)?;
    let variant = Some(&row.variant);
    let missing = || corrupt("an activity without a variant");
    let details = match Kind::parse("kind", &row.kind).map_err(corrupt)? {
        Kind::Feeding => Details::Feeding(Feeding {
            method: word::<FeedingMethod>(variant)?.ok_or_else(missing)?,
            side: word::<BreastSide>(sealed.side.as_ref())?,
            amount: row.amount_ml.map(Volume::from_millilitres),
            food: word::<FoodType>(sealed.food.as_ref())?,
        }),
        Kind::Sleep => Details::Sleep(Sleep {
            kind: word::<SleepKind>(variant)?.ok_or_else(missing)?,
            place: word::<SleepPlace>(sealed.place.as_ref())?,
            quality: word::<SleepQuality>(sealed.quality.as_ref())?,
        }),
        Kind::Diaper => Details::Diaper(Diaper {
            contents: word::<DiaperContents>(variant)?.ok_or_else(missing)?,
            consistency: word::<DiaperConsistency>(sealed.consistency.as_ref())?,
            color: word::<DiaperColor>(sealed.color.as_ref())?,
            has_rash: sealed.has_rash,
        }),
    };
    Ok(Activity {
        id: ActivityId(row.id),
        family: FamilyId(row.family_id),
        child: ChildId(row.child_id),
        start: row.start_at,
        end: row.end_at,
        details,
        mood: word::<Mood>(sealed.mood.as_ref())?,
        notes: sealed.notes,
        created_by: AccountId(row.created_by),
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}
