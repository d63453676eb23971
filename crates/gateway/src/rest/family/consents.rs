//! Parents' consent to what is kept about their children.

use actix_web::{HttpRequest, delete, get, put, web};
use chrono::{DateTime, Utc};
use domain::Consent;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::{self, Listener},
    rest::{
        body::{Body, Input},
        envelope::{DeletedBody, Envelope, Success},
        family::path_id,
        wire::{Id, OneOf, id, word},
    },
    usecases::{children, consents},
};

/// What parents agree to.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ConsentTextBody {
    text_version: &'static str,
    /// In the caller's language.
    text: String,
}

/// What parents agree to who add a child
#[utoipa::path(tag = "children", responses((status = 200, body = Success<ConsentTextBody>)))]
#[get("/api/v1/consent")]
pub(in crate::rest) async fn show_consent_text(
    app: web::Data<App>,
    request: HttpRequest,
) -> Result<Envelope<ConsentTextBody>, Problem> {
    let locale = Listener::of(&app, &request).locale(&app).await;
    let text = language::phrase(locale, "consent-text");
    Ok(Envelope::ok(ConsentTextBody { text_version: Consent::TEXT, text }))
}

/// A parent's consent.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ConsentBody {
    /// Which parent.
    by: id::Account,
    how: word::Attestation,
    text_version: String,
    at: DateTime<Utc>,
}

impl From<Consent> for ConsentBody {
    fn from(consent: Consent) -> Self {
        let Consent { by, how, text, at } = consent;
        Self { by: Id(by), how: OneOf(how), text_version: text, at }
    }
}

/// What is on record for a child.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ChildConsentBody {
    child_id: id::Child,
    /// `null`: somebody who is not a parent added the child, and no parent has agreed yet.
    consent: Option<ConsentBody>,
}

/// A parent's consent to what is kept about a child
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<ChildConsentBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/children/{child}/consent")]
pub(in crate::rest) async fn show_consent(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    child: web::Path<String>,
) -> Result<Envelope<ChildConsentBody>, Problem> {
    let child = path_id(&child)?;
    let consent = consents::get(&app, &actor, child).await?;
    Ok(Envelope::ok(ChildConsentBody { child_id: Id(child), consent: consent.map(Into::into) }))
}

/// The text that a parent agrees to.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct Agreement {
    /// As `GET /api/v1/consent` tells it.
    pub(in crate::rest) text_version: String,
}

impl Input for Agreement {}

/// Agree to what is kept about a child; for parents
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path)),
    request_body = Agreement,
    security(("bearer" = [])),
    responses((status = 200, body = Success<ChildConsentBody>), (status = "4XX", body = ErrorBody)),
)]
#[put("/api/v1/children/{child}/consent")]
pub(in crate::rest) async fn give_consent(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    child: web::Path<String>,
    body: Body<Agreement>,
) -> Result<Envelope<ChildConsentBody>, Problem> {
    let child = path_id(&child)?;
    let consent = consents::give(&app, &actor, child, &body.value.text_version).await;
    let consent = consent.map_err(|error| error.at("textVersion"))?;
    Ok(Envelope::ok(ChildConsentBody { child_id: Id(child), consent: Some(consent.into()) }))
}

/// Withdraw the consent: the child is erased with all that was logged about it; for parents
#[utoipa::path(
    tag = "children",
    params(("child" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<DeletedBody>), (status = "4XX", body = ErrorBody)),
)]
#[delete("/api/v1/children/{child}/consent")]
pub(in crate::rest) async fn withdraw_consent(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    child: web::Path<String>,
) -> Result<Envelope<DeletedBody>, Problem> {
    let child = path_id(&child)?;
    children::delete(&app, &actor, child, None).await?;
    Ok(Envelope::ok(DeletedBody::of(&child)))
}
