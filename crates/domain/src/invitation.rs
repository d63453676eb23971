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

impl Invitation {
    /// How long a code serves.
    pub const LIFETIME: TimeDelta = TimeDelta::days(7);

    /// A new invitation; without permissions it gives those of the role.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if the message is longer than 500 characters.
    pub fn new(
        may: &May<Invite>,
        email: Email,
        role: Role,
        permissions: Option<Permissions>,
        message: Option<&str>,
        code: ShareCode,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        Ok(Self {
            id: InvitationId::fresh(),
            family: may.family(),
            email,
            role,
            permissions: permissions.unwrap_or(Permissions::of(role)),
            message: text::prose("message", message, 500)?,
            code,
            by: may.account(),
            expires_at: now + Self::LIFETIME,
        })
    }
}
