//! What people are told, in their language: the messages of `locales/`, one Fluent file a language, one for the names of the
//! milestones, one for what birth charts say, one for what becomes of commands, and one for what is said of danger.
//!
//! Mexican Spanish and Canadian French hold only what differs from the other file of their language.

use std::{borrow::Cow, sync::LazyLock};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Limit, Locale, Milestone, Skill, Word};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

pub(crate) mod assistant;
pub(crate) mod astrology;
pub(crate) mod command;
mod finding;
mod letter;
mod line;
mod listener;
mod refusal;
mod rhythm;
pub(crate) mod safety;

pub(crate) use finding::finding;
pub(crate) use letter::{Written, letter};
pub(crate) use line::line_problem;
pub(crate) use listener::{Listener, Spoken, accepted, spoken};
pub(crate) use refusal::{details, message};
pub(crate) use rhythm::{growth_spurt, habit, sign, time_at, why};

type Bundle = FluentBundle<FluentResource>;

/// The messages, in the order of the locales.
static BUNDLES: LazyLock<Vec<Bundle>> =
    LazyLock::new(|| Locale::ALL.iter().copied().map(bundle).collect());

/// What a message is to hold: `args!["name" => name, "count" => 2]`.
macro_rules! args {
    ($($name:literal => $value:expr),+ $(,)?) => {{
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set($name, $value);)+
        args
    }};
}
pub(crate) use args;

/// Says a message, or an attribute of one after a point: `say(locale, "family-name", &args!["surname" => "Doe"])`.
pub(crate) fn say(locale: Locale, id: &str, args: &FluentArgs<'_>) -> String {
    let at = Locale::ALL.iter().position(|known| *known == locale).unwrap_or_default();
    let bundle = &BUNDLES[at];
    let pattern = match id.split_once('.') {
        None => bundle.get_message(id).and_then(|message| message.value()),
        Some((id, attribute)) => bundle
            .get_message(id)
            .and_then(|message| message.get_attribute(attribute))
            .map(|attribute| attribute.value()),
    };
    let mut lacks = Vec::new();
    let text = pattern.map(|pattern| bundle.format_pattern(pattern, Some(args), &mut lacks));
    let complete = text.is_some() && lacks.is_empty();
    debug_assert!(complete, "{id} cannot be said in {}: {lacks:?}", locale.word());
    if !complete {
        tracing::error!(id, locale = locale.word(), ?lacks, "a message cannot be said");
    }
    text.map_or_else(|| id.to_owned(), Cow::into_owned)
}

/// Says a message that holds nothing of the case.
pub(crate) fn phrase(locale: Locale, id: &str) -> String {
    say(locale, id, &FluentArgs::new())
}

/// What stands between sentences.
fn between(locale: Locale) -> &'static str {
    if locale == Locale::ZhCn { "" } else { " " }
}

/// What a skill is called.
pub(crate) fn skill(locale: Locale, skill: &Skill) -> String {
    phrase(locale, &format!("milestone-{}", skill.id))
}

/// What a milestone is called: as the skill that it is, else as somebody named it.
pub(crate) fn milestone(locale: Locale, milestone: &Milestone) -> String {
    let own = || milestone.name.clone().or_else(|| milestone.milestone.clone());
    let listed = milestone.skill().map(|skill| self::skill(locale, skill));
    listed.or_else(own).unwrap_or_default()
}

/// A date as it is written where the language is spoken.
pub(crate) fn date(locale: Locale, date: NaiveDate) -> String {
    date.format(&phrase(locale, "date")).to_string()
}

/// A moment as it is written where the language is spoken, with its zone: UTC.
pub(crate) fn moment(locale: Locale, moment: DateTime<Utc>) -> String {
    moment.format(&phrase(locale, "moment")).to_string()
}

/// A number as it is written where the language is spoken.
pub(crate) fn figure(locale: Locale, number: f64) -> String {
    written(locale, &number.to_string())
}

fn limit(locale: Locale, limit: Limit) -> String {
    match limit {
        Limit::Whole(number) => written(locale, &number.to_string()),
        Limit::Number(number) => figure(locale, number),
        Limit::Measure(number, unit) => format!("{} {unit}", figure(locale, number)),
        Limit::Date(day) => date(locale, day),
        Limit::Moment(instant) => moment(locale, instant),
        Limit::Spelt(text) => text.into(),
    }
}

/// The messages of a language, the names of the milestones, what charts say, what becomes of commands, and what is said of
/// danger.
macro_rules! texts {
    ($($locale:literal),+) => {
        &[$(
            include_str!(concat!("../../../../locales/", $locale, ".ftl")),
            include_str!(concat!("../../../../locales/milestones/", $locale, ".ftl")),
            include_str!(concat!("../../../../locales/assistant/", $locale, ".ftl")),
            include_str!(concat!("../../../../locales/astrology/", $locale, ".ftl")),
            include_str!(concat!("../../../../locales/commands/", $locale, ".ftl")),
            include_str!(concat!("../../../../locales/safety/", $locale, ".ftl")),
        )+]
    };
}

/// The files that hold a language's messages; a later one overrides an earlier.
fn files(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::EnUs => texts!["en-US"],
        Locale::EsEs => texts!["es-ES"],
        Locale::EsMx => texts!["es-ES", "es-MX"],
        Locale::FrFr => texts!["fr-FR"],
        Locale::FrCa => texts!["fr-FR", "fr-CA"],
        Locale::PtBr => texts!["pt-BR"],
        Locale::ZhCn => texts!["zh-CN"],
    }
}

fn bundle(locale: Locale) -> Bundle {
    let language = locale.word().parse().expect("our locales are language tags");
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    // A formatter is a plain function, so there is one for each way of writing numbers.
    bundle.set_formatter(Some(match locale {
        Locale::EnUs | Locale::EsMx | Locale::ZhCn => |value, _| number(Locale::EnUs, value),
        Locale::EsEs => |value, _| number(Locale::EsEs, value),
        Locale::FrFr => |value, _| number(Locale::FrFr, value),
        Locale::FrCa => |value, _| number(Locale::FrCa, value),
        Locale::PtBr => |value, _| number(Locale::PtBr, value),
    }));
    for file in files(locale) {
        let resource = FluentResource::try_new((*file).to_owned()).expect("the files are Fluent");
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn number(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(written(locale, &number.as_string())),
        _ => None,
    }
}

/// A number as it is written where the language is spoken (CLDR).
fn written(locale: Locale, number: &str) -> String {
    let (group, point) = match locale {
        Locale::EnUs | Locale::EsMx | Locale::ZhCn => (",", "."),
        Locale::EsEs | Locale::PtBr => (".", ","),
        Locale::FrFr => ("\u{202f}", ","),
        Locale::FrCa => ("\u{a0}", ","),
    };
    let (sign, number) = number.strip_prefix('-').map_or(("", number), |number| ("-", number));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    // Spain groups from five digits on.
    let grouped = whole.len() > if locale == Locale::EsEs { 4 } else { 3 };
    let mut text = sign.to_owned();
    for (index, digit) in whole.char_indices() {
        if grouped && index > 0 && (whole.len() - index).is_multiple_of(3) {
            text += group;
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text += point;
        text += fraction;
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn numbers_dates_and_moments_are_written_as_where_the_language_is_spoken() {
        let day = NaiveDate::from_ymd_opt(2024, 1, 10).unwrap();
        let instant = day.and_hms_opt(15, 30, 0).unwrap().and_utc();
        for (locale, numbers, written_date, written_moment) in [
            (Locale::EnUs, "-1,234.5 12,345", "01/10/2024", "01/10/2024, 3:30 PM UTC"),
            (Locale::EsEs, "-1234,5 12.345", "10/01/2024", "10/01/2024, 15:30 UTC"),
            (Locale::EsMx, "-1,234.5 12,345", "10/01/2024", "10/01/2024, 3:30 PM UTC"),
            (Locale::FrFr, "-1\u{202f}234,5 12\u{202f}345", "10/01/2024", "10/01/2024 15:30 UTC"),
            (Locale::FrCa, "-1\u{a0}234,5 12\u{a0}345", "2024-01-10", "2024-01-10 15 h 30 UTC"),
            (Locale::PtBr, "-1.234,5 12.345", "10/01/2024", "10/01/2024, 15:30 UTC"),
            (Locale::ZhCn, "-1,234.5 12,345", "2024/01/10", "2024/01/10 15:30 UTC"),
        ] {
            let [one, other] = ["-1234.5", "12345"].map(|number| written(locale, number));
            assert_eq!(format!("{one} {other}"), numbers);
            assert_eq!(date(locale, day), written_date);
            assert_eq!(moment(locale, instant), written_moment);
        }
    }

    #[test]
    fn every_skill_has_a_name_of_its_own_in_every_language() {
        for locale in Locale::ALL {
            let names: HashSet<_> = Skill::ALL.iter().map(|it| skill(*locale, it)).collect();
            assert_eq!(names.len(), Skill::ALL.len(), "{locale:?}");
        }
        let own = Milestone { milestone: Some("flies".into()), name: Some("Flies!".into()) };
        assert_eq!(milestone(Locale::FrFr, &own), "Flies!");
        let listed = Milestone { milestone: Some("rolls-over".into()), ..own };
        assert_eq!(milestone(Locale::FrFr, &listed), "Se retourne du ventre sur le dos");
    }

    #[test]
    fn messages_count() {
        let wait = |locale, count| say(locale, "error-rate-limited", &args!["count" => count]);
        assert_eq!(wait(Locale::EnUs, 7), "Too many requests; try again in 7 seconds");
        assert_eq!(wait(Locale::EnUs, 1), "Too many requests; try again in 1 second");
        assert_eq!(
            wait(Locale::FrCa, 1234),
            "Trop de requêtes; réessayez dans 1\u{a0}234 secondes"
        );
    }
}
