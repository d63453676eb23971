//! Baby Connect: one file of all kinds, with a sentence in each line from which the sides and the units are taken.
//!
//! The app documents no format. This follows the files in the public repositories emorisse/babyconnectR (2014) and
//! jjrasche/baby-tracker (2019), utsengar/eva (2020), and the readers of andrewflack/babyconnect. Times are of the clock on the
//! wall.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    BreastSide, Details, DiaperContents, Error, Feeding, FeedingMethod, FoodType, Growth,
    Medication, Milestone, Pumping, Reason, Result, Sides, Sleep, SleepKind, TemperatureReading,
};

use super::{Said, Told, amounts, number::Number, row::Row, times, times::Clock, words};

const START: &str = "Start Time";
/// What the same is called in exports of the phone.
const DATED: &str = "Date and Time";
const END: &str = "End Time";
const ACTIVITY: &str = "Activity";
const DURATION: &str = "Duration (min)";
const QUANTITY: &str = "Quantity";
const EXTRA: &str = "Extra data";
const TEXT: &str = "Text";
const NOTES: &str = "Notes";
const NAME: &str = "Child Name";

pub(super) const ENDS: (&str, &str) = (START, END);
/// The columns that hold times.
pub(super) const TIMES: &[&str] = &[START, DATED, END];

pub(super) fn is_header(header: &Row<'_>) -> bool {
    [START, DATED].iter().any(|start| header.has(&[*start, END, ACTIVITY, TEXT]))
}

pub(super) fn said(row: &Row<'_>, clock: &Clock) -> Result<Said> {
    let kind = row.need(ACTIVITY)?;
    let word = kind.to_lowercase();
    if word == "diaper" && is_dry(row) {
        return Ok(Said::not_kept(&format!("{kind} (Dry)")));
    }
    let began = if row.has(&[DATED]) { DATED } else { START };
    let start = row.need(began).and_then(|text| clock.moment(began, text));
    let (details, remark) = match word.as_str() {
        "bottle" => bottle(row)?,
        "nursing" => (nursing(row), None),
        "solid" | "solids" | "food" => (solids(), sentence(row)),
        "expressed" | "pumping" => (expressed(row)?, None),
        "sleep" => (sleep(start.clone()?, clock), None),
        "diaper" => diaper(row)?,
        "weight" | "height" | "head size" => (growth(row)?, None),
        "temperature" => (temperature(row)?, None),
        "medicine" | "medication" => medicine(row)?,
        "milestone" => (milestone(row)?, None),
        "bath" => (Details::Bath, None),
        "tummy time" => (Details::TummyTime, None),
        "diary" => (Details::Note, sentence(row)),
        _ => return Ok(Said::not_kept(kind)),
    };
    let start = start?;
    let notes = words::joined([remark.as_deref(), row.get(NOTES)]);
    let (end, paused) = span(row, clock, start, &details)?;
    let name = row.get(NAME).map(words::told);
    Ok(Said::told(Told { name, end, paused, notes, ..Told::at(start, details) }))
}

/// The end, and how long it paused: what took less time than lies between its ends. What was not timed ends as it begins.
fn span(
    row: &Row<'_>,
    clock: &Clock,
    start: DateTime<Utc>,
    details: &Details,
) -> Result<(Option<DateTime<Utc>>, TimeDelta)> {
    let none = TimeDelta::zero();
    if !details.kind().is_timed() {
        return Ok((None, none));
    }
    let end = row.get(END).map(|text| clock.end(END, text, start)).transpose()?;
    let took = row.get(DURATION).map(|text| times::length(DURATION, text)).transpose()?;
    let took = took.filter(|took| !took.is_zero());
    Ok(match (end, took) {
        (Some(end), took) if end != start => {
            let paused = took.map_or(none, |took| end - start - took);
            // Less than that is rounding.
            (Some(end), if paused > TimeDelta::minutes(1) { paused } else { none })
        }
        (_, Some(took)) => (Some(start + took), none),
        (end, None) => (end.filter(|_| matches!(details, Details::Sleep(_))), none),
    })
}

/// What was done, and what of it has no field here.
type Own = (Details, Option<String>);

/// The line's own words.
fn sentence(row: &Row<'_>) -> Option<String> {
    row.get(TEXT).map(str::to_owned)
}

/// What stands in parentheses at the end of the sentence; the rest holds names.
fn aside<'a>(row: &Row<'a>) -> &'a str {
    let text = row.get(TEXT).and_then(|text| text.rsplit_once('(')).map(|(_, aside)| aside);
    text.map_or("", |aside| aside.trim_end().trim_end_matches(')'))
}

/// The quantity, whose unit stands beside it or in the sentence.
fn volume(row: &Row<'_>) -> Result<Option<domain::Amount>> {
    let Some(quantity) = row.get(QUANTITY) else { return Ok(None) };
    let words = [row.get(EXTRA), row.get(TEXT)].into_iter().flatten();
    let mut words = words.flat_map(|text| text.split(|it: char| !it.is_alphabetic()));
    let unit = words.find_map(|word| amounts::volume_unit(&word.to_lowercase()));
    let (unit, size) = unit.ok_or(Error::invalid(QUANTITY, Reason::OneOf(&["ml", "oz"])))?;
    let amount = |number| amounts::amount(QUANTITY, number * size, unit);
    amounts::plain(QUANTITY, quantity, amount).map(Some)
}

fn bottle(row: &Row<'_>) -> Result<Own> {
    let food = row.get(EXTRA).and_then(words::food);
    let other = row.get(EXTRA).filter(|_| food.is_none());
    let amount = volume(row)?;
    let feeding = Feeding { method: FeedingMethod::Bottle, side: None, sides: None, amount, food };
    Ok((Details::Feeding(feeding), other.map(str::to_owned)))
}

/// `(14min right, 17min left)` or `(6m left)`.
fn nursing(row: &Row<'_>) -> Details {
    let mut sides = Sides::default();
    for part in aside(row).split(',') {
        let part = part.trim();
        let (length, side) = part.rsplit_once(' ').unwrap_or((part, ""));
        let Ok(took) = times::length(TEXT, length) else { continue };
        match side {
            "left" => sides.left += took,
            "right" => sides.right += took,
            _ => {}
        }
    }
    let side = words::side_of(sides);
    let feeding = Feeding {
        method: FeedingMethod::Breast,
        side,
        sides: side.map(|_| sides),
        amount: None,
        food: Some(FoodType::Breastmilk),
    };
    Details::Feeding(feeding)
}

fn solids() -> Details {
    let method = FeedingMethod::Solid;
    Details::Feeding(Feeding { method, side: None, sides: None, amount: None, food: None })
}

/// `60 ml Expressed (30L, 30R) (15m)`.
fn expressed(row: &Row<'_>) -> Result<Details> {
    let text = row.get(TEXT).unwrap_or_default();
    let gave = |letter| {
        let mut parts = text.split(['(', ')', ',']).map(str::trim);
        let number = |part: &str| Number::read(part.strip_suffix(letter)?);
        parts.any(|part| number(part).is_some_and(|it| it.value > 0.0))
    };
    let side = match (gave('L'), gave('R')) {
        (true, true) => Some(BreastSide::Both),
        (true, false) => Some(BreastSide::Left),
        (false, true) => Some(BreastSide::Right),
        (false, false) => None,
    };
    Ok(Details::Pumping(Pumping { side, sides: None, amount: volume(row)? }))
}

fn sleep(start: DateTime<Utc>, clock: &Clock) -> Details {
    let kind = if clock.is_night(start) { SleepKind::Night } else { SleepKind::Nap };
    Details::Sleep(Sleep { kind, place: None, quality: None })
}

/// Older files call a dry diaper wet, but for their sentence.
fn is_dry(row: &Row<'_>) -> bool {
    let says =
        |column, word: &str| row.get(column).is_some_and(|it| it.to_lowercase().contains(word));
    says(EXTRA, "dry") || says(TEXT, "dry diaper")
}

fn diaper(row: &Row<'_>) -> Result<Own> {
    let extra = row.need(EXTRA)?.to_lowercase();
    let contents = match (extra.contains("wet"), extra.contains("bm")) {
        (true, true) => DiaperContents::Both,
        (true, false) => DiaperContents::Wet,
        (false, true) => DiaperContents::Dirty,
        (false, false) => {
            return Err(Error::invalid(EXTRA, Reason::OneOf(&["BM", "Wet", "BM+Wet", "Dry"])));
        }
    };
    let (diaper, other) = words::diaper(contents, [aside(row)]);
    Ok((Details::Diaper(diaper), words::joined(other.into_iter().map(Some))))
}

/// A quantity with the unit beside it.
fn with_unit(row: &Row<'_>) -> Result<String> {
    Ok(format!("{} {}", row.need(QUANTITY)?, row.get(EXTRA).unwrap_or_default()))
}

fn growth(row: &Row<'_>) -> Result<Details> {
    let (measure, mut growth) = (with_unit(row)?, Growth::default());
    match row.need(ACTIVITY)?.to_lowercase().as_str() {
        "weight" => growth.weight = Some(amounts::weight(QUANTITY, &measure)?),
        "height" => growth.height = Some(amounts::length(QUANTITY, &measure)?),
        _ => growth.head = Some(amounts::length(QUANTITY, &measure)?),
    }
    Ok(Details::Growth(growth))
}

fn temperature(row: &Row<'_>) -> Result<Details> {
    let temperature = amounts::temperature(QUANTITY, &with_unit(row)?)?;
    Ok(Details::Temperature(TemperatureReading { temperature, site: None }))
}

fn medicine(row: &Row<'_>) -> Result<Own> {
    let dose = row.get(QUANTITY).map(|text| amounts::plain(QUANTITY, text, Ok)).transpose()?;
    let (name, remark) = match (row.get(EXTRA), sentence(row)) {
        (Some(name), text) => (name.to_owned(), text),
        (None, Some(text)) => (text, None),
        (None, None) => return Err(Error::invalid(EXTRA, Reason::Required)),
    };
    Ok((Details::Medication(Medication { name, dose, unit: None }), remark))
}

fn milestone(row: &Row<'_>) -> Result<Details> {
    let name = row.need(TEXT)?.to_owned();
    Ok(Details::Milestone(Milestone { milestone: None, name: Some(name) }))
}
