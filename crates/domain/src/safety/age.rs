//! The age that a message speaks of.

use super::{clause::Clause, is_one_of, number::Token};

/// Whom an age is told of.
const PEOPLE: &str = "baby son daughter he she hes shes infant newborn boy girl kid toddler lo \
    child it bebe beba hijo hija nino nina nene nena tiene cumplio fils fille enfant nourrisson \
    il elle petit petite filho filha nenem ele ela tem menino menina fez 宝 娃 孩 儿 女 生 他 \
    她 刚 满 才 产 后 neonato bb";
/// What may stand between them and the age.
const BETWEEN: &str = "is s now just only turned almost about de d of a con com avec tiene tem \
    apenas solo casi quase presque seulement 的 是 了 子 宝 大 我";
/// What an age stands after.
const AT: &str = "at aged age con com hes shes";
/// What a time that is no age stands after.
const WHILE: &str = "for since past last every in within next desde hace durante por cada lleva \
    depuis pendant dans toutes tous ha faz em 续 每 经 y";
/// What makes an age of the time before it.
const OLD: &str = "old 大 postpartum pp";
/// What makes an age of the time before it where nothing else speaks against it.
const OF_A_CHILD: &str = "的 宝 娃 yr";
/// What makes an age of the time before it after "de", "of" or "d'".
const OF_LIFE: &str = "age vida vie edad idade nacido nacida nacidos nascido nascida life nac";
/// What is said of a time that is no age after it.
const AGO: &str = "ago 前 后 later straight atras pregnant embarazada gravida 疫";
/// What lasts so many days.
const WITH: &str = "de con com avec of with sin sans sem that";
/// What else counts, and no temperature.
const COUNTED: &str = "kg kilo kilos lb lbs oz ounces onces onzas ml cm g mm percent min \
    minutes minutos times veces fois vezes 次 毫 公 厘 片 分 点 个 pounds libras livres sa \
    weeks";

/// The age of the child that clauses speak of, in days: the youngest, if they speak of several.
pub(super) fn of(clauses: &[Clause]) -> Option<u32> {
    let recent = || clauses.iter().filter(|clause| !clause.is_distant());
    let told = recent().flat_map(|clause| ages(&clause.tokens)).min();
    let says = |topic| recent().any(|clause| clause.speaks_of(topic));
    // Two weeks and two years: young, and not young.
    told.or_else(|| says("newborn").then_some(14)).or_else(|| says("older").then_some(730))
}

/// Whether a word counts time, or anything else that is no temperature.
pub(super) fn is_unit(word: &str) -> bool {
    days(word).is_some() || is_one_of(COUNTED, word)
}

/// Whether a word counts weeks, months or years.
pub(super) fn counts_age(word: &str) -> bool {
    days(word).is_some_and(|days| days >= 7.0)
}

/// The hours that a text counts.
pub(super) fn hours(tokens: &[Token]) -> impl Iterator<Item = f64> {
    let word = |at: usize| tokens.get(at).and_then(Token::word).unwrap_or_default();
    tokens.iter().enumerate().filter_map(move |(at, token)| {
        let (count, _) = token.number()?;
        let counter = usize::from(word(at + 1) == "个");
        let unit = word(at + 1 + counter);
        (unit == "小" || days(unit) == Some(0.0)).then_some(count)
    })
}

/// The days of a unit of time.
fn days(word: &str) -> Option<f64> {
    Some(match word {
        "hour" | "hours" | "hr" | "hrs" | "hora" | "horas" | "heure" | "heures" => 0.0,
        "day" | "days" | "dia" | "dias" | "jour" | "jours" | "天" | "日" => 1.0,
        "week" | "weeks" | "wk" | "wks" | "w" | "wo" | "semana" | "semanas" | "semaine"
        | "semaines" | "sem" | "周" | "週" | "星" | "礼" => 7.0,
        "month" | "months" | "mo" | "mos" | "mth" | "mths" | "mes" | "meses" | "mois" | "月" => {
            30.4
        }
        "year" | "years" | "yr" | "yrs" | "yo" | "ano" | "anos" | "ans" | "an" | "岁" => 365.25,
        _ => return None,
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a child's age is small"
)]
fn ages(tokens: &[Token]) -> Vec<u32> {
    let age = |(at, token): (usize, &Token)| {
        let count = match token {
            // "A month old."
            Token::Word(word) if word == "a" => 1.0,
            _ => token.number()?.0,
        };
        let word = |at: usize| tokens.get(at).and_then(Token::word).unwrap_or_default();
        let counter = usize::from(word(at + 1) == "个");
        let (unit, length) = match (word(at + 1 + counter), word(at + 2 + counter)) {
            ("小", "时") => (0.0, 2),
            ("星" | "礼", _) => (7.0, 2),
            (unit, _) => (days(unit)?, 1),
        };
        let days = count * unit;
        let after = at + 1 + counter + length;
        let age = days < 13.0 * 365.25 && is_age(tokens, at, after, unit);
        // A day that has not ended is none yet.
        age.then_some(days as u32)
    };
    tokens.iter().enumerate().filter_map(age).collect()
}

/// Whether a time from one token to before another is an age.
fn is_age(tokens: &[Token], from: usize, after: usize, unit: f64) -> bool {
    let word = |at: usize| tokens.get(at).and_then(Token::word).unwrap_or_default();
    let before: Vec<_> =
        tokens[..from].iter().rev().take(5).map(|it| it.word().unwrap_or("")).collect();
    let joined = is_one_of(WITH, word(after)) || word(after) == "d";
    if is_one_of(OLD, word(after)) || joined && is_one_of(OF_LIFE, word(after + 1)) {
        return true;
    }
    let lasts = unit < 7.0 && is_one_of(WITH, word(after));
    let is_while = before.iter().take(2).any(|it| is_one_of(WHILE, it));
    if lasts || is_while || is_one_of(AGO, word(after)) {
        return false;
    }
    let person = before.iter().find(|it| !is_one_of(BETWEEN, it) || is_one_of(PEOPLE, it));
    is_one_of("yo wo 岁", word(after - 1))
        || unit > 300.0
        || from == 0
        || is_one_of(OF_A_CHILD, word(after))
        || before.first().is_some_and(|it| is_one_of(AT, it))
        || person.is_some_and(|it| is_one_of(PEOPLE, it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_and_times_are_not_taken_for_them() {
        let age = |text| of(&Clause::all(text).collect::<Vec<_>>());
        for (text, days) in [
            ("my 6 week old", Some(42)),
            ("6wk old", Some(42)),
            ("seis semanas de vida", Some(42)),
            ("mon bébé de 2 mois", Some(60)),
            ("六周大", Some(42)),
            ("tiene quince di\u{301}as", Some(15)),
            ("mon bébé de dix-huit jours", Some(18)),
            ("a fifty day old baby", Some(50)),
            ("bebê de 10 dias", Some(10)),
            ("宝宝两个月", Some(60)),
            ("newborn", Some(14)),
            ("my 3 year old and my 6 week old", Some(42)),
            ("fever for 2 days", None),
            ("2 days of fever", None),
            ("hace dos meses", None),
            ("tiene 2 dias con fiebre", None),
            ("il y a 2 mois", None),
            ("I am 30 years old", None),
            ("hello", None),
        ] {
            assert_eq!(age(text), days, "{text}");
        }
    }
}
