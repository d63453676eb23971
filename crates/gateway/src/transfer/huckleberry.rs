//! Huckleberry: one file of all kinds, in which the three columns of conditions mean something else for each.
//!
//! The app documents no format. This follows what people read such files with: the parsers and tests of the public
//! repositories of datababe, Beanlo and Nested, and an importer of Sprout Track. Times are of the clock on the wall. Whether
//! a sleep is of the night is not said, so it is when it begins that tells.

use chrono::{DateTime, Utc};
use domain::{
    BreastSide, Details, DiaperContents, Error, Feeding, FeedingMethod, FoodType, Growth,
    Medication, Pumping, Reason, Result, Sides, Sleep, SleepKind, TemperatureReading,
};

use super::{Said, Told, amounts, row::Row, times, times::Clock, words};

const TYPE: &str = "Type";
const START: &str = "Start";
const END: &str = "End";
const DURATION: &str = "Duration";
/// Contents of a bottle, the side that was first, a weight, a dose, the left pump …
const BEFORE: &str = "Start Condition";
/// How a child was fed, a height, the name of a medicine …
const WHERE: &str = "Start Location";
/// The amount in a bottle, the other side, what a diaper held, a head, the right pump …
const AFTER: &str = "End Condition";
const NOTES: &str = "Notes";

pub(super) const ENDS: (&str, &str) = (START, END);

pub(super) fn is_header(header: &Row<'_>) -> bool {
    header.has(&[TYPE, START, END, BEFORE, AFTER])
}

pub(super) fn said(row: &Row<'_>, clock: &Clock) -> Result<Said> {
    let kind = row.need(TYPE)?;
    let start = row.need(START).and_then(|text| clock.moment(START, text));
    let (details, remark) = match kind.to_lowercase().as_str() {
        "feed" | "feeding" | "nursing" | "bottle" => feeding(row, start.clone()?, clock)?,
        "solids" | "solid" => solids(row),
        "sleep" => sleep(row, start.clone()?, clock),
        "diaper" => match contents(row)? {
            Some(contents) => diaper(row, contents),
            None => return Ok(Said::not_kept(&format!("{kind} (Dry)"))),
        },
        "growth" => (growth(row)?, None),
        "meds" | "med" | "medicine" | "medication" => medication(row)?,
        "temp" | "temperature" => temperature(row)?,
        "pump" | "pumping" => (pumping(row)?, None),
        "bath" => (Details::Bath, None),
        "tummy time" => (Details::TummyTime, None),
        _ => return Ok(Said::not_kept(kind)),
    };
    let start = start?;
    let notes = words::joined([remark.as_deref(), row.get(NOTES)]);
    let end = if details.kind().is_timed() { end(row, clock, start)? } else { None };
    Ok(Said::told(Told { end, notes, ..Told::at(start, details) }))
}

/// The end that a line tells, or how long it took.
fn end(row: &Row<'_>, clock: &Clock, start: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    if let Some(end) = row.get(END) {
        return clock.end(END, end, start).map(Some);
    }
    let took = row.get(DURATION).map(|text| times::length(DURATION, text)).transpose()?;
    Ok(took.map(|took| start + took))
}

/// What was done, and what of it has no field here.
type Own = (Details, Option<String>);

fn feeding(row: &Row<'_>, start: DateTime<Utc>, clock: &Clock) -> Result<Own> {
    let place = row.get(WHERE).unwrap_or_default().to_lowercase();
    let before = row.get(BEFORE);
    let is_bottle = place == "bottle" || row.need(TYPE)?.eq_ignore_ascii_case("bottle");
    if !is_bottle {
        let all = end(row, clock, start)?.map(|end| end - start);
        let sides = sides(row, all)?;
        let feeding = Feeding {
            method: FeedingMethod::Breast,
            side: sides.and_then(words::side_of),
            sides,
            amount: None,
            food: Some(FoodType::Breastmilk),
        };
        return Ok((Details::Feeding(feeding), None));
    }
    let amount = match (row.get(AFTER), before) {
        (Some(after), _) => Some(amounts::volume(AFTER, after)?),
        (None, Some(before)) => amounts::volume(BEFORE, before).ok(),
        (None, None) => None,
    };
    let food = before.and_then(words::food);
    // Such as cow's milk.
    let other = before.filter(|text| food.is_none() && amounts::pairs(text).is_none());
    let feeding = Feeding { method: FeedingMethod::Bottle, side: None, sides: None, amount, food };
    Ok((Details::Feeding(feeding), other.map(str::to_owned)))
}

/// How long each side took: `00:06R` and `00:04L`, `Left 05:00`, or without a letter the left one first.
fn sides(row: &Row<'_>, all: Option<chrono::TimeDelta>) -> Result<Option<Sides>> {
    let mut sides = Sides::default();
    let mut told = false;
    for (column, otherwise) in [(BEFORE, BreastSide::Left), (AFTER, BreastSide::Right)] {
        let Some(text) = row.get(column) else { continue };
        let lower = text.to_lowercase();
        let side = match (lower.contains('l'), lower.contains('r')) {
            (true, false) => BreastSide::Left,
            (false, true) => BreastSide::Right,
            _ => otherwise,
        };
        // `Right` has letters of its own that are no unit.
        let length = lower.trim_matches(|it: char| it.is_alphabetic() || it.is_whitespace());
        let took = times::side(column, length, all)?;
        match side {
            BreastSide::Right => sides.right += took,
            _ => sides.left += took,
        }
        told = true;
    }
    Ok(told.then_some(sides))
}

fn solids(row: &Row<'_>) -> Own {
    let feeding =
        Feeding { method: FeedingMethod::Solid, side: None, sides: None, amount: None, food: None };
    let remark = words::joined([row.get(BEFORE), row.get(WHERE), row.get(AFTER)]);
    (Details::Feeding(feeding), remark)
}

fn sleep(row: &Row<'_>, start: DateTime<Utc>, clock: &Clock) -> Own {
    let kind = if clock.is_night(start) { SleepKind::Night } else { SleepKind::Nap };
    let place = row.get(WHERE).and_then(words::place);
    let elsewhere = row.get(WHERE).filter(|_| place.is_none());
    let remark = words::joined([row.get(BEFORE), elsewhere, row.get(AFTER)]);
    (Details::Sleep(Sleep { kind, place, quality: None }), remark)
}

/// What a diaper held: `Pee:small`, `Poo`, `Both, pee:medium poo:large`, `Pee + Poo`; nothing if it was dry.
fn contents(row: &Row<'_>) -> Result<Option<DiaperContents>> {
    let told = row.all(&[AFTER, BEFORE]).collect::<Vec<_>>().join(" ").to_lowercase();
    let has = |word| told.contains(word);
    let (wet, dirty) = (has("pee") || has("wet"), has("poo") || has("dirty"));
    match (wet, dirty) {
        _ if has("both") => Ok(Some(DiaperContents::Both)),
        (true, true) => Ok(Some(DiaperContents::Both)),
        (true, false) => Ok(Some(DiaperContents::Wet)),
        (false, true) => Ok(Some(DiaperContents::Dirty)),
        (false, false) if has("dry") => Ok(None),
        (false, false) => Err(Error::invalid(AFTER, Reason::OneOf(&["Pee", "Poo", "Both", "Dry"]))),
    }
}

/// Colour and consistency stand in whichever column has room.
fn diaper(row: &Row<'_>, contents: DiaperContents) -> Own {
    let told = row.all(&[DURATION, BEFORE, WHERE]);
    let told = told.filter(|text| {
        let text = text.to_lowercase();
        !text.contains("pee") && !text.contains("poo") && !text.contains(':')
    });
    let (diaper, other) = words::diaper(contents, told);
    (Details::Diaper(diaper), words::joined(other.into_iter().map(Some)))
}

fn growth(row: &Row<'_>) -> Result<Details> {
    let growth = Growth {
        weight: row.get(BEFORE).map(|text| amounts::weight(BEFORE, text)).transpose()?,
        height: row.get(WHERE).map(|text| amounts::length(WHERE, text)).transpose()?,
        head: row.get(AFTER).map(|text| amounts::length(AFTER, text)).transpose()?,
        position: None,
    };
    if growth == Growth::default() {
        return Err(Error::invalid(BEFORE, Reason::OneNeeded(&[BEFORE, WHERE, AFTER])));
    }
    Ok(Details::Growth(growth))
}

fn medication(row: &Row<'_>) -> Result<Own> {
    let name = row.need(WHERE)?.to_owned();
    let dose = row.get(BEFORE).and_then(amounts::pairs);
    let (dose, unit, other) = match dose.as_deref() {
        Some([(dose, unit)]) if dose.sure().is_some() => {
            (dose.sure(), Some(unit.clone()).filter(|unit| !unit.is_empty()), None)
        }
        _ => (None, None, row.get(BEFORE)),
    };
    let remark = words::joined([other, row.get(AFTER)]);
    Ok((Details::Medication(Medication { name, dose, unit }), remark))
}

fn temperature(row: &Row<'_>) -> Result<Own> {
    let temperature = amounts::temperature(BEFORE, row.need(BEFORE)?)?;
    let remark = words::joined([row.get(WHERE), row.get(AFTER)]);
    Ok((Details::Temperature(TemperatureReading { temperature, site: None }), remark))
}

/// What the left side gave and what the right one; one alone may be of both.
fn pumping(row: &Row<'_>) -> Result<Details> {
    let volume = |column| row.get(column).map(|text| amounts::volume(column, text)).transpose();
    let (left, right) = (volume(BEFORE)?, volume(AFTER)?);
    let millilitres = |amount: domain::Amount| amount.volume.millilitres();
    let (amount, side) = match (left, right) {
        (Some(left), Some(right)) => {
            let both = left.volume.amount(left.unit) + right.volume.amount(left.unit);
            let side = match (millilitres(left) > 0.0, millilitres(right) > 0.0) {
                (true, true) => Some(BreastSide::Both),
                (true, false) => Some(BreastSide::Left),
                (false, true) => Some(BreastSide::Right),
                (false, false) => None,
            };
            (Some(amounts::amount(BEFORE, both, left.unit)?), side)
        }
        (Some(left), None) => (Some(left), None),
        (None, right) => (right, right.map(|_| BreastSide::Right)),
    };
    Ok(Details::Pumping(Pumping { side, sides: None, amount }))
}
