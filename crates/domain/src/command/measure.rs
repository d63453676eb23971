//! What was measured: which number is which, and in which unit if none was said.

use super::{Doubt, Said, cover::Piece, reading::Reading, table::Concept};
use crate::{LengthUnit, Locale, System, TemperatureUnit, VolumeUnit, WeightUnit};

/// Quantities of a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Measures {
    pub amount: Option<Said<VolumeUnit>>,
    pub weight: Option<Said<WeightUnit>>,
    pub height: Option<Said<LengthUnit>>,
    pub head: Option<Said<LengthUnit>>,
    pub temperature: Option<Said<TemperatureUnit>>,
    pub doubt: Option<Doubt>,
}

fn said<U>(number: f64, unit: U) -> Option<Said<U>> {
    Some(Said { number, unit })
}

impl Measures {
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let mut measures = Self::default();
        // The measure that was named last.
        let mut named = None;
        let names = [Concept::Weight, Concept::Height, Concept::Head];
        let next_name = |from: usize| {
            reading.pieces[from..].iter().find_map(|it| match it.piece {
                Piece::Word(concept) if names.contains(&concept) => Some(concept),
                _ => None,
            })
        };
        for (at, placed) in reading.pieces.iter().enumerate() {
            let of_growth = || named.or_else(|| next_name(at));
            match placed.piece {
                Piece::Word(concept) if names.contains(&concept) => named = Some(concept),
                Piece::Volume(number, Concept::Ounce) if of_growth() == Some(Concept::Weight) => {
                    measures.weigh(number, WeightUnit::Ounce);
                }
                Piece::Volume(number, unit) => {
                    let ounce = unit == Concept::Ounce;
                    let unit = if ounce { VolumeUnit::Ounce } else { VolumeUnit::Millilitre };
                    let more = said(number, unit);
                    measures.doubtful(measures.amount.is_some(), Doubt::Contradiction("amount"));
                    measures.amount = more;
                }
                Piece::Weight(number, unit) => measures.weigh(
                    number,
                    match unit {
                        Concept::Gram => WeightUnit::Gram,
                        Concept::Pound => WeightUnit::Pound,
                        _ => WeightUnit::Kilogram,
                    },
                ),
                Piece::Length(number, unit) => measures.stretch(
                    of_growth(),
                    number,
                    match unit {
                        Concept::Millimetre => LengthUnit::Millimetre,
                        Concept::Inch => LengthUnit::Inch,
                        _ => LengthUnit::Centimetre,
                    },
                ),
                Piece::Degrees(number, Some(unit)) => measures.warm(
                    number,
                    Some(match unit {
                        Concept::Fahrenheit => TemperatureUnit::Fahrenheit,
                        _ => TemperatureUnit::Celsius,
                    }),
                ),
                Piece::Degrees(number, None) => measures.warm(number, warmth(number)),
                Piece::Number(number) => measures.bare(number, of_growth(), reading),
                _ => {}
            }
        }
        measures
    }

    fn doubtful(&mut self, is: bool, doubt: Doubt) {
        if is {
            self.doubt.get_or_insert(doubt);
        }
    }

    fn weigh(&mut self, number: f64, unit: WeightUnit) {
        self.doubtful(self.weight.is_some(), Doubt::Contradiction("weight"));
        self.weight = said(number, unit);
    }

    fn stretch(&mut self, named: Option<Concept>, number: f64, unit: LengthUnit) {
        let head = named == Some(Concept::Head);
        let (slot, name) =
            if head { (&mut self.head, "headCircumference") } else { (&mut self.height, "height") };
        let twice = slot.replace(Said { number, unit }).is_some();
        self.doubtful(twice, Doubt::Contradiction(name));
        // 65 cm may be around the head of nobody, but 45 cm may be either.
        self.doubtful(
            named.is_none() || named == Some(Concept::Weight) && number < 48.0,
            Doubt::Action,
        );
    }

    fn warm(&mut self, number: f64, unit: Option<TemperatureUnit>) {
        self.doubtful(self.temperature.is_some(), Doubt::Contradiction("temperature"));
        self.doubtful(unit.is_none(), Doubt::Implausible("temperature"));
        self.temperature = said(number, unit.unwrap_or(TemperatureUnit::Celsius));
    }

    /// A number without a unit: the unit is what makes sense of it, else the usual one.
    fn bare(&mut self, number: f64, named: Option<Concept>, reading: &Reading<'_>) {
        let imperial = reading.moment.units == System::Imperial;
        if reading.any(&[Concept::Temperature]) {
            return self.warm(number, warmth(number));
        }
        match named {
            Some(Concept::Weight) => {
                let unit = match number {
                    500.0..=20_000.0 => Some(WeightUnit::Gram),
                    4.0..=45.0 if imperial => Some(WeightUnit::Pound),
                    1.5..=20.0 if !imperial => Some(WeightUnit::Kilogram),
                    _ => None,
                };
                self.doubtful(unit.is_none(), Doubt::Unit("weight"));
                self.weigh(number, unit.unwrap_or(WeightUnit::Kilogram));
            }
            Some(measure) => {
                let unit = match number {
                    50.0..=130.0 => Some(LengthUnit::Centimetre),
                    30.0..50.0 if !imperial => Some(LengthUnit::Centimetre),
                    12.0..50.0 if imperial => Some(LengthUnit::Inch),
                    _ => None,
                };
                let name = if measure == Concept::Head { "headCircumference" } else { "height" };
                self.doubtful(unit.is_none(), Doubt::Unit(name));
                self.stretch(named, number, unit.unwrap_or(LengthUnit::Centimetre));
            }
            None => {
                let ounces = imperial || matches!(reading.locale, Locale::EsMx);
                let unit = match number {
                    20.0..=400.0 => Some(VolumeUnit::Millilitre),
                    0.5..=12.0 if ounces => Some(VolumeUnit::Ounce),
                    _ => None,
                };
                self.doubtful(self.amount.is_some(), Doubt::Contradiction("amount"));
                self.doubtful(unit.is_none(), Doubt::Unit("amount"));
                self.amount = said(number, unit.unwrap_or(VolumeUnit::Millilitre));
            }
        }
    }
}

/// The unit that makes a body of it.
fn warmth(number: f64) -> Option<TemperatureUnit> {
    match number {
        34.0..=43.0 => Some(TemperatureUnit::Celsius),
        93.0..=109.0 => Some(TemperatureUnit::Fahrenheit),
        _ => None,
    }
}
