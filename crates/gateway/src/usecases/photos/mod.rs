//! Pictures of children and of people: read with care, kept without anything but the picture, in two sizes.
//!
//! A picture is kept before the transaction that names it and removed after the one that names it no longer, so that what
//! is named is there. What a crash leaves in between is named by nobody and stays, a waste of room.

mod picture;

use domain::{Actor, ChildId, Error, PhotoSize, Result, Thing};
use futures_util::future;

use crate::App;

pub use picture::MOST_BYTES;

/// Re-encodes a picture and keeps it in its sizes, under names that cannot be guessed and never get another content; the
/// name of the largest is given back. `field` is the one that the picture was sent in.
///
/// # Errors
/// [`Error::Invalid`] for that field if it is no picture that can be used, [`Error::Internal`] if it could not be kept.
pub async fn store(app: &App, field: &'static str, bytes: Vec<u8>) -> Result<String> {
    let sizes = app.work.run(move || picture::sizes(&bytes)).await;
    let picture::Sizes { full, thumbnail } = sizes.map_err(|error| error.at(field))?;
    let name = format!("{:032x}.jpg", rand::random::<u128>());
    let small = file(&name, PhotoSize::Thumbnail);
    let kept = future::join(app.files.put(&name, full), app.files.put(&small, thumbnail)).await;
    if let (Err(error), _) | (_, Err(error)) = kept {
        remove(app, [&*name]).await;
        return Err(error);
    }
    Ok(name)
}

/// A picture of this name, which was given to somebody who may see it.
///
/// # Errors
/// [`Error::NotFound`] if there is none, [`Error::Internal`] if it could not be read.
pub async fn read(app: &App, name: &str, size: PhotoSize) -> Result<Vec<u8>> {
    match app.files.get(&file(name, size)).await {
        // It was kept when there were no thumbnails yet.
        Err(Error::NotFound(_)) if size == PhotoSize::Thumbnail => {
            let full = app.files.get(name).await?;
            app.work.run(move || picture::thumbnail(&full)).await
        }
        read => read,
    }
}

/// Removes pictures in all their sizes. Call after the commit; it goes on when the caller has hung up.
pub async fn remove<'a>(app: &App, names: impl IntoIterator<Item = &'a str>) {
    let sizes = [PhotoSize::Full, PhotoSize::Thumbnail];
    let files = names.into_iter().flat_map(|name| sizes.map(|size| file(name, size)));
    app.files.delete(files.collect()).await;
}

/// Removes the one of two pictures that is not used: the one `before` a change that was applied, or the one `after` a
/// change that was not. While nobody knows which, as after a commit that failed, both stay. Call after the commit.
pub async fn settle(app: &App, before: Option<&str>, after: Option<&str>, applied: Option<bool>) {
    let unused = applied.and_then(|applied| if applied { before } else { after });
    if before != after {
        remove(app, unused).await;
    }
}

/// Makes sure that a child has this picture, and that the actor may see it.
///
/// # Errors
/// [`Error::NotFound`] if there is none that the actor may know of.
pub async fn of_child(app: &App, actor: &Actor, child: ChildId, name: &str) -> Result<()> {
    let (_, child) = super::children::get(app, actor, child).await?;
    match child.photo {
        Some(kept) if kept == name => Ok(()),
        _ => Err(Error::NotFound(Thing::Photo)),
    }
}

/// The name of the file that holds a size of a picture.
fn file(name: &str, size: PhotoSize) -> String {
    match (size, name.strip_suffix(".jpg")) {
        (PhotoSize::Thumbnail, Some(stem)) => format!("{stem}.thumbnail.jpg"),
        _ => name.to_owned(),
    }
}
