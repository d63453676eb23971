//! GraphQL over HTTP to the letter. The first table has a line for each check of the specification's own audit
//! (`graphql-http`, `serverAudits`), under the name that it has there.

use reqwest::{Method, RequestBuilder, Url};
use rstest::rstest;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const RESPONSE: &str = "application/graphql-response+json";
const JSON: &str = "application/json";
const TYPENAME: &str = "{ __typename }";

/// A body that is posted as JSON and answered in this form.
fn posted(person: &Person<'_>, accept: &str, body: impl Into<String>) -> RequestBuilder {
    let call = person.call(Method::POST, "/graphql").header("content-type", JSON);
    call.header("accept", accept).body(body.into())
}

/// Parameters in the address.
fn got(person: &Person<'_>, accept: &str, parameters: &[(&str, &str)]) -> RequestBuilder {
    let url = Url::parse_with_params("http://here/graphql", parameters).unwrap();
    let path = format!("/graphql?{}", url.query().unwrap_or_default());
    person.call(Method::GET, &path).header("accept", accept)
}

/// What an answer of the audit must have.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Body {
    /// Data and no errors.
    Data,
    /// Errors and no entry `data`, not even `null`.
    NoData,
    /// Whatever there is.
    Any,
}

fn assert_form(id: &str, reply: &Reply, status: u16, body: Body) {
    assert_eq!(reply.status, status, "{id}: {}", reply.body);
    let (data, errors) = (reply.body.get("data"), reply.body.get("errors"));
    match body {
        Body::Data => assert!(data.is_some() && errors.is_none(), "{id}: {}", reply.body),
        Body::NoData => assert!(data.is_none() && errors.is_some(), "{id}: {}", reply.body),
        Body::Any => {}
    }
}

#[tokio::test]
async fn every_check_of_the_audit_passes() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let post = |accept: &str, body: Value| posted(&jane, accept, body.to_string());
    let ask = |accept: &str| post(accept, json!({ "query": TYPENAME }));
    let with = |accept: &str, name: &str, value: Value| {
        let mut body = json!({ "query": TYPENAME });
        body[name] = value;
        post(accept, body)
    };
    let get = |accept: &str, parameters: &[(&str, &str)]| got(&jane, accept, parameters);
    let typed = "query Type($name: String!) { __type(name: $name) { name } }";
    let type_variables = json!({ "name": "sometype" });
    let in_address = [("query", typed), ("variables", r#"{"name":"sometype"}"#)];
    let unicode = json!({ "query": "{ __type(name: \"Run🏃Swim🏊\") { name } }" });
    let bare = || jane.call(Method::POST, "/graphql");
    let unknown = json!({ "query": "{ 8f31403dfe404bccbb0e835f2629c6a7 }" });
    let coerced = json!({ "query": "query CoerceFailure($id: ID!){ __typename }", "variables": { "id": null } });
    let broken = "{ \"not a JSON";
    let typo = json!({ "qeury": TYPENAME });

    let mut checks = vec![
        ("22EB", ask(RESPONSE), 200, RESPONSE, Body::Data),
        ("4655", ask(JSON), 200, JSON, Body::Data),
        ("47DE", ask("*/*"), 200, JSON, Body::Data),
        ("82A3", ask("*/*"), 200, JSON, Body::Data),
        (
            "BF61",
            bare()
                .header("content-type", "application/json; charset=utf-8")
                .body(unicode.to_string()),
            200,
            JSON,
            Body::Data,
        ),
        ("78D5", ask("*/*"), 200, JSON, Body::Data),
        ("2C94", ask("*/*"), 200, JSON, Body::Data),
        ("5A70", get("*/*", &[("query", TYPENAME)]), 200, JSON, Body::Data),
        (
            "9C48",
            get(RESPONSE, &[("query", "mutation { __typename }")]),
            405,
            RESPONSE,
            Body::NoData,
        ),
        ("9ABE", bare(), 415, JSON, Body::NoData),
        ("03D4", ask("*/*"), 200, JSON, Body::Data),
        ("A5BF", posted(&jane, "*/*", ""), 400, JSON, Body::NoData),
        ("423L", post(RESPONSE, json!({ "notquery": TYPENAME })), 400, RESPONSE, Body::NoData),
        ("34A2", ask(RESPONSE), 200, RESPONSE, Body::Data),
        ("13EE", ask(JSON), 200, JSON, Body::Data),
        (
            "2EA1",
            post(RESPONSE, json!({ "query": typed, "variables": type_variables })),
            200,
            RESPONSE,
            Body::Data,
        ),
        (
            "28B9",
            post(JSON, json!({ "query": typed, "variables": type_variables })),
            200,
            JSON,
            Body::Data,
        ),
        ("D6D5", get(RESPONSE, &in_address), 200, RESPONSE, Body::Data),
        ("6A70", get(JSON, &in_address), 200, JSON, Body::Data),
        (
            "428F",
            with(RESPONSE, "extensions", json!({ "some": "value" })),
            200,
            RESPONSE,
            Body::Data,
        ),
        ("1B7A", with(JSON, "extensions", json!({ "some": "value" })), 200, JSON, Body::Data),
        ("B6DC", posted(&jane, "*/*", broken), 400, JSON, Body::NoData),
        ("BCF8", posted(&jane, "*/*", broken), 400, JSON, Body::NoData),
        ("8764", post("*/*", typo.clone()), 400, JSON, Body::NoData),
        ("3E3A", post("*/*", typo), 400, JSON, Body::NoData),
        ("572B", post(JSON, json!({ "query": "{" })), 200, JSON, Body::Any),
        ("FDE2", post(JSON, unknown.clone()), 200, JSON, Body::Any),
        ("7B9B", post(JSON, coerced.clone()), 200, JSON, Body::Any),
        ("865D", post(RESPONSE, json!({ "query": "{" })), 400, RESPONSE, Body::Any),
        ("556A", post(RESPONSE, json!({ "query": "{" })), 400, RESPONSE, Body::Any),
        ("D586", post(RESPONSE, json!({ "query": "{" })), 400, RESPONSE, Body::NoData),
        ("51FE", post(RESPONSE, unknown.clone()), 400, RESPONSE, Body::Any),
        ("74FF", post(RESPONSE, unknown.clone()), 400, RESPONSE, Body::Any),
        ("5E5B", post(RESPONSE, unknown), 400, RESPONSE, Body::NoData),
        ("86EE", post(RESPONSE, coerced), 400, RESPONSE, Body::NoData),
    ];
    let named = json!({ "query": "query Query { __typename }", "operationName": "Query" });
    checks.push(("8161", post(RESPONSE, named.clone()), 200, RESPONSE, Body::Data));
    checks.push(("B8B3", post(JSON, named), 200, JSON, Body::Data));
    for (ids, name) in [
        (["94B0", "0220"], "variables"),
        (["94B1", "0221"], "operationName"),
        (["94B2", "0222"], "extensions"),
    ] {
        checks.push((ids[0], with(RESPONSE, name, Value::Null), 200, RESPONSE, Body::Data));
        checks.push((ids[1], with(JSON, name, Value::Null), 200, JSON, Body::Data));
    }
    let no_texts = [json!({ "obj": "ect" }), json!(0), json!(false), json!(["array"])];
    let no_objects = [json!("string"), json!(0), json!(false), json!(["array"])];
    for (ids, name, values) in [
        (["LKJ0", "LKJ1", "LKJ2", "LKJ3"], "query", &no_texts),
        (["6C00", "6C01", "6C02", "6C03"], "operationName", &no_texts),
        (["4760", "4761", "4762", "4763"], "variables", &no_objects),
        (["58B0", "58B1", "58B2", "58B3"], "extensions", &no_objects),
    ] {
        for (id, value) in ids.into_iter().zip(values) {
            checks.push((id, with("*/*", name, value.clone()), 400, JSON, Body::NoData));
        }
    }
    // The one that is left wants no `Accept` at all, and is a test of its own.
    assert_eq!(checks.len() + 1, 60);
    for (id, call, status, media, body) in checks {
        let reply = send(call).await;
        assert_form(id, &reply, status, body);
        assert_eq!(reply.headers["content-type"], format!("{media}; charset=utf-8"), "{id}");
        let vary: Vec<_> = reply.headers.get_all("vary").iter().collect();
        assert!(status != 200 || vary.iter().any(|header| *header == "accept"), "{id}: {vary:?}");
    }
}

#[tokio::test]
async fn without_accept_the_answer_is_plain_json() {
    // 80D8, over a connection that adds no header of its own.
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let body = json!({ "query": TYPENAME }).to_string();
    let request = format!(
        "POST /graphql HTTP/1.1\r\nhost: here\r\nauthorization: Bearer {}\r\ncontent-type: {JSON}\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        jane.token,
        body.len()
    );
    let mut stream = tokio::net::TcpStream::connect(gateway.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("content-type: application/json; charset=utf-8"), "{answer}");
}

#[tokio::test]
async fn what_is_not_well_formed_is_named() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let with = |name: &str, value: Value| {
        let mut body = json!({ "query": TYPENAME });
        body[name] = value;
        posted(&jane, JSON, body.to_string())
    };
    let persisted = |value: Value| with("extensions", json!({ "persistedQuery": value }));
    let hash = "0".repeat(64);
    let inside = |field: &str| format!("extensions.persistedQuery{field}");
    let other = |kind: &str| {
        let call = jane.call(Method::POST, "/graphql").header("content-type", kind);
        call.body(json!({ "query": TYPENAME }).to_string())
    };
    let huge = json!({ "query": TYPENAME, "more": "x".repeat(70_000) }).to_string();
    for (call, status, field) in [
        (posted(&jane, JSON, "[]"), 400, "body".to_owned()),
        (posted(&jane, JSON, format!("[{}]", json!({ "query": TYPENAME }))), 400, "body".into()),
        (posted(&jane, JSON, "5"), 400, "body".into()),
        (posted(&jane, JSON, "{"), 400, "body".into()),
        (posted(&jane, JSON, huge), 413, "body".into()),
        (posted(&jane, JSON, "{}"), 400, "query".into()),
        (posted(&jane, JSON, json!({ "query": null }).to_string()), 400, "query".into()),
        (with("operationName", json!(5)), 400, "operationName".into()),
        (with("variables", json!([7])), 400, "variables".into()),
        (with("extensions", json!([])), 400, "extensions".into()),
        (persisted(json!("x")), 400, inside("")),
        (persisted(json!({ "sha256Hash": hash })), 400, inside(".version")),
        (persisted(json!({ "version": 2, "sha256Hash": hash })), 400, inside(".version")),
        (persisted(json!({ "version": 1 })), 400, inside(".sha256Hash")),
        (persisted(json!({ "version": 1, "sha256Hash": "x" })), 400, inside(".sha256Hash")),
        (persisted(json!({ "version": 1, "sha256Hash": hash })), 400, inside(".sha256Hash")),
        (got(&jane, JSON, &[]), 400, "query".into()),
        (got(&jane, JSON, &[("query", TYPENAME), ("variables", "{")]), 400, "variables".into()),
        (got(&jane, JSON, &[("query", TYPENAME), ("variables", "[]")]), 400, "variables".into()),
        (got(&jane, JSON, &[("query", TYPENAME), ("extensions", "5")]), 400, "extensions".into()),
        (got(&jane, "text/plain", &[("query", TYPENAME)]), 406, "Accept".into()),
        (
            posted(&jane, "text/html", json!({ "query": TYPENAME }).to_string()),
            406,
            "Accept".into(),
        ),
        (other("text/plain"), 415, "Content-Type".into()),
        (other("application/x-www-form-urlencoded"), 415, "Content-Type".into()),
        (other("multipart/form-data; boundary=x"), 415, "Content-Type".into()),
        (other("application/graphql"), 415, "Content-Type".into()),
        (other("application/json; charset=iso-8859-1"), 415, "Content-Type".into()),
        (other("application/json; charset=utf-16"), 415, "Content-Type".into()),
        (jane.call(Method::PUT, "/graphql"), 405, "method".into()),
        (jane.call(Method::DELETE, "/graphql"), 405, "method".into()),
    ] {
        let reply = send(call).await;
        assert_form(&field, &reply, status, Body::NoData);
        let extensions = &reply.body["errors"][0]["extensions"];
        assert_eq!(
            (&extensions["code"], &extensions["field"]),
            (&json!("VALIDATION_ERROR"), &json!(field))
        );
        assert!(extensions["traceId"].as_str().unwrap().starts_with("trace_"));
    }
    let batch = send(posted(&jane, JSON, "[]")).await.body;
    let sentence = "Operations are taken one at a time, not as a list";
    assert_eq!(batch["errors"][0]["extensions"]["reason"], sentence);
    // Keys that mean nothing yet are left alone.
    assert_form("unknown", &send(with("fromTheFuture", json!(1))).await, 200, Body::Data);
}

#[tokio::test]
async fn methods_and_mutations_are_told_which_method_to_use() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let mutation = "query Q { __typename } mutation M { __typename }";
    let named = |name| [("query", mutation), ("operationName", name)];
    for accept in [JSON, RESPONSE] {
        let refused = send(got(&jane, accept, &named("M"))).await;
        assert_form(accept, &refused, 405, Body::NoData);
        assert_eq!(refused.headers["allow"], "POST");
    }
    // An empty name is no name.
    let call = got(&jane, JSON, &[("query", TYPENAME), ("operationName", "")]);
    assert_form("empty", &send(call).await, 200, Body::Data);
    for method in [Method::HEAD, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
        let reply = send(jane.call(method.clone(), "/graphql")).await;
        assert_eq!(
            (reply.status, &reply.headers["allow"]),
            (405, &"GET, POST".parse().unwrap()),
            "{method}"
        );
    }
}

#[tokio::test]
async fn nothing_is_run_without_a_token_even_for_a_page_of_ours() {
    let gateway = Gateway::start(Sqlite).await;
    let anyone = gateway.anyone();
    for (call, media) in [
        (got(&anyone, RESPONSE, &[("query", TYPENAME)]), RESPONSE),
        (got(&anyone, JSON, &[("query", TYPENAME)]), JSON),
        (posted(&anyone, RESPONSE, json!({ "query": TYPENAME }).to_string()), RESPONSE),
    ] {
        let reply = send(call).await;
        assert_form(media, &reply, 401, Body::NoData);
        assert_eq!(reply.headers["content-type"], format!("{media}; charset=utf-8"));
        assert_eq!(reply.headers["www-authenticate"], "Bearer");
        assert_eq!(reply.body["errors"][0]["extensions"]["code"], "UNAUTHORIZED");
    }
}

#[rstest]
#[tokio::test]
async fn the_status_tells_whether_an_operation_began(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let of = "query($id: ID!) { family(id: $id) { name } }";
    let mine = json!({ "id": jane.family });
    let nobody = json!({ "id": domain::FamilyId::fresh().to_string() });
    let day = "query($f: ID!, $d: Date!) { family(id: $f) { children { todaySummary(date: $d) { feedings { count } } } } }";
    let limited = "query($f: ID!, $n: Int) { family(id: $f) { members { recentActivities(limit: $n) { type } } } }";
    let two = "query A { __typename } query B { __typename }";
    for (query, variables, name, began, field) in [
        (of, mine.clone(), None, true, None),
        // A field that could not be had: the operation began, and `data` is there, though it is `null`.
        (of, nobody, None, true, None),
        (of, json!({}), None, false, Some("variables.id")),
        (of, json!({ "id": null }), None, false, Some("variables.id")),
        (of, json!({ "id": ["x"] }), None, false, Some("variables.id")),
        (of, json!({ "id": { "x": 1 } }), None, false, Some("variables.id")),
        (day, json!({ "f": jane.family, "d": "nonsense" }), None, false, Some("variables.d")),
        (day, json!({ "f": jane.family, "d": "2024-01-10" }), None, true, None),
        (limited, json!({ "f": jane.family, "n": "5" }), None, false, Some("variables.n")),
        (limited, json!({ "f": jane.family, "n": 1.5 }), None, false, Some("variables.n")),
        // A variable without a value is an argument that is not given, and has its default.
        (limited, json!({ "f": jane.family }), None, true, None),
        (limited, json!({ "f": jane.family, "n": 99 }), None, true, None),
        (two, json!({}), Some("B"), true, None),
        (two, json!({}), None, false, None),
        (two, json!({}), Some("C"), false, None),
        (TYPENAME, json!({}), Some("C"), false, None),
        ("subscription { nothing }", json!({}), None, false, None),
        ("{ nothing }", json!({}), None, false, None),
        ("fragment a on Query { __typename }", json!({}), None, false, Some("query")),
        ("", json!({}), None, false, Some("query")),
    ] {
        let body = json!({ "query": query, "variables": variables, "operationName": name });
        for (media, status) in [(JSON, 200), (RESPONSE, if began { 200 } else { 400 })] {
            let reply = send(posted(&jane, media, body.to_string())).await;
            assert_eq!(reply.status, status, "{body}: {}", reply.body);
            assert_eq!(reply.body.get("data").is_some(), began, "{body}: {}", reply.body);
            if let Some(field) = field {
                assert_eq!(reply.body["errors"][0]["extensions"]["field"], field, "{}", reply.body);
            }
            if !began {
                assert_eq!(reply.body["errors"][0]["extensions"]["code"], "VALIDATION_ERROR");
            }
        }
    }
    let broken = send(posted(&jane, RESPONSE, json!({ "query": "{ a\n b( }" }).to_string())).await;
    assert_eq!(broken.body["errors"][0]["locations"][0]["line"], 2, "{}", broken.body);
}

fn sixteen_aliases() -> String {
    let fields: Vec<_> = (0..16).map(|index| format!("a{index}: __typename ")).collect();
    fields.concat()
}

fn sha256(text: &str) -> String {
    let digits: Vec<_> = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

#[rstest]
#[tokio::test]
async fn a_document_may_be_named_by_its_hash(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let query = "query($id: ID!) { family(id: $id) { name } }";
    let variables = json!({ "id": jane.family });
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": sha256(query) } });
    let by_hash = json!({ "variables": variables, "extensions": extensions });
    let mut with_text = by_hash.clone();
    with_text["query"] = query.into();
    let ask = async |person: &Person<'_>, media, body: &Value| {
        send(posted(person, media, body.to_string())).await
    };
    for (media, status) in [(JSON, 200), (RESPONSE, 404)] {
        let unknown = ask(&jane, media, &by_hash).await;
        assert_form(media, &unknown, status, Body::NoData);
        let error = &unknown.body["errors"][0];
        assert_eq!(error["message"], "PersistedQueryNotFound");
        assert_eq!(error["extensions"]["code"], "PERSISTED_QUERY_NOT_FOUND");
    }
    assert_form("text", &ask(&jane, RESPONSE, &with_text).await, 200, Body::Data);
    let known = ask(&jane, RESPONSE, &by_hash).await;
    assert_form("hash", &known, 200, Body::Data);
    assert!(known.body["data"]["family"]["name"].is_string());
    let in_address = [("variables", variables.to_string()), ("extensions", extensions.to_string())];
    let address: Vec<_> = in_address.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_form("GET", &send(got(&jane, RESPONSE, &address)).await, 200, Body::Data);

    if on == PostgresAndRedis {
        // Each node remembers its own; the client sends the text again.
        let other = gateway.beside().await;
        let there = jane.at(&other);
        assert_form("other node", &ask(&there, RESPONSE, &by_hash).await, 404, Body::NoData);
        assert_form("again", &ask(&there, RESPONSE, &with_text).await, 200, Body::Data);
        assert_form("known", &ask(&there, RESPONSE, &by_hash).await, 200, Body::Data);
    }
    // What was refused is not remembered, and somebody else's right to a document's data is their own.
    let aliases = sixteen_aliases();
    let too_much = format!("{{ {aliases} }}");
    let persisted = json!({ "version": 1, "sha256Hash": sha256(&too_much) });
    let mut body = json!({ "query": too_much, "extensions": { "persistedQuery": persisted } });
    assert_form("too much", &ask(&jane, RESPONSE, &body).await, 400, Body::NoData);
    body["query"] = Value::Null;
    assert_form("forgotten", &ask(&jane, RESPONSE, &body).await, 404, Body::NoData);
    let eve = gateway.parent("Eve Else").await;
    let stranger = ask(&eve, RESPONSE, &by_hash).await;
    assert_eq!(stranger.body["errors"][0]["extensions"]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn a_document_that_costs_too_much_is_told_what_and_how_much() {
    let gateway = Gateway::start(Sqlite).await;
    let jane = gateway.parent("Jane Doe").await;
    let repeated = |text: &str, count: usize| text.repeat(count);
    let aliases = sixteen_aliases();
    let families = |inside: &str| format!("{{ families {{ {inside} }} }}");
    let here = repeated("@include(if: true) ", 6);
    let page = "members { recentActivities(limit: 50) { id type childName timestamp } }";
    // Each spread is measured, the fragment once.
    let pages = |count: usize| {
        format!("{} fragment page on Family {{ {page} }}", families(&repeated("...page ", count)))
    };
    let by_default = "activities { nodes { child { activities { nodes { id type notes } } } } }";
    let by_default = format!("{{ families {{ children {{ {by_default} }} }} }}");
    let spaces = format!("{TYPENAME}{}", " ".repeat(40_000));
    for (query, reason) in [
        (format!("{{ {aliases} }}"), "Must not have more than 15 aliases"),
        (
            families(&format!("{}a{}", "a { ".repeat(8), " }".repeat(8))),
            "Must not go deeper than 8 levels",
        ),
        (families(&"id ".repeat(1000)), "Must not ask for more than 1,000 fields"),
        (families(&format!("id {here}")), "Must not have more than 5 directives at one place"),
        (families(&"id @include(if: true) ".repeat(51)), "Must not have more than 50 directives"),
        (families(&"id ".repeat(2000)), "Must not have more than 2,000 tokens"),
        (
            pages(4),
            "Must not cost more than 5,000: each field counts as often as the lists around it may have entries",
        ),
        (
            by_default,
            "Must not cost more than 5,000: each field counts as often as the lists around it may have entries",
        ),
        (format!("{{ families(a: {}", "[".repeat(65)), "Must not go deeper than 64 levels"),
        (spaces, "Must not be larger than 32,768 bytes"),
        ("{ families { ...a } } fragment a on Family { ...a }".into(), "A fragment spreads itself"),
    ] {
        let reply = send(posted(&jane, RESPONSE, json!({ "query": query }).to_string())).await;
        assert_form(reason, &reply, 400, Body::NoData);
        let extensions = &reply.body["errors"][0]["extensions"];
        assert_eq!(
            (&extensions["field"], &extensions["reason"]),
            (&json!("query"), &json!(reason))
        );
    }
    assert_form(
        "3 pages",
        &send(posted(&jane, RESPONSE, json!({ "query": pages(3) }).to_string())).await,
        200,
        Body::Data,
    );
    // All charts cost as much as each of them, unless one is asked for; and lists that nobody asks for a number of count, too.
    let charts = |measure: &str| {
        let lines = "series { at x y value } curves { x p3 p15 p50 p85 p97 }";
        families(&format!("children {{ growth{measure} {{ {lines} }} }}"))
    };
    let milestones = |fields: &str| {
        let lists = format!("achieved {{ {fields} }} upcoming {{ {fields} }}");
        families(&format!("children {{ milestones {{ {lists} }} }}"))
    };
    let variable = |query: &str| format!("query($measure: Measure) {query}");
    let by_variable = variable(&charts("(measure: $measure)"));
    for (query, measure, status) in [
        (charts(""), Value::Null, 400),
        (charts("(measure: null)"), Value::Null, 400),
        (charts("(measure: bmi)"), Value::Null, 200),
        (by_variable.clone(), Value::Null, 400),
        (by_variable, json!("bmi"), 200),
        (milestones("id name"), Value::Null, 200),
        (milestones(&"id name ".repeat(10)), Value::Null, 400),
    ] {
        let variables = json!({ "measure": measure });
        let body = json!({ "query": query, "variables": variables });
        assert_eq!(send(posted(&jane, RESPONSE, body.to_string())).await.status, status, "{body}");
    }
    // A page may come as a variable, or as its default.
    let with_page =
        "query($n: Int = 50) { families { members { recentActivities(limit: $n) { id } } } }";
    for (variables, status) in
        [(json!({}), 200), (json!({ "n": 600 }), 200), (json!({ "n": 700 }), 400)]
    {
        let body = json!({ "query": with_page, "variables": variables });
        assert_eq!(send(posted(&jane, RESPONSE, body.to_string())).await.status, status, "{body}");
    }
}

#[tokio::test]
async fn the_schema_can_be_closed_to_curious_eyes() {
    let open = Gateway::start(Sqlite).await;
    let closed = Gateway::with(Sqlite, &[("MATERNAL_INTROSPECTION", "off")]).await;
    for (gateway, page) in [(&open, 200), (&closed, 406)] {
        let jane = gateway.parent("Jane Doe").await;
        let html = send(got(&jane, "text/html", &[("query", TYPENAME)])).await;
        assert_eq!(html.status, page);
        for query in [
            "{ __schema { types { name } } }",
            "{ __type(name: \"Query\") { name } }",
            "{ ... { ...a } } fragment a on Query { s: __schema { queryType { name } } }",
        ] {
            let reply = send(posted(&jane, RESPONSE, json!({ "query": query }).to_string())).await;
            assert_eq!(reply.status, if page == 200 { 200 } else { 400 }, "{query}");
            if page != 200 {
                let reason = "The schema cannot be looked at here";
                assert_eq!(reply.body["errors"][0]["extensions"]["reason"], reason);
            }
        }
        // Nor is it guessed what somebody meant.
        let misspelt = json!({ "query": "{ familie { id } }" }).to_string();
        let refused = send(posted(&jane, RESPONSE, misspelt)).await.body.to_string();
        assert_eq!(refused.contains("families"), page == 200, "{refused}");
        assert_form(
            "typename",
            &send(posted(&jane, RESPONSE, json!({ "query": TYPENAME }).to_string())).await,
            200,
            Body::Data,
        );
    }
}
