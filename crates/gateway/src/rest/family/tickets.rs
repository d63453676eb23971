//! Tickets for sockets.

use actix_web::{post, web};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    auth::SignedIn,
    error::{ErrorBody, Problem},
    rest::{
        body::{Body, Empty},
        envelope::{Envelope, Success},
    },
    usecases::tickets,
};

/// A ticket.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TicketBody {
    /// Opens one socket: `/ws?ticket=…`.
    ticket: String,
    /// In how many seconds it is over.
    expires_in: i64,
}

/// Get a ticket that opens one socket, for browsers, which cannot send a token along
#[utoipa::path(
    tag = "room",
    security(("bearer" = [])),
    responses((status = 200, body = Success<TicketBody>), (status = "4XX", body = ErrorBody)),
)]
#[post("/api/v1/ws/ticket")]
pub(in crate::rest) async fn ticket(
    app: web::Data<App>,
    SignedIn { actor, until }: SignedIn,
    _: Body<Empty>,
) -> Result<Envelope<TicketBody>, Problem> {
    let ticket = tickets::issue(&app, &actor, until).await?;
    let ticket = BASE64_URL_SAFE_NO_PAD.encode(ticket.0);
    Ok(Envelope::ok(TicketBody { ticket, expires_in: tickets::LIFETIME.num_seconds() }))
}
