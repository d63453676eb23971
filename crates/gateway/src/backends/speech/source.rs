//! A recording as it is read: with the length of what was streamed left open, and for so much of a core at most, whatever is
//! made of it.

use std::{
    io::{self, Cursor, Read, Seek, SeekFrom},
    time::Duration,
};

use rustix::time::{ClockId, clock_gettime};
use symphonia::core::io::MediaSource;

/// Where this is no length of a WAV file, or is none that a recording can have, it was not known when the file was begun.
const OPEN: u32 = u32::MAX;
/// No recording is as long, in bytes.
const NEVER: u32 = 1 << 30;

/// So much of a core's time, from when it is made, in the thread that makes it.
#[derive(Clone, Copy)]
pub(super) struct Budget(Duration);

impl Budget {
    pub(super) fn of(most: Duration) -> Self {
        Self(used() + most)
    }

    pub(super) fn is_spent(self) -> bool {
        used() > self.0
    }
}

/// What this thread has taken of a core.
fn used() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap_or_default()
}

/// The bytes of a recording.
pub(super) struct Source {
    bytes: Cursor<Vec<u8>>,
    budget: Budget,
}

impl Source {
    pub(super) fn new(bytes: Vec<u8>, budget: Budget) -> Self {
        Self { bytes: Cursor::new(bytes), budget }
    }
}

impl Read for Source {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.budget.is_spent() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.bytes.read(into)
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

impl MediaSource for Source {
    /// From what is a stream by itself (MP3, AAC) nothing is to be guessed: a guessed length would cut its end off.
    fn is_seekable(&self) -> bool {
        let bytes = self.bytes.get_ref();
        !(bytes.starts_with(b"ID3") || bytes.starts_with(&[0xff]))
    }

    fn byte_len(&self) -> Option<u64> {
        u64::try_from(self.bytes.get_ref().len()).ok()
    }
}

/// Whether it is a WAV file that was streamed, which ends where it ends; what it has for lengths is made the sign of that.
pub(super) fn is_streamed(bytes: &mut [u8]) -> bool {
    if bytes.get(..4) != Some(b"RIFF") || bytes.get(8..12) != Some(b"WAVE") {
        return false;
    }
    let mut at = 12;
    while let Some(&[a, b, c, d, ref length @ ..]) = bytes.get(at..at + 8) {
        let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
        if [a, b, c, d] == *b"data" {
            let streamed = length == 0 || length >= NEVER;
            if streamed {
                bytes[4..8].copy_from_slice(&OPEN.to_le_bytes());
                bytes[at + 4..at + 8].copy_from_slice(&OPEN.to_le_bytes());
            }
            return streamed;
        }
        // Each part begins at an even byte.
        at += 8 + (length as usize).next_multiple_of(2);
    }
    false
}
