//! Servers of a scenario's own, which it may stop, freeze and kill.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr, TcpStream},
    os::unix::fs::{MetadataExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::{
    process::{free_port, signal},
    variable,
};

/// A PostgreSQL in a folder of its own; it ends with this value.
pub struct Postgres {
    folder: PathBuf,
    port: u16,
}

impl Postgres {
    /// Makes a database cluster in a folder and starts it.
    pub(super) fn start(folder: &Path) -> Self {
        let postgres = Self { folder: folder.join("pg"), port: free_port() };
        fs::create_dir(&postgres.folder).expect("a folder");
        if let Some(owner) = owner() {
            chown(&postgres.folder, Some(owner), None).expect("a folder that root may give away");
        }
        run(postgres.own("initdb").args(["-U", "maternal", "-A", "trust", "-E", "UTF8", "-N"]));
        let options = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1 -c fsync=off",
            postgres.port,
            postgres.folder.display()
        );
        run(postgres.control("start").args(["-o", &options]));
        postgres
    }

    /// Where nodes find it.
    pub(super) fn url(&self) -> String {
        format!("postgres://maternal@127.0.0.1:{}/postgres", self.port)
    }

    /// Restarts it, `fast` or `immediate`.
    pub fn restart(&self, mode: &str) {
        run(self.control("restart").args(["-m", mode]));
    }

    fn control(&self, deed: &str) -> Command {
        let mut command = self.own("pg_ctl");
        command.args([deed, "-w", "-l"]).arg(self.folder.join("log"));
        command
    }

    /// A program that works on its files, as their owner: root may not run it.
    fn own(&self, program: &str) -> Command {
        let program = Path::new(&variable("TEST_POSTGRES_PROGRAMS")).join(program);
        let mut command = if owner().is_some() {
            let mut runuser = Command::new("runuser");
            runuser.args(["-u", "postgres", "--"]).arg(program);
            runuser
        } else {
            Command::new(program)
        };
        command.arg("-D").arg(self.folder.join("data")).current_dir(&self.folder);
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // It may not run, and what else went wrong is told elsewhere.
        let _ = self.control("stop").args(["-m", "immediate"]).stdout(Stdio::null()).status();
    }
}

/// The user that PostgreSQL's package made, if we are root.
fn owner() -> Option<u32> {
    let ours = fs::metadata("/proc/self").expect("a process").uid();
    let users = fs::read_to_string("/etc/passwd").expect("users");
    let id = users.lines().find_map(|line| line.strip_prefix("postgres:")?.split(':').nth(1));
    (ours == 0).then(|| id.and_then(|id| id.parse().ok()).expect("a user `postgres`"))
}

/// A Redis that keeps nothing; it ends with this value.
pub struct Redis {
    folder: PathBuf,
    port: u16,
    process: Option<Child>,
}

impl Redis {
    pub(super) fn start(folder: &Path) -> Self {
        let mut redis = Self { folder: folder.into(), port: free_port(), process: None };
        redis.again();
        redis
    }

    /// Where nodes find it.
    pub(super) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Starts it, with nothing in it.
    pub fn again(&mut self) {
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--port"]);
        command.arg(self.port.to_string()).arg("--dir").arg(&self.folder).stdout(Stdio::null());
        self.process = Some(command.spawn().expect("a Redis"));
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        while TcpStream::connect(address).is_err() {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Kills it.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("a child");
            process.wait().expect("a child");
        }
    }

    /// Freezes it: its connections stay, and nothing comes of them.
    pub fn freeze(&self) {
        self.signal("STOP");
    }

    /// Lets it go on.
    pub fn thaw(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        signal(self.process.as_ref().expect("a Redis that runs"), name);
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.kill();
    }
}

fn run(command: &mut Command) {
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).status().expect("a program");
    assert!(output.success(), "{command:?}: {output}");
}
