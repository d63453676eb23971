//! Whether your address is yours.

use actix_web::{http::StatusCode, post, web};
use domain::{Account, Error, Reason};
use persistence::mailed_tokens::MailedToken;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rate_limit::Guess,
    rest::{
        body::{Body, Empty, Idempotency, Input},
        envelope::{self, Envelope, Success},
    },
    tokens,
    usecases::{accounts, addresses},
};

/// What a letter brought.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct VerifyEmail {
    token: String,
}

impl Input for VerifyEmail {}

/// Whether an address is its account's.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct VerifiedBody {
    email_verified: bool,
}

impl From<&Account> for VerifiedBody {
    fn from(account: &Account) -> Self {
        Self { email_verified: account.email_verified }
    }
}

/// Show that an address is yours, with what a letter brought
#[utoipa::path(
    tag = "auth",
    params(Idempotency),
    request_body = VerifyEmail,
    responses((status = 200, body = Success<VerifiedBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/auth/verify-email")]
pub(in crate::rest) async fn verify_email(
    app: web::Data<App>,
    _: Guess,
    body: Body<VerifyEmail>,
) -> Result<Envelope<VerifiedBody>, Problem> {
    let asker = accounts::asker(&app, &body.value.token);
    let (VerifyEmail { token }, once) =
        body.once(asker, |done| envelope::text(VerifiedBody::from(done)));
    let token = tokens::bits(&token).ok_or(Error::invalid("token", Reason::UsedUp))?;
    let outcome = addresses::verify(&app, &MailedToken(token), once).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, |done| done.into()))
}

/// Ask for another letter, unless your address is known to be yours
#[utoipa::path(
    tag = "auth",
    params(Idempotency),
    security(("bearer" = [])),
    responses((status = 200, body = Success<VerifiedBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/auth/verify-email/send")]
pub(in crate::rest) async fn send_verification(
    app: web::Data<App>,
    _: Guess,
    SignedIn { actor, .. }: SignedIn,
    body: Body<Empty>,
) -> Result<Envelope<VerifiedBody>, Problem> {
    let (_, once) = body.once(actor.account.0, |done| envelope::text(VerifiedBody::from(done)));
    let outcome = addresses::ask_again(&app, &actor, once).await?;
    Ok(Envelope::of(StatusCode::OK, outcome, |done| done.into()))
}
