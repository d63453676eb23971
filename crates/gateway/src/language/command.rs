//! What became of a command, as it is told to whoever gave it, and what they are asked.

use std::iter;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use domain::{
    Details, FamilyClock, Kind, Locale, Word,
    command::{Action, Command, Doubt, Parameters, Quantified, SaidTime},
    safety::EmergencyNumbers,
};

use super::{args, date, figure, phrase, rhythm::time, safety, say};
use crate::usecases::commands::{Deed, Obeyed, Question};

/// What is to be done at once where somebody is in danger, and what was done, in a sentence, or why nothing was; nothing where
/// something is asked.
pub(crate) fn message(locale: Locale, obeyed: &Obeyed) -> Option<String> {
    let told = done(locale, obeyed);
    if obeyed.dangers.is_empty() {
        return told;
    }
    let numbers = EmergencyNumbers::of(obeyed.clock.zone, locale);
    let urgent = safety::answer(locale, &obeyed.dangers, &numbers);
    Some(iter::once(urgent).chain(told).collect::<Vec<_>>().join("\n\n"))
}

fn done(locale: Locale, obeyed: &Obeyed) -> Option<String> {
    let what = |id, what: String| say(locale, id, &args!["what" => what]);
    let at = |id, kind, at| {
        let args =
            args!["what" => kind_word(locale, kind), "time" => when(locale, obeyed.clock, at)];
        say(locale, id, &args)
    };
    Some(match &obeyed.deed {
        Deed::Asked(_) | Deed::Warned => return None,
        Deed::Logged(shown) => {
            let logged = details_word(locale, &shown.activity.details);
            what("command-logged", summary(locale, obeyed.command.as_ref(), logged))
        }
        Deed::Started(timer) => at("command-started", timer.kind, timer.start),
        Deed::Running(timer) => at("command-running", timer.kind, timer.start),
        Deed::Stopped(stopped) => {
            let timer = &stopped.timer;
            let counted = timer.counted(timer.ended_at.unwrap_or(timer.start));
            let parts = [kind_word(locale, timer.kind), length(locale, counted)];
            what("command-stopped", joined(locale, parts))
        }
        Deed::Ended(shown) => {
            let activity = &shown.activity;
            at("command-ended", activity.details.kind(), activity.end.unwrap_or(activity.start))
        }
        Deed::Told(kind, None) => what("command-never", kind_word(locale, *kind)),
        Deed::Told(kind, Some(shown)) => at("command-last", *kind, shown.activity.start),
        Deed::Undone(shown) => {
            what("command-undone", kind_word(locale, shown.activity.details.kind()))
        }
        Deed::Cancelled(timer) => what("command-cancelled", kind_word(locale, timer.kind)),
        Deed::Refused(why) => phrase(locale, &format!("command-refused-{}", why.word())),
        Deed::NothingRuns => phrase(locale, "command-nothing-runs"),
        Deed::NothingToUndo => phrase(locale, "command-nothing-to-undo"),
        Deed::NotUndone => phrase(locale, "command-not-undone"),
    })
}

/// What is asked before anything is done.
pub(crate) fn question(locale: Locale, obeyed: &Obeyed) -> Option<String> {
    let Deed::Asked(Question { doubt, .. }) = &obeyed.deed else { return None };
    let command = obeyed.command.as_ref();
    let kind = command.map(|command| action_word(locale, command)).unwrap_or_default();
    let what = || summary(locale, command, kind.clone());
    let of = |id, field: &str| say(locale, id, &args!["field" => field]);
    Some(match doubt {
        None => say(locale, "command-ask-heard", &args!["what" => what()]),
        Some(Doubt::Action) => phrase(locale, "command-ask-action"),
        Some(Doubt::Child) => phrase(locale, "command-ask-child"),
        Some(Doubt::Missing(field @ ("amount" | "type" | "time"))) => {
            phrase(locale, &format!("command-ask-missing-{field}"))
        }
        Some(Doubt::Missing(field)) => of("command-ask-missing", field),
        Some(Doubt::Implausible(field)) => of("command-ask-implausible", field),
        Some(Doubt::Contradiction(field)) => of("command-ask-contradiction", field),
        Some(Doubt::Unit(field)) => of("command-ask-unit", field),
        Some(Doubt::Time) => phrase(locale, "command-ask-time"),
        Some(Doubt::Several) => phrase(locale, "command-ask-several"),
        Some(Doubt::Medicine) => say(locale, "command-ask-medicine", &args!["what" => what()]),
        Some(Doubt::LeftOver(words)) => {
            let args = args!["words" => words.as_str(), "what" => what()];
            say(locale, "command-ask-left-over", &args)
        }
    })
}

/// What was understood, in a few words that begin with these.
fn summary(locale: Locale, command: Option<&Command>, first: String) -> String {
    let mut parts = vec![first];
    if let Some(Command { parameters, .. }) = command {
        parts.extend(quantities(locale, parameters));
        parts.extend(times(locale, parameters));
    }
    joined(locale, parts)
}

fn quantities(locale: Locale, it: &Parameters) -> impl Iterator<Item = String> {
    fn measure<U: Word>(locale: Locale, said: Option<Quantified<U>>) -> Option<String> {
        said.map(|it| format!("{} {}", figure(locale, it.number), it.unit.word()))
    }
    let named =
        |id, value: Option<String>| value.map(|value| say(locale, id, &args!["value" => value]));
    let word = |id, word: Option<&str>| word.map(|word| phrase(locale, &format!("{id}-{word}")));
    let dose = it.dose.as_ref().map(|it| format!("{} {}", figure(locale, it.number), it.unit));
    let told = [
        word("command-side", it.side.map(Word::word)),
        measure(locale, it.amount),
        word("command-food", it.food.map(Word::word)),
        measure(locale, it.weight),
        named("command-height", measure(locale, it.height)),
        named("command-head", measure(locale, it.head)),
        measure(locale, it.temperature),
        it.medicine.clone(),
        dose,
        it.notes.clone(),
        it.duration.map(|it| length(locale, it)),
    ];
    told.into_iter().flatten()
}

fn times(locale: Locale, it: &Parameters) -> Option<String> {
    let of = |said: SaidTime| {
        let at = time(locale, said.local.time());
        if said.today { at } else { day_at(locale, said.local, at) }
    };
    Some(match (it.time, it.end) {
        (Some(from), Some(to)) => {
            let to = time(locale, to.local.time());
            say(locale, "command-from-to", &args!["from" => of(from), "to" => to])
        }
        (Some(at), None) => say(locale, "command-today-at", &args!["time" => of(at)]),
        (None, Some(end)) => say(locale, "command-until", &args!["time" => of(end)]),
        (None, None) => return None,
    })
}

/// A moment on the family's clock.
fn when(locale: Locale, clock: FamilyClock, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&clock.zone).naive_local();
    day_at(locale, local, time(locale, local.time()))
}

fn day_at(locale: Locale, local: NaiveDateTime, at: String) -> String {
    say(locale, "command-day-at", &args!["date" => date(locale, local.date()), "time" => at])
}

fn length(locale: Locale, length: TimeDelta) -> String {
    let (hours, minutes) = (length.num_hours(), length.num_minutes() % 60);
    say(locale, "length", &args!["hours" => hours, "minutes" => minutes])
}

fn joined(locale: Locale, parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(&phrase(locale, "command-and"))
}

fn kind_word(locale: Locale, kind: Kind) -> String {
    phrase(locale, &format!("command-kind-{}", kind.word()))
}

/// What was logged, as closely as it is known.
fn details_word(locale: Locale, details: &Details) -> String {
    let closely = |id: &str, word: &str| phrase(locale, &format!("command-{id}-{word}"));
    match details {
        Details::Feeding(feeding) => closely("method", feeding.method.word()),
        Details::Sleep(sleep) => closely("sleep", sleep.kind.word()),
        Details::Diaper(diaper) => closely("diaper", diaper.contents.word()),
        other => kind_word(locale, other.kind()),
    }
}

/// What is to be done, likewise.
fn action_word(locale: Locale, command: &Command) -> String {
    let it = &command.parameters;
    let closely = |id: &str, word: &str| phrase(locale, &format!("command-{id}-{word}"));
    let named = command.action.kind().or(it.kind);
    match command.action {
        Action::LogFeeding => it.method.map(|it| closely("method", it.word())),
        Action::LogSleep => it.sleep.map(|it| closely("sleep", it.word())),
        Action::LogDiaper => it.contents.map(|it| closely("diaper", it.word())),
        _ => None,
    }
    .unwrap_or_else(|| named.map(|kind| kind_word(locale, kind)).unwrap_or_default())
}
