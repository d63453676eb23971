//! Numbers of a unit, and lengths of time.

use chrono::TimeDelta;

use super::{
    Sentence,
    table::{Concept, Meaning},
};

const VOLUMES: [Concept; 4] =
    [Concept::Ounce, Concept::Millilitre, Concept::Centilitre, Concept::Litre];
const WEIGHTS: [Concept; 4] = [Concept::Kilogram, Concept::Gram, Concept::Pound, Concept::Jin];
const LENGTHS: [Concept; 3] = [Concept::Centimetre, Concept::Millimetre, Concept::Inch];

impl Sentence<'_> {
    /// A number of one of these units that begins here, in all the ways it may be read.
    fn of_units(&self, at: usize, units: &[Concept]) -> Vec<(f64, Concept, usize)> {
        let unit = |at: usize| {
            let found = units.iter().filter_map(move |it| Some((*it, self.skip(at, *it)?)));
            found.max_by_key(|(_, end)| *end)
        };
        let mut found = Vec::new();
        for (number, end) in self.numbers(at) {
            let Some((unit, end)) = unit(end) else { continue };
            // 3.450 g has a thousand, 3.450 kg has not.
            let thousands = unit == Concept::Gram && self.tokens[at].decimals() == 3;
            let number = if thousands { (number * 1000.0).round() } else { number };
            found.push((number, unit, end));
            if number.fract() == 0.0
                && let Some((part, end)) = self.and_part(end)
            {
                found.push((number + part, unit, end));
            }
        }
        let parts = [
            (Concept::One, 1.0),
            (Concept::Half, 0.5),
            (Concept::Quarter, 0.25),
            (Concept::ThreeQuarters, 0.75),
        ];
        for (concept, part) in parts {
            let Some(end) = self.skip(at, concept) else { continue };
            let Some((unit, end)) = unit(end) else { continue };
            found.push((part, unit, end));
            if concept == Concept::One
                && let Some((more, end)) = self.and_part(end)
            {
                found.push((part + more, unit, end));
            }
        }
        found
    }

    /// Volumes, in ounces or millilitres.
    pub(super) fn volumes(&self, at: usize) -> Vec<(f64, Concept, usize)> {
        let mut found = self.of_units(at, &VOLUMES);
        // "One twenty millilitres".
        if let Some((hundreds @ 1.., next)) = self.digit(at) {
            for (rest, end) in
                self.cardinals(next).into_iter().filter(|it| (20..100).contains(&it.0))
            {
                let end = self.skip(end, Concept::Millilitre);
                let number = f64::from(hundreds * 100 + rest);
                found.extend(end.map(|end| (number, Concept::Millilitre, end)));
            }
        }
        for it in &mut found {
            let (by, unit) = match it.1 {
                Concept::Centilitre => (10.0, Concept::Millilitre),
                Concept::Litre => (1000.0, Concept::Millilitre),
                unit => (1.0, unit),
            };
            (it.0, it.1) = (it.0 * by, unit);
        }
        found
    }

    /// A volume whose number sounds like another word: "drank for ounces".
    pub(super) fn misheard_volumes(&self, at: usize) -> Vec<(f64, Concept, usize)> {
        let like = |(end, meaning)| match meaning {
            Meaning::Like(number) => Some((f64::from(number), end)),
            _ => None,
        };
        let numbers = self.meanings(at).filter_map(like);
        let with_unit = |(number, end): (f64, usize)| {
            let units = [Concept::Ounce, Concept::Millilitre];
            let (unit, end) = units.into_iter().find_map(|it| Some((it, self.skip(end, it)?)))?;
            Some((number, unit, end))
        };
        numbers.filter_map(with_unit).collect()
    }

    /// Weights, pounds and ounces together in pounds, kilograms and grams together in kilograms.
    pub(super) fn weights(&self, at: usize) -> Vec<(f64, Concept, usize)> {
        let mut found = self.of_units(at, &WEIGHTS);
        for it in &mut found {
            if it.1 == Concept::Jin {
                (it.0, it.1) = (it.0 / 2.0, Concept::Kilogram);
            }
        }
        for (number, unit, end) in found.clone() {
            let smaller = match unit {
                Concept::Pound => Some((Concept::Ounce, 16.0)),
                Concept::Kilogram => Some((Concept::Gram, 1000.0)),
                _ => None,
            };
            let Some((smaller, count)) = smaller.filter(|_| number.fract() == 0.0) else {
                continue;
            };
            let next = self.skip(end, Concept::And).unwrap_or(end);
            for (rest, _, end) in self.of_units(next, &[smaller]) {
                if (0.0..count).contains(&rest) {
                    found.push((number + rest / count, unit, end));
                }
            }
            // "Four kilos two hundred".
            let hundreds = |it: &(f64, usize)| {
                unit == Concept::Kilogram && (100.0..1000.0).contains(&it.0) && it.0.fract() == 0.0
            };
            for (rest, end) in self.numbers(next).into_iter().filter(hundreds) {
                found.push((number + rest / count, unit, end));
            }
            // 七公斤二.
            if unit == Concept::Kilogram
                && self.tokens.get(end).is_some_and(super::token::Token::is_chinese)
                && let Some((tenths, end)) = self.digit(end)
            {
                found.push((number + f64::from(tenths) / 10.0, unit, end));
            }
        }
        found
    }

    /// Lengths, heights and circumferences.
    pub(super) fn lengths(&self, at: usize) -> Vec<(f64, Concept, usize)> {
        self.of_units(at, &LENGTHS)
    }

    /// Temperatures: "38.5", "thirty-eight five", "38 degrees 5", each with its unit if that is said.
    pub(super) fn degrees(&self, at: usize) -> Vec<(f64, Option<Concept>, usize)> {
        let mut numbers = self.numbers(at);
        // "One oh one".
        if let Some((1, next)) = self.digit(at)
            && let Some((0, next)) = self.digit(next)
            && let Some((last, end)) = self.digit(next)
        {
            numbers.push((f64::from(100 + last), end));
        }
        let tenths = |(number, end): &(f64, usize)| {
            let near = (34.0..=42.0).contains(number) || (93.0..=107.0).contains(number);
            let end = self.skip(*end, Concept::Degree).unwrap_or(*end);
            let end =
                self.skip(end, Concept::And).or(self.skip(end, Concept::Point)).unwrap_or(end);
            let fits = near && number.fract() == 0.0;
            let written = || {
                let token = self.tokens.get(end)?;
                let one = token.number.filter(|it| *it < 10.0 && it.fract() == 0.0)?;
                (token.word.len() == 1).then_some((one, end + 1))
            };
            let spoken = || self.digit(end).map(|(digit, end)| (f64::from(digit), end));
            let half =
                || self.and_part(end).filter(|it| it.0 < 0.6).map(|(it, end)| (it * 10.0, end));
            let (tenth, end) = fits.then(|| written().or_else(spoken).or_else(half)).flatten()?;
            Some((number + tenth / 10.0, end))
        };
        let with_tenths: Vec<_> = numbers.iter().filter_map(tenths).collect();
        let mut found = Vec::new();
        for (number, end) in numbers.into_iter().chain(with_tenths) {
            let number = (number * 1000.0).round() / 1000.0;
            let degree = self.skip(end, Concept::Degree);
            let after = degree.unwrap_or(end);
            for unit in [Concept::Celsius, Concept::Fahrenheit] {
                found.extend(self.skip(after, unit).map(|end| (number, Some(unit), end)));
            }
            found.push((number, None, after));
        }
        // 摄氏38度 has its unit first.
        for unit in [Concept::Celsius, Concept::Fahrenheit] {
            if let Some(next) = self.skip(at, unit) {
                let after = self.degrees_after(next);
                found.extend(after.map(|(number, end)| (number, Some(unit), end)));
            }
        }
        found
    }

    fn degrees_after(&self, at: usize) -> Option<(f64, usize)> {
        let longest = self.numbers(at).into_iter().max_by_key(|(_, end)| *end)?;
        Some((longest.0, self.skip(longest.1, Concept::Degree)?))
    }

    /// Lengths of time.
    pub(super) fn durations(&self, at: usize) -> Vec<(TimeDelta, usize)> {
        #[expect(clippy::cast_possible_truncation, reason = "two years have few seconds")]
        let length = |minutes: f64| TimeDelta::seconds((minutes.min(1e6) * 60.0).round() as i64);
        self.minutes_lasting(at).into_iter().map(|(minutes, end)| (length(minutes), end)).collect()
    }

    fn minutes_lasting(&self, at: usize) -> Vec<(f64, usize)> {
        let mut found = Vec::new();
        // "Hora y media".
        let hour = self.skip(at, Concept::Hour).and_then(|end| self.and_part(end));
        found.extend(hour.map(|(part, end)| (60.0 + part * 60.0, end)));
        for (number, _, end) in self.of_units(at, &[Concept::QuarterHour]) {
            found.push((number * 15.0, end));
        }
        for (number, unit, end) in self.of_units(at, &[Concept::Minute, Concept::Hour]) {
            if unit == Concept::Minute {
                found.push((number, end));
                continue;
            }
            // Nobody does anything for more hours; 15 h 30 is a time.
            found.push((number * 60.0, end));
            if number > 14.0 {
                continue;
            }
            if number.fract() != 0.0 {
                continue;
            }
            let next = self.skip(end, Concept::And).unwrap_or(end);
            for (minutes, _, end) in self.of_units(next, &[Concept::Minute]) {
                found.push((number * 60.0 + minutes, end));
            }
            let below_an_hour = |it: &(f64, usize)| it.0 < 60.0 && it.0.fract() == 0.0;
            for (minutes, end) in self.numbers(next).into_iter().filter(below_an_hour) {
                let end = self.skip(end, Concept::MinuteMark).unwrap_or(end);
                found.push((number * 60.0 + minutes, end));
            }
        }
        found
    }
}
