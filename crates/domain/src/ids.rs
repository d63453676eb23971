//! One id type per thing, so that a child cannot be passed for a family.
//!
//! In the database an id is a UUID; people and clients see it as a TypeID: a prefix and 26 characters of base32
//! (<https://github.com/jetify-com/typeid/tree/main/spec>).

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use typeid_suffix::prelude::TypeIdSuffix;
use uuid::{NoContext, Timestamp, Uuid};

use crate::{Error, Reason, Thing};

/// An id that names a kind of thing.
pub trait Names: FromStr<Err = Error> + fmt::Display + Copy {
    /// What it names.
    const THING: Thing;
    /// What its text form begins with, before an underscore.
    const PREFIX: &'static str;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal names $thing:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh UUIDv7; later ids sort after earlier ones.
            #[must_use]
            pub fn fresh() -> Self {
                Self(Uuid::now_v7())
            }

            /// A fresh UUIDv7 of a moment; those of later milliseconds sort after it.
            #[must_use]
            pub fn at(moment: DateTime<Utc>) -> Self {
                Self(at(moment))
            }
        }

        impl Names for $name {
            const THING: Thing = Thing::$thing;
            const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, TypeIdSuffix::from(self.0))
            }
        }

        impl FromStr for $name {
            type Err = Error;

            /// Reads the TypeID form, or a plain UUID.
            fn from_str(text: &str) -> Result<Self, Error> {
                uuid_of(text, $prefix).map(Self).ok_or(Error::invalid("id", Reason::NotAnId($prefix.into())))
            }
        }
    )*};
}

fn at(moment: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(moment.timestamp()).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, moment.timestamp_subsec_nanos()))
}

fn uuid_of(text: &str, prefix: &str) -> Option<Uuid> {
    match text.split_once('_') {
        Some((found, suffix)) if found == prefix => {
            TypeIdSuffix::from_str(suffix).ok().map(|suffix| suffix.to_uuid())
        }
        Some(_) => None,
        None => Uuid::from_str(text).ok(),
    }
}

ids! {
    /// Names an account: a person who signs in.
    AccountId = "usr" names Account;
    /// Names an activity.
    ActivityId = "act" names Activity;
    /// Names an appointment.
    AppointmentId = "apt" names Appointment;
    /// Names what an account told of its birth.
    BirthDetailsId = "bth" names BirthDetails;
    /// Names a child.
    ChildId = "chd" names Child;
    /// Names a conversation.
    ConversationId = "conv" names Conversation;
    /// Names a family.
    FamilyId = "fam" names Family;
    /// Names an insight.
    InsightId = "ins" names Insight;
    /// Names an invitation.
    InvitationId = "inv" names Invitation;
    /// Names a message of a conversation.
    MessageId = "msg" names Message;
    /// Names a notification.
    NotificationId = "ntf" names Notification;
    /// Names a session: one sign-in on one device.
    SessionId = "ses" names Account;
    /// Names a timer.
    TimerId = "tmr" names Timer;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_what_it_prints() {
        let id = ChildId::fresh();
        assert_eq!(id.to_string().parse::<ChildId>().unwrap(), id);
        assert_eq!(id.0.to_string().parse::<ChildId>().unwrap(), id);
        assert_eq!(id.to_string().len(), "chd_".len() + 26);
    }

    #[test]
    fn an_id_of_a_later_millisecond_sorts_after_one_of_an_earlier() {
        let ids = (0..1000).map(|millis| {
            let moment = DateTime::from_timestamp_millis(1_800_000_000_000 + millis);
            MessageId::at(moment.unwrap())
        });
        assert!(ids.collect::<Vec<_>>().is_sorted());
    }

    #[test]
    fn an_id_of_another_thing_is_refused() {
        for text in [FamilyId::fresh().to_string().as_str(), "chd_", "chd_!", "", "chd", "é_é"] {
            assert!(text.parse::<ChildId>().is_err(), "{text}");
        }
    }
}
