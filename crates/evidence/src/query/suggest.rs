//! The nearest valid choices for something that was not understood: by name, synonym, beginning and spelling.

use std::cell::OnceCell;

use tidemark_vocab::{AreaId, LocalizedText};

use crate::catalogue::Catalogue;
use crate::spelling::{fold, typos};

/// The largest number of choices offered for one problem.
const MOST: usize = 5;

/// The largest number of letters that may differ in a misspelling.
const FARTHEST: usize = 3;

/// What databases call some groups of countries, and what they are called here. The codes are those of the World Bank's
/// data (<https://datahelpdesk.worldbank.org/knowledgebase/articles/906519>).
const CUSTOMARY: [(&str, &str); 3] = [
    ("WLD", AreaId::WORLD),
    ("EUU", "GLOBAL/EU"),
    ("LMY", "GLOBAL/LMIC"),
];

/// Something that can be written in a query, with all that people call it.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// What to write.
    code: String,
    /// The code and its names, folded.
    names: Vec<String>,
}

impl Choice {
    /// Whether what is written begins with this.
    pub(super) fn begins_with(&self, prefix: &str) -> bool {
        self.code.starts_with(prefix)
    }

    fn new(code: String, names: impl IntoIterator<Item = String>) -> Self {
        let mut folded = vec![fold(&code)];
        folded.extend(names.into_iter().map(|name| fold(&name)));
        folded.retain(|name| !name.is_empty());
        folded.dedup();
        Self { code, names: folded }
    }
}

fn words_of(text: &LocalizedText) -> impl Iterator<Item = String> + '_ {
    text.iter().map(|(_, name)| name.to_owned())
}

/// What a region, by its id, is called elsewhere.
pub(crate) fn customary(region: &str) -> impl Iterator<Item = String> + '_ {
    CUSTOMARY
        .iter()
        .filter(move |(_, id)| *id == region)
        .map(|(code, _)| (*code).to_owned())
}

/// How far a name is from what was written: smaller is nearer; `None` where they have nothing in common.
fn distance(written: &str, name: &str) -> Option<usize> {
    if written == name {
        return Some(0);
    }
    let (written_len, name_len) = (written.chars().count(), name.chars().count());
    // Of three letters two must be right, or everything short would be near.
    let limit = FARTHEST.min(written_len / 3);
    if written_len.abs_diff(name_len) <= limit {
        let typos = typos(written, name);
        if typos <= limit {
            return Some(typos);
        }
    }
    if written_len < 3 {
        return None;
    }
    if name.starts_with(written) {
        return Some(FARTHEST + 1);
    }
    // Longer than any name of the catalogue need not be looked through.
    let inside = name.contains(&format!(" {written}"))
        || (name_len >= 4 && written_len <= 200 && format!(" {written} ").contains(&format!(" {name} ")));
    inside.then_some(FARTHEST + 2)
}

/// The choices nearest to what was written, nearest first, then by code.
pub(super) fn nearest<'c>(written: &str, choices: impl IntoIterator<Item = &'c Choice>) -> Vec<String> {
    let written = fold(written);
    let mut scored: Vec<(usize, &str)> = choices
        .into_iter()
        .filter_map(|choice| {
            let best = choice
                .names
                .iter()
                .filter_map(|name| distance(&written, name))
                .min()?;
            Some((best, choice.code.as_str()))
        })
        .collect();
    scored.sort_unstable();
    // Someone who wrote a name in full wants that and nothing else.
    if scored.first().is_some_and(|(score, _)| *score == 0) {
        scored.retain(|(score, _)| *score == 0);
    }
    scored
        .into_iter()
        .take(MOST)
        .map(|(_, code)| code.to_owned())
        .collect()
}

/// The nearest of a few fixed words; all of them where none is near.
pub(super) fn nearest_of(written: &str, words: &[&str]) -> Vec<String> {
    let choices: Vec<Choice> = words
        .iter()
        .map(|word| Choice::new((*word).to_owned(), []))
        .collect();
    let near = nearest(written, &choices);
    if near.is_empty() {
        words.iter().map(|word| (*word).to_owned()).collect()
    } else {
        near
    }
}

/// Every choice that a catalogue offers, gathered when the first problem asks for it.
#[derive(Debug)]
pub(super) struct Choices<'a> {
    catalogue: &'a Catalogue,
    indicators: OnceCell<Vec<Choice>>,
    areas: OnceCell<Vec<Choice>>,
    schemes: OnceCell<Vec<Choice>>,
    reporters: OnceCell<Vec<Choice>>,
    rounds: OnceCell<Vec<Choice>>,
    dimensions: OnceCell<Vec<Choice>>,
}

impl<'a> Choices<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        Self {
            catalogue,
            indicators: OnceCell::new(),
            areas: OnceCell::new(),
            schemes: OnceCell::new(),
            reporters: OnceCell::new(),
            rounds: OnceCell::new(),
            dimensions: OnceCell::new(),
        }
    }

    pub(super) fn indicators(&self) -> &[Choice] {
        self.indicators.get_or_init(|| {
            let all = self.catalogue.indicators.values();
            all.map(|i| {
                Choice::new(
                    i.code.to_string(),
                    words_of(&i.name).chain(i.synonyms.iter().cloned()),
                )
            })
            .collect()
        })
    }

    pub(super) fn areas(&self) -> &[Choice] {
        self.areas.get_or_init(|| {
            let world = AreaId::WORLD;
            let others = customary(world).chain([world.to_owned()]);
            let mut all = vec![Choice::new("world".to_owned(), others)];
            all.extend(self.catalogue.places.values().map(|place| {
                let others = place.aliases.iter().chain(&place.m49).cloned();
                Choice::new(place.code.to_string(), words_of(&place.name).chain(others))
            }));
            for scheme in &self.catalogue.schemes {
                all.push(Choice::new(
                    format!("scheme:{}", scheme.code),
                    words_of(&scheme.name).chain([scheme.code.to_string()]),
                ));
                all.extend(
                    scheme
                        .regions
                        .iter()
                        .map(|region| (format!("{}/{}", scheme.code, region.code), region))
                        .filter(|(id, _)| id != AreaId::WORLD)
                        .map(|(id, region)| {
                            let others = customary(&id).chain([id.clone(), region.code.to_string()]);
                            Choice::new(format!("region:{id}"), words_of(&region.name).chain(others))
                        }),
                );
            }
            all
        })
    }

    pub(super) fn schemes(&self) -> &[Choice] {
        self.schemes.get_or_init(|| {
            let all = self.catalogue.schemes.iter();
            all.map(|s| Choice::new(s.code.to_string(), words_of(&s.name)))
                .collect()
        })
    }

    pub(super) fn reporters(&self) -> &[Choice] {
        self.reporters.get_or_init(|| {
            let all = self.catalogue.reporters.values();
            all.map(|r| Choice::new(r.code.to_string(), words_of(&r.name)))
                .collect()
        })
    }

    pub(super) fn rounds(&self) -> &[Choice] {
        self.rounds.get_or_init(|| {
            let all = self.catalogue.reporters.values();
            all.flat_map(|reporter| {
                reporter.rounds.iter().map(|round| {
                    let id = format!("{}/{}", reporter.code, round.code);
                    Choice::new(format!("round:{id}"), [id])
                })
            })
            .collect()
        })
    }

    pub(super) fn dimensions(&self) -> &[Choice] {
        self.dimensions.get_or_init(|| {
            let mut all = Vec::new();
            for dimension in self.catalogue.dimensions.values() {
                all.push(Choice::new(dimension.code.to_string(), words_of(&dimension.name)));
                all.extend(dimension.values.iter().map(|value| {
                    Choice::new(
                        format!("{}:{}", dimension.code, value.code),
                        words_of(&value.name).chain([value.code.to_string()]),
                    )
                }));
            }
            all
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choices() -> Vec<Choice> {
        vec![
            Choice::new(
                "nsp_available".to_owned(),
                [
                    "Needle and syringe programmes".to_owned(),
                    "needle exchange".to_owned(),
                ],
            ),
            Choice::new("nsp_sites".to_owned(), ["Sites of programmes".to_owned()]),
            Choice::new(
                "CIV".to_owned(),
                ["Côte d’Ivoire".to_owned(), "Ivory Coast".to_owned()],
            ),
        ]
    }

    #[test]
    fn a_name_or_synonym_finds_the_code_and_nothing_else() {
        assert_eq!(nearest("Needle Exchange", &choices()), ["nsp_available"]);
        assert_eq!(nearest("cote d'ivoire", &choices()), ["CIV"]);
        assert_eq!(nearest("civ", &choices()), ["CIV"]);
    }

    #[test]
    fn beginnings_and_misspellings_are_near() {
        assert_eq!(nearest("nsp", &choices()), ["nsp_available", "nsp_sites"]);
        assert_eq!(nearest("nsp_availabel", &choices()), ["nsp_available"]);
        assert_eq!(nearest("programmes", &choices()), ["nsp_available", "nsp_sites"]);
        assert!(nearest("opioid agonist therapy", &choices()).is_empty());
    }

    #[test]
    fn a_few_fixed_words_are_all_offered_where_none_is_near() {
        assert_eq!(nearest_of("jsn", &["csv", "json"]), ["json"]);
        assert_eq!(nearest_of("spreadsheet", &["csv", "json"]), ["csv", "json"]);
    }
}
