//! What somebody tells when they set out.

use actix_web::{HttpRequest, get, http::StatusCode, patch, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Birth, ChildProfile, Email, Error, FamilyClock, Gender, Partner, Plan, Result, Setup,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Agreement, Day, spelt};
use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    rate_limit,
    rest::{
        bare::{self, Bare, BareError},
        body::{Body, Idempotency, Input},
        patch::{Known, KnownParams, Patch},
        wire::{OneOf, id, word},
    },
    usecases::{
        children::Placed,
        setups::{self, SetUp, Told},
    },
};

/// What somebody tells.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct TellSetup {
    /// Absent: your own family, which begins with its first child.
    family_id: Option<id::Family>,
    /// Such as `pregnant` or `new_mom`.
    mom_status: Option<String>,
    goals: Option<Vec<String>>,
    partner: Option<PartnerBody>,
    /// Those are added whom the family does not have yet, by name and day of birth.
    children: Option<Vec<TellChild>>,
    /// What you agree to as their parent, where adding them does not say so.
    parental_consent: Option<Agreement>,
}

impl Input for TellSetup {}

/// Your partner, who is invited into your family by mail.
#[derive(Serialize, Deserialize, ToSchema)]
struct PartnerBody {
    name: Option<String>,
    email: Option<String>,
}

#[derive(Deserialize, ToSchema)]
struct TellChild {
    full_name: String,
    /// A date, or a moment on it.
    #[schema(value_type = String, format = Date)]
    date_of_birth: Day,
    gender: Option<word::Gender>,
}

impl TellSetup {
    fn read(self) -> Result<Told> {
        let children = self.children.unwrap_or_default().into_iter().map(TellChild::read);
        let plan = Plan {
            mom_status: self.mom_status,
            goals: self.goals.unwrap_or_default(),
            partner: self.partner.map(PartnerBody::read).transpose()?,
        };
        Ok(Told {
            family: self.family_id.map(|id| id.0),
            plan,
            children: children.collect(),
            consent: self.parental_consent.map(|said| said.text_version),
        })
    }
}

impl PartnerBody {
    fn read(self) -> Result<Partner> {
        let email = self.email.filter(|email| !email.trim().is_empty());
        let email = email.map(|email| Email::new(&email)).transpose();
        Ok(Partner { name: self.name, email: email.map_err(|error| error.within("partner"))? })
    }
}

impl TellChild {
    fn read(self) -> ChildProfile {
        ChildProfile {
            name: self.full_name,
            birth: Birth { date: self.date_of_birth.0, due: None },
            gender: self.gender.map_or(Gender::Other, |gender| gender.0),
            blood_type: None,
            allergies: Vec::new(),
            medical_conditions: Vec::new(),
            pediatrician: None,
        }
    }
}

/// What somebody told, with their children.
#[derive(Serialize, ToSchema)]
struct SetupBody {
    user_id: Uuid,
    mom_status: Option<String>,
    goals: Vec<String>,
    partner: Option<PartnerBody>,
    children: Vec<ToldChildBody>,
    /// Empty in the answer that tells of the setup first.
    children_metadata: Vec<ChildMetadata>,
}

#[derive(Serialize, ToSchema)]
struct ToldChildBody {
    full_name: String,
    date_of_birth: NaiveDate,
    gender: word::Gender,
}

#[derive(Serialize, ToSchema)]
struct ChildMetadata {
    id: Uuid,
    full_name: String,
    /// Completed years.
    age: u32,
}

impl SetupBody {
    /// As it is told first.
    fn new(SetUp { setup, children }: &SetUp) -> Self {
        let Setup { account, plan, .. } = setup;
        let partner = plan.partner.as_ref().map(|partner| PartnerBody {
            name: partner.name.clone(),
            email: partner.email.as_ref().map(|email| email.as_str().into()),
        });
        Self {
            user_id: account.0,
            mom_status: plan.mom_status.clone(),
            goals: plan.goals.clone(),
            partner,
            children: children.iter().map(ToldChildBody::new).collect(),
            children_metadata: Vec::new(),
        }
    }

    /// As it is told from then on.
    fn known(set_up: &SetUp, now: DateTime<Utc>) -> Self {
        let children = set_up.children.iter().map(|child| ChildMetadata::new(child, now));
        Self { children_metadata: children.collect(), ..Self::new(set_up) }
    }
}

impl ToldChildBody {
    fn new((_, Placed { child, .. }): &(FamilyClock, Placed)) -> Self {
        let ChildProfile { name, birth, gender, .. } = child.profile.clone();
        Self { full_name: name, date_of_birth: birth.date, gender: OneOf(gender) }
    }
}

impl ChildMetadata {
    fn new((clock, Placed { child, .. }): &(FamilyClock, Placed), now: DateTime<Utc>) -> Self {
        let age = child.age_in_years(clock.date(now));
        Self { id: child.id.0, full_name: child.profile.name.clone(), age }
    }
}

/// Your setup
#[utoipa::path(
    tag = "users",
    security(("bearer" = [])),
    responses((status = 200, body = SetupBody), (status = "4XX", body = BareError)),
)]
#[get("/api/v1/users/profile/setup")]
pub(in crate::rest) async fn show_setup(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<Bare<SetupBody>, Problem> {
    let found = setups::get(&app, &actor).await?;
    Ok(Bare::ok(SetupBody::known(&found, app.now())).tagged(found.setup.version))
}

/// Tell how things are, once; your children are added to your family, and your partner is invited
#[utoipa::path(
    tag = "users",
    params(Idempotency),
    request_body = TellSetup,
    security(("bearer" = [])),
    responses(
        (status = 201, body = SetupBody),
        (status = 409, description = "You have told before", body = BareError),
        (status = "4XX", body = BareError),
    ),
)]
#[post("/api/v1/users/profile/setup")]
pub(in crate::rest) async fn tell_setup(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    request: HttpRequest,
    body: Body<TellSetup>,
) -> Result<Bare<SetupBody>, Problem> {
    let (told, once) = body.once(actor.account.0, |told| bare::text(SetupBody::new(told)));
    let told = told.read()?;
    if told.plan.invited().is_some() {
        rate_limit::sends_letter(&request).await?;
    }
    let outcome = setups::create(&app, &actor, told, once).await.map_err(of_child)?;
    Ok(Bare::of(StatusCode::CREATED, outcome, SetupBody::new))
}

/// Change what you told: fields that are absent stay
#[utoipa::path(
    tag = "users",
    params(KnownParams),
    request_body = TellSetup,
    security(("bearer" = [])),
    responses(
        (status = 200, body = SetupBody),
        (status = 409, description = "It changed meanwhile", body = BareError),
        (status = "4XX", body = BareError),
    ),
)]
#[patch("/api/v1/users/profile/setup")]
pub(in crate::rest) async fn edit_setup(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    known: Known,
    request: HttpRequest,
    body: Body<Patch>,
) -> Result<Bare<SetupBody>, Problem> {
    let sent = body.value;
    if sent.field("partner").is_some_and(|partner| partner["email"].is_string()) {
        rate_limit::sends_letter(&request).await?;
    }
    let known = sent.known(known)?;
    let change = |plan: &Plan| {
        let setup =
            Setup { account: actor.account, plan: plan.clone(), invitation: None, version: 0 };
        let shown = SetupBody::new(&SetUp { setup, children: Vec::new() });
        sent.over::<TellSetup>(&shown)?.read()
    };
    let edited = setups::edit(&app, &actor, known, change).await.map_err(of_child)?;
    let version = edited.thing().setup.version;
    let show = |it: &SetUp| SetupBody::known(it, app.now());
    Ok(Bare::edited(edited, show, |it| it.setup.version)?.tagged(version))
}

/// A refusal with the fields of the children as this contract spells them.
fn of_child(error: Error) -> Error {
    match &error {
        Error::Invalid { field, .. } if field.starts_with("partner") => error,
        _ => spelt(error),
    }
}
