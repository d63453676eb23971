//! The printed schemas are what the code says. `BLESS=1 tests/run contract` renews them.

use std::{collections::HashMap, fs};

fn is_current(name: &str, current: &str) {
    let path = format!("{}/../{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, current).unwrap();
    }
    let printed = fs::read_to_string(&path).unwrap_or_default();
    assert!(printed == current, "{name} is not current: run `BLESS=1 tests/run contract`");
}

#[test]
fn schema_graphql_is_current() {
    is_current("schema.graphql", &gateway::graphql::schema().sdl());
}

#[test]
fn openapi_json_is_current() {
    is_current(
        "openapi.json",
        &format!("{}\n", gateway::rest::openapi().to_pretty_json().unwrap()),
    );
}

/// A printed document keeps one of those that share a name, and would tell of the others' bodies what is not so.
#[test]
fn every_schema_has_a_name_of_its_own() {
    let mut names = HashMap::new();
    for (path, source) in crate::layers::sources("gateway/src/rest") {
        for part in source.split("#[derive(").skip(1) {
            let (traits, rest) = part.split_once(")]").unwrap();
            let mut lines = rest.lines().filter(|line| !line.trim_start().starts_with("//"));
            let name_in = |line: &str| {
                let mut words =
                    line.split(|it: char| !it.is_alphanumeric() && !matches!(it, '_' | '$'));
                words.find(|it| matches!(*it, "as" | "struct" | "enum"))?;
                words.find(|it| !it.is_empty()).map(str::to_owned)
            };
            // What a macro writes has the names that it is given.
            let written = |name: &String| !name.starts_with('$');
            if traits.contains("ToSchema")
                && let Some(name) = lines.find_map(name_in).filter(written)
            {
                let other = names.insert(name.clone(), path.clone());
                assert!(
                    other.is_none(),
                    "{name}: {} and {}",
                    path.display(),
                    other.unwrap().display()
                );
            }
        }
    }
    assert!(names.len() > 100, "{}", names.len());
}
