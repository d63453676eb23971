//! The family contract: camelCase, enveloped.

use actix_web::{HttpMessage, HttpRequest};
use domain::{Error, Locale, Names, Reason, Result, Word};

use crate::language;

pub(super) mod activities;
pub(super) mod appointments;
pub(super) mod assistant;
pub(super) mod auth;
pub(super) mod children;
pub(super) mod commands;
pub(super) mod consents;
pub(super) mod devices;
pub(super) mod families;
pub(super) mod growth;
pub(super) mod insights;
pub(super) mod invitations;
pub(super) mod members;
pub(super) mod milestones;
pub(super) mod notification_settings;
pub(super) mod notifications;
pub(super) mod patterns;
pub(super) mod predictions;
pub(super) mod sync;
pub(super) mod tickets;
pub(super) mod timers;
pub(super) mod transfers;
pub(super) mod verification;

/// An id in a path. One that cannot be read names nothing, like one that nobody has.
pub(crate) fn path_id<T: Names>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::NotFound(T::THING))
}

/// The language that is named, else the one of the answer.
fn chosen(request: &HttpRequest, named: Option<&str>, otherwise: Locale) -> Result<Locale> {
    let Some(named) = named else { return Ok(otherwise) };
    let refused = || Error::invalid("locale", Reason::OneOf(Locale::WORDS));
    let locale = language::spoken(named.trim()).ok_or_else(refused)?;
    // For the header that tells it.
    request.extensions_mut().insert(locale);
    Ok(locale)
}
