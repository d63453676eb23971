//! What the pieces of a sentence tell of time.

use super::{
    super::{
        Action, Doubt, Parameters, SaidTime,
        sentence::{Clock, Concept, Day, Piece, Role},
    },
    Reading,
    time::Frame,
};

/// The times that a sentence names.
#[derive(Clone, Copy, Debug, Default)]
struct Times {
    start: Option<SaidTime>,
    end: Option<SaidTime>,
    /// Whether it goes on.
    goes_on: bool,
}

impl Times {
    /// Notes when it began and ended, which is told once.
    fn span(&mut self, (from, to): (SaidTime, SaidTime)) -> Result<(), Doubt> {
        let before = (self.start.replace(from), self.end.replace(to));
        if before == (None, None) { Ok(()) } else { Err(Doubt::Contradiction("time")) }
    }
}

impl Reading<'_> {
    /// Fills in when it was.
    pub(super) fn timed(&mut self, action: Action, parameters: &mut Parameters) {
        let times = match self.times() {
            Ok(times) => times,
            Err(doubt) => {
                self.doubt(doubt);
                Times::default()
            }
        };
        parameters.time = times.start;
        parameters.end = times.end;
        let asleep = self.any(&[Concept::Asleep, Concept::StillAsleep]);
        let lasting = self.all(|piece| match piece {
            Piece::Lasting(length) => Some(length),
            _ => None,
        });
        match (&lasting[..], parameters.sides) {
            ([], _) => {}
            (_, Some((left, right))) => parameters.duration = Some(left + right),
            ([one], None) => parameters.duration = Some(*one),
            _ => self.doubt(Doubt::Contradiction("duration")),
        }
        if asleep
            && parameters.time.is_none()
            && parameters.end.is_none()
            && let Some(lasting) = parameters.duration.filter(|_| action == Action::LogSleep)
        {
            // "Asleep for an hour" may be over.
            if self.has(Concept::StillAsleep) {
                let now = self.moment.now;
                parameters.time = now.checked_sub_signed(lasting).map(|it| self.moment.said(it));
                parameters.duration = None;
            } else {
                self.doubt(Doubt::Missing("endTime"));
            }
        }
        let over = parameters.end.is_some() || parameters.duration.is_some();
        parameters.goes_on = action == Action::LogSleep && !over && (asleep || times.goes_on);
        if times.goes_on && !parameters.goes_on && action != Action::StartTimer {
            self.doubt(Doubt::Missing("duration"));
        }
        // Since when a sleep lasted that has an end is when it began.
        if action == Action::StopTimer && parameters.end.is_none() {
            parameters.end = parameters.time.take();
        }
    }

    /// The times that are named.
    fn times(&mut self) -> Result<Times, Doubt> {
        let frame = self.frame()?;
        let moment = self.moment;
        let back = |length| moment.said(moment.now - length);
        let mut times = Times::default();
        let mut points: Vec<(Role, SaidTime)> = Vec::new();
        let mut clocks: Vec<(usize, Clock)> = Vec::new();
        let (mut since, mut until) = (None, None);
        for (at, placed) in self.pieces.iter().enumerate() {
            match placed.piece {
                Piece::Ago(length) => points.push((Role::At, back(length))),
                Piece::SinceAgo(length) => points.push((Role::Since, back(length))),
                Piece::Time(Role::At, clock) => clocks.push((at, clock)),
                Piece::Unclear => return Err(Doubt::Time),
                Piece::Time(Role::Until, clock) => until = Some(clock),
                Piece::Time(Role::Since, clock) => since = Some(clock),
                Piece::Between(from, to) => times.span(moment.between(from, to, frame)?)?,
                _ => {}
            }
        }
        if let Some(to) = until {
            let at = clocks.pop().map(|it| it.1);
            if let Some(from) = since.take().or(at) {
                times.span(moment.between(from, to, frame)?)?;
            } else {
                points.push((Role::Until, moment.when(to, frame)?));
            }
        }
        if let Some(from) = since {
            points.push((Role::Since, moment.when(from, frame)?));
        }
        match clocks[..] {
            [] => {}
            [(_, clock)] => points.push((Role::At, moment.when(clock, frame)?)),
            // "Fell asleep at one and woke up at half past two".
            [(first, from), (second, to)] => {
                let between = |it: Option<usize>, a, b| it.is_some_and(|it| a < it && it < b);
                let woke = self.place(Concept::Woke);
                if !(between(woke, first, second) || woke.is_some_and(|it| it > second)) {
                    return Err(Doubt::Contradiction("time"));
                }
                times.span(moment.between(from, to, frame)?)?;
            }
            _ => return Err(Doubt::Contradiction("time")),
        }
        for (role, time) in points {
            // Of a sleep that lasted so long, "woke up at three" is the end.
            let ends = role == Role::Until
                || (role == Role::At && self.has(Concept::Woke) && !self.has(Concept::Asleep));
            let slot = if ends { &mut times.end } else { &mut times.start };
            if slot.replace(time).is_some() {
                return Err(Doubt::Contradiction("time"));
            }
            times.goes_on |= role == Role::Since;
        }
        // Who weighs a child today may mean any time of it.
        let of_day = Frame { day: Some(Day::Today), part: None };
        let weighed = self.any(&[Concept::Weight, Concept::Height, Concept::Head]);
        let vague = frame != Frame::default()
            && times.start.is_none()
            && times.end.is_none()
            && !(weighed && frame == of_day);
        if vague { Err(Doubt::Time) } else { Ok(times) }
    }

    /// The day and the part of it that are named.
    fn frame(&self) -> Result<Frame, Doubt> {
        let mut frame = Frame::default();
        for placed in &self.pieces {
            let (day, part) = match placed.piece {
                Piece::Day(day, part) => (Some(day), part),
                Piece::OfDay(part) => (None, Some(part)),
                _ => continue,
            };
            let other = |a: bool| if a { Err(Doubt::Contradiction("time")) } else { Ok(()) };
            other(day.is_some_and(|day| frame.day.is_some_and(|it| it != day)))?;
            other(part.is_some_and(|part| frame.part.is_some_and(|it| it != part)))?;
            frame = Frame { day: day.or(frame.day), part: part.or(frame.part) };
        }
        Ok(frame)
    }
}
