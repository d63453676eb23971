//! Adding children.

use chrono::{DateTime, Utc};
use domain::{
    Actor, AddChildren, Child, ChildId, ChildProfile, Consent, Error, Event, FamilyId, May, Result,
    Thing,
};
use persistence::{ConnectionTrait, changes::Log, seal::Key};

use super::{PHOTO, Placed};
use crate::{
    App,
    usecases::{
        consents, families,
        idempotency::{self, Once, Outcome},
        photos,
    },
};

/// A child to add.
pub struct NewChild {
    /// To which family.
    pub family: FamilyId,
    /// The client's own id.
    pub id: Option<ChildId>,
    /// Who it is.
    pub profile: ChildProfile,
    /// Its picture, as it was sent.
    pub photo: Option<Vec<u8>>,
    /// The version of the text that the parent who adds it says they agree to.
    pub consent: Option<String>,
}

/// Children that join a family, with what lets them, and what goes on record about it.
pub(in crate::usecases) struct Newcomers<'a> {
    pub(in crate::usecases) may: &'a May<AddChildren>,
    pub(in crate::usecases) children: &'a [Child],
    pub(in crate::usecases) consent: Option<&'a Consent>,
}

/// Adds a child to a family.
///
/// # Errors
/// [`Error::Forbidden`] without the permission, [`Error::Invalid`] if something is wrong with the child or its picture,
/// [`Error::Exists`] if the family has another child of this id, [`Error::ChildLimit`] if it may have no more.
pub async fn add(
    app: &App,
    actor: &Actor,
    new: NewChild,
    once: Option<Once<Placed>>,
) -> Result<Outcome<Placed>> {
    Ok(add_numbered(app, actor, new, once).await?.0)
}

/// Likewise, with the number of the change, if this made it.
pub(in crate::usecases) async fn add_numbered(
    app: &App,
    actor: &Actor,
    new: NewChild,
    once: Option<Once<Placed>>,
) -> Result<(Outcome<Placed>, Option<i64>)> {
    let member = actor.member_of(new.family)?;
    let may = member.may::<AddChildren>()?;
    let mut seq = None;
    let create = async {
        let consent = consents::on_adding(app, &member, new.consent.as_deref())?;
        let (outcome, number) = create(app, &may, new, consent, once.as_ref()).await?;
        seq = number;
        Ok(outcome)
    };
    let outcome = idempotency::run(app, once.as_ref(), create).await?;
    Ok((outcome, seq))
}

async fn create(
    app: &App,
    may: &May<AddChildren>,
    new: NewChild,
    consent: Option<Consent>,
    once: Option<&Once<Placed>>,
) -> Result<(Outcome<Placed>, Option<i64>)> {
    let now = app.now();
    let profile = new.profile.checked(now)?;
    let family = may.family();
    let key = app.family_key(family).await?;
    let photo = match new.photo {
        Some(bytes) => Some(photos::store(app, PHOTO, bytes).await?),
        None => None,
    };
    let child = Child::add(may, new.id, profile, photo, now);

    let mut applied = Some(false);
    let written = async {
        let tx = persistence::begin(&app.db).await?;
        let mut log = persistence::changes::lock(&tx, [family]).await?;
        let siblings = persistence::children::in_family(&tx, &key, family).await?;
        if let Some(known) = siblings.iter().find(|sibling| sibling.id == child.id) {
            let same = known.profile == child.profile;
            return if same {
                Ok((Outcome::Existing(Placed::among(&siblings, known.clone())), None))
            } else {
                Err(Error::Exists(Thing::Child))
            };
        }
        let children = std::slice::from_ref(&child);
        let new = Newcomers { may, children, consent: consent.as_ref() };
        put(app, &tx, &mut log, &key, &siblings, new, now).await?;
        let added = Placed::among(&siblings, child.clone());
        idempotency::remember(&tx, once, family, &key, &added, now).await?;
        let changes = log.write(&tx).await?;
        applied = None;
        persistence::commit(tx).await?;
        applied = Some(true);
        let seq = changes.last().map(|change| change.seq);
        app.tell(changes);
        Ok((Outcome::Done(added), seq))
    };
    let written: Result<_> = written.await;
    photos::settle(app, None, child.photo.as_deref(), applied).await;
    written
}

/// Puts new children beside those whom the family has, in the transaction of what brings them.
///
/// # Errors
/// [`Error::ChildLimit`] if the family may not have so many.
pub(in crate::usecases) async fn put(
    app: &App,
    tx: &impl ConnectionTrait,
    log: &mut Log,
    key: &Key,
    siblings: &[Child],
    Newcomers { may, children, consent }: Newcomers<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let limits = families::limits(app, tx, may.family()).await?;
    if siblings.len() + children.len() > limits.children as usize {
        return Err(Error::ChildLimit(limits.children));
    }
    persistence::children::insert(tx, key, children).await?;
    if let Some(consent) = consent {
        let new = children.iter().map(|child| child.id);
        persistence::consents::put(tx, may.family(), new, consent).await?;
    }
    for child in children {
        log.append(key, may.family(), may.account(), now, Event::ChildAdded, child.subject())?;
    }
    Ok(())
}
