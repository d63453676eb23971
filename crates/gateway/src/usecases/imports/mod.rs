//! What was logged elsewhere comes in: each line of a file once, however often the file or a later one of the same app is
//! sent.

mod draft;
mod known;
mod write;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    Actor, ChildId, Error, FamilyId, Kind, Limit, LogActivities, Reason, Result, System, Thing,
    Word,
};

use self::{draft::Drafts, known::Known};
use super::{
    families,
    idempotency::{self, Once, Outcome},
};
use crate::{
    App,
    transfer::{Ground, Units},
};

/// The most problems that are told one by one.
pub const MOST_TOLD: usize = 1_000;

/// Hears how many of how many activities were written.
pub type Progress = Box<dyn Fn(usize, usize) + Send + Sync>;

/// A file of a child's history.
pub struct Import {
    /// Whose history.
    pub child: ChildId,
    /// The zone of the clock on the wall that its times are of; absent, the family's.
    pub zone: Option<Tz>,
    /// What numbers without a unit are in; absent, as their size tells. Where it does not, nothing is logged.
    pub units: Option<System>,
    /// Whether it is to be logged; else it is only told what would be.
    pub apply: bool,
    /// The file.
    pub bytes: Vec<u8>,
    /// Hears how far it got.
    pub progress: Option<Progress>,
}

/// What became of a file, or would.
#[derive(Clone, Debug)]
pub struct Report {
    /// Which app wrote it.
    pub source: &'static str,
    /// What those of its numbers were taken in that have no unit.
    pub units: Option<Units>,
    /// Whether it was logged.
    pub applied: bool,
    /// How many lines it has beside the header.
    pub lines: usize,
    /// How many of them are new.
    pub added: usize,
    /// How many are there already, or were and are deleted.
    pub known: usize,
    /// How many are of kinds that are not kept, or of other children.
    pub skipped: usize,
    /// How many cannot be.
    pub refused: usize,
    /// The new ones by their kinds.
    pub by_kind: BTreeMap<Kind, usize>,
    /// When the first activity in it began.
    pub from: Option<DateTime<Utc>>,
    /// When the last did.
    pub until: Option<DateTime<Utc>>,
    /// The lines that were skipped or refused, as far as they are told.
    pub problems: Vec<Problem>,
    /// Whether there are more of them.
    pub truncated: bool,
}

/// Why a line does not come in.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Its number in the file, whose first line is 1.
    pub line: usize,
    /// Why.
    pub why: Why,
}

/// Why a line does not come in.
#[derive(Clone, Debug)]
pub enum Why {
    /// Something is wrong with it.
    Refused(Error),
    /// It is of a kind that is not kept; as the file calls it.
    NotKept(String),
    /// It is of another child; as the file calls it.
    OtherChild(String),
}

/// Logs what a file tells of a child, or tells what that would do. Nobody is notified of each; the room hears of all.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child in this family, [`Error::Forbidden`] without the permission,
/// [`Error::Invalid`] if the file cannot be read, or is to be logged and its numbers can be in one unit or another.
pub async fn import(
    app: &App,
    actor: &Actor,
    family: FamilyId,
    import: Import,
    once: Option<Once<Report>>,
) -> Result<Outcome<Report>> {
    let member = actor.member_of(family)?;
    member.reaches(import.child)?;
    let key = families::key(app, &member).await?;
    let child = persistence::children::find(app.db.read(), &key, family, import.child).await?;
    let child = child.ok_or(Error::NotFound(Thing::Child))?;
    let may = member.may::<LogActivities>()?;
    let run = async {
        let clock = families::of(app, &member).await?.clock;
        let Import { zone, units, apply, bytes, progress, .. } = import;
        let (zone, now, vault) = (zone.unwrap_or(clock.zone), app.now(), app.vault.clone());
        let drafted = move || Drafts::of(&bytes, zone, units, &child, &may, &vault, now);
        let Drafts { mut report, activities } = app.work.run(drafted).await?;
        if apply && report.units.is_some_and(|units| units.ground == Ground::Open) {
            return Err(unclear_units());
        }
        let known = Known::of(app, &key, family, import.child, &activities).await?;
        let read = activities.len();
        let mut fresh = app.work.run(move || Ok(known.without(activities))).await?;
        if apply {
            let progress = progress.unwrap_or_else(|| Box::new(|_, _| {}));
            fresh = write::write(app, &key, fresh, &progress).await?;
        }
        report.applied = apply;
        report.added = fresh.len();
        report.known = read - fresh.len();
        for activity in &fresh {
            *report.by_kind.entry(activity.details.kind()).or_default() += 1;
        }
        let db = app.db.write();
        idempotency::remember(db, once.as_ref(), family, &key, &report, app.now()).await?;
        Ok(Outcome::Done(report))
    };
    idempotency::run(app, once.as_ref(), run).await
}

fn unclear_units() -> Error {
    let [one, other] = [System::Metric, System::Imperial].map(|it| Limit::Spelt(it.word()));
    Error::invalid("units", Reason::Either(one, other))
}

impl Report {
    /// Notes why a line does not come in.
    fn note(&mut self, line: usize, why: Why) {
        match why {
            Why::Refused(_) => self.refused += 1,
            Why::NotKept(_) | Why::OtherChild(_) => self.skipped += 1,
        }
        if self.problems.len() < MOST_TOLD {
            self.problems.push(Problem { line, why });
        } else {
            self.truncated = true;
        }
    }

    /// Notes that something began then.
    fn span(&mut self, start: DateTime<Utc>) {
        self.from = Some(self.from.map_or(start, |from| from.min(start)));
        self.until = Some(self.until.map_or(start, |until| until.max(start)));
    }
}
