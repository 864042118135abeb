//! How indicators are aggregated, held against what they and the indicators named beside the rule are.

use std::collections::BTreeMap;

use tidemark_vocab::IndicatorCode;

use super::problem::{Located, Problems, Rule};
use crate::indicator::{AggregationName, Indicator, Kind};

/// Notes rules that do not fit the findings, weights that weigh nothing, conditions that are no yes or no.
pub(super) fn check(indicators: &[Located<Indicator>], problems: &Problems) {
    let by_code: BTreeMap<&IndicatorCode, &Indicator> =
        indicators.iter().map(|i| (&i.value.code, &i.value)).collect();
    for located in indicators {
        let (indicator, at) = (&located.value, &located.at);
        let (code, rule) = (&indicator.code, &indicator.aggregation.rule);
        if !fits(rule.name(), &indicator.kind) {
            let args: [(&'static str, &dyn ToString); 3] = [
                ("indicator", code),
                ("kind", &indicator.kind.as_str()),
                ("rule", &rule.name()),
            ];
            problems.note(at, Rule::UnfitRule, &args);
        }
        let named = |code: &IndicatorCode| by_code.get(code).copied();
        if let Some(weight) = rule.weight()
            && named(weight).is_some_and(|weight| weight.code == *code || !weighs(weight))
        {
            problems.note(at, Rule::UnfitWeight, &[("weight", weight), ("indicator", code)]);
        }
        if let Some(condition) = &indicator.aggregation.asked_where
            && named(condition).is_some_and(|asked| asked.code == *code || asked.kind != Kind::Availability)
        {
            problems.note(
                at,
                Rule::UnfitCondition,
                &[("condition", condition), ("indicator", code)],
            );
        }
    }
}

fn fits(rule: AggregationName, kind: &Kind) -> bool {
    match rule {
        AggregationName::None => true,
        AggregationName::Sum | AggregationName::WeightedMean => matches!(kind, Kind::Quantity(_)),
        AggregationName::CountPlaces => matches!(kind, Kind::Availability | Kind::Level(_)),
    }
}

/// Whether figures add up and none is below zero: what they are together is then the weight of the whole.
fn weighs(indicator: &Indicator) -> bool {
    let not_negative = match &indicator.kind {
        Kind::Quantity(numbers) => numbers.minimum.is_some_and(|minimum| !minimum.is_negative()),
        Kind::Availability | Kind::Level(_) | Kind::Codes(_) | Kind::Text => false,
    };
    not_negative && indicator.aggregation.rule.name() == AggregationName::Sum
}
