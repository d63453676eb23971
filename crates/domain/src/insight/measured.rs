//! What measurings make known.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Evidence, Finding, Found};
use crate::{ActivityId, AgeBasis, Indicator, Measuring};

/// What is found of a child's measurings, the earliest first.
pub(super) fn found(evidence: &Evidence) -> Vec<Found> {
    let mut measurings: Vec<_> = evidence.measurings.iter().collect();
    measurings.sort_unstable_by_key(|measuring| (measuring.at, measuring.id));
    let unlikely = measurings.iter().flat_map(|measuring| unlikely(measuring));
    let born = evidence.child.profile.birth.date;
    let weighed: Vec<_> =
        measurings.iter().filter_map(|measuring| Weighed::new(measuring, born)).collect();
    let crossed = weighed.windows(2).filter_map(|pair| pair[1].crossing(&pair[0]));
    unlikely.chain(crossed).collect()
}

/// What of a measuring is rather a mistake than a child, by the [standard](Assessment::implausible).
fn unlikely(measuring: &Measuring) -> impl Iterator<Item = Found> {
    let Measuring { id, at, on, .. } = *measuring;
    let unlikely = measuring.assessed().filter(|assessment| assessment.implausible);
    unlikely.map(move |assessment| {
        let indicator = assessment.indicator;
        Found::since(Finding::UnlikelyMeasure { measuring: id, indicator, on }, at)
    })
}

/// A weighing, and where it stands among healthy children of the same age.
#[derive(Clone, Copy, Debug)]
struct Weighed {
    id: ActivityId,
    at: DateTime<Utc>,
    age_days: i64,
    age_basis: AgeBasis,
    percentile: f64,
}

/// The lines of a growth chart. To cross two of them is what doctors look at again (Homan, Failure to Thrive, American Family
/// Physician 94(4), 2016).
const LINES: [f64; 7] = [5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0];
/// How far apart two weighings may lie to be compared.
const APART: TimeDelta = TimeDelta::days(92);
/// In the first two weeks newborns lose weight and gain it again.
const SETTLED: i64 = 14;

impl Weighed {
    /// The weighing that a measuring is, unless it is a mistake.
    fn new(measuring: &Measuring, born: NaiveDate) -> Option<Self> {
        let mut assessed = measuring.assessed();
        let weight = assessed.find(|it| it.indicator == Indicator::Weight && !it.implausible)?;
        Some(Self {
            id: measuring.id,
            at: measuring.at,
            age_days: (measuring.on - born).num_days(),
            age_basis: weight.age_basis,
            percentile: weight.percentile,
        })
    }

    /// What is found of a weighing beside the one before: that the weight crossed two lines or more.
    fn crossing(&self, before: &Self) -> Option<Found> {
        let below = |line: f64| (self.percentile < line, before.percentile < line);
        let crossed = LINES.iter().map(|line| below(*line)).filter(|(now, then)| now != then);
        // At 24 months a preterm child's age is counted anew, and its place on the chart is another.
        let comparable = self.at - before.at <= APART
            && before.age_days >= SETTLED
            && before.age_basis == self.age_basis;
        let finding = Finding::WeightCrossedLines {
            weighing: self.id,
            before: shown(before.percentile),
            now: shown(self.percentile),
        };
        (comparable && crossed.count() >= 2).then_some(Found::since(finding, self.at))
    }
}

/// A percentile as people read it: there is always somebody above and below.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 1 to 99")]
fn shown(percentile: f64) -> u8 {
    percentile.round().clamp(1.0, 99.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_that_crosses_two_lines_in_three_months_is_worth_a_word() {
        let weighed = |days: i64, percentile| Weighed {
            id: ActivityId::fresh(),
            at: DateTime::UNIX_EPOCH + TimeDelta::days(days),
            age_days: days,
            age_basis: AgeBasis::Chronological,
            percentile,
        };
        for ((then, before), (later, now), found) in [
            ((100, 60.0), (160, 24.9), true),
            ((100, 24.9), (160, 60.0), true),
            ((100, 60.0), (160, 25.0), false),
            ((100, 60.0), (193, 20.0), false),
            ((13, 60.0), (60, 20.0), false),
            ((14, 60.0), (60, 20.0), true),
            ((100, 51.0), (160, 74.0), false),
        ] {
            let (before, now) = (weighed(then, before), weighed(later, now));
            assert_eq!(now.crossing(&before).is_some(), found, "{before:?} {now:?}");
        }
        let corrected = Weighed { age_basis: AgeBasis::Corrected, ..weighed(720, 26.0) };
        assert_eq!(weighed(740, 9.0).crossing(&corrected), None, "the age is counted anew");
        let (before, now) = (weighed(100, 99.97), weighed(160, 3.4));
        let finding = Finding::WeightCrossedLines { weighing: now.id, before: 99, now: 3 };
        let until = now.at + TimeDelta::days(14);
        assert_eq!(now.crossing(&before), Some(Found { finding, until }));
    }
}
