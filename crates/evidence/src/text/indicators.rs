//! `indicators/*.toml`: what is observed.

use tidemark_vocab::{IndicatorCode, ReporterCode, ScaleCode, SourceId, ThemeCode};

use super::declared::Declared;
use super::input::Input;
use super::keyed::Keys;
use super::lists::tables;
use super::problem::{At, Located, Problems, Rule};
use super::{redefinitions, thresholds};
use crate::indicator::{
    Aggregation, AggregationName, AggregationRule, Companion, Grain, Indicator, Kind, NumberRule, Role,
};

/// The indicators in the order of the files, and what they name; other indicators that they name are checked.
pub(super) fn read(
    input: &Input<'_>,
    declared: &mut Declared,
    problems: &Problems,
) -> (Vec<Located<Indicator>>, References) {
    let mut references = References::default();
    let indicators = tables(input, "indicators/", "indicator", |table| {
        let code: Option<IndicatorCode> = table.parsed("code", "lower");
        declared.indicators.declare(code.as_ref(), &table.at(), problems);
        let value = indicator(table, code, declared, &mut references, problems)?;
        Some(Located {
            at: table.at(),
            value,
        })
    });
    declared.indicators.whole_if(input.is_whole("indicators/"));
    for (at, code) in &references.indicators {
        declared.indicators.find_or_note(code.as_str(), at, problems);
    }
    (indicators, references)
}

/// What indicators name that is read after them.
#[derive(Default)]
pub(super) struct References {
    pub(super) indicators: Vec<(At, IndicatorCode)>,
    pub(super) sources: Vec<(At, SourceId)>,
    pub(super) reporters: Vec<(At, ReporterCode)>,
}

impl References {
    /// Notes sources and reporters that nobody declares.
    pub(super) fn check(&self, declared: &Declared, problems: &Problems) {
        for (at, source) in &self.sources {
            declared.sources.find_or_note(source.as_str(), at, problems);
        }
        for (at, reporter) in &self.reporters {
            declared.reporters.find_or_note(reporter.as_str(), at, problems);
        }
    }
}

fn indicator(
    table: &Keys<'_>,
    code: Option<IndicatorCode>,
    declared: &Declared,
    references: &mut References,
    problems: &Problems,
) -> Option<Indicator> {
    let theme: Option<ThemeCode> = table.parsed("theme", "lower");
    if let Some(theme) = &theme {
        declared
            .themes
            .find_or_note(theme.as_str(), &table.at_key("theme"), problems);
    }
    let (name, definition) = (table.words("name"), table.words("definition"));
    let unit = table.parsed("unit", "lower");
    let kind = kind(table, declared, problems);
    let timing = table.parsed("timing", "timing");
    let role = if table.flag_if("reference") == Some(true) {
        Role::Reference
    } else {
        Role::Evidence
    };
    let aggregation = aggregation(table, references);
    let mut reference = |key: &'static str| {
        let code: Option<IndicatorCode> = table.parsed_if(key, "lower");
        references
            .indicators
            .extend(code.iter().map(|code| (table.at_key(key), code.clone())));
        code
    };
    let (published_count, subset_of) = (reference("published_count"), reference("subset_of"));
    let cell = cell(table, references);
    let thresholds = thresholds::read(table, references);
    let redefinitions = redefinitions::read(table, references, problems);
    let synonyms = table
        .list::<String>("synonyms", "text")
        .into_iter()
        .map(|(_, word)| word)
        .collect();
    Some(Indicator {
        code: code?,
        theme: theme?,
        name: name?,
        definition: definition?,
        unit: unit?,
        kind: kind?,
        timing: timing?,
        role,
        aggregation: aggregation?,
        cell,
        published_count,
        subset_of,
        thresholds,
        redefinitions,
        synonyms,
    })
}

fn kind(table: &Keys<'_>, declared: &Declared, problems: &Problems) -> Option<Kind> {
    let numbers = NumberRule {
        minimum: table.canonical_if("minimum", "decimal"),
        maximum: table.canonical_if("maximum", "decimal"),
        decimals: table.number_if("decimals"),
        grain: if table.flag_if("whole") == Some(true) {
            Grain::Whole
        } else {
            Grain::Fractional
        },
    };
    let scale: Option<ScaleCode> = table.parsed_if("scale", "lower");
    if let Some(scale) = &scale {
        declared
            .scales
            .find_or_note(scale.as_str(), &table.at_key("scale"), problems);
    }
    let kind = table.text("kind")?;
    let needs_scale = matches!(kind, "level" | "codes");
    if needs_scale && !table.has("scale") {
        table.note("kind", Rule::MissingField, &[("field", &"scale")]);
    }
    let numeric: &[&str] = if kind == "quantity" {
        &[]
    } else {
        &["minimum", "maximum", "decimals", "whole", "thresholds"]
    };
    let misplaced = numeric
        .iter()
        .chain(if needs_scale { [].iter() } else { ["scale"].iter() });
    for key in misplaced.filter(|key| table.has(key)) {
        table.note(
            key,
            Rule::Misplaced,
            &[("field", key), ("beside", &format!("kind = \"{kind}\""))],
        );
    }
    match kind {
        "quantity" => Some(Kind::Quantity(numbers)),
        "availability" => Some(Kind::Availability),
        "level" => scale.map(Kind::Level),
        "codes" => scale.map(Kind::Codes),
        "text" => Some(Kind::Text),
        _ => {
            table.note(
                "kind",
                Rule::Malformed,
                &[("text", &kind), ("field", &"kind"), ("form", &"kind")],
            );
            None
        }
    }
}

fn aggregation(table: &Keys<'_>, references: &mut References) -> Option<Aggregation> {
    let Some(aggregation) = table.table_if("aggregation") else {
        if !table.has("aggregation") {
            table.note("aggregation", Rule::MissingField, &[("field", &"aggregation")]);
        }
        return None;
    };
    let (name, reason) = (
        aggregation.parsed::<AggregationName>("rule", "aggregation"),
        aggregation.words("reason"),
    );
    let mut reference = |key: &'static str| {
        let code: Option<IndicatorCode> = aggregation.parsed_if(key, "lower");
        references
            .indicators
            .extend(code.iter().map(|code| (aggregation.at_key(key), code.clone())));
        code
    };
    let (weight, asked_where) = (reference("weight"), reference("asked_where"));
    let rule = name.and_then(|name| rule(name, weight, &aggregation));
    aggregation.finish();
    Some(Aggregation {
        rule: rule?,
        asked_where,
        reason: reason?,
    })
}

/// A rule with the weight that it needs, and no other rule with one.
fn rule(
    name: AggregationName,
    weight: Option<IndicatorCode>,
    aggregation: &Keys<'_>,
) -> Option<AggregationRule> {
    if name != AggregationName::WeightedMean && aggregation.has("weight") {
        let beside = format!("rule = \"{name}\"");
        aggregation.note(
            "weight",
            Rule::Misplaced,
            &[("field", &"weight"), ("beside", &beside)],
        );
    }
    match name {
        AggregationName::Sum => Some(AggregationRule::Sum),
        AggregationName::CountPlaces => Some(AggregationRule::CountPlaces),
        AggregationName::None => Some(AggregationRule::None),
        AggregationName::WeightedMean => {
            if !aggregation.has("weight") {
                aggregation.note("weight", Rule::MissingField, &[("field", &"aggregation.weight")]);
            }
            weight.map(AggregationRule::WeightedMean)
        }
    }
}

fn cell(table: &Keys<'_>, references: &mut References) -> Vec<Companion> {
    let mut cell = Vec::new();
    for companion in table.tables("cell") {
        let role = companion.parsed("role", "level");
        let indicator: Option<IndicatorCode> = companion.parsed("indicator", "lower");
        references.indicators.extend(
            indicator
                .iter()
                .map(|code| (companion.at_key("indicator"), code.clone())),
        );
        companion.finish();
        cell.extend(
            role.zip(indicator)
                .map(|(role, indicator)| Companion { role, indicator }),
        );
    }
    cell
}
