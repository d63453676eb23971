//! Numbers as people write them, in figures and in words.

use crate::text;

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
            let (token, after) = match token.number() {
                Some((number, exact)) => {
                    let (number, exact, after) = parts(number, exact, after);
                    (Self::Number(number, exact), after)
                }
                None => (token.clone(), after),
            };
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

    /// The number that it writes in figures or as a word.
    pub(super) fn number(&self) -> Option<(f64, bool)> {
        match self {
            Self::Number(number, exact) => Some((*number, *exact)),
            Self::Word(word) => spelt(word).map(|number| (number, false)),
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
        } else if ('\u{3400}'..='\u{9fff}').contains(&letter) || "°º℃℉".contains(letter) {
            tokens.push(Token::Word(letter.to_string()));
            at += 1;
        } else if letter.is_alphabetic() {
            let word = |it: char| {
                it.is_alphabetic() && !('\u{3400}'..='\u{9fff}').contains(&it) && it != 'º'
            };
            let length = run(word, at);
            tokens.push(Token::Word(letters[at..at + length].iter().collect()));
            at += length;
        } else {
            at += 1;
        }
    }
    tokens
}

const AND: [&str; 5] = ["and", "y", "et", "e", "oh"];
const HALF: [&str; 7] = ["half", "medio", "media", "demi", "demie", "meio", "半"];
const POINT: [&str; 7] = ["point", "punto", "virgule", "coma", "virgula", "ponto", "点"];

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

fn is(rest: &[Token], at: usize, words: &[&str]) -> bool {
    rest.get(at).and_then(Token::word).is_some_and(|word| words.contains(&word))
}

fn digit(token: &Token) -> Option<f64> {
    let (number, exact) = token.number()?;
    (!exact && (0.0..10.0).contains(&number)).then_some(number)
}

/// Tens in words and the ones after them; "30 5" in figures is no 35.
fn with_ones(number: f64, rest: &[Token]) -> (f64, &[Token]) {
    let joint = usize::from(is(rest, 0, &AND));
    let tens = [20.0, 30.0, 40.0, 90.0, 100.0].contains(&number);
    match rest.get(joint) {
        Some(ones @ Token::Word(_)) if tens => {
            digit(ones).map_or((number, rest), |ones| (number + ones, &rest[joint + 1..]))
        }
        _ => (number, rest),
    }
}

/// What is left after "and a half" in any of the languages.
fn half(rest: &[Token]) -> Option<&[Token]> {
    let before = match rest {
        _ if is(rest, 0, &AND) => 1 + usize::from(is(rest, 1, &["a"])),
        _ if is(rest, 0, &["度"]) => 1,
        _ => return is(rest, 0, &["半"]).then(|| &rest[1..]),
    };
    is(rest, before, &HALF).then(|| &rest[before + 1..])
}

/// The tenths after a point, or said after the degrees: "38 5", "38 con 5", "38度5".
fn tenths(number: f64, exact: bool, rest: &[Token]) -> Option<(f64, &[Token])> {
    let degrees = (34.0..43.0).contains(&number) && !exact;
    let pointed = is(rest, 0, &POINT) || degrees && is(rest, 0, &["度", "con"]);
    let said = pointed || degrees && matches!(rest.first(), Some(Token::Number(..)));
    let at = usize::from(pointed);
    let tenths = rest.get(at).and_then(digit).filter(|_| said)?;
    // "38 2 months" are two numbers.
    let counts = rest.get(at + 1).and_then(Token::word).is_some_and(super::age::is_unit);
    (!counts).then(|| (tenths, &rest[at + 1..]))
}

fn chinese_digit(letter: char) -> Option<f64> {
    let digits = "零一二三四五六七八九";
    let at = digits.chars().position(|it| it == letter).or((letter == '两').then_some(2))?;
    u8::try_from(at).ok().map(f64::from)
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

/// A number that is one word in English, Spanish, French or Portuguese.
fn spelt(word: &str) -> Option<f64> {
    let number: u8 = match word {
        "one" | "un" | "una" | "uno" | "une" | "um" | "uma" => 1,
        "two" | "dos" | "deux" | "dois" | "duas" => 2,
        "three" | "tres" | "trois" => 3,
        "four" | "cuatro" | "quatre" | "quatro" => 4,
        "five" | "cinco" | "cinq" => 5,
        "six" | "seis" => 6,
        "seven" | "siete" | "sept" | "sete" => 7,
        "eight" | "ocho" | "huit" | "oito" => 8,
        "nine" | "nueve" | "neuf" | "nove" => 9,
        "ten" | "diez" | "dix" | "dez" => 10,
        "eleven" | "once" | "onze" => 11,
        "twelve" | "doce" | "douze" | "doze" => 12,
        "twenty" | "veinte" | "vingt" | "vinte" => 20,
        "thirty" | "treinta" | "trente" | "trinta" => 30,
        "forty" | "cuarenta" | "quarante" | "quarenta" => 40,
        "ninety" => 90,
        "hundred" | "cien" | "ciento" | "cem" | "cent" => 100,
        _ => return None,
    };
    Some(f64::from(number))
}
