//! Refusals as people read them. A new error does not compile until it has a message here, and the tests want the message
//! in every language.

use domain::{Error, Locale, Reason, Thing, Word};
use fluent_bundle::FluentArgs;

use super::{args, limit, phrase, say};

/// The sentence of an error.
pub(crate) fn message(locale: Locale, error: &Error) -> String {
    let phrase = |id: &str| phrase(locale, id);
    let counted = |id, count| say(locale, id, &args!["count" => count]);
    match error {
        Error::Unauthenticated(why) => phrase(&format!("sign-in-{}", why.word())),
        Error::Forbidden(need) => phrase(&format!("need-{}", need.word())),
        Error::NotFound(thing) => phrase(&format!("no-such-{}", thing.word())),
        Error::Invalid { .. } | Error::KeyReused => phrase("error-invalid"),
        Error::Exists(Thing::BirthDetails) => phrase("error-birth-details-exist"),
        Error::Exists(_) => phrase("error-exists"),
        Error::Stale { .. } => phrase("error-stale"),
        Error::Ended(_) => phrase("error-ended"),
        Error::FamilyFull(most) => counted("error-family-full", u64::from(*most)),
        Error::ChildLimit(most) => counted("error-child-limit", u64::from(*most)),
        Error::QuestionsUsed { most, .. } => counted("error-questions-used", u64::from(*most)),
        Error::RateLimited { retry_after } => counted("error-rate-limited", *retry_after),
        Error::Unavailable(lack) => phrase(&format!("lack-{}", lack.word())),
        Error::Internal(_) => phrase("error-internal"),
    }
}

/// The field to correct and what is wrong with it, of an error that names one.
pub(crate) fn details(locale: Locale, error: &Error) -> Option<(&str, String)> {
    match error {
        Error::Invalid { field, reason } => Some((field, self::reason(locale, reason))),
        Error::KeyReused => Some(("Idempotency-Key", phrase(locale, "reason-key-reused"))),
        Error::Stale { .. } => Some(("version", phrase(locale, "reason-stale"))),
        _ => None,
    }
}

fn reason(locale: Locale, reason: &Reason) -> String {
    let phrase = |id: &str| phrase(locale, id);
    let with = |id, args: FluentArgs<'_>| say(locale, id, &args);
    let counted = |id, count: usize| with(id, args!["count" => count]);
    let listed = |id, words: &[&str]| with(id, args!["words" => words.join(", ")]);
    match reason {
        Reason::Required => phrase("reason-required"),
        Reason::Malformed => phrase("reason-malformed"),
        Reason::Syntax { line, column } => {
            with("reason-syntax", args!["line" => *line, "column" => *column])
        }
        Reason::NotA(form) => phrase(&format!("reason-not-a-{}", form.word())),
        Reason::ControlCharacters => phrase("reason-control-characters"),
        Reason::OneOf(words) => listed("reason-one-of", words),
        Reason::Methods(methods) => listed("reason-one-of", &[methods]),
        Reason::Length(least, most) => {
            with("reason-length", args!["least" => *least, "most" => *most])
        }
        Reason::Between(least, most) => {
            let (least, most) = (limit(locale, *least), limit(locale, *most));
            with("reason-between", args!["least" => least, "most" => most])
        }
        Reason::InFuture => phrase("reason-in-future"),
        Reason::BeforeStart => phrase("reason-before-start"),
        Reason::TooLong(most) => with("reason-too-long", args!["hours" => most.num_hours()]),
        Reason::NotAnId(prefix) => with("reason-not-an-id", args!["prefix" => prefix.as_ref()]),
        Reason::NotAnEmail => phrase("reason-not-an-email"),
        Reason::NotAMilestone => phrase("reason-not-a-milestone"),
        Reason::Taken => phrase("reason-taken"),
        Reason::WrongPassword => phrase("reason-wrong-password"),
        Reason::NotRepeated(field) => with("reason-not-repeated", args!["field" => *field]),
        Reason::UsedUp => phrase("reason-used-up"),
        Reason::TooCommon => phrase("reason-too-common"),
        Reason::NotAZone => phrase("reason-not-a-zone"),
        Reason::Forged => phrase("reason-forged"),
        Reason::TooLarge(bytes) => counted("reason-too-large", *bytes),
        Reason::NotAPicture(flaw) => phrase(&format!("reason-picture-{}", flaw.word())),
        Reason::NotSpeech(fault) => phrase(&format!("reason-speech-{}", fault.word())),
        Reason::NotHere => phrase("reason-not-here"),
        Reason::Fixed => phrase("reason-fixed"),
        Reason::SentAsFile => phrase("reason-sent-as-file"),
        Reason::LastParent => phrase("reason-last-parent"),
        Reason::NotForParents => phrase("reason-not-for-parents"),
        Reason::TooMany(most) => counted("reason-too-many", *most),
        Reason::TooComplex(part, most) => {
            counted(&format!("reason-too-many-{}", part.word()), *most)
        }
        Reason::Cycle => phrase("reason-cycle"),
        Reason::NoIntrospection => phrase("reason-no-introspection"),
        Reason::OneField => phrase("reason-one-field"),
        Reason::OneAtATime => phrase("reason-one-at-a-time"),
        Reason::NotItsHash => phrase("reason-not-its-hash"),
        Reason::OneNeeded(fields) => listed("reason-one-needed", fields),
        Reason::OnlyFor(kind) => with("reason-only-for", args!["kind" => *kind]),
        Reason::Disagrees(field) => with("reason-disagrees", args!["field" => *field]),
        Reason::NotAFileOf(sources) => listed("reason-not-a-file-of", sources),
        Reason::OpenQuote => phrase("reason-open-quote"),
        Reason::Either(one, other) => {
            let (one, other) = (limit(locale, *one), limit(locale, *other));
            with("reason-either", args!["one" => one, "other" => other])
        }
        Reason::BetweenPoles => phrase("reason-between-poles"),
        Reason::SkippedTime(zone) => with("reason-skipped-time", args!["zone" => *zone]),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, TimeDelta};
    use domain::{Fault, Flaw, Form, Lack, Limit, Need, Part, SignIn};

    use super::*;

    /// At least one of every reason; those with words, of every word.
    fn reasons() -> Vec<Reason> {
        let (number, measure) = (Limit::Number(0.5), Limit::Measure(2000.0, "ml"));
        let mut reasons = vec![
            Reason::Required,
            Reason::Malformed,
            Reason::Syntax { line: 1, column: 2 },
            Reason::ControlCharacters,
            Reason::OneOf(&["a", "b"]),
            Reason::Methods("GET".into()),
            Reason::Length(1, 2),
            Reason::between(1_u64, 2),
            Reason::Between(number, measure),
            Reason::between(NaiveDate::MIN, NaiveDate::MAX),
            Reason::Between(Limit::Spelt("00:00"), Limit::Spelt("12:00")),
            Reason::between(DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH),
            Reason::InFuture,
            Reason::BeforeStart,
            Reason::TooLong(TimeDelta::hours(24)),
            Reason::NotAnId("chd".into()),
            Reason::NotAnEmail,
            Reason::NotAMilestone,
            Reason::Taken,
            Reason::WrongPassword,
            Reason::NotRepeated("a"),
            Reason::UsedUp,
            Reason::TooCommon,
            Reason::NotAZone,
            Reason::Forged,
            Reason::TooLarge(1),
            Reason::NotHere,
            Reason::Fixed,
            Reason::SentAsFile,
            Reason::LastParent,
            Reason::NotForParents,
            Reason::TooMany(50),
            Reason::Cycle,
            Reason::NoIntrospection,
            Reason::OneField,
            Reason::OneAtATime,
            Reason::NotItsHash,
            Reason::OneNeeded(&["a"]),
            Reason::OnlyFor("a"),
            Reason::Disagrees("a"),
            Reason::NotAFileOf(&["a", "b"]),
            Reason::OpenQuote,
            Reason::Either(number, Limit::Spelt("metric")),
            Reason::BetweenPoles,
            Reason::SkippedTime("Europe/Paris"),
        ];
        reasons.extend(Form::ALL.iter().copied().map(Reason::NotA));
        reasons.extend(Flaw::ALL.iter().copied().map(Reason::NotAPicture));
        reasons.extend(Fault::ALL.iter().copied().map(Reason::NotSpeech));
        reasons.extend(Part::ALL.iter().map(|part| Reason::TooComplex(*part, 8)));
        reasons
    }

    /// One of every error, of every word.
    fn errors() -> Vec<Error> {
        let mut errors = vec![
            Error::KeyReused,
            Error::Exists(Thing::Child),
            Error::Exists(Thing::BirthDetails),
            Error::Stale { sent: 1, current: 2 },
            Error::Ended(Thing::Timer),
            Error::FamilyFull(1),
            Error::ChildLimit(10),
            Error::QuestionsUsed { most: 30, retry_after: 7 },
            Error::RateLimited { retry_after: 7 },
            Error::internal("a cause"),
        ];
        errors.extend(SignIn::ALL.iter().copied().map(Error::Unauthenticated));
        errors.extend(Lack::ALL.iter().copied().map(Error::Unavailable));
        errors.extend(Need::ALL.iter().copied().map(Error::Forbidden));
        errors.extend(Thing::ALL.iter().copied().map(Error::NotFound));
        errors.extend(reasons().into_iter().map(|reason| Error::invalid("field", reason)));
        errors
    }

    #[test]
    fn every_refusal_is_said_in_every_language() {
        for locale in Locale::ALL {
            for error in errors() {
                // A message that lacks something panics here.
                let (message, details) = (message(*locale, &error), details(*locale, &error));
                assert!(!message.is_empty() && details.is_none_or(|(_, text)| !text.is_empty()));
            }
        }
    }
}
