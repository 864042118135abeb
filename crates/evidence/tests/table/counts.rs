//! Counts of places, where the question arises, and the working of totals.

use tidemark_evidence::indicator::{AggregationRule, Kind, NumberRule};
use tidemark_evidence::rules::{Asked, Part, Reach, total as total_of_parts};
use tidemark_evidence::table::{Contribution, StatusCount};
use tidemark_evidence::{Dataset, MapCorpus, Observation};
use tidemark_testkit::{IDENTITY, observation, world};

use tidemark_vocab::IndicatorCode;

use super::*;

fn built(change: impl FnOnce(&mut Dataset), query: &str) -> Table {
    let mut dataset = world();
    change(&mut dataset);
    let corpus = MapCorpus::new(dataset.catalogue, dataset.observations, IDENTITY.to_owned());
    let parsed = TableQuery::parse(query, corpus.catalogue()).unwrap();
    build(&parsed.query, &corpus).unwrap()
}

fn nsp(area: &str, finding: Finding) -> Observation {
    observation("nsp_available").of(area).found(finding).build()
}

/// The small world in which this, and nothing else, is known of needle and syringe programmes.
fn only_nsp(observations: Vec<Observation>) -> impl FnOnce(&mut Dataset) {
    |dataset| {
        let others = |o: &Observation| o.key.indicator.as_str() != "nsp_available";
        dataset.observations.retain(others);
        dataset.observations.extend(observations);
    }
}

fn became(total: &Total, contribution: Contribution) -> Vec<String> {
    let lines = total.working.iter();
    lines
        .filter(|line| line.contribution == contribution)
        .map(|line| line.area.to_string())
        .collect()
}

const NSP: &str = "indicators=nsp_available&areas=XAA,XAB,XAC&totals=shown";

#[test]
fn a_place_where_it_does_not_apply_is_not_among_those_to_cover() {
    let table = built(
        only_nsp(vec![
            nsp("XAA", Finding::Yes),
            nsp("XAB", Finding::No),
            nsp("XAC", Finding::NotApplicable),
        ]),
        NSP,
    );
    let total = &table.totals[0];
    assert!(matches!(&total.figure, TotalFigure::Count(answers) if answers[0].places == 1));
    assert_eq!((total.coverage.places, total.coverage.not_applicable), (2, 1));
    assert_eq!(became(total, Contribution::NotApplicable), ["XAC"]);
}

#[test]
fn every_place_has_one_status() {
    let table = built(
        only_nsp(vec![nsp("XAA", Finding::Yes), nsp("XAB", Finding::Confidential)]),
        NSP,
    );
    let total = &table.totals[0];
    let with = |status| StatusCount { status, places: 1 };
    assert_eq!(
        total.statuses,
        [
            with(Status::Yes),
            with(Status::Confidential),
            with(Status::NoRecord)
        ]
    );
    assert!(matches!(&total.figure, TotalFigure::Refused(why) if why.id == "total-refused-partial-list"));
    assert_eq!(
        total.tally,
        Some(vec![
            AnswerCount {
                answer: Answer::Yes,
                places: 1
            },
            AnswerCount {
                answer: Answer::No,
                places: 0
            },
        ])
    );
}

#[test]
fn one_place_without_an_answer_refuses_the_count() {
    for unanswered in [Finding::NotKnown, Finding::Confidential] {
        let table = built(
            only_nsp(vec![
                nsp("XAA", Finding::Yes),
                nsp("XAB", Finding::No),
                nsp("XAC", unanswered),
            ]),
            NSP,
        );
        assert_eq!(table.totals[0].status(), Status::NotAggregable);
    }
}

#[test]
fn levels_are_counted_where_the_list_is_complete() {
    let level = |area: &str, level: &str| {
        let found = Finding::Level(level.parse().unwrap());
        observation("dp_category").of(area).found(found).build()
    };
    let counted = |complete: bool| {
        let change = |dataset: &mut Dataset| {
            let category = "dp_category".parse().unwrap();
            let rule = AggregationRule::CountPlaces;
            dataset
                .catalogue
                .indicators
                .get_mut(&category)
                .unwrap()
                .aggregation
                .rule = rule;
            dataset.observations.retain(|o| o.key.indicator != category);
            let scale = dataset.catalogue.scales.values().next().unwrap();
            let levels: Vec<String> = scale.levels.iter().map(|level| level.code.to_string()).collect();
            dataset
                .observations
                .extend([level("XAA", &levels[0]), level("XAB", &levels[0])]);
            if complete {
                let sets = &mut dataset.catalogue.sets;
                let known = sets.values().next().unwrap().clone();
                sets.insert(("obs_2022".parse().unwrap(), category), known);
            }
        };
        built(change, "indicators=dp_category&areas=XAA,XAB&totals=shown").totals[0].clone()
    };
    let total = counted(true);
    assert!(
        matches!(&total.figure, TotalFigure::Count(answers) if answers[0].places == 2),
        "{total:?}"
    );
    let total = counted(false);
    assert_eq!(total.status(), Status::NotAggregable);
    assert_eq!(total.tally.unwrap()[0].places, 2);
}

#[test]
fn nobody_is_asked_for_clients_where_there_is_no_service() {
    let clients = |area: &str| observation("oat_clients").of(area).number("10").build();
    let oat = |area: &str, finding| observation("oat_available").of(area).found(finding).build();
    let change = |dataset: &mut Dataset| {
        let code: IndicatorCode = "oat_clients".parse().unwrap();
        let rule = &mut dataset.catalogue.indicators.get_mut(&code).unwrap().aggregation;
        rule.asked_where = Some("oat_available".parse().unwrap());
        dataset
            .observations
            .retain(|o| !o.key.indicator.as_str().starts_with("oat_"));
        dataset.observations.extend([
            clients("XAA"),
            oat("XAB", Finding::No),
            oat("XAC", Finding::NotKnown),
            clients("XAE"),
            oat("XAE", Finding::No),
        ]);
    };
    let table = built(
        change,
        "indicators=oat_clients&areas=XAA,XAB,XAC,XAD,XAE&totals=shown",
    );
    let total = &table.totals[0];
    assert_eq!(became(total, Contribution::NotAsked), ["XAB"]);
    assert_eq!(
        became(total, Contribution::NoRecord),
        ["XAC", "XAD"],
        "not known is not no"
    );
    assert_eq!(
        became(total, Contribution::Counted),
        ["XAA", "XAE"],
        "its own figure stands"
    );
    assert_eq!((total.coverage.places, total.coverage.not_applicable), (4, 1));
    assert_eq!(
        total.figure,
        TotalFigure::Sum(Quantity::bounded(Bound::AtLeast, d("20")))
    );
}

#[test]
fn figures_shown_on_demand_only_are_not_put_together() {
    let change = |dataset: &mut Dataset| {
        dataset
            .observations
            .retain(|o| o.key.indicator.as_str() != "nsp_sites");
        let gazette = observation("nsp_sites").by("GAZETTE", "gazette_2023").number("7");
        dataset.observations.push(gazette.about("2022").build());
    };
    let table = built(change, "indicators=nsp_sites&areas=XAA,XAB&totals=shown");
    assert_eq!(became(&table.totals[0], Contribution::OnDemand), ["XAA"]);
    assert_eq!(became(&table.totals[0], Contribution::NoRecord), ["XAB"]);
    assert_eq!(table.totals[0].status(), Status::NotAggregable);
}

#[test]
fn the_part_of_a_place_leaves_the_rest_unknown() {
    let change = |dataset: &mut Dataset| {
        dataset
            .observations
            .retain(|o| o.key.indicator.as_str() != "nsp_sites");
        let east = observation("nsp_sites").of("XAE-EAST").number("3").build();
        dataset.observations.push(east);
    };
    let table = built(change, "indicators=nsp_sites&areas=XAE,XAE-EAST&totals=shown");
    assert_eq!(
        table.totals[0].figure,
        TotalFigure::Sum(Quantity::bounded(Bound::AtLeast, d("3")))
    );
}

#[test]
fn a_split_is_not_added_to_the_whole() {
    let change = |dataset: &mut Dataset| {
        let clients = || observation("oat_clients").of("XAA").about("2022");
        dataset
            .observations
            .retain(|o| o.key.indicator.as_str() != "oat_clients");
        dataset.observations.extend([
            clients().number("10").build(),
            clients().split("sex:men").number("7").build(),
            clients().split("sex:women").number("3").build(),
        ]);
    };
    let table = built(
        change,
        "indicators=oat_clients&areas=XAA&dimensions=sex&totals=shown",
    );
    let sums: Vec<&TotalFigure> = table.totals.iter().map(|total| &total.figure).collect();
    let exactly = |number| TotalFigure::Sum(Quantity::exact(d(number)));
    assert_eq!(sums, [&exactly("10"), &exactly("7"), &exactly("3")]);
}

#[test]
fn the_working_of_a_region_numbers_its_sources() {
    let table = table("indicators=population&areas=world");
    let total = table.long[0].cell.total.as_ref().unwrap();
    assert_eq!(became(total, Contribution::Counted).len(), total.coverage.counted);
    for line in &total.working {
        let source = line.source.map(|number| table.sources[number - 1].source.clone());
        assert_eq!(
            source,
            line.figure.as_ref().map(|figure| figure.key.source.clone())
        );
    }
}

#[test]
fn what_has_no_rule_has_no_working() {
    let total = total("indicators=pwid_hiv_prevalence&areas=XAA,XAB&totals=shown", 0);
    assert!(total.working.is_empty());
}

#[test]
fn without_a_lowest_number_nothing_is_added() {
    let change = |dataset: &mut Dataset| {
        let code: IndicatorCode = "population".parse().unwrap();
        let population = dataset.catalogue.indicators.get_mut(&code).unwrap();
        population.kind = Kind::Quantity(NumberRule::default());
    };
    let table = built(change, "indicators=population&areas=XAA,XAB&totals=shown");
    assert!(
        matches!(&table.totals[0].figure, TotalFigure::Refused(why) if why.id == "total-refused-no-floor")
    );
}

#[test]
fn a_withdrawn_figure_is_not_put_together() {
    let mut cell = only("indicators=nsp_sites&areas=XAA");
    cell.status = Status::Withdrawn;
    let catalogue = world().catalogue;
    let code: IndicatorCode = "nsp_sites".parse().unwrap();
    let area: AreaId = "XAA".parse().unwrap();
    let part = Part {
        area: &area,
        cell: Some(&cell),
        reach: Reach::Whole,
        asked: Asked::Here,
        weight: None,
    };
    let reckoning = total_of_parts(&catalogue.indicators[&code], &[part], &catalogue, "en");
    assert_eq!(reckoning.contributions, [Contribution::Withdrawn]);
    assert_eq!((reckoning.coverage.withdrawn, reckoning.coverage.counted), (1, 0));
    assert!(matches!(reckoning.figure, TotalFigure::Refused(_)));
}
