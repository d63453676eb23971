//! Letters: put down with what they tell of, sent after that is committed.

use chrono::{DateTime, Utc};
use domain::{Email, Letter, Locale, Result};
use persistence::{
    ConnectionTrait,
    letters::{Addressed, Posted},
};

use super::{
    mailed_tokens,
    outbox::{self, LEASE, wait},
};
use crate::{App, backends::mail::Receipt};

/// Puts a letter down in the transaction of what it tells of. It is sent once that is committed: call
/// [`wake`](crate::backends::mail::Mail::wake) then, so that it does not wait for the next round.
pub(super) async fn post(
    app: &App,
    tx: &impl ConnectionTrait,
    to: &Email,
    locale: Locale,
    letter: Letter,
    now: DateTime<Utc>,
) -> Result<()> {
    let addressed = Addressed { to: to.clone(), locale, letter };
    Ok(persistence::letters::insert(tx, &app.vault, addressed, now).await?)
}

/// Sends the letters that are due, unless other nodes do.
pub async fn send_due(app: &App) {
    let due = |limit| persistence::letters::due(app.db.read(), app.now(), limit);
    let sent = outbox::work_off(due, |posted| claim(app, posted)).await;
    app.mail.rest().await;
    if let Err(error) = sent {
        crate::error::log_if_internal(&error);
    }
}

/// Sends a letter, unless another node does.
async fn claim(app: &App, posted: Posted) -> Result<()> {
    let (until, attempts) = (app.now() + LEASE, posted.attempts() + 1);
    match persistence::letters::put_off(app.db.write(), posted, until, attempts).await? {
        Some(mine) => send(app, mine).await,
        None => Ok(()),
    }
}

/// Sends what this node has claimed; no transaction is open meanwhile.
async fn send(app: &App, posted: Posted) -> Result<()> {
    let (db, now) = (app.db.write(), app.now());
    if now >= posted.created_at() + Letter::PATIENCE {
        return give_up(app, &posted).await;
    }
    let addressed = posted.open(&app.vault)?;
    if addressed.letter.until().is_some_and(|until| now >= until) {
        return give_up(app, &posted).await;
    }
    let Some(addressed) = mailed_tokens::wanted(app, addressed).await? else {
        return Ok(persistence::letters::delete(db, &posted).await?);
    };
    match app.mail.send(&posted, &addressed).await {
        Receipt::Taken => persistence::letters::delete(db, &posted).await?,
        Receipt::Refused => give_up(app, &posted).await?,
        Receipt::Later => {
            let (attempts, until) = (posted.attempts(), app.now() + wait(posted.attempts()));
            persistence::letters::put_off(db, posted, until, attempts).await?;
        }
    }
    Ok(())
}

async fn give_up(app: &App, posted: &Posted) -> Result<()> {
    tracing::warn!(letter = %posted.id(), "a letter could not be sent");
    Ok(persistence::letters::delete(app.db.write(), posted).await?)
}
