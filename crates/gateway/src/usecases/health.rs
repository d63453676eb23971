//! Whether the parts of the product work.

use crate::App;

/// How the parts are.
#[derive(Clone, Copy, Debug)]
pub struct Health {
    /// Whether the database answers.
    pub database: bool,
    /// Whether Redis is reached; `None` where nodes need not wake each other.
    pub redis: Option<bool>,
}

/// Asks the parts, once a second at most.
pub async fn check(app: &App) -> Health {
    let ask = async {
        Health { database: app.db.ping().await.is_ok(), redis: app.hub.relay_connected() }
    };
    app.memory.health(ask).await
}
