//! The `maternal` command as a process.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
};

use reqwest::Client;
use serde_json::Value;
use uuid::Uuid;

use crate::variable;

/// The command, with its data in this folder and nothing from the environment.
#[must_use]
pub fn maternal(data: &Path) -> Command {
    let mut command = Command::new(variable("TEST_MATERNAL"));
    command
        .env_remove("DATABASE_URL")
        .env("MATERNAL_DATA", data)
        .env("MATERNAL_LISTEN", "127.0.0.1:0")
        .env("MATERNAL_RATE_LIMIT", "1000000")
        .env("RUST_LOG", "warn")
        .current_dir(data);
    command
}

/// A gateway as a process; killed with the test.
pub struct Process {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Process {
    /// Starts it and waits until it listens.
    #[must_use]
    pub fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the command starts");
        let output = child.stdout.take().expect("what it prints");
        let mut lines = BufReader::new(output).lines();
        let first = lines.next().expect("a line").expect("text");
        let address = first.rsplit(' ').next().expect("a word").to_owned();
        // Whatever else it prints is read, so that it never waits.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Sends it a signal, as `kill` names it.
    pub fn signal(&self, name: &str) {
        signal(&self.child, name);
    }

    /// Waits for its end.
    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().expect("a child")
    }

    /// The memory that it occupies, in KiB.
    #[must_use]
    pub fn memory(&self) -> u64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = fs::read_to_string(path).expect("a process that lives");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next()).expect("a number");
        number.parse().expect("a number")
    }

    /// How many files and connections it has open.
    #[must_use]
    pub fn descriptors(&self) -> usize {
        let open = fs::read_dir(format!("/proc/{}/fd", self.child.id()));
        open.expect("a process that lives").count()
    }

    /// Posts JSON and gives the data of the answer, which a bare one is itself, if it was acknowledged.
    pub async fn post(
        &self,
        client: &Client,
        token: &str,
        path: &str,
        body: &Value,
    ) -> Option<Value> {
        let call =
            client.post(format!("http://{}{path}", self.address)).bearer_auth(token).json(body);
        let response = call.send().await.ok()?;
        let acknowledged = response.status().is_success();
        let body: Value = response.json().await.ok()?;
        acknowledged.then(|| body.get("data").cloned().unwrap_or(body))
    }

    /// Gets the data of the answer.
    pub async fn get(&self, client: &Client, token: &str, path: &str) -> Value {
        let call = client.get(format!("http://{}{path}", self.address)).bearer_auth(token);
        let response = call.send().await.expect("an answer");
        response.json::<Value>().await.expect("JSON")["data"].clone()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have been killed already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a process a signal, as `kill` names it.
pub(crate) fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status();
    assert!(sent.expect("kill").success(), "no {name}");
}

/// A port that stays free while its server is away: none of those that outgoing connections take.
pub(crate) fn free_port() -> u16 {
    loop {
        let some = u16::try_from(Uuid::new_v4().as_u128() % 12_000).expect("a small number");
        let port = 20_000 + some;
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}
