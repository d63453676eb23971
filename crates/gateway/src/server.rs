//! The HTTP server: what is mounted where, and how it stops.

use std::{
    fs::File,
    io::{self, BufReader},
    net::{SocketAddr, TcpListener},
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix_web::{
    HttpServer,
    dev::{Server, ServerHandle},
    middleware::{Compress, from_fn},
    web,
};
use chrono::TimeDelta;
use domain::{Activity, Insight};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use socket2::{Domain, Socket, Type};
use tokio::{
    signal::unix::{Signal, SignalKind, signal},
    sync::Notify,
};
use utoipa_actix_web::AppExt;

use crate::{
    App,
    config::Tls,
    cors::cors,
    finders::Finders,
    graphql,
    middleware::middleware,
    rate_limit::Limits,
    rest, room,
    usecases::{letters, notifications},
};

/// How long requests that have begun may take once the node stops, in seconds.
/// Sockets are sent away first, which takes up to nine.
const DRAIN_SECONDS: u64 = 22;

/// How long a client may take in nothing of what it is sent.
const PATIENCE: Duration = Duration::from_secs(30);
/// How many connections may wait to be taken up.
const BACKLOG: i32 = 1024;

/// How often a node looks for what is to be reminded of, pushed or sent.
const SEND_EVERY: Duration = Duration::from_secs(15);

/// A server that listens.
pub struct Running {
    /// Where.
    pub address: SocketAddr,
    app: Arc<App>,
    server: Server,
    draining: Draining,
}

/// Whether the node takes no new work.
#[derive(Clone, Default)]
pub(crate) struct Draining(Arc<AtomicBool>);

impl Draining {
    pub(crate) fn begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Begins to listen where the settings say.
///
/// # Errors
/// If the address cannot be had, or the files for TLS cannot be read.
pub fn serve(app: Arc<App>) -> io::Result<Running> {
    let draining = Draining::default();
    let limits = web::Data::new(Limits::new(&app.settings)?);
    let graph = web::Data::new(graphql::Graph::new(app.clone()));
    let document = web::Data::new(rest::openapi());
    let state = (web::Data::from(app.clone()), web::Data::new(draining.clone()));
    let for_housekeeping = (app.clone(), limits.clone());
    let server = HttpServer::new(move || {
        let (routes, _) =
            actix_web::App::new().into_utoipa_app().configure(rest::routes).split_for_parts();
        routes
            .app_data(state.0.clone())
            .app_data(state.1.clone())
            .app_data(limits.clone())
            .app_data(graph.clone())
            .app_data(document.clone())
            .configure(rest::pages::routes)
            .configure(graphql::routes)
            .route("/ws", web::get().to(room::conversation::open))
            .default_service(web::to(rest::nowhere))
            .wrap(Compress::default())
            .wrap(from_fn(middleware))
            .wrap(cors(&state.0.settings.origins))
    })
    .disable_signals()
    .shutdown_timeout(DRAIN_SECONDS);
    let listener = listener(app.settings.listen)?;
    let server = match &app.settings.tls {
        Some(tls) => server.listen_rustls_0_23(listener, tls_config(tls)?)?,
        None => server.listen(listener)?,
    };
    let address = server.addrs()[0];
    Finders::start(&app);
    tokio::spawn(notify(app.clone()));
    tokio::spawn(send_letters(app.clone()));
    tokio::spawn(housekeeping(for_housekeeping.0, for_housekeeping.1.into_inner()));
    Ok(Running { address, app, server: server.run(), draining })
}

/// Listens at an address. Its connections inherit that a client which takes in nothing for [`PATIENCE`] is gone: without
/// that, one that has stopped reading would stay for as long as it likes.
fn listener(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    socket.set_reuse_address(true)?;
    socket.set_tcp_user_timeout(Some(PATIENCE))?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

impl Running {
    /// Serves until a signal comes; then readiness ends, sockets close with 1001 and requests that have begun end.
    ///
    /// # Errors
    /// If the server fails.
    pub(crate) async fn until(self, mut signals: Signals) -> io::Result<()> {
        let handle = self.server.handle();
        let (app, draining) = (self.app, self.draining);
        let stop = async move {
            signals.next().await;
            tracing::info!("stopping");
            drain(&app, &draining, &handle).await;
        };
        let (served, ()) = futures_util::join!(self.server, stop);
        served
    }

    /// Serves until the future is dropped or [`Stopper::stop`] is called.
    pub fn detach(self) -> (Server, Stopper) {
        let stopper =
            Stopper { app: self.app, draining: self.draining, handle: self.server.handle() };
        (self.server, stopper)
    }
}

/// SIGTERM and SIGINT. They are heard from the moment that this is made, and end the process by themselves until then.
pub(crate) struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    pub(crate) fn heard() -> io::Result<Self> {
        let (terminate, interrupt) = (SignalKind::terminate(), SignalKind::interrupt());
        Ok(Self { terminate: signal(terminate)?, interrupt: signal(interrupt)? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Stops a server that runs elsewhere.
pub struct Stopper {
    app: Arc<App>,
    draining: Draining,
    handle: ServerHandle,
}

impl Stopper {
    /// Stops as on SIGTERM.
    pub async fn stop(&self) {
        drain(&self.app, &self.draining, &self.handle).await;
    }
}

async fn drain(app: &App, draining: &Draining, handle: &ServerHandle) {
    draining.begin();
    app.sockets.send_away().await;
    handle.stop(true).await;
}

/// Reminds and pushes: at once what was put down on this node, within a round what is due elsewhere or again.
async fn notify(app: Arc<App>) {
    let (due, app) = (app.push.due.clone(), Arc::downgrade(&app));
    while let Some(app) = next_round(&due, &app).await {
        notifications::send_due(&app).await;
    }
}

/// Sends letters likewise, and by itself: a mail server that takes its time holds up nothing else.
async fn send_letters(app: Arc<App>) {
    let (due, app) = (app.mail.due.clone(), Arc::downgrade(&app));
    while let Some(app) = next_round(&due, &app).await {
        letters::send_due(&app).await;
    }
}

/// Waits until something is due, or may be; there is no next round once nothing else holds the app.
async fn next_round(due: &Notify, app: &Weak<App>) -> Option<Arc<App>> {
    let _ = tokio::time::timeout(SEND_EVERY, due.notified()).await;
    app.upgrade()
}

/// Forgets what need not be kept.
async fn housekeeping(app: Arc<App>, limits: Arc<Limits>) {
    let app = Arc::downgrade(&app);
    let mut minutes = tokio::time::interval(Duration::from_mins(1));
    for minute in 0_u64.. {
        minutes.tick().await;
        let Some(app) = app.upgrade() else { return };
        limits.tidy(&app);
        if !minute.is_multiple_of(60) {
            continue;
        }
        let (db, now) = (app.db.write(), app.now());
        let forgotten = futures_util::try_join!(
            persistence::idempotency::forget(db, now - TimeDelta::days(1)),
            persistence::sessions::forget(db, now),
            persistence::tickets::forget(db, now),
            persistence::mailed_tokens::forget(db, now),
            persistence::activities::forget(db, now - Activity::KEPT),
            persistence::insights::forget(db, now - Insight::KEPT),
            persistence::notifications::forget(db, now - notifications::KEPT),
            persistence::questions::forget(db, now.date_naive()),
        );
        if let Err(error) = forgotten {
            tracing::warn!(%error, "what has ended could not be removed");
        }
    }
}

fn tls_config(tls: &Tls) -> io::Result<ServerConfig> {
    let open = |path| File::open(path).map(BufReader::new);
    let wrong = |error: &dyn std::error::Error| {
        io::Error::new(io::ErrorKind::InvalidInput, error.to_string())
    };
    let chain = CertificateDer::pem_reader_iter(open(&tls.cert)?)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| wrong(&error))?;
    let key = PrivateKeyDer::from_pem_reader(open(&tls.key)?).map_err(|error| wrong(&error))?;
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| wrong(&error))
}
