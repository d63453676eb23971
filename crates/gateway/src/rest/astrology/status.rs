//! Whether the product answers, as this contract asks.

use actix_web::get;
use serde::Serialize;
use utoipa::ToSchema;

use crate::rest::bare::Bare;

/// That the product answers.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Status {
    /// Always `ok`.
    status: &'static str,
    /// The contract's own words.
    message: &'static str,
}

/// Whether the product answers
#[utoipa::path(tag = "health", responses((status = 200, body = Status)))]
#[get("/")]
pub(in crate::rest) async fn show_status() -> Bare<Status> {
    Bare::ok(Status { status: "ok", message: "astro-server API is running" })
}
