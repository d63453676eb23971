//! Invitations into a family.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Access, AccountId, Email, FamilyId, InvitationId, Manage, May, Permissions, Result, Role,
    ShareCode, text,
};

/// An invitation: its code serves once and ends after 7 days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The family it leads into.
    pub family: FamilyId,
    /// Who is invited.
    pub email: Email,
    /// What they will be.
    pub role: Role,
    /// What they will be allowed.
    pub permissions: Permissions,
    /// How far that will reach.
    pub access: Access,
    /// A word from the one who invites.
    pub message: Option<String>,
    /// The code that lets them in.
    pub code: ShareCode,
    /// Who invites.
    pub by: AccountId,
    /// When the code ends.
    pub expires_at: DateTime<Utc>,
    /// When somebody took it.
    pub accepted_at: Option<DateTime<Utc>>,
    /// Counts the changes, from 1.
    pub version: i32,
}

/// An invitation that somebody wants to make.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// The client's own id, so that a repeated request is known.
    pub id: Option<InvitationId>,
    /// Whom.
    pub email: Email,
    /// As what.
    pub role: Role,
    /// What they will be allowed; absent, what the role has.
    pub permissions: Option<Permissions>,
    /// How far that will reach.
    pub access: Access,
    /// A word to them.
    pub message: Option<String>,
}

impl NewInvitation {
    /// Turns the wish into an invitation with this code.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if the message is longer than 500 characters, or access cannot be limited so.
    pub fn invite(
        self,
        may: &May<Manage>,
        code: ShareCode,
        now: DateTime<Utc>,
    ) -> Result<Invitation> {
        Ok(Invitation {
            id: self.id.unwrap_or_else(InvitationId::fresh),
            family: may.family(),
            email: self.email,
            role: self.role,
            permissions: self.permissions.unwrap_or(Permissions::of(self.role)),
            access: self.access.checked(self.role, now)?,
            message: text::prose("message", self.message.as_deref(), 500)?,
            code,
            by: may.account(),
            expires_at: now + Invitation::LIFETIME,
            accepted_at: None,
            version: 1,
        })
    }
}

impl Invitation {
    /// How long a code serves.
    pub const LIFETIME: TimeDelta = TimeDelta::days(7);

    /// Whether both invite the same person to the same place, so that one is a repeated sending of the other.
    #[must_use]
    pub fn repeats(&self, earlier: &Self) -> bool {
        let told = |it: &Self| {
            (it.email.clone(), it.role, it.permissions, it.access.clone(), it.message.clone())
        };
        told(self) == told(earlier)
    }
}
