//! A catalogue small enough to be read at a glance.

use std::collections::BTreeMap;

use tidemark_evidence::catalogue::{Catalogue, EditionInfo, Membership, Place, Rank, Region, Scheme};
use tidemark_evidence::indicator::{
    Aggregation, AggregationRule, Dimension, Indicator, Kind, Level, Role, Timing,
};
use tidemark_vocab::{LocalizedText, PartialDate, Reporter, ReporterKind, Round, RoundKind};

fn english(text: &str) -> LocalizedText {
    LocalizedText::new([("en".parse().unwrap(), text.to_owned())])
}

fn indicator(code: &str, name: &str, synonyms: &[&str]) -> Indicator {
    Indicator {
        code: code.parse().unwrap(),
        theme: "services".parse().unwrap(),
        name: english(name),
        definition: english(name),
        unit: "yes_no".parse().unwrap(),
        kind: Kind::Availability,
        timing: Timing::State,
        role: Role::Evidence,
        aggregation: Aggregation {
            rule: AggregationRule::CountPlaces,
            asked_where: None,
            reason: english("Places are counted."),
        },
        cell: Vec::new(),
        published_count: None,
        thresholds: None,
        redefinitions: Vec::new(),
        subset_of: None,
        synonyms: synonyms.iter().map(|s| (*s).to_owned()).collect(),
    }
}

fn place(code: &str, name: &str, aliases: &[&str]) -> Place {
    Place {
        code: code.parse().unwrap(),
        name: english(name),
        m49: None,
        aliases: aliases.iter().map(|s| (*s).to_owned()).collect(),
    }
}

fn membership() -> Membership {
    Membership {
        source: "src".parse().unwrap(),
        locator: String::new(),
        note: String::new(),
    }
}

fn region(code: &str, name: &str, members: &[&str]) -> Region {
    Region {
        code: code.parse().unwrap(),
        name: english(name),
        members: members
            .iter()
            .map(|m| (m.parse().unwrap(), membership()))
            .collect(),
    }
}

fn scheme(code: &str, name: &str, regions: Vec<Region>) -> Scheme {
    Scheme {
        code: code.parse().unwrap(),
        version: "1".to_owned(),
        name: english(name),
        note: english(""),
        regions,
    }
}

fn reporter(code: &str, name: &str, rounds: &[&str]) -> Reporter {
    Reporter {
        code: code.parse().unwrap(),
        name: english(name),
        short: LocalizedText::default(),
        kind: ReporterKind::Ngo,
        rounds: rounds
            .iter()
            .map(|round| Round {
                code: round.parse().unwrap(),
                year: round.parse().unwrap(),
                kind: RoundKind::Main,
            })
            .collect(),
    }
}

fn schemes() -> Vec<Scheme> {
    vec![
        scheme(
            "HRI",
            "Regions of Harm Reduction International",
            vec![
                region("EURASIA", "Eurasia", &["BGR", "XKX"]),
                region("ASIA", "Asia", &["NPL"]),
            ],
        ),
        scheme(
            "GLOBAL",
            "The world and groups of countries",
            vec![
                region("WORLD", "World", &[]),
                region("LMIC", "Low- and middle-income countries", &["NPL"]),
                region("EU", "European Union", &["BGR"]),
            ],
        ),
    ]
}

/// Four places, two schemes, three indicators, two reporters, one dimension.
pub(crate) fn catalogue() -> Catalogue {
    let indicators = [
        indicator(
            "nsp_available",
            "Needle and syringe programmes",
            &["needle exchange", "syringe services"],
        ),
        indicator(
            "nsp_sites",
            "Sites of needle and syringe programmes",
            &["distribution points"],
        ),
        indicator("oat_available", "Opioid agonist therapy", &["methadone"]),
    ];
    let places = [
        place("BGR", "Bulgaria", &["Bulgarie"]),
        place("NPL", "Nepal", &[]),
        place("PSE-GAZ", "Gaza", &["Gaza Strip"]),
        place("XKX", "Kosovo", &[]),
    ];
    let reporters = [
        reporter("HRI", "Harm Reduction International", &["2018", "2020"]),
        reporter("WHO", "World Health Organization", &[]),
    ];
    let value = |code: &str, name: &str| Level {
        code: code.parse().unwrap(),
        name: english(name),
    };
    let sex = Dimension {
        code: "sex".parse().unwrap(),
        name: english("Sex"),
        values: vec![value("men", "Men"), value("women", "Women")],
    };
    Catalogue {
        edition: EditionInfo {
            title: "Small".to_owned(),
            date: "2026-11-22".parse::<PartialDate>().unwrap(),
            note: String::new(),
        },
        themes: Vec::new(),
        indicator_order: indicators.iter().map(|i| i.code.clone()).collect(),
        indicators: indicators.into_iter().map(|i| (i.code.clone(), i)).collect(),
        scales: BTreeMap::new(),
        dimensions: BTreeMap::from([(sex.code.clone(), sex)]),
        reporters: reporters.into_iter().map(|r| (r.code.clone(), r)).collect(),
        sources: BTreeMap::new(),
        places: places.into_iter().map(|p| (p.code.clone(), p)).collect(),
        schemes: schemes(),
        ranks: BTreeMap::new(),
        default_rank: Rank {
            reason: english("None."),
            order: Vec::new(),
        },
        sets: BTreeMap::new(),
    }
}
