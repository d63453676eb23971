//! Settings of mail: which server takes it, who it is from, and where its links lead.

use std::{fmt, fs, net::SocketAddr};

use lettre::{message::Mailbox, transport::smtp::client::Certificate};
use percent_encoding::percent_decode_str;
use reqwest::Url;

use super::Wrong;

/// How mail is sent.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// `MATERNAL_SMTP_URL` and `_CA`: the server that takes it; absent, it lies in the folder `mail` of the data.
    pub server: Option<MailServer>,
    /// `MATERNAL_MAIL_FROM`: who it is from.
    pub from: Mailbox,
    /// `MATERNAL_PUBLIC_URL`: where its links lead, without a slash at the end.
    pub public_url: Url,
}

/// A mail server.
#[derive(Clone)]
pub struct MailServer {
    /// Its name, which its certificate must have.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is spoken to.
    pub security: Security,
    /// The name and the password that sign in.
    pub credentials: Option<(String, String)>,
    /// The certificates that are trusted beside the system's.
    pub trusted: Option<Certificate>,
}

/// When a connection to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// From its first byte (RFC 8314).
    Tls,
    /// Once the server was asked to, and it must agree (RFC 3207).
    StartTls,
    /// Never.
    None,
}

/// Without what signs in.
impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailServer({}:{}, {:?})", self.host, self.port, self.security)
    }
}

const SMTP_URL: &str = "MATERNAL_SMTP_URL";
const SMTP_CA: &str = "MATERNAL_SMTP_CA";
const FROM: &str = "MATERNAL_MAIL_FROM";
const PUBLIC_URL: &str = "MATERNAL_PUBLIC_URL";

impl MailSettings {
    pub(super) fn from(
        get: &impl Fn(&str) -> Option<String>,
        listen: SocketAddr,
    ) -> Result<Self, Wrong> {
        let server = get(SMTP_URL).map(|url| server(&url)).transpose()?;
        for name in [FROM, PUBLIC_URL] {
            if server.is_some() && get(name).is_none() {
                return Err(Wrong(format!("{SMTP_URL} needs {name}, which is missing.")));
            }
        }
        let trusted = get(SMTP_CA).map(|path| certificates(&path)).transpose()?;
        if server.is_none() && trusted.is_some() {
            return Err(Wrong(format!("{SMTP_CA} is set without {SMTP_URL}.")));
        }
        let server = server.map(|server| MailServer { trusted, ..server });
        let from = get(FROM).unwrap_or_else(|| "Maternal <hello@maternal.invalid>".into());
        let from = from.parse().map_err(|why| {
            Wrong(format!("{FROM} is `{from}`, which is no address such as Maternal <hello@example.org>: {why}."))
        })?;
        Ok(Self { server, from, public_url: public_url(get(PUBLIC_URL), listen)? })
    }

    /// Where a link in a letter leads.
    pub(crate) fn link(&self, page: &str, token: &str) -> String {
        // Browsers keep what follows the `#` to themselves, so that it stands in no log.
        format!("{}/{page}#{token}", self.public_url.as_str().trim_end_matches('/'))
    }
}

/// Reads the address of a mail server. It may hold a password and is not repeated.
fn server(text: &str) -> Result<MailServer, Wrong> {
    let form = "smtps://user:password@mail.example.org or smtp://user:password@mail.example.org?tls=required";
    let wrong = |why: &str| Wrong(format!("{SMTP_URL} {why}; it is written as {form}."));
    let url = Url::parse(text.trim()).map_err(|_| wrong("cannot be read"))?;
    let host = url.host_str().filter(|host| !host.is_empty());
    let host = host.ok_or_else(|| wrong("names no server"))?.trim_matches(['[', ']']).to_owned();
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err(wrong("has something behind the server's name"));
    }
    let options: Vec<_> = url.query_pairs().collect();
    let options: Vec<_> = options.iter().map(|(name, value)| (&**name, &**value)).collect();
    let (security, port) = match (url.scheme(), &options[..]) {
        ("smtps", []) => (Security::Tls, 465),
        ("smtp", [] | [("tls", "required")]) => (Security::StartTls, 587),
        ("smtp", [("tls", "none")]) => (Security::None, 25),
        _ => {
            return Err(wrong(
                "begins with neither smtps:// nor smtp://, or has an option beside tls=required and tls=none",
            ));
        }
    };
    let decoded = |text: &str| {
        let text = percent_decode_str(text).decode_utf8();
        text.map(String::from).map_err(|_| wrong("has a name or password that is not UTF-8"))
    };
    let credentials = match (url.username(), url.password()) {
        ("", None) => None,
        ("", Some(_)) | (_, None) => return Err(wrong("has a name or a password, but not both")),
        _ if security == Security::None => {
            return Err(wrong("would tell a password without TLS"));
        }
        (name, Some(password)) => Some((decoded(name)?, decoded(password)?)),
    };
    let port = url.port().unwrap_or(port);
    Ok(MailServer { host, port, security, credentials, trusted: None })
}

fn certificates(path: &str) -> Result<Certificate, Wrong> {
    let wrong = |why: &dyn fmt::Display| Wrong(format!("{SMTP_CA} {path} cannot be used: {why}."));
    let pem = fs::read_to_string(path).map_err(|why| wrong(&why))?;
    if !pem.contains("-----BEGIN CERTIFICATE-----") {
        return Err(wrong(&"it holds no certificate in PEM"));
    }
    Certificate::from_pem(pem.as_bytes()).map_err(|why| wrong(&why))
}

fn public_url(given: Option<String>, listen: SocketAddr) -> Result<Url, Wrong> {
    let text = given.unwrap_or_else(|| format!("http://{listen}"));
    let url = Url::parse(text.trim()).ok().filter(|url| {
        matches!(url.scheme(), "https" | "http")
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    });
    url.ok_or_else(|| {
        Wrong(format!(
            "{PUBLIC_URL} is `{text}`, which is no address such as https://maternal.example.org."
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(settings: &[(&str, &str)]) -> Result<MailSettings, Wrong> {
        let get = |name: &str| {
            let found = settings.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        MailSettings::from(&get, "127.0.0.1:8080".parse().unwrap())
    }

    fn sending(url: &str) -> Result<MailServer, Wrong> {
        let from = (FROM, "Maternal <hello@example.org>");
        let read = with(&[(SMTP_URL, url), from, (PUBLIC_URL, "https://example.org/")])?;
        Ok(read.server.unwrap())
    }

    #[test]
    fn a_server_is_encrypted_unless_its_address_says_otherwise() {
        for (url, port, security) in [
            ("smtps://u:p@mail.example.org", 465, Security::Tls),
            ("smtps://u:p@mail.example.org:4650", 4650, Security::Tls),
            ("smtp://u:p@mail.example.org", 587, Security::StartTls),
            ("smtp://u:p@mail.example.org:5870?tls=required", 5870, Security::StartTls),
            ("smtp://mail.example.org?tls=none", 25, Security::None),
        ] {
            let server = sending(url).unwrap();
            assert_eq!((server.port, server.security), (port, security), "{url}");
            assert_eq!(server.host, "mail.example.org");
        }
        let server = sending("smtps://a%40example.org:s%3Acret%2F@mail.example.org").unwrap();
        assert_eq!(server.credentials, Some(("a@example.org".into(), "s:cret/".into())));
        assert_eq!(sending("smtp://[::1]:25?tls=none").unwrap().host, "::1");
    }

    #[test]
    fn a_wrong_address_is_refused_and_no_password_is_ever_told() {
        for url in [
            "smtp://u:hunter2@mail.example.org?tls=none",
            "smtp://u:hunter2@mail.example.org?tls=opportunistic",
            "smtps://u:hunter2@mail.example.org?tls=none",
            "smtps://u:hunter2@mail.example.org/hello",
            "smtps://u:hunter2@mail.example.org#hello",
            "smtps://:hunter2@mail.example.org",
            "smtps://hunter2@mail.example.org",
            "smtps://u:hunter2@mail.example.org:port",
            "smtps://u:hunter2%FF@mail.example.org",
            "https://u:hunter2@mail.example.org",
            "hunter2",
        ] {
            let sentence = sending(url).unwrap_err().to_string();
            assert!(sentence.contains(SMTP_URL) && !sentence.contains("hunter2"), "{sentence}");
        }
        let server = sending("smtps://u:hunter2@mail.example.org").unwrap();
        assert_eq!(format!("{server:?}"), "MailServer(mail.example.org:465, Tls)");
    }

    #[test]
    fn a_server_needs_a_sender_and_a_place_for_links_to_lead_to() {
        let url = (SMTP_URL, "smtps://mail.example.org");
        let from = (FROM, "hello@example.org");
        for settings in [
            &[url, from][..],
            &[url, (PUBLIC_URL, "https://example.org")],
            &[(FROM, "nobody")],
            &[(FROM, "a@example.org\r\nBcc: b@example.org")],
            &[(PUBLIC_URL, "example.org")],
            &[(PUBLIC_URL, "https://example.org/?x")],
            &[(SMTP_CA, "/nowhere")],
        ] {
            assert!(with(settings).is_err(), "{settings:?}");
        }
        let link = |settings: &[_]| with(settings).unwrap().link("verify-email", "token");
        assert_eq!(link(&[]), "http://127.0.0.1:8080/verify-email#token");
        let below = (PUBLIC_URL, "https://example.org/family/");
        assert_eq!(link(&[below]), "https://example.org/family/verify-email#token");
    }
}
