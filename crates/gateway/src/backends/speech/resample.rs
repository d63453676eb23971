//! Changing how many samples a second has: band-limited, by a windowed sinc for each phase between samples.

use std::f64::consts::PI;

/// Zero crossings of the sinc on each side.
const CROSSINGS: f64 = 16.0;
/// How much of the band is kept: the rest is where the filter falls off.
const KEPT: f64 = 0.94;

/// Turns samples of one rate into samples of another, bit by bit.
pub(super) struct Resampler {
    /// So many steps of the finest common raster lie between samples that come in, and that go out.
    up: usize,
    down: usize,
    /// Samples on each side of a moment that tell of it.
    reach: usize,
    /// For each phase, what each sample around counts.
    weights: Vec<Vec<f32>>,
    /// What came in and is still needed, silence before the first.
    waiting: Vec<f32>,
    /// The next moment to tell of, in steps after the first sample that waits and has its reach.
    next: usize,
}

impl Resampler {
    /// From so many samples a second to so many.
    pub(super) fn new(from: u32, to: u32) -> Self {
        let common = gcd(from, to);
        let (up, down) = ((to / common) as usize, (from / common) as usize);
        let band = KEPT * f64::from(to.min(from)) / f64::from(from);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few hundred"
        )]
        let reach = (CROSSINGS / band).ceil() as usize;
        let weights = (0..up).map(|phase| weights(phase, up, reach, band)).collect();
        Self { up, down, reach, weights, waiting: vec![0.0; reach], next: 0 }
    }

    /// Takes samples, and gives those that are known by them.
    pub(super) fn push(&mut self, samples: &[f32]) -> Vec<f32> {
        self.waiting.extend_from_slice(samples);
        let mut out = Vec::with_capacity(samples.len() * self.up / self.down + 1);
        loop {
            let (begin, phase) = (self.next / self.up, self.next % self.up);
            // The window around a moment begins its reach before it, which is where `waiting` begins.
            let Some(around) = self.waiting.get(begin..=begin + 2 * self.reach) else { break };
            let weighed = around.iter().zip(&self.weights[phase]);
            out.push(weighed.map(|(sample, weight)| sample * weight).sum());
            self.next += self.down;
        }
        let done = (self.next / self.up).min(self.waiting.len());
        self.waiting.drain(..done);
        self.next -= done * self.up;
        out
    }

    /// What silence after the last sample makes known.
    pub(super) fn finish(&mut self) -> Vec<f32> {
        self.push(&vec![0.0; self.reach])
    }
}

/// What each sample around a moment counts, which lies this phase after the middle one.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "small numbers, and samples are no finer"
)]
fn weights(phase: usize, up: usize, reach: usize, band: f64) -> Vec<f32> {
    let at = reach as f64 + phase as f64 / up as f64;
    let weight = |sample: usize| {
        let off = sample as f64 - at;
        // A Hann window, which ends where the reach does.
        let window = (PI * off / (2.0 * (reach as f64 + 1.0))).cos().powi(2);
        let x = PI * off * band;
        let sinc = if x == 0.0 { 1.0 } else { x.sin() / x };
        (band * sinc * window) as f32
    };
    (0..=2 * reach).map(weight).collect()
}

fn gcd(one: u32, other: u32) -> u32 {
    if other == 0 { one } else { gcd(other, one % other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tone of a second.
    fn tone(hertz: f64, rate: u32) -> Vec<f32> {
        let at = |n: u32| (2.0 * PI * hertz * f64::from(n) / f64::from(rate)).sin();
        #[expect(clippy::cast_possible_truncation, reason = "samples are no finer")]
        (0..rate).map(|n| at(n) as f32).collect()
    }

    fn resampled(samples: &[f32], from: u32, to: u32) -> Vec<f32> {
        let mut resampler = Resampler::new(from, to);
        let mut out: Vec<f32> = samples.chunks(577).flat_map(|it| resampler.push(it)).collect();
        out.extend(resampler.finish());
        out
    }

    /// The largest difference away from the ends.
    fn difference(one: &[f32], other: &[f32]) -> f32 {
        let inner = 200..one.len().min(other.len()) - 200;
        let pairs = one[inner.clone()].iter().zip(&other[inner]);
        pairs.map(|(one, other)| (one - other).abs()).fold(0.0, f32::max)
    }

    #[test]
    fn a_tone_stays_the_same_tone_at_every_rate() {
        for from in [8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000] {
            let heard = resampled(&tone(1_000.0, from), from, 16_000);
            assert!(heard.len().abs_diff(16_000) <= 1, "{from}: {}", heard.len());
            let off = difference(&heard, &tone(1_000.0, 16_000));
            assert!(off < 0.005, "{from}: {off}");
        }
    }

    #[test]
    fn what_the_new_rate_cannot_hold_is_left_out_and_not_folded_back() {
        for (from, hertz) in [(44_100, 9_000.0), (48_000, 12_000.0), (48_000, 15_000.0)] {
            let heard = resampled(&tone(hertz, from), from, 16_000);
            let off = difference(&heard, &vec![0.0; heard.len()]);
            assert!(off < 0.01, "{hertz} Hz: {off}");
        }
    }
}
