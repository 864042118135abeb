//! Queries that are refused: which part, where, why, and what is near.

use std::collections::BTreeSet;

use tidemark_evidence::query::{MAX_BYTES, QueryError, TableQuery};

use crate::small::catalogue;

fn errors(query: &str) -> Vec<QueryError> {
    TableQuery::parse(query, &catalogue())
        .expect_err("the query should be refused")
        .0
}

/// The only problem of a query that names one good indicator and area besides.
fn error(rest: &str) -> QueryError {
    let mut found = errors(&format!("indicators=nsp_available&areas=BGR&{rest}"));
    assert_eq!(found.len(), 1, "{rest}: {found:?}");
    found.remove(0)
}

fn area(text: &str) -> QueryError {
    let mut found = errors(&format!("indicators=nsp_available&areas={text}"));
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.remove(0)
}

#[test]
fn a_synonym_leads_to_the_indicator() {
    let found = errors("indicators=nsp_sites,needle+exchange&areas=BGR");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].parameter, "indicators");
    assert_eq!(found[0].value, "needle exchange");
    assert_eq!(found[0].position, 10);
    assert_eq!(found[0].text, "nsp_sites,needle exchange");
    assert_eq!(found[0].reason.id, "query-error-unknown-indicator");
    assert_eq!(found[0].suggestions, ["nsp_available"]);
}

#[test]
fn areas_are_found_by_name_alias_and_spelling() {
    for (written, nearest, reason) in [
        ("Bulgaria", "BGR", "query-error-unknown-area"),
        ("bulgarie", "BGR", "query-error-unknown-area"),
        ("bgr", "BGR", "query-error-unknown-area"),
        ("BRG", "BGR", "query-error-unknown-area"),
        ("Gaza+Strip", "PSE-GAZ", "query-error-unknown-area"),
        ("PSE-GAX", "PSE-GAZ", "query-error-unknown-area"),
        ("eurasia", "region:HRI/EURASIA", "query-error-unknown-area"),
        ("HRI/EURASIA", "region:HRI/EURASIA", "query-error-unknown-area"),
        ("GLOBAL/WORLD", "world", "query-error-unknown-area"),
        ("World", "world", "query-error-unknown-area"),
        (
            "region:HRI/EURASI",
            "region:HRI/EURASIA",
            "query-error-unknown-region",
        ),
        (
            "region:eurasia",
            "region:HRI/EURASIA",
            "query-error-unknown-region",
        ),
        ("scheme:hri", "scheme:HRI", "query-error-unknown-scheme"),
    ] {
        let error = area(written);
        assert_eq!(error.reason.id, reason, "{written}");
        assert_eq!(
            error.suggestions.first().map(String::as_str),
            Some(nearest),
            "{written}"
        );
    }
}

#[test]
fn each_kind_of_value_has_its_reason_and_its_nearest_choices() {
    for (written, reason, nearest) in [
        ("periods=latset", "query-error-period", "latest"),
        ("periods=2020..2008", "query-error-period-reversed", "2008..2020"),
        (
            "periods=round:HRI/2021",
            "query-error-unknown-round",
            "round:HRI/2020",
        ),
        ("periods=HRI/2018", "query-error-period", "round:HRI/2018"),
        ("reporters=hri", "query-error-unknown-reporter", "HRI"),
        ("reporters=World+Health", "query-error-unknown-reporter", "WHO"),
        (
            "dimensions=gender:men",
            "query-error-unknown-dimension",
            "sex:men",
        ),
        (
            "dimensions=sex:man",
            "query-error-unknown-dimension-value",
            "sex:men",
        ),
        (
            "layout=areas-period",
            "query-error-unknown-choice",
            "areas-periods",
        ),
        ("group=HRI2", "query-error-unknown-scheme", "HRI"),
        ("totals=yes", "query-error-unknown-choice", "hidden"),
        ("sort=aera", "query-error-unknown-sort", "area"),
        ("sort=-asked", "query-error-sort-asked", "asked"),
        ("edition=012345", "query-error-edition", "current"),
        ("format=jsn", "query-error-unknown-choice", "json"),
    ] {
        let error = error(written);
        assert_eq!(error.reason.id, reason, "{written}");
        assert_eq!(
            error.suggestions.first().map(String::as_str),
            Some(nearest),
            "{written}: {:?}",
            error.suggestions
        );
    }
    assert_eq!(error("lang=English").reason.id, "query-error-lang");
}

#[test]
fn unknown_keys_are_refused_with_the_nearest() {
    let error = error("area=NPL");
    assert_eq!(error.parameter, "area");
    assert_eq!(error.reason.id, "query-error-unknown-parameter");
    assert_eq!(error.suggestions, ["areas"]);
}

#[test]
fn all_problems_are_told_in_one_go() {
    let found = errors("indicators=nope&areas=BGR,nowhere&layuot=long&format=docx");
    let places: Vec<_> = found
        .iter()
        .map(|e| (e.parameter.as_str(), e.value.as_str(), e.position))
        .collect();
    assert_eq!(
        places,
        [
            ("layuot", "long", 0),
            ("indicators", "nope", 0),
            ("areas", "nowhere", 4),
            ("format", "docx", 0)
        ]
    );
}

#[test]
fn something_must_be_asked() {
    let ids: Vec<_> = errors("").into_iter().map(|e| e.reason.id).collect();
    assert_eq!(
        ids,
        ["query-error-missing-indicators", "query-error-missing-areas"]
    );
}

#[test]
fn parameters_must_go_together() {
    let two = "indicators=nsp_available,nsp_sites&areas=BGR,NPL";
    let only = |rest: &str| {
        let mut found = errors(&format!("{two}&{rest}"));
        assert_eq!(found.len(), 1, "{rest}: {found:?}");
        found.remove(0)
    };
    let error = only("layout=areas-periods");
    assert_eq!(error.reason.id, "query-error-layout-one-indicator");
    assert_eq!(error.suggestions, ["areas-indicators", "long"]);
    let error = only("layout=indicators-periods");
    assert_eq!(error.reason.id, "query-error-layout-one-area");
    let error = only("periods=2020,+latest");
    assert_eq!(error.reason.id, "query-error-period-alone");
    assert_eq!((error.value.as_str(), error.position), ("latest", 6));
    let error = only("sort=-oat_available");
    assert_eq!(error.reason.id, "query-error-sort-column");
    assert_eq!(error.suggestions, ["nsp_available", "nsp_sites"]);
    let error = only("layout=long&sort=nsp_sites");
    assert_eq!(error.reason.id, "query-error-sort-layout");
    let error = only("format=csv&format=json");
    assert_eq!(error.reason.id, "query-error-one-value");
    assert_eq!((error.value.as_str(), error.position), ("json", 4));
}

#[test]
fn several_areas_and_schemes_are_not_one_area() {
    for areas in [
        "scheme:HRI",
        "region:GLOBAL/LMIC,world",
        "region:HRI/ASIA,region:GLOBAL/LMIC",
    ] {
        let found = errors(&format!(
            "indicators=nsp_sites&areas={areas}&layout=indicators-periods"
        ));
        assert_eq!(found.len(), 1, "{areas}: {found:?}");
        assert_eq!(found[0].reason.id, "query-error-layout-one-area", "{areas}");
        assert_eq!(
            found[0].suggestions,
            ["areas-indicators", "areas-periods", "long"],
            "{areas}"
        );
    }
}

#[test]
fn groups_are_found_by_the_codes_of_databases() {
    for (written, nearest) in [
        ("WLD", "world"),
        ("WORLD", "world"),
        ("EUU", "region:GLOBAL/EU"),
        ("EU", "region:GLOBAL/EU"),
        ("LMY", "region:GLOBAL/LMIC"),
        ("region:EUU", "region:GLOBAL/EU"),
    ] {
        assert_eq!(area(written).suggestions, [nearest], "{written}");
    }
}

#[test]
fn what_has_nothing_in_common_is_not_suggested() {
    for written in ["é", "e", "xx", "ZZ", "日本", "%1b[31m"] {
        assert_eq!(area(written).suggestions, Vec::<String>::new(), "{written}");
    }
}

#[test]
fn length_is_limited() {
    let long = format!("indicators=nsp_sites&areas={}", "x".repeat(MAX_BYTES));
    assert_eq!(errors(&long)[0].reason.id, "query-error-too-long");
    let many = format!("indicators=nsp_sites&areas={}", "BGR,".repeat(500));
    assert_eq!(errors(&many)[0].reason.id, "query-error-too-many");
    let allowed = format!("indicators=nsp_sites&areas={}", "BGR,".repeat(499));
    assert!(TableQuery::parse(&allowed, &catalogue()).is_ok());
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    assert_eq!(error("reporters=%FF%FE").reason.id, "query-error-encoding");
}

#[test]
fn every_reason_has_its_english_words() {
    let read =
        |file: &str| std::fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let words = read("../../locales/en/query.ftl");
    let defined: BTreeSet<&str> = words
        .lines()
        .filter_map(|line| line.split_once(" = ").map(|(id, _)| id))
        .collect();
    let sources = ["parse", "values", "rules"].map(|file| read(&format!("src/query/{file}.rs")));
    let used: BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| source.split('"'))
        .filter(|text| text.starts_with("query-error-"))
        .collect();
    assert_eq!(used, defined);
}
