//! Every place where reporters disagree on the same year, which of them is shown, and why.
//!
//! The snapshot is the list a reviewer reads: a change of data or of a rank shows as a difference in it.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use tidemark_app::{EvidenceOptions, Observatory};
use tidemark_evidence::catalogue::Showing;
use tidemark_evidence::rules::{Ageing, Candidates, standing, year_of};
use tidemark_evidence::{Catalogue, Corpus, Finding, Observation};

type Place = (String, String, String, i16);

fn by_year(observatory: &Observatory) -> BTreeMap<Place, Vec<Observation>> {
    let edition = observatory.edition(None).unwrap();
    let catalogue = edition.catalogue();
    let mut groups: BTreeMap<Place, Vec<Observation>> = BTreeMap::new();
    for observation in tidemark_app::observations(&edition) {
        let Some(year) = year_of(&observation.key.period, catalogue) else {
            continue;
        };
        let key = &observation.key;
        let place = (
            key.indicator.to_string(),
            key.area.to_string(),
            key.dimensions.to_string(),
            year,
        );
        groups.entry(place).or_default().push(observation);
    }
    groups.retain(|_, group| {
        let reporters: BTreeSet<_> = group.iter().map(|o| &o.key.reporter).collect();
        let findings: Vec<&Finding> = group.iter().map(|o| &o.finding).collect();
        reporters.len() > 1 && findings.windows(2).any(|pair| pair[0] != pair[1])
    });
    groups
}

fn words(observation: &Observation) -> String {
    let key = &observation.key;
    let finding = match &observation.finding {
        Finding::Quantity(quantity) => {
            let value = quantity
                .value()
                .map(|v| format!("{}{v}", quantity.bound().sign()));
            let range = quantity.range().map(|(low, high)| format!("({low}–{high})"));
            [value, range].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        other => format!("{other:?}"),
    };
    let period = key.period.reference().map_or_else(
        || key.period.round().map(ToString::to_string).unwrap_or_default(),
        ToString::to_string,
    );
    let questioned = if observation.questioned.is_some() {
        " questioned"
    } else {
        ""
    };
    format!(
        "{} {finding} [{period}; {}]{questioned}",
        key.reporter, key.source
    )
}

fn reason(chosen: &Observation, catalogue: &Catalogue) -> String {
    let rank = catalogue.rank(&chosen.key.indicator);
    rank.order
        .iter()
        .find(|entry| entry.reporter == chosen.key.reporter)
        .map_or_else(
            || "not ranked: by code".to_owned(),
            |entry| entry.reason.get("en").to_owned(),
        )
}

#[test]
fn where_reporters_disagree_a_rank_decides_with_a_reason() {
    let observatory = Observatory::open(&EvidenceOptions::default()).unwrap();
    let edition = observatory.edition(None).unwrap();
    let catalogue = edition.catalogue();
    let mut list = String::new();
    let groups = by_year(&observatory);
    assert!(
        groups.len() > 50,
        "the bundled evidence is known to disagree in more than fifty places"
    );
    for ((indicator, area, dimensions, year), group) in groups {
        let Candidates { eligible, on_demand } = Candidates::of(group, &[], Ageing::AskedByPeriod, catalogue);
        writeln!(list, "{indicator} {area} {dimensions} {year}").unwrap();
        match eligible.first() {
            Some(chosen) => {
                writeln!(list, "  shown: {}", words(chosen)).unwrap();
                writeln!(list, "  because: {}", reason(chosen, catalogue)).unwrap();
                assert_ne!(standing(chosen, catalogue).showing, Showing::OnDemand);
            }
            None => writeln!(list, "  shown: nothing, all are kept on demand").unwrap(),
        }
        for other in eligible.iter().skip(1).chain(&on_demand) {
            writeln!(list, "  beside: {}", words(other)).unwrap();
        }
    }
    insta::assert_snapshot!(list);
}

#[test]
fn every_reporter_that_is_shown_over_another_is_ranked() {
    let observatory = Observatory::open(&EvidenceOptions::default()).unwrap();
    let edition = observatory.edition(None).unwrap();
    let catalogue = edition.catalogue();
    let mut unranked = BTreeSet::new();
    for group in by_year(&observatory).into_values() {
        let Candidates { eligible, .. } = Candidates::of(group, &[], Ageing::AskedByPeriod, catalogue);
        if let [chosen, _, ..] = eligible.as_slice()
            && standing(chosen, catalogue).place == catalogue.rank(&chosen.key.indicator).order.len()
        {
            unranked.insert((chosen.key.indicator.to_string(), chosen.key.reporter.to_string()));
        }
    }
    assert!(
        unranked.is_empty(),
        "decided by nothing but the order of codes: {unranked:?}"
    );
}
