//! Many things wrong at once: one run tells all of them.

use super::support::copy;

#[test]
fn one_run_reports_everything() {
    let services = "observations/services.csv";
    let broken = copy()
        .replace("edition.toml", "2024-06-30", "summer")
        .replace("indicators/law.toml", "timing = \"state\"", "timing = \"stare\"")
        .replace("ranks.toml", "reporter = \"GAZETTE\"", "reporter = \"PAPER\"")
        .replace(
            "sets.csv",
            "complete,The table lists every place.\nobs_2022,nsp",
            "all,Every place.\nobs_2022,nsp",
        )
        .replace("areas/members.csv", "GLOBAL,LMIC,XAB", "GLOBAL,LMIC,XAZ")
        .replace(services, "value,15,approximately", "value,15 sites,approximately")
        .replace(services, "value,310,exact", "value,31000,exact")
        .replace(services, "XAB,2021-01..2021-09", "XAB,2021-09..2021-01")
        .replace(
            "observations/people.csv",
            "value,5000,exact,4000,6500",
            "value,5000,exact,6500,4000",
        )
        .replace(
            "observations/law.csv",
            "XAC,2021,,,OBS,obs_2022",
            "XAC,2021,,,OBS,obs_2121",
        )
        .add("notes.txt", "buy milk\n");
    let found = broken.problems();
    let ids: Vec<&str> = found
        .iter()
        .map(|line| line.split_once(" check-").unwrap().1)
        .collect();
    assert_eq!(
        ids,
        [
            "unknown",
            "malformed",
            "malformed",
            "unknown-file",
            "unknown",
            "reversed-range",
            "part-larger-than-whole",
            "mixed-units",
            "reversed-period",
            "unknown",
            "malformed",
        ],
        "{found:#?}"
    );
    assert!(broken.read().dataset.is_none());
}

#[test]
fn problems_come_in_order_of_file_and_line() {
    let broken = copy()
        .replace("sources.csv", ",unread,", ",read,")
        .replace("areas/places.csv", "XAB,,902", "XAB,,9")
        .replace("areas/places.csv", "XAA,,901", "XAA,,1");
    assert_eq!(
        broken.problems(),
        [
            "areas/places.csv:2 check-malformed",
            "areas/places.csv:3 check-malformed",
            "sources.csv:4 check-malformed"
        ]
    );
}
