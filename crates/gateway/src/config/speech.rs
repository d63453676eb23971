//! What hears people speak.

use super::{
    ModelServer, Wrong,
    model::{self, Names},
    switch,
};

const SWITCH: &str = "MATERNAL_SPEECH";
const NAMES: Names = Names {
    url: "MATERNAL_SPEECH_URL",
    key: "MATERNAL_SPEECH_KEY",
    model: "MATERNAL_SPEECH_MODEL",
};

/// What hears people speak.
#[derive(Clone, Debug)]
pub enum Hearing {
    /// Nothing.
    Off,
    /// A recogniser on this machine, if there is one.
    Embedded,
    /// A model on a server.
    Server(ModelServer),
}

/// What the settings name.
pub(super) fn hearing(get: &impl Fn(&str) -> Option<String>) -> Result<Hearing, Wrong> {
    let on = switch(SWITCH, get(SWITCH), "on")?;
    match model::named(get, &NAMES)? {
        Some(_) if !on => Err(Wrong(format!("{SWITCH} is off, but {} is set.", NAMES.url))),
        Some(server) => Ok(Hearing::Server(server)),
        None if on => Ok(Hearing::Embedded),
        None => Ok(Hearing::Off),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[(&str, &str)]) -> Result<Hearing, Wrong> {
        hearing(&|name| {
            given.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into())
        })
    }

    #[test]
    fn a_server_hears_if_there_is_one_else_this_machine_unless_it_must_not() {
        let (url, model) = ((NAMES.url, "http://127.0.0.1:8000/v1"), (NAMES.model, "whisper"));
        assert!(matches!(read(&[]), Ok(Hearing::Embedded)));
        assert!(matches!(read(&[(SWITCH, "off")]), Ok(Hearing::Off)));
        let Ok(Hearing::Server(server)) = read(&[url, model]) else { panic!("a server is named") };
        assert_eq!((&*server.url, &*server.model), ("http://127.0.0.1:8000/v1", "whisper"));
        for wrong in
            [vec![url], vec![model], vec![url, model, (SWITCH, "off")], vec![(SWITCH, "maybe")]]
        {
            let sentence = read(&wrong).unwrap_err().to_string();
            assert!(sentence.contains("MATERNAL_SPEECH") && sentence.ends_with('.'), "{sentence}");
        }
    }
}
