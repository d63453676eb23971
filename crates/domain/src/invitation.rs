//! Invitations into a family.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    AccountId, Email, FamilyId, InvitationId, Invite, May, Permissions, Result, Role, ShareCode,
    text,
};

/// An invitation: its code serves once and ends after 7 days.
#[derive(Clone, Debug)]
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
    /// A word from the one who invites.
    pub message: Option<String>,
    /// The code that lets them in.
    pub code: ShareCode,
    /// Who invites.
    pub by: AccountId,
    /// When the code ends.
    pub expires_at: DateTime<Utc>,
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
    /// A word to them.
    pub message: Option<String>,
}

impl NewInvitation {
    /// Turns the wish into an invitation with this code.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if the message is longer than 500 characters.
    pub fn invite(
        self,
        may: &May<Invite>,
        code: ShareCode,
        now: DateTime<Utc>,
    ) -> Result<Invitation> {
        Ok(Invitation {
            id: self.id.unwrap_or_else(InvitationId::fresh),
            family: may.family(),
            email: self.email,
            role: self.role,
            permissions: self.permissions.unwrap_or(Permissions::of(self.role)),
            message: text::prose("message", self.message.as_deref(), 500)?,
            code,
            by: may.account(),
            expires_at: now + Invitation::LIFETIME,
        })
    }
}

impl Invitation {
    /// How long a code serves.
    pub const LIFETIME: TimeDelta = TimeDelta::days(7);

    /// Whether both invite the same person to the same place, so that one is a repeated sending of the other.
    #[must_use]
    pub fn repeats(&self, earlier: &Self) -> bool {
        let told = |it: &Self| (it.email.clone(), it.role, it.permissions, it.message.clone());
        told(self) == told(earlier)
    }
}
