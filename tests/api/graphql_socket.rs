//! GraphQL over a WebSocket: `graphql-transport-ws` to the letter, and a family's events as a subscription.

use std::time::Duration;

use chrono::TimeDelta;
use futures_util::{SinkExt, StreamExt};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{Error, Message, client::IntoClientRequest},
};

const PROTOCOL: &str = "graphql-transport-ws";
const EVENTS: &str =
    "subscription($f: ID!, $s: Int) { familyEvents(familyId: $f, since: $s) { seq event } }";

/// A client that knows nothing but frames.
struct Client(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Client {
    async fn open(
        gateway: &Gateway,
        token: Option<&str>,
        protocol: Option<&str>,
    ) -> Result<Self, Box<Error>> {
        let mut request =
            format!("ws://{}/graphql", gateway.address).into_client_request().unwrap();
        if let Some(protocol) = protocol {
            request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
        }
        if let Some(token) = token {
            request
                .headers_mut()
                .insert("authorization", format!("Bearer {token}").parse().unwrap());
        }
        let (stream, response) = tokio_tungstenite::connect_async(request).await?;
        let agreed = response.headers().get("sec-websocket-protocol");
        assert_eq!(agreed.map(|it| it.to_str().unwrap()), protocol.map(|_| PROTOCOL));
        Ok(Self(stream))
    }

    /// Open, and nothing said.
    async fn silent(gateway: &Gateway) -> Self {
        Self::open(gateway, None, Some(PROTOCOL)).await.unwrap()
    }

    /// Ready to ask.
    async fn ready(person: &Person<'_>) -> Self {
        let mut client = Self::silent(person.gateway).await;
        let payload = json!({ "Authorization": format!("Bearer {}", person.token) });
        client.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(client.next().await["type"], "connection_ack");
        client
    }

    async fn say(&mut self, message: Value) {
        self.text(&message.to_string()).await;
    }

    async fn text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    async fn ask(&mut self, id: &str, query: &str, variables: Value) {
        let payload = json!({ "query": query, "variables": variables });
        self.say(json!({ "type": "subscribe", "id": id, "payload": payload })).await;
    }

    async fn listen(&mut self, id: &str, family: &str, since: Option<i64>) {
        self.ask(id, EVENTS, json!({ "f": family, "s": since })).await;
    }

    async fn receive(&mut self) -> Message {
        let message = tokio::time::timeout(Duration::from_secs(10), self.0.next()).await;
        message.expect("a message in time").expect("an open socket").unwrap()
    }

    async fn next(&mut self) -> Value {
        loop {
            match self.receive().await {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Close(frame) => panic!("the socket closed: {frame:?}"),
                _ => {}
            }
        }
    }

    /// The type and the id of the next message.
    async fn told(&mut self) -> (String, String) {
        let message = self.next().await;
        let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
        (text("type"), text("id"))
    }

    /// The numbers of the next events of an operation.
    async fn seqs(&mut self, id: &str, count: usize) -> Vec<i64> {
        let mut seqs = Vec::new();
        for _ in 0..count {
            let message = self.next().await;
            assert_eq!(
                (&message["type"], &message["id"]),
                (&json!("next"), &json!(id)),
                "{message}"
            );
            seqs.push(message["payload"]["data"]["familyEvents"]["seq"].as_i64().unwrap());
        }
        seqs
    }

    async fn is_silent(&mut self, time: Duration) -> bool {
        tokio::time::timeout(time, self.next()).await.is_err()
    }

    async fn closed(&mut self) -> (u16, String) {
        loop {
            if let Message::Close(frame) = self.receive().await {
                let frame = frame.expect("a reason");
                return (frame.code.into(), frame.reason.to_string());
            }
        }
    }
}

/// Two parents, one child.
async fn family(gateway: &Gateway) -> (Person<'_>, Person<'_>, String) {
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&john, "parent", None).await;
    (jane, john, child)
}

#[tokio::test]
async fn a_connection_that_is_not_begun_as_agreed_is_closed_with_its_code() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut other = Client::open(&gateway, Some(&jane.token), None).await.unwrap();
    assert_eq!(other.closed().await, (4406, "Subprotocol not acceptable".into()));

    let mut late = Client::silent(&gateway).await;
    assert_eq!(late.closed().await, (4408, "Connection initialisation timeout".into()));

    let mut eager = Client::silent(&gateway).await;
    eager.ask("1", "{ __typename }", json!({})).await;
    assert_eq!(eager.closed().await, (4401, "Unauthorized".into()));

    let mut twice = Client::ready(&jane).await;
    twice.say(json!({ "type": "connection_init" })).await;
    assert_eq!(twice.closed().await, (4429, "Too many initialisation requests".into()));

    for (payload, code) in [
        (json!(null), 4401),
        (json!({}), 4401),
        (json!({ "Authorization": "Bearer nonsense" }), 4403),
        (json!({ "Authorization": jane.token }), 4403),
        (json!({ "accessToken": "" }), 4403),
        (json!({ "accessToken": 5 }), 4403),
    ] {
        let mut client = Client::silent(&gateway).await;
        client.say(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(client.closed().await.0, code, "{payload}");
    }
    let refused = Client::open(&gateway, Some("nonsense"), Some(PROTOCOL)).await.err().unwrap();
    assert!(matches!(*refused, Error::Http(response) if response.status() == 401));
}

#[tokio::test]
async fn somebody_signs_in_with_the_request_or_with_the_first_message() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let bearer = format!("Bearer {}", jane.token);
    for (header, payload) in [
        (Some(jane.token.as_str()), json!(null)),
        (None, json!({ "Authorization": bearer })),
        (None, json!({ "authorization": bearer })),
        (None, json!({ "accessToken": jane.token })),
    ] {
        let mut client = Client::open(&gateway, header, Some(PROTOCOL)).await.unwrap();
        // At any time, also before.
        client.say(json!({ "type": "ping" })).await;
        assert_eq!(client.next().await, json!({ "type": "pong" }));
        client.say(json!({ "type": "connection_init", "payload": payload })).await;
        let ack = client.next().await;
        assert_eq!(ack["type"], "connection_ack", "{payload}");
        assert!(ack["payload"]["tokenEndsAt"].is_string());
        client.say(json!({ "type": "pong", "payload": { "unasked": true } })).await;
        client.say(json!({ "type": "ping", "payload": { "at": 5 } })).await;
        assert_eq!(client.next().await, json!({ "type": "pong", "payload": { "at": 5 } }));
    }
}

#[tokio::test]
async fn what_is_no_message_closes_with_4400() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let subscribe = |id: Value, payload: Value| {
        json!({ "type": "subscribe", "id": id, "payload": payload }).to_string()
    };
    for text in [
        "not json".to_owned(),
        "{".into(),
        "5".into(),
        "[]".into(),
        "{}".into(),
        json!({ "type": 5 }).to_string(),
        json!({ "type": "start", "id": "1" }).to_string(),
        json!({ "type": "next", "id": "1" }).to_string(),
        json!({ "type": "connection_ack" }).to_string(),
        json!({ "type": "connection_init", "payload": "x" }).to_string(),
        json!({ "type": "ping", "payload": [1] }).to_string(),
        json!({ "type": "pong", "payload": "x" }).to_string(),
        json!({ "type": "complete" }).to_string(),
        json!({ "type": "complete", "id": 1 }).to_string(),
        json!({ "type": "subscribe", "id": "1" }).to_string(),
        subscribe(Value::Null, json!({ "query": "{ __typename }" })),
        subscribe(json!(""), json!({ "query": "{ __typename }" })),
        subscribe(json!(7), json!({ "query": "{ __typename }" })),
        subscribe(json!("1"), json!([{ "query": "{ __typename }" }])),
        subscribe(json!("1"), json!({ "query": 5 })),
        subscribe(json!("1"), json!({ "query": "{ __typename }", "variables": [] })),
        subscribe(json!("1"), json!({ "query": "{ __typename }", "operationName": 5 })),
        subscribe(json!("1"), json!({ "query": "{ __typename }", "extensions": "x" })),
    ] {
        let mut client = Client::ready(&jane).await;
        client.text(&text).await;
        let (code, reason) = client.closed().await;
        assert_eq!(code, 4400, "{text}");
        assert!(reason.starts_with("Invalid message: "), "{text}: {reason}");
    }
}

#[rstest]
#[tokio::test]
async fn an_operation_is_answered_and_then_completed_or_refused_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, _, _) = family(&gateway).await;
    let mut client = Client::ready(&jane).await;
    let of = "query($id: ID!) { family(id: $id) { id } }";
    client.ask("1", of, json!({ "id": jane.family })).await;
    let next = json!({ "id": "1", "type": "next", "payload": { "data": { "family": { "id": jane.family } } } });
    assert_eq!(client.next().await, next);
    assert_eq!(client.next().await, json!({ "id": "1", "type": "complete" }));

    // A field that could not be had is a result; the id is free again.
    client.ask("1", of, json!({ "id": domain::FamilyId::fresh().to_string() })).await;
    let result = client.next().await;
    assert_eq!((&result["type"], &result["payload"]["data"]), (&json!("next"), &Value::Null));
    assert_eq!(result["payload"]["errors"][0]["extensions"]["code"], "NOT_FOUND");
    assert_eq!(client.told().await, ("complete".into(), "1".into()));

    let deep = format!("{{ families {{ {}a{} }} }}", "a { ".repeat(8), " }".repeat(8));
    let two = "subscription($f: ID!) { a: familyEvents(familyId: $f) { seq } b: familyEvents(familyId: $f) { seq } }";
    let within = "subscription($f: ID!) { ...a } fragment a on Subscription { familyEvents(familyId: $f) { seq } }";
    let variables = json!({ "f": jane.family });
    for (query, variables, code) in [
        ("{", json!({}), "VALIDATION_ERROR"),
        ("{ nothing }", json!({}), "VALIDATION_ERROR"),
        (&deep, json!({}), "VALIDATION_ERROR"),
        (of, json!({}), "VALIDATION_ERROR"),
        (of, json!({ "id": null }), "VALIDATION_ERROR"),
        ("subscription { nothing }", json!({}), "VALIDATION_ERROR"),
        ("subscription { __typename }", json!({}), "VALIDATION_ERROR"),
        (two, variables.clone(), "VALIDATION_ERROR"),
        (within, variables.clone(), "VALIDATION_ERROR"),
        (EVENTS, json!({ "f": jane.family, "s": "x" }), "VALIDATION_ERROR"),
        (EVENTS, json!({ "f": "nonsense" }), "NOT_FOUND"),
        (EVENTS, json!({ "f": domain::FamilyId::fresh().to_string() }), "NOT_FOUND"),
    ] {
        client.ask("x", query, variables).await;
        let refusal = client.next().await;
        assert_eq!((&refusal["type"], &refusal["id"]), (&json!("error"), &json!("x")), "{query}");
        let error = &refusal["payload"][0];
        assert_eq!(error["extensions"]["code"], code, "{refusal}");
        assert!(error["extensions"]["traceId"].is_string() && error["message"].is_string());
    }
    // No `complete` follows a refusal, and one for what has ended is no error.
    client.say(json!({ "type": "complete", "id": "x" })).await;
    assert!(client.is_silent(Duration::from_millis(300)).await);
    let by_hash = json!({ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": "0".repeat(64) } } });
    client.say(json!({ "type": "subscribe", "id": "h", "payload": by_hash })).await;
    let unknown = client.next().await;
    assert_eq!(unknown["payload"][0]["extensions"]["code"], "PERSISTED_QUERY_NOT_FOUND");
}

#[rstest]
#[tokio::test]
async fn ids_are_taken_while_an_operation_runs_and_sixteen_may_run(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, _, child) = family(&gateway).await;
    let mut client = Client::ready(&jane).await;
    for id in 0..16 {
        client.listen(&id.to_string(), &jane.family, Some(4)).await;
    }
    client.ask("16", "{ __typename }", json!({})).await;
    let refused = client.next().await;
    assert_eq!((&refused["type"], &refused["id"]), (&json!("error"), &json!("16")));
    assert_eq!(refused["payload"][0]["extensions"]["reason"], "Must not have more than 16 entries");

    // Who is told to stop says no more, and makes room for another.
    client.say(json!({ "type": "complete", "id": "7" })).await;
    client.ask("16", "{ __typename }", json!({})).await;
    assert_eq!(client.told().await, ("next".into(), "16".into()));
    assert_eq!(client.told().await, ("complete".into(), "16".into()));
    jane.feed(&child, 5).await.data(201);
    let mut heard = Vec::new();
    for _ in 0..15 {
        heard.push(client.told().await.1.parse::<u8>().unwrap());
    }
    heard.sort_unstable();
    assert_eq!(heard, (0..16).filter(|id| *id != 7).collect::<Vec<_>>());
    assert!(client.is_silent(Duration::from_millis(300)).await);
    client.listen("7", &jane.family, Some(5)).await;
    client.listen("3", &jane.family, None).await;
    assert_eq!(client.closed().await, (4409, "Subscriber for 3 already exists".into()));

    // A reason has an end, whatever the id.
    let mut client = Client::ready(&jane).await;
    let id = "é".repeat(100);
    client.listen(&id, &jane.family, None).await;
    client.listen(&id, &jane.family, None).await;
    let (code, reason) = client.closed().await;
    assert!(code == 4409 && reason.starts_with("Subscriber for éé"), "{reason}");
}

#[rstest]
#[tokio::test]
async fn a_familys_events_come_with_what_they_are_about(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let all = "subscription($f: ID!, $s: Int) { familyEvents(familyId: $f, since: $s) \
               { type seq event at by entity entityId childId timestamp epoch } }";
    let mut client = Client::ready(&john).await;
    client.ask("all", all, json!({ "f": jane.family, "s": 4 })).await;
    let logged = jane.feed(&child, 5).await.data(201);
    let text = client.receive().await.into_text().unwrap();
    let fields = ["type", "seq", "event", "at", "by", "entity", "entityId", "childId", "timestamp"];
    let places: Vec<_> = fields.iter().map(|name| text.rfind(&format!("\"{name}\":"))).collect();
    assert!(places.is_sorted() && places[0].is_some(), "{text}");
    let message: Value = serde_json::from_str(&text).unwrap();
    let event = &message["payload"]["data"]["familyEvents"];
    let expected = json!({
        "type": "feeding",
        "seq": 5,
        "event": "activity-logged",
        "at": event["at"],
        "by": jane.id,
        "entity": "activity",
        "entityId": logged["id"],
        "childId": child,
        "timestamp": event["timestamp"],
        "epoch": event["epoch"],
    });
    assert_eq!(*event, expected);
    let moment =
        |value: &Value| value.as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    assert_eq!(moment(&event["timestamp"]), moment(&logged["timestamp"]));
    let timer =
        jane.post("/api/v1/timers", json!({ "childId": child, "type": "sleep" })).await.data(201);
    let started = client.next().await["payload"]["data"]["familyEvents"].clone();
    assert_eq!((&started["event"], &started["type"]), (&json!("timer-started"), &json!("sleep")));
    assert_eq!((&started["entity"], &started["entityId"]), (&json!("timer"), &timer["id"]));

    let mut beginning = Client::ready(&john).await;
    beginning.ask("b", all, json!({ "f": jane.family, "s": 0 })).await;
    for (event, entity, id) in [
        ("family-created", "family", json!(jane.family)),
        ("child-added", "child", json!(child)),
        ("member-invited", "invitation", Value::Null),
        ("member-joined", "member", json!(john.id)),
    ] {
        let told = beginning.next().await["payload"]["data"]["familyEvents"].clone();
        assert_eq!((&told["event"], &told["entity"]), (&json!(event), &json!(entity)));
        assert!(id.is_null() || told["entityId"] == id, "{told}");
    }
    assert_eq!(beginning.next().await["payload"]["data"]["familyEvents"], *event);
}

#[rstest]
#[tokio::test]
async fn since_brings_exactly_what_was_missed(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, john, child) = family(&gateway).await;
    let mut client = Client::ready(&john).await;
    client.listen("1", &jane.family, Some(4)).await;
    jane.feed(&child, 9).await.data(201);
    assert_eq!(client.seqs("1", 1).await, [5]);
    drop(client);
    for minute in 0..5 {
        jane.feed(&child, minute).await.data(201);
    }
    let mut client = Client::ready(&john).await;
    client.listen("1", &jane.family, Some(5)).await;
    assert_eq!(client.seqs("1", 5).await, [6, 7, 8, 9, 10]);
    jane.feed(&child, 1).await.data(201);
    assert_eq!(client.seqs("1", 1).await, [11]);

    // Who has seen what never was must read afresh, and hears what comes.
    for since in [99, -1] {
        let mut lost = Client::ready(&john).await;
        lost.listen("1", &jane.family, Some(since)).await;
        let told = lost.next().await["payload"]["data"]["familyEvents"].clone();
        assert_eq!(told["event"], "resync");
        let now = told["seq"].as_i64().unwrap();
        jane.feed(&child, 1).await.data(201);
        assert_eq!(lost.seqs("1", 1).await, [now + 1]);
    }
    let foreign = "subscription($f: ID!) { familyEvents(familyId: $f, since: 1, epoch: \"another\") { event } }";
    client.ask("foreign", foreign, json!({ "f": jane.family })).await;
    let mut told = client.next().await;
    while told["id"] != "foreign" {
        told = client.next().await;
    }
    assert_eq!(told["payload"]["data"]["familyEvents"]["event"], "resync");
}

#[tokio::test]
async fn nothing_is_lost_or_doubled_between_two_nodes() {
    let gateway = Gateway::start(PostgresAndRedis).await;
    let other = gateway.beside().await;
    let (jane, john, child) = family(&gateway).await;
    let mut here = Client::ready(&john).await;
    here.listen("1", &jane.family, Some(4)).await;
    let mut seen = 4;
    // Coming and going between the nodes while something is always being logged.
    let logging = async {
        for round in 0..40 {
            let node = if round % 2 == 0 { &gateway } else { &other };
            jane.at(node).feed(&child, round).await.data(201);
        }
    };
    let wandering = async {
        for round in 0..4 {
            let node = if round % 2 == 0 { &other } else { &gateway };
            let mut there = Client::ready(&john.at(node)).await;
            there.listen("w", &jane.family, Some(seen)).await;
            let expected: Vec<i64> = (seen + 1..=seen + 10).collect();
            assert_eq!(there.seqs("w", 10).await, expected);
            seen += 10;
        }
    };
    tokio::join!(logging, wandering);
    assert_eq!(here.seqs("1", 40).await, (5..45).collect::<Vec<i64>>());
    assert!(here.is_silent(Duration::from_secs(3)).await, "nothing comes twice");
}

/// A caregiver whose access is limited so.
async fn sitter<'a>(gateway: &'a Gateway, jane: &Person<'_>, access: Value) -> Person<'a> {
    let sue = gateway.parent("Sue Sitter").await;
    let invite = json!({ "email": sue.email, "role": "caregiver", "access": access });
    let code = jane.post("/api/v1/families/invite", invite).await.data(201)["shareCode"].clone();
    sue.post("/api/v1/families/join", json!({ "shareCode": code })).await.data(200);
    sue
}

/// The events of an operation, until it is refused with `NOT_FOUND`.
async fn until_lost(client: &mut Client) -> Vec<Value> {
    let mut events = Vec::new();
    loop {
        let message = client.next().await;
        if message["type"] == "error" {
            assert_eq!(message["payload"][0]["extensions"]["code"], "NOT_FOUND", "{message}");
            return events;
        }
        events.push(message["payload"]["data"]["familyEvents"]["event"].clone());
    }
}

#[rstest]
#[tokio::test]
async fn who_may_not_know_hears_a_number_and_who_is_removed_hears_no_more(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, _, emma) = family(&gateway).await;
    let tom = jane.child("Tom").await;
    let sue = sitter(&gateway, &jane, json!({ "childIds": [emma] })).await;
    let since = 7;
    let mut client = Client::ready(&sue).await;
    client.listen("1", &jane.family, Some(since)).await;
    let mut told = async |child: &str| {
        jane.feed(child, 5).await.data(201);
        let event = client.next().await["payload"]["data"]["familyEvents"].clone();
        (event["event"].clone(), event["seq"].as_i64().unwrap())
    };
    assert_eq!(told(&tom).await, (json!("hidden"), since + 1));
    assert_eq!(told(&emma).await, (json!("activity-logged"), since + 2));

    // What somebody may know changes while they listen.
    let member = format!("/api/v1/families/{}/members/{}", jane.family, sue.id);
    jane.patch(&member, json!({ "access": { "childIds": [tom] } })).await.data(200);
    gateway.forget().await;
    assert_eq!(client.seqs("1", 1).await, [since + 3]);
    let mut told = async |child: &str| {
        jane.feed(child, 5).await.data(201);
        client.next().await["payload"]["data"]["familyEvents"]["event"].clone()
    };
    assert_eq!((told(&emma).await, told(&tom).await), (json!("hidden"), json!("activity-logged")));

    assert_eq!(jane.delete(&member).await.status / 100, 2);
    // Perhaps the news itself, then the refusal; the connection goes on.
    let last = until_lost(&mut client).await;
    assert!(last.is_empty() || last == ["member-left"], "{last:?}");
    jane.feed(&tom, 1).await.data(201);
    assert!(client.is_silent(Duration::from_millis(500)).await);
    client.listen("1", &sue.family, Some(0)).await;
    assert_eq!(client.seqs("1", 1).await, [1]);
}

#[rstest]
#[tokio::test]
async fn a_subscription_ends_with_the_time_that_access_was_given_for(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-10T17:59:00Z").await;
    let (jane, _, emma) = family(&gateway).await;
    let until = json!({ "from": "2024-01-10T17:00:00Z", "until": "2024-01-10T18:00:00Z" });
    let sue = sitter(&gateway, &jane, until).await;
    let mut client = Client::ready(&sue).await;
    client.listen("1", &jane.family, Some(6)).await;
    jane.feed(&emma, 5).await.data(201);
    assert_eq!(client.seqs("1", 1).await, [7]);
    gateway.pass(TimeDelta::minutes(2));
    // However much happens meanwhile.
    let jane = jane.again().await;
    let busy = async {
        loop {
            jane.feed(&emma, 5).await.data(201);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let lost = tokio::time::timeout(Duration::from_secs(10), until_lost(&mut client));
    tokio::select! {
        heard = lost => { heard.unwrap(); }
        () = busy => {}
    }
}

#[rstest]
#[tokio::test]
async fn a_connection_ends_with_its_session(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut client = Client::ready(&jane).await;
    client.listen("1", &jane.family, None).await;
    jane.post("/api/v1/auth/logout", json!({})).await;
    assert_eq!(client.closed().await.0, 4401);
}

#[tokio::test]
async fn a_token_may_be_renewed_on_the_connection_and_ends_it_otherwise() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let mut client = Client::ready(&jane).await;
    drop(client);
    // Until two seconds before its end.
    let until = {
        client = Client::silent(&gateway).await;
        client
            .say(json!({ "type": "connection_init", "payload": { "accessToken": jane.token } }))
            .await;
        let ack = client.next().await["payload"]["tokenEndsAt"].as_str().unwrap().to_owned();
        ack.parse::<chrono::DateTime<chrono::Utc>>().unwrap()
    };
    gateway.pass(until - gateway.now() - TimeDelta::seconds(2));
    let mut client = Client::ready(&jane).await;
    client.listen("1", &jane.family, Some(0)).await;
    assert_eq!(client.seqs("1", 1).await, [1]);
    let told = client.next().await;
    assert_eq!(told["type"], "ping");
    assert!(told["payload"]["closesAt"].is_string());
    let renewal = json!({ "refreshToken": jane.refresh });
    let refreshed = gateway.anyone().post("/api/v1/auth/refresh", renewal).await.data(200);
    let token = refreshed["tokens"]["accessToken"].as_str().or(refreshed["accessToken"].as_str());
    let fresh = Person { token: token.unwrap().into(), ..jane.clone() };
    client.say(json!({ "type": "pong", "payload": { "accessToken": fresh.token } })).await;
    fresh.child("Emma").await;
    assert_eq!(client.seqs("1", 1).await, [2]);
    // Somebody else's does not do.
    let eve = gateway.parent("Eve Else").await;
    client.say(json!({ "type": "ping", "payload": { "accessToken": eve.token } })).await;
    assert_eq!(client.closed().await.0, 4403);
}

#[tokio::test]
async fn a_node_that_stops_says_so() {
    let gateway = Gateway::start(PostgresAndRedis).await;
    let other = gateway.beside().await;
    let (jane, john, child) = family(&gateway).await;
    let mut client = Client::ready(&john).await;
    client.listen("1", &jane.family, Some(4)).await;
    jane.feed(&child, 2).await.data(201);
    assert_eq!(client.seqs("1", 1).await, [5]);
    let ((), closed) = tokio::join!(gateway.stop(), client.closed());
    assert_eq!(closed.0, 1001);
    jane.at(&other).feed(&child, 1).await.data(201);
    let mut client = Client::ready(&john.at(&other)).await;
    client.listen("1", &jane.family, Some(5)).await;
    assert_eq!(client.seqs("1", 1).await, [6]);
}

#[tokio::test]
async fn many_who_catch_up_on_one_connection_get_everything_at_their_pace() {
    let gateway = Gateway::start(Sqlite).await;
    let (jane, _, child) = family(&gateway).await;
    for minute in 0..200 {
        jane.feed(&child, minute).await.data(201);
    }
    let mut client = Client::ready(&jane).await;
    let wide = "x".repeat(6000);
    let all = format!(
        "subscription($f: ID!) {{ familyEvents(familyId: $f, since: 0) {{ seq {wide}: event }} }}"
    );
    for id in 0..16 {
        client.ask(&id.to_string(), &all, json!({ "f": jane.family })).await;
    }
    // Sixteen times two hundred events are more than may wait; nobody reads for a while.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut last = [0; 16];
    for _ in 0..16 * 204 {
        let message = client.next().await;
        assert_eq!(message["type"], "next", "{message}");
        let id: usize = message["id"].as_str().unwrap().parse().unwrap();
        let seq = message["payload"]["data"]["familyEvents"]["seq"].as_i64().unwrap();
        assert_eq!(seq, last[id] + 1);
        last[id] = seq;
    }
    assert_eq!(last, [204; 16]);
}
