//! What a client and the room say to each other.

use std::{collections::HashMap, sync::Arc};

use actix_web::{
    HttpRequest, HttpResponse,
    web::{self, Bytes},
};
use domain::{Error, Event, FamilyId, Kind, Member, NewTimer, Reason, Result, Timer};
use serde_json::Value;

use super::{delivery::Greeting, frames, hub::Since, said::Said};
use crate::{
    App,
    auth::Ticketed,
    error::{Problem, log_if_internal},
    rate_limit::Limits,
    socket::{self, Close, Peer, Protocol, Step},
    usecases::{
        idempotency::Outcome,
        timers::{self, Step as TimerStep},
    },
};

/// Opens a socket of the room.
pub(crate) async fn open(
    app: web::Data<App>,
    limits: web::Data<Limits>,
    Ticketed(visit): Ticketed,
    request: HttpRequest,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let (app, limits) = (app.into_inner(), limits.into_inner());
    let conversation = Conversation { limits, families: HashMap::new() };
    socket::accept(app, &request, body, Some(visit), &[], conversation).await
}

struct Conversation {
    limits: Arc<Limits>,
    /// The families it listens to, and as whom.
    families: HashMap<FamilyId, Member>,
}

impl Protocol for Conversation {
    const TOO_SLOW: Close = Close::new(4408, "too slow; come back with `since`");

    async fn said(&mut self, peer: &mut Peer, text: &str) -> Step {
        let answer = match Said::read(text) {
            Ok(said) => match self.answer(peer, &said).await {
                Ok(answer) => answer,
                Err(error) => {
                    log_if_internal(&error);
                    Some(frames::error(peer.locale().await, &error, &said.id))
                }
            },
            Err(error) => Some(frames::error(peer.locale().await, &error, &Value::Null)),
        };
        if let Some(frame) = answer {
            peer.line.send(frame);
        }
        Ok(())
    }

    /// Leaves families that are lost, and takes new seats where access has changed.
    async fn look_again(&mut self, peer: &mut Peer) -> Step {
        let (Ok(actor), Some(id)) = (peer.actor(), peer.id()) else { return Ok(()) };
        let mut lost = Vec::new();
        for (family, place) in &mut self.families {
            // Who left meanwhile and came back has no seat any more.
            match actor.member_of(*family) {
                Ok(now) if peer.app.hub.reseat(id, now.clone()).await => *place = now,
                _ => lost.push(*family),
            }
        }
        for family in lost {
            self.families.remove(&family);
            peer.app.hub.leave(family, id, true).await;
            peer.line.send(frames::left(family, &Value::Null));
        }
        if self.families.values().any(|member| member.access().is_timed()) {
            peer.look_soon();
        }
        Ok(())
    }

    fn expired(&mut self, peer: &Peer) {
        if let Some(until) = peer.until() {
            peer.line.send(frames::token_ended(until + socket::GRACE));
        }
    }

    async fn ended(self, peer: &Peer, for_good: bool) {
        let Some(id) = peer.id() else { return };
        for family in self.families.into_keys() {
            peer.app.hub.leave(family, id, for_good).await;
        }
    }
}

impl Conversation {
    /// Does what a frame asks; the answer, unless it comes by way of the room.
    async fn answer(&mut self, peer: &mut Peer, said: &Said) -> Result<Option<Bytes>> {
        const EVENTS: &[&str] = &[
            "join-family",
            "leave-family",
            "start-timer",
            "pause-timer",
            "resume-timer",
            "switch-side",
            "stop-timer",
            "authenticate",
            "ping",
        ];
        // What costs as much as a call counts as one.
        if !matches!(said.event.as_str(), "ping" | "leave-family") {
            self.limits.count_for(&peer.app, peer.actor()?.account).await?;
        }
        match said.event.as_str() {
            "ping" => Ok(Some(frames::pong(&said.id))),
            "join-family" => self.join(peer, said).await.map(|()| None),
            "leave-family" => self.leave(peer, said).await.map(Some),
            "authenticate" => {
                let token = said.text("accessToken")?;
                let token = token.ok_or(Error::invalid("accessToken", Reason::Required))?;
                peer.sign_in(token).await?;
                Ok(Some(frames::authenticated(peer.until(), &said.id)))
            }
            "start-timer" => start_timer(peer, said).await.map(Some),
            "pause-timer" => step(peer, said, TimerStep::Pause, Event::TimerPaused).await,
            "resume-timer" => step(peer, said, TimerStep::Resume, Event::TimerResumed).await,
            "switch-side" => {
                let side = TimerStep::Switch(said.word("side")?);
                step(peer, said, side, Event::TimerSwitched).await
            }
            "stop-timer" => stop_timer(peer, said).await.map(Some),
            _ => Err(Error::invalid("event", Reason::OneOf(EVENTS))),
        }
    }

    async fn join(&mut self, peer: &mut Peer, said: &Said) -> Result<()> {
        let family = said.read_as("familyId")?;
        let epoch = said.text("epoch")?.map(str::to_owned);
        let since = Since { seq: said.whole("since")?, epoch };
        let actor = peer.again().await?.clone();
        let member = actor.member_of(family)?;
        let greeting = Greeting { until: peer.until(), id: said.id.clone() };
        if let Some(id) = peer.id() {
            let locale = peer.locale().await;
            peer.app.hub.join(&member, (id, &peer.line, locale), since, greeting).await?;
        }
        self.families.insert(family, member);
        peer.look_soon();
        Ok(())
    }

    async fn leave(&mut self, peer: &Peer, said: &Said) -> Result<Bytes> {
        let family = said.read_as("familyId")?;
        self.families.remove(&family);
        if let Some(id) = peer.id() {
            peer.app.hub.leave(family, id, true).await;
        }
        Ok(frames::left(family, &said.id))
    }
}

async fn start_timer(peer: &mut Peer, said: &Said) -> Result<Bytes> {
    let kind: Option<Kind> = said.word("type")?;
    let new = NewTimer {
        id: said.maybe("timerId")?,
        child: said.read_as("childId")?,
        kind: kind.ok_or(Error::invalid("type", Reason::Required))?,
        side: said.word("side")?,
        start: said.moment("startTime")?,
    };
    let actor = peer.again().await?.clone();
    let timer = done(timers::start(&peer.app, &actor, new, None).await?)?;
    Ok(frames::timer(Event::TimerStarted, &timer, None, &said.id))
}

async fn step(
    peer: &mut Peer,
    said: &Said,
    step: TimerStep,
    event: Event,
) -> Result<Option<Bytes>> {
    let id = said.read_as("timerId")?;
    let actor = peer.again().await?.clone();
    let timer: Timer = done(timers::step(&peer.app, &actor, id, step, None).await?)?;
    Ok(Some(frames::timer(event, &timer, None, &said.id)))
}

async fn stop_timer(peer: &mut Peer, said: &Said) -> Result<Bytes> {
    let (id, end) = (said.read_as("timerId")?, said.moment("endTime")?);
    let actor = peer.again().await?.clone();
    let stopped = timers::stop(&peer.app, &actor, id, end, Box::new(Ok), None).await?;
    let stopped = done(stopped)?;
    let made = stopped.activity.as_ref().map(|shown| &shown.activity);
    Ok(frames::timer(Event::TimerStopped, &stopped.timer, made, &said.id))
}

/// What became of something that no `Idempotency-Key` was sent with: what was done already is done.
fn done<T>(outcome: Outcome<T>) -> Result<T> {
    match outcome {
        Outcome::Done(it) | Outcome::Existing(it) => Ok(it),
        Outcome::Repeated(_) => Err(Error::internal("nothing was repeated")),
    }
}
