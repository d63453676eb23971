//! Baby Buddy: a file a kind, as its administration exports them.
//!
//! The columns are the fields of its models, whose names are in `core/models.py`, `core/admin.py` and the samples in
//! `core/tests/import` of babybuddy/babybuddy. Times are of the server's zone. No unit is kept, so the size of the numbers
//! tells, of all of a file together; a weight in kilograms is taken for what it says.

use chrono::{DateTime, Utc};
use domain::{
    BreastSide, Details, DiaperContents, Error, Feeding, FeedingMethod, FoodType, Growth, Pumping,
    Reason, Result, Sleep, SleepKind, System, TemperatureReading,
};

use super::{Ground, Said, Told, Units, amounts, number::Number, row::Row, times::Clock, words};

const START: &str = "start";
const END: &str = "end";
const TIME: &str = "time";
const DATE: &str = "date";
const AMOUNT: &str = "amount";
const NOTES: &str = "notes";
const WEIGHT: &str = "weight";
const HEIGHT: &str = "height";
const HEAD: &str = "head_circumference";

pub(super) const TIMES: &[&str] = &[START, END, TIME, DATE];

/// What a file is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Body mass indexes, which follow from weight and height.
    Bmi,
    /// Diaper changes.
    Changes,
    /// Feedings.
    Feedings,
    /// Circumferences of the head.
    Heads,
    /// Heights.
    Heights,
    /// Remarks.
    Notes,
    /// Expressed milk.
    Pumpings,
    /// Sleep.
    Sleep,
    /// Temperatures.
    Temperatures,
    /// Time on the belly.
    TummyTimes,
    /// Weights.
    Weights,
}

impl Sheet {
    pub(super) fn of(header: &Row<'_>) -> Option<Self> {
        if !["child", "child_id"].iter().any(|name| header.has(&[name])) {
            return None;
        }
        let sheets: [(&[&str], Self); 12] = [
            (&[TIME, "wet", "solid"], Self::Changes),
            (&[START, END, "method"], Self::Feedings),
            (&[DATE, WEIGHT], Self::Weights),
            (&[DATE, HEIGHT], Self::Heights),
            (&[DATE, HEAD], Self::Heads),
            (&[DATE, "bmi"], Self::Bmi),
            (&[TIME, "temperature"], Self::Temperatures),
            (&[TIME, "note"], Self::Notes),
            (&[START, END, "milestone"], Self::TummyTimes),
            (&[START, AMOUNT], Self::Pumpings),
            (&[TIME, AMOUNT], Self::Pumpings),
            (&[START, END], Self::Sleep),
        ];
        sheets.into_iter().find(|(names, _)| header.has(names)).map(|(_, sheet)| sheet)
    }

    /// What the numbers of these lines are taken in, if there are any without a unit: as was told, else by their size.
    pub(super) fn units<'a>(
        self,
        rows: impl Iterator<Item = Row<'a>>,
        told: Option<System>,
    ) -> Option<Units> {
        // More ounces than this are no bottle, more inches no child's height or head; so few centimetres are none either.
        let (column, metric, imperial) = match self {
            Self::Feedings | Self::Pumpings => (AMOUNT, 0.0, 16.0),
            Self::Heights => (HEIGHT, 20.0, 44.0),
            Self::Heads => (HEAD, 15.0, 25.0),
            // Never guessed to be pounds.
            Self::Weights => (WEIGHT, 0.0, 0.0),
            _ => return None,
        };
        let numbers = rows.filter_map(|row| Number::read(row.get(column)?));
        let numbers = numbers.map(|number| number.value).filter(|number| *number > 0.0);
        let ends = numbers.map(|number| (number, number));
        let ends = ends.reduce(|ends, it| (ends.0.min(it.0), ends.1.max(it.1)))?;
        Some(match told {
            Some(system) => Units { system, ground: Ground::Told },
            None => Units::guessed(ends, metric, imperial),
        })
    }

    /// The columns of begin and end.
    pub(super) fn ends(self) -> (&'static str, &'static str) {
        match self {
            Self::Bmi | Self::Heads | Self::Heights | Self::Weights => (DATE, DATE),
            Self::Changes | Self::Notes | Self::Temperatures => (TIME, TIME),
            Self::Feedings | Self::Pumpings | Self::Sleep | Self::TummyTimes => (START, END),
        }
    }

    pub(super) fn said(self, row: &Row<'_>, clock: &Clock, units: System) -> Result<Said> {
        let mut columns = [START, TIME, DATE].into_iter();
        let told = columns.find_map(|column| Some((column, row.get(column)?)));
        let (column, text) = told.ok_or(Error::invalid(self.ends().0, Reason::Required))?;
        let start = clock.moment(column, text)?;
        let Some((details, remark)) = self.told(row, start, clock, units)? else {
            return Ok(Said::not_kept(if self == Self::Bmi { "BMI" } else { "Diaper (dry)" }));
        };
        let end = row.get(END).map(|text| clock.end(END, text, start)).transpose()?;
        let name = row.get("child_first_name").or(row.get("child_id")).or(row.get("child"));
        let name = name.map(words::told);
        let notes = words::joined([remark.as_deref(), row.get(NOTES)]);
        Ok(Said::told(Told { name, end, notes, ..Told::at(start, details) }))
    }

    /// What was done, and what of it has no field here; nothing if it is not kept.
    fn told(
        self,
        row: &Row<'_>,
        start: DateTime<Utc>,
        clock: &Clock,
        units: System,
    ) -> Result<Option<(Details, Option<String>)>> {
        Ok(Some(match self {
            Self::Bmi => return Ok(None),
            Self::Changes => match contents(row) {
                None => return Ok(None),
                Some(contents) => {
                    let (diaper, other) = words::diaper(contents, row.get("color"));
                    (Details::Diaper(diaper), words::joined(other.into_iter().map(Some)))
                }
            },
            Self::Feedings => {
                let (feeding, other) = feeding(row, units)?;
                (Details::Feeding(feeding), other.map(str::to_owned))
            }
            Self::Heads | Self::Heights | Self::Weights => {
                (Details::Growth(growth(row, units)?), None)
            }
            Self::Notes => (Details::Note, Some(row.need("note")?.to_owned())),
            Self::Pumpings => {
                let amount = amount(row, units)?;
                (Details::Pumping(Pumping { side: None, sides: None, amount }), None)
            }
            Self::Sleep => {
                let nap = row.get("nap").map_or(!clock.is_night(start), |_| is_true(row, "nap"));
                let kind = if nap { SleepKind::Nap } else { SleepKind::Night };
                (Details::Sleep(Sleep { kind, place: None, quality: None }), None)
            }
            Self::Temperatures => {
                let text = row.need("temperature")?;
                let temperature = amounts::temperature("temperature", text)?;
                (Details::Temperature(TemperatureReading { temperature, site: None }), None)
            }
            Self::TummyTimes => (Details::TummyTime, row.get("milestone").map(str::to_owned)),
        }))
    }
}

/// What a diaper held; nothing if it was dry.
fn contents(row: &Row<'_>) -> Option<DiaperContents> {
    match (is_true(row, "wet"), is_true(row, "solid")) {
        (true, true) => Some(DiaperContents::Both),
        (true, false) => Some(DiaperContents::Wet),
        (false, true) => Some(DiaperContents::Dirty),
        (false, false) => None,
    }
}

fn is_true(row: &Row<'_>, column: &str) -> bool {
    row.get(column).is_some_and(|text| matches!(&*text.to_lowercase(), "1" | "true" | "yes"))
}

fn amount(row: &Row<'_>, units: System) -> Result<Option<domain::Amount>> {
    let Some(text) = row.get(AMOUNT) else { return Ok(None) };
    amounts::plain(AMOUNT, text, |it| amounts::volume_in(AMOUNT, it, units)).map(Some)
}

/// A feeding, and what of its kind of food has no word here.
fn feeding<'a>(row: &Row<'a>, units: System) -> Result<(Feeding, Option<&'a str>)> {
    let kind = row.get("type").unwrap_or_default();
    let (method, side) = match row.need("method")?.to_lowercase().as_str() {
        "left breast" => (FeedingMethod::Breast, Some(BreastSide::Left)),
        "right breast" => (FeedingMethod::Breast, Some(BreastSide::Right)),
        "both breasts" => (FeedingMethod::Breast, Some(BreastSide::Both)),
        _ if kind.eq_ignore_ascii_case("solid food") => (FeedingMethod::Solid, None),
        _ => (FeedingMethod::Bottle, None),
    };
    let food = words::food(kind);
    let plain =
        food == Some(FoodType::Formula) || matches!(kind, "" | "breast milk" | "solid food");
    let feeding = Feeding { method, side, sides: None, amount: amount(row, units)?, food };
    Ok((feeding, Some(kind).filter(|_| !plain)))
}

fn growth(row: &Row<'_>, units: System) -> Result<Growth> {
    let weight = |text| amounts::plain(WEIGHT, text, |it| amounts::weight_in(WEIGHT, it, units));
    let length =
        |column, text| amounts::plain(column, text, |it| amounts::length_in(column, it, units));
    Ok(Growth {
        weight: row.get(WEIGHT).map(weight).transpose()?,
        height: row.get(HEIGHT).map(|text| length(HEIGHT, text)).transpose()?,
        head: row.get(HEAD).map(|text| length(HEAD, text)).transpose()?,
        position: None,
    })
}
