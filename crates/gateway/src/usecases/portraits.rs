//! Pictures of people.

use domain::{About, Account, AccountId, Actor, Error, Profile, Result, Thing};

use super::{
    accounts::{self, Settings},
    credentials::Secrets,
    idempotency::{self, Once, Outcome},
    people, photos,
};
use crate::App;

/// Puts a picture in the place of the one that the actor has; the families they are in are told. `field` is the one that it was
/// sent in.
///
/// # Errors
/// [`Error::Invalid`] for that field if it is no picture that can be used.
pub async fn replace(
    app: &App,
    actor: &Actor,
    (field, bytes): (&'static str, Vec<u8>),
    once: Option<Once<Account>>,
) -> Result<Outcome<Account>> {
    let put = async {
        let photo = photos::store(app, field, bytes).await?;
        Ok(Outcome::Done(set(app, actor, Some(photo), once.as_ref()).await?))
    };
    idempotency::run(app, once.as_ref(), put).await
}

/// Removes the actor's picture, if they have one.
///
/// # Errors
/// Only if the database fails.
pub async fn remove(app: &App, actor: &Actor) -> Result<Account> {
    set(app, actor, None, None).await
}

async fn set(
    app: &App,
    actor: &Actor,
    photo: Option<String>,
    once: Option<&Once<Account>>,
) -> Result<Account> {
    let change = |was: Settings| {
        let about = About { photo: photo.clone(), ..was.profile.about };
        Ok(Settings { profile: Profile { about, ..was.profile }, ..was })
    };
    Ok(accounts::edit_with(app, actor, change, Secrets::default(), once).await?.account)
}

/// Makes sure that somebody has this picture, and that the actor shares a family with them.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of.
pub async fn find(app: &App, actor: &Actor, account: AccountId, name: &str) -> Result<()> {
    let missing = || Error::NotFound(Thing::Photo);
    let seen = people::look_up(app, actor, account).await.map_err(|error| match error {
        Error::NotFound(_) => missing(),
        other => other,
    })?;
    match &seen.account.profile.about.photo {
        Some(kept) if kept == name && seen.shows_picture() => Ok(()),
        _ => Err(missing()),
    }
}
