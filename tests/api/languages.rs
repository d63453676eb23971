use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use domain::{Locale, Word};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// The messages of a language's files with the variables each of them holds.
fn messages(locale: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales");
    let folders = ["", "milestones/", "commands/"];
    let files = folders.map(|folder| format!("{folder}{locale}.ftl"));
    let text = files.map(|file| fs::read_to_string(folder.join(file)).unwrap()).concat();
    let mut messages = BTreeMap::<_, BTreeSet<_>>::new();
    let mut id = String::new();
    for line in text.lines() {
        if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
            line.split(' ').next().unwrap().clone_into(&mut id);
            assert!(!messages.contains_key(&id), "{locale} says {id} twice");
            messages.insert(id.clone(), BTreeSet::new());
        }
        for variable in line.split('$').skip(1) {
            let name = variable.split(|it: char| !it.is_ascii_alphanumeric()).next().unwrap();
            messages.get_mut(&id).unwrap().insert(name.to_owned());
        }
    }
    messages
}

#[test]
fn every_language_has_every_message_with_its_variables() {
    let english = messages("en-US");
    let named = english.keys().filter_map(|id| id.strip_prefix("milestone-"));
    assert!(named.eq(domain::Skill::ALL.iter().map(|skill| skill.id).collect::<BTreeSet<_>>()));
    for (locale, files) in [
        ("es-ES", &["es-ES"][..]),
        ("es-MX", &["es-ES", "es-MX"]),
        ("fr-FR", &["fr-FR"]),
        ("fr-CA", &["fr-FR", "fr-CA"]),
        ("pt-BR", &["pt-BR"]),
        ("zh-CN", &["zh-CN"]),
    ] {
        let all: BTreeMap<_, _> = files.iter().flat_map(|file| messages(file)).collect();
        let ids = |of: &BTreeMap<String, _>| of.keys().cloned().collect::<Vec<_>>();
        assert_eq!(ids(&all), ids(&english), "{locale}");
        for (id, variables) in &all {
            assert_eq!(variables, &english[id], "{id} in {locale}");
        }
    }
}

/// Somebody new whose profile has this language, and who asks for none.
async fn newcomer<'a>(gateway: &'a Gateway, name: &str, locale: &str) -> Person<'a> {
    let email = format!("{}@example.com", name.to_lowercase().replace(' ', "."));
    let body = json!({ "email": email, "password": PASSWORD, "name": name });
    let anyone = gateway.anyone();
    let data = anyone.speaking(locale).post("/api/v1/auth/register", body).await.data(201);
    assert_eq!(data["user"]["locale"], locale);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Person {
        email,
        family: text(&data["family"]["id"]),
        token: text(&data["tokens"]["accessToken"]),
        ..anyone
    }
}

#[rstest]
#[tokio::test]
async fn a_refusal_is_said_in_the_best_language_that_is_accepted_else_the_profiles(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let chen = newcomer(&gateway, "Chen Wei", "zh-CN").await;
    let nowhere = format!("/api/v1/children/{}", domain::ChildId::fresh());
    for (languages, spoken, sentence) in [
        (Some("fr-CA"), "fr-CA", "Cet enfant n’existe pas"),
        (Some("de, fr;q=0.2, pt-BR;q=0.9"), "pt-BR", "Essa criança não existe"),
        (Some("es-AR"), "es-ES", "Ese niño o niña no existe"),
        (Some("en"), "en-US", "There is no such child"),
        (Some("de, *;q=0.5"), "zh-CN", "该孩子不存在"),
        (None, "zh-CN", "该孩子不存在"),
    ] {
        let asking = languages.map_or_else(|| chen.clone(), |languages| chen.speaking(languages));
        let reply = asking.get(&nowhere).await;
        assert_eq!(reply.refusal(), (404, "NOT_FOUND", ""));
        assert_eq!(reply.body["error"]["message"], sentence, "{languages:?}");
        assert_eq!(reply.headers["content-language"], spoken);
        let vary = reply.headers.get_all("vary").iter();
        let vary: Vec<_> = vary.map(|value| value.to_str().unwrap().to_lowercase()).collect();
        assert!(vary.join(",").contains("accept-language"), "{vary:?}");
    }
    let nobody = gateway.anyone().get(&nowhere).await;
    assert_eq!(nobody.headers["content-language"], "en-US");
    assert_eq!(nobody.body["error"]["message"], "Sign in first");
}

#[tokio::test]
async fn a_reason_is_told_in_each_language() {
    let gateway = Gateway::start(Sqlite).await;
    let mut told = BTreeSet::new();
    for locale in Locale::WORDS {
        let body = json!({ "email": "user@", "password": PASSWORD, "name": "Jane Doe" });
        let anyone = gateway.anyone().speaking(locale);
        let reply = anyone.post("/api/v1/auth/register", body).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", "email"));
        assert_eq!(reply.headers["content-language"], *locale);
        let error = &reply.body["error"];
        if *locale == "en-US" {
            assert_eq!(error["message"], "Invalid input data");
            assert_eq!(error["details"]["reason"], "Invalid email format");
        }
        assert!(told.insert(error["details"]["reason"].to_string()), "{error}");
    }
}

#[tokio::test]
async fn what_a_body_has_wrong_is_told_without_a_parsers_words() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let jane = jane.speaking("fr-FR");
    for (field, value, reason) in [
        ("childId", json!("chd_!"), "Doit être un identifiant commençant par chd_"),
        ("childId", Value::Null, "Obligatoire"),
        (
            "startTime",
            json!("yesterday"),
            "Doit être une date avec l’heure telle que 2024-01-10T15:30:00Z",
        ),
        ("mood", json!("sad?"), "Doit être l’une de ces valeurs : happy, fussy, sleepy"),
        ("notes", json!(5), "Doit être un texte"),
        ("details", json!(5), "Doit être un objet"),
    ] {
        let mut bottle = jane.bottle(&child, 5);
        bottle[field] = value;
        let reply = jane.post("/api/v1/activities/feeding", bottle).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", field));
        let told = reply.body["error"]["details"]["reason"].as_str().unwrap();
        assert_eq!(told, reason);
    }
    let mut bottle = jane.bottle(&child, 5);
    bottle["details"]["amount"] = 2001.into();
    let reply = jane.post("/api/v1/activities/feeding", bottle).await;
    let told = &reply.body["error"]["details"]["reason"];
    assert_eq!(told, "Doit être compris entre 0 ml et 2\u{202f}000 ml");
}

#[rstest]
#[tokio::test]
async fn graphql_and_the_socket_speak_the_same_language(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-10T15:30:00Z").await;
    let ana = newcomer(&gateway, "Ana Lima", "pt-BR").await;
    ana.child("Emma").await;
    let query =
        "query($f: ID!) { family(id: $f) { name children { upcomingEvents { description } } } }";
    let reply = ana.graphql(query, json!({ "f": ana.family })).await;
    assert_eq!(reply.headers["content-language"], "pt-BR");
    let family = &reply.body["data"]["family"];
    assert_eq!(family["name"], "Família Lima");
    let events = family["children"][0]["upcomingEvents"].as_array().unwrap();
    let events: Vec<_> =
        events.iter().map(|event| event["description"].as_str().unwrap()).collect();
    let visits = ["Consulta de puericultura de 9 meses", "Consulta de puericultura de 12 meses"];
    assert_eq!(events, [visits[0], visits[1], "Emma faz 1 ano"]);

    let limit =
        "query($f: ID!) { family(id: $f) { members { recentActivities(limit: 99) { type } } } }";
    let reply = ana.speaking("es-MX").graphql(limit, json!({ "f": ana.family })).await;
    let error = &reply.body["errors"][0];
    assert_eq!(error["message"], "Los datos ingresados no son válidos");
    assert_eq!(error["extensions"]["field"], "limit");
    assert_eq!(error["extensions"]["reason"], "Debe estar entre 1 y 50");

    let broken = ana.speaking("fr").graphql("{ nothing }", json!({})).await;
    let error = &broken.body["errors"][0];
    assert_eq!(error["message"], "La requête ne correspond pas au schéma");
    assert!(error["extensions"]["detail"].as_str().unwrap().contains("nothing"));
    let broken = ana.speaking("zh").graphql("{", json!({})).await;
    assert_eq!(broken.headers["content-language"], "zh-CN");
    let error = &broken.body["errors"][0];
    assert_eq!(error["message"], "输入的数据无效");
    assert_eq!(error["extensions"]["field"], "query");

    for (person, sentence) in [
        (ana.clone(), "Dados de entrada inválidos"),
        (ana.speaking("fr"), "Données saisies invalides"),
    ] {
        let mut socket = person.socket().await;
        socket.say(json!({ "event": "sing", "id": 1 })).await;
        let answer = socket.next().await;
        assert_eq!(answer["data"]["message"], sentence);
        assert_eq!(answer["data"]["details"]["field"], "event");
    }
}

#[rstest]
#[tokio::test]
async fn an_invitation_is_written_in_the_guests_language_else_in_the_inviters(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-10T15:30:00Z").await;
    let jane = newcomer(&gateway, "Jane Doe", "fr-CA").await;
    let juan = newcomer(&gateway, "Juan Roe", "es-MX").await;
    for (guest, subject, sentence) in [
        (
            juan.email.as_str(),
            "te invita a Famille Doe",
            "Se puede usar una sola vez, hasta el 17/01/2024, 3:30 PM UTC",
        ),
        ("nobody@example.com", "vous invite", "une seule fois, jusqu"),
    ] {
        let invite = json!({ "email": guest, "role": "parent" });
        jane.post("/api/v1/families/invite", invite).await.data(201);
        let letters = gateway.letters().await;
        let letter =
            letters.iter().find(|it| it.contains(guest) && it.contains("app://join/")).unwrap();
        let letter = letter.replace("=\r\n", "");
        assert!(letter.contains(subject) && letter.contains(sentence), "{letter}");
    }
}
