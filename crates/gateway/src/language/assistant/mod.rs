//! What the assistant says of a child, and around what the library says.

mod sentences;

use chrono::TimeDelta;
use domain::{Kind, Locale};

use self::sentences::Sentences;
use super::{args, between, phrase, say, time_at};
use crate::{
    library::{Text, Topic},
    usecases::assistant::known::Known,
};

/// How many facts of a kind are told at most: an answer is read with one hand.
const MOST: usize = 4;

/// What is known of a child that bears on a topic, in sentences; the ones that say most first.
pub(crate) fn facts(locale: Locale, known: &Known, topic: Topic) -> Vec<String> {
    let of = Sentences { locale, known };
    let mut told = match topic {
        Topic::Sleep | Topic::Crying | Topic::Routines => of.sleep(),
        Topic::Feeding => of.feeding(),
        Topic::Diapers if known.context.recent_activities => {
            of.changed().into_iter().chain(of.diapers()).collect()
        }
        Topic::Growth => of.growth(),
        Topic::Development => of.development(),
        Topic::Health => of.health(),
        Topic::Diapers | Topic::Safety | Topic::Parents => Vec::new(),
    };
    told.truncate(MOST);
    if told.is_empty()
        && known.context.recent_activities
        && matches!(topic, Topic::Sleep | Topic::Feeding | Topic::Diapers)
    {
        told.push(of.say_of("assistant-nothing-logged"));
    }
    if known.context.development && !matches!(topic, Topic::Parents) {
        told.insert(0, of.age());
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
    let of = Sentences { locale, known };
    let told = match kind {
        Kind::Feeding => of.fed(),
        Kind::Sleep => {
            let told = [of.asleep(), of.slept_last(), of.last_night()];
            told.into_iter().flatten().collect()
        }
        Kind::Diaper => of.changed().into_iter().chain(of.diapers()).collect(),
        Kind::Temperature => of.health(),
        Kind::Growth if known.growth.is_some() => of.growth(),
        _ => return None,
    };
    let nothing = || of.say_of("assistant-nothing-logged");
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
