//! That a parent agrees to what is kept about their child.

use chrono::{DateTime, Utc};

use crate::{AccountId, Error, Member, Reason, Result, Role, word::words};

words! {
    /// How a parent agreed.
    Attestation {
        /// By adding the child.
        ByAdding = "by-adding",
        /// By saying so.
        Explicit = "explicit",
    }
}

/// What is on record of a parent's consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Who agreed.
    pub by: AccountId,
    /// How.
    pub how: Attestation,
    /// Which version of the text it was.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Consent {
    /// The version of the text that parents agree to now: another one each time its words mean something else.
    pub const TEXT: &'static str = "2026-11";

    /// A parent says that they agree to this version of the text.
    ///
    /// # Errors
    /// [`Error::Forbidden`] unless they are a parent, [`Error::Invalid`] if there is another text by now.
    pub fn stated(member: &Member, text: &str, now: DateTime<Utc>) -> Result<Self> {
        member.may::<crate::Manage>()?;
        if text != Self::TEXT {
            let reason = Reason::OneOf(&[Self::TEXT]);
            return Err(Error::invalid("parentalConsent.textVersion", reason));
        }
        let (by, how) = (member.account(), Attestation::Explicit);
        Ok(Self { by, how, text: text.to_owned(), at: now })
    }

    /// What goes on record when somebody adds a child: a parent agrees by that act, if it need not be said; others cannot.
    ///
    /// # Errors
    /// As [`stated`](Self::stated); where it must be said, [`Error::Invalid`] if it is not, and [`Error::Forbidden`] for who
    /// is not a parent.
    pub fn on_adding(
        member: &Member,
        stated: Option<&str>,
        must_be_said: bool,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>> {
        match stated {
            Some(text) => Self::stated(member, text, now).map(Some),
            None if must_be_said => {
                member.may::<crate::Manage>()?;
                Err(Error::invalid("parentalConsent", Reason::Required))
            }
            None if member.role() == Role::Parent => Ok(Some(Self {
                by: member.account(),
                how: Attestation::ByAdding,
                text: Self::TEXT.to_owned(),
                at: now,
            })),
            None => Ok(None),
        }
    }
}
