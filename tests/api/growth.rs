//! How children grow: what measurings mean, the charts, and the picture of one.

use reqwest::Method;
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Person,
    Storage::{self, PostgresAndRedis, Sqlite},
    send,
};

use crate::graph::{asked, refused, respelt};

const NOW: &str = "2024-01-08T12:00:00Z";
const STANDARD: &str = "WHO Child Growth Standards 2006";

async fn child(person: &Person<'_>, gender: &str, more: Value) -> String {
    let mut body = json!({
        "familyId": person.family, "name": "Emma", "birthDate": "2023-06-15", "gender": gender,
    });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let child = person.post("/api/v1/children", body).await.data(201);
    child["id"].as_str().unwrap().into()
}

/// Measures a child: kilograms, centimetres, and around the head.
async fn measure(
    person: &Person<'_>,
    child: &str,
    at: &str,
    (weight, height, head): (f64, f64, f64),
) -> Value {
    let mut body = json!({ "childId": child, "timestamp": format!("{at}T10:00:00Z") });
    for (name, value, unit) in
        [("weight", weight, "kg"), ("height", height, "cm"), ("headCircumference", head, "cm")]
    {
        if value > 0.0 {
            body[name] = json!({ "value": value, "unit": unit });
        }
    }
    let logged = person.post("/api/v1/activities/growth", body).await.data(201);
    logged["details"].clone()
}

async fn charts(person: &Person<'_>, child: &str, query: &str) -> Vec<Value> {
    let data = person.get(&format!("/api/v1/children/{child}/growth{query}")).await.data(200);
    data["growth"].as_array().unwrap().clone()
}

#[rstest]
#[tokio::test]
async fn weight_and_height_at_once_tell_bmi_and_weight_for_length(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let girl = child(&jane, "female", json!({})).await;
    let shown = measure(&jane, &girl, "2024-01-08", (8.2, 68.0, 0.0)).await;
    let expected = json!({
        "value": 17.73, "unit": "kg/m²", "display": "17.7 kg/m²",
        "imperial": { "value": 17.73, "unit": "kg/m²", "display": "17.7 kg/m²" },
        "percentile": 70.11, "zScore": 0.528, "standard": STANDARD, "ageBasis": "chronological",
        "implausible": false,
    });
    assert_eq!(shown["bmi"], expected);
    let for_length = &shown["weightForLength"];
    assert_eq!((&for_length["value"], &for_length["unit"]), (&json!(8.2), &json!("kg")));
    assert_eq!((&for_length["zScore"], &for_length["standard"]), (&json!(0.621), &json!(STANDARD)));
    assert_eq!(for_length["implausible"], false);

    let alone = measure(&jane, &girl, "2024-01-07", (8.2, 0.0, 43.0)).await;
    assert!(alone.get("bmi").is_none() && alone.get("weightForLength").is_none(), "{alone}");
    let path = format!("/api/v1/children/{girl}");
    let now = jane.get(&path).await.data(200);
    let mut bmi = expected.clone();
    bmi["recordedAt"] = "2024-01-08T10:00:00Z".into();
    assert_eq!(now["currentBmi"], bmi);
    assert_eq!(now["weightForLength"]["zScore"], for_length["zScore"]);
    let head = &now["currentHeadCircumference"];
    assert_eq!(
        (&head["value"], &head["recordedAt"]),
        (&json!(43.0), &json!("2024-01-07T10:00:00Z"))
    );
    assert!(head["percentile"].is_number());
    // A correction is read from what is shown, and what was worked out is worked out again.
    let list = format!("/api/v1/activities?childId={girl}&limit=1");
    let id = jane.get(&list).await.data(200)["activities"][0]["id"].clone();
    let patch = json!({ "details": { "height": { "value": 70, "unit": "cm" } } });
    let path = format!("/api/v1/activities/{}", id.as_str().unwrap());
    let details = jane.patch(&path, patch).await.data(200)["details"].clone();
    assert_eq!(details["bmi"]["value"], 16.73);
}

#[rstest]
#[tokio::test]
async fn where_there_is_no_percentile_the_reason_is_told(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2029-01-08T12:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let why = |shown: &Value, measure: &str| {
        let shown = &shown[measure];
        assert_eq!((&shown["percentile"], &shown["zScore"]), (&Value::Null, &Value::Null));
        assert_eq!(shown["standard"], STANDARD);
        shown["noPercentile"].as_str().unwrap().to_owned()
    };
    let all = (8.2, 68.0, 43.0);
    let boy = child(&jane, "male", json!({})).await;
    let early = child(&jane, "male", json!({ "weeksAtBirth": 32 })).await;
    let other = child(&jane, "other", json!({})).await;
    for (child, at, reason) in [
        (&boy, "2028-06-16", "too_old"),
        (&boy, "2023-06-14", "before_birth"),
        (&early, "2023-08-09", "before_term"),
        (&other, "2024-01-08", "sex_unknown"),
    ] {
        let shown = measure(&jane, child, at, all).await;
        for measure in ["weight", "height", "headCircumference", "bmi", "weightForLength"] {
            assert_eq!(why(&shown, measure), reason, "{at} {measure}");
        }
        assert_eq!(shown["bmi"]["value"], 17.73);
    }
    let short = measure(&jane, &boy, "2023-07-01", (2.0, 44.9, 0.0)).await;
    assert_eq!(why(&short, "weightForLength"), "length_outside");
    assert!(short["bmi"]["percentile"].is_number());
    // What is rather a mistake is kept, and said to be one.
    let slip = measure(&jane, &boy, "2024-01-08", (18.2, 98.0, 63.0)).await;
    for measure in ["weight", "height", "headCircumference"] {
        assert_eq!(slip[measure]["implausible"], true, "{measure} {slip}");
    }
}

#[rstest]
#[tokio::test]
async fn a_preterm_child_is_compared_by_its_corrected_age_up_to_24_months(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, "2025-12-08T12:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    // Due on 10 August, so that 4 March 2024 is its 207th day.
    let early = child(&jane, "female", json!({ "weeksAtBirth": 32 })).await;
    let shown = measure(&jane, &early, "2024-03-04", (8.2, 68.0, 0.0)).await;
    for (measure, z) in [("weight", 0.646), ("height", 0.44), ("bmi", 0.528)] {
        let shown = &shown[measure];
        assert_eq!((&shown["zScore"], &shown["ageBasis"]), (&json!(z), &json!("corrected")));
    }
    let last = measure(&jane, &early, "2025-06-14", (11.0, 84.0, 0.0)).await;
    assert_eq!(last["weight"]["ageBasis"], "corrected");
    let first = measure(&jane, &early, "2025-06-15", (11.0, 84.0, 0.0)).await;
    assert_eq!(first["weight"]["ageBasis"], "chronological");
    let chart = &charts(&jane, &early, "?measure=weight").await[0];
    let told: Vec<_> = chart["series"].as_array().unwrap().iter().collect();
    let told: Vec<_> = told.iter().map(|it| (it["ageInDays"].clone(), it["x"].clone())).collect();
    let days = [207, 674, 731];
    assert_eq!(told, days.map(|day| (json!(day), json!(f64::from(day)))));
    // Who is not known to be early is not corrected.
    let patched = json!({ "dueDate": null });
    jane.patch(&format!("/api/v1/children/{early}"), patched).await.data(200);
    let chart = &charts(&jane, &early, "?measure=weight").await[0];
    assert_eq!(chart["series"][0]["ageInDays"], 263);
    assert_eq!(chart["series"][0]["ageBasis"], "chronological");
}

#[rstest]
#[tokio::test]
async fn a_chart_tells_each_measuring_and_the_lines_around_them(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let girl = child(&jane, "female", json!({})).await;
    measure(&jane, &girl, "2024-01-08", (8.2, 68.0, 43.0)).await;
    measure(&jane, &girl, "2023-07-15", (4.1, 0.0, 0.0)).await;
    measure(&jane, &girl, "2023-10-01", (31.0, 0.0, 0.0)).await;
    measure(&jane, &girl, "2023-06-01", (3.0, 0.0, 0.0)).await;

    let all = charts(&jane, &girl, "").await;
    let names: Vec<_> = all.iter().map(|it| it["measure"].as_str().unwrap()).collect();
    assert_eq!(names, ["weight", "height", "head_circumference", "bmi", "weight_for_length"]);
    for (chart, (x, y, count)) in all.iter().zip([
        ("days", "kg", 4),
        ("days", "cm", 1),
        ("days", "cm", 1),
        ("days", "kg/m²", 1),
        ("cm", "kg", 1),
    ]) {
        let name = &chart["measure"];
        assert_eq!((&chart["xUnit"], &chart["yUnit"]), (&json!(x), &json!(y)), "{name}");
        assert_eq!(chart["standard"], STANDARD);
        assert!(chart.get("noPercentile").is_none());
        let series = chart["series"].as_array().unwrap();
        assert_eq!(series.len(), count, "{name}");
        let curves = chart["curves"].as_array().unwrap();
        assert!((40..=60).contains(&curves.len()), "{name} {}", curves.len());
        let number = |value: &Value| value.as_f64().unwrap();
        let (first, last) = (&curves[0], &curves[curves.len() - 1]);
        let x = number(&series[count - 1]["x"]);
        assert!((number(&first["x"])..number(&last["x"])).contains(&x), "{name}");
        for curve in curves {
            let lines = ["p3", "p15", "p50", "p85", "p97"].map(|line| number(&curve[line]));
            assert!(lines.is_sorted(), "{curve}");
        }
        // The percentile and the lines tell the same.
        let beyond = curves.iter().find(|curve| number(&curve["x"]) >= x).unwrap();
        let (y, percentile) = (&series[count - 1]["y"], number(&series[count - 1]["percentile"]));
        assert!(number(y) < number(&beyond["p97"]) && percentile < 97.0, "{name}");
        assert!(number(y) > number(&beyond["p15"]) && percentile > 15.0, "{name}");
    }
    let weights = &all[0]["series"];
    assert_eq!(
        weights[3],
        json!({
            "at": "2024-01-08T10:00:00Z", "ageInDays": 207, "ageBasis": "chronological",
            "x": 207.0, "y": 8.2, "value": 8.2, "unit": "kg", "display": "8.2 kg",
            "imperial": { "value": 18.08, "unit": "lbs", "display": "18 lbs 1 oz" },
            "percentile": 74.09, "zScore": 0.646, "standard": STANDARD, "implausible": false,
        })
    );
    let (unborn, slip) = (&weights[0], &weights[2]);
    assert_eq!((&unborn["ageInDays"], &unborn["x"]), (&json!(-14), &Value::Null));
    assert_eq!(unborn["noPercentile"], "before_birth");
    assert_eq!((&slip["value"], &slip["implausible"]), (&json!(31.0), &json!(true)));
    assert_eq!(all[4]["series"][0]["x"], 68.0);

    for measure in names {
        let one = charts(&jane, &girl, &format!("?measure={measure}")).await;
        assert_eq!(one.len(), 1);
        assert!(all.contains(&one[0]), "{measure}");
    }
    let refused = jane.get(&format!("/api/v1/children/{girl}/growth?measure=mood")).await;
    assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "measure"));

    let other = child(&jane, "other", json!({})).await;
    measure(&jane, &other, "2024-01-08", (8.2, 68.0, 43.0)).await;
    for chart in charts(&jane, &other, "").await {
        assert_eq!((&chart["curves"], &chart["noPercentile"]), (&json!([]), &json!("sex_unknown")));
        assert_eq!(chart["series"][0]["noPercentile"], "sex_unknown");
        assert!(chart["series"][0]["x"].is_number());
    }
}

#[rstest]
#[tokio::test]
async fn lengths_and_heights_stand_on_one_chart(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, "2026-01-08T12:00:00Z").await;
    let jane = gateway.parent("Jane Doe").await;
    let girl = child(&jane, "female", json!({})).await;
    measure(&jane, &girl, "2024-06-15", (9.0, 74.0, 0.0)).await;
    measure(&jane, &girl, "2025-12-15", (12.5, 90.0, 0.0)).await;
    let lying = json!({
        "childId": girl, "timestamp": "2026-01-01T10:00:00Z", "position": "lying",
        "height": { "value": 91, "unit": "cm" },
    });
    jane.post("/api/v1/activities/growth", lying).await.data(201);
    let by_length = &charts(&jane, &girl, "?measure=weight_for_length").await[0];
    let at: Vec<_> = by_length["series"].as_array().unwrap().iter().map(|it| &it["x"]).collect();
    assert_eq!(at, [&json!(73.3), &json!(90.0)], "as if it had stood then");
    let heights = &charts(&jane, &girl, "?measure=height").await[0];
    let last = &heights["series"][2];
    assert_eq!((&last["value"], &last["y"]), (&json!(91.0), &json!(90.3)));
    let days: Vec<_> = heights["curves"].as_array().unwrap().iter().map(|it| &it["x"]).collect();
    assert!(days.contains(&&json!(730.0)) && days.contains(&&json!(731.0)));
}

#[rstest]
#[tokio::test]
async fn the_graph_tells_growth_as_the_charts_do(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    const CHARTS: &str = "query($id: ID!, $measure: Measure) { child(id: $id) { \
        dueDate weeksAtBirth correctedAgeInMonths \
        currentHeadCircumference { value percentile recordedAt } currentBmi { value unit zScore } \
        weightForLength { value percentile } \
        growth(measure: $measure) { measure standard xUnit yUnit noPercentile \
            series { at ageInDays ageBasis x y value unit display imperial { value unit display } \
                percentile zScore implausible noPercentile } \
            curves { x p3 p15 p50 p85 p97 } } } }";
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let early = child(&jane, "male", json!({ "weeksAtBirth": 35 })).await;
    let other = child(&jane, "other", json!({})).await;
    for child in [&early, &other] {
        measure(&jane, child, "2023-06-20", (2.4, 45.0, 31.0)).await;
        measure(&jane, child, "2024-01-08", (7.2, 66.0, 43.0)).await;
        let told = asked(&jane, CHARTS, json!({ "id": child })).await["child"].clone();
        let rest = charts(&jane, child, "").await;
        let graph = told["growth"].as_array().unwrap();
        assert_eq!((graph.len(), rest.len()), (5, 5));
        for (graph, rest) in graph.iter().zip(&rest) {
            for field in ["measure", "standard", "xUnit", "yUnit", "noPercentile", "curves"] {
                assert_eq!(graph[field], rest[field], "{field}");
            }
            let (graph, rest) = (&graph["series"], respelt(&rest["series"]));
            for (graph, rest) in graph.as_array().unwrap().iter().zip(rest.as_array().unwrap()) {
                for (field, value) in respelt(graph).as_object().unwrap() {
                    assert_eq!(*value, rest[field], "{field}");
                }
            }
        }
        let shown = jane.get(&format!("/api/v1/children/{child}")).await.data(200);
        for field in ["dueDate", "weeksAtBirth", "correctedAgeInMonths"] {
            assert_eq!(told[field], shown[field], "{field}");
        }
        assert_eq!(told["currentBmi"]["value"], shown["currentBmi"]["value"]);
        let (head, now) = (&told["currentHeadCircumference"], &shown["currentHeadCircumference"]);
        assert_eq!((&head["value"], &head["percentile"]), (&now["value"], &now["percentile"]));
        let (graph, rest) = (&told["weightForLength"], &shown["weightForLength"]);
        assert_eq!(graph["percentile"], rest["percentile"]);
    }
    let one = asked(&jane, CHARTS, json!({ "id": early, "measure": "bmi" })).await;
    assert_eq!(one["child"]["growth"].as_array().unwrap().len(), 1);
    assert_eq!(one["child"]["growth"][0]["measure"], "bmi");
}

#[rstest]
#[tokio::test]
async fn growth_is_for_those_who_may_see_reports(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let gateway = Gateway::start_at(on, NOW).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let gran = gateway.parent("Gran Doe").await;
    jane.welcome(&gran, "viewer", Some(json!({ "canViewReports": false }))).await;
    let girl = child(&jane, "female", json!({})).await;
    measure(&jane, &girl, "2024-01-08", (8.2, 68.0, 43.0)).await;
    let graph = "query($id: ID!) { child(id: $id) { growth { measure } } }";
    for (person, status, code) in [(&eve, 404, "NOT_FOUND"), (&gran, 403, "FORBIDDEN")] {
        for path in ["growth", "growth.svg?measure=weight"] {
            let reply = person.get(&format!("/api/v1/children/{girl}/{path}")).await;
            assert_eq!(reply.refusal(), (status, code, ""), "{path}");
        }
        assert_eq!(refused(person, graph, json!({ "id": girl })).await, code);
    }
    let shown = gran.get(&format!("/api/v1/children/{girl}")).await.data(200);
    for field in ["currentHeadCircumference", "currentBmi", "weightForLength"] {
        assert!(shown.get(field).is_none(), "{field}");
    }
}

#[rstest]
#[tokio::test]
async fn a_chart_is_a_picture_in_the_language_of_whoever_looks(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let girl = child(&jane, "female", json!({ "name": "Emma <& Co>" })).await;
    let picture = async |person: &Person<'_>, child: &str, measure: &str| {
        let path = format!("/api/v1/children/{child}/growth.svg?measure={measure}");
        let response = person.call(Method::GET, &path).send().await.unwrap();
        assert_eq!(response.status(), 200);
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-type"), "image/svg+xml");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("cache-control").starts_with("private"));
        let text = response.text().await.unwrap();
        assert!(
            text.starts_with("<svg ") && text.ends_with("</svg>\n") && !text.contains("script")
        );
        text
    };
    let empty = picture(&jane, &girl, "weight").await;
    assert!(empty.contains("Nothing was measured yet") && !empty.contains("<circle"));
    for (at, weight) in [("2023-07-15", 4.1), ("2023-10-01", 31.0), ("2024-01-08", 8.2)] {
        measure(&jane, &girl, at, (weight, 0.0, 0.0)).await;
    }
    let drawn = picture(&jane, &girl, "weight").await;
    assert!(drawn.contains("Emma &lt;&amp; Co&gt;") && !drawn.contains("<& Co"));
    assert_eq!(drawn.matches(r#"class="point""#).count(), 2);
    assert_eq!(drawn.matches(r#"class="slip""#).count(), 1, "a slip is hollow");
    assert_eq!(drawn.matches(r#"class="child""#).count(), 1);
    for percent in [3, 15, 50, 85, 97] {
        assert!(drawn.contains(&format!(">{percent}</text>")), "{percent}");
    }
    for (locale, title, age) in [
        ("en-US", "Weight", "Age in months"),
        ("es-MX", "Peso", "Edad en meses"),
        ("fr-CA", "Poids", "Âge en mois"),
        ("pt-BR", "Peso", "Idade em meses"),
        ("zh-CN", "体重", "月龄"),
    ] {
        let drawn = picture(&jane.speaking(locale), &girl, "weight").await;
        assert!(drawn.contains(&format!(">{title}</text>")), "{locale}");
        assert!(drawn.contains(&format!(">{age}</text>")), "{locale}");
        assert!(drawn.contains(&format!("lang=\"{locale}\"")));
    }
    let other = child(&jane, "other", json!({})).await;
    measure(&jane, &other, "2024-01-08", (8.2, 68.0, 43.0)).await;
    for measure in ["weight", "height", "head_circumference", "bmi", "weight_for_length"] {
        let drawn = picture(&jane, &other, measure).await;
        assert!(drawn.contains("Without lines") && !drawn.contains(r#"class="line"#));
        assert_eq!(drawn.matches(r#"class="point""#).count(), 1, "{measure}");
    }
    for query in ["", "?measure=mood"] {
        let refused = jane.get(&format!("/api/v1/children/{girl}/growth.svg{query}")).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "measure"));
    }
}

#[rstest]
#[tokio::test]
async fn charts_cost_the_same_however_much_was_measured_of_however_many(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, NOW).await;
    let jane = gateway.parent("Jane Doe").await;
    let girl = child(&jane, "female", json!({})).await;
    let query = "query($id: ID!) { family(id: $id) { children { currentBmi { value } \
        growth { series { zScore } } milestones { achieved { id } upcoming { id } } } } }";
    let mut costs = Vec::new();
    for round in 0..3 {
        for day in 0..round * 3 {
            let more = child(&jane, "male", json!({})).await;
            for child in [&girl, &more] {
                measure(&jane, child, &format!("2024-01-0{}", day + 1), (8.0, 68.0, 43.0)).await;
            }
        }
        let moved = json!({ "name": format!("Doe {round}") });
        jane.patch(&format!("/api/v1/families/{}", jane.family), moved).await.data(200);
        gateway.settled().await;
        gateway.forget().await;
        // The first asks for what is remembered afterwards.
        jane.get("/api/v1/milestones").await.data(200);
        let body = json!({ "query": query, "variables": { "id": jane.family } });
        let calls = [
            jane.call(Method::GET, &format!("/api/v1/children/{girl}/growth")),
            jane.call(Method::POST, "/graphql").json(&body),
        ];
        let mut cost = Vec::new();
        for call in calls {
            let before = gateway.served();
            assert_eq!(send(call).await.status, 200);
            cost.push(gateway.served() - before);
        }
        costs.push(cost);
    }
    assert!(costs.iter().all(|cost| *cost == costs[0]), "{costs:?}");
    assert!(costs[0].iter().all(|cost| *cost <= 8), "{costs:?}");
}
