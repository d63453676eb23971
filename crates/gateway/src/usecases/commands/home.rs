//! Of whom somebody can speak.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    Actor, ChildId, FamilyClock, Locale, Result, System,
    command::{Interpretation, Moment, interpret},
};

use super::{
    super::{children, families},
    Said,
};
use crate::App;

/// The children that somebody can speak of, each beside its family's clock.
pub(super) struct Home {
    clocks: Vec<FamilyClock>,
    names: Vec<(ChildId, String)>,
}

impl Home {
    /// The child that is spoken of with its siblings; without, all whom the actor knows.
    ///
    /// # Errors
    /// [`domain::Error::NotFound`] if the actor cannot know the child.
    pub(super) async fn of(app: &App, actor: &Actor, child: Option<ChildId>) -> Result<Self> {
        let known: Vec<_> = if let Some(child) = child {
            let member = children::member_for(app, actor, child).await?;
            let family = families::of(app, &member).await?;
            let siblings = children::of(app, &member, family.state()).await?;
            siblings.into_iter().map(|child| (family.clock, child)).collect()
        } else {
            let placed = children::everywhere(app, actor).await?;
            placed.into_iter().map(|(clock, placed)| (clock, placed.child)).collect()
        };
        let (clocks, names) =
            known.into_iter().map(|(clock, child)| (clock, (child.id, child.profile.name))).unzip();
        Ok(Self { clocks, names })
    }

    /// What the words mean, by the clock of the child that they are about.
    pub(super) fn read(&self, said: &Said, now: DateTime<Utc>) -> (FamilyClock, Interpretation) {
        let clock = self.clock(said.child);
        let read = interpret_with(self, said, clock, now);
        let named = match &read {
            Interpretation::Certain(command) | Interpretation::Unsure(command, _) => command.child,
            Interpretation::Refused(_) => None,
        };
        let own = self.clock(named);
        if named.is_none() || own == clock {
            return (clock, read);
        }
        (own, interpret_with(self, said, own, now))
    }

    /// When and of whom is spoken.
    pub(super) fn with<T>(
        &self,
        said: &Said,
        clock: FamilyClock,
        now: DateTime<Utc>,
        tell: impl FnOnce(&Moment<'_>) -> T,
    ) -> T {
        let children: Vec<_> = self.names.iter().map(|(id, name)| (*id, name.as_str())).collect();
        let units = match said.locale {
            Locale::EnUs => System::Imperial,
            _ => System::Metric,
        };
        tell(&Moment { now, clock, units, children: &children, about: said.child })
    }

    fn clock(&self, child: Option<ChildId>) -> FamilyClock {
        let at = child.and_then(|child| self.names.iter().position(|(id, _)| *id == child));
        let nobodys = FamilyClock { zone: Tz::UTC, day_start_minutes: 0 };
        self.clocks.get(at.unwrap_or_default()).copied().unwrap_or(nobodys)
    }
}

fn interpret_with(
    home: &Home,
    said: &Said,
    clock: FamilyClock,
    now: DateTime<Utc>,
) -> Interpretation {
    home.with(said, clock, now, |moment| interpret(&said.text, said.locale, moment))
}
