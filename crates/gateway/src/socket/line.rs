//! The way to a client: what waits to be sent to it, and what its connection is to know.

use std::{
    collections::VecDeque,
    convert::Infallible,
    future::poll_fn,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use actix_web::{
    body::{BodySize, MessageBody},
    web::Bytes,
};

/// How much may wait for a slow reader, in bytes.
const MOST_WAITING: usize = 1024 * 1024;
/// How many places an empty queue keeps.
const FEW: usize = 32;

/// The way to a client. Everybody who holds it may send.
#[derive(Default)]
pub(crate) struct Line(Mutex<State>);

#[derive(Default)]
struct State {
    waiting: VecDeque<Bytes>,
    bytes: usize,
    /// Whether nothing more is taken.
    closed: bool,
    /// Whether the connection ends when nothing waits any more.
    ended: bool,
    news: News,
    /// Who sends what waits.
    sender: Option<Waker>,
    /// Who waits for news.
    keeper: Option<Waker>,
    /// Who waits until there is room.
    fillers: Vec<Waker>,
}

/// What a connection is to know. It is a state, so that nothing of it can be lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// It must look again whether it may stay.
    pub(crate) recheck: bool,
    /// It must close.
    pub(crate) close: Option<Ending>,
    /// Nobody is there any more.
    pub(crate) gone: bool,
}

/// Why a connection must close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It reads too slowly.
    TooSlow,
    /// The node stops.
    GoingAway,
}

impl Line {
    /// Lets a frame wait to be sent, and tells whether it will be. Where too much waits, the reader is too slow: nothing of it
    /// is kept, and it must come back and recover.
    pub(crate) fn send(&self, frame: Bytes) -> bool {
        let mut state = self.state();
        if state.closed {
            return false;
        }
        if state.bytes >= MOST_WAITING {
            state.closed = true;
            state.empty();
            state.news.close.get_or_insert(Ending::TooSlow);
            wake(&mut state.keeper);
            return false;
        }
        state.bytes += frame.len();
        state.waiting.push_back(frame);
        wake(&mut state.sender);
        true
    }

    /// Sends a last frame after what waits.
    pub(super) fn send_last(&self, frame: Bytes) {
        let mut state = self.state();
        state.closed = true;
        state.waiting.push_back(frame);
        wake(&mut state.sender);
    }

    /// Ends the connection after what waits.
    pub(super) fn end(&self) {
        let mut state = self.state();
        (state.closed, state.ended) = (true, true);
        wake(&mut state.sender);
    }

    /// Makes the connection look again whether it may stay.
    pub(crate) fn recheck(&self) {
        let mut state = self.state();
        state.news.recheck = true;
        state.tell_keeper();
    }

    /// Makes the connection close.
    pub(crate) fn close(&self, ending: Ending) {
        let mut state = self.state();
        state.news.close.get_or_insert(ending);
        state.tell_keeper();
    }

    /// What there is to know, as soon as there is something.
    pub(super) async fn news(&self) -> News {
        poll_fn(|context| {
            let mut state = self.state();
            if state.news == News::default() {
                remember(&mut state.keeper, context);
                Poll::Pending
            } else {
                Poll::Ready(std::mem::take(&mut state.news))
            }
        })
        .await
    }

    /// Waits until less than half of what may wait does, or there is something else to know first.
    pub(crate) async fn room(&self) {
        poll_fn(|context| {
            let mut state = self.state();
            let hurry = state.closed || state.news != News::default();
            if hurry || state.bytes < MOST_WAITING / 2 {
                return Poll::Ready(());
            }
            state.fillers.push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// No code panics while it holds this; a poisoned one is whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn empty(&mut self) {
        self.waiting = VecDeque::new();
        self.bytes = 0;
        self.wake_fillers();
    }

    fn tell_keeper(&mut self) {
        wake(&mut self.keeper);
        // Who fills the line may be the keeper.
        self.wake_fillers();
    }

    fn wake_fillers(&mut self) {
        self.fillers.drain(..).for_each(Waker::wake);
    }
}

/// What the server sends over a connection: its line's frames.
pub(super) struct Body(pub(super) Arc<Line>);

impl MessageBody for Body {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        let mut state = self.0.state();
        if let Some(frame) = state.waiting.pop_front() {
            state.bytes = state.bytes.saturating_sub(frame.len());
            if state.waiting.is_empty() {
                state.waiting.shrink_to(FEW);
            }
            if state.bytes < MOST_WAITING / 2 {
                state.wake_fillers();
            }
            return Poll::Ready(Some(Ok(frame)));
        }
        if state.ended {
            return Poll::Ready(None);
        }
        remember(&mut state.sender, context);
        Poll::Pending
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.closed = true;
        state.empty();
        state.news.gone = true;
        wake(&mut state.keeper);
    }
}

fn wake(waker: &mut Option<Waker>) {
    if let Some(waker) = waker.take() {
        waker.wake();
    }
}

fn remember(waker: &mut Option<Waker>, context: &Context<'_>) {
    match waker {
        Some(known) if known.will_wake(context.waker()) => {}
        _ => *waker = Some(context.waker().clone()),
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn next(body: &mut Body) -> Poll<Option<Result<Bytes, Infallible>>> {
        Pin::new(body).poll_next(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn what_is_sent_comes_in_order_and_the_last_frame_after_it() {
        let line = Arc::new(Line::default());
        let mut body = Body(line.clone());
        assert!(next(&mut body).is_pending());
        assert!(line.send(Bytes::from_static(b"a")) && line.send(Bytes::from_static(b"b")));
        line.send_last(Bytes::from_static(b"c"));
        assert!(!line.send(Bytes::from_static(b"d")));
        line.end();
        for expected in [b"a", b"b", b"c"] {
            assert_eq!(next(&mut body), Poll::Ready(Some(Ok(Bytes::from_static(expected)))));
        }
        assert_eq!(next(&mut body), Poll::Ready(None));
    }

    #[test]
    fn a_slow_reader_keeps_a_mebibyte_and_no_more() {
        let line = Arc::new(Line::default());
        let _body = Body(line.clone());
        let frame = Bytes::from(vec![0; 1024]);
        let sent = (0..2000).take_while(|_| line.send(frame.clone())).count();
        assert_eq!(sent, MOST_WAITING / 1024);
        let news = line.news().now_or_never();
        assert_eq!(news.and_then(|news| news.close), Some(Ending::TooSlow));
        assert_eq!(line.state().waiting.len(), 0);
        assert!(!line.send(frame));
    }

    #[test]
    fn who_fills_a_line_waits_until_half_of_it_is_read() {
        let line = Arc::new(Line::default());
        let mut body = Body(line.clone());
        let frame = Bytes::from(vec![0; 1024]);
        while line.state().bytes < MOST_WAITING {
            line.send(frame.clone());
        }
        assert!(line.room().now_or_never().is_none());
        while line.state().bytes >= MOST_WAITING / 2 {
            assert!(next(&mut body).is_ready());
        }
        assert!(line.room().now_or_never().is_some());
        drop(body);
        assert!(line.news().now_or_never().is_some_and(|news| news.gone));
    }
}
