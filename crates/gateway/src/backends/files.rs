//! Files, kept in a folder.

use std::{fs, sync::Arc};

use domain::{Error, Result, Thing};
use futures_util::{StreamExt, stream};
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path};

use crate::config::Settings;

/// The place where files are kept.
pub(crate) struct Files {
    store: Arc<dyn ObjectStore>,
}

impl Files {
    pub(crate) fn new(settings: &Settings) -> Result<Self> {
        let folder = settings.files.clone().unwrap_or_else(|| settings.data.join("files"));
        fs::create_dir_all(&folder).map_err(Error::internal)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(Error::internal)?;
        Ok(Self { store: Arc::new(store.with_fsync(true)) })
    }

    /// Keeps a file.
    pub(crate) async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<()> {
        let kept = self.store.put(&Path::from(name), PutPayload::from(bytes)).await;
        kept.map(|_| ()).map_err(Error::internal)
    }

    /// Reads a file.
    pub(crate) async fn get(&self, name: &str) -> Result<Vec<u8>> {
        let found = self.store.get(&Path::from(name)).await;
        let found = found.map_err(|error| match error {
            object_store::Error::NotFound { .. } => Error::NotFound(Thing::File),
            other => Error::internal(other),
        })?;
        Ok(found.bytes().await.map_err(Error::internal)?.into())
    }

    /// Removes files, also when the caller has hung up. One that stays is only a waste of room.
    pub(crate) async fn delete(&self, names: Vec<String>) {
        if names.is_empty() {
            return;
        }
        let paths = stream::iter(names.into_iter().map(|name| Ok(Path::from(name))));
        let mut removed = self.store.delete_stream(paths.boxed());
        let removing = tokio::spawn(async move {
            while let Some(removed) = removed.next().await {
                match removed {
                    Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
                    Err(error) => tracing::warn!(%error, "a file could not be removed"),
                }
            }
        });
        if let Err(error) = removing.await {
            tracing::warn!(%error, "files could not be removed");
        }
    }
}
