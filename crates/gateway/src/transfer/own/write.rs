//! Activities as lines.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use chrono_tz::Tz;
use csv::{Terminator, WriterBuilder};
use domain::{
    Activity, Amount, Details, Diaper, Feeding, Growth, Medication, Milestone, Pumping, Quantity,
    Sides, Sleep, TemperatureReading, Unit, Word,
};

use super::{
    AMOUNT, CHILD, COLOR, COLUMNS, CONSISTENCY, DOSE, DOSE_UNIT, END, FOOD, GIVEN_IN, HEAD, HEIGHT,
    ID, LEFT, LOCATION, MILESTONE, MOOD, NAME, NOTES, PAUSED, POSITION, QUALITY, RASH, RIGHT, SIDE,
    SITE, START, TEMPERATURE, TYPE, VARIANT, WEIGHT,
};

/// What a spreadsheet takes for the begin of a formula, and the mark that says it is none.
const MARKED: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// The first line of a file, after the mark by which spreadsheets know UTF-8.
#[must_use]
pub fn header() -> String {
    format!("\u{feff}{}\r\n", COLUMNS.join(","))
}

/// The line of an activity, with times of the clock on the wall in a zone.
#[must_use]
pub fn line(activity: &Activity, zone: Tz) -> String {
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).to_rfc3339();
    let mut cells = cells(activity.start, activity.end, &activity.details);
    cells.extend([(ID, activity.id.to_string()), (CHILD, activity.child.to_string())]);
    cells.extend([("startLocal", local(activity.start))]);
    cells.extend(activity.end.map(|end| ("endLocal", local(end))));
    cells.extend(activity.notes.iter().map(|notes| (NOTES, notes.clone())));
    cells.extend(activity.mood.map(|mood| (MOOD, mood.word().to_owned())));
    let paused = activity.paused.num_seconds();
    cells.extend((paused > 0).then(|| (PAUSED, paused.to_string())));
    cells.extend([("createdBy", activity.created_by.to_string())]);
    cells.extend([("createdAt", instant(activity.created_at))]);
    let record = COLUMNS.map(|column| {
        let cell = cells.iter().find(|(name, _)| *name == column);
        cell.map(|(_, text)| text.as_str()).unwrap_or_default()
    });
    written(record)
}

/// A line of these cells, none of which a spreadsheet takes for a formula.
#[must_use]
pub fn written<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(cells.into_iter().map(harmless));
    writer.into_inner().ok().and_then(|line| String::from_utf8(line).ok()).unwrap_or_default()
}

/// What an activity says, for comparing: its kind, its times and all that only its kind has.
#[must_use]
pub fn identity(start: DateTime<Utc>, end: Option<DateTime<Utc>>, details: &Details) -> String {
    let cells = cells(start, end, details).into_iter();
    cells.map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join("|")
}

fn harmless(text: &str) -> String {
    if text.starts_with(MARKED) { format!("'{text}") } else { text.to_owned() }
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

type Cells = Vec<(&'static str, String)>;

fn cells(start: DateTime<Utc>, end: Option<DateTime<Utc>>, details: &Details) -> Cells {
    let mut cells = vec![(TYPE, details.kind().word().to_owned()), (START, instant(start))];
    cells.extend(end.map(|end| (END, instant(end))));
    own_cells(&mut cells, details);
    cells
}

fn own_cells(cells: &mut Cells, details: &Details) {
    match details.clone() {
        Details::Feeding(Feeding { method, side, sides, amount, food }) => {
            cells.push((VARIANT, method.word().into()));
            cells.extend(word(SIDE, side).into_iter().chain(word(FOOD, food)));
            cells.extend(of_sides(sides).into_iter().chain(of_amount(amount)));
        }
        Details::Sleep(Sleep { kind, place, quality }) => {
            cells.push((VARIANT, kind.word().into()));
            cells.extend(word(LOCATION, place).into_iter().chain(word(QUALITY, quality)));
        }
        Details::Diaper(Diaper { contents, consistency, color, has_rash }) => {
            cells.push((VARIANT, contents.word().into()));
            cells.extend(word(CONSISTENCY, consistency).into_iter().chain(word(COLOR, color)));
            cells.extend(has_rash.map(|has| (RASH, has.to_string())));
        }
        Details::Growth(Growth { weight, height, head, position }) => {
            cells.extend(quantity((WEIGHT, "weightUnit"), weight));
            cells.extend(quantity((HEIGHT, "heightUnit"), height));
            cells.extend(quantity((HEAD, "headCircumferenceUnit"), head));
            cells.extend(word(POSITION, position));
        }
        Details::Milestone(Milestone { milestone, name }) => {
            cells.extend(milestone.map(|it| (MILESTONE, it)));
            cells.extend(name.map(|it| (NAME, it)));
        }
        Details::Medication(Medication { name, dose, unit }) => {
            cells.push((NAME, name));
            cells.extend(dose.map(|it| (DOSE, it.to_string())));
            cells.extend(unit.map(|it| (DOSE_UNIT, it)));
        }
        Details::Temperature(TemperatureReading { temperature, site }) => {
            cells.extend(quantity((TEMPERATURE, "temperatureUnit"), Some(temperature)));
            cells.extend(word(SITE, site));
        }
        Details::Pumping(Pumping { side, sides, amount }) => {
            cells.extend(word(SIDE, side));
            cells.extend(of_sides(sides).into_iter().chain(of_amount(amount)));
        }
        Details::Bath | Details::TummyTime | Details::Note => {}
    }
}

fn word(column: &'static str, word: Option<impl Word>) -> Option<(&'static str, String)> {
    word.map(|word| (column, word.word().to_owned()))
}

fn of_sides(sides: Option<Sides>) -> Cells {
    let seconds = |column, side: TimeDelta| (column, side.num_seconds().to_string());
    sides.map_or_else(Vec::new, |it| vec![seconds(LEFT, it.left), seconds(RIGHT, it.right)])
}

fn of_amount(amount: Option<Amount>) -> Cells {
    let mut cells = quantity((AMOUNT, "amountUnit"), amount.map(|amount| amount.volume));
    cells.extend(word(GIVEN_IN, amount.map(|amount| amount.unit)));
    cells
}

fn quantity<U: Unit>(
    (column, unit_column): (&'static str, &'static str),
    quantity: Option<Quantity<U>>,
) -> Cells {
    quantity.map_or_else(Vec::new, |quantity| {
        let shown = quantity.measurement();
        vec![(column, shown.value.to_string()), (unit_column, shown.unit.to_owned())]
    })
}
