//! A stand-in for a server with a language model, spoken to over its real protocol. It checks who signs in, keeps what it is
//! asked and says what it is told to.

mod saying;

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU16, AtomicUsize, Ordering},
    },
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, http::StatusCode, web};
use serde_json::{Value, json};

pub use saying::Saying;

const KEY: &str = "a-models-key";
const MODEL: &str = "a-model";

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
    /// What it says to who looks for it, if not what it has.
    refuses: AtomicU16,
    looks: AtomicUsize,
}

impl ModelServer {
    /// Starts one.
    #[must_use]
    pub fn start() -> Self {
        let state = Arc::new(State::default());
        let data = web::Data::from(state.clone());
        let server = HttpServer::new(move || {
            App::new()
                .app_data(data.clone())
                .route("/v1/chat/completions", web::post().to(completion))
                .route("/v1/models", web::get().to(models))
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

    /// From now on, answers so whoever looks what models it has; 0 is as usual.
    pub fn refuse_to_list(&self, status: u16) {
        self.state.refuses.store(status, Ordering::SeqCst);
    }

    /// How often somebody looked what models it has.
    #[must_use]
    pub fn looks(&self) -> usize {
        self.state.looks.load(Ordering::SeqCst)
    }
}

async fn completion(
    request: HttpRequest,
    body: web::Json<Value>,
    state: web::Data<State>,
) -> HttpResponse {
    let Some(streams) = body["stream"].as_bool() else {
        return HttpResponse::BadRequest().finish();
    };
    if !signs_in(&request) || body["model"] != MODEL {
        return HttpResponse::Unauthorized().json(json!({ "error": { "message": "who?" } }));
    }
    state.asked.lock().expect("no panic").push(body.into_inner());
    let next = state.sayings.lock().expect("no panic").pop_front();
    let usual = || Saying::Text("The chart favours patient work.".into());
    next.unwrap_or_else(usual).reply(streams).await
}

async fn models(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    state.looks.fetch_add(1, Ordering::SeqCst);
    match StatusCode::from_u16(state.refuses.load(Ordering::SeqCst)) {
        Ok(status) => HttpResponse::build(status).finish(),
        Err(_) if !signs_in(&request) => HttpResponse::Unauthorized().finish(),
        Err(_) => HttpResponse::Ok().json(json!({ "object": "list", "data": [{ "id": MODEL }] })),
    }
}

fn signs_in(request: &HttpRequest) -> bool {
    let header = request.headers().get("authorization").and_then(|value| value.to_str().ok());
    header == Some(&format!("Bearer {KEY}"))
}
