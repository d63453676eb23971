//! Our own lines: every kind with every field, that read back as what they were written from.
//!
//! Instants are UTC, with the clock on the family's wall beside them; quantities are metric, with their unit. A text that a
//! spreadsheet would take for a formula has an apostrophe before it, which is taken away again.

mod read;
mod write;

pub use write::{header, identity, line, written};

pub(super) use read::{is_header, said};

const ID: &str = "id";
const CHILD: &str = "childId";
const TYPE: &str = "type";
const VARIANT: &str = "variant";
const START: &str = "start";
const END: &str = "end";
const PAUSED: &str = "pausedSeconds";
const SIDE: &str = "side";
const LEFT: &str = "leftSeconds";
const RIGHT: &str = "rightSeconds";
const AMOUNT: &str = "amount";
const GIVEN_IN: &str = "amountGivenIn";
const FOOD: &str = "foodType";
const LOCATION: &str = "location";
const QUALITY: &str = "quality";
const CONSISTENCY: &str = "consistency";
const COLOR: &str = "color";
const RASH: &str = "hasRash";
const WEIGHT: &str = "weight";
const HEIGHT: &str = "height";
const HEAD: &str = "headCircumference";
const POSITION: &str = "position";
const MILESTONE: &str = "milestone";
const NAME: &str = "name";
const DOSE: &str = "dose";
const DOSE_UNIT: &str = "doseUnit";
const TEMPERATURE: &str = "temperature";
const SITE: &str = "site";
const MOOD: &str = "mood";
const NOTES: &str = "notes";

pub(super) const ENDS: (&str, &str) = (START, END);

const COLUMNS: [&str; 39] = [
    ID,
    CHILD,
    TYPE,
    VARIANT,
    START,
    END,
    "startLocal",
    "endLocal",
    PAUSED,
    SIDE,
    LEFT,
    RIGHT,
    AMOUNT,
    "amountUnit",
    GIVEN_IN,
    FOOD,
    LOCATION,
    QUALITY,
    CONSISTENCY,
    COLOR,
    RASH,
    WEIGHT,
    "weightUnit",
    HEIGHT,
    "heightUnit",
    HEAD,
    "headCircumferenceUnit",
    POSITION,
    MILESTONE,
    NAME,
    DOSE,
    DOSE_UNIT,
    TEMPERATURE,
    "temperatureUnit",
    SITE,
    MOOD,
    NOTES,
    "createdBy",
    "createdAt",
];
