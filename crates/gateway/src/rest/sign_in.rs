//! The four paths that several contracts have: what a body says decides whose form it is, and whose the answer is.

use actix_web::{FromRequest, HttpRequest, HttpResponse, post, web};

use super::{
    accounts::register::{self as accounts, MadeAccount, NewAccount},
    auth::sessions::{self as bare, Credentials, Exchange, Pair, SignedInBody},
    bare::{BareError, Done},
    body::{Empty, Idempotency},
    envelope::Success,
    family::auth::{
        self as family, LoggedOut, Login, LoginBody, LogoutBody, Refresh, Register, RegisteredBody,
        TokensBody,
    },
    style::{Choice, Either, Reply},
};
use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::Spoken,
    rate_limit::Guess,
    usecases::sessions::{self, Logout},
};

/// What a refused call is told, in the style of its body.
type Refused = Either<ErrorBody, BareError>;

/// Make an account
///
/// With `name`, a family begins with it (the family contract); with `first_name` and `last_name`, a family begins with its
/// first child or invitation (the accounts contract).
#[utoipa::path(
    tag = "auth",
    params(Idempotency),
    request_body = inline(Either<Register, NewAccount>),
    responses(
        (status = 201, body = inline(Either<Success<RegisteredBody>, MadeAccount>)),
        (status = "4XX", body = inline(Refused)),
    ),
)]
#[post("/api/v1/auth/register")]
pub(super) async fn register(
    app: web::Data<App>,
    _: Guess,
    request: HttpRequest,
    body: Choice<Register, NewAccount>,
) -> Result<Reply<RegisteredBody, MadeAccount>, Problem> {
    Ok(match body {
        Choice::Envelope(body) => Reply::Envelope(family::register(&app, &request, body).await?),
        Choice::Bare(body) => Reply::Bare(accounts::register(&app, &request, body).await?),
    })
}

/// Sign in
///
/// With `deviceInfo`, in the form of the family contract; without, in the one that the auth and accounts contracts share.
#[utoipa::path(
    tag = "auth",
    request_body = inline(Either<Login, Credentials>),
    responses(
        (status = 200, body = inline(Either<Success<LoginBody>, SignedInBody>)),
        (status = "4XX", body = inline(Refused)),
    ),
)]
#[post("/api/v1/auth/login")]
pub(super) async fn login(
    app: web::Data<App>,
    _: Guess,
    body: Choice<Login, Credentials>,
) -> Result<Reply<LoginBody, SignedInBody>, Problem> {
    Ok(match body {
        Choice::Envelope(body) => Reply::Envelope(family::login(&app, body).await?),
        Choice::Bare(body) => Reply::Bare(bare::login(&app, body).await?),
    })
}

/// Exchange a refresh token for a new pair
///
/// With `refreshToken`, or with the header `X-Refresh-Token` and no body, in the form of the family contract; with
/// `refresh_token` in the one that the auth and accounts contracts share.
#[utoipa::path(
    tag = "auth",
    request_body = inline(Either<Refresh, Exchange>),
    responses(
        (status = 200, body = inline(Either<Success<TokensBody>, Pair>)),
        (status = "4XX", body = inline(Refused)),
    ),
)]
#[post("/api/v1/auth/refresh")]
pub(super) async fn refresh(
    app: web::Data<App>,
    request: HttpRequest,
    body: Choice<Refresh, Exchange>,
) -> Result<Reply<TokensBody, Pair>, Problem> {
    Ok(match body {
        Choice::Envelope(body) => Reply::Envelope(family::refresh(&app, &request, body).await?),
        Choice::Bare(body) => Reply::Bare(bare::refresh(&app, &request, body).await?),
    })
}

/// Sign out
///
/// With `deviceId` or `allDevices`, in the form of the family contract; without a body, of this session.
#[utoipa::path(
    tag = "auth",
    request_body = inline(Either<LogoutBody, Empty>),
    security(("bearer" = [])),
    responses(
        (status = 200, body = inline(Either<LoggedOut, Done>)),
        (status = "4XX", body = inline(Refused)),
    ),
)]
#[post("/api/v1/auth/logout")]
pub(super) async fn logout(
    app: web::Data<App>,
    Spoken(spoken): Spoken,
    request: HttpRequest,
    body: Choice<LogoutBody, Empty>,
) -> Result<HttpResponse, Problem> {
    // Whoever is not signed in is told so in the style of their body.
    let SignedIn { actor, .. } = SignedIn::extract(&request).await?;
    match body {
        Choice::Envelope(body) => {
            family::logout(&app, &actor, body).await?;
            Ok(HttpResponse::Ok().json(LoggedOut::default()))
        }
        Choice::Bare(_) => {
            sessions::logout(&app, &actor, Logout::This).await?;
            Ok(HttpResponse::Ok().json(Done::say(spoken, "done-signed-out")))
        }
    }
}
