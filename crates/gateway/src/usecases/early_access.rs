//! The list of those who want to be told when the product is ready.

use domain::{Email, Result, line};
use persistence::early_access::Waiting;

use super::idempotency::{self, Once, Outcome};
use crate::App;

/// Puts somebody on the list; who is on it stays there as they are.
///
/// # Errors
/// [`domain::Error::Invalid`] if the name is longer than 100 characters.
pub async fn join(
    app: &App,
    email: Email,
    name: Option<&str>,
    once: Option<Once<()>>,
) -> Result<Outcome<()>> {
    let name = name.filter(|name| !name.trim().is_empty());
    let name = name.map(|name| line("name", name, 100)).transpose()?;
    let join = async {
        let now = app.now();
        let tx = persistence::begin(&app.db).await?;
        persistence::early_access::insert(&tx, &app.vault, &Waiting { email, name, since: now })
            .await?;
        idempotency::remember_anyones(app, &tx, once.as_ref(), &(), now).await?;
        persistence::commit(tx).await?;
        Ok(Outcome::Done(()))
    };
    idempotency::run(app, once.as_ref(), join).await
}
