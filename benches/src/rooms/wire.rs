//! What goes over the connections: WebSocket frames and Redis messages, read as far as is needed to find the events' numbers.

use crate::Result;

/// What a connection speaks.
#[derive(Clone, Copy)]
pub(super) enum Wire {
    WebSocket,
    Redis,
}

/// What was heard.
pub(super) enum Heard {
    /// An event with its number.
    Event(i64),
    Ping,
    /// The end, with its code.
    Closed(u16),
    Other,
}

/// An empty pong. All masks are zero, which leaves what they mask as it is.
pub(super) const PONG: [u8; 6] = [0x8A, 0x80, 0, 0, 0, 0];

/// The request that makes a WebSocket.
pub(super) fn upgrade(token: &str) -> String {
    format!(
        "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\
         Authorization: Bearer {token}\r\n\r\n"
    )
}

/// A short text as a client sends it.
pub(super) fn text(text: &str) -> Result<Vec<u8>> {
    let length = u8::try_from(text.len()).ok().filter(|length| *length < 126);
    let head = [0x81, 0x80 | length.ok_or("too long a text")?, 0, 0, 0, 0];
    Ok([&head[..], text.as_bytes()].concat())
}

impl Wire {
    /// The first thing in what has come, and how long it is; `None` if it has not come in full.
    pub(super) fn next(self, bytes: &[u8]) -> Result<Option<(Heard, usize)>> {
        match self {
            Self::WebSocket => frame(bytes),
            Self::Redis => message(bytes),
        }
    }
}

fn frame(bytes: &[u8]) -> Result<Option<(Heard, usize)>> {
    let (begin, length) = match bytes {
        [_, 126, a, b, ..] => (4, usize::from(u16::from_be_bytes([*a, *b]))),
        [_, 126, ..] => return Ok(None),
        [_, 127, ..] => return Err("a frame that is too large".into()),
        [_, length, ..] => (2, usize::from(*length)),
        _ => return Ok(None),
    };
    let Some(payload) = bytes.get(begin..begin + length) else { return Ok(None) };
    let heard = match (bytes[0] & 0x0F, payload) {
        (0x1, _) => number(payload).map_or(Heard::Other, Heard::Event),
        (0x8, [a, b, ..]) => Heard::Closed(u16::from_be_bytes([*a, *b])),
        (0x8, _) => Heard::Closed(1005),
        (0x9, _) => Heard::Ping,
        _ => Heard::Other,
    };
    Ok(Some((heard, begin + length)))
}

/// Three strings: what it is, the channel, the message.
fn message(bytes: &[u8]) -> Result<Option<(Heard, usize)>> {
    let Some((count, mut at)) = line(bytes, 0) else { return Ok(None) };
    if count != "*3" {
        return Err(format!("not a message: {count}").into());
    }
    let mut last = &bytes[..0];
    for _ in 0..3 {
        let Some((head, begin)) = line(bytes, at) else { return Ok(None) };
        at = begin;
        if let Some(length) = head.strip_prefix('$') {
            let length: usize = length.parse()?;
            let Some(text) = bytes.get(at..at + length + 2) else { return Ok(None) };
            (last, at) = (text, at + length + 2);
        }
    }
    Ok(Some((number(last).map_or(Heard::Other, Heard::Event), at)))
}

/// The line that begins at a place, and the place behind it.
fn line(bytes: &[u8], at: usize) -> Option<(&str, usize)> {
    let rest = bytes.get(at..)?;
    let length = rest.windows(2).position(|pair| pair == b"\r\n")?;
    Some((str::from_utf8(&rest[..length]).ok()?, at + length + 2))
}

/// The number of an event, which stands near its end.
fn number(text: &[u8]) -> Option<i64> {
    const NAME: &[u8] = b"\"seq\":";
    let at = text.windows(NAME.len()).rposition(|some| some == NAME)? + NAME.len();
    let digits = text[at..].iter().take_while(|byte| byte.is_ascii_digit());
    Some(digits.fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::{Heard, Wire};

    /// The numbers in what has come, however it is cut.
    fn numbers(wire: Wire, bytes: &[u8], cut: usize) -> Vec<i64> {
        let (mut numbers, mut begun) = (Vec::new(), Vec::new());
        for some in [&bytes[..cut], &bytes[cut..]] {
            begun.extend_from_slice(some);
            while let Some((heard, length)) = wire.next(&begun).unwrap() {
                begun.drain(..length);
                if let Heard::Event(seq) = heard {
                    numbers.push(seq);
                }
            }
        }
        assert!(begun.is_empty());
        numbers
    }

    #[test]
    fn numbers_are_found_however_the_bytes_come() {
        let long = format!(r#"{{"data":"{}","event":"x","seq":12}}"#, "x".repeat(200));
        let length = u16::try_from(long.len()).unwrap().to_be_bytes();
        let frames = [
            &[0x81, 17][..],
            br#"{"id":1,"seq":11}"#,
            &[0x89, 0, 0x81, 126],
            &length,
            long.as_bytes(),
            &[0x81, 9],
            br#"{"id":11}"#,
        ]
        .concat();
        let messages = b"*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n\
            *3\r\n$7\r\nmessage\r\n$1\r\na\r\n$10\r\n{\"seq\":11}\r\n\
            *3\r\n$7\r\nmessage\r\n$1\r\na\r\n$10\r\n{\"seq\":12}\r\n";
        for cut in 0..frames.len() {
            assert_eq!(numbers(Wire::WebSocket, &frames, cut), [11, 12]);
        }
        for cut in 0..messages.len() {
            assert_eq!(numbers(Wire::Redis, messages, cut), [11, 12]);
        }
    }
}
