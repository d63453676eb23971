//! Who is asking, and what they may do.
//!
//! [`Actor::member_of`] proves membership, [`Member::may`] a permission; a write asks for the [`May`] it needs, so that
//! forgetting to check does not compile.

use std::{marker::PhantomData, sync::Arc};

use crate::{AccountId, Error, FamilyId, Result, SessionId, word::words};

words! {
    /// What somebody is to a family.
    Role {
        /// Has every permission.
        Parent = "parent",
        /// Looks after the child, with the permissions of the invitation.
        Caregiver = "caregiver",
        /// Looks on, with the permissions of the invitation.
        Viewer = "viewer",
    }
}

/// What a member may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the contract's four switches")]
pub struct Permissions {
    /// Add children to the family.
    pub add_children: bool,
    /// Change what is known about a child.
    pub edit_children: bool,
    /// Log feedings, sleep, diapers and the like.
    pub log_activities: bool,
    /// See summaries, reports and insights.
    pub view_reports: bool,
}

impl Permissions {
    /// All four.
    pub const ALL: Self =
        Self { add_children: true, edit_children: true, log_activities: true, view_reports: true };

    /// What a role has when an invitation does not say.
    #[must_use]
    pub fn of(role: Role) -> Self {
        match role {
            Role::Parent => Self::ALL,
            Role::Caregiver => Self { add_children: false, edit_children: false, ..Self::ALL },
            Role::Viewer => Self {
                add_children: false,
                edit_children: false,
                log_activities: false,
                view_reports: true,
            },
        }
    }
}

/// One person's place in one family.
#[derive(Clone, Copy, Debug)]
pub struct Membership {
    /// The family.
    pub family: FamilyId,
    /// What the person is to it.
    pub role: Role,
    /// What the person may do; a parent may do everything, whatever stands here.
    pub permissions: Permissions,
}

impl Membership {
    /// What the person may do: everything for a parent, else what the invitation gave.
    #[must_use]
    pub fn granted(&self) -> Permissions {
        if self.role == Role::Parent { Permissions::ALL } else { self.permissions }
    }
}

/// The signed-in person behind a request.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person.
    pub account: AccountId,
    /// The session that the token belongs to.
    pub session: SessionId,
    /// Every family the person is in.
    pub memberships: Arc<[Membership]>,
}

impl Actor {
    /// Proves that the actor belongs to this family.
    ///
    /// # Errors
    /// [`Error::NotFound`] if not: a stranger does not learn that the family exists.
    pub fn member_of(&self, family: FamilyId) -> Result<Member> {
        let membership = self.memberships.iter().find(|membership| membership.family == family);
        let membership = *membership.ok_or(Error::NotFound("family"))?;
        Ok(Member { account: self.account, membership })
    }

    /// The families of the actor.
    pub fn families(&self) -> impl Iterator<Item = FamilyId> {
        self.memberships.iter().map(|membership| membership.family)
    }
}

/// Somebody who was seen to belong to a family. Only [`Actor::member_of`] makes one.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    account: AccountId,
    membership: Membership,
}

impl Member {
    /// The person.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The family.
    #[must_use]
    pub fn family(&self) -> FamilyId {
        self.membership.family
    }

    /// Proves a permission.
    ///
    /// # Errors
    /// [`Error::Forbidden`] if the member lacks it.
    pub fn may<P: Permission>(&self) -> Result<May<P>> {
        if P::granted(&self.membership) {
            Ok(May { member: *self, permission: PhantomData })
        } else {
            Err(Error::Forbidden(P::NAME))
        }
    }
}

/// A member who was seen to have the permission `P`. Only [`Member::may`] makes one.
#[derive(Debug)]
pub struct May<P> {
    member: Member,
    permission: PhantomData<P>,
}

impl<P> May<P> {
    /// The person.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.member.account
    }

    /// The family.
    #[must_use]
    pub fn family(&self) -> FamilyId {
        self.member.family()
    }
}

/// A permission, as a type.
pub trait Permission {
    /// What to ask a parent for.
    const NAME: &'static str;
    /// Whether a membership has it.
    fn granted(membership: &Membership) -> bool;
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $granted:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl Permission for $name {
            const NAME: &'static str = $text;
            fn granted(membership: &Membership) -> bool {
                ($granted)(membership)
            }
        }
    )*};
}

permissions! {
    /// Add children to the family.
    AddChildren = "the permission canAddChildren", |it: &Membership| it.granted().add_children;
    /// Log feedings, sleep, diapers and the like.
    LogActivities = "the permission canLogActivities", |it: &Membership| it.granted().log_activities;
    /// See summaries, reports and insights.
    ViewReports = "the permission canViewReports", |it: &Membership| it.granted().view_reports;
    /// Invite others: for parents only, no invitation can give it.
    Invite = "to be a parent of the family", |it: &Membership| it.role == Role::Parent;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(role: Role, permissions: Permissions) -> Member {
        let family = FamilyId::fresh();
        let actor = Actor {
            account: AccountId::fresh(),
            session: SessionId::fresh(),
            memberships: [Membership { family, role, permissions }].into(),
        };
        assert_eq!(actor.member_of(FamilyId::fresh()).unwrap_err().code(), "NOT_FOUND");
        actor.member_of(family).unwrap()
    }

    #[test]
    fn a_parent_may_do_everything_whatever_the_row_says() {
        let parent = member(Role::Parent, Permissions::of(Role::Viewer));
        assert!(parent.may::<AddChildren>().is_ok());
        assert!(parent.may::<LogActivities>().is_ok());
        assert!(parent.may::<Invite>().is_ok());
    }

    #[test]
    fn others_have_what_the_invitation_gave_and_never_invite() {
        let viewer = member(Role::Viewer, Permissions::of(Role::Viewer));
        assert_eq!(viewer.may::<LogActivities>().unwrap_err().code(), "FORBIDDEN");
        assert!(viewer.may::<ViewReports>().is_ok());
        let trusted = member(Role::Viewer, Permissions::ALL);
        assert!(trusted.may::<LogActivities>().is_ok());
        assert!(trusted.may::<Invite>().is_err());
    }
}
