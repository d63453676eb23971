//! What is coming for a child, and what was found out about it.

use async_graphql::{Enum, ID, SimpleObject};
use chrono::{DateTime, Utc};
use domain::{
    Appointment, Basis, Child, FamilyClock, Insight, Locale, Occasion, OccasionKind, Predictions,
    Priority, Word,
};

use crate::language;

/// What an event is.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(rename_items = "snake_case")]
enum EventType {
    /// A birthday.
    Birthday,
    /// A recommended visit to the doctor.
    WellChildVisit,
    /// An appointment that the family made.
    Appointment,
    /// The next nap, as predicted.
    Nap,
    /// The next feeding, as predicted.
    Feeding,
    /// The next bedtime, as predicted.
    Bedtime,
}

/// Something to come.
#[derive(SimpleObject)]
pub(super) struct UpcomingEvent {
    r#type: EventType,
    /// For an appointment its time, else when the day begins for the family.
    pub(super) scheduled_for: DateTime<Utc>,
    description: String,
}

impl UpcomingEvent {
    /// A date that the child's birth sets.
    pub(super) fn occasion(
        locale: Locale,
        child: &Child,
        clock: FamilyClock,
        occasion: Occasion,
    ) -> Self {
        let Occasion { kind, date, months } = occasion;
        let id = match (kind, months) {
            (OccasionKind::Birthday, _) => "event-birthday",
            (OccasionKind::WellChildVisit, 0) => "event-visit-first-week",
            (OccasionKind::WellChildVisit, ..36) => "event-visit-months",
            (OccasionKind::WellChildVisit, _) => "event-visit-years",
        };
        let name = child.profile.name.as_str();
        let about = language::args!["name" => name, "months" => months, "years" => months / 12];
        Self {
            r#type: match kind {
                OccasionKind::Birthday => EventType::Birthday,
                OccasionKind::WellChildVisit => EventType::WellChildVisit,
            },
            scheduled_for: clock.day(date).start,
            description: language::say(locale, id, &about),
        }
    }

    /// What is predicted, as far as it rests on the child's own history.
    pub(super) fn predicted(
        locale: Locale,
        clock: FamilyClock,
        next: &Predictions,
    ) -> impl Iterator<Item = Self> {
        let all = [
            (EventType::Nap, "event-nap", next.nap),
            (EventType::Feeding, "event-feeding", next.feeding),
            (EventType::Bedtime, "event-bedtime", next.bedtime),
        ];
        let own = all.into_iter().filter(|(_, _, it)| it.basis == Basis::OwnHistory);
        own.map(move |(r#type, id, it)| {
            let time = |at| language::time_at(locale, clock, at);
            let args = language::args!["from" => time(it.earliest), "to" => time(it.latest)];
            Self { r#type, scheduled_for: it.at, description: language::say(locale, id, &args) }
        })
    }

    /// An appointment.
    pub(super) fn appointment(locale: Locale, appointment: &Appointment) -> Self {
        let Appointment { title, place, at, .. } = appointment;
        let description = match place {
            Some(place) => {
                let args = language::args!["title" => title.as_str(), "place" => place.as_str()];
                language::say(locale, "event-appointment-at", &args)
            }
            None => title.clone(),
        };
        Self { r#type: EventType::Appointment, scheduled_for: *at, description }
    }
}

/// Something found out about a child.
#[derive(SimpleObject)]
#[graphql(name = "Insight")]
pub(super) struct InsightNode {
    /// Its id.
    id: ID,
    /// In your language.
    message: String,
    /// `low`, `medium` or `high`.
    priority: &'static str,
    /// Whether something can be done about it.
    actionable: bool,
}

impl InsightNode {
    pub(super) fn new(locale: Locale, insight: &Insight) -> Self {
        Self {
            id: insight.id.to_string().into(),
            message: language::finding(locale, &insight.name, &insight.finding),
            priority: Priority::word(insight.finding.priority()),
            actionable: insight.finding.is_actionable(),
        }
    }
}
