//! The words of the sidereal zodiac: signs, lunar mansions, and the nine grahas with what they rule.

use crate::{Word, word::words};

words! {
    /// A sign (rashi): 30 degrees of the sidereal zodiac.
    Sign {
        /// Mesha, from 0 degrees.
        Aries = "Aries",
        /// Vrishabha.
        Taurus = "Taurus",
        /// Mithuna.
        Gemini = "Gemini",
        /// Karka.
        Cancer = "Cancer",
        /// Simha.
        Leo = "Leo",
        /// Kanya.
        Virgo = "Virgo",
        /// Tula.
        Libra = "Libra",
        /// Vrishchika.
        Scorpio = "Scorpio",
        /// Dhanu.
        Sagittarius = "Sagittarius",
        /// Makara.
        Capricorn = "Capricorn",
        /// Kumbha.
        Aquarius = "Aquarius",
        /// Mina.
        Pisces = "Pisces",
    }

    /// One of the nine grahas that a chart places.
    Graha {
        /// Surya.
        Sun = "Sun",
        /// Chandra.
        Moon = "Moon",
        /// Mangala.
        Mars = "Mars",
        /// Budha.
        Mercury = "Mercury",
        /// Guru.
        Jupiter = "Jupiter",
        /// Shukra.
        Venus = "Venus",
        /// Shani.
        Saturn = "Saturn",
        /// The ascending node of the Moon.
        Rahu = "Rahu",
        /// The descending node of the Moon.
        Ketu = "Ketu",
    }

    /// A lunar mansion: 13 degrees and 20 minutes of the sidereal zodiac.
    Nakshatra {
        /// From 0 degrees of Aries.
        Ashwini = "Ashwini",
        /// The 2nd.
        Bharani = "Bharani",
        /// The 3rd.
        Krittika = "Krittika",
        /// The 4th.
        Rohini = "Rohini",
        /// The 5th.
        Mrigashira = "Mrigashira",
        /// The 6th.
        Ardra = "Ardra",
        /// The 7th.
        Punarvasu = "Punarvasu",
        /// The 8th.
        Pushya = "Pushya",
        /// The 9th.
        Ashlesha = "Ashlesha",
        /// The 10th.
        Magha = "Magha",
        /// The 11th.
        PurvaPhalguni = "Purva Phalguni",
        /// The 12th.
        UttaraPhalguni = "Uttara Phalguni",
        /// The 13th.
        Hasta = "Hasta",
        /// The 14th.
        Chitra = "Chitra",
        /// The 15th.
        Swati = "Swati",
        /// The 16th.
        Vishakha = "Vishakha",
        /// The 17th.
        Anuradha = "Anuradha",
        /// The 18th.
        Jyeshtha = "Jyeshtha",
        /// The 19th.
        Mula = "Mula",
        /// The 20th.
        PurvaAshadha = "Purva Ashadha",
        /// The 21st.
        UttaraAshadha = "Uttara Ashadha",
        /// The 22nd.
        Shravana = "Shravana",
        /// The 23rd.
        Dhanishta = "Dhanishta",
        /// The 24th.
        Shatabhisha = "Shatabhisha",
        /// The 25th.
        PurvaBhadrapada = "Purva Bhadrapada",
        /// The 26th.
        UttaraBhadrapada = "Uttara Bhadrapada",
        /// The 27th, up to the end of Pisces.
        Revati = "Revati",
    }
}

impl Sign {
    /// The sign at a sidereal longitude in degrees.
    #[must_use]
    pub fn at(longitude: f64) -> Self {
        Self::ALL[part(longitude, 12)]
    }

    /// The sign so many places further, itself being 0.
    #[must_use]
    pub fn further(self, places: usize) -> Self {
        Self::ALL[(self as usize + places) % 12]
    }

    /// The graha that rules it (Brihat Parashara Hora Shastra 4).
    #[must_use]
    pub fn lord(self) -> Graha {
        match self {
            Self::Aries | Self::Scorpio => Graha::Mars,
            Self::Taurus | Self::Libra => Graha::Venus,
            Self::Gemini | Self::Virgo => Graha::Mercury,
            Self::Cancer => Graha::Moon,
            Self::Leo => Graha::Sun,
            Self::Sagittarius | Self::Pisces => Graha::Jupiter,
            Self::Capricorn | Self::Aquarius => Graha::Saturn,
        }
    }
}

impl Nakshatra {
    /// The lunar mansion at a sidereal longitude in degrees, and which quarter (pada) of it, from 1.
    #[must_use]
    pub fn at(longitude: f64) -> (Self, u8) {
        let quarter = part(longitude, 27 * 4);
        (Self::ALL[quarter / 4], [1, 2, 3, 4][quarter % 4])
    }
}

/// Which of so many equal parts of the circle a longitude in degrees lies in, from 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "between 0 and a small number of parts"
)]
fn part(longitude: f64, parts: usize) -> usize {
    let part = (longitude.rem_euclid(360.0) * parts as f64 / 360.0) as usize;
    part.min(parts - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_mansions_begin_at_their_first_degree_and_end_with_the_circle() {
        assert_eq!(Sign::at(0.0), Sign::Aries);
        assert_eq!(Sign::at(29.999_999), Sign::Aries);
        assert_eq!(Sign::at(30.55), Sign::Taurus);
        assert_eq!(Sign::at(-1e-17), Sign::Pisces);
        assert_eq!(Sign::at(360.0), Sign::Aries);
        assert_eq!(Sign::Leo.further(9), Sign::Taurus);
        assert_eq!(Nakshatra::at(30.55), (Nakshatra::Krittika, 2));
        assert_eq!(Nakshatra::at(13.4), (Nakshatra::Bharani, 1));
        assert_eq!(Nakshatra::at(359.999_999), (Nakshatra::Revati, 4));
    }
}
