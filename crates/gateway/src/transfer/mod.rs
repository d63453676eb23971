//! What was logged, as lines of a CSV file: of other apps coming in, of our own coming in and going out.
//!
//! Pure: bytes become activities that somebody could log, line by line, and activities become lines. Who may do so, and
//! what is there already, is for the use-case.

mod amounts;
mod baby_buddy;
mod baby_connect;
mod huckleberry;
mod number;
mod own;
mod row;
mod table;
#[cfg(test)]
mod tests;
mod times;
mod units;
mod words;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{ActivityId, ChildId, Details, Error, Mood, NewActivity, Reason, Result, System};

pub use own::{header, identity, line, written};
pub use units::{Ground, Units};

use self::{row::Row, table::Record, times::Clock};

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// The most lines beside the header.
pub const MOST_LINES: usize = 200_000;

/// The app that wrote a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Baby Buddy: a file a kind.
    BabyBuddy(baby_buddy::Sheet),
    /// Baby Connect.
    BabyConnect,
    /// Huckleberry.
    Huckleberry,
    /// This product.
    Own,
}

/// A file that was read.
#[derive(Debug)]
pub struct File {
    /// Which app wrote it.
    pub source: Source,
    /// What those of its numbers are taken in that have no unit; absent, all have one or need none.
    pub units: Option<Units>,
    /// Its lines in order.
    pub lines: Vec<Line>,
}

/// A line of a file.
#[derive(Debug)]
pub struct Line {
    /// Its number in the file, whose first line is 1.
    pub number: usize,
    /// What it says, or what is wrong with which of its columns.
    pub said: Result<Said>,
}

/// What a line says.
#[derive(Debug, PartialEq)]
pub enum Said {
    /// Something that can be logged.
    Activity(Box<Told>),
    /// Something of a kind that is not kept; as the file calls it.
    NotKept(String),
}

/// An activity as a line tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its id, in a file of our own.
    pub id: Option<ActivityId>,
    /// The child it was of, in a file of our own.
    pub child: Option<ChildId>,
    /// What the file calls the child.
    pub name: Option<String>,
    /// When it began.
    pub start: DateTime<Utc>,
    /// When it ended.
    pub end: Option<DateTime<Utc>>,
    /// For how long of that it paused.
    pub paused: TimeDelta,
    /// What it was.
    pub details: Details,
    /// A remark.
    pub notes: Option<String>,
    /// How the child was.
    pub mood: Option<Mood>,
}

impl Told {
    fn at(start: DateTime<Utc>, details: Details) -> Self {
        Self {
            id: None,
            child: None,
            name: None,
            start,
            end: None,
            paused: TimeDelta::zero(),
            details,
            notes: None,
            mood: None,
        }
    }

    /// The same as somebody would log it of a child.
    #[must_use]
    pub fn of(self, child: ChildId, id: Option<ActivityId>) -> NewActivity {
        let Self { start, end, paused, details, notes, mood, .. } = self;
        NewActivity { id, child, start, end, paused, details, notes, mood }
    }
}

impl Said {
    fn told(told: Told) -> Self {
        Self::Activity(Box::new(told))
    }

    fn not_kept(kind: &str) -> Self {
        Self::NotKept(words::told(kind))
    }
}

impl Source {
    /// Every source, as people know it.
    pub const NAMES: &'static [&'static str] =
        &["Baby Buddy", "Baby Connect", "Huckleberry", "Maternal"];

    /// Its name as a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::BabyBuddy(_) => "baby-buddy",
            Self::BabyConnect => "baby-connect",
            Self::Huckleberry => "huckleberry",
            Self::Own => "maternal",
        }
    }

    /// The column that a field of an activity stands in, if it is one of the two that tell when it was.
    #[must_use]
    pub fn column(self, field: &str) -> Option<&'static str> {
        let (start, end) = match self {
            Self::BabyBuddy(sheet) => sheet.ends(),
            Self::BabyConnect => baby_connect::ENDS,
            Self::Huckleberry => huckleberry::ENDS,
            Self::Own => own::ENDS,
        };
        match field {
            "startTime" | "timestamp" => Some(start),
            "endTime" => Some(end),
            _ => None,
        }
    }

    /// The source of a file that begins with this line.
    fn of(header: &Row<'_>) -> Option<Self> {
        if own::is_header(header) {
            Some(Self::Own)
        } else if huckleberry::is_header(header) {
            Some(Self::Huckleberry)
        } else if baby_connect::is_header(header) {
            Some(Self::BabyConnect)
        } else {
            baby_buddy::Sheet::of(header).map(Self::BabyBuddy)
        }
    }

    /// The columns that hold times of the clock on the wall.
    fn times(self) -> &'static [&'static str] {
        match self {
            Self::BabyBuddy(_) => baby_buddy::TIMES,
            Self::BabyConnect => baby_connect::TIMES,
            Self::Huckleberry => &[huckleberry::ENDS.0, huckleberry::ENDS.1],
            Self::Own => &[],
        }
    }
}

/// Reads a file whose times are of the clock on the wall in a zone, unless they say otherwise; `units` is what numbers
/// without a unit are in, where the app does not tell and their size does not either.
///
/// # Errors
/// [`Error::Invalid`] if it is too large, or its first line is of no known source; what is wrong with a line stands there.
pub fn read(bytes: &[u8], zone: Tz, units: Option<System>) -> Result<File> {
    if bytes.len() > MOST_BYTES {
        return Err(Error::invalid("file", Reason::TooLarge(MOST_BYTES)));
    }
    let text = table::decoded(bytes);
    let mut records = table::records(&text);
    let unknown = || Error::invalid("file", Reason::NotAFileOf(Source::NAMES));
    let header = records.next().and_then(|first| first.cells.ok()).ok_or_else(unknown)?;
    let columns = row::columns(&header);
    let source = Source::of(&Row::new(&columns, &header)).ok_or_else(unknown)?;
    let told = records.filter(|record| !record.is_blank());
    let records: Vec<Record> = told.take(MOST_LINES + 1).collect();
    if records.len() > MOST_LINES {
        return Err(Error::invalid("file", Reason::TooMany(MOST_LINES)));
    }
    let rows = || records.iter().filter_map(|it| Some(Row::new(&columns, it.cells.as_ref().ok()?)));
    let clock = Clock::new(zone, rows().flat_map(|row| row.all(source.times())));
    let units = match source {
        Source::BabyBuddy(sheet) => sheet.units(rows(), units),
        _ => None,
    };
    let system = units.map_or(System::Metric, |units| units.system);
    let lines = records.iter().map(|record| {
        let said = match &record.cells {
            Ok(cells) => said(source, &Row::new(&columns, cells), &clock, system),
            Err(error) => Err(error.clone()),
        };
        Line { number: record.line, said }
    });
    Ok(File { source, units, lines: lines.collect() })
}

fn said(source: Source, row: &Row<'_>, clock: &Clock, units: System) -> Result<Said> {
    match source {
        Source::BabyBuddy(sheet) => sheet.said(row, clock, units),
        Source::BabyConnect => baby_connect::said(row, clock),
        Source::Huckleberry => huckleberry::said(row, clock),
        Source::Own => own::said(row),
    }
}
