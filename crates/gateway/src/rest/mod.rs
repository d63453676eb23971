//! The REST face: reads requests into domain values, calls one use-case, writes its answer.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::{Error, Thing};
use utoipa::openapi::{
    InfoBuilder, OpenApi, OpenApiBuilder, PathItem,
    security::{Http, HttpAuthScheme, SecurityScheme},
};
use utoipa_actix_web::{AppExt, service_config::ServiceConfig};

mod body;
mod envelope;
mod family;
mod health;
pub(crate) mod pages;
mod version;
mod wire;

pub(crate) use body::{Body, Input};

use crate::error::Problem;

/// Every REST route. One that is not listed here does not exist, and one that is listed is in the OpenAPI document.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(family::auth::register)
        .service(family::auth::login)
        .service(family::auth::refresh)
        .service(family::auth::logout)
        .service(family::devices::list_devices)
        .service(family::devices::show_device)
        .service(family::devices::edit_device)
        .service(family::devices::forget_device)
        .service(family::notifications::list_notifications)
        .service(family::notifications::read_all_notifications)
        .service(family::notification_settings::show_notification_settings)
        .service(family::notification_settings::change_notification_settings)
        .service(family::notifications::read_notification)
        .service(family::notifications::delete_notification)
        .service(family::notifications::test_notification)
        .service(family::families::invite)
        .service(family::families::join)
        .service(family::families::list_members)
        .service(family::children::add_child)
        .service(family::children::show_child)
        .service(family::children::show_photo)
        .service(family::activities::log_feeding)
        .service(family::activities::log_sleep)
        .service(family::activities::log_diaper)
        .service(family::activities::list_activities)
        .service(health::health)
        .service(health::livez)
        .service(health::readyz);
}

/// The OpenAPI document, before the routes add themselves.
pub(crate) fn document() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Maternal")
        .version("1.0.0")
        .description(Some("What a family with a small child logs, sees and asks."));
    let mut document = OpenApiBuilder::new().info(info.build()).build();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    document.components.get_or_insert_default().add_security_scheme("bearer", bearer);
    document
}

/// The OpenAPI document as it is served and printed.
#[must_use]
pub fn openapi() -> OpenApi {
    let app = actix_web::App::new().into_utoipa_app().openapi(document()).configure(routes);
    app.split_for_parts().1
}

/// The answer to what no route takes: 405 where another method would be taken, else 404.
pub(crate) async fn nowhere(request: HttpRequest, document: web::Data<OpenApi>) -> HttpResponse {
    let pattern = request.resource_map().match_pattern(request.path());
    let problem = match pattern {
        Some(pattern) => Problem::method_not_allowed(methods(&document, &pattern)),
        None => Problem::from(Error::NotFound(Thing::Path)),
    };
    HttpResponse::from_error(problem)
}

fn methods(document: &OpenApi, pattern: &str) -> String {
    let Some(path) = document.paths.paths.get(pattern) else {
        return if pattern == "/graphql" { "GET, POST".into() } else { "GET".into() };
    };
    let PathItem { get, post, put, patch, delete, .. } = path;
    let methods =
        [("GET", get), ("POST", post), ("PUT", put), ("PATCH", patch), ("DELETE", delete)];
    let methods = methods.into_iter().filter(|(_, operation)| operation.is_some());
    methods.map(|(name, _)| name).collect::<Vec<_>>().join(", ")
}
