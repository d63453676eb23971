//! People who talk to a gateway.

use reqwest::{Method, RequestBuilder, header::HeaderMap};
use serde_json::{Value, json};

use crate::{Gateway, Socket};

/// Somebody who talks to a gateway, signed in or not.
#[derive(Clone)]
pub struct Person<'a> {
    /// The gateway they talk to.
    pub gateway: &'a Gateway,
    /// Their account.
    pub id: String,
    /// Their address.
    pub email: String,
    /// The family they made.
    pub family: String,
    /// The code of that family.
    pub share_code: String,
    /// Their access token.
    pub token: String,
    /// Their refresh token.
    pub refresh: String,
    /// The device they sign in from.
    pub device: Option<String>,
    /// What they send as `Accept-Language`.
    pub languages: Option<String>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, if it was JSON.
    pub body: Value,
}

impl Reply {
    /// The status, the code and the field of a refusal; of a bare one, the code that goes with its status.
    #[must_use]
    pub fn refusal(&self) -> (u16, &str, &str) {
        if let Some(detail) = self.body.get("detail") {
            let code = match self.status {
                401 => "UNAUTHORIZED",
                403 => "FORBIDDEN",
                404 => "NOT_FOUND",
                409 => "SYNC_CONFLICT",
                429 => "RATE_LIMITED",
                _ => "VALIDATION_ERROR",
            };
            let place = detail[0]["loc"].as_array().and_then(|loc| loc.last());
            return (self.status, code, place.and_then(Value::as_str).unwrap_or(""));
        }
        let error = &self.body["error"];
        let field = error["details"]["field"].as_str().unwrap_or("");
        (self.status, error["code"].as_str().unwrap_or(""), field)
    }

    /// The way to the field that a refusal in the bare style names: `children.0.gender`.
    #[must_use]
    pub fn field(&self) -> String {
        assert_eq!(self.status, 422, "{}", self.body);
        let way = self.body["detail"][0]["loc"].as_array().expect("a way").iter().skip(1);
        let step = |step: &Value| step.as_str().map_or_else(|| step.to_string(), str::to_owned);
        way.map(step).collect::<Vec<_>>().join(".")
    }

    /// The body of a bare answer that must have this status.
    #[expect(clippy::must_use_candidate, reason = "often only the status matters")]
    pub fn bare(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        assert!(self.body.get("success").is_none(), "{}", self.body);
        self.body.clone()
    }

    /// The data of an answer that must have this status.
    #[expect(clippy::must_use_candidate, reason = "often only the status matters")]
    pub fn data(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.body["success"], true);
        self.body["data"].clone()
    }
}

/// The password of everyone.
pub const PASSWORD: &str = "SecurePass123!";

impl<'a> Person<'a> {
    pub(crate) fn nobody(gateway: &'a Gateway) -> Self {
        let none = String::new;
        Self {
            gateway,
            id: none(),
            email: none(),
            family: none(),
            share_code: none(),
            token: none(),
            refresh: none(),
            device: None,
            languages: None,
        }
    }

    pub(crate) async fn registered(gateway: &'a Gateway, name: &str) -> Self {
        let email = format!("{}@example.com", name.to_lowercase().replace(' ', "."));
        let body = json!({ "email": email, "password": PASSWORD, "name": name });
        let nobody = Self::nobody(gateway);
        let data = nobody.post("/api/v1/auth/register", body).await.data(201);
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        Self {
            id: text(&data["user"]["id"]),
            email,
            family: text(&data["family"]["id"]),
            share_code: text(&data["family"]["shareCode"]),
            token: text(&data["tokens"]["accessToken"]),
            refresh: text(&data["tokens"]["refreshToken"]),
            ..nobody
        }
    }

    pub(crate) async fn with_code(gateway: &'a Gateway, email: &str) -> Self {
        let nobody = Self::nobody(gateway);
        nobody.post("/auth/send-otp", json!({ "email": email })).await.bare(200);
        let otp = gateway.code(email).await.expect("a code");
        let entry = json!({ "email": email, "otp": otp });
        let entered = nobody.post("/auth/verify-otp", entry).await.bare(200);
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let (id, token) = (text(&entered["user"]["id"]), text(&entered["access_token"]));
        Self { id, email: email.into(), token, ..nobody }
    }

    /// The same person, who shows that their address is theirs.
    pub async fn verified(self) -> Self {
        let token = self.gateway.mailed(&self.email, "verify-email").await.expect("a letter");
        self.post("/api/v1/auth/verify-email", json!({ "token": token })).await.data(200);
        self
    }

    /// The same person on another node.
    #[must_use]
    pub fn at<'b>(&self, gateway: &'b Gateway) -> Person<'b> {
        let Self { id, email, family, share_code, token, refresh, device, languages, .. } =
            self.clone();
        Person { gateway, id, email, family, share_code, token, refresh, device, languages }
    }

    /// The same person, asking for these languages.
    #[must_use]
    pub fn speaking(&self, languages: &str) -> Self {
        Self { languages: Some(languages.into()), ..self.clone() }
    }

    /// The same person, signed in again.
    pub async fn again(&self) -> Self {
        let login = json!({ "email": self.email, "password": PASSWORD });
        let nobody = Self::nobody(self.gateway);
        let reply = nobody.post("/api/v1/auth/login", login).await;
        let token = reply.body["token"].as_str().expect("a token").to_owned();
        Self { token, ..self.clone() }
    }

    /// Begins a call.
    pub fn call(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.gateway.address);
        let mut call = self.gateway.client.request(method, url);
        if !self.token.is_empty() {
            call = call.bearer_auth(&self.token);
        }
        if let Some(device) = &self.device {
            call = call.header("X-Device-ID", device);
        }
        if let Some(languages) = &self.languages {
            call = call.header("Accept-Language", languages);
        }
        call
    }

    /// Posts JSON.
    pub async fn post(&self, path: &str, body: Value) -> Reply {
        send(self.call(Method::POST, path).json(&body)).await
    }

    /// Posts JSON under an idempotency key.
    pub async fn post_once(&self, key: &str, path: &str, body: Value) -> Reply {
        send(self.call(Method::POST, path).header("Idempotency-Key", key).json(&body)).await
    }

    /// Puts JSON.
    pub async fn put(&self, path: &str, body: Value) -> Reply {
        send(self.call(Method::PUT, path).json(&body)).await
    }

    /// Sends a form with this file in it.
    pub async fn send_file(&self, path: &str, file: &[u8]) -> Reply {
        send(self.upload(path, &[], file)).await
    }

    /// Patches with JSON.
    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        send(self.call(Method::PATCH, path).json(&body)).await
    }

    /// Deletes.
    pub async fn delete(&self, path: &str) -> Reply {
        send(self.call(Method::DELETE, path)).await
    }

    /// Signs in from a device that can be sent notifications.
    pub async fn on(&self, device: &str, platform: &str, push_token: &str) -> Self {
        let info = json!({ "deviceId": device, "platform": platform, "pushToken": push_token });
        let login = json!({ "email": self.email, "password": PASSWORD, "deviceInfo": info });
        let tokens = Self::nobody(self.gateway).post("/api/v1/auth/login", login).await.data(200);
        let text = |name: &str| tokens["tokens"][name].as_str().expect("text").to_owned();
        let (token, refresh) = (text("accessToken"), text("refreshToken"));
        Self { token, refresh, device: Some(device.into()), ..self.clone() }
    }

    /// Gets.
    pub async fn get(&self, path: &str) -> Reply {
        send(self.call(Method::GET, path)).await
    }

    /// Runs a GraphQL document.
    pub async fn graphql(&self, query: &str, variables: Value) -> Reply {
        self.post("/graphql", json!({ "query": query, "variables": variables })).await
    }

    /// Adds a child to their family.
    pub async fn child(&self, name: &str) -> String {
        let body = json!({ "familyId": self.family, "name": name, "birthDate": "2023-06-15" });
        let data = self.post("/api/v1/children", body).await.data(201);
        data["id"].as_str().expect("an id").to_owned()
    }

    /// Invites somebody into their family, who joins.
    pub async fn welcome(&self, guest: &Person<'_>, role: &str, permissions: Option<Value>) {
        let mut body = json!({ "email": guest.email, "role": role, "familyId": self.family });
        if let Some(permissions) = permissions {
            body["permissions"] = permissions;
        }
        let invitation = self.post("/api/v1/families/invite", body).await.data(201);
        let join = json!({ "shareCode": invitation["shareCode"] });
        guest.post("/api/v1/families/join", join).await.data(200);
    }

    /// Logs a bottle that began so many minutes ago.
    pub async fn feed(&self, child: &str, minutes_ago: i64) -> Reply {
        self.post("/api/v1/activities/feeding", self.bottle(child, minutes_ago)).await
    }

    /// A bottle that began so many minutes ago.
    #[must_use]
    pub fn bottle(&self, child: &str, minutes_ago: i64) -> Value {
        let start = self.gateway.now() - chrono::TimeDelta::minutes(minutes_ago);
        json!({
            "childId": child,
            "type": "bottle",
            "startTime": start,
            "details": { "amount": 120, "unit": "ml", "foodType": "formula" },
        })
    }

    /// Begins to send a form with a file in it.
    pub fn upload(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> RequestBuilder {
        self.form(
            path,
            fields,
            "name=\"file\"; filename=\"history.csv\"\r\nContent-Type: text/csv",
            file,
        )
    }

    /// Says something to the assistant.
    pub async fn speak(&self, fields: &[(&str, &str)], audio: &[u8]) -> Reply {
        send(self.spoken(fields, audio)).await
    }

    /// Begins to say something to the assistant.
    pub fn spoken(&self, fields: &[(&str, &str)], audio: &[u8]) -> RequestBuilder {
        let head = "name=\"audio\"; filename=\"command\"\r\nContent-Type: application/octet-stream";
        self.form("/api/v1/ai/voice", fields, head, audio)
    }

    fn form(&self, path: &str, fields: &[(&str, &str)], head: &str, file: &[u8]) -> RequestBuilder {
        const BOUNDARY: &str = "between-the-fields";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.call(Method::POST, path).header("Content-Type", kind).body(body)
    }

    /// Opens a socket.
    pub async fn socket(&self) -> Socket {
        Socket::open(self).await
    }

    /// Opens a socket in the room of a family; its answer was taken.
    pub async fn listen(&self, family: &str) -> Socket {
        let mut socket = self.socket().await;
        socket.join(family, None).await;
        socket
    }
}

/// Sends a call and reads what comes back.
pub async fn send(call: RequestBuilder) -> Reply {
    let response = call.send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let text = response.text().await.expect("a body");
    let body = serde_json::from_str(&text).unwrap_or(Value::Null);
    Reply { status, headers, body }
}
