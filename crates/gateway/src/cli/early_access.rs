//! Who wants to be told when the product is ready.

use super::{
    Result,
    account::{database, spelt},
};
use crate::transfer::written;

/// Prints the list.
pub(super) async fn list() -> Result<()> {
    let (db, keys) = database().await?;
    print!("{}", written(["email", "name", "since"]));
    for waiting in persistence::early_access::list(db.read(), &keys.vault).await? {
        let name = waiting.name.as_deref().unwrap_or_default();
        print!("{}", written([waiting.email.as_str(), name, &spelt(waiting.since)]));
    }
    Ok(())
}
