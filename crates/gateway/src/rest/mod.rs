//! The REST face: reads requests into domain values, calls one use-case, writes its answer.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::{Error, Thing};
use utoipa::openapi::{
    InfoBuilder, OpenApi, OpenApiBuilder, PathItem,
    security::{Http, HttpAuthScheme, SecurityScheme},
};
use utoipa_actix_web::{AppExt, service_config::ServiceConfig};

mod accounts;
mod astrology;
mod auth;
pub(crate) mod bare;
mod body;
mod envelope;
mod family;
mod greeting;
mod health;
mod letters;
mod measure;
pub(crate) mod pages;
mod patch;
mod photo;
mod reasons;
mod resources;
mod sign_in;
mod style;
mod upload;
mod users;
mod wire;

pub(crate) use body::{Input, read as read_body};
pub(crate) use reasons::read as read_value;
pub(crate) use style::Style;

/// The forms in which things are shown and read, for the other face that shows and reads them so.
pub(crate) mod forms {
    pub(crate) use super::{
        family::{
            activities::{activity, as_shown, correction, read, shaped},
            children::{photo_thumbnail_url, photo_url},
            families::day_start,
            path_id,
            timers::{StopTimer, refined},
        },
        patch::Patch,
        users::profile::avatar_url,
        wire::OneOf,
    };
}

use crate::error::Problem;

/// Every REST route. One that is not listed here does not exist, and one that is listed is in the OpenAPI document.
#[expect(clippy::too_many_lines, reason = "one line a route")]
pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(sign_in::register)
        .service(sign_in::login)
        .service(sign_in::refresh)
        .service(sign_in::logout)
        .service(auth::signup::signup)
        .service(auth::sessions::me)
        .service(auth::settings::change_settings)
        .service(auth::passwords::forgot_password)
        .service(auth::passwords::reset_password)
        .service(accounts::passwords::change_password)
        .service(family::verification::verify_email)
        .service(family::verification::send_verification)
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
        .service(family::families::list_families)
        .service(family::families::make_family)
        .service(family::families::show_family)
        .service(family::families::edit_family)
        .service(family::families::delete_family)
        .service(family::families::rotate_share_code)
        .service(family::families::since_last_look)
        .service(family::members::list_members)
        .service(family::members::show_member)
        .service(family::members::edit_member)
        .service(family::members::remove_member)
        .service(family::invitations::invite)
        .service(family::invitations::join)
        .service(family::invitations::list_invitations)
        .service(family::invitations::show_invitation)
        .service(family::invitations::edit_invitation)
        .service(family::invitations::revoke_invitation)
        .service(family::children::list_children)
        .service(family::children::add_child)
        .service(family::children::show_child)
        .service(family::children::edit_child)
        .service(family::children::delete_child)
        .service(family::children::show_photo)
        .service(family::consents::show_consent_text)
        .service(family::consents::show_consent)
        .service(family::consents::give_consent)
        .service(family::consents::withdraw_consent)
        .service(family::growth::show_growth)
        .service(family::growth::draw_growth)
        .service(family::activities::log_feeding)
        .service(family::activities::log_sleep)
        .service(family::activities::log_diaper)
        .service(family::activities::log_growth)
        .service(family::activities::log_milestone)
        .service(family::activities::log_medication)
        .service(family::activities::log_temperature)
        .service(family::activities::log_pumping)
        .service(family::activities::log_bath)
        .service(family::activities::log_tummy_time)
        .service(family::activities::log_note)
        .service(family::activities::list_activities)
        .service(family::activities::show_activity)
        .service(family::activities::correct_activity)
        .service(family::activities::delete_activity)
        .service(family::activities::restore_activity)
        .service(family::milestones::list_milestones)
        .service(family::timers::start_timer)
        .service(family::timers::list_timers)
        .service(family::timers::show_timer)
        .service(family::timers::pause_timer)
        .service(family::timers::resume_timer)
        .service(family::timers::switch_side)
        .service(family::timers::stop_timer)
        .service(family::timers::cancel_timer)
        .service(family::timers::delete_timer)
        .service(family::tickets::ticket)
        .service(family::appointments::list_appointments)
        .service(family::appointments::make_appointment)
        .service(family::appointments::show_appointment)
        .service(family::appointments::edit_appointment)
        .service(family::appointments::cancel_appointment)
        .service(family::insights::list_insights)
        .service(family::insights::dismiss_insight)
        .service(family::patterns::show_patterns)
        .service(family::commands::obey_command)
        .service(family::commands::obey_voice)
        .service(family::predictions::show_predictions)
        .service(family::assistant::chat)
        .service(family::assistant::list_conversations)
        .service(family::assistant::show_conversation)
        .service(family::assistant::delete_conversation)
        .service(family::transfers::import_activities)
        .service(family::transfers::export_activities)
        .service(family::sync::pull)
        .service(family::sync::push)
        .service(users::profile::show_profile)
        .service(users::profile::upload_avatar)
        .service(users::profile::remove_avatar)
        .service(users::setup::show_setup)
        .service(users::setup::tell_setup)
        .service(users::setup::edit_setup)
        .service(users::settings::show_settings)
        .service(users::settings::change_settings)
        .service(users::settings::change_profile)
        .service(users::settings::change_notifications)
        .service(users::settings::change_app_settings)
        .service(users::password::put_password)
        .service(users::child_profiles::list_child_profiles)
        .service(users::child_profiles::add_child_profile)
        .service(users::child_profiles::show_child_profile)
        .service(users::child_profiles::edit_child_profile)
        .service(users::child_profiles::delete_child_profile)
        .service(users::child_profiles::upload_child_picture)
        .service(users::early_access::join_early_access)
        .service(users::profile::show_avatar)
        .service(accounts::users::show_me)
        .service(accounts::users::change_me)
        .service(astrology::chat::ask_astrologer)
        .service(astrology::sessions::list_chats)
        .service(astrology::sessions::show_chat)
        .service(astrology::sessions::delete_chat)
        .service(astrology::sessions::delete_chat_message)
        .service(astrology::sessions::draw_chart)
        // Last of all below `/users/`, as its id can be any word.
        .service(accounts::users::show_user)
        .service(astrology::status::show_status)
        .service(astrology::codes::send_code)
        .service(astrology::codes::verify_code)
        .service(astrology::user::show_user)
        .service(astrology::user::erase_user)
        .service(astrology::user::verify_token)
        .service(astrology::user::sign_out)
        .service(astrology::birth_details::register_birth_details)
        .service(astrology::birth_details::show_birth_details)
        .service(astrology::birth_details::change_birth_details)
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
