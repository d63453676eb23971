use proptest::prelude::*;

use super::*;
use crate::Word;

fn weight(amount: f64, unit: WeightUnit) -> Weight {
    Weight::new("weight", amount, unit).unwrap()
}

fn shown<U: Unit>(quantity: Quantity<U>) -> (String, String) {
    let Measurement { display, imperial, .. } = quantity.measurement();
    (display, imperial.display)
}

#[test]
fn a_weight_has_the_documented_form() {
    let expected = Measurement {
        value: 8.2,
        unit: "kg",
        display: "8.2 kg".into(),
        imperial: Imperial { value: 18.08, unit: "lbs", display: "18 lbs 1 oz".into() },
    };
    assert_eq!(weight(8.2, WeightUnit::Kilogram).measurement(), expected);
}

#[test]
fn what_is_shown_is_short() {
    let pair = |metric: &str, imperial: &str| (metric.to_owned(), imperial.to_owned());
    assert_eq!(shown(Weight::from_grams(3_457)), pair("3.46 kg", "7 lbs 10 oz"));
    assert_eq!(shown(weight(7.999, WeightUnit::Pound)), pair("3.63 kg", "8 lbs 0 oz"));
    assert_eq!(shown(Length::from_centimetres(68.0)), pair("68 cm", "26.8 in"));
    assert_eq!(shown(Length::from_centimetres(43.55)), pair("43.6 cm", "17.1 in"));
    let index = BodyMassIndex::of(Weight::from_grams(8_200), Length::from_centimetres(68.0));
    assert_eq!(shown(index), pair("17.7 kg/m²", "17.7 kg/m²"));
    assert_eq!(index.measurement().value.to_string(), "17.73");
    assert_eq!(shown(Temperature::from_celsius(38.0)), pair("38 °C", "100.4 °F"));
    assert_eq!(shown(Volume::from_millilitres(118.29)), pair("118 ml", "4 oz"));
    assert_eq!(shown(Volume::from_millilitres(7.5)), pair("7.5 ml", "0.3 oz"));
    assert_eq!(shown(Volume::from_millilitres(0.0)), pair("0 ml", "0 oz"));
}

#[test]
fn amounts_become_metric() {
    assert_eq!(weight(1.0, WeightUnit::Pound), Weight::from_grams(454));
    assert_eq!(weight(16.0, WeightUnit::Ounce), Weight::from_grams(454));
    assert_eq!(weight(3_457.0, WeightUnit::Gram), Weight::from_grams(3_457));
    let length = |amount, unit| Length::new("height", amount, unit).unwrap();
    assert_eq!(length(26.77, LengthUnit::Inch), Length::from_centimetres(68.0));
    assert_eq!(length(680.0, LengthUnit::Millimetre), Length::from_centimetres(68.0));
    let fever = Temperature::new("temperature", 100.4, TemperatureUnit::Fahrenheit).unwrap();
    assert_eq!(fever, Temperature::from_celsius(38.0));
    let four = Volume::new("amount", 4.0, VolumeUnit::Ounce).unwrap();
    assert_eq!(four, Volume::from_millilitres(118.29));
    assert!((four.amount(VolumeUnit::Ounce) - 4.0).abs() < 0.001);
}

#[test]
fn units_are_read_in_all_their_spellings_and_written_in_one() {
    for spelling in ["lb", "lbs"] {
        assert_eq!(WeightUnit::parse("unit", spelling).unwrap().word(), "lbs");
    }
    for spelling in ["F", "°F", "fahrenheit"] {
        assert_eq!(TemperatureUnit::parse("unit", spelling).unwrap().word(), "°F");
    }
    assert!(WeightUnit::parse("unit", "stone").is_err());
}

/// In every unit, both limits that a refusal tells are accepted, and what lies a hundredth beyond them is not.
fn refusals_tell_the_limits<U: Unit>() {
    for unit in U::ALL.iter().copied() {
        for absurd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 1e9] {
            let Err(Error::Invalid { reason: Reason::Between(least, most), .. }) =
                Quantity::<U>::new("field", absurd, unit)
            else {
                panic!("{absurd} {} was accepted", unit.word());
            };
            for (limit, beyond) in [(least, -0.011), (most, 0.011)] {
                let Limit::Measure(amount, word) = limit else { panic!("{limit} has a unit") };
                assert_eq!(word, unit.word());
                assert!(Quantity::<U>::new("field", amount, unit).is_ok(), "{limit}");
                assert!(Quantity::<U>::new("field", amount + beyond, unit).is_err(), "{limit}");
            }
        }
    }
}

#[test]
fn impossible_amounts_are_refused_with_the_limits_of_their_unit() {
    refusals_tell_the_limits::<VolumeUnit>();
    refusals_tell_the_limits::<WeightUnit>();
    refusals_tell_the_limits::<LengthUnit>();
    refusals_tell_the_limits::<TemperatureUnit>();
    let refused = Weight::new("weight", 500.0, WeightUnit::Pound).unwrap_err();
    let told = "invalid input data: weight must be between 0.45 lbs and 220.46 lbs";
    assert_eq!(refused.to_string(), told);
}

/// What is shown at full resolution is read back as the same quantity.
fn value_reads_back<U: Unit>(share: f64) {
    let metric = U::LEAST + share * (U::MOST - U::LEAST);
    let kept = Quantity::<U>::new("field", metric, U::METRIC).unwrap();
    assert!((kept.metric() - metric).abs() <= 0.5 / U::STEPS + 1e-9);
    let written = kept.measurement().value.to_string();
    let again = Quantity::new("field", written.parse().unwrap(), U::METRIC).unwrap();
    assert_eq!(again.steps, kept.steps, "{written}");
}

/// An imperial amount of so many decimals comes back exactly as it was entered.
fn imperial_comes_back<U: Unit>(share: f64, decimals: i32) {
    let limit = |metric| U::IMPERIAL.amount(metric);
    let entered = limit(U::LEAST) + share * (limit(U::MOST) - limit(U::LEAST));
    let entered = round(entered, decimals);
    // Rounding may leave the limits.
    if let Ok(kept) = Quantity::<U>::new("field", entered, U::IMPERIAL) {
        let back = kept.measurement().imperial.value;
        assert_eq!(back.to_string(), entered.to_string());
    }
}

proptest! {
    #[test]
    fn the_value_shown_reads_back_as_the_same_quantity(share in 0.0..=1.0_f64) {
        value_reads_back::<VolumeUnit>(share);
        value_reads_back::<WeightUnit>(share);
        value_reads_back::<LengthUnit>(share);
        value_reads_back::<TemperatureUnit>(share);
    }

    /// Two decimals of ounces (0.3 ml), pounds (4.5 g) and inches (0.25 mm) are wider than the steps kept. Two of
    /// degrees Fahrenheit (0.006 °C) are not: one decimal, as thermometers show, comes back.
    #[test]
    fn an_imperial_amount_comes_back_as_entered(share in 0.0..=1.0_f64) {
        imperial_comes_back::<VolumeUnit>(share, 2);
        imperial_comes_back::<WeightUnit>(share, 2);
        imperial_comes_back::<LengthUnit>(share, 2);
        imperial_comes_back::<TemperatureUnit>(share, 1);
    }
}
