//! The command line.

mod account;
mod backtest;
mod early_access;
mod transfer;

use std::{
    error::Error as _, fs, io::IsTerminal, os::unix::fs::DirBuilderExt, process::ExitCode,
    sync::Arc,
};

use clap::{Parser, Subcommand};
use persistence::Db;
use tracing_subscriber::EnvFilter;

use crate::{
    App, backends::files::Unfit, config::Settings, demo, graphql, keys, keys::Keys, listen::listen,
    rest, serve, server::Signals,
};

/// The backend that a family with a small child lives in
#[derive(Parser)]
#[command(name = "maternal", version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve (the default)
    Serve,
    /// Serve with a living sample family
    Demo,
    /// Bring the database up to date
    Migrate {
        /// Take back so many steps instead, with what they hold
        #[arg(long, value_name = "STEPS")]
        down: Option<u32>,
    },
    /// Print what happens in a family, as it happens
    Listen {
        /// The family's id
        family: String,
        /// The access token of a member
        #[arg(long)]
        token: String,
        /// Where the gateway is
        #[arg(long, default_value = "ws://127.0.0.1:8080")]
        server: String,
    },
    /// Say that the database was restored from a backup: clients read afresh instead of going on where they were
    Restored,
    /// Note what an account has paid for, or show it
    Account {
        #[command(subcommand)]
        command: account::AccountCommand,
    },
    /// Write who wants to be told when the product is ready as CSV, the longest waiting first
    EarlyAccess,
    /// Log a child's history from a file of another app, or see what that would do
    Import(transfer::ImportCommand),
    /// Write everything that was logged about a child as CSV
    Export(transfer::ExportCommand),
    /// Show how well predictions would have done on a history, beside simpler ways
    Backtest(backtest::BacktestCommand),
    /// Print the GraphQL schema
    Schema,
    /// Print the OpenAPI document
    Openapi,
    /// Print a fresh file of keys for `MATERNAL_KEYS`
    Keys,
}

type Result<T, E = Box<dyn std::error::Error>> = std::result::Result<T, E>;

/// Runs the command that the arguments name.
#[must_use]
pub fn main() -> ExitCode {
    let done = match Cli::parse().command.unwrap_or(Command::Serve) {
        Command::Serve => on_runtime(run(false)),
        Command::Demo => on_runtime(run(true)),
        Command::Migrate { down } => on_runtime(migrate(down)),
        Command::Restored => on_runtime(restored()),
        Command::Listen { family, token, server } => on_runtime(listen(&server, &token, &family)),
        Command::Account { command } => on_runtime(account::run(command)),
        Command::EarlyAccess => on_runtime(early_access::list()),
        Command::Import(command) => on_runtime(transfer::import(command)),
        Command::Export(command) => on_runtime(transfer::export(command)),
        Command::Backtest(command) => on_runtime(backtest::backtest(command)),
        Command::Schema => {
            print!("{}", graphql::schema().sdl());
            Ok(())
        }
        Command::Openapi => print_openapi(),
        Command::Keys => {
            print!("{}", keys::fresh());
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("maternal: {error}");
            ExitCode::FAILURE
        }
    }
}

fn on_runtime(work: impl Future<Output = Result<()>>) -> Result<()> {
    actix_web::rt::System::new().block_on(work)
}

fn print_openapi() -> Result<()> {
    println!("{}", rest::openapi().to_pretty_json()?);
    Ok(())
}

async fn run(demo: bool) -> Result<()> {
    let mut settings = Settings::load()?;
    if demo {
        if settings.database_url.is_some() {
            return Err("The sample family's password is known to everyone: it lives in MATERNAL_DATA only; \
                        remove DATABASE_URL."
                .into());
        }
        settings.data = settings.data.join("demo");
    }
    start_log(&settings)?;
    let app = open(settings).await?;
    match app.files.check().await {
        Err(Unfit::Wrong(why)) => return Err(format!("MATERNAL_FILES_URL: {why}.").into()),
        // Families need not wait with all else until pictures are there again.
        Err(Unfit::Away(why)) => tracing::warn!("{why}"),
        Ok(()) => {}
    }
    // Whoever reads below where it listens may stop it at once.
    let signals = Signals::heard()?;
    let running = serve(app.clone())?;
    println!("Maternal listens on {}", running.address);
    if demo {
        let family = demo::Family::ready(&app).await?;
        println!("{}", family.how_to_sign_in(running.address));
        tokio::spawn(family.live(app));
    }
    Ok(running.until(signals).await?)
}

/// Opens the database, brings it up to date and wires the app.
async fn open(settings: Settings) -> Result<Arc<App>> {
    make_folder(&settings)?;
    let keys = Keys::load(&settings)?;
    let db = connect(&settings).await?;
    persistence::migrate(&db)
        .await
        .map_err(|why| format!("The database cannot be used: {why}."))?;
    db.claim(&keys.vault).await.map_err(|why| format!("The keys do not fit: {why}."))?;
    if let Some(setting) = db.lax_durability().await? {
        tracing::warn!(
            "the database runs with {setting}=off: a crash may lose what was acknowledged"
        );
    }
    let app = App::new(settings, keys, db).await;
    Ok(app.map_err(|error| error.source().map_or_else(|| error.to_string(), ToString::to_string))?)
}

/// Makes the data folder, for its owner only: mail and database are in it.
fn make_folder(settings: &Settings) -> Result<()> {
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&settings.data);
    let folder = settings.data.display();
    Ok(made.map_err(|why| format!("MATERNAL_DATA {folder} cannot be used: {why}."))?)
}

async fn migrate(down: Option<u32>) -> Result<()> {
    let settings = Settings::load()?;
    make_folder(&settings)?;
    let db = connect(&settings).await?;
    if let Some(steps) = down {
        persistence::revert(&db, steps).await?;
        println!("Took back {steps} steps.");
    } else {
        let migrated = persistence::migrate(&db).await?;
        println!("The schema is up to date; {} steps were new.", migrated.steps);
    }
    Ok(())
}

async fn restored() -> Result<()> {
    let settings = Settings::load()?;
    let db = connect(&settings).await?;
    persistence::migrate(&db).await?;
    db.renew_epoch().await?;
    println!("Clients will read afresh; restart the gateways that run.");
    Ok(())
}

async fn connect(settings: &Settings) -> Result<Db> {
    let name = if settings.database_url.is_some() { "DATABASE_URL" } else { "MATERNAL_DATA" };
    let connected = Db::connect(&settings.database()).await;
    Ok(connected.map_err(|why| format!("{name}: the database cannot be reached: {why}."))?)
}

fn start_log(settings: &Settings) -> Result<()> {
    let filter = EnvFilter::try_new(&settings.log)
        .map_err(|why| format!("RUST_LOG is `{}`, which cannot be used: {why}.", settings.log))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        log.compact().init();
    } else {
        log.json().with_span_list(false).init();
    }
    Ok(())
}
