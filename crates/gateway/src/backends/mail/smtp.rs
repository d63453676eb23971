//! Speaking SMTP to a mail server.
//!
//! Connections are ours to keep: those of lettre's own pool come back to it in the middle of a word when a call is broken
//! off, and its calls have no deadline once they are connected.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, TlsParameters},
        extension::ClientId,
    },
};
use reqwest::Url;
use tokio::time::timeout;

use super::Receipt;
use crate::config::{MailServer, MailSettings, Security, Wrong};

/// How long sending a letter may take, all calls together.
const DEADLINE: Duration = Duration::from_secs(40);
/// How long it may take to be connected.
const CONNECTED: Duration = Duration::from_secs(10);

/// The way to a mail server.
pub(super) struct Smtp {
    host: String,
    port: u16,
    security: Security,
    tls: TlsParameters,
    credentials: Option<Credentials>,
    /// What the gateway calls itself.
    hello: ClientId,
    /// Connections that wait for the next letter. The lock is not held while one is spoken over.
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

/// Why a letter was not taken.
enum Failure {
    /// The letter itself was not reached yet.
    Unreachable(Error),
    /// The server heard of the letter.
    NotTaken(Error),
}

impl Smtp {
    /// # Errors
    /// [`Wrong`] if its certificate could not be checked.
    pub(super) fn new(server: &MailServer, settings: &MailSettings) -> Result<Self, Wrong> {
        let mut tls = TlsParameters::builder(server.host.clone());
        if let Some(trusted) = &server.trusted {
            tls = tls.add_root_certificate(trusted.clone());
        }
        let tls = tls.build_rustls();
        let credentials = server.credentials.clone();
        Ok(Self {
            host: server.host.clone(),
            port: server.port,
            security: server.security,
            tls: tls.map_err(|why| Wrong(format!("Mail cannot be sent over TLS: {why}.")))?,
            credentials: credentials.map(|(name, password)| Credentials::new(name, password)),
            hello: hello(&settings.public_url),
            idle: Mutex::default(),
        })
    }

    /// Hands a letter over.
    pub(super) async fn send(&self, envelope: &Envelope, letter: &[u8]) -> Receipt {
        // Who is broken off drops the connection, and the server what it had not taken yet.
        let Ok(sent) = timeout(DEADLINE, self.try_send(envelope, letter)).await else {
            tracing::warn!("the mail server did not answer in time");
            return Receipt::Later;
        };
        match sent {
            Ok(()) => Receipt::Taken,
            Err(Failure::Unreachable(error)) => {
                // A server that does not let us in says nothing of the letter; one that will later gets it then.
                tracing::warn!(error = told(&error), "the mail server cannot be reached");
                Receipt::Later
            }
            Err(Failure::NotTaken(error)) => {
                tracing::warn!(error = told(&error), "the mail server did not take a letter");
                // What it lacks, such as SMTPUTF8 for an address that is not ASCII, it will lack then.
                let never = error.is_permanent() || error.is_client();
                if never { Receipt::Refused } else { Receipt::Later }
            }
        }
    }

    async fn try_send(&self, envelope: &Envelope, letter: &[u8]) -> Result<(), Failure> {
        let mut connection = self.connection().await.map_err(Failure::Unreachable)?;
        connection.send(envelope, letter).await.map_err(Failure::NotTaken)?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        Ok(())
    }

    /// A connection that waits, or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, Error> {
        while let Some(mut connection) = self.waiting() {
            if connection.test_connected().await {
                return Ok(connection);
            }
        }
        let tls = (self.security == Security::Tls).then(|| self.tls.clone());
        let server = (&*self.host, self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(CONNECTED), &self.hello, tls, None)
                .await?;
        if self.security == Security::StartTls {
            connection.starttls(self.tls.clone(), &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(connection)
    }

    fn waiting(&self) -> Option<AsyncSmtpConnection> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// Takes leave of the server until there are letters again.
    pub(super) async fn rest(&self) {
        while let Some(mut connection) = self.waiting() {
            let _ = timeout(CONNECTED, connection.quit()).await;
        }
    }
}

/// What may be told of an error: of an answer only its code, as its words may hold the address.
fn told(error: &Error) -> String {
    match error.status() {
        Some(code) => code.to_string(),
        None if error.is_response() => "its answer is not SMTP".into(),
        None => error.to_string(),
    }
}

/// The gateway's own name (RFC 5321, 4.1.3), as people know it.
fn hello(public_url: &Url) -> ClientId {
    let name = public_url.host_str().unwrap_or("localhost");
    match name.trim_matches(['[', ']']).parse() {
        Ok(std::net::IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(std::net::IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(_) => ClientId::Domain(name.to_owned()),
    }
}
