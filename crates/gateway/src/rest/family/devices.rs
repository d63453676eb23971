//! The devices of the signed-in person.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use domain::Result;
use persistence::devices::KnownDevice;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        envelope::{Envelope, Success},
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
    first_sign_in: DateTime<Utc>,
    last_sign_in: DateTime<Utc>,
    version: i32,
}

impl From<KnownDevice> for DeviceBody {
    fn from(known: KnownDevice) -> Self {
        let device = known.device;
        Self {
            device_id: device.id.as_str().into(),
            platform: OneOf(device.platform),
            model: device.model,
            os_version: device.os_version,
            app_version: device.app_version,
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
    Ok(Envelope::ok(DevicesBody { devices: devices.into_iter().map(Into::into).collect() }))
}
