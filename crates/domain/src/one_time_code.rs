//! One-time codes: what a letter brings to whoever signs in without a password.

use std::fmt;

use crate::{Error, Result, SignIn};

/// Six digits. What guards them is that they are good for a few tries and minutes only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct OneTimeCode(u32);

impl OneTimeCode {
    const DIGITS: usize = 6;
    const ALL: u64 = 1_000_000;

    /// The code that a random number stands for.
    #[must_use]
    pub fn from_random(number: u64) -> Self {
        Self((number % Self::ALL) as u32)
    }

    /// Reads a code as people type it.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`], as for a wrong one, if it does not have six digits.
    pub fn parse(text: &str) -> Result<Self> {
        let digits: String = text.chars().filter(|it| !it.is_whitespace()).collect();
        let six = digits.len() == Self::DIGITS && digits.bytes().all(|it| it.is_ascii_digit());
        let code = digits.parse().ok().filter(|_| six);
        code.map(Self).ok_or(Error::Unauthenticated(SignIn::WrongCode))
    }
}

impl fmt::Display for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

/// Without what lets in.
impl fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_six_digits_and_reads_back() {
        for (number, text) in [(0, "000000"), (42, "000042"), (7_000_123_456, "123456")] {
            let code = OneTimeCode::from_random(number);
            assert_eq!(code.to_string(), text);
            assert_eq!(OneTimeCode::parse(text).unwrap(), code);
        }
        assert_eq!(OneTimeCode::parse(" 123 456 ").unwrap().to_string(), "123456");
        for text in ["", "12345", "1234567", "12345a", "+12345", "-12345", "１２３４５６"] {
            assert!(OneTimeCode::parse(text).is_err(), "{text}");
        }
    }
}
