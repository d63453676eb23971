//! One operation that runs on a socket.

use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc};

use async_graphql::parser::types::OperationType;
use domain::{Actor, Locale};
use futures_util::StreamExt;
use tokio::task::AbortHandle;

use super::{Graph, answer::Answer, asked::Asked, messages, subscription::Rights};
use crate::{error::TraceId, socket::Line};

/// The operations that run, by the ids that the client gave them. All of a connection happens in one thread.
pub(super) type Running = Rc<RefCell<HashMap<String, AbortHandle>>>;

/// One operation that runs.
pub(super) struct Job {
    pub(super) graph: Arc<Graph>,
    pub(super) line: Arc<Line>,
    pub(super) running: Running,
    pub(super) rights: Rights,
    pub(super) trace: TraceId,
    pub(super) id: String,
    pub(super) actor: Actor,
    pub(super) locale: Locale,
}

impl Job {
    /// Runs it to its end.
    pub(super) async fn run(self, asked: Asked) {
        let refused = self.answer(asked).await;
        // From here on the id is free again.
        self.running.borrow_mut().remove(&self.id);
        self.line.send(match refused {
            Some(Answer { errors, .. }) => messages::error(&self.id, &errors),
            None => messages::complete(&self.id),
        });
    }

    /// Sends what the operation comes to; the last of it, if that is a refusal.
    async fn answer(&self, asked: Asked) -> Option<Answer> {
        let prepared = self.graph.prepare(asked, self.actor.clone(), self.locale).await;
        let mut operation = match prepared {
            Ok(operation) => operation,
            Err(refusal) => return Some(self.explained(Answer::refused(refusal))),
        };
        if operation.kind != Some(OperationType::Subscription) {
            let answer = self.explained(self.graph.run(operation).await);
            return self.send(answer, Answer::did_not_begin).await;
        }
        operation.request = operation.request.data(self.rights.clone());
        let mut answers = self.graph.stream(operation);
        while let Some(answer) = answers.next().await {
            let refused = self.send(self.explained(answer), Answer::failed).await;
            if refused.is_some() {
                return refused;
            }
        }
        None
    }

    /// Sends an answer as soon as there is room, unless it is a refusal.
    async fn send(&self, answer: Answer, is_refusal: fn(&Answer) -> bool) -> Option<Answer> {
        if is_refusal(&answer) {
            return Some(answer);
        }
        self.line.room().await;
        self.line.send(messages::next(&self.id, &answer));
        None
    }

    fn explained(&self, answer: Answer) -> Answer {
        answer.explained(self.locale, Some(&self.trace))
    }
}
