//! What a command says of what happened: one slot for each thing that can be said, in the units it was said in.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::{
    BreastSide, DiaperColor, DiaperConsistency, DiaperContents, FeedingMethod, FoodType, Kind,
    LengthUnit, SleepKind, TemperatureSite, TemperatureUnit, VolumeUnit, WeightUnit, Word,
    activity::whole_minutes,
};

/// A quantity as it was said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantified<U> {
    /// How many; pounds and ounces together are pounds with a fraction.
    pub number: f64,
    /// Of which unit.
    pub unit: U,
}

/// A time as the family's clock shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidTime {
    /// The instant.
    pub instant: DateTime<Utc>,
    /// What the clock on the wall shows then.
    pub local: NaiveDateTime,
    /// Whether that is today.
    pub today: bool,
}

/// How much medicine.
#[derive(Clone, Debug, PartialEq)]
pub struct Dose {
    /// How many.
    pub number: f64,
    /// Of what, such as `ml` or `drops`, in the words that were said.
    pub unit: String,
}

/// What was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    /// How the child was fed.
    pub method: Option<FeedingMethod>,
    /// On which side it was fed, or milk expressed.
    pub side: Option<BreastSide>,
    /// How long on the left and on the right, if that was told apart.
    pub sides: Option<(TimeDelta, TimeDelta)>,
    /// How much.
    pub amount: Option<Quantified<VolumeUnit>>,
    /// What the feeding was of.
    pub food: Option<FoodType>,
    /// Whether it was a nap or the night.
    pub sleep: Option<SleepKind>,
    /// What the diaper held.
    pub contents: Option<DiaperContents>,
    /// How firm.
    pub consistency: Option<DiaperConsistency>,
    /// Of which colour.
    pub color: Option<DiaperColor>,
    /// Whether there was a rash.
    pub has_rash: Option<bool>,
    /// The weight.
    pub weight: Option<Quantified<WeightUnit>>,
    /// The length or height.
    pub height: Option<Quantified<LengthUnit>>,
    /// Around the head.
    pub head: Option<Quantified<LengthUnit>>,
    /// How warm.
    pub temperature: Option<Quantified<TemperatureUnit>>,
    /// Where that was taken.
    pub site: Option<TemperatureSite>,
    /// What the medicine is called.
    pub medicine: Option<String>,
    /// How much of it.
    pub dose: Option<Dose>,
    /// A remark.
    pub notes: Option<String>,
    /// What is timed, or asked for.
    pub kind: Option<Kind>,
    /// When it happened, or began.
    pub time: Option<SaidTime>,
    /// When it ended.
    pub end: Option<SaidTime>,
    /// Whether it goes on.
    pub goes_on: bool,
    /// How long it took.
    pub duration: Option<TimeDelta>,
}

/// A value that is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number; one without a fraction is shown without.
    Number(f64),
    /// A number of a unit.
    Measure(f64, &'static str),
    /// Yes or no.
    Flag(bool),
    /// A word of a closed set.
    Word(&'static str),
    /// Text.
    Text(String),
}

impl Parameters {
    /// What was said, by the names that clients know; times are those of the family's clock, durations whole minutes.
    #[must_use]
    pub fn shown(&self) -> Vec<(&'static str, Value)> {
        let mut shown = Vec::new();
        let mut show = |name, value: Option<Value>| shown.extend(value.map(|value| (name, value)));
        #[expect(clippy::cast_precision_loss, reason = "a day has few minutes")]
        let minutes = |length: TimeDelta| Value::Number(whole_minutes(length) as f64);

        show("type", word(self.method));
        show("type", word(self.sleep));
        show("type", word(self.contents));
        show("type", word(self.kind));
        show("side", word(self.side));
        show("amount", self.amount.map(|it| Value::Number(it.number)));
        show("unit", word(self.amount.map(|it| it.unit)));
        show("foodType", word(self.food));
        show("consistency", word(self.consistency));
        show("color", word(self.color));
        show("hasRash", self.has_rash.map(Value::Flag));
        show("weight", measure(self.weight));
        show("height", measure(self.height));
        show("headCircumference", measure(self.head));
        show("temperature", measure(self.temperature));
        show("site", word(self.site));
        show("name", self.medicine.clone().map(Value::Text));
        show("dose", self.dose.as_ref().map(|it| Value::Number(it.number)));
        show("unit", self.dose.as_ref().map(|it| Value::Text(it.unit.clone())));
        show("notes", self.notes.clone().map(Value::Text));
        let date = self.time.or(self.end).filter(|it| !it.today);
        show("date", date.map(|it| Value::Text(it.local.date().to_string())));
        show("time", self.time.map(SaidTime::shown));
        show("endTime", self.end.map(SaidTime::shown));
        show("duration", self.duration.map(minutes));
        show("ongoing", self.goes_on.then_some(Value::Flag(true)));
        show("leftMinutes", self.sides.map(|(left, _)| minutes(left)));
        show("rightMinutes", self.sides.map(|(_, right)| minutes(right)));
        shown
    }
}

impl SaidTime {
    /// On a clock of 24 hours.
    fn shown(self) -> Value {
        Value::Text(self.local.format("%H:%M").to_string())
    }
}

fn word<W: Word>(value: Option<W>) -> Option<Value> {
    value.map(|value| Value::Word(value.word()))
}

fn measure<U: Word>(said: Option<Quantified<U>>) -> Option<Value> {
    said.map(|it| Value::Measure(it.number, it.unit.word()))
}
