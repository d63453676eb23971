//! Text within HTML and SVG.

/// Text that is nothing but text there, also within quotes; what XML cannot have is left out.
pub(crate) fn escaped(text: &str) -> String {
    let escape = |letter: char| match letter {
        '&' => "&amp;".into(),
        '<' => "&lt;".into(),
        '>' => "&gt;".into(),
        '"' => "&quot;".into(),
        '\'' => "&#39;".into(),
        '\u{fffe}' | '\u{ffff}' => String::new(),
        _ if letter.is_control() => String::new(),
        _ => letter.to_string(),
    };
    text.chars().map(escape).collect()
}

/// Words in a picture, which must have been [escaped].
pub(crate) fn text(class: &str, anchor: &str, (x, y): (f64, f64), words: &str) -> String {
    format!(r#"<text class="{class}" text-anchor="{anchor}" x="{x:.1}" y="{y:.1}">{words}</text>"#)
}
