//! References to nothing.

use super::support::copy;

#[test]
fn references_of_observations() {
    let path = "observations/law.csv";
    let row = "dp_executions_cumulative,XAC,2012..2021 cumulative,,,OBS,obs_2022";
    let cases = [
        (
            "dp_executionz_cumulative,XAC,2012..2021 cumulative,,,OBS,obs_2022",
            "dp_executions_cumulative",
        ),
        (
            "dp_executions_cumulative,XAX,2012..2021 cumulative,,,OBS,obs_2022",
            "XAA",
        ),
        (
            "dp_executions_cumulative,OBS/NORD,2012..2021 cumulative,,,OBS,obs_2022",
            "OBS/NORTH",
        ),
        (
            "dp_executions_cumulative,XAC,2012..2021 cumulative,OBS/2021,,OBS,obs_2022",
            "OBS/2020",
        ),
        (
            "dp_executions_cumulative,XAC,2012..2021 cumulative,,,OBSS,obs_2022",
            "OBS",
        ),
        (
            "dp_executions_cumulative,XAC,2012..2021 cumulative,,,OBS,obs_2021",
            "obs_2020",
        ),
        (
            "dp_executions_cumulative,XAC,2012..2021 cumulative,,gender:men,OBS,obs_2022",
            "age",
        ),
        (
            "dp_executions_cumulative,XAC,2012..2021 cumulative,,sex:man,OBS,obs_2022",
            "men",
        ),
    ];
    for (to, nearest) in cases {
        let broken = copy().replace(path, row, to);
        let problem = broken.read().problems.remove(0);
        assert!(
            problem.mend.args.contains(&("nearest", nearest.to_owned())),
            "{problem:?}"
        );
        broken.breaks(path, to, "unknown");
    }
}

#[test]
fn references_of_indicators() {
    let path = "indicators/services.toml";
    let cases = [
        (
            "published_count = \"countries_with_nsp\"",
            "published_count = \"countries_with_nsps\"",
        ),
        ("subset_of = \"oat_clients\"", "subset_of = \"oat_client\""),
        ("indicator = \"oat_medicines\"", "indicator = \"oat_medicine\""),
        (
            "aggregation.reason.en = \"Lists of medicines cannot be added.\"",
            "aggregation.reason.en = \"Lists of medicines cannot be added.\"\naggregation.asked_where = \"oat_availible\"",
        ),
        ("scale = \"oat_medicine\"", "scale = \"oat_drug\""),
        (
            "code = \"syringes_distributed\"\ntheme = \"services\"",
            "code = \"syringes_distributed\"\ntheme = \"service\"",
        ),
    ];
    for (from, to) in cases {
        let spot = to.lines().last().unwrap();
        copy().replace(path, from, to).breaks(path, spot, "unknown");
    }
}

#[test]
fn references_of_everything_else() {
    let cases = [
        ("ranks.toml", "\"pwid_hiv_prevalence\"", "\"pwid_hiv\""),
        ("ranks.toml", "reporter = \"GAZETTE\"", "reporter = \"GAZETTES\""),
        ("sources.csv", "ministry_2021,MINISTRY", "ministry_2021,MINISTERY"),
        ("areas/members.csv", "OBS,SOUTH,XAC", "OBS,SOUTHERN,XAC"),
        ("areas/members.csv", "OBS,SOUTH,XAC", "OBS,SOUTH,XAF"),
        ("areas/members.csv", "XAE,obs_2022", "XAE,obs_2023"),
        ("sets.csv", "obs_2020,", "obs_2021,"),
        ("sets.csv", "obs_2022,oat_available", "obs_2022,ost_available"),
        ("areas/places.csv", "XAE-EAST,XAE,", "XAF-EAST,XAF,"),
    ];
    for (path, from, to) in cases {
        let mut broken = copy().replace(path, from, to);
        let line = broken.line(path, to);
        let problems = broken.problems();
        assert!(
            problems.contains(&format!("{path}:{line} check-unknown")),
            "{to}: {problems:?}"
        );
    }
}

#[test]
fn what_is_declared_badly_is_declared_all_the_same() {
    let cases = [
        (
            "sources.csv",
            "State of services 2022,The Observers,2022",
            "State of services 2022,The Observers,MMXXII",
        ),
        ("areas/places.csv", "XAA,,901", "XAA,,90"),
        ("reporters.toml", "kind = \"ngo\"", "kind = \"club\""),
        ("scales.toml", "name.en = \"Methadone\"", "name.en = 3"),
    ];
    for (path, from, to) in cases {
        let mut broken = copy().replace(path, from, to);
        let line = broken.line(path, to);
        let problems = broken.problems();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(
            problems[0].starts_with(&format!("{path}:{line} ")),
            "{problems:?}"
        );
    }
}
