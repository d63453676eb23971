//! Where numbers stand on a picture, and which of them are written beside it.

use std::ops::RangeInclusive;

/// The days of a month, as the WHO counts.
const MONTH: f64 = 30.4375;

/// Numbers along a line of the picture.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    least: f64,
    most: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// These numbers from one place to another.
    pub(super) fn new(numbers: RangeInclusive<f64>, start: f64, end: f64) -> Self {
        let (least, most) = numbers.into_inner();
        Self { least, most, start, end }
    }

    /// Where a number stands; what is beyond stands at the end.
    pub(super) fn at(self, number: f64) -> f64 {
        let share = (number.clamp(self.least, self.most) - self.least) / (self.most - self.least);
        self.start + share * (self.end - self.start)
    }

    /// Round numbers along it, about six, each with its place.
    pub(super) fn ticks(self) -> Vec<(f64, f64)> {
        self.multiples(step(self.most - self.least), 1.0)
    }

    /// Completed months along days, each with its place.
    pub(super) fn months(self) -> Vec<(f64, f64)> {
        let months = (self.most - self.least) / MONTH;
        let step = [1.0, 2.0, 3.0, 6.0].into_iter().find(|step| months / step < 8.5);
        self.multiples(step.unwrap_or(12.0), MONTH)
    }

    /// The multiples of a step, in a unit of so many numbers, each with its place.
    fn multiples(self, step: f64, unit: f64) -> Vec<(f64, f64)> {
        // What is rounded to whole days may end a moment before its month does.
        let (least, most) = (self.least / unit / step - 0.02, self.most / unit / step + 0.02);
        let first = least.ceil();
        let all = (0..20).map(|index| first + f64::from(index)).take_while(|it| *it <= most);
        all.map(|it| (it * step, self.at(it * step * unit))).collect()
    }
}

/// 1, 2 or 5 times a power of ten, so that about six make up a span.
fn step(span: f64) -> f64 {
    let rough = span / 6.0;
    let power = 10_f64.powf(rough.log10().floor());
    let nice = [1.0, 2.0, 5.0].into_iter().find(|nice| nice * power >= rough);
    nice.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(ticks: &[(f64, f64)]) -> Vec<String> {
        ticks.iter().map(|(number, _)| number.to_string()).collect()
    }

    #[test]
    fn round_numbers_stand_at_their_places() {
        let scale = Scale::new(2.0..=12.0, 300.0, 100.0);
        assert_eq!(numbers(&scale.ticks()), ["2", "4", "6", "8", "10", "12"]);
        assert_eq!(scale.ticks()[1].1.to_string(), "260");
        assert_eq!(
            (scale.at(0.0).to_string(), scale.at(99.0).to_string()),
            ("300".into(), "100".into())
        );
        assert_eq!(
            numbers(&Scale::new(0.0..=2.6, 0.0, 1.0).ticks()),
            ["0", "0.5", "1", "1.5", "2", "2.5"]
        );
    }

    #[test]
    fn months_are_few_however_long_the_time() {
        let months = |first, last| numbers(&Scale::new(first..=last, 0.0, 1.0).months());
        assert_eq!(months(0.0, 183.0), ["0", "1", "2", "3", "4", "5", "6"]);
        assert_eq!(months(0.0, 731.0), ["0", "3", "6", "9", "12", "15", "18", "21", "24"]);
        assert_eq!(months(0.0, 1826.0), ["0", "12", "24", "36", "48", "60"]);
        assert_eq!(months(731.0, 1096.0), ["24", "26", "28", "30", "32", "34", "36"]);
    }
}
