//! What is there already: by its id, or logged by hand and saying the same.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Activity, ActivityId, ChildId, Details, FamilyId, Kind, Result, Volume, Word};
use persistence::{
    activities::{self, Outline},
    seal::Key,
};

use crate::{App, transfer};

/// The kinds whose plain columns say all that matters.
const PLAIN: &[Kind] =
    &[Kind::Feeding, Kind::Sleep, Kind::Diaper, Kind::Pumping, Kind::Bath, Kind::TummyTime];
/// The kinds of which it is sealed.
const SEALED: &[Kind] =
    &[Kind::Growth, Kind::Milestone, Kind::Medication, Kind::Temperature, Kind::Note];

/// What an activity says to the minute.
#[derive(PartialEq, Eq, Hash)]
struct Says {
    kind: Kind,
    start: i64,
    end: Option<i64>,
    what: String,
}

/// What a family has of a child, and what it had once.
pub(super) struct Known {
    ids: HashSet<ActivityId>,
    says: HashMap<Says, usize>,
}

impl Known {
    /// What is known of the time of these activities, in a constant number of statements.
    pub(super) async fn of(
        app: &App,
        key: &Key,
        family: FamilyId,
        child: ChildId,
        coming: &[Activity],
    ) -> Result<Self> {
        let starts = || coming.iter().map(|it| it.start);
        let (Some(first), Some(last)) = (starts().min(), starts().max()) else {
            return Ok(Self { ids: HashSet::new(), says: HashMap::new() });
        };
        let span = (first - TimeDelta::minutes(1), last + TimeDelta::minutes(1));
        let db = app.db.read();
        let mut ids = activities::ids(db, family).await?;
        ids.extend(persistence::changes::deleted_activities(db, family).await?);
        let plain = activities::outlines(db, family, child, PLAIN, span).await?;
        let sealed = activities::opened(db, key, family, child, SEALED, span).await?;

        // What comes again under its own id is no other's match.
        let coming: HashSet<_> = coming.iter().map(|it| it.id).collect();
        let plain = plain.iter().filter(|it| !coming.contains(&it.id)).map(outlined);
        let sealed = sealed.iter().filter(|it| !coming.contains(&it.id)).map(said);
        let mut says = HashMap::new();
        for said in plain.chain(sealed) {
            *says.entry(said).or_default() += 1;
        }
        Ok(Self { ids, says })
    }

    /// Those of these activities that are new.
    pub(super) fn without(mut self, coming: Vec<Activity>) -> Vec<Activity> {
        let mut fresh = coming;
        fresh.retain(|activity| {
            if !self.ids.insert(activity.id) {
                return false;
            }
            match self.says.get_mut(&said(activity)) {
                Some(left @ 1..) => {
                    *left -= 1;
                    false
                }
                _ => true,
            }
        });
        fresh
    }
}

fn minute(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(60)
}

fn plainly(variant: &str, amount: Option<Volume>) -> String {
    let amount = amount.map(|amount| amount.millilitres().to_string());
    format!("{variant}|{}", amount.unwrap_or_default())
}

fn outlined(outline: &Outline) -> Says {
    let Outline { kind, variant, amount, start, end, .. } = outline;
    // By day or by night is for each app to say.
    let variant = if *kind == Kind::Sleep { "" } else { variant };
    let what = plainly(variant, *amount);
    Says { kind: *kind, start: minute(*start), end: end.map(minute), what }
}

fn said(activity: &Activity) -> Says {
    let Activity { details, start, end, notes, .. } = activity;
    let what = match details {
        Details::Feeding(it) => plainly(it.method.word(), it.amount.map(|it| it.volume)),
        Details::Pumping(it) => plainly("", it.amount.map(|it| it.volume)),
        Details::Diaper(it) => plainly(it.contents.word(), None),
        Details::Sleep(_) | Details::Bath | Details::TummyTime => plainly("", None),
        Details::Note => notes.clone().unwrap_or_default(),
        other => transfer::identity(DateTime::UNIX_EPOCH, None, other),
    };
    Says { kind: details.kind(), start: minute(*start), end: end.map(minute), what }
}
