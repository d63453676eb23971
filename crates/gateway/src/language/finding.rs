//! What was found out, as people read it.

use domain::{Bound, Finding, Locale, Word};

use super::{args, date, habit, say};

/// The sentence of a finding about a child of this name.
pub(crate) fn finding(locale: Locale, name: &str, finding: &Finding) -> String {
    match *finding {
        Finding::LongestSleep { minutes, .. } => {
            let args = args!["name" => name, "hours" => minutes / 60, "minutes" => minutes % 60];
            say(locale, "insight-longest-sleep", &args)
        }
        Finding::WeightCrossedLines { before, now, .. } => {
            let args = args!["name" => name, "before" => before, "now" => now];
            say(locale, "insight-weight-crossed-lines", &args)
        }
        Finding::UnlikelyMeasure { indicator, on, .. } => {
            let on = date(locale, on);
            let args = args!["name" => name, "measure" => indicator.word(), "date" => on];
            say(locale, "insight-unlikely-measure", &args)
        }
        Finding::SleepOutsideRecommendation { minutes, bound } => {
            let (id, bound) = match bound {
                Bound::Least(least) => ("insight-sleep-below-recommendation", least),
                Bound::Most(most) => ("insight-sleep-above-recommendation", most),
            };
            let (hours, minutes) = (minutes / 60, minutes % 60);
            let length =
                args!["name" => name, "hours" => hours, "minutes" => minutes, "bound" => bound];
            say(locale, id, &length)
        }
        Finding::Habit(known) => habit(locale, name, &known),
        Finding::GrowthSpurt { percent } => {
            say(locale, "insight-growth-spurt", &args!["name" => name, "percent" => percent])
        }
    }
}
