//! The traps of the death-penalty facts: bounds, part-years, vintages, and figures that look alike and are not.

use super::{Row, figures, observations, of, one};

#[test]
fn the_caveat_of_amnestys_series_is_no_bound() {
    let rows = observations();
    let series: Vec<&Row> = rows
        .iter()
        .filter(|row| row.source == "owid_amnesty" && row.bound == "exact")
        .collect();
    assert_eq!(series.len(), 240);
    assert!(
        series
            .iter()
            .all(|row| row.note == series[0].note && row.note.contains("could not confirm"))
    );
    for year in ["2007", "2008", "2009"] {
        assert_eq!(
            one(&rows, "executions_all", "TCD", year, "owid_amnesty").figure(),
            "exact 0"
        );
    }
    assert!(rows.iter().all(|row| row.figure() != "at_least 0"));
}

#[test]
fn other_minimums_are_minimums() {
    let rows = observations();
    let world = |indicator, year, source| one(&rows, indicator, "GLOBAL/WORLD", year, source).figure();
    assert_eq!(
        world("dp_drug_death_sentences", "2021", "hri_dp_2021_page"),
        "at_least 237"
    );
    assert_eq!(world("dp_drug_executions", "2024", "hri_dp_2024"), "at_least 615");
    assert_eq!(world("dp_drug_death_row", "2020", "hrb_dp_2020"), "at_least 3000");
    assert_eq!(
        world("dp_drug_death_row", "2018", "hri_dp_2018"),
        "more_than 7000"
    );
    let minimums = rows.iter().filter(|row| row.bound == "at_least").count();
    assert_eq!(minimums, 106);
    assert!(
        rows.iter()
            .all(|row| !row.note.contains("minimum") || row.note.contains("Amnesty gives a minimum"))
    );
}

#[test]
fn part_years_and_totals_over_years_are_intervals() {
    let rows = observations();
    let figure = |indicator, area, when, source| one(&rows, indicator, area, when, source).figure();
    let executions = |area, when, source| figure("dp_drug_executions", area, when, source);
    assert_eq!(executions("IDN", "2015-01..2015-09", "eastwest_2015"), "exact 14");
    assert_eq!(executions("IDN", "2015-04", "tni_2015"), "at_least 8");
    assert_eq!(
        executions("IRN", "2011-01..2011-11", "amnesty_iran_2011"),
        "at_least 488"
    );
    assert_eq!(executions("IRN", "2014-01..2014-06", "ntc_808"), "exact 164");
    assert_eq!(
        executions("IRN", "2015-01..2015-09", "eastwest_2015"),
        "exact 546"
    );
    assert_eq!(executions("SAU", "2015-01..2015-09", "eastwest_2015"), "exact 55");
    assert_eq!(
        executions("SAU", "2025-01..2025-06", "sau_particle_2025"),
        "approximately 120"
    );
    assert_eq!(executions("SGP", "2024-08..2024-11", "hri_dp_2024"), "exact 8");
    assert_eq!(
        executions("GLOBAL/WORLD", "2014-01..2014-06", "ntc_808"),
        "exact 167"
    );
    assert_eq!(
        executions("GLOBAL/WORLD", "2015-01..2015-09", "eastwest_2015"),
        "exact 615"
    );
    let share = |area, when, source| figure("dp_drug_executions_share", area, when, source);
    assert_eq!(share("IRN", "2014..2017", "irn_uwazi_b"), "70–80");
    assert_eq!(
        share("SAU", "2014-01..2015-06 cumulative", "sau_amnesty_2015"),
        "exact 47"
    );
    let cumulative =
        |row: &&Row| row.indicator.ends_with("_cumulative") || row.indicator == "narcotics_control_aid";
    let totals: Vec<&Row> = rows.iter().filter(cumulative).collect();
    assert_eq!(totals.len(), 14);
    assert!(totals.iter().all(|row| row.reference.ends_with(" cumulative")));
    let budgets = rows
        .iter()
        .filter(|row| row.indicator.starts_with("drug_budget_"));
    assert!(
        budgets
            .into_iter()
            .all(|row| row.reference.ends_with("-06 fiscal"))
    );
}

#[test]
fn stocks_stand_on_their_day_or_month() {
    let rows = observations();
    let row = |area, when, source| one(&rows, "death_row_all", area, when, source).value.as_str();
    assert_eq!(row("IDN", "2021-11-29", "idn_wahana_2022"), "404");
    assert_eq!(row("THA", "2019-04-01", "thai_ucl_2019"), "558");
    assert_eq!(row("MYS", "2022-02", "mys_hoc_2022"), "1341");
}

#[test]
fn two_figures_of_gaza_are_not_palestine() {
    let rows = observations();
    let gaza = of(&rows, "dp_drug_death_sentences", "PSE-GAZ");
    assert_eq!(figures(&gaza), ["2017-03 at_least 2", "2017-05 at_least 2"]);
    assert!(
        rows.iter()
            .all(|row| row.area != "PSE" || row.indicator != "dp_drug_death_sentences")
    );
}

#[test]
fn world_executions_leave_out_china() {
    let rows = observations();
    for row in of(&rows, "executions_all", "GLOBAL/WORLD") {
        assert!(row.note.contains("China"), "{row:?}");
    }
    assert!(!of(&rows, "executions_all", "CHN").is_empty());
}

#[test]
fn the_share_of_the_world_is_not_the_share_of_iran() {
    let rows = observations();
    assert_eq!(
        one(&rows, "dp_drug_executions_share", "IRN", "2023", "lapresse_2024").value,
        "56"
    );
    assert_eq!(
        one(
            &rows,
            "dp_drug_executions_world_share",
            "IRN",
            "2023",
            "lasdrogas_2023"
        )
        .value,
        "98"
    );
    let shares = of(&rows, "dp_drug_executions_share", "IRN");
    assert!(shares.iter().all(|row| row.value != "98"));
}

#[test]
fn old_law_is_not_carried_into_the_published_count() {
    let rows = observations();
    let law: Vec<&Row> = rows
        .iter()
        .filter(|row| row.indicator == "dp_drug_in_law")
        .collect();
    let listed: Vec<&&Row> = law.iter().filter(|row| row.source == "hri_dp_2020_es").collect();
    assert_eq!(listed.len(), 34);
    assert!(
        listed
            .iter()
            .all(|row| row.status == "yes" && row.note.contains("HRI counts 35"))
    );
    for (place, year) in [("AFG", "2016"), ("COD", "2008"), ("GMB", "2010")] {
        let latest = law
            .iter()
            .filter(|row| row.area == place)
            .map(|row| row.when())
            .max();
        assert_eq!(latest, Some(year), "{place}");
    }
}

#[test]
fn vintages_are_both_kept() {
    let rows = observations();
    let world = |year, source| one(&rows, "dp_drug_executions", "GLOBAL/WORLD", year, source).figure();
    assert_eq!(
        (world("2018", "hri_dp_2018"), world("2018", "addiction_2020")),
        ("at_least 91".into(), "exact 93".into())
    );
    assert_eq!(
        (world("2019", "addiction_2020"), world("2019", "hri_dp_2020")),
        ("at_least 122".into(), "at_least 116".into())
    );
}
