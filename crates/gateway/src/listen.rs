//! Looking into a family's room from a terminal: what a client does, in short.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{self, Message, client::IntoClientRequest, http::header::AUTHORIZATION},
};

/// Prints what happens in a family, for ever. A cut connection is opened again, and what was missed comes first.
///
/// # Errors
/// If the server refuses the token.
pub(crate) async fn listen(
    server: &str,
    token: &str,
    family: &str,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut since = None;
    loop {
        match hear(server, token, family, &mut since).await {
            Err(tungstenite::Error::Http(refused)) => {
                return Err(format!("{server} refuses: {}", refused.status()).into());
            }
            ended => eprintln!("The connection ended ({ended:?}); trying again."),
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Prints what comes over one connection, until it ends.
async fn hear(
    server: &str,
    token: &str,
    family: &str,
    since: &mut Option<i64>,
) -> tungstenite::Result<()> {
    let mut request = format!("{server}/ws").into_client_request()?;
    let bearer = format!("Bearer {token}").parse().map_err(tungstenite::http::Error::from)?;
    request.headers_mut().insert(AUTHORIZATION, bearer);
    let (mut socket, _) = connect_async(request).await?;
    let join = json!({ "event": "join-family", "data": { "familyId": family, "since": since } });
    socket.send(Message::text(join.to_string())).await?;
    while let Some(message) = socket.next().await {
        if let Message::Text(text) = message? {
            println!("{text}");
            let frame: Value = serde_json::from_str(&text).unwrap_or_default();
            // An event's number; after a join without `since`, the number that the log has reached.
            let start = if since.is_none() { frame["data"]["seq"].as_i64() } else { None };
            *since = frame["seq"].as_i64().or(start).or(*since);
        }
    }
    Ok(())
}
