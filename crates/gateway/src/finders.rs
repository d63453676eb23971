//! What was logged is looked at once more, for what it makes known about the child: beside the requests, on the node that
//! logged.

use std::sync::Weak;

use domain::Change;
use tokio::sync::mpsc;

use crate::{App, usecases::insights};

/// How many changes may wait to be looked at.
const QUEUE: usize = 256;

/// The way to the task that looks.
#[derive(Clone)]
pub(crate) struct Finders(mpsc::Sender<Change>);

impl Finders {
    /// The way, and where it leads; [`run`] looks at what comes.
    pub(crate) fn new() -> (Self, mpsc::Receiver<Change>) {
        let (queue, waiting) = mpsc::channel(QUEUE);
        (Self(queue), waiting)
    }

    /// Has a change looked at, once it is committed, if there is something to look for.
    pub(crate) fn hear(&self, change: &Change) {
        if insights::is_worth_a_look(change) {
            // What does not fit is not looked at: nobody waits for an insight.
            let _ = self.0.try_send(change.clone());
        }
    }
}

/// Looks at what was logged; ends with the app.
pub(crate) async fn run(app: Weak<App>, mut waiting: mpsc::Receiver<Change>) {
    while let Some(change) = waiting.recv().await {
        let Some(app) = app.upgrade() else { return };
        if let Err(error) = insights::look(&app, &change).await {
            tracing::warn!(%error, "what was logged could not be looked at");
        }
    }
}
