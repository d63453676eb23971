//! What people are told when they are not looking. All of it is data, put into words when it is read or sent.

use chrono::{DateTime, NaiveTime, Timelike, Utc};

use crate::{
    AccountId, DeviceId, Error, FamilyId, Form, Level, NotificationId, Reason, Result, Role,
    word::words,
};

words! {
    /// What somebody is told.
    NoticeKind {
        /// That notifications arrive.
        Test = "test",
        /// That it is time to log how the day is.
        DailyReminder = "daily-reminder",
        /// That somebody joined a family of theirs.
        MemberJoined = "member-joined",
        /// That somebody is no longer in a family of theirs.
        MemberLeft = "member-left",
        /// That they are no longer in a family.
        Removed = "removed",
        /// That they may do more or less in a family than before.
        RoleChanged = "role-changed",
        /// That they have earned enough points for a level.
        LevelUp = "level-up",
        /// That their password was changed.
        PasswordChanged = "password-changed",
    }

    /// How far a notification came.
    Reached {
        /// Into the list; there is nothing to push it to.
        Stored = "stored",
        /// To the push service, which took it.
        Sent = "sent",
        /// Into the list; the push service did not take it yet, or never will.
        Failed = "failed",
    }
}

/// What somebody is told, with all that its words need, as it was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Notifications arrive.
    Test {
        /// The device that was asked for.
        device: DeviceId,
    },
    /// It is time to log how the day is.
    DailyReminder,
    /// Somebody joined the family.
    MemberJoined {
        /// Who.
        member: AccountId,
        /// What they are called.
        name: String,
        /// As what.
        role: Role,
        /// What the family is called.
        family: String,
    },
    /// Somebody left the family, or was removed.
    MemberLeft {
        /// Who.
        member: AccountId,
        /// What they are called.
        name: String,
        /// What the family is called.
        family: String,
    },
    /// The person who is told was removed from the family.
    Removed {
        /// What the family is called.
        family: String,
    },
    /// The person who is told has another role, or other permissions.
    RoleChanged {
        /// The role they have now.
        role: Role,
        /// What the family is called.
        family: String,
    },
    /// The person who is told has reached a level.
    LevelUp {
        /// Which.
        level: Level,
    },
    /// The password of the person who is told was changed.
    PasswordChanged,
}

impl Notice {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> NoticeKind {
        match self {
            Self::Test { .. } => NoticeKind::Test,
            Self::DailyReminder => NoticeKind::DailyReminder,
            Self::MemberJoined { .. } => NoticeKind::MemberJoined,
            Self::MemberLeft { .. } => NoticeKind::MemberLeft,
            Self::Removed { .. } => NoticeKind::Removed,
            Self::RoleChanged { .. } => NoticeKind::RoleChanged,
            Self::LevelUp { .. } => NoticeKind::LevelUp,
            Self::PasswordChanged => NoticeKind::PasswordChanged,
        }
    }

    /// The member it is about, if it is about another one.
    #[must_use]
    pub fn member(&self) -> Option<AccountId> {
        match self {
            Self::MemberJoined { member, .. } | Self::MemberLeft { member, .. } => Some(*member),
            _ => None,
        }
    }
}

/// Something that an account was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// What.
    pub notice: Notice,
    /// The family it is about, if it is about one.
    pub family: Option<FamilyId>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it was first marked as read.
    pub read_at: Option<DateTime<Utc>>,
}

/// How an account wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotificationSettings {
    /// Whether notifications are pushed to its devices.
    pub push_enabled: bool,
    /// Whether it may be told by letter what it need not know. What concerns its safety always comes.
    pub email_enabled: bool,
    /// Whether it may be told by text message.
    pub sms_enabled: bool,
    /// When, by the clock on its wall, it is reminded each day.
    pub daily_reminder: Option<NaiveTime>,
}

impl Default for NotificationSettings {
    fn default() -> Self {
        Self { push_enabled: true, email_enabled: true, sms_enabled: false, daily_reminder: None }
    }
}

/// Reads a time of day, such as `09:00` or `09:00:00`.
///
/// # Errors
/// [`Error::Invalid`] if it is none.
pub fn time_of_day(field: &'static str, text: &str) -> Result<NaiveTime> {
    let read = |form| NaiveTime::parse_from_str(text, form);
    let time = read("%H:%M:%S")
        .or_else(|_| read("%H:%M"))
        .map_err(|_| Error::invalid(field, Reason::NotA(Form::Clock)))?;
    // A leap second is no time to be reminded at.
    Ok(time.with_nanosecond(0).unwrap_or(time))
}
