//! The rules of charts over the small world: what is drawn, what is told in words, and what is refused.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

use tidemark_evidence::table::build;
use tidemark_evidence::{Corpus, Dataset, MapCorpus, Table, TableQuery};
use tidemark_publishing::picture::chart::plan::{Held, Join, LinePlan, Voice};
use tidemark_publishing::picture::chart::{
    Answered, Drawn, Framing, Kind, Lack, Looks, Plan, Reading, Refusal, direction_of, draw, proposed,
    question,
};
use tidemark_publishing::picture::{Palette, WIDE, checks, write};
use tidemark_publishing::{Messages, Words};
use tidemark_testkit::{ObservationBuilder, observation};

/// The small world with more observations.
fn with(more: Vec<ObservationBuilder>) -> MapCorpus {
    let Dataset {
        catalogue,
        mut observations,
    } = tidemark_testkit::world();
    observations.extend(more.into_iter().map(ObservationBuilder::build));
    MapCorpus::new(catalogue, observations, tidemark_testkit::IDENTITY.to_owned())
}

fn table(query: &str, corpus: &MapCorpus) -> Table {
    let query = TableQuery::parse(query, corpus.catalogue()).unwrap().query;
    build(&question(&query), corpus).unwrap()
}

/// Asks for the plan of a kind, and tells what it says.
fn planned<T>(
    query: &str,
    corpus: &MapCorpus,
    kind: Kind,
    tell: impl FnOnce(Result<Plan<'_>, Refusal>) -> T,
) -> T {
    let table = table(query, corpus);
    let messages = Messages::english();
    let reading = Reading::new(&table, Words::new(corpus.catalogue(), &messages));
    tell(Plan::of(kind, &reading))
}

fn refusal(query: &str, corpus: &MapCorpus, kind: Kind) -> Refusal {
    planned(query, corpus, kind, |plan| match plan {
        Err(refusal) => refusal,
        Ok(plan) => panic!("{kind} of {query} is drawn: {plan:?}"),
    })
}

fn lines<T>(query: &str, corpus: &MapCorpus, tell: impl FnOnce(LinePlan<'_>) -> T) -> T {
    planned(query, corpus, Kind::Line, |plan| match plan {
        Ok(Plan::Line(plan)) => tell(plan),
        other => panic!("{other:?}"),
    })
}

/// A figure of an indicator in `XAA` about a year by the agency.
fn about(indicator: &str, year: &str, number: &str) -> ObservationBuilder {
    observation(indicator)
        .about(year)
        .by("AGENCY", "agency_2023")
        .number(number)
}

const CLIENTS: &str = "indicators=oat_clients&areas=XAA&periods=all&layout=areas-periods&reporters=AGENCY";

#[test]
fn a_line_breaks_where_a_year_is_missing_the_reporter_changes_or_a_figure_is_in_doubt() {
    let years = vec![
        about("oat_clients", "2010", "10"),
        about("oat_clients", "2011", "12"),
        about("oat_clients", "2013", "15"),
        about("oat_clients", "2014", "16").questioned("Too round."),
        about("oat_clients", "2015", "17"),
        about("oat_clients", "2016", "18"),
        observation("oat_clients")
            .about("2017")
            .by("MINISTRY", "ministry_2021")
            .number("90"),
    ];
    let joins = lines(
        "indicators=oat_clients&areas=XAA&periods=2010..2017&layout=areas-periods",
        &with(years),
        |plan| {
            plan.lines[0]
                .spots
                .iter()
                .map(|spot| spot.join)
                .collect::<Vec<_>>()
        },
    );
    let expected = [
        Join::First,
        Join::Whole,
        Join::Gap,
        Join::Doubt,
        Join::Doubt,
        Join::Whole,
        Join::Reporter,
    ];
    assert_eq!(joins, expected);
}

#[test]
fn limits_are_joined_by_a_broken_line_only() {
    let joins = lines(
        "indicators=dp_executions&areas=XAC&periods=all&layout=areas-periods&reporters=OBS",
        &with(vec![]),
        |plan| {
            let spots = &plan.lines[0].spots;
            spots
                .iter()
                .map(|spot| (spot.join, spot.extent.opens_up()))
                .collect::<Vec<_>>()
        },
    );
    assert_eq!(joins, [(Join::First, true), (Join::Limit, true)]);
}

#[test]
fn rounds_stand_apart_and_parts_of_years_are_told_in_words() {
    let figures = vec![
        about("oat_clients", "2010", "10"),
        about("oat_clients", "2011", "12"),
        about("oat_clients", "2012-01..2012-09", "9"),
        about("oat_clients", "2013..2014", "30"),
    ];
    lines(
        "indicators=oat_clients&areas=XAA&periods=all&layout=areas-periods",
        &with(figures),
        |plan| {
            assert_eq!(plan.years, (2010, 2011));
            assert_eq!(
                plan.rounds.iter().map(ToString::to_string).collect::<Vec<_>>(),
                ["OBS/2022"]
            );
            assert_eq!(plan.lines[0].rounds.len(), 1);
            let told: Vec<&str> = plan
                .asides
                .iter()
                .map(|aside| aside.point.period.as_str())
                .collect();
            assert_eq!(told, ["2012-01 to 2012-09", "2013 to 2014", "2021-12-31"]);
        },
    );
}

#[test]
fn figures_of_rounds_only_are_no_line() {
    let corpus = with(vec![]);
    let query = "indicators=nsp_sites&areas=XAA&periods=all&layout=areas-periods";
    assert_eq!(refusal(query, &corpus, Kind::Line), Refusal::RoundsOnly);
    assert_eq!(
        refusal("indicators=nsp_sites&areas=XAA", &corpus, Kind::Line),
        Refusal::NeedsPeriods
    );
}

#[test]
fn one_year_is_no_line() {
    assert_eq!(
        refusal(
            CLIENTS,
            &with(vec![about("oat_clients", "2010", "10")]),
            Kind::Line
        ),
        Refusal::OneYear
    );
}

#[test]
fn answers_and_years_are_no_lengths() {
    let corpus = with(vec![]);
    for (indicator, why) in [
        ("nsp_available", Refusal::NoNumbers),
        ("dp_category", Refusal::NoNumbers),
        ("currency", Refusal::NoNumbers),
        ("oat_start_year", Refusal::YearsAreNoAmounts),
        ("nsp_available,nsp_sites", Refusal::MixedUnits),
        ("nsp_sites,pwid_population_size", Refusal::MixedUnits),
    ] {
        let query = format!("indicators={indicator}&areas=XAA,XAB");
        assert_eq!(refusal(&query, &corpus, Kind::Bar), why, "{indicator}");
    }
}

#[test]
fn what_is_not_known_is_told_where_it_would_stand_and_is_no_zero() {
    let query = "indicators=pwid_hiv_prevalence&areas=XAA,XAC,XAD,XAE,XAE-EAST";
    planned(query, &with(vec![]), Kind::Bar, |plan| {
        let Ok(Plan::Bar(plan)) = plan else {
            panic!("{plan:?}")
        };
        let told: Vec<(&str, &str, bool)> = plan
            .rows
            .iter()
            .map(|row| (row.name, row.point.words.as_str(), row.point.extent().is_some()))
            .collect();
        let drawn: Vec<&str> = told
            .iter()
            .filter(|(_, _, drawn)| *drawn)
            .map(|(name, _, _)| *name)
            .collect();
        assert_eq!(drawn, ["Costaguana", "Arcadia"]);
        assert!(told.iter().take(2).all(|(_, _, is_drawn)| *is_drawn), "{told:?}");
        assert!(
            told.iter().any(|(_, words, _)| *words == "confidential"),
            "{told:?}"
        );
        assert!(told.iter().any(|(_, words, _)| *words == "not known"), "{told:?}");
        assert!(told.iter().any(|(_, words, _)| *words == "no record"), "{told:?}");
    });
}

#[test]
fn what_is_too_old_is_told_and_not_drawn() {
    let old = observation("nsp_sites").of("XAD").round("OBS/2008").number("7");
    planned(
        "indicators=nsp_sites&areas=XAA,XAD",
        &with(vec![old]),
        Kind::Bar,
        |plan| {
            let Ok(Plan::Bar(plan)) = plan else {
                panic!("{plan:?}")
            };
            let last = plan.rows.last().unwrap();
            assert_eq!(last.point.words, "no recent record (last: 7, OBS 2008)");
            assert_eq!(last.point.drawn, Drawn::Nothing(Lack::Old));
        },
    );
}

#[test]
fn reporters_that_disagree_stand_side_by_side() {
    let query = "indicators=dp_executions&areas=XAC,XAE&periods=2022";
    planned(query, &with(vec![]), Kind::Dots, |plan| {
        let Ok(Plan::Dots(plan)) = plan else {
            panic!("{plan:?}")
        };
        let of = |name: &str| plan.rows.iter().find(|row| row.name.starts_with(name)).unwrap();
        let texts: Vec<&str> = of("C").dots.iter().map(|dot| dot.point.text.as_str()).collect();
        assert_eq!(texts, ["≥ 237", "300"]);
        assert_eq!(plan.voices.len(), 2);
    });
}

#[test]
fn of_several_periods_the_newest_stands_for_the_row() {
    let corpus = with(vec![
        about("syringes_distributed", "2019", "50"),
        about("syringes_distributed", "2020", "10"),
        about("syringes_distributed", "2021", "30"),
    ]);
    let query = "indicators=syringes_distributed&areas=XAA&periods=2019,2020,2021&layout=areas-periods";
    planned(query, &corpus, Kind::Dots, |plan| {
        let Ok(Plan::Dots(plan)) = plan else {
            panic!("{plan:?}")
        };
        let texts: Vec<&str> = plan.rows[0]
            .dots
            .iter()
            .map(|dot| dot.point.text.as_str())
            .collect();
        assert_eq!(texts, ["30", "10", "50"]);
        let years = ["2021", "2020", "2019"].map(|year| Voice::Column(year.to_owned()));
        assert_eq!(plan.voices, years);
    });
}

#[test]
fn places_are_counted_only_where_the_list_is_complete() {
    let groups = |query: &str| {
        planned(query, &with(vec![]), Kind::Units, |plan| {
            let Ok(Plan::Units(plan)) = plan else {
                panic!("{plan:?}")
            };
            let block = &plan.blocks[0];
            let counts: Vec<(Held, Option<usize>, usize)> = block
                .groups
                .iter()
                .map(|group| (group.held.clone(), group.count, group.places.len()))
                .collect();
            (counts, block.no_count.is_some())
        })
    };
    let (counts, is_refused) = groups("indicators=nsp_available&areas=XAA,XAB,XAE&periods=round:OBS/2022");
    assert!(!is_refused);
    let yes = Held::Answer(Answered::Yes);
    assert_eq!(counts[0], (yes, Some(2), 2));
    let (counts, is_refused) =
        groups("indicators=oat_available&areas=XAA,XAB,XAD,XAE&periods=round:OBS/2022");
    assert!(is_refused);
    assert!(counts.iter().all(|(_, count, _)| count.is_none()), "{counts:?}");
    assert!(
        counts
            .iter()
            .any(|(held, _, _)| *held == Held::Lack(Lack::Status(tidemark_evidence::Status::Confidential)))
    );
    let query = "indicators=oat_available&areas=XAA,XAB&periods=round:OBS/2022";
    assert!(matches!(
        refusal(query, &with(vec![]), Kind::Share),
        Refusal::NotCountable(_)
    ));
}

#[test]
fn parts_are_stacked_only_where_they_come_to_their_whole() {
    let query = "indicators=oat_clients&areas=XAA&reporters=MINISTRY&dimensions=sex";
    let shares = |corpus: &MapCorpus| {
        planned(query, corpus, Kind::Share, |plan| match plan {
            Ok(Plan::Share(plan)) => Ok(plan.bars[0]
                .parts
                .iter()
                .map(|part| part.text.clone())
                .collect::<Vec<_>>()),
            Ok(other) => panic!("{other:?}"),
            Err(refusal) => Err(refusal),
        })
    };
    assert_eq!(
        shares(&with(vec![])),
        Ok(vec!["1,700".to_owned(), "700".to_owned()])
    );
    let more = observation("oat_clients")
        .about("2021-12-31")
        .by("MINISTRY", "ministry_2021")
        .split("age:under_25")
        .number("5");
    let with_age = "indicators=oat_clients&areas=XAA&reporters=MINISTRY&dimensions=sex,age";
    assert_eq!(
        refusal(with_age, &with(vec![more]), Kind::Share),
        Refusal::PartsDoNotAddUp
    );
    let within = "indicators=oat_clients_prison,oat_clients&areas=XAA&reporters=MINISTRY";
    planned(within, &with(vec![]), Kind::Share, |plan| {
        let Ok(Plan::Share(plan)) = plan else {
            panic!("{plan:?}")
        };
        assert_eq!(plan.bars[0].parts[0].text, "310");
        assert!((plan.bars[0].parts[0].share - 310.0 / 2400.0).abs() < 1e-12);
    });
    let unlike = "indicators=nsp_sites,oat_sites&areas=XAA";
    assert_eq!(refusal(unlike, &with(vec![]), Kind::Share), Refusal::NoWhole);
}

#[test]
fn slopes_join_two_rounds_of_one_reporter_and_no_limits() {
    let rounds = |rounds: &str| {
        format!("indicators=nsp_sites&areas=XAA,XAB,XAE&periods={rounds}&layout=areas-periods")
    };
    planned(
        &rounds("round:OBS/2020,round:OBS/2022"),
        &with(vec![]),
        Kind::Slope,
        |plan| {
            let Ok(Plan::Slope(plan)) = plan else {
                panic!("{plan:?}")
            };
            let names: Vec<&str> = plan.lines.iter().map(|line| line.name).collect();
            assert_eq!(names, ["Arcadia"]);
            assert!(
                plan.asides.iter().any(|aside| aside.point.text == "≥ 4"),
                "{:?}",
                plan.asides
            );
        },
    );
    assert_eq!(
        refusal(
            &rounds("round:OBS/2018,round:OBS/2020,round:OBS/2022"),
            &with(vec![]),
            Kind::Slope
        ),
        Refusal::NeedsTwoRounds
    );
    assert_eq!(
        refusal(&rounds("round:OBS/2022"), &with(vec![]), Kind::Slope),
        Refusal::NeedsTwoRounds
    );
}

#[test]
fn pictures_of_the_small_world() {
    let corpus = with(vec![]);
    let pictures = [
        ("bar", "indicators=nsp_sites&areas=XAA,XAB,XAC,XAE,XAE-EAST"),
        ("dots", "indicators=dp_executions&areas=XAC,XAD,XAE&periods=2022"),
        ("units", "indicators=nsp_available&areas=XAA,XAB,XAC,XAD,XAE"),
        (
            "line",
            "indicators=population&areas=XAA,XAC&periods=all&layout=areas-periods",
        ),
        (
            "share",
            "indicators=oat_clients&areas=XAA&reporters=MINISTRY&dimensions=sex",
        ),
        (
            "slope",
            "indicators=nsp_sites&areas=XAA,XAB&periods=round:OBS/2020,round:OBS/2022&layout=areas-periods",
        ),
    ];
    for (kind, query) in pictures {
        let table = table(query, &corpus);
        let messages = Messages::english();
        let reading = Reading::new(&table, Words::new(corpus.catalogue(), &messages));
        let plan = Plan::of(kind.parse().unwrap(), &reading).unwrap();
        let looks = Looks {
            id: "chart",
            width: WIDE,
            framing: Framing::Page,
            href: &|subject, anchor| Some(format!("/{}/{}#{anchor}", subject.area, subject.indicator)),
            direction: direction_of(&messages),
        };
        let scene = draw(&plan, &reading, &looks);
        assert_eq!(checks::faults(&scene), [], "{kind}");
        let svg = write(&scene, Palette::Page).replace("><", ">\n<");
        insta::assert_snapshot!(format!("chart_{kind}"), svg);
        assert!(proposed(&reading).is_some());
    }
}
