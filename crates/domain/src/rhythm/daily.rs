//! What comes once a day: going to bed, and waking up for good.

use chrono::NaiveDate;

use super::{
    memory::{self, Each, Memory, told_better},
    record::Record,
    shrink,
};

/// So many nights tell which memory tells better, and how regular the child is.
const TELLING: usize = 14;
/// How far one time may move the centre, in minutes.
const CLIP: f64 = 30.0;
/// How much children differ: the variance of the minutes.
const BETWEEN: f64 = 60.0 * 60.0;
/// How much one day of a child differs from the others, before any was seen: likewise.
const WITHIN: f64 = 40.0 * 40.0;
/// How often the age alone tells it to within half an hour.
const TOLD_BY_AGE: f64 = 0.4;

/// A time that was seen.
#[derive(Clone, Copy, Debug)]
struct Seen {
    night: NaiveDate,
    time: Time,
    /// How much later that was than each memory believed.
    surprises: Each,
    /// How much later it was than believed with what it followed, and without.
    off: [f64; 2],
}

/// A time that came, in minutes after the night's noon.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    pub(super) minutes: f64,
    /// When what it followed came, if that is known.
    pub(super) after: Option<f64>,
}

/// What is known of a time that comes once a night.
#[derive(Clone, Debug)]
pub(super) struct Daily {
    seen: Vec<Seen>,
    /// How well it could be told.
    pub(super) record: Record,
}

impl Daily {
    pub(super) fn new() -> Self {
        Self { seen: Vec::new(), record: Record::new(TOLD_BY_AGE) }
    }

    /// Takes up when it came, and gives when it had been expected, in minutes after noon; `usual` is what is so at the age.
    pub(super) fn see(&mut self, night: NaiveDate, time: Time, usual: f64) -> f64 {
        let expected = self.of(night, time.after, usual);
        let plain = time.minutes - self.plain(night, usual);
        let surprises =
            Memory::BOTH.map(|memory| time.minutes - self.believed(memory, night, usual));
        let off = [plain - self.carried_over(night, time.after), plain];
        self.seen.push(Seen { night, time, surprises, off });
        self.record.note(time.minutes - expected);
        expected
    }

    /// When it is expected in a night, in minutes after noon, `after` what it follows came.
    pub(super) fn of(&self, night: NaiveDate, after: Option<f64>, usual: f64) -> f64 {
        let follows = told_better(self.telling().map(|seen| seen.off));
        let carried = if follows { self.carried_over(night, after) } else { 0.0 };
        self.plain(night, usual) + carried
    }

    /// The same, whatever it follows.
    fn plain(&self, night: NaiveDate, usual: f64) -> f64 {
        let memory = Memory::better(self.telling().map(|seen| seen.surprises));
        self.believed(memory, night, usual)
    }

    fn believed(&self, memory: Memory, night: NaiveDate, usual: f64) -> f64 {
        let surprises: Vec<_> =
            self.telling().map(|seen| (seen.surprises[memory as usize], 1.0)).collect();
        let strength = shrink::scatter(WITHIN, &surprises) / BETWEEN;
        let times = self.recent(night).map(|(seen, days)| (seen.time.minutes, memory.weight(days)));
        shrink::shrunk(usual, strength, &times.collect::<Vec<_>>(), CLIP)
    }

    /// How much later it is expected because what it follows came later than usual: who wakes late goes to bed late.
    fn carried_over(&self, night: NaiveDate, after: Option<f64>) -> f64 {
        const HOUR: f64 = 60.0;
        let Some(after) = after else { return 0.0 };
        let (memory, clip) =
            (Memory::Slow, |surprise: f64| surprise.clamp(-2.0 * HOUR, 2.0 * HOUR));
        let point = |(seen, days): (&Seen, i64)| {
            let surprise = clip(seen.surprises[memory as usize]);
            Some((seen.time.after? / HOUR, surprise, memory.weight(days)))
        };
        let points: Vec<_> = self.recent(night).filter_map(point).collect();
        if points.len() < shrink::ENOUGH {
            return 0.0;
        }
        let (mean, slope) = shrink::slope(&points);
        (slope * (after / HOUR - mean)).clamp(-HOUR, HOUR)
    }

    /// How many nights tell of this one.
    pub(super) fn known(&self, night: NaiveDate) -> usize {
        self.recent(night).count()
    }

    fn recent(&self, night: NaiveDate) -> impl Iterator<Item = (&Seen, i64)> {
        memory::recent(&self.seen, move |seen| (night - seen.night).num_days())
    }

    /// The last nights, which tell how regular the child is.
    fn telling(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().rev().take(TELLING)
    }
}
