//! The sentences of an answer. They name only what the reading holds.

use chrono::{DateTime, Datelike, Utc};
use domain::{
    Locale, Word,
    astrology::{Dates, Graha, Nakshatra, Period, Question, Reading, Sign, Standing, Theme, Tie},
};
use fluent_bundle::FluentArgs;

use crate::language::{args, phrase, say};

/// A reading that is put into words.
pub(super) struct Speech<'a> {
    pub(super) locale: Locale,
    pub(super) reading: &'a Reading,
}

impl Speech<'_> {
    /// The answer itself, why, and the time with what to do.
    pub(super) fn paragraphs(&self) -> Vec<Vec<String>> {
        let Question { theme, dates, told } = self.reading.question;
        let (first, why) = match (theme, told) {
            (Theme::Time, _) if told % 2 == 0 => (vec![self.running()], self.rulers()),
            (Theme::Time, _) => (vec![self.inner()], self.coming()),
            (Theme::General, 0) => {
                (self.opening(), vec![self.moon(), self.occupant(self.reading.sun)])
            }
            _ => (self.opening(), self.house()),
        };
        // Who asks on hears of the same time from another side.
        let mut last = match (theme, dates, told % 2) {
            (Theme::Time, ..) | (_, Dates::Untold, _) => Vec::new(),
            (_, Dates::Asked, 0) => vec![self.period()],
            (_, Dates::Running, 0) => vec![self.period(), self.tie()],
            (_, Dates::Asked, _) => vec![self.inner()],
            (_, Dates::Running, _) => vec![self.inner(), self.next()],
        };
        last.extend([self.suggestion(), self.phrase("reading-mark")]);
        vec![first, why, last]
    }

    /// When, if that is asked, and how the matter stands.
    fn opening(&self) -> Vec<String> {
        let Reading { question, house, .. } = self.reading;
        let args = args![
            "way" => self.phrase(&format!("{}.way", sign(house.sign))),
            "sign" => self.sign(house.sign),
            "strength" => house.lord.strength().word(),
            "house" => house.number,
            "matter" => self.phrase(&theme(question.theme)),
        ];
        let first = format!("{}.opening", theme(question.theme));
        let id = if question.told > 0 { "reading-again" } else { &first };
        self.when().into_iter().chain([self.say(id, &args)]).collect()
    }

    /// The period that the tradition would look to, if it is asked when.
    fn when(&self) -> Option<String> {
        let (period, tie) = self.reading.concerned?;
        let mut args = self.forms(period.lord);
        args.set("tie", tie.word());
        args.set("house", self.reading.question.theme.houses()[0]);
        args.set("from", self.month(period.begins));
        args.set("until", self.month(period.ends));
        let runs = period.begins <= self.reading.dasha.as_of;
        Some(self.say(if runs { "reading-when-now" } else { "reading-when-later" }, &args))
    }

    /// The house, by who stands there or else by the significator, and its lord.
    fn house(&self) -> Vec<String> {
        let Reading { house, karaka, .. } = self.reading;
        let mut others = house.occupants.iter().filter(|it| it.graha != house.lord.graha);
        let occupant = others.clone().find(|it| it.graha == karaka.graha).or(others.next());
        match occupant {
            Some(occupant) => vec![self.occupant(*occupant), self.lord("reading-lord")],
            None => vec![self.lord("reading-house-lord"), self.karaka()],
        }
    }

    fn occupant(&self, standing: Standing) -> String {
        self.say("reading-occupant", &self.standing(standing))
    }

    fn karaka(&self) -> String {
        self.say("reading-karaka", &self.standing(self.reading.karaka))
    }

    fn lord(&self, id: &str) -> String {
        let house = &self.reading.house;
        let mut args = self.standing(house.lord);
        args.set("house", house.number);
        args.set("area", self.area(house.number));
        args.set("sign", self.sign(house.sign));
        args.set("so", self.phrase(&format!("house-{}.so", house.lord.house)));
        let at_home = house.lord.house == house.number;
        self.say(if at_home { "reading-lord-home" } else { id }, &args)
    }

    fn moon(&self) -> String {
        let mansion = mansion(self.reading.mansion);
        let mut args = self.standing(self.reading.moon);
        args.set("mansion", self.phrase(&mansion));
        args.set("gift", self.phrase(&format!("{mansion}.gift")));
        self.say("reading-moon", &args)
    }

    /// The periods that run.
    fn period(&self) -> String {
        self.say("reading-dasha", &self.dasha())
    }

    /// What the lord of the inner one has to do with the house.
    fn tie(&self) -> String {
        let tie = self.reading.antar.tie.map_or("none", Tie::word);
        self.say("reading-tie", &args!["tie" => tie, "house" => self.reading.house.number])
    }

    fn running(&self) -> String {
        self.say("reading-time-now", &self.dasha())
    }

    /// Where the lords of the periods stand, what the inner one is like, and what follows it.
    fn rulers(&self) -> Vec<String> {
        let Reading { maha, antar, .. } = self.reading;
        let place = self.place_in_time(maha.standing);
        let mood = self.say("reading-time-mood", &self.standing(antar.standing));
        vec![place, mood, self.next()]
    }

    /// The shortest period that runs.
    fn inner(&self) -> String {
        self.span("reading-time-inner", &self.reading.dasha.pratyantar)
    }

    /// What follows, and where the lord of the inner period stands meanwhile.
    fn coming(&self) -> Vec<String> {
        let place = self.place_in_time(self.reading.antar.standing);
        vec![self.running(), place, self.next()]
    }

    fn next(&self) -> String {
        self.span("reading-time-next", &self.reading.next)
    }

    fn place_in_time(&self, standing: Standing) -> String {
        self.say("reading-time-place", &self.standing(standing))
    }

    fn span(&self, id: &str, period: &Period) -> String {
        let mut args = self.forms(period.lord);
        args.set("from", self.month(period.begins));
        args.set("until", self.month(period.ends));
        self.say(id, &args)
    }

    /// One of three, by the chart and by what was told before.
    fn suggestion(&self) -> String {
        let Reading { question, lagna_lord, .. } = self.reading;
        let which =
            ["first", "second", "third"][(question.told + usize::from(lagna_lord.house)) % 3];
        self.phrase(&format!("{}.{which}", theme(question.theme)))
    }

    fn dasha(&self) -> FluentArgs<'static> {
        let dasha = &self.reading.dasha;
        let [maha, antar] = [dasha.maha, dasha.antar].map(|it| it.lord);
        args![
            "same" => if maha == antar { "yes" } else { "no" },
            "maha" => self.graha(maha, "of"),
            "antar" => self.graha(antar, "of"),
            "whole" => self.month(dasha.maha.ends),
            "until" => self.month(dasha.antar.ends),
            "mood" => self.graha(antar, "mood"),
        ]
    }

    /// A graha in the forms that sentences need.
    fn forms(&self, graha: Graha) -> FluentArgs<'static> {
        args![
            "the" => self.graha(graha, "the"),
            "of" => self.graha(graha, "of"),
            "your" => self.graha(graha, "your"),
            "there" => self.graha(graha, "there"),
            "mood" => self.graha(graha, "mood"),
        ]
    }

    /// The same, where it stands, and what that house rules.
    fn standing(&self, standing: Standing) -> FluentArgs<'static> {
        let mut args = self.forms(standing.graha);
        let place = args![
            "sign" => self.sign(standing.sign),
            "house" => standing.house,
            "retrograde" => if standing.retrograde { "yes" } else { "no" },
        ];
        args.set("place", say(self.locale, "reading-place", &place));
        args.set("area", self.area(standing.house));
        if let Some(dignity) = standing.dignity {
            args.set("dignity", self.phrase(&format!("dignity-{}", dignity.word())));
        }
        args
    }

    fn graha(&self, graha: Graha, form: &str) -> String {
        self.phrase(&format!("graha-{}.{form}", graha.word()))
    }

    fn sign(&self, sign: Sign) -> String {
        self.phrase(&self::sign(sign))
    }

    fn area(&self, house: u8) -> String {
        self.phrase(&format!("house-{house}"))
    }

    fn month(&self, at: DateTime<Utc>) -> String {
        let args = args!["month" => at.month(), "year" => at.year().to_string()];
        say(self.locale, "reading-month", &args)
    }

    /// A message that holds nothing of the reading.
    fn phrase(&self, id: &str) -> String {
        phrase(self.locale, id)
    }

    /// A whole sentence.
    fn say(&self, id: &str, args: &FluentArgs<'_>) -> String {
        capital(&say(self.locale, id, args))
    }
}

fn theme(theme: Theme) -> String {
    format!("theme-{}", theme.word())
}

fn sign(sign: Sign) -> String {
    format!("rashi-{}", sign.word())
}

fn mansion(mansion: Nakshatra) -> String {
    format!("nakshatra-{}", mansion.word().replace(' ', "-"))
}

/// The same with a capital in front, as the name of a graha may begin a sentence.
fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
