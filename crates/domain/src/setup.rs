//! What people tell when they set out: how things are, what they want, and with whom they share it.

use crate::{AccountId, Email, Error, FamilyId, InvitationId, Reason, Result, text};

/// What a person told when they set out. There is one of each person; their children are their families'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// Whose.
    pub account: AccountId,
    /// What they told.
    pub plan: Plan,
    /// The invitation that was sent to their partner, and where it leads.
    pub invitation: Option<(FamilyId, InvitationId)>,
    /// Counts the changes, from 1.
    pub version: i32,
}

/// How things are, and what somebody wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Where in motherhood they are, in a word of theirs such as `pregnant`.
    pub mom_status: Option<String>,
    /// What they want.
    pub goals: Vec<String>,
    /// With whom they share it.
    pub partner: Option<Partner>,
}

/// The person with whom somebody shares their children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partner {
    /// What they are called.
    pub name: Option<String>,
    /// Where an invitation reaches them.
    pub email: Option<Email>,
}

impl Plan {
    /// The most goals.
    pub const MOST_GOALS: usize = 50;
    /// The most children that are told of at once.
    pub const MOST_CHILDREN: usize = 50;

    /// Checks what somebody tells: bounded lines.
    ///
    /// # Errors
    /// [`Error::Invalid`] that names the field, as the contracts in `snake_case` spell it.
    pub fn checked(self) -> Result<Self> {
        if self.goals.len() > Self::MOST_GOALS {
            return Err(Error::invalid("goals", Reason::TooMany(Self::MOST_GOALS)));
        }
        let goals = self.goals.iter().map(|goal| text::line("goals", goal, 200));
        let partner = self.partner.map(Partner::checked).transpose()?;
        Ok(Self {
            mom_status: line("mom_status", self.mom_status.as_deref())?,
            goals: goals.collect::<Result<_>>()?,
            partner: partner.filter(|partner| partner.name.is_some() || partner.email.is_some()),
        })
    }

    /// The address that an invitation goes to.
    #[must_use]
    pub fn invited(&self) -> Option<&Email> {
        self.partner.as_ref()?.email.as_ref()
    }
}

impl Partner {
    fn checked(self) -> Result<Self> {
        Ok(Self { name: line("partner.name", self.name.as_deref())?, ..self })
    }
}

/// One line of at most 100 characters; a blank one is none.
fn line(field: &'static str, text: Option<&str>) -> Result<Option<String>> {
    let told = text.filter(|text| !text.trim().is_empty());
    told.map(|text| text::line(field, text, 100)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_bounded_and_a_partner_without_name_and_address_is_none() {
        let nobody = Some(Partner { name: Some("  ".into()), email: None });
        let plan =
            Plan { mom_status: Some(" pregnant ".into()), partner: nobody, ..Plan::default() };
        let checked = plan.checked().unwrap();
        assert_eq!((checked.mom_status.as_deref(), &checked.partner), (Some("pregnant"), &None));
        let named = Some(Partner { name: Some("x\ny".into()), email: None });
        for (field, plan) in [
            ("mom_status", Plan { mom_status: Some("x".repeat(101)), ..Plan::default() }),
            ("goals", Plan { goals: vec!["sleep".into(), " ".into()], ..Plan::default() }),
            ("goals", Plan { goals: vec!["sleep".into(); 51], ..Plan::default() }),
            ("partner.name", Plan { partner: named, ..Plan::default() }),
        ] {
            let refused = plan.checked().unwrap_err();
            assert!(matches!(&refused, Error::Invalid { field: named, .. } if named == field));
        }
    }
}
