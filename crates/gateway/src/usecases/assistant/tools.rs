//! What a language model may look up: of the child that somebody asks about and of no other, read with the rights of who asks, and
//! only what they let it know. Nothing here changes anything, whatever a model calls it with.

use chrono::TimeDelta;
use domain::{Kind, Locale, Result, Word};
use serde_json::{Value, json};

use super::{answers::Asking, facts, known::Known};
use crate::{
    backends::model::Tool,
    library::{self, Question},
    usecases::activities::{self, Bound, List},
};

/// How far back activities can be looked up, in hours.
const FARTHEST: i64 = 14 * 24;

/// What a model may call.
pub(super) fn list(known: Option<&Known>) -> Vec<Tool> {
    let mut tools = vec![Tool {
        name: "search_library",
        description: "Articles of the built-in library for parents that answer a question, with their text.",
        parameters: json!({
            "type": "object",
            "properties": { "query": { "type": "string", "description": "In the language of the question." } },
            "required": ["query"],
            "additionalProperties": false,
        }),
    }];
    if known.is_some_and(|known| known.context.recent_activities) {
        tools.push(Tool {
            name: "recent_activities",
            description: "What was logged of the child, the latest first; times are local.",
            parameters: json!({
                "type": "object",
                "properties": {
                    "hours": { "type": "integer", "minimum": 1, "maximum": FARTHEST },
                    "type": { "type": "string", "enum": Kind::WORDS },
                },
                "additionalProperties": false,
            }),
        });
    }
    if known.is_some_and(|known| known.context.development) {
        tools.push(Tool {
            name: "growth_and_development",
            description: "The child's age, its latest measures with WHO percentiles, and the milestones before it.",
            parameters: json!({ "type": "object", "properties": {}, "additionalProperties": false }),
        });
    }
    tools
}

/// What is told to a call.
pub(super) async fn call(asking: &Asking<'_>, name: &str, arguments: &Value) -> Value {
    let told = match (name, asking.known) {
        ("search_library", known) => Ok(searched(asking.locale, known, arguments)),
        ("recent_activities", Some(known)) if known.context.recent_activities => {
            recent(asking, known, arguments).await
        }
        ("growth_and_development", Some(known)) if known.context.development => {
            Ok(facts::development(known))
        }
        _ => return json!({ "error": "there is no such tool" }),
    };
    told.unwrap_or_else(|error| {
        crate::error::log_if_internal(&error);
        json!({ "error": error.code() })
    })
}

async fn recent(asking: &Asking<'_>, known: &Known, arguments: &Value) -> Result<Value> {
    let Asking { app, actor, at, .. } = *asking;
    let hours = arguments["hours"].as_i64().unwrap_or(48).clamp(1, FARTHEST);
    let kind = match arguments["type"].as_str() {
        Some(word) => Some(Kind::parse("type", word)?),
        None => None,
    };
    let from = Some(Bound::Instant(at - TimeDelta::hours(hours)));
    let child = known.child.id;
    let list = List { child, kind, from, until: None, after: None, limit: facts::MOST as u64 };
    let page = activities::list(app, actor, list).await?;
    let told = page.activities.iter().map(|shown| facts::activity(&shown.activity, known.clock));
    Ok(json!({ "activities": told.collect::<Vec<_>>(), "inAll": page.total }))
}

fn searched(locale: Locale, known: Option<&Known>, arguments: &Value) -> Value {
    let text = arguments["query"].as_str().unwrap_or_default();
    let question = Question { text, names: &[], months: known.map(Known::months) };
    let hits = library::search(locale, &question).into_iter().take(3);
    let told = hits.filter_map(|hit| {
        let (article, text) = library::find(locale, &hit.article.slug)?;
        Some(json!({ "title": text.title, "text": text.paragraphs, "source": article.source }))
    });
    json!({ "articles": told.collect::<Vec<_>>() })
}
