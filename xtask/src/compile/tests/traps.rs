//! Every trap that a review of the fact files found, held against the committed data.

use std::collections::BTreeSet;
use std::fs;

use serde::Deserialize;

use super::{Row, data, figures, observations, of, one};
use crate::compile::table;

#[derive(Deserialize)]
struct SourceRow {
    source: String,
    reporter: String,
    terms: String,
    licence: String,
}

fn sources() -> Vec<SourceRow> {
    let rows = table::read::<SourceRow>(&data().join("sources.csv")).unwrap();
    rows.into_iter().map(|(_, row)| row).collect()
}

#[test]
fn nothing_of_ihme_is_left() {
    for source in sources() {
        assert!(!source.source.contains("gbd"), "{}", source.source);
        assert_ne!(source.reporter, "IHME");
        assert_ne!(source.terms, "non_commercial");
    }
    assert!(observations().iter().all(|row| row.reporter != "IHME"));
}

#[test]
fn the_licence_arithmetic_holds() {
    let rows = observations();
    let count = |indicator: &str| rows.iter().filter(|row| row.indicator == indicator).count();
    assert_eq!(rows.len() - count("population"), 16_375);
    assert_eq!((count("population"), count("hiv_spending")), (7_630, 5_206));
}

#[test]
fn terms_that_nobody_has_read_are_marked() {
    let unread: BTreeSet<String> = sources()
        .into_iter()
        .filter(|s| s.terms == "unread")
        .map(|s| s.source)
        .collect();
    for source in [
        "unaids_gam_2019",
        "unodc_wdr2026",
        "unsd_sdg_2020",
        "who_gho_rsud",
        "gshr2024_fixture",
    ] {
        assert!(unread.contains(source), "{source}");
    }
    assert!(sources().iter().all(|source| !source.licence.is_empty()));
}

#[test]
fn a_year_is_a_round_a_reference_or_an_event() {
    let rows = observations();
    let printed = |row: &&Row| row.source.starts_with("gshr") && row.reporter == "HRI";
    for row in rows.iter().filter(printed) {
        assert!(
            row.reference.is_empty() && row.round.starts_with("HRI/"),
            "{row:?}"
        );
    }
    for row in rows
        .iter()
        .filter(|row| row.indicator.ends_with("_intro_year") && row.reporter == "EMCDDA")
    {
        assert!(
            row.reference.is_empty() && row.round.starts_with("EMCDDA/"),
            "{row:?}"
        );
        assert_eq!(row.value.len(), 4, "{row:?}");
    }
    let events = [
        "dp_drug_intro_year",
        "dp_abolition_year_drugs",
        "dp_abolition_year_drug_transport",
        "decriminalisation_year",
        "drug_checking_intro_year",
    ];
    for row in rows.iter().filter(|row| events.contains(&row.indicator.as_str())) {
        assert_eq!(row.reference, row.value, "{row:?}");
    }
}

#[test]
fn deaths_mostly_of_2009_or_2010_are_not_figures_of_2010() {
    let rows = observations();
    for (place, mostly, registered) in [
        ("DNK", "222", "204"),
        ("IRL", "203", "164"),
        ("NOR", "285", "248"),
    ] {
        let first = one(
            &rows,
            "drug_deaths_national",
            place,
            "2009..2010",
            "emcdda_sb2012",
        );
        let second = one(&rows, "drug_deaths_national", place, "2010", "emcdda_sb2013");
        assert_eq!(
            (first.value.as_str(), second.value.as_str()),
            (mostly, registered)
        );
        assert!(first.note.contains("mostly 2009 or 2010"), "{first:?}");
    }
    let means: BTreeSet<&str> = rows
        .iter()
        .filter(|row| row.note.contains("mean of three years"))
        .map(|row| row.area.as_str())
        .collect();
    assert_eq!(means, BTreeSet::from(["CYP", "MLT"]));
}

#[test]
fn population_is_a_series_of_calendar_years() {
    for row in observations().iter().filter(|row| row.indicator == "population") {
        assert!(row.reference.len() == 4 && row.round.is_empty(), "{row:?}");
    }
}

#[test]
fn lists_of_yes_are_never_complete_sets() {
    #[derive(Deserialize)]
    struct Set {
        source: String,
        indicator: String,
        completeness: String,
    }
    let sets = table::read::<Set>(&data().join("sets.csv")).unwrap();
    let complete = |indicator: &str| {
        sets.iter()
            .any(|(_, set)| set.indicator == indicator && set.completeness == "complete")
    };
    assert!(!complete("drug_checking_available") && !complete("decriminalisation"));
    let changes = sets.iter().find(|(_, set)| set.source == "dpf_gshr2024_policy");
    assert!(changes.is_some_and(|(_, set)| set.completeness == "changes_only"));
    let rows = observations();
    let policy: Vec<&Row> = rows
        .iter()
        .filter(|row| row.indicator == "hr_in_national_policy")
        .collect();
    assert_eq!(policy.len(), 19);
    let prison: Vec<&Row> = rows
        .iter()
        .filter(|row| row.indicator == "nsp_prison_available" && row.round == "HRI/2022")
        .collect();
    assert_eq!(prison.len(), 6);
    assert_eq!(
        one(
            &rows,
            "countries_with_prison_nsp",
            "GLOBAL/WORLD",
            "HRI/2022",
            "fds_gshr2022"
        )
        .value,
        "9"
    );
    assert_eq!(
        one(
            &rows,
            "countries_with_nsp",
            "GLOBAL/WORLD",
            "HRI/2024",
            "dpf_gshr2024"
        )
        .value,
        "93"
    );
}

#[test]
fn bulgaria_and_kosovo_read_as_printed() {
    let rows = observations();
    let hri = |area| -> Vec<&Row> {
        of(&rows, "nsp_available", area)
            .into_iter()
            .filter(|row| row.reporter == "HRI")
            .collect()
    };
    assert_eq!(
        figures(&hri("BGR")),
        [
            "HRI/2008 yes",
            "HRI/2018 no",
            "HRI/2019 yes",
            "HRI/2020 no",
            "HRI/2020 no",
            "HRI/2024 yes"
        ]
    );
    assert_eq!(
        figures(&hri("XKX")),
        ["HRI/2008 no", "HRI/2018 yes", "HRI/2020 yes"]
    );
}

#[test]
fn strict_limits_are_not_minimums() {
    let rows = observations();
    assert_eq!(
        one(&rows, "nsp_sites", "USA", "HRI/2020", "gshr2020_namerica").figure(),
        "more_than 418"
    );
    for year in 2008..=2016 {
        let china = one(&rows, "executions_all", "CHN", &year.to_string(), "owid_amnesty");
        assert_eq!(china.figure(), "more_than 1000");
    }
    for (place, limit) in [("HUN", "1.0"), ("MKD", "1"), ("SVK", "1"), ("SVN", "1")] {
        let row = one(
            &rows,
            "pwid_hiv_prevalence",
            place,
            "HRI/2008",
            "gshr2008_eurasia",
        );
        assert_eq!(row.figure(), format!("less_than {limit}"));
    }
    let dominican = one(&rows, "pwid_population_size", "DOM", "HRI/2020", "gshr2020_lac");
    assert_eq!(dominican.figure(), "at_most 1359");
}

#[test]
fn low_and_middle_income_countries_are_not_the_world() {
    let rows = observations();
    let lmic: BTreeSet<&str> = rows
        .iter()
        .filter(|row| row.area == "GLOBAL/LMIC")
        .map(|row| row.indicator.as_str())
        .collect();
    let expected = [
        "hiv_funding_gap",
        "hiv_resource_need",
        "hiv_resources",
        "hr_funding",
        "hr_funding_gap",
        "hr_funding_share_of_need",
        "hr_need",
        "hr_share_of_hiv_funding",
    ];
    assert_eq!(lmic, BTreeSet::from(expected));
    assert!(
        rows.iter()
            .all(|row| row.area != "GLOBAL/WORLD" || !lmic.contains(row.indicator.as_str()))
    );
    let members = fs::read_to_string(data().join("areas/members.csv")).unwrap();
    assert_eq!(
        members
            .lines()
            .filter(|line| line.starts_with("GLOBAL,LMIC,"))
            .count(),
        133
    );
}

#[test]
fn the_place_of_aid_is_the_donor() {
    let rows = observations();
    let donor = one(
        &rows,
        "narcotics_control_aid",
        "USA",
        "2012..2021 cumulative",
        "hri_aid_2023",
    );
    assert_eq!(
        (donor.value.as_str(), donor.note.as_str()),
        ("550000000", "the place is the donor")
    );
}

#[test]
fn three_kinds_of_naloxone_stay_three() {
    let rows = observations();
    for indicator in [
        "naloxone_distribution",
        "naloxone_take_home",
        "naloxone_peer_distribution",
    ] {
        assert!(rows.iter().any(|row| row.indicator == indicator), "{indicator}");
    }
    let who: BTreeSet<&str> = rows
        .iter()
        .filter(|row| row.indicator == "naloxone_distribution")
        .map(|row| row.reporter.as_str())
        .collect();
    assert_eq!(who, BTreeSet::from(["WHO"]));
}

#[test]
fn australias_sites_are_dosing_points() {
    let rows = observations();
    let sites = of(&rows, "oat_sites", "AUS");
    assert_eq!(figures(&sites), ["HRI/2018 exact 2732", "HRI/2020 exact 2940"]);
    assert!(sites.iter().all(|row| row.note.contains("dosing points")));
}

#[test]
fn hepatitis_items_of_unaids_do_not_state_the_assay() {
    let rows = observations();
    let unstated: Vec<&Row> = rows
        .iter()
        .filter(|row| row.note.contains("assay not stated"))
        .collect();
    assert_eq!(unstated.len(), 53);
    assert!(unstated.iter().all(|row| row.reporter == "UNAIDS"));
    let hcv = |place, value: &str| {
        let of = of(&rows, "pwid_hcv_prevalence", place);
        of.iter()
            .any(|row| row.reporter == "UNAIDS" && row.value == value)
    };
    assert!(hcv("DEU", "3.7") && hcv("NPL", "5.4") && hcv("MKD", "0"));
}

#[test]
fn not_known_is_a_finding() {
    let rows = observations();
    assert_eq!(rows.iter().filter(|row| row.status == "not_known").count(), 161);
    let unknown = rows.iter().filter(|row| row.status == "not_known");
    assert!(
        unknown
            .into_iter()
            .all(|row| row.value.is_empty() && row.bound.is_empty())
    );
}

#[test]
fn a_third_partys_copy_says_so() {
    let rows = observations();
    let copied: Vec<&Row> = rows
        .iter()
        .filter(|row| row.source == "gshr2024_fixture")
        .collect();
    let places: BTreeSet<&str> = copied.iter().map(|row| row.area.as_str()).collect();
    assert_eq!(places.len(), 18);
    assert!(
        copied.iter().all(|row| row.note.contains("third party")),
        "{:?}",
        copied.first()
    );
}

#[test]
fn pseudo_codes_are_gone_and_kosovo_has_its_name() {
    for row in observations() {
        assert!(!["WLD", "EUU"].contains(&row.area.as_str()), "{row:?}");
    }
    let places = fs::read_to_string(data().join("areas/places.csv")).unwrap();
    for line in [
        "XKX,,,Kosovo,",
        "PSE-GAZ,PSE,,Gaza Strip,",
        "USA,,840,United States,",
    ] {
        assert!(places.contains(line), "{line}");
    }
}

#[test]
fn digits_and_locators_are_kept_as_published() {
    let rows = observations();
    let austria = one(&rows, "problem_opioid_use_rate", "AUT", "2006", "emcdda_sb2013");
    assert_eq!(
        (austria.value.as_str(), austria.locator.as_str()),
        ("4.50", "Table PDU-6 part (ii)")
    );
    assert!(
        rows.iter()
            .all(|row| row.dimensions.is_empty() || row.dimensions.contains(':'))
    );
}

#[derive(Deserialize)]
struct IndicatorFile {
    indicator: Vec<Sheet>,
}

#[derive(Deserialize)]
struct Sheet {
    code: String,
    subset_of: Option<String>,
    reference: Option<bool>,
    aggregation: Aggregation,
}

#[derive(Deserialize)]
struct Aggregation {
    rule: String,
}

fn sheet(code: &str) -> Sheet {
    let files = fs::read_dir(data().join("indicators")).unwrap();
    let sheets = files.flat_map(|file| {
        table::read_toml::<IndicatorFile>(&file.unwrap().path())
            .unwrap()
            .indicator
    });
    sheets.into_iter().find(|sheet| sheet.code == code).unwrap()
}

#[test]
fn sites_and_parts_are_not_added() {
    for sites in ["nsp_sites", "oat_sites", "dcr_sites"] {
        assert_eq!(sheet(sites).aggregation.rule, "none", "{sites}");
    }
    assert_eq!(
        sheet("methadone_clients").subset_of.as_deref(),
        Some("oat_clients")
    );
    assert_eq!(sheet("population").reference, Some(true));
}

#[test]
fn figures_that_would_mislead_are_never_the_default() {
    #[derive(Deserialize)]
    struct Ranks {
        rank: Vec<Rank>,
    }
    #[derive(Deserialize)]
    struct Rank {
        indicators: Vec<String>,
        order: Vec<Entry>,
    }
    #[derive(Deserialize)]
    struct Entry {
        reporter: String,
        default: Option<bool>,
    }
    let ranks: Ranks = table::read_toml(&data().join("ranks.toml")).unwrap();
    for indicator in [
        "pwid_hcv_prevalence",
        "pwid_hbv_prevalence",
        "prison_hcv_prevalence",
        "prison_hbv_prevalence",
    ] {
        let rank = ranks
            .rank
            .iter()
            .find(|rank| rank.indicators.iter().any(|code| code == indicator))
            .unwrap();
        let unaids = rank
            .order
            .iter()
            .find(|entry| entry.reporter == "UNAIDS")
            .unwrap();
        assert_eq!(unaids.default, Some(false), "{indicator}");
    }
}

#[test]
fn noisy_answers_are_all_kept() {
    let rows = observations();
    let uganda = of(&rows, "pwid_population_size", "UGA");
    let answers: Vec<&str> = uganda
        .iter()
        .filter(|row| row.reporter == "UNAIDS")
        .map(|row| row.value.as_str())
        .collect();
    for answer in ["310000", "800", "18000"] {
        assert!(answers.contains(&answer), "{answers:?}");
    }
    let italy = of(&rows, "pwid_hiv_prevalence", "ITA");
    for figure in ["1.7", "30.1"] {
        assert!(italy.iter().any(|row| row.value == figure), "{figure}");
    }
}

#[test]
fn a_count_of_a_part_is_not_the_number_of_the_country() {
    let rows = observations();
    for area in [
        "CIV", "COG", "COL", "DZA", "GIN", "JOR", "KWT", "LBR", "MAR", "MDG", "MOZ", "SAU", "TCD",
    ] {
        let parts: Vec<&str> = of(&rows, "pwid_population_size", area)
            .into_iter()
            .filter(|row| row.reporter == "UNODC")
            .map(|row| row.dimensions.as_str())
            .collect();
        assert_eq!(parts, ["extent:part"], "{area}");
    }
}
