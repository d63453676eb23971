//! What commands become, when and whom they mean, and what holds for any text.

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::{
    Details, FeedingMethod, Kind, NewActivity, Sides, SleepKind, Volume, VolumeUnit, WeightUnit,
    Word,
};

fn certain(text: &str, moment: &Moment<'_>) -> Command {
    match interpret(text, Locale::EnUs, moment) {
        Interpretation::Certain(command) => command,
        other => panic!("{text}: {other:?}"),
    }
}

fn doubted(text: &str, moment: &Moment<'_>) -> (Command, Doubt) {
    match interpret(text, Locale::EnUs, moment) {
        Interpretation::Unsure(command, doubt) => (command, doubt),
        other => panic!("{text}: {other:?}"),
    }
}

/// Details, start and end of what is logged.
fn logged(text: &str, moment: &Moment<'_>) -> (Details, String, Option<String>) {
    match certain(text, moment).act(moment) {
        Ok(Act::Log { details, start, end, .. }) => {
            let shown = |it: DateTime<Utc>| it.format("%dT%H:%M").to_string();
            (details, shown(start), end.map(shown))
        }
        other => panic!("{text}: {other:?}"),
    }
}

fn english() -> Moment<'static> {
    moment(Locale::EnUs)
}

#[test]
fn the_documented_command_has_the_documented_form() {
    let command = certain("Baby fed 4 ounces at 3pm", &english());
    assert_eq!(command.action, Action::LogFeeding);
    let shown = command.parameters.shown();
    let time = Value::Text("15:00".into());
    let unit = Value::Word("oz");
    let expected = [("amount", Value::Number(4.0)), ("unit", unit), ("time", time)];
    assert_eq!(shown, expected);
}

#[test]
fn an_amount_is_a_bottle_and_a_side_the_breast() {
    let (details, start, end) = logged("baby fed 4 ounces at 3pm", &english());
    let Details::Feeding(feeding) = details else { panic!("no feeding") };
    let amount = feeding.amount.unwrap();
    assert_eq!(feeding.method, FeedingMethod::Bottle);
    assert_eq!(amount.volume, Volume::new("amount", 4.0, VolumeUnit::Ounce).unwrap());
    assert_eq!((amount.unit, start.as_str(), end), (VolumeUnit::Ounce, "04T20:00", None));

    let (details, start, end) = logged("nursed left 12 minutes right 9 minutes", &english());
    let Details::Feeding(feeding) = details else { panic!("no feeding") };
    let sides = Sides { left: TimeDelta::minutes(12), right: TimeDelta::minutes(9) };
    assert_eq!((feeding.method, feeding.sides), (FeedingMethod::Breast, Some(sides)));
    assert_eq!((start.as_str(), end.as_deref()), ("04T21:19", Some("04T21:40")));
}

#[test]
fn a_sleep_of_some_length_has_just_ended_and_one_that_began_goes_on() {
    let kind = |details| match details {
        Details::Sleep(sleep) => sleep.kind,
        other => panic!("{other:?}"),
    };
    let (details, start, end) = logged("slept 45 minutes", &english());
    assert_eq!(kind(details), SleepKind::Nap);
    assert_eq!((start.as_str(), end.as_deref()), ("04T20:55", Some("04T21:40")));
    let (_, start, end) = logged("he fell asleep twenty minutes ago", &english());
    assert_eq!((start.as_str(), end), ("04T21:20", None));
    let (details, start, end) = logged("slept from 8 pm to 6 am", &english());
    assert_eq!(kind(details), SleepKind::Night);
    assert_eq!((start.as_str(), end.as_deref()), ("04T01:00", Some("04T11:00")));
    let (details, ..) = logged("nap from 8 pm to 9 pm", &english());
    assert_eq!(kind(details), SleepKind::Nap);
}

#[test]
fn who_woke_up_ends_what_goes_on() {
    let act = |text| certain(text, &english()).act(&english()).unwrap();
    let end = "2026-03-04T11:30:00Z".parse().ok();
    assert_eq!(act("she woke up at 6:30"), Act::StopTimer { kind: Some(Kind::Sleep), end });
    assert_eq!(act("stop the timer"), Act::StopTimer { kind: None, end: None });
    let start = "2026-03-04T21:30:00Z".parse().ok();
    let kind = Kind::Sleep;
    let started = Act::StartTimer { kind, side: None, start };
    assert_eq!(act("start the sleep timer 10 minutes ago"), started);
    assert_eq!(act("when did she last eat"), Act::Query(Kind::Feeding));
    assert_eq!(act("undo that"), Act::Undo);
}

#[test]
fn pounds_and_ounces_are_pounds_with_a_fraction() {
    let command = certain("she weighs 15 pounds 6 ounces", &english());
    let said = command.parameters.weight.unwrap();
    assert_eq!((said.number, said.unit), (15.375, WeightUnit::Pound));
    let (details, ..) = logged("she weighs 15 pounds 6 ounces", &english());
    let Details::Growth(growth) = details else { panic!("no growth") };
    assert_eq!(growth.weight.unwrap().grams(), 6_974);
}

#[test]
fn medicine_is_asked_about_and_a_yes_is_enough() {
    let (command, doubt) = doubted("gave her 2.5 ml of Tylenol at 2 pm", &english());
    assert_eq!(doubt, Doubt::Medicine);
    let Ok(Act::Log { details: Details::Medication(given), .. }) = command.act(&english()) else {
        panic!("no medicine")
    };
    assert_eq!((given.name.as_str(), given.dose), ("Tylenol", Some(2.5)));
    assert_eq!(given.unit.as_deref(), Some("ml"));
}

#[test]
fn a_yes_does_not_settle_which_time_was_meant() {
    for text in ["fed 3 oz at 5", "fed 3 oz of plum juice at 5", "fed 3 oz on monday morning"] {
        let (_, doubt) = doubted(text, &english());
        assert_eq!((&doubt, doubt.can_be_confirmed()), (&Doubt::Time, false), "{text}");
    }
    let (command, doubt) = doubted("baby drank 40 ounces", &english());
    assert!(doubt.can_be_confirmed() && command.act(&english()).is_ok());
}

#[test]
fn a_name_in_the_sentence_is_the_child_that_is_meant() {
    let told = |text, children: &[_], about| {
        let moment = Moment { children: children.to_vec(), about, ..english() };
        match interpret(text, Locale::EnUs, &moment) {
            Interpretation::Certain(command) => Ok(command.child),
            Interpretation::Unsure(command, doubt) => Err((command.child, doubt)),
            Interpretation::Refused(it) => panic!("{it:?}"),
        }
    };
    assert_eq!(told("Leo drank 4 oz", CHILDREN, Some(EMMA)), Ok(Some(LEO)));
    assert_eq!(told("she drank 4 oz", CHILDREN, Some(EMMA)), Ok(Some(EMMA)));
    assert_eq!(told("she drank 4 oz", &CHILDREN[..1], None), Ok(Some(EMMA)));
    assert_eq!(told("she drank 4 oz", CHILDREN, None), Err((None, Doubt::Child)));
    assert_eq!(told("Emma and Leo drank 4 oz", CHILDREN, None), Err((None, Doubt::Child)));
    let full: &[_] = &[(LEO, "Léo Martin")];
    for text in ["leo drank 4 oz", "Léo Martin drank 4 oz", "Leo's bottle was 4 oz"] {
        assert_eq!(told(text, full, None), Ok(Some(LEO)), "{text}");
    }
}

#[test]
fn a_time_is_the_latest_that_fits_and_is_not_to_come() {
    for (now, text, start) in [
        ("2026-03-04T21:40:00Z", "fed 3 oz at 3", "04T20:00"),
        ("2026-03-04T21:40:00Z", "fed 3 oz at 4:44", "04T21:44"),
        ("2026-03-04T21:40:00Z", "fed 3 oz at 6", "04T11:00"),
        ("2026-03-04T21:40:00Z", "fed 3 oz at midnight", "04T05:00"),
        ("2026-03-05T05:30:00Z", "fed 3 oz at 11:50", "05T04:50"),
        ("2026-03-05T05:30:00Z", "fed 3 oz at 12:10", "05T05:10"),
        ("2026-03-05T05:30:00Z", "fed 3 oz at 10 last night", "05T03:00"),
        // Clocks were put forward at two; half past two never was.
        ("2026-03-08T12:00:00Z", "fed 3 oz at 2:30 am", "08T07:00"),
        ("2026-03-08T12:00:00Z", "fed 3 oz at 1:30 am", "08T06:30"),
        // Clocks are put back at two; half past one is twice, and the second time it was the latest.
        ("2026-11-01T12:00:00Z", "fed 3 oz at 1:30 am", "01T06:30"),
        ("2026-11-01T05:45:00Z", "fed 3 oz at 1:30 am", "01T05:30"),
    ] {
        let moment = moment_at(now, Locale::EnUs);
        assert_eq!(logged(text, &moment).1, start, "{now} {text}");
    }
}

#[test]
fn a_time_that_is_about_to_come_is_asked_about() {
    for text in ["fed 3 oz at 5", "slept from 3 to 5", "fed 3 oz yesterday at 9"] {
        assert_eq!(doubted(text, &english()).1, Doubt::Time, "{text}");
    }
}

#[test]
fn an_interpretation_of_a_long_text_is_none() {
    let long = "four ounces and ".repeat(10_000);
    let refused = Interpretation::Refused(Refusal::NotUnderstood);
    assert_eq!(interpret(&long, Locale::EnUs, &english()), refused);
}

/// Nothing that is understood lies in the future, and what is certain can be done.
fn holds(text: &str, locale: Locale) {
    let moment = moment(locale);
    let latest = moment.now + NewActivity::CLOCK_SKEW;
    let past = |command: &Command| {
        let told = &command.parameters;
        let times = [told.time, told.end].into_iter().flatten();
        assert!(times.into_iter().all(|it| it.instant <= latest), "{text}");
        let acted = command.act(&moment);
        if let Ok(Act::Log { start, end, .. }) = &acted {
            assert!(*start <= latest && end.is_none_or(|end| end <= latest && end >= *start));
        }
        acted
    };
    match interpret(text, locale, &moment) {
        Interpretation::Certain(command) => assert!(past(&command).is_ok(), "{text}"),
        Interpretation::Unsure(command, _) => drop(past(&command)),
        Interpretation::Refused(_) => {}
    }
}

/// Words that numbers, times and commands are made of.
const WORDS: &[&str] = &[
    "fed",
    "4",
    "4.5",
    "1/2",
    "ounces",
    "ml",
    "at",
    "from",
    "to",
    "until",
    "since",
    "ago",
    "3",
    "15",
    "30",
    ":",
    "pm",
    "noon",
    "midnight",
    "yesterday",
    "last night",
    "half",
    "past",
    "quarter",
    "and a half",
    "minutes",
    "hours",
    "slept",
    "woke up",
    "fell asleep",
    "nap",
    "left",
    "right",
    "each side",
    "poop",
    "wet",
    "weighs",
    "pounds",
    "temperature",
    "hundred",
    "twenty",
    "one",
    "a",
    "-",
    "Emma",
    "Leo",
    "start",
    "timer",
    "今天",
    "三",
    "点",
    "半",
    "十",
    "百",
    "前",
    "a las",
    "et demie",
    "heures",
    "99999999999999",
];

proptest! {
    #[test]
    fn any_text_is_read_without_a_word_of_the_future(
        text in ".{0,80}",
        locale in proptest::sample::select(Locale::ALL),
    ) {
        holds(&text, locale);
    }

    #[test]
    fn any_words_are_read_without_a_word_of_the_future(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..14),
        locale in proptest::sample::select(Locale::ALL),
    ) {
        holds(&words.join(" "), locale);
    }
}
