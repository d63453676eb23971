//! Measures the families' rooms against bare Redis, which does without families, rights and a log.

mod ear;
mod flood;
mod idle;
mod paced;
mod voice;
mod wire;

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    time::Duration,
};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tempfile::TempDir;

use crate::{
    Result, families,
    servers::{Gateway, Postgres, Redis},
};
use ear::Ear;
use flood::{Flood, flood};
use idle::hold;
use paced::{Paced, pace};
use voice::Voice;

/// How many listen in a family.
const EARS: usize = 5;
/// How many rooms there are at the highest rate, and how many listen in each.
const CROWDS: usize = 20;
const CROWD: usize = 100;
/// What each process needs beside its connections.
const OTHER_DESCRIPTORS: usize = 500;

/// A room with those who listen in it, and somebody who speaks.
struct Attended {
    voice: Voice,
    ears: Vec<Ear>,
}

/// Measures latency, capacity and memory, and prints them.
pub(crate) async fn measure(program: &Path, length: Duration, idle: usize) -> Result<()> {
    allow(idle + OTHER_DESCRIPTORS)?;
    eprintln!("Starting PostgreSQL, Redis and two nodes");
    let (postgres, redis, data) =
        (Postgres::start().await?, Redis::start().await?, TempDir::new()?);
    let start = async || Gateway::start(program, data.path(), &postgres, Some(&redis)).await;
    let (one, other) = (start().await?, start().await?);
    let nodes = [one.address, other.address];

    eprintln!("At a steady rate: the gateway");
    let paced = pace(at_gateway(&nodes, "paced", paced::ROOMS, EARS).await?, length).await?;
    eprintln!("At a steady rate: Redis");
    let bare = pace(at_redis(redis.address, paced::ROOMS, EARS).await?, length).await?;
    eprintln!("As fast as it goes: the gateway");
    let crowds = at_gateway(&nodes[..1], "crowd", CROWDS, CROWD).await?;
    let most = flood(crowds, length, one.process()?).await?;
    eprintln!("As fast as it goes: Redis");
    let crowds = at_redis(redis.address, CROWDS, CROWD).await?;
    let bare_most = flood(crowds, length, redis.process()?).await?;
    eprintln!("{idle} idle connections");
    let fresh = start().await?;
    let held = hold(&fresh, &other, idle).await?;

    print_paced(&paced, &bare);
    print_most(&most, &bare_most);
    let (memory, joined_in) = (held.memory, held.joined_in.as_secs_f64());
    println!("\n- Memory: {memory:.1} KiB a connection, of {idle} that joined in {joined_in:.1} s");
    Ok(())
}

/// Lets this process and those that it starts open so many files, if they may.
fn allow(descriptors: usize) -> Result<()> {
    let wanted = u64::try_from(descriptors)?;
    let limit = getrlimit(Resource::Nofile);
    if limit.current.is_none_or(|current| current >= wanted) {
        return Ok(());
    }
    let hard = limit.maximum.map(|most| most.max(wanted));
    let raised = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: hard });
    Ok(raised.map_err(|why| format!("{descriptors} open files are not allowed: {why}"))?)
}

/// Makes rooms; those who listen are spread over the nodes.
async fn at_gateway(
    nodes: &[SocketAddr],
    word: &str,
    rooms: usize,
    ears: usize,
) -> Result<Vec<Attended>> {
    let rooms = families::rooms(nodes[0], word, rooms).await?;
    let mut listening = Vec::new();
    for room in &rooms {
        let mut here = Vec::new();
        for node in nodes.iter().cycle().take(ears) {
            here.push(Ear::at_gateway(*node, Ipv4Addr::LOCALHOST, room).await?);
        }
        listening.push(here);
    }
    // Not before all are there: a node closes connections over which nothing is asked.
    let mut attended = Vec::new();
    for (room, ears) in rooms.iter().zip(listening) {
        attended.push(Attended { voice: Voice::at_gateway(nodes, room).await?, ears });
    }
    Ok(attended)
}

/// The like with a channel for a room.
async fn at_redis(server: SocketAddr, rooms: usize, ears: usize) -> Result<Vec<Attended>> {
    let mut attended = Vec::new();
    for room in 0..rooms {
        let channel = format!("room{room}");
        let mut listening = Vec::new();
        for _ in 0..ears {
            listening.push(Ear::at_redis(server, &channel).await?);
        }
        let voice = Voice::at_redis(server, &channel).await?;
        attended.push(Attended { voice, ears: listening });
    }
    Ok(attended)
}

fn print_paced(gateway: &Paced, redis: &Paced) {
    println!(
        "| at a steady rate | deliveries /s | p50 ms | p99 ms | Redis p50 ms | Redis p99 ms | ratio |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|");
    let rows = [
        ("from the call", &gateway.from_call, &redis.from_call),
        ("from its answer", &gateway.from_answer, &redis.from_answer),
    ];
    for (since, gateway, redis) in rows {
        let [p50, p99] = [50, 99].map(|percent| gateway.percentile(percent));
        let [bare_p50, bare_p99] = [50, 99].map(|percent| redis.percentile(percent));
        print!("| {since} | {:.0} | {p50:.2} | {p99:.2} |", gateway.per_second);
        println!(" {bare_p50:.2} | {bare_p99:.2} | {:.1} |", p50 / bare_p50);
    }
    println!("\n{} lost, {} doubled or out of order\n", gateway.lost, gateway.again);
}

fn print_most(gateway: &Flood, redis: &Flood) {
    println!(
        "| as fast as it goes | deliveries /s | µs of the server each | lost | doubled or out of order |"
    );
    println!("|---|--:|--:|--:|--:|");
    for (name, it) in [("one node", gateway), ("Redis", redis)] {
        let Flood { per_second, worked, lost, again } = it;
        println!("| {name} | {per_second:.0} | {worked:.2} | {lost} | {again} |");
    }
}
