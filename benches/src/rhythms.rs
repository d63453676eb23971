//! How long a child's patterns and predictions take right after something was logged, when its rhythm is to be learnt anew.

use std::{path::Path, time::Instant};

use chrono::TimeDelta;
use domain::{Kind, Life, SleepKind, Word};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    Result,
    client::{Client, get, post},
    families::{self, Room, now, wire},
    measure::Measured,
    servers::{Gateway, Postgres},
};

/// The history: so many made-up stretches of 150 days one after the other, two years in all.
const STRETCHES: u16 = 5;
const STRETCH: TimeDelta = TimeDelta::days(150);
/// How many wet diapers are logged a day.
const DIAPERS: i64 = 6;
/// How many items go into one push.
const PUSH: usize = 500;
/// How often each is asked.
const TIMES: usize = 40;

/// Measures both on PostgreSQL, and prints them.
pub(crate) async fn measure(program: &Path) -> Result<()> {
    eprintln!("Starting PostgreSQL and the gateway");
    let (postgres, data) = (Postgres::start().await?, TempDir::new()?);
    let gateway = Gateway::start(program, data.path(), &postgres, None).await?;
    let room = families::rooms(gateway.address, "rhythm", 1).await?.remove(0);
    let mut client = Client::connect(gateway.address).await?;

    eprintln!("Logging two years");
    let items: Vec<_> = history(&room).collect();
    for some in items.chunks(PUSH) {
        let body = json!({"familyId": room.family, "items": some});
        let told = client.ask(post("/api/v1/sync", &room.token, &body)?).await?;
        let applied = told["items"].as_array().ok_or("no items")?.iter();
        if !applied.clone().all(|item| item["status"] == "applied") {
            return Err(format!("not all was applied: {:?}", applied.last()).into());
        }
    }
    postgres.settle().await?;
    println!(
        "{} activities\n\n| what | p50 ms | p99 ms | again, p50 ms |\n|---|--:|--:|--:|",
        items.len()
    );
    for what in ["predictions", "patterns"] {
        let [anew, again] = ask(&mut client, &room, what).await?;
        let row = [anew.percentile(50), anew.percentile(99), again.percentile(50)];
        println!("| {what} | {:.1} | {:.1} | {:.1} |", row[0], row[1], row[2]);
    }
    gateway.stop().await
}

/// Asks for the same twice, right after something was logged and again.
async fn ask(client: &mut Client, room: &Room, what: &str) -> Result<[Measured; 2]> {
    let diaper = json!({"childId": room.child, "type": "wet", "timestamp": wire(now())});
    let log = post("/api/v1/activities/diaper", &room.token, &diaper)?;
    let call = get(&format!("/api/v1/insights/{}/{what}", room.child), &room.token)?;
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..TIMES {
        client.ask(log.clone()).await?;
        for times in &mut times {
            let sent = Instant::now();
            client.ask(call.clone()).await?;
            times.push(sent.elapsed());
        }
    }
    let [anew, again] = times;
    Ok([Measured::new(0.0, anew)?, Measured::new(0.0, again)?])
}

/// What the family logged, up to yesterday.
fn history(room: &Room) -> impl Iterator<Item = Value> {
    let yesterday = now() - TimeDelta::days(1);
    (0..STRETCHES).flat_map(move |stretch| {
        let (_, life) = Life::NOISY.child(stretch.into());
        let last = life.last().map_or(yesterday, |entry| entry.end.unwrap_or(entry.start));
        let ends = yesterday - STRETCH * i32::from(STRETCHES - 1 - stretch);
        let shift = ends - last;
        let slept_and_fed = life.into_iter().map(move |entry| {
            let (start, end) = (entry.start + shift, entry.end.map(|end| wire(end + shift)));
            match entry.kind {
                Kind::Sleep => {
                    let kind = entry.sleep.unwrap_or(SleepKind::Nap).word();
                    item(room, json!({"type": "sleep", "timestamp": wire(start), "endTime": end, "details": {"type": kind}}))
                }
                _ => item(room, json!({"type": "feeding", "timestamp": wire(start), "details": {"type": "bottle", "amount": 120, "unit": "ml"}})),
            }
        });
        let changes = (0..STRETCH.num_days() * DIAPERS).map(move |number| {
            let at = ends - TimeDelta::hours(24 / DIAPERS * number);
            item(room, json!({"type": "diaper", "timestamp": wire(at), "details": {"type": "wet"}}))
        });
        slept_and_fed.chain(changes)
    })
}

fn item(room: &Room, mut data: Value) -> Value {
    data["childId"] = room.child.clone().into();
    let id = domain::ActivityId::fresh().to_string();
    json!({"op": "create", "entity": "activity", "id": id, "data": data})
}
