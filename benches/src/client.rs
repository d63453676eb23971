//! Talking to the gateway.

use std::net::SocketAddr;

use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request,
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
    header::{AUTHORIZATION, CONTENT_TYPE, HOST},
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

use crate::Result;

/// A request, ready to be sent as often as one likes.
pub(crate) type Call = Request<Full<Bytes>>;

/// A connection that is kept open.
pub(crate) struct Client {
    sender: SendRequest<Full<Bytes>>,
}

impl Client {
    /// Connects.
    pub(crate) async fn connect(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { sender })
    }

    /// Sends a call and reads the whole answer; one that is no success is an error.
    pub(crate) async fn send(&mut self, call: Call) -> Result<Bytes> {
        self.sender.ready().await?;
        let answer = self.sender.send_request(call).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        if status.is_success() {
            Ok(body)
        } else {
            Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into())
        }
    }

    /// Sends a call and gives what stands under `data` in the answer.
    pub(crate) async fn ask(&mut self, call: Call) -> Result<Value> {
        let body = self.send(call).await?;
        let mut answer: Value = serde_json::from_slice(&body)?;
        match answer.get("errors") {
            None => Ok(answer["data"].take()),
            Some(errors) => Err(errors.to_string().into()),
        }
    }
}

/// A `GET`; the token may be empty.
pub(crate) fn get(path: &str, token: &str) -> Result<Call> {
    call(Method::GET, path, token, Bytes::new())
}

/// A `POST` of JSON; the token may be empty.
pub(crate) fn post(path: &str, token: &str, body: &Value) -> Result<Call> {
    call(Method::POST, path, token, body.to_string().into())
}

fn call(method: Method, path: &str, token: &str, body: Bytes) -> Result<Call> {
    let mut call = Request::builder().method(method).uri(path).header(HOST, "127.0.0.1");
    if !token.is_empty() {
        call = call.header(AUTHORIZATION, format!("Bearer {token}"));
    }
    if !body.is_empty() {
        call = call.header(CONTENT_TYPE, "application/json");
    }
    Ok(call.body(Full::new(body))?)
}
