use chrono::{NaiveDate, TimeDelta};
use proptest::{prelude::*, sample::select};

use super::*;
use crate::{Birth, LengthUnit, WeightUnit, Word};

const SEXES: [Sex; 2] = [Sex::Female, Sex::Male];

fn peers(sex: Sex, days: u16) -> Peers {
    let birth = Birth { date: NaiveDate::default(), due: None };
    let age = Age::on(birth.date + TimeDelta::days(days.into()), birth).unwrap();
    Peers { sex, age }
}

fn kg(kilograms: f64) -> Weight {
    Weight::new("weight", kilograms, WeightUnit::Kilogram).unwrap()
}

fn cm(centimetres: f64) -> Length {
    Length::new("height", centimetres, LengthUnit::Centimetre).unwrap()
}

fn lying(centimetres: f64) -> Stature {
    Stature { length: cm(centimetres), position: Some(Position::Lying) }
}

fn standing(centimetres: f64) -> Stature {
    Stature { length: cm(centimetres), position: Some(Position::Standing) }
}

fn as_usual(centimetres: f64) -> Stature {
    Stature { length: cm(centimetres), position: None }
}

/// The rounded z-score and percentile, as text.
fn told(assessment: Result<Assessment, NoPercentile>) -> [String; 2] {
    let Assessment { z_score, percentile, .. } = assessment.unwrap().rounded();
    [z_score, percentile].map(|number| number.to_string())
}

#[test]
fn known_children_stand_where_the_standard_puts_them() {
    let girl = peers(Sex::Female, 207);
    assert_eq!(told(girl.weight(kg(8.2))), ["0.646", "74.09"], "74.09497 before it is rounded");
    assert_eq!(told(girl.stature(lying(68.0))), ["0.44", "67"]);
    let heavy = peers(Sex::Male, 365).weight(kg(13.5));
    assert_eq!(told(heavy)[0], "3.117", "the tail is straight");
    assert_eq!(told(peers(Sex::Male, 731).stature(lying(87.5))), ["-0.108", "45.7"]);
}

/// The expected z-scores were worked out apart from this code, from the same tables with 15 digits.
#[test]
fn every_indicator_agrees_with_figures_worked_out_elsewhere() {
    let [girl, boy] = SEXES.map(|sex| move |days| peers(sex, days));
    for (assessment, z) in [
        (girl(30).weight(kg(2.4)), -3.748_834_866),
        (boy(365).head(cm(47.3)), 0.962_313_406),
        (boy(365).head(cm(36.0)), -7.833_400_810),
        (girl(900).bmi(kg(14.2), standing(91.3)), 1.061_426_371),
        (boy(500).bmi(kg(8.0), lying(80.0)), -3.542_011_314),
        (girl(207).weight_for_stature(kg(8.2), lying(68.04)), 0.609_663_813),
        (boy(1200).weight_for_stature(kg(25.0), standing(101.2)), 5.662_357_171),
    ] {
        let assessment = assessment.unwrap();
        assert!((assessment.z_score - z).abs() < 1e-8, "{assessment:?}");
    }
}

#[test]
fn the_position_counts_where_it_is_not_that_of_the_age() {
    for (days, usual, other) in
        [(730, lying(87.5), standing(86.8)), (731, standing(86.8), lying(87.5))]
    {
        let peers = peers(Sex::Female, days);
        assert_eq!(peers.stature(usual), peers.stature(other));
        assert_eq!(peers.stature(usual), peers.stature(Stature { position: None, ..usual }));
        assert_eq!(peers.bmi(kg(12.0), usual), peers.bmi(kg(12.0), other));
        let assessments = [usual, other].map(|it| peers.weight_for_stature(kg(12.0), it).unwrap());
        assert_eq!(assessments[0], assessments[1]);
        let by_length = assessments[0].indicator == Indicator::WeightForLength;
        assert_eq!(by_length, days < 731);
    }
}

#[test]
fn the_median_child_is_the_median_in_everything() {
    // Boys at 365 days: 9.646 kg, 75.7391 cm, head 46.0637 cm, 16.7992 kg/m²; at 75.7 cm of length 9.644 kg.
    let boy = peers(Sex::Male, 365);
    for assessment in [
        boy.weight(kg(9.646)),
        boy.stature(as_usual(75.74)),
        boy.head(cm(46.06)),
        boy.bmi(kg(9.646), as_usual(75.74)),
        boy.weight_for_stature(kg(9.644), as_usual(75.7)),
    ] {
        let assessment = assessment.unwrap();
        assert!(assessment.z_score.abs() < 0.02, "{assessment:?}");
        assert!(!assessment.implausible);
    }
}

#[test]
fn weight_for_length_is_read_between_the_rows() {
    let girl = peers(Sex::Female, 207);
    let z = |centimetres| girl.weight_for_stature(kg(8.2), as_usual(centimetres)).unwrap().z_score;
    assert!((z(68.05) - f64::midpoint(z(68.0), z(68.1))).abs() < 1e-4);
    assert!(z(68.0) > z(68.05) && z(68.05) > z(68.1));
}

#[test]
fn weight_has_no_percentile_beyond_the_lengths_of_the_standard() {
    let outside = Err(NoPercentile::LengthOutside);
    for (days, length, found) in [
        (0, 44.99, false),
        (0, 45.0, true),
        (730, 110.0, true),
        (730, 110.01, false),
        (731, 64.99, false),
        (731, 65.0, true),
        (731, 120.0, true),
        (731, 120.01, false),
    ] {
        let assessed = peers(Sex::Male, days).weight_for_stature(kg(5.0), as_usual(length));
        assert_eq!(assessed != outside, found, "{days} {length}");
    }
}

#[test]
fn who_is_neither_girl_nor_boy_has_no_percentile() {
    assert_eq!(Sex::try_from(Gender::Other), Err(NoPercentile::SexUnknown));
    assert_eq!(Sex::try_from(Gender::Female), Ok(Sex::Female));
    assert_eq!(Sex::try_from(Gender::Male), Ok(Sex::Male));
}

#[test]
fn what_cannot_be_is_flagged_and_not_refused() {
    let boy = peers(Sex::Male, 365);
    assert!(boy.weight(kg(25.0)).unwrap().implausible);
    assert!(boy.stature(as_usual(100.0)).unwrap().implausible);
    assert!(boy.head(cm(60.0)).unwrap().implausible);
    for (indicator, z, flagged) in [
        (Indicator::Weight, -5.9, false),
        (Indicator::Weight, -6.1, true),
        (Indicator::Weight, 5.1, true),
        (Indicator::Length, 6.0, false),
        (Indicator::Length, -6.1, true),
        (Indicator::Head, 5.0, false),
        (Indicator::Bmi, 5.1, true),
        (Indicator::WeightForHeight, -5.1, true),
    ] {
        assert_eq!(indicator.is_implausible(z), flagged, "{indicator:?} {z}");
    }
}

#[test]
fn a_preterm_child_is_compared_by_its_corrected_age() {
    let date: NaiveDate = "2023-06-15".parse().unwrap();
    let day = |days| date + TimeDelta::days(days);
    let age = Age::on(day(207 + 60), Birth { date, due: Some(day(60)) }).unwrap();
    let assessed = Peers { sex: Sex::Female, age }.weight(kg(8.2)).unwrap();
    assert_eq!(assessed.age_basis, AgeBasis::Corrected);
    assert_eq!(told(Ok(assessed)), told(peers(Sex::Female, 207).weight(kg(8.2))));
}

#[test]
fn the_normal_distribution_is_that_of_the_tables() {
    // Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.1.
    for (z, percent) in [
        (0.0, 50.0),
        (1.0, 84.134_474_606_854_3),
        (-1.96, 2.499_789_514_822_05),
        (3.0, 99.865_010_196_837),
        (-5.0, 0.000_028_665_157_187_919),
    ] {
        assert!((percentile(z) - percent).abs() < 1e-10, "{z}");
        assert!((z_score(percent) - z).abs() < 1e-10, "{z}");
    }
    assert!(z_score(0.0) <= -9.0 && z_score(100.0) < 9.0);
}

#[test]
fn a_power_of_zero_is_the_logarithm() {
    let plain = Lms { l: 0.0, m: 10.0, s: 0.1 };
    let near = Lms { l: 1e-7, ..plain };
    for z in [-3.0, -1.0, 0.0, 2.0] {
        assert!((plain.value(z) - near.value(z)).abs() < 1e-5);
        assert!((plain.z(plain.value(z)) - z).abs() < 1e-12);
    }
}

fn places() -> impl Strategy<Value = (Indicator, Sex, u16)> {
    let place = |indicator: Indicator| (Just(indicator), select(&SEXES[..]), indicator.range());
    select(Indicator::ALL).prop_flat_map(place)
}

proptest! {
    #[test]
    fn a_percentile_becomes_a_value_and_again_that_percentile(
        (indicator, sex, at) in places(),
        percent in 0.2..99.8_f64,
    ) {
        let reference = indicator.reference(sex, at).unwrap();
        let value = reference.value(z_score(percent));
        prop_assert!((percentile(reference.z(value)) - percent).abs() < 1e-9);
        prop_assert!((percentile(reference.z_with_straight_tails(value)) - percent).abs() < 1e-9);
    }

    #[test]
    fn who_is_larger_stands_higher(
        (indicator, sex, at) in places(),
        (share, more) in (0.3..2.5_f64, 0.001..0.1_f64),
    ) {
        let reference = indicator.reference(sex, at).unwrap();
        let (less, more) = (share * reference.m, (share + more) * reference.m);
        prop_assert!(reference.z(less) < reference.z(more));
        prop_assert!(reference.z_with_straight_tails(less) < reference.z_with_straight_tails(more));
    }

    #[test]
    fn straight_tails_join_the_curve_and_go_on_evenly((indicator, sex, at) in places(), steps in 0.0..4.0_f64) {
        let reference = indicator.reference(sex, at).unwrap();
        for side in [-1.0, 1.0] {
            let (two, three) = (reference.value(2.0 * side), reference.value(3.0 * side));
            let z = reference.z_with_straight_tails(three + steps * (three - two));
            prop_assert!((z - side * (3.0 + steps)).abs() < 1e-9);
        }
    }

    #[test]
    fn every_believed_measurement_is_assessed_in_numbers(
        (days, sex) in (0..=1826_u16, select(&SEXES[..])),
        (kilograms, centimetres) in (0.2..=100.0_f64, 10.0..=200.0_f64),
        position in prop::option::of(select(Position::ALL)),
    ) {
        let (peers, weight) = (peers(sex, days), kg(kilograms));
        let stature = Stature { length: cm(centimetres), position };
        let found = [
            peers.weight(weight),
            peers.stature(stature),
            peers.head(stature.length),
            peers.bmi(weight, stature),
        ];
        let by_length = peers.weight_for_stature(weight, stature).ok();
        for assessment in found.map(Result::unwrap).into_iter().chain(by_length) {
            prop_assert!(assessment.z_score.is_finite());
            prop_assert!((0.0..=100.0).contains(&assessment.percentile));
        }
    }
}
