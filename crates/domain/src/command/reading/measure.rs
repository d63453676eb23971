//! What was measured: which number is which, and in which unit if none was said.

use super::{
    super::{
        Doubt, Quantified,
        sentence::{Concept, Piece},
    },
    Reading,
};
use crate::{LengthUnit, Locale, System, TemperatureUnit, Unit, VolumeUnit, WeightUnit};

/// Quantities of a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Measures {
    pub amount: Option<Quantified<VolumeUnit>>,
    pub weight: Option<Quantified<WeightUnit>>,
    pub height: Option<Quantified<LengthUnit>>,
    pub head: Option<Quantified<LengthUnit>>,
    pub temperature: Option<Quantified<TemperatureUnit>>,
    pub doubt: Option<Doubt>,
}

impl Measures {
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let mut measures = Self::default();
        // The measure that was named last.
        let mut latest = None;
        let names = [Concept::Weight, Concept::Height, Concept::Head];
        let next_name = |from: usize| {
            reading.pieces[from..].iter().find_map(|it| match it.piece {
                Piece::Word(concept) if names.contains(&concept) => Some(concept),
                _ => None,
            })
        };
        for (at, placed) in reading.pieces.iter().enumerate() {
            let of_growth = || latest.or_else(|| next_name(at));
            match placed.piece {
                Piece::Word(concept) if names.contains(&concept) => latest = Some(concept),
                Piece::Volume(number, Concept::Ounce) if of_growth() == Some(Concept::Weight) => {
                    measures.weigh(number, WeightUnit::Ounce);
                }
                Piece::Volume(number, unit) => {
                    let ounce = unit == Concept::Ounce;
                    let unit = if ounce { VolumeUnit::Ounce } else { VolumeUnit::Millilitre };
                    let twice = measures.amount.replace(Quantified { number, unit }).is_some();
                    measures.doubtful(twice, Doubt::Contradiction("amount"));
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
                Piece::Number(number) => {
                    measures.bare(number, of_growth(), reading);
                    // "Fed at three and four" has no amount.
                    let alone = of_growth().is_none() && !reading.has(Concept::Temperature);
                    measures.doubtful(alone && !drunk_before(reading, at), Doubt::Unit("amount"));
                }
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
        self.weight = Some(Quantified { number, unit });
    }

    fn stretch(&mut self, named: Option<Concept>, number: f64, unit: LengthUnit) {
        let head = named == Some(Concept::Head);
        let (slot, name) =
            if head { (&mut self.head, "headCircumference") } else { (&mut self.height, "height") };
        let twice = slot.replace(Quantified { number, unit }).is_some();
        self.doubtful(twice, Doubt::Contradiction(name));
        // 65 cm may be around the head of nobody, but 45 cm may be either.
        let small = unit.metric(number) < 50.0;
        self.doubtful(named.is_none() || (named == Some(Concept::Weight) && small), Doubt::Action);
    }

    fn warm(&mut self, number: f64, unit: Option<TemperatureUnit>) {
        self.doubtful(self.temperature.is_some(), Doubt::Contradiction("temperature"));
        self.doubtful(unit.is_none(), Doubt::Implausible("temperature"));
        let unit = unit.unwrap_or(TemperatureUnit::Celsius);
        self.temperature = Some(Quantified { number, unit });
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
                    _ if measure == Concept::Head => match number {
                        28.0..=60.0 => Some(LengthUnit::Centimetre),
                        11.0..=23.0 => Some(LengthUnit::Inch),
                        _ => None,
                    },
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
                let unit = unit.unwrap_or(VolumeUnit::Millilitre);
                self.amount = Some(Quantified { number, unit });
            }
        }
    }
}

/// Whether what was drunk, or that it was drunk, was told right before a piece.
fn drunk_before(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.pieces[..at].iter().rfind(|it| it.piece != Piece::Word(Concept::Filler));
    let told = |concept| {
        use Concept as C;
        matches!(
            concept,
            C::Feed
                | C::Give
                | C::Finish
                | C::Bottle
                | C::Formula
                | C::BreastMilk
                | C::Milk
                | C::Pump
        )
    };
    before.is_some_and(|it| matches!(it.piece, Piece::Word(concept) if told(concept)))
}

/// The unit that makes a body of it.
fn warmth(number: f64) -> Option<TemperatureUnit> {
    match number {
        34.0..=43.0 => Some(TemperatureUnit::Celsius),
        93.0..=109.0 => Some(TemperatureUnit::Fahrenheit),
        _ => None,
    }
}
