//! Files, kept in a folder or in a bucket of S3.

use std::{error::Error as _, fs, iter::successors, sync::Arc, time::Duration};

use domain::{Error, Result, Thing};
use futures_util::{StreamExt, stream};
use object_store::{
    BackoffConfig, ClientOptions, ObjectStore, ObjectStoreExt, PutPayload, RetryConfig,
    aws::AmazonS3Builder, client::HttpError, local::LocalFileSystem, path::Path,
    prefix::PrefixStore,
};

use crate::config::{Bucket, Place, Settings};

/// How long a connection may take, and a call.
const CONNECT: Duration = Duration::from_secs(3);
const CALL: Duration = Duration::from_secs(10);

/// The place where files are kept.
pub(crate) struct Files {
    place: Place,
    store: Arc<dyn ObjectStore>,
}

/// Why files cannot be kept.
pub(crate) enum Unfit {
    /// As it is set, it never will.
    Wrong(String),
    /// It did not answer, and may do so later.
    Away(String),
}

impl Files {
    pub(crate) fn new(settings: &Settings) -> Result<Self> {
        let place = settings.place();
        let store = match &place {
            Place::Folder(folder) => in_folder(folder),
            Place::Bucket(bucket) => in_bucket(bucket),
        };
        let unfit = |why| format!("MATERNAL_FILES_URL: {place} cannot be used: {why}");
        Ok(Self { store: store.map_err(|why| Error::internal(unfit(why)))?, place })
    }

    /// Keeps an empty file for a moment, to see whether that can be done.
    pub(crate) async fn check(&self) -> Result<(), Unfit> {
        let name = Path::from(format!("{:032x}.check", rand::random::<u128>()));
        let keep = async {
            self.store.put(&name, PutPayload::new()).await?;
            self.store.delete(&name).await
        };
        keep.await.map_err(|error| {
            let why = format!("nothing can be kept in {}: {error}", self.place);
            match no_answer(&error) {
                Some(cause) => Unfit::Away(format!("{why}: {cause}")),
                None => Unfit::Wrong(why),
            }
        })
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

type Opened = Result<Arc<dyn ObjectStore>, Box<dyn std::error::Error>>;

fn in_folder(folder: &std::path::Path) -> Opened {
    fs::create_dir_all(folder)?;
    Ok(Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true)))
}

fn in_bucket(bucket: &Bucket) -> Opened {
    let plain = bucket.endpoint.as_ref().is_some_and(|url| url.starts_with("http://"));
    let backoff = BackoffConfig { max_backoff: Duration::from_secs(1), ..BackoffConfig::default() };
    let mut store = AmazonS3Builder::new()
        .with_bucket_name(&bucket.name)
        .with_region(&bucket.region)
        .with_access_key_id(&bucket.key_id)
        .with_secret_access_key(&bucket.secret.0)
        // Not every server that speaks as S3 does can remove many at once.
        .with_disable_bulk_delete(true)
        .with_retry(RetryConfig { backoff, max_retries: 3, retry_timeout: CALL })
        .with_client_options(
            ClientOptions::new()
                .with_allow_http(plain)
                .with_connect_timeout(CONNECT)
                .with_timeout(CALL),
        );
    if let Some(endpoint) = &bucket.endpoint {
        store = store.with_endpoint(endpoint.trim_end_matches('/'));
    }
    Ok(Arc::new(PrefixStore::new(store.build()?, bucket.prefix.as_str())))
}

/// Why a bucket gave no answer, unless it gave one.
fn no_answer(error: &object_store::Error) -> Option<String> {
    let mut causes = successors(error.source(), |&cause| cause.source());
    causes.find(|cause| cause.is::<HttpError>())?;
    causes.last().map(ToString::to_string)
}
