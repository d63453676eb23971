//! A running gateway.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Account, Email, Letter, Locale, Name, Profile};
use gateway::{
    App, Stopper,
    config::{Hearing, Pace, Patience, Settings},
    keys::Keys,
};
use persistence::{Db, letters::Addressed, seal::Vault};
use reqwest::Client;
use tempfile::TempDir;

use crate::{Database, Files, ModelServer, Person, SpeechServer, Storage};

/// What only tests set.
#[derive(Clone, Copy)]
struct Tempo {
    /// How soon it looks at what was logged.
    pace: Pace,
    /// How patient it is with a model, and with what hears.
    patience: Patience,
}

/// Nothing is looked at by itself, so that statements are counted by what asks for them.
fn when_told() -> Tempo {
    let day = Duration::from_hours(24);
    Tempo { pace: Pace { settled: day, latest: day, sweep: day }, patience: Patience::default() }
}

/// A running gateway; it stops with the test.
pub struct Gateway {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its database.
    pub database: Database,
    /// Its data folder, which the nodes beside it share.
    pub data: Arc<TempDir>,
    /// What it has run.
    counted: Arc<Counted>,
    /// How far its clock is from the real one, in milliseconds.
    clock: Arc<AtomicI64>,
    app: Arc<App>,
    /// What it was started with, beside the usual.
    settings: Vec<(String, String)>,
    tempo: Tempo,
    stopper: Stopper,
    pub(crate) client: Client,
}

/// The statements that a node has run.
#[derive(Default)]
struct Counted {
    all: AtomicUsize,
    /// Those on the threads that serve requests.
    served: AtomicUsize,
    /// Those that note that it looked at families.
    looks: AtomicUsize,
}

impl Counted {
    fn count(&self, statement: &str) {
        let serves = thread::current().name().is_some_and(|name| name.starts_with("actix"));
        let is_look = statement.starts_with("INSERT INTO \"reviews\"");
        self.all.fetch_add(1, Ordering::SeqCst);
        self.served.fetch_add(serves.into(), Ordering::SeqCst);
        self.looks.fetch_add(is_look.into(), Ordering::SeqCst);
    }
}

/// An app that serves nobody yet.
struct Wired {
    app: Arc<App>,
    counted: Arc<Counted>,
}

impl Wired {
    async fn on(
        database: &Database,
        data: &Path,
        clock: &Arc<AtomicI64>,
        settings: &[(String, String)],
        tempo: Tempo,
    ) -> Self {
        let folder = data.display().to_string();
        let mut read = Settings::from(|name| {
            let given = settings.iter().find(|(known, _)| known == name);
            given.map(|(_, value)| value.clone()).or_else(|| match name {
                "MATERNAL_LISTEN" => Some("127.0.0.1:0".into()),
                "MATERNAL_DATA" => Some(folder.clone()),
                "MATERNAL_RATE_LIMIT" => Some("1000000".into()),
                "DATABASE_URL" => database.url.clone(),
                "REDIS_URL" => database.redis.clone(),
                _ => None,
            })
        })
        .expect("good settings");
        read.pace = tempo.pace;
        if let Some(model) = &mut read.model {
            model.patience = tempo.patience;
        }
        if let Hearing::Server(server) = &mut read.hearing {
            server.patience = tempo.patience;
        }
        let keys = Keys::load(&read).expect("keys");
        let mut db = Db::connect(&read.database()).await.expect("a database");
        persistence::migrate(&db).await.expect("the schema applies");
        db.claim(&keys.vault).await.expect("the keys fit");
        let counted = Arc::new(Counted::default());
        let counts = counted.clone();
        db.observe(move |statement| counts.count(statement));
        let offset = clock.clone();
        let now = move || real_now() + TimeDelta::milliseconds(offset.load(Ordering::SeqCst));
        let app = App::at(read, keys, db, now).await.expect("an app");
        Self { app, counted }
    }
}

/// Waits until no statement was run for a while, which a busy machine may need between two.
async fn settled(counted: &Counted) {
    const QUIET: usize = 4;
    let (mut before, mut quiet) = (counted.all.load(Ordering::SeqCst), 0);
    while quiet < QUIET {
        tokio::time::sleep(Duration::from_millis(75)).await;
        let now = counted.all.load(Ordering::SeqCst);
        quiet = if now == before { quiet + 1 } else { 0 };
        before = now;
    }
}

impl Gateway {
    /// Starts a gateway on a fresh database.
    pub async fn start(on: Storage) -> Self {
        Self::with(on, &[]).await
    }

    /// Starts a gateway whose clock shows this time.
    pub async fn start_at(on: Storage, time: &str) -> Self {
        let gateway = Self::start(on).await;
        gateway.set_clock(time);
        gateway
    }

    /// Starts a gateway with these settings.
    pub async fn with(on: Storage, settings: &[(&str, &str)]) -> Self {
        let settings = settings.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        Self::fresh(on, settings.collect(), when_told()).await
    }

    /// Starts a gateway that keeps its pictures there.
    pub async fn keeping(on: Storage, files: &Files) -> Self {
        let settings = files.settings().into_iter().map(|(name, value)| (name.into(), value));
        Self::fresh(on, settings.collect(), when_told()).await
    }

    /// Starts a gateway that looks at what was logged by itself, so soon.
    pub async fn looking(on: Storage, pace: Pace) -> Self {
        Self::fresh(on, Vec::new(), Tempo { pace, ..when_told() }).await
    }

    /// Starts a gateway that asks this model, which may take so long.
    pub async fn asking(on: Storage, model: &ModelServer, deadline: Duration) -> Self {
        let pause = Duration::from_millis(5);
        let patience =
            Patience { question: deadline, reply: deadline, pause, ..Patience::default() };
        Self::patient(on, model, patience).await
    }

    /// Starts a gateway that asks this model, and is so patient with it.
    pub async fn patient(on: Storage, model: &ModelServer, patience: Patience) -> Self {
        let settings = model.settings().into_iter().map(|(name, value)| (name.into(), value));
        Self::fresh(on, settings.collect(), Tempo { patience, ..when_told() }).await
    }

    /// Starts a gateway that asks this server what was said, which may take so long.
    pub async fn hearing(on: Storage, speech: &SpeechServer, deadline: Duration) -> Self {
        let settings = speech.settings().into_iter().map(|(name, value)| (name.into(), value));
        let patience = Patience { reply: deadline, ..Patience::default() };
        Self::fresh(on, settings.collect(), Tempo { patience, ..when_told() }).await
    }

    async fn fresh(on: Storage, settings: Vec<(String, String)>, tempo: Tempo) -> Self {
        let data = Arc::new(tempfile::tempdir().expect("a folder"));
        Self::on(Database::fresh(on).await, data, Arc::default(), settings, tempo).await
    }

    /// Starts another node on the same database, with the same settings, keys and clock.
    pub async fn beside(&self) -> Self {
        let (database, data) = (self.database.clone(), self.data.clone());
        Self::on(database, data, self.clock.clone(), self.settings.clone(), self.tempo).await
    }

    /// Looks at what was logged and at what became of it since, without waiting for its next round.
    pub async fn catch_up(&self) {
        gateway::usecases::insights::catch_up(&self.app).await;
    }

    /// Reminds, pushes and sends what is due by its clock, without waiting for its next round.
    pub async fn send_due(&self) {
        gateway::usecases::notifications::send_due(&self.app).await;
        gateway::usecases::letters::send_due(&self.app).await;
    }

    async fn on(
        database: Database,
        data: Arc<TempDir>,
        clock: Arc<AtomicI64>,
        settings: Vec<(String, String)>,
        tempo: Tempo,
    ) -> Self {
        let Wired { app, counted } =
            Wired::on(&database, data.path(), &clock, &settings, tempo).await;
        let running = gateway::serve(app.clone()).expect("a free port");
        let address = running.address;
        let (server, stopper) = running.detach();
        tokio::spawn(server);
        let client = Client::new();
        Self { address, database, data, counted, clock, app, settings, tempo, stopper, client }
    }

    /// Sets the clock; it goes on from there.
    pub fn set_clock(&self, time: &str) {
        let time: DateTime<Utc> = time.parse().expect("a time");
        self.clock.store((time - real_now()).num_milliseconds(), Ordering::SeqCst);
    }

    /// Puts the clock forward.
    pub fn pass(&self, time: TimeDelta) {
        self.clock.fetch_add(time.num_milliseconds(), Ordering::SeqCst);
    }

    /// The time on its clock.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        real_now() + TimeDelta::milliseconds(self.clock.load(Ordering::SeqCst))
    }

    /// How many statements it has run so far.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.counted.all.load(Ordering::SeqCst)
    }

    /// How many of them ran to answer requests, and not beside them.
    #[must_use]
    pub fn served(&self) -> usize {
        self.counted.served.load(Ordering::SeqCst)
    }

    /// How often it noted that it looked at families.
    #[must_use]
    pub fn looks(&self) -> usize {
        self.counted.looks.load(Ordering::SeqCst)
    }

    /// How often a command on the same database, which does not serve, notes that it looked at families.
    pub async fn looks_of_a_command(&self) -> usize {
        let Self { database, data, clock, settings, .. } = self;
        let command = Wired::on(database, data.path(), clock, settings, self.tempo).await;
        settled(&command.counted).await;
        command.counted.looks.load(Ordering::SeqCst)
    }

    /// Another way into its database.
    pub async fn db(&self) -> Db {
        let sqlite = || format!("sqlite://{}/maternal.db", self.data.path().display());
        let url = self.database.url.clone().unwrap_or_else(sqlite);
        Db::connect(&url).await.expect("a database")
    }

    /// The keys of its database.
    #[must_use]
    pub fn vault(&self) -> Vault {
        let folder = self.data.path().display().to_string();
        let settings = Settings::from(|name| (name == "MATERNAL_DATA").then(|| folder.clone()));
        Keys::load(&settings.expect("good settings")).expect("keys").vault
    }

    /// Waits until nothing goes on beside the requests any more, such as pushing.
    pub async fn settled(&self) {
        settled(&self.counted).await;
    }

    /// Somebody without a token.
    #[must_use]
    pub fn anyone(&self) -> Person<'_> {
        Person::nobody(self)
    }

    /// Somebody new with a family of their own.
    pub async fn parent(&self, name: &str) -> Person<'_> {
        Person::registered(self, name).await
    }

    /// Somebody who signed in with a code, whom it makes an account if they have none.
    pub async fn guest(&self, email: &str) -> Person<'_> {
        Person::with_code(self, email).await
    }

    /// Stops it as SIGTERM would.
    pub async fn stop(&self) {
        self.stopper.stop().await;
    }

    /// Every letter that was written so far, as its raw text; waits until they are sent.
    pub async fn letters(&self) -> Vec<String> {
        self.nothing_to_send().await;
        read_all(&self.data.path().join("mail"))
    }

    /// Every letter that was written to this address, likewise.
    pub async fn letters_to(&self, email: &str) -> Vec<String> {
        let to = format!("To: {email}\r\n");
        self.letters().await.into_iter().filter(|letter| letter.contains(&to)).collect()
    }

    /// What the latest letter to this address brought for a page, which it stands behind the `#` of.
    pub async fn mailed(&self, email: &str, page: &str) -> Option<String> {
        let mark = format!("/{page}#");
        let letters = self.letters_to(email).await;
        letters.iter().rev().find_map(|letter| {
            let text = letter.replace("=\r\n", "");
            let token = text.split(&mark).nth(1)?;
            let is_token = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_');
            Some(token.chars().take_while(|it| is_token(*it)).collect())
        })
    }

    /// The code of the latest letter to this address that brought one.
    pub async fn code(&self, email: &str) -> Option<String> {
        let letters = self.letters_to(email).await;
        letters.iter().rev().find_map(|letter| {
            let text = letter.replace("=\r\n", "");
            let code = text.split("to Maternal: ").nth(1)?.chars().take(6);
            Some(code.collect())
        })
    }

    /// Waits until no letter is to be sent any more.
    pub async fn nothing_to_send(&self) {
        while !self.unsent().await.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// How many letters are still to be sent, but for those that ask new accounts for their address.
    pub async fn letters_to_send(&self) -> usize {
        let asks = |letter: &Letter| matches!(letter, Letter::VerifyEmail { .. });
        self.unsent().await.iter().filter(|letter| !asks(letter)).count()
    }

    async fn unsent(&self) -> Vec<Letter> {
        let (db, vault, ever) = (self.db().await, self.vault(), self.now() + TimeDelta::days(365));
        let posted = persistence::letters::due(db.read(), ever, 1000).await.expect("a list");
        posted.iter().map(|posted| posted.open(&vault).expect("a letter").letter).collect()
    }

    /// Puts a letter down, as what it tells of would.
    pub async fn post(&self, to: &str, locale: Locale, letter: Letter) {
        let vault = self.vault();
        let (db, to) = (self.db().await, Email::new(to).expect("an address"));
        if matches!(letter, Letter::ResetPassword { .. } | Letter::VerifyEmail { .. }) {
            // It goes only where there is an account.
            let name = Name::new("name", "Jane Doe").expect("a name");
            let utc = "UTC".parse().expect("a zone");
            let account = Account::new(Profile::new(to.clone(), name, locale, utc), self.now());
            let db = db.write();
            persistence::accounts::insert(db, &vault, &account, None, self.now())
                .await
                .expect("a row");
        }
        let addressed = Addressed { to, locale, letter };
        persistence::letters::insert(db.write(), &vault, addressed, self.now())
            .await
            .expect("a row");
    }

    /// Waits until what was remembered is forgotten, as another node or a changed clock may need.
    pub async fn forget(&self) {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

fn read_all(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a letter");
        (path, text)
    };
    // Their names are in the order in which they were written.
    let mut letters: Vec<_> = entries.map(read).collect();
    letters.sort();
    letters.into_iter().map(|(_, text)| text).collect()
}

#[expect(clippy::disallowed_methods, reason = "the tests' clock is set against the real one")]
fn real_now() -> DateTime<Utc> {
    Utc::now()
}
