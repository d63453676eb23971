//! The texts of the articles, as they stand in their files.

/// An article in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) title: &'static str,
    /// How people ask for it.
    phrasings: &'static str,
    /// Its paragraphs; the first one answers the usual question by itself.
    pub(crate) paragraphs: Vec<&'static str>,
    /// What to do.
    pub(crate) suggestions: Vec<&'static str>,
}

impl Text {
    /// Reads a file: a title after `#`, phrasings after `?`, paragraphs, and suggestions after `-`.
    pub(super) fn read(file: &'static str) -> Self {
        let mut text =
            Self { title: "", phrasings: "", paragraphs: Vec::new(), suggestions: Vec::new() };
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match line.split_once(' ') {
                Some(("#", title)) => text.title = title,
                Some(("?", phrasings)) => text.phrasings = phrasings,
                Some(("-", suggestion)) => text.suggestions.push(suggestion),
                _ => text.paragraphs.push(line),
            }
        }
        text
    }

    /// What it is found by, in the order of what says most: title, phrasings, text.
    pub(super) fn fields(&self) -> [String; 3] {
        let rest = self.paragraphs.iter().chain(&self.suggestions).copied().collect::<Vec<_>>();
        [self.title.into(), self.phrasings.into(), rest.join(" ")]
    }
}

/// The files of a language by their slugs.
type Files = &'static [(&'static str, &'static str)];

macro_rules! languages {
    ($slugs:tt $($locale:literal)+) => { &[$(($locale, languages!(@files $locale $slugs))),+] };
    (@files $locale:literal [$($slug:literal)+]) => {
        &[$(($slug, include_str!(concat!("../../../../locales/articles/", $locale, "/", $slug, ".md")))),+]
    };
}

/// The files of every language.
pub(super) static LANGUAGES: &[(&str, Files)] = languages! {
    [
        "sleep-regression-4-months"
        "sleep-regression-7-months"
        "wake-windows"
        "night-waking"
        "nap-transitions"
        "short-naps"
        "bedtime-routine"
        "safe-sleep"
        "room-temperature"
        "day-night-confusion"
        "early-rising"
        "swaddling"
        "newborn-sleep"
        "toddler-sleep"
        "how-much-sleep"
        "night-feeds-and-weaning"
        "how-much-formula"
        "breastfeeding-how-often"
        "latch-and-pain"
        "low-milk-supply"
        "pumping-and-storing-milk"
        "preparing-bottles-safely"
        "starting-solids"
        "allergens"
        "choking-hazards-food"
        "water-and-juice"
        "cluster-feeding"
        "bottle-refusal"
        "burping-and-spit-up"
        "vitamin-d"
        "cow-milk"
        "picky-eating"
        "weaning"
        "mastitis-signs"
        "wet-diapers-how-many"
        "stool-colours"
        "constipation"
        "diarrhoea"
        "diaper-rash"
        "potty-training"
        "percentiles"
        "growth-charts"
        "growth-spurts"
        "weight-loss-after-birth"
        "preterm-corrected-age"
        "fever"
        "taking-a-temperature"
        "colds-and-congestion"
        "cough"
        "vomiting"
        "vaccines"
        "teething"
        "cradle-cap"
        "eczema"
        "jaundice"
        "reflux"
        "umbilical-cord"
        "ear-pain"
        "hydration"
        "when-to-call-the-doctor"
        "medicines-safely"
        "milestones-2-and-4-months"
        "milestones-6-and-9-months"
        "milestones-12-months"
        "milestones-18-and-24-months"
        "tummy-time"
        "speech"
        "screen-time"
        "play"
        "crawling-and-walking"
        "separation-anxiety"
        "colic"
        "soothing"
        "overtired"
        "car-seats"
        "baby-proofing"
        "bath-safety"
        "sun-and-heat"
        "falls"
        "postpartum-depression"
        "baby-blues"
        "parent-self-care"
        "returning-to-work"
        "caregiver-handover"
        "recovery-after-birth"
        "daily-routine"
    ]
    "en-US" "es-ES" "fr-FR" "pt-BR" "zh-CN"
};
