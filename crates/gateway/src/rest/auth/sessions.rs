//! Signing in and staying in, for this contract and the accounts contract alike: the bare forms of `login` and `refresh`.

use actix_web::{HttpRequest, get, web};
use domain::{Email, Error, Password, Reason, SignIn};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::user::{User, UserBody};
use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    rest::{
        bare::{Bare, BareError},
        body::Body,
        family::auth::exchanged,
    },
    tokens,
    usecases::{
        people,
        sessions::{self, Tokens},
    },
};

/// Somebody who signs in.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct Credentials {
    email: String,
    password: String,
}

/// Somebody who signed in.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct SignedInBody {
    user: User,
    #[serde(flatten)]
    tokens: Pair,
}

/// What a client needs to stay signed in.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Pair {
    /// For every request.
    token: String,
    #[serde(flatten)]
    grant: Grant,
}

/// What a client needs to stay signed in, as OAuth has it.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Grant {
    /// For every request.
    access_token: String,
    /// For the next pair.
    refresh_token: String,
    /// Always `bearer`.
    token_type: &'static str,
    /// Seconds until the access token ends.
    expires_in: i64,
}

impl From<&Tokens> for Grant {
    fn from(tokens: &Tokens) -> Self {
        Self {
            access_token: tokens.access.clone(),
            refresh_token: tokens::text(&tokens.refresh.0),
            token_type: "bearer",
            expires_in: tokens.expires_in.num_seconds(),
        }
    }
}

impl From<&Tokens> for Pair {
    fn from(tokens: &Tokens) -> Self {
        Self { token: tokens.access.clone(), grant: tokens.into() }
    }
}

/// Signs in. What cannot be an address or a password is a wrong one.
pub(in crate::rest) async fn login(
    app: &App,
    body: Body<Credentials>,
) -> Result<Bare<SignedInBody>, Problem> {
    let Credentials { email, password } = body.value;
    let wrong = || Error::Unauthenticated(SignIn::WrongPassword);
    let email = Email::new(&email).map_err(|_| wrong())?;
    if password.chars().count() > Password::MOST {
        return Err(wrong().into());
    }
    let signed_in = sessions::login(app, &email, &password, None).await?;
    let own = people::own(app, signed_in.account.id).await?;
    let (user, tokens) = (User::new(&own, app.now()), (&signed_in.tokens).into());
    Ok(Bare::ok(SignedInBody { user, tokens }))
}

/// A refresh token to exchange.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct Exchange {
    #[schema(required = true, nullable = false)]
    refresh_token: Option<String>,
}

/// Exchanges a refresh token for a new pair.
pub(in crate::rest) async fn refresh(
    app: &App,
    request: &HttpRequest,
    body: Body<Exchange>,
) -> Result<Bare<Pair>, Problem> {
    let token = body.value.refresh_token.filter(|token| !token.is_empty());
    let missing = || Problem::bad_request(Error::invalid("refresh_token", Reason::Required));
    let tokens = exchanged(app, request, &token.ok_or_else(missing)?, None).await?;
    Ok(Bare::ok((&tokens).into()))
}

/// Who you are
#[utoipa::path(
    tag = "auth",
    security(("bearer" = [])),
    responses((status = 200, body = UserBody), (status = "4XX", body = BareError)),
)]
#[get("/api/v1/auth/me")]
pub(in crate::rest) async fn me(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<Bare<UserBody>, Problem> {
    let own = people::own(&app, actor.account).await?;
    Ok(Bare::ok(UserBody::new(&own, app.now())))
}
