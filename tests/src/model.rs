//! A stand-in for a server with a language model, spoken to over its real protocol. It checks who signs in, keeps what it is
//! asked and says what it is told to.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, http::StatusCode, web};
use serde_json::{Value, json};

const KEY: &str = "a-models-key";
const MODEL: &str = "a-model";

/// What the model says.
#[derive(Clone, Debug)]
pub enum Saying {
    /// This, in full.
    Text(String),
    /// This, which is no reply of the protocol.
    Raw(String),
    /// Nothing but this status.
    Status(u16),
    /// Something, an hour later.
    Late,
}

/// A server with a model.
pub struct ModelServer {
    state: Arc<State>,
    address: SocketAddr,
}

#[derive(Default)]
struct State {
    asked: Mutex<Vec<Value>>,
    /// What the next calls get, before the usual.
    sayings: Mutex<VecDeque<Saying>>,
}

impl ModelServer {
    /// Starts one.
    #[must_use]
    pub fn start() -> Self {
        let state = Arc::new(State::default());
        let data = web::Data::from(state.clone());
        let complete = "/v1/chat/completions";
        let server = HttpServer::new(move || {
            App::new().app_data(data.clone()).route(complete, web::post().to(completion))
        });
        // What it says late is not waited for.
        let server = server.workers(1).disable_signals().shutdown_timeout(0);
        let server = server.bind("127.0.0.1:0").expect("a free port");
        let address = server.addrs()[0];
        tokio::spawn(server.run());
        Self { state, address }
    }

    /// The settings of a gateway that asks it.
    #[must_use]
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        vec![
            ("MATERNAL_AI_URL", format!("http://{}/v1/", self.address)),
            ("MATERNAL_AI_KEY", KEY.into()),
            ("MATERNAL_AI_MODEL", MODEL.into()),
        ]
    }

    /// Says this next.
    pub fn say(&self, saying: Saying) {
        self.state.sayings.lock().expect("no panic").push_back(saying);
    }

    /// What it was asked so far.
    #[must_use]
    pub fn asked(&self) -> Vec<Value> {
        self.state.asked.lock().expect("no panic").clone()
    }
}

async fn completion(
    request: HttpRequest,
    body: web::Json<Value>,
    state: web::Data<State>,
) -> HttpResponse {
    let header = request.headers().get("authorization").and_then(|value| value.to_str().ok());
    if header != Some(&format!("Bearer {KEY}")) || body["model"] != MODEL || body["stream"] != false
    {
        return HttpResponse::Unauthorized().json(json!({ "error": { "message": "who?" } }));
    }
    state.asked.lock().expect("no panic").push(body.into_inner());
    let next = state.sayings.lock().expect("no panic").pop_front();
    match next.unwrap_or(Saying::Text("The chart favours patient work.".into())) {
        Saying::Text(text) => HttpResponse::Ok().json(said(&text)),
        Saying::Raw(text) => HttpResponse::Ok().content_type("application/json").body(text),
        Saying::Status(status) => {
            let status = StatusCode::from_u16(status).expect("a status");
            HttpResponse::build(status).json(json!({ "error": { "message": "not now" } }))
        }
        Saying::Late => {
            tokio::time::sleep(Duration::from_hours(1)).await;
            HttpResponse::Ok().json(said("Too late."))
        }
    }
}

fn said(text: &str) -> Value {
    json!({
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": MODEL,
        "choices": [{
            "index": 0,
            "message": { "role": "assistant", "content": text, "refusal": null },
            "finish_reason": "stop",
        }],
        "usage": { "prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2 },
    })
}
