//! The families that the load comes from, made over REST.

use std::{net::SocketAddr, time::SystemTime};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use futures_util::future::try_join_all;
use serde_json::{Value, json};

use crate::{
    Result,
    client::{Call, Client, get, post},
};

const MEMBERS: usize = 4;
const CHILDREN: usize = 3;
/// How many activities each child of the [`Home`] has, one an hour.
const HISTORY: usize = 1000;

/// A family of one parent and one child, for logging.
pub(crate) struct Logging {
    token: String,
    child: String,
}

impl Logging {
    /// Makes the family, with an activity.
    pub(crate) async fn make(client: &mut Client, number: usize) -> Result<Self> {
        let (token, family) = register(client, &format!("logging{number}")).await?;
        let child = add_child(client, &token, &family, number).await?;
        let made = Self { token, child };
        client.ask(made.log()?).await?;
        Ok(made)
    }

    /// Logs a feeding.
    pub(crate) fn log(&self) -> Result<Call> {
        feeding(&self.token, &self.child, now())
    }
}

/// A family with history, for reading.
pub(crate) struct Home {
    tokens: Vec<String>,
    family: String,
    children: Vec<String>,
}

impl Home {
    /// Makes the family and lets its members log its history in turns.
    pub(crate) async fn make(address: SocketAddr) -> Result<Self> {
        let client = &mut Client::connect(address).await?;
        let (parent, family) = register(client, "home0").await?;
        let mut tokens = vec![parent.clone()];
        for number in 1..MEMBERS {
            let name = format!("home{number}");
            let (token, _) = register(client, &name).await?;
            let invitation =
                json!({"familyId": family, "email": address_of(&name), "role": "parent"});
            let invitation =
                client.ask(post("/api/v1/families/invite", &parent, &invitation)?).await?;
            let join = json!({"shareCode": invitation["shareCode"]});
            client.ask(post("/api/v1/families/join", &token, &join)?).await?;
            tokens.push(token);
        }
        let mut children = Vec::new();
        for number in 0..CHILDREN {
            children.push(add_child(client, &parent, &family, number).await?);
        }
        let home = Self { tokens, family, children };
        let members = 0..MEMBERS;
        try_join_all(members.map(|member| home.log_history(address, member))).await?;
        home.check(client).await?;
        Ok(home)
    }

    async fn log_history(&self, address: SocketAddr, member: usize) -> Result<()> {
        let client = &mut Client::connect(address).await?;
        let token = &self.tokens[member];
        let mut start = now();
        for hour in 0..HISTORY {
            start -= TimeDelta::hours(1);
            for (number, child) in self.children.iter().enumerate() {
                if (hour + number) % MEMBERS != member {
                    continue;
                }
                let call = match hour % 3 {
                    0 => feeding(token, child, start)?,
                    1 => nap(token, child, start)?,
                    _ => diaper(token, child, start)?,
                };
                client.ask(call).await?;
            }
        }
        Ok(())
    }

    /// Makes sure that what will be read is there.
    async fn check(&self, client: &mut Client) -> Result<()> {
        let page = client.ask(self.list()?).await?;
        let dashboard = client.ask(self.dashboard()?).await?;
        let family = &dashboard["family"];
        let long = |value: &Value, most| value.as_array().is_some_and(|list| list.len() == most);
        let whole = page["cursor"]["total"] == HISTORY
            && long(&page["activities"], 20)
            && long(&family["children"], CHILDREN)
            && long(&family["members"], MEMBERS)
            && long(&family["members"][0]["recentActivities"], 5);
        if whole { Ok(()) } else { Err(format!("not as it was made: {dashboard}").into()) }
    }

    /// Lists the latest activities of a child.
    pub(crate) fn list(&self) -> Result<Call> {
        let path = format!("/api/v1/activities?childId={}&limit=20", self.children[0]);
        get(&path, &self.tokens[0])
    }

    /// Asks for the dashboard of yesterday, which is a whole day.
    pub(crate) fn dashboard(&self) -> Result<Call> {
        let yesterday = (now() - TimeDelta::days(1)).date_naive();
        let body = json!({
            "query": include_str!("dashboard.graphql"),
            "variables": {"familyId": self.family, "date": yesterday.to_string()},
        });
        post("/graphql", &self.tokens[0], &body)
    }
}

/// Makes an account and gives its token and its family.
async fn register(client: &mut Client, name: &str) -> Result<(String, String)> {
    let body = json!({"email": address_of(name), "password": "plum-anchor-velvet-9", "name": name});
    let made = client.ask(post("/api/v1/auth/register", "", &body)?).await?;
    Ok((text(&made["tokens"]["accessToken"])?, text(&made["family"]["id"])?))
}

async fn add_child(
    client: &mut Client,
    token: &str,
    family: &str,
    number: usize,
) -> Result<String> {
    let birth = (now() - TimeDelta::weeks(30)).date_naive().to_string();
    let body = json!({"familyId": family, "name": format!("Child {number}"), "birthDate": birth});
    text(&client.ask(post("/api/v1/children", token, &body)?).await?["id"])
}

fn feeding(token: &str, child: &str, start: DateTime<Utc>) -> Result<Call> {
    let details = json!({"amount": 120, "unit": "ml", "foodType": "formula"});
    let body =
        json!({"childId": child, "type": "bottle", "startTime": wire(start), "details": details});
    post("/api/v1/activities/feeding", token, &body)
}

fn nap(token: &str, child: &str, start: DateTime<Utc>) -> Result<Call> {
    let end = wire(start + TimeDelta::minutes(40));
    let body = json!({"childId": child, "type": "nap", "startTime": wire(start), "endTime": end});
    post("/api/v1/activities/sleep", token, &body)
}

fn diaper(token: &str, child: &str, at: DateTime<Utc>) -> Result<Call> {
    let body = json!({"childId": child, "type": "wet", "timestamp": wire(at)});
    post("/api/v1/activities/diaper", token, &body)
}

fn address_of(name: &str) -> String {
    format!("{name}@example.org")
}

fn text(value: &Value) -> Result<String> {
    Ok(value.as_str().ok_or("the answer lacks a text")?.into())
}

fn wire(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}
