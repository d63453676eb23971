//! Erasing an account with all that is its own.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    Account, Actor, Error, FamilyId, Profile, Result, SecurityEvent, SignIn, TokenUse, Word,
};
use persistence::{DatabaseTransaction, changes::Log, seal::Key};

use super::{families, mailed_tokens, members, photos};
use crate::App;

/// Erases the actor's account for good. A family that has another parent stays with them, and is told that the actor left;
/// one whose last parent they are goes with them.
///
/// # Errors
/// Only if the database fails.
pub async fn erase(app: &App, actor: &Actor) -> Result<()> {
    let (vault, id) = (&app.vault, actor.account);
    loop {
        let own = families::of_account(app.db.read(), id).await?;
        let keys = app.family_keys(own).await?;
        let tx = persistence::begin(&app.db).await?;
        let log = persistence::changes::lock(&tx, keys.keys().copied()).await?;
        let locked = persistence::accounts::lock(&tx, vault, id).await?;
        let (account, _) = locked.ok_or(Error::Unauthenticated(SignIn::SessionEnded))?;
        // Whoever joined another family meanwhile begins again: logs are locked before accounts.
        if families::of_account(&tx, id).await?.iter().all(|family| keys.contains_key(family))
            && write(app, tx, account, (log, &keys)).await?
        {
            return Ok(());
        }
    }
}

/// Erases it; tells whether nothing came in between.
async fn write(
    app: &App,
    tx: DatabaseTransaction,
    account: Account,
    (mut log, keys): (Log, &BTreeMap<FamilyId, Arc<Key>>),
) -> Result<bool> {
    let (vault, id, now, mut gone) = (&app.vault, account.id, app.now(), Vec::new());
    for (family, key) in keys {
        let Some(member) = persistence::members::find(&tx, vault, *family, id).await? else {
            continue;
        };
        if members::is_last_parent(&tx, &member.membership).await? {
            gone.push(families::erase(app, &tx, *family, key).await?);
        } else {
            members::leave(app, &tx, (&mut log, key), &member, id, now).await?;
        }
    }
    let changes = log.write(&tx).await?;
    let Profile { email, locale, about, .. } = &account.profile;
    let told = (email, account.email_verified);
    mailed_tokens::warn(app, &tx, told, *locale, SecurityEvent::Erased, now).await?;
    if account.email_verified {
        persistence::mailed_tokens::cancel(&tx, vault, TokenUse::ALL, email).await?;
        persistence::early_access::delete(&tx, vault, email).await?;
    }
    match persistence::accounts::erase(&tx, id).await {
        // A session was renewed meanwhile.
        Err(persistence::Error::Dangling) => return Ok(false),
        erased => erased?,
    }
    persistence::commit(tx).await?;

    app.tell(changes);
    app.account_changed(id).await;
    for family in &gone {
        family.tell(app).await;
    }
    photos::remove(app, about.photo.as_deref()).await;
    app.mail.wake();
    Ok(true)
}
