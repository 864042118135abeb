//! Everything is found by all that it is called, and by its name with a slip.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index as At, select};
use tidemark_evidence::search::{Closeness, Found, Hit};
use tidemark_vocab::{LocalizedText, RegionId};

use super::{CATALOGUE, INDEX};

/// Everything there is, with its names and with what else it is called.
fn everything() -> Vec<(Found, LocalizedText, Vec<String>)> {
    let catalogue = &*CATALOGUE;
    let places = catalogue.places.values().map(|place| {
        let others = place.aliases.iter().chain(&place.m49).cloned().collect();
        (Found::Place(place.code.clone()), place.name.clone(), others)
    });
    let regions = catalogue.schemes.iter().flat_map(|scheme| {
        scheme.regions.iter().map(|region| {
            let id = RegionId {
                scheme: scheme.code.clone(),
                region: region.code.clone(),
            };
            (
                Found::Region(id),
                region.name.clone(),
                vec![region.code.to_string()],
            )
        })
    });
    let indicators = catalogue.indicators.values().map(|indicator| {
        (
            Found::Indicator(indicator.code.clone()),
            indicator.name.clone(),
            indicator.synonyms.clone(),
        )
    });
    let themes = catalogue.themes.iter();
    let themes = themes.map(|theme| (Found::Theme(theme.code.clone()), theme.name.clone(), Vec::new()));
    let reporters = catalogue.reporters.values().map(|reporter| {
        let short = reporter.short.iter().map(|(_, short)| short.to_owned()).collect();
        (
            Found::Reporter(reporter.code.clone()),
            reporter.name.clone(),
            short,
        )
    });
    places
        .chain(regions)
        .chain(indicators)
        .chain(themes)
        .chain(reporters)
        .collect()
}

/// Where a thing stands among hits; those of the same name stand in the same place.
fn place_of(hits: &[Hit], found: &Found) -> Option<usize> {
    let hit = hits.iter().find(|hit| hit.found == *found)?;
    let called = |hit: &Hit| hit.also.clone().unwrap_or_else(|| hit.name.clone());
    let before = hits.iter().take_while(|other| called(other) != called(hit));
    Some(before.count())
}

#[test]
fn every_code_name_and_other_name_finds_its_own_thing_first_or_beside_its_namesakes() {
    let mut asked = 0;
    for (found, names, others) in everything() {
        let code = found.code();
        let names = names.iter().map(|(_, name)| name.to_owned());
        for written in names.chain(others).chain([code]) {
            for written in [written.clone(), written.to_lowercase(), written.to_uppercase()] {
                let hits = INDEX.find(&written, "en", 40);
                let own = hits.iter().find(|hit| hit.found == found);
                let own = own.unwrap_or_else(|| panic!("{written} does not find {found:?}: {hits:#?}"));
                assert_eq!(own.closeness, Closeness::Exact, "{written}: {own:?}");
                asked += 1;
            }
        }
    }
    assert!(asked > 6000, "{asked}");
}

#[test]
fn as_a_name_is_typed_it_is_found_before_its_end() {
    for (found, names, _) in everything() {
        let name = names.get("en");
        let letters: Vec<char> = name.chars().collect();
        for end in (letters.len() * 3 / 4).max(3)..letters.len() {
            let begun: String = letters[..end].iter().collect();
            let hits = INDEX.find(&begun, "en", 40);
            assert!(hits.iter().any(|hit| hit.found == found), "{begun}: {name}");
        }
    }
}

/// A thing with one of its names.
struct Named {
    found: Found,
    lang: String,
    name: String,
}

/// Names in which a slip leaves enough to know them by.
static NAMED: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let mut named = Vec::new();
    for (found, names, _) in everything() {
        let long = names.iter().filter(|(_, name)| name.chars().count() >= 5);
        named.extend(long.map(|(lang, name)| Named {
            found: found.clone(),
            lang: lang.to_string(),
            name: name.to_owned(),
        }));
    }
    named
});

/// A slip of the fingers.
#[derive(Debug, Clone, Copy)]
enum Slip {
    Swap,
    Insert(char),
    Delete,
    Replace(char),
}

impl Slip {
    fn made(self, text: &str, at: At) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        let at = at.index(letters.len());
        match self {
            Self::Swap if at + 1 < letters.len() => letters.swap(at, at + 1),
            Self::Insert(letter) => letters.insert(at, letter),
            Self::Swap | Self::Delete => drop(letters.remove(at)),
            Self::Replace(letter) => letters[at] = letter,
        }
        letters.into_iter().collect()
    }
}

fn slip() -> impl Strategy<Value = Slip> {
    let letter = || select("abcdefghijklmnopqrstuvwxyzáé".chars().collect::<Vec<_>>());
    prop_oneof![
        Just(Slip::Swap),
        letter().prop_map(Slip::Insert),
        Just(Slip::Delete),
        letter().prop_map(Slip::Replace),
    ]
}

proptest! {
    #[test]
    fn a_name_with_a_slip_is_among_the_first_five(which in any::<At>(), slip in slip(), at in any::<At>()) {
        let Named { found, lang, name } = &NAMED[which.index(NAMED.len())];
        let written = slip.made(name, at);
        let hits = INDEX.find(&written, lang, 40);
        let place = place_of(&hits, found);
        prop_assert!(place.is_some_and(|place| place < 5), "{:?} {}: {} {:?} {:#?}", slip, name, written, place, hits);
    }

    #[test]
    fn nothing_that_is_written_breaks_it(bytes in prop::collection::vec(any::<u8>(), 0..300), lang in "[a-z]{0,3}", limit in 0..20_usize) {
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(INDEX.find(&text, &lang, limit).len() <= limit);
        prop_assert!(INDEX.findings(&text, &lang, limit).len() <= limit);
    }

    #[test]
    fn nor_do_letters_of_any_script(text in "\\PC{0,60}") {
        prop_assert!(INDEX.find(&text, "en", 10).len() <= 10);
        prop_assert!(INDEX.findings(&text, "en", 3).len() <= 3);
    }
}
