//! What happens in the sample family.

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use domain::{
    Amount, BreastSide, Details, Diaper, DiaperContents, FamilyClock, Feeding, FeedingMethod,
    FoodType, Growth, Indicator, Length, Milestone, Sex, Skill, Sleep, SleepKind, SleepPlace,
    Volume, VolumeUnit, Weight, WeightUnit,
};
use rand::{RngExt, rngs::StdRng};

/// What Emma learnt, so many days ago: a skill, or in her parents' words.
const LEARNT: [(i64, &str); 7] = [
    (29, "leans-on-hands"),
    (24, "blows-raspberries"),
    (18, "looks-for-dropped-things"),
    (13, "First tooth"),
    (8, "responds-to-name"),
    (4, "passes-between-hands"),
    (2, "Laughs at the cat"),
];

/// The day Emma was born: she is seven months old today.
pub(super) fn born(today: NaiveDate) -> NaiveDate {
    today - Months::new(7) - TimeDelta::days(4)
}

/// A weighing and measuring of a girl who grows a little above the median.
fn measured(born: NaiveDate, on: NaiveDate) -> Details {
    let age = u16::try_from((on - born).num_days()).unwrap_or_default();
    let usual = |indicator: Indicator, z| {
        indicator.reference(Sex::Female, age).map(|lms| lms.value(z)).unwrap_or_default()
    };
    let weight = Weight::new("weight", usual(Indicator::Weight, 0.6), WeightUnit::Kilogram);
    let height = Length::from_centimetres(usual(Indicator::Length, 0.4));
    let head = Length::from_centimetres(usual(Indicator::Head, 0.1));
    Details::Growth(Growth {
        weight: weight.ok(),
        height: Some(height),
        head: Some(head),
        position: None,
    })
}

fn milestone(what: &str) -> Details {
    let skill = Skill::find(what).map(|skill| skill.id.to_owned());
    let name = skill.is_none().then(|| what.to_owned());
    Details::Milestone(Milestone { milestone: skill, name })
}

/// Something that happened to the child.
pub(super) struct Happened {
    pub(super) start: DateTime<Utc>,
    /// How long it took.
    pub(super) minutes: i64,
    pub(super) details: Details,
}

/// All that happened on a day, in order.
pub(super) fn a_day(
    rng: &mut StdRng,
    clock: FamilyClock,
    date: NaiveDate,
    today: NaiveDate,
) -> Vec<Happened> {
    let mut events = usual_day(rng, clock, date);
    let days_ago = (today - date).num_days();
    let mut at = |hours, details| {
        let start = clock.day(date).start + TimeDelta::hours(hours);
        events.push(Happened { start, minutes: 0, details });
    };
    // Yesterday and each week before, so that the last seven days always tell of one.
    if days_ago % 7 == 1 {
        at(7, measured(born(today), date));
    }
    for (_, what) in LEARNT.iter().filter(|(day, _)| *day == days_ago) {
        at(10, milestone(what));
    }
    events.sort_by_key(|event| event.start);
    events
}

/// Something that is over just now.
pub(super) fn news(rng: &mut StdRng, now: DateTime<Utc>) -> Happened {
    let details = match rng.random_range(0..3) {
        0 => bottle(rng),
        1 => diaper(rng),
        _ => nap(),
    };
    let minutes = if matches!(details, Details::Diaper(_)) { 0 } else { rng.random_range(10..40) };
    Happened { start: now - TimeDelta::minutes(minutes), minutes, details }
}

/// A day of a seven-month-old: up at about half past six, three naps after wake windows of two to three hours, a bottle or
/// the breast every three hours, solids at noon, and a night from about half past seven.
fn usual_day(rng: &mut StdRng, clock: FamilyClock, date: NaiveDate) -> Vec<Happened> {
    let mut events = Vec::new();
    let at = |minutes: i64| clock.day(date).start + TimeDelta::minutes(minutes);
    let woke = 390 + rng.random_range(-25..25);
    let mut minute = woke;
    for window in [120, 150, 170] {
        minute += window + rng.random_range(-20..20);
        let slept = rng.random_range(35..95);
        events.push(Happened { start: at(minute), minutes: slept, details: nap() });
        minute += slept;
    }
    let bedtime = (minute + 170 + rng.random_range(-15..15)).clamp(1140, 1230);
    let night = Details::Sleep(Sleep {
        kind: SleepKind::Night,
        place: Some(SleepPlace::Crib),
        quality: None,
    });
    let asleep = 24 * 60 - bedtime + 390 + rng.random_range(-25..25);
    events.push(Happened { start: at(bedtime), minutes: asleep, details: night });

    let mut meal = woke + 10;
    while meal < bedtime - 10 {
        let details = match rng.random_range(0..10) {
            _ if (690..780).contains(&meal) => solids(),
            0..5 => breast(rng),
            _ => bottle(rng),
        };
        events.push(Happened { start: at(meal), minutes: rng.random_range(10..25), details });
        if rng.random_bool(0.8) {
            let soon = meal + rng.random_range(20..60);
            events.push(Happened { start: at(soon), minutes: 0, details: diaper(rng) });
        }
        meal += 180 + rng.random_range(-30..30);
    }
    events
}

fn nap() -> Details {
    Details::Sleep(Sleep { kind: SleepKind::Nap, place: Some(SleepPlace::Crib), quality: None })
}

fn bottle(rng: &mut StdRng) -> Details {
    let amount = f64::from(rng.random_range(24..40)) * 5.0;
    Details::Feeding(Feeding {
        method: FeedingMethod::Bottle,
        side: None,
        sides: None,
        amount: Some(Amount {
            volume: Volume::from_millilitres(amount),
            unit: VolumeUnit::Millilitre,
        }),
        food: Some(FoodType::Formula),
    })
}

fn breast(rng: &mut StdRng) -> Details {
    let side = if rng.random_bool(0.6) { BreastSide::Left } else { BreastSide::Right };
    Details::Feeding(Feeding {
        method: FeedingMethod::Breast,
        side: Some(side),
        sides: None,
        amount: None,
        food: Some(FoodType::Breastmilk),
    })
}

fn solids() -> Details {
    let (method, food) = (FeedingMethod::Solid, Some(FoodType::Puree));
    Details::Feeding(Feeding { method, side: None, sides: None, amount: None, food })
}

fn diaper(rng: &mut StdRng) -> Details {
    let contents = match rng.random_range(0..10) {
        0..6 => DiaperContents::Wet,
        6..9 => DiaperContents::Both,
        _ => DiaperContents::Dirty,
    };
    Details::Diaper(Diaper { contents, consistency: None, color: None, has_rash: None })
}
