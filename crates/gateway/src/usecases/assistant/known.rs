//! What is known of the child that somebody asks about, as far as they may know it themselves.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use domain::{
    Activity, Actor, Attainment, Child, ChildId, Details, DiaperContents, Error, FamilyClock,
    FamilyId, Kind, Predictions, Result, Skill, SleepKind, Thing, TimerState, ViewReports, safety,
};

use crate::{
    App,
    usecases::{
        activities::{self, Bound, List},
        children, families,
        growth::{self, Current},
        milestones,
        rhythms::{self, KnownPatterns},
    },
};

/// How far back the activities go.
const RECENT: TimeDelta = TimeDelta::hours(48);
/// How many there are at most.
const MOST: u64 = 200;
/// Where nights are parted.
const NOON: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).unwrap();

/// What of a child an answer may speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Context {
    /// What was logged of late.
    pub recent_activities: bool,
    /// How it sleeps and eats by habit, and what comes next.
    pub patterns: bool,
    /// How old it is, how it grows and what it learns.
    pub development: bool,
}

impl Context {
    /// Whether it may speak of everything.
    pub(super) fn is_all(self) -> bool {
        self.recent_activities && self.patterns && self.development
    }
}

/// A child, and what is known of it.
pub(crate) struct Known {
    pub(crate) family: FamilyId,
    pub(crate) child: Child,
    /// What all children of the family are called, also those that the person may not know.
    pub(super) siblings: Vec<String>,
    pub(crate) clock: FamilyClock,
    pub(crate) now: DateTime<Utc>,
    pub(crate) context: Context,
    /// What was logged in the last two days, the latest first. What is urgent is looked for here, whatever the context.
    pub(crate) recent: Vec<Activity>,
    /// Since when a timer counts its sleep.
    timed_sleep: Option<DateTime<Utc>>,
    /// Absent unless wished, and allowed.
    pub(crate) habits: Option<(KnownPatterns, Predictions)>,
    /// Absent unless wished, and allowed.
    pub(crate) growth: Option<Current>,
    /// What the child has before it.
    pub(crate) upcoming: Vec<&'static Skill>,
}

/// What is known of a child of the actor at a moment, in as many statements whatever was logged.
///
/// # Errors
/// [`Error::NotFound`] if the actor cannot know the child.
pub(super) async fn of(
    app: &App,
    actor: &Actor,
    id: ChildId,
    context: Context,
    now: DateTime<Utc>,
) -> Result<Known> {
    let member = children::member_for(app, actor, id).await?;
    let family = families::of(app, &member).await?;
    let (clock, state) = (family.clock, family.state());
    let all = children::all_of(app, state).await?;
    let child = all.iter().find(|child| child.id == id).cloned();
    let child = child.ok_or(Error::NotFound(Thing::Child))?;
    let from = Some(Bound::Instant(now - RECENT));
    let list = List { child: id, kind: None, from, until: None, after: None, limit: MOST };
    let recent = activities::list(app, actor, list).await?.activities;
    let reports = member.may::<ViewReports>().is_ok();
    let mut known = Known {
        family: family.id,
        siblings: all.iter().map(|child| child.profile.name.clone()).collect(),
        clock,
        now,
        context,
        recent: recent.into_iter().map(|shown| shown.activity).collect(),
        timed_sleep: None,
        habits: None,
        growth: None,
        upcoming: Vec::new(),
        child,
    };
    if context.recent_activities {
        let (db, key) = (app.db.read(), families::key(app, &member).await?);
        let timer = persistence::timers::of_child(db, &key, family.id, id, Kind::Sleep).await?;
        let running = timer.filter(|timer| timer.state == TimerState::Running);
        known.timed_sleep = running.map(|timer| timer.start);
    }
    if context.patterns && reports {
        let patterns = rhythms::patterns_of(app, &member, state, &[id]).await?.remove(&id);
        let predictions = rhythms::upcoming(app, &member, state).await?.remove(&id);
        known.habits = patterns.zip(predictions);
    }
    if context.development {
        if reports {
            let child = std::slice::from_ref(&known.child);
            known.growth = growth::current(app, &member, child, clock).await?.remove(&id);
        }
        let listed = milestones::lists(app, actor, state, &[id]).await?.remove(&id);
        let listed = listed.ok_or(Error::NotFound(Thing::Child))?.into_iter();
        let upcoming = listed.filter(|it| it.attainment == Some(Attainment::Upcoming));
        known.upcoming = upcoming.map(|it| it.skill).collect();
    }
    Ok(known)
}

/// A night's sleep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Night {
    /// How long the child slept.
    pub(crate) slept: TimeDelta,
    /// How often it woke up and fell asleep again.
    pub(crate) wakings: usize,
}

impl Known {
    /// What the child is called.
    pub(crate) fn name(&self) -> &str {
        &self.child.profile.name
    }

    /// The family's date.
    pub(crate) fn today(&self) -> NaiveDate {
        self.clock.date(self.now)
    }

    /// In complete months, from the due date on for a child that was born too early.
    pub(crate) fn months(&self) -> u32 {
        let (child, today) = (&self.child, self.today());
        child.corrected_age_in_months(today).unwrap_or_else(|| child.age_in_months(today))
    }

    /// The night that ended this morning; in the small hours, the one before.
    pub(crate) fn last_night(&self) -> Option<Night> {
        let wall = self.now.with_timezone(&self.clock.zone);
        let morning = wall.date_naive() - Days::new(u64::from(wall.hour() < 5));
        let noon = |date: NaiveDate| self.clock.instant(date.and_time(NOON));
        let night = noon(morning - Days::new(1))..noon(morning);
        let slept = |activity: &Activity| match &activity.details {
            Details::Sleep(sleep) if sleep.kind == SleepKind::Night => {
                let within = night.contains(&activity.start);
                within.then_some(activity.end? - activity.start - activity.paused)
            }
            _ => None,
        };
        let sleeps: Vec<_> = self.recent.iter().filter_map(slept).collect();
        let wakings = sleeps.len().checked_sub(1)?;
        Some(Night { slept: sleeps.into_iter().sum(), wakings })
    }

    /// Since when the child sleeps, by a timer or by the log, unless nobody told when it ended.
    pub(crate) fn asleep(&self) -> Option<DateTime<Utc>> {
        /// No sleep is longer.
        const LONGEST: TimeDelta = TimeDelta::hours(15);
        let last = self.recent.iter().find(|it| it.details.kind() == Kind::Sleep);
        let logged = last.filter(|it| it.end.is_none()).map(|it| it.start);
        self.timed_sleep.or(logged).filter(|since| self.now - *since < LONGEST)
    }

    /// In whole days.
    pub(super) fn age_days(&self) -> u32 {
        u32::try_from((self.today() - self.child.profile.birth.date).num_days()).unwrap_or(0)
    }

    /// What bears on the child's safety; after a moment, as far as what was logged since shows anything new.
    pub(super) fn log(&self, after: Option<DateTime<Utc>>) -> safety::Log {
        let is_new = |activity: &Activity| after.is_none_or(|after| activity.updated_at > after);
        let mut log =
            safety::Log { now: self.now, age_days: Some(self.age_days()), ..Default::default() };
        let mut wet_again = false;
        for activity @ Activity { start, details, .. } in &self.recent {
            match details {
                Details::Temperature(it) if is_new(activity) => {
                    log.temperatures.push((*start, it.temperature));
                }
                Details::Diaper(it) => {
                    wet_again |= it.contents != DiaperContents::Dirty && is_new(activity);
                    log.diapers.push((*start, it.contents));
                }
                Details::Feeding(_) => log.feedings.push(*start),
                _ => {}
            }
        }
        // Who is still dry since the same wet diaper shows nothing new.
        if !wet_again {
            log.diapers.clear();
        }
        log
    }

    /// What was logged in the last 24 hours, the latest first.
    pub(crate) fn last_day(&self) -> impl Iterator<Item = &Activity> {
        let from = self.now - TimeDelta::hours(24);
        self.recent.iter().filter(move |activity| activity.start > from)
    }
}
