//! A family that a scenario happens to.

use reqwest::Client;
use serde_json::{Value, json};

use crate::{PASSWORD, Process};

/// A family, with a parent who may log for its child.
pub(super) struct Home {
    pub(super) family: String,
    pub(super) child: String,
    pub(super) token: String,
}

impl Home {
    pub(super) async fn make(node: &Process, number: usize) -> Self {
        let client = Client::new();
        let email = format!("parent{number}@example.com");
        let body = json!({ "email": email, "password": PASSWORD, "name": "Jane Doe" });
        let made = node.post(&client, "", "/api/v1/auth/register", &body).await;
        let made = made.expect("an account");
        let (family, token) = (text(&made["family"]["id"]), text(&made["tokens"]["accessToken"]));
        let body = json!({ "familyId": family, "name": "Emma", "birthDate": "2023-06-15" });
        let child = node.post(&client, &token, "/api/v1/children", &body).await.expect("a child");
        Self { family, child: text(&child["id"]), token }
    }

    /// Holds the log against what was acknowledged, and gives the last number.
    pub(super) async fn compare(&self, node: &Process, mut acknowledged: Vec<String>) -> i64 {
        let (client, mut head, mut logged) = (Client::new(), 0, Vec::new());
        loop {
            let path = format!("/api/v1/sync?familyId={}&cursor={head}&limit=500", self.family);
            let page = node.get(&client, &self.token, &path).await;
            for change in page["changes"].as_array().expect("changes") {
                head += 1;
                assert_eq!(change["seq"], head, "the log has a hole");
                if change["kind"] == "activity-logged" {
                    logged.push(text(&change["id"]));
                }
            }
            if page["cursor"]["hasMore"] == false {
                break;
            }
        }
        acknowledged.sort_unstable();
        logged.sort_unstable();
        assert!(acknowledged == logged, "{} of {}", logged.len(), acknowledged.len());
        head
    }
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}
