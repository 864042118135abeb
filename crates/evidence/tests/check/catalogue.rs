//! Tables that do not say what they must.

use super::support::copy;

const SERVICES: &str = "indicators/services.toml";
const NSP: &str = "code = \"nsp_available\"\n";

#[test]
fn a_key_that_is_not_known_with_the_nearest() {
    let broken = copy().replace(SERVICES, "published_count =", "publishd_count =");
    assert_eq!(
        broken.read().problems[0].mend.args,
        [
            ("key", "publishd_count".to_owned()),
            ("nearest", "published_count".to_owned())
        ]
    );
    broken.breaks(SERVICES, "publishd_count", "unknown-key");
}

#[test]
fn keys_that_are_not_known_anywhere() {
    let cases = [
        ("edition.toml", "title =", "colour = \"red\"\ntitle ="),
        (
            "themes.toml",
            "code = \"law\"",
            "colour = \"red\"\ncode = \"law\"",
        ),
        (
            "scales.toml",
            "code = \"symbolic\"",
            "colour = \"red\"\ncode = \"symbolic\"",
        ),
        (
            "dimensions.toml",
            "code = \"age\"",
            "colour = \"red\"\ncode = \"age\"",
        ),
        (
            "reporters.toml",
            "code = \"AGENCY\"",
            "colour = \"red\"\ncode = \"AGENCY\"",
        ),
        (
            "schemes.toml",
            "code = \"LMIC\"",
            "colour = \"red\"\ncode = \"LMIC\"",
        ),
        (
            "ranks.toml",
            "indicators = [\"*\"]",
            "colour = \"red\"\nindicators = [\"*\"]",
        ),
        (
            SERVICES,
            "whole = true\nminimum = \"1900\"",
            "colour = \"red\"\nwhole = true\nminimum = \"1900\"",
        ),
    ];
    for (path, from, to) in cases {
        copy()
            .replace(path, from, to)
            .breaks(path, "colour", "unknown-key");
    }
    let table = copy().replace(
        "themes.toml",
        "[[theme]]\ncode = \"law\"",
        "[[thema]]\ncode = \"law\"",
    );
    let problems = table.problems();
    assert!(
        problems.iter().any(|p| p.ends_with("check-unknown-key")),
        "{problems:?}"
    );
}

#[test]
fn keys_that_must_be_there() {
    let cases = [
        ("edition.toml", "title = \"A small world\"\n", 1),
        ("themes.toml", "name.en = \"Context\"\n", 13),
        ("reporters.toml", "kind = \"press\"\n", 24),
        ("schemes.toml", "version = \"2022\"\n", 15),
        (
            "ranks.toml",
            "reason.en = \"The Agency collects surveys first hand.\"\n",
            11,
        ),
        (SERVICES, "unit = \"codes\"\n", 71),
        (SERVICES, "scale = \"oat_medicine\"\n", 77),
        (
            SERVICES,
            "aggregation.reason.en = \"Lists of medicines cannot be added.\"\n",
            80,
        ),
    ];
    for (path, from, line) in cases {
        let problems = copy().replace(path, from, "").problems();
        assert_eq!(problems, [format!("{path}:{line} check-missing-field")], "{from}");
    }
}

#[test]
fn an_english_text_is_always_there() {
    let broken = copy().replace("themes.toml", "name.en = \"Context\"", "name.fr = \"Contexte\"");
    assert_eq!(broken.problems(), ["themes.toml:15 check-missing-field"]);
    let empty = copy().replace("themes.toml", "name.en = \"Context\"", "name.en = \"\"");
    assert_eq!(empty.problems(), ["themes.toml:15 check-missing-field"]);
}

#[test]
fn without_a_rank_for_all_others() {
    let broken = copy().replace("ranks.toml", "[\"*\"]", "[\"nsp_sites\"]");
    assert_eq!(broken.problems(), ["ranks.toml:1 check-missing-field"]);
}

#[test]
fn values_of_another_type() {
    let cases = [
        ("edition.toml", "\"2024-06-30\"", "2024-06-30"),
        ("scales.toml", "ordered = false", "ordered = \"no\""),
        ("reporters.toml", "year = 2019", "year = \"2019\""),
        ("themes.toml", "name.en = \"Context\"", "name = \"Context\""),
        (
            SERVICES,
            "[\"needle exchange\", \"syringe services\"]",
            "\"needle exchange\"",
        ),
        (
            SERVICES,
            "cell = [{ role = \"sites\", indicator = \"nsp_sites\" }]",
            "cell = [\"nsp_sites\"]",
        ),
    ];
    for (path, from, to) in cases {
        copy().replace(path, from, to).breaks(path, to, "wrong-type");
    }
}

#[test]
fn values_that_cannot_be_read() {
    let cases = [
        ("reporters.toml", "kind = \"press\"", "kind = \"paper\""),
        ("reporters.toml", "kind = \"update\"", "kind = \"addendum\""),
        ("schemes.toml", "code = \"LMIC\"", "code = \"lmic\""),
        (SERVICES, "timing = \"event\"", "timing = \"once\""),
        (SERVICES, "kind = \"codes\"", "kind = \"code\""),
        (SERVICES, "minimum = \"1900\"", "minimum = \"early\""),
        (
            SERVICES,
            "published_count = \"countries_with_nsp\"",
            "published_count = \"Countries\"",
        ),
    ];
    for (path, from, to) in cases {
        let mut broken = copy().replace(path, from, to);
        let line = broken.line(path, to);
        let problems = broken.problems();
        assert_eq!(
            problems.first(),
            Some(&format!("{path}:{line} check-malformed")),
            "{to}"
        );
    }
}

#[test]
fn a_limit_that_is_not_written_as_a_number_is_printed() {
    copy()
        .replace(SERVICES, "\"1900\"", "\"01900\"")
        .breaks(SERVICES, "01900", "not-canonical");
}

#[test]
fn keys_that_make_no_sense_together() {
    let limit = copy().replace(SERVICES, NSP, "code = \"nsp_available\"\nmaximum = \"1\"\n");
    limit.breaks(SERVICES, "maximum = \"1\"", "misplaced");
    let scale = copy().replace(
        SERVICES,
        NSP,
        "code = \"nsp_available\"\nscale = \"dp_category\"\n",
    );
    scale.breaks(SERVICES, "scale = \"dp_category\"", "misplaced");
}

#[test]
fn codes_given_twice() {
    let theme = "[[theme]]\ncode = \"law\"\nname.en = \"Again\"\n";
    let cases = [
        (
            "themes.toml",
            "name.en = \"Context\"\n",
            format!("name.en = \"Context\"\n{theme}"),
            16,
        ),
        ("scales.toml", "code = \"m\"", "code = \"b\"".to_owned(), 29),
        (
            "dimensions.toml",
            "code = \"women\"",
            "code = \"men\"".to_owned(),
            9,
        ),
        (
            "schemes.toml",
            "code = \"SOUTH\"",
            "code = \"NORTH\"".to_owned(),
            25,
        ),
        (
            "reporters.toml",
            "code = \"2019\"",
            "code = \"2018\"".to_owned(),
            9,
        ),
        ("areas/places.csv", "XAB,,902", "XAA,,902".to_owned(), 3),
        ("sources.csv", "gazette_2023,GAZ", "agency_2023,GAZ".to_owned(), 3),
        ("sets.csv", "obs_2020,nsp", "obs_2022,nsp".to_owned(), 3),
        (
            "areas/members.csv",
            "GLOBAL,LMIC,XAC",
            "GLOBAL,LMIC,XAB".to_owned(),
            3,
        ),
    ];
    for (path, from, to, line) in cases {
        let problems = copy().replace(path, from, &to).problems();
        assert!(
            problems.contains(&format!("{path}:{line} check-duplicate")),
            "{path}: {problems:?}"
        );
    }
    let again = "\n[[indicator]]\ncode = \"nsp_available\"\n";
    let twice = copy().bytes("indicators/law.toml", |bytes| {
        [bytes, again.as_bytes().to_vec()].concat()
    });
    assert!(
        twice
            .problems()
            .iter()
            .any(|p| p.ends_with("services.toml:1 check-duplicate"))
    );
}

#[test]
fn an_indicator_in_two_ranks() {
    let broken = copy().replace("ranks.toml", "\"population\"]", "\"population\", \"population\"]");
    assert_eq!(broken.problems(), ["ranks.toml:12 check-ranked-twice"]);
}

#[test]
fn a_reporter_twice_in_one_rank() {
    let broken = copy().replace("ranks.toml", "\"MINISTRY\", reason", "\"OBS\", reason");
    broken.breaks("ranks.toml", "\"OBS\", reason.en = \"One place", "ranked-twice");
}

#[test]
fn rounds_out_of_order() {
    let broken = copy().replace(
        "reporters.toml",
        "code = \"2018\", year = 2018",
        "code = \"2018\", year = 2010",
    );
    broken.breaks("reporters.toml", "year = 2010", "unsorted");
}

#[test]
fn parts_and_parents() {
    let path = "areas/places.csv";
    copy()
        .replace(path, "XAE-EAST,XAE,", "XAE-EAST,,")
        .breaks(path, "XAE-EAST", "wrong-parent");
    copy()
        .replace(path, "XAB,,902", "XAB,XAA,902")
        .breaks(path, "XAB,XAA", "wrong-parent");
}

#[test]
fn sources_for_other_purposes_or_none() {
    let path = "sources.csv";
    copy()
        .replace(path, ",unread,", ",non_commercial,")
        .breaks(path, "leaflet,", "non-commercial");
    let unused = copy().insert(
        path,
        "agency_2023",
        "archive,OBS,Old papers,Unknown,,,,open,original",
    );
    unused.breaks(path, "archive,", "unused");
}

#[test]
fn an_indicator_within_one_of_another_unit() {
    let path = "indicators/people.toml";
    let broken = copy().replace(
        path,
        "code = \"pwid_hiv_prevalence\"\n",
        "code = \"pwid_hiv_prevalence\"\nsubset_of = \"pwid_population_size\"\n",
    );
    let ids: Vec<String> = broken.problems();
    assert!(
        ids.contains(&format!("{path}:13 check-subset-of-other-unit")),
        "{ids:?}"
    );
}
