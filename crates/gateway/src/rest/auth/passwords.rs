//! Passwords that were forgotten.

use actix_web::{HttpRequest, http::StatusCode, post, web};
use domain::{Email, Error, Locale, Password, Reason};
use persistence::mailed_tokens::MailedToken;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App,
    error::Problem,
    language::{Spoken, phrase},
    rate_limit::Guess,
    rest::{
        bare::{self, Bare, BareError, Done, repeated},
        body::{Body, Idempotency, Input},
        greeting,
    },
    tokens,
    usecases::{accounts, passwords, sessions::Tokens},
};

/// Somebody who has forgotten their password.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct Forgotten {
    email: String,
}

impl Input for Forgotten {}

/// Ask for a letter with which another password can be chosen
///
/// The answer is the same whether or not the address has an account.
#[utoipa::path(
    tag = "auth",
    params(Idempotency),
    request_body = Forgotten,
    responses((status = 200, body = Done), (status = "4XX", body = BareError)),
)]
#[post("/api/v1/auth/forgot_password")]
pub(in crate::rest) async fn forgot_password(
    app: web::Data<App>,
    _: Guess,
    Spoken(spoken): Spoken,
    request: HttpRequest,
    body: Body<Forgotten>,
) -> Result<Bare<Done>, Problem> {
    let email = Email::new(&body.value.email)?;
    let show = move |(): &()| Done::say(spoken, "done-reset-asked");
    let asker = accounts::asker(&app, &email.normal());
    let (_, once) = body.once(asker, move |done| bare::text(show(done)));
    let locale = greeting::locale(&request);
    let outcome = passwords::forgotten(&app, &email, locale, once).await?;
    Ok(Bare::of(StatusCode::OK, outcome, show))
}

/// What a letter brought, and the password to set.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct Reset {
    #[schema(required = true, nullable = false)]
    token: Option<String>,
    /// 8 to 128 characters, not a common one.
    #[schema(required = true, nullable = false)]
    password: Option<String>,
    /// The same once more.
    #[schema(required = true, nullable = false)]
    password_confirmation: Option<String>,
}

impl Input for Reset {}

/// Somebody whose password was reset, and who is signed in by it.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct ResetBody {
    /// One sentence for people.
    message: String,
    /// For every request.
    token: String,
    /// For the next pair.
    refresh_token: String,
}

impl ResetBody {
    fn new(tokens: &Tokens, locale: Locale) -> Self {
        Self {
            message: phrase(locale, "done-password-reset"),
            token: tokens.access.clone(),
            refresh_token: tokens::text(&tokens.refresh.0),
        }
    }
}

/// Choose another password with what a letter brought
#[utoipa::path(
    tag = "auth",
    params(Idempotency),
    request_body = Reset,
    responses((status = 200, body = ResetBody), (status = "4XX", body = BareError)),
)]
#[post("/api/v1/auth/reset_password")]
pub(in crate::rest) async fn reset_password(
    app: web::Data<App>,
    _: Guess,
    Spoken(spoken): Spoken,
    body: Body<Reset>,
) -> Result<Bare<ResetBody>, Problem> {
    let token = given("token", body.value.token.as_ref())?;
    let asker = accounts::asker(&app, &token);
    let password = given("password", body.value.password.as_ref())?;
    let (reset, once) = body.once(asker, move |done| bare::text(ResetBody::new(done, spoken)));
    let chosen = Password::new(&password)?;
    let again = reset.password_confirmation.as_deref();
    let again = again.ok_or(Error::invalid("password_confirmation", Reason::Required))?;
    repeated(("password", &password), ("password_confirmation", again))?;
    let token = tokens::bits(&token).ok_or(Error::invalid("token", Reason::UsedUp))?;
    let outcome = passwords::reset(&app, &MailedToken(token), chosen, once).await?;
    Ok(Bare::of(StatusCode::OK, outcome, |done| ResetBody::new(done, spoken)))
}

/// What must be there, else the answer is 400.
fn given(field: &'static str, text: Option<&String>) -> Result<String, Problem> {
    let missing = || Problem::bad_request(Error::invalid(field, Reason::Required));
    text.filter(|text| !text.is_empty()).cloned().ok_or_else(missing)
}
