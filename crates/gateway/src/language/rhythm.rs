//! Habits and predictions, as people read them.

use chrono::{DateTime, NaiveTime, Utc};
use domain::{Direction, FamilyClock, GrowthSpurt, Habit, Locale, Sign, Why, Word};

use super::{args, phrase, say};

/// A time of day as it is written where the language is spoken.
pub(crate) fn time(locale: Locale, time: NaiveTime) -> String {
    time.format(&phrase(locale, "time")).to_string()
}

/// The time of day of an instant by the clock on the family's wall, likewise.
pub(crate) fn time_at(locale: Locale, clock: FamilyClock, at: DateTime<Utc>) -> String {
    time(locale, at.with_timezone(&clock.zone).time())
}

/// The sentence of a habit of a child of this name.
pub(crate) fn habit(locale: Locale, name: &str, habit: &Habit) -> String {
    match *habit {
        Habit::LongerNights { bedtime, before, minutes } => {
            let bedtime = time(locale, bedtime);
            let args = args!["name" => name, "time" => bedtime, "minutes" => minutes];
            say(locale, if before { "habit-longer-before" } else { "habit-longer-after" }, &args)
        }
        Habit::LongerNaps { awake, less, minutes } => {
            let args = args!["name" => name, "awake" => awake, "minutes" => minutes];
            say(locale, if less { "habit-naps-awake-less" } else { "habit-naps-awake-more" }, &args)
        }
        Habit::SteadyMornings { from, to } => {
            let (from, to) = (time(locale, from), time(locale, to));
            let args = args!["name" => name, "from" => from, "to" => to];
            say(locale, "habit-steady-mornings", &args)
        }
        Habit::NightStretch(direction) => {
            say(locale, &goes("habit-night-stretch", direction), &args!["name" => name])
        }
        Habit::FeedingIntervals(direction) => {
            say(locale, &goes("habit-feeding-intervals", direction), &args!["name" => name])
        }
    }
}

fn goes(habit: &str, direction: Direction) -> String {
    format!("{habit}-{}", direction.word())
}

/// Why something is predicted for when it is.
pub(crate) fn why(locale: Locale, clock: FamilyClock, why: Why) -> String {
    let (id, at) = match why {
        Why::AwakeSince(at) => ("why-awake-since", at),
        Why::Overdue(at) => ("why-overdue", at),
        Why::AsleepSince(at) => ("why-asleep-since", at),
        Why::AfterNight(at) => ("why-after-night", at),
        Why::FedAt(at) => ("why-fed-at", at),
        Why::NotFedSince(at) => ("why-not-fed-since", at),
        Why::UsualTime => return phrase(locale, "why-usual-time"),
        Why::NothingSince(_) => return phrase(locale, "why-nothing-since"),
        Why::NothingLogged => return phrase(locale, "why-nothing-logged"),
    };
    say(locale, id, &args!["time" => time_at(locale, clock, at)])
}

/// In how many days a growth spurt is expected.
pub(crate) fn growth_spurt(locale: Locale) -> String {
    let args = args!["from" => GrowthSpurt::FROM_DAYS, "to" => GrowthSpurt::TO_DAYS];
    say(locale, "growth-spurt-expected", &args)
}

/// What goes with a growth spurt.
pub(crate) fn sign(locale: Locale, sign: Sign) -> String {
    phrase(locale, &format!("sign-{}", sign.word().replace('_', "-")))
}
