//! What is known of a child, in sentences.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Activity, AgeBasis, Amount, Details, DiaperContents, Feeding, Habit, Kind, Locale, Progress,
    Quantity, SleepKind, Unit, Volume, VolumeUnit, Word, usual_unit,
};

use super::{
    super::{args, date, figure, habit, phrase, rhythm::time, say, skill, time_at},
    MOST,
};
use crate::usecases::assistant::known::{Known, Night};

/// The sentences about one child.
pub(super) struct Sentences<'a> {
    pub(super) locale: Locale,
    pub(super) known: &'a Known,
}

impl Sentences<'_> {
    pub(super) fn sleep(&self) -> Vec<String> {
        let Self { locale, known } = *self;
        let name = known.name();
        let mut told = Vec::new();
        if known.context.recent_activities {
            told.extend(self.asleep().into_iter().chain(self.last_night()));
        }
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

    /// That the child sleeps, if it does.
    pub(super) fn asleep(&self) -> Vec<String> {
        let told = |since| {
            let args = args!["name" => self.known.name(), "time" => self.time_at(since)];
            say(self.locale, "assistant-asleep", &args)
        };
        self.known.asleep().map(told).into_iter().collect()
    }

    /// When the child slept last by day and by night, the latest first.
    pub(super) fn slept_last(&self) -> Vec<String> {
        let ended = |activity: &Activity| match &activity.details {
            Details::Sleep(sleep) => Some((sleep.kind, activity.start, activity.end?)),
            _ => None,
        };
        let (mut kinds, mut told) = (Vec::new(), Vec::new());
        for (kind, start, end) in self.known.recent.iter().filter_map(ended) {
            if kinds.contains(&kind) {
                continue;
            }
            kinds.push(kind);
            let id = match kind {
                SleepKind::Nap => "assistant-napped",
                SleepKind::Night => "assistant-slept",
            };
            let (from, until) = (self.time_at(start), self.time_at(end));
            let args = args!["name" => self.known.name(), "from" => from, "until" => until];
            told.push(say(self.locale, id, &args));
        }
        told
    }

    /// How the child slept last night.
    pub(super) fn last_night(&self) -> Vec<String> {
        let told = |night: Night| {
            let (hours, minutes) = parts(night.slept);
            let args = args![
                "name" => self.known.name(), "hours" => hours, "minutes" => minutes,
                "wakings" => night.wakings,
            ];
            say(self.locale, "assistant-last-night", &args)
        };
        self.known.last_night().map(told).into_iter().collect()
    }

    pub(super) fn feeding(&self) -> Vec<String> {
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
    pub(super) fn fed(&self) -> Vec<String> {
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
        let amounts = of_day.iter().map(|fed| Some(fed.amount?.volume.millilitres()));
        // Unless all were measured, nobody knows how much it was.
        let total: Option<f64> = amounts.sum();
        if of_day.is_empty() {
            return told;
        }
        told.push(if let Some(total) = total {
            let total =
                Amount { volume: Volume::from_millilitres(total), unit: usual_unit(&of_day) };
            let args = args!["count" => of_day.len(), "amount" => self.amount(total)];
            say(locale, "assistant-feedings-amount", &args)
        } else {
            say(locale, "assistant-feedings", &args!["count" => of_day.len()])
        });
        told
    }

    /// When a diaper was changed last.
    pub(super) fn changed(&self) -> Vec<String> {
        let last = self.known.recent.iter().find(|it| it.details.kind() == Kind::Diaper);
        let told = |changed: &Activity| {
            let args = args!["name" => self.known.name(), "time" => self.time_at(changed.start)];
            say(self.locale, "assistant-changed", &args)
        };
        last.map(told).into_iter().collect()
    }

    /// What diapers held in the last day.
    pub(super) fn diapers(&self) -> Vec<String> {
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

    pub(super) fn growth(&self) -> Vec<String> {
        let Self { locale, known } = *self;
        let Some(growth) = &known.growth else { return Vec::new() };
        let on = |at| date(locale, known.clock.date(at));
        let mut told = Vec::new();
        if let Some(weight) = &growth.weight {
            let (name, shown) = (known.name(), self.both(weight.value));
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

    pub(super) fn development(&self) -> Vec<String> {
        let names = self.known.upcoming.iter().take(3).map(|it| skill(self.locale, it));
        let names: Vec<_> = names.collect();
        let told = || say(self.locale, "assistant-upcoming", &args!["skills" => names.join("; ")]);
        if names.is_empty() { Vec::new() } else { vec![told()] }
    }

    pub(super) fn health(&self) -> Vec<String> {
        let taken = |activity: &Activity| match &activity.details {
            Details::Temperature(reading) => Some((activity.start, reading.temperature)),
            _ => None,
        };
        let known = self.known;
        let last = known.recent.iter().find_map(taken).filter(|_| known.context.recent_activities);
        let told = |(at, temperature)| {
            let shown = self.both(temperature);
            let args = args!["temperature" => shown, "time" => self.time_at(at)];
            say(self.locale, "assistant-temperature", &args)
        };
        last.into_iter().map(told).collect()
    }

    /// How old the child is.
    pub(super) fn age(&self) -> String {
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

    pub(super) fn say_of(&self, id: &str) -> String {
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
