//! What was found out, as people read it.

use domain::{Finding, Locale};

use super::{args, say};

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
    }
}
