//! Findings that make no sense, by themselves or beside others.

use super::support::copy;

const SERVICES: &str = "observations/services.csv";
const PEOPLE: &str = "observations/people.csv";
const LAW: &str = "observations/law.csv";

#[test]
fn numbers_that_cannot_be() {
    let row = "value,5000,exact,4000,6500";
    let cases = [
        ("value,5000,exact,6500,4000", "reversed-range"),
        ("value,7000,exact,4000,6500", "outside-range"),
        ("value,5000,exact,4000,", "half-range"),
        ("value,,at_least,4000,6500", "bounded-range"),
        ("value,,,,", "empty-quantity"),
        ("value,5000,,4000,6500", "missing-field"),
        ("value,5000,about,4000,6500", "malformed"),
        ("value,5.000.000,exact,,", "malformed"),
        ("value,05000,exact,4000,6500", "not-canonical"),
        ("value,-5000,exact,,", "below-minimum"),
    ];
    for (to, id) in cases {
        copy().replace(PEOPLE, row, to).breaks(PEOPLE, to, id);
    }
}

#[test]
fn limits_of_the_indicator() {
    let row = "value,4.50,exact,3.2,6.1";
    let cases = [
        ("value,4.50,exact,3.2,101", "above-maximum"),
        ("value,4.50,exact,-3.2,6.1", "below-minimum"),
        ("value,4.500,exact,3.2,6.1", "too-many-decimals"),
    ];
    for (to, id) in cases {
        copy().replace(PEOPLE, row, to).breaks(PEOPLE, to, id);
    }
    copy()
        .replace(SERVICES, "value,28,", "value,28.5,")
        .breaks(SERVICES, "value,28.5,", "not-whole");
}

#[test]
fn units_are_not_mixed() {
    for with_unit in ["1 %", "1%", "$1", "1.2 million", "about 1", "1 to 2 people"] {
        let to = format!("value,{with_unit},less_than");
        let id = if with_unit == "1 to 2 people" {
            "malformed"
        } else {
            "mixed-units"
        };
        copy()
            .replace(PEOPLE, "value,1,less_than", &to)
            .breaks(PEOPLE, &to, id);
    }
}

#[test]
fn findings_of_another_kind() {
    let cases = [
        (PEOPLE, "value,1,less_than", "value,low,less_than", "wrong-kind"),
        (PEOPLE, "value,1,less_than", "yes,,", "wrong-kind"),
        (SERVICES, "not_applicable,,,,", "value,3,exact,,", "wrong-kind"),
        (LAW, "value,symbolic,,,", "no,,,,", "wrong-kind"),
        (LAW, "value,symbolic,,,", "value,symbolic,exact,,", "misplaced"),
        (LAW, "value,symbolic,,,", "value,medium,,,", "unknown-level"),
        (SERVICES, "value,b;m;o,", "value,b;m;x,", "unknown-level"),
        (SERVICES, "value,b;m;o,", "value,m;b;o,", "not-canonical"),
        (SERVICES, "value,b;m;o,", "value,b;b;o,", "not-canonical"),
        (SERVICES, "not_applicable,,,,", "not_applicable,3,,,", "misplaced"),
        (SERVICES, "not_applicable,,,,", "no_record,,,,", "malformed"),
        (SERVICES, "not_applicable,,,,", "Yes,,,,", "malformed"),
        (SERVICES, "not_applicable,,,,", ",,,,", "missing-field"),
        (
            PEOPLE,
            "value,\"Shells, and paper money\",",
            "value,,",
            "missing-field",
        ),
    ];
    for (path, from, to, id) in cases {
        let line = copy().line(path, from);
        let broken = copy().replace(path, from, to);
        assert_eq!(broken.problems(), [format!("{path}:{line} check-{id}")], "{to}");
    }
}

#[test]
fn periods() {
    let cases = [
        (
            "XAB,2021-01..2021-09,,",
            "XAB,2021-09..2021-01,,",
            "reversed-period",
        ),
        ("XAB,2021-01..2021-09,,", "XAB,early 2021,,", "malformed"),
        ("XAB,2021-01..2021-09,,", "XAB,2021..2021,,", "not-canonical"),
        ("XAB,2021-01..2021-09,,", "XAB,,,", "no-period"),
    ];
    for (from, to, id) in cases {
        copy().replace(SERVICES, from, to).breaks(SERVICES, to, id);
    }
}

#[test]
fn dimensions_are_written_in_order() {
    copy()
        .replace(PEOPLE, "age:under_25;sex:women", "sex:women;age:under_25")
        .breaks(PEOPLE, "sex:women;age:under_25", "not-canonical");
    copy()
        .replace(PEOPLE, "age:under_25;sex:women", "under_25")
        .breaks(PEOPLE, ",under_25,", "malformed");
}

#[test]
fn a_key_given_twice() {
    let row = "dp_executions,XAE,2022,,,OBS,obs_2022,value,1,exact,,,p. 63,,";
    copy()
        .insert(LAW, "dp_executions,XAE", row)
        .breaks(LAW, "p. 63", "duplicate");
}

#[test]
fn a_key_given_twice_in_two_files() {
    let row = "dp_executions,XAE,2022,,,OBS,obs_2022,value,1,exact,,,p. 63,,";
    let broken = copy().insert(PEOPLE, "currency", row);
    let problems = broken.read().problems;
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0]
            .what
            .args
            .contains(&("first", "observations/law.csv:9".to_owned())),
        "{problems:?}"
    );
    broken.breaks(PEOPLE, "p. 63", "duplicate");
}

#[test]
fn rows_out_of_order() {
    let row = "nsp_available,XAA,,OBS/2008,,OBS,obs_2008,yes,,,,,p. 3,,";
    copy()
        .insert(SERVICES, "nsp_available,XAB,,OBS/2020", row)
        .breaks(SERVICES, "p. 3,", "unsorted");
}

#[test]
fn a_part_larger_than_its_whole() {
    copy()
        .replace(SERVICES, "value,310,exact", "value,2401,exact")
        .breaks(SERVICES, "value,2401,", "part-larger-than-whole");
    copy()
        .replace(SERVICES, "value,1700,exact", "value,2401,at_least")
        .breaks(SERVICES, "value,2401,", "part-larger-than-whole");
    copy()
        .replace(SERVICES, "value,310,exact", "value,2400,more_than")
        .breaks(SERVICES, "value,2400,more", "part-larger-than-whole");
}

#[test]
fn a_part_that_may_be_smaller_or_is_questioned_already() {
    for to in [
        "value,2401,at_most",
        "value,2401,approximately",
        "value,2400,exact",
    ] {
        let copy = copy().replace(SERVICES, "value,310,exact", to);
        assert_eq!(copy.problems(), Vec::<String>::new(), "{to}");
    }
    let part = copy().replace(
        SERVICES,
        "value,310,exact,,,table 13,,",
        "value,2401,exact,,,table 13,,More than all clients.",
    );
    assert_eq!(part.problems(), Vec::<String>::new());
    let whole = copy()
        .replace(SERVICES, "value,310,exact", "value,2401,exact")
        .replace(
            SERVICES,
            "value,2400,exact,,,table 12,,",
            "value,2400,exact,,,table 12,,Without prisons.",
        );
    assert_eq!(whole.problems(), Vec::<String>::new());
}

#[test]
fn shares_of_a_group_may_exceed_those_of_all() {
    let higher = copy().replace(PEOPLE, "value,5.9,exact", "value,59,exact");
    assert_eq!(higher.problems(), Vec::<String>::new());
}
