//! Telling the other nodes.

use redis::{AsyncConnectionConfig, Client, Pipeline, RedisResult, aio::MultiplexedConnection};
use tokio::sync::mpsc;

use super::{ACCOUNTS, Message, NODES, NodeId, PATIENCE, QUEUE, Wake, channel, encode};

/// Publishes wakes, all that wait in one round trip.
pub(super) async fn announce(node: NodeId, client: Client, mut wakes: mpsc::Receiver<Wake>) {
    let mut connection = None;
    let mut batch = Vec::new();
    while wakes.recv_many(&mut batch, QUEUE).await > 0 {
        let mut pipe = redis::pipe();
        for wake in batch.drain(..) {
            let (channel, message) = match wake {
                Wake::Change { family, seq } => (channel(family), encode(&Message::Seq(seq))),
                Wake::Account { account } => (ACCOUNTS.into(), encode(&account.0)),
                Wake::Present { family, accounts, asks } => {
                    let accounts = accounts.iter().map(|account| account.0).collect();
                    (channel(family), encode(&Message::Present { node, accounts, asks }))
                }
                Wake::Alive => (NODES.into(), encode(&node)),
            };
            pipe.publish(channel, message).ignore();
        }
        // A connection that died unnoticed is found out by the first use; the second is made on a new one.
        let mut sent = publish(&client, &mut connection, &pipe).await;
        if sent.is_err() {
            sent = publish(&client, &mut connection, &pipe).await;
        }
        if let Err(error) = sent {
            tracing::warn!(%error, "other nodes could not be woken; they find out by themselves");
        }
    }
}

async fn publish(
    client: &Client,
    connection: &mut Option<MultiplexedConnection>,
    pipe: &Pipeline,
) -> RedisResult<()> {
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(PATIENCE))
        .set_response_timeout(Some(PATIENCE));
    let mut open = match connection.take() {
        Some(open) => open,
        None => client.get_multiplexed_async_connection_with_config(&config).await?,
    };
    pipe.query_async::<()>(&mut open).await?;
    *connection = Some(open);
    Ok(())
}
