//! Pictures as answers, whomever they show.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, ETag, EntityTag, IfNoneMatch},
};
use domain::{PhotoSize, Result, Word};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{App, error::Problem, usecases::photos};

/// How large to show a picture.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PhotoQuery {
    /// `full`, or `thumbnail` with 256 pixels on its longer side at most; absent: `full`.
    size: Option<String>,
}

impl PhotoQuery {
    fn read(&self) -> Result<PhotoSize> {
        self.size.as_deref().map_or(Ok(PhotoSize::Full), |word| PhotoSize::parse("size", word))
    }
}

/// The picture of this name, for somebody who may see it.
pub(super) async fn show(
    app: &App,
    request: &HttpRequest,
    query: &PhotoQuery,
    name: &str,
) -> Result<HttpResponse, Problem> {
    let size = query.read()?;
    // Under one name there is only ever one content, so that its tag is known before it is read.
    let tag = EntityTag::new_strong(format!("{name}-{}", size.word()));
    let known = match request.get_header::<IfNoneMatch>() {
        Some(IfNoneMatch::Any) => true,
        Some(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        None => false,
    };
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header(ETag(tag))
        .insert_header((CACHE_CONTROL, "private, max-age=86400, immutable"));
    if known {
        return Ok(answer.finish());
    }
    let picture = photos::read(app, name, size).await?;
    Ok(answer
        .content_type("image/jpeg")
        .insert_header((CONTENT_DISPOSITION, "inline"))
        .body(picture))
}

/// The address of a thumbnail of the picture that is at this one.
pub(crate) fn thumbnail_url(photo: &str) -> String {
    format!("{photo}?size={}", PhotoSize::Thumbnail.word())
}
