//! Numbers as people write them, with points and commas before decimals or between thousands.

use domain::{Error, Limit, Reason, Result};

/// A number as it stands in a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// What it is; with a mark that may be of either sort, what it is if decimals follow it.
    pub(super) value: f64,
    /// What it is if that mark stands between thousands.
    thousands: Option<f64>,
}

impl Number {
    /// Reads a number. Of a point and a comma the last stands before decimals; what stands several times, between thousands.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches(',');
        if text.len() > 400 || text.starts_with(['+', '-']) {
            return None;
        }
        let sure = |value| Self { value, thousands: None };
        let Some((whole, decimals)) = text.rsplit_once(['.', ',']) else {
            return finite(text).map(sure);
        };
        let decimal = |whole: &str| finite(&format!("{whole}.{decimals}"));
        let (mark, other) =
            if text[whole.len()..].starts_with('.') { ('.', ',') } else { (',', '.') };
        if whole.contains(mark) {
            return finite(&ungrouped(text, mark)?).map(sure);
        }
        if whole.contains(other) {
            return decimal(&ungrouped(whole, other)?).map(sure);
        }
        let thousands = ungrouped(text, mark).and_then(|text| finite(&text));
        Some(Self { value: decimal(whole)?, thousands })
    }

    /// What is made of it: of two that it may be, the one of which something can be made.
    ///
    /// # Errors
    /// [`Error::Invalid`] if something can be made of both, or nothing of any.
    pub(super) fn meant<T>(
        self,
        column: &'static str,
        make: impl Fn(f64) -> Result<T>,
    ) -> Result<T> {
        let Some(thousands) = self.thousands else { return make(self.value) };
        match (make(self.value), make(thousands)) {
            (Ok(_), Ok(_)) => {
                let (one, other) = (Limit::Number(self.value), Limit::Number(thousands));
                Err(Error::invalid(column, Reason::Either(one, other)))
            }
            (Err(_), Ok(done)) => Ok(done),
            (done, Err(_)) => done,
        }
    }

    /// The number, if it can be no other.
    pub(super) fn sure(self) -> Option<f64> {
        self.thousands.is_none().then_some(self.value)
    }
}

fn finite(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Digits without the marks between thousands, if each stands where such a mark does.
fn ungrouped(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let are_digits = |group: &str| group.bytes().all(|it| it.is_ascii_digit());
    let begins = (1..=3).contains(&first.len()) && are_digits(first) && !first.starts_with('0');
    let goes_on = groups.all(|group| group.len() == 3 && are_digits(group));
    (begins && goes_on).then(|| text.replace(mark, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, Option<f64>)> {
        Number::read(text).map(|number| (number.value, number.thousands))
    }

    #[test]
    fn a_mark_that_can_only_be_of_one_sort_is_of_that() {
        for (text, number) in [
            ("120", 120.0),
            ("4,5", 4.5),
            ("4.25", 4.25),
            ("0,125", 0.125),
            ("1234.567", 1234.567),
            ("5.", 5.0),
            (".5", 0.5),
            ("5,", 5.0),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1.234,567", 1234.567),
            ("1,234,567.8", 1_234_567.8),
            ("1.234.567", 1_234_567.0),
            ("1,234,567", 1_234_567.0),
        ] {
            assert_eq!(read(text), Some((number, None)), "{text}");
        }
        assert_eq!(read("1.200"), Some((1.2, Some(1200.0))));
        assert_eq!(read("12,345"), Some((12.345, Some(12345.0))));
    }

    #[test]
    fn marks_that_stand_nowhere_are_refused() {
        for text in [
            "",
            ".",
            "1.2.3",
            "1,2,3",
            "1.2,3",
            "12,34.5",
            "0.123.456",
            "1,234.567,8",
            "-1",
            "1e999",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
