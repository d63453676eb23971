//! Quantities as apps write them: `4oz`, `120 ml`, `7lb 3oz`, `68cm`, `37,4°C`.

use domain::{
    Amount, Error, Form, Length, LengthUnit, Reason, Result, System, Temperature, TemperatureUnit,
    Volume, VolumeUnit, Weight, WeightUnit,
};

use super::number::Number;

/// Numbers with their units in small letters; a number may have none.
pub(super) fn pairs(text: &str) -> Option<Vec<(Number, String)>> {
    let text = text.to_lowercase().replace("fl. oz", "oz").replace("fl oz", "oz");
    let mut rest = text.trim();
    let mut pairs = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(|it: char| !it.is_ascii_digit() && it != '.' && it != ',');
        let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
        let after = after.trim_start();
        let end = after.find(|it: char| it.is_whitespace() || it.is_ascii_digit() || it == ',');
        let (unit, after) = after.split_at(end.unwrap_or(after.len()));
        pairs.push((Number::read(digits)?, unit.trim_end_matches('.').to_owned()));
        rest = after.trim_start().trim_start_matches(',').trim_start();
    }
    (!pairs.is_empty()).then_some(pairs)
}

/// What is made of the number in a cell that may not have a unit.
pub(super) fn plain<T>(
    column: &'static str,
    text: &str,
    make: impl Fn(f64) -> Result<T>,
) -> Result<T> {
    let number = Number::read(text).ok_or(Error::invalid(column, Reason::NotA(Form::Number)))?;
    number.meant(column, make)
}

fn unreadable(column: &'static str) -> Error {
    Error::invalid(column, Reason::NotA(Form::Quantity))
}

fn only(column: &'static str, text: &str) -> Result<(Number, String)> {
    let pairs = pairs(text).ok_or_else(|| unreadable(column))?;
    let [pair] = <[_; 1]>::try_from(pairs).map_err(|_| unreadable(column))?;
    Ok(pair)
}

/// The volume unit that is spelt so.
pub(super) fn volume_unit(text: &str) -> Option<(VolumeUnit, f64)> {
    Some(match text {
        "ml" | "cc" | "milliliter" | "milliliters" | "millilitres" => (VolumeUnit::Millilitre, 1.0),
        "cl" => (VolumeUnit::Millilitre, 10.0),
        "dl" => (VolumeUnit::Millilitre, 100.0),
        "oz" | "floz" | "ounce" | "ounces" => (VolumeUnit::Ounce, 1.0),
        _ => return None,
    })
}

pub(super) fn volume(column: &'static str, text: &str) -> Result<Amount> {
    let (number, unit) = only(column, text)?;
    let (unit, size) = volume_unit(&unit).ok_or_else(|| unreadable(column))?;
    number.meant(column, |number| amount(column, number * size, unit))
}

pub(super) fn amount(column: &'static str, number: f64, unit: VolumeUnit) -> Result<Amount> {
    Ok(Amount { volume: Volume::new(column, number, unit)?, unit })
}

pub(super) fn weight(column: &'static str, text: &str) -> Result<Weight> {
    let kilograms = |unit: &str| {
        Some(match unit {
            "kg" | "kgs" | "kilo" | "kilos" => 1.0,
            "g" | "gr" | "gram" | "grams" => 0.001,
            "lb" | "lbs" | "pound" | "pounds" => 0.453_592_37,
            "oz" | "ounce" | "ounces" => 0.453_592_37 / 16.0,
            _ => return None,
        })
    };
    sum(column, text, kilograms, |sum| Weight::new(column, sum, WeightUnit::Kilogram))
}

pub(super) fn length(column: &'static str, text: &str) -> Result<Length> {
    let centimetres = |unit: &str| {
        Some(match unit {
            "cm" | "cms" => 1.0,
            "mm" => 0.1,
            "m" => 100.0,
            "in" | "inch" | "inches" | "\"" | "″" | "''" => 2.54,
            "ft" | "foot" | "feet" | "'" | "′" => 30.48,
            _ => return None,
        })
    };
    sum(column, text, centimetres, |sum| Length::new(column, sum, LengthUnit::Centimetre))
}

/// What is made of a sum such as `7lb 3oz`, by the size of each unit; only its first number may have thousands.
fn sum<T>(
    column: &'static str,
    text: &str,
    size: impl Fn(&str) -> Option<f64>,
    make: impl Fn(f64) -> Result<T>,
) -> Result<T> {
    let pairs = pairs(text).ok_or_else(|| unreadable(column))?;
    let [(first, unit), rest @ ..] = &pairs[..] else { return Err(unreadable(column)) };
    let rest: Option<f64> =
        rest.iter().map(|(number, unit)| Some(number.value * size(unit)?)).sum();
    let (size, rest) = size(unit).zip(rest).ok_or_else(|| unreadable(column))?;
    first.meant(column, |number| make(number * size + rest))
}

/// A temperature; without a unit its size tells which it is in.
pub(super) fn temperature(column: &'static str, text: &str) -> Result<Temperature> {
    let (number, unit) = only(column, text)?;
    number.meant(column, |number| {
        let unit = match unit.trim_start_matches(['°', 'º']).trim() {
            "" if number > Temperature::MOST => TemperatureUnit::Fahrenheit,
            "" | "c" | "celsius" => TemperatureUnit::Celsius,
            "f" | "fahrenheit" => TemperatureUnit::Fahrenheit,
            _ => return Err(unreadable(column)),
        };
        Temperature::new(column, number, unit)
    })
}

/// The same number in the unit of a system.
pub(super) fn weight_in(column: &'static str, number: f64, units: System) -> Result<Weight> {
    let unit = match units {
        System::Metric => WeightUnit::Kilogram,
        System::Imperial => WeightUnit::Pound,
    };
    Weight::new(column, number, unit)
}

pub(super) fn length_in(column: &'static str, number: f64, units: System) -> Result<Length> {
    let unit = match units {
        System::Metric => LengthUnit::Centimetre,
        System::Imperial => LengthUnit::Inch,
    };
    Length::new(column, number, unit)
}

pub(super) fn volume_in(column: &'static str, number: f64, units: System) -> Result<Amount> {
    let unit = match units {
        System::Metric => VolumeUnit::Millilitre,
        System::Imperial => VolumeUnit::Ounce,
    };
    amount(column, number, unit)
}
