//! Speech: who says something, and a stand-in for a server that hears it, spoken to over its real protocol.

use std::{
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
    process::Command,
    sync::{Arc, Mutex},
    time::Duration,
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, http::StatusCode, web};
use serde_json::json;

const KEY: &str = "a-speech-key";
const MODEL: &str = "a-speech-model";

/// A synthetic voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// One of Flite, made of somebody's recordings.
    Flite(&'static str),
    /// One of eSpeak NG, made of tones.
    Espeak(&'static str),
}

/// What somebody says, as a WAV file.
#[must_use]
pub fn said_by(voice: Voice, text: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("said.wav");
    let mut command = match voice {
        Voice::Flite(name) => {
            let mut flite = Command::new("flite");
            flite.args(["-voice", name, "-t", text, "-o"]).arg(&file);
            flite
        }
        Voice::Espeak(name) => {
            let mut espeak = Command::new("espeak-ng");
            espeak.args(["-v", name, "-s", "150", "-w"]).arg(&file).arg(text);
            espeak
        }
    };
    let made = command.output().expect("flite and espeak-ng are installed");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    std::fs::read(file).expect("a WAV file")
}

/// What the server says it heard.
#[derive(Clone, Debug)]
pub enum Hearing {
    /// These words.
    Text(String),
    /// This, which is no reply of the protocol.
    Raw(String),
    /// Nothing but this status.
    Status(u16),
    /// Something, an hour later.
    Late,
}

/// A server that hears.
pub struct SpeechServer {
    state: Arc<State>,
    address: SocketAddr,
}

/// What it was asked: the fields of a form.
type Asked = BTreeMap<String, Vec<u8>>;

#[derive(Default)]
struct State {
    asked: Mutex<Vec<Asked>>,
    hearings: Mutex<VecDeque<Hearing>>,
}

impl SpeechServer {
    /// Starts one.
    #[must_use]
    pub fn start() -> Self {
        let state = Arc::new(State::default());
        let data = web::Data::from(state.clone());
        let path = "/v1/audio/transcriptions";
        let server = HttpServer::new(move || {
            let most = web::PayloadConfig::new(4 * 1024 * 1024);
            App::new().app_data(data.clone()).app_data(most).route(path, web::post().to(heard))
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
            ("MATERNAL_SPEECH_URL", format!("http://{}/v1/", self.address)),
            ("MATERNAL_SPEECH_KEY", KEY.into()),
            ("MATERNAL_SPEECH_MODEL", MODEL.into()),
        ]
    }

    /// Hears this next.
    pub fn hear(&self, hearing: Hearing) {
        self.state.hearings.lock().expect("no panic").push_back(hearing);
    }

    /// Hears these words next.
    pub fn hear_words(&self, text: &str) {
        self.hear(Hearing::Text(text.into()));
    }

    /// What it was asked so far.
    #[must_use]
    pub fn asked(&self) -> Vec<Asked> {
        self.state.asked.lock().expect("no panic").clone()
    }
}

async fn heard(request: HttpRequest, body: web::Bytes, state: web::Data<State>) -> HttpResponse {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let boundary = header("content-type").and_then(|kind| kind.split("boundary=").nth(1));
    let fields = fields(boundary.expect("a form"), &body);
    if header("authorization") != Some(&format!("Bearer {KEY}"))
        || fields.get("model").map(Vec::as_slice) != Some(MODEL.as_bytes())
    {
        return HttpResponse::Unauthorized().json(json!({ "error": { "message": "who?" } }));
    }
    state.asked.lock().expect("no panic").push(fields);
    let next = state.hearings.lock().expect("no panic").pop_front();
    match next.unwrap_or(Hearing::Status(500)) {
        // Some servers say no more than this.
        Hearing::Text(text) => HttpResponse::Ok().json(json!({ "text": text })),
        Hearing::Raw(text) => HttpResponse::Ok().content_type("application/json").body(text),
        Hearing::Status(status) => {
            let status = StatusCode::from_u16(status).expect("a status");
            HttpResponse::build(status).json(json!({ "error": { "message": "not now" } }))
        }
        Hearing::Late => {
            tokio::time::sleep(Duration::from_hours(1)).await;
            HttpResponse::Ok().json(json!({ "text": "Too late." }))
        }
    }
}

/// The fields of a form, by a parser that is not the gateway's.
fn fields(boundary: &str, body: &[u8]) -> Asked {
    let mark = format!("--{boundary}");
    let starts: Vec<_> = body
        .windows(mark.len())
        .enumerate()
        .filter(|(_, window)| *window == mark.as_bytes())
        .map(|(at, _)| at)
        .collect();
    let parts = starts.windows(2).map(|ends| &body[ends[0] + mark.len() + 2..ends[1] - 2]);
    parts
        .map(|part| {
            let end = part.windows(4).position(|it| it == b"\r\n\r\n").expect("a head");
            let head = String::from_utf8_lossy(&part[..end]).into_owned();
            let name = head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next());
            (name.expect("a name").to_owned(), part[end + 4..].to_vec())
        })
        .collect()
}
