use chrono::TimeDelta;

use super::*;
use crate::{
    Word,
    astrology::{Cusp, Dates, HouseSystem, Placement, Rules, Theme, Vimshottari},
};

/// The chart of these longitudes, in the order of [`Graha`]; all go forward but Saturn.
fn chart(ascendant: f64, longitudes: [f64; 9]) -> Chart {
    let lagna = Sign::at(ascendant) as usize;
    let placements = std::array::from_fn(|index| {
        let longitude = longitudes[index];
        let house = (Sign::at(longitude) as usize + 12 - lagna) % 12 + 1;
        let graha = Graha::ALL[index];
        let speed = if graha == Graha::Saturn { -0.05 } else { 1.0 };
        let house = u8::try_from(house).unwrap();
        Placement { graha, longitude, latitude: 0.0, speed, house }
    });
    let birth = moment(0);
    Chart {
        rules: Rules::default(),
        houses: HouseSystem::Placidus,
        ayanamsa: 23.7,
        placements,
        ascendant,
        cusps: std::array::from_fn(|_| Cusp(ascendant)),
        periods: Vimshottari { birth, begins: birth - TimeDelta::days(1000), first: Graha::Sun },
    }
}

/// So many days after 1990-05-15.
fn moment(days: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(642_729_600, 0).unwrap() + TimeDelta::days(days)
}

/// Lagna Leo, the Sun in Taurus, Venus in Pisces, Mars in Aquarius, Saturn in Capricorn.
fn example() -> Chart {
    chart(147.48, [30.55, 280.0, 325.0, 15.0, 75.0, 350.0, 271.5, 287.0, 107.0])
}

fn asked(theme: Theme, told: usize) -> Question {
    Question { theme, dates: Dates::Asked, told }
}

#[test]
fn a_career_is_read_from_the_tenth_house_its_lord_and_who_stands_there() {
    let reading = Reading::of(&example(), asked(Theme::Career, 0), moment(0));
    assert_eq!(
        (reading.lagna, reading.house.number, reading.house.sign),
        (Sign::Leo, 10, Sign::Taurus)
    );
    let lord = reading.house.lord;
    assert_eq!((lord.graha, lord.sign, lord.house), (Graha::Venus, Sign::Pisces, 8));
    assert_eq!(lord.dignity, Some(Dignity::Exalted));
    let occupants: Vec<_> = reading.house.occupants.iter().map(|it| it.graha).collect();
    assert_eq!(occupants, [Graha::Sun]);
    assert_eq!(reading.karaka.graha, Graha::Sun);
}

#[test]
fn asking_again_looks_at_the_next_house() {
    let houses = |told| Reading::of(&example(), asked(Theme::Career, told), moment(0)).house.number;
    assert_eq!([0, 1, 2, 3].map(houses), [10, 6, 2, 10]);
}

#[test]
fn a_significator_that_is_the_lord_gives_way_to_the_other() {
    // Lagna Aries: the seventh is Libra, whose lord is Venus itself.
    let chart = chart(5.0, [30.55, 280.0, 325.0, 15.0, 75.0, 350.0, 271.5, 287.0, 107.0]);
    let reading = Reading::of(&chart, asked(Theme::Relationship, 0), moment(0));
    assert_eq!((reading.house.lord.graha, reading.karaka.graha), (Graha::Venus, Graha::Jupiter));
}

#[test]
fn dignities_are_those_of_the_books() {
    for (graha, sign, dignity) in [
        (Graha::Sun, Sign::Aries, Dignity::Exalted),
        (Graha::Sun, Sign::Libra, Dignity::Debilitated),
        (Graha::Sun, Sign::Leo, Dignity::Own),
        (Graha::Sun, Sign::Taurus, Dignity::Hostile),
        (Graha::Moon, Sign::Leo, Dignity::Friendly),
        (Graha::Moon, Sign::Capricorn, Dignity::Neutral),
        (Graha::Mercury, Sign::Virgo, Dignity::Exalted),
        (Graha::Mercury, Sign::Cancer, Dignity::Hostile),
        (Graha::Venus, Sign::Virgo, Dignity::Debilitated),
        (Graha::Jupiter, Sign::Aries, Dignity::Friendly),
        (Graha::Saturn, Sign::Scorpio, Dignity::Hostile),
    ] {
        assert_eq!(Dignity::of(graha, sign), Some(dignity), "{graha:?} in {sign:?}");
    }
    assert!(Sign::ALL.iter().all(|sign| Dignity::of(Graha::Rahu, *sign).is_none()));
    // Each graha has one exaltation, and rules what the signs say it rules.
    for graha in &Graha::ALL[..7] {
        let of =
            |dignity| Sign::ALL.iter().filter(move |it| Dignity::of(*graha, **it) == Some(dignity));
        assert_eq!((of(Dignity::Exalted).count(), of(Dignity::Debilitated).count()), (1, 1));
    }
}

#[test]
fn strength_follows_dignity_and_house() {
    let standing = |dignity, house| {
        let (graha, sign, retrograde) = (Graha::Venus, Sign::Aries, false);
        Standing { graha, sign, house, dignity, retrograde }.strength()
    };
    assert_eq!(standing(Some(Dignity::Own), 3), Strength::Supported);
    assert_eq!(standing(Some(Dignity::Friendly), 10), Strength::Supported);
    assert_eq!(standing(Some(Dignity::Exalted), 8), Strength::Steady);
    assert_eq!(standing(None, 2), Strength::Steady);
    assert_eq!(standing(None, 12), Strength::Demanding);
    assert_eq!(standing(Some(Dignity::Debilitated), 1), Strength::Demanding);
}

#[test]
fn ties_are_rule_place_nature_and_look() {
    let chart = example();
    let house = House::of(&chart, 10);
    let of = |graha| tie(&chart, &house, Theme::Career.karakas(), graha);
    assert_eq!(of(Graha::Venus), Some(Tie::Rules));
    assert_eq!(of(Graha::Sun), Some(Tie::Occupies));
    assert_eq!(of(Graha::Saturn), Some(Tie::Signifies));
    // Mars in the 7th looks at the 4th from it, the 10th.
    assert_eq!(of(Graha::Mars), Some(Tie::Aspects));
    assert_eq!(of(Graha::Mercury), None);
    assert_eq!(of(Graha::Rahu), None);
}

#[test]
fn the_next_period_follows_and_the_one_concerned_belongs_to_the_house() {
    let chart = example();
    for days in (0..40_000).step_by(500) {
        let reading = Reading::of(&chart, asked(Theme::Relationship, 0), moment(days));
        assert_eq!(reading.next.begins, reading.dasha.antar.ends);
        let (period, tie) = reading.concerned.unwrap();
        assert!(period.ends > reading.dasha.as_of && tie != Tie::Aspects);
        assert!(period == reading.dasha.antar || period.begins >= reading.next.begins);
    }
}

#[test]
fn no_period_is_concerned_unless_it_is_asked_when() {
    for dates in [Dates::Untold, Dates::Running] {
        let question = Question { theme: Theme::Career, dates, told: 0 };
        assert_eq!(Reading::of(&example(), question, moment(3000)).concerned, None);
    }
}
