//! Clients that were away.

use std::sync::Arc;

use actix_web::{get, http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use domain::{
    Change, ChildId, Entity, Error, FamilyId, Locale, Names, Op, Reason, Result, Subject,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::{IntoParams, ToSchema};

use super::{
    activities::{self, ActivityBody},
    appointments::AppointmentBody,
    children::{self, ChildBody},
    families::FamilyBody,
    insights::InsightBody,
    invitations::PendingBody,
    members::MemberBody,
    timers::TimerBody,
};
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::{self, Spoken},
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, Envelope, Success},
        patch::Patch,
        reasons,
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        activities::Correction,
        sync::{self, Batch, Deed, Fate, Item, Other, Page, Pushed, Thing, under_data},
    },
};

/// What to pull.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub(super) struct PullQuery {
    #[param(required = true)]
    family_id: Option<String>,
    /// `cursor.next` of the page before, or a `seq` of the family's room; absent: from the beginning.
    cursor: Option<String>,
    /// 1 to 500; absent: 100.
    limit: Option<String>,
}

/// A thing as it is now.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(super) enum ThingBody {
    Family(FamilyBody),
    Member(MemberBody),
    Invitation(PendingBody),
    Child(Box<ChildBody>),
    Activity(Box<ActivityBody>),
    Timer(TimerBody),
    Appointment(Box<AppointmentBody>),
    Insight(InsightBody),
}

impl ThingBody {
    fn new(thing: &Thing, family: &domain::Family, now: DateTime<Utc>, locale: Locale) -> Self {
        match thing {
            Thing::Family(family) => Self::Family(FamilyBody::bare(family)),
            Thing::Member(member) => Self::Member((&**member).into()),
            Thing::Invitation(invitation) => Self::Invitation((&**invitation).into()),
            Thing::Child(child) => {
                Self::Child(Box::new(ChildBody::new(child, family.clock.date(now))))
            }
            Thing::Activity(shown) => Self::Activity(Box::new((&**shown).into())),
            Thing::Timer(timer) => Self::Timer(TimerBody::new(timer, now)),
            Thing::Appointment(it) => Self::Appointment(Box::new((&**it).into())),
            Thing::Insight(insight) => Self::Insight(InsightBody::new(insight, locale)),
        }
    }
}

/// A change of the family.
#[derive(Serialize, ToSchema)]
pub(super) struct ChangeBody {
    /// Its number, the same as in the family's room.
    seq: i64,
    /// What happened.
    kind: word::Event,
    entity: word::Entity,
    id: String,
    /// Whether the thing is no more.
    deleted: bool,
    /// The thing as it is now; null if it is no more.
    #[schema(value_type = ThingBody)]
    data: Option<Arc<ThingBody>>,
    at: DateTime<Utc>,
    by: id::Account,
}

/// The changes of a page, each with its thing as it is now.
pub(super) fn changes(page: &Page, now: DateTime<Utc>, locale: Locale) -> Vec<ChangeBody> {
    let body = |thing| Arc::new(ThingBody::new(thing, &page.family, now, locale));
    let things: Vec<_> = page.things.iter().map(body).collect();
    let show = |pulled: &sync::Pulled| {
        let change = &pulled.change;
        ChangeBody {
            seq: change.seq,
            kind: OneOf(change.event),
            entity: OneOf(change.subject.entity().0),
            id: id_of(change),
            deleted: pulled.thing.is_none(),
            data: pulled.thing.map(|thing| things[thing].clone()),
            at: change.at,
            by: Id(change.by),
        }
    };
    page.changes.iter().map(show).collect()
}

fn id_of(change: &Change) -> String {
    match &change.subject {
        Subject::Family => change.family.to_string(),
        Subject::Invitation { id, .. } => id.to_string(),
        Subject::Member { id, .. } => id.to_string(),
        Subject::Child { id } => id.to_string(),
        Subject::Activity { id, .. } => id.to_string(),
        Subject::Timer { id, .. } => id.to_string(),
        Subject::Appointment { id, .. } => id.to_string(),
        Subject::Insight { id, .. } => id.to_string(),
    }
}

#[derive(Serialize, ToSchema)]
struct PulledBody {
    changes: Vec<ChangeBody>,
    cursor: SyncCursorBody,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SyncCursorBody {
    /// The number up to which everything was told.
    next: i64,
    has_more: bool,
}

/// What changed in a family after a number, in order
#[utoipa::path(
    tag = "sync",
    params(PullQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<PulledBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/sync")]
pub(in crate::rest) async fn pull(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    query: web::Query<PullQuery>,
) -> Result<Envelope<PulledBody>, Problem> {
    let family = query.family_id.as_deref().ok_or(Error::invalid("familyId", Reason::Required))?;
    let family: FamilyId = family.parse().map_err(|error: Error| error.at("familyId"))?;
    let cursor = number("cursor", query.cursor.as_deref(), 0, i64::MAX)?.unwrap_or(0);
    let most = i64::try_from(sync::MOST).unwrap_or(i64::MAX);
    let limit = number("limit", query.limit.as_deref(), 1, most)?.unwrap_or(100);
    let page = sync::pull(&app, &actor, family, cursor, limit.unsigned_abs()).await?;
    let cursor = SyncCursorBody { next: page.next, has_more: page.has_more };
    Ok(Envelope::ok(PulledBody { changes: changes(&page, app.now(), locale), cursor }))
}

/// A whole number of a query.
pub(super) fn number(
    field: &'static str,
    text: Option<&str>,
    least: i64,
    most: i64,
) -> Result<Option<i64>> {
    let Some(text) = text else { return Ok(None) };
    let range = || Reason::between(least.unsigned_abs(), most.unsigned_abs());
    match text.parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(Some(number)),
        _ => Err(Error::invalid(field, range())),
    }
}

/// What a client did while it was away.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Push {
    family_id: id::Family,
    /// In the order in which it was done; 500 at most.
    #[schema(value_type = Vec<PushItem>)]
    items: Vec<Map<String, Value>>,
}

impl Input for Push {
    const MOST_BYTES: usize = 2 * 1024 * 1024;
}

/// Something that a client did.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PushItem {
    op: word::Op,
    entity: word::Entity,
    /// The thing's id, the client's own for what it made.
    id: String,
    /// The version that the client knew.
    base_version: Option<i32>,
    /// To create: the thing as it is shown. To update: the fields to change.
    #[serde(default)]
    data: Map<String, Value>,
}

#[derive(Serialize, ToSchema)]
struct PushedBody {
    items: Vec<PushedItemBody>,
}

/// What became of an item.
#[serde_with::skip_serializing_none]
#[derive(Serialize, ToSchema)]
struct PushedItemBody {
    id: String,
    /// `applied`, `unchanged` (it had been done), `conflict` (it changed meanwhile; `current` is what it is) or `refused`.
    status: &'static str,
    /// The number of the change.
    seq: Option<i64>,
    /// The thing as it is now; absent if it is no more.
    current: Option<ThingBody>,
    /// Why not.
    error: Option<Value>,
}

/// Send what was done while away; answered item by item
#[utoipa::path(
    tag = "sync",
    params(Idempotency),
    request_body = Push,
    security(("bearer" = [])),
    responses((status = 200, body = Success<PushedBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/sync")]
pub(in crate::rest) async fn push(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    body: Body<Push>,
) -> Result<Envelope<PushedBody>, Problem> {
    let now = app.now();
    let show = move |batch: &Batch| {
        let items = batch.items.iter().map(|pushed| fate(pushed, &batch.family, now, locale));
        PushedBody { items: items.collect() }
    };
    let (push, once) = body.once(actor.account.0, move |batch| envelope::text(show(batch)));
    if push.items.len() > usize::try_from(sync::MOST).unwrap_or(usize::MAX) {
        return Err(Error::invalid("items", Reason::TooMany(500)).into());
    }
    let family = push.family_id.0;
    let items = push.items.into_iter().map(|sent| item(family, sent)).collect();
    let outcome = sync::push(&app, &actor, family, items, once).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, show))
}

fn item(family: FamilyId, sent: Map<String, Value>) -> Item<'static> {
    let id = sent.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    Item { deed: deed(family, sent), id }
}

fn deed(family: FamilyId, sent: Map<String, Value>) -> Result<Deed<'static>> {
    let PushItem { op, entity, id, base_version, mut data } = reasons::read(Value::Object(sent))?;
    Ok(match (entity.0, op.0) {
        (Entity::Activity, Op::Create) => {
            data.insert("id".into(), id.into());
            let read = activities::shaped(data).and_then(activities::read);
            Deed::Log(read.map_err(under_data)?)
        }
        (Entity::Activity, op) => {
            let correction = match op {
                Op::Delete => Correction::Delete,
                Op::Restore => Correction::Restore,
                _ => activities::correction(Patch::of(data)),
            };
            Deed::Other(Other::Correct(named(&id)?, base_version, correction))
        }
        (Entity::Child, Op::Create) => {
            data.insert("id".into(), id.into());
            data.insert("familyId".into(), family.to_string().into());
            let read = reasons::read::<children::AddChild>(Value::Object(data))
                .and_then(children::AddChild::read);
            Deed::Other(Other::Add(read.map_err(under_data)?))
        }
        (Entity::Child, Op::Delete) => {
            Deed::Other(Other::Remove(named::<ChildId>(&id)?, base_version))
        }
        (Entity::Child, Op::Update) => {
            let change = children::change(Patch::of(data));
            Deed::Other(Other::Change(named(&id)?, base_version, change))
        }
        (Entity::Child, Op::Restore) => {
            return Err(Error::invalid("op", Reason::OneOf(&["create", "update", "delete"])));
        }
        _ => return Err(Error::invalid("entity", Reason::OneOf(&["activity", "child"]))),
    })
}

fn named<T: Names>(id: &str) -> Result<T> {
    id.parse().map_err(|error: Error| error.at("id"))
}

fn fate(
    pushed: &Pushed,
    family: &domain::Family,
    now: DateTime<Utc>,
    locale: Locale,
) -> PushedItemBody {
    let shown = |thing: &Thing| ThingBody::new(thing, family, now, locale);
    let (status, seq, current, error) = match &pushed.fate {
        Fate::Applied(seq, thing) => ("applied", *seq, thing.as_ref().map(shown), None),
        Fate::Unchanged(thing) => ("unchanged", None, thing.as_ref().map(shown), None),
        Fate::Conflict { error, current } => {
            ("conflict", None, current.as_ref().map(shown), Some(said(locale, error)))
        }
        Fate::Refused(error) => ("refused", None, None, Some(said(locale, error))),
    };
    PushedItemBody { id: pushed.id.clone(), status, seq, current, error }
}

fn said(locale: Locale, error: &Error) -> Value {
    let mut said = json!({ "code": error.code(), "message": language::message(locale, error) });
    if let Some((field, reason)) = language::details(locale, error) {
        said["details"] = json!({ "field": field, "reason": reason });
    }
    if let Error::Stale { sent, current } = error {
        said["details"]["yourVersion"] = (*sent).into();
        said["details"]["currentVersion"] = (*current).into();
    }
    said
}
