//! Text that people type: trimmed, bounded, without control characters.

use crate::{Error, Reason, Result};

/// One line of 1 to `most` characters.
///
/// # Errors
/// [`Error::Invalid`] if nothing is left after trimming, if it is longer, or if it holds control characters.
pub fn line(field: &'static str, text: &str, most: usize) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::invalid(field, Reason::Required));
    }
    if text.chars().any(char::is_control) {
        return Err(Error::invalid(field, Reason::ControlCharacters));
    }
    bounded(field, text, most)
}

/// Text of at most `most` characters that may hold line breaks; blank text is none.
///
/// # Errors
/// [`Error::Invalid`] if it is longer, or holds a NUL, which PostgreSQL cannot keep.
pub fn prose(field: &'static str, text: Option<&str>, most: usize) -> Result<Option<String>> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) if text.contains('\0') => Err(Error::invalid(field, Reason::ControlCharacters)),
        Some(text) => bounded(field, text, most).map(Some),
    }
}

fn bounded(field: &'static str, text: &str, most: usize) -> Result<String> {
    if text.chars().count() > most {
        return Err(Error::invalid(field, Reason::Length(1, most)));
    }
    Ok(text.to_owned())
}

/// Small letters without accents, as careless writers have them.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    text.chars().flat_map(char::to_lowercase).for_each(|letter| push_plain(&mut plain, letter));
    plain
}

/// Adds a small letter without its accent.
pub(crate) fn push_plain(word: &mut String, letter: char) {
    match letter {
        _ if is_mark(letter) => {}
        'à'..='å' => word.push('a'),
        'ç' => word.push('c'),
        'è'..='ë' => word.push('e'),
        'ì'..='ï' => word.push('i'),
        'ñ' => word.push('n'),
        'ò'..='ö' => word.push('o'),
        'ù'..='ü' => word.push('u'),
        'ý' | 'ÿ' => word.push('y'),
        'œ' => word.push_str("oe"),
        'æ' => word.push_str("ae"),
        _ => word.push(letter),
    }
}

/// Whether it is an accent that stands beside its letter, or nobody sees it.
pub(crate) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

/// Whether it is a Chinese character.
pub(crate) fn is_chinese(letter: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&letter) || letter == '〇'
}
