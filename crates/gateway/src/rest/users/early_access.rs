//! The list of those who want to be told when the product is ready.

use actix_web::{http::StatusCode, post, web};
use domain::Email;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    App,
    error::Problem,
    language::Spoken,
    rate_limit::Guess,
    rest::{
        bare::{self, Bare, BareError, Done},
        body::{Body, Idempotency, Input},
    },
    usecases::{accounts, early_access},
};

/// Who wants to be told.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct JoinEarlyAccess {
    email: String,
    name: Option<String>,
    /// The same as `name`.
    full_name: Option<String>,
}

impl Input for JoinEarlyAccess {}

/// Join the early access list; who is on it already hears the same
#[utoipa::path(
    tag = "users",
    params(Idempotency),
    request_body = JoinEarlyAccess,
    responses((status = 201, body = Done), (status = "4XX", body = BareError)),
)]
#[post("/api/v1/users/early-access")]
pub(in crate::rest) async fn join_early_access(
    app: web::Data<App>,
    _: Guess,
    Spoken(locale): Spoken,
    body: Body<JoinEarlyAccess>,
) -> Result<Bare<Done>, Problem> {
    let email = Email::new(&body.value.email)?;
    let show = move |(): &()| Done::say(locale, "done-early-access");
    let asker = accounts::asker(&app, &email.normal());
    let (told, once) = body.once(asker, move |done| bare::text(show(done)));
    let names = [&told.name, &told.full_name].into_iter().flatten();
    let name = names.map(String::as_str).find(|name| !name.trim().is_empty());
    let outcome = early_access::join(&app, email, name, once).await?;
    Ok(Bare::of(StatusCode::CREATED, outcome, show))
}
