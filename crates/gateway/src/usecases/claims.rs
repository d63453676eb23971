//! An account whose address is shown to be its owner's for the first time, by who has not shown its password: somebody else may
//! have made it, and let others into its families or it into theirs.
//!
//! What a letter asks that the account itself wanted (see [`super::addresses::verify`]) is no such claim.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Utc};
use domain::{
    Account, AccountId, Change, Event, Family, FamilyId, Result, Role, ShareCode, Subject,
};
use persistence::{ConnectionTrait, changes::Log, members::Listed, seal::Key};

use super::{families, members};
use crate::App;

/// The families of an account that is claimed, as they were before anything was locked.
#[derive(Default)]
pub(super) struct Claim {
    families: BTreeMap<FamilyId, (Arc<Key>, ShareCode)>,
}

/// What a claim did; others are to be told after the commit.
#[must_use = "others are to be told after the commit"]
#[derive(Default)]
pub(super) struct Claimed {
    changes: Vec<Change>,
    left: Vec<AccountId>,
}

impl Claim {
    /// A claim to an account in these families.
    pub(super) async fn to(app: &App, families: Vec<FamilyId>) -> Result<Self> {
        let mut claim = Self::default();
        for (family, key) in app.family_keys(families).await? {
            claim.families.insert(family, (key, families::fresh_code(app).await?));
        }
        Ok(claim)
    }

    /// Locks the logs of the families. Logs are locked before accounts.
    pub(super) async fn lock(&self, tx: &impl ConnectionTrait) -> Result<Log> {
        Ok(persistence::changes::lock(tx, self.families.keys().copied()).await?)
    }

    /// Parts a locked account, unless its address was shown to be theirs before, from everybody with whom it shares a family that has no
    /// child yet: of one that began with it, or has no other parent, the others are taken out, and what lets in is good no longer; it
    /// leaves all others. Where there is a child, people see whom they share it with, and are not parted because nobody clicked in
    /// a letter. Does nothing if the account is in families that are not locked, and gives all it is in.
    pub(super) async fn settle(
        &self,
        app: &App,
        tx: &impl ConnectionTrait,
        mut log: Log,
        account: &Account,
        now: DateTime<Utc>,
    ) -> Result<std::result::Result<Claimed, Vec<FamilyId>>> {
        if account.email_verified {
            return Ok(Ok(Claimed::default()));
        }
        let (account, mut left) = (account.id, Vec::new());
        let families = families::of_account(tx, account).await?;
        if families.iter().any(|family| !self.families.contains_key(family)) {
            return Ok(Err(families));
        }
        for (family, (key, code)) in &self.families {
            if persistence::children::any(tx, [*family]).await? {
                continue;
            }
            let place = (&mut log, &**key);
            let everybody = persistence::members::in_family(tx, &app.vault, *family).await?;
            let (own, others): (Vec<_>, Vec<_>) =
                everybody.iter().partition(|member| member.account.id == account);
            let [own] = own[..] else { continue };
            if is_own(own, &everybody) {
                close(app, tx, place, *family, code, account, now).await?;
                for other in others {
                    members::take_out(app, tx, (&mut log, key), other, account, now).await?;
                    left.push(other.account.id);
                }
            } else {
                members::leave(app, tx, place, own, account, now).await?;
            }
        }
        Ok(Ok(Claimed { changes: log.write(tx).await?, left }))
    }
}

impl Claimed {
    /// Tells others. Call after the commit.
    pub(super) async fn tell(self, app: &App) {
        app.tell(self.changes);
        for account in self.left {
            app.account_changed(account).await;
        }
    }
}

/// Whether a family is its member's own: they are a parent, and were the first in it or are the only parent.
fn is_own(member: &Listed, everybody: &[Listed]) -> bool {
    let is_parent = |member: &Listed| member.membership.role == Role::Parent;
    let is_first = everybody.first().is_some_and(|first| first.account.id == member.account.id);
    let is_only = everybody.iter().filter(|it| is_parent(it)).count() == 1;
    is_parent(member) && (is_first || is_only)
}

/// Makes all that lets into a family good for nothing: its invitations, and its code, which becomes another.
async fn close(
    app: &App,
    tx: &impl ConnectionTrait,
    (log, key): (&mut Log, &Key),
    family: FamilyId,
    code: &ShareCode,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<()> {
    for open in persistence::invitations::pending(tx, key, family, now).await? {
        persistence::invitations::delete(tx, family, open.id).await?;
        let subject = Subject::Invitation { id: open.id, role: open.role };
        log.append(key, family, by, now, Event::InvitationRevoked, subject)?;
    }
    let Some(found) = persistence::families::find(tx, &app.vault, family).await? else {
        return Ok(());
    };
    let version = found.version + 1;
    let closed = Family { share_code: code.clone(), version, ..found };
    persistence::families::update(tx, &app.vault, key, &closed, now).await?;
    log.append(key, family, by, now, Event::FamilyUpdated, Subject::Family)?;
    Ok(())
}
