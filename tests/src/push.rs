//! Stand-ins for Firebase and Apple's push service, each spoken to over its real protocol. They check who signs in and
//! keep what came.

use std::{
    collections::VecDeque,
    fs,
    net::SocketAddr,
    sync::{
        Arc, LazyLock, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, http::StatusCode, http::Version, web};
use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rand::SystemRandom,
    rsa::{self, KeySize},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::Gateway;

const PROJECT: &str = "a-project";
const EMAIL: &str = "push@a-project.example.com";
const TOPIC: &str = "com.example.maternal";

/// A message that a service took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed {
    /// `fcm` or `apns`.
    pub service: &'static str,
    /// The device's token.
    pub token: String,
    /// What the device shows in bold.
    pub title: String,
    /// What it shows below.
    pub body: String,
    /// What the app gets.
    pub data: Value,
}

/// Both services.
pub struct PushServices {
    folder: TempDir,
    state: Arc<State>,
    fcm: SocketAddr,
    apns: SocketAddr,
}

#[derive(Default)]
struct State {
    pushed: Mutex<Vec<Pushed>>,
    /// What the next calls get instead of being taken.
    refusals: Mutex<VecDeque<(u16, Value)>>,
    calls: AtomicUsize,
    /// How many access tokens Firebase gave; the last is good.
    granted: AtomicUsize,
}

/// A key as a file has it, and what checks its signatures.
struct Signer {
    pem: String,
    check: DecodingKey,
}

static RSA: LazyLock<Signer> = LazyLock::new(|| {
    let pair = rsa::KeyPair::generate(KeySize::Rsa2048).expect("a key");
    let der: Pkcs8V1Der<'_> = pair.as_der().expect("a key");
    Signer { pem: pem(der.as_ref()), check: DecodingKey::from_rsa_der(pair.public_key().as_ref()) }
});

static EC: LazyLock<Signer> = LazyLock::new(|| {
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let der = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).expect("a key");
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, der.as_ref()).expect("a key");
    Signer { pem: pem(der.as_ref()), check: DecodingKey::from_ec_der(pair.public_key().as_ref()) }
});

impl PushServices {
    /// Starts both.
    #[must_use]
    pub fn start() -> Self {
        let state = Arc::new(State::default());
        let data = web::Data::from(state.clone());
        let server = HttpServer::new(move || {
            App::new()
                .app_data(data.clone())
                .route("/token", web::post().to(grant))
                .route("/v1/projects/{project}/messages:send", web::post().to(fcm))
                .route("/3/device/{token}", web::post().to(apns))
        });
        let server = server.workers(1).disable_signals();
        let server = server.bind("127.0.0.1:0").expect("a free port");
        let server = server.bind_auto_h2c("127.0.0.1:0").expect("a free port");
        let addresses = server.addrs();
        tokio::spawn(server.run());
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder, state, fcm: addresses[0], apns: addresses[1] }
    }

    /// Starts a gateway that pushes through them.
    pub async fn gateway(&self, on: crate::Storage) -> Gateway {
        let settings = self.settings();
        let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, &**value)).collect();
        Gateway::with(on, &settings).await
    }

    /// The settings of a gateway that pushes through them.
    #[must_use]
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let file = |name: &str, text: &str| {
            let path = self.folder.path().join(name);
            fs::write(&path, text).expect("a file");
            path.display().to_string()
        };
        let account = json!({
            "type": "service_account",
            "project_id": PROJECT,
            "private_key_id": "an-rsa-key",
            "private_key": RSA.pem,
            "client_email": EMAIL,
            "token_uri": format!("http://{}/token", self.fcm),
        });
        vec![
            ("MATERNAL_FCM_CREDENTIALS", file("account.json", &account.to_string())),
            ("MATERNAL_FCM_URL", format!("http://{}", self.fcm)),
            ("MATERNAL_APNS_KEY", file("key.p8", &EC.pem)),
            ("MATERNAL_APNS_KEY_ID", "ABC123DEFG".into()),
            ("MATERNAL_APNS_TEAM_ID", "DEF123GHIJ".into()),
            ("MATERNAL_APNS_TOPIC", TOPIC.into()),
            ("MATERNAL_APNS_URL", format!("http://{}", self.apns)),
        ]
    }

    /// What both took so far.
    #[must_use]
    pub fn pushed(&self) -> Vec<Pushed> {
        self.state.pushed.lock().expect("no panic").clone()
    }

    /// Refuses the next message with this status and body.
    pub fn refuse(&self, status: u16, body: Value) {
        self.state.refusals.lock().expect("no panic").push_back((status, body));
    }

    /// Makes the access token that Firebase gave last a bad one.
    pub fn end_access(&self) {
        self.state.granted.fetch_add(1, Ordering::SeqCst);
    }

    /// How often they were asked to take a message.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.state.calls.load(Ordering::SeqCst)
    }
}

impl State {
    /// Takes a message, unless it is to be refused.
    fn take(&self, pushed: Pushed) -> HttpResponse {
        self.calls.fetch_add(1, Ordering::SeqCst);
        if let Some((status, body)) = self.refusals.lock().expect("no panic").pop_front() {
            let status = StatusCode::from_u16(status).expect("a status");
            return HttpResponse::build(status).insert_header(("Retry-After", "120")).json(body);
        }
        self.pushed.lock().expect("no panic").push(pushed);
        HttpResponse::Ok().json(json!({}))
    }
}

/// What a token says, if this key signed it by this algorithm.
fn claims(token: &str, algorithm: Algorithm, signer: &Signer, key_id: &str) -> Option<Value> {
    let mut validation = Validation::new(algorithm);
    // The gateway's clock may show any time.
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    let read = jsonwebtoken::decode::<Value>(token, &signer.check, &validation).ok()?;
    (read.header.kid.as_deref() == Some(key_id)).then_some(read.claims)
}

async fn grant(
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
    state: web::Data<State>,
) -> HttpResponse {
    let field = |name: &str| {
        form.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    };
    let claims =
        claims(field("assertion"), Algorithm::RS256, &RSA, "an-rsa-key").unwrap_or_default();
    let own = format!("http://{}/token", request.connection_info().host());
    let lifetime = claims["exp"].as_i64().zip(claims["iat"].as_i64()).map(|(exp, iat)| exp - iat);
    let good = field("grant_type") == "urn:ietf:params:oauth:grant-type:jwt-bearer"
        && claims["iss"] == EMAIL
        && claims["aud"] == own.as_str()
        && claims["scope"] == "https://www.googleapis.com/auth/firebase.messaging"
        && lifetime == Some(3600);
    if !good {
        return HttpResponse::BadRequest().json(json!({ "error": "invalid_grant" }));
    }
    let number = state.granted.fetch_add(1, Ordering::SeqCst) + 1;
    let token = format!("access-{number}");
    HttpResponse::Ok()
        .json(json!({ "access_token": token, "expires_in": 3599, "token_type": "Bearer" }))
}

async fn fcm(
    request: HttpRequest,
    project: web::Path<String>,
    body: web::Json<Value>,
    state: web::Data<State>,
) -> HttpResponse {
    let good = format!("access-{}", state.granted.load(Ordering::SeqCst));
    if bearer(&request) != good || *project != PROJECT {
        return HttpResponse::Unauthorized()
            .json(json!({ "error": { "status": "UNAUTHENTICATED" } }));
    }
    let message = &body["message"];
    state.take(Pushed {
        service: "fcm",
        token: text(&message["token"]),
        title: text(&message["notification"]["title"]),
        body: text(&message["notification"]["body"]),
        data: message["data"].clone(),
    })
}

async fn apns(
    request: HttpRequest,
    token: web::Path<String>,
    body: web::Json<Value>,
    state: web::Data<State>,
) -> HttpResponse {
    let header = |name: &str| {
        request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned()
    };
    let claims = claims(&bearer(&request), Algorithm::ES256, &EC, "ABC123DEFG").unwrap_or_default();
    let good = request.version() == Version::HTTP_2
        && claims["iss"] == "DEF123GHIJ"
        && claims["iat"].is_i64()
        && header("apns-topic") == TOPIC
        && header("apns-push-type") == "alert"
        && header("apns-id").parse::<uuid::Uuid>().is_ok();
    if !good {
        return HttpResponse::Forbidden().json(json!({ "reason": "InvalidProviderToken" }));
    }
    let alert = &body["aps"]["alert"];
    let mut data = body.clone();
    data.as_object_mut().and_then(|data| data.remove("aps"));
    state.take(Pushed {
        service: "apns",
        token: token.into_inner(),
        title: text(&alert["title"]),
        body: text(&alert["body"]),
        data,
    })
}

fn bearer(request: &HttpRequest) -> String {
    let header = request.headers().get("authorization").and_then(|value| value.to_str().ok());
    header.and_then(|text| text.strip_prefix("Bearer ")).unwrap_or("").to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}

fn pem(der: &[u8]) -> String {
    let base64 = BASE64_STANDARD.encode(der);
    let lines: Vec<_> =
        base64.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line)).collect();
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
}
