//! The families' logs.
//!
//! A change gets its number under a lock on its family's row, in the transaction of the change itself: numbers have no
//! holes, and whoever reads up to a number has read everything before it.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use domain::{
    AccountId, ActivityId, AppointmentId, Change, ChildId, Entity, Event, FamilyClock, FamilyId,
    InsightId, InvitationId, Kind, Role, Subject, TimerId, Word,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result,
    entities::{change, family},
    error::{Error, corrupt},
    families,
    insights::SealedFinding,
    points::Logged,
    seal::{Key, Place},
};

/// What of an event is not told by the row's other columns.
#[derive(Default, Serialize, Deserialize)]
struct Sealed {
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    child: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<SealedFinding>,
}

/// The logs of some families, locked until the transaction ends. What is appended stands in them after
/// [`write`](Self::write).
pub struct Log {
    heads: BTreeMap<FamilyId, Head>,
    rows: Vec<change::ActiveModel>,
    changes: Vec<Change>,
    /// What was logged, which earns points.
    logged: Logged,
}

struct Head {
    seq: i64,
    appended: i64,
    clock: FamilyClock,
}

/// Locks the logs of these families, in an order in which nobody waits for one another.
pub async fn lock(
    tx: &impl ConnectionTrait,
    families: impl IntoIterator<Item = FamilyId>,
) -> Result<Log> {
    use family::Column::{DayStartMinutes, Id, Seq, Zone};
    let rows: Vec<(Uuid, i64, String, i16)> = family::Entity::find()
        .select_only()
        .columns([Id, Seq, Zone, DayStartMinutes])
        .filter(Id.is_in(families.into_iter().map(|family| family.0)))
        .order_by_asc(Id)
        .lock_exclusive()
        .into_tuple()
        .all(tx)
        .await?;
    let head = |(id, seq, zone, day_start): (Uuid, i64, String, i16)| {
        let clock = families::clock(&zone, day_start)?;
        Ok((FamilyId(id), Head { seq, appended: 0, clock }))
    };
    let heads = rows.into_iter().map(head).collect::<Result<_>>()?;
    Ok(Log { heads, rows: Vec::new(), changes: Vec::new(), logged: Logged::default() })
}

impl Log {
    /// The number of a family's last change; `None` if there is no such family.
    #[must_use]
    pub fn head(&self, family: FamilyId) -> Option<i64> {
        self.heads.get(&family).map(|head| head.seq + head.appended)
    }

    /// Gives an event the next number of its family, and tells it.
    pub fn append(
        &mut self,
        key: &Key,
        family: FamilyId,
        by: AccountId,
        at: DateTime<Utc>,
        event: Event,
        subject: Subject,
    ) -> Result<i64> {
        let head = self.heads.get_mut(&family).ok_or(Error::Dangling)?;
        head.appended += 1;
        let seq = head.seq + head.appended;
        if event == Event::ActivityLogged {
            self.logged.count(by, head.clock.date(at));
        }
        let (entity, entity_id) = subject.entity();
        let sealed = key.seal(Place("changes", &row_name(family.0, seq)), &to_seal(&subject))?;
        self.rows.push(change::ActiveModel {
            family_id: Set(family.0),
            seq: Set(seq),
            account_id: Set(by.0),
            at: Set(at),
            event: Set(event.word().into()),
            entity: Set(entity.word().into()),
            entity_id: Set(entity_id),
            sealed: Set(sealed),
        });
        self.changes.push(Change { family, seq, by, at, event, subject });
        Ok(seq)
    }

    /// Writes what was appended, with the points that it earns, and gives it in order.
    pub async fn write(self, tx: &impl ConnectionTrait) -> Result<Vec<Change>> {
        if self.rows.is_empty() {
            return Ok(self.changes);
        }
        change::Entity::insert_many(self.rows).exec_without_returning(tx).await?;
        // Families that advance by the same number advance in one statement.
        let mut advances: BTreeMap<i64, Vec<Uuid>> = BTreeMap::new();
        for (family, head) in self.heads.into_iter().filter(|(_, head)| head.appended > 0) {
            advances.entry(head.appended).or_default().push(family.0);
        }
        for (by, families) in advances {
            family::Entity::update_many()
                .col_expr(family::Column::Seq, Expr::col(family::Column::Seq).add(by))
                .filter(family::Column::Id.is_in(families))
                .exec(tx)
                .await?;
        }
        self.logged.earn(tx).await?;
        Ok(self.changes)
    }
}

/// The changes of a family after `since`, in order, `limit` at most.
pub async fn after(
    db: &impl ConnectionTrait,
    key: &Key,
    family: FamilyId,
    since: i64,
    limit: u64,
) -> Result<Vec<Change>> {
    let rows = change::Entity::find()
        .filter(change::Column::FamilyId.eq(family.0))
        .filter(change::Column::Seq.gt(since))
        .order_by_asc(change::Column::Seq)
        .limit(limit)
        .all(db)
        .await?;
    rows.iter().map(|row| open(key, row)).collect()
}

/// Who made this change of a family.
pub async fn author(
    db: &impl ConnectionTrait,
    family: FamilyId,
    seq: i64,
) -> Result<Option<AccountId>> {
    let found: Option<Uuid> = change::Entity::find_by_id((family.0, seq))
        .select_only()
        .column(change::Column::AccountId)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.map(AccountId))
}

/// Every activity of a family that was ever deleted; of those long gone, only the log still knows.
pub async fn deleted_activities(
    db: &impl ConnectionTrait,
    family: FamilyId,
) -> Result<HashSet<ActivityId>> {
    let ids: Vec<Option<Uuid>> = change::Entity::find()
        .select_only()
        .column(change::Column::EntityId)
        .filter(change::Column::FamilyId.eq(family.0))
        .filter(change::Column::Event.eq(Event::ActivityDeleted.word()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().flatten().map(ActivityId).collect())
}

/// The numbers of the last changes of these families.
pub async fn heads(
    db: &impl ConnectionTrait,
    families: impl IntoIterator<Item = FamilyId>,
) -> Result<Vec<(FamilyId, i64)>> {
    let rows: Vec<(Uuid, i64)> = family::Entity::find()
        .select_only()
        .columns([family::Column::Id, family::Column::Seq])
        .filter(family::Column::Id.is_in(families.into_iter().map(|family| family.0)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, seq)| (FamilyId(id), seq)).collect())
}

fn row_name(family: Uuid, seq: i64) -> String {
    format!("{family}/{seq}")
}

fn to_seal(subject: &Subject) -> Sealed {
    match subject {
        Subject::Family | Subject::Child { .. } => Sealed::default(),
        Subject::Invitation { role, .. } | Subject::Member { role, .. } => {
            Sealed { role: Some(role.word().into()), ..Sealed::default() }
        }
        Subject::Activity { child, kind, timestamp, .. } => Sealed {
            child: Some(child.0),
            kind: Some(kind.word().into()),
            timestamp: Some(*timestamp),
            ..Sealed::default()
        },
        Subject::Timer { child, kind, start, by, .. } => Sealed {
            child: Some(child.0),
            kind: Some(kind.word().into()),
            timestamp: Some(*start),
            by: Some(by.0),
            ..Sealed::default()
        },
        Subject::Appointment { child, at, .. } => {
            Sealed { child: Some(child.0), timestamp: Some(*at), ..Sealed::default() }
        }
        Subject::Insight { child, name, finding, .. } => Sealed {
            child: Some(child.0),
            name: Some(name.clone()),
            finding: Some(SealedFinding::new(*finding)),
            ..Sealed::default()
        },
    }
}

fn open(key: &Key, row: &change::Model) -> Result<Change> {
    let place = row_name(row.family_id, row.seq);
    let sealed: Sealed = key.open(Place("changes", &place), &row.sealed)?;
    let role = sealed.role.map(|role| Role::parse("role", &role)).transpose().map_err(corrupt)?;
    let kind = sealed.kind.map(|kind| Kind::parse("kind", &kind)).transpose().map_err(corrupt)?;
    let finding = sealed.finding.map(SealedFinding::open).transpose()?;
    let read = || {
        let entity = Entity::parse("entity", &row.entity).ok()?;
        let id = row.entity_id.unwrap_or_default();
        Some(match entity {
            Entity::Family => Subject::Family,
            Entity::Invitation => Subject::Invitation { id: InvitationId(id), role: role? },
            Entity::Member => Subject::Member { id: AccountId(id), role: role? },
            Entity::Child => Subject::Child { id: ChildId(id) },
            Entity::Activity => Subject::Activity {
                id: ActivityId(id),
                child: ChildId(sealed.child?),
                kind: kind?,
                timestamp: sealed.timestamp?,
            },
            Entity::Timer => Subject::Timer {
                id: TimerId(id),
                child: ChildId(sealed.child?),
                kind: kind?,
                start: sealed.timestamp?,
                by: AccountId(sealed.by?),
            },
            Entity::Appointment => Subject::Appointment {
                id: AppointmentId(id),
                child: ChildId(sealed.child?),
                at: sealed.timestamp?,
            },
            Entity::Insight => Subject::Insight {
                id: InsightId(id),
                child: ChildId(sealed.child?),
                name: sealed.name?,
                finding: finding?,
            },
        })
    };
    Ok(Change {
        family: FamilyId(row.family_id),
        seq: row.seq,
        by: AccountId(row.account_id),
        at: row.at,
        event: Event::parse("event", &row.event).map_err(corrupt)?,
        subject: read().ok_or_else(|| corrupt(format!("change {place}")))?,
    })
}
