//! How often somebody may ask the assistant a day, by what is paid for: of the family that they ask about, else by themselves.

use chrono::{DateTime, Days, NaiveTime, Utc};
use domain::{Actor, Error, FamilyId, Result, Tier};

use crate::{App, usecases::families};

/// What is left of the questions of a day, which begins at midnight UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Questions a day.
    pub most: u32,
    /// How many of them are left.
    pub left: u32,
    /// When there are all again.
    pub reset: DateTime<Utc>,
}

/// Counts a question that is asked at a moment, on all nodes.
///
/// # Errors
/// [`Error::QuestionsUsed`] if there is none left.
pub(super) async fn count(
    app: &App,
    actor: &Actor,
    family: Option<FamilyId>,
    now: DateTime<Utc>,
) -> Result<Quota> {
    let (account, most) = (actor.account, most(app, actor, family, now).await?);
    let day = now.date_naive();
    let midnight = (day + Days::new(1)).and_time(NaiveTime::MIN).and_utc();
    let asked = persistence::questions::count(app.db.write(), account, day, most).await?;
    let retry_after = (midnight - now).num_seconds().unsigned_abs() + 1;
    let asked = asked.ok_or(Error::QuestionsUsed { most, retry_after })?;
    Ok(Quota { most, left: most.saturating_sub(asked), reset: midnight })
}

/// Gives a question back that was not answered.
pub(super) async fn give_back(app: &App, actor: &Actor, quota: Quota) {
    let day = quota.reset.date_naive() - Days::new(1);
    if let Err(error) = persistence::questions::give_back(app.db.write(), actor.account, day).await
    {
        tracing::warn!(%error, "a question that was not answered stays counted");
    }
}

async fn most(
    app: &App,
    actor: &Actor,
    family: Option<FamilyId>,
    now: DateTime<Utc>,
) -> Result<u32> {
    let db = app.db.read();
    if let Some(family) = family {
        return Ok(families::limits(app, db, family).await?.questions);
    }
    let found = persistence::accounts::find(db, &app.vault, actor.account).await?;
    let subscription = found.map(|account| account.subscription);
    Ok(match subscription.map_or(Tier::Free, |it| it.tier(now)) {
        Tier::Free => app.settings.free.questions,
        Tier::Pro => app.settings.pro.questions,
    })
}
