//! Who is asking. What they may do is for the use-case to decide.

use std::{collections::HashMap, future::Future, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header::AUTHORIZATION, web};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use chrono::{DateTime, Utc};
use domain::{Actor, Error, SignIn};
use persistence::tickets::Ticket;

use crate::{
    App,
    error::Problem,
    usecases::{
        addresses::{self, Verified},
        sessions::{self, Visit},
        tickets,
    },
};

/// Extracts the signed-in person; a handler that takes it is closed to others.
pub(crate) struct SignedIn {
    /// Who.
    pub(crate) actor: Actor,
    /// When their token ends.
    pub(crate) until: DateTime<Utc>,
}

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = app(request);
        let token = bearer(request).map(str::to_owned);
        let device = request.headers().get("X-Device-ID").and_then(|value| value.to_str().ok());
        let device = device.map(str::to_owned);
        Box::pin(async move {
            let token = token.ok_or(Error::Unauthenticated(SignIn::Missing))?;
            let visit = sessions::authenticate(&app, &token, device.as_deref()).await?;
            Ok(Self { actor: visit.actor, until: visit.until })
        })
    }
}

/// Extracts the signed-in person, whose address is known to be theirs; a handler that takes it is closed to others.
pub(crate) struct Reachable(pub(crate) Verified);

impl FromRequest for Reachable {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (app, signed_in) = (app(request), SignedIn::from_request(request, payload));
        Box::pin(async move { Ok(Self(addresses::verified(&app, signed_in.await?.actor).await?)) })
    }
}

/// Extracts somebody who opens a socket: signed in, or with a ticket.
pub(crate) struct Ticketed(pub(crate) Visit);

impl FromRequest for Ticketed {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let query = web::Query::<HashMap<String, String>>::from_query(request.query_string());
        let ticket = query.ok().and_then(|mut query| query.remove("ticket"));
        let Some(ticket) = ticket else {
            let signed_in = SignedIn::from_request(request, payload);
            return Box::pin(async {
                let SignedIn { actor, until } = signed_in.await?;
                Ok(Self(Visit { actor, until }))
            });
        };
        let app = app(request);
        Box::pin(async move {
            let bytes = BASE64_URL_SAFE_NO_PAD.decode(ticket).ok();
            let ticket = bytes.and_then(|bytes| Some(Ticket(bytes.try_into().ok()?)));
            let ticket = ticket.ok_or(Error::Unauthenticated(SignIn::BadToken))?;
            Ok(Self(tickets::redeem(&app, &ticket).await?))
        })
    }
}

/// The token of a request.
pub(crate) fn bearer(request: &HttpRequest) -> Option<&str> {
    request.headers().get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// The app behind a request.
pub(crate) fn app(request: &HttpRequest) -> web::Data<App> {
    request.app_data::<web::Data<App>>().expect("`serve` installs the app").clone()
}
