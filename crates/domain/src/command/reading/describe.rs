//! What was told of each kind of thing, slot by slot, and what of it can hardly be.

use chrono::TimeDelta;

use super::{
    super::{
        Action, Dose, Doubt, Parameters,
        sentence::{Concept as C, Piece, Placed},
    },
    Reading,
};
use crate::{
    BreastSide, DiaperColor, DiaperConsistency, DiaperContents, FeedingMethod, FoodType, Kind,
    SleepKind, TemperatureSite, Unit,
};

impl Reading<'_> {
    /// Fills in what was told but the time.
    pub(super) fn describe(&mut self, action: Action, kind: Option<Kind>, it: &mut Parameters) {
        match action {
            Action::LogFeeding => self.feeding(it),
            Action::LogPumping => {
                self.sides(it);
                self.amount(it);
            }
            Action::LogDiaper => self.diaper(it),
            Action::LogSleep => {
                let nap = self.has(C::Nap).then_some(SleepKind::Nap);
                it.sleep = nap.or_else(|| self.has(C::Night).then_some(SleepKind::Night));
            }
            Action::LogGrowth => self.growth(it),
            Action::LogTemperature => {
                let measures = self.measures();
                it.temperature = measures.temperature;
                measures.doubt.into_iter().for_each(|doubt| self.doubt(doubt));
                it.site = self.one_of(
                    "site",
                    &[
                        (C::Rectal, TemperatureSite::Rectal),
                        (C::Axillary, TemperatureSite::Axillary),
                        (C::Oral, TemperatureSite::Oral),
                        (C::Ear, TemperatureSite::Ear),
                        (C::Forehead, TemperatureSite::Forehead),
                    ],
                );
            }
            Action::LogMedication => self.medicine(it),
            Action::StartTimer | Action::StopTimer | Action::QueryLast => {
                it.kind = kind;
                it.side = self.side();
            }
            Action::LogBath | Action::LogTummyTime | Action::LogNote | Action::Undo => {}
        }
    }

    /// The value of the one word of these that was said.
    fn one_of<T: Copy>(&mut self, name: &'static str, words: &[(C, T)]) -> Option<T> {
        let said: Vec<_> = words.iter().filter(|(concept, _)| self.has(*concept)).collect();
        if said.len() > 1 {
            self.doubt(Doubt::Contradiction(name));
        }
        said.first().map(|(_, value)| *value)
    }

    fn feeding(&mut self, it: &mut Parameters) {
        self.sides(it);
        self.amount(it);
        it.food = self.one_of(
            "foodType",
            &[
                (C::Formula, FoodType::Formula),
                (C::BreastMilk, FoodType::Breastmilk),
                (C::Puree, FoodType::Puree),
            ],
        );
        it.method = self.one_of(
            "type",
            &[
                (C::Bottle, FeedingMethod::Bottle),
                (C::Breast, FeedingMethod::Breast),
                (C::Solid, FeedingMethod::Solid),
            ],
        );
        let at_breast = it.method == Some(FeedingMethod::Breast);
        if it.side.is_some() && it.method.is_some() && !at_breast {
            self.doubt(Doubt::Contradiction("side"));
        }
        if (it.side.is_some() || at_breast) && it.amount.is_some() {
            self.doubt(Doubt::Contradiction("amount"));
        }
        if at_breast && it.food.is_some_and(|food| food != FoodType::Breastmilk) {
            self.doubt(Doubt::Contradiction("foodType"));
        }
        let solid = it.method == Some(FeedingMethod::Solid) || it.food == Some(FoodType::Puree);
        if it.amount.is_none() && it.side.is_none() && !at_breast && !solid {
            self.doubt(Doubt::Missing("amount"));
        }
    }

    fn amount(&mut self, it: &mut Parameters) {
        let measures = self.measures();
        it.amount = measures.amount;
        if it.amount.is_some() && self.has(C::Each) {
            self.doubt(Doubt::Contradiction("amount"));
        }
        measures.doubt.into_iter().for_each(|doubt| self.doubt(doubt));
        let apart = |piece: &Placed| matches!(piece.piece, Piece::Degrees(..));
        // What was read as degrees is a number of nothing here.
        if self.pieces.iter().any(apart) {
            self.doubt(Doubt::Unit("amount"));
        }
    }

    fn side(&self) -> Option<BreastSide> {
        match (self.has(C::Left), self.has(C::Right), self.any(&[C::Both, C::Each])) {
            (true, true, _) | (_, _, true) => Some(BreastSide::Both),
            (true, ..) => Some(BreastSide::Left),
            (_, true, _) => Some(BreastSide::Right),
            _ => None,
        }
    }

    /// The side, or how long each took.
    fn sides(&self, it: &mut Parameters) {
        it.side = self.side();
        let lasting = self.all(|piece| match piece {
            Piece::Lasting(length) => Some(length),
            _ => None,
        });
        it.sides = match (&lasting[..], self.place(C::Left), self.place(C::Right)) {
            ([each], ..) if self.has(C::Each) => Some((*each, *each)),
            ([first, second], Some(left), Some(right)) => {
                Some(if left < right { (*first, *second) } else { (*second, *first) })
            }
            _ => None,
        };
    }

    fn diaper(&mut self, it: &mut Parameters) {
        let (wet, dirty) = (self.has(C::Wet), self.has(C::Dirty));
        it.contents = match (wet, dirty, self.any(&[C::Mixed, C::Both])) {
            (true, true, _) | (_, _, true) => Some(DiaperContents::Both),
            (true, ..) => Some(DiaperContents::Wet),
            (_, true, _) => Some(DiaperContents::Dirty),
            _ => None,
        };
        it.consistency = self.one_of(
            "consistency",
            &[
                (C::Loose, DiaperConsistency::Loose),
                (C::Hard, DiaperConsistency::Hard),
                (C::Normal, DiaperConsistency::Normal),
            ],
        );
        it.color = self
            .one_of("color", &[(C::Green, DiaperColor::Green), (C::Yellow, DiaperColor::Yellow)]);
        it.has_rash = self.one_of("hasRash", &[(C::Rash, true), (C::NoRash, false)]);
        // Only stool is loose or hard.
        if it.contents.is_none() && it.consistency.is_some() {
            it.contents = Some(DiaperContents::Dirty);
        }
    }

    fn growth(&mut self, it: &mut Parameters) {
        let measures = self.measures();
        measures.doubt.into_iter().for_each(|doubt| self.doubt(doubt));
        (it.weight, it.height, it.head) = (measures.weight, measures.height, measures.head);
        let missing = [
            (C::Weight, it.weight.is_none(), "weight"),
            (C::Height, it.height.is_none(), "height"),
            (C::Head, it.head.is_none(), "headCircumference"),
        ];
        let nothing = it.weight.is_none() && it.height.is_none() && it.head.is_none();
        for (concept, missing, name) in missing {
            if self.has(concept) && missing && (nothing || concept != C::Height) {
                self.doubt(Doubt::Missing(name));
            }
        }
    }

    fn medicine(&mut self, it: &mut Parameters) {
        let drugs = self.pieces.iter().filter(|it| it.piece == Piece::Word(C::Drug));
        let mut drugs = drugs.map(|drug| self.sentence.said(drug.from, drug.to).to_owned());
        it.medicine = drugs.next();
        if drugs.next().is_some() {
            self.doubt(Doubt::Contradiction("name"));
        }
        let doses = self.pieces.iter().filter_map(|placed| match placed.piece {
            Piece::Dose(number, unit) => {
                let unit = self.sentence.said(unit, placed.to).to_owned();
                Some(Dose { number, unit })
            }
            Piece::Volume(number, unit) => {
                let unit = if unit == C::Ounce { "oz" } else { "ml" }.to_owned();
                Some(Dose { number, unit })
            }
            _ => None,
        });
        let doses: Vec<_> = doses.collect();
        if doses.len() > 1 {
            self.doubt(Doubt::Contradiction("dose"));
        }
        it.dose = doses.into_iter().next();
    }

    /// Doubts values that no child has.
    pub(super) fn doubt_what_can_hardly_be(&mut self, action: Action, it: &Parameters) {
        let mut within = |name, value: Option<f64>, least: f64, most: f64| {
            if value.is_some_and(|value| !(least..=most).contains(&value)) {
                self.doubt(Doubt::Implausible(name));
            }
        };
        let most = if action == Action::LogPumping { 700.0 } else { 400.0 };
        within("amount", it.amount.map(|it| it.unit.metric(it.number)), 1.0, most);
        within("weight", it.weight.map(|it| it.unit.metric(it.number)), 0.4, 30.0);
        within("height", it.height.map(|it| it.unit.metric(it.number)), 25.0, 130.0);
        within("headCircumference", it.head.map(|it| it.unit.metric(it.number)), 20.0, 60.0);
        within("temperature", it.temperature.map(|it| it.unit.metric(it.number)), 34.0, 43.0);
        within("dose", it.dose.as_ref().map(|it| it.number), 0.01, 1000.0);
        let longest = TimeDelta::hours(if action == Action::LogSleep { 14 } else { 2 });
        let usual = TimeDelta::minutes(1)..=longest;
        if it.duration.is_some_and(|lasting| !usual.contains(&lasting)) {
            self.doubt(Doubt::Implausible("duration"));
        }
    }
}
