//! Server-sent events (<https://html.spec.whatwg.org/multipage/server-sent-events.html>), of which a model's reply has only the
//! data.

use std::mem;

use super::Failure;

/// The largest event that is read, in bytes.
const MOST: usize = 512 * 1024;

/// What reads them, however they are cut.
#[derive(Default)]
pub(super) struct Events {
    /// The line that has not ended yet.
    line: Vec<u8>,
    /// The data of the event that has not ended yet.
    data: Vec<u8>,
    /// Whether a line has ended.
    begun: bool,
    /// Whether the last byte ended a line, so that a line feed behind it ends no other.
    returned: bool,
}

impl Events {
    /// The data of the events that end in these bytes.
    ///
    /// # Errors
    /// [`Failure::TooLarge`] if one does not come to its end.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, Failure> {
        let mut ended = Vec::new();
        for &byte in bytes {
            let follows = mem::replace(&mut self.returned, byte == b'\r') && byte == b'\n';
            match byte {
                _ if follows => {}
                b'\r' | b'\n' => ended.extend(self.end_line()),
                _ => self.line.push(byte),
            }
        }
        if self.line.len() + self.data.len() > MOST {
            return Err(Failure::TooLarge);
        }
        Ok(ended)
    }

    /// The data of an event that only the end of the stream ended: not all servers write the empty line behind the last one.
    pub(super) fn end(mut self) -> Option<Vec<u8>> {
        self.end_line().or_else(|| self.end_event())
    }

    fn end_line(&mut self) -> Option<Vec<u8>> {
        let line = mem::take(&mut self.line);
        let mark: &[u8] = if mem::replace(&mut self.begun, true) { b"" } else { b"\xEF\xBB\xBF" };
        let line = line.strip_prefix(mark).unwrap_or(&line);
        if line.is_empty() {
            return self.end_event();
        }
        if let Some(value) = line.strip_prefix(b"data:") {
            if !self.data.is_empty() {
                self.data.push(b'\n');
            }
            self.data.extend_from_slice(value.strip_prefix(b" ").unwrap_or(value));
        }
        None
    }

    fn end_event(&mut self) -> Option<Vec<u8>> {
        let data = mem::take(&mut self.data);
        (!data.is_empty()).then_some(data)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
        let mut events = Events::default();
        let mut read = Vec::new();
        for piece in pieces {
            read.extend(events.read(piece).unwrap());
        }
        read.extend(events.end());
        read.into_iter().map(|data| String::from_utf8(data).unwrap()).collect()
    }

    #[test]
    fn only_the_data_of_events_is_read() {
        let text = "\u{feff}data: one\n\n: a comment\r\n\r\nevent: x\ndata:two\rid: 7\r\rdata: a\ndata: b\n\n\
                    data\n\ndatabase: no\n\n\n\ndata:  [DONE]";
        assert_eq!(all([text.as_bytes()]), ["one", "two", "a\nb", " [DONE]"]);
        assert_eq!(all([&b"data: cut off\n"[..]]), ["cut off"]);
        assert_eq!(all([&b""[..]]), Vec::<String>::new());
    }

    #[test]
    fn an_event_without_end_is_not_read_on() {
        for endless in [&b"data: well\n"[..], b"well"] {
            let mut events = Events::default();
            let read = (0..MOST).find_map(|_| events.read(endless).err());
            assert!(matches!(read, Some(Failure::TooLarge)));
        }
        // Comments may go on; they are bounded by what is read in all.
        let mut events = Events::default();
        assert!((0..MOST).all(|_| events.read(b": still there\n\n").is_ok_and(|it| it.is_empty())));
    }

    fn streams() -> impl Strategy<Value = Vec<u8>> {
        let line = prop_oneof![
            3 => "data: ?[a-zé🍼:\u{2028} ]{0,8}",
            1 => ":[a-zé ]{0,8}",
            1 => "[a-zé🍼: ]{0,8}",
            2 => Just(String::new()),
        ];
        let end = prop_oneof![Just("\n"), Just("\r"), Just("\r\n")];
        let lines = proptest::collection::vec((line, end), 0..24);
        lines.prop_map(|lines| {
            lines.into_iter().flat_map(|(line, end)| (line + end).into_bytes()).collect()
        })
    }

    proptest! {
        #[test]
        fn however_it_is_cut_it_reads_the_same(
            stream in streams(),
            cuts in proptest::collection::vec(0.0..1.0, 0..12),
        ) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a part of a length")]
            let mut cuts: Vec<usize> = cuts.iter().map(|at: &f64| (at * stream.len() as f64) as usize).collect();
            cuts.sort_unstable();
            let begins = [0].into_iter().chain(cuts.iter().copied());
            let ends = cuts.iter().copied().chain([stream.len()]);
            let pieces = begins.zip(ends).map(|(begin, end)| &stream[begin..end]);
            let whole = all([&*stream]);
            prop_assert_eq!(&all(pieces), &whole);
            prop_assert_eq!(&all(stream.chunks(1)), &whole);
        }
    }
}
