//! Lines as activities.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ActivityId, Amount, ChildId, Details, Diaper, Error, Feeding, Form, Growth, Kind, LengthUnit,
    Medication, Milestone, Pumping, Quantity, Reason, Result, Sides, Sleep, TemperatureReading,
    TemperatureUnit, Unit, Volume, VolumeUnit, WeightUnit, Word,
};

use super::{
    AMOUNT, CHILD, COLOR, CONSISTENCY, DOSE, DOSE_UNIT, END, FOOD, GIVEN_IN, HEAD, HEIGHT, ID,
    LEFT, LOCATION, MILESTONE, MOOD, NAME, NOTES, PAUSED, POSITION, QUALITY, RASH, RIGHT, SIDE,
    SITE, START, TEMPERATURE, TYPE, VARIANT, WEIGHT,
};
use crate::transfer::{Said, Told, amounts, row::Row};

pub(in crate::transfer) fn is_header(header: &Row<'_>) -> bool {
    header.has(&[ID, CHILD, TYPE, VARIANT, START, END, PAUSED])
}

pub(in crate::transfer) fn said(row: &Row<'_>) -> Result<Said> {
    let row = Own(row);
    let start = row.instant(START)?.ok_or(Error::invalid(START, Reason::Required))?;
    let details = row.details()?;
    Ok(Said::told(Told {
        id: row.get(ID).map(str::parse::<ActivityId>).transpose()?,
        child: row.get(CHILD).map(str::parse::<ChildId>).transpose().map_err(|it| it.at(CHILD))?,
        end: row.instant(END)?,
        paused: row.seconds(PAUSED)?.unwrap_or_default(),
        notes: row.text(NOTES),
        mood: row.word(MOOD)?,
        ..Told::at(start, details)
    }))
}

/// A line of ours.
struct Own<'a>(&'a Row<'a>);

impl Own<'_> {
    fn get(&self, column: &str) -> Option<&str> {
        self.0.get(column)
    }

    /// A text without its mark.
    fn text(&self, column: &str) -> Option<String> {
        let text = self.0.exactly(column).filter(|text| !text.is_empty())?;
        Some(text.strip_prefix('\'').unwrap_or(text).to_owned())
    }

    fn word<W: Word>(&self, column: &'static str) -> Result<Option<W>> {
        self.get(column).map(|text| W::parse(column, text)).transpose()
    }

    fn variant<W: Word>(&self) -> Result<W> {
        W::parse(VARIANT, self.0.need(VARIANT)?)
    }

    fn instant(&self, column: &'static str) -> Result<Option<DateTime<Utc>>> {
        let read = |text: &str| DateTime::parse_from_rfc3339(text).map(|it| it.to_utc());
        let instant = self.get(column).map(read).transpose();
        instant.map_err(|_| Error::invalid(column, Reason::NotA(Form::Moment)))
    }

    fn seconds(&self, column: &'static str) -> Result<Option<TimeDelta>> {
        let seconds = self.get(column).map(str::parse::<u32>).transpose();
        let seconds = seconds.map_err(|_| Error::invalid(column, Reason::NotA(Form::WholeNumber)));
        Ok(seconds?.map(|seconds| TimeDelta::seconds(seconds.into())))
    }

    fn sides(&self) -> Result<Option<Sides>> {
        let (left, right) = (self.seconds(LEFT)?, self.seconds(RIGHT)?);
        let one = left.or(right);
        Ok(one.map(|_| Sides { left: left.unwrap_or_default(), right: right.unwrap_or_default() }))
    }

    fn quantity<U: Unit>(
        &self,
        column: &'static str,
        unit_column: &'static str,
    ) -> Result<Option<Quantity<U>>> {
        let Some(text) = self.get(column) else { return Ok(None) };
        let unit = self.word(unit_column)?.unwrap_or(U::METRIC);
        amounts::plain(column, text, |number| Quantity::new(column, number, unit)).map(Some)
    }

    fn amount(&self) -> Result<Option<Amount>> {
        let Some(volume): Option<Volume> = self.quantity(AMOUNT, "amountUnit")? else {
            return Ok(None);
        };
        let unit = self.word(GIVEN_IN)?.unwrap_or(VolumeUnit::Millilitre);
        Ok(Some(Amount { volume, unit }))
    }

    fn details(&self) -> Result<Details> {
        Ok(match Kind::parse(TYPE, self.0.need(TYPE)?)? {
            Kind::Feeding => Details::Feeding(Feeding {
                method: self.variant()?,
                side: self.word(SIDE)?,
                sides: self.sides()?,
                amount: self.amount()?,
                food: self.word(FOOD)?,
            }),
            Kind::Sleep => Details::Sleep(Sleep {
                kind: self.variant()?,
                place: self.word(LOCATION)?,
                quality: self.word(QUALITY)?,
            }),
            Kind::Diaper => Details::Diaper(Diaper {
                contents: self.variant()?,
                consistency: self.word(CONSISTENCY)?,
                color: self.word(COLOR)?,
                has_rash: self.rash()?,
            }),
            Kind::Growth => Details::Growth(Growth {
                weight: self.quantity::<WeightUnit>(WEIGHT, "weightUnit")?,
                height: self.quantity::<LengthUnit>(HEIGHT, "heightUnit")?,
                head: self.quantity::<LengthUnit>(HEAD, "headCircumferenceUnit")?,
                position: self.word(POSITION)?,
            }),
            Kind::Milestone => Details::Milestone(Milestone {
                milestone: self.text(MILESTONE),
                name: self.text(NAME),
            }),
            Kind::Medication => Details::Medication(Medication {
                name: self.text(NAME).ok_or(Error::invalid(NAME, Reason::Required))?,
                dose: self.dose()?,
                unit: self.text(DOSE_UNIT),
            }),
            Kind::Temperature => Details::Temperature(self.temperature()?),
            Kind::Pumping => Details::Pumping(Pumping {
                side: self.word(SIDE)?,
                sides: self.sides()?,
                amount: self.amount()?,
            }),
            Kind::Bath => Details::Bath,
            Kind::TummyTime => Details::TummyTime,
            Kind::Note => Details::Note,
        })
    }

    /// A point is as we wrote it; a comma is of some spreadsheet.
    fn dose(&self) -> Result<Option<f64>> {
        let read = |text: &str| text.parse().or_else(|_| amounts::plain(DOSE, text, Ok));
        self.get(DOSE).map(read).transpose()
    }

    fn rash(&self) -> Result<Option<bool>> {
        let has = self.get(RASH).map(|text| text.to_lowercase().parse()).transpose();
        has.map_err(|_| Error::invalid(RASH, Reason::NotA(Form::YesOrNo)))
    }

    fn temperature(&self) -> Result<TemperatureReading> {
        let needed = Error::invalid(TEMPERATURE, Reason::Required);
        let temperature = self.quantity::<TemperatureUnit>(TEMPERATURE, "temperatureUnit")?;
        let site = self.word(SITE)?;
        Ok(TemperatureReading { temperature: temperature.ok_or(needed)?, site })
    }
}
