//! What is said of time, resolved to the past: the latest moment that fits and is not to come.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};

use super::super::{
    Doubt, Moment, SaidTime,
    sentence::{Clock, Day, Part},
};
use crate::NewActivity;

/// A time to come that lies so near may have been meant.
const NEAR: TimeDelta = TimeDelta::hours(1);

/// Which day and part of it a sentence speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frame {
    pub day: Option<Day>,
    pub part: Option<Part>,
}

impl Frame {
    /// That of a time, which may have its own.
    fn of(self, clock: Clock) -> Self {
        let night = |day| day == Day::Yesterday && clock.part.or(self.part) == Some(Part::Night);
        let day = clock.day.or(self.day);
        let day = day.map(|day| if night(day) { Day::LastNight } else { day });
        Self { day, part: clock.part.or(self.part) }
    }
}

impl Moment<'_> {
    /// Nothing that happened is later.
    pub(in crate::command) fn latest(&self) -> DateTime<Utc> {
        self.now + NewActivity::CLOCK_SKEW
    }

    /// An instant as the family's clock shows it.
    pub(super) fn said(&self, instant: DateTime<Utc>) -> SaidTime {
        let local = instant.with_timezone(&self.clock.zone).naive_local();
        SaidTime { instant, local, today: local.date() == self.date() }
    }

    fn date(&self) -> NaiveDate {
        self.now.with_timezone(&self.clock.zone).date_naive()
    }

    /// When a clock showed this.
    pub(super) fn when(&self, clock: Clock, frame: Frame) -> Result<SaidTime, Doubt> {
        let frame = frame.of(clock);
        let fitting = self.fitting(clock, frame);
        let found = fitting.iter().rfind(|it| **it <= self.latest()).ok_or(Doubt::Time)?;
        // At ten to three, "at three" is hardly twelve hours ago.
        let about_to_be = |it: &DateTime<Utc>| *it > self.latest() && *it <= self.now + NEAR;
        let far = self.now - *found > TimeDelta::hours(10);
        if far && frame.day.is_none() && fitting.iter().any(about_to_be) {
            return Err(Doubt::Time);
        }
        let yesterday = matches!(frame.day, Some(Day::Yesterday | Day::TwoDaysAgo));
        if yesterday && is_open(clock, frame) {
            return self.of_another_day(clock, frame);
        }
        Ok(self.said(*found))
    }

    /// "Yesterday at three" is the afternoon, as a night is said to be one; "at eight" is either.
    fn of_another_day(&self, clock: Clock, frame: Frame) -> Result<SaidTime, Doubt> {
        match clock.hour {
            1..=6 | 12 => self.when(Clock { part: Some(Part::Pm), ..clock }, frame),
            _ => Err(Doubt::Time),
        }
    }

    /// When two clocks showed these, one before the other.
    pub(super) fn between(
        &self,
        from: Clock,
        to: Clock,
        frame: Frame,
    ) -> Result<(SaidTime, SaidTime), Doubt> {
        // What is said to be last night, or of an evening, begins there; it may end in the morning.
        let late = matches!(frame.part, Some(Part::Evening | Part::Night));
        let start_frame = frame.of(from);
        let day = to.day.or(start_frame.day.filter(|day| *day == Day::Today));
        let end_frame = Frame { day, part: to.part.or(frame.part.filter(|_| !late)) };
        if start_frame.day.is_some_and(|day| matches!(day, Day::Yesterday | Day::TwoDaysAgo))
            && is_open(from, start_frame)
            && !matches!(from.hour, 1..=6 | 12)
        {
            return Err(Doubt::Time);
        }
        let ends = self.fitting(to, end_frame);
        let starts = self.fitting(from, start_frame).into_iter().rev();
        for start in starts.filter(|it| *it <= self.now) {
            let Some(end) = ends.iter().copied().find(|end| *end > start) else { continue };
            if end <= self.latest() {
                let near = end - start <= TimeDelta::hours(16);
                return if near {
                    Ok((self.said(start), self.said(end)))
                } else {
                    Err(Doubt::Time)
                };
            }
            // It is about to end, or the day before was meant.
            if end <= self.now + NEAR {
                break;
            }
        }
        Err(Doubt::Time)
    }

    /// All instants of these days at which a clock shows this, in order.
    fn fitting(&self, clock: Clock, frame: Frame) -> Vec<DateTime<Utc>> {
        let today = self.date();
        let back = |days| today.checked_sub_days(Days::new(days));
        let days = match frame.day {
            None => vec![back(2), back(1), back(0), today.succ_opt()],
            Some(Day::Today) => vec![back(0)],
            Some(Day::Yesterday) => vec![back(1)],
            Some(Day::TwoDaysAgo) => vec![back(2)],
            Some(Day::LastNight) => vec![back(1), back(0)],
        };
        let hours = hours(clock, frame.part);
        let of_day = |day: NaiveDate| {
            let at = |hour: &u32| {
                let (day, hour) = if *hour == 24 { (day.succ_opt()?, 0) } else { (day, *hour) };
                day.and_hms_opt(hour, clock.minute, 0)
            };
            hours.iter().filter_map(at).collect::<Vec<_>>()
        };
        let locals = days.into_iter().flatten().flat_map(of_day);
        let fits = |local: &chrono::NaiveDateTime| match frame.day {
            Some(Day::LastNight) => {
                if local.date() == today {
                    local.hour() < 12
                } else {
                    local.hour() >= 17
                }
            }
            _ => true,
        };
        let mut instants: Vec<_> = locals.filter(fits).map(|local| self.instant(local)).collect();
        instants.sort_unstable();
        instants.dedup();
        instants
    }

    /// Where the clock shows it twice, the later one that is not to come.
    fn instant(&self, local: chrono::NaiveDateTime) -> DateTime<Utc> {
        let later = self.clock.zone.from_local_datetime(&local).latest().map(|it| it.to_utc());
        let later = later.filter(|it| *it <= self.latest());
        later.unwrap_or_else(|| self.clock.instant(local))
    }
}

/// Whether it may be before or after noon.
fn is_open(clock: Clock, frame: Frame) -> bool {
    hours(clock, frame.part).len() > 1
}

/// The hours that a clock of 24 hours may show; 24 is midnight at the end of the day.
fn hours(clock: Clock, of_day: Option<Part>) -> Vec<u32> {
    let hour = clock.hour;
    let twelve = hour % 12;
    if clock.exact && hour != 12 && (hour > 12 || clock.part.or(of_day).is_none()) {
        return vec![hour];
    }
    match clock.part.or(of_day) {
        None if clock.exact => vec![hour],
        None if hour == 12 => vec![0, 12],
        None => vec![twelve, twelve + 12],
        Some(Part::Am) => vec![twelve],
        Some(Part::Pm | Part::Afternoon) => vec![twelve + 12],
        Some(Part::Midday) => vec![if (10..12).contains(&twelve) { twelve } else { twelve + 12 }],
        Some(Part::Evening | Part::Night) if hour == 12 => vec![24],
        // One at night is the morning's one.
        Some(part) => {
            let first = if part == Part::Evening { 4 } else { 6 };
            vec![if twelve >= first { twelve + 12 } else { twelve }]
        }
    }
}
