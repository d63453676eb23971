//! Files, kept in a folder.

use std::fs;

use domain::{Error, Result, Thing};
use object_store::{ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path};

use crate::config::Settings;

/// The place where files are kept.
pub(crate) struct Files {
    store: LocalFileSystem,
}

impl Files {
    pub(crate) fn new(settings: &Settings) -> Result<Self> {
        let folder = settings.files.clone().unwrap_or_else(|| settings.data.join("files"));
        fs::create_dir_all(&folder).map_err(Error::internal)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(Error::internal)?;
        Ok(Self { store: store.with_fsync(true) })
    }

    /// Keeps a file.
    pub(crate) async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<()> {
        self.store
            .put(&Path::from(name), PutPayload::from(bytes))
            .await
            .map_err(Error::internal)?;
        Ok(())
    }

    /// Reads a file.
    pub(crate) async fn get(&self, name: &str) -> Result<Vec<u8>> {
        let found = self.store.get(&Path::from(name)).await;
        let found = found.map_err(|error| match error {
            object_store::Error::NotFound { .. } => Error::NotFound(Thing::File),
            other => Error::internal(other),
        })?;
        Ok(found.bytes().await.map_err(Error::internal)?.to_vec())
    }

    /// Removes a file. One that stays is only a waste of room.
    pub(crate) async fn delete(&self, name: &str) {
        if let Err(error) = self.store.delete(&Path::from(name)).await {
            tracing::warn!(%error, "a file could not be removed");
        }
    }
}
