use chrono::{NaiveDate, TimeDelta};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, PASSWORD, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
};

/// The document's query, word for word.
pub(crate) const WEEKLY_REPORT: &str =
    "query WeeklyReport($childId: ID!, $startDate: Date!, $endDate: Date!) {
child(id: $childId) {
weeklyReport(startDate: $startDate, endDate: $endDate) {
sleep {
dailyAverages {
date
nightHours
napHours
totalHours
}
patterns {
consistentBedtime
averageWakeTime
longestStretch
}
}
feeding {
dailyTotals {
date
numberOfFeedings
totalVolume
}
trends {
direction
averageInterval
}
}
growth {
measurements {
date
weight
height
percentiles
}
}
milestones {
achieved {
name
achievedAt
}
upcoming {
name
expectedBy
}
}
}
}
}";

async fn report(person: &Person<'_>, child: &str, first: &str, last: &str) -> Value {
    let variables = json!({ "childId": child, "startDate": first, "endDate": last });
    let reply = person.graphql(WEEKLY_REPORT, variables).await;
    assert!(reply.body.get("errors").is_none(), "{}", reply.body);
    reply.body["data"]["child"]["weeklyReport"].clone()
}

/// A parent in a time zone.
async fn parent_in<'a>(gateway: &'a Gateway, zone: &str) -> Person<'a> {
    let email = "zoe@example.com";
    let body = json!({ "email": email, "password": PASSWORD, "name": "Zoe", "timezone": zone });
    let data = gateway.anyone().post("/api/v1/auth/register", body).await.data(201);
    Person {
        email: email.into(),
        token: data["tokens"]["accessToken"].as_str().unwrap().into(),
        family: data["family"]["id"].as_str().unwrap().into(),
        ..gateway.anyone()
    }
}

async fn log(person: &Person<'_>, child: &str, kind: &str, body: Value) {
    let mut body = body;
    body["childId"] = child.into();
    person.post(&format!("/api/v1/activities/{kind}"), body).await.data(201);
}

fn sleep(kind: &str, start: &str, end: &str) -> Value {
    json!({ "type": kind, "startTime": start, "endTime": end })
}

fn bottle(start: &str, amount: f64, unit: &str) -> Value {
    json!({ "type": "bottle", "startTime": start, "details": { "amount": amount, "unit": unit } })
}

#[rstest]
#[tokio::test]
async fn the_documented_query_tells_the_days(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2024-01-20T20:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let girl = json!({ "familyId": jane.family, "name": "Emma", "birthDate": "2023-06-15", "gender": "female" });
    let child = jane.post("/api/v1/children", girl).await.data(201)["id"].clone();
    let child = child.as_str().unwrap();
    for (kind, body) in [
        ("sleep", sleep("night", "2024-01-17T19:30:00Z", "2024-01-18T06:00:00Z")),
        ("sleep", sleep("night", "2024-01-18T19:40:00Z", "2024-01-19T02:00:00Z")),
        ("sleep", sleep("night", "2024-01-19T02:40:00Z", "2024-01-19T06:30:00Z")),
        ("sleep", sleep("night", "2024-01-19T19:20:00Z", "2024-01-20T07:00:00Z")),
        ("sleep", sleep("nap", "2024-01-20T09:00:00Z", "2024-01-20T10:15:00Z")),
        ("sleep", json!({ "type": "night", "startTime": "2024-01-20T19:00:00Z" })),
        ("feeding", bottle("2024-01-19T08:00:00Z", 4.0, "oz")),
        ("feeding", bottle("2024-01-19T08:39:00Z", 4.0, "oz")),
        ("feeding", bottle("2024-01-19T12:00:00Z", 4.0, "oz")),
        ("feeding", json!({ "type": "breast", "startTime": "2024-01-20T08:00:00Z" })),
        ("feeding", bottle("2024-01-16T23:59:59Z", 100.0, "ml")),
        (
            "growth",
            json!({ "timestamp": "2024-01-08T12:00:00Z", "weight": { "value": 8.2, "unit": "kg" }, "height": { "value": 68, "unit": "cm" } }),
        ),
        (
            "growth",
            json!({ "timestamp": "2024-01-18T12:00:00Z", "weight": { "value": 8.4, "unit": "kg" } }),
        ),
        ("milestone", json!({ "timestamp": "2023-12-24T12:00:00Z", "milestone": "rolls-over" })),
        ("milestone", json!({ "timestamp": "2024-01-18T12:00:00Z", "milestone": "babbles" })),
        ("milestone", json!({ "timestamp": "2024-01-19T12:00:00Z", "name": "Said moo" })),
    ] {
        log(&jane, child, kind, body).await;
    }
    let told = report(&jane, child, "2024-01-17", "2024-01-20").await;
    let day = |date: &str, night: f64, nap: f64| json!({ "date": date, "nightHours": night, "napHours": nap, "totalHours": night + nap });
    let expected = json!({
        "dailyAverages": [
            day("2024-01-17", 10.5, 0.0),
            day("2024-01-18", 6.33, 0.0),
            day("2024-01-19", 15.5, 0.0),
            day("2024-01-20", 1.0, 1.25),
        ],
        "patterns": { "consistentBedtime": "19:25", "averageWakeTime": "06:30", "longestStretch": 11.67 },
    });
    assert_eq!(told["sleep"], expected);
    let day = |date: &str, count: i32, volume: f64| json!({ "date": date, "numberOfFeedings": count, "totalVolume": volume });
    let expected = json!({
        "dailyTotals": [
            day("2024-01-17", 0, 0.0),
            day("2024-01-18", 0, 0.0),
            day("2024-01-19", 3, 354.87),
            day("2024-01-20", 1, 0.0),
        ],
        // Four hours, then twenty.
        "trends": { "direction": "stable", "averageInterval": 12.0 },
    });
    assert_eq!(told["feeding"], expected);
    let measured = told["growth"]["measurements"].as_array().unwrap();
    assert_eq!(measured.len(), 1);
    assert_eq!((&measured[0]["date"], &measured[0]["weight"]), (&json!("2024-01-18"), &json!(8.4)));
    assert_eq!(measured[0]["height"], Value::Null);
    let percentiles = &measured[0]["percentiles"];
    assert!((75.0..85.0).contains(&percentiles["weight"].as_f64().unwrap()), "{percentiles}");
    assert_eq!(percentiles["height"], Value::Null);
    assert_eq!(percentiles.as_object().unwrap().len(), 3);
    let achieved = told["milestones"]["achieved"].as_array().unwrap();
    let achieved: Vec<_> = achieved
        .iter()
        .map(|it| (it["name"].as_str().unwrap(), &it["achievedAt"].as_str().unwrap()[..19]))
        .collect();
    let expected = [
        ("Babbles chains of syllables", "2024-01-18T12:00:00"),
        ("Said moo", "2024-01-19T12:00:00"),
    ];
    assert_eq!(achieved, expected);
    let upcoming = told["milestones"]["upcoming"].as_array().unwrap();
    // 12 of six months and 13 of nine, without the one that was reached of each.
    assert_eq!(upcoming.len(), 23);
    let expected = json!({ "name": "Recognizes people close to them", "expectedBy": "2023-12-15" });
    assert_eq!(upcoming[0], expected);
    assert_eq!(upcoming[22]["expectedBy"], "2024-03-15");
    // What was to come then: nobody rolled over before.
    let earlier = report(&jane, child, "2023-12-17", "2023-12-23").await;
    assert_eq!(earlier["milestones"]["upcoming"].as_array().unwrap().len(), 25);
}

#[rstest]
#[case::spring("2024-03-09", "2024-03-10", [
    // Ten hours, as the clock skips one; the day begins at 5 and ends at 4 the next morning, in UTC.
    "2024-03-10T01:00:00Z", "2024-03-10T11:00:00Z", "2024-03-10T04:59:59Z", "2024-03-10T05:00:00Z",
    "2024-03-11T03:59:59Z", "2024-03-11T04:00:00Z",
], 10.0)]
#[case::autumn("2024-11-02", "2024-11-03", [
    "2024-11-03T00:00:00Z", "2024-11-03T12:00:00Z", "2024-11-03T03:59:59Z", "2024-11-03T04:00:00Z",
    "2024-11-04T04:59:59Z", "2024-11-04T05:00:00Z",
], 12.0)]
#[tokio::test]
async fn days_and_times_follow_the_familys_clock_where_it_changes(
    #[case] before: &str,
    #[case] changed: &str,
    #[case] moments: [&str; 6],
    #[case] hours: f64,
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let [asleep, awake, eve, first, last, after] = moments;
    let gateway = Gateway::start_at(on, "2024-12-01T12:00:00Z").await;
    let zoe = parent_in(&gateway, "America/New_York").await;
    let child = zoe.child("Emma").await;
    log(&zoe, &child, "sleep", sleep("night", asleep, awake)).await;
    for at in [eve, first, last, after] {
        log(&zoe, &child, "feeding", bottle(at, 100.0, "ml")).await;
    }
    let told = report(&zoe, &child, before, changed).await;
    let nights = &told["sleep"]["dailyAverages"];
    assert_eq!((&nights[0]["nightHours"], &nights[1]["nightHours"]), (&json!(hours), &json!(0.0)));
    let patterns =
        json!({ "consistentBedtime": null, "averageWakeTime": "07:00", "longestStretch": hours });
    assert_eq!(told["sleep"]["patterns"], patterns);
    let totals = told["feeding"]["dailyTotals"].as_array().unwrap();
    let counts: Vec<_> = totals.iter().map(|day| day["numberOfFeedings"].clone()).collect();
    assert_eq!(counts, [1, 2]);
}

#[rstest]
#[tokio::test]
async fn a_week_of_which_nothing_is_known_is_told_in_zeros(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-20T20:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let told = report(&jane, &child, "2024-01-14", "2024-01-20").await;
    let days = told["sleep"]["dailyAverages"].as_array().unwrap();
    assert_eq!(days.len(), 7);
    let none =
        json!({ "date": "2024-01-20", "nightHours": 0.0, "napHours": 0.0, "totalHours": 0.0 });
    assert_eq!(days[6], none);
    let none =
        json!({ "consistentBedtime": null, "averageWakeTime": null, "longestStretch": null });
    assert_eq!(told["sleep"]["patterns"], none);
    assert_eq!(told["feeding"]["dailyTotals"].as_array().unwrap().len(), 7);
    let none = json!({ "direction": "stable", "averageInterval": null });
    assert_eq!(told["feeding"]["trends"], none);
    assert_eq!(told["growth"]["measurements"], json!([]));
    assert_eq!(told["milestones"]["achieved"], json!([]));
    // Its sex is not known, so there is nothing to compare with; and it is five one day.
    let body =
        json!({ "timestamp": "2024-01-20T12:00:00Z", "weight": { "value": 8, "unit": "kg" } });
    log(&jane, &child, "growth", body).await;
    let told = report(&jane, &child, "2024-01-20", "2024-01-20").await;
    let none = json!({ "weight": null, "height": null, "headCircumference": null });
    assert_eq!(told["growth"]["measurements"][0]["percentiles"], none);
    gateway.set_clock("2028-07-01T12:00:00Z");
    let told = report(&jane.again().await, &child, "2028-06-24", "2028-06-30").await;
    assert_eq!(told["milestones"]["upcoming"], json!([]));
}

#[rstest]
#[tokio::test]
async fn strangers_and_viewers_without_reports_are_refused(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let gran = gateway.parent("Gran Doe").await;
    let child = jane.child("Emma").await;
    jane.welcome(&gran, "viewer", Some(json!({ "canViewReports": false }))).await;
    for (person, code) in [(&eve, "NOT_FOUND"), (&gran, "FORBIDDEN")] {
        let variables =
            json!({ "childId": child, "startDate": "2024-01-14", "endDate": "2024-01-20" });
        let reply = person.graphql(WEEKLY_REPORT, variables).await;
        assert_eq!(reply.body["data"]["child"], Value::Null);
        assert_eq!(reply.body["errors"][0]["extensions"]["code"], code);
    }
    for (first, last) in [("2024-01-20", "2024-01-19"), ("2024-01-01", "2024-02-01")] {
        let variables = json!({ "childId": child, "startDate": first, "endDate": last });
        let reply = jane.speaking("fr-FR").graphql(WEEKLY_REPORT, variables).await;
        let error = &reply.body["errors"][0]["extensions"];
        assert_eq!(
            (&error["code"], &error["field"]),
            (&json!("VALIDATION_ERROR"), &json!("endDate"))
        );
        let reason = error["reason"].as_str().unwrap();
        assert!(reason.starts_with("Doit être compris entre "), "{reason}");
    }
    report(&jane, &child, "2024-01-01", "2024-01-31").await;
}

#[rstest]
#[tokio::test]
async fn milestones_are_named_in_the_language_of_whoever_looks(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-01-20T20:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let body = json!({ "timestamp": "2024-01-20T12:00:00Z", "milestone": "waves-goodbye" });
    log(&jane, &child, "milestone", body).await;
    for (locale, achieved, upcoming) in [
        ("es-MX", "Dice adiós con la mano", "Reconoce a las personas cercanas"),
        ("fr-FR", "Fait au revoir de la main", "Reconnaît ses proches"),
        ("fr-CA", "Fait bye-bye de la main", "Reconnaît ses proches"),
        ("pt-BR", "Dá tchau com a mão", "Reconhece pessoas próximas"),
        ("zh-CN", "会挥手再见", "认得熟悉的人"),
    ] {
        let told = report(&jane.speaking(locale), &child, "2024-01-20", "2024-01-20").await;
        let milestones = &told["milestones"];
        assert_eq!(milestones["achieved"][0]["name"], achieved);
        assert_eq!(milestones["upcoming"][0]["name"], upcoming);
    }
}

#[rstest]
#[tokio::test]
async fn reports_cost_the_same_however_many_children_and_days(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    jane.feed(&child, 5).await.data(201);
    let today = gateway.now().date_naive();
    // Two names for one report, as dashboards have them; the second costs nothing.
    let numbers = "sleep { patterns { longestStretch } } growth { measurements { weight } } milestones { achieved { name } }";
    let query = format!(
        "query($f: ID!, $s: Date!, $e: Date!) {{ family(id: $f) {{ children {{ id \
         a: weeklyReport(startDate: $s, endDate: $e) {{ {numbers} }} \
         b: weeklyReport(startDate: $s, endDate: $e) {{ {numbers} }} }} }} }}"
    );
    let cost = async |first: NaiveDate| {
        let variables = json!({ "f": jane.family, "s": first, "e": today });
        let before = gateway.served();
        let reply = jane.graphql(&query, variables).await;
        let cost = gateway.served() - before;
        (cost, reply.body["data"]["family"]["children"].as_array().unwrap().clone())
    };
    // The first asks for what is remembered afterwards; a token that is a second old is not asked after again.
    gateway.forget().await;
    cost(today).await;
    // What is remembered of a family is forgotten as soon as its log moves on.
    jane.patch(&format!("/api/v1/families/{}?version=1", jane.family), json!({ "name": "Doe" }))
        .await;
    gateway.forget().await;
    let (small, _) = cost(today).await;
    for name in ["Ella", "Eric", "Enid", "Egon", "Edda", "Elke", "Emil"] {
        let child = jane.child(name).await;
        jane.feed(&child, 5).await.data(201);
        let body = json!({ "timestamp": gateway.now(), "milestone": "runs" });
        log(&jane, &child, "milestone", body).await;
    }
    gateway.forget().await;
    let (large, children) = cost(today - TimeDelta::days(30)).await;
    assert_eq!(children.len(), 8);
    for child in &children[1..] {
        assert_eq!(child["a"]["milestones"]["achieved"][0]["name"], "Can run");
        assert_eq!(child["a"], child["b"]);
    }
    assert_eq!(large, small);
    assert!(small <= 7, "{small}");
}
