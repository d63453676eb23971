//! Where pictures are kept.

use std::{fmt, path::PathBuf};

use super::{Wrong, together, url};

const URL: &str = "MATERNAL_FILES_URL";
const REGION: &str = "AWS_REGION";
const ENDPOINT: &str = "AWS_ENDPOINT_URL";
const KEY: [&str; 2] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

/// A place for files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `file:///folder`.
    Folder(PathBuf),
    /// `s3://bucket/prefix`.
    Bucket(Bucket),
}

/// A bucket of S3, or of a server that speaks as S3 does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// What it is called.
    pub name: String,
    /// What the names of all files in it begin with, without slashes around it; may be empty.
    pub prefix: String,
    /// `AWS_REGION`: where it is.
    pub region: String,
    /// `AWS_ENDPOINT_URL`: the server; absent, Amazon's.
    pub endpoint: Option<String>,
    /// `AWS_ACCESS_KEY_ID`: who asks.
    pub key_id: String,
    /// `AWS_SECRET_ACCESS_KEY`: what shows it.
    pub secret: Secret,
}

/// What is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "file://{}", folder.display()),
            Self::Bucket(Bucket { name, prefix, .. }) => write!(f, "s3://{name}/{prefix}"),
        }
    }
}

/// The place that the settings name.
pub(super) fn place(get: &impl Fn(&str) -> Option<String>) -> Result<Option<Place>, Wrong> {
    let Some(given) = url(URL, get(URL), &["file://", "s3://"])? else { return Ok(None) };
    Ok(Some(match given.strip_prefix("s3://") {
        Some(path) => Place::Bucket(bucket(path, get)?),
        None => match given.trim_start_matches("file://") {
            "" => {
                return Err(Wrong(format!("{URL} names no folder, as file:///srv/pictures does.")));
            }
            folder => Place::Folder(folder.into()),
        },
    }))
}

fn bucket(path: &str, get: &impl Fn(&str) -> Option<String>) -> Result<Bucket, Wrong> {
    let (name, prefix) = path.split_once('/').unwrap_or((path, ""));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    if name.is_empty() || !path.chars().all(is_plain) {
        return Err(Wrong(format!(
            "{URL} must be s3://bucket or s3://bucket/prefix; all else is set by {ENDPOINT}, {REGION}, {}.",
            KEY.join(" and ")
        )));
    }
    let endpoint = url(ENDPOINT, get(ENDPOINT), &["https://", "http://"])?;
    let region = match (get(REGION), &endpoint) {
        (Some(region), _) => region,
        // Other servers have none, and take the name of Amazon's first.
        (None, Some(_)) => "us-east-1".into(),
        (None, None) => {
            return Err(Wrong(format!(
                "{URL} names a bucket, but {REGION} does not say where it is; for another server than Amazon's, set {ENDPOINT}."
            )));
        }
    };
    let Some([key_id, secret]) = together(get, KEY)? else {
        return Err(Wrong(format!("{URL} names a bucket, but {} are missing.", KEY.join(" and "))));
    };
    Ok(Bucket {
        name: name.into(),
        prefix: prefix.trim_matches('/').into(),
        region,
        endpoint,
        key_id,
        secret: Secret(secret),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPLETE: [(&str, &str); 5] = [
        (URL, "s3://family-pictures/of/maternal/"),
        (REGION, "eu-central-1"),
        (ENDPOINT, "http://127.0.0.1:9000"),
        (KEY[0], "maternal"),
        (KEY[1], "hush-hush"),
    ];

    fn read(given: &[(&str, &str)]) -> Result<Option<Place>, Wrong> {
        let find = |name: &str| given.iter().find(|(known, _)| *known == name);
        place(&|name| find(name).map(|(_, value)| (*value).into()))
    }

    fn bucket(given: &[(&str, &str)]) -> Bucket {
        let Some(Place::Bucket(bucket)) = read(given).unwrap() else { panic!("it is a bucket") };
        bucket
    }

    fn without(names: &[&str]) -> Vec<(&'static str, &'static str)> {
        COMPLETE.into_iter().filter(|(name, _)| !names.contains(name)).collect()
    }

    #[test]
    fn a_place_is_a_folder_or_a_bucket() {
        assert_eq!(read(&without(&[URL])).unwrap(), None);
        let folder = Place::Folder("/srv/pictures".into());
        assert_eq!(read(&[(URL, "file:///srv/pictures")]).unwrap(), Some(folder));
        let complete = bucket(&COMPLETE);
        assert_eq!((&*complete.name, &*complete.prefix), ("family-pictures", "of/maternal"));
        assert!(!format!("{complete:?}").contains("hush"));
        assert_eq!(bucket(&without(&[REGION])).region, "us-east-1");
        assert_eq!(bucket(&without(&[ENDPOINT])).endpoint, None);
    }

    #[test]
    fn what_is_missing_or_wrong_is_named_and_the_secret_is_not_told() {
        for (missing, named) in [
            (vec![REGION, ENDPOINT], REGION),
            (vec![KEY[0]], KEY[0]),
            (vec![KEY[1]], KEY[1]),
            (KEY.to_vec(), KEY[1]),
        ] {
            let sentence = read(&without(&missing)).unwrap_err().to_string();
            assert!(sentence.contains(named) && sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.contains("hush"), "{sentence}");
        }
        for (name, value) in [
            (URL, "file://"),
            (URL, "s3://"),
            (URL, "s3:///prefix"),
            (URL, "s3://bucket?region=eu"),
            (URL, "s3://maternal:hush@bucket"),
            (ENDPOINT, "127.0.0.1:9000"),
        ] {
            let mut given = without(&[name]);
            given.push((name, value));
            let sentence = read(&given).unwrap_err().to_string();
            assert!(sentence.contains(name) && !sentence.contains("hush"), "{sentence}");
        }
    }
}
