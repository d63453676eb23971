//! Becoming an account, in the form of this contract.

use actix_web::{HttpRequest, http::StatusCode};
use domain::{Email, Name, Password};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::users::Account;
use crate::{
    App,
    error::Problem,
    rest::{
        auth::sessions::Grant,
        bare::{self, Bare, repeated},
        body::Body,
        greeting::profile,
    },
    usecases::accounts::{self, Registered, Registration},
};

/// An account to make; its family begins with its first child or invitation.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct NewAccount {
    email: String,
    /// 8 to 128 characters, not a common one.
    password: String,
    /// The same once more.
    confirm_password: String,
    first_name: String,
    last_name: String,
}

/// An account that was made.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct MadeAccount {
    user: Account,
    #[serde(flatten)]
    grant: Grant,
}

impl From<&Registered> for MadeAccount {
    fn from(new: &Registered) -> Self {
        Self { user: Account::own(&new.account), grant: (&new.tokens).into() }
    }
}

/// Makes an account.
pub(in crate::rest) async fn register(
    app: &App,
    request: &HttpRequest,
    body: Body<NewAccount>,
) -> Result<Bare<MadeAccount>, Problem> {
    let email = Email::new(&body.value.email)?;
    let asker = accounts::asker(app, &email.normal());
    let (new, once) = body.once(asker, |done| bare::text(MadeAccount::from(done)));
    let password = Password::new(&new.password)?;
    repeated(("password", &new.password), ("confirm_password", &new.confirm_password))?;
    let profile = profile(request, email, Name::of(&new.first_name, &new.last_name)?);
    let registration = Registration { profile, password, device: None, founds_family: false };
    let outcome = accounts::register(app, registration, once).await?;
    Ok(Bare::of(StatusCode::CREATED, outcome, |done| done.into()))
}
