//! Rooms and logs under faults: nothing is lost, nothing comes twice, nothing comes out of order.
//!
//! One scenario runs after the other, each on servers of its own. Each prints a row (`-- --nocapture` shows them);
//! `FAULTS=long` makes them larger, longer and several rounds long.

use tests::faults::{World, slow_readers};

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_connection() {
    World::under("connection cut", async |world| world.cut(false)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_to_the_other_node() {
    World::under("return to the other node", async |world| world.cut(true)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_node() {
    World::under("`kill -9` of a node", async |world| {
        for node in [0, 1] {
            world.kill(node);
            world.pass(1).await;
            world.restart(node).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rolling_restart() {
    World::under("rolling restart", async |world| {
        for node in [0, 1] {
            world.terminate(node).await;
            world.restart(node).await;
            world.pass(1).await;
        }
        world.check_they_were_told();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_redis() {
    World::under("Redis half-open", async |world| {
        world.redis.freeze();
        world.pass_long().await;
        world.redis.thaw();
        world.pass(1).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redis_that_comes_back_empty() {
    World::under("Redis killed, started empty", async |world| {
        world.redis.kill();
        world.redis.again();
        world.pass(2).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redis_that_is_away() {
    World::under("Redis away", async |world| {
        world.redis.kill();
        world.pass_long().await;
        world.redis.again();
        world.pass(1).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restarted_database() {
    World::under("PostgreSQL restarted", async |world| world.postgres.restart("fast")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crashed_database() {
    World::under("PostgreSQL crashed", async |world| world.postgres.restart("immediate")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_that_stop_reading() {
    slow_readers().await;
}
