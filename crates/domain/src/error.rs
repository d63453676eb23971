//! The one error of the product, sorted by what the caller can do about it.
//!
//! All of it is data: the English here is for logs and developers, and each face says it in the caller's language.

use std::{borrow::Cow, fmt, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};

use crate::word::words;

/// Shorthand used throughout the workspace.
pub type Result<T, E = Error> = std::result::Result<T, E>;

words! {
    /// Why somebody is not let in.
    SignIn {
        /// No token came with the call.
        Missing = "missing",
        /// The token is none of ours, or its time is over.
        BadToken = "bad-token",
        /// The session was ended.
        SessionEnded = "session-ended",
        /// The token belongs to another device.
        OtherDevice = "other-device",
        /// Address or password is wrong.
        WrongPassword = "wrong-password",
        /// The one-time code is wrong, used up, or over.
        WrongCode = "wrong-code",
        /// It is not known that the account's address is theirs.
        UnverifiedEmail = "unverified-email",
        /// The refresh token is not good, or no longer.
        BadRefreshToken = "bad-refresh-token",
    }

    /// What a caller lacks.
    Need {
        /// The permission to add children.
        AddChildren = "canAddChildren",
        /// The permission to edit children.
        EditChildren = "canEditChildren",
        /// The permission to log activities.
        LogActivities = "canLogActivities",
        /// The permission to see reports.
        ViewReports = "canViewReports",
        /// To be a parent of the family.
        Parent = "parent",
        /// To have told the details of one's birth.
        BirthDetails = "birth-details",
        /// To have switched voice commands on.
        Voice = "voice",
        /// To come from a page of this server.
        SameOrigin = "same-origin",
    }

    /// What can be looked for and not found.
    Thing {
        /// An account.
        Account = "account",
        /// An activity.
        Activity = "activity",
        /// An appointment.
        Appointment = "appointment",
        /// An article of the library.
        Article = "article",
        /// A child.
        Child = "child",
        /// A conversation.
        Conversation = "conversation",
        /// A device.
        Device = "device",
        /// An entry, of whatever kind.
        Entry = "entry",
        /// A family.
        Family = "family",
        /// A file.
        File = "file",
        /// An insight.
        Insight = "insight",
        /// An invitation.
        Invitation = "invitation",
        /// A member of a family.
        Member = "member",
        /// A message of a conversation.
        Message = "message",
        /// A notification.
        Notification = "notification",
        /// A path of the server.
        Path = "path",
        /// A child's picture.
        Photo = "photo",
        /// What a person told when they set out.
        Setup = "setup",
        /// What a person told of their birth.
        BirthDetails = "birth-details",
        /// A code that lets into a family.
        ShareCode = "share-code",
        /// A timer.
        Timer = "timer",
    }

    /// What a value must be to be read.
    Form {
        /// Text.
        Text = "text",
        /// A number.
        Number = "number",
        /// A number without a fraction.
        WholeNumber = "whole-number",
        /// True or false.
        YesOrNo = "yes-or-no",
        /// A list.
        List = "list",
        /// An object with fields.
        Object = "object",
        /// A date, such as `2024-01-10`.
        Date = "date",
        /// A moment, such as `2024-01-10T15:30:00Z`.
        Moment = "moment",
        /// A time of the day, such as `09:00`.
        Clock = "clock",
        /// Bytes in base64.
        Base64 = "base64",
        /// A quantity with its unit, such as `120 ml`.
        Quantity = "quantity",
        /// A length of time, such as `1:05`.
        Duration = "duration",
    }

    /// Why a picture cannot be used.
    Flaw {
        /// It is neither JPEG nor PNG nor WebP.
        Format = "format",
        /// It cannot be decoded.
        Broken = "broken",
        /// It has too many pixels.
        Pixels = "pixels",
    }

    /// Why a recording cannot be used.
    Fault {
        /// It is neither WAV nor MP3 nor M4A nor AAC.
        Format = "format",
        /// It cannot be decoded.
        Broken = "broken",
        /// It is too long.
        Long = "long",
        /// There is nothing to hear.
        Silent = "silent",
        /// Nothing that is said can be understood.
        Unclear = "unclear",
    }

    /// What cannot be done here, or not now.
    Lack {
        /// Nothing hears what is said.
        Speech = "speech",
        /// Nothing understands this language when it is spoken.
        SpeechLanguage = "speech-language",
        /// What hears does not answer.
        SpeechNow = "speech-now",
    }

    /// What a GraphQL document has a bounded number of.
    Part {
        /// Levels of fields in fields.
        Levels = "levels",
        /// Fields under another name.
        Aliases = "aliases",
        /// Fields.
        Fields = "fields",
        /// Directives.
        Directives = "directives",
        /// Directives at one place.
        DirectivesHere = "directives-here",
        /// Tokens.
        Tokens = "tokens",
        /// Fields, each as often as the lists around it may have entries.
        Cost = "cost",
    }
}

/// Why an operation was refused or failed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Sign in, or renew the token, and try again.
    #[error("not signed in: {}", crate::Word::word(*.0))]
    Unauthenticated(SignIn),
    /// Ask a parent of the family for what is needed.
    #[error("forbidden without {}", crate::Word::word(*.0))]
    Forbidden(Need),
    /// It does not exist, or the caller may not know that it does.
    #[error("there is no such {}", crate::Word::word(*.0))]
    NotFound(Thing),
    /// Correct the named field and try again.
    #[error("invalid input data: {field} {reason}")]
    Invalid {
        /// The field as the client spells it, with dots between levels.
        field: Cow<'static, str>,
        /// What is wrong with it.
        reason: Reason,
    },
    /// The same idempotency key came with another request.
    #[error("the Idempotency-Key was used for another request")]
    KeyReused,
    /// An entry with this id exists and is not what was sent.
    #[error("the {} exists already and differs from what was sent", crate::Word::word(*.0))]
    Exists(Thing),
    /// It was changed meanwhile: look at it as it is now, and decide again.
    #[error("the version sent is {sent}, the current one {current}")]
    Stale {
        /// The version that the caller knew.
        sent: i32,
        /// The version there is.
        current: i32,
    },
    /// It has ended and cannot be changed any more.
    #[error("the {} has ended", crate::Word::word(*.0))]
    Ended(Thing),
    /// The family has as many members as its tier allows.
    #[error("the family has its {0} members")]
    FamilyFull(u32),
    /// The family has as many children as its tier allows.
    #[error("the family has its {0} children")]
    ChildLimit(u32),
    /// The caller has asked the assistant as often today as their tier allows.
    #[error("{most} questions were asked today; try again in {retry_after} seconds")]
    QuestionsUsed {
        /// Questions a day.
        most: u32,
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Wait so many seconds, then try again.
    #[error("too many requests; try again in {retry_after} seconds")]
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// This server has not what it takes, or not now.
    #[error("not available: {}", crate::Word::word(*.0))]
    Unavailable(Lack),
    /// Our fault. The cause goes to the log and never to the client.
    #[error("something went wrong on our side")]
    Internal(#[source] Arc<dyn std::error::Error + Send + Sync>),
}

/// What is wrong with a field, as data, so that it can be said in any language.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// It must be given.
    Required,
    /// It could not be read.
    Malformed,
    /// It could not be read from here on.
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The character of the line, from 1.
        column: usize,
    },
    /// It is not of this form.
    NotA(Form),
    /// It holds characters that nobody sees.
    ControlCharacters,
    /// It is none of these words.
    OneOf(&'static [&'static str]),
    /// The path takes only these methods.
    Methods(String),
    /// Its length in characters is outside these limits.
    Length(usize, usize),
    /// It is outside these limits.
    Between(Limit, Limit),
    /// It is later than this moment allows.
    InFuture,
    /// It is before the thing it belongs to began.
    BeforeStart,
    /// It is no id of this kind, which begins with this and an underscore.
    NotAnId(Cow<'static, str>),
    /// It is no e-mail address.
    NotAnEmail,
    /// It is on no list of milestones.
    NotAMilestone,
    /// Someone else has it.
    Taken,
    /// It is not the password of the account.
    WrongPassword,
    /// It says something else than the field that it repeats.
    NotRepeated(&'static str),
    /// It was used before, its time is over, or a newer one was sent.
    UsedUp,
    /// It is on the list of passwords that are tried first.
    TooCommon,
    /// It names no time zone.
    NotAZone,
    /// It was not made by this server, or for another list.
    Forged,
    /// It is larger than so many bytes.
    TooLarge(usize),
    /// The picture cannot be used.
    NotAPicture(Flaw),
    /// The recording cannot be used.
    NotSpeech(Fault),
    /// It may not be sent here.
    NotHere,
    /// It cannot be changed here.
    Fixed,
    /// It is put there by sending it as a file.
    SentAsFile,
    /// It takes longer than this.
    TooLong(chrono::TimeDelta),
    /// There would be no parent left.
    LastParent,
    /// Parents cannot be limited.
    NotForParents,
    /// It has more entries than this.
    TooMany(usize),
    /// The GraphQL document has more of these than this.
    TooComplex(Part, usize),
    /// A fragment of the GraphQL document spreads itself.
    Cycle,
    /// The GraphQL document looks at the schema itself, which is switched off.
    NoIntrospection,
    /// It is a GraphQL subscription to something other than one field.
    OneField,
    /// It is a list of GraphQL operations, which are taken one at a time.
    OneAtATime,
    /// It is not the SHA-256 digest of the GraphQL document.
    NotItsHash,
    /// At least one of these fields must be given.
    OneNeeded(&'static [&'static str]),
    /// It goes only with this kind.
    OnlyFor(&'static str),
    /// It says something else than this field.
    Disagrees(&'static str),
    /// It is no CSV file of any of these.
    NotAFileOf(&'static [&'static str]),
    /// It has a quotation mark that does not end.
    OpenQuote,
    /// It can mean either of these.
    Either(Limit, Limit),
    /// It must lie north of the one pole and south of the other.
    BetweenPoles,
    /// The clocks of this zone were put forward over this time.
    SkippedTime(&'static str),
}

/// A least or a most, or one of two that may be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// A whole number.
    Whole(u64),
    /// A number.
    Number(f64),
    /// A number of this unit, as clients spell it.
    Measure(f64, &'static str),
    /// A date.
    Date(NaiveDate),
    /// A moment.
    Moment(DateTime<Utc>),
    /// Something else, as clients spell it.
    Spelt(&'static str),
}

impl From<u64> for Limit {
    fn from(number: u64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Limit {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for Limit {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<DateTime<Utc>> for Limit {
    fn from(moment: DateTime<Utc>) -> Self {
        Self::Moment(moment)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => number.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Measure(number, unit) => write!(f, "{number} {unit}"),
            Self::Date(date) => date.fmt(f),
            Self::Moment(moment) => moment.fmt(f),
            Self::Spelt(text) => text.fmt(f),
        }
    }
}

impl Reason {
    /// It is outside these limits.
    #[must_use]
    pub fn between<L: Into<Limit>>(least: L, most: L) -> Self {
        Self::Between(least.into(), most.into())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required => write!(f, "is required"),
            Self::Malformed => write!(f, "cannot be read"),
            Self::Syntax { line, column } => {
                write!(f, "cannot be read from line {line}, column {column}")
            }
            Self::NotA(form) => write!(f, "is not of the form {}", crate::Word::word(*form)),
            Self::ControlCharacters => write!(f, "holds control characters"),
            Self::OneOf(words) => write!(f, "must be one of {}", words.join(", ")),
            Self::Methods(methods) => write!(f, "must be one of {methods}"),
            Self::Length(least, most) => write!(f, "must have {least} to {most} characters"),
            Self::Between(least, most) => write!(f, "must be between {least} and {most}"),
            Self::InFuture => write!(f, "lies in the future"),
            Self::BeforeStart => write!(f, "lies before the start"),
            Self::NotAnId(prefix) => write!(f, "must be an id that begins with {prefix}_"),
            Self::NotAnEmail => write!(f, "must be an e-mail address"),
            Self::NotAMilestone => write!(f, "must be the id of a milestone"),
            Self::Taken => write!(f, "is already in use"),
            Self::WrongPassword => write!(f, "is not the current password"),
            Self::NotRepeated(field) => write!(f, "is not the same as {field}"),
            Self::UsedUp => write!(f, "is not valid, or no longer"),
            Self::TooCommon => write!(f, "is among the most common ones; choose another"),
            Self::NotAZone => write!(f, "must be a time zone such as Europe/Paris"),
            Self::Forged => write!(f, "was not given out for this list"),
            Self::TooLarge(most) => write!(f, "is larger than {most} bytes"),
            Self::NotAPicture(flaw) => {
                write!(f, "is not a usable picture: {}", crate::Word::word(*flaw))
            }
            Self::NotSpeech(fault) => {
                write!(f, "is not a usable recording: {}", crate::Word::word(*fault))
            }
            Self::NotHere => write!(f, "may only be sent to /api/v1/auth/refresh"),
            Self::Fixed => write!(f, "cannot be changed here"),
            Self::SentAsFile => write!(f, "is set by uploading a file"),
            Self::TooLong(most) => write!(f, "is more than {} hours long", most.num_hours()),
            Self::LastParent => write!(f, "would leave the family without a parent"),
            Self::NotForParents => write!(f, "cannot be set for parents"),
            Self::TooMany(most) => write!(f, "has more than {most} entries"),
            Self::TooComplex(part, most) => {
                write!(f, "has more than {most} {}", crate::Word::word(*part))
            }
            Self::Cycle => write!(f, "has a fragment that spreads itself"),
            Self::NoIntrospection => write!(f, "looks at the schema"),
            Self::OneField => write!(f, "must subscribe to exactly one field"),
            Self::OneAtATime => write!(f, "is a list of operations"),
            Self::NotItsHash => write!(f, "is not the SHA-256 digest of the query"),
            Self::OneNeeded(fields) => write!(f, "needs one of {}", fields.join(", ")),
            Self::OnlyFor(kind) => write!(f, "goes only with {kind}"),
            Self::Disagrees(field) => write!(f, "does not agree with {field}"),
            Self::NotAFileOf(sources) => {
                write!(f, "must be a CSV file of one of {}", sources.join(", "))
            }
            Self::OpenQuote => write!(f, "has a quotation mark that does not end"),
            Self::Either(one, other) => write!(f, "can mean {one} or {other}"),
            Self::BetweenPoles => write!(f, "must be between -90 and 90, without the poles"),
            Self::SkippedTime(zone) => write!(f, "was skipped by the clocks of {zone}"),
        }
    }
}

impl Error {
    /// A refusal of one field.
    #[must_use]
    pub fn invalid(field: impl Into<Cow<'static, str>>, reason: Reason) -> Self {
        Self::Invalid { field: field.into(), reason }
    }

    /// Our own failure, with its cause for the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(Arc::from(cause.into()))
    }

    /// The same refusal under another field name; other errors stay as they are.
    #[must_use]
    pub fn at(self, field: impl Into<Cow<'static, str>>) -> Self {
        match self {
            Self::Invalid { reason, .. } => Self::invalid(field, reason),
            other => other,
        }
    }

    /// The same refusal where the field is one of something larger: `gender` within `children[0]` is `children[0].gender`.
    #[must_use]
    pub fn within(self, whole: impl fmt::Display) -> Self {
        match self {
            Self::Invalid { field, reason } => Self::invalid(format!("{whole}.{field}"), reason),
            other => other,
        }
    }

    /// The stable word that clients match on, the same on every face.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated(_) => "UNAUTHORIZED",
            Self::Forbidden(_) => "FORBIDDEN",
            Self::NotFound(_) => "NOT_FOUND",
            Self::Invalid { .. } | Self::KeyReused => "VALIDATION_ERROR",
            Self::Exists(_) | Self::Stale { .. } | Self::Ended(_) => "SYNC_CONFLICT",
            Self::FamilyFull(_) => "FAMILY_FULL",
            Self::ChildLimit(_) => "CHILD_LIMIT",
            Self::QuestionsUsed { .. } => "AI_QUOTA_EXCEEDED",
            Self::RateLimited { .. } => "RATE_LIMITED",
            Self::Unavailable(_) => "SERVICE_UNAVAILABLE",
            Self::Internal(_) => "SERVER_ERROR",
        }
    }
}
