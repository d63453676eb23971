//! Changing one's password.

use actix_web::{put, web};

use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    language::Spoken,
    rate_limit::Guess,
    rest::{
        accounts::passwords::{ChangePassword, change},
        bare::{Bare, BareError, Done},
        body::{Body, Idempotency},
    },
};

/// Change your password, which signs you out everywhere else
#[utoipa::path(
    tag = "users",
    params(Idempotency),
    request_body = ChangePassword,
    security(("bearer" = [])),
    responses((status = 200, body = Done), (status = "4XX", body = BareError)),
)]
#[put("/api/v1/users/password")]
pub(in crate::rest) async fn put_password(
    app: web::Data<App>,
    _: Guess,
    SignedIn { actor, .. }: SignedIn,
    Spoken(spoken): Spoken,
    body: Body<ChangePassword>,
) -> Result<Bare<Done>, Problem> {
    change(&app, &actor, spoken, body).await
}
