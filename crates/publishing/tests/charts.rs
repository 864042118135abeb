//! Charts of the whole bundled evidence: each is drawn without a fault, or refused with a reason.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tidemark_evidence::query::{AreaSelector, Layout, PeriodSelector};
use tidemark_evidence::table::build;
use tidemark_evidence::{Corpus, Dataset, MapCorpus, TableQuery};
use tidemark_publishing::picture::chart::{
    Framing, Kind, Looks, Plan, Reading, direction_of, draw, instead, proposed, question, trends, verdicts,
};
use tidemark_publishing::picture::{Palette, Px, WIDE, checks, write};
use tidemark_publishing::{Messages, Words};
use tidemark_vocab::{IndicatorCode, PlaceCode, RoundId};

static BUNDLED: LazyLock<MapCorpus> = LazyLock::new(|| {
    let Dataset {
        catalogue,
        observations,
    } = tidemark_testkit::bundled();
    MapCorpus::new(catalogue, observations, "bundled".to_owned())
});

/// A chart of a question in every setting, held against all that must not be; the kinds that were drawn.
fn hold(query: &TableQuery, corpus: &MapCorpus) -> Vec<Kind> {
    let (drawn, faults) = held(query, corpus);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    drawn
}

/// The same, with what is wrong.
fn held(query: &TableQuery, corpus: &MapCorpus) -> (Vec<Kind>, Vec<String>) {
    let mut faults = Vec::new();
    let table = build(&question(query), corpus).unwrap();
    let mut drawn = Vec::new();
    for messages in [Messages::english(), Messages::pseudo()] {
        let words = Words::new(corpus.catalogue(), &messages);
        let reading = Reading::new(&table, words);
        drawn.clear();
        for verdict in verdicts(&reading) {
            let plan = match (Plan::of(verdict.kind, &reading), &verdict.refused) {
                (Ok(plan), None) => plan,
                (Err(refusal), Some(told)) if refusal == *told => {
                    let text = messages.text(&refusal.message());
                    assert!(!text.is_empty() && !text.starts_with('['), "{refusal:?}");
                    continue;
                }
                (made, told) => panic!("{:?}: {:?} but {told:?}", verdict.kind, made.err()),
            };
            drawn.push(verdict.kind);
            for width in [WIDE, Px::whole(320)] {
                faults.extend(unsound(&plan, &reading, width, query));
            }
        }
        assert_eq!(proposed(&reading), drawn.first().copied());
    }
    (drawn, faults)
}

/// What is wrong with the drawing of a plan.
fn unsound(plan: &Plan<'_>, reading: &Reading<'_>, width: Px, query: &TableQuery) -> Vec<String> {
    let mut found = Vec::new();
    for framing in [
        Framing::Page,
        Framing::File {
            from: "Tidemark, https://observatory.example/",
        },
    ] {
        let looks = Looks {
            id: "chart",
            width,
            framing,
            href: &|subject, anchor| Some(format!("/{}/{}#{anchor}", subject.area, subject.indicator)),
            direction: direction_of(reading.words.messages),
        };
        let scene = draw(plan, reading, &looks);
        let faults = checks::faults(&scene);
        let setting = format!(
            "{} {framing:?} at {width} of {}",
            plan.kind(),
            query.to_query_string()
        );
        found.extend(faults.iter().take(3).map(|fault| format!("{setting}: {fault}")));
        let svg = write(&scene, Palette::Page);
        assert!(!svg.contains("=\"NaN") && !svg.contains("=\"inf"), "{svg}");
    }
    found
}

fn all_places(indicators: Vec<IndicatorCode>) -> TableQuery {
    TableQuery::new(indicators, vec![AreaSelector::Scheme("HRI".parse().unwrap())])
}

/// Areas that have most to tell of an indicator.
fn talkative(indicator: &IndicatorCode, most: usize) -> Vec<AreaSelector> {
    let mut areas = BUNDLED.areas_of(indicator);
    areas.sort_by_key(|(area, count)| (std::cmp::Reverse(*count), area.clone()));
    let place = |area: tidemark_vocab::AreaId| match area {
        tidemark_vocab::AreaId::Place(place) => AreaSelector::Place(place),
        tidemark_vocab::AreaId::Region(region) if region.to_string() == "GLOBAL/WORLD" => AreaSelector::World,
        tidemark_vocab::AreaId::Region(region) => AreaSelector::Region(region),
    };
    areas
        .into_iter()
        .take(most)
        .map(|(area, _)| place(area))
        .collect()
}

fn over_periods(indicator: &IndicatorCode, areas: Vec<AreaSelector>) -> TableQuery {
    TableQuery {
        periods: vec![PeriodSelector::All],
        layout: Layout::AreasPeriods,
        ..TableQuery::new(vec![indicator.clone()], areas)
    }
}

#[test]
fn every_indicator_as_every_kind() {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for indicator in BUNDLED.catalogue().indicators.keys() {
        let few = talkative(indicator, 7);
        if few.is_empty() {
            continue;
        }
        let newest = TableQuery::new(vec![indicator.clone()], talkative(indicator, 60));
        let grouped = TableQuery {
            group: Some("HRI".parse().unwrap()),
            ..all_places(vec![indicator.clone()])
        };
        let list = TableQuery {
            layout: Layout::Long,
            ..TableQuery::new(vec![indicator.clone()], few.clone())
        };
        let queries = [
            newest,
            grouped,
            list,
            over_periods(indicator, few),
            over_periods(indicator, talkative(indicator, 30)),
        ];
        for query in queries {
            let (kinds, wrong) = held(&query, &BUNDLED);
            faults.extend(wrong);
            for kind in kinds {
                *counts.entry(kind).or_default() += 1;
            }
        }
    }
    let some: Vec<&String> = faults.iter().take(40).collect();
    assert!(faults.is_empty(), "{} faults, among them {some:#?}", faults.len());
    for kind in [Kind::Line, Kind::Bar, Kind::Dots, Kind::Multiples, Kind::Units] {
        assert!(
            counts.get(&kind).is_some_and(|count| *count > 10),
            "{kind}: {counts:?}"
        );
    }
}

#[test]
fn slopes_scatters_and_shares_of_the_bundled_evidence() {
    let code = |code: &str| code.parse::<IndicatorCode>().unwrap();
    let round = |round: &str| PeriodSelector::Round(round.parse::<RoundId>().unwrap());
    let slope = TableQuery {
        periods: vec![round("HRI/2018"), round("HRI/2020")],
        layout: Layout::AreasPeriods,
        ..TableQuery::new(vec![code("nsp_sites")], talkative(&code("nsp_sites"), 30))
    };
    assert!(hold(&slope, &BUNDLED).contains(&Kind::Slope));
    let scatter = all_places(vec![
        code("pwid_hiv_prevalence"),
        code("pwid_hcv_prevalence"),
        code("pwid_population_size"),
    ]);
    assert!(hold(&scatter, &BUNDLED).contains(&Kind::Scatter));
    let bars = TableQuery::new(
        vec![code("pwid_population_size"), code("pwid_hiv_prevalence")],
        talkative(&code("pwid_population_size"), 25),
    );
    assert!(hold(&bars, &BUNDLED).contains(&Kind::Multiples));
    let place: PlaceCode = "UKR".parse().unwrap();
    let country = TableQuery {
        periods: vec![PeriodSelector::All],
        layout: Layout::IndicatorsPeriods,
        ..TableQuery::new(
            vec![
                code("pwid_hiv_prevalence"),
                code("nsp_syringes_per_pwid"),
                code("oat_coverage"),
            ],
            vec![AreaSelector::Place(place)],
        )
    };
    assert!(hold(&country, &BUNDLED).contains(&Kind::Multiples));
}

#[test]
fn all_places_of_a_common_figure_are_a_chart() {
    for indicator in ["pwid_population_size", "pwid_hiv_prevalence", "nsp_sites"] {
        let kinds = hold(&all_places(vec![indicator.parse().unwrap()]), &BUNDLED);
        assert!(
            kinds.contains(&Kind::Bar) && kinds.contains(&Kind::Dots),
            "{indicator}: {kinds:?}"
        );
    }
}

#[test]
fn what_is_offered_instead_can_be_asked() {
    let newest = TableQuery::new(
        vec!["pwid_hiv_prevalence".parse().unwrap()],
        vec![AreaSelector::Place("UKR".parse().unwrap())],
    );
    let table = build(&question(&newest), &*BUNDLED).unwrap();
    let messages = Messages::english();
    let reading = Reading::new(&table, Words::new(BUNDLED.catalogue(), &messages));
    let refusal = Plan::of(Kind::Line, &reading).err().unwrap();
    let offered = instead(Kind::Line, &refusal, &reading).unwrap();
    assert!(hold(&offered, &BUNDLED).contains(&Kind::Line));
}

#[test]
fn trends_of_every_place() {
    let mut drawn = 0;
    let messages = Messages::english();
    for place in BUNDLED.catalogue().places.keys() {
        let area = tidemark_vocab::AreaId::Place(place.clone());
        let indicators = BUNDLED.indicators_of(&area).into_iter().map(|(code, _)| code);
        let query = TableQuery {
            periods: vec![PeriodSelector::All],
            layout: Layout::IndicatorsPeriods,
            ..TableQuery::new(indicators.collect(), vec![AreaSelector::Place(place.clone())])
        };
        let table = build(&query, &*BUNDLED).unwrap();
        let words = Words::new(BUNDLED.catalogue(), &messages);
        for trend in trends(&table, &words) {
            let scene = trend.draw("trend", &words);
            assert_eq!(checks::faults(&scene), [], "{place} {}", trend.indicator);
            assert!(
                scene.size.width <= Px::whole(300),
                "{place} {}: {}",
                trend.indicator,
                scene.size.width
            );
            drawn += 1;
        }
    }
    assert!(drawn > 300, "{drawn}");
}
