//! The servers that are measured: a PostgreSQL of our own, and the gateway on it.

use std::{
    fs, io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;
use tokio::{
    net::TcpStream,
    process::Child,
    time::{sleep, timeout},
};

use crate::{
    Result,
    client::{Client, get},
};

/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_mins(1);

/// A PostgreSQL with its defaults in a temporary folder; it ends with this value.
pub(crate) struct Postgres {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
    /// Whether we are root, who may not run PostgreSQL.
    root: bool,
}

impl Postgres {
    /// Makes a database cluster and starts it.
    pub(crate) async fn start() -> Result<Self> {
        let folder = TempDir::new()?;
        let root = folder.path().metadata()?.uid() == 0;
        let postgres = Self { programs: programs()?, folder, port: free_port()?, root };
        if root {
            let mut chown = Command::new("chown");
            chown.arg("postgres").arg(postgres.folder.path());
            run(chown, PATIENCE).await?;
        }
        let mut initdb = postgres.own("initdb");
        initdb.args(["--pgdata=data", "--username=postgres", "--auth=trust"]);
        run(initdb, PATIENCE).await?;
        let mut start = postgres.own("pg_ctl");
        start.args(["start", "--wait", "--pgdata=data", "--log=log"]);
        let folder = postgres.folder.path().display();
        let port = postgres.port;
        start.arg(format!("--options=-p {port} -k {folder} -c listen_addresses=127.0.0.1"));
        run(start, PATIENCE).await?;
        Ok(postgres)
    }

    /// Where the gateway finds it.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Tidies the tables and writes everything to disk, so that each measurement begins alike.
    pub(crate) async fn settle(&self) -> Result<()> {
        let mut psql = self.client("psql");
        psql.args(["-c", "VACUUM ANALYZE", "-c", "CHECKPOINT", "postgres"]);
        run(psql, PATIENCE).await.map(drop)
    }

    /// A client program that connects to this server.
    pub(crate) fn client(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.args(["-h", "127.0.0.1", "-U", "postgres", "-p"]).arg(self.port.to_string());
        command
    }

    /// A program that works on the server's files, as their owner.
    fn own(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = if self.root {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", "postgres", "--"]).arg(program);
            runuser
        } else {
            Command::new(program)
        };
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = self.own("pg_ctl");
        stop.args(["stop", "--pgdata=data", "--mode=immediate", "--timeout=10"]);
        if let Err(error) = stop.stdout(Stdio::null()).status() {
            eprintln!("PostgreSQL could not be stopped: {error}");
        }
    }
}

/// The programs of the newest PostgreSQL that is installed.
fn programs() -> Result<PathBuf> {
    let installed = fs::read_dir("/usr/lib/postgresql")?.filter_map(|version| {
        let programs = version.ok()?.path().join("bin");
        let number = programs.parent()?.file_name()?.to_str()?.parse::<u32>().ok()?;
        programs.join("pgbench").exists().then_some((number, programs))
    });
    let newest = installed.max().ok_or("there is no PostgreSQL in /usr/lib/postgresql")?;
    Ok(newest.1)
}

/// A running gateway; it ends with this value.
pub(crate) struct Gateway {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// How long it took from its start until it answered.
    pub(crate) started_in: Duration,
    process: Child,
}

impl Gateway {
    /// Starts the gateway on a database and waits until it is ready. With Redis it is one of several nodes.
    pub(crate) async fn start(
        program: &Path,
        data: &Path,
        postgres: &Postgres,
        redis: Option<&Redis>,
    ) -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?));
        let mut command = tokio::process::Command::new(program);
        command
            .current_dir(data)
            .env_clear()
            .env("DATABASE_URL", postgres.url())
            .env("MATERNAL_LISTEN", address.to_string())
            .env("MATERNAL_DATA", data)
            .env("MATERNAL_RATE_LIMIT", "100000000")
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .kill_on_drop(true);
        if let Some(redis) = redis {
            command.env("REDIS_URL", format!("redis://{}", redis.address));
        }
        let began = Instant::now();
        let process = command.spawn()?;
        let mut gateway = Self { address, started_in: Duration::ZERO, process };
        while answers(address, "/livez").await.is_err() {
            if let Some(status) = gateway.process.try_wait()? {
                return Err(format!("the gateway ended: {status}").into());
            }
            if began.elapsed() > PATIENCE {
                return Err("the gateway does not answer".into());
            }
            sleep(Duration::from_millis(1)).await;
        }
        gateway.started_in = began.elapsed();
        answers(address, "/readyz").await?;
        Ok(gateway)
    }

    /// Its process.
    pub(crate) fn process(&self) -> Result<u32> {
        Ok(self.process.id().ok_or("the gateway has ended")?)
    }

    /// How much memory it occupies, in MiB.
    pub(crate) fn memory(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process()?))?;
        let kib =
            status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split(' ').rev().nth(1));
        Ok(kib.ok_or("no VmRSS")?.parse::<f64>()? / 1024.0)
    }

    /// Ends it.
    pub(crate) async fn stop(mut self) -> Result<()> {
        Ok(self.process.kill().await?)
    }
}

/// A Redis that keeps nothing; it ends with this value.
pub(crate) struct Redis {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    process: Child,
}

impl Redis {
    /// Starts it and waits until it listens.
    pub(crate) async fn start() -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?));
        let mut command = tokio::process::Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--save", "", "--port"]);
        command.arg(address.port().to_string()).stdout(Stdio::null()).kill_on_drop(true);
        let process = command.spawn().map_err(|why| format!("redis-server: {why}"))?;
        let connecting = async {
            while TcpStream::connect(address).await.is_err() {
                sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(PATIENCE, connecting).await?;
        Ok(Self { address, process })
    }

    /// Its process.
    pub(crate) fn process(&self) -> Result<u32> {
        Ok(self.process.id().ok_or("Redis has ended")?)
    }
}

/// How long the processors have worked for a process so far, in seconds.
pub(crate) fn worked(process: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // What stands before may hold anything; after it come the state and, as the 12th and 13th, hundredths of a second.
    let (_, numbers) = stat.rsplit_once(')').ok_or("no stat")?;
    let ticks = numbers.split_whitespace().skip(11).take(2).map(str::parse::<u32>);
    Ok(f64::from(ticks.sum::<Result<u32, _>>()?) / 100.0)
}

async fn answers(address: SocketAddr, path: &str) -> Result<()> {
    Client::connect(address).await?.send(get(path, "")?).await.map(drop)
}

/// Runs a program to its end and gives what it printed.
pub(crate) async fn run(command: Command, limit: Duration) -> Result<String> {
    let mut command = tokio::process::Command::from(command);
    let output = timeout(limit, command.stdin(Stdio::null()).kill_on_drop(true).output()).await??;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    let program = command.as_std().get_program().display();
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!("{program}: {}: {complaint}", output.status).into())
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
