//! Decoding what somebody sent, and encoding what is kept of it: nothing here waits for anything.

use std::io::Cursor;

use domain::{Error, Flaw, Reason, Result};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgba, RgbaImage,
    codecs::jpeg::JpegEncoder, imageops,
};

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// The longest side, in pixels.
const MOST_SIDE: u32 = 8192;
/// The largest area, in pixels.
const MOST_PIXELS: u64 = 40_000_000;
/// The most memory that a decoded picture may take, in bytes.
const MOST_MEMORY: u64 = MOST_PIXELS * 4;
/// The longest side that is kept, in pixels.
const KEPT_SIDE: u32 = 2048;
/// The longest side of a thumbnail, in pixels.
const THUMBNAIL_SIDE: u32 = 256;

/// What is kept of a picture, as JPEG.
pub(super) struct Sizes {
    pub(super) full: Vec<u8>,
    pub(super) thumbnail: Vec<u8>,
}

/// Decodes a JPEG, PNG or WebP whose header promises a sane size, turns it upright and encodes it afresh, so that nothing
/// hidden in the file is kept.
pub(super) fn sizes(bytes: &[u8]) -> Result<Sizes> {
    let picture = decode(bytes).map_err(|reason| Error::invalid("photo", reason))?;
    let picture = opaque(within(picture, KEPT_SIDE));
    Ok(Sizes { full: encode(&picture)?, thumbnail: encode(&within(picture, THUMBNAIL_SIDE))? })
}

/// The thumbnail of a picture that was kept.
pub(super) fn thumbnail(kept: &[u8]) -> Result<Vec<u8>> {
    let picture = image::load_from_memory_with_format(kept, ImageFormat::Jpeg);
    encode(&within(picture.map_err(Error::internal)?, THUMBNAIL_SIDE))
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, Reason> {
    let refused = Reason::NotAPicture;
    // What is larger than the header may promise is told before anything is decoded.
    let broken = |error| match error {
        ImageError::Limits(_) => refused(Flaw::Pixels),
        _ => refused(Flaw::Broken),
    };
    if bytes.len() > MOST_BYTES {
        return Err(Reason::TooLarge(MOST_BYTES));
    }
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| refused(Flaw::Format))?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err(refused(Flaw::Format));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > MOST_SIDE || pixels > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY
    {
        return Err(refused(Flaw::Pixels));
    }
    let orientation = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The picture, made smaller if a side is longer than this.
fn within(picture: DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) > side {
        picture.thumbnail(side, side)
    } else {
        picture
    }
}

/// The picture on white, where one can see through it.
fn opaque(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let (width, height) = (picture.width(), picture.height());
    let mut white = RgbaImage::from_pixel(width, height, Rgba([u8::MAX; 4]));
    imageops::overlay(&mut white, &picture.to_rgba8(), 0, 0);
    white.into()
}

fn encode(picture: &DynamicImage) -> Result<Vec<u8>> {
    let mut jpeg = Vec::new();
    picture
        .to_rgb8()
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 85))
        .map_err(Error::internal)?;
    Ok(jpeg)
}
