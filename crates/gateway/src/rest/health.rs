//! How the product is, for those who run it.

use actix_web::{HttpResponse, get, http::StatusCode, web};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    App,
    server::Draining,
    usecases::health::{self as usecase, Answers},
};

/// How the parts are.
#[derive(Serialize, ToSchema)]
struct HealthBody {
    /// `healthy` or `degraded`.
    status: &'static str,
    /// The version of the API.
    version: &'static str,
    timestamp: DateTime<Utc>,
    services: Services,
}

#[derive(Serialize, ToSchema)]
struct Services {
    /// `connected` or `disconnected`.
    database: &'static str,
    /// `connected`, `disconnected`, or `embedded` on a single node without Redis.
    redis: &'static str,
    /// What answers questions: `operational`, a language model; `embedded`, what is built in, as there is no model; `fallback`, what
    /// is built in, as the model does not answer now, which is `healthy` still.
    ai: &'static str,
    /// Who hears spoken commands: `operational` is a server, `embedded` a recogniser of English, `absent` nobody.
    speech: &'static str,
}

/// How the parts of the product are
#[utoipa::path(tag = "health", responses((status = 200, body = HealthBody), (status = 503, body = HealthBody)))]
#[get("/api/v1/health")]
pub(super) async fn health(app: web::Data<App>) -> HttpResponse {
    let (health, answers) = futures_util::join!(usecase::check(&app), usecase::answers(&app));
    let said = |connected| if connected { "connected" } else { "disconnected" };
    let well = health.database && health.redis != Some(false);
    let status = if health.database { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    HttpResponse::build(status).json(HealthBody {
        status: if well { "healthy" } else { "degraded" },
        version: "1.0.0",
        timestamp: app.now(),
        services: Services {
            database: said(health.database),
            redis: health.redis.map_or("embedded", said),
            ai: match answers {
                Answers::Model => "operational",
                Answers::BuiltIn => "embedded",
                Answers::Instead => "fallback",
            },
            speech: app.speech.state(),
        },
    })
}

/// Whether the process lives
#[utoipa::path(tag = "health", responses((status = 204)))]
#[get("/livez")]
pub(super) async fn livez() -> HttpResponse {
    HttpResponse::NoContent().finish()
}

/// Whether the node takes calls
#[utoipa::path(tag = "health", responses((status = 204), (status = 503)))]
#[get("/readyz")]
pub(super) async fn readyz(app: web::Data<App>, draining: web::Data<Draining>) -> HttpResponse {
    if draining.begun() || !usecase::check(&app).await.database {
        HttpResponse::ServiceUnavailable().finish()
    } else {
        HttpResponse::NoContent().finish()
    }
}
