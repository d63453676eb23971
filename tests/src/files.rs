//! Where a test's pictures are kept: a folder, or a bucket of a server that speaks as S3 does, in the test's own process.

use std::{collections::BTreeMap, fs, net::SocketAddr, path::PathBuf};

use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use s3s::{
    auth::SimpleAuth,
    service::{S3Service, S3ServiceBuilder},
};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    task::{JoinHandle, JoinSet},
};

const KEY_ID: &str = "maternal";
/// The secret that signs in at the bucket.
pub const SECRET: &str = "a-secret-of-the-bucket";

/// The two places that files are kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The embedded default.
    Folder,
    /// A bucket that several nodes share.
    Bucket,
}

/// An empty place for files.
pub struct Files {
    root: TempDir,
    server: Option<Server>,
}

/// A server of buckets; it stops with the test.
struct Server {
    address: SocketAddr,
    service: S3Service,
    serving: JoinHandle<()>,
}

impl Files {
    /// A fresh one.
    pub async fn fresh(place: Place) -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let mut files = Self { root, server: None };
        fs::create_dir_all(files.folder()).expect("a folder in it");
        if place == Place::Bucket {
            let mut service = S3ServiceBuilder::new(FileSystem::new(&files.root).expect("a root"));
            service.set_auth(SimpleAuth::from_single(KEY_ID, SECRET));
            files.server = Some(Server::start("127.0.0.1:0", service.build()).await);
        }
        files
    }

    /// What a gateway is told of it.
    #[must_use]
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let Some(server) = &self.server else {
            return vec![("MATERNAL_FILES_URL", format!("file://{}", self.folder().display()))];
        };
        vec![
            ("MATERNAL_FILES_URL", "s3://pictures/of/families".into()),
            ("AWS_ENDPOINT_URL", format!("http://{}", server.address)),
            ("AWS_ACCESS_KEY_ID", KEY_ID.into()),
            ("AWS_SECRET_ACCESS_KEY", SECRET.into()),
        ]
    }

    /// The folder in which they lie in the end.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.root.path().join("pictures/of/families")
    }

    /// All that is kept.
    #[must_use]
    pub fn all(&self) -> BTreeMap<String, Vec<u8>> {
        let read = |entry: std::io::Result<fs::DirEntry>| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read(path).expect("a file"))
        };
        // The server takes an empty folder away.
        fs::read_dir(self.folder()).map_or_else(|_| BTreeMap::new(), |all| all.map(read).collect())
    }

    /// Stops the server, with every connection.
    pub async fn stop(&mut self) {
        let server = self.server.as_mut().expect("a server");
        server.serving.abort();
        // It has let go of the port once it has ended.
        let _ = (&mut server.serving).await;
    }

    /// Starts it again where it was.
    pub async fn start(&mut self) {
        let Server { address, service, .. } = self.server.take().expect("a server");
        self.server = Some(Server::start(&address.to_string(), service).await);
    }
}

impl Server {
    async fn start(address: &str, service: S3Service) -> Self {
        let listener = TcpListener::bind(address).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let serving = tokio::spawn(serve(listener, service.clone()));
        Self { address, service, serving }
    }
}

async fn serve(listener: TcpListener, service: S3Service) {
    let mut connections = JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await.expect("a connection");
        let service = service.clone();
        connections.spawn(async move {
            let http = Builder::new(TokioExecutor::new());
            // A connection that breaks is the client's to tell of.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}
