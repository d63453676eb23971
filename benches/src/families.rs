//! The families that the load comes from, made over REST.

use std::{net::SocketAddr, time::SystemTime};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use futures_util::{StreamExt, TryStreamExt, future::try_join_all, stream};
use serde_json::{Value, json};

use crate::{
    Result,
    client::{Call, Client, get, post},
};

const MEMBERS: usize = 4;
const CHILDREN: [&str; 3] = ["Ida", "Jon", "Kim"];
/// How many families a parent has who has several, and how many parents come at once.
const ROOMS: usize = 5;
const AT_ONCE: usize = 8;
/// How many activities each child of the [`Home`] has, one an hour.
const HISTORY: usize = 1000;
/// After how many hours a child is measured, and reaches a milestone, again.
const RARELY: usize = 60;

/// Makes a family of one parent and one child, and gives the call that logs a feeding in it.
pub(crate) async fn logging(address: SocketAddr, number: usize) -> Result<Call> {
    let mut parent = Person::register(address, &format!("logging{number}")).await?;
    let child = parent.add_child(CHILDREN[0]).await?;
    let log = parent.log(&child, 0)?;
    parent.client.ask(log.clone()).await?;
    Ok(log)
}

/// A family that is listened to.
#[derive(Clone)]
pub(crate) struct Room {
    pub(crate) family: String,
    pub(crate) child: String,
    /// The token of its parent.
    pub(crate) token: String,
}

/// Makes so many families; their parents, who have a few each, are named with this word.
pub(crate) async fn rooms(address: SocketAddr, word: &str, count: usize) -> Result<Vec<Room>> {
    let parents = (0..count.div_ceil(ROOMS)).map(|number| async move {
        let mut parent = Person::register(address, &format!("{word}{number}")).await?;
        let mut rooms = Vec::new();
        for _ in 0..ROOMS.min(count - number * ROOMS) {
            if !rooms.is_empty() {
                let made = parent.ask("/api/v1/families", &json!({"name": word})).await?;
                parent.family = text(&made["id"])?;
            }
            let (child, token) = (parent.add_child(CHILDREN[0]).await?, parent.token.clone());
            rooms.push(Room { family: parent.family.clone(), child, token });
        }
        Result::<_>::Ok(rooms)
    });
    let made: Vec<_> = stream::iter(parents).buffer_unordered(AT_ONCE).try_collect().await?;
    Ok(made.into_iter().flatten().collect())
}

/// A family with history, for reading.
pub(crate) struct Home {
    parent: Person,
    child: String,
}

impl Home {
    /// Makes the family and lets its members log its history in turns.
    pub(crate) async fn make(address: SocketAddr) -> Result<Self> {
        let names = (0..MEMBERS).map(|number| format!("home{number}"));
        let registering = names.map(async |name| Person::register(address, &name).await);
        let mut members = try_join_all(registering).await?;
        let (parent, others) = members.split_first_mut().ok_or("nobody is in the family")?;
        for other in others {
            let invitation =
                json!({"familyId": parent.family, "email": other.email, "role": "parent"});
            let made = parent.ask("/api/v1/families/invite", &invitation).await?;
            other.ask("/api/v1/families/join", &json!({"shareCode": made["shareCode"]})).await?;
        }
        let mut children = Vec::new();
        for name in CHILDREN {
            children.push(parent.add_child(name).await?);
        }
        let members_log = members.iter_mut().enumerate().map(async |(turn, member)| {
            for hour in 0..HISTORY {
                for (number, child) in children.iter().enumerate() {
                    if (hour + number) % MEMBERS == turn {
                        member.client.ask(member.log(child, hour)?).await?;
                    }
                }
            }
            Result::<_>::Ok(())
        });
        try_join_all(members_log).await?;
        let mut home = Self { parent: members.swap_remove(0), child: children.swap_remove(0) };
        home.check().await?;
        Ok(home)
    }

    /// Makes sure that what will be read is there.
    async fn check(&mut self) -> Result<()> {
        let page = self.parent.client.ask(self.list()?).await?;
        let dashboard = self.parent.client.ask(self.dashboard()?).await?;
        let reported = self.parent.client.ask(self.weekly_report()?).await?;
        let pulled = self.parent.client.ask(self.pull()?).await?;
        let (family, report) = (&dashboard["family"], &reported["child"]["weeklyReport"]);
        let long = |value: &Value, most| value.as_array().is_some_and(|list| list.len() == most);
        let whole = page["cursor"]["total"] == HISTORY
            && long(&page["activities"], 20)
            && long(&pulled["changes"], 500)
            && pulled["cursor"]["hasMore"] == true
            && long(&family["children"], CHILDREN.len())
            && long(&family["members"], MEMBERS)
            && long(&family["members"][0]["recentActivities"], 5)
            && tells_a_week(report);
        if whole { Ok(()) } else { Err(format!("not as it was made: {dashboard} {report}").into()) }
    }

    /// Lists the latest activities of a child.
    pub(crate) fn list(&self) -> Result<Call> {
        let path = format!("/api/v1/activities?childId={}&limit=20", self.child);
        get(&path, &self.parent.token)
    }

    /// Pulls 500 changes, each of which logged an activity.
    pub(crate) fn pull(&self) -> Result<Call> {
        let path = format!("/api/v1/sync?familyId={}&cursor=100&limit=500", self.parent.family);
        get(&path, &self.parent.token)
    }

    /// Asks for the dashboard of yesterday, which is a whole day.
    pub(crate) fn dashboard(&self) -> Result<Call> {
        let variables = json!({"familyId": self.parent.family, "date": days_ago(1)});
        let query = include_str!("dashboard.graphql");
        post("/graphql", &self.parent.token, &json!({"query": query, "variables": variables}))
    }

    /// Asks for the report of a child's last seven whole days.
    pub(crate) fn weekly_report(&self) -> Result<Call> {
        let (first, last) = (days_ago(7), days_ago(1));
        let variables = json!({"childId": self.child, "startDate": first, "endDate": last});
        let query = include_str!("weekly_report.graphql");
        post("/graphql", &self.parent.token, &json!({"query": query, "variables": variables}))
    }
}

/// Somebody who is signed in.
struct Person {
    client: Client,
    email: String,
    token: String,
    family: String,
}

impl Person {
    async fn register(address: SocketAddr, name: &str) -> Result<Self> {
        let mut client = Client::connect(address).await?;
        let email = format!("{name}@example.org");
        let body = json!({"email": email, "password": "plum-anchor-velvet-9", "name": name});
        let made = client.ask(post("/api/v1/auth/register", "", &body)?).await?;
        let token = text(&made["tokens"]["accessToken"])?;
        Ok(Self { client, email, token, family: text(&made["family"]["id"])? })
    }

    async fn ask(&mut self, path: &str, body: &Value) -> Result<Value> {
        self.client.ask(post(path, &self.token, body)?).await
    }

    async fn add_child(&mut self, name: &str) -> Result<String> {
        let birth = days_ago(30 * 7);
        let child =
            json!({"familyId": self.family, "name": name, "birthDate": birth, "gender": "female"});
        text(&self.ask("/api/v1/children", &child).await?["id"])
    }

    /// Logs what happened so many hours ago: by turns a feeding, a nap and a diaper, and now and then a measuring or a
    /// milestone instead.
    fn log(&self, child: &str, hours: usize) -> Result<Call> {
        let minutes = i64::try_from(hours)? * 60 + 30;
        let (start, end) = (minutes_ago(minutes), minutes_ago(minutes - 20));
        let (route, mut body) = match (hours % RARELY, hours % 3) {
            (20, _) => {
                // It gains 12 g a day.
                let weight = json!({"value": 8000 - hours / 2, "unit": "g"});
                ("growth", json!({"timestamp": start, "weight": weight}))
            }
            (50, _) => ("milestone", json!({"timestamp": start, "milestone": "babbles"})),
            (_, 0) => {
                let details = json!({"amount": 120, "unit": "ml", "foodType": "formula"});
                ("feeding", json!({"type": "bottle", "startTime": start, "details": details}))
            }
            (_, 1) => ("sleep", json!({"type": "nap", "startTime": start, "endTime": end})),
            _ => ("diaper", json!({"type": "wet", "timestamp": start})),
        };
        body["childId"] = child.into();
        post(&format!("/api/v1/activities/{route}"), &self.token, &body)
    }
}

/// Whether a report has seven days full of feedings, a measuring and milestones.
fn tells_a_week(report: &Value) -> bool {
    let (days, milestones) = (&report["feeding"]["dailyTotals"], &report["milestones"]);
    let fed = |day: &Value| day["numberOfFeedings"].as_u64() >= Some(7);
    days.as_array().is_some_and(|days| days.len() == 7 && days.iter().all(fed))
        && report["growth"]["measurements"][0]["percentiles"]["weight"].is_number()
        && milestones["achieved"][0]["name"].is_string()
        && milestones["upcoming"][0]["name"].is_string()
}

fn text(value: &Value) -> Result<String> {
    Ok(value.as_str().ok_or("the answer lacks a text")?.into())
}

/// A day as it goes over the wire, in UTC as the families have it.
fn days_ago(days: i64) -> String {
    (now() - TimeDelta::days(days)).date_naive().to_string()
}

/// A time as it goes over the wire.
pub(crate) fn minutes_ago(minutes: i64) -> String {
    wire(now() - TimeDelta::minutes(minutes))
}

/// A moment as it goes over the wire.
pub(crate) fn wire(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// The time now.
pub(crate) fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}
