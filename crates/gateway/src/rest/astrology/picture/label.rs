//! What is written into a house, and how much room it takes.

use domain::{
    Locale, Word,
    astrology::{Chart, Placement},
};

use super::fit::Area;
use crate::{language::phrase, markup::escaped};

/// A graha or the ascendant, shortly.
pub(super) struct Label {
    name: String,
    /// Completed degrees of its sign.
    degree: u8,
    /// How it is marked that it goes backwards.
    backwards: Option<String>,
}

/// The sizes of degrees and of the mark, beside that of names.
const DEGREE: f64 = 0.85;
const MARK: f64 = 0.75;
/// How far they are apart.
const GAP: f64 = 0.2;

impl Label {
    /// The labels of a house: the ascendant first, then grahas by their degrees.
    pub(super) fn all(chart: &Chart, house: u8, locale: Locale) -> Vec<Self> {
        let mut there: Vec<_> = chart.occupants(house).collect();
        there.sort_by(|one, other| one.longitude.total_cmp(&other.longitude));
        let lagna = (house == 1).then(|| Self {
            name: phrase(locale, "kundli-lagna"),
            degree: degree(chart.ascendant),
            backwards: None,
        });
        lagna.into_iter().chain(there.into_iter().map(|it| Self::of(it, locale))).collect()
    }

    fn of(placement: &Placement, locale: Locale) -> Self {
        Self {
            name: phrase(locale, &format!("kundli-{}", placement.graha.word())),
            degree: degree(placement.longitude),
            backwards: placement.retrograde().then(|| phrase(locale, "kundli-backwards")),
        }
    }

    /// How wide it is at most, in sizes of its letters.
    pub(super) fn width(&self) -> f64 {
        let mark = self.backwards.as_deref().map_or(0.0, |mark| GAP / 2.0 + MARK * width(mark));
        // Names are bold.
        1.08 * width(&self.name) + GAP + DEGREE * width(&format!("{}°", self.degree)) + mark
    }

    pub(super) fn drawn(&self, area: Area, size: f64) -> String {
        let (x, y) = (area.middle().0, area.top + area.height / 2.0 + 0.34 * size);
        let part = |class: &str, gap: f64, size: f64, text: &str| {
            let text = escaped(text);
            format!(r#"<tspan class="{class}" dx="{gap:.1}" font-size="{size:.1}">{text}</tspan>"#)
        };
        let degree = part("degree", GAP * size, DEGREE * size, &format!("{}°", self.degree));
        let mark = self.backwards.as_deref();
        let mark =
            mark.map_or_else(String::new, |mark| part("back", GAP / 2.0 * size, MARK * size, mark));
        let name = part("name", 0.0, size, &self.name);
        format!(r#"<text text-anchor="middle" x="{x:.1}" y="{y:.1}">{name}{degree}{mark}</text>"#)
    }
}

/// The completed degrees of its sign, at a longitude.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 29")]
pub(super) fn degree(longitude: f64) -> u8 {
    longitude.rem_euclid(30.0) as u8
}

/// How wide a text is at most in the fonts that phones and computers have, in sizes of its letters.
pub(super) fn width(text: &str) -> f64 {
    let wide = |letter: char| match letter {
        'M' | 'W' | 'm' | 'w' => 0.98,
        'i' | 'l' | 'j' | ' ' | '.' | ',' | ':' | '·' | '’' | '(' | ')' => 0.4,
        'f' | 't' | 'r' | '-' => 0.46,
        '°' => 0.55,
        _ if letter.is_ascii_uppercase() => 0.76,
        _ if u32::from(letter) >= 0x2e80 => 1.0,
        _ => 0.65,
    };
    text.chars().map(wide).sum()
}
