//! Register, login, refresh, logout, in the forms of this contract; `rest/sign_in.rs` has the paths.

use actix_web::{HttpRequest, http::StatusCode};
use chrono_tz::Tz;
use domain::{
    Actor, Device, DeviceId, Email, Error, Locale, Name, Password, Profile, Reason, Result, Role,
    Verdict,
};
use persistence::sessions::RefreshToken;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App,
    error::Problem,
    language::accepted,
    rest::{
        body::Body,
        envelope::{self, Envelope},
        greeting::{self, header},
        style::Marked,
        wire::{Id, OneOf, id, word},
    },
    tokens,
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
pub(in crate::rest) struct Register {
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

impl Marked for Register {
    const MARKS: &'static [&'static str] = &["name", "deviceInfo"];
}

/// An account that was made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct RegisteredBody {
    user: OwnAccountBody,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<OwnFamilyBody>,
    tokens: TokensBody,
    device_registered: bool,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OwnAccountBody {
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
pub(in crate::rest) struct TokensBody {
    access_token: String,
    refresh_token: String,
    /// Seconds until the access token ends.
    expires_in: i64,
}

impl From<&Tokens> for TokensBody {
    fn from(tokens: &Tokens) -> Self {
        Self {
            access_token: tokens.access.clone(),
            refresh_token: tokens::text(&tokens.refresh.0),
            expires_in: tokens.expires_in.num_seconds(),
        }
    }
}

impl From<&Registered> for RegisteredBody {
    fn from(registered: &Registered) -> Self {
        let account = &registered.account;
        Self {
            user: OwnAccountBody {
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

/// Makes an account and its family.
pub(in crate::rest) async fn register(
    app: &App,
    request: &HttpRequest,
    body: Body<Register>,
) -> Result<Envelope<RegisteredBody>, Problem> {
    let email = Email::new(&body.value.email)?;
    let asker = accounts::asker(app, &email.normal());
    let (new, once) = body.once(asker, |done| envelope::text(RegisteredBody::from(done)));
    let zone = new.timezone.as_deref().map_or_else(|| Ok(greeting::zone(request)), zone)?;
    let locale =
        new.locale.map(|locale| locale.0).or_else(|| accepted(request)).unwrap_or(Locale::EnUs);
    let registration = Registration {
        profile: Profile::new(email, Name::new("name", &new.name)?, locale, zone)
            .reached_at("phone", new.phone.as_deref())?,
        password: Password::new(&new.password)?,
        device: new.device_info.map(DeviceInfo::device).transpose()?,
        founds_family: true,
    };
    let outcome = accounts::register(app, registration, once).await?;
    Ok(Envelope::of(StatusCode::CREATED, outcome, |done| done.into()))
}

fn zone(name: &str) -> Result<Tz> {
    name.parse().map_err(|_| Error::invalid("timezone", Reason::NotAZone))
}

/// Somebody who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct Login {
    email: String,
    password: String,
    #[schema(required = true)]
    device_info: Option<DeviceInfo>,
}

impl Marked for Login {
    const MARKS: &'static [&'static str] = &["deviceInfo"];
}

/// Somebody who signed in.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::rest) struct LoginBody {
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

/// Signs in.
pub(in crate::rest) async fn login(
    app: &App,
    body: Body<Login>,
) -> Result<Envelope<LoginBody>, Problem> {
    let login = body.value;
    if login.password.chars().count() > Password::MOST {
        return Err(Error::invalid("password", Reason::Length(1, Password::MOST)).into());
    }
    let (email, device) =
        (Email::new(&login.email)?, login.device_info.map(DeviceInfo::device).transpose()?);
    let signed_in = sessions::login(app, &email, &login.password, device).await?;
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
pub(in crate::rest) struct Refresh {
    refresh_token: Option<String>,
    device_id: Option<String>,
}

impl Marked for Refresh {
    const MARKS: &'static [&'static str] = &["refreshToken", "deviceId"];
    const HEADER: Option<&'static str> = Some("X-Refresh-Token");
}

/// Exchanges a refresh token for a new pair.
pub(in crate::rest) async fn refresh(
    app: &App,
    request: &HttpRequest,
    body: Body<Refresh>,
) -> Result<Envelope<TokensBody>, Problem> {
    let Refresh { refresh_token, device_id } = body.value;
    let token = refresh_token.as_deref().or_else(|| header(request, "X-Refresh-Token"));
    let token = token.ok_or(Error::invalid("refreshToken", Reason::Required))?;
    let tokens = exchanged(app, request, token, device_id.as_deref()).await?;
    Ok(Envelope::ok((&tokens).into()))
}

/// The pair for which a token is exchanged, on the device that the body names, else the headers.
pub(in crate::rest) async fn exchanged(
    app: &App,
    request: &HttpRequest,
    token: &str,
    device: Option<&str>,
) -> Result<Tokens> {
    let token = RefreshToken(tokens::bits(token).ok_or_else(Verdict::refusal)?);
    let device = device.or_else(|| header(request, "X-Device-ID"));
    let device = device.map(DeviceId::new).transpose()?;
    sessions::refresh(app, token, device.as_ref()).await
}

/// What to sign out of; nothing: this session.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
pub(in crate::rest) struct LogoutBody {
    device_id: Option<String>,
    all_devices: bool,
}

impl Marked for LogoutBody {
    const MARKS: &'static [&'static str] = &["deviceId", "allDevices"];
}

/// Somebody who has signed out.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct LoggedOut {
    /// Always true.
    success: bool,
    message: &'static str,
}

impl Default for LoggedOut {
    fn default() -> Self {
        Self { success: true, message: "Successfully logged out" }
    }
}

/// Signs out.
pub(in crate::rest) async fn logout(
    app: &App,
    actor: &Actor,
    body: Body<LogoutBody>,
) -> Result<()> {
    let device = body.value.device_id.as_deref().map(DeviceId::new).transpose()?;
    let which = match &device {
        _ if body.value.all_devices => Logout::All,
        Some(device) => Logout::Device(device),
        None => Logout::This,
    };
    sessions::logout(app, actor, which).await
}
