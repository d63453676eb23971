//! Texts as words.

use super::Span;
use crate::text;

/// A text as words, some of which may be blotted out.
pub(crate) struct Words(pub(super) Vec<Place>);

/// A word of a text.
#[derive(Clone)]
pub(super) struct Place {
    /// Empty where it is blotted out.
    pub(super) word: String,
    /// Whether no `..` goes over it.
    pub(super) closed: bool,
}

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        Self(words(text).into_iter().map(|word| Place { word, closed: false }).collect())
    }

    /// Those from one on.
    pub(crate) fn from(&self, at: usize) -> Self {
        Self(self.0.iter().skip(at).cloned().collect())
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The words without these; what stands around them does not meet.
    pub(crate) fn without(&self, spans: impl Iterator<Item = Span>) -> Self {
        let mut rest = self.0.clone();
        for (from, end) in spans {
            rest[from..end].iter_mut().for_each(|it| it.word.clear());
        }
        Self(rest)
    }

    /// The words, where `..` goes over none that one of these begins with.
    pub(crate) fn closed_at(&self, spans: &[Span]) -> Self {
        let mut places = self.0.clone();
        for (from, _) in spans {
            places[*from].closed = true;
        }
        Self(places)
    }
}

/// The words of a text in small letters without accents; a Chinese character is one.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            _ if text::is_chinese(letter) => words.extend([letter.to_string(), String::new()]),
            _ if letter.is_alphanumeric() || text::is_mark(letter) => {
                if let Some(word) = words.last_mut() {
                    text::push_plain(word, letter);
                }
            }
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_small_without_accents_and_chinese_ones_are_characters() {
        assert_eq!(words("¿Cuándo me CASARÉ?"), ["cuando", "me", "casare"]);
        assert_eq!(words("l’amour, la sœur"), ["l", "amour", "la", "soeur"]);
        assert_eq!(words("e\u{301}tude"), ["etude"]);
        assert_eq!(words("我拿到offer吗"), ["我", "拿", "到", "offer", "吗"]);
    }
}
