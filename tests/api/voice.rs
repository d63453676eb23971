//! Spoken commands: by a stand-in for a server, and by the recogniser of this machine.

use std::{collections::BTreeMap, time::Duration};

use futures_util::{StreamExt, stream};
use rstest::rstest;
use serde_json::{Value, json};
use tests::{
    Gateway, Hearing, Person, SpeechServer,
    Storage::{self, PostgresAndRedis, Sqlite},
    Voice, said_by, send,
};

use crate::commands::{AFTERNOON, COMMAND, logged};

const VOICE: &str = "/api/v1/ai/voice";
const DOCUMENTED: &str = "Baby fed 4 ounces at 3pm";
const SPOKEN: &str = "baby fed four ounces at three p m";
const WOMAN: Voice = Voice::Flite("slt");
/// "Log a wet diaper", as an MP3 file.
pub(crate) const WET: &[u8] = include_bytes!("../fixtures/wet.mp3");
const M4A: &[u8] = include_bytes!("../fixtures/wet.m4a");
const AAC: &[u8] = include_bytes!("../fixtures/wet.aac");
const LONG: Duration = Duration::from_mins(1);
const SHORT: Duration = Duration::from_millis(700);

/// A tone of so many seconds that fills a WAV file of this rate.
fn tone(rate: u32, seconds: u32, loudness: f64) -> Vec<u8> {
    let data = rate * seconds * 2;
    let mut wav = Vec::new();
    wav.extend_from_slice(b"RIFF");
    wav.extend_from_slice(&(36 + data).to_le_bytes());
    wav.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wav.extend_from_slice(&rate.to_le_bytes());
    wav.extend_from_slice(&(rate * 2).to_le_bytes());
    wav.extend_from_slice(b"\x02\0\x10\0data");
    wav.extend_from_slice(&data.to_le_bytes());
    for n in 0..rate * seconds {
        let at = (f64::from(n) * 440.0 * std::f64::consts::TAU / f64::from(rate)).sin();
        #[expect(clippy::cast_possible_truncation, reason = "it is within the bounds")]
        wav.extend_from_slice(&((at * loudness * 32_767.0) as i16).to_le_bytes());
    }
    wav
}

fn english(child: &str) -> [(&str, &str); 2] {
    [("childId", child), ("locale", "en-US")]
}

#[rstest]
#[tokio::test]
async fn the_documented_command_is_heard_by_a_server(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let speech = SpeechServer::start();
    let gateway = Gateway::hearing(on, &speech, LONG).await;
    gateway.set_clock(AFTERNOON);
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    speech.hear_words(DOCUMENTED);
    let said = jane.speak(&english(&child), &tone(44_100, 1, 0.3)).await.data(200);
    assert_eq!(said["transcription"], DOCUMENTED);
    let interpretation = json!({
        "action": "log_feeding",
        "childId": child,
        "parameters": { "amount": 4, "unit": "oz", "time": "15:00" },
    });
    assert_eq!(said["interpretation"], interpretation);
    assert_eq!(said["executed"], true);
    assert_eq!(logged(&jane, &child).await[0]["id"], said["activityId"]);

    let asked = speech.asked();
    let field = |name: &str| String::from_utf8_lossy(&asked[0][name]).into_owned();
    assert_eq!((field("language"), field("response_format")), ("en".into(), "json".into()));
    let wav = &asked[0]["file"];
    assert_eq!((&wav[..4], &wav[24..28]), (&b"RIFF"[..], &16_000_u32.to_le_bytes()[..]));
    assert!(wav.len().abs_diff(44 + 32_000) < 100, "{} bytes", wav.len());
    let health = gateway.anyone().get("/api/v1/health").await.body;
    assert_eq!(health["services"]["speech"], "operational");
}

#[rstest]
#[tokio::test]
async fn the_documented_command_is_heard_on_this_machine(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let gateway = Gateway::start_at(on, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let audio = said_by(WOMAN, SPOKEN);
    let key = |call: reqwest::RequestBuilder| call.header("Idempotency-Key", "key");
    let said = send(key(jane.spoken(&english(&child), &audio))).await.data(200);
    assert_eq!(said["transcription"], "baby fed four ounces at three p.m.");
    let parameters = json!({ "amount": 4, "unit": "oz", "time": "15:00" });
    assert_eq!(said["interpretation"]["parameters"], parameters);
    assert_eq!(
        (&said["executed"], &said["message"]),
        (&json!(true), &json!("Logged: bottle, 4 oz, 3:00 PM"))
    );
    let again = send(key(jane.spoken(&english(&child), &audio))).await;
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(again.data(200), said);
    let activities = logged(&jane, &child).await;
    assert_eq!(activities.len(), 1);
    assert_eq!(activities[0]["timestamp"], "2026-03-04T15:00:00Z");
    let health = gateway.anyone().get("/api/v1/health").await.body;
    assert_eq!(health["services"]["speech"], "embedded");
}

#[rstest]
#[tokio::test]
async fn recordings_of_phones_are_decoded() {
    let gateway = Gateway::start_at(Sqlite, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    for (form, file) in [("mp3", WET), ("m4a", M4A), ("aac", AAC)] {
        let said = jane.speak(&english(&child), file).await.data(200);
        assert_eq!(said["transcription"], "log a wet diaper", "{form}");
        assert_eq!(said["interpretation"]["parameters"]["type"], "wet", "{form}");
    }
    assert!(!logged(&jane, &child).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_recording_that_cannot_be_used_is_refused_with_what_is_wrong(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let speech = SpeechServer::start();
    let gateway = Gateway::hearing(on, &speech, LONG).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let mut lying = tone(16_000, 1, 0.3);
    lying[24..28].copy_from_slice(&1_u32.to_le_bytes());
    let mut click = tone(16_000, 1, 0.3)[..2_044].to_vec();
    click[40..44].copy_from_slice(&2_000_u32.to_le_bytes());
    for (what, audio, reason) in [
        ("text", b"This is no recording.".to_vec(), "Must be a recording in WAV, MP3, M4A or AAC"),
        ("a picture", crate::photos::jpeg(20, 10), "Must be a recording in WAV, MP3, M4A or AAC"),
        ("a head alone", tone(16_000, 1, 0.3)[..44].to_vec(), "The recording is broken"),
        ("half a head", WET[..60].to_vec(), "Must be a recording in WAV, MP3, M4A or AAC"),
        ("one sample a second", lying, "Must be a recording in WAV, MP3, M4A or AAC"),
        ("silence", tone(16_000, 2, 0.0), "There is nothing to hear in the recording"),
        ("a click", click, "There is nothing to hear in the recording"),
        ("too long", tone(8_000, 61, 0.3), "The recording is longer than 60 seconds"),
    ] {
        let refused = jane.speak(&english(&child), &audio).await;
        assert_eq!(
            refused.refusal(),
            (400, "VALIDATION_ERROR", "audio"),
            "{what} {}",
            refused.body
        );
        assert_eq!(refused.body["error"]["details"]["reason"], reason, "{what}");
    }
    let large = jane.speak(&english(&child), &vec![0; 10 * 1024 * 1024 + 1]).await;
    assert_eq!(large.refusal(), (413, "VALIDATION_ERROR", "audio"));
    let nothing = send(jane.upload(VOICE, &english(&child), b"")).await;
    assert_eq!(nothing.refusal(), (400, "VALIDATION_ERROR", "audio"));
    let json = jane.post(VOICE, json!({ "childId": child })).await;
    assert_eq!(json.refusal(), (415, "VALIDATION_ERROR", "Content-Type"));
    let audio = tone(16_000, 1, 0.3);
    let unknown = jane.speak(&[("childId", &child), ("locale", "tlh")], &audio).await;
    assert_eq!(unknown.refusal(), (400, "VALIDATION_ERROR", "locale"));
    let whose = jane.speak(&[("childId", "Emma")], &audio).await;
    assert_eq!(whose.refusal(), (400, "VALIDATION_ERROR", "childId"));
    assert_eq!(speech.asked().len(), 0, "nobody was asked");
    assert_eq!(logged(&jane, &child).await, Vec::<Value>::new());
}

/// AAC of which every second frame holds something else than sound.
fn half_broken() -> Vec<u8> {
    let mut aac = AAC.to_vec();
    let (mut at, mut frames) = (0, 0);
    while at + 7 <= aac.len() {
        let [high, middle, low] = [aac[at + 3], aac[at + 4], aac[at + 5]].map(usize::from);
        let end = at + ((high & 3) << 11 | middle << 3 | low >> 5);
        if frames % 2 == 1 {
            aac[at + 7..end].fill(0xa5);
        }
        (at, frames) = (end, frames + 1);
    }
    assert!(frames > 20 && at == aac.len());
    aac
}

#[rstest]
#[tokio::test]
async fn a_recording_of_which_a_part_is_missing_is_not_obeyed(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let speech = SpeechServer::start();
    let gateway = Gateway::hearing(on, &speech, LONG).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let cut = |file: &[u8]| file[..file.len() * 6 / 10].to_vec();
    let (broken, no_file) =
        ("The recording is broken", "Must be a recording in WAV, MP3, M4A or AAC");
    for (what, audio, reason) in [
        ("WAV", cut(&tone(16_000, 2, 0.3)), broken),
        ("MP3", cut(WET), broken),
        // What it holds is told at its end.
        ("M4A", cut(M4A), no_file),
        ("AAC", cut(AAC), broken),
        ("half of it", half_broken(), broken),
    ] {
        let refused = jane.speak(&english(&child), &audio).await;
        assert_eq!(refused.refusal(), (400, "VALIDATION_ERROR", "audio"), "{what}");
        assert_eq!(refused.body["error"]["details"]["reason"], reason, "{what}");
    }
    assert_eq!(speech.asked().len(), 0, "nobody was asked");
    assert_eq!(logged(&jane, &child).await, Vec::<Value>::new());
}

#[rstest]
#[case::no_length(0, 0)]
#[case::none_behind_the_head(36, 0)]
#[case::open(u32::MAX, u32::MAX)]
#[case::endless(0x7fff_ffff, 0x7fff_ffdb)]
#[tokio::test]
async fn a_recording_that_was_streamed_ends_where_it_ends(#[case] file: u32, #[case] data: u32) {
    let speech = SpeechServer::start();
    let gateway = Gateway::hearing(Sqlite, &speech, LONG).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    speech.hear_words("log a wet diaper");
    let mut audio = tone(16_000, 2, 0.3);
    audio[4..8].copy_from_slice(&file.to_le_bytes());
    audio[40..44].copy_from_slice(&data.to_le_bytes());
    assert_eq!(jane.speak(&english(&child), &audio).await.data(200)["executed"], true);
    let heard = speech.asked()[0]["file"].len();
    assert!(heard.abs_diff(44 + 64_000) < 100, "{heard} bytes");
}

#[rstest]
#[case::refused(vec![Hearing::Status(401)], 1)]
#[case::moved(vec![Hearing::Status(307)], 1)]
#[case::broken(vec![Hearing::Raw("{\"text\": ".into())], 1)]
#[case::foreign(vec![Hearing::Raw("{\"words\": []}".into())], 1)]
#[case::huge(vec![Hearing::Text("well ".repeat(20_000))], 1)]
#[case::long(vec![Hearing::Text("well ".repeat(200))], 1)]
#[case::twice(vec![Hearing::Status(500), Hearing::Status(503)], 2)]
#[tokio::test]
async fn a_server_that_fails_is_told_of_and_nothing_is_made_up(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
    #[case] hearings: Vec<Hearing>,
    #[case] calls: usize,
) {
    let speech = SpeechServer::start();
    let gateway = Gateway::hearing(on, &speech, LONG).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    for hearing in hearings {
        speech.hear(hearing);
    }
    let failed = jane.speak(&english(&child), &tone(16_000, 1, 0.3)).await;
    assert_eq!(failed.refusal(), (503, "SERVICE_UNAVAILABLE", ""));
    assert_eq!(speech.asked().len(), calls);
    assert_eq!(logged(&jane, &child).await, Vec::<Value>::new());
}

#[rstest]
#[tokio::test]
async fn a_server_is_asked_again_waited_for_so_long_and_may_hear_nothing(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let speech = SpeechServer::start();
    let gateway = Gateway::hearing(on, &speech, SHORT).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let audio = tone(16_000, 1, 0.3);
    speech.hear(Hearing::Late);
    let late = jane.speak(&english(&child), &audio).await;
    assert_eq!(late.refusal(), (503, "SERVICE_UNAVAILABLE", ""));
    speech.hear(Hearing::Text(" ".into()));
    let nothing = jane.speak(&english(&child), &audio).await;
    assert_eq!(nothing.refusal(), (400, "VALIDATION_ERROR", "audio"));
    speech.hear(Hearing::Status(503));
    speech.hear_words("log a wet diaper");
    assert_eq!(jane.speak(&english(&child), &audio).await.data(200)["executed"], true);
    assert_eq!(logged(&jane, &child).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_recording_that_comes_again_is_not_heard_again(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let speech = SpeechServer::start();
    let gateway = Gateway::hearing(on, &speech, LONG).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    speech.hear_words("log a wet diaper");
    speech.hear_words("log a dirty diaper");
    let audio = tone(16_000, 1, 0.3);
    let reply = async |key: &str, audio: &[u8]| {
        let call = jane.spoken(&english(&child), audio).header("Idempotency-Key", key);
        tests::send(call).await
    };
    let send = async |key: &str| reply(key, &audio).await.data(200);
    let first = send("key").await;
    assert_eq!(send("key").await, first);
    let other = reply("key", &tone(16_000, 1, 0.2)).await;
    assert_eq!(other.refusal(), (422, "VALIDATION_ERROR", "Idempotency-Key"));
    assert_eq!((speech.asked().len(), logged(&jane, &child).await.len()), (1, 1));
    assert_eq!(send("another").await["interpretation"]["parameters"]["type"], "dirty");
}

#[rstest]
#[tokio::test]
async fn who_may_not_or_does_not_want_to_is_not_heard(
    #[values(Sqlite, PostgresAndRedis)] on: Storage,
) {
    let speech = SpeechServer::start();
    let gateway = Gateway::hearing(on, &speech, LONG).await;
    let (jane, gran, eve) = (
        gateway.parent("Jane Doe").await,
        gateway.parent("Gran Doe").await,
        gateway.parent("Eve Else").await,
    );
    let child = jane.child("Emma").await;
    jane.welcome(&gran, "viewer", None).await;
    let audio = tone(16_000, 1, 0.3);
    let stranger = eve.speak(&english(&child), &audio).await;
    assert_eq!(stranger.refusal(), (404, "NOT_FOUND", ""));
    let app = "/api/v1/users/settings/app";
    jane.put(app, json!({ "dark_mode": true })).await.bare(200);
    speech.hear_words("baby ate");
    assert_eq!(jane.speak(&english(&child), &audio).await.status, 200, "they said nothing of it");
    jane.put(app, json!({ "ai_voice_enabled": false })).await.bare(200);
    let off = jane.speak(&english(&child), &audio).await;
    assert_eq!(off.refusal(), (403, "FORBIDDEN", ""));
    let words = off.body["error"]["message"].as_str().unwrap();
    assert!(words.contains("ai_voice_enabled"), "{words}");
    assert_eq!(speech.asked().len(), 1, "nobody else was heard");
    jane.put(app, json!({ "ai_voice_enabled": true })).await.bare(200);
    speech.hear_words("log a wet diaper");
    assert_eq!(jane.speak(&english(&child), &audio).await.data(200)["executed"], true);
    speech.hear_words("log a wet diaper");
    let viewer = gran.speak(&english(&child), &audio).await;
    assert_eq!(viewer.refusal(), (403, "FORBIDDEN", ""));
    assert_eq!(logged(&jane, &child).await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn what_nothing_here_hears_is_not_guessed(#[values(Sqlite, PostgresAndRedis)] on: Storage) {
    let audio = said_by(WOMAN, SPOKEN);
    let deaf = Gateway::with(on, &[("MATERNAL_SPEECH", "off")]).await;
    let jane = deaf.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let unheard = jane.speak(&english(&child), &audio).await;
    assert_eq!(unheard.refusal(), (503, "SERVICE_UNAVAILABLE", ""));
    assert_eq!(logged(&jane, &child).await, Vec::<Value>::new());
    let health = deaf.anyone().get("/api/v1/health").await.body;
    assert_eq!(health["services"]["speech"], "absent");

    let gateway = Gateway::start(on).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    for locale in ["es-MX", "fr-CA", "pt-BR", "zh-CN"] {
        let foreign = jane.speak(&[("childId", &child), ("locale", locale)], &audio).await;
        assert_eq!(foreign.refusal(), (503, "SERVICE_UNAVAILABLE", ""), "{locale}");
    }
    let silent = jane.speak(&english(&child), &tone(16_000, 2, 0.0)).await;
    assert_eq!(silent.refusal(), (400, "VALIDATION_ERROR", "audio"));
    let humming = jane.speak(&english(&child), &tone(16_000, 3, 0.3)).await;
    assert_eq!(humming.refusal(), (400, "VALIDATION_ERROR", "audio"), "{}", humming.body);
    assert_eq!(logged(&jane, &child).await, Vec::<Value>::new());
}

/// What became of the sentences that a voice said.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    said: u32,
    /// Understood as they were meant.
    right: u32,
    /// Of them, carried out without a question.
    done: u32,
    /// Carried out, but not as they were meant.
    wrong: u32,
}

impl Tally {
    fn share(self) -> f64 {
        f64::from(self.right) / f64::from(self.said)
    }
}

/// What it says of a command that is a child's own, but for the child.
fn meaning(body: &Value) -> Value {
    let interpretation = &body["data"]["interpretation"];
    json!([interpretation["action"], interpretation["parameters"]])
}

/// What becomes of a sentence that is said, beside what becomes of it typed: whether it is understood, and whether it is done.
async fn tried(jane: &Person<'_>, voice: Voice, text: &'static str) -> (bool, bool) {
    let [typed, spoken] = [jane.child("Emma").await, jane.child("Emma").await];
    let body = json!({ "text": text, "childId": typed, "locale": "en-US" });
    let meant = jane.post(COMMAND, body).await.body;
    assert_eq!(meant["success"], true, "{text}: {meant}");
    assert!(meant["data"]["interpretation"].is_object(), "{text}: {meant}");
    let audio = tokio::task::spawn_blocking(move || said_by(voice, text)).await.unwrap();
    let heard = jane.speak(&english(&spoken), &audio).await.body;
    let (right, done) = (meaning(&heard) == meaning(&meant), heard["data"]["executed"] == true);
    if !right {
        println!("{voice:?} {done} `{text}`: {}", heard["data"]["transcription"]);
    }
    (right, done)
}

#[tokio::test]
async fn most_of_what_is_said_is_understood_and_hardly_anything_is_done_that_was_not_meant() {
    let gateway = Gateway::with(Sqlite, &[("MATERNAL_FREE_CHILDREN", "1000")]).await;
    gateway.set_clock(AFTERNOON);
    let jane = gateway.parent("Jane Doe").await;
    let sentences: Vec<_> = include_str!("../fixtures/spoken.txt").lines().collect();
    assert!(sentences.len() >= 40);
    // A voice of tones is far from those that the recogniser knows: few of its sentences do.
    let voices = [(WOMAN, 1), (Voice::Flite("rms"), 1), (Voice::Espeak("en-us"), 3)];
    let said = voices
        .iter()
        .flat_map(|(voice, step)| sentences.iter().step_by(*step).map(move |text| (*voice, *text)));
    let heard = stream::iter(said).map(async |(voice, text)| {
        let (right, done) = tried(&jane, voice, text).await;
        (voice, right, done)
    });
    let heard: Vec<_> = heard.buffer_unordered(3).collect().await;
    let mut tallies = BTreeMap::<_, Tally>::new();
    for (voice, right, done) in heard {
        let tally = tallies.entry(format!("{voice:?}")).or_default();
        tally.said += 1;
        tally.right += u32::from(right);
        tally.done += u32::from(right && done);
        tally.wrong += u32::from(!right && done);
    }
    println!("{tallies:?}");
    for (voice, tally) in &tallies {
        let floor = if voice.starts_with("Flite") { 0.85 } else { 0.0 };
        assert!(tally.share() >= floor, "{voice}: {tally:?}");
    }
    let (said, wrong) =
        tallies.values().fold((0, 0), |sum, it| (sum.0 + it.said, sum.1 + it.wrong));
    assert!(wrong * 100 <= said * 2, "{wrong} of {said} were done otherwise than meant");
}

#[tokio::test]
async fn other_sentences_and_other_languages_are_no_commands() {
    let gateway = Gateway::start_at(Sqlite, AFTERNOON).await;
    let jane = gateway.parent("Jane Doe").await;
    let child = jane.child("Emma").await;
    let lines: Vec<_> = include_str!("../fixtures/unspoken.txt").lines().collect();
    assert!(lines.len() >= 30);
    let heard = stream::iter(lines).map(async |line: &'static str| {
        let (voice, text) = line.split_once('|').unwrap();
        let voice = match voice.split_once(':').unwrap() {
            ("flite", name) => Voice::Flite(name),
            (_, name) => Voice::Espeak(name),
        };
        let audio = tokio::task::spawn_blocking(move || said_by(voice, text)).await.unwrap();
        let reply = jane.speak(&english(&child), &audio).await;
        assert_ne!(reply.body["data"]["executed"], true, "{line}: {}", reply.body);
        reply.status
    });
    let refused: Vec<_> = heard.buffer_unordered(3).collect().await;
    println!("{} of {} refused", refused.iter().filter(|it| **it == 400).count(), refused.len());
    assert_eq!(logged(&jane, &child).await, Vec::<Value>::new());
}
