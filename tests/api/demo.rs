//! The sample family, whose reports are counted again from the list of its activities by a plain method.

use std::{collections::BTreeMap, time::Duration};

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::America::New_York;
use reqwest::Client;
use serde_json::{Value, json};
use tests::{Process, maternal};

use crate::{dashboard::FAMILY_DASHBOARD, reports::WEEKLY_REPORT};

/// A parent of the sample family.
struct Jane {
    gateway: Process,
    client: Client,
    token: String,
    family: String,
    child: String,
}

impl Jane {
    /// Signs in once the family is there with its month.
    async fn at_home(gateway: Process) -> Self {
        let client = Client::new();
        let mut jane = Self {
            gateway,
            client,
            token: String::new(),
            family: String::new(),
            child: String::new(),
        };
        let login = json!({ "email": "jane@example.com", "password": "a-month-of-naps" });
        let mut before = 0;
        for _ in 0..60 {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let session = jane.post("/api/v1/auth/login", &login).await;
            let Some(token) = session["token"].as_str() else { continue };
            token.clone_into(&mut jane.token);
            let query = json!({ "query": "{ families { id children { id } } }" });
            let family = jane.post("/graphql", &query).await["data"]["families"][0].clone();
            let Some(child) = family["children"][0]["id"].as_str() else { continue };
            child.clone_into(&mut jane.child);
            family["id"].as_str().unwrap().clone_into(&mut jane.family);
            let count = jane.activities().await.len();
            if count > 300 && count == before {
                return jane;
            }
            before = count;
        }
        panic!("the family did not come home");
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let url = format!("http://{}{path}", self.gateway.address);
        let call = self.client.post(url).bearer_auth(&self.token).json(body);
        call.send().await.unwrap().json().await.unwrap()
    }

    async fn get(&self, path: &str) -> Value {
        let url = format!("http://{}{path}", self.gateway.address);
        let call = self.client.get(url).bearer_auth(&self.token);
        call.send().await.unwrap().json::<Value>().await.unwrap()["data"].clone()
    }

    async fn graphql(&self, query: &str, variables: Value) -> Value {
        let reply = self.post("/graphql", &json!({ "query": query, "variables": variables })).await;
        assert!(reply.get("errors").is_none(), "{reply}");
        reply["data"].clone()
    }

    async fn report(&self, first: NaiveDate, last: NaiveDate) -> Value {
        let variables = json!({ "childId": self.child, "startDate": first, "endDate": last });
        self.graphql(WEEKLY_REPORT, variables).await["child"]["weeklyReport"].clone()
    }

    async fn dashboard(&self, date: NaiveDate) -> Value {
        let variables = json!({ "familyId": self.family, "date": date });
        self.graphql(FAMILY_DASHBOARD, variables).await["family"].clone()
    }

    /// All of them, page by page, the earliest first.
    async fn activities(&self) -> Vec<Value> {
        let mut all = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/api/v1/activities?childId={}&limit=100{cursor}", self.child);
            let page = self.get(&path).await;
            all.extend(page["activities"].as_array().unwrap().iter().cloned());
            let Some(next) = page["cursor"]["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        all.reverse();
        all
    }
}

fn moment(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

fn date(activity: &Value) -> NaiveDate {
    moment(&activity["timestamp"]).with_timezone(&New_York).date_naive()
}

/// Minutes after midnight on the family's wall.
fn wall(value: &Value) -> i64 {
    let time = moment(value).with_timezone(&New_York);
    i64::from(time.hour() * 60 + time.minute())
}

/// How long a sleep took, in seconds.
fn slept(activity: &Value) -> i64 {
    let whole = moment(&activity["endTime"]) - moment(&activity["timestamp"]);
    whole.num_seconds() - activity["pausedSeconds"].as_i64().unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "few seconds")]
fn hours(seconds: i64) -> f64 {
    seconds as f64 / 3600.0
}

/// Whether a told number is this one, to the hundredth that is told.
fn is(told: &Value, counted: f64) {
    let number = told.as_f64().unwrap_or_else(|| panic!("{told} is {counted}"));
    assert!((number - counted).abs() < 0.005_001, "told {told}, counted {counted}");
}

/// The activities of a kind.
fn of<'a>(all: &'a [Value], kind: &str) -> Vec<&'a Value> {
    all.iter().filter(|it| it["type"] == kind).collect()
}

fn volume(feeding: &Value) -> f64 {
    feeding["details"]["measurement"]["value"].as_f64().unwrap_or_default()
}

fn check_sleep(told: &Value, days: &[NaiveDate], all: &[Value]) {
    let sleeps = of(all, "sleep");
    let averages = told["dailyAverages"].as_array().unwrap();
    assert_eq!(averages.len(), days.len());
    for (day, row) in days.iter().zip(averages) {
        assert_eq!(row["date"], day.to_string());
        let of_kind = |kind: &str| -> i64 {
            let same = |it: &&&Value| date(it) == *day && it["details"]["type"] == kind;
            sleeps.iter().filter(same).map(|it| slept(it)).sum()
        };
        let (night, nap) = (of_kind("night"), of_kind("nap"));
        is(&row["nightHours"], hours(night));
        is(&row["napHours"], hours(nap));
        is(&row["totalHours"], hours(night + nap));
    }
    is(
        &told["patterns"]["longestStretch"],
        hours(sleeps.iter().map(|it| slept(it)).max().unwrap()),
    );
    let nights: Vec<_> = sleeps.iter().filter(|it| it["details"]["type"] == "night").collect();
    // They begin in the evening and end in the morning, so plain numbers do.
    let mut bedtimes: Vec<_> = nights.iter().map(|it| wall(&it["timestamp"])).collect();
    bedtimes.sort_unstable();
    let (count, middle) = (bedtimes.len(), bedtimes.len() / 2);
    let other = if count % 2 == 0 { bedtimes[middle - 1] } else { bedtimes[middle] };
    let median = i64::midpoint(bedtimes[middle], other);
    let near = bedtimes.iter().filter(|it| (median - 30..=median + 30).contains(*it)).count();
    let habit = (near >= 3 && near * 2 > count).then(|| clock(median));
    assert_eq!(told["patterns"]["consistentBedtime"], json!(habit));
    let wakes: i64 = nights.iter().map(|it| wall(&it["endTime"])).sum();
    let mean = wakes / i64::try_from(count).unwrap();
    let wake = told["patterns"]["averageWakeTime"].as_str().unwrap();
    assert!((mean - 1..=mean + 1).map(clock).any(|near| near == wake), "{wake} is {mean}");
}

fn clock(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn check_feeding(told: &Value, days: &[NaiveDate], all: &[Value], today: NaiveDate) {
    let feedings = of(all, "feeding");
    let totals = told["dailyTotals"].as_array().unwrap();
    assert_eq!(totals.len(), days.len());
    let mut series = Vec::new();
    let measured = feedings.iter().filter(|it| it["details"]["amount"].is_number()).count();
    for (day, row) in days.iter().zip(totals) {
        assert_eq!(row["date"], day.to_string());
        let of_day: Vec<_> = feedings.iter().filter(|it| date(it) == *day).collect();
        assert_eq!(row["numberOfFeedings"], of_day.len());
        is(&row["totalVolume"], of_day.iter().map(|it| volume(it)).sum());
        if *day < today {
            let count = f64::from(u32::try_from(of_day.len()).unwrap());
            let volume = of_day.iter().map(|it| volume(it)).sum();
            series.push(if measured * 2 >= feedings.len() { volume } else { count });
        }
    }
    assert_eq!(told["trends"]["direction"], direction(&series));

    let mut gaps = Vec::new();
    let (mut session, mut latest) = (None, None);
    for start in feedings.iter().map(|it| moment(&it["timestamp"])) {
        if latest.is_none_or(|latest| start - latest >= TimeDelta::minutes(40)) {
            gaps.extend(session.map(|session: DateTime<Utc>| (start - session).num_seconds()));
            session = Some(start);
        }
        latest = Some(start);
    }
    gaps.retain(|seconds| *seconds < 86_400);
    let count = f64::from(u32::try_from(gaps.len()).unwrap());
    is(&told["trends"]["averageInterval"], hours(gaps.iter().sum()) / count);
}

/// The trend of the numbers of some days, by the table of the normal distribution.
fn direction(series: &[f64]) -> &'static str {
    let n = series.len();
    let mut concordance = 0.0;
    let mut ties = BTreeMap::<String, f64>::new();
    for (index, one) in series.iter().enumerate() {
        *ties.entry(one.to_string()).or_default() += 1.0;
        for other in &series[index + 1..] {
            concordance +=
                if other > one { 1.0 } else { 0.0 } - if other < one { 1.0 } else { 0.0 };
        }
    }
    let spread = |count: f64| count * (count - 1.0) * (2.0 * count + 5.0);
    let bound: f64 = ties.values().map(|count| spread(*count)).sum();
    let variance = (spread(f64::from(u32::try_from(n).unwrap())) - bound) / 18.0;
    match (f64::abs(concordance) - 1.0) / variance.sqrt() {
        z if n < 7 || z <= 1.644_85 => "stable",
        _ if concordance > 0.0 => "increasing",
        _ => "decreasing",
    }
}

fn check_growth(told: &Value, all: &[Value]) {
    let measured = of(all, "growth");
    let rows = told["measurements"].as_array().unwrap();
    assert!(!rows.is_empty());
    assert_eq!(rows.len(), measured.len());
    for (row, activity) in rows.iter().zip(measured) {
        let details = &activity["details"];
        assert_eq!(row["date"], date(activity).to_string());
        assert_eq!(row["weight"], details["weight"]["value"]);
        assert_eq!(row["height"], details["height"]["value"]);
        for measure in ["weight", "height", "headCircumference"] {
            assert!(row["percentiles"][measure].is_number());
            assert_eq!(row["percentiles"][measure], details[measure]["percentile"]);
        }
    }
}

fn check_milestones(told: &Value, all: &[Value], list: &[Value]) {
    let reached = of(all, "milestone");
    let rows = told["achieved"].as_array().unwrap();
    assert!(!rows.is_empty());
    assert_eq!(rows.len(), reached.len());
    for (row, activity) in rows.iter().zip(reached) {
        let listed = list.iter().find(|it| it["id"] == activity["details"]["milestone"]);
        let name = listed.map_or(&activity["details"]["name"], |listed| &listed["name"]);
        assert_eq!(&row["name"], name);
        assert_eq!(moment(&row["achievedAt"]), moment(&activity["timestamp"]));
    }
    // Emma is seven months old.
    let ahead = list.iter().filter(|it| it["ageInMonths"] == 6 || it["ageInMonths"] == 9);
    let ahead = ahead.filter(|it| it.get("achievedAt").is_none());
    let ahead: Vec<_> =
        ahead.map(|it| json!({ "name": it["name"], "expectedBy": it["expectedBy"] })).collect();
    assert!(ahead.len() > 10);
    assert_eq!(told["upcoming"], json!(ahead));
}

fn check_dashboard(family: &Value, day: NaiveDate, all: &[Value]) {
    let summary = &family["children"][0]["todaySummary"];
    let of_day =
        |kind: &str| -> Vec<_> { of(all, kind).into_iter().filter(|it| date(it) == day).collect() };
    let last = |kind: &str| of_day(kind).last().map(|it| moment(&it["timestamp"]));
    let told = |of: &Value| of.as_str().map(|_| moment(of));
    let (feedings, sleeps) = (of_day("feeding"), of_day("sleep"));
    assert_eq!(summary["feedings"]["count"], feedings.len());
    is(&summary["feedings"]["totalAmount"], feedings.iter().map(|it| volume(it)).sum());
    assert_eq!(told(&summary["feedings"]["lastAt"]), last("feeding"));
    is(&summary["sleep"]["totalHours"], hours(sleeps.iter().map(|it| slept(it)).sum()));
    let (nights, naps): (Vec<_>, Vec<_>) =
        sleeps.into_iter().partition(|it| it["details"]["type"] == "night");
    assert_eq!(summary["sleep"]["naps"], naps.len());
    is(&summary["sleep"]["nightSleep"], hours(nights.iter().map(|it| slept(it)).sum()));
    assert_eq!(summary["diapers"]["count"], of_day("diaper").len());
    assert_eq!(told(&summary["diapers"]["lastAt"]), last("diaper"));

    assert!(!family["children"][0]["upcomingEvents"].as_array().unwrap().is_empty());
    for member in family["members"].as_array().unwrap() {
        let theirs = all.iter().rev().filter(|it| it["createdBy"] == member["id"]).take(5);
        let theirs: Vec<_> = theirs.map(|it| moment(&it["timestamp"])).collect();
        let told = member["recentActivities"].as_array().unwrap();
        let told: Vec<_> = told.iter().map(|it| moment(&it["timestamp"])).collect();
        assert_eq!((told.len(), &told), (5, &theirs));
    }
}

#[tokio::test]
async fn both_documented_queries_tell_of_the_sample_family_what_a_recount_finds() {
    let data = tempfile::tempdir().unwrap();
    let mut command = maternal(data.path());
    command.arg("demo");
    let jane = Jane::at_home(Process::start(command)).await;
    let list = jane.get(&format!("/api/v1/milestones?childId={}", jane.child)).await;
    let list = list["milestones"].as_array().unwrap();
    let newest = jane.activities().await.last().unwrap().clone();
    let today = std::cmp::max(date(&newest), date(&json!({ "timestamp": newest["createdAt"] })));
    for days_ago in [6, 30] {
        let first = today - TimeDelta::days(days_ago);
        let days: Vec<_> = first.iter_days().take_while(|day| *day <= today).collect();
        // The family lives: what is compared must be of one moment.
        let (all, report, dashboards) = loop {
            let before = jane.activities().await;
            let report = jane.report(first, today).await;
            let mut dashboards = Vec::new();
            for day in [today, today - TimeDelta::days(1)] {
                dashboards.push((day, jane.dashboard(day).await));
            }
            if jane.activities().await == before {
                break (before, report, dashboards);
            }
        };
        let within: Vec<_> = all.iter().filter(|it| date(it) >= first).cloned().collect();
        check_sleep(&report["sleep"], &days, &within);
        check_feeding(&report["feeding"], &days, &within, today);
        check_growth(&report["growth"], &within);
        check_milestones(&report["milestones"], &within, list);
        for (day, family) in dashboards {
            check_dashboard(&family, day, &all);
        }
    }
}
