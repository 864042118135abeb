//! Weighted means of places: what they cover, what they refuse.

use tidemark_evidence::indicator::AggregationRule;
use tidemark_evidence::table::{Contribution, Mean};
use tidemark_evidence::{Dataset, MapCorpus, Observation};
use tidemark_testkit::{IDENTITY, observation, world};

use tidemark_vocab::IndicatorCode;

use super::*;

const HIV: &str = "pwid_hiv_prevalence";
const PEOPLE: &str = "population";

/// The small world where prevalence is weighted by population and nothing is known of it but this.
fn corpus_of(figures: Vec<Observation>) -> MapCorpus {
    let Dataset {
        mut catalogue,
        mut observations,
    } = world();
    let code: IndicatorCode = HIV.parse().unwrap();
    let hiv = catalogue.indicators.get_mut(&code).unwrap();
    hiv.aggregation.rule = AggregationRule::WeightedMean(PEOPLE.parse().unwrap());
    observations.retain(|o| o.key.indicator.as_str() != HIV);
    observations.extend(figures);
    MapCorpus::new(catalogue, observations, IDENTITY.to_owned())
}

fn hiv(area: &str) -> tidemark_testkit::ObservationBuilder {
    observation(HIV)
        .of(area)
        .about("2022")
        .by("AGENCY", "agency_2023")
}

fn total_in(figures: Vec<Observation>, query: &str) -> Total {
    let corpus = corpus_of(figures);
    let parsed = TableQuery::parse(query, corpus.catalogue()).unwrap();
    build(&parsed.query, &corpus).unwrap().totals[0].clone()
}

fn total_of(figures: Vec<Observation>, areas: &str) -> Total {
    total_in(figures, &format!("indicators={HIV}&areas={areas}&totals=shown"))
}

fn mean(total: &Total) -> &Mean {
    let mean = match &total.figure {
        TotalFigure::Mean(mean) => Some(mean),
        _ => None,
    };
    mean.unwrap()
}

fn refusal(total: &Total) -> &str {
    let why = match &total.figure {
        TotalFigure::Refused(why) => Some(why.id),
        _ => None,
    };
    why.unwrap()
}

fn contributions(total: &Total) -> Vec<(String, &'static str)> {
    let line =
        |line: &tidemark_evidence::table::WorkingLine| (line.area.to_string(), line.contribution.as_str());
    total.working.iter().map(line).collect()
}

#[test]
fn a_mean_of_every_place_names_its_weight() {
    let total = total_of(
        vec![hiv("XAA").number("10.0").build(), hiv("XAB").number("20").build()],
        "XAA,XAB",
    );
    let found = mean(&total);
    // (10 × 5,050,000 + 20 × 301,000) / 5,351,000 = 10.56…
    assert_eq!(found.quantity, Quantity::bounded(Bound::Approximately, d("10.6")));
    assert_eq!((found.weight.as_str(), found.share), (PEOPLE, None));
    assert_eq!(
        (total.span.years, found.weights.years),
        (Some((2022, 2022)), Some((2022, 2022)))
    );
    assert_eq!((total.coverage.places, total.coverage.counted), (2, 2));
}

#[test]
fn a_mean_says_how_much_of_the_weight_it_leaves_out() {
    let total = total_of(vec![hiv("XAA").number("10").build()], "XAA,XAB");
    let found = mean(&total);
    assert_eq!(found.quantity, Quantity::bounded(Bound::Approximately, d("10")));
    // 5,050,000 of 5,351,000, rounded down.
    assert_eq!(found.share, Some(d("94.3")));
    assert_eq!(
        contributions(&total),
        [("XAA".to_owned(), "counted"), ("XAB".to_owned(), "no_record")]
    );
}

#[test]
fn the_smaller_half_does_not_speak_for_the_whole() {
    let total = total_of(vec![hiv("XAB").number("10").build()], "XAA,XAB");
    assert_eq!(refusal(&total), "total-refused-little-weight");
    assert_eq!(total.coverage.counted, 0);
}

#[test]
fn a_place_that_is_no_row_weighs_in_its_region() {
    let query = format!("indicators={HIV}&areas=XAA&group=OBS&totals=shown");
    let corpus = corpus_of(vec![hiv("XAA").number("10").build()]);
    let parsed = TableQuery::parse(&query, corpus.catalogue()).unwrap();
    let table = build(&parsed.query, &corpus).unwrap();
    let north = &table.groups[0].totals[0];
    assert_eq!(
        refusal(north),
        "total-refused-little-weight",
        "Deltora has nine million people"
    );
    assert_eq!(north.coverage.not_among_rows, 2);
}

#[test]
fn limits_of_some_places_hold_for_nothing() {
    let at_least = hiv("XAA").bounded(Bound::AtLeast, "10").build();
    assert_eq!(
        refusal(&total_of(vec![at_least.clone()], "XAA,XAB")),
        "total-refused-mean-of-bounds"
    );
    let both = total_of(vec![at_least, hiv("XAB").number("10").build()], "XAA,XAB");
    assert_eq!(mean(&both).quantity, Quantity::bounded(Bound::AtLeast, d("10")));
}

#[test]
fn old_figures_and_unknown_ones_stay_out() {
    let total = total_of(
        vec![
            hiv("XAA").number("10").build(),
            hiv("XAB").about("2010").number("90").build(),
            hiv("XAE").found(Finding::NotKnown).build(),
        ],
        "XAA,XAB,XAE",
    );
    assert_eq!(mean(&total).quantity.value(), Some(d("10")));
    assert_eq!((total.coverage.old, total.coverage.not_known), (1, 1));
}

#[test]
fn where_it_does_not_apply_there_is_nothing_to_cover() {
    let total = total_of(
        vec![
            hiv("XAB").number("10").build(),
            hiv("XAA").found(Finding::NotApplicable).build(),
        ],
        "XAA,XAB",
    );
    assert_eq!(mean(&total).quantity, Quantity::exact(d("10")));
    assert_eq!((total.coverage.places, total.coverage.not_applicable), (1, 1));
}

#[test]
fn a_split_is_weighted_by_the_same_split() {
    let total = total_in(
        vec![hiv("XAA").split("sex:women").number("10").build()],
        &format!("indicators={HIV}&areas=XAA&dimensions=sex:women&totals=shown"),
    );
    assert_eq!(
        refusal(&total),
        "total-refused-no-weight",
        "population is not split by sex"
    );
    assert_eq!(total.working[0].contribution, Contribution::NoWeight);
}

#[test]
fn a_year_is_weighted_by_its_own_year_and_a_round_by_the_newest() {
    let figures = || {
        vec![
            hiv("XAA").about("2021").number("10").build(),
            hiv("XAA")
                .round("OBS/2022")
                .by("OBS", "obs_2022")
                .number("20")
                .build(),
        ]
    };
    let weights = |period: &str| {
        let query = format!("indicators={HIV}&areas=XAA&periods={period}&totals=shown");
        mean(&total_in(figures(), &query)).weights.years
    };
    assert_eq!(weights("2021"), Some((2021, 2021)));
    assert_eq!(weights("round:OBS/2022"), Some((2022, 2022)));
}

#[test]
fn whoever_is_asked_the_weight_is_found() {
    let figure = hiv("XAA").by("OBS", "obs_2022").number("10").build();
    let query = format!("indicators={HIV}&areas=XAA&reporters=OBS&totals=shown");
    assert_eq!(
        mean(&total_in(vec![figure], &query)).quantity,
        Quantity::exact(d("10"))
    );
}

#[test]
fn a_part_does_not_stand_for_its_whole() {
    let total = total_of(
        vec![
            hiv("XAA").number("10").build(),
            hiv("XAE-EAST").number("50").build(),
        ],
        "XAA,XAE,XAE-EAST",
    );
    assert_eq!(mean(&total).quantity.value(), Some(d("10")));
    assert!(contributions(&total).contains(&("XAE-EAST".to_owned(), "part_of_whole")));
    // 5,050,000 of 5,751,000.
    assert_eq!(mean(&total).share, Some(d("87.8")));
}
