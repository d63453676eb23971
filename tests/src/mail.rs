//! A mail server of its own for every test that sends letters: chasquid, which people run. It takes them over TLS from who
//! signs in, and lays them into a folder.

use std::{
    fs,
    net::{Ipv4Addr, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use mail_parser::{Message, MessageParser};
use tempfile::TempDir;

use crate::{Gateway, Storage, process::free_port, variable};

const NAME: &str = "maternal@example.org";
/// What an address may not hold unless it is encoded.
const PASSWORD: &str = "s3cret/p@ss:word";
const PASSWORD_ENCODED: &str = "s3cret%2Fp%40ss%3Aword";

/// Takes all mail for `example.org`, unless it is told to refuse an address.
pub struct MailServer {
    folder: TempDir,
    starttls: u16,
    tls: u16,
    process: Option<Child>,
}

/// A letter as it arrived.
#[derive(Clone, Debug)]
pub struct Received(String);

impl MailServer {
    /// Starts one.
    #[must_use]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (starttls, tls) = (free_port(), free_port());
        let mut server = Self { folder, starttls, tls, process: None };
        for name in
            ["conf/certs/localhost", "conf/domains/example.org", "conf/hooks", "data", "mail"]
        {
            fs::create_dir_all(server.path(name)).expect("a folder");
        }
        for name in ["fullchain.pem", "privkey.pem"] {
            let from = Path::new(&variable("TEST_CERTIFICATE")).join(name);
            fs::copy(from, server.path("conf/certs/localhost").join(name)).expect("a certificate");
        }
        let home = server.folder.path().display();
        // The addresses of refused letters lie beside: `never` or `later`.
        let refuse = format!(
            "#!/bin/sh\nwhy=$(cat \"{home}/refused/$RCPT_TO\" 2>/dev/null)\n\
             case $why in never) exit 20;; later) exit 1;; esac\n"
        );
        let deliver = format!(
            "#!/bin/sh\ncat > {home}/mail/$$.part && mv {home}/mail/$$.part {home}/mail/$(date +%s%N)-$$.eml\n"
        );
        server.script("conf/hooks/post-data", &refuse);
        server.script("deliver", &deliver);
        let config = format!(
            "hostname: \"localhost\"\nsubmission_address: \"127.0.0.1:{starttls}\"\n\
             submission_over_tls_address: \"127.0.0.1:{tls}\"\nsmtp_address: \"127.0.0.1:{}\"\n\
             data_dir: \"{home}/data\"\nmail_log_path: \"{home}/log\"\nmail_delivery_agent_bin: \"{home}/deliver\"\n",
            free_port(),
        );
        fs::write(server.path("conf/chasquid.conf"), config).expect("a file");
        fs::write(server.path("conf/domains/example.org/aliases"), "*: maternal\n")
            .expect("a file");
        fs::create_dir(server.path("refused")).expect("a folder");
        let added = Command::new("chasquid-util")
            .arg(format!("-C={}", server.path("conf").display()))
            .args(["user-add", NAME, &format!("--password={PASSWORD}")])
            .output()
            .expect("chasquid-util");
        assert!(added.status.success(), "{added:?}");
        server.again();
        server
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn script(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o755)).expect("a file");
    }

    /// Starts it again, where it was.
    pub fn again(&mut self) {
        let mut command = Command::new("chasquid");
        command.arg("-config_dir").arg(self.path("conf")).arg("-logfile").arg(self.path("own.log"));
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        self.process = Some(command.spawn().expect("chasquid"));
        for port in [self.starttls, self.tls] {
            while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }

    /// Stops it.
    pub fn stop(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("a child");
            process.wait().expect("a child");
        }
    }

    /// Where it is found when the connection is encrypted from its first byte.
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtps://maternal%40example.org:{PASSWORD_ENCODED}@localhost:{}", self.tls)
    }

    /// Where it is found when it is asked for encryption.
    #[must_use]
    pub fn starttls_url(&self) -> String {
        format!(
            "smtp://maternal%40example.org:{PASSWORD_ENCODED}@localhost:{}?tls=required",
            self.starttls
        )
    }

    /// The settings of a gateway that sends through it.
    #[must_use]
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let certificate = self.path("conf/certs/localhost/fullchain.pem");
        vec![
            ("MATERNAL_SMTP_URL", self.url()),
            ("MATERNAL_SMTP_CA", certificate.display().to_string()),
            ("MATERNAL_MAIL_FROM", "Maternal <hello@example.org>".into()),
            ("MATERNAL_PUBLIC_URL", "https://family.example.org".into()),
        ]
    }

    /// Starts a gateway that sends through it, some of its settings being others, or absent.
    pub async fn gateway(&self, on: Storage, other: &[(&str, Option<&str>)]) -> Gateway {
        let mut settings = self.settings();
        for (name, value) in other {
            settings.retain(|(known, _)| known != name);
            let name =
                self.settings().iter().find(|(known, _)| known == name).expect("a setting").0;
            settings.extend(value.map(|value| (name, value.to_owned())));
        }
        let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, &**value)).collect();
        Gateway::with(on, &settings).await
    }

    /// Refuses letters to an address, `never` to take them or until `later`.
    pub fn refuse(&self, address: &str, why: &str) {
        fs::write(self.path("refused").join(address), why).expect("a file");
    }

    /// Takes letters to all addresses again.
    pub fn refuse_nothing(&self) {
        fs::remove_dir_all(self.path("refused")).expect("a folder");
        fs::create_dir(self.path("refused")).expect("a folder");
    }

    /// Waits until so many letters arrived, and a moment longer for others; the first first.
    pub async fn letters(&self, count: usize) -> Vec<Received> {
        while self.arrived().len() < count {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        let mut files = self.arrived();
        files.sort();
        files.iter().map(|file| Received(fs::read_to_string(file).expect("a letter"))).collect()
    }

    fn arrived(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.path("mail")).expect("a folder");
        let files = files.map(|file| file.expect("a file").path());
        files.filter(|file| file.extension().is_some_and(|kind| kind == "eml")).collect()
    }
}

impl Received {
    /// All of it.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// As mail programs read it.
    #[must_use]
    pub fn read(&self) -> Message<'_> {
        MessageParser::default().parse(&self.0).expect("a letter")
    }

    /// A header as it was sent.
    #[must_use]
    pub fn header(&self, name: &str) -> String {
        let read = self.read();
        read.header_raw(name).unwrap_or_default().trim().to_owned()
    }

    /// Where it went.
    #[must_use]
    pub fn to(&self) -> String {
        let read = self.read();
        let to = read.to().and_then(|to| to.first()).and_then(|to| to.address());
        to.unwrap_or_default().to_owned()
    }

    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> String {
        self.read().subject().unwrap_or_default().to_owned()
    }

    /// Its plain text.
    #[must_use]
    pub fn text(&self) -> String {
        self.read().body_text(0).unwrap_or_default().replace("\r\n", "\n")
    }

    /// Its page.
    #[must_use]
    pub fn html(&self) -> String {
        self.read().body_html(0).unwrap_or_default().replace("\r\n", "\n")
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.stop();
    }
}
