//! People as they see themselves, and as others may see them.

use domain::{
    Account, AccountId, Actor, Error, Membership, Points, Result, Role, Thing, Visibility,
};

use crate::App;

/// Somebody as they see themselves: the account, with what it has earned and where it is at home.
pub struct Own {
    /// The account.
    pub account: Account,
    /// The whole number by which one contract knows it.
    pub number: i64,
    /// What it has earned.
    pub points: Points,
    /// The oldest family of which they are a parent, else the oldest that they are in.
    pub household: Option<Household>,
}

/// A family as the home of one of its members.
pub struct Household {
    /// The whole number by which one contract knows it.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// Whether the member is a parent of it.
    pub is_owner: bool,
}

impl Own {
    /// Somebody who has earned nothing yet and is at home nowhere.
    #[must_use]
    pub fn fresh(account: Account, number: i64) -> Self {
        Self { account, number, points: Points::default(), household: None }
    }
}

/// An account as its owner sees it.
///
/// # Errors
/// [`Error::NotFound`] if it is no more.
pub async fn own(app: &App, id: AccountId) -> Result<Own> {
    let (db, missing) = (app.db.read(), || Error::NotFound(Thing::Account));
    let (account, number, points, memberships) = futures_util::try_join!(
        persistence::accounts::find(db, &app.vault, id),
        persistence::accounts::number(db, id),
        persistence::points::find(db, id),
        persistence::members::of_account(db, id),
    )?;
    let household = household(app, &memberships).await?;
    let (account, number) = (account.ok_or_else(missing)?, number.ok_or_else(missing)?);
    Ok(Own { account, number, points, household })
}

async fn household(app: &App, memberships: &[Membership]) -> Result<Option<Household>> {
    let (db, now) = (app.db.read(), app.now());
    let open = || memberships.iter().filter(|place| place.access.holds(now));
    let home = open().find(|place| place.role == Role::Parent).or_else(|| open().next());
    let Some(home) = home else { return Ok(None) };
    let (family, number) = futures_util::try_join!(
        persistence::families::find(db, &app.vault, home.family),
        persistence::families::number(db, home.family),
    )?;
    let is_owner = home.role == Role::Parent;
    Ok(family.zip(number).map(|(it, number)| Household { number, name: it.name, is_owner }))
}

/// Somebody as another one may see them.
pub struct Seen {
    /// The account.
    pub account: Account,
    /// What they are to who looks.
    pub closeness: Closeness,
}

/// What somebody is to another one, the farthest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// They share no family.
    Stranger,
    /// They share a family.
    Family,
    /// They are the same.
    Oneself,
}

impl Seen {
    /// Whether their address is shown: to those who share a family with them.
    #[must_use]
    pub fn shows_address(&self) -> bool {
        self.closeness >= Closeness::Family
    }

    /// Whether their picture is shown: likewise.
    #[must_use]
    pub fn shows_picture(&self) -> bool {
        self.shows_address()
    }

    /// Whether it is shown when they last signed in: to those who share a family with them, if they want it.
    #[must_use]
    pub fn shows_last_login(&self) -> bool {
        match self.closeness {
            Closeness::Oneself => true,
            Closeness::Family => self.account.preferences.family_visibility,
            Closeness::Stranger => false,
        }
    }
}

/// An account that somebody may look up: their own, one that shares a family with them, or one that shows itself to all.
///
/// # Errors
/// [`Error::NotFound`] if there is none, or the actor may not know of it.
pub async fn look_up(app: &App, actor: &Actor, id: AccountId) -> Result<Seen> {
    let (db, now) = (app.db.read(), app.now());
    let (account, places) = futures_util::try_join!(
        persistence::accounts::find(db, &app.vault, id),
        persistence::members::of_account(db, id),
    )?;
    let account = account.ok_or(Error::NotFound(Thing::Account))?;
    let shared =
        |place: &Membership| place.access.holds(now) && actor.member_of(place.family).is_ok();
    let closeness = match id {
        _ if id == actor.account => Closeness::Oneself,
        _ if places.iter().any(shared) => Closeness::Family,
        _ => Closeness::Stranger,
    };
    let is_hidden = account.preferences.community_visibility == Visibility::Private;
    if is_hidden && closeness == Closeness::Stranger {
        return Err(Error::NotFound(Thing::Account));
    }
    Ok(Seen { account, closeness })
}
