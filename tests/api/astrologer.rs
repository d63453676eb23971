use reqwest::{Method, RequestBuilder};
use rstest::rstest;
use serde_json::{Map, Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

pub(crate) const ASK: &str = "/chat/astrologer";

const PLANETS: [&str; 9] =
    ["Sun", "Moon", "Mars", "Mercury", "Jupiter", "Venus", "Saturn", "Rahu", "Ketu"];

const SIGNS: [&str; 12] = [
    "Aries",
    "Taurus",
    "Gemini",
    "Cancer",
    "Leo",
    "Virgo",
    "Libra",
    "Scorpio",
    "Sagittarius",
    "Capricorn",
    "Aquarius",
    "Pisces",
];

/// The question of the contract's first example.
pub(crate) fn question() -> Value {
    json!({
        "birth_year": 1990, "birth_month": 5, "birth_day": 15, "birth_hour": 14, "birth_minute": 30,
        "location": { "latitude": 19.0760, "longitude": 72.8777, "timezone": "Asia/Kolkata" },
        "question": "What does my birth chart say about my career prospects?",
    })
}

/// The same, with these fields in their places.
pub(crate) fn with(fields: &Value) -> Value {
    let mut body = question();
    for (name, value) in fields.as_object().unwrap() {
        match name.split_once('.') {
            Some((whole, part)) => body[whole][part] = value.clone(),
            None => body[name] = value.clone(),
        }
    }
    body
}

/// Somebody who may ask.
pub(crate) async fn asker<'a>(gateway: &'a Gateway, name: &str) -> Person<'a> {
    let person = gateway.parent(name).await.verified().await;
    person.post("/auth/register-details", crate::birth_details::told()).await.bare(201);
    person
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn sign_at(longitude: &Value) -> &'static str {
    let sign = (1..=12).find(|sign| longitude.as_f64().unwrap() < f64::from(sign * 30)).unwrap();
    SIGNS[usize::try_from(sign).unwrap() - 1]
}

fn place(sign: &Value) -> usize {
    SIGNS.iter().position(|known| sign == known).unwrap()
}

#[rstest]
#[tokio::test]
async fn the_answer_has_the_fields_of_the_contract_and_those_that_are_ours(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2025-11-17T10:30:00Z").await;
    let jane = asker(&gateway, "Jane Doe").await;
    let said = jane.post(ASK, question()).await.bare(200);
    assert_eq!(keys(&said), ["answer", "engine", "kundli", "session_id"]);
    assert!(said["answer"].as_str().unwrap().len() > 10);
    assert_eq!(said["engine"], "interpretations");
    assert!(said["session_id"].as_str().unwrap().parse::<uuid::Uuid>().is_ok());
    let kundli = &said["kundli"];
    // What the example's own numbers, which contradict each other, would be.
    let sun = &kundli["planets"]["Sun"];
    assert_eq!((&sun["sign"], &sun["house"]), (&json!("Taurus"), &json!(10)));
    assert!((sun["longitude"].as_f64().unwrap() - 30.55).abs() < 0.005, "{sun}");
    let lagna = &kundli["ascendant"];
    assert_eq!(lagna["sign"], "Leo");
    assert!((lagna["degree"].as_f64().unwrap() - 27.48).abs() < 0.005, "{lagna}");
    let ours = ["ayanamsa", "birth_time", "house_system", "node"];
    let documented = ["ascendant", "dashas", "houses", "planets"];
    let mut all = [ours, documented].concat();
    all.sort_unstable();
    assert_eq!(keys(kundli), all);

    let mut planets = PLANETS;
    planets.sort_unstable();
    assert_eq!(keys(&kundli["planets"]), planets);
    for name in PLANETS {
        let planet = &kundli["planets"][name];
        let fields =
            ["house", "latitude", "longitude", "nakshatra", "pada", "retrograde", "sign", "speed"];
        assert_eq!(keys(planet), fields);
        assert_eq!(planet["sign"], sign_at(&planet["longitude"]), "{name}");
        let from_lagna = place(&planet["sign"]) + 12 - place(&kundli["ascendant"]["sign"]);
        assert_eq!(planet["house"], from_lagna % 12 + 1, "{name}");
        for number in ["longitude", "latitude", "speed"] {
            let text = planet[number].to_string();
            assert!(text.split_once('.').unwrap().1.len() <= 4, "{text}");
        }
    }
    assert_eq!(kundli["houses"].as_object().map(Map::len), Some(12));
    for house in (1..=12).map(|house| house.to_string()) {
        assert_eq!(keys(&kundli["houses"][&house]), ["degree", "sign"]);
        assert!(SIGNS.iter().any(|sign| kundli["houses"][&house]["sign"] == *sign));
    }
    assert_eq!(kundli["houses"]["1"], kundli["ascendant"], "Placidus begins with the ascendant");

    let dashas = &kundli["dashas"];
    let fields = ["antardasha", "as_of", "mahadasha", "pratyantar", "remaining_years"];
    assert_eq!(keys(dashas), fields);
    for period in ["mahadasha", "antardasha", "pratyantar"] {
        assert!(PLANETS.iter().any(|planet| dashas[period] == *planet));
    }
    assert!((0.0..=20.0).contains(&dashas["remaining_years"].as_f64().unwrap()));
    assert_eq!(dashas["as_of"].as_str().unwrap()[..10], *"2025-11-17");
    assert_eq!(keys(&kundli["ayanamsa"]), ["degrees", "name"]);
    assert_eq!(kundli["ayanamsa"]["name"], "lahiri");
    assert_eq!((&kundli["node"], &kundli["house_system"]), (&json!("mean"), &json!("placidus")));
    let utc = json!({ "utc": "1990-05-15T09:00:00Z", "ambiguous": false });
    assert_eq!(kundli["birth_time"], utc);
}

#[rstest]
#[tokio::test]
async fn what_is_chosen_between_schools_is_kept_to(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let fields = json!({ "house_system": "whole_sign", "node": "true" });
    let chosen = jane.post(ASK, with(&fields)).await.bare(200)["kundli"].clone();
    assert_eq!(chosen["house_system"], "whole_sign");
    assert_eq!(chosen["node"], "true");
    let lowest =
        with(&json!({ "location.latitude": 78.2, "location.timezone": "Arctic/Longyearbyen" }));
    let polar = jane.post(ASK, lowest).await.bare(200)["kundli"].clone();
    assert_eq!(polar["house_system"], "porphyry", "Placidus has no cusps there");
    for field in ["house_system", "node"] {
        let refused = jane.post(ASK, with(&json!({ field: "best" }))).await;
        assert_eq!(
            (refused.field(), &refused.body["detail"][0]["type"]),
            (field.into(), &json!("enum"))
        );
    }
}

#[rstest]
#[tokio::test]
async fn a_birth_that_cannot_be_is_a_bad_request_and_a_field_that_cannot_be_read_is_listed(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    for (fields, named) in [
        (json!({ "birth_year": 1899 }), "birth_year"),
        (json!({ "birth_year": 1_i64 << 31 }), "birth_year"),
        (json!({ "birth_year": i64::MIN }), "birth_year"),
        (json!({ "birth_month": 13 }), "birth_month"),
        (json!({ "birth_month": -(1_i64 << 40) }), "birth_month"),
        (json!({ "birth_day": 1_i64 << 32 | 15 }), "birth_day"),
        (json!({ "birth_hour": 1_i64 << 32 }), "birth_hour"),
        (json!({ "birth_minute": i64::MAX }), "birth_minute"),
        (json!({ "birth_day": 31, "birth_month": 2 }), "birth_day"),
        (json!({ "birth_hour": 24 }), "birth_hour"),
        (json!({ "birth_minute": -1 }), "birth_minute"),
        (json!({ "location.latitude": 90.5 }), "location.latitude"),
        (json!({ "location.longitude": 181 }), "location.longitude"),
        (json!({ "location.timezone": "Asia/Atlantis" }), "location.timezone"),
        (
            json!({
                "location.timezone": "Europe/Paris", "birth_year": 2024, "birth_month": 3,
                "birth_day": 31, "birth_hour": 2,
            }),
            "birth_hour",
        ),
    ] {
        let refused = jane.post(ASK, with(&fields)).await;
        assert_eq!(refused.status, 400, "{named}: {}", refused.body);
        let detail = refused.body["detail"].as_str().unwrap();
        assert!(detail.starts_with(&format!("{named}: ")), "{detail}");
    }
    for (fields, named) in [
        (json!({ "birth_year": "1990" }), "birth_year"),
        (json!({ "birth_day": 1.5 }), "birth_day"),
        (json!({ "birth_month": null }), "birth_month"),
        (json!({ "location": 5 }), "location"),
        (json!({ "location": { "latitude": 1, "longitude": 1 } }), "location.timezone"),
        (json!({ "question": " \n" }), "question"),
        (json!({ "question": "x".repeat(2001) }), "question"),
        (json!({ "session_id": "mine" }), "session_id"),
    ] {
        assert_eq!(jane.post(ASK, with(&fields)).await.field(), named);
    }
    assert_eq!(jane.get("/chat/sessions").await.bare(200), json!([]), "nothing was kept");
}

#[rstest]
#[tokio::test]
async fn of_a_time_that_clocks_showed_twice_the_earlier_is_meant_and_said_to_be(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let twice = with(&json!({
        "birth_year": 2024, "birth_month": 10, "birth_day": 27, "birth_hour": 2,
        "location.timezone": "Europe/Paris",
    }));
    for (languages, word) in [("en", "earlier"), ("fr", "première"), ("zh", "较早")] {
        let said = jane.speaking(languages).post(ASK, twice.clone()).await.bare(200);
        let time = &said["kundli"]["birth_time"];
        assert_eq!(
            (&time["utc"], &time["ambiguous"]),
            (&json!("2024-10-27T00:30:00Z"), &json!(true))
        );
        let notice = time["notice"].as_str().unwrap();
        assert!(notice.contains(word) && notice.contains("Europe/Paris"), "{notice}");
    }
}

#[rstest]
#[tokio::test]
async fn only_those_whose_address_is_verified_may_ask_and_look(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (asker(&gateway, "Jane Doe").await, gateway.parent("Eve Else").await);
    let session = jane.post(ASK, question()).await.bare(200)["session_id"].clone();
    let session = session.as_str().unwrap();
    let path = format!("/chat/sessions/{session}");
    for refused in [
        eve.post(ASK, question()).await,
        eve.post(ASK, json!({})).await,
        eve.get("/chat/sessions").await,
        eve.get(&path).await,
        eve.get(&format!("/chat/charts/{session}.svg")).await,
        eve.delete(&path).await,
        eve.delete(&format!("{path}/messages/{session}")).await,
        eve.get("/chat/sessions/nothing").await,
    ] {
        assert_eq!(refused.status, 401, "{}", refused.body);
        assert_eq!(refused.body, json!({ "detail": "Confirm your e-mail address first" }));
        assert_eq!(refused.headers["www-authenticate"], "Bearer");
    }
    let nobody = gateway.anyone().post(ASK, question()).await;
    assert_eq!((nobody.status, nobody.body["detail"].is_string()), (401, true));
    let eve = eve.verified().await;
    assert_eq!(eve.get("/chat/sessions").await.bare(200), json!([]), "as soon as it is");
}

#[rstest]
#[tokio::test]
async fn only_those_who_told_of_themselves_may_ask(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await.verified().await;
    let refused = jane.post_once("key", ASK, question()).await;
    let detail = "Register your details first: POST /auth/register-details";
    assert_eq!((refused.status, refused.body), (400, json!({ "detail": detail })));
    jane.post("/auth/register-details", crate::birth_details::told()).await.bare(201);
    jane.post_once("key", ASK, question()).await.bare(200);
}

#[rstest]
#[tokio::test]
async fn questions_are_answered_a_fifth_as_often_as_other_calls(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "20")]).await;
    let jane = asker(&gateway, "Jane Doe").await;
    for _ in 0..4 {
        jane.post(ASK, question()).await.bare(200);
    }
    let refused = jane.post(ASK, question()).await;
    assert_eq!(refused.refusal(), (429, "RATE_LIMITED", ""));
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(jane.get("/chat/sessions").await.status, 200, "other calls go on");
}

#[rstest]
#[tokio::test]
async fn the_picture_shows_the_birth_that_a_session_was_about_last(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let picture = async |session: &Value, query: &str| {
        let path = format!("/chat/charts/{}.svg{query}", session.as_str().unwrap());
        let reply = jane.call(Method::GET, &path).send().await.unwrap();
        assert_eq!(reply.status(), 200);
        assert_eq!(reply.headers()["content-type"], "image/svg+xml");
        assert_eq!(reply.headers()["cache-control"], "private, no-cache");
        reply.text().await.unwrap()
    };
    let other = with(&json!({ "birth_year": 1984, "birth_month": 1, "birth_hour": 3 }));
    let first = jane.post(ASK, question()).await.bare(200)["session_id"].clone();
    let second = jane.post(ASK, other.clone()).await.bare(200)["session_id"].clone();
    let (of_first, of_second) = (picture(&first, "").await, picture(&second, "").await);
    assert!(of_first.starts_with("<svg") && of_first != of_second);
    assert_ne!(picture(&first, "?style=south").await, of_first);
    assert_eq!(picture(&first, "?style=north").await, of_first);
    let mut on = other;
    on["session_id"] = first.clone();
    assert_eq!(jane.post(ASK, on).await.bare(200)["session_id"], first);
    assert_eq!(picture(&first, "").await, of_second);
    let path = format!("/chat/charts/{}.svg?style=east", first.as_str().unwrap());
    let refused = jane.get(&path).await;
    assert_eq!(refused.body["detail"][0]["loc"], json!(["query", "style"]));
}

#[rstest]
#[tokio::test]
async fn asking_costs_as_many_statements_after_twenty_messages_as_after_two(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let session = jane.post(ASK, question()).await.bare(200)["session_id"].clone();
    let (on, path) = (with(&json!({ "session_id": session })), session.as_str().unwrap());
    let path = format!("/chat/sessions/{path}");
    let cost = async |call: &dyn Fn() -> RequestBuilder| {
        let mut least = usize::MAX;
        // What goes on beside the requests now and then does not meet both.
        for _ in 0..2 {
            gateway.forget().await;
            let before = gateway.served();
            send(call()).await.bare(200);
            least = least.min(gateway.served() - before);
        }
        least
    };
    let costs = async || {
        [
            cost(&|| jane.call(Method::POST, ASK).json(&on)).await,
            cost(&|| jane.call(Method::GET, &path)).await,
            cost(&|| jane.call(Method::GET, "/chat/sessions")).await,
        ]
    };
    let early = costs().await;
    assert!(early.iter().zip([13, 6, 5]).all(|(cost, most)| *cost <= most), "{early:?}");
    for _ in 0..9 {
        jane.post(ASK, on.clone()).await.bare(200);
        jane.post(ASK, question()).await.bare(200);
    }
    assert_eq!(costs().await, early);
}

#[rstest]
#[tokio::test]
async fn what_was_told_of_one_birth_is_not_gone_on_about_with_another(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    let other = json!({ "birth_year": 1984, "birth_month": 1, "birth_hour": 3 });
    let fresh = jane.post(ASK, with(&other)).await.bare(200)["answer"].clone();
    let session = jane.post(ASK, question()).await.bare(200)["session_id"].clone();
    let mut on = with(&other);
    on["session_id"] = session.clone();
    let first = jane.post(ASK, on.clone()).await.bare(200)["answer"].clone();
    assert_eq!(first, fresh, "nothing was told of it");
    let second = jane.post(ASK, on.clone()).await.bare(200)["answer"].clone();
    assert_ne!(second, first, "now something was");
    on["node"] = "true".into();
    let rules = jane.post(ASK, on).await.bare(200)["answer"].clone();
    assert!(!rules.as_str().unwrap().contains("once more"), "{rules}");
}

#[rstest]
#[tokio::test]
async fn no_dates_are_told_of_what_is_to_become_of_others(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2025-11-17T10:30:00Z").await;
    let jane = asker(&gateway, "Jane Doe").await;
    let answer = async |question: &str| {
        let said = jane.post(ASK, with(&json!({ "question": question }))).await.bare(200);
        said["answer"].as_str().unwrap().to_owned()
    };
    for asked in ["When will my husband walk again?", "When will my daughter marry?"] {
        let said = answer(asked).await;
        assert!(!said.contains("20"), "{said}");
    }
    let said = answer("When will I be promoted?").await;
    assert!(said.contains("As to when") && said.contains("20"), "{said}");
}

#[rstest]
#[tokio::test]
async fn who_is_in_danger_is_told_whom_to_call(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = asker(&gateway, "Jane Doe").await;
    for asked in [
        "I want to go to sleep and never wake up",
        "My husband hits me, will our marriage get better?",
        "I'm afraid I will hurt my baby",
    ] {
        let said = jane.post(ASK, with(&json!({ "question": asked }))).await.bare(200);
        let answer = said["answer"].as_str().unwrap();
        assert!(answer.contains("I am very sorry") && answer.contains("call"), "{answer}");
    }
}
