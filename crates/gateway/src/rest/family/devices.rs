//! The devices of the signed-in person.

use actix_web::{delete, get, patch, web};
use chrono::{DateTime, Utc};
use domain::{Device, DeviceId, Error, Result, Thing};
use persistence::devices::KnownDevice;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Edit, Input},
        envelope::{Envelope, Success},
        patch::{Known, KnownParams},
        wire::{OneOf, word},
    },
    usecases::devices,
};

#[derive(Serialize, ToSchema)]
struct DevicesBody {
    devices: Vec<DeviceBody>,
}

/// A device that somebody signed in from.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct DeviceBody {
    device_id: String,
    platform: word::Platform,
    model: Option<String>,
    os_version: Option<String>,
    app_version: Option<String>,
    /// Whether it can be sent notifications; where to is told to nobody.
    has_push_token: bool,
    first_sign_in: DateTime<Utc>,
    last_sign_in: DateTime<Utc>,
    version: i32,
}

impl From<&KnownDevice> for DeviceBody {
    fn from(known: &KnownDevice) -> Self {
        let device = known.device.clone();
        Self {
            device_id: device.id.as_str().into(),
            platform: OneOf(device.platform),
            model: device.model,
            os_version: device.os_version,
            app_version: device.app_version,
            has_push_token: device.push_token.is_some(),
            first_sign_in: known.created_at,
            last_sign_in: known.last_sign_in,
            version: known.version,
        }
    }
}

/// The devices you signed in from, the latest first
#[utoipa::path(
    tag = "devices",
    security(("bearer" = [])),
    responses((status = 200, body = Success<DevicesBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/devices")]
pub(in crate::rest) async fn list_devices(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<Envelope<DevicesBody>, Problem> {
    let devices = devices::list(&app, &actor).await?;
    Ok(Envelope::ok(DevicesBody { devices: devices.iter().map(Into::into).collect() }))
}

/// A device in a path. One that cannot be read names nothing, like one that nobody has.
fn path_device(text: &str) -> Result<DeviceId> {
    DeviceId::new(text).map_err(|_| Error::NotFound(Thing::Device))
}

/// A device you signed in from
#[utoipa::path(
    tag = "devices",
    params(("device" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Success<DeviceBody>), (status = "4XX", body = ErrorBody)),
)]
#[get("/api/v1/devices/{device}")]
pub(in crate::rest) async fn show_device(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    device: web::Path<String>,
) -> Result<Envelope<DeviceBody>, Problem> {
    let known = devices::get(&app, &actor, &path_device(&device)?).await?;
    Ok(Envelope::ok((&known).into()).tagged(known.version))
}

/// What has changed on a device; what is absent stays, and `null` is removed.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct EditDevice {
    /// Where notifications for it go.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    push_token: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    model: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    os_version: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    app_version: Edit<String>,
    /// The version that is to be changed, unless `If-Match` tells.
    version: Option<i32>,
}

impl Input for EditDevice {}

impl EditDevice {
    fn of(self, device: Device) -> Device {
        Device {
            push_token: self.push_token.of(device.push_token),
            model: self.model.of(device.model),
            os_version: self.os_version.of(device.os_version),
            app_version: self.app_version.of(device.app_version),
            ..device
        }
    }
}

/// Change what is known about a device, such as its push token
#[utoipa::path(
    tag = "devices",
    params(("device" = String, Path), KnownParams),
    request_body = EditDevice,
    security(("bearer" = [])),
    responses((status = 200, body = Success<DeviceBody>), (status = "4XX", body = ErrorBody)),
)]
#[patch("/api/v1/devices/{device}")]
pub(in crate::rest) async fn edit_device(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    device: web::Path<String>,
    Known(version): Known,
    body: Body<EditDevice>,
) -> Result<Envelope<DeviceBody>, Problem> {
    let (device, edit) = (path_device(&device)?, body.value);
    let version = version.or(edit.version);
    let edited = devices::edit(&app, &actor, &device, version, |device| edit.of(device)).await?;
    Envelope::edited(edited, |known| known.into(), |known| DeviceBody::from(known))
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ForgottenBody {
    device_id: String,
    /// Always true.
    deleted: bool,
}

/// Forget a device and sign out on it
#[utoipa::path(
    tag = "devices",
    params(("device" = String, Path), KnownParams),
    security(("bearer" = [])),
    responses((status = 200, body = Success<ForgottenBody>), (status = "4XX", body = ErrorBody)),
)]
#[delete("/api/v1/devices/{device}")]
pub(in crate::rest) async fn forget_device(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    device: web::Path<String>,
    Known(version): Known,
) -> Result<Envelope<ForgottenBody>, Problem> {
    let device = path_device(&device)?;
    let forgotten = devices::forget(&app, &actor, &device, version).await?;
    let show = |_: &KnownDevice| ForgottenBody { device_id: device.as_str().into(), deleted: true };
    Envelope::edited(forgotten, show, |known| DeviceBody::from(known))
}
