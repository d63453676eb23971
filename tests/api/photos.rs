//! Pictures: in a folder and in a bucket, which nobody who looks at them can tell apart.

use std::{io::Cursor, process::Stdio};

use base64::{Engine, prelude::BASE64_STANDARD};
use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use reqwest::{Method, Response, header::HeaderMap};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Files, Gateway, Person,
    Place::{self, Bucket, Folder},
    Process, SECRET,
    Storage::{self, PostgresAndRedis, Sqlite},
    maternal,
};

fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.into().write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let across = |x: u32| u8::try_from(x * 255 / width).unwrap();
    encoded(RgbImage::from_fn(width, height, |x, _| Rgb([across(x), 9, 9])), ImageFormat::Jpeg)
}

/// A small picture in base64.
pub(crate) fn picture() -> String {
    BASE64_STANDARD.encode(jpeg(20, 10))
}

/// A JPEG whose EXIF says that it lies on its side and where it was taken, and after whose end a page hides.
fn with_secrets(jpeg: &[u8]) -> Vec<u8> {
    let tiff = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0SECRET-PLACE";
    let mut exif = b"Exif\0\0".to_vec();
    exif.extend_from_slice(tiff);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let page = b"<script>SECRET</script>";
    [&jpeg[..2], b"\xff\xe1", &length, &exif, &jpeg[2..], page].concat()
}

fn child(family: &str, photo: &[u8]) -> Value {
    let photo = BASE64_STANDARD.encode(photo);
    json!({ "familyId": family, "name": "Emma", "birthDate": "2023-06-15", "photo": photo })
}

/// Adds a child with this picture.
async fn added(person: &Person<'_>, photo: &[u8]) -> Value {
    person.post("/api/v1/children", child(&person.family, photo)).await.data(201)
}

/// Where a child's picture and its thumbnail are.
fn urls(child: &Value) -> [&str; 2] {
    ["photoUrl", "photoThumbnailUrl"].map(|name| child[name].as_str().unwrap())
}

async fn look(person: &Person<'_>, url: &str) -> Response {
    person.call(Method::GET, url).send().await.unwrap()
}

async fn seen(person: &Person<'_>, url: &str) -> Vec<u8> {
    let response = look(person, url).await;
    assert_eq!(response.status(), 200);
    response.bytes().await.unwrap().to_vec()
}

fn size(picture: &[u8]) -> (u32, u32) {
    image::load_from_memory_with_format(picture, ImageFormat::Jpeg).unwrap().dimensions()
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers[name].to_str().unwrap()
}

#[rstest]
#[case(Sqlite, Folder)]
#[case(PostgresAndRedis, Bucket)]
#[tokio::test]
async fn a_picture_is_kept_upright_bare_and_for_the_family_only(
    #[case] on: Storage,
    #[case] place: Place,
) {
    let files = Files::fresh(place).await;
    let gateway = Gateway::keeping(on, &files).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let mut body = child(&jane.family, &with_secrets(&jpeg(3000, 1000)));
    let data_url = format!("data:image/jpeg;base64,{}", body["photo"].as_str().unwrap());
    body["photo"] = data_url.into();
    let emma = jane.post("/api/v1/children", body).await.data(201);
    let [full, thumbnail] = urls(&emma);

    assert_eq!(size(&seen(&jane, full).await), (683, 2048));
    assert_eq!(size(&seen(&jane, thumbnail).await), (85, 256));
    let kept = files.all();
    assert_eq!(kept.len(), 2);
    for (name, bytes) in &kept {
        assert!(!bytes.windows(6).any(|window| window == b"SECRET"));
        assert!(name.split('.').next().unwrap().len() == 32 && !name.contains("chd"), "{name}");
    }

    let graph = "query($id: ID!) { child(id: $id) { photoUrl photoThumbnailUrl } }";
    let told = jane.graphql(graph, json!({ "id": emma["id"] })).await.body["data"]["child"].clone();
    assert_eq!(told, json!({ "photoUrl": full, "photoThumbnailUrl": thumbnail }));

    let other = jane.child("Ella").await;
    let sue = crate::access::sitter(&gateway, &jane, json!({ "childIds": [other] })).await;
    for url in [full, thumbnail] {
        assert_eq!(gateway.anyone().get(url).await.status, 401);
        assert_eq!(eve.get(url).await.refusal(), (404, "NOT_FOUND", ""));
        assert_eq!(sue.get(url).await.refusal(), (404, "NOT_FOUND", ""));
        assert_eq!(jane.get(&url.replace(".jpg", "x.jpg")).await.status, 404);
        let elsewhere = url.replace(emma["id"].as_str().unwrap(), &other);
        assert_eq!(jane.get(&elsewhere).await.status, 404);
    }
    let bare = full.replace(".jpg", ".thumbnail.jpg");
    assert_eq!(jane.get(&bare).await.status, 404, "only what the child names is shown");
    let huge = jane.get(&format!("{full}?size=huge")).await;
    assert_eq!(huge.refusal(), (400, "VALIDATION_ERROR", "size"));
}

#[rstest]
#[case(Sqlite, Folder)]
#[case(PostgresAndRedis, Bucket)]
#[tokio::test]
async fn whoever_has_a_picture_is_not_sent_it_again(#[case] on: Storage, #[case] place: Place) {
    let files = Files::fresh(place).await;
    let gateway = Gateway::keeping(on, &files).await;
    let (jane, eve) = (gateway.parent("Jane Doe").await, gateway.parent("Eve Else").await);
    let emma = added(&jane, &jpeg(600, 200)).await;
    let mut tags = Vec::new();
    for url in urls(&emma) {
        let response = look(&jane, url).await;
        let headers = response.headers();
        assert_eq!(text(headers, "content-type"), "image/jpeg");
        assert_eq!(text(headers, "x-content-type-options"), "nosniff");
        assert_eq!(text(headers, "content-disposition"), "inline");
        assert_eq!(text(headers, "cache-control"), "private, max-age=86400, immutable");
        let tag = text(headers, "etag").to_owned();
        assert!(tag.starts_with('"'), "{tag} is strong");

        for (known, status) in [
            (tag.clone(), 304),
            (format!("\"other\", W/{tag}"), 304),
            ("*".into(), 304),
            ("\"other\"".into(), 200),
        ] {
            let call = jane.call(Method::GET, url).header("If-None-Match", known);
            let again = call.send().await.unwrap();
            assert_eq!((again.status().as_u16(), text(again.headers(), "etag")), (status, &*tag));
            assert_eq!(again.bytes().await.unwrap().is_empty(), status == 304);
        }
        let stranger = eve.call(Method::GET, url).header("If-None-Match", &tag);
        assert_eq!(stranger.send().await.unwrap().status(), 404);
        tags.push(tag);
    }
    assert_ne!(tags[0], tags[1]);
}

#[rstest]
#[tokio::test]
async fn a_bucket_keeps_what_a_folder_keeps(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let mut kept = Vec::new();
    // One can see through it, and there it is told to be green.
    let clear = RgbaImage::from_pixel(300, 300, Rgba([0, 255, 0, 0]));
    for place in [Folder, Bucket] {
        let files = Files::fresh(place).await;
        let gateway = Gateway::keeping(on, &files).await;
        let jane = gateway.parent("Jane Doe").await;
        for sent in [jpeg(600, 200), encoded(clear.clone(), ImageFormat::Png)] {
            let emma = added(&jane, &sent).await;
            let [full, thumbnail] = urls(&emma);
            let shown = [seen(&jane, full).await, seen(&jane, thumbnail).await];
            let all = files.all();
            assert!(shown.iter().all(|shown| all.values().any(|kept| kept == shown)));
            kept.push(shown);
        }
    }
    let white = image::load_from_memory(&kept[1][0]).unwrap();
    assert_eq!(white.get_pixel(150, 150), Rgba([255; 4]));
    assert_eq!(kept[..2], kept[2..]);
}

#[rstest]
#[case(Sqlite, Folder)]
#[case(PostgresAndRedis, Bucket)]
#[tokio::test]
async fn a_picture_from_before_there_were_thumbnails_has_one(
    #[case] on: Storage,
    #[case] place: Place,
) {
    let files = Files::fresh(place).await;
    let gateway = Gateway::keeping(on, &files).await;
    let jane = gateway.parent("Jane Doe").await;
    let emma = added(&jane, &jpeg(600, 200)).await;
    for name in files.all().keys().filter(|name| name.contains("thumbnail")) {
        std::fs::remove_file(files.folder().join(name)).unwrap();
    }
    assert_eq!(files.all().len(), 1);
    assert_eq!(size(&seen(&jane, urls(&emma)[1]).await), (256, 85));
    let path = format!("/api/v1/children/{}", emma["id"].as_str().unwrap());
    jane.delete(&path).await.data(200);
    assert_eq!(files.all().len(), 0);
}

#[rstest]
#[case(Sqlite, Folder)]
#[case(PostgresAndRedis, Bucket)]
#[tokio::test]
async fn what_shows_nothing_any_more_is_not_kept(#[case] on: Storage, #[case] place: Place) {
    let files = Files::fresh(place).await;
    let gateway = Gateway::keeping(on, &files).await;
    let jane = gateway.parent("Jane Doe").await;
    let emma = added(&jane, &jpeg(20, 10)).await;
    added(&jane, &jpeg(20, 10)).await;
    let first = files.all();
    assert_eq!(first.len(), 4);
    let path = format!("/api/v1/children/{}", emma["id"].as_str().unwrap());
    let other = jane.patch(&path, json!({ "photo": picture() })).await.data(200);
    assert_eq!(look(&jane, urls(&emma)[0]).await.status(), 404);
    assert_eq!(look(&jane, urls(&other)[1]).await.status(), 200);
    assert_eq!(files.all().keys().filter(|name| first.contains_key(*name)).count(), 2);
    jane.patch(&path, json!({ "photo": null })).await.data(200);
    assert_eq!(files.all().len(), 2);
    jane.patch(&path, json!({ "photo": picture() })).await.data(200);
    assert_eq!(files.all().len(), 4);
    jane.delete(&format!("/api/v1/families/{}", jane.family)).await.data(200);
    assert_eq!(files.all().len(), 0);
}

/// A PNG that says of itself what it likes, of a kind of colour and bits a channel.
fn png(width: u32, height: u32, bits: u8, colour: u8, data: &[u8]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        let body = [name.as_slice(), data].concat();
        let sum = body.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
        });
        [&length[..], &body, &(!sum).to_be_bytes()].concat()
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, colour, 0, 0, 0]];
    let (header, end) = (chunk(b"IHDR", &header.concat()), chunk(b"IEND", b""));
    [b"\x89PNG\r\n\x1a\n".as_slice(), &header, &chunk(b"IDAT", data), &end].concat()
}

/// A JPEG whose header promises other sides.
fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg(20, 10);
    let header = bytes.windows(2).position(|pair| pair == b"\xff\xc0").unwrap();
    bytes[header + 5..header + 7].copy_from_slice(&height.to_be_bytes());
    bytes[header + 7..header + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

/// A WebP whose header promises other sides.
fn webp_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(RgbImage::new(20, 10), ImageFormat::WebP);
    assert_eq!(&bytes[12..16], b"VP8L");
    let sides = (width - 1) | (height - 1) << 14;
    bytes[21..25].copy_from_slice(&sides.to_le_bytes());
    bytes
}

/// What is no picture, each with what is said of it.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    const FORMAT: &str = "Must be a JPEG, PNG or WebP picture";
    const BROKEN: &str = "The picture is broken";
    const PIXELS: &str = "The picture has too many pixels";
    let good = jpeg(600, 200);
    let large = [&good[..], &vec![0; 5 * 1024 * 1024]].concat();
    let polyglot = [b"GIF89a\x01\0\x01\0\0\0\0;".as_slice(), &good].concat();
    vec![
        ("nothing", Vec::new(), FORMAT),
        ("text", b"hello".to_vec(), FORMAT),
        ("GIF", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), FORMAT),
        ("GIF before JPEG", polyglot, FORMAT),
        ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec(), FORMAT),
        ("HTML", b"<!doctype html><script>alert(1)</script>".to_vec(), FORMAT),
        ("HTML before JPEG", [b"<script/>".as_slice(), &good].concat(), FORMAT),
        ("BMP", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec(), FORMAT),
        ("a JPEG's head", good[..40].to_vec(), BROKEN),
        ("a PNG without its pixels", png(8, 8, 8, 2, b""), BROKEN),
        ("a PNG of garbage", png(8, 8, 8, 2, b"garbage"), BROKEN),
        ("half a WebP", encoded(RgbImage::new(9, 9), ImageFormat::WebP)[..30].to_vec(), BROKEN),
        ("a PNG of 60,000 a side", png(60_000, 60_000, 8, 2, b""), PIXELS),
        ("a PNG of 8,193", png(8193, 1, 8, 2, b""), PIXELS),
        ("a JPEG of 8,193", jpeg_of(1, 8193), PIXELS),
        ("a WebP of 8,193", webp_of(8193, 1), PIXELS),
        ("a PNG of 40 Mpx and more", png(8000, 5001, 8, 2, b""), PIXELS),
        ("a JPEG of 40 Mpx and more", jpeg_of(8000, 5001), PIXELS),
        ("a WebP of 40 Mpx and more", webp_of(8000, 5001), PIXELS),
        ("a PNG of 8 bytes a pixel", png(8000, 5000, 16, 6, b""), PIXELS),
        ("5 MB and more", large, "Must not be larger than 5,242,880 bytes"),
    ]
}

#[rstest]
#[case(Sqlite, Folder)]
#[case(PostgresAndRedis, Bucket)]
#[tokio::test]
async fn a_bad_picture_is_refused_and_nothing_is_kept(#[case] on: Storage, #[case] place: Place) {
    let files = Files::fresh(place).await;
    let gateway = Gateway::keeping(on, &files).await;
    let jane = gateway.parent("Jane Doe").await;
    for (what, photo, why) in hostile() {
        let reply = jane.post("/api/v1/children", child(&jane.family, &photo)).await;
        assert_eq!(reply.refusal(), (400, "VALIDATION_ERROR", "photo"), "{what}");
        assert_eq!(reply.body["error"]["details"]["reason"], why, "{what}");
    }
    let mut body = child(&jane.family, b"");
    body["photo"] = "not base64!".into();
    assert_eq!(jane.post("/api/v1/children", body).await.refusal().2, "photo");
    // A good picture of a child that is refused is not kept either.
    let mut body = child(&jane.family, &jpeg(20, 10));
    body["id"] = jane.child("Ella").await.into();
    assert_eq!(jane.post("/api/v1/children", body).await.status, 409);
    assert_eq!(files.all().len(), 0);
}

#[rstest]
#[tokio::test]
async fn a_bucket_that_is_away_fails_what_needs_it_and_nothing_else(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let mut files = Files::fresh(Bucket).await;
    let gateway = Gateway::keeping(on, &files).await;
    let jane = gateway.parent("Jane Doe").await;
    let emma = added(&jane, &jpeg(20, 10)).await;
    let ella = added(&jane, &jpeg(20, 10)).await;
    let path = |child: &Value| format!("/api/v1/children/{}", child["id"].as_str().unwrap());
    let children = async || jane.get("/api/v1/children").await.data(200)["children"].clone();
    let before = children().await;

    files.stop().await;
    let add = jane.post("/api/v1/children", child(&jane.family, &jpeg(20, 10))).await;
    let replace = jane.patch(&path(&emma), json!({ "photo": picture() })).await;
    let show = jane.get(urls(&emma)[0]).await;
    for reply in [add, replace, show] {
        assert_eq!(reply.refusal(), (500, "SERVER_ERROR", ""));
        let body = reply.body.to_string();
        assert!(!body.contains("pictures/of") && !body.contains("HTTP"), "{body}");
    }
    assert_eq!(children().await, before);
    // What needs no picture goes on, and what is no more is no more.
    jane.feed(emma["id"].as_str().unwrap(), 5).await.data(201);
    jane.delete(&path(&ella)).await.data(200);

    files.start().await;
    assert_eq!(size(&seen(&jane, urls(&emma)[0]).await), (20, 10));
    jane.patch(&path(&emma), json!({ "photo": picture() })).await.data(200);
}

#[rstest]
#[tokio::test]
async fn a_wrong_secret_is_told_in_the_log_only(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let files = Files::fresh(Bucket).await;
    let settings = files.settings();
    let wrong = |(name, value)| (name, if value == SECRET { "another" } else { value });
    let settings: Vec<_> =
        settings.iter().map(|(name, value)| wrong((*name, value.as_str()))).collect();
    let gateway = Gateway::with(on, &settings).await;
    let jane = gateway.parent("Jane Doe").await;
    let reply = jane.post("/api/v1/children", child(&jane.family, &jpeg(20, 10))).await;
    assert_eq!(reply.refusal(), (500, "SERVER_ERROR", ""));
    assert!(!reply.body.to_string().contains("Signature"), "{}", reply.body);
    assert_eq!(jane.get("/api/v1/children").await.data(200)["children"], json!([]));
    assert_eq!(files.all().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_says_what_is_wrong_with_a_bucket_and_does_not_wait_for_one_that_is_away() {
    let mut files = Files::fresh(Bucket).await;
    let data = tempfile::tempdir().unwrap();
    let command = |changes: &[(&str, &str)]| {
        let mut command = maternal(data.path());
        command.envs(files.settings()).envs(changes.iter().copied()).stderr(Stdio::piped());
        command
    };
    for (changes, why) in [
        ([("AWS_SECRET_ACCESS_KEY", "another")], "SignatureDoesNotMatch"),
        ([("AWS_ACCESS_KEY_ID", "nobody")], "NotSignedUp"),
        ([("MATERNAL_FILES_URL", "file:///dev/null/pictures")], "MATERNAL_FILES_URL"),
        ([("AWS_SECRET_ACCESS_KEY", "")], "AWS_SECRET_ACCESS_KEY is missing"),
    ] {
        let ended = command(&changes).output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(!ended.status.success(), "{said}");
        assert!(
            said.contains(why) && !said.contains(SECRET) && !said.contains("another"),
            "{said}"
        );
    }
    let good = command(&[]);
    let away = command(&[]);
    drop(Process::start(good));
    assert_eq!(files.all().len(), 0, "what was tried is taken back");
    files.stop().await;
    drop(Process::start(away));
}
