//! Becoming an account.

use actix_web::{HttpRequest, http::StatusCode, post, web};
use chrono::{DateTime, Utc};
use domain::{Email, Name, Password};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::user::User;
use crate::{
    App,
    error::Problem,
    rate_limit::Guess,
    rest::{
        bare::{self, Bare, BareError, repeated},
        body::{Body, Idempotency, Input},
        greeting::profile,
    },
    tokens,
    usecases::{
        accounts::{self, Registered, Registration},
        people::Own,
    },
};

/// An account to make; its family begins with its first child or invitation.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct Signup {
    email: String,
    /// 8 to 128 characters, not a common one.
    password: String,
    /// The same once more.
    password_confirmation: String,
    name: String,
}

impl Input for Signup {}

/// Somebody who has signed up.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct SignedUp {
    user: User,
    /// For every request.
    token: String,
    /// For the next pair.
    refresh_token: String,
}

impl SignedUp {
    fn new(new: &Registered, now: DateTime<Utc>) -> Self {
        let own = Own::fresh(new.account.clone(), new.number);
        Self {
            user: User::new(&own, now),
            token: new.tokens.access.clone(),
            refresh_token: tokens::text(&new.tokens.refresh.0),
        }
    }
}

/// Make an account
#[utoipa::path(
    tag = "auth",
    params(Idempotency),
    request_body = Signup,
    responses((status = 201, body = SignedUp), (status = "4XX", body = BareError)),
)]
#[post("/api/v1/auth/signup")]
pub(in crate::rest) async fn signup(
    app: web::Data<App>,
    _: Guess,
    request: HttpRequest,
    body: Body<Signup>,
) -> Result<Bare<SignedUp>, Problem> {
    let email = Email::new(&body.value.email)?;
    let (asker, now) = (accounts::asker(&app, &email.normal()), app.now());
    let (new, once) = body.once(asker, move |done| bare::text(SignedUp::new(done, now)));
    let password = Password::new(&new.password)?;
    repeated(("password", &new.password), ("password_confirmation", &new.password_confirmation))?;
    let name = Name::new("name", &new.name)?;
    let profile = profile(&request, email, name);
    let registration = Registration { profile, password, device: None, founds_family: false };
    let outcome = accounts::register(&app, registration, once).await?;
    Ok(Bare::of(StatusCode::CREATED, outcome, |done| SignedUp::new(done, now)))
}
