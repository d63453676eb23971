//! The family's log: every change, numbered without holes.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    AccountId, ActivityId, AppointmentId, ChildId, FamilyId, Finding, InsightId, InvitationId,
    Kind, Role, TimerId, word::words,
};

words! {
    /// What a change is about.
    Entity {
        /// The family itself.
        Family = "family",
        /// A member.
        Member = "member",
        /// An invitation.
        Invitation = "invitation",
        /// A child.
        Child = "child",
        /// An activity.
        Activity = "activity",
        /// A timer.
        Timer = "timer",
        /// An appointment.
        Appointment = "appointment",
        /// An insight.
        Insight = "insight",
    }

    /// What somebody did to a thing while they were away.
    Op {
        /// They made it.
        Create = "create",
        /// They changed it.
        Update = "update",
        /// They deleted it.
        Delete = "delete",
        /// They took the deletion back.
        Restore = "restore",
    }

    /// What can happen in a family.
    Event {
        /// The family came into being.
        FamilyCreated = "family-created",
        /// Its name, its days or its code changed.
        FamilyUpdated = "family-updated",
        /// Somebody was invited.
        MemberInvited = "member-invited",
        /// An invitation offers something else.
        InvitationUpdated = "invitation-updated",
        /// An invitation was taken back.
        InvitationRevoked = "invitation-revoked",
        /// Somebody joined.
        MemberJoined = "member-joined",
        /// Somebody may do more or less than before.
        MemberUpdated = "member-updated",
        /// Somebody left, or was removed.
        MemberLeft = "member-left",
        /// A child was added.
        ChildAdded = "child-added",
        /// What is known of a child changed.
        ChildUpdated = "child-updated",
        /// A child was removed, with all that was logged about it.
        ChildDeleted = "child-deleted",
        /// An activity was logged.
        ActivityLogged = "activity-logged",
        /// An activity was corrected, or restored.
        ActivityUpdated = "activity-updated",
        /// An activity was deleted.
        ActivityDeleted = "activity-deleted",
        /// A timer was started.
        TimerStarted = "timer-started",
        /// A timer was paused.
        TimerPaused = "timer-paused",
        /// A timer goes on.
        TimerResumed = "timer-resumed",
        /// A timer counts for the other side.
        TimerSwitched = "timer-switched",
        /// A timer was stopped, and made an activity.
        TimerStopped = "timer-stopped",
        /// A timer was thrown away.
        TimerCancelled = "timer-cancelled",
        /// An appointment was made.
        AppointmentAdded = "appointment-added",
        /// An appointment was changed.
        AppointmentUpdated = "appointment-updated",
        /// An appointment was cancelled.
        AppointmentDeleted = "appointment-deleted",
        /// Something was found out about a child.
        InsightAvailable = "insight-available",
        /// What was found out is told with other numbers, or for longer.
        InsightUpdated = "insight-updated",
        /// What was found out is no longer told.
        InsightDismissed = "insight-dismissed",
    }
}

/// One change in a family's log.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The family.
    pub family: FamilyId,
    /// Its number in the family's log, from 1, without holes.
    pub seq: i64,
    /// Who did it.
    pub by: AccountId,
    /// When, by the server's clock.
    pub at: DateTime<Utc>,
    /// What happened.
    pub event: Event,
    /// To what.
    pub subject: Subject,
}

/// What a change happened to, with as much of it as those who listen are told.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// The family itself.
    Family,
    /// An invitation.
    Invitation {
        /// Which.
        id: InvitationId,
        /// What the person will be.
        role: Role,
    },
    /// A member.
    Member {
        /// Who.
        id: AccountId,
        /// What they are.
        role: Role,
    },
    /// A child.
    Child {
        /// Which.
        id: ChildId,
    },
    /// An activity.
    Activity {
        /// Which.
        id: ActivityId,
        /// Whose.
        child: ChildId,
        /// Of which kind.
        kind: Kind,
        /// When it began.
        timestamp: DateTime<Utc>,
    },
    /// A timer.
    Timer {
        /// Which.
        id: TimerId,
        /// Whose.
        child: ChildId,
        /// What is timed.
        kind: Kind,
        /// When it was started.
        start: DateTime<Utc>,
        /// Who started it.
        by: AccountId,
    },
    /// An appointment.
    Appointment {
        /// Which.
        id: AppointmentId,
        /// Whose.
        child: ChildId,
        /// When.
        at: DateTime<Utc>,
    },
    /// An insight.
    Insight {
        /// Which.
        id: InsightId,
        /// About whom.
        child: ChildId,
        /// What the child was called then.
        name: String,
        /// What was found.
        finding: Finding,
    },
}

impl Subject {
    /// What it is, and its id; the family itself needs none.
    #[must_use]
    pub fn entity(&self) -> (Entity, Option<Uuid>) {
        match self {
            Self::Family => (Entity::Family, None),
            Self::Invitation { id, .. } => (Entity::Invitation, Some(id.0)),
            Self::Member { id, .. } => (Entity::Member, Some(id.0)),
            Self::Child { id } => (Entity::Child, Some(id.0)),
            Self::Activity { id, .. } => (Entity::Activity, Some(id.0)),
            Self::Timer { id, .. } => (Entity::Timer, Some(id.0)),
            Self::Appointment { id, .. } => (Entity::Appointment, Some(id.0)),
            Self::Insight { id, .. } => (Entity::Insight, Some(id.0)),
        }
    }

    /// The child it is about, if it is about one.
    #[must_use]
    pub fn child(&self) -> Option<ChildId> {
        match self {
            Self::Child { id: child }
            | Self::Activity { child, .. }
            | Self::Timer { child, .. }
            | Self::Appointment { child, .. }
            | Self::Insight { child, .. } => Some(*child),
            Self::Family | Self::Invitation { .. } | Self::Member { .. } => None,
        }
    }
}
