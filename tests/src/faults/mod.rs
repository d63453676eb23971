//! Two nodes on servers of their own, families that log and listen at both, and faults that nobody there may notice.

mod home;
mod listener;
mod servers;
mod slow;
mod tally;
mod writer;

use std::{fs::File, net::SocketAddr, process::Command, sync::Once, time::Duration};

use tempfile::TempDir;
use tokio::{
    sync::{Mutex, MutexGuard},
    task::spawn_blocking,
    time::{Instant, sleep, timeout},
};

pub use servers::{Postgres, Redis};
pub use slow::slow_readers;

use crate::{Process, maternal, process::free_port, variable};
use home::Home;
use listener::Listener;
use tally::{HEAD, Tally};
use writer::Writer;

/// How long the last event may take to reach everyone, once all is well again.
const CALM: Duration = Duration::from_secs(20);
/// How long a node may take to stop.
const STOP: Duration = Duration::from_secs(35);
/// Going away.
const AWAY: u16 = 1001;

/// How much there is of everything.
#[derive(Clone, Copy)]
struct Size {
    families: usize,
    listeners: usize,
    /// The feedings of each family.
    per_second: u32,
    /// How often a fault comes.
    rounds: usize,
    /// How long something is away that is away for long.
    long: Duration,
}

impl Size {
    /// What `FAULTS` asks for: `long`, or else short.
    fn chosen() -> Self {
        if Self::is_long() {
            let long = Duration::from_mins(1);
            Self { families: 20, listeners: 5, per_second: 10, rounds: 5, long }
        } else {
            let long = Duration::from_secs(8);
            Self { families: 3, listeners: 5, per_second: 20, rounds: 1, long }
        }
    }

    fn is_long() -> bool {
        std::env::var("FAULTS").is_ok_and(|size| size == "long")
    }
}

/// Two nodes, their servers, and the families that they serve.
pub struct World {
    nodes: [Option<Process>; 2],
    addresses: [SocketAddr; 2],
    /// The database of both nodes.
    pub postgres: Postgres,
    /// What wakes the other node.
    pub redis: Redis,
    homes: Vec<Home>,
    /// Those of each family.
    listeners: Vec<Vec<Listener>>,
    size: Size,
    folder: TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl World {
    /// Lets families live through a fault, and fails if it cost anybody an event.
    pub async fn under(fault: &'static str, mut happen: impl AsyncFnMut(&mut Self)) {
        static HEADED: Once = Once::new();
        let mut world = Self::start().await;
        let (addresses, rate) = (world.addresses, world.size.per_second);
        let writers = world.homes.iter().enumerate();
        let writers = writers.map(|(at, home)| Writer::start(home, addresses, at % 2, rate));
        let writers: Vec<_> = writers.collect();
        world.pass(1).await;
        for _ in 0..world.size.rounds {
            happen(&mut world).await;
            world.pass(1).await;
        }
        let mut heads = Vec::new();
        for (home, writer) in world.homes.iter().zip(writers) {
            heads.push(home.compare(world.node(0), writer.stop().await).await);
        }
        world.calm(&heads).await;
        let mut tally = Tally::of(fault);
        for (listeners, head) in world.listeners.iter().zip(heads) {
            tally.events += head;
            for listener in listeners {
                tally.add(&listener.heard(), head);
            }
        }
        HEADED.call_once(|| println!("{HEAD}"));
        println!("{tally}");
        tally.check();
    }

    async fn start() -> Self {
        let alone = alone().await;
        let size = Size::chosen();
        let folder = folder();
        let (postgres, redis) = (Postgres::start(folder.path()), Redis::start(folder.path()));
        let addresses = [free_port(), free_port()];
        let mut world = Self {
            nodes: [None, None],
            addresses: addresses.map(|port| ([127, 0, 0, 1], port).into()),
            postgres,
            redis,
            homes: Vec::new(),
            listeners: Vec::new(),
            size,
            folder,
            _alone: alone,
        };
        world.restart(0).await;
        world.restart(1).await;
        for number in 0..size.families {
            let home = Home::make(world.node(0), number).await;
            let listeners = 0..size.listeners;
            let listen = |at| Listener::start(&home, world.addresses, at % 2);
            world.listeners.push(listeners.map(listen).collect());
            world.homes.push(home);
        }
        world
    }

    /// Waits until everyone has heard all, though not for ever, and a little longer: what would come twice still may.
    async fn calm(&self, heads: &[i64]) {
        let until = Instant::now() + CALM;
        for (listeners, head) in self.listeners.iter().zip(heads) {
            for listener in listeners {
                while listener.heard().last < *head && Instant::now() < until {
                    sleep(Duration::from_millis(10)).await;
                }
            }
        }
        self.pass(1).await;
    }

    fn node(&self, number: usize) -> &Process {
        self.nodes[number].as_ref().expect("a node that runs")
    }

    /// Lets so many seconds pass, as life goes on.
    pub async fn pass(&self, seconds: u64) {
        sleep(Duration::from_secs(seconds)).await;
    }

    /// Lets a time pass that is long for something to be away.
    pub async fn pass_long(&self) {
        sleep(self.size.long).await;
    }

    /// Cuts every connection of the listeners without a word; if so told, they come back to the other node.
    pub fn cut(&self, to_the_other_node: bool) {
        for listener in self.listeners.iter().flatten() {
            listener.cut(to_the_other_node);
        }
    }

    /// Kills a node.
    pub fn kill(&mut self, number: usize) {
        self.nodes[number] = None;
    }

    /// Starts a node where it was, and waits until it listens.
    pub async fn restart(&mut self, number: usize) {
        let mut command: Command = maternal(self.folder.path());
        command
            .env("DATABASE_URL", self.postgres.url())
            .env("REDIS_URL", self.redis.url())
            .env("MATERNAL_LISTEN", self.addresses[number].to_string())
            .stderr(self.log(number));
        let started = spawn_blocking(move || Process::start(command)).await;
        self.nodes[number] = Some(started.expect("a node"));
    }

    /// Where a node complains, which it does a lot.
    fn log(&self, number: usize) -> File {
        let path = self.folder.path().join(format!("node{number}.log"));
        File::options().create(true).append(true).open(path).expect("a file")
    }

    /// Stops a node with SIGTERM, which must end it well and in time.
    pub async fn terminate(&mut self, number: usize) {
        let mut node = self.nodes[number].take().expect("a node that runs");
        node.signal("TERM");
        let ended = timeout(STOP, spawn_blocking(move || node.wait())).await;
        let ended = ended.expect("it stops in time").expect("it is waited for");
        assert!(ended.success(), "{ended}");
    }

    /// Makes sure that listeners lost their connections, and each of them in the way of a node that goes away.
    pub fn check_they_were_told(&self) {
        let listeners = self.listeners.iter().flatten();
        let closed: Vec<_> = listeners.flat_map(|it| it.heard().closed.clone()).collect();
        assert!(!closed.is_empty() && closed.iter().all(|code| *code == AWAY), "{closed:?}");
    }
}

/// Waits until no other scenario runs.
async fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::const_new(());
    ALONE.lock().await
}

/// A folder that the database's owner may enter.
fn folder() -> TempDir {
    tempfile::Builder::new()
        .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .tempdir_in(variable("TEST_FOLDER"))
        .expect("a folder")
}
