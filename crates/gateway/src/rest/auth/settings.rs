//! What you may change of your account.

use actix_web::{patch, web};
use domain::{Email, Error, Name, Password, Reason, Result};
use serde::Deserialize;
use utoipa::ToSchema;

use super::user::UserBody;
use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    rate_limit::Guess,
    rest::{
        bare::{Bare, BareError, repeated},
        body::{Body, Edit, Input},
    },
    usecases::{
        accounts::{self, Settings},
        credentials, people,
    },
};

/// What to change; what is absent stays. Another address or password takes the password.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct ChangeSettings {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    email: Edit<String>,
    /// Whether those who share a family with you see when you last signed in.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    family_visibility: Edit<bool>,
    /// The password that there is.
    current_password: Option<String>,
    /// The password that takes its place.
    password: Option<String>,
    /// The same once more, if you like.
    password_confirmation: Option<String>,
}

impl Input for ChangeSettings {
    const OPTIONAL: bool = true;
}

/// What is set, which cannot be nothing.
fn set<T>(field: &'static str, edit: Edit<T>) -> Result<Option<T>> {
    match edit {
        Edit::Keep => Ok(None),
        Edit::Set(None) => Err(Error::invalid(field, Reason::Required)),
        Edit::Set(value) => Ok(value),
    }
}

/// Change your name, address, password, or what your families see
#[utoipa::path(
    tag = "auth",
    request_body = ChangeSettings,
    security(("bearer" = [])),
    responses((status = 200, body = UserBody), (status = "4XX", body = BareError)),
)]
#[patch("/api/v1/auth/settings")]
pub(in crate::rest) async fn change_settings(
    app: web::Data<App>,
    _: Guess,
    SignedIn { actor, .. }: SignedIn,
    body: Body<ChangeSettings>,
) -> Result<Bare<UserBody>, Problem> {
    let asked = body.value;
    let name = set("name", asked.name)?.map(|name| Name::new("name", &name)).transpose()?;
    let email = set("email", asked.email)?.map(|email| Email::new(&email)).transpose()?;
    let visibility = set("family_visibility", asked.family_visibility)?;
    let password = asked.password.as_deref().map(Password::new).transpose()?;
    if let Some(again) = &asked.password_confirmation {
        let password = asked.password.as_deref().unwrap_or_default();
        repeated(("password", password), ("password_confirmation", again))?;
    }
    let secrets =
        credentials::shown(&app, &actor, asked.current_password.as_deref(), password).await?;
    let change = |was: Settings| {
        let mut is = was;
        // The same name stays in the pieces in which it was told.
        if let Some(name) = name.clone().filter(|name| **name != *is.profile.name) {
            is.profile.name = name;
        }
        is.profile.email = email.clone().unwrap_or(is.profile.email);
        is.preferences.family_visibility = visibility.unwrap_or(is.preferences.family_visibility);
        Ok(is)
    };
    accounts::edit_with(&app, &actor, change, secrets, None).await?;
    let own = people::own(&app, actor.account).await?;
    Ok(Bare::ok(UserBody::new(&own, app.now())))
}
