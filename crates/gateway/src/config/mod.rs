//! Settings: from the environment, else from `maternal.toml`, else the default. A wrong one is refused with a sentence
//! that says which and why.

mod files;
mod mail;
mod model;
mod speech;

use std::{
    collections::BTreeMap,
    fmt::Display,
    io,
    net::SocketAddr,
    num::NonZeroU32,
    path::{Path, PathBuf},
    str::FromStr,
};

use domain::FamilyLimits;

pub use self::{
    files::{Bucket, Place, Secret},
    mail::{MailServer, MailSettings, Security},
    model::{ModelServer, Patience},
    speech::Hearing,
};
pub use crate::finders::Pace;

/// What the gateway needs to know before it starts.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `MATERNAL_LISTEN`: where to listen.
    pub listen: SocketAddr,
    /// `MATERNAL_DATA`: the folder for everything that is kept in files.
    pub data: PathBuf,
    /// `DATABASE_URL`: PostgreSQL; absent, SQLite in the data folder.
    pub database_url: Option<String>,
    /// `REDIS_URL`: Redis, through which nodes wake each other and share their limits; absent, there is one node.
    pub redis_url: Option<String>,
    /// `MATERNAL_ORIGINS`: the origins, as `https://app.example.org`, whose pages may open sockets beside the gateway's own, and
    /// read answers; if there are none, all may read answers.
    pub origins: Vec<String>,
    /// `MATERNAL_RATE_LIMIT`: requests in any 60 seconds for each account, and for each address before sign-in.
    pub rate_limit: NonZeroU32,
    /// `MATERNAL_FREE_MEMBERS`, `_CHILDREN` and `_QUESTIONS`: how large a family may be whose parents have paid nothing, and how often
    /// a day each may ask the assistant.
    pub free: FamilyLimits,
    /// `MATERNAL_PRO_MEMBERS`, `_CHILDREN` and `_QUESTIONS`: and one of whose parents one has.
    pub pro: FamilyLimits,
    /// `MATERNAL_KEYS`: the file with the signing and master keys; absent, `keys` in the data folder, made when missing.
    pub keys: Option<PathBuf>,
    /// `MATERNAL_FILES_URL`: where pictures are kept; absent, `files` in the data folder.
    pub files: Option<Place>,
    /// `MATERNAL_SMTP_…`, `MATERNAL_MAIL_FROM` and `MATERNAL_PUBLIC_URL`: how mail is sent.
    pub mail: MailSettings,
    /// `MATERNAL_TLS_CERT` and `MATERNAL_TLS_KEY`: PEM files; absent, plain HTTP behind a proxy.
    pub tls: Option<Tls>,
    /// `MATERNAL_INTROSPECTION`: whether the GraphQL schema may be looked at, and GraphiQL is there to do so.
    pub introspection: bool,
    /// `MATERNAL_CONSENT`: whether a parent who adds a child must say that they agree to what is kept about it (`explicit`), or says
    /// so by adding it (`implied`).
    pub explicit_consent: bool,
    /// `MATERNAL_FCM_…`: Firebase Cloud Messaging, for Android and browsers; absent, nothing is pushed to them.
    pub fcm: Option<Fcm>,
    /// `MATERNAL_APNS_…`: Apple's push service, for iPhones and iPads; absent, nothing is pushed to them.
    pub apns: Option<Apns>,
    /// `MATERNAL_AI_…`: a language model, which writes answers; absent, they are put together from what is built in.
    pub model: Option<ModelServer>,
    /// `MATERNAL_SPEECH` and `MATERNAL_SPEECH_…`: what hears spoken commands.
    pub hearing: Hearing,
    /// `RUST_LOG`: what is logged.
    pub log: String,
    /// How soon what was logged is looked at for what it makes known: as usual, but for tests.
    pub pace: Pace,
}

/// A project of Firebase.
#[derive(Clone, Debug)]
pub struct Fcm {
    /// `MATERNAL_FCM_CREDENTIALS`: the JSON file of its service account.
    pub credentials: PathBuf,
    /// `MATERNAL_FCM_URL`: where messages are sent.
    pub url: String,
}

/// An app in Apple's push service.
#[derive(Clone, Debug)]
pub struct Apns {
    /// `MATERNAL_APNS_KEY`: the `.p8` file of the signing key.
    pub key: PathBuf,
    /// `MATERNAL_APNS_KEY_ID`: the key's id.
    pub key_id: String,
    /// `MATERNAL_APNS_TEAM_ID`: the developer team's id.
    pub team_id: String,
    /// `MATERNAL_APNS_TOPIC`: the app's bundle id.
    pub topic: String,
    /// `MATERNAL_APNS_URL`: where messages are sent.
    pub url: String,
}

/// The files that make a TLS server.
#[derive(Clone, Debug)]
pub struct Tls {
    /// The chain of certificates.
    pub cert: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// A sentence about a setting that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(pub(crate) String);

const FILE: &str = "maternal.toml";

const NAMES: [&str; 41] = [
    "MATERNAL_LISTEN",
    "MATERNAL_DATA",
    "DATABASE_URL",
    "REDIS_URL",
    "MATERNAL_ORIGINS",
    "MATERNAL_RATE_LIMIT",
    "MATERNAL_FREE_MEMBERS",
    "MATERNAL_FREE_CHILDREN",
    "MATERNAL_FREE_QUESTIONS",
    "MATERNAL_PRO_MEMBERS",
    "MATERNAL_PRO_CHILDREN",
    "MATERNAL_PRO_QUESTIONS",
    "MATERNAL_KEYS",
    "MATERNAL_SMTP_URL",
    "MATERNAL_SMTP_CA",
    "MATERNAL_MAIL_FROM",
    "MATERNAL_PUBLIC_URL",
    "MATERNAL_FILES_URL",
    "AWS_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "MATERNAL_AI_URL",
    "MATERNAL_AI_KEY",
    "MATERNAL_AI_MODEL",
    "MATERNAL_SPEECH",
    "MATERNAL_SPEECH_URL",
    "MATERNAL_SPEECH_KEY",
    "MATERNAL_SPEECH_MODEL",
    "MATERNAL_TLS_CERT",
    "MATERNAL_TLS_KEY",
    "MATERNAL_INTROSPECTION",
    "MATERNAL_FCM_CREDENTIALS",
    "MATERNAL_FCM_URL",
    "MATERNAL_APNS_KEY",
    "MATERNAL_APNS_KEY_ID",
    "MATERNAL_APNS_TEAM_ID",
    "MATERNAL_APNS_TOPIC",
    "MATERNAL_APNS_URL",
    "MATERNAL_CONSENT",
    "RUST_LOG",
];

impl Settings {
    /// Reads the settings of this process.
    ///
    /// # Errors
    /// [`Wrong`] for the first setting that cannot be used.
    pub fn load() -> Result<Self, Wrong> {
        let file = read_file(Path::new(FILE))?;
        Self::from(|name| std::env::var(name).ok().or_else(|| file.get(name).cloned()))
    }

    /// Reads the settings that `given` knows.
    ///
    /// # Errors
    /// [`Wrong`] for the first setting that cannot be used.
    pub fn from(given: impl Fn(&str) -> Option<String>) -> Result<Self, Wrong> {
        let get = |name: &str| given(name).filter(|value| !value.trim().is_empty());
        let tls = together(&get, ["MATERNAL_TLS_CERT", "MATERNAL_TLS_KEY"])?;
        let tls = tls.map(|[cert, key]| Tls { cert: cert.into(), key: key.into() });
        let database_url =
            url("DATABASE_URL", get("DATABASE_URL"), &["postgres://", "postgresql://"])?;
        let redis_url = url("REDIS_URL", get("REDIS_URL"), &["redis://", "rediss://"])?;
        if redis_url.is_some() && database_url.is_none() {
            let alone = "REDIS_URL is set without DATABASE_URL: nodes that share Redis must share PostgreSQL.";
            return Err(Wrong(alone.into()));
        }
        let listen = parse("MATERNAL_LISTEN", get("MATERNAL_LISTEN"), "127.0.0.1:8080")?;
        Ok(Self {
            listen,
            data: parse("MATERNAL_DATA", get("MATERNAL_DATA"), "./data")?,
            database_url,
            redis_url,
            origins: origins(get("MATERNAL_ORIGINS"))?,
            rate_limit: parse("MATERNAL_RATE_LIMIT", get("MATERNAL_RATE_LIMIT"), "100")?,
            free: FamilyLimits {
                members: parse("MATERNAL_FREE_MEMBERS", get("MATERNAL_FREE_MEMBERS"), "20")?,
                children: parse("MATERNAL_FREE_CHILDREN", get("MATERNAL_FREE_CHILDREN"), "10")?,
                questions: parse("MATERNAL_FREE_QUESTIONS", get("MATERNAL_FREE_QUESTIONS"), "30")?,
            },
            pro: FamilyLimits {
                members: parse("MATERNAL_PRO_MEMBERS", get("MATERNAL_PRO_MEMBERS"), "100")?,
                children: parse("MATERNAL_PRO_CHILDREN", get("MATERNAL_PRO_CHILDREN"), "50")?,
                questions: parse("MATERNAL_PRO_QUESTIONS", get("MATERNAL_PRO_QUESTIONS"), "1000")?,
            },
            keys: get("MATERNAL_KEYS").map(PathBuf::from),
            files: files::place(&get)?,
            mail: MailSettings::from(&get, listen)?,
            tls,
            introspection: switch("MATERNAL_INTROSPECTION", get("MATERNAL_INTROSPECTION"), "on")?,
            explicit_consent: consent(&get("MATERNAL_CONSENT").unwrap_or_default())?,
            fcm: fcm(&get)?,
            apns: apns(&get)?,
            model: model::server(&get)?,
            hearing: speech::hearing(&get)?,
            log: get("RUST_LOG").unwrap_or_else(|| "info,sqlx=warn".into()),
            pace: Pace::default(),
        })
    }

    /// Where pictures are.
    #[must_use]
    pub fn place(&self) -> Place {
        self.files.clone().unwrap_or_else(|| Place::Folder(self.data.join("files")))
    }

    /// Where the database is.
    #[must_use]
    pub fn database(&self) -> String {
        self.database_url
            .clone()
            .unwrap_or_else(|| format!("sqlite://{}", self.data.join("maternal.db").display()))
    }
}

fn fcm(get: &impl Fn(&str) -> Option<String>) -> Result<Option<Fcm>, Wrong> {
    let credentials = together(get, ["MATERNAL_FCM_CREDENTIALS"])?;
    let url = push_url(get, "MATERNAL_FCM_URL", credentials.is_some())?;
    Ok(credentials.map(|[credentials]| Fcm {
        credentials: credentials.into(),
        url: url.unwrap_or_else(|| "https://fcm.googleapis.com".into()),
    }))
}

fn apns(get: &impl Fn(&str) -> Option<String>) -> Result<Option<Apns>, Wrong> {
    let all = ["KEY", "KEY_ID", "TEAM_ID", "TOPIC"].map(|part| format!("MATERNAL_APNS_{part}"));
    let given = together(get, all.each_ref().map(String::as_str))?;
    let url = push_url(get, "MATERNAL_APNS_URL", given.is_some())?;
    Ok(given.map(|[key, key_id, team_id, topic]| Apns {
        key: key.into(),
        key_id,
        team_id,
        topic,
        url: url.unwrap_or_else(|| "https://api.push.apple.com".into()),
    }))
}

/// The address of a push service, which means nothing without what signs in there.
fn push_url(
    get: &impl Fn(&str) -> Option<String>,
    name: &str,
    used: bool,
) -> Result<Option<String>, Wrong> {
    let given = url(name, get(name), &["https://", "http://"])?;
    if given.is_some() && !used {
        return Err(Wrong(format!("{name} is set, but not what signs in there; see the README.")));
    }
    Ok(given.map(|url| url.trim_end_matches('/').to_owned()))
}

/// Settings that go together: all of them, or none.
fn together<const N: usize>(
    get: &impl Fn(&str) -> Option<String>,
    names: [&str; N],
) -> Result<Option<[String; N]>, Wrong> {
    let values = names.map(get);
    let missing: Vec<_> = names
        .iter()
        .zip(&values)
        .filter(|(_, value)| value.is_none())
        .map(|(name, _)| *name)
        .collect();
    match missing.len() {
        0 => Ok(Some(values.map(Option::unwrap_or_default))),
        all if all == N => Ok(None),
        _ => Err(Wrong(format!(
            "{} go together; {} is missing.",
            names.join(" and "),
            missing.join(" and ")
        ))),
    }
}

fn parse<T: FromStr<Err: Display>>(
    name: &str,
    given: Option<String>,
    default: &str,
) -> Result<T, Wrong> {
    let value = given.unwrap_or_else(|| default.into());
    let parsed = value.trim().parse();
    parsed.map_err(|why| Wrong(format!("{name} is `{value}`, which cannot be used: {why}.")))
}

/// Something that is on or off.
fn switch(name: &str, given: Option<String>, default: &str) -> Result<bool, Wrong> {
    let value = given.unwrap_or_else(|| default.into());
    match value.trim() {
        "on" => Ok(true),
        "off" => Ok(false),
        other => Err(Wrong(format!("{name} is `{other}`, but can only be `on` or `off`."))),
    }
}

/// Whether consent must be said.
fn consent(given: &str) -> Result<bool, Wrong> {
    match given.trim() {
        "" | "implied" => Ok(false),
        "explicit" => Ok(true),
        other => Err(Wrong(format!(
            "MATERNAL_CONSENT is `{other}`, but can only be `implied` or `explicit`."
        ))),
    }
}

fn url(name: &str, given: Option<String>, schemes: &[&str]) -> Result<Option<String>, Wrong> {
    match given {
        Some(url) if !schemes.iter().any(|scheme| url.starts_with(scheme)) => {
            // The value may hold a password and is not repeated.
            Err(Wrong(format!("{name} must begin with {}.", schemes.join(" or "))))
        }
        other => Ok(other),
    }
}

fn origins(given: Option<String>) -> Result<Vec<String>, Wrong> {
    let given = given.unwrap_or_default();
    let origins = given.split([',', ' ']).filter(|origin| !origin.is_empty()).map(|origin| {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        match host {
            Some(host) if !host.is_empty() && !host.contains('/') => Ok(origin.to_lowercase()),
            _ => Err(Wrong(format!(
                "MATERNAL_ORIGINS has `{origin}`, which is no origin such as https://app.example.org."
            ))),
        }
    });
    origins.collect()
}

fn read_file(path: &Path) -> Result<BTreeMap<String, String>, Wrong> {
    let text = match std::fs::read_to_string(path) {
        Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        read => read.map_err(|why| Wrong(format!("{FILE} cannot be read: {why}.")))?,
    };
    let table: toml::Table = text
        .parse()
        .map_err(|why: toml::de::Error| Wrong(format!("{FILE}: {}.", why.message())))?;
    table
        .into_iter()
        .map(|(name, value)| {
            if !NAMES.contains(&name.as_str()) {
                return Err(Wrong(format!("{FILE} has `{name}`, which is no setting.")));
            }
            let value = match value {
                toml::Value::String(text) => text,
                other => other.to_string(),
            };
            Ok((name, value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(settings: &[(&str, &str)]) -> Result<Settings, Wrong> {
        Settings::from(|name| {
            settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into())
        })
    }

    #[test]
    fn nothing_set_means_the_embedded_default() {
        let settings = with(&[]).unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.database(), "sqlite://./data/maternal.db");
        assert_eq!(settings.rate_limit.get(), 100);
        assert!(settings.introspection);
    }

    #[test]
    fn a_wrong_setting_is_named() {
        for (name, value) in [
            ("MATERNAL_LISTEN", "here"),
            ("DATABASE_URL", "mysql://x"),
            ("REDIS_URL", "http://x"),
            ("MATERNAL_RATE_LIMIT", "0"),
            ("MATERNAL_ORIGINS", "https://app.example.org/"),
            ("MATERNAL_FILES_URL", "ftp://x"),
            ("MATERNAL_TLS_CERT", "cert.pem"),
            ("MATERNAL_INTROSPECTION", "yes"),
            ("MATERNAL_CONSENT", "yes"),
            ("MATERNAL_SMTP_URL", "smtp://x"),
            ("MATERNAL_SMTP_CA", "ca.pem"),
            ("MATERNAL_MAIL_FROM", "hello"),
            ("MATERNAL_PUBLIC_URL", "example.org"),
            ("MATERNAL_FCM_URL", "https://fcm.example.com"),
            ("MATERNAL_APNS_URL", "push.example.com"),
            ("MATERNAL_APNS_KEY_ID", "ABC123DEFG"),
            ("MATERNAL_AI_URL", "https://api.example.org/v1"),
            ("MATERNAL_AI_KEY", "a-key"),
            ("MATERNAL_AI_MODEL", "a-model"),
            ("MATERNAL_SPEECH", "loud"),
            ("MATERNAL_SPEECH_KEY", "a-key"),
        ] {
            let sentence = with(&[(name, value)]).unwrap_err().to_string();
            assert!(sentence.contains(name) && sentence.ends_with('.'), "{sentence}");
        }
        assert!(with(&[("REDIS_URL", "redis://localhost")]).is_err());
    }
}
