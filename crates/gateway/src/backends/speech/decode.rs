//! Decoding what somebody recorded: nothing here waits for anything, and nothing that a header says is believed.

use std::{
    io::ErrorKind,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use domain::{Error, Fault, Reason, Result};
use symphonia::core::{
    audio::GenericAudioBufferRef,
    codecs::audio::{AudioDecoder, AudioDecoderOptions},
    common::Limit,
    errors::Error as Failure,
    formats::{FormatOptions, FormatReader, Track, TrackType, probe::Hint},
    io::{MediaSourceStream, MediaSourceStreamOptions},
    meta::MetadataOptions,
    packet::Packet,
};

use super::{
    resample::Resampler,
    source::{Budget, Source, is_streamed},
};

/// Samples a second, as recognisers take them.
pub(super) const RATE: u32 = 16_000;
/// The longest recording, in samples: a minute.
const MOST: usize = RATE as usize * 60;
/// The shortest, in samples: a quarter of a second.
const LEAST: usize = RATE as usize / 4;
/// Rates that are taken, in samples a second.
const RATES: std::ops::RangeInclusive<u32> = 8_000..=192_000;
/// The most channels.
const MOST_CHANNELS: usize = 8;
/// The most of a file that is no sound, such as a cover, in bytes.
const MOST_BESIDE: usize = 64 * 1024;
/// How much of a core decoding may take: a minute of sound takes a tenth of it.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many packets may be broken, which hold a fiftieth of a second each: a word is longer.
const MOST_BROKEN: usize = 5;
/// How loud the loudest fiftieth of a second must be: 50 dB below the loudest there can be.
const QUIETEST: f32 = 0.003;

/// What was said, in 16,000 samples a second of two bytes each, the low one first.
#[derive(Clone, Debug)]
pub(crate) struct Sound(Arc<[u8]>);

impl Sound {
    /// Decodes a WAV, MP3 or M4A file, or a stream of AAC.
    ///
    /// # Errors
    /// [`Error::Invalid`] that says what is wrong with it.
    pub(crate) fn decode(bytes: Vec<u8>) -> Result<Self> {
        // A decoder that gives up on what is broken gives up on this recording only.
        let decoded = catch_unwind(AssertUnwindSafe(|| decode(bytes)));
        let samples = decoded.unwrap_or(Err(Fault::Broken)).and_then(audible);
        let samples = samples.map_err(|fault| Error::invalid("audio", Reason::NotSpeech(fault)))?;
        Ok(Self::of(&samples))
    }

    fn of(samples: &[f32]) -> Self {
        Self(samples.iter().flat_map(|sample| whole(*sample).to_le_bytes()).collect())
    }

    /// How many samples it has.
    pub(super) fn len(&self) -> usize {
        self.0.len() / 2
    }

    /// The samples, one after another.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The same as a WAV file.
    pub(super) fn wav(&self) -> Vec<u8> {
        let data = self.bytes();
        let size = u32::try_from(data.len()).unwrap_or(u32::MAX - 36);
        let (bytes_a_second, bytes_a_sample, bits) = (RATE * 2, 2_u16, 16_u16);
        let mut wav = Vec::with_capacity(44 + data.len());
        wav.extend_from_slice(b"RIFF");
        wav.extend_from_slice(&(36 + size).to_le_bytes());
        wav.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
        wav.extend_from_slice(&RATE.to_le_bytes());
        wav.extend_from_slice(&bytes_a_second.to_le_bytes());
        wav.extend_from_slice(&bytes_a_sample.to_le_bytes());
        wav.extend_from_slice(&bits.to_le_bytes());
        wav.extend_from_slice(b"data");
        wav.extend_from_slice(&size.to_le_bytes());
        wav.extend_from_slice(data);
        wav
    }

    /// The same, said in this part of the time.
    pub(super) fn faster(&self, percent: u32) -> Self {
        let sample = |bytes: &[u8; 2]| f32::from(i16::from_le_bytes(*bytes)) / 32_768.0;
        let samples: Vec<_> = self.0.as_chunks().0.iter().map(sample).collect();
        let mut resampler = Resampler::new(RATE * percent / 100, RATE);
        let mut faster = resampler.push(&samples);
        faster.extend(resampler.finish());
        Self::of(&faster)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "it is within the bounds")]
fn whole(sample: f32) -> i16 {
    (sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16
}

fn decode(mut bytes: Vec<u8>) -> Result<Vec<f32>, Fault> {
    let budget = Budget::of(PATIENCE);
    let streamed = is_streamed(&mut bytes);
    let source = Box::new(Source::new(bytes, budget));
    let source = MediaSourceStream::new(source, MediaSourceStreamOptions::default());
    let limits = MetadataOptions::default()
        .limit_tag_bytes(Limit::Maximum(MOST_BESIDE))
        .limit_visual_bytes(Limit::Maximum(MOST_BESIDE));
    let mut format = symphonia::default::get_probe()
        .probe(&Hint::new(), source, FormatOptions::default(), limits)
        .map_err(|_| Fault::Format)?;
    let track = format.default_track(TrackType::Audio).ok_or(Fault::Format)?;
    let (id, claimed) = (track.id, claimed(track));
    let parameters = track.codec_params.as_ref().and_then(|it| it.audio()).ok_or(Fault::Format)?;
    let mut decoder = symphonia::default::get_codecs()
        .make_audio_decoder(parameters, &AudioDecoderOptions::default())
        .map_err(|_| Fault::Format)?;
    let mut packets = Packets { format: &mut *format, track: id, streamed, budget };
    let samples = read(&mut packets, &mut *decoder)?;
    // Some of what was said is not there.
    #[expect(clippy::cast_precision_loss, reason = "a million at most")]
    let short = samples.len() as f64 / f64::from(RATE) < claimed * 0.9 - 0.1;
    if short { Err(Fault::Broken) } else { Ok(samples) }
}

/// How long the recording says that it is, in seconds; nothing if it does not.
fn claimed(track: &Track) -> f64 {
    let told = track.time_base.zip(track.duration);
    told.map_or(0.0, |(base, length)| base.calc_duration_saturating(length).as_secs_f64())
}

/// The packets of a recording.
struct Packets<'a> {
    format: &'a mut dyn FormatReader,
    track: u32,
    streamed: bool,
    budget: Budget,
}

impl Packets<'_> {
    /// The next one; none at the end.
    fn next(&mut self) -> Result<Option<Packet>, Fault> {
        loop {
            // A file can say much and sound little.
            if self.budget.is_spent() {
                return Err(Fault::Broken);
            }
            match self.format.next_packet() {
                Ok(Some(packet)) if packet.track_id != self.track => {}
                Ok(packet) => return Ok(packet),
                Err(Failure::IoError(error))
                    if self.streamed && error.kind() == ErrorKind::UnexpectedEof =>
                {
                    return Ok(None);
                }
                Err(_) => return Err(Fault::Broken),
            }
        }
    }
}

/// Decodes packet by packet, until it is too much.
fn read(packets: &mut Packets<'_>, decoder: &mut dyn AudioDecoder) -> Result<Vec<f32>, Fault> {
    let mut out = Vec::new();
    let mut resampler: Option<(u32, Resampler)> = None;
    let (mut interleaved, mut broken) = (Vec::new(), 0);
    while let Some(packet) = packets.next()? {
        let sound = match decoder.decode(&packet) {
            Ok(sound) => sound,
            Err(Failure::DecodeError(_)) if broken < MOST_BROKEN => {
                broken += 1;
                continue;
            }
            Err(_) => return Err(Fault::Broken),
        };
        let rate = sound.spec().rate();
        if !RATES.contains(&rate) {
            return Err(Fault::Format);
        }
        if out.len() + sound.frames() / rate as usize * RATE as usize > MOST {
            return Err(Fault::Long);
        }
        let one = mono(&sound, &mut interleaved)?;
        // The rate of a recording is that of its beginning.
        let (known, resampler) =
            resampler.get_or_insert_with(|| (rate, Resampler::new(rate, RATE)));
        if *known != rate {
            return Err(Fault::Broken);
        }
        out.extend(resampler.push(&one));
        if out.len() > MOST {
            return Err(Fault::Long);
        }
    }
    out.extend(resampler.ok_or(Fault::Broken)?.1.finish());
    Ok(out)
}

/// The middle of all channels.
fn mono(sound: &GenericAudioBufferRef<'_>, interleaved: &mut Vec<f32>) -> Result<Vec<f32>, Fault> {
    let channels = sound.spec().channels().count();
    if !(1..=MOST_CHANNELS).contains(&channels) {
        return Err(Fault::Format);
    }
    sound.copy_to_vec_interleaved(interleaved);
    #[expect(clippy::cast_precision_loss, reason = "there are few")]
    let share = 1.0 / channels as f32;
    let middle = |frame: &[f32]| frame.iter().sum::<f32>() * share;
    let one: Vec<f32> = interleaved.chunks_exact(channels).map(middle).collect();
    if one.iter().all(|sample| sample.is_finite()) { Ok(one) } else { Err(Fault::Broken) }
}

/// A recording in which there is something to hear, without what its zero is off by.
fn audible(samples: Vec<f32>) -> Result<Vec<f32>, Fault> {
    if samples.len() < LEAST {
        return Err(Fault::Silent);
    }
    #[expect(clippy::cast_precision_loss, reason = "a million at most")]
    let mean =
        |samples: &mut dyn Iterator<Item = f32>, count: usize| samples.sum::<f32>() / count as f32;
    let zero = mean(&mut samples.iter().copied(), samples.len());
    let samples: Vec<f32> = samples.into_iter().map(|sample| sample - zero).collect();
    let loudness = |part: &[f32]| mean(&mut part.iter().map(|it| it * it), part.len()).sqrt();
    let loud = samples.chunks(RATE as usize / 50).any(|part| loudness(part) > QUIETEST);
    if loud { Ok(samples) } else { Err(Fault::Silent) }
}
