//! Signing in with a code that comes by mail.

use actix_web::{HttpRequest, http::StatusCode, post, web};
use domain::{Email, Error, Locale, Name, OneTimeCode, SignIn, TokenUse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::user::User;
use crate::{
    App,
    error::Problem,
    language::{Spoken, phrase},
    rate_limit::Guess,
    rest::{
        bare::{self, Bare, BareError},
        body::{Body, Idempotency, Input},
        greeting,
    },
    usecases::{
        accounts,
        codes::{self, Entered},
        idempotency::Outcome,
    },
};

/// Where a code is to be sent.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct SendCode {
    email: String,
}

impl Input for SendCode {}

/// A code is on its way.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct CodeSent {
    /// One sentence for people.
    message: String,
    email: String,
    expires_in_minutes: i64,
}

impl CodeSent {
    fn new(email: &Email, locale: Locale) -> Self {
        Self {
            message: phrase(locale, "done-code-sent"),
            email: email.as_str().into(),
            expires_in_minutes: TokenUse::SignIn.lifetime().num_minutes(),
        }
    }
}

/// Ask for a letter with a code to sign in with
///
/// The answer is the same whether or not the address has an account. A code has six digits; it is good once, for ten minutes, five
/// tries, and until a newer one is asked for. An address gets ten in any 24 hours at most.
#[utoipa::path(
    tag = "astrology",
    params(Idempotency),
    request_body = SendCode,
    responses((status = 200, body = CodeSent), (status = "4XX", body = BareError)),
)]
#[post("/auth/send-otp")]
pub(in crate::rest) async fn send_code(
    app: web::Data<App>,
    _: Guess,
    Spoken(spoken): Spoken,
    request: HttpRequest,
    body: Body<SendCode>,
) -> Result<Bare<CodeSent>, Problem> {
    let email = Email::new(&body.value.email)?;
    let asker = accounts::asker(&app, &email.normal());
    let sent = |()| CodeSent::new(&email, spoken);
    // The answer holds the address, which is not kept; whoever asks again says it again.
    let (_, once) = body.once(asker, |()| String::new());
    let outcome = match codes::send(&app, &email, greeting::locale(&request), once).await? {
        Outcome::Repeated(_) => Outcome::Repeated(bare::text(sent(()))),
        outcome => outcome,
    };
    Ok(Bare::of(StatusCode::OK, outcome, |&()| sent(())))
}

/// Somebody who signs in.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct VerifyCode {
    email: String,
    /// The six digits of the letter.
    otp: String,
}

impl Input for VerifyCode {}

/// Somebody who signed in.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct SignedInUser {
    /// For every request.
    access_token: String,
    /// Always `bearer`.
    token_type: &'static str,
    /// Seconds until the token ends.
    expires_in: i64,
    user: User,
    /// Whether there are birth details; without them, register some.
    has_profile: bool,
}

impl From<&Entered> for SignedInUser {
    fn from(entered: &Entered) -> Self {
        Self {
            access_token: entered.tokens.access.clone(),
            token_type: "bearer",
            expires_in: entered.tokens.expires_in.num_seconds(),
            user: (&entered.account).into(),
            has_profile: entered.has_details,
        }
    }
}

/// Sign in with a code
///
/// An address without an account gets one; an address with one is known to be theirs from now on.
#[utoipa::path(
    tag = "astrology",
    params(Idempotency),
    request_body = VerifyCode,
    responses((status = 200, body = SignedInUser), (status = "4XX", body = BareError)),
)]
#[post("/auth/verify-otp")]
pub(in crate::rest) async fn verify_code(
    app: web::Data<App>,
    _: Guess,
    request: HttpRequest,
    body: Body<VerifyCode>,
) -> Result<Bare<SignedInUser>, Problem> {
    // What cannot be an address has no code, either.
    let email = Email::new(&body.value.email);
    let email = email.map_err(|_| Error::Unauthenticated(SignIn::WrongCode))?;
    let asker = accounts::asker(&app, &email.normal());
    let (entry, once) = body.once(asker, |entered| bare::text(SignedInUser::from(entered)));
    let code = OneTimeCode::parse(&entry.otp)?;
    let name = Name::of_address(&email)?;
    let newcomer = greeting::profile(&request, email, name);
    let outcome = codes::enter(&app, newcomer, code, once).await?;
    Ok(Bare::of(StatusCode::OK, outcome, |entered| SignedInUser::from(entered)))
}
