//! The printed schemas are what the code says. `BLESS=1 tests/run contract` renews them.

use std::fs;

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
