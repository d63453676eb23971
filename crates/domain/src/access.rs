//! Who is asking, and what they may do.
//!
//! [`Actor::member_of`] proves membership, [`Member::may`] a permission; a write asks for the [`May`] it needs, so that
//! forgetting to check does not compile.

use std::{marker::PhantomData, sync::Arc};

use chrono::{DateTime, Utc};

use crate::{
    AccountId, ChildId, Error, FamilyId, Need, Reason, Result, SessionId, Thing, word::words,
};

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

/// How far somebody's access reaches: the babysitter's, to one child and for tonight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// To these children only; `None`: to all.
    pub children: Option<Arc<[ChildId]>>,
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Up to this moment.
    pub until: Option<DateTime<Utc>>,
}

impl Access {
    /// The most children that access can be limited to by name.
    pub const MOST_CHILDREN: usize = 50;

    /// Checks limits that somebody of this role is to have.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a parent would be limited, no child is named, or it ends before it begins or now.
    pub fn checked(self, role: Role, now: DateTime<Utc>) -> Result<Self> {
        if role == Role::Parent && self != Self::default() {
            return Err(Error::invalid("access", Reason::NotForParents));
        }
        match self.children.as_deref() {
            Some([]) => return Err(Error::invalid("access.childIds", Reason::Required)),
            Some(children) if children.len() > Self::MOST_CHILDREN => {
                return Err(Error::invalid(
                    "access.childIds",
                    Reason::TooMany(Self::MOST_CHILDREN),
                ));
            }
            _ => {}
        }
        if self.until.is_some_and(|until| until <= self.from.unwrap_or(now).max(now)) {
            return Err(Error::invalid("access.until", Reason::BeforeStart));
        }
        Ok(self)
    }

    /// Whether it reaches a child.
    #[must_use]
    pub fn reaches(&self, child: ChildId) -> bool {
        self.children.as_ref().is_none_or(|children| children.contains(&child))
    }

    /// Whether it holds at a moment.
    #[must_use]
    pub fn holds(&self, now: DateTime<Utc>) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }

    /// Whether it begins or ends by itself.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }
}

/// One person's place in one family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The family.
    pub family: FamilyId,
    /// What the person is to it.
    pub role: Role,
    /// What the person may do; a parent may do everything, whatever stands here.
    pub permissions: Permissions,
    /// How far that reaches.
    pub access: Access,
}

impl Membership {
    /// What a role has when nobody says otherwise, without limits.
    #[must_use]
    pub fn of(family: FamilyId, role: Role) -> Self {
        Self { family, role, permissions: Permissions::of(role), access: Access::default() }
    }

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
    /// Every family that the person has access to now.
    pub memberships: Arc<[Membership]>,
}

impl Actor {
    /// Proves that the actor belongs to this family.
    ///
    /// # Errors
    /// [`Error::NotFound`] if not: a stranger does not learn that the family exists.
    pub fn member_of(&self, family: FamilyId) -> Result<Member> {
        let membership = self.memberships.iter().find(|membership| membership.family == family);
        let membership = membership.ok_or(Error::NotFound(Thing::Family))?.clone();
        Ok(Member { account: self.account, membership })
    }

    /// The same person, as far as one family is concerned.
    #[must_use]
    pub fn within(&self, family: FamilyId) -> Self {
        let own = self.memberships.iter().filter(|membership| membership.family == family);
        Self { memberships: own.cloned().collect(), ..self.clone() }
    }

    /// The families of the actor.
    pub fn families(&self) -> impl Iterator<Item = FamilyId> {
        self.memberships.iter().map(|membership| membership.family)
    }
}

/// Somebody who was seen to belong to a family. Only [`Actor::member_of`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// What they are to the family.
    #[must_use]
    pub fn role(&self) -> Role {
        self.membership.role
    }

    /// What they may do.
    #[must_use]
    pub fn granted(&self) -> Permissions {
        self.membership.granted()
    }

    /// How far their access reaches.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.membership.access
    }

    /// Proves that their access reaches a child.
    ///
    /// # Errors
    /// [`Error::NotFound`] if not: to them there is no such child.
    pub fn reaches(&self, child: ChildId) -> Result<()> {
        if self.access().reaches(child) { Ok(()) } else { Err(Error::NotFound(Thing::Child)) }
    }

    /// Proves a permission.
    ///
    /// # Errors
    /// [`Error::Forbidden`] if the member lacks it.
    pub fn may<P: Permission>(&self) -> Result<May<P>> {
        if P::granted(&self.membership) {
            Ok(May { member: self.clone(), permission: PhantomData })
        } else {
            Err(Error::Forbidden(P::NEED))
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
    const NEED: Need;
    /// Whether a membership has it.
    fn granted(membership: &Membership) -> bool;
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident needs $need:ident: $granted:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl Permission for $name {
            const NEED: Need = Need::$need;
            fn granted(membership: &Membership) -> bool {
                ($granted)(membership)
            }
        }
    )*};
}

permissions! {
    /// Add children to the family.
    AddChildren needs AddChildren: |it: &Membership| it.granted().add_children;
    /// Change what is known about a child.
    EditChildren needs EditChildren: |it: &Membership| it.granted().edit_children;
    /// Log feedings, sleep, diapers and the like.
    LogActivities needs LogActivities: |it: &Membership| it.granted().log_activities;
    /// See summaries, reports and insights.
    ViewReports needs ViewReports: |it: &Membership| it.granted().view_reports;
    /// Invite others, say what they may, change the family: for parents only, no invitation can give it.
    Manage needs Parent: |it: &Membership| it.role == Role::Parent;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(role: Role, permissions: Permissions) -> Member {
        let family = FamilyId::fresh();
        let actor = Actor {
            account: AccountId::fresh(),
            session: SessionId::fresh(),
            memberships: [Membership { family, role, permissions, access: Access::default() }]
                .into(),
        };
        assert_eq!(actor.member_of(FamilyId::fresh()).unwrap_err().code(), "NOT_FOUND");
        actor.member_of(family).unwrap()
    }

    #[test]
    fn a_parent_may_do_everything_whatever_the_row_says() {
        let parent = member(Role::Parent, Permissions::of(Role::Viewer));
        assert!(parent.may::<AddChildren>().is_ok());
        assert!(parent.may::<LogActivities>().is_ok());
        assert!(parent.may::<Manage>().is_ok());
    }

    #[test]
    fn others_have_what_the_invitation_gave_and_never_invite() {
        let viewer = member(Role::Viewer, Permissions::of(Role::Viewer));
        assert_eq!(viewer.may::<LogActivities>().unwrap_err().code(), "FORBIDDEN");
        assert!(viewer.may::<ViewReports>().is_ok());
        let trusted = member(Role::Viewer, Permissions::ALL);
        assert!(trusted.may::<LogActivities>().is_ok());
        assert!(trusted.may::<Manage>().is_err());
    }

    #[test]
    fn access_ends_by_itself_and_reaches_only_the_named_children() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (emma, ella) = (ChildId::fresh(), ChildId::fresh());
        let tonight = Access {
            children: Some([emma].into()),
            from: Some(at("2024-01-10T18:00:00Z")),
            until: Some(at("2024-01-10T23:00:00Z")),
        };
        let now = at("2024-01-10T12:00:00Z");
        let tonight = tonight.checked(Role::Caregiver, now).unwrap();
        assert!(tonight.reaches(emma) && !tonight.reaches(ella));
        for (time, holds) in
            [("17:59:59", false), ("18:00:00", true), ("22:59:59", true), ("23:00:00", false)]
        {
            assert_eq!(tonight.holds(at(&format!("2024-01-10T{time}Z"))), holds, "{time}");
        }
        assert!(tonight.clone().checked(Role::Parent, now).is_err());
        assert!(tonight.clone().checked(Role::Viewer, at("2024-01-10T23:00:00Z")).is_err());
        assert!(
            Access { children: Some([].into()), ..tonight }.checked(Role::Viewer, now).is_err()
        );
    }
}
