//! What the assistant says of a child, and around what the library says.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Activity, AgeBasis, Amount, Details, DiaperContents, Feeding, Habit, Kind, Locale, Progress,
    Quantity, Temperature, TemperatureUnit, Unit, Volume, VolumeUnit, Weight, WeightUnit, Word,
    usual_unit,
};

use super::{args, between, date, figure, habit, phrase, rhythm::time, say, skill, time_at};
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
        Topic::Diapers => speech.diapers(),
        Topic::Growth => speech.growth(),
        Topic::Development => speech.development(),
        Topic::Health => speech.health(),
        Topic::Safety | Topic::Parents => Vec::new(),
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
        Kind::Diaper => speech.diapers(),
        Kind::Temperature => speech.health(),
        Kind::Growth => speech.growth(),
        _ => return None,
    };
    let nothing = || speech.say_of("assistant-nothing-logged");
    Some(if told.is_empty() { nothing() } else { told.join(between(locale)) })
}

/// The sentences about one child.
struct Speech<'a> {
    locale: Locale,
    known: &'a Known,
}

impl Speech<'_> {
    fn sleep(&self) -> Vec<String> {
        let Self { locale, known } = *self;
        let name = known.name();
        let mut told = if known.context.recent_activities { self.slept() } else { Vec::new() };
        let Some((habits, predictions)) = &known.habits else { return told };
        let patterns = &habits.patterns;
        if let Some(night) = patterns.night_sleep {
            let args =
                args!["name" => name, "days" => patterns.days, "night" => figure(locale, night)];
            told.push(say(locale, "assistant-nights", &args));
        }
        told.extend(self.habits(Habit::is_of_sleep));
        match patterns.trend {
            Progress::Improving => told.push(phrase(locale, "assistant-nights-improving")),
            Progress::Declining => told.push(phrase(locale, "assistant-nights-declining")),
            Progress::Stable => {}
        }
        if let Some(bedtime) = patterns.optimal_bedtime {
            let args = args!["time" => time(locale, bedtime)];
            told.push(say(locale, "assistant-bedtime", &args));
        }
        told.truncate(MOST - 1);
        let (id, next) = if known.clock.is_night(predictions.nap.at) {
            ("assistant-next-bedtime", &predictions.bedtime)
        } else {
            ("assistant-next-nap", &predictions.nap)
        };
        told.push(say(locale, id, &args!["time" => self.time_at(next.at)]));
        told
    }

    /// Whether the child sleeps, and how it slept.
    fn slept(&self) -> Vec<String> {
        let Self { locale, known } = *self;
        let (name, mut told) = (known.name(), Vec::new());
        let last = known.recent.iter().find(|it| it.details.kind() == Kind::Sleep);
        if let Some(asleep) = last.filter(|it| it.end.is_none()) {
            let time = self.time_at(asleep.start);
            told.push(say(locale, "assistant-asleep", &args!["name" => name, "time" => time]));
        }
        if let Some(night) = known.last_night() {
            let (hours, minutes) = parts(night.slept);
            let args = args![
                "name" => name, "hours" => hours, "minutes" => minutes, "wakings" => night.wakings,
            ];
            told.push(say(locale, "assistant-last-night", &args));
        }
        told
    }

    fn feeding(&self) -> Vec<String> {
        let Self { locale, known } = *self;
        let mut told = Vec::new();
        if known.context.recent_activities {
            told.extend(self.fed());
        }
        let Some((_, predictions)) = &known.habits else { return told };
        told.extend(self.habits(Habit::is_of_feeding));
        told.truncate(MOST - 1);
        let args = args!["time" => self.time_at(predictions.feeding.at)];
        told.push(say(locale, "assistant-next-feeding", &args));
        told
    }

    /// When the child was fed last, and how often and how much in the last day.
    fn fed(&self) -> Vec<String> {
        let Self { locale, known } = *self;
        let fed = |activity: &Activity| match &activity.details {
            Details::Feeding(feeding) => Some((activity.start, feeding.clone())),
            _ => None,
        };
        let Some((at, last)) = known.recent.iter().find_map(fed) else { return Vec::new() };
        let (name, time) = (known.name(), self.time_at(at));
        let mut told = vec![match last.amount {
            Some(amount) => {
                let args = args!["name" => name, "time" => time, "amount" => self.amount(amount)];
                say(locale, "assistant-fed-amount", &args)
            }
            None => say(locale, "assistant-fed", &args!["name" => name, "time" => time]),
        }];
        let of_day: Vec<Feeding> = known.last_day().filter_map(fed).map(|(_, fed)| fed).collect();
        let amounts = of_day.iter().filter_map(|fed| Some(fed.amount?.volume.millilitres()));
        let total: f64 = amounts.sum();
        if of_day.is_empty() {
            return told;
        }
        told.push(if total > 0.0 {
            let total =
                Amount { volume: Volume::from_millilitres(total), unit: usual_unit(&of_day) };
            let args = args!["count" => of_day.len(), "amount" => self.amount(total)];
            say(locale, "assistant-feedings-amount", &args)
        } else {
            say(locale, "assistant-feedings", &args!["count" => of_day.len()])
        });
        told
    }

    fn diapers(&self) -> Vec<String> {
        if !self.known.context.recent_activities {
            return Vec::new();
        }
        let held = |activity: &Activity| match &activity.details {
            Details::Diaper(diaper) => Some(diaper.contents),
            _ => None,
        };
        let changed: Vec<_> = self.known.last_day().filter_map(held).collect();
        let but = |other| changed.iter().filter(|it| **it != other).count();
        let (wet, dirty) = (but(DiaperContents::Dirty), but(DiaperContents::Wet));
        let told = || say(self.locale, "assistant-diapers", &args!["wet" => wet, "dirty" => dirty]);
        if changed.is_empty() { Vec::new() } else { vec![told()] }
    }

    fn growth(&self) -> Vec<String> {
        let Self { locale, known } = *self;
        let Some(growth) = &known.growth else { return Vec::new() };
        let on = |at| date(locale, known.clock.date(at));
        let mut told = Vec::new();
        if let Some(weight) = &growth.weight {
            let (name, shown) = (known.name(), self.weight(weight.value));
            let mut args = args!["name" => name, "weight" => shown, "date" => on(weight.at)];
            let mut id = "assistant-weight";
            if let Ok(assessed) = &weight.assessed {
                id = "assistant-weight-percentile";
                args.set("percentile", figure(locale, assessed.percentile.round()));
                args.set("standard", phrase(locale, "assistant-who"));
            }
            told.push(say(locale, id, &args));
        }
        if let Some(height) = &growth.height {
            let shown = self.both(height.value);
            told.push(say(
                locale,
                "assistant-height",
                &args!["height" => shown, "date" => on(height.at)],
            ));
        }
        told
    }

    fn development(&self) -> Vec<String> {
        let names = self.known.upcoming.iter().take(3).map(|it| skill(self.locale, it));
        let names: Vec<_> = names.collect();
        let told = || say(self.locale, "assistant-upcoming", &args!["skills" => names.join("; ")]);
        if names.is_empty() { Vec::new() } else { vec![told()] }
    }

    fn health(&self) -> Vec<String> {
        let taken = |activity: &Activity| match &activity.details {
            Details::Temperature(reading) => Some((activity.start, reading.temperature)),
            _ => None,
        };
        let known = self.known;
        let last = known.recent.iter().find_map(taken).filter(|_| known.context.recent_activities);
        let told = |(at, temperature)| {
            let shown = self.temperature(temperature);
            let args = args!["temperature" => shown, "time" => self.time_at(at)];
            say(self.locale, "assistant-temperature", &args)
        };
        last.into_iter().map(told).collect()
    }

    /// How old the child is.
    fn age(&self) -> String {
        let Self { locale, known } = *self;
        let (name, child, today) = (known.name(), &known.child, known.today());
        let months = known.months();
        let corrected = child.profile.birth.counted(today).0 == AgeBasis::Corrected;
        let weeks = (today - child.profile.birth.date).num_days().max(0) / 7;
        match (corrected, weeks) {
            (true, _) => {
                say(locale, "assistant-age-corrected", &args!["name" => name, "months" => months])
            }
            (false, ..=12) => {
                say(locale, "assistant-age-weeks", &args!["name" => name, "weeks" => weeks])
            }
            _ => say(locale, "assistant-age-months", &args!["name" => name, "months" => months]),
        }
    }

    fn habits(&self, which: fn(&Habit) -> bool) -> impl Iterator<Item = String> {
        let habits = self.known.habits.iter().flat_map(|(habits, _)| &habits.patterns.habits);
        let name = self.known.name();
        // By themselves they end without one.
        let period = if self.locale == Locale::ZhCn { "。" } else { "." };
        let sentence = move |it| habit(self.locale, name, it) + period;
        habits.filter(move |it| which(it)).map(sentence)
    }

    fn say_of(&self, id: &str) -> String {
        say(self.locale, id, &args!["name" => self.known.name()])
    }

    fn time_at(&self, at: DateTime<Utc>) -> String {
        let (locale, clock) = (self.locale, self.known.clock);
        let time = time_at(locale, clock, at);
        // What was long ago has a day, too.
        if self.known.now - at < TimeDelta::hours(12) {
            return time;
        }
        let day = at.with_timezone(&clock.zone).date_naive();
        format!("{time} ({})", date(locale, day))
    }

    fn amount(&self, Amount { volume, unit }: Amount) -> String {
        let decimals = if unit == VolumeUnit::Ounce { 10.0 } else { 1.0 };
        let shown = (volume.amount(unit) * decimals).round() / decimals;
        format!("{} {}", figure(self.locale, shown), unit.word())
    }

    fn weight(&self, weight: Weight) -> String {
        self.both::<WeightUnit>(weight)
    }

    fn temperature(&self, temperature: Temperature) -> String {
        self.both::<TemperatureUnit>(temperature)
    }

    /// A quantity in both systems, the one first that is usual where the language is spoken.
    fn both<U: Unit>(&self, quantity: Quantity<U>) -> String {
        let shown = |unit: U| {
            let amount = (quantity.amount(unit) * 10.0).round() / 10.0;
            format!("{}\u{a0}{}", figure(self.locale, amount), unit.word())
        };
        let (metric, imperial) = (shown(U::METRIC), shown(U::IMPERIAL));
        if self.locale == Locale::EnUs { format!("{imperial} ({metric})") } else { metric }
    }
}

/// A length of time in hours and minutes.
fn parts(length: TimeDelta) -> (i64, i64) {
    (length.num_minutes() / 60, length.num_minutes() % 60)
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
