//! What a language model is told of the child that somebody asks about, and what it may look up: nothing but that child, read with
//! the rights of who asks. Nothing here changes anything, whatever a model calls it with.

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Activity, Actor, Details, FamilyClock, Gender, Kind, Locale, Measurement, Prediction, Quantity,
    Result, Unit, Word,
};
use serde_json::{Value, json};

use super::known::{self, Context, Known};
use crate::{
    App,
    backends::model::Tool,
    language,
    library::{self, Question},
    usecases::{
        activities::{self, Bound, List},
        growth::{Current, Measured},
        rhythms::KnownPatterns,
    },
};

/// How many activities are told at once.
const MOST: u64 = 100;
/// How far back they can be looked up, in hours.
const FARTHEST: i64 = 14 * 24;

/// Everything, whatever the context holds: what is looked up was asked for.
const ALL: Context = Context { recent_activities: true, patterns: true, development: true };

/// What a model may call: what a child has, if there is one, and the library.
pub(super) fn list(child: bool) -> &'static [Tool] {
    if child { &TOOLS } else { &TOOLS[..1] }
}

static TOOLS: LazyLock<Vec<Tool>> = LazyLock::new(|| {
    let nothing = || json!({ "type": "object", "properties": {}, "additionalProperties": false });
    vec![
        Tool {
            name: "search_library",
            description: "Articles of the built-in library for parents that answer a question, with their text.",
            parameters: json!({
                "type": "object",
                "properties": { "query": { "type": "string", "description": "In the language of the question." } },
                "required": ["query"],
                "additionalProperties": false,
            }),
        },
        Tool {
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
        },
        Tool {
            name: "patterns",
            description: "How the child sleeps and eats by habit, over the last two weeks, and what comes next.",
            parameters: nothing(),
        },
        Tool {
            name: "growth_and_development",
            description: "The child's age, its latest measures with WHO percentiles, and the milestones before it.",
            parameters: nothing(),
        },
    ]
});

/// What is told to a call.
pub(super) async fn call(
    app: &App,
    actor: &Actor,
    locale: Locale,
    known: Option<&Known>,
    name: &str,
    arguments: &Value,
) -> Value {
    let told = match (name, known) {
        ("search_library", _) => Ok(searched(locale, known, arguments)),
        ("recent_activities", Some(known)) => recent(app, actor, known, arguments).await,
        ("patterns", Some(known)) => anew(app, actor, known).await.map(|known| habits(&known)),
        ("growth_and_development", Some(known)) => {
            anew(app, actor, known).await.map(|known| development(&known))
        }
        _ => return json!({ "error": "there is no such tool" }),
    };
    told.unwrap_or_else(|error| {
        crate::error::log_if_internal(&error);
        json!({ "error": error.code() })
    })
}

/// All that is known of the child.
async fn anew(app: &App, actor: &Actor, known: &Known) -> Result<Known> {
    known::of(app, actor, known.child.id, ALL).await
}

/// What a model is told from the start: what the context has.
pub(super) fn facts(known: &Known) -> Value {
    let Known { context, .. } = known;
    let activities = context.recent_activities.then(|| {
        let of_day = known.last_day().map(|it| activity(it, known.clock));
        of_day.collect::<Vec<_>>()
    });
    let night = known
        .last_night()
        .filter(|_| context.recent_activities)
        .map(|night| json!({ "hours": hours(night.slept), "wakings": night.wakings }));
    json!({
        "now": local(known.clock, known.now),
        "child": known.name(),
        "development": context.development.then(|| development(known)),
        "lastNight": night,
        "last24Hours": activities,
        "habits": habits(known),
    })
}

fn development(known: &Known) -> Value {
    let profile = &known.child.profile;
    let gender = match profile.gender {
        Gender::Male => Some("boy"),
        Gender::Female => Some("girl"),
        Gender::Other => None,
    };
    let upcoming = known.upcoming.iter().map(|it| language::skill(Locale::EnUs, it));
    json!({
        "ageInMonths": known.months(),
        "ageInWeeks": (known.today() - profile.birth.date).num_days().max(0) / 7,
        "bornPreterm": profile.birth.preterm().is_some(),
        "sex": gender,
        "allergies": profile.allergies,
        "measures": known.growth.as_ref().map(|growth| measures(known.clock, growth)),
        "upcomingMilestones": upcoming.collect::<Vec<_>>(),
    })
}

fn measures(clock: FamilyClock, growth: &Current) -> Value {
    json!({
        "weight": growth.weight.as_ref().map(|it| measure(clock, it)),
        "height": growth.height.as_ref().map(|it| measure(clock, it)),
        "headCircumference": growth.head.as_ref().map(|it| measure(clock, it)),
    })
}

fn measure<U: Unit>(clock: FamilyClock, measured: &Measured<Quantity<U>>) -> Value {
    let Measurement { display, imperial, .. } = measured.value.measurement();
    json!({
        "value": display,
        "imperial": imperial.display,
        "date": clock.date(measured.at),
        "percentile": measured.assessed.as_ref().ok().map(|assessed| assessed.percentile),
    })
}

fn habits(known: &Known) -> Value {
    let Some((KnownPatterns { patterns, unit, .. }, next)) = &known.habits else {
        return Value::Null;
    };
    let name = known.name();
    let proven = patterns.habits.iter().map(|it| language::habit(Locale::EnUs, name, it));
    let at = |prediction: &Prediction| json!({ "at": local(known.clock, prediction.at), "confidence": prediction.confidence });
    json!({
        "daysWithSleepLogged": patterns.days,
        "nightSleepHours": patterns.night_sleep,
        "daySleepHours": patterns.day_sleep,
        "bestBedtime": patterns.optimal_bedtime.map(|it| it.format("%H:%M").to_string()),
        "wakeWindowsMinutes": patterns.wake_windows,
        "nights": patterns.trend.word(),
        "dailyIntake": patterns.intake.map(|it| format!("{} {}", it.amount(*unit).round(), unit.word())),
        "hoursBetweenFeedings": patterns.feeding_intervals,
        "proven": proven.collect::<Vec<_>>(),
        "nextNap": at(&next.nap),
        "nextFeeding": at(&next.feeding),
        "nextBedtime": at(&next.bedtime),
    })
}

async fn recent(app: &App, actor: &Actor, known: &Known, arguments: &Value) -> Result<Value> {
    let hours = arguments["hours"].as_i64().unwrap_or(48).clamp(1, FARTHEST);
    let kind = match arguments["type"].as_str() {
        Some(word) => Some(Kind::parse("type", word)?),
        None => None,
    };
    let from = Some(Bound::Instant(app.now() - TimeDelta::hours(hours)));
    let child = known.child.id;
    let list = List { child, kind, from, until: None, after: None, limit: MOST };
    let page = activities::list(app, actor, list).await?;
    let told = page.activities.iter().map(|shown| activity(&shown.activity, known.clock));
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

/// An activity; what people typed stands apart from what is known.
fn activity(activity: &Activity, clock: FamilyClock) -> Value {
    let Activity { details, start, end, paused, notes, .. } = activity;
    let minutes = end.map(|end| (end - *start - *paused).num_minutes());
    json!({
        "type": details.kind().word(),
        "at": local(clock, *start),
        "minutes": minutes,
        "goesOn": end.is_none() && details.kind() == Kind::Sleep,
        "details": shown(details),
        "typedByFamily": notes,
    })
}

fn shown(details: &Details) -> Value {
    let word = |word: Option<&'static str>| word.map_or(Value::Null, Value::from);
    match details {
        Details::Feeding(it) => json!({
            "method": it.method.word(),
            "side": word(it.side.map(Word::word)),
            "amount": it.amount.map(|it| it.volume.measurement().display),
            "food": word(it.food.map(Word::word)),
        }),
        Details::Sleep(it) => json!({
            "kind": it.kind.word(),
            "quality": word(it.quality.map(Word::word)),
        }),
        Details::Diaper(it) => json!({
            "contents": it.contents.word(),
            "consistency": word(it.consistency.map(Word::word)),
            "color": word(it.color.map(Word::word)),
            "rash": it.has_rash,
        }),
        Details::Growth(it) => json!({
            "weight": it.weight.map(|it| it.measurement().display),
            "height": it.height.map(|it| it.measurement().display),
            "headCircumference": it.head.map(|it| it.measurement().display),
        }),
        Details::Temperature(it) => json!({ "temperature": it.temperature.measurement().display }),
        Details::Medication(it) => json!({ "medicine": it.name }),
        Details::Pumping(it) => {
            json!({ "amount": it.amount.map(|it| it.volume.measurement().display) })
        }
        Details::Milestone(it) => json!({ "milestone": language::milestone(Locale::EnUs, it) }),
        Details::Bath | Details::TummyTime | Details::Note => Value::Null,
    }
}

fn local(clock: FamilyClock, at: DateTime<Utc>) -> String {
    at.with_timezone(&clock.zone).format("%Y-%m-%d %H:%M").to_string()
}

fn hours(length: TimeDelta) -> f64 {
    f64::from(i32::try_from(length.num_minutes()).unwrap_or(i32::MAX)) / 60.0
}
