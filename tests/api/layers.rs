//! The layering that the README draws, kept true by reading the source.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The source files under `crates/<folder>` and what they say.
pub(crate) fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates").join(folder)];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                sources.push((path, text));
            }
        }
    }
    assert!(!sources.is_empty());
    sources
}

/// Panics if a source file under `crates/<folder>` mentions one of `words`.
fn forbid(folder: &str, words: &[&str]) {
    for (path, text) in sources(folder) {
        for word in words {
            assert!(!text.contains(word), "{} must not know `{word}`", path.display());
        }
    }
}

#[test]
fn the_domain_knows_no_framework_and_no_clock() {
    forbid(
        "domain/src",
        &["actix", "async_graphql", "sea_orm", "serde", "utoipa", "tokio", "Utc::now"],
    );
}

#[test]
fn use_cases_know_no_face() {
    forbid(
        "gateway/src/usecases",
        &["actix", "async_graphql", "utoipa", "crate::rest", "crate::graphql"],
    );
}

#[test]
fn faces_know_no_sql() {
    for face in ["rest", "graphql"] {
        let functions = ["sea_orm", "persistence::begin", ".db.read", ".db.write"];
        forbid(&format!("gateway/src/{face}"), &functions);
    }
}

#[test]
fn the_database_knows_no_face() {
    forbid("persistence/src", &["actix", "async_graphql", "utoipa", "gateway"]);
}
