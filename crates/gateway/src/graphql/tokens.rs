//! How many tokens a text has (GraphQL, 2.1.6 Lexical Tokens) and how deep its brackets go, found out before anything is
//! built from it: the parser goes down with them.

/// Counts the tokens of a text, and the levels of its brackets. What is no token counts as one; the parser says what is
/// wrong with it.
pub(super) fn count(text: &str) -> (usize, usize) {
    let (mut rest, mut count) = (text, 0);
    let (mut open, mut levels) = (0_usize, 0);
    while let Some(first) = rest.chars().next() {
        rest = match first {
            ' ' | '\t' | '\n' | '\r' | ',' | '\u{feff}' => &rest[first.len_utf8()..],
            '#' => &rest[rest.find(['\n', '\r']).unwrap_or(rest.len())..],
            _ => {
                count += 1;
                match first {
                    '{' | '[' | '(' => open += 1,
                    '}' | ']' | ')' => open = open.saturating_sub(1),
                    _ => {}
                }
                levels = levels.max(open);
                &rest[length(rest, first)..]
            }
        };
    }
    (count, levels)
}

/// How long the token is that a text begins with, in bytes.
fn length(text: &str, first: char) -> usize {
    match first {
        '"' => string(text),
        '.' if text.starts_with("...") => 3,
        _ if part_of_name(first) || first == '-' => {
            let end = text[1..].find(|next| !(part_of_name(next) || matches!(next, '.' | '+')));
            end.map_or(text.len(), |end| end + 1)
        }
        other => other.len_utf8(),
    }
}

fn part_of_name(character: char) -> bool {
    character == '_' || character.is_ascii_alphanumeric()
}

/// How long a string is with its quotes; one that does not end goes to the end of the text.
fn string(text: &str) -> usize {
    let quotes = if text.starts_with("\"\"\"") { "\"\"\"" } else { "\"" };
    let mut at = quotes.len();
    while let Some(next) = text[at..].chars().next() {
        match next {
            '\\' if quotes.len() == 3 && text[at + 1..].starts_with(quotes) => at += 4,
            '\\' if quotes.len() == 1 => {
                at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8);
            }
            '"' if text[at..].starts_with(quotes) => return at + quotes.len(),
            other => at += other.len_utf8(),
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tokens_are_counted_and_what_stands_between_them_is_not() {
        for (text, tokens, levels) in [
            ("", 0, 0),
            (" ,\t\r\n\u{feff}# { a }\n", 0, 0),
            ("{ a }", 3, 1),
            ("{a,b c}", 5, 1),
            ("query($n: [Int!]! = -1.5e+3) { a(b: $n) ...c @d }", 26, 2),
            (r#"{ a(b: "{ c } \" # d") }"#, 8, 2),
            (r#"{ a(b: """{ " \""" """) }"#, 8, 2),
            (r#"{ a(b: "never ends }"#, 6, 2),
            ("\"\\", 1, 0),
            ("\"\"\"\\\"\"\"", 1, 0),
            ("é", 1, 0),
            ("{ __typename } # the end", 3, 1),
            ("}}{[", 4, 2),
        ] {
            assert_eq!(count(text), (tokens, levels), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_at_most_as_many_tokens_as_characters(text in r#"[ -~\n"\\.é]{0,60}"#) {
            prop_assert!(count(&text).0 <= text.chars().count());
        }
    }
}
