//! A command as the use-cases take it.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Action, Command, Doubt, Moment, Quantified, SaidTime};
use crate::{
    Amount, BreastSide, Details, Diaper, Feeding, FeedingMethod, FoodType, Growth, Kind,
    Medication, Pumping, Quantity, Sides, Sleep, SleepKind, TemperatureReading, Unit,
};

/// What is to be done, in values of the domain.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Log an activity of the command's child.
    Log {
        /// What it was.
        details: Details,
        /// When it began.
        start: DateTime<Utc>,
        /// When it ended; a sleep without goes on.
        end: Option<DateTime<Utc>>,
        /// A remark.
        notes: Option<String>,
    },
    /// Start a timer.
    StartTimer {
        /// What is timed.
        kind: Kind,
        /// The side it begins with.
        side: Option<BreastSide>,
        /// When it began; absent: now.
        start: Option<DateTime<Utc>>,
    },
    /// End what goes on: the running timer of the kind, else the open sleep.
    StopTimer {
        /// Which; absent: the only one that runs.
        kind: Option<Kind>,
        /// When it ended; absent: now.
        end: Option<DateTime<Utc>>,
    },
    /// Tell when the last one of a kind was.
    Query(Kind),
    /// Delete what this person logged last, if that was a moment ago.
    Undo,
}

impl Command {
    /// What is to be done.
    ///
    /// # Errors
    /// The [`Doubt`] that keeps it from being done: something is missing, or cannot be.
    pub fn act(&self, moment: &Moment<'_>) -> Result<Act, Doubt> {
        let it = &self.parameters;
        let instant = |time: Option<SaidTime>| time.map(|time| time.instant);
        let (kind, side) = (it.kind, it.side);
        let details = match self.action {
            Action::StartTimer => {
                let kind = kind.filter(|kind| kind.is_timed()).ok_or(Doubt::Missing("type"))?;
                return Ok(Act::StartTimer { kind, side, start: instant(it.time) });
            }
            Action::StopTimer => return Ok(Act::StopTimer { kind, end: instant(it.end) }),
            Action::QueryLast => return kind.map(Act::Query).ok_or(Doubt::Missing("type")),
            Action::Undo => return Ok(Act::Undo),
            Action::LogFeeding => self.feeding()?,
            Action::LogPumping => {
                if it.amount.is_none() && it.duration.is_none() && it.end.is_none() {
                    return Err(Doubt::Missing("amount"));
                }
                let (sides, amount) = (self.sides(), self.amount()?);
                Details::Pumping(Pumping { side, sides, amount })
            }
            Action::LogSleep => {
                let (start, _) = self.span(moment)?;
                let night = moment.clock.is_night(start);
                let usual = if night { SleepKind::Night } else { SleepKind::Nap };
                let kind = it.sleep.unwrap_or(usual);
                Details::Sleep(Sleep { kind, place: None, quality: None })
            }
            Action::LogDiaper => Details::Diaper(Diaper {
                contents: it.contents.ok_or(Doubt::Missing("type"))?,
                consistency: it.consistency,
                color: it.color,
                has_rash: it.has_rash,
            }),
            Action::LogGrowth => Details::Growth(Growth {
                weight: quantity("weight", it.weight)?,
                height: quantity("height", it.height)?,
                head: quantity("headCircumference", it.head)?,
                position: None,
            }),
            Action::LogTemperature => {
                let temperature = quantity("temperature", it.temperature)?;
                let temperature = temperature.ok_or(Doubt::Missing("temperature"))?;
                Details::Temperature(TemperatureReading { temperature, site: it.site })
            }
            Action::LogMedication => {
                let name = it.medicine.clone().ok_or(Doubt::Missing("name"))?;
                let dose = it.dose.clone();
                let (dose, unit) = (dose.as_ref().map(|it| it.number), dose.map(|it| it.unit));
                Details::Medication(Medication { name, dose, unit })
            }
            Action::LogBath => Details::Bath,
            Action::LogTummyTime => Details::TummyTime,
            Action::LogNote => Details::Note,
        };
        if matches!(&details, Details::Growth(it) if *it == Growth::default()) {
            return Err(Doubt::Missing("weight"));
        }
        let (start, end) = self.span(moment)?;
        Ok(Act::Log { details, start, end, notes: it.notes.clone() })
    }

    fn feeding(&self) -> Result<Details, Doubt> {
        let it = &self.parameters;
        let solid = it.food == Some(FoodType::Puree);
        let told = it.amount.is_some() || it.food.is_some();
        let method = match it.method {
            Some(method) => method,
            None if it.side.is_some() => FeedingMethod::Breast,
            None if solid => FeedingMethod::Solid,
            None if told => FeedingMethod::Bottle,
            None => return Err(Doubt::Missing("amount")),
        };
        let (sides, amount) = (self.sides(), self.amount()?);
        Ok(Details::Feeding(Feeding { method, side: it.side, sides, amount, food: it.food }))
    }

    fn amount(&self) -> Result<Option<Amount>, Doubt> {
        let said = self.parameters.amount;
        let volume = quantity("amount", said)?;
        Ok(volume.zip(said).map(|(volume, said)| Amount { volume, unit: said.unit }))
    }

    fn sides(&self) -> Option<Sides> {
        let it = &self.parameters;
        let zero = TimeDelta::zero();
        let of_one = || match (it.side?, it.duration?) {
            (BreastSide::Left, left) => Some(Sides { left, right: zero }),
            (BreastSide::Right, right) => Some(Sides { left: zero, right }),
            (BreastSide::Both, _) => None,
        };
        it.sides.map(|(left, right)| Sides { left, right }).or_else(of_one)
    }

    /// When it began and ended. What is told to have lasted, and of no time, has just ended.
    fn span(&self, moment: &Moment<'_>) -> Result<(DateTime<Utc>, Option<DateTime<Utc>>), Doubt> {
        let it = &self.parameters;
        let instant = |time: Option<SaidTime>| time.map(|time| time.instant);
        let (start, end) = match (instant(it.time), instant(it.end), it.duration) {
            (Some(start), Some(end), lasting) => {
                if lasting.is_some_and(|lasting| lasting != end - start) {
                    return Err(Doubt::Contradiction("duration"));
                }
                (start, Some(end))
            }
            (Some(start), None, Some(lasting)) => (start, Some(start + lasting)),
            (None, end, Some(lasting)) => {
                let end = end.unwrap_or(moment.now);
                (end - lasting, Some(end))
            }
            (Some(start), None, None) => (start, None),
            (None, Some(_), None) => return Err(Doubt::Missing("time")),
            (None, None, None) => (moment.now, None),
        };
        if end.is_some_and(|end| end > moment.latest() || end < start) {
            return Err(Doubt::Implausible("duration"));
        }
        if self.action == Action::LogSleep && end.is_none() && !it.goes_on {
            return Err(Doubt::Missing("duration"));
        }
        Ok((start, end))
    }
}

/// A quantity that was said, as it is kept.
fn quantity<U: Unit>(
    name: &'static str,
    said: Option<Quantified<U>>,
) -> Result<Option<Quantity<U>>, Doubt> {
    let checked = said.map(|it| Quantity::new(name, it.number, it.unit)).transpose();
    checked.map_err(|_| Doubt::Implausible(name))
}
