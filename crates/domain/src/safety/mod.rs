//! Danger: which signs of it a message or what is logged holds, what is not answered, and what may be passed on of what a
//! language model says.
//!
//! It tells danger from none by closed lists of phrases; where it doubts, it alarms.

mod age;
mod answer;
mod clause;
mod declined;
mod emergency;
mod fever;
mod frame;
mod log;
mod notion;
mod number;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use crate::{Word, lexicon::Lexicon, word::words};

pub use answer::passable;
pub use declined::{Declined, declined};
pub use emergency::EmergencyNumbers;
pub use log::{Log, logged};

use clause::Clause;

/// The lists of one name in every language.
macro_rules! lists {
    ($name:literal) => {
        [
            include_str!(concat!("lexicon/en/", $name)),
            include_str!(concat!("lexicon/es/", $name)),
            include_str!(concat!("lexicon/fr/", $name)),
            include_str!(concat!("lexicon/pt/", $name)),
            include_str!(concat!("lexicon/zh/", $name)),
        ]
    };
}

/// What messages speak of, in every language.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::of(&[lists!("child.txt"), lists!("parent.txt"), lists!("answers.txt")].concat())
});

/// What is said around a danger, in every language.
static FRAMES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&lists!("frames.txt")));

/// The notions, each language by itself: what means one thing in one is an article in another.
static NOTIONS: LazyLock<[Lexicon; 5]> =
    LazyLock::new(|| lists!("notions.txt").map(|list| Lexicon::of(&[list])));

words! {
    /// A sign that somebody needs help now, the gravest first.
    RedFlag {
        /// Struggles to breathe, or pauses between breaths (NHS "Is your baby or toddler seriously ill?"; WHO IMCI).
        Breathing = "breathing",
        /// Blue, grey or ashen lips, tongue or skin (NICE NG143, red).
        Blue = "blue",
        /// Chokes on something (NHS "How to stop a child from choking").
        Choking = "choking",
        /// Unconscious, or cannot be woken (WHO IMCI general danger signs; NICE NG143, red).
        Unconscious = "unconscious",
        /// Was under water (AAP, "Drowning prevention and first aid").
        Drowning = "drowning",
        /// Bleeds heavily, or does not stop (NHS "Cuts and grazes"; St John Ambulance, "Severe bleeding").
        Bleeding = "bleeding",
        /// A seizure (WHO IMCI general danger signs; NHS "Febrile seizures").
        Seizure = "seizure",
        /// A severe allergic reaction (NHS "Anaphylaxis").
        AllergicReaction = "allergic-reaction",
        /// Limp (NHS "Is your baby or toddler seriously ill?": floppy).
        Limp = "limp",
        /// Swallowed a battery, a magnet, poison or medicine, or too much of a medicine (NHS; America's Poison Centers).
        Swallowed = "swallowed",
        /// Electricity went through the body (NHS "Electric shock": every shock is to be seen).
        ElectricShock = "electric-shock",
        /// A stiff neck, or one that hurts to bend (NICE NG143, red; NHS "Meningitis").
        StiffNeck = "stiff-neck",
        /// A rash that does not fade (NICE NG143, red; NHS "Meningitis": the glass test).
        Rash = "rash",
        /// A burn or a scald (NHS "Burns and scalds": all of young children are to be seen).
        Burn = "burn",
        /// Left in a hot car, or overheated (NHS "Heat exhaustion and heatstroke"; AAP, "Prevent child deaths in hot cars").
        Heat = "heat",
        /// A blow to the head, or a fall (NICE NG232; AAP, "Head injury in children").
        HeadInjury = "head-injury",
        /// Bitten by an animal, or stung by a scorpion (NHS "Animal and human bites", "Snake bites"; WHO "Rabies").
        Bite = "bite",
        /// A bone that may be broken, or a joint out of place (NHS "Broken arm or wrist").
        Fracture = "fracture",
        /// A testicle or groin that is swollen and painful (NHS "Testicle pain", "Hernia": torsion, strangulation).
        Groin = "groin",
        /// A parent thinks of ending or harming their own life (CDC, "Hear Her"; ACOG).
        SelfHarm = "self-harm",
        /// A parent thinks of harming the baby, or has shaken it (CDC, "Hear Her"; AAP, "Abusive head trauma").
        HarmBaby = "harm-baby",
        /// A parent hears voices, or believes what is not so (NHS, "Postpartum psychosis").
        Psychosis = "psychosis",
        /// Soaks a pad an hour, or passes large clots (CDC, "Hear Her"; ACOG).
        HeavyBleeding = "heavy-bleeding",
        /// A parent has pain in the chest, or is short of breath (CDC, "Hear Her").
        ChestPain = "chest-pain",
        /// A parent has a severe headache, or sees spots (CDC, "Hear Her": pre-eclampsia up to six weeks after birth).
        Headache = "headache",
        /// A swollen or painful leg (CDC, "Hear Her": a clot).
        LegPain = "leg-pain",
        /// Violence at home (CDC, "Intimate partner violence"; WHO).
        Abuse = "abuse",
        /// Green vomit, or blood in it (NICE NG1, red; NHS).
        Vomit = "vomit",
        /// Shoots out feed after feed in the first months (NICE NG1: pyloric stenosis under two months).
        ForcefulVomit = "forceful-vomit",
        /// A bulging fontanelle (NICE NG143, red).
        Fontanelle = "fontanelle",
        /// 38.0 °C or more under three months (NICE NG143, red; AAP: 100.4 °F).
        YoungFever = "young-fever",
        /// 40 °C or more at any age (AAP: 104 °F), 39 °C from three to six months (NICE NG143).
        HighFever = "high-fever",
        /// A parent's fever after a birth (CDC, "Hear Her": 100.4 °F; NHS, "Sepsis").
        ParentFever = "parent-fever",
        /// Under 36 °C in the first three months (AAP: 96.8 °F; WHO IMCI: under 35.5 °C).
        LowTemperature = "low-temperature",
        /// A young baby takes nothing (WHO IMCI: not able to feed; NHS).
        RefusingFeeds = "refusing-feeds",
        /// Nothing wet for 8 to 12 hours, or a sunken fontanelle (NHS "Dehydration"; AAP).
        Dehydration = "dehydration",
        /// Blood in the stool, or one that is black or white (AAP, "Baby's poop"; NICE CG98).
        Stool = "stool",
        /// Yellow in the first day, with pale stools, down to the legs, or too sleepy to feed (NICE CG98; NHS "Newborn jaundice").
        Jaundice = "jaundice",
        /// Cries for hours beyond comfort, or in another voice (NICE NG143: weak, high-pitched or continuous).
        Crying = "crying",
    }
}

impl RedFlag {
    /// Whether it is to be looked at although all seems well again.
    fn outlasts(self) -> bool {
        matches!(
            self,
            Self::Breathing
                | Self::Blue
                | Self::Unconscious
                | Self::Drowning
                | Self::Seizure
                | Self::Swallowed
                | Self::ElectricShock
                | Self::HeadInjury
                | Self::Bite
                | Self::YoungFever
        )
    }

    /// Whether it is heard also where somebody asks in general, or tells of what is past.
    fn is_always_heard(self) -> bool {
        matches!(self, Self::SelfHarm | Self::HarmBaby | Self::Abuse)
    }
}

/// Which red flags a message in any of the languages raises, the gravest first. The child's age is in whole days; what the message
/// says of it goes before where it is the lower.
#[must_use]
pub fn red_flags(message: &str, age_days: Option<u32>) -> Vec<RedFlag> {
    let clauses: Vec<_> = Clause::all(message).collect();
    // Where a brother is older, it is the baby that the danger is told by.
    let age = [age::of(&clauses), age_days].into_iter().flatten().min();
    let young =
        |flag: &RedFlag| *flag != RedFlag::RefusingFeeds || age.is_none_or(|days| days < 183);
    let told = |clause| said(clause, age).chain(notion::of(clause).filter(young));
    let of_message = clauses.iter().flat_map(told);
    let mut flags: Vec<_> = of_message.chain(fever::of(&clauses, age)).collect();
    flags.sort_unstable();
    flags.dedup();
    flags
}

/// What phrases say; where an age decides, an unknown one alarms.
fn said(clause: &Clause, age: Option<u32>) -> impl Iterator<Item = RedFlag> {
    let says = |topic| clause.speaks_of(topic);
    let heard = RedFlag::ALL.iter().copied().filter(|flag| clause.lets_hear(*flag));
    heard.filter(move |flag| match flag {
        RedFlag::YoungFever | RedFlag::HighFever => false,
        // A hand is not a thermometer: only of the youngest it counts.
        RedFlag::LowTemperature => age.is_some_and(|days| days < fever::YOUNG) && says("cold"),
        RedFlag::ForcefulVomit => age.is_none_or(|days| days < 183) && says(flag.word()),
        RedFlag::RefusingFeeds => age.is_none_or(|days| days < 183) && says(flag.word()),
        // The first stools of a child are black.
        RedFlag::Stool => {
            says(flag.word()) || age.is_none_or(|days| days > 4) && says("black-stool")
        }
        RedFlag::Jaundice => {
            let early = age.is_some_and(|days| days <= 1) || says("first-day");
            says("deep-jaundice") || says(flag.word()) && (early || says("pale-stool"))
        }
        _ => says(flag.word()),
    })
}

/// Whether a list, whose words are parted by spaces, has a word.
fn is_one_of(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|it| it == word)
}
