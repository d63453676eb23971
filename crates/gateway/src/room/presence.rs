//! Who of a family is there: in its room on this node, and by what the other nodes say.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use domain::AccountId;
use tokio::time::Instant;

use super::relay::NodeId;
use crate::socket::SocketId;

/// How long somebody whose connection broke is still taken to be there: a phone that changes networks is soon back.
const LINGER: Duration = Duration::from_secs(15);

/// Who is there.
#[derive(Default)]
pub(super) struct Presence {
    /// Who listens on this node, and until when, if their connection broke.
    here: HashMap<SocketId, (AccountId, Option<Instant>)>,
    /// Who listens on the other nodes.
    elsewhere: HashMap<NodeId, Vec<AccountId>>,
    /// Whom the others on this node know to be there.
    known: BTreeSet<AccountId>,
    /// Whom the other nodes know to be here.
    announced: BTreeSet<AccountId>,
    /// Whether something has changed since changes were asked for.
    moved: bool,
    /// Whether the other nodes may have to be told.
    unsaid: bool,
}

impl Presence {
    /// Somebody came.
    pub(super) fn come(&mut self, socket: SocketId, account: AccountId) {
        self.here.insert(socket, (account, None));
        self.moves();
    }

    /// Somebody said good-bye.
    pub(super) fn leave(&mut self, socket: SocketId) {
        self.here.remove(&socket);
        self.moves();
    }

    /// Somebody's connection broke.
    pub(super) fn lose(&mut self, socket: SocketId, now: Instant) {
        if let Some((_, until)) = self.here.get_mut(&socket) {
            until.get_or_insert(now + LINGER);
        }
    }

    /// Another node tells who is there.
    pub(super) fn hear(&mut self, node: NodeId, accounts: Vec<AccountId>) {
        if accounts.is_empty() {
            self.elsewhere.remove(&node);
        } else {
            self.elsewhere.insert(node, accounts);
        }
        self.moved = true;
    }

    /// When the next one is no longer taken to be here.
    pub(super) fn due(&self) -> Option<Instant> {
        self.here.values().filter_map(|(_, until)| *until).min()
    }

    /// Forgets those who have not come back.
    pub(super) fn expire(&mut self, now: Instant) {
        self.here.retain(|_, (_, until)| until.is_none_or(|until| now < until));
        self.moves();
    }

    /// Whether nobody is here.
    pub(super) fn is_empty(&self) -> bool {
        self.here.is_empty()
    }

    /// Who is here, unless the other nodes know.
    pub(super) fn unannounced(&self) -> Option<Vec<AccountId>> {
        let here = self.unsaid.then(|| self.on_this_node())?;
        (here != self.announced).then(|| here.into_iter().collect())
    }

    /// Who is here.
    pub(super) fn announcement(&self) -> Vec<AccountId> {
        self.on_this_node().into_iter().collect()
    }

    /// The other nodes were told who is here.
    pub(super) fn was_announced(&mut self) {
        self.announced = self.on_this_node();
        self.unsaid = false;
    }

    /// Who came, and who went, since this was asked last.
    pub(super) fn changes(&mut self) -> Vec<(AccountId, bool)> {
        if !std::mem::take(&mut self.moved) {
            return Vec::new();
        }
        let mut now = self.on_this_node();
        now.extend(self.elsewhere.values().flatten());
        let before = std::mem::replace(&mut self.known, now);
        let came = self.known.difference(&before).map(|account| (*account, true));
        let went = before.difference(&self.known).map(|account| (*account, false));
        came.chain(went).collect()
    }

    /// Whether somebody was there when changes were asked for last.
    pub(super) fn knows(&self, account: AccountId) -> bool {
        self.known.contains(&account)
    }

    fn moves(&mut self) {
        (self.moved, self.unsaid) = (true, true);
    }

    fn on_this_node(&self) -> BTreeSet<AccountId> {
        self.here.values().map(|(account, _)| *account).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_back_soon_was_never_gone() {
        let (jane, now) = (AccountId::fresh(), Instant::now());
        let mut presence = Presence::default();
        presence.come(1, jane);
        assert_eq!(presence.changes(), [(jane, true)]);
        presence.lose(1, now);
        presence.expire(now + LINGER / 2);
        presence.come(2, jane);
        presence.expire(now + LINGER);
        assert_eq!(presence.changes(), []);
        presence.lose(2, now);
        presence.lose(2, now + LINGER / 2);
        assert_eq!(presence.due(), Some(now + LINGER));
        presence.expire(now + LINGER);
        assert_eq!(presence.changes(), [(jane, false)]);
    }

    #[test]
    fn who_is_on_two_nodes_goes_when_gone_from_both() {
        let (jane, node) = (AccountId::fresh(), NodeId::fresh());
        let mut presence = Presence::default();
        presence.hear(node, vec![jane]);
        presence.come(1, jane);
        assert_eq!(presence.changes(), [(jane, true)]);
        assert_eq!(presence.unannounced(), Some(vec![jane]));
        assert_eq!(presence.unannounced(), Some(vec![jane]), "until they were told");
        presence.was_announced();
        assert_eq!(presence.unannounced(), None);
        presence.leave(1);
        assert_eq!(presence.changes(), []);
        assert_eq!(presence.unannounced(), Some(vec![]));
        presence.hear(node, vec![]);
        assert_eq!(presence.changes(), [(jane, false)]);
    }
}
