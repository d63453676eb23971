//! Lines as the activities that they would be, each under an id that it has again when it comes again.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{Activity, ActivityId, Child, ChildId, Error, LogActivities, May, Result, System};
use persistence::seal::Vault;
use uuid::Uuid;

use super::{Report, Why};
use crate::transfer::{self, Line, Said, Source, Told};

/// What a file would log, and what is to be told of the rest.
pub(super) struct Drafts {
    pub(super) report: Report,
    pub(super) activities: Vec<Activity>,
}

impl Drafts {
    /// Reads a file for a child.
    pub(super) fn of(
        bytes: &[u8],
        zone: Tz,
        units: Option<System>,
        child: &Child,
        may: &May<LogActivities>,
        vault: &Vault,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let file = transfer::read(bytes, zone, units)?;
        let several = names(&file.lines).len() > 1;
        let mut ids = Ids { vault, child: child.id, seen: HashMap::new() };
        let mut drafts = Self { report: empty(&file), activities: Vec::new() };
        for Line { number, said } in file.lines {
            let told = match said {
                Ok(Said::Activity(told)) => *told,
                Ok(Said::NotKept(kind)) => {
                    drafts.report.note(number, Why::NotKept(kind));
                    continue;
                }
                Err(error) => {
                    drafts.report.note(number, Why::Refused(error));
                    continue;
                }
            };
            let name = told.name.as_deref().unwrap_or_default();
            if several && !is_named(child, name) {
                drafts.report.note(number, Why::OtherChild(name.to_owned()));
                continue;
            }
            match ids.logged(told, may, now) {
                Ok(activity) => {
                    drafts.report.span(activity.start);
                    drafts.activities.push(activity);
                }
                Err(error) => {
                    let error = in_its_column(file.source, error);
                    drafts.report.note(number, Why::Refused(error));
                }
            }
        }
        Ok(drafts)
    }
}

/// An error by the column of the file that it is about.
fn in_its_column(source: Source, error: Error) -> Error {
    match &error {
        Error::Invalid { field, .. } => match source.column(field) {
            Some(column) => error.at(column),
            None => error,
        },
        _ => error,
    }
}

fn empty(file: &transfer::File) -> Report {
    Report {
        source: file.source.word(),
        units: file.units,
        applied: false,
        lines: file.lines.len(),
        added: 0,
        known: 0,
        skipped: 0,
        refused: 0,
        by_kind: std::collections::BTreeMap::new(),
        from: None,
        until: None,
        problems: Vec::new(),
        truncated: false,
    }
}

/// The children that a file names.
fn names(lines: &[Line]) -> HashSet<&str> {
    let names = lines.iter().filter_map(|line| match &line.said {
        Ok(Said::Activity(told)) => told.name.as_deref(),
        _ => None,
    });
    names.collect()
}

/// Whether a child is called so: in full, or by the first name.
fn is_named(child: &Child, name: &str) -> bool {
    let own = child.profile.name.to_lowercase();
    let name = name.to_lowercase();
    name == own || own.split_whitespace().next() == Some(&*name)
}

/// Gives ids to what lines tell.
struct Ids<'a> {
    vault: &'a Vault,
    child: ChildId,
    /// How often the same was told.
    seen: HashMap<ActivityId, u32>,
}

impl Ids<'_> {
    /// What a line tells, as it would be logged.
    fn logged(
        &mut self,
        told: Told,
        may: &May<LogActivities>,
        now: DateTime<Utc>,
    ) -> Result<Activity> {
        let own = told.id.filter(|_| told.child == Some(self.child));
        let activity = told.of(self.child, own).log(may, now)?;
        let id = own.unwrap_or_else(|| self.id_of(&activity));
        Ok(Activity { id, ..activity })
    }

    /// From what the activity says, and how many said the same before it: the remark may be put better since.
    fn id_of(&mut self, activity: &Activity) -> ActivityId {
        let said = transfer::identity(activity.start, activity.end, &activity.details);
        let first = self.hashed(&said, 0);
        let nth = self.seen.entry(first).or_default();
        *nth += 1;
        let nth = *nth - 1;
        if nth == 0 { first } else { self.hashed(&said, nth) }
    }

    fn hashed(&self, said: &str, nth: u32) -> ActivityId {
        let hash = self.vault.index("import", format!("{}|{said}|{nth}", self.child));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        ActivityId(Uuid::from_bytes(bytes))
    }
}
