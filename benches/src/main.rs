//! Measures the gateway on PostgreSQL against the same SQL without a gateway.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use clap::{Parser, Subcommand};
use tempfile::TempDir;
use tokio::{
    signal::{
        ctrl_c,
        unix::{SignalKind, signal},
    },
    time::sleep,
};

use crate::{
    client::Call,
    families::Home,
    report::{HEAD, Row},
    servers::{Gateway, Postgres},
};

mod charts;
mod client;
mod families;
mod floor;
mod measure;
mod report;
mod rhythms;
mod rooms;
mod servers;

/// What may go wrong in any of many ways, all of which end the program.
type Error = Box<dyn std::error::Error + Send + Sync>;
type Result<T, E = Error> = std::result::Result<T, E>;

/// How often the gateway is restarted to see how long that takes.
const RESTARTS: usize = 5;

/// Measures the gateway on PostgreSQL against the same SQL run by pgbench
#[derive(Parser)]
struct Options {
    #[command(subcommand)]
    what: Option<What>,
    /// Seconds for each measurement
    #[arg(long, global = true, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    seconds: u64,
    /// Connections
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=64))]
    connections: u16,
    /// The gateway
    #[arg(long, global = true, default_value = "target/release/maternal")]
    gateway: PathBuf,
}

/// What is measured instead.
#[derive(Subcommand)]
enum What {
    /// Measures the families' rooms against bare Redis
    Rooms {
        /// How many idle connections are held
        #[arg(long, default_value_t = 19_000)]
        idle: usize,
    },
    /// Measures patterns and predictions of a child with two years of history
    Rhythms,
    /// Measures birth charts
    Charts,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    // Whatever happens, the servers are dropped here and so end.
    let done = tokio::select! {
        done = choose(Options::parse()) => done,
        stopped = stopped() => stopped,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("load: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn stopped() -> Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = ctrl_c() => {}
    }
    Err("stopped".into())
}

async fn choose(options: Options) -> Result<()> {
    if matches!(options.what, Some(What::Charts)) {
        return charts::measure();
    }
    let program = options.gateway.canonicalize().map_err(|why| {
        let path = options.gateway.display();
        format!("{path}: {why}; first run `cargo build --release -p gateway`")
    })?;
    let length = Duration::from_secs(options.seconds);
    match options.what {
        None | Some(What::Charts) => measure(program, options.connections.into(), length).await,
        Some(What::Rhythms) => rhythms::measure(&program).await,
        Some(What::Rooms { idle }) => rooms::measure(&program, length, idle).await,
    }
}

async fn measure(program: PathBuf, connections: usize, length: Duration) -> Result<()> {
    eprintln!("Starting PostgreSQL and the gateway");
    let postgres = Postgres::start().await?;
    let data = TempDir::new()?;
    let gateway = Gateway::start(&program, data.path(), &postgres, None).await?;
    sleep(Duration::from_secs(1)).await;
    let idle_memory = gateway.memory()?;

    eprintln!("Making families");
    let cases = cases(gateway.address, connections).await?;
    let mut rows = Vec::new();
    for Case { what, calls, script, families } in cases {
        let clients = calls.len();
        postgres.settle().await?;
        eprintln!("{what}: the gateway");
        let measured = measure::drive(gateway.address, calls, length).await?;
        postgres.settle().await?;
        eprintln!("{what}: the floor");
        let floor = floor::drive(&postgres, script, clients, families, length).await?;
        let row = Row { what, gateway: measured, floor };
        eprintln!("{row}");
        rows.push(row);
    }
    let memory_after = gateway.memory()?;
    gateway.stop().await?;

    eprintln!("Restarting");
    let start = median_start(&program, data.path(), &postgres).await?;
    println!("{HEAD}");
    for row in rows {
        println!("{row}");
    }
    println!("\n- Memory: {idle_memory:.1} MiB idle, {memory_after:.1} MiB after the load");
    println!("- Start to listening: {start:.0} ms");
    Ok(())
}

/// Something to measure.
struct Case {
    what: &'static str,
    /// One for each connection.
    calls: Vec<Call>,
    script: &'static str,
    /// How many families are written to.
    families: usize,
}

async fn cases(address: SocketAddr, connections: usize) -> Result<Vec<Case>> {
    let mut own = Vec::new();
    for number in 0..connections {
        own.push(families::logging(address, number).await?);
    }
    let home = Home::make(address).await?;
    let (list, pull) = (home.list()?, home.pull()?);
    let (dashboard, report) = (home.dashboard()?, home.weekly_report()?);
    let same = |call: &Call| vec![call.clone(); connections];
    let shared = same(&own[0]);
    let case = |what, calls, script, families| Case { what, calls, script, families };
    Ok(vec![
        case("Log a feeding, a family per connection", own, floor::LOG, connections),
        case("Log a feeding, all in one family", shared, floor::LOG, 1),
        case("List 20 of 1,000 activities", same(&list), floor::LIST, 1),
        case("Dashboard", same(&dashboard), floor::DASHBOARD, 1),
        case("Dashboard, one connection", vec![dashboard], floor::DASHBOARD, 1),
        case("Weekly report", same(&report), floor::WEEKLY_REPORT, 1),
        case("Weekly report, one connection", vec![report], floor::WEEKLY_REPORT, 1),
        case("Pull of 500 changes, one connection", vec![pull], floor::PULL, 1),
    ])
}

/// How long the gateway takes to start on a database that is up to date, in milliseconds.
async fn median_start(program: &Path, data: &Path, postgres: &Postgres) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..RESTARTS {
        let gateway = Gateway::start(program, data, postgres, None).await?;
        times.push(gateway.started_in);
        gateway.stop().await?;
    }
    times.sort_unstable();
    Ok(times[RESTARTS / 2].as_secs_f64() * 1000.0)
}
