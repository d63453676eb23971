//! Register, login, refresh, logout.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, post, web};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono_tz::Tz;
use domain::{
    Device, DeviceId, Email, Error, Locale, Name, Password, Profile, Reason, Result, Role, Verdict,
};
use persistence::sessions::RefreshToken;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    language::accepted,
    rate_limit::Guess,
    rest::{
        body::{Body, Idempotency, Input},
        envelope::{self, Envelope, Success},
        wire::{Id, OneOf, id, word},
    },
    usecases::{
        accounts::{self, Registered, Registration},
        sessions::{self, Logout, Tokens},
    },
};

/// The device that signs in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct DeviceInfo {
    /// How the device names itself; `X-Device-ID` must repeat it on every request.
    device_id: String,
    platform: word::Platform,
    model: Option<String>,
    os_version: Option<String>,
    app_version: Option<String>,
    /// Where notifications go.
    push_token: Option<String>,
}

impl DeviceInfo {
    fn device(self) -> Result<Device> {
        let id = DeviceId::new(&self.device_id).map_err(|error| error.at("deviceInfo.deviceId"))?;
        let Self { platform, model, os_version, app_version, push_token, .. } = self;
        Device { id, platform: platform.0, model, os_version, app_version, push_token }.checked()
    }
}

/// An account to make, with its family.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Register {
    email: String,
    /// 8 to 128 characters, not a common one.
    password: String,
    phone: Option<String>,
    name: String,
    /// Absent: the best of `Accept-Language`.
    locale: Option<word::Locale>,
    /// Absent: `X-Timezone`, else UTC.
    timezone: Option<String>,
    device_info: Option<DeviceInfo>,
}

impl Input for Register {}

/// An account that was made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RegisteredBody {
    user: UserBody,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<OwnFamilyBody>,
    tokens: TokensBody,
    device_registered: bool,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct UserBody {
    id: id::Account,
    email: String,
    name: String,
    locale: word::Locale,
    email_verified: bool,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OwnFamilyBody {
    id: id::Family,
    name: String,
    /// Lets others in as viewers.
    share_code: String,
    role: word::Role,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TokensBody {
    access_token: String,
    refresh_token: String,
    /// Seconds until the access token ends.
    expires_in: i64,
}

impl From<&Tokens> for TokensBody {
    fn from(tokens: &Tokens) -> Self {
        Self {
            access_token: tokens.access.clone(),
            refresh_token: BASE64_URL_SAFE_NO_PAD.encode(tokens.refresh.0),
            expires_in: tokens.expires_in.num_seconds(),
        }
    }
}

impl From<&Registered> for RegisteredBody {
    fn from(registered: &Registered) -> Self {
        let account = &registered.account;
        Self {
            user: UserBody {
                id: Id(account.id),
                email: account.profile.email.as_str().into(),
                name: account.profile.name.to_string(),
                locale: OneOf(account.profile.locale),
                email_verified: account.email_verified,
            },
            family: registered.family.as_ref().map(|family| OwnFamilyBody {
                id: Id(family.id),
                name: family.name.clone(),
                share_code: family.share_code.to_string(),
                role: OneOf(Role::Parent),
            }),
            tokens: (&registered.tokens).into(),
            device_registered: registered.device_registered,
        }
    }
}

/// Make an account and its family
#[utoipa::path(
    tag = "auth",
    params(Idempotency),
    request_body = Register,
    responses((status = 201, body = Success<RegisteredBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/auth/register")]
pub(in crate::rest) async fn register(
    app: web::Data<App>,
    _: Guess,
    request: HttpRequest,
    body: Body<Register>,
) -> Result<Envelope<RegisteredBody>, Problem> {
    let email = Email::new(&body.value.email)?;
    let asker = accounts::asker(&app, &email);
    let (new, once) = body.once(asker, |done| envelope::text(RegisteredBody::from(done)));
    let zone = new.timezone.as_deref().map_or_else(|| Ok(zone_header(&request)), zone)?;
    let locale =
        new.locale.map(|locale| locale.0).or_else(|| accepted(&request)).unwrap_or(Locale::EnUs);
    let registration = Registration {
        profile: Profile::new(email, Name::new("name", &new.name)?, locale, zone)
            .reached_at("phone", new.phone.as_deref())?,
        password: Password::new(&new.password)?,
        device: new.device_info.map(DeviceInfo::device).transpose()?,
        founds_family: true,
    };
    let outcome = accounts::register(&app, registration, once).await?;
    Ok(Envelope::of(StatusCode::CREATED, outcome, |done| done.into()))
}

fn zone(name: &str) -> Result<Tz> {
    name.parse().map_err(|_| Error::invalid("timezone", Reason::NotAZone))
}

/// The zone a client names in passing; one we do not know is as good as none.
fn zone_header(request: &HttpRequest) -> Tz {
    let named =
        request.headers().get("X-Timezone").and_then(|value| value.to_str().ok()?.parse().ok());
    named.unwrap_or(Tz::UTC)
}

/// Somebody who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Login {
    email: String,
    password: String,
    device_info: Option<DeviceInfo>,
}

impl Input for Login {}

/// Somebody who signed in.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LoginBody {
    user: LoginUserBody,
    tokens: TokensBody,
    /// Whether a second factor is asked for: never, there is none.
    #[serde(rename = "requiresMFA")]
    requires_mfa: bool,
    /// Whether the account had signed in from this device before.
    device_trusted: bool,
}

#[derive(Serialize, ToSchema)]
struct LoginUserBody {
    id: id::Account,
    email: String,
    families: Vec<id::Family>,
}

/// Sign in
#[utoipa::path(
    tag = "auth",
    request_body = Login,
    responses((status = 200, body = Success<LoginBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/auth/login")]
pub(in crate::rest) async fn login(
    app: web::Data<App>,
    _: Guess,
    body: Body<Login>,
) -> Result<Envelope<LoginBody>, Problem> {
    let login = body.value;
    if login.password.chars().count() > Password::MOST {
        return Err(Error::invalid("password", Reason::Length(1, Password::MOST)).into());
    }
    let (email, device) =
        (Email::new(&login.email)?, login.device_info.map(DeviceInfo::device).transpose()?);
    let signed_in = sessions::login(&app, &email, &login.password, device).await?;
    Ok(Envelope::ok(LoginBody {
        user: LoginUserBody {
            id: Id(signed_in.account.id),
            email: signed_in.account.profile.email.as_str().into(),
            families: signed_in.families.into_iter().map(Id).collect(),
        },
        tokens: (&signed_in.tokens).into(),
        requires_mfa: false,
        device_trusted: signed_in.device_known,
    }))
}

/// A refresh token to exchange; it may also come as `X-Refresh-Token`.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Refresh {
    refresh_token: Option<String>,
    device_id: Option<String>,
}

impl Input for Refresh {
    const OPTIONAL: bool = true;
}

/// Exchange a refresh token for a new pair
#[utoipa::path(
    tag = "auth",
    request_body = Refresh,
    responses((status = 200, body = Success<TokensBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/auth/refresh")]
pub(in crate::rest) async fn refresh(
    app: web::Data<App>,
    request: HttpRequest,
    body: Body<Refresh>,
) -> Result<Envelope<TokensBody>, Problem> {
    let header =
        |name| request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let token = body.value.refresh_token.or_else(|| header("X-Refresh-Token"));
    let token = token.ok_or(Error::invalid("refreshToken", Reason::Required))?;
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| bytes.try_into().ok());
    let token = RefreshToken(bytes.ok_or_else(Verdict::refusal)?);
    let device = body.value.device_id.or_else(|| header("X-Device-ID"));
    let device = device.as_deref().map(DeviceId::new).transpose()?;
    let tokens = sessions::refresh(&app, token, device.as_ref()).await?;
    Ok(Envelope::ok((&tokens).into()))
}

/// What to sign out of; nothing: this session.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
pub(super) struct LogoutBody {
    device_id: Option<String>,
    all_devices: bool,
}

impl Input for LogoutBody {
    const OPTIONAL: bool = true;
}

/// Sign out
#[utoipa::path(
    tag = "auth",
    request_body = LogoutBody,
    security(("bearer" = [])),
    responses((status = 200), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/auth/logout")]
pub(in crate::rest) async fn logout(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<LogoutBody>,
) -> Result<HttpResponse, Problem> {
    let device = body.value.device_id.as_deref().map(DeviceId::new).transpose()?;
    let which = match &device {
        _ if body.value.all_devices => Logout::All,
        Some(device) => Logout::Device(device),
        None => Logout::This,
    };
    sessions::logout(&app, &actor, which).await?;
    Ok(HttpResponse::Ok().json(json!({ "success": true, "message": "Successfully logged out" })))
}
