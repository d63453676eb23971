//! The floor: `pgbench` with the gateway's SQL, on the gateway's database.

use std::{fs, path::Path, time::Duration};

use tempfile::TempDir;

use crate::{
    Result,
    measure::{GRACE, Measured},
    servers::{Postgres, run},
};

/// The transaction of one logged activity.
pub(crate) const LOG: &str = include_str!("floor/log.sql");
/// The statements of a page of activities.
pub(crate) const LIST: &str = include_str!("floor/list.sql");
/// The statements of a dashboard.
pub(crate) const DASHBOARD: &str = include_str!("floor/dashboard.sql");
/// The statements of a weekly report.
pub(crate) const WEEKLY_REPORT: &str = include_str!("floor/weekly_report.sql");
/// The statements of a page of changes.
pub(crate) const PULL: &str = include_str!("floor/pull.sql");

/// Lets so many clients run a script, spread over so many families.
pub(crate) async fn drive(
    postgres: &Postgres,
    script: &str,
    clients: usize,
    families: usize,
    length: Duration,
) -> Result<Measured> {
    let folder = TempDir::new()?;
    let file = folder.path().join("script.sql");
    fs::write(&file, script)?;
    let mut pgbench = postgres.client("pgbench");
    pgbench
        .args(["-n", "-M", "prepared", "-c", &clients.to_string(), "-j"])
        .arg(clients.min(2).to_string())
        .args(["-T", &length.as_secs().to_string(), "-D", "known=0", "-D"])
        .arg(format!("families={families}"))
        .args(["-l", "--log-prefix=log", "-f"])
        .arg(file)
        .arg("postgres")
        .current_dir(folder.path());
    let told = run(pgbench, length + GRACE).await?;
    let per_second = told.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next());
    let per_second = per_second.ok_or_else(|| format!("pgbench told no rate: {told}"))?.parse()?;
    Measured::new(per_second, latencies(folder.path())?)
}

/// Reads them from the logs, whose lines are `client transaction microseconds …`.
fn latencies(folder: &Path) -> Result<Vec<Duration>> {
    let mut latencies = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        if !file.file_name().to_string_lossy().starts_with("log.") {
            continue;
        }
        for line in fs::read_to_string(file.path())?.lines() {
            let micros = line.split(' ').nth(2).ok_or("a log line without a latency")?;
            latencies.push(Duration::from_micros(micros.parse()?));
        }
    }
    Ok(latencies)
}
