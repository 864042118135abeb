//! Rules of aggregation, the weights and the conditions beside them.

use super::support::copy;

const PATH: &str = "indicators/people.toml";
const RULE: &str = "aggregation.rule = \"none\"\naggregation.reason.en = \"Shares of groups of unequal size cannot be added or averaged.\"";

/// The problems of the small world where the prevalence is aggregated so.
fn problems(aggregation: &str) -> Vec<String> {
    let reason = "aggregation.reason.en = \"Weighted.\"";
    copy()
        .replace(PATH, RULE, &format!("{aggregation}\n{reason}"))
        .problems()
}

fn mean_weighted_by(weight: &str) -> Vec<String> {
    problems(&format!(
        "aggregation.rule = \"weighted_mean\"\naggregation.weight = \"{weight}\""
    ))
}

#[test]
fn a_mean_weighted_by_a_count_is_in_order() {
    assert_eq!(mean_weighted_by("pwid_population_size"), [""; 0]);
}

#[test]
fn a_weight_is_known_and_weighs() {
    let line = |id: &str, line: usize| [format!("{PATH}:{line} check-{id}")];
    assert_eq!(mean_weighted_by("pwid_population"), line("unknown", 25));
    for unfit in [
        "pwid_hiv_prevalence",
        "nsp_available",
        "oat_start_year",
        "currency",
    ] {
        assert_eq!(mean_weighted_by(unfit), line("unfit-weight", 13), "{unfit}");
    }
}

#[test]
fn a_mean_needs_a_weight_and_nothing_else_has_one() {
    let without = problems("aggregation.rule = \"weighted_mean\"");
    assert_eq!(without, [format!("{PATH}:24 check-missing-field")]);
    let beside = problems("aggregation.rule = \"sum\"\naggregation.weight = \"population\"");
    assert_eq!(beside, [format!("{PATH}:25 check-misplaced")]);
}

#[test]
fn a_rule_fits_the_kind_of_its_findings() {
    assert_eq!(
        problems("aggregation.rule = \"count_places\""),
        [format!("{PATH}:13 check-unfit-rule")]
    );
    let words = copy().replace(
        PATH,
        "aggregation.rule = \"none\"\naggregation.reason.en = \"Words cannot be added.\"",
        "aggregation.rule = \"sum\"\naggregation.reason.en = \"Words.\"",
    );
    assert_eq!(words.problems(), [format!("{PATH}:47 check-unfit-rule")]);
}

#[test]
fn where_it_is_asked_is_said_by_another_availability() {
    let asked_where = |condition: &str| {
        problems(&format!(
            "aggregation.rule = \"none\"\naggregation.asked_where = \"{condition}\""
        ))
    };
    assert_eq!(asked_where("nsp_available"), [""; 0]);
    assert_eq!(
        asked_where("population"),
        [format!("{PATH}:13 check-unfit-condition")]
    );
}
