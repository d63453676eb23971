//! Changing your password.

use actix_web::{http::StatusCode, post, web};
use domain::{Account, Actor, Locale, Password};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    language::Spoken,
    rate_limit::Guess,
    rest::{
        bare::{self, Bare, BareError, Done, repeated},
        body::{Body, Idempotency, Input},
    },
    usecases::passwords,
};

/// The password that there is, and the one that takes its place.
#[derive(Deserialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the contract's names")]
pub(in crate::rest) struct ChangePassword {
    current_password: String,
    /// 8 to 128 characters, not a common one.
    new_password: String,
    /// The same once more.
    confirm_password: String,
}

impl Input for ChangePassword {}

/// Change your password, which signs you out everywhere else
#[utoipa::path(
    tag = "auth",
    params(Idempotency),
    request_body = ChangePassword,
    security(("bearer" = [])),
    responses((status = 200, body = Done), (status = "4XX", body = BareError)),
)]
#[post("/api/v1/auth/change-password")]
pub(in crate::rest) async fn change_password(
    app: web::Data<App>,
    _: Guess,
    SignedIn { actor, .. }: SignedIn,
    Spoken(spoken): Spoken,
    body: Body<ChangePassword>,
) -> Result<Bare<Done>, Problem> {
    change(&app, &actor, spoken, body).await
}

/// Likewise, wherever a contract has it.
pub(in crate::rest) async fn change(
    app: &App,
    actor: &Actor,
    spoken: Locale,
    body: Body<ChangePassword>,
) -> Result<Bare<Done>, Problem> {
    let show = move |_: &Account| Done::say(spoken, "done-password-changed");
    let (asked, once) = body.once(actor.account.0, move |done| bare::text(show(done)));
    let new = &asked.new_password;
    let chosen = Password::new(new).map_err(|error| error.at("new_password"))?;
    repeated(("new_password", new), ("confirm_password", &asked.confirm_password))?;
    let current = &asked.current_password;
    let outcome = passwords::change(app, actor, current, chosen, once).await?;
    Ok(Bare::of(StatusCode::OK, outcome, show))
}
