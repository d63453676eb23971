//! Spoken commands in English, heard by `PocketSphinx` (<https://cmusphinx.github.io>) as another program: it hears only what the
//! grammar beside this file can say, and what is none of that is told from it by how much better mere sounds fit.

mod process;

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::{sync::Semaphore, time::timeout};

use self::process::run;
use super::{Failure, Heard, Sound, decode::RATE};
use crate::work::Work;

/// What can be said.
const GRAMMAR: &str = include_str!("commands.gram");
/// How its words sound, from the CMU Pronouncing Dictionary.
const WORDS: &str = include_str!("commands.dict");
/// Recordings come in by one way.
const LIST: &str = "stdin\n";
/// The program.
const PROGRAM: &str = "pocketsphinx_batch";
/// Where its models of English are, below.
const MODELS: [&str; 2] =
    ["/usr/share/pocketsphinx/model/en-us", "/usr/local/share/pocketsphinx/model/en-us"];
/// How long a recording waits for its turn.
const QUEUE: Duration = Duration::from_secs(30);
/// Frames a second.
const FRAMES: usize = 100;
/// How much less a command may score than mere sounds do, a frame. Commands that were understood score better or a little
/// less; other sentences, other languages and noise are far below (the tests measure it).
const LEAST: f64 = -9.0;
/// What is said is heard again so much slower and faster, in percent: what is not heard then as well is not sure.
const TEMPI: [u32; 2] = [95, 105];
/// Numbers that sound like others, of which they are the rarer ones or as frequent.
const ALIKE: [&str; 8] =
    ["thirteen", "fourteen", "fifteen", "fifty", "sixteen", "seventeen", "eighteen", "nineteen"];

/// A recogniser on this machine.
pub(crate) struct Recogniser {
    program: PathBuf,
    /// How sounds sound.
    sounds: PathBuf,
    /// Which sound follows which.
    sequences: PathBuf,
    grammar: PathBuf,
    words: PathBuf,
    list: PathBuf,
    places: Semaphore,
}

/// What fits, and how well.
#[derive(Debug, PartialEq)]
struct Fit {
    text: String,
    score: f64,
}

impl Recogniser {
    /// The one of this machine, if there is one; what it is to know is put into the data folder.
    ///
    /// # Errors
    /// If that cannot be written.
    pub(super) fn find(data: &Path) -> io::Result<Option<Self>> {
        let path = env::var_os("PATH").unwrap_or_default();
        let program = env::split_paths(&path).map(|folder| folder.join(PROGRAM));
        let program = program.into_iter().find(|program| program.is_file());
        let models = MODELS.iter().map(Path::new).find(|model| model.join("en-us/mdef").is_file());
        let (Some(program), Some(models)) = (program, models) else { return Ok(None) };
        let folder = data.join("speech");
        fs::create_dir_all(&folder)?;
        let put = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::write(&path, text).map(|()| path)
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Some(Self {
            program,
            sounds: models.join("en-us"),
            sequences: models.join("en-us-phone.lm.bin"),
            grammar: put("commands.gram", GRAMMAR)?,
            words: put("commands.dict", WORDS)?,
            list: put("list", LIST)?,
            places: Semaphore::new((cores / 2).max(1)),
        }))
    }

    /// The command that was said; no words if it was none.
    ///
    /// # Errors
    /// [`Failure`] if the program fails.
    pub(super) async fn transcribe(&self, work: &Work, sound: &Sound) -> Result<Heard, Failure> {
        let nothing = Ok(Heard { text: String::new(), surely: false });
        let place = timeout(QUEUE, self.places.acquire()).await;
        let Ok(Ok(_place)) = place else { return Err(Failure::Busy) };
        let Some(command) = self.command(sound).await? else { return nothing };
        let Some(sounds) = self.sounds(sound).await? else { return nothing };
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let frames = (sound.len() * FRAMES / RATE as usize) as f64;
        if (command.score - sounds.score) / frames < LEAST {
            return nothing;
        }
        let mut surely = !command.text.split(' ').any(|word| ALIKE.contains(&word));
        for percent in TEMPI {
            if !surely {
                break;
            }
            let sound = sound.clone();
            let faster = work.run_on_sound(move || Ok(sound.faster(percent))).await;
            let again = self.command(&faster.map_err(io::Error::other)?).await?;
            surely &= again.is_some_and(|again| again.text == command.text);
        }
        Ok(Heard { text: command.text, surely })
    }

    /// What the grammar can say that fits best.
    async fn command(&self, sound: &Sound) -> Result<Option<Fit>, Failure> {
        self.hear(sound, &["-jsgf".as_ref(), self.grammar.as_ref()]).await
    }

    /// What sounds fit best, words or not.
    async fn sounds(&self, sound: &Sound) -> Result<Option<Fit>, Failure> {
        let options = ["-allphone_ci", "yes", "-lw", "2.0", "-allphone"].map(AsRef::as_ref);
        self.hear(sound, &[&options[..], &[self.sequences.as_ref()]].concat()).await
    }

    async fn hear(
        &self,
        sound: &Sound,
        options: &[&std::ffi::OsStr],
    ) -> Result<Option<Fit>, Failure> {
        let usual: [&std::ffi::OsStr; 18] = [
            "-hmm".as_ref(),
            self.sounds.as_ref(),
            "-dict".as_ref(),
            self.words.as_ref(),
            "-ctl".as_ref(),
            self.list.as_ref(),
            // The list names what is to be read, in this folder: the way in.
            "-cepdir".as_ref(),
            "/dev".as_ref(),
            "-cepext".as_ref(),
            "".as_ref(),
            "-adcin".as_ref(),
            "yes".as_ref(),
            "-cmn".as_ref(),
            "batch".as_ref(),
            "-hyp".as_ref(),
            "/dev/stdout".as_ref(),
            "-logfn".as_ref(),
            "/dev/null".as_ref(),
        ];
        let arguments = [&usual[..], options].concat();
        Ok(fit(&run(&self.program, &arguments, sound.bytes()).await?))
    }
}

/// Reads `log a wet diaper (stdin -3421)`.
fn fit(line: &str) -> Option<Fit> {
    let (text, score) = line.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let score = score.rsplit_once(' ')?.1.parse().ok()?;
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(Fit { text, score })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_heard_stands_before_its_score() {
        let wet = Fit { text: "log a wet diaper".into(), score: -3421.0 };
        assert_eq!(fit("log a wet diaper (stdin -3421)\n"), Some(wet));
        for nothing in ["", "\n", " (stdin -1)", "(stdin 0)", "log a wet diaper", "log (stdin x)"] {
            assert_eq!(fit(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn every_word_that_can_be_said_has_a_sound_and_no_other_has() {
        let lines = GRAMMAR.lines().map(|line| line.split("//").next().unwrap_or_default());
        let text: String = lines.skip(1).flat_map(|line| [line, "\n"]).collect();
        let rules = text.split(';').filter_map(|rule| rule.split_once('='));
        let said = rules.flat_map(|(_, says)| says.split(|it: char| "()[]|+* \n".contains(it)));
        let mut said: Vec<_> =
            said.filter(|word| !word.is_empty() && !word.starts_with(['<', '/'])).collect();
        said.sort_unstable();
        said.dedup();
        let known = WORDS.lines().filter_map(|line| line.split_once(' ')).map(|(word, _)| word);
        let mut known: Vec<_> = known.filter(|word| !word.ends_with(')')).collect();
        known.sort_unstable();
        assert_eq!(said, known);
    }
}
