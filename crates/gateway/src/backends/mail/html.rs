//! A letter as HTML: readable on a phone, in light and dark, with nothing to load.

use domain::{Locale, Word};

use crate::{language::Written, markup::escaped};

/// The letter as a page. Mail programs heed styles only where they are used.
pub(super) fn html(locale: Locale, letter: &Written) -> String {
    let Written { subject, opening, message, code, code_address, link, note } = letter;
    let message = message.as_deref().map(|text| {
        let text = lines(text);
        format!("<blockquote style=\"margin:16px 0;padding:2px 16px;border-left:4px solid #2a9d8f\">{text}</blockquote>\n")
    });
    let code = code.as_deref().map(escaped).map(|code| {
        let linked = |address: &String| {
            let address = escaped(address);
            format!("<a href=\"{address}\" style=\"color:inherit;text-decoration:none\">{code}</a>")
        };
        let shown = code_address.as_ref().map_or_else(|| code.clone(), linked);
        format!(
            "<p style=\"margin:24px 0;font:700 28px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:4px\">\
             {shown}</p>\n"
        )
    });
    let link = link.as_ref().map(|link| {
        let (address, label) = (escaped(&link.address), escaped(&link.label));
        format!("<p style=\"margin:24px 0\"><a href=\"{address}\" style=\"display:inline-block;padding:12px 20px;\
                 border-radius:8px;background-color:#1f7a6f;color:#ffffff;font-weight:600;text-decoration:none\">{label}</a></p>\n")
    });
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\">\n\
         <style>:root {{ color-scheme: light dark }}</style></head>\n\
         <body style=\"margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif\">\n\
         <div style=\"max-width:34em;margin:0 auto\">\n<p>{opening}</p>\n{message}{code}{link}\
         <p style=\"font-size:14px;opacity:.75\">{note}</p>\n</div></body></html>\n",
        lang = locale.word(),
        title = escaped(subject),
        opening = lines(opening),
        message = message.unwrap_or_default(),
        code = code.unwrap_or_default(),
        link = link.unwrap_or_default(),
        note = lines(note),
    )
}

/// Text with its line breaks.
fn lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("<br>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_text_and_nothing_is_loaded() {
        let evil = "<script>\"x\" & 'y'</script>\n<img src=\"https://example.org/x.png\">";
        let letter = Written {
            subject: evil.into(),
            opening: evil.into(),
            message: Some(evil.into()),
            code: Some("<b>".into()),
            code_address: Some("\"><b>".into()),
            link: None,
            note: evil.into(),
        };
        let page = html(Locale::FrCa, &letter);
        assert!(page.contains("lang=\"fr-CA\""));
        assert!(page.contains("&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/script&gt;<br>"));
        for tag in ["<script", "<img", "<b>", "src=\"", "http-equiv", "url("] {
            assert!(!page.contains(tag), "{tag}");
        }
    }
}
