//! People: yourself, and others as they show themselves.

use actix_web::{get, put, web};
use domain::{About, AccountId, Error, Name, Profile, Reason, Result};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App,
    auth::SignedIn,
    error::Problem,
    rest::{
        bare::{Bare, BareError},
        body::{Body, Edit, Input},
        family::path_id,
        wire::Second,
    },
    usecases::{
        accounts::{self, Settings},
        people::{self, Closeness, Seen},
    },
};

/// Somebody, as far as they are shown.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Account {
    id: Uuid,
    /// `null` unless it is you or you share a family.
    email: Option<String>,
    /// Always true.
    is_active: bool,
    /// Whether the address was seen to be theirs.
    is_verified: bool,
    created_at: Second,
    /// `null` unless it is you, or you share a family and they want it so.
    last_login: Option<Second>,
    profile: AccountProfile,
}

/// What somebody tells of themselves.
#[derive(Serialize, ToSchema)]
struct AccountProfile {
    first_name: String,
    last_name: String,
    bio: Option<String>,
}

impl Account {
    /// An account as its owner sees it.
    pub(super) fn own(account: &domain::Account) -> Self {
        Self::new(&Seen { account: account.clone(), closeness: Closeness::Oneself })
    }

    fn new(seen: &Seen) -> Self {
        let (account, profile) = (&seen.account, &seen.account.profile);
        let email = seen.shows_address().then(|| profile.email.as_str().into());
        let last_login = account.last_login_at.filter(|_| seen.shows_last_login()).map(Second);
        Self {
            id: account.id.0,
            email,
            is_active: true,
            is_verified: account.email_verified,
            created_at: Second(account.created_at),
            last_login,
            profile: AccountProfile {
                first_name: profile.name.first().into(),
                last_name: profile.name.last().into(),
                bio: profile.about.bio.clone(),
            },
        }
    }
}

/// Show yourself
#[utoipa::path(
    tag = "users",
    security(("bearer" = [])),
    responses((status = 200, body = Account), (status = "4XX", body = BareError)),
)]
#[get("/api/v1/users/me")]
pub(in crate::rest) async fn show_me(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
) -> Result<Bare<Account>, Problem> {
    Ok(Bare::ok(Account::own(&accounts::get(&app, &actor).await?)))
}

/// What you tell of yourself; what is absent stays, and `null` takes away.
#[derive(Deserialize, ToSchema)]
pub(in crate::rest) struct TellOfMe {
    /// Cannot be taken away.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    first_name: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    last_name: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    bio: Edit<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    phone_number: Edit<String>,
}

impl Input for TellOfMe {
    const OPTIONAL: bool = true;
}

impl TellOfMe {
    fn over(&self, before: Profile) -> Result<Profile> {
        let name = self.name(&before.name)?;
        let bio = after(&self.bio, before.about.bio.as_deref()).map(Into::into);
        let phone = after(&self.phone_number, before.phone.as_deref()).map(str::to_owned);
        let about = About { bio, ..before.about.clone() };
        Profile { name, about, ..before }.reached_at("phone_number", phone.as_deref())
    }

    fn name(&self, before: &Name) -> Result<Name> {
        let (first, last) = (&self.first_name, &self.last_name);
        if matches!((first, last), (Edit::Keep, Edit::Keep)) {
            return Ok(before.clone());
        }
        let first = after(first, Some(before.first()));
        let first = first.ok_or(Error::invalid("first_name", Reason::Required))?;
        Name::parts(first, after(last, Some(before.last())))
    }
}

/// What a field is after an edit; blank text is none.
fn after<'a>(edit: &'a Edit<String>, before: Option<&'a str>) -> Option<&'a str> {
    let after = match edit {
        Edit::Keep => before,
        Edit::Set(after) => after.as_deref(),
    };
    after.filter(|text| !text.trim().is_empty())
}

/// Change what you tell of yourself
#[utoipa::path(
    tag = "users",
    request_body = TellOfMe,
    security(("bearer" = [])),
    responses((status = 200, body = Account), (status = "4XX", body = BareError)),
)]
#[put("/api/v1/users/me")]
pub(in crate::rest) async fn change_me(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    body: Body<TellOfMe>,
) -> Result<Bare<Account>, Problem> {
    let (told, now) = (body.value, app.now());
    let change = |was: Settings| {
        let mut profile = told.over(was.profile)?;
        profile.about = profile.about.checked(now)?;
        Ok(Settings { profile, ..was })
    };
    Ok(Bare::ok(Account::own(&accounts::edit(&app, &actor, change).await?.account)))
}

/// Show somebody
///
/// Strangers are shown no address, and those who do not show themselves to strangers are not found by them.
#[utoipa::path(
    tag = "users",
    params(("user_id" = String, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Account), (status = "4XX", body = BareError)),
)]
#[get("/api/v1/users/{user_id}")]
pub(in crate::rest) async fn show_user(
    app: web::Data<App>,
    SignedIn { actor, .. }: SignedIn,
    id: web::Path<String>,
) -> Result<Bare<Account>, Problem> {
    let id: AccountId = path_id(&id)?;
    Ok(Bare::ok(Account::new(&people::look_up(&app, &actor, id).await?)))
}
