//! What people tell when they set out. The children they tell of are their family's, and the partner is invited into it.

use chrono::{DateTime, Utc};
use domain::{
    Access, Actor, AddChildren, Child, ChildProfile, Consent, Email, Error, FamilyClock, FamilyId,
    InvitationId, Manage, May, Member, NewInvitation, Plan, Reason, Result, Role, Setup, Thing,
};
use persistence::{ConnectionTrait, changes::Log, seal::Key};

use super::{
    children::{self, Homes, Newcomers, Placed},
    consents,
    edits::{Edited, Verdict, verdict},
    families,
    idempotency::{self, Once, Outcome},
    invitations::{self, Draft},
};
use crate::App;

/// A setup, with all children that its owner may know of, each beside its family's clock.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// What they told.
    pub setup: Setup,
    /// Their children.
    pub children: Vec<(FamilyClock, Placed)>,
}

/// What somebody tells.
#[derive(Clone, Debug)]
pub struct Told {
    /// Of which family; absent, their own, which begins with it if they have none.
    pub family: Option<FamilyId>,
    /// How things are, and what they want.
    pub plan: Plan,
    /// Children, of whom those are added that the family does not have yet.
    pub children: Vec<ChildProfile>,
    /// The version of the text that the parent who tells of them says they agree to.
    pub consent: Option<String>,
}

/// The actor's setup.
///
/// # Errors
/// [`Error::NotFound`] if they told nothing yet.
pub async fn get(app: &App, actor: &Actor) -> Result<SetUp> {
    let key = app.account_key(actor.account).await?;
    let setup = persistence::setups::find(app.db.read(), &key, actor.account).await?;
    let setup = setup.ok_or(Error::NotFound(Thing::Setup))?;
    Ok(SetUp { setup, children: children::everywhere(app, actor).await? })
}

/// Keeps what the actor tells when they set out, adds their children and invites their partner, all of it or nothing.
///
/// # Errors
/// [`Error::Exists`] if they have told before, [`Error::Invalid`] that names the field, [`Error::Forbidden`] if they may not add
/// children or invite, [`Error::ChildLimit`] if their family may not have so many.
pub async fn create(
    app: &App,
    actor: &Actor,
    told: Told,
    once: Option<Once<SetUp>>,
) -> Result<Outcome<SetUp>> {
    let create = async {
        let key = app.account_key(actor.account).await?;
        if persistence::setups::find(app.db.read(), &key, actor.account).await?.is_some() {
            return Err(Error::Exists(Thing::Setup));
        }
        let wish = Wish::of(app, actor, None, told).await?;
        match write(app, &key, wish, None, once.as_ref()).await? {
            Edited::Applied { now: it, .. } => Ok(Outcome::Done(it)),
            Edited::Unchanged(it) | Edited::Stale { current: it, .. } => Ok(Outcome::Existing(it)),
        }
    };
    idempotency::run(app, once.as_ref(), create).await
}

/// Changes what the actor told, whose version they knew. Children that are told of are added, none is removed; another address
/// of the partner is invited instead of the one before.
///
/// # Errors
/// [`Error::NotFound`] if they told nothing yet, else as [`create`].
pub async fn edit(
    app: &App,
    actor: &Actor,
    known: Option<i32>,
    change: impl FnOnce(&Plan) -> Result<Told>,
) -> Result<Edited<SetUp>> {
    let key = app.account_key(actor.account).await?;
    let before = persistence::setups::find(app.db.read(), &key, actor.account).await?;
    let before = before.ok_or(Error::NotFound(Thing::Setup))?;
    let told = change(&before.plan)?;
    let wish = Wish::of(app, actor, Some(before), told).await?;
    write(app, &key, wish, known, None).await
}

/// What is to be written, with all that can be made before anything is locked.
struct Wish {
    actor: Actor,
    homes: Homes,
    before: Option<Setup>,
    plan: Plan,
    /// Children that are told of, and what lets the actor add them.
    children: Option<(May<AddChildren>, Vec<ChildProfile>, Option<Consent>)>,
    invitation: Option<Draft>,
    /// The invitation that is good no longer, and what lets the actor take it back.
    outdated: Option<(May<Manage>, InvitationId)>,
}

impl Wish {
    async fn of(app: &App, actor: &Actor, before: Option<Setup>, told: Told) -> Result<Self> {
        let now = app.now();
        let plan = told.plan.checked()?;
        let profiles = checked(told.children, now)?;
        let address = |plan: &Plan| plan.invited().map(Email::normal);
        let moved = address(&plan) != before.as_ref().and_then(|before| address(&before.plan));
        let guest = plan.invited().filter(|_| moved).cloned();

        let (mut actor, mut children, mut invitation) = (actor.clone(), None, None);
        if !profiles.is_empty() || guest.is_some() {
            let (settled, family) = families::chosen(app, &actor, told.family).await?;
            let member = settled.member_of(family.id)?;
            if !profiles.is_empty() {
                let consent = consents::on_adding(app, &member, told.consent.as_deref())?;
                children = Some((member.may()?, profiles, consent));
            }
            if let Some(guest) = guest {
                invitation = Some(invite(app, &member, guest, now).await?);
            }
            actor = settled;
        }
        let sent = before.as_ref().and_then(|before| before.invitation).filter(|_| moved);
        // Who may no longer take it back leaves it to those who may.
        let outdated =
            sent.and_then(|(family, id)| Some((actor.member_of(family).ok()?.may().ok()?, id)));
        let homes = Homes::of(app, &actor).await?;
        Ok(Self { actor, homes, before, plan, children, invitation, outdated })
    }

    /// The families whose logs tell of it.
    fn families(&self) -> impl Iterator<Item = FamilyId> + use<> {
        let families = [
            self.children.as_ref().map(|(may, ..)| may.family()),
            self.invitation.as_ref().map(|draft| draft.invitation.family),
            self.outdated.as_ref().map(|(may, _)| may.family()),
        ];
        families.into_iter().flatten()
    }

    /// What the setup is to be, where it is this now.
    fn setup(&self, current: Option<&Setup>) -> Setup {
        let sent = self
            .invitation
            .as_ref()
            .map(|Draft { invitation, .. }| (invitation.family, invitation.id));
        let kept = current.and_then(|current| current.invitation);
        let kept = kept.filter(|(_, id)| self.outdated.as_ref().is_none_or(|(_, gone)| gone != id));
        Setup {
            account: self.actor.account,
            plan: self.plan.clone(),
            invitation: sent.or(kept).filter(|_| self.plan.invited().is_some()),
            version: current.map_or(1, |current| current.version + 1),
        }
    }
}

fn checked(children: Vec<ChildProfile>, now: DateTime<Utc>) -> Result<Vec<ChildProfile>> {
    if children.len() > Plan::MOST_CHILDREN {
        return Err(Error::invalid("children", Reason::TooMany(Plan::MOST_CHILDREN)));
    }
    let check = |(at, child): (usize, ChildProfile)| {
        child.checked(now).map_err(|error| error.within(format_args!("children[{at}]")))
    };
    children.into_iter().enumerate().map(check).collect()
}

/// The invitation of a partner, who will be a parent.
async fn invite(app: &App, member: &Member, email: Email, now: DateTime<Utc>) -> Result<Draft> {
    let new = NewInvitation {
        id: None,
        email,
        role: Role::Parent,
        permissions: None,
        access: Access::default(),
        message: None,
    };
    invitations::draft(app, member, &member.may()?, new, now).await
}

async fn write(
    app: &App,
    own: &Key,
    mut wish: Wish,
    known: Option<i32>,
    once: Option<&Once<SetUp>>,
) -> Result<Edited<SetUp>> {
    let (now, account) = (app.now(), wish.actor.account);
    let tx = persistence::begin(&app.db).await?;
    let mut log = persistence::changes::lock(&tx, wish.families()).await?;
    let current = persistence::setups::lock(&tx, own, account).await?;
    if current.is_some() && wish.before.is_none() {
        return Err(Error::Exists(Thing::Setup));
    }
    let setup = wish.setup(current.as_ref());
    let added = add(app, &tx, &mut log, &mut wish, now).await?;
    if let Some(current) = &current {
        // What was decided by looking at an earlier version is decided again.
        let looked_at = wish.before.as_ref().filter(|before| *before != current);
        let known = known.or(looked_at.map(|before| before.version));
        let verdict = verdict(known, current.version, added || current.plan != setup.plan);
        if !matches!(verdict, Verdict::Apply) {
            let children = wish.homes.children(&tx).await?;
            let current = SetUp { setup: current.clone(), children };
            return Ok(match verdict {
                Verdict::Stale { sent } => Edited::Stale { sent, current },
                _ => Edited::Unchanged(current),
            });
        }
        persistence::setups::update(&tx, own, &setup, now).await?;
    } else {
        persistence::setups::insert(&tx, own, &setup, now).await.map_err(|error| match error {
            persistence::Error::Duplicate => Error::Exists(Thing::Setup),
            other => other.into(),
        })?;
    }
    let invited = wish.invitation.is_some();
    exchange(app, &tx, &mut log, &mut wish, now).await?;
    let set_up = SetUp { setup, children: wish.homes.children(&tx).await? };
    idempotency::remember_own(&tx, once, account, own, &set_up, now).await?;
    let changes = log.write(&tx).await?;
    persistence::commit(tx).await?;

    app.tell(changes);
    if invited {
        app.mail.wake();
    }
    Ok(Edited::Applied { now: set_up, seq: None })
}

/// Adds those children whom the family does not have yet; tells whether there are any.
async fn add(
    app: &App,
    tx: &impl ConnectionTrait,
    log: &mut Log,
    wish: &mut Wish,
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some((may, told, consent)) = wish.children.take() else { return Ok(false) };
    let (family, key) = (may.family(), wish.homes.key(may.family())?);
    let siblings = persistence::children::in_family(tx, key, family).await?;
    let mut new: Vec<Child> = Vec::new();
    for profile in told {
        if !siblings.iter().chain(&new).any(|child| child.is_told_by(&profile)) {
            new.push(Child::add(&may, None, profile, None, now));
        }
    }
    let newcomers = Newcomers { may: &may, children: &new, consent: consent.as_ref() };
    children::put(app, tx, log, key, &siblings, newcomers, now).await?;
    Ok(!new.is_empty())
}

/// Takes the outdated invitation back and sends the new one.
async fn exchange(
    app: &App,
    tx: &impl ConnectionTrait,
    log: &mut Log,
    wish: &mut Wish,
    now: DateTime<Utc>,
) -> Result<()> {
    if let Some((may, id)) = wish.outdated.take() {
        let key = wish.homes.key(may.family())?;
        invitations::withdraw(tx, log, key, &may, id, now).await?;
    }
    if let Some(draft) = wish.invitation.take() {
        let key = wish.homes.key(draft.invitation.family)?;
        invitations::put(app, tx, log, key, draft, now).await?;
    }
    Ok(())
}
