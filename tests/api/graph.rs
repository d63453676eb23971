//! The graph: what a dashboard asks for, told as the REST face tells it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// The data of an answer without errors.
pub(crate) async fn asked(person: &Person<'_>, query: &str, variables: Value) -> Value {
    let reply = person.graphql(query, variables).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(reply.body.get("errors").is_none(), "{}", reply.body);
    reply.body["data"].clone()
}

/// The code of the first error of an answer.
pub(crate) async fn refused(person: &Person<'_>, query: &str, variables: Value) -> String {
    let body = person.graphql(query, variables).await.body;
    body["errors"][0]["extensions"]["code"].as_str().unwrap_or_else(|| panic!("{body}")).into()
}

/// Instants in one spelling.
pub(crate) fn respelt(value: &Value) -> Value {
    match value {
        Value::String(text) => match text.parse::<DateTime<Utc>>() {
            Ok(instant) => json!(instant),
            Err(_) => value.clone(),
        },
        Value::Array(items) => items.iter().map(respelt).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), respelt(value))).collect()
        }
        other => other.clone(),
    }
}

/// Panics unless both faces tell these fields alike; what REST leaves out is null here.
fn alike(graph: &Value, rest: &Value, fields: &[&str]) {
    for field in fields {
        assert_eq!(respelt(&graph[field]), respelt(&rest[field]), "{field}: {graph} {rest}");
    }
}

const ACTIVITY: &str = "id type timestamp endTime duration details notes mood createdAt updatedAt version \
                        child { id } createdBy { id }";
const ACTIVITY_FIELDS: [&str; 10] = [
    "id",
    "timestamp",
    "endTime",
    "duration",
    "details",
    "notes",
    "mood",
    "createdAt",
    "updatedAt",
    "version",
];

const WHOLE: &str = "{ me { id email name locale timezone emailVerified unreadNotifications
  families {
    id name timezone dayStart shareCode role createdAt version
    permissions { canAddChildren canEditChildren canLogActivities canViewReports }
    access { childIds from until }
    timers { id child { name } }
    members {
      id name email role joinedAt lastActive version access { childIds from until }
      permissions { canAddChildren canEditChildren canLogActivities canViewReports }
      recentActivities { type childName }
    }
    children {
      id name birthDate age gender developmentalStage photoUrl bloodType allergies medicalConditions version
      pediatrician { name phone }
      currentWeight {
        value unit display imperial { value unit display }
        percentile zScore standard ageBasis implausible noPercentile recordedAt
      }
      currentHeight { value unit percentile }
      timers {
        id type startTime state side elapsedSeconds leftSeconds rightSeconds asOf endTime activityId version
        startedBy { name }
      }
      activities { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        nodes { id } edges { cursor node { id child { name } } } }
    }
  }
} }";

#[rstest]
#[tokio::test]
async fn one_document_tells_a_whole_family_as_rest_does(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-08T12:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = json!({
        "familyId": jane.family, "name": "Emma", "birthDate": "2023-06-15", "gender": "female", "bloodType": "O+",
        "allergies": ["milk"], "medicalConditions": ["asthma"], "photo": crate::photos::picture(),
        "pediatrician": { "name": "Dr Poe", "phone": "555" },
    });
    let child = jane.post("/api/v1/children", child).await.data(201)["id"].clone();
    let emma = child.as_str().unwrap();
    let weighed = json!({
        "childId": emma, "timestamp": "2024-01-08T10:00:00Z", "weight": { "value": 8.2, "unit": "kg" },
    });
    jane.post("/api/v1/activities/growth", weighed).await.data(201);
    jane.feed(emma, 5).await.data(201);
    let start = json!({ "childId": emma, "type": "feeding", "side": "left" });
    let timer = jane.post("/api/v1/timers", start).await.data(201);

    let me = asked(&jane, WHOLE, json!({})).await["me"].clone();
    assert_eq!(
        (&me["id"], &me["email"], &me["name"]),
        (&json!(jane.id), &json!(jane.email), &json!("Jane Doe"))
    );
    assert_eq!((&me["locale"], &me["timezone"]), (&json!("en-US"), &json!("UTC")));
    let family = &me["families"][0];
    let rest = jane.get(&format!("/api/v1/families/{}", jane.family)).await.data(200);
    let fields = ["id", "name", "timezone", "dayStart", "shareCode", "role", "version"];
    alike(family, &rest, &fields);
    assert_eq!(family["shareCode"], jane.share_code);
    assert!(family["createdAt"].as_str().unwrap().starts_with("2024-01-08T12:00:0"));
    assert_eq!(family["permissions"]["canAddChildren"], true);

    let rest = jane.get(&format!("/api/v1/families/{}/members", jane.family)).await.data(200);
    let fields = [
        "id",
        "name",
        "email",
        "role",
        "joinedAt",
        "lastActive",
        "version",
        "permissions",
        "access",
    ];
    alike(&family["members"][0], &rest["members"][0], &fields);

    let shown = &family["children"][0];
    let rest = jane.get(&format!("/api/v1/children/{emma}")).await.data(200);
    let fields = [
        "id",
        "name",
        "birthDate",
        "gender",
        "developmentalStage",
        "photoUrl",
        "bloodType",
        "allergies",
        "medicalConditions",
        "pediatrician",
        "version",
        "currentHeight",
    ];
    alike(shown, &rest, &fields);
    let weight = &rest["currentWeight"];
    assert!(weight["percentile"].is_f64(), "{weight}");
    let fields: Vec<_> = weight.as_object().unwrap().keys().map(String::as_str).collect();
    alike(&shown["currentWeight"], weight, &fields);

    let running = &shown["timers"][0];
    let fields = ["id", "type", "startTime", "state", "side", "endTime", "activityId", "version"];
    alike(running, &timer, &fields);
    assert_eq!(running["startedBy"]["name"], "Jane Doe");
    assert_eq!(family["timers"], json!([{ "id": timer["id"], "child": { "name": "Emma" } }]));

    let list = jane.get(&format!("/api/v1/activities?childId={emma}")).await.data(200);
    let activities = &shown["activities"];
    assert_eq!(activities["totalCount"], 2);
    let edges = activities["edges"].as_array().unwrap();
    for (number, rest) in list["activities"].as_array().unwrap().iter().enumerate() {
        assert_eq!(activities["nodes"][number]["id"], rest["id"]);
        let node = json!({ "id": rest["id"], "child": { "name": "Emma" } });
        assert_eq!(edges[number]["node"], node);
    }
    let page = &activities["pageInfo"];
    assert_eq!((&page["hasNextPage"], &page["hasPreviousPage"]), (&json!(false), &json!(false)));
    assert_eq!(page["startCursor"], edges[0]["cursor"]);
    assert_eq!(page["endCursor"], edges[1]["cursor"]);
}

#[rstest]
#[tokio::test]
async fn activities_of_every_kind_are_told_as_rest_tells_them(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-08T12:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = crate::kinds::child_of(&jane, Some("female")).await;
    let growth =
        json!({ "timestamp": "2024-01-08T10:00:00Z", "weight": { "value": 8.2, "unit": "kg" } });
    for (kind, mut sent, _) in
        crate::kinds::kinds().into_iter().chain([("growth", growth, json!({}))])
    {
        sent["childId"] = child.clone().into();
        let logged = jane.post(&format!("/api/v1/activities/{kind}"), sent).await.data(201);
        let query = format!("query($id: ID!) {{ activity(id: $id) {{ {ACTIVITY} }} }}");
        let told = asked(&jane, &query, json!({ "id": logged["id"] })).await["activity"].clone();
        alike(&told, &logged, &ACTIVITY_FIELDS);
        assert_eq!(told["type"], kind.replace('-', "_"));
        assert_eq!(
            (&told["child"]["id"], &told["createdBy"]["id"]),
            (&json!(child), &json!(jane.id))
        );
        if kind == "growth" {
            assert!(told["details"]["weight"]["percentile"].is_f64(), "{told}");
        }
    }
}

const PAGE: &str = "query($c: ID!, $n: Int!, $after: String, $type: ActivityType, $from: Date, $to: Date) { child(id: $c) {
  activities(first: $n, after: $after, type: $type, startDate: $from, endDate: $to) {
    totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor }
  } } }";

async fn page(person: &Person<'_>, variables: Value) -> Value {
    asked(person, PAGE, variables).await["child"]["activities"].clone()
}

fn ids(activities: &Value) -> Vec<&str> {
    activities.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect()
}

#[rstest]
#[tokio::test]
async fn a_walk_through_the_graph_is_the_walk_through_rest_cursor_by_cursor(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-10T12:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    // Several began at the same time, some on the day before.
    for number in 0..23 {
        jane.feed(&child, number / 3 * 200).await.data(201);
    }
    let nap = json!({ "childId": child, "type": "nap", "startTime": "2024-01-10T09:00:00Z" });
    jane.post("/api/v1/activities/sleep", nap).await.data(201);
    let (mut after, mut walked) = (Value::Null, 0);
    loop {
        let cursor = after.as_str().map(|it| format!("&cursor={it}")).unwrap_or_default();
        let list = format!("/api/v1/activities?childId={child}&limit=5{cursor}");
        let rest = jane.get(&list).await.data(200);
        // Each goes on where the other was.
        let graph = page(&jane, json!({ "c": child, "n": 5, "after": after })).await;
        assert_eq!(ids(&graph["nodes"]), ids(&rest["activities"]));
        assert_eq!((&graph["totalCount"], &rest["cursor"]["total"]), (&json!(24), &json!(24)));
        let info = &graph["pageInfo"];
        assert_eq!(info["hasNextPage"], rest["cursor"]["hasMore"]);
        assert_eq!(info["hasPreviousPage"], !after.is_null());
        walked += ids(&graph["nodes"]).len();
        if info["hasNextPage"] == false {
            break;
        }
        assert_eq!(info["endCursor"], rest["cursor"]["next"]);
        after = info["endCursor"].clone();
    }
    assert_eq!(walked, 24);

    // From the middle of a page too.
    let first = page(&jane, json!({ "c": child, "n": 5 })).await;
    let middle = json!({ "c": child, "n": 3, "after": first["edges"][1]["cursor"] });
    assert_eq!(ids(&page(&jane, middle).await["nodes"]), ids(&first["nodes"])[2..]);
    // What is beyond the end is empty, and still counted.
    let last = page(&jane, json!({ "c": child, "n": 100 })).await["pageInfo"]["endCursor"].clone();
    let beyond = page(&jane, json!({ "c": child, "n": 5, "after": last })).await;
    assert_eq!((&beyond["nodes"], &beyond["totalCount"]), (&json!([]), &json!(24)));

    for (variables, query) in [
        (json!({ "type": "sleep" }), "type=sleep"),
        (json!({ "from": "2024-01-10" }), "startDate=2024-01-10"),
        (json!({ "to": "2024-01-09" }), "endDate=2024-01-09"),
        (
            json!({ "type": "feeding", "from": "2024-01-10", "to": "2024-01-10" }),
            "type=feeding&startDate=2024-01-10&endDate=2024-01-10",
        ),
    ] {
        let list = format!("/api/v1/activities?childId={child}&limit=100&{query}");
        let rest = jane.get(&list).await.data(200);
        let mut asked = json!({ "c": child, "n": 100 });
        asked.as_object_mut().unwrap().extend(variables.as_object().unwrap().clone());
        let graph = page(&jane, asked).await;
        assert_eq!(ids(&graph["nodes"]), ids(&rest["activities"]), "{query}");
        assert_eq!(graph["totalCount"], rest["cursor"]["total"], "{query}");
        assert!((1..24).contains(&ids(&graph["nodes"]).len()), "{query}");
    }
}

#[rstest]
#[tokio::test]
async fn pages_that_cannot_be_are_refused_by_their_field(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    jane.feed(&ella, 5).await.data(201);
    let ellas = page(&jane, json!({ "c": ella, "n": 1 })).await["pageInfo"]["endCursor"].clone();
    for (variables, field) in [
        (json!({ "c": emma, "n": 0 }), "first"),
        (json!({ "c": emma, "n": 101 }), "first"),
        (json!({ "c": emma, "n": 5, "after": "nonsense" }), "after"),
        (json!({ "c": emma, "n": 5, "after": ellas }), "after"),
    ] {
        let body = jane.graphql(PAGE, variables.clone()).await.body;
        let extensions = &body["errors"][0]["extensions"];
        assert_eq!(extensions["code"], "VALIDATION_ERROR", "{body}");
        assert_eq!(extensions["field"], field, "{variables}");
    }
}

#[rstest]
#[tokio::test]
async fn what_pages_in_pages_would_cost_is_refused_and_what_dashboards_ask_is_not(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    jane.child("Emma").await;
    let nested = "{ families { children { activities(first: 100) { nodes { child { activities(first: 100) { nodes { id } } } } } } } }";
    assert_eq!(refused(&jane, nested, json!({})).await, "VALIDATION_ERROR");
    let whole = format!(
        "{{ families {{ children {{ activities(first: 50) {{ edges {{ cursor node {{ {ACTIVITY} }} }} }} }} }} }}"
    );
    asked(&jane, &whole, json!({})).await;
    let kinds = [
        "feeding",
        "sleep",
        "diaper",
        "growth",
        "milestone",
        "medication",
        "temperature",
        "pumping",
        "bath",
        "tummy_time",
        "note",
    ];
    let by_kind = kinds.map(|kind| {
        format!("{kind}: activities(first: 10, type: {kind}) {{ edges {{ node {{ id timestamp details child {{ name }} createdBy {{ name }} }} }} }}")
    });
    let by_kind = format!("{{ me {{ families {{ children {{ {} }} }} }} }}", by_kind.join(" "));
    asked(&jane, &by_kind, json!({})).await;
}

const COSTLY: &str = "{ families { timers { id child { name } startedBy { name } } children { id
  timers { id } currentWeight { value } currentHeight { value }
  feedings: activities(first: 5, type: feeding) { totalCount nodes { id child { name } createdBy { name } } }
  activities(first: 5) { totalCount nodes { details } } } } }";

#[rstest]
#[tokio::test]
async fn a_document_costs_the_same_for_one_child_and_for_eight(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let grown = async |name: &str| {
        let child = jane.child(name).await;
        jane.feed(&child, 5).await.data(201);
        jane.feed(&child, 10).await.data(201);
        let weighed = json!({
            "childId": child, "timestamp": jane.gateway.now(), "weight": { "value": 8, "unit": "kg" },
            "height": { "value": 68, "unit": "cm" },
        });
        jane.post("/api/v1/activities/growth", weighed).await.data(201);
        let start = json!({ "childId": child, "type": "sleep" });
        jane.post("/api/v1/timers", start).await.data(201);
    };
    grown("Emma").await;
    let cost = async || {
        gateway.forget().await;
        let before = gateway.served();
        let data = asked(&jane, COSTLY, json!({})).await;
        (gateway.served() - before, data["families"][0].clone())
    };
    cost().await;
    // What is remembered of a family is forgotten as soon as its log moves on.
    jane.patch(&format!("/api/v1/families/{}?version=1", jane.family), json!({ "name": "Doe" }))
        .await;
    let (small, _) = cost().await;
    for name in ["Ella", "Eric", "Enid", "Egon", "Edda", "Elsa", "Erna"] {
        grown(name).await;
    }
    let (large, family) = cost().await;
    assert_eq!(large, small);
    assert!(small <= 12, "{small}");
    let children = family["children"].as_array().unwrap();
    assert_eq!((children.len(), family["timers"].as_array().unwrap().len()), (8, 8));
    for child in children {
        assert_eq!(child["timers"].as_array().unwrap().len(), 1);
        assert_eq!(child["currentWeight"]["value"], 8.0);
        assert_eq!(child["currentHeight"]["value"], 68.0);
        assert_eq!(
            (&child["activities"]["totalCount"], &child["feedings"]["totalCount"]),
            (&json!(3), &json!(2))
        );
        // Each list holds its own child's alone, the latest first.
        let own = page(&jane, json!({ "c": child["id"], "n": 5, "type": "feeding" })).await;
        assert_eq!(ids(&own["nodes"]), ids(&child["feedings"]["nodes"]));
    }
}

#[rstest]
#[tokio::test]
async fn what_one_may_not_see_is_null_and_hides_nothing_else(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, gran) = (gateway.parent("Jane Doe").await, gateway.parent("Gran Doe").await);
    let child = jane.child("Emma").await;
    let logged = jane.feed(&child, 5).await.data(201);
    jane.welcome(&gran, "viewer", Some(json!({ "canViewReports": false }))).await;
    let query = "query($f: ID!) { family(id: $f) { shareCode role permissions { canViewReports canLogActivities }
      children { name currentWeight { value } activities { nodes { id } } } } }";
    let body = gran.graphql(query, json!({ "f": jane.family })).await.body;
    let family = &body["data"]["family"];
    assert_eq!((&family["shareCode"], &family["role"]), (&Value::Null, &json!("viewer")));
    assert_eq!(
        family["permissions"],
        json!({ "canViewReports": false, "canLogActivities": false })
    );
    let emma = &family["children"][0];
    assert_eq!((&emma["name"], &emma["currentWeight"]), (&json!("Emma"), &Value::Null));
    assert_eq!(emma["activities"]["nodes"], json!([{ "id": logged["id"] }]));
    assert!(emma.as_object().unwrap().contains_key("currentWeight"), "{emma}");
    let errors = body["errors"].as_array().unwrap();
    assert_eq!((errors.len(), &errors[0]["extensions"]["code"]), (1, &json!("FORBIDDEN")));
    assert_eq!(errors[0]["path"], json!(["family", "children", 0, "currentWeight"]));
}

#[rstest]
#[tokio::test]
async fn what_failed_is_null_or_what_holds_it_where_it_may_not_be(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    jane.child("Emma").await;
    let nothing = json!({ "id": domain::ActivityId::fresh().to_string() });
    for (query, data) in [
        ("{ activity(id: $id) { id } }", json!({ "activity": null })),
        (
            "{ me { name } gone: activity(id: $id) { id } }",
            json!({ "me": { "name": "Jane Doe" }, "gone": null }),
        ),
        (
            "{ me { name } ...part } fragment part on Query { activity(id: $id) { id } }",
            json!({ "me": { "name": "Jane Doe" }, "activity": null }),
        ),
        ("{ me { name } family(id: $id) { id } }", Value::Null),
        (
            "{ me { name notifications(first: 0) { nodes { id } } } activity(id: $id) { id } }",
            Value::Null,
        ),
        ("{ me { notifications(first: 0) { nodes { id } } } }", Value::Null),
        (
            "{ families { name children { name activities(first: 0) { totalCount } } } activity(id: $id) { id } }",
            Value::Null,
        ),
        (
            "{ me { name } activity(id: $id) @skip(if: true) { id } }",
            json!({ "me": { "name": "Jane Doe" } }),
        ),
    ] {
        let takes = if query.contains("$id") { "($id: ID!)" } else { "" };
        for name in ["", "Named"] {
            let query = format!("query {name}{takes} {query}");
            let body = jane.graphql(&query, nothing.clone()).await.body;
            assert_eq!(body.get("data"), Some(&data), "{query} {body}");
        }
    }
}

#[rstest]
#[tokio::test]
async fn what_one_family_refuses_another_tells(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let (jane, gran) = (gateway.parent("Jane Doe").await, gateway.parent("Gran Doe").await);
    let (child, _) = (gran.child("Tom").await, jane.child("Emma").await);
    gran.feed(&child, 0).await.data(201);
    jane.welcome(&gran, "viewer", Some(json!({ "canViewReports": false }))).await;
    let query = "query($d: Date!) { families { children { todaySummary(date: $d) { feedings { count } } } } }";
    let today = gateway.now().date_naive();
    let body = gran.graphql(query, json!({ "d": today })).await.body;
    let told = json!({ "families": [
        { "children": [{ "todaySummary": { "feedings": { "count": 1 } } }] },
        { "children": [{ "todaySummary": null }] },
    ] });
    assert_eq!(body["data"], told, "{body}");
    let errors = body["errors"].as_array().unwrap();
    assert_eq!((errors.len(), &errors[0]["extensions"]["code"]), (1, &json!("FORBIDDEN")));
    assert_eq!(errors[0]["path"], json!(["families", 1, "children", 0, "todaySummary"]));
}

#[tokio::test]
async fn an_answer_with_many_refusals_comes_promptly() {
    let gateway = Gateway::start(Sqlite).await;
    let (jane, gran) = (gateway.parent("Jane Doe").await, gateway.parent("Gran Doe").await);
    let child = jane.child("Emma").await;
    for number in 0..100 {
        jane.feed(&child, number).await.data(201);
    }
    jane.welcome(&gran, "viewer", Some(json!({ "canViewReports": false }))).await;
    let weights: Vec<_> = (0..15).map(|it| format!("a{it}: currentWeight {{ value }}")).collect();
    let query = format!(
        "query Many($c: ID!) {{ child(id: $c) {{ activities(first: 100) {{ nodes {{ child {{ {} }} }} }} }} }}",
        weights.join(" ")
    );
    let asked = gran.graphql(&query, json!({ "c": child }));
    let body = tokio::time::timeout(Duration::from_secs(10), asked).await.unwrap().body;
    assert_eq!(body["errors"].as_array().unwrap().len(), 1500);
    let nodes = body["data"]["child"]["activities"]["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 100);
    for node in nodes {
        let weights = node["child"].as_object().unwrap();
        assert!(weights.len() == 15 && weights.values().all(Value::is_null), "{node}");
    }
}

#[rstest]
#[tokio::test]
async fn a_stranger_and_who_is_let_to_another_child_find_nothing(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    let sue = crate::access::sitter(&gateway, &jane, json!({ "childIds": [emma] })).await;
    let activity = jane.feed(&ella, 5).await.data(201)["id"].clone();
    let start = json!({ "childId": ella, "type": "sleep" });
    let timer = jane.post("/api/v1/timers", start).await.data(201)["id"].clone();
    let things = [
        ("child(id: $id) { name activities { nodes { id } } }", json!(ella)),
        ("activity(id: $id) { notes child { name } }", activity),
        ("timer(id: $id) { state child { name } }", timer),
    ];
    for (field, id) in &things {
        let query = format!("query($id: ID!) {{ {field} }}");
        asked(&jane, &query, json!({ "id": id })).await;
        for person in [&eve, &sue] {
            for id in [id, &json!("nonsense")] {
                let body = person.graphql(&query, json!({ "id": id })).await.body;
                assert_eq!(body["errors"][0]["extensions"]["code"], "NOT_FOUND", "{body}");
                assert!(!body.to_string().contains("Ella"), "{body}");
            }
        }
    }
    let query = "{ families { id timers { id } children { name timers { id } activities { totalCount } } } }";
    let families = asked(&sue, query, json!({})).await["families"].clone();
    assert_eq!(
        families[1],
        json!({ "id": jane.family, "timers": [], "children": [
            { "name": "Emma", "timers": [], "activities": { "totalCount": 0 } },
        ] }),
    );
    assert_eq!(gateway.anyone().graphql("{ me { id } }", json!({})).await.status, 401);
}

#[rstest]
#[tokio::test]
async fn notifications_are_those_of_rest_page_by_page(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    for name in ["Ann Poe", "Ben Poe", "Cat Poe"] {
        let guest = gateway.parent(name).await;
        jane.welcome(&guest, "viewer", None).await;
    }
    let query = "query($after: String, $unread: Boolean) { me { unreadNotifications
      notifications(first: 2, after: $after, unreadOnly: $unread) {
        nodes { id type title body familyId memberId createdAt readAt } edges { cursor }
        pageInfo { hasNextPage endCursor } } } }";
    let first = asked(&jane, query, json!({})).await["me"].clone();
    let rest = jane.get("/api/v1/notifications?limit=2").await.data(200);
    assert_eq!(first["unreadNotifications"], 3);
    let told = &first["notifications"];
    for (number, rest) in rest["notifications"].as_array().unwrap().iter().enumerate() {
        let fields = ["id", "type", "title", "body", "familyId", "createdAt", "readAt"];
        alike(&told["nodes"][number], rest, &fields);
        assert_eq!(told["nodes"][number]["memberId"], rest["data"]["memberId"]);
    }
    let next = &told["pageInfo"]["endCursor"];
    assert_eq!((next, &told["pageInfo"]["hasNextPage"]), (&rest["cursor"]["next"], &json!(true)));
    let second = asked(&jane, query, json!({ "after": next })).await["me"].clone();
    assert_eq!(second["notifications"]["nodes"].as_array().unwrap().len(), 1);
    assert_eq!(second["notifications"]["pageInfo"]["hasNextPage"], false);
    let third = second["notifications"]["nodes"][0]["id"].as_str().unwrap();
    jane.post(&format!("/api/v1/notifications/{third}/read"), json!({})).await.data(200);
    let unread = asked(&jane, query, json!({ "unread": true })).await["me"].clone();
    assert_eq!(unread["unreadNotifications"], 2);
    assert_eq!(unread["notifications"]["pageInfo"]["hasNextPage"], false);
    assert_eq!(refused(&jane, query, json!({ "after": "nonsense" })).await, "VALIDATION_ERROR");
}
