//! What the assistant says of a child, and around what the library says.

use chrono::TimeDelta;
use domain::{Kind, Locale};

use super::{args, between, phrase, say, time_at};
mod speech;

use speech::Speech;

use crate::{
    library::{Text, Topic},
    usecases::assistant::known::Known,
};

/// How many facts of a kind are told at most: an answer is read with one hand.
const MOST: usize = 4;

/// What is known of a child that bears on a topic, in sentences; the ones that say most first.
pub(crate) fn facts(locale: Locale, known: &Known, topic: Topic) -> Vec<String> {
    let speech = Speech { locale, known };
    let mut told = match topic {
        Topic::Sleep | Topic::Crying | Topic::Routines => speech.sleep(),
        Topic::Feeding => speech.feeding(),
        Topic::Diapers if known.context.recent_activities => {
            speech.changed().into_iter().chain(speech.diapers()).collect()
        }
        Topic::Growth => speech.growth(),
        Topic::Development => speech.development(),
        Topic::Health => speech.health(),
        Topic::Diapers | Topic::Safety | Topic::Parents => Vec::new(),
    };
    told.truncate(MOST);
    if told.is_empty()
        && known.context.recent_activities
        && matches!(topic, Topic::Sleep | Topic::Feeding | Topic::Diapers)
    {
        told.push(speech.say_of("assistant-nothing-logged"));
    }
    if known.context.development && !matches!(topic, Topic::Parents) {
        told.insert(0, speech.age());
    }
    told
}

/// What to do that follows from what is known of the child.
pub(crate) fn suggestion(locale: Locale, known: &Known, topic: Topic) -> Option<String> {
    let (_, predictions) = known.habits.as_ref()?;
    let (id, at) = match topic {
        Topic::Sleep | Topic::Crying if known.clock.is_night(predictions.nap.at) => {
            ("assistant-suggest-bedtime", predictions.bedtime.at)
        }
        Topic::Sleep | Topic::Crying => ("assistant-suggest-nap", predictions.nap.at),
        Topic::Routines => ("assistant-suggest-bedtime", predictions.bedtime.at),
        _ => return None,
    };
    // What is due already, or not today, is nothing to aim for.
    let ahead = (known.now + TimeDelta::minutes(10))..(known.now + TimeDelta::hours(12));
    if !ahead.contains(&at) {
        return None;
    }
    let time = time_at(locale, known.clock, at);
    Some(say(locale, id, &args!["name" => known.name(), "time" => time]))
}

/// What a child did last of a kind, of what can be asked for in a sentence.
pub(crate) fn last(locale: Locale, known: &Known, kind: Kind) -> Option<String> {
    let speech = Speech { locale, known };
    let told = match kind {
        Kind::Feeding => speech.fed(),
        Kind::Sleep => speech.slept(),
        Kind::Diaper => speech.changed().into_iter().chain(speech.diapers()).collect(),
        Kind::Temperature => speech.health(),
        Kind::Growth if known.growth.is_some() => speech.growth(),
        _ => return None,
    };
    let nothing = || speech.say_of("assistant-nothing-logged");
    Some(if told.is_empty() { nothing() } else { told.join(between(locale)) })
}

/// An answer: the facts, and the beginning of an article.
pub(crate) fn answer(locale: Locale, facts: &[String], text: &Text) -> String {
    let lead = text.paragraphs.first().copied().unwrap_or_default();
    let from = say(locale, "assistant-from-library", &args!["title" => text.title]);
    let between = between(locale);
    let library = format!("{from}{between}{lead}");
    if facts.is_empty() {
        return library;
    }
    let based_on = phrase(locale, "assistant-based-on");
    format!("{based_on}{between}{}\n\n{library}", facts.join(between))
}

/// That there is no answer; what is known of the child all the same.
pub(crate) fn unknown(locale: Locale, facts: &[String]) -> String {
    if facts.is_empty() {
        return phrase(locale, "assistant-unknown");
    }
    let but = phrase(locale, "assistant-unknown-but");
    let between = between(locale);
    format!("{but}{between}{}", facts.join(between))
}
