//! Of whom somebody can speak.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    Actor, Child, ChildId, FamilyClock, Locale, Result, System,
    command::{Interpretation, Moment, interpret},
};

use super::{
    super::{children, families},
    Said,
};
use crate::App;

/// The children that somebody can speak of, each beside its family's clock.
pub(super) struct Home(Vec<(FamilyClock, Child)>);

impl Home {
    /// The child that is spoken of with its siblings; without, all whom the actor knows.
    ///
    /// # Errors
    /// [`domain::Error::NotFound`] if the actor cannot know the child.
    pub(super) async fn of(app: &App, actor: &Actor, child: Option<ChildId>) -> Result<Self> {
        Ok(Self(if let Some(child) = child {
            let member = children::member_for(app, actor, child).await?;
            let family = families::of(app, &member).await?;
            let siblings = children::of(app, &member, family.state()).await?;
            siblings.into_iter().map(|child| (family.clock, child)).collect()
        } else {
            let placed = children::everywhere(app, actor).await?;
            placed.into_iter().map(|(clock, placed)| (clock, placed.child)).collect()
        }))
    }

    /// What the words mean when they are said, by the clock of the child that they are about.
    pub(super) fn read(&self, said: &Said, now: DateTime<Utc>) -> (Moment<'_>, Interpretation) {
        let read = |clock| {
            let children = self.0.iter().map(|(_, it)| (it.id, it.profile.name.as_str())).collect();
            let units = match said.locale {
                Locale::EnUs => System::Imperial,
                _ => System::Metric,
            };
            let moment = Moment { now, clock, units, children, about: said.child };
            let read = interpret(&said.text, said.locale, &moment);
            (moment, read)
        };
        let (moment, first) = read(self.clock(said.child));
        let named = match &first {
            Interpretation::Certain(command) | Interpretation::Unsure(command, _) => command.child,
            Interpretation::Refused(_) => None,
        };
        let own = self.clock(named);
        if named.is_none() || own == moment.clock { (moment, first) } else { read(own) }
    }

    /// How old the child is, in days; where nobody knows which it is, the youngest.
    pub(super) fn age_days(&self, child: Option<ChildId>, now: DateTime<Utc>) -> Option<u32> {
        let meant = self.0.iter().filter(|(_, it)| child.is_none_or(|child| it.id == child));
        let days = |(clock, it): &(FamilyClock, Child)| {
            (clock.date(now) - it.profile.birth.date).num_days()
        };
        meant.map(days).min().map(|days| u32::try_from(days).unwrap_or(0))
    }

    fn clock(&self, child: Option<ChildId>) -> FamilyClock {
        let at = child.and_then(|child| self.0.iter().position(|(_, it)| it.id == child));
        let nobodys = FamilyClock { zone: Tz::UTC, day_start_minutes: 0 };
        self.0.get(at.unwrap_or_default()).map_or(nobodys, |(clock, _)| *clock)
    }
}
