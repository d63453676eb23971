//! Pictures of children: read with care, kept without anything but the picture.

use std::io::Cursor;

use domain::{Actor, Error, Flaw, Reason, Result, Thing};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
};

use crate::App;

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// The longest side, in pixels.
const MOST_SIDE: u32 = 8192;
/// The largest area, in pixels.
const MOST_PIXELS: u64 = 40_000_000;
/// The longest side that is kept, in pixels.
const KEPT_SIDE: u32 = 2048;

/// Re-encodes a picture and keeps it under a name that cannot be guessed.
pub(super) async fn store(app: &App, bytes: Vec<u8>) -> Result<String> {
    let jpeg = app.work.run(move || reencode(&bytes)).await?;
    let name = format!("{:032x}.jpg", rand::random::<u128>());
    app.files.put(&name, jpeg).await?;
    Ok(name)
}

/// The picture of a child, for the child's family.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of.
pub async fn get(app: &App, actor: &Actor, child: domain::ChildId, name: &str) -> Result<Vec<u8>> {
    let (_, child) = super::children::get(app, actor, child).await?;
    match child.photo {
        Some(kept) if kept == name => app.files.get(name).await,
        _ => Err(Error::NotFound(Thing::Photo)),
    }
}

/// Decodes a JPEG, PNG or WebP whose header promises a sane size, turns it upright and encodes it afresh, so that nothing
/// hidden in the file is kept.
fn reencode(bytes: &[u8]) -> Result<Vec<u8>> {
    let refused = |why| Error::invalid("photo", Reason::NotAPicture(why));
    if bytes.len() > MOST_BYTES {
        return Err(Error::invalid("photo", Reason::TooLarge(MOST_BYTES)));
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
    limits.max_alloc = Some(MOST_PIXELS * 4);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| refused(Flaw::Broken))?;
    let (width, height) = decoder.dimensions();
    if width > MOST_SIDE || height > MOST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS
    {
        return Err(refused(Flaw::Pixels));
    }
    let orientation = decoder.orientation().map_err(|_| refused(Flaw::Broken))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| refused(Flaw::Broken))?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > KEPT_SIDE {
        picture = picture.thumbnail(KEPT_SIDE, KEPT_SIDE);
    }
    let mut jpeg = Vec::new();
    picture
        .to_rgb8()
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 85))
        .map_err(Error::internal)?;
    Ok(jpeg)
}
