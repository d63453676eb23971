//! A phone that logs feedings at a steady rate, and each as often as it takes until it is acknowledged.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tokio::{
    sync::watch,
    task::{JoinHandle, JoinSet},
    time::{MissedTickBehavior, interval, sleep},
};

use super::Home;

/// How long a phone waits before it tries again.
const PAUSE: Duration = Duration::from_millis(200);
/// How long it waits for an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A phone that logs until it is told to stop.
pub(super) struct Writer {
    stop: watch::Sender<bool>,
    task: JoinHandle<Vec<String>>,
}

impl Writer {
    /// Begins to log in a family, so many feedings a second: at this one of the nodes, and at the other if that fails.
    pub(super) fn start(home: &Home, nodes: [SocketAddr; 2], at: usize, per_second: u32) -> Self {
        let (stop, stopped) = watch::channel(false);
        let client = Client::builder().timeout(PATIENCE).build().expect("a client");
        let (token, child) = (home.token.clone(), home.child.clone());
        let phone = Phone { client, nodes, at, token, child };
        let every = Duration::from_secs(1) / per_second;
        Self { stop, task: tokio::spawn(live(Arc::new(phone), every, stopped)) }
    }

    /// Logs no more, waits until all is acknowledged, and gives the ids of it all.
    pub(super) async fn stop(self) -> Vec<String> {
        self.stop.send_replace(true);
        self.task.await.expect("all is acknowledged")
    }
}

async fn live(
    phone: Arc<Phone>,
    every: Duration,
    mut stopped: watch::Receiver<bool>,
) -> Vec<String> {
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut waiting = JoinSet::new();
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = stopped.changed() => break,
        }
        waiting.spawn(phone.clone().log());
    }
    waiting.join_all().await
}

struct Phone {
    client: Client,
    nodes: [SocketAddr; 2],
    at: usize,
    token: String,
    child: String,
}

impl Phone {
    /// Logs a feeding under an id of its own until some node has acknowledged it, and gives the id.
    async fn log(self: Arc<Self>) -> String {
        let id = domain::ActivityId::fresh().to_string();
        let body = json!({
            "id": id,
            "childId": self.child,
            "type": "bottle",
            "startTime": "2024-01-10T08:00:00Z",
            "details": { "amount": 120, "unit": "ml", "foodType": "formula" },
        });
        for attempt in self.at.. {
            if self.try_at(self.nodes[attempt % 2], &body).await {
                break;
            }
            sleep(PAUSE).await;
        }
        id
    }

    /// Whether a node acknowledged it.
    async fn try_at(&self, node: SocketAddr, body: &Value) -> bool {
        let url = format!("http://{node}/api/v1/activities/feeding");
        let call = self.client.post(url).bearer_auth(&self.token).json(body);
        let Ok(answer) = call.send().await else { return false };
        let status = answer.status();
        let again = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
        assert!(status.is_success() || again, "{status}");
        // Acknowledged is what was heard to its end.
        status.is_success() && answer.bytes().await.is_ok()
    }
}
