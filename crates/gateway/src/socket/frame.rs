//! Frames of RFC 6455, as a server reads and writes them.
//!
//! Nothing is kept of a frame that is refused: one that announces more than fits is refused by its head.

use actix_web::web::{Bytes, BytesMut};
use bytestring::ByteString;

/// The largest message, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// In how many parts a message may come: empty ones would cost work without end.
const MOST_PARTS: usize = 1024;
/// The largest control frame, in bytes (5.5).
const MOST_CONTROL_BYTES: usize = 125;

const CONTINUATION: u8 = 0x0;
const TEXT: u8 = 0x1;
const BINARY: u8 = 0x2;
const CLOSE: u8 = 0x8;
const PING: u8 = 0x9;
const PONG: u8 = 0xA;

const FINAL: u8 = 0x80;
const MASKED: u8 = 0x80;

/// What a client sent, put together from its frames.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Message {
    Text(ByteString),
    Binary,
    Ping(Bytes),
    Pong,
    /// With its code, if it has one.
    Close(Option<u16>),
}

/// Why a connection cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It is not RFC 6455.
    Protocol,
    /// Text is not UTF-8.
    NotUtf8,
    /// A message is too large.
    TooLarge,
}

/// Puts messages together from the bytes that come.
#[derive(Default)]
pub(crate) struct Reader {
    bytes: BytesMut,
    /// A message of which there is more to come.
    begun: Option<(u8, BytesMut)>,
    /// In how many parts it came so far.
    parts: usize,
}

/// The head of a frame.
struct Head {
    last: bool,
    opcode: u8,
    mask: [u8; 4],
    /// How many bytes the head itself takes.
    size: usize,
    length: usize,
}

impl Reader {
    /// Takes in what came.
    pub(crate) fn take(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The next message, if it is there in full.
    pub(crate) fn next(&mut self) -> Result<Option<Message>, Broken> {
        while let Some((last, opcode, payload)) = self.frame()? {
            let (opcode, payload) = match (opcode, self.begun.take()) {
                (PING | PONG | CLOSE, begun) => {
                    self.begun = begun;
                    return control(opcode, payload).map(Some);
                }
                (CONTINUATION, Some((opcode, mut whole))) => {
                    if whole.len() + payload.len() > MOST_BYTES {
                        return Err(Broken::TooLarge);
                    }
                    whole.extend_from_slice(&payload);
                    (opcode, whole)
                }
                (TEXT | BINARY, None) => (opcode, payload),
                _ => return Err(Broken::Protocol),
            };
            self.parts = if last { 0 } else { self.parts + 1 };
            if self.parts > MOST_PARTS {
                return Err(Broken::TooLarge);
            }
            if !last {
                self.begun = Some((opcode, payload));
            } else if opcode == TEXT {
                return text_of(payload).map(|text| Some(Message::Text(text)));
            } else {
                return Ok(Some(Message::Binary));
            }
        }
        Ok(None)
    }

    /// The next frame, unmasked.
    fn frame(&mut self) -> Result<Option<(bool, u8, BytesMut)>, Broken> {
        let Some(Head { last, opcode, mask, size, length }) = head(&self.bytes)? else {
            return Ok(None);
        };
        if self.bytes.len() < size + length {
            return Ok(None);
        }
        let mut payload = self.bytes.split_to(size + length).split_off(size);
        for (byte, mask) in payload.iter_mut().zip(mask.iter().cycle()) {
            *byte ^= mask;
        }
        if self.bytes.is_empty() {
            // An idle connection keeps no buffer.
            self.bytes = BytesMut::new();
        }
        Ok(Some((last, opcode, payload)))
    }
}

/// The head of the frame that these bytes begin with, if it is there in full.
fn head(bytes: &[u8]) -> Result<Option<Head>, Broken> {
    let [first, second, rest @ ..] = bytes else { return Ok(None) };
    let (last, opcode) = (first & FINAL != 0, first & 0x0F);
    // Reserved bits belong to extensions, of which there are none; clients must mask (5.1, 5.2).
    if first & 0x70 != 0 || second & MASKED == 0 {
        return Err(Broken::Protocol);
    }
    let (extended, length) = match second & 0x7F {
        126 => (2, big_endian(rest, 2)),
        127 => (8, big_endian(rest, 8)),
        short => (0, Some(usize::from(short))),
    };
    match opcode {
        // Not in parts, and short.
        CLOSE | PING | PONG if last && extended == 0 => {}
        CONTINUATION | TEXT | BINARY => {}
        _ => return Err(Broken::Protocol),
    }
    let Some(length) = length else { return Ok(None) };
    let shortest = match length {
        0..=MOST_CONTROL_BYTES => 0,
        126..=0xFFFF => 2,
        _ => 8,
    };
    if extended != shortest {
        return Err(Broken::Protocol);
    }
    if length > MOST_BYTES {
        return Err(Broken::TooLarge);
    }
    let Some(mask) = rest.get(extended..extended + 4) else { return Ok(None) };
    let mask = [mask[0], mask[1], mask[2], mask[3]];
    Ok(Some(Head { last, opcode, mask, size: 2 + extended + 4, length }))
}

fn big_endian(bytes: &[u8], count: usize) -> Option<usize> {
    let bytes = bytes.get(..count)?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

fn control(opcode: u8, payload: BytesMut) -> Result<Message, Broken> {
    match opcode {
        PING => Ok(Message::Ping(payload.freeze())),
        PONG => Ok(Message::Pong),
        _ => match &payload[..] {
            [] => Ok(Message::Close(None)),
            [high, low, reason @ ..] => {
                // The codes that may be sent (7.4).
                let code = u16::from_be_bytes([*high, *low]);
                if !matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999) {
                    return Err(Broken::Protocol);
                }
                str::from_utf8(reason)
                    .map(|_| Message::Close(Some(code)))
                    .map_err(|_| Broken::NotUtf8)
            }
            [_] => Err(Broken::Protocol),
        },
    }
}

fn text_of(payload: BytesMut) -> Result<ByteString, Broken> {
    ByteString::try_from(payload.freeze()).map_err(|_| Broken::NotUtf8)
}

/// A frame of text. It is the same for all who are sent it.
pub(crate) fn text(text: &str) -> Bytes {
    frame(TEXT, text.as_bytes())
}

/// A frame that asks whether somebody is there.
pub(crate) fn ping() -> Bytes {
    frame(PING, b"")
}

/// The answer to a ping.
pub(crate) fn pong(payload: &[u8]) -> Bytes {
    frame(PONG, payload)
}

/// The last frame, with as much of the reason as fits.
pub(crate) fn close(code: u16, reason: &str) -> Bytes {
    let mut payload = code.to_be_bytes().to_vec();
    let most = reason.floor_char_boundary(MOST_CONTROL_BYTES - payload.len());
    payload.extend_from_slice(&reason.as_bytes()[..most]);
    frame(CLOSE, &payload)
}

fn frame(opcode: u8, payload: &[u8]) -> Bytes {
    let mut frame = BytesMut::with_capacity(payload.len() + 10);
    let length = payload.len();
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short @ ..=125), _) => frame.extend_from_slice(&[FINAL | opcode, short]),
        (_, Ok(long)) => {
            frame.extend_from_slice(&[FINAL | opcode, 126]);
            frame.extend_from_slice(&long.to_be_bytes());
        }
        _ => {
            frame.extend_from_slice(&[FINAL | opcode, 127]);
            frame.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
    frame.extend_from_slice(payload);
    frame.freeze()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A client's frame.
    fn sent(first: u8, payload: &[u8]) -> Vec<u8> {
        let mask = [7, 1, 200, 9];
        let unmasked = frame(first & 0x0F, payload);
        let mut bytes = unmasked[..unmasked.len() - payload.len()].to_vec();
        bytes[0] = first;
        bytes[1] |= MASKED;
        bytes.extend_from_slice(&mask);
        bytes.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
        bytes
    }

    fn read(bytes: &[u8]) -> Result<Vec<Message>, Broken> {
        let mut reader = Reader::default();
        reader.take(bytes);
        let mut messages = Vec::new();
        while let Some(message) = reader.next()? {
            messages.push(message);
        }
        Ok(messages)
    }

    #[test]
    fn what_is_not_to_the_letter_is_refused_with_its_reason() {
        let many = vec![b'x'; MOST_BYTES];
        let in_parts = [sent(TEXT, &many), sent(FINAL, b"x")].concat();
        let without_end = [sent(TEXT, b""), sent(CONTINUATION, b"").repeat(MOST_PARTS)].concat();
        let mut unmasked = frame(TEXT, b"hi").to_vec();
        let mut longer_than_needed = sent(FINAL | TEXT, &[b'x'; 200]);
        longer_than_needed[2..4].copy_from_slice(&[0, 5]);
        for (bytes, refused) in [
            (sent(FINAL | 0x40 | TEXT, b"reserved bit"), Broken::Protocol),
            (sent(FINAL | 0x3, b"unknown opcode"), Broken::Protocol),
            (sent(FINAL | 0xB, b"unknown control"), Broken::Protocol),
            (sent(PING, b"in parts"), Broken::Protocol),
            (sent(FINAL | PING, &[0; 126]), Broken::Protocol),
            (sent(FINAL, b"goes on with nothing"), Broken::Protocol),
            ([sent(TEXT, b"a"), sent(FINAL | TEXT, b"b")].concat(), Broken::Protocol),
            (sent(FINAL | CLOSE, &[3]), Broken::Protocol),
            (sent(FINAL | CLOSE, &1005_u16.to_be_bytes()), Broken::Protocol),
            (sent(FINAL | CLOSE, &999_u16.to_be_bytes()), Broken::Protocol),
            (sent(FINAL | CLOSE, &[3, 232, 0xFF]), Broken::NotUtf8),
            (sent(FINAL | TEXT, &[0xC3, 0x28]), Broken::NotUtf8),
            (in_parts, Broken::TooLarge),
            (without_end, Broken::TooLarge),
            // The head alone says enough.
            (vec![FINAL | TEXT, MASKED | 127, 0, 0, 0, 0, 0, 1, 0, 1], Broken::TooLarge),
            (std::mem::take(&mut unmasked), Broken::Protocol),
            (longer_than_needed, Broken::Protocol),
        ] {
            assert_eq!(read(&bytes), Err(refused), "{:?}", &bytes[..bytes.len().min(12)]);
        }
    }

    #[test]
    fn control_frames_come_between_the_parts_of_a_message() {
        let bytes = [
            sent(TEXT, "caf".as_bytes()),
            sent(FINAL | PING, b"there?"),
            // A letter of two bytes, cut in two.
            sent(CONTINUATION, &[0xC3]),
            sent(FINAL, &[0xA9]),
            sent(FINAL | BINARY, b"\0"),
            sent(FINAL | CLOSE, &[3, 232]),
        ];
        let expected = vec![
            Message::Ping(Bytes::from_static(b"there?")),
            Message::Text("café".into()),
            Message::Binary,
            Message::Close(Some(1000)),
        ];
        assert_eq!(read(&bytes.concat()), Ok(expected));
    }

    proptest! {
        #[test]
        fn a_message_is_the_same_however_its_bytes_come(
            text in ".{0,400}",
            parts in 1_usize..5,
            pieces in proptest::collection::vec(1_usize..50, 1..20),
        ) {
            let size = text.len().div_ceil(parts).max(1);
            let chunks: Vec<&[u8]> = text.as_bytes().chunks(size).collect();
            let mut bytes = Vec::new();
            if chunks.is_empty() {
                bytes = sent(FINAL | TEXT, b"");
            }
            for (index, chunk) in chunks.iter().enumerate() {
                let last = if index + 1 == chunks.len() { FINAL } else { 0 };
                bytes.extend(sent(last | if index == 0 { TEXT } else { CONTINUATION }, chunk));
            }
            let mut reader = Reader::default();
            let mut messages = Vec::new();
            let mut rest = &bytes[..];
            for piece in pieces.iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (now, later) = rest.split_at((*piece).min(rest.len()));
                rest = later;
                reader.take(now);
                while let Some(message) = reader.next().unwrap() {
                    messages.push(message);
                }
            }
            prop_assert_eq!(messages, vec![Message::Text(text.into())]);
        }

        #[test]
        fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            // Whatever it says of them.
            let _ = read(&bytes);
        }
    }
}
