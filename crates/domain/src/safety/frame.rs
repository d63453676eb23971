//! What is said around a danger: that there is none, that it is past, that it is asked in general, or that it only sounds so.

use std::collections::HashSet;

use super::{FRAMES, RedFlag};
use crate::lexicon::{Found, Span, Words};

/// Of when a sentence tells.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Told {
    /// Of here and now.
    Near,
    /// Of what is over, as they say.
    Over,
    /// Of what is past, or of nobody's child.
    Distant,
}

impl Told {
    /// Whether a danger is heard there.
    pub(super) fn lets_hear(self, flag: RedFlag) -> bool {
        match self {
            Self::Near => true,
            Self::Over => flag.is_always_heard() || flag.outlasts(),
            Self::Distant => flag.is_always_heard(),
        }
    }
}

/// What is said around the dangers of a sentence.
pub(super) struct Frame {
    pub(super) told: Told,
    /// Where the last of what makes it past or general ends.
    pub(super) end: usize,
    /// Where denials begin.
    denying: HashSet<usize>,
    /// Where they end.
    denied: HashSet<usize>,
    /// How far what is harmless goes that begins at a word or before it.
    harmless: Vec<usize>,
}

impl Frame {
    pub(super) fn of(words: &Words) -> Self {
        let open = FRAMES.read(words);
        let denials = open.of("not").to_vec();
        let undoing = [&denials, open.of("fails")].concat();
        // "Not fine now" and "today she is not fine" are neither over nor harmless.
        let closed = (!undoing.is_empty()).then(|| FRAMES.read(&words.closed_at(&undoing)));
        let found = closed.unwrap_or(open);
        let undone: HashSet<_> = undoing.iter().map(|(_, end)| *end).collect();
        let meant = |topic: &str| -> Vec<Span> {
            let spans = found.of(topic).iter().copied();
            spans.filter(|(from, _)| !undone.contains(from)).collect()
        };
        let mut harmless = vec![0; words.len() + 1];
        for (from, end) in meant("harmless") {
            harmless[from] = harmless[from].max(end);
        }
        for at in 1..harmless.len() {
            harmless[at] = harmless[at].max(harmless[at - 1]);
        }
        let (told, end) = told(&found, meant, words.len());
        let mut frame =
            Self { told, end, harmless, denying: HashSet::new(), denied: HashSet::new() };
        let (denying, denied) = denials.into_iter().filter(|it| !frame.is_harmless(*it)).unzip();
        (frame.denying, frame.denied) = (denying, denied);
        frame
    }

    /// Whether what is said there sounds like danger and is none, all of it.
    pub(super) fn is_harmless(&self, (from, end): Span) -> bool {
        self.harmless[from] >= end
    }

    /// Whether there is none of what is said there. "No fever" says so, "not breathing" does not.
    pub(super) fn is_denied(&self, (from, _): Span) -> bool {
        self.denied.contains(&from) && !self.denying.contains(&from)
    }
}

/// Of when a sentence of so many words tells, and where the last of what says so ends.
fn told(found: &Found, meant: impl Fn(&str) -> Vec<Span>, length: usize) -> (Told, usize) {
    // When somebody was born is no sign that what is told of is past.
    let births = covered(length, found.of("birth"));
    let framing = |topic: &str| {
        let spans = meant(topic).into_iter();
        spans.filter(|span| is_clear(&births, *span)).collect::<Vec<_>>()
    };
    let mut distant = [framing("past"), framing("prevention")].concat();
    // Who names a child asks for that one: "Should I worry if her lips are blue?"
    if found.of("somebody").is_empty() {
        distant.extend(framing("general"));
    }
    let over = framing("over");
    let all = [distant.as_slice(), &over].concat();
    let framed = covered(length, &all);
    let is_now = found.of("now").iter().any(|span| is_clear(&framed, *span));
    let told = match () {
        () if is_now => Told::Near,
        () if !distant.is_empty() => Told::Distant,
        () if !over.is_empty() => Told::Over,
        () => Told::Near,
    };
    (told, all.iter().map(|(_, end)| *end).max().unwrap_or_default())
}

/// Which of so many words these take.
fn covered(length: usize, spans: &[Span]) -> Vec<bool> {
    let mut covered = vec![false; length];
    for (from, end) in spans {
        covered[*from..*end].fill(true);
    }
    covered
}

fn is_clear(covered: &[bool], (from, end): Span) -> bool {
    !covered[from..end].contains(&true)
}
