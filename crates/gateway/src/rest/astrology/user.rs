//! Somebody as this contract shows them to themselves; staying and leaving.

use actix_web::{HttpResponse, delete, get, http::StatusCode, post, web};
use domain::Account;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    language::{Spoken, phrase},
    rest::{
        bare::{Bare, BareError, Done},
        wire::Second,
    },
    usecases::{
        accounts, erasure,
        sessions::{self, Logout},
    },
};

/// You.
#[derive(Serialize, ToSchema)]
#[schema(as = AstrologyUser)]
pub(in crate::rest) struct User {
    id: Uuid,
    email: String,
    is_email_verified: bool,
    created_at: Second,
    updated_at: Second,
}

impl From<&Account> for User {
    fn from(account: &Account) -> Self {
        Self {
            id: account.id.0,
            email: account.profile.email.as_str().into(),
            is_email_verified: account.email_verified,
            created_at: Second(account.created_at),
            updated_at: Second(account.updated_at),
        }
    }
}

/// Who you are
#[utoipa::path(
    tag = "astrology",
    security(("bearer" = [])),
    responses((status = 200, body = User), (status = "4XX", body = BareError)),
)]
#[get("/auth/me")]
pub(in crate::rest) async fn show_user(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<Bare<User>, Problem> {
    Ok(Bare::ok(User::from(&accounts::get(&app, &actor).await?)))
}

/// A token that is good.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct GoodToken {
    /// One sentence for people.
    message: String,
    user_id: Uuid,
    email: String,
}

/// Whether your token is good
#[utoipa::path(
    tag = "astrology",
    security(("bearer" = [])),
    responses((status = 200, body = GoodToken), (status = "4XX", body = BareError)),
)]
#[get("/auth/verify-token")]
pub(in crate::rest) async fn verify_token(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
) -> Result<Bare<GoodToken>, Problem> {
    let account = accounts::get(&app, &actor).await?;
    Ok(Bare::ok(GoodToken {
        message: phrase(locale, "done-token-is-good"),
        user_id: account.id.0,
        email: account.profile.email.as_str().into(),
    }))
}

/// Sign out: the session of your token ends
#[utoipa::path(
    tag = "astrology",
    security(("bearer" = [])),
    responses((status = 200, body = Done), (status = "4XX", body = BareError)),
)]
#[post("/auth/logout")]
pub(in crate::rest) async fn sign_out(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    Spoken(locale): Spoken,
) -> Result<Bare<Done>, Problem> {
    sessions::logout(&app, &actor, Logout::This).await?;
    Ok(Bare::ok(Done::say(locale, "done-logged-out")))
}

/// Erase your account, for good
///
/// With it go its birth details, conversations, codes and sessions, and each family of which you are the last parent. A family with
/// another parent stays with them.
#[utoipa::path(
    tag = "astrology",
    security(("bearer" = [])),
    responses((status = 204), (status = "4XX", body = BareError)),
)]
#[delete("/auth/me")]
pub(in crate::rest) async fn erase_user(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<HttpResponse, Problem> {
    erasure::erase(&app, &actor).await?;
    Ok(HttpResponse::build(StatusCode::NO_CONTENT).finish())
}
