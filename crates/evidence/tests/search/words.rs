//! What people write, and what they mean by it.

use tidemark_evidence::search::{Closeness, Index, Kind};

use super::{CATALOGUE, INDEX, codes, find, first};

#[test]
fn words_of_the_field_find_their_indicator_first() {
    for (written, indicator) in [
        ("needle exchange", "nsp_available"),
        ("Needle-Exchange", "nsp_available"),
        ("NSP", "nsp_available"),
        ("syringe services", "nsp_available"),
        ("OST", "oat_available"),
        ("MOUD", "oat_available"),
        ("methadone", "oat_available"),
        ("buprenorphine", "oat_available"),
        ("drug consumption rooms", "dcr_available"),
        ("Fixpunkt", "dcr_available"),
        ("naloxone", "naloxone_take_home"),
        ("PWID", "pwid_population_size"),
    ] {
        assert_eq!(
            first(written),
            code_like(indicator),
            "{written}: {:?}",
            codes(written)
        );
    }
}

/// An indicator's code, which may have grown a little.
fn code_like(code: &str) -> String {
    let known = CATALOGUE.indicators.keys().map(ToString::to_string);
    let mut like: Vec<String> = known
        .filter(|known| known == code || known.starts_with(code))
        .collect();
    like.sort_by_key(String::len);
    like.into_iter().next().unwrap_or_else(|| format!("no {code}"))
}

#[test]
fn places_are_found_by_code_number_and_any_name() {
    for written in [
        "BGR",
        "bgr",
        "100",
        "Bulgaria",
        "bulgarie",
        "Болгария",
        "保加利亚",
        "bulg",
    ] {
        assert_eq!(first(written), "BGR", "{written}");
    }
    assert_eq!(first("cote divoire"), "CIV");
    assert_eq!(first("UK"), "GBR");
    assert_eq!(first("Blugaria"), "BGR");
    assert_eq!(first("eurasia"), "HRI/EURASIA");
    assert_eq!(first("world"), "GLOBAL/WORLD");
    assert_eq!(first("EUU"), "GLOBAL/EU");
}

#[test]
fn what_was_matched_is_told_where_it_is_not_the_name() {
    let room = &find("fixpunkt")[0];
    assert_eq!(
        (room.found.kind(), room.also.as_deref()),
        (Kind::Indicator, Some("fixpunkt"))
    );
    assert_eq!(find("Bulgaria")[0].also, None);
    let bulgarie = &INDEX.find("Bulgarie", "fr", 1)[0];
    assert_eq!(
        (bulgarie.name.as_str(), bulgarie.also.as_deref()),
        ("Bulgarie", None)
    );
    let bulgarie = &INDEX.find("Bulgarie", "en", 1)[0];
    assert_eq!(
        (bulgarie.name.as_str(), bulgarie.also.as_deref()),
        ("Bulgaria", Some("Bulgarie"))
    );
}

#[test]
fn the_name_itself_comes_before_names_that_hold_it() {
    assert_eq!(codes("guinea")[0], "GIN");
    assert_eq!(codes("congo")[..2], ["COG", "COD"]);
    assert_eq!(codes("niger")[..2], ["NER", "NGA"]);
    assert_eq!(codes("georgia")[..2], ["GEO", "SGS"]);
}

#[test]
fn little_words_need_not_be_found() {
    assert_eq!(
        first("the prison needle exchange"),
        first("prison needle exchange")
    );
    assert!(!find("the").is_empty(), "alone they are looked for like others");
}

#[test]
fn what_is_spelt_as_it_is_written_comes_before_its_neighbours() {
    assert_eq!(codes("iran")[0], "IRN");
    assert!(
        codes("iran").contains(&"IRQ".to_owned()),
        "it may have been a slip"
    );
    assert!(
        !codes("iran").contains(&"GBR".to_owned()),
        "nobody means the Gran of Gran Bretaña"
    );
    assert_eq!(codes("iraq")[0], "IRQ");
    assert_eq!(codes("mali")[0], "MLI");
}

#[test]
fn what_has_all_words_hides_what_has_some() {
    assert!(
        find("needle exchange")
            .iter()
            .all(|hit| hit.closeness != Closeness::SomeWords)
    );
    let some = find("naloxone bulgaria");
    assert!(
        some.iter().all(|hit| hit.closeness == Closeness::SomeWords),
        "{some:#?}"
    );
    assert!(some.iter().any(|hit| hit.found.code() == "BGR"));
}

#[test]
fn nothing_is_found_by_nothing() {
    for nothing in ["", " ", "—", "?!", "qqqqqqq", "\u{ad}\u{200b}"] {
        assert!(find(nothing).is_empty(), "{nothing}");
        assert!(INDEX.findings(nothing, "en", 3).is_empty(), "{nothing}");
    }
}

#[test]
fn long_input_is_cut() {
    let long = format!("bulgaria {}", "x".repeat(100_000));
    assert_eq!(codes(&long)[..1], ["BGR"]);
    assert_eq!(codes(&"bulgaria ".repeat(10_000))[..1], ["BGR"]);
}

#[test]
fn an_indicator_and_a_place_that_are_named_together_are_a_finding() {
    let pairs = |words: &str| -> Vec<(String, String)> {
        let pairs = INDEX.findings(words, "en", 3).into_iter();
        pairs
            .map(|pair| (pair.indicator.found.code(), pair.area.found.code()))
            .collect()
    };
    for (words, indicator, area) in [
        ("naloxone bulgaria", first("naloxone"), "BGR"),
        ("needle exchange georgia", "nsp_available".to_owned(), "GEO"),
        ("Georgia needle exchange", "nsp_available".to_owned(), "GEO"),
        ("needle exchange in Georgia", "nsp_available".to_owned(), "GEO"),
        ("nsp eurasia", "nsp_available".to_owned(), "HRI/EURASIA"),
        ("OST south africa", "oat_available".to_owned(), "ZAF"),
        ("methadone nepla", "oat_available".to_owned(), "NPL"),
        ("dcr ger", "dcr_available".to_owned(), "DEU"),
    ] {
        let found = pairs(words);
        assert_eq!(
            found.first(),
            Some(&(indicator, area.to_owned())),
            "{words}: {found:?}"
        );
    }
    for one in [
        "bulgaria",
        "needle exchange",
        "South Africa",
        "Iran Human Rights",
        "naloxone qqqqqq",
    ] {
        assert!(pairs(one).is_empty(), "{one}: {:?}", pairs(one));
    }
}

#[test]
fn the_same_is_found_each_time() {
    let again = Index::of(&CATALOGUE);
    for words in ["a", "hiv", "prison", "united", "needle georgia"] {
        assert_eq!(
            again.find(words, "en", 50),
            INDEX.find(words, "en", 50),
            "{words}"
        );
    }
}
