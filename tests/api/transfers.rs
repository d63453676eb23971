//! Histories that come in from other apps, and go out again.

use chrono::TimeDelta;
use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person, Reply,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

/// A file with a line of each sort: 17 that can be kept, two that are not, two that are broken.
pub(crate) const HUCKLEBERRY: &str = include_str!("../fixtures/huckleberry.csv");
const BABY_CONNECT: &str = include_str!("../fixtures/baby-connect.csv");
const LATER: &str = "2024-02-10T15:00:00Z";

async fn import_as(
    person: &Person<'_>,
    family: &str,
    fields: &[(&str, &str)],
    file: &str,
) -> Reply {
    let path = format!("/api/v1/families/{family}/import");
    send(person.upload(&path, fields, file.as_bytes())).await
}

/// What becomes of a file for a child of the person's own family.
async fn import(person: &Person<'_>, child: &str, apply: bool, file: &str) -> Value {
    let apply = apply.to_string();
    let fields = [("childId", child), ("apply", &apply), ("timeZone", "Europe/Paris")];
    import_as(person, &person.family, &fields, file).await.data(200)
}

async fn total(person: &Person<'_>, child: &str) -> i64 {
    let page = person.get(&format!("/api/v1/activities?childId={child}&limit=1")).await.data(200);
    page["cursor"]["total"].as_i64().unwrap()
}

/// All activities of a child, as they are shown.
async fn all(person: &Person<'_>, child: &str) -> Vec<Value> {
    let page = person.get(&format!("/api/v1/activities?childId={child}&limit=100")).await.data(200);
    page["activities"].as_array().unwrap().clone()
}

async fn export(person: &Person<'_>, child: &str, query: &str) -> String {
    let path = format!("/api/v1/children/{child}/activities.csv{query}");
    let response = person.call(Method::GET, &path).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.headers()["Content-Type"].to_str().unwrap().starts_with("text/csv"));
    let named = response.headers()["Content-Disposition"].to_str().unwrap().to_owned();
    assert!(named.starts_with("attachment; filename=\"activities-20"), "{named}");
    // With the mark by which spreadsheets know UTF-8, which `text` would take away.
    String::from_utf8(response.bytes().await.unwrap().to_vec()).unwrap()
}

fn counts(report: &Value) -> [i64; 5] {
    ["lines", "added", "known", "skipped", "refused"].map(|name| report[name].as_i64().unwrap())
}

#[rstest]
#[tokio::test]
async fn a_preview_stores_nothing_and_the_same_file_is_logged_once(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, LATER).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;

    let preview = import(&jane, &child, false, HUCKLEBERRY).await;
    assert_eq!(counts(&preview), [20, 16, 0, 2, 2]);
    assert_eq!(total(&jane, &child).await, 0);
    let expected = json!({
        "format": "huckleberry", "units": null, "unitsGuessed": false, "applied": false, "lines": 20, "added": 16, "known": 0, "skipped": 2, "refused": 2,
        "byType": {
            "feeding": 5, "sleep": 2, "diaper": 3, "medication": 1, "growth": 1, "temperature": 1, "pumping": 1,
            "bath": 1, "tummy-time": 1,
        },
        "from": "2024-01-08T06:00:00Z",
        "until": "2024-01-08T21:00:00Z",
        "report": [
            { "line": 13, "status": "skipped", "message": "Not kept: Diaper (Dry)" },
            { "line": 20, "status": "skipped", "message": "Not kept: Story time" },
            { "line": 21, "field": "Start", "status": "refused", "message": "Must be a date and time such as 2024-01-10T15:30:00Z" },
            { "line": 22, "field": "End Condition", "status": "refused", "message": "Must be a quantity with its unit, such as 120 ml" },
        ],
        "reportTruncated": false,
    });
    assert_eq!(preview, expected);

    let mut socket = jane.listen(&jane.family).await;
    let applied = import(&jane, &child, true, HUCKLEBERRY).await;
    assert_eq!((&applied["applied"], counts(&applied)), (&json!(true), counts(&preview)));
    assert_eq!(total(&jane, &child).await, 16);
    for _ in 0..16 {
        assert_eq!(socket.next().await["event"], "activity-logged");
    }
    let again = import(&jane, &child, true, HUCKLEBERRY).await;
    assert_eq!(counts(&again), [20, 0, 16, 2, 2]);
    assert_eq!(again["byType"], json!({}));
    assert_eq!(total(&jane, &child).await, 16);

    // A later file has what the earlier had, and more; what is the same twice in it happened twice.
    let bottle = "\"Feed\",\"2024-01-08 12:00\",,,\"Formula\",\"Bottle\",\"120ml\",\n";
    let later = format!("{HUCKLEBERRY}{bottle}{bottle}\"Bath\",\"2024-01-09 18:00\",,,,,,\n");
    let overlap = import(&jane, &child, true, &later).await;
    assert_eq!(counts(&overlap), [23, 3, 16, 2, 2]);
    assert_eq!(counts(&import(&jane, &child, true, &later).await), [23, 0, 19, 2, 2]);
    // Another child has a history of its own.
    let other = jane.child("Ella").await;
    assert_eq!(counts(&import(&jane, &other, true, &later).await), [23, 19, 0, 2, 2]);
}

#[rstest]
#[tokio::test]
async fn what_was_logged_by_hand_or_deleted_does_not_come_in_again(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, LATER).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    for (kind, body) in [
        (
            "feeding",
            json!({ "startTime": "2024-01-08T11:00:40Z", "type": "bottle", "details": { "amount": 120, "unit": "ml" } }),
        ),
        (
            "sleep",
            json!({ "startTime": "2024-01-08T18:30:00Z", "endTime": "2024-01-09T04:00:10Z", "type": "nap" }),
        ),
        (
            "medication",
            json!({ "timestamp": "2024-01-08T17:00:00Z", "name": "Vitamin D", "dose": 2.5, "unit": "ml" }),
        ),
        // These say something else.
        ("medication", json!({ "timestamp": "2024-01-08T17:00:00Z", "name": "Paracetamol" })),
        (
            "feeding",
            json!({ "startTime": "2024-01-08T13:00:00Z", "type": "bottle", "details": { "amount": 5, "unit": "oz" } }),
        ),
        (
            "growth",
            json!({ "timestamp": "2024-01-08T08:30:00Z", "weight": { "value": 3.5, "unit": "kg" } }),
        ),
    ] {
        let mut body = body;
        body["childId"] = child.clone().into();
        jane.post(&format!("/api/v1/activities/{kind}"), body).await.data(201);
    }
    assert_eq!(counts(&import(&jane, &child, false, HUCKLEBERRY).await), [20, 13, 3, 2, 2]);
    let statements = async |file: &str| {
        gateway.settled().await;
        gateway.forget().await;
        let before = gateway.served();
        import(&jane, &child, false, file).await;
        gateway.served() - before
    };
    let few = statements(&HUCKLEBERRY.lines().take(4).collect::<Vec<_>>().join("\n")).await;
    assert_eq!(statements(HUCKLEBERRY).await, few);
    import(&jane, &child, true, HUCKLEBERRY).await;
    assert_eq!(total(&jane, &child).await, 19);

    let bath = all(&jane, &child).await.into_iter().find(|it| it["type"] == "bath").unwrap();
    let path = format!("/api/v1/activities/{}", bath["id"].as_str().unwrap());
    jane.delete(&path).await.data(200);
    assert_eq!(counts(&import(&jane, &child, true, HUCKLEBERRY).await), [20, 0, 16, 2, 2]);
    assert_eq!(total(&jane, &child).await, 18);
}

#[rstest]
#[tokio::test]
async fn what_goes_out_comes_in_as_the_same(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, LATER).await;
    let jane = gateway.parent("Jane Doe").await;
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    for (kind, sent, _) in crate::kinds::kinds() {
        let mut body = sent;
        body["childId"] = emma.clone().into();
        body["mood"] = "happy".into();
        body["notes"] = "=SUM(A1) \"said\"\r\nÉmile, then; slept".into();
        jane.post(&format!("/api/v1/activities/{kind}"), body).await.data(201);
    }
    for (kind, body) in [
        (
            "growth",
            json!({ "timestamp": "2024-01-08T10:00:00.123Z", "weight": { "value": 16.5, "unit": "lbs" }, "height": { "value": 26.1, "unit": "in" }, "headCircumference": { "value": 43.21, "unit": "cm" }, "position": "lying" }),
        ),
        (
            "feeding",
            json!({ "startTime": "2024-01-08T10:00:00Z", "type": "bottle", "details": { "amount": 4.25, "unit": "oz", "foodType": "formula" } }),
        ),
    ] {
        let mut body = body;
        body["childId"] = emma.clone().into();
        jane.post(&format!("/api/v1/activities/{kind}"), body).await.data(201);
    }
    let file = export(&jane, &emma, "").await;
    let before = all(&jane, &emma).await;
    assert!(file.starts_with("\u{feff}id,childId,type,"), "{file}");
    assert!(file.contains("\"'=SUM(A1) \"\"said\"\""), "{file}");

    let same = import(&jane, &emma, true, &file).await;
    let count = i64::try_from(before.len()).unwrap();
    assert_eq!(counts(&same), [count, 0, count, 0, 0]);
    assert_eq!(all(&jane, &emma).await, before);

    assert_eq!(counts(&import(&jane, &ella, true, &file).await), [count, count, 0, 0, 0]);
    let said = |mut activities: Vec<Value>| {
        for activity in &mut activities {
            for own in ["id", "childId", "createdAt", "updatedAt"] {
                activity.as_object_mut().unwrap().remove(own);
            }
        }
        let mut said: Vec<_> = activities.iter().map(Value::to_string).collect();
        said.sort();
        said
    };
    assert_eq!(said(all(&jane, &ella).await), said(before));
    assert_eq!(counts(&import(&jane, &ella, true, &file).await), [count, 0, count, 0, 0]);
    // What was deleted long ago is known by the log alone.
    let gone = all(&jane, &emma).await[0]["id"].as_str().unwrap().to_owned();
    jane.delete(&format!("/api/v1/activities/{gone}")).await.data(200);
    let db = gateway.db().await;
    let later = gateway.now() + TimeDelta::days(31);
    persistence::activities::forget(db.write(), later).await.unwrap();
    assert_eq!(counts(&import(&jane, &emma, true, &file).await), [count, 0, count, 0, 0]);
}

#[rstest]
#[tokio::test]
async fn an_export_has_all_pages_and_keeps_to_its_days(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2024-06-10T15:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let lines = (0..1_200).map(|hour| {
        let start = "2024-01-10T00:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        let start = start + TimeDelta::hours(hour);
        format!("Bath,{},,,,,\n", start.format("%Y-%m-%d %H:%M"))
    });
    let head = "Type,Start,End,Start Condition,Start Location,End Condition,Notes\n";
    let file = head.to_owned() + &lines.collect::<String>();
    let fields = [("childId", &*child), ("apply", "true"), ("timeZone", "UTC")];
    let report = import_as(&jane, &jane.family, &fields, &file).await.data(200);
    assert_eq!(counts(&report), [1_200, 1_200, 0, 0, 0]);
    let out = export(&jane, &child, "").await;
    assert_eq!(out.lines().count(), 1_201);
    let mut starts: Vec<_> =
        out.lines().skip(1).map(|line| line.split(',').nth(4).unwrap()).collect();
    starts.dedup();
    assert!(starts.len() == 1_200 && starts.is_sorted_by(|one, two| one > two));
    // The days are the family's.
    let path = format!("/api/v1/families/{}", jane.family);
    jane.patch(&path, json!({ "timezone": "America/New_York" })).await.data(200);
    let two_days = export(&jane, &child, "?from=2024-01-11&until=2024-01-12").await;
    let lines: Vec<Vec<_>> =
        two_days.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(lines.len(), 48);
    assert_eq!(lines[47][4..7], ["2024-01-11T05:30:00.000Z", "", "2024-01-11T00:30:00-05:00"]);
    let refused = jane.get(&format!("/api/v1/children/{child}/activities.csv?from=x")).await;
    assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "from"));
}

#[rstest]
#[tokio::test]
async fn only_who_may_log_imports_and_only_for_children_within_reach(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, LATER).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let (gran, sue) = (gateway.parent("Gran Doe").await, gateway.parent("Sue Sitter").await);
    let (emma, ella) = (jane.child("Emma").await, jane.child("Ella").await);
    let eves = eve.child("Eva").await;
    jane.welcome(&gran, "viewer", None).await;
    let invite = json!({ "email": sue.email, "role": "caregiver", "familyId": jane.family, "access": { "childIds": [emma] } });
    let invite = jane.post("/api/v1/families/invite", invite).await.data(201);
    sue.post("/api/v1/families/join", json!({ "shareCode": invite["shareCode"] })).await.data(200);

    let apply = |child: &str| [("childId", child.to_owned()), ("apply", "true".to_owned())];
    for (person, family, child, expected) in [
        (&gateway.anyone(), &jane.family, &emma, (401, "UNAUTHORIZED", "")),
        (&eve, &jane.family, &emma, (404, "NOT_FOUND", "")),
        (&eve, &eve.family, &emma, (404, "NOT_FOUND", "")),
        (&jane, &jane.family, &eves, (404, "NOT_FOUND", "")),
        (&gran, &jane.family, &emma, (403, "FORBIDDEN", "")),
        (&sue, &jane.family, &ella, (404, "NOT_FOUND", "")),
        (&sue, &jane.family, &emma, (200, "", "")),
    ] {
        let fields = apply(child);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
        let reply = import_as(person, family, &fields, HUCKLEBERRY).await;
        assert_eq!(reply.refusal(), expected, "{}", reply.body);
    }
    assert_eq!((total(&jane, &emma).await, total(&jane, &ella).await), (16, 0));
    assert!(all(&jane, &emma).await.iter().all(|it| it["createdBy"] == json!(sue.id)));
    let path = format!("/api/v1/children/{ella}/activities.csv");
    assert_eq!(sue.get(&path).await.refusal(), (404, "NOT_FOUND", ""));
    assert_eq!(gran.get(&path).await.status, 200);
}

#[rstest]
#[tokio::test]
async fn a_refusal_names_what_is_wrong_in_the_callers_language(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, LATER).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let (id, family) = (("childId", &*child), &jane.family);
    for (fields, file, expected) in [
        (vec![], HUCKLEBERRY, (400, "childId")),
        (vec![("childId", "chd_x")], HUCKLEBERRY, (400, "childId")),
        (vec![id, ("timeZone", "Europe/Nowhere")], HUCKLEBERRY, (400, "timeZone")),
        (vec![id, ("apply", "perhaps")], HUCKLEBERRY, (400, "apply")),
        (vec![id, ("units", "stones")], HUCKLEBERRY, (400, "units")),
        (vec![id], "a,b\n1,2\n", (400, "file")),
        (vec![id], "", (400, "file")),
        (vec![id, id], HUCKLEBERRY, (400, "body")),
        (vec![("childId", &"x".repeat(2_000))], HUCKLEBERRY, (413, "childId")),
        (vec![id], &" ".repeat(10 * 1024 * 1024 + 1), (413, "file")),
    ] {
        let reply = import_as(&jane, family, &fields, file).await;
        assert_eq!((reply.status, reply.refusal().2), expected, "{}", reply.body);
    }
    let path = format!("/api/v1/families/{family}/import");
    assert_eq!(
        jane.post(&path, json!({ "childId": child })).await.refusal(),
        (415, "VALIDATION_ERROR", "Content-Type")
    );

    let french = jane.speaking("fr");
    let refused = import_as(&french, family, &[id], "a,b\n1,2\n").await;
    let reason = refused.body["error"]["details"]["reason"].as_str().unwrap();
    assert!(
        reason.starts_with("Doit être un fichier CSV") && reason.contains("Huckleberry"),
        "{reason}"
    );
    let report = import_as(&french, family, &[id], HUCKLEBERRY).await.data(200);
    assert_eq!(report["report"][1]["message"], "Non conservé : Story time");
    assert!(report["report"][3]["message"].as_str().unwrap().starts_with("Doit être une quantité"));

    // What lies in the future, and a thousand lines that are wrong.
    let head = "Type,Start,End,Start Condition,Start Location,End Condition,Notes\n";
    let wrong =
        head.to_owned() + "Bath,2024-02-12 10:00,,,,,\n" + &"Bath,soon,,,,,\n".repeat(1_500);
    let report = import(&jane, &child, true, &wrong).await;
    assert_eq!(counts(&report), [1_501, 0, 0, 0, 1_501]);
    assert_eq!(
        report["report"][0],
        json!({ "line": 2, "field": "Start", "status": "refused", "message": "Lies in the future" })
    );
    assert_eq!(
        (report["report"].as_array().unwrap().len(), &report["reportTruncated"]),
        (1_000, &json!(true))
    );
}

#[rstest]
#[tokio::test]
async fn numbers_that_can_be_in_either_unit_are_logged_only_once_it_is_said(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, LATER).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let file = "child_id,amount,time\n1,4,2024-01-08 09:31:00\n";
    let open = import(&jane, &child, false, file).await;
    assert_eq!(
        (&open["units"], &open["unitsGuessed"], counts(&open)),
        (&json!("imperial"), &json!(true), [1, 1, 0, 0, 0])
    );
    let apply = [("childId", &*child), ("apply", "true"), ("timeZone", "Europe/Paris")];
    let refused = import_as(&jane, &jane.family, &apply, file).await;
    assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "units"));
    let reason = &refused.body["error"]["details"]["reason"];
    assert_eq!(reason, "Can mean metric or imperial; say which");
    assert_eq!(total(&jane, &child).await, 0);

    let told = [&apply[..], &[("units", "metric")]].concat();
    let told = import_as(&jane, &jane.family, &told, file).await.data(200);
    assert_eq!((&told["units"], &told["unitsGuessed"]), (&json!("metric"), &json!(false)));
    assert_eq!(all(&jane, &child).await[0]["details"]["amount"], 4.0);

    let likely = file.to_owned() + "1,90,2024-01-08 10:31:00\n";
    let likely = import(&jane, &child, true, &likely).await;
    assert_eq!(
        (&likely["units"], &likely["unitsGuessed"], counts(&likely)),
        (&json!("metric"), &json!(true), [2, 1, 1, 0, 0])
    );
}

#[rstest]
#[tokio::test]
async fn a_file_of_several_children_gives_each_their_own(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, LATER).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let both = BABY_CONNECT.to_owned()
        + "1/30/24 8:00,1/30/24 8:00,Diaper,,,Wet,Ella had a wet diaper,,Jane,Ella\n";
    let report = import(&jane, &child, true, &both).await;
    assert_eq!((&report["format"], counts(&report)), (&json!("baby-connect"), [15, 11, 0, 3, 1]));
    assert_eq!(report["report"][3]["message"], "Of another child: Ella");
}

#[rstest]
#[tokio::test]
async fn an_import_that_comes_again_gets_the_first_answer(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, LATER).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let path = format!("/api/v1/families/{}/import", jane.family);
    let call = async |file: &str| {
        let fields = [("childId", &*child), ("apply", "true")];
        let call = jane.upload(&path, &fields, file.as_bytes());
        send(call.header("Idempotency-Key", "once")).await
    };
    let first = call(HUCKLEBERRY).await;
    let again = call(HUCKLEBERRY).await;
    assert_eq!(again.headers["Idempotent-Replayed"], "true");
    assert_eq!((first.data(200), total(&jane, &child).await), (again.data(200), 16));
    assert_eq!(call(BABY_CONNECT).await.refusal().0, 422);
    // Sent twice at once, each line is there once.
    let other = jane.child("Ella").await;
    let both = [import(&jane, &other, true, HUCKLEBERRY), import(&jane, &other, true, HUCKLEBERRY)];
    let both = futures_util::future::join_all(both).await;
    let added: i64 = both.iter().map(|report| report["added"].as_i64().unwrap()).sum();
    assert_eq!((added, total(&jane, &other).await), (16, 16));
}

#[rstest]
#[tokio::test]
async fn whole_histories_move_a_fifth_as_often_as_other_calls(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::with(on, &[("MATERNAL_RATE_LIMIT", "20")]).await;
    gateway.set_clock(LATER);
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let path = format!("/api/v1/children/{child}/activities.csv");
    import(&jane, &child, false, HUCKLEBERRY).await;
    for _ in 0..3 {
        assert_eq!(jane.get(&path).await.status, 200);
    }
    assert_eq!(jane.get(&path).await.refusal(), (429, "RATE_LIMITED", ""));
    let refused = import_as(&jane, &jane.family, &[("childId", &child)], HUCKLEBERRY).await;
    assert_eq!(refused.refusal(), (429, "RATE_LIMITED", ""));
    assert_eq!(total(&jane, &child).await, 0);
    // Redis counts by its own clock.
    if on == Sqlite {
        gateway.pass(TimeDelta::minutes(1));
        assert_eq!(jane.get(&path).await.status, 200);
    }
}
