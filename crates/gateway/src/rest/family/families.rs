//! Families: making one, changing it, its code, and what happened in it meanwhile.

use actix_web::{delete, get, http::StatusCode, patch, post, web};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{Error, Family, FamilyClock, Form, Locale, Member, Reason, Result, Role};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    path_id,
    sync::{self, ChangeBody},
};
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::Spoken,
    rest::{
        body::{Body, Empty, Idempotency, Input},
        envelope::{self, DeletedBody, Envelope, Success},
        patch::{Known, KnownParams, Patch},
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        families::{self, ChangedFamily},
        looks,
    },
};

/// A family.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct FamilyBody {
    id: id::Family,
    name: String,
    /// Where the family's clock ticks, such as `America/New_York`.
    timezone: String,
    /// When its days begin, such as `04:00`.
    day_start: String,
    /// What you are to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<word::Role>,
    /// Lets others in as viewers; for parents.
    #[serde(skip_serializing_if = "Option::is_none")]
    share_code: Option<String>,
    /// The number of the last change in it.
    seq: i64,
    version: i32,
}

impl FamilyBody {
    /// A family as this member may see it.
    fn new(member: &Member, family: &Family) -> Self {
        let share_code = family.code_for(member).map(ToString::to_string);
        Self { role: Some(OneOf(member.role())), share_code, ..Self::bare(family) }
    }

    /// A family without what depends on who looks.
    pub(super) fn bare(family: &Family) -> Self {
        Self {
            id: Id(family.id),
            name: family.name.clone(),
            timezone: family.clock.zone.name().into(),
            day_start: day_start(family),
            role: None,
            share_code: None,
            seq: family.seq,
            version: family.version,
        }
    }

    /// A family as its parents see it.
    fn of_parents(family: &Family) -> Self {
        Self {
            role: Some(OneOf(Role::Parent)),
            share_code: Some(family.share_code.to_string()),
            ..Self::bare(family)
        }
    }
}

/// When a family's days begin, such as `04:00`.
pub(crate) fn day_start(family: &Family) -> String {
    let minutes = family.clock.day_start_minutes;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[derive(Serialize, ToSchema)]
struct FamiliesBody {
    families: Vec<FamilyBody>,
}

/// Your families, the oldest membership first
#[utoipa::path(
    tag = "families",
    security(("bearer" = [])),
    responses((status = 200, body = Success<FamiliesBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/families")]
pub(in crate::rest) async fn list_families(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<Envelope<FamiliesBody>, Problem> {
    let families = families::list(&app, &actor).await?;
    let families = families.iter().map(|(member, family)| FamilyBody::new(member, family));
    Ok(Envelope::ok(FamiliesBody { families: families.collect() }))
}

/// A family
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<FamilyBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/families/{family}")]
pub(in crate::rest) async fn show_family(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    family: web::Path<String>,
) -> Result<Envelope<FamilyBody>, Problem> {
    let (member, family) = families::get(&app, &actor, path_id(&family)?).await?;
    Ok(Envelope::ok(FamilyBody::new(&member, &family)).tagged(family.version))
}

/// Another family to make.
#[derive(Deserialize, ToSchema)]
pub(super) struct MakeFamily {
    name: String,
    /// Absent: UTC.
    timezone: Option<String>,
}

impl Input for MakeFamily {}

/// Make another family
#[utoipa::path(
    tag = "families",
    params(Idempotency),
    request_body = MakeFamily,
    security(("bearer" = [])),
    responses((status = 201, body = Success<FamilyBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/families")]
pub(in crate::rest) async fn make_family(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<MakeFamily>,
) -> Result<Envelope<FamilyBody>, Problem> {
    let render = |family: &Family| envelope::text(FamilyBody::of_parents(family));
    let (new, once) = body.once(actor.account.0, render);
    let zone = new.timezone.as_deref().map_or(Ok(Tz::UTC), zone)?;
    let outcome = families::create(&app, &actor, &new.name, zone, once).await?;
    Ok(Envelope::of(StatusCode::CREATED, outcome, FamilyBody::of_parents))
}

/// A time zone by its name.
pub(super) fn zone(name: &str) -> Result<Tz> {
    name.parse().map_err(|_| Error::invalid("timezone", Reason::NotAZone))
}

/// What to change.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FamilyForm {
    name: String,
    timezone: String,
    /// When its days begin, from `00:00` to `12:00`.
    day_start: String,
}

impl FamilyForm {
    fn read(&self) -> Result<ChangedFamily> {
        let minutes = |text: &str| {
            let digits = |text: &str| (1..=2).contains(&text.len()) && !text.starts_with('+');
            let (hours, minutes) = text.split_once(':')?;
            let both = digits(hours) && digits(minutes);
            let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
            (both && hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
        };
        let day_start_minutes = minutes(&self.day_start)
            .ok_or(Error::invalid("dayStart", Reason::NotA(Form::Clock)))?;
        let clock = FamilyClock { zone: zone(&self.timezone)?, day_start_minutes };
        Ok(ChangedFamily { name: self.name.clone(), clock })
    }
}

/// What to change.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "only its documentation is used")]
struct FamilyPatch {
    name: Option<String>,
    timezone: Option<String>,
    /// When its days begin, from `00:00` to `12:00`.
    day_start: Option<String>,
    /// The version that you know.
    version: Option<i32>,
}

/// Change a family; for parents
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path), KnownParams),
    request_body = FamilyPatch,
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<FamilyBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[patch("/api/v1/families/{family}")]
pub(in crate::rest) async fn edit_family(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    family: web::Path<String>,
    known: Known,
    body: Body<Patch>,
) -> Result<Envelope<FamilyBody>, Problem> {
    let (known, changes) = (body.value.known(known)?, body.value);
    let change = Box::new(move |family: &Family| {
        changes.over::<FamilyForm>(&FamilyBody::bare(family))?.read()
    });
    let edited = families::edit(&app, &actor, path_id(&family)?, known, change).await?;
    Envelope::edited(edited, FamilyBody::of_parents, FamilyBody::of_parents)
}

/// Remove a family with everything in it, for everybody; for parents
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path), KnownParams),
    security(("bearer" = [])),
    responses(
        (status = 200, body = Success<DeletedBody>),
        (status = 409, description = "It changed meanwhile: both versions stand in `details`", body = ErrorBody),
        (status = "4XX", body = ErrorBody),
    ),
)]
#[delete("/api/v1/families/{family}")]
pub(in crate::rest) async fn delete_family(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    family: web::Path<String>,
    known: Known,
) -> Result<Envelope<DeletedBody>, Problem> {
    let deleted = families::delete(&app, &actor, path_id(&family)?, known.0).await?;
    Envelope::edited(deleted, |family| DeletedBody::of(&family.id), FamilyBody::of_parents)
}

/// Give a family another share code: the old one lets nobody in any more; for parents
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path), Idempotency),
    security(("bearer" = [])),
    responses((status = 200, body = Success<FamilyBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/families/{family}/share-code")]
pub(in crate::rest) async fn rotate_share_code(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    family: web::Path<String>,
    body: Body<Empty>,
) -> Result<Envelope<FamilyBody>, Problem> {
    let render = |family: &Family| envelope::text(FamilyBody::of_parents(family));
    let (_, once) = body.once(actor.account.0, render);
    let outcome = families::rotate_code(&app, &actor, path_id(&family)?, once).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, FamilyBody::of_parents))
}

/// From where to look, and whether it counts.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct LookQuery {
    /// After this number instead; for a client that lost an answer.
    since: Option<String>,
    /// `true`: look without having looked.
    peek: Option<String>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct SinceLastLookBody {
    family_id: id::Family,
    /// The number of the last change you had seen.
    since: i64,
    /// When you last looked; null if you never did.
    looked_at: Option<DateTime<Utc>>,
    /// The number up to which this tells; the next look begins here.
    seq: i64,
    /// Whether there is more than is told here.
    has_more: bool,
    /// Who did what, counted.
    people: Vec<PersonsDoings>,
    /// What others changed, in order.
    changes: Vec<ChangeBody>,
}

/// What one person did.
#[derive(Serialize, ToSchema)]
struct PersonsDoings {
    id: id::Account,
    /// Null for somebody who has left.
    name: Option<String>,
    /// How many changes.
    changes: usize,
    /// What they logged and is still there.
    logged: Vec<LoggedCount>,
}

/// How often something was logged.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LoggedCount {
    child_id: id::Child,
    child_name: Option<String>,
    r#type: word::Kind,
    count: usize,
}

impl SinceLastLookBody {
    fn new(since: &looks::Since, now: DateTime<Utc>, locale: Locale) -> Self {
        let people = looks::doings(&since.page).into_iter().map(|(who, doings)| {
            let member = since.members.iter().find(|member| member.account.id == who);
            let logged = doings.logged.into_iter().map(|((child, kind), count)| {
                let named = since.children.iter().find(|known| known.id == child);
                LoggedCount {
                    child_id: Id(child),
                    child_name: named.map(|child| child.profile.name.clone()),
                    r#type: OneOf(kind),
                    count,
                }
            });
            PersonsDoings {
                id: Id(who),
                name: member.map(|member| member.account.profile.name.to_string()),
                changes: doings.changes,
                logged: logged.collect(),
            }
        });
        Self {
            family_id: Id(since.page.family.id),
            since: since.since,
            looked_at: since.looked_at,
            seq: since.page.next,
            has_more: since.page.has_more,
            people: people.collect(),
            changes: sync::changes(&since.page, now, locale),
        }
    }
}

/// The handover: what others changed since you last looked, and by whom. To look is to have looked
#[utoipa::path(
    tag = "families",
    params(("family" = String, Path), LookQuery),
    security(("bearer" = [])),
    responses((status = 200, body = Success<SinceLastLookBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/families/{family}/since-last-look")]
pub(in crate::rest) async fn since_last_look(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
    family: web::Path<String>,
    query: web::Query<LookQuery>,
) -> Result<Envelope<SinceLastLookBody>, Problem> {
    let since = sync::number("since", query.since.as_deref(), 0, i64::MAX)?;
    let peek = match query.peek.as_deref() {
        None | Some("false") => false,
        Some("true" | "") => true,
        Some(_) => return Err(Error::invalid("peek", Reason::NotA(Form::YesOrNo)).into()),
    };
    let since = looks::since_last(&app, &actor, path_id(&family)?, since, peek).await?;
    Ok(Envelope::ok(SinceLastLookBody::new(&since, app.now(), locale)))
}
