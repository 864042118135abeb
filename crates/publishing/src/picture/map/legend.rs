//! What the colours of a map mean.

use std::collections::BTreeMap;

use tidemark_evidence::indicator::{Kind, Ordering, Scale};
use tidemark_evidence::{Quantity, Status, Table};
use tidemark_vocab::{Decimal, IndicatorCode, LevelCode};

use super::MappedPlace;
use super::classes::{Classes, NumberClass};
use super::figures::{self, Answer, Figure};
use crate::display::{Words, quantity_text};
use crate::picture::palette::{CATEGORIES, Class, Ink};
use crate::picture::scene::ClassKey;

/// A colour in the legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// The class, as marks name it.
    pub key: ClassKey,
    /// The colour.
    pub ink: Ink,
    /// What it means.
    pub label: String,
    /// How many places of the map have it.
    pub places: usize,
}

/// The legend of a map, and where in it each answer stands.
pub(super) struct Key {
    pub(super) entries: Vec<LegendEntry>,
    numbers: Vec<NumberClass>,
    levels: BTreeMap<LevelCode, usize>,
    codes: BTreeMap<Vec<LevelCode>, usize>,
    /// Where answers that are no class of figures stand.
    statuses: Vec<(Answer, usize)>,
    /// Where combinations stand that have no colour of their own.
    other: usize,
}

/// Combinations of codes with a colour of their own; the last colour is for all others.
const COMBINATIONS: usize = CATEGORIES as usize - 1;

impl Key {
    pub(super) fn of(figures: &[Figure], table: &Table, classes: &Classes, words: &Words<'_>) -> Self {
        let mut key = Self {
            entries: Vec::new(),
            numbers: Vec::new(),
            levels: BTreeMap::new(),
            codes: BTreeMap::new(),
            statuses: Vec::new(),
            other: 0,
        };
        let indicator = figures::indicator(table);
        let known = indicator.and_then(|code| words.definition_of(code));
        match known.map(|known| (&known.kind, words.scale(known))) {
            Some((Kind::Quantity(_), _)) => key.number_classes(figures, indicator, classes, words),
            Some((Kind::Level(_), Some(scale))) => key.scale(scale, words),
            Some((Kind::Codes(_), _)) => key.combinations(figures, indicator, words),
            Some((Kind::Availability, _)) => key.yes_and_no(words),
            _ => key.texts(figures, words),
        }
        key.statuses(figures, words);
        for figure in figures {
            let class = key.class(&figure.answer);
            key.entries[class].places += 1;
        }
        key
    }

    fn add(&mut self, key: &str, ink: Ink, label: String) -> usize {
        self.entries.push(LegendEntry {
            key: ClassKey(key.to_owned()),
            ink,
            label,
            places: 0,
        });
        self.entries.len() - 1
    }

    fn number_classes(
        &mut self,
        figures: &[Figure],
        indicator: Option<&IndicatorCode>,
        classes: &Classes,
        words: &Words<'_>,
    ) {
        let numbers = figures.iter().filter_map(|figure| match &figure.answer {
            Answer::Number(quantity) => figures::number(quantity),
            _ => None,
        });
        self.numbers = classes.of(&numbers.collect::<Vec<_>>());
        let of = u8::try_from(self.numbers.len()).unwrap_or(u8::MAX);
        for (number, class) in (1..).zip(self.numbers.clone()) {
            self.add(
                &format!("c{number}"),
                Ink::Class(Class::new(number, of)),
                named(
                    label(class, indicator, words),
                    classes.name(usize::from(number) - 1),
                    words,
                ),
            );
        }
    }

    fn scale(&mut self, scale: &Scale, words: &Words<'_>) {
        let of = u8::try_from(scale.levels.len()).unwrap_or(u8::MAX);
        for (number, level) in (1..).zip(&scale.levels) {
            let ink = match scale.ordering {
                Ordering::Ordered => Ink::Class(Class::new(number, of)),
                Ordering::Unordered => Ink::Category(number),
            };
            let at = self.add(level.code.as_str(), ink, words.localized(&level.name).to_owned());
            self.levels.insert(level.code.clone(), at);
        }
    }

    /// The most frequent combinations; what is left over is one class.
    fn combinations(&mut self, figures: &[Figure], indicator: Option<&IndicatorCode>, words: &Words<'_>) {
        let mut counts: BTreeMap<&Vec<LevelCode>, usize> = BTreeMap::new();
        for figure in figures {
            if let Answer::Codes(codes) = &figure.answer {
                *counts.entry(codes).or_default() += 1;
            }
        }
        let mut ordered: Vec<(&Vec<LevelCode>, usize)> = counts.into_iter().collect();
        ordered.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
        let shown = if ordered.len() <= usize::from(CATEGORIES) {
            ordered.len()
        } else {
            COMBINATIONS
        };
        for (number, (codes, _)) in (1..).zip(&ordered[..shown]) {
            let name = |code| {
                indicator.map_or_else(
                    || ToString::to_string(code),
                    |indicator| words.level(indicator, code),
                )
            };
            let names: Vec<String> = codes.iter().map(name).collect();
            let at = self.add(&format!("k{number}"), Ink::Category(number), words.list(&names));
            self.codes.insert((*codes).clone(), at);
        }
        if ordered.len() > shown {
            self.other = self.add(
                "other",
                Ink::Category(CATEGORIES),
                words.messages.get("map-class-other"),
            );
        }
    }

    fn yes_and_no(&mut self, words: &Words<'_>) {
        for (answer, status, number) in [(Answer::Yes, Status::Yes, 1), (Answer::No, Status::No, 2)] {
            let at = self.add(
                status.as_str(),
                Ink::Category(number),
                words.messages.status(status),
            );
            self.statuses.push((answer, at));
        }
    }

    fn texts(&mut self, figures: &[Figure], words: &Words<'_>) {
        if figures.iter().any(|figure| figure.answer == Answer::Text) {
            let at = self.add("text", Ink::Mark, words.messages.get("map-class-text"));
            self.statuses.push((Answer::Text, at));
        }
    }

    /// What is no figure: only what occurs.
    fn statuses(&mut self, figures: &[Figure], words: &Words<'_>) {
        let messages = words.messages;
        let all = [
            (Answer::Old, "old", Ink::Old, messages.get("map-class-old")),
            (
                Answer::NotKnown,
                "not_known",
                Ink::NotKnown,
                messages.status(Status::NotKnown),
            ),
            (
                Answer::NotApplicable,
                "not_applicable",
                Ink::NotApplicable,
                messages.status(Status::NotApplicable),
            ),
            (
                Answer::Confidential,
                "confidential",
                Ink::Confidential,
                messages.status(Status::Confidential),
            ),
            (
                Answer::Withdrawn,
                "withdrawn",
                Ink::Withdrawn,
                messages.status(Status::Withdrawn),
            ),
            (
                Answer::Elsewhere,
                "elsewhere",
                Ink::Elsewhere,
                messages.get("map-class-elsewhere"),
            ),
            (
                Answer::NoRecord,
                "no_record",
                Ink::NoRecord,
                messages.status(Status::NoRecord),
            ),
        ];
        for (answer, key, ink, label) in all {
            if figures.iter().any(|figure| figure.answer == answer) {
                let at = self.add(key, ink, label);
                self.statuses.push((answer, at));
            }
        }
    }

    fn class(&self, answer: &Answer) -> usize {
        let found = match answer {
            Answer::Number(quantity) => figures::number(quantity).and_then(|number| self.class_of(number)),
            Answer::Level(level) => self.levels.get(level).copied(),
            Answer::Codes(codes) => Some(self.codes.get(codes).copied().unwrap_or(self.other)),
            answer => self
                .statuses
                .iter()
                .find(|(known, _)| known == answer)
                .map(|(_, at)| *at),
        };
        found.unwrap_or_default()
    }

    fn class_of(&self, number: Decimal) -> Option<usize> {
        self.numbers.iter().position(|class| class.holds(number))
    }

    pub(super) fn mapped(&self, figure: Figure) -> MappedPlace {
        MappedPlace {
            class: self.class(&figure.answer),
            signs: figure.signs(|low, high| self.class_of(low) == self.class_of(high)),
            place: figure.place,
            name: figure.name,
            title: figure.title,
            href: figure.href,
        }
    }
}

/// A class with what somebody calls it: "low: below 100".
fn named(label: String, name: Option<&str>, words: &Words<'_>) -> String {
    match name {
        Some(name) => words
            .messages
            .with("map-class-named", &[("name", name), ("class", &label)]),
        None => label,
    }
}

/// What a class of numbers is called: by figures that are in it, or by the limits that were set.
fn label(class: NumberClass, indicator: Option<&IndicatorCode>, words: &Words<'_>) -> String {
    let number = |number| quantity_text(&Quantity::exact(number), indicator, words);
    let with = |id: &str, low, high| {
        words
            .messages
            .with(id, &[("low", &number(low)), ("high", &number(high))])
    };
    match class {
        NumberClass::Between(low, high) if low == high => number(low),
        NumberClass::Between(low, high) => with("map-class-between", low, high),
        NumberClass::Below(limit) => with("map-class-below", limit, limit),
        NumberClass::From(low, limit) => with("map-class-from", low, limit),
        NumberClass::AtLeast(limit) => with("map-class-at-least", limit, limit),
    }
}
