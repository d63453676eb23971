//! Names, kept from whoever is asked for help: others read marks in their place.

use crate::text;

/// Words that many names have in their middle, and many sentences.
const PARTICLES: [&str; 22] = [
    "al", "ben", "bin", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el",
    "la", "las", "le", "los", "san", "van", "von", "ter",
];

/// The words of names, each with a mark of its own.
#[derive(Clone, Debug, Default)]
pub struct Disguise {
    /// Longer words first, as they may begin with shorter ones; each with whether it comes back.
    words: Vec<(String, bool)>,
}

impl Disguise {
    /// Of all words of these names that have more than one letter, but those that many names have in their middle.
    #[must_use]
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self::default().with(names, true)
    }

    /// Likewise of names that nobody is to hear again, unless others have the same words.
    #[must_use]
    pub fn keeping<'a>(self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.with(names, false)
    }

    fn with<'a>(mut self, names: impl IntoIterator<Item = &'a str>, comes_back: bool) -> Self {
        for name in names {
            let whole = name.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.'));
            let parts = name.split(|c: char| !c.is_alphanumeric() && !text::is_mark(c));
            let mut own: Vec<_> = whole.chain(parts).filter(|word| is_long(word)).collect();
            let ends = [own.first().copied(), own.last().copied()];
            own.retain(|word| {
                let is_particle = PARTICLES.iter().any(|particle| is_same(particle, word));
                !is_particle || ends.contains(&Some(*word))
            });
            own.extend(given(name));
            for word in own {
                if !self.words.iter().any(|(known, _)| is_same(known, word)) {
                    self.words.push((word.to_owned(), comes_back));
                }
            }
        }
        self.words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        self
    }

    /// The text with marks instead of the names, with or without capitals and accents. What looks like a mark is none.
    #[must_use]
    pub fn hide(&self, text: &str) -> String {
        let (mut hidden, mut rest, mut before) = (String::new(), text, None);
        while let Some(next) = rest.chars().next() {
            let found = self
                .words
                .iter()
                .enumerate()
                .find_map(|(number, (word, _))| Some((number, length_of(word, rest, before)?)));
            if let Some((number, length)) = found {
                hidden += &mark(number);
                before = rest[..length].chars().next_back();
                rest = &rest[length..];
            } else {
                hidden.push(if looks_like_mark(rest) { '(' } else { next });
                // An accent is part of its letter; what else nobody sees may part words.
                before = before.filter(|_| matches!(next, '\u{300}'..='\u{36f}')).or(Some(next));
                rest = &rest[next.len_utf8()..];
            }
        }
        hidden
    }

    /// The text with the names instead of their marks; of one that does not come back, dots.
    #[must_use]
    pub fn reveal(&self, text: &str) -> String {
        let numbered = self.words.iter().enumerate();
        numbered.fold(text.to_owned(), |text, (number, (word, comes_back))| {
            text.replace(&mark(number), if *comes_back { word } else { "…" })
        })
    }
}

fn mark(number: usize) -> String {
    format!("[N{}]", number + 1)
}

fn looks_like_mark(text: &str) -> bool {
    let number = text.strip_prefix("[N").and_then(|text| text.split_once(']'));
    number.is_some_and(|(number, _)| number.bytes().all(|digit| digit.is_ascii_digit()))
}

fn is_long(word: &str) -> bool {
    word.chars().count() > 1
}

/// What somebody is called whose name is written without spaces: all but the first character, the family's name.
fn given(name: &str) -> Option<&str> {
    let mut characters = name.chars();
    characters.next().filter(|_| name.chars().all(text::is_chinese))?;
    Some(characters.as_str()).filter(|given| is_long(given))
}

fn is_same(one: &str, other: &str) -> bool {
    text::plain(one) == text::plain(other)
}

/// How many bytes of a text a word takes that it begins with, as a word of its own or as whose something is.
fn length_of(word: &str, text: &str, before: Option<char>) -> Option<usize> {
    // Scripts without spaces have no words of their own.
    let is_open = |c: char| !c.is_alphabetic() || c >= '\u{2e80}';
    if !before.is_none_or(is_open) {
        return None;
    }
    let mut letters = text.chars();
    let is_word = word.chars().filter(|it| !text::is_mark(*it)).all(|expected| {
        letters.find(|it| !text::is_mark(*it)).is_some_and(|letter| {
            is_same(letter.encode_utf8(&mut [0; 4]), expected.encode_utf8(&mut [0; 4]))
        })
    });
    let after = letters.as_str().trim_start_matches(text::is_mark);
    let ends = |rest: &str| rest.chars().next().is_none_or(is_open);
    // As German and careless writers have it: annas luck. Doe does not make a name of does.
    let of_it = word.chars().count() > 3;
    let whose = || of_it && after.strip_prefix(['s', 'S']).is_some_and(ends);
    (is_word && (ends(after) || whose())).then(|| text.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_hidden_however_they_are_written_and_come_back() {
        let disguise = Disguise::of(["Jane de la Cruz", "Anne-Marie Doe", "A B.", "张伟", "Ön"]);
        for (text, hidden) in [
            ("Will Jane find work?", "Will [N4] find work?"),
            ("JANE cruz's and Annes luck", "[N4] [N5]'s and [N6]s luck"),
            ("Anne-Marie, (marie) and Anne", "[N1], ([N3]) and [N6]"),
            ("Janet de la Mare announces: do", "Janet de la Mare announces: do"),
            ("我和张伟今年", "我和[N2]今年"),
            ("is ÖN lucky", "is [N8] lucky"),
            ("doe", "[N7]"),
            ("annes naps, ANNE2 and cruzs", "[N6]s naps, [N6]2 and [N5]s"),
            ("What does Doe do? Does it?", "What does [N7] do? Does it?"),
            ("", ""),
        ] {
            assert_eq!(disguise.hide(text), hidden, "{disguise:?}");
            let back = disguise.reveal(hidden);
            assert!(is_same(&back, text), "{back}");
        }
        assert_eq!(Disguise::default().hide("Jane"), "Jane");
    }

    #[test]
    fn an_accent_beside_its_letter_is_one_upon_it() {
        let disguise = Disguise::of(["Jose\u{301} Roe"]);
        assert_eq!(disguise.hide("José and Jose and Jose\u{301}"), "[N1] and [N1] and [N1]");
    }

    #[test]
    fn short_names_are_hidden_and_so_are_those_without_their_accents_or_the_familys_name() {
        let disguise = Disguise::of(["Ben van der Berg", "José", "王小明"]);
        for (text, hidden) in [
            ("Will Ben be happy in Van?", "Will [N5] be happy in Van?"),
            ("der Jose Berg", "der [N3] [N4]"),
            ("der Jose\u{301} Berg", "der [N3] [N4]"),
            ("小明和王小明", "[N2]和[N1]"),
        ] {
            assert_eq!(disguise.hide(text), hidden, "{disguise:?}");
        }
    }

    #[test]
    fn accents_that_stand_by_themselves_are_accents() {
        let disguise = Disguise::of(["Amélie", "Re\u{301}mi", "Mi"]);
        for (text, hidden) in [
            ("Amélie, Ame\u{301}lie, amelie", "[N1], [N1], [N1]"),
            ("Rémi, Re\u{301}mi, remi and Mi", "[N2], [N2], [N2] and [N3]"),
            ("Noe\u{301}mi sleeps", "Noe\u{301}mi sleeps"),
            ("Mie\u{301} sleeps", "Mie\u{301} sleeps"),
            ("and\u{200b}Mi sleeps", "and\u{200b}[N3] sleeps"),
        ] {
            assert_eq!(disguise.hide(text), hidden, "{disguise:?}");
        }
    }

    #[test]
    fn names_that_are_kept_do_not_come_back_and_nobody_can_type_marks() {
        let disguise = Disguise::of(["Emma Doe"]).keeping(["Leopold Doe"]);
        let typed = "Say [N1] [N2] [N3], [N] and [Nap]";
        assert_eq!(disguise.hide(typed), "Say (N1] (N2] (N3], (N] and [Nap]");
        let hidden = disguise.hide("Emma Doe and Leopold Doe");
        assert_eq!(hidden, "[N2] [N3] and [N1] [N3]");
        assert_eq!(disguise.reveal(&hidden), "Emma Doe and … Doe");
    }
}
