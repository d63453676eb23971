//! What people tell of themselves and of their birth before they ask the astrologer.

use chrono::{DateTime, Utc};
use domain::{
    Account, Actor, BirthDetails, BirthDetailsId, Error, Name, Person, Profile, Result, Thing,
};

use super::{
    accounts,
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
        let (id, account) = (BirthDetailsId::fresh(), actor.account);
        let details = BirthDetails { id, account, person, created_at: now, updated_at: now };
        let families = app.family_keys(actor.families()).await?;
        let tx = persistence::begin(&app.db).await?;
        let mut log = persistence::changes::lock(&tx, families.keys().copied()).await?;
        let locked = persistence::accounts::lock(&tx, &app.vault, account).await?;
        let (before, key) = locked.ok_or(Error::NotFound(Thing::Account))?;
        let added = persistence::birth_details::insert(&tx, &key, &details).await;
        added.map_err(|error| match error {
            persistence::Error::Duplicate => Error::Exists(Thing::BirthDetails),
            other => other.into(),
        })?;
        if let Some(named) = named(before, &details.person.full_name, now) {
            persistence::accounts::update(&tx, &app.vault, &key, &named, now).await?;
            accounts::looks_different(actor, &mut log, &families, now)?;
        }
        idempotency::remember_own(&tx, once.as_ref(), account, &key, &details, now).await?;
        let changes = log.write(&tx).await?;
        persistence::commit(tx).await?;

        app.account_changed(account).await;
        app.tell(changes);
        Ok(Outcome::Done(details))
    };
    idempotency::run(app, once.as_ref(), register).await
}

/// An account with its name, if it has none but that of its address.
fn named(account: Account, full_name: &Name, now: DateTime<Utc>) -> Option<Account> {
    let Profile { email, name, .. } = &account.profile;
    Name::of_address(email).ok().filter(|nobody| nobody == name)?;
    let profile = Profile { name: full_name.clone(), ..account.profile };
    Some(Account { profile, updated_at: now, version: account.version + 1, ..account })
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
