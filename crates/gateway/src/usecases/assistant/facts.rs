//! What a language model is told of the child that somebody asks about, as data.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Activity, Details, FamilyClock, Gender, Kind, Locale, Measurement, Prediction, Quantity, Unit,
    Word,
};
use serde_json::{Value, json};

use super::known::Known;
use crate::{
    language,
    usecases::{
        growth::{Current, Measured},
        rhythms::KnownPatterns,
    },
};

/// How many activities are told at once.
pub(super) const MOST: usize = 60;
/// How much is told of a remark, in characters.
const LONGEST: usize = 200;

/// What a model is told from the start: what the context has.
pub(super) fn of(known: &Known) -> Value {
    let Known { context, .. } = known;
    let activities = context.recent_activities.then(|| {
        let of_day = known.last_day().take(MOST).map(|it| activity(it, known.clock));
        of_day.collect::<Vec<_>>()
    });
    let night = known
        .last_night()
        .filter(|_| context.recent_activities)
        .map(|night| json!({ "hours": hours(night.slept), "wakings": night.wakings }));
    let asleep = known.asleep().filter(|_| context.recent_activities);
    json!({
        "now": local(known.clock, known.now),
        "child": known.name(),
        "asleepSince": asleep.map(|since| local(known.clock, since)),
        "ageInMonths": context.development.then(|| known.months()),
        "lastNight": night,
        "last24Hours": activities,
        "habits": habits(known),
    })
}

pub(super) fn development(known: &Known) -> Value {
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

/// An activity; what people typed stands apart from what is known.
pub(super) fn activity(activity: &Activity, clock: FamilyClock) -> Value {
    let Activity { details, start, end, paused, notes, .. } = activity;
    let minutes = end.map(|end| (end - *start - *paused).num_minutes());
    json!({
        "type": details.kind().word(),
        "at": local(clock, *start),
        "minutes": minutes,
        "goesOn": end.is_none() && details.kind() == Kind::Sleep,
        "details": shown(details),
        "typedByFamily": notes.as_deref().map(beginning),
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

/// The beginning of a remark: nobody needs all of it to answer.
fn beginning(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn local(clock: FamilyClock, at: DateTime<Utc>) -> String {
    at.with_timezone(&clock.zone).format("%Y-%m-%d %H:%M").to_string()
}

fn hours(length: TimeDelta) -> f64 {
    f64::from(i32::try_from(length.num_minutes()).unwrap_or(i32::MAX)) / 60.0
}
