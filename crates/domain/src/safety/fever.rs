//! Fevers: temperatures in a message, and words for one where the child is young.

use super::{RedFlag, age::is_unit, clause::Clause, is_one_of, number::Token};

/// Under three months, in days.
pub(super) const YOUNG: u32 = 91;
/// Under six months, in days.
const HALF_A_YEAR: u32 = 183;

/// What a degree is called.
pub(super) const DEGREE: &str = "° º 度 degrees degree grados degres graus deg";

/// Which flags the temperatures and fevers of a message raise at an age in days.
pub(super) fn of(clauses: &[Clause], age: Option<u32>) -> Vec<RedFlag> {
    let recent = || clauses.iter().filter(|clause| !clause.is_distant());
    let measured: Vec<_> =
        recent().flat_map(|it| temperatures(it).into_iter().map(move |read| (it, read))).collect();
    // A measured temperature outweighs a felt one.
    if measured.is_empty() {
        let felt = age.is_some_and(|days| days < YOUNG) && recent().any(|it| it.speaks_of("fever"));
        return felt.then_some(RedFlag::YoungFever).into_iter().collect();
    }
    let raised =
        |(clause, read): &(&Clause, f64)| flag(*read, age).filter(|flag| clause.lets_hear(*flag));
    measured.iter().filter_map(raised).collect()
}

/// What a temperature in degrees Celsius means at an age in days.
pub(super) fn flag(degrees: f64, age: Option<u32>) -> Option<RedFlag> {
    // 100.4 °F are 38 °C, to a hundredth.
    let tenths = (degrees * 20.0).round() / 20.0;
    let under = |days| age.is_some_and(|age| age < days);
    match tenths {
        _ if tenths >= 38.0 && under(YOUNG) => Some(RedFlag::YoungFever),
        _ if tenths >= 40.0 || tenths >= 39.0 && under(HALF_A_YEAR) => Some(RedFlag::HighFever),
        _ if tenths < 36.0 && under(YOUNG) || tenths < 35.0 => Some(RedFlag::LowTemperature),
        _ => None,
    }
}

/// The temperatures of a body that a clause tells, in degrees Celsius.
fn temperatures(clause: &Clause) -> Vec<f64> {
    let fever = clause.speaks_of("fever");
    if clause.speaks_of("surroundings") && !fever {
        return Vec::new();
    }
    let warm = fever || clause.speaks_of("temperature");
    let tokens = &clause.tokens;
    let word = |at: usize| tokens.get(at).and_then(Token::word).unwrap_or_default();
    let read = |(at, token): (usize, &Token)| {
        let (number, exact) = token.number()?;
        let marked = is_one_of(DEGREE, word(at + 1));
        let unit = word(at + 1 + usize::from(marked));
        let celsius = is_one_of("c ℃ celsius", unit);
        let fahrenheit = is_one_of("f ℉ fahrenheit farenheit", unit);
        let alone = tokens.len() == 1;
        let told = exact || marked || celsius || fahrenheit || warm || alone;
        if !told || is_unit(word(at + 1)) {
            return None;
        }
        match number {
            _ if (94.0..=108.0).contains(&number) && !celsius => Some((number - 32.0) / 1.8),
            _ if (33.0..43.0).contains(&number) && !fahrenheit => Some(number),
            _ => None,
        }
    };
    tokens.iter().enumerate().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{RedFlag, red_flags};

    #[test]
    fn temperatures_are_read_as_they_are_written_and_judged_by_age() {
        let flags = |text, age| red_flags(text, age);
        let young = [
            "38.5",
            "38,5",
            "38°5",
            "38 5",
            "38 and a half",
            "101.3 F",
            "101.3°F",
            "temp 101",
            "treinta y ocho y medio",
            "trente-huit et demi",
            "trinta e oito e meio",
            "三十八度五",
            "38度半",
            "38 con 5",
            "a hundred and one fever",
            "100.4",
        ];
        for text in young {
            assert_eq!(flags(text, Some(40)), [RedFlag::YoungFever], "{text}");
            assert_eq!(flags(text, Some(400)), [], "{text}");
        }
        for text in ["37.9", "100.3 F", "36.5", "38.5 cm", "38 weeks", "38", "98.6", "38.5 ml"] {
            let expected: &[RedFlag] = if text == "38" { &[RedFlag::YoungFever] } else { &[] };
            assert_eq!(flags(text, Some(40)), expected, "{text}");
        }
        assert_eq!(flags("39.0", Some(120)), [RedFlag::HighFever]);
        assert_eq!(flags("39.0", Some(200)), []);
        assert_eq!(flags("104 fever", Some(900)), [RedFlag::HighFever]);
        assert_eq!(flags("35.8", Some(10)), [RedFlag::LowTemperature]);
        assert_eq!(flags("35.8", Some(300)), []);
    }
}
