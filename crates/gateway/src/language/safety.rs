//! What people are told when somebody needs help now, and of what is not answered: fixed texts, with the numbers of where they
//! live.

use domain::{
    Locale, Word,
    safety::{Declined, EmergencyNumbers, RedFlag},
};

use super::{args, between, phrase, say};

/// What to do now about red flags, the gravest first, and whom to call in doubt.
pub(crate) fn answer(locale: Locale, flags: &[RedFlag], numbers: &EmergencyNumbers) -> String {
    let mut told: Vec<_> = flags.iter().map(|flag| urgent(locale, *flag, numbers)).collect();
    let call = with_numbers(locale, "urgent-call", numbers);
    told.push(call + between(locale) + &phrase(locale, "urgent-not-a-doctor"));
    told.join("\n\n")
}

/// What to do now about a red flag.
fn urgent(locale: Locale, flag: RedFlag, numbers: &EmergencyNumbers) -> String {
    with_numbers(locale, &format!("urgent-{}", flag.word()), numbers)
}

/// Whom to ask what is not answered.
pub(crate) fn declined(locale: Locale, what: Declined, numbers: &EmergencyNumbers) -> String {
    with_numbers(locale, &format!("declined-{}", what.word()), numbers)
}

/// Where there is no line of its own, the emergency number is told in its place.
fn with_numbers(locale: Locale, id: &str, numbers: &EmergencyNumbers) -> String {
    let emergency = match numbers.country {
        Some(_) => numbers.emergency.to_owned(),
        None => say(locale, "urgent-anywhere", &args!["emergency" => numbers.emergency]),
    };
    let or_emergency = |line: Option<&str>| line.map_or(emergency.clone(), str::to_owned);
    let args = args![
        "poison" => or_emergency(numbers.poison),
        "crisis" => or_emergency(numbers.crisis),
        "emergency" => emergency,
    ];
    say(locale, id, &args)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_flag_has_its_own_text_with_a_number_in_every_locale() {
        for locale in Locale::ALL.iter().copied() {
            let numbers = EmergencyNumbers::of("Europe/London".parse().unwrap(), locale);
            let of_flag = |flag: &RedFlag| answer(locale, &[*flag], &numbers);
            let mut texts: Vec<_> = RedFlag::ALL.iter().map(of_flag).collect();
            texts.extend(Declined::ALL.iter().map(|what| declined(locale, *what, &numbers)));
            let lines = ["999", "111", "116 123"];
            for text in &texts {
                assert!(lines.iter().any(|line| text.contains(line)), "{locale:?}: {text}");
            }
            assert_eq!(texts.iter().collect::<HashSet<_>>().len(), texts.len());
        }
    }

    #[test]
    fn the_numbers_are_those_of_where_people_live() {
        let said = |zone: &str, flag| {
            let numbers = EmergencyNumbers::of(zone.parse().unwrap(), Locale::EnUs);
            urgent(Locale::EnUs, flag, &numbers)
        };
        assert!(said("Asia/Tokyo", RedFlag::Seizure).starts_with("Call 119 now."));
        assert!(said("America/Chicago", RedFlag::Swallowed).contains("1-800-222-1222"));
        let unknown = said("Africa/Lubumbashi", RedFlag::Swallowed);
        assert!(unknown.contains(": 112 or your local emergency number."), "{unknown}");
    }
}
