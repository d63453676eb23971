//! Many activities of one family, written through its log some at a time, so that nobody else waits long.

use domain::{Activity, Change, Error, Event, Result, Thing};
use persistence::{activities, changes, seal::Key};

use super::Progress;
use crate::App;

/// How many one transaction carries.
const CHUNK: usize = 250;

/// Writes activities, and gives those that were not there.
pub(super) async fn write(
    app: &App,
    key: &Key,
    coming: Vec<Activity>,
    progress: &Progress,
) -> Result<Vec<Activity>> {
    let all = coming.len();
    let mut written = Vec::with_capacity(all);
    let mut coming = coming.into_iter().peekable();
    let mut done = 0;
    while coming.peek().is_some() {
        let chunk: Vec<_> = coming.by_ref().take(CHUNK).collect();
        done += chunk.len();
        let (added, changes) = write_some(app, key, chunk).await?;
        app.tell(changes);
        written.extend(added);
        progress(done, all);
    }
    Ok(written)
}

async fn write_some(
    app: &App,
    key: &Key,
    mut chunk: Vec<Activity>,
) -> Result<(Vec<Activity>, Vec<Change>)> {
    let Some(family) = chunk.first().map(|activity| activity.family) else {
        return Ok((chunk, Vec::new()));
    };
    let tx = persistence::begin(&app.db).await?;
    let mut log = changes::lock(&tx, [family]).await?;
    let there = activities::ids_among(&tx, family, chunk.iter().map(|it| it.id)).await?;
    chunk.retain(|activity| !there.contains(&activity.id));
    let inserted = activities::insert(&tx, chunk.iter().map(|activity| (key, activity))).await;
    inserted.map_err(|error| match error {
        // The child was removed meanwhile.
        persistence::Error::Dangling => Error::NotFound(Thing::Child),
        other => other.into(),
    })?;
    for activity in &chunk {
        let (by, at) = (activity.created_by, activity.created_at);
        log.append(key, family, by, at, Event::ActivityLogged, activity.subject())?;
    }
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;
    Ok((chunk, changes))
}
