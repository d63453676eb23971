//! What people tell of themselves and of their birth before they ask the astrologer.

use domain::{Actor, BirthDetails, BirthDetailsId, Error, Name, Person, Profile, Result, Thing};

use super::{
    accounts::{self, Settings},
    idempotency::{self, Once, Outcome},
};
use crate::App;

/// What the actor told.
///
/// # Errors
/// [`Error::NotFound`] if they told nothing yet.
pub async fn get(app: &App, actor: &Actor) -> Result<BirthDetails> {
    let key = app.account_key(actor.account).await?;
    let found = persistence::birth_details::find(app.db.read(), &key, actor.account).await?;
    found.ok_or(Error::NotFound(Thing::BirthDetails))
}

/// Keeps what the actor tells. Of whom nothing but the address was known, the account has this name from now on.
///
/// # Errors
/// [`Error::Exists`] if they told before, [`Error::Invalid`] that names the field.
pub async fn register(
    app: &App,
    actor: &Actor,
    person: Person,
    once: Option<Once<BirthDetails>>,
) -> Result<Outcome<BirthDetails>> {
    let register = async {
        let now = app.now();
        let person = person.checked(now)?;
        name(app, actor, &person.full_name).await?;
        let (id, account) = (BirthDetailsId::fresh(), actor.account);
        let details = BirthDetails { id, account, person, created_at: now, updated_at: now };
        let key = app.account_key(account).await?;
        let tx = persistence::begin(&app.db).await?;
        let added = persistence::birth_details::insert(&tx, &key, &details).await;
        added.map_err(|error| match error {
            persistence::Error::Duplicate => Error::Exists(Thing::BirthDetails),
            other => other.into(),
        })?;
        idempotency::remember_own(&tx, once.as_ref(), account, &key, &details, now).await?;
        persistence::commit(tx).await?;
        Ok(Outcome::Done(details))
    };
    idempotency::run(app, once.as_ref(), register).await
}

/// Gives an account its name that has none but that of its address.
async fn name(app: &App, actor: &Actor, full_name: &Name) -> Result<()> {
    let named = |settings: Settings| {
        let Profile { email, name, .. } = &settings.profile;
        let nameless = Name::of_address(email).is_ok_and(|nobody| nobody == *name);
        let name = if nameless { full_name.clone() } else { name.clone() };
        Ok(Settings { profile: Profile { name, ..settings.profile }, ..settings })
    };
    accounts::edit(app, actor, named).await.map(|_| ())
}

/// Changes what the actor told.
///
/// # Errors
/// [`Error::NotFound`] if they told nothing yet, [`Error::Invalid`] that names the field, as `change` finds it.
pub async fn edit(
    app: &App,
    actor: &Actor,
    change: impl FnOnce(&Person) -> Result<Person>,
) -> Result<BirthDetails> {
    let (key, now) = (app.account_key(actor.account).await?, app.now());
    let tx = persistence::begin(&app.db).await?;
    let before = persistence::birth_details::lock(&tx, &key, actor.account).await?;
    let before = before.ok_or(Error::NotFound(Thing::BirthDetails))?;
    let person = change(&before.person)?.checked(now)?;
    if person == before.person {
        return Ok(before);
    }
    let after = BirthDetails { person, updated_at: now, ..before };
    persistence::birth_details::update(&tx, &key, &after).await?;
    persistence::commit(tx).await?;
    Ok(after)
}
