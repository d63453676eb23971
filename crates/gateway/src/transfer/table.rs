//! Bytes as a table: whatever encoding, separator and ends of lines it was saved with.

use csv::{Reader, ReaderBuilder, StringRecord};
use domain::{Error, Reason, Result};
use encoding_rs::{Encoding, WINDOWS_1252};

/// How many lines a quoted cell may go over; a longer one has lost its end.
const MOST_SPAN: usize = 200;
/// How many quotation marks may lack their end; after that they are taken as letters, so that nobody reads the rest of the
/// file once for each.
const MOST_OPEN: usize = 100;

/// A line with its cells, or what is wrong with it as a whole.
pub(super) struct Record {
    pub(super) line: usize,
    pub(super) cells: Result<StringRecord>,
}

impl Record {
    /// Whether there is nothing but separators in it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.as_ref().is_ok_and(|cells| cells.iter().all(|cell| cell.trim().is_empty()))
    }
}

/// The text of a file: UTF-8 or UTF-16 by its mark, UTF-8 without one, else as Windows writes the languages of the west.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let text = match (Encoding::for_bom(bytes), str::from_utf8(bytes)) {
        (Some((encoding, mark)), _) => {
            encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
        }
        (None, Ok(text)) => text.to_owned(),
        (None, Err(_)) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    // As the Macs of old end lines.
    if text.contains('\n') { text } else { text.replace('\r', "\n") }
}

/// The records of a text, the header first.
pub(super) fn records(text: &str) -> Records<'_> {
    // So Excel notes which separator it used.
    let (named, rest) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((separator, rest)) => (separator.bytes().next(), rest),
        None => (None, text),
    };
    let separator = named.unwrap_or_else(|| separator(rest));
    let mut records = Records {
        text: rest,
        line: 1 + usize::from(named.is_some()),
        at: 0,
        begun: 0,
        open: 0,
        separator,
        reader: reader(rest, separator, true),
    };
    records.line += records.pass_blank();
    records
}

/// The separator that the first line has most of.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
    // Of equals the last is taken.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn reader(text: &str, separator: u8, quoting: bool) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator).quoting(quoting);
    builder.from_reader(text.as_bytes())
}

pub(super) struct Records<'a> {
    text: &'a str,
    /// The number of the line at `at`.
    line: usize,
    /// How far the text was read.
    at: usize,
    /// Where the reader began.
    begun: usize,
    open: usize,
    separator: u8,
    reader: Reader<&'a [u8]>,
}

impl Records<'_> {
    /// Passes over empty lines, and tells how many.
    fn pass_blank(&mut self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        self.at += blank;
        newlines(&rest[..blank])
    }

    /// Takes the line as lost whose quotation mark has no end, and goes on behind it.
    fn resume(&mut self, first: &str) {
        self.at += first.len();
        self.begun = self.at;
        self.open += 1;
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.reader = reader(rest, self.separator, self.open < MOST_OPEN);
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let mut cells = StringRecord::new();
        if !self.reader.read_record(&mut cells).ok()? {
            return None;
        }
        self.line += self.pass_blank();
        let line = self.line;
        let read = usize::try_from(self.reader.position().byte()).ok()?;
        let end = (self.begun + read).min(self.text.len());
        let raw = self.text.get(self.at..end)?;
        let span = newlines(raw.trim_end());
        let last = end == self.text.len();
        if span > MOST_SPAN || last && span > 0 && raw.matches('"').count() % 2 == 1 {
            let first = raw.split_inclusive('\n').next()?;
            self.line += 1;
            self.resume(first);
            return Some(Record { line, cells: Err(Error::invalid("line", Reason::OpenQuote)) });
        }
        self.at = end;
        self.line += newlines(raw);
        Some(Record { line, cells: Ok(cells) })
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
