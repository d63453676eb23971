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

/// What answers questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// A language model.
    Model,
    /// What is built in, as there is no model.
    BuiltIn,
    /// What is built in, as the model does not answer now.
    Instead,
}

/// What answers questions now. Where there is a model, that may take two seconds, once a minute.
pub async fn answers(app: &App) -> Answers {
    match &app.model {
        None => Answers::BuiltIn,
        Some(model) if model.answers().await => Answers::Model,
        Some(_) => Answers::Instead,
    }
}
