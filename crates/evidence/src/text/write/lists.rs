//! The TOML files.

use std::collections::BTreeMap;

use tidemark_vocab::Reporter;

use super::toml::{Document, pair, words};
use crate::catalogue::{Catalogue, EditionInfo, Rank, RankEntry, Scheme, Showing};
use crate::indicator::{Band, Grain, Indicator, Kind, Level, NumberRule, Ordering, Role, Theme, Thresholds};
use crate::redefinition::{Ground, Redefinition};

pub(super) fn edition(info: &EditionInfo) -> String {
    let mut document = Document::default();
    document
        .text("title", &info.title)
        .text("date", &info.date.to_string());
    if !info.note.is_empty() {
        document.text("note", &info.note);
    }
    document.finish()
}

pub(super) fn themes(themes: &[Theme]) -> String {
    let mut document = Document::default();
    for theme in themes {
        document
            .table("theme")
            .text("code", theme.code.as_str())
            .words("name", &theme.name);
    }
    document.finish()
}

fn levels(document: &mut Document, table: &str, levels: &[Level]) {
    for level in levels {
        document
            .table(table)
            .text("code", level.code.as_str())
            .words("name", &level.name);
    }
}

pub(super) fn scales(catalogue: &Catalogue) -> String {
    let mut document = Document::default();
    for scale in catalogue.scales.values() {
        document
            .table("scale")
            .text("code", scale.code.as_str())
            .plain("ordered", scale.ordering == Ordering::Ordered);
        levels(&mut document, "scale.level", &scale.levels);
    }
    document.finish()
}

pub(super) fn dimensions(catalogue: &Catalogue) -> String {
    let mut document = Document::default();
    for dimension in catalogue.dimensions.values() {
        document
            .table("dimension")
            .text("code", dimension.code.as_str())
            .words("name", &dimension.name);
        levels(&mut document, "dimension.value", &dimension.values);
    }
    document.finish()
}

pub(super) fn reporters(catalogue: &Catalogue) -> String {
    let mut document = Document::default();
    for reporter in catalogue.reporters.values() {
        document
            .table("reporter")
            .text("code", reporter.code.as_str())
            .words("name", &reporter.name)
            .words("short", &reporter.short)
            .text("kind", reporter.kind.as_str());
        if !reporter.rounds.is_empty() {
            document.tables("rounds", &rounds(reporter));
        }
    }
    document.finish()
}

fn rounds(reporter: &Reporter) -> Vec<Vec<String>> {
    let rounds = reporter.rounds.iter();
    rounds
        .map(|round| {
            vec![
                pair("code", round.code.as_str()),
                format!("year = {}", round.year),
                pair("kind", round.kind.as_str()),
            ]
        })
        .collect()
}

/// Ranks in order of their first indicator; those that say the same are one.
pub(super) fn ranks(catalogue: &Catalogue) -> String {
    let mut shared: Vec<(&Rank, Vec<&str>)> = Vec::new();
    for (code, rank) in &catalogue.ranks {
        match shared.iter_mut().find(|(known, _)| *known == rank) {
            Some((_, codes)) => codes.push(code.as_str()),
            None => shared.push((rank, vec![code.as_str()])),
        }
    }
    shared.push((&catalogue.default_rank, vec!["*"]));
    let mut document = Document::default();
    for (rank, codes) in shared {
        let order: Vec<Vec<String>> = rank.order.iter().map(ranked).collect();
        document
            .table("rank")
            .list("indicators", codes.iter())
            .words("reason", &rank.reason)
            .tables("order", &order);
    }
    document.finish()
}

fn ranked(entry: &RankEntry) -> Vec<String> {
    let mut parts = vec![pair("reporter", entry.reporter.as_str())];
    if entry.showing == Showing::OnDemand {
        parts.push("default = false".to_owned());
    }
    parts.extend(words("reason", &entry.reason));
    parts
}

pub(super) fn schemes(schemes: &[Scheme]) -> String {
    let mut document = Document::default();
    for scheme in schemes {
        document
            .table("scheme")
            .text("code", scheme.code.as_str())
            .text("version", &scheme.version)
            .words("name", &scheme.name)
            .words("note", &scheme.note);
        for region in &scheme.regions {
            document
                .table("scheme.region")
                .text("code", region.code.as_str())
                .words("name", &region.name);
        }
    }
    document.finish()
}

/// The indicators in their order.
pub(super) fn indicators(catalogue: &Catalogue) -> String {
    let by_code: &BTreeMap<_, Indicator> = &catalogue.indicators;
    let mut document = Document::default();
    for indicator in catalogue
        .indicator_order
        .iter()
        .filter_map(|code| by_code.get(code))
    {
        self::indicator(&mut document, indicator);
    }
    document.finish()
}

fn indicator(document: &mut Document, indicator: &Indicator) {
    document
        .table("indicator")
        .text("code", indicator.code.as_str())
        .text("theme", indicator.theme.as_str())
        .words("name", &indicator.name)
        .words("definition", &indicator.definition)
        .text("unit", indicator.unit.as_str())
        .text("kind", indicator.kind.as_str());
    kind(document, &indicator.kind);
    document.text("timing", indicator.timing.as_str());
    if indicator.role == Role::Reference {
        document.plain("reference", true);
    }
    document
        .text("aggregation.rule", indicator.aggregation.rule.name().as_str())
        .text_if("aggregation.weight", indicator.aggregation.rule.weight())
        .text_if(
            "aggregation.asked_where",
            indicator.aggregation.asked_where.as_ref(),
        )
        .words("aggregation.reason", &indicator.aggregation.reason)
        .text_if("published_count", indicator.published_count.as_ref())
        .text_if("subset_of", indicator.subset_of.as_ref());
    if !indicator.cell.is_empty() {
        let cell = indicator.cell.iter();
        let companions: Vec<Vec<String>> = cell
            .map(|companion| {
                vec![
                    pair("role", companion.role.as_str()),
                    pair("indicator", companion.indicator.as_str()),
                ]
            })
            .collect();
        document.tables("cell", &companions);
    }
    if let Some(thresholds) = &indicator.thresholds {
        self::thresholds(document, thresholds);
    }
    if !indicator.redefinitions.is_empty() {
        let changes: Vec<Vec<String>> = indicator.redefinitions.iter().map(redefinition).collect();
        document.tables("redefinitions", &changes);
    }
    if !indicator.synonyms.is_empty() {
        document.list("synonyms", indicator.synonyms.iter());
    }
}

fn thresholds(document: &mut Document, thresholds: &Thresholds) {
    let band = |band: &Band| {
        let from = band.from.map(|from| pair("from", &from.to_string()));
        from.into_iter().chain(words("name", &band.name)).collect()
    };
    let bands: Vec<Vec<String>> = thresholds.bands.iter().map(band).collect();
    document
        .text("thresholds.source", thresholds.source.as_str())
        .text("thresholds.locator", &thresholds.locator)
        .tables("thresholds.bands", &bands);
}

fn redefinition(change: &Redefinition) -> Vec<String> {
    let mut parts = vec![format!("from = {}", change.from)];
    parts.extend(change.reporter.iter().map(|code| pair("reporter", code.as_str())));
    parts.extend(words("note", &change.note));
    if let Some(Ground { source, locator }) = &change.ground {
        parts.extend([pair("source", source.as_str()), pair("locator", locator)]);
    }
    parts
}

fn kind(document: &mut Document, kind: &Kind) {
    match kind {
        Kind::Quantity(NumberRule {
            minimum,
            maximum,
            decimals,
            grain,
        }) => {
            document.text_if("minimum", *minimum).text_if("maximum", *maximum);
            if let Some(decimals) = decimals {
                document.plain("decimals", decimals);
            }
            if *grain == Grain::Whole {
                document.plain("whole", true);
            }
        }
        Kind::Level(scale) | Kind::Codes(scale) => {
            document.text("scale", scale.as_str());
        }
        Kind::Availability | Kind::Text => {}
    }
}
