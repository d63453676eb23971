use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// The document's query, word for word.
pub(crate) const FAMILY_DASHBOARD: &str = "query FamilyDashboard($familyId: ID!, $date: Date!) {
family(id: $familyId) {
id
name
children {
id
name
age
todaySummary(date: $date) {
feedings {
count
totalAmount
lastAt
}
sleep {
totalHours
naps
nightSleep
currentStatus
}
diapers {
count
lastAt
}
}
upcomingEvents {
type
scheduledFor
description
}
aiInsights {
message
priority
actionable
}
}
members {
id
name
lastActive
recentActivities(limit: 5) {
type
childName
timestamp
}
}
}
}";

async fn dashboard(person: &Person<'_>, date: &str) -> Value {
    let variables = json!({ "familyId": person.family, "date": date });
    let reply = person.graphql(FAMILY_DASHBOARD, variables).await;
    assert_eq!(reply.status, 200);
    assert!(reply.body.get("errors").is_none(), "{}", reply.body);
    reply.body["data"]["family"].clone()
}

#[rstest]
#[tokio::test]
async fn the_documented_query_tells_the_day(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2024-01-20T20:00:00Z").await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    let child = jane.child("Emma").await;
    jane.welcome(&john, "parent", None).await;
    for (person, kind, body) in [
        (
            &jane,
            "feeding",
            json!({ "type": "bottle", "startTime": "2024-01-20T08:00:00Z", "details": { "amount": 120, "unit": "ml" } }),
        ),
        (
            &john,
            "feeding",
            json!({ "type": "bottle", "startTime": "2024-01-20T11:00:00Z", "details": { "amount": 4, "unit": "oz" } }),
        ),
        (&john, "feeding", json!({ "type": "breast", "startTime": "2024-01-19T23:59:00Z" })),
        (
            &jane,
            "sleep",
            json!({ "type": "nap", "startTime": "2024-01-20T09:00:00Z", "endTime": "2024-01-20T10:15:00Z" }),
        ),
        (&jane, "sleep", json!({ "type": "night", "startTime": "2024-01-20T19:00:00Z" })),
        (&john, "diaper", json!({ "type": "wet", "timestamp": "2024-01-20T12:00:00Z" })),
    ] {
        let mut body = body;
        body["childId"] = child.clone().into();
        person.post(&format!("/api/v1/activities/{kind}"), body).await.data(201);
    }
    let family = dashboard(&jane, "2024-01-20").await;
    assert_eq!((&family["id"], &family["name"]), (&json!(jane.family), &json!("The Doe Family")));
    let emma = &family["children"][0];
    assert_eq!((&emma["name"], &emma["age"]), (&json!("Emma"), &json!(7)));
    let day = &emma["todaySummary"];
    assert_eq!(day["feedings"]["count"], 2);
    assert_eq!(day["feedings"]["totalAmount"], 238.29);
    assert!(day["feedings"]["lastAt"].as_str().unwrap().starts_with("2024-01-20T11:00:00"));
    assert_eq!(
        day["sleep"],
        json!({ "totalHours": 2.25, "naps": 1, "nightSleep": 1.0, "currentStatus": "asleep" })
    );
    assert_eq!(day["diapers"]["count"], 1);
    assert_eq!(emma["aiInsights"], json!([]));
    let coming: Vec<_> = emma["upcomingEvents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| {
            (event["type"].as_str().unwrap(), &event["scheduledFor"].as_str().unwrap()[..10])
        })
        .collect();
    assert_eq!(
        coming,
        [
            ("well_child_visit", "2024-03-15"),
            ("well_child_visit", "2024-06-15"),
            ("birthday", "2024-06-15")
        ]
    );

    let members = family["members"].as_array().unwrap();
    assert_eq!(members[0]["name"], "Jane Doe");
    let recent: Vec<_> = members[1]["recentActivities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|activity| {
            (activity["type"].as_str().unwrap(), activity["childName"].as_str().unwrap())
        })
        .collect();
    assert_eq!(recent, [("diaper", "Emma"), ("feeding", "Emma"), ("feeding", "Emma")]);
}

#[rstest]
#[tokio::test]
async fn who_is_in_several_families_finds_them_in_the_order_of_joining(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, john) = (gateway.parent("Jane Doe").await, gateway.parent("John Roe").await);
    jane.welcome(&john, "parent", None).await;
    let families = async |person: &Person<'_>| {
        person.graphql("{ families { id } }", json!({})).await.body["data"]["families"].clone()
    };
    assert_eq!(families(&john).await, json!([{ "id": john.family }, { "id": jane.family }]));
    assert_eq!(families(&jane).await, json!([{ "id": jane.family }]));
}

#[rstest]
#[tokio::test]
async fn fields_come_in_the_order_of_the_query(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    jane.child("Emma").await;
    let query = "query A { families { ...home second: name members { id name } id } } query B { families { id } } \
                 fragment home on Family { children { age ... on Child { name } id } first: name }";
    let body = json!({ "query": query, "operationName": "A" });
    let text = jane
        .call(reqwest::Method::POST, "/graphql")
        .json(&body)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let fields =
        ["children", "age", "name", "id", "first", "second", "members", "id", "name", "id"];
    let mut rest = text.as_str();
    for field in fields {
        let found = rest.find(&format!("\"{field}\":"));
        rest = &rest[found.unwrap_or_else(|| panic!("{field} in {rest} of {text}"))..][1..];
    }
}

#[rstest]
#[tokio::test]
async fn the_dashboard_costs_the_same_whatever_the_size_of_the_family(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    jane.feed(&child, 5).await.data(201);
    let today = gateway.now().date_naive().to_string();
    // The first asks for what is remembered afterwards; a token that is a second old is not asked after again.
    gateway.forget().await;
    dashboard(&jane, &today).await;
    let cost = async || {
        let before = gateway.served();
        dashboard(&jane, &today).await;
        gateway.served() - before
    };
    // What is remembered of a family is forgotten as soon as its log moves on.
    jane.feed(&child, 5).await.data(201);
    gateway.forget().await;
    let small = cost().await;
    let warm = cost().await;
    assert!(warm <= 4, "{warm}");
    for name in ["Ella", "Eric", "Enid", "Egon", "Edda", "Emil", "Elsa"] {
        let child = jane.child(name).await;
        jane.feed(&child, 5).await.data(201);
    }
    for name in ["Ann Poe", "Ben Poe", "Cat Poe", "Dan Poe"] {
        let guest = gateway.parent(name).await;
        jane.welcome(&guest, "parent", None).await;
        guest.feed(&child, 1).await.data(201);
    }
    for child in jane.get("/api/v1/children").await.data(200)["children"].as_array().unwrap() {
        let at = gateway.now() + TimeDelta::days(1);
        let visit = json!({ "childId": child["id"], "title": "Vaccination", "scheduledFor": at });
        jane.post("/api/v1/appointments", visit).await.data(201);
        crate::insights::a_record(&jane, child["id"].as_str().unwrap()).await;
    }
    jane.feed(&child, 5).await.data(201);
    gateway.forget().await;
    assert_eq!((cost().await, cost().await), (small, warm));
    assert!(small <= 10, "{small}");
}

#[rstest]
#[tokio::test]
async fn a_stranger_and_a_viewer_without_reports_are_refused_by_the_code_of_rest(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let gran = gateway.parent("Gran Doe").await;
    jane.child("Emma").await;
    let none = json!({ "canViewReports": false });
    jane.welcome(&gran, "viewer", Some(none)).await;
    for family in [jane.family.clone(), domain::FamilyId::fresh().to_string(), "nonsense".into()] {
        let variables = json!({ "familyId": family, "date": "2024-01-10" });
        let reply = eve.graphql(FAMILY_DASHBOARD, variables).await;
        assert_eq!(reply.body["data"], Value::Null);
        let error = &reply.body["errors"][0];
        assert_eq!(error["extensions"]["code"], "NOT_FOUND");
        assert_eq!(error["message"], "There is no such family");
    }
    let variables = json!({ "familyId": jane.family, "date": "2024-01-10" });
    let reply = gran.graphql(FAMILY_DASHBOARD, variables).await;
    assert_eq!(reply.body["errors"][0]["extensions"]["code"], "FORBIDDEN");
    let emma = &reply.body["data"]["family"]["children"][0];
    assert_eq!(emma["name"], "Emma");
    for refused in ["todaySummary", "aiInsights"] {
        assert_eq!(emma.get(refused), Some(&Value::Null), "{emma}");
    }

    let reply = gateway.anyone().graphql("{ families { id } }", json!({})).await;
    assert_eq!(reply.status, 401);
    assert_eq!(reply.body["errors"][0]["extensions"]["code"], "UNAUTHORIZED");
}

#[rstest]
#[tokio::test]
async fn a_day_of_the_past_and_a_long_forgotten_sleep_do_not_disturb_today(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-20T20:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let forgotten = json!({ "childId": child, "type": "nap", "startTime": "2024-01-15T09:00:00Z" });
    jane.post("/api/v1/activities/sleep", forgotten).await.data(201);
    let today = dashboard(&jane, "2024-01-20").await;
    assert_eq!(today["children"][0]["todaySummary"]["sleep"]["currentStatus"], "awake");
    let past = dashboard(&jane, "2024-01-15").await;
    assert_eq!(past["children"][0]["todaySummary"]["sleep"]["naps"], 1);
    assert_eq!(past["children"][0]["todaySummary"]["sleep"]["totalHours"], 24.0);
}

#[rstest]
#[tokio::test]
async fn documents_that_cost_too_much_are_refused(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let code = async |query: &str| {
        let reply = jane.graphql(query, json!({})).await;
        reply.body["errors"][0]["extensions"]["code"].clone()
    };
    let aliases = |count: usize| {
        let fields: Vec<_> =
            (0..count).map(|index| format!("a{index}: families {{ id }}")).collect();
        format!("{{ {} }}", fields.join(" "))
    };
    assert_eq!(code(&aliases(15)).await, Value::Null);
    assert_eq!(code(&aliases(16)).await, "VALIDATION_ERROR");
    let circle =
        "{ families { ...a } } fragment a on Family { ...b } fragment b on Family { ...a }";
    assert_eq!(code(circle).await, "VALIDATION_ERROR");
    let level = "{ __typename families ";
    let deep = format!("{}{}", level.repeat(9), "{ id }".to_owned() + &"}".repeat(9));
    let deep = deep.as_str();
    assert_eq!(code(deep).await, "VALIDATION_ERROR");
    // Each fragment spreads the next a hundred times: a hundred million fields, were they walked.
    let spread = |name: &str| format!("...{name} ").repeat(100);
    let bomb = format!(
        "{{ families {{ ...a }} }} fragment a on Family {{ {} }} fragment b on Family {{ {} }} \
         fragment c on Family {{ {} }} fragment d on Family {{ {} }} fragment e on Family {{ id }}",
        spread("b"),
        spread("c"),
        spread("d"),
        spread("e"),
    );
    assert_eq!(code(&bomb).await, "VALIDATION_ERROR");
    let nested = format!("{}{}", "{ families ".repeat(5_000), "}".repeat(5_000));
    assert_eq!(code(&nested).await, "VALIDATION_ERROR");
    let open = "{ families ".repeat(900);
    assert_eq!(code(&open).await, "VALIDATION_ERROR");
    let nested = format!("{}{}", "{ a ".repeat(660), "}".repeat(660));
    assert_eq!(code(&nested).await, "VALIDATION_ERROR");
    let lists = format!("{{ families(a: {}{}) {{ id }} }}", "[".repeat(900), "]".repeat(900));
    assert_eq!(code(&lists).await, "VALIDATION_ERROR");
    assert_eq!(code("{ nonsense }").await, "VALIDATION_ERROR");
    assert_eq!(code("{").await, "VALIDATION_ERROR");
    assert_eq!(
        code("{ families { members { recentActivities(limit: 51) { type } } } }").await,
        "VALIDATION_ERROR"
    );
    let batch = jane.post("/graphql", json!([{ "query": "{ families { id } }" }])).await;
    assert_eq!(batch.status, 400);
    // The standard query of every tool goes deeper, and is let through.
    let introspection = "{ __schema { types { fields { type { ofType { ofType { ofType { ofType { name } } } } } } } } }";
    assert_eq!(code(introspection).await, Value::Null);
}

#[rstest]
#[tokio::test]
async fn the_day_follows_the_familys_clock(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2024-03-10T20:00:00Z").await;
    let register = json!({
        "email": "ny@example.com", "password": "SecurePass123!", "name": "Ny", "timezone": "America/New_York",
    });
    let data = gateway.anyone().post("/api/v1/auth/register", register).await.data(201);
    let ny = Person {
        token: data["tokens"]["accessToken"].as_str().unwrap().into(),
        family: data["family"]["id"].as_str().unwrap().into(),
        ..gateway.anyone()
    };
    let child = ny.child("Emma").await;
    // The clocks go forward in the night of 10 March: its day begins at 5 and ends at 4 the next morning, in UTC.
    let first: chrono::DateTime<chrono::Utc> = "2024-03-10T05:00:00Z".parse().unwrap();
    for at in [first - TimeDelta::seconds(1), first, first + TimeDelta::hours(14)] {
        let body = json!({ "childId": child, "type": "wet", "timestamp": at });
        ny.post("/api/v1/activities/diaper", body).await.data(201);
    }
    gateway.set_clock("2024-03-11T12:00:00Z");
    let token = gateway
        .anyone()
        .post(
            "/api/v1/auth/login",
            json!({ "email": "ny@example.com", "password": "SecurePass123!" }),
        )
        .await;
    let ny = Person { token: token.body["token"].as_str().unwrap().into(), ..ny };
    for at in ["2024-03-11T03:59:59Z", "2024-03-11T04:00:00Z"] {
        let body = json!({ "childId": child, "type": "wet", "timestamp": at });
        ny.post("/api/v1/activities/diaper", body).await.data(201);
    }
    for (date, count) in [("2024-03-09", 1), ("2024-03-10", 3), ("2024-03-11", 1)] {
        let family = dashboard(&ny, date).await;
        assert_eq!(family["children"][0]["todaySummary"]["diapers"]["count"], count, "{date}");
    }
}
