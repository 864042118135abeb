//! Years, rounds and series.

use super::*;
use tidemark_evidence::table::redefined;
use tidemark_evidence::{Dataset, MapCorpus, Redefinition};
use tidemark_vocab::LocalizedText;

#[test]
fn a_figure_asked_for_by_its_round_is_what_it_is() {
    let cell = only("indicators=nsp_available&areas=XAD&periods=round:OBS/2008");
    assert_eq!((cell.status, cell.shown.unwrap().age), (Status::No, Age::Current));
}

#[test]
fn a_reporter_kept_on_demand_is_shown_only_when_asked_for() {
    let by_default = only("indicators=dp_executions&areas=XAC&periods=2022");
    assert_eq!(
        finding(&by_default),
        &Finding::Quantity(Quantity::bounded(Bound::AtLeast, d("237")))
    );
    assert_eq!(by_default.others.len(), 1);
    let asked = only("indicators=dp_executions&areas=XAC&periods=2022&reporters=GAZETTE");
    assert_eq!(finding(&asked), &Finding::Quantity(Quantity::exact(d("300"))));
    assert_eq!(asked.others[0].observation.key.reporter.as_str(), "OBS");
}

#[test]
fn companions_are_of_the_same_reporter_and_period() {
    let cell = only("indicators=nsp_available&areas=XAA");
    let companions = &cell.shown.as_ref().unwrap().companions;
    assert_eq!(companions.len(), 1);
    assert_eq!(
        companions[0].observation.finding,
        Finding::Quantity(Quantity::exact(d("30")))
    );
    let older = only("indicators=nsp_available&areas=XAA&periods=round:OBS/2020");
    assert_eq!(
        older.shown.unwrap().companions[0].observation.finding,
        Finding::Quantity(Quantity::exact(d("28")))
    );
}

#[test]
fn years_and_rounds_are_never_mixed() {
    let table = table("indicators=nsp_available&areas=XAE&periods=all&layout=areas-periods");
    assert_eq!(periods(&table.columns), ["2021", "OBS/2020", "OBS/2022"]);
    assert_eq!(cell(&table, "XAE", 0).status, Status::No);
    assert_eq!(cell(&table, "XAE", 2).status, Status::Yes);
}

#[test]
fn a_year_does_not_ask_for_figures_dated_by_a_round() {
    let table = table("indicators=nsp_available&areas=XAA&periods=2022");
    assert_eq!(table.long[0].cell.status, Status::NoRecord);
    let remark = table
        .remarks
        .iter()
        .find(|r| r.message.id == "remark-rounds-left-out")
        .unwrap();
    assert_eq!(remark.message.args, [("rounds", "round:OBS/2022".to_owned())]);
}

#[test]
fn parts_of_years_have_columns_of_their_own() {
    let table =
        table("indicators=syringes_distributed&areas=XAA,XAB,XAC&periods=2020..2021&layout=areas-periods");
    assert_eq!(
        periods(&table.columns),
        ["2020-07..2021-06 fiscal", "2021-01..2021-09", "2021"]
    );
    assert_eq!(
        cell(&table, "XAB", 2).status,
        Status::NoRecord,
        "nine months are not a year"
    );
    assert_eq!(cell(&table, "XAB", 1).status, Status::Value);
}

#[test]
fn a_row_over_years_shows_one_reporter() {
    let table = table("indicators=dp_executions&areas=XAC&periods=all&layout=areas-periods");
    assert_eq!(periods(&table.columns), ["2021", "2022"]);
    for column in 0..2 {
        assert_eq!(reporter(cell(&table, "XAC", column)), "OBS");
    }
    assert_eq!(cell(&table, "XAC", 1).others.len(), 1);
}

#[test]
fn indicators_over_periods_of_one_area() {
    let table = table("indicators=nsp_available,nsp_sites&areas=XAA&periods=all&layout=indicators-periods");
    assert_eq!(names(&table), ["nsp_available", "nsp_sites"]);
    assert_eq!(periods(&table.columns), ["OBS/2020", "OBS/2022"]);
    assert_eq!(table.long.len(), 4);
}

#[test]
fn the_long_layout_has_a_row_a_finding() {
    let table = table("indicators=dp_executions&areas=XAC,XAA&periods=all&layout=long");
    assert_eq!(
        table.long.len(),
        4,
        "three findings for Costaguana, and none for Arcadia"
    );
    assert!(table.columns.is_empty() && table.groups.is_empty());
    assert_eq!(table.long[0].cell.status, Status::NoRecord);
}

#[test]
fn rows_of_several_splits_say_which() {
    let table =
        table("indicators=pwid_hiv_prevalence&areas=XAA,XAB&dimensions=sex&periods=all&layout=areas-periods");
    assert_eq!(
        names(&table),
        [
            "XAA",
            "XAA sex:men",
            "XAA sex:women",
            "XAB",
            "XAB sex:men",
            "XAB sex:women"
        ]
    );
}

#[test]
fn every_long_row_is_about_what_it_shows() {
    let all = "nsp_available,pwid_hiv_prevalence,oat_clients,dp_executions,syringes_distributed";
    for rest in [
        "",
        "&dimensions=sex",
        "&periods=all&layout=areas-periods",
        "&dimensions=sex&periods=all&layout=long",
    ] {
        for indicator in all.split(',') {
            let table = table(&format!(
                "indicators={indicator}&areas=scheme:OBS,world,XAE-EAST{rest}"
            ));
            for row in &table.long {
                if let Some(shown) = &row.cell.shown {
                    let key = &shown.observation.key;
                    assert_eq!((&row.indicator, &row.area), (&key.indicator, &key.area), "{rest}");
                    assert_eq!(row.dimensions, key.dimensions, "{indicator}{rest}");
                }
            }
        }
    }
}

#[test]
fn where_the_leading_reporter_is_silent_the_next_is_shown() {
    let table =
        table("indicators=pwid_hiv_prevalence,oat_available&areas=XAB&periods=all&layout=indicators-periods");
    let shown: Vec<Status> = rows(&table)
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| cell.status)
        .collect();
    assert!(shown.contains(&Status::Value) && shown.contains(&Status::Yes));
    for cell in rows(&table).iter().flat_map(|row| &row.cells) {
        assert!(
            cell.shown.is_some() || cell.others.is_empty(),
            "nothing is hidden that may be shown"
        );
    }
}

#[test]
fn periods_that_reach_beyond_the_years_asked_for_are_named() {
    let table = table("indicators=dp_executions_cumulative,syringes_distributed&areas=XAC&periods=2021");
    let remark = table
        .remarks
        .iter()
        .find(|r| r.message.id == "remark-periods-left-out")
        .unwrap();
    assert_eq!(
        remark.message.args[0].1,
        "2020-07..2021-06 fiscal, 2012..2021 cumulative"
    );
}

#[test]
fn a_table_in_which_nothing_is_known_still_says_so_of_every_row() {
    for periods_asked in ["all", "1990..1995", "1990", "round:OBS/2014"] {
        let table = table(&format!(
            "indicators=nsp_sites&areas=XAC,XAD&periods={periods_asked}&layout=areas-periods"
        ));
        assert_eq!((table.columns.len(), table.long.len()), (1, 2), "{periods_asked}");
        assert!(table.long.iter().all(|row| row.cell.status == Status::NoRecord));
    }
}

#[test]
fn a_figure_stands_in_every_column_that_asks_for_it() {
    let table = table(
        "indicators=pwid_hiv_prevalence&areas=XAA&reporters=OBS&periods=2021,round:OBS/2022&layout=areas-periods",
    );
    assert_eq!(periods(&table.columns), ["2021", "OBS/2022"]);
    assert!(
        rows(&table)[0]
            .cells
            .iter()
            .all(|cell| cell.status == Status::Value)
    );
}

/// The years of changes of definition between figures of a table, where the definition of executions changed so.
fn changes(query: &str, redefinitions: &[(i16, Option<&str>)]) -> Vec<i16> {
    let Dataset {
        mut catalogue,
        observations,
    } = tidemark_testkit::world();
    let indicator = catalogue.indicators.get_mut("dp_executions").unwrap();
    let change = |(from, reporter): &(i16, Option<&str>)| Redefinition {
        reporter: reporter.map(|code| code.parse().unwrap()),
        from: *from,
        note: LocalizedText::default(),
        ground: None,
    };
    indicator.redefinitions = redefinitions.iter().map(change).collect();
    let corpus = MapCorpus::new(catalogue, observations, String::new());
    let parsed = TableQuery::parse(query, corpus.catalogue()).unwrap();
    let table = build(&parsed.query, &corpus).unwrap();
    let found = redefined(&table, corpus.catalogue());
    found.into_iter().map(|(_, change)| change.from).collect()
}

#[test]
fn a_definition_that_changed_between_figures_of_a_table_is_known() {
    let query = "indicators=dp_executions&areas=XAC&periods=all&layout=areas-periods";
    assert_eq!(changes(query, &[(2022, None)]), [2022]);
    assert_eq!(changes(query, &[(2022, Some("OBS"))]), [2022]);
    assert_eq!(
        changes(query, &[(2022, Some("AGENCY"))]),
        [0; 0],
        "nobody else's is shown"
    );
    assert_eq!(changes(query, &[(2021, None), (2023, None)]), [0; 0]);
    let one = "indicators=dp_executions&areas=XAC&periods=2022";
    assert_eq!(changes(one, &[(2022, None)]), [0; 0]);
    let other = "indicators=nsp_sites&areas=XAC&periods=all&layout=areas-periods";
    assert_eq!(changes(other, &[(2022, None)]), [0; 0]);
}
