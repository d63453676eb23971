//! Numbers as people write them, in figures and in words.

use super::is_one_of;
use crate::{command::cardinal, text};

/// A number or a word of a text, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A number, and whether it was written to a part of one.
    Number(f64, bool),
    /// A small word without accents; of Chinese, a character.
    Word(String),
}

impl Token {
    /// Those of a text.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let tokens = figures(&text::plain(text));
        let mut joined: Vec<Self> = Vec::with_capacity(tokens.len());
        let mut rest = tokens.as_slice();
        while let Some((token, after)) = rest.split_first() {
            let spelt = spelt(rest).map(|(number, after)| (number, false, after));
            let number = token.number().map(|(number, exact)| (number, exact, after)).or(spelt);
            let number = number.map(|(number, exact, after)| parts(number, exact, after));
            let (token, after) = number.map_or((token.clone(), after), |(number, exact, after)| {
                (Self::Number(number, exact), after)
            });
            joined.push(token);
            rest = after;
        }
        joined
    }

    /// The word, unless it is a number.
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Number(..) => None,
        }
    }

    /// The number, and whether it was written to a part of one.
    pub(super) fn number(&self) -> Option<(f64, bool)> {
        match self {
            Self::Number(number, exact) => Some((*number, *exact)),
            Self::Word(_) => None,
        }
    }
}

/// Figures as numbers, everything else as words.
fn figures(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        let run = |fits: fn(char) -> bool, from: usize| {
            letters[from..].iter().take_while(|it| fits(**it)).count()
        };
        if letter.is_ascii_digit() {
            let whole = run(|it| it.is_ascii_digit(), at);
            let point = letters.get(at + whole).is_some_and(|it| ".,·．，°º度'’".contains(*it));
            let part = if point { run(|it| it.is_ascii_digit(), at + whole + 1) } else { 0 };
            let part = if part <= 2 { part } else { 0 };
            let mut number: String = letters[at..at + whole].iter().collect();
            if part > 0 {
                number.push('.');
                number.extend(&letters[at + whole + 1..at + whole + 1 + part]);
            }
            tokens.push(Token::Number(number.parse().unwrap_or_default(), part > 0));
            at += whole + if part > 0 { part + 1 } else { 0 };
        } else if chinese_digit(letter).is_some() || letter == '十' {
            let length = run(|it| chinese_digit(it).is_some() || it == '十', at);
            tokens.push(Token::Number(chinese(&letters[at..at + length]), false));
            at += length;
        } else if text::is_chinese(letter) || "°º℃℉".contains(letter) {
            tokens.push(Token::Word(letter.to_string()));
            at += 1;
        } else if letter.is_alphabetic() {
            let word = |it: char| it.is_alphabetic() && !text::is_chinese(it) && it != 'º';
            let length = run(word, at);
            tokens.push(Token::Word(letters[at..at + length].iter().collect()));
            at += length;
        } else {
            at += 1;
        }
    }
    tokens
}

const AND: &str = "and y et e oh";
const HALF: &str = "half medio media demi demie meio 半";
const POINT: &str = "point punto virgule coma virgula ponto 点";

/// The number that words begin with, and what is left after it.
fn spelt(tokens: &[Token]) -> Option<(f64, &[Token])> {
    let words: Vec<_> = tokens.iter().map_while(Token::word).take(LONGEST).collect();
    let (number, length) = cardinal(&words)?;
    Some((f64::from(number), &tokens[length..]))
}

/// The most words of a numeral: "quatre-vingt-dix-neuf".
const LONGEST: usize = 4;

/// A number with what follows of it: "thirty-|eight", "and a half", "point five".
fn parts(number: f64, exact: bool, rest: &[Token]) -> (f64, bool, &[Token]) {
    let (number, rest) = with_ones(number, rest);
    if let Some(rest) = half(rest) {
        return (number + 0.5, true, rest);
    }
    match tenths(number, exact, rest) {
        Some((tenths, rest)) => (number + tenths / 10.0, true, rest),
        None => (number, exact, rest),
    }
}

fn is(rest: &[Token], at: usize, words: &str) -> bool {
    rest.get(at).and_then(Token::word).is_some_and(|word| is_one_of(words, word))
}

/// A number below ten that tokens begin with, and what is left after it.
fn digit(tokens: &[Token]) -> Option<(f64, &[Token])> {
    let (token, after) = tokens.split_first()?;
    let figure = token.number().filter(|(_, exact)| !exact).map(|(number, _)| (number, after));
    figure.or_else(|| spelt(tokens)).filter(|(number, _)| (0.0..10.0).contains(number))
}

/// Tens in words and the ones after them; "30 5" in figures is no 35.
fn with_ones(number: f64, rest: &[Token]) -> (f64, &[Token]) {
    let ones = &rest[usize::from(is(rest, 0, AND))..];
    let tens = (20.0..=100.0).contains(&number) && number % 10.0 == 0.0;
    let ones = spelt(ones).filter(|(ones, _)| tens && *ones < 10.0);
    ones.map_or((number, rest), |(ones, after)| (number + ones, after))
}

/// What is left after "and a half" in any of the languages.
fn half(rest: &[Token]) -> Option<&[Token]> {
    let before = match rest {
        _ if is(rest, 0, AND) => 1 + usize::from(is(rest, 1, "a")),
        _ if is(rest, 0, "度") => 1,
        _ => return is(rest, 0, "半").then(|| &rest[1..]),
    };
    is(rest, before, HALF).then(|| &rest[before + 1..])
}

/// The tenths after a point, or said after the degrees: "38 5", "38 con 5", "38度5".
fn tenths(number: f64, exact: bool, rest: &[Token]) -> Option<(f64, &[Token])> {
    let degrees = (34.0..43.0).contains(&number) && !exact;
    let pointed = is(rest, 0, POINT) || degrees && is(rest, 0, "度 con");
    let said = pointed || degrees && matches!(rest.first(), Some(Token::Number(..)));
    let (tenths, after) = digit(&rest[usize::from(pointed)..]).filter(|_| said)?;
    // "38 2 months" are two numbers.
    let counts = after.first().and_then(Token::word).is_some_and(super::age::is_unit);
    (!counts).then_some((tenths, after))
}

fn chinese_digit(letter: char) -> Option<f64> {
    if "零〇".contains(letter) {
        return Some(0.0);
    }
    let digit = |_| cardinal(&[&*letter.encode_utf8(&mut [0; 4])]);
    let (number, _) = Some(letter).filter(|it| text::is_chinese(*it)).and_then(digit)?;
    Some(f64::from(number)).filter(|number| *number < 10.0)
}

fn chinese(letters: &[char]) -> f64 {
    let ten = letters.iter().position(|it| *it == '十');
    let value = |letters: &[char]| {
        letters.iter().filter_map(|it| chinese_digit(*it)).fold(0.0, |sum, it| sum * 10.0 + it)
    };
    match ten {
        None => value(letters),
        Some(0) => 10.0 + value(&letters[1..]),
        Some(at) => value(&letters[..at]) * 10.0 + value(&letters[at + 1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn numbers_are_read_in_figures_and_words_of_every_language() {
        for (text, number) in [
            ("quince", 15.0),
            ("veintiún", 21.0),
            ("trece", 13.0),
            ("treinta y ocho y medio", 38.5),
            ("cincuenta y tres", 53.0),
            ("dix-huit", 18.0),
            ("quinze", 15.0),
            ("vingt et un", 21.0),
            ("quatre-vingt-dix-neuf", 99.0),
            ("trente-huit virgule cinq", 38.5),
            ("fifty", 50.0),
            ("a hundred and one", 101.0),
            ("thirty-eight point two", 38.2),
            ("dezesseis", 16.0),
            ("trinta e oito e meio", 38.5),
            ("三十八度五", 38.5),
            ("二十一", 21.0),
            ("38 2", 38.2),
        ] {
            let numbers: Vec<_> = Token::all(text).iter().filter_map(Token::number).collect();
            assert_eq!(numbers.iter().map(|it| it.0).collect::<Vec<_>>(), [number], "{text}");
        }
        for text in ["oh no", "o el otro", "a baby", "zero", "l'enfant"] {
            assert!(Token::all(text).iter().all(|it| it.number().is_none()), "{text}");
        }
    }
}
