//! Activities as rows: what is summed and searched stands in plain columns, the rest is sealed.

use chrono::TimeDelta;
use domain::{
    AccountId, Activity, ActivityId, Amount, ChildId, Details, Diaper, FamilyId, Feeding, Growth,
    Kind, Length, Medication, Milestone, Pumping, Sides, Sleep, Temperature, TemperatureReading,
    Volume, VolumeUnit, Weight, Word,
};
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    entities::activity,
    error::corrupt,
    seal::{Key, Place},
};

const TABLE: &str = "activities";

/// In the variant of a measuring, the letter that tells of a weight.
pub(super) const WEIGHT: &str = "w";
/// Likewise of a height.
pub(super) const HEIGHT: &str = "h";
/// Of both: the letters stand in this order.
pub(super) const WEIGHT_AND_HEIGHT: &str = "wh";
/// And of a head.
pub(super) const HEAD: &str = "c";

/// What no report is summed from.
#[serde_with::skip_serializing_none]
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Sealed {
    notes: Option<String>,
    mood: Option<String>,
    side: Option<String>,
    left_seconds: Option<i64>,
    right_seconds: Option<i64>,
    unit: Option<String>,
    food: Option<String>,
    place: Option<String>,
    quality: Option<String>,
    consistency: Option<String>,
    color: Option<String>,
    has_rash: Option<bool>,
    weight_g: Option<i32>,
    height_cm: Option<f64>,
    head_cm: Option<f64>,
    position: Option<String>,
    milestone: Option<String>,
    name: Option<String>,
    dose: Option<f64>,
    dose_unit: Option<String>,
    celsius: Option<f64>,
    site: Option<String>,
}

fn word(word: Option<impl Word>) -> Option<String> {
    word.map(|word| word.word().to_owned())
}

fn read<W: Word>(text: Option<&String>) -> Result<Option<W>> {
    text.map(|text| W::parse("word", text)).transpose().map_err(corrupt)
}

impl Sealed {
    fn set_sides(&mut self, sides: Option<Sides>) {
        self.left_seconds = sides.map(|sides| sides.left.num_seconds());
        self.right_seconds = sides.map(|sides| sides.right.num_seconds());
    }

    fn sides(&self) -> Option<Sides> {
        let left = TimeDelta::seconds(self.left_seconds?);
        Some(Sides { left, right: TimeDelta::seconds(self.right_seconds?) })
    }

    fn amount(&self, millilitres: Option<f64>) -> Result<Option<Amount>> {
        let Some(millilitres) = millilitres else { return Ok(None) };
        let unit = read(self.unit.as_ref())?.unwrap_or(VolumeUnit::Millilitre);
        Ok(Some(Amount { volume: Volume::from_millilitres(millilitres), unit }))
    }

    /// Takes what of the details is sealed; what is not: the variant, and an amount.
    fn take(&mut self, details: &Details) -> (String, Option<Amount>) {
        match details.clone() {
            Details::Feeding(Feeding { method, side, sides, amount, food }) => {
                self.side = word(side);
                self.set_sides(sides);
                self.food = word(food);
                (method.word().into(), amount)
            }
            Details::Sleep(Sleep { kind, place, quality }) => {
                self.place = word(place);
                self.quality = word(quality);
                (kind.word().into(), None)
            }
            Details::Diaper(Diaper { contents, consistency, color, has_rash }) => {
                self.consistency = word(consistency);
                self.color = word(color);
                self.has_rash = has_rash;
                (contents.word().into(), None)
            }
            Details::Growth(Growth { weight, height, head, position }) => {
                self.weight_g = weight.map(Weight::grams);
                self.height_cm = height.map(Length::centimetres);
                self.head_cm = head.map(Length::centimetres);
                self.position = word(position);
                let measured = [
                    (weight.is_some(), WEIGHT),
                    (height.is_some(), HEIGHT),
                    (head.is_some(), HEAD),
                ];
                let letters = measured.into_iter().filter(|(measured, _)| *measured);
                (letters.map(|(_, letter)| letter).collect(), None)
            }
            Details::Milestone(Milestone { milestone, name }) => {
                (self.milestone, self.name) = (milestone, name);
                (String::new(), None)
            }
            Details::Medication(Medication { name, dose, unit }) => {
                (self.name, self.dose, self.dose_unit) = (Some(name), dose, unit);
                (String::new(), None)
            }
            Details::Temperature(TemperatureReading { temperature, site }) => {
                self.celsius = Some(temperature.celsius());
                self.site = word(site);
                (String::new(), None)
            }
            Details::Pumping(Pumping { side, sides, amount }) => {
                self.side = word(side);
                self.set_sides(sides);
                (String::new(), amount)
            }
            Details::Bath | Details::TummyTime | Details::Note => (String::new(), None),
        }
    }

    fn details(&self, kind: Kind, variant: &str, millilitres: Option<f64>) -> Result<Details> {
        let missing = || corrupt(format!("{} without what it needs", kind.word()));
        Ok(match kind {
            Kind::Feeding => Details::Feeding(Feeding {
                method: Word::parse("variant", variant).map_err(corrupt)?,
                side: read(self.side.as_ref())?,
                sides: self.sides(),
                amount: self.amount(millilitres)?,
                food: read(self.food.as_ref())?,
            }),
            Kind::Sleep => Details::Sleep(Sleep {
                kind: Word::parse("variant", variant).map_err(corrupt)?,
                place: read(self.place.as_ref())?,
                quality: read(self.quality.as_ref())?,
            }),
            Kind::Diaper => Details::Diaper(Diaper {
                contents: Word::parse("variant", variant).map_err(corrupt)?,
                consistency: read(self.consistency.as_ref())?,
                color: read(self.color.as_ref())?,
                has_rash: self.has_rash,
            }),
            Kind::Growth => Details::Growth(Growth {
                weight: self.weight_g.map(Weight::from_grams),
                height: self.height_cm.map(Length::from_centimetres),
                head: self.head_cm.map(Length::from_centimetres),
                position: read(self.position.as_ref())?,
            }),
            Kind::Milestone => Details::Milestone(Milestone {
                milestone: self.milestone.clone(),
                name: self.name.clone(),
            }),
            Kind::Medication => Details::Medication(Medication {
                name: self.name.clone().ok_or_else(missing)?,
                dose: self.dose,
                unit: self.dose_unit.clone(),
            }),
            Kind::Temperature => Details::Temperature(TemperatureReading {
                temperature: Temperature::from_celsius(self.celsius.ok_or_else(missing)?),
                site: read(self.site.as_ref())?,
            }),
            Kind::Pumping => Details::Pumping(Pumping {
                side: read(self.side.as_ref())?,
                sides: self.sides(),
                amount: self.amount(millilitres)?,
            }),
            Kind::Bath => Details::Bath,
            Kind::TummyTime => Details::TummyTime,
            Kind::Note => Details::Note,
        })
    }
}

pub(super) fn to_row(key: &Key, activity: &Activity) -> Result<activity::ActiveModel> {
    let notes = activity.notes.clone();
    let mut sealed = Sealed { notes, mood: word(activity.mood), ..Sealed::default() };
    let (variant, amount) = sealed.take(&activity.details);
    sealed.unit = word(amount.map(|amount| amount.unit));
    let paused = i32::try_from(activity.paused.num_seconds()).map_err(corrupt)?;
    Ok(activity::ActiveModel {
        family_id: Set(activity.family.0),
        id: Set(activity.id.0),
        child_id: Set(activity.child.0),
        kind: Set(activity.details.kind().word().into()),
        variant: Set(variant),
        amount_ml: Set(amount.map(|amount| amount.volume.millilitres())),
        start_at: Set(activity.start),
        end_at: Set(activity.end),
        paused_seconds: Set(paused),
        sealed: Set(key.seal(Place(TABLE, &activity.id.0), &sealed)?),
        created_by: Set(activity.created_by.0),
        created_at: Set(activity.created_at),
        updated_at: Set(activity.updated_at),
        deleted_at: Set(activity.deleted_at),
        version: Set(activity.version),
    })
}

pub(super) fn open(key: &Key, row: &activity::Model) -> Result<Activity> {
    let sealed: Sealed = key.open(Place(TABLE, &row.id), &row.sealed)?;
    let kind = Kind::parse("kind", &row.kind).map_err(corrupt)?;
    Ok(Activity {
        id: ActivityId(row.id),
        family: FamilyId(row.family_id),
        child: ChildId(row.child_id),
        start: row.start_at,
        end: row.end_at,
        paused: TimeDelta::seconds(row.paused_seconds.into()),
        details: sealed.details(kind, &row.variant, row.amount_ml)?,
        mood: read(sealed.mood.as_ref())?,
        notes: sealed.notes,
        created_by: AccountId(row.created_by),
        created_at: row.created_at,
        updated_at: row.updated_at,
        deleted_at: row.deleted_at,
        version: row.version,
    })
}
