//! The family's log: every change, numbered without holes.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{AccountId, ActivityId, ChildId, FamilyId, InvitationId, Kind, Role, word::words};

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
    }
}

/// One change in a family's log.
#[derive(Clone, Debug, PartialEq, Eq)]
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
}

/// What can happen in a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The family came into being.
    FamilyCreated,
    /// Somebody was invited.
    MemberInvited {
        /// The invitation.
        invitation: InvitationId,
        /// What they will be.
        role: Role,
    },
    /// Somebody joined.
    MemberJoined {
        /// Who.
        member: AccountId,
        /// What they are.
        role: Role,
    },
    /// A child was added.
    ChildAdded {
        /// The child.
        child: ChildId,
    },
    /// An activity was logged.
    ActivityLogged {
        /// The activity.
        activity: ActivityId,
        /// Whose.
        child: ChildId,
        /// Of which kind.
        kind: Kind,
        /// When it began.
        timestamp: DateTime<Utc>,
    },
}

impl Event {
    /// The event's name on the socket and in the log.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::FamilyCreated => "family-created",
            Self::MemberInvited { .. } => "member-invited",
            Self::MemberJoined { .. } => "member-joined",
            Self::ChildAdded { .. } => "child-added",
            Self::ActivityLogged { .. } => "activity-logged",
        }
    }

    /// What the change is about; `None` for the family itself.
    #[must_use]
    pub fn entity(&self) -> (Entity, Option<Uuid>) {
        match self {
            Self::FamilyCreated => (Entity::Family, None),
            Self::MemberInvited { invitation, .. } => (Entity::Invitation, Some(invitation.0)),
            Self::MemberJoined { member, .. } => (Entity::Member, Some(member.0)),
            Self::ChildAdded { child } => (Entity::Child, Some(child.0)),
            Self::ActivityLogged { activity, .. } => (Entity::Activity, Some(activity.0)),
        }
    }
}
