//! The records of everything but the observations.

use tidemark_evidence::catalogue::{Catalogue, Rank, Scheme, Showing};
use tidemark_evidence::indicator::{Grain, Kind, Level, Ordering, Role};
use tidemark_evidence::{Indicator, Redefinition};
use tidemark_vocab::{Reporter, Source};

use super::{Records, optional};

pub(super) fn catalogue(catalogue: &Catalogue, records: &mut Records) {
    records.put(
        "edition",
        &[
            catalogue.edition.title.clone(),
            catalogue.edition.date.to_string(),
            catalogue.edition.note.clone(),
        ],
    );
    for theme in &catalogue.themes {
        records.put("theme", &[theme.code.as_str()]);
        records.text("name", &theme.name);
    }
    for code in &catalogue.indicator_order {
        records.put("order", &[code.as_str()]);
    }
    for item in catalogue.indicators.values() {
        indicator(item, records);
    }
    for scale in catalogue.scales.values() {
        let ordering = match scale.ordering {
            Ordering::Ordered => "ordered",
            Ordering::Unordered => "unordered",
        };
        records.put("scale", &[scale.code.as_str(), ordering]);
        levels(&scale.levels, records);
    }
    for dimension in catalogue.dimensions.values() {
        records.put("dimension", &[dimension.code.as_str()]);
        records.text("name", &dimension.name);
        levels(&dimension.values, records);
    }
    catalogue
        .reporters
        .values()
        .for_each(|item| reporter(item, records));
    catalogue.sources.values().for_each(|item| source(item, records));
    for place in catalogue.places.values() {
        records.put("place", &[place.code.as_str(), &optional(place.m49.as_ref())]);
        records.text("name", &place.name);
        records.put("aliases", &place.aliases);
    }
    catalogue.schemes.iter().for_each(|item| scheme(item, records));
    rank("*", &catalogue.default_rank, records);
    for (code, item) in &catalogue.ranks {
        rank(code.as_str(), item, records);
    }
    for ((source, indicator), set) in &catalogue.sets {
        records.put(
            "set",
            &[
                source.as_str(),
                indicator.as_str(),
                set.completeness.as_str(),
                &set.reason,
            ],
        );
    }
}

fn levels(levels: &[Level], records: &mut Records) {
    for level in levels {
        records.put("level", &[level.code.as_str()]);
        records.text("name", &level.name);
    }
}

fn indicator(item: &Indicator, records: &mut Records) {
    let (minimum, maximum, decimals, grain) = match &item.kind {
        Kind::Quantity(rule) => (
            optional(rule.minimum),
            optional(rule.maximum),
            optional(rule.decimals),
            if rule.grain == Grain::Whole {
                "whole"
            } else {
                "fractional"
            },
        ),
        _ => (String::new(), String::new(), String::new(), ""),
    };
    let kind = match &item.kind {
        Kind::Quantity(_) => "quantity".to_owned(),
        Kind::Availability => "availability".to_owned(),
        Kind::Level(scale) => format!("level {scale}"),
        Kind::Codes(scale) => format!("codes {scale}"),
        Kind::Text => "text".to_owned(),
    };
    let role = if item.role == Role::Reference {
        "reference"
    } else {
        "evidence"
    };
    let fields = [
        item.code.to_string(),
        item.theme.to_string(),
        item.unit.to_string(),
        kind,
        minimum,
        maximum,
        decimals,
        grain.to_owned(),
        item.timing.to_string(),
        role.to_owned(),
        item.aggregation.rule.name().to_string(),
        optional(item.published_count.as_ref()),
        optional(item.subset_of.as_ref()),
    ];
    records.put("indicator", &fields);
    records.text("name", &item.name);
    records.text("definition", &item.definition);
    records.text("aggregation", &item.aggregation.reason);
    if let Some(weight) = item.aggregation.rule.weight() {
        records.put("weight", &[weight.as_str()]);
    }
    if let Some(asked) = &item.aggregation.asked_where {
        records.put("asked_where", &[asked.as_str()]);
    }
    for companion in &item.cell {
        records.put(
            "companion",
            &[companion.role.as_str(), companion.indicator.as_str()],
        );
    }
    if let Some(thresholds) = &item.thresholds {
        records.put("thresholds", &[thresholds.source.as_str(), &thresholds.locator]);
        for band in &thresholds.bands {
            records.put("band", &[optional(band.from)]);
            records.text("name", &band.name);
        }
    }
    for change in &item.redefinitions {
        redefinition(change, records);
    }
    records.put("synonyms", &item.synonyms);
}

fn redefinition(item: &Redefinition, records: &mut Records) {
    let reporter = optional(item.reporter.as_ref());
    let ground = item.ground.as_ref();
    let (source, locator) = ground.map_or(("", ""), |ground| (ground.source.as_str(), &ground.locator));
    records.put(
        "redefinition",
        &[&item.from.to_string(), reporter.as_str(), source, locator],
    );
    records.text("note", &item.note);
}

fn reporter(item: &Reporter, records: &mut Records) {
    records.put("reporter", &[item.code.as_str(), item.kind.as_str()]);
    records.text("name", &item.name);
    records.text("short", &item.short);
    for round in &item.rounds {
        records.put(
            "round",
            &[round.code.as_str(), &round.year.to_string(), round.kind.as_str()],
        );
    }
}

fn source(item: &Source, records: &mut Records) {
    let fields = [
        item.id.as_str(),
        item.reporter.as_str(),
        &item.title,
        &item.publisher,
        &optional(item.year),
        &item.address,
        &item.licence,
        item.terms.as_str(),
        &item.access,
    ];
    records.put("source", &fields);
}

fn scheme(item: &Scheme, records: &mut Records) {
    records.put("scheme", &[item.code.as_str(), &item.version]);
    records.text("name", &item.name);
    records.text("note", &item.note);
    for region in &item.regions {
        records.put("region", &[region.code.as_str()]);
        records.text("name", &region.name);
        for (place, membership) in &region.members {
            let fields = [
                place.as_str(),
                membership.source.as_str(),
                &membership.locator,
                &membership.note,
            ];
            records.put("member", &fields);
        }
    }
}

fn rank(of: &str, item: &Rank, records: &mut Records) {
    records.put("rank", &[of]);
    records.text("reason", &item.reason);
    for entry in &item.order {
        let showing = match entry.showing {
            Showing::Eligible => "eligible",
            Showing::OnDemand => "on_demand",
        };
        records.put("ranked", &[entry.reporter.as_str(), showing]);
        records.text("reason", &entry.reason);
    }
}
