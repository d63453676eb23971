//! A sentence as words and numbers, whatever its capitals, accents and punctuation.

use std::ops::Range;

use crate::text;

/// A word, a number in digits, or a sign that means something.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Small and without accents.
    pub word: String,
    /// What it counts, if it is digits.
    pub number: Option<f64>,
    /// Where it stands in the sentence, in bytes.
    pub span: Range<usize>,
}

impl Token {
    /// Whether it is a part of one, such as `½`.
    pub(super) fn is_fraction(&self) -> bool {
        self.number.is_some() && self.word.contains('/')
    }

    /// How many digits stand behind its point.
    pub(super) fn decimals(&self) -> usize {
        self.word.split_once('.').map_or(0, |(_, decimals)| decimals.len())
    }

    /// Whether it is a Chinese character.
    pub(super) fn is_chinese(&self) -> bool {
        self.word.starts_with(text::is_chinese)
    }
}

/// The tokens of a sentence, and whether it ends like a question.
pub(super) fn tokens(sentence: &str) -> (Vec<Token>, bool) {
    let letters: Vec<(usize, char)> =
        sentence.char_indices().map(|(at, letter)| (at, half_width(letter))).collect();
    let end = |at: usize| letters.get(at).map_or(sentence.len(), |(byte, _)| *byte);
    let peek = |at: usize| letters.get(at).map(|(_, letter)| *letter);
    let mut tokens = Vec::<Token>::new();
    let (mut at, mut asked) = (0, false);
    while let Some(letter) = peek(at) {
        let from = at;
        at += 1;
        let next = peek(at);
        let before = from.checked_sub(1).and_then(peek);
        let (word, number) = match letter {
            _ if letter.is_ascii_digit() => {
                let literal;
                (literal, at) = digits(&letters, from);
                let number = value(&literal);
                (literal, number)
            }
            '½' => ("1/2".to_owned(), Some(0.5)),
            '¼' => ("1/4".to_owned(), Some(0.25)),
            '¾' => ("3/4".to_owned(), Some(0.75)),
            _ if text::is_chinese(letter) => (letter.to_string(), None),
            '℃' | '℉' => {
                tokens.push(Token { word: "°".into(), number: None, span: end(from)..end(at) });
                (if letter == '℃' { "c" } else { "f" }.to_owned(), None)
            }
            '°' | 'º' | '˚' => ("°".to_owned(), None),
            _ if letter.is_alphabetic() || text::is_mark(letter) => {
                let mut word = String::new();
                at = from;
                while let Some(letter) = peek(at)
                    && (letter.is_alphabetic() || text::is_mark(letter))
                    && !text::is_chinese(letter)
                    && letter != 'º'
                {
                    letter.to_lowercase().for_each(|it| text::push_plain(&mut word, it));
                    at += 1;
                }
                (word, None)
            }
            '?' => {
                asked = true;
                continue;
            }
            ':' if before.is_some_and(|it| it.is_ascii_digit())
                && next.is_some_and(|it| it.is_ascii_digit()) =>
            {
                (":".to_owned(), None)
            }
            '-' | '–' | '—' | '−' if is_before_digit(&letters, at, before) => {
                ("-".to_owned(), None)
            }
            _ if is_silent(letter) => continue,
            _ => (letter.to_string(), None),
        };
        if !word.is_empty() {
            tokens.push(Token { word, number, span: end(from)..end(at) });
        }
    }
    (tokens, asked)
}

/// Whether a dash is followed by a number, and so is a minus or stands between two.
fn is_before_digit(letters: &[(usize, char)], at: usize, before: Option<char>) -> bool {
    let spaced = before.is_some_and(char::is_whitespace);
    let mut rest = letters[at..].iter().map(|it| it.1);
    let next = if spaced { rest.find(|it| !it.is_whitespace()) } else { rest.next() };
    next.is_some_and(|it| it.is_ascii_digit())
}

/// The words of a phrase of a table.
pub(super) fn words(phrase: &str) -> Vec<String> {
    tokens(phrase).0.into_iter().map(|token| token.word).collect()
}

/// Digits with their decimals or as a fraction, and where they end.
fn digits(letters: &[(usize, char)], from: usize) -> (String, usize) {
    let digit = |at: usize| letters.get(at).map(|it| it.1).filter(char::is_ascii_digit);
    let mut literal = String::new();
    let mut at = from;
    while let Some(it) = digit(at) {
        literal.push(it);
        at += 1;
    }
    let mark = match letters.get(at).map(|it| it.1) {
        Some('.' | ',' | '·') => '.',
        Some('/') => '/',
        _ => return (literal, at),
    };
    if digit(at + 1).is_none() {
        return (literal, at);
    }
    literal.push(mark);
    at += 1;
    while let Some(it) = digit(at) {
        literal.push(it);
        at += 1;
    }
    (literal, at)
}

fn value(literal: &str) -> Option<f64> {
    let number = match literal.split_once('/') {
        Some((over, under)) => over.parse::<f64>().ok()? / under.parse::<f64>().ok()?,
        None => literal.parse().ok()?,
    };
    Some(if number.is_finite() { number } else { f64::MAX })
}

fn half_width(letter: char) -> char {
    match letter {
        '！'..='～' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

fn is_silent(letter: char) -> bool {
    letter.is_whitespace() || ".,;:!¡¿()[]\"'’‘“”«»…。、「」·-–—_".contains(letter)
}
