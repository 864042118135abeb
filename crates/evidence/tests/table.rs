//! The rules of a table, over the small world.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use tidemark_evidence::finding::{Bound, Quantity};
use tidemark_evidence::table::{
    Age, Cell, Column, ColumnSubject, NoteKind, PeriodKey, Row, RowSubject, Table, Total, TotalFigure, build,
};
use tidemark_evidence::{Corpus, Finding, Status, TableQuery};
use tidemark_testkit::corpus;
use tidemark_vocab::{AreaId, Decimal};

fn table(query: &str) -> Table {
    let corpus = corpus();
    let parsed = TableQuery::parse(query, corpus.catalogue()).unwrap();
    build(&parsed.query, &corpus).unwrap()
}

fn rows(table: &Table) -> Vec<&Row> {
    table.groups.iter().flat_map(|group| &group.rows).collect()
}

fn names(table: &Table) -> Vec<String> {
    let name = |row: &&Row| match &row.subject {
        RowSubject::Area(area) => area.to_string(),
        RowSubject::AreaSplit { area, dimensions, .. } => format!("{area} {dimensions}").trim().to_owned(),
        RowSubject::Indicator {
            indicator,
            dimensions,
        } => format!("{indicator} {dimensions}").trim().to_owned(),
    };
    rows(table).iter().map(name).collect()
}

fn cell<'t>(table: &'t Table, row: &str, column: usize) -> &'t Cell {
    let at = names(table).iter().position(|name| name == row).unwrap();
    &rows(table)[at].cells[column]
}

fn only(query: &str) -> Cell {
    let table = table(query);
    assert_eq!(table.long.len(), 1, "{query}");
    table.long[0].cell.clone()
}

fn finding(cell: &Cell) -> &Finding {
    &cell.shown.as_ref().unwrap().observation.finding
}

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn reporter(cell: &Cell) -> &str {
    cell.shown.as_ref().unwrap().observation.key.reporter.as_str()
}

fn periods(columns: &[Column]) -> Vec<String> {
    let key = |column: &Column| match &column.subject {
        ColumnSubject::Period(PeriodKey::Reference(reference)) => reference.to_string(),
        ColumnSubject::Period(PeriodKey::Round(round)) => round.to_string(),
        ColumnSubject::Indicator { .. } => "an indicator".to_owned(),
    };
    columns.iter().map(key).collect()
}

#[test]
fn an_old_figure_does_not_stand_for_today() {
    let cell = only("indicators=nsp_available&areas=XAD");
    assert_eq!(cell.status, Status::NoRecord);
    let shown = cell.shown.unwrap();
    assert_eq!(shown.age, Age::Old);
    assert_eq!(shown.observation.finding, Finding::No);
    assert_eq!(
        shown.observation.key.period.round().unwrap().to_string(),
        "OBS/2008"
    );
}

#[test]
fn a_figure_asked_for_by_its_round_is_what_it_is() {
    let cell = only("indicators=nsp_available&areas=XAD&periods=round:OBS/2008");
    assert_eq!((cell.status, cell.shown.unwrap().age), (Status::No, Age::Current));
}

#[test]
fn a_place_without_a_figure_has_no_record() {
    let cell = only("indicators=nsp_sites&areas=XAC");
    assert_eq!(
        (cell.status, cell.shown, cell.others.len()),
        (Status::NoRecord, None, 0)
    );
}

#[test]
fn an_event_does_not_age() {
    let cell = only("indicators=oat_start_year&areas=XAA");
    assert_eq!(cell.status, Status::Value);
    assert_eq!(cell.shown.unwrap().age, Age::Current);
}

#[test]
fn the_newest_year_stands_before_the_rank() {
    let cell = only("indicators=nsp_available&areas=XAE");
    assert_eq!((reporter(&cell), cell.status), ("OBS", Status::Yes));
    assert_eq!(
        cell.others.len(),
        1,
        "the Agency disagrees and stays within reach"
    );
    assert_eq!(cell.others[0].observation.finding, Finding::No);
}

#[test]
fn within_a_year_the_rank_decides() {
    let cell = only("indicators=pwid_hiv_prevalence&areas=XAA");
    assert_eq!(reporter(&cell), "AGENCY");
    assert_eq!(
        finding(&cell).quantity().unwrap().value().unwrap().to_string(),
        "4.50"
    );
    assert_eq!(cell.others[0].observation.key.reporter.as_str(), "OBS");
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
fn a_questioned_figure_is_shown_with_its_reason() {
    let table = table("indicators=pwid_population_size&areas=XAD");
    let shown = table.long[0].cell.shown.as_ref().unwrap();
    assert!(shown.observation.questioned.is_some());
    let note = &table.notes[shown.notes[0].0 - 1];
    assert_eq!(note.kind, NoteKind::Questioned);
    assert_eq!(&*note.text, "Ten times the figure of every other round.");
    assert!(
        table
            .remarks
            .iter()
            .any(|remark| remark.message.id == "remark-questioned")
    );
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
fn dimensions_become_columns() {
    let table = table("indicators=pwid_hiv_prevalence&areas=XAA&dimensions=sex");
    let splits: Vec<String> = table
        .columns
        .iter()
        .map(|column| match &column.subject {
            ColumnSubject::Indicator { dimensions, .. } => dimensions.to_string(),
            ColumnSubject::Period(_) => String::new(),
        })
        .collect();
    assert_eq!(splits, ["", "sex:men", "sex:women"]);
    let women = only("indicators=pwid_hiv_prevalence&areas=XAA&dimensions=sex:women");
    assert_eq!(finding(&women), &Finding::Quantity(Quantity::exact(d("5.9"))));
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

fn total(query: &str, column: usize) -> Total {
    table(query).totals[column].clone()
}

#[test]
fn a_list_is_not_a_count() {
    let total = total("indicators=nsp_available&areas=scheme:OBS&totals=shown", 0);
    assert!(matches!(&total.figure, TotalFigure::Refused(why) if why.id == "total-refused-partial-list"));
    assert_eq!(total.tally, Some((2, 1)));
    assert_eq!(
        (
            total.coverage.places,
            total.coverage.with_record,
            total.coverage.old
        ),
        (5, 4, 1)
    );
    assert_eq!(total.coverage.not_known, 1);
    let published: Vec<String> = total
        .published
        .iter()
        .map(|o| format!("{} {:?}", o.key.reporter, o.finding))
        .collect();
    assert_eq!(published.len(), 2, "{published:?}");
    assert_eq!(total.published[0].key.reporter.as_str(), "OBS");
}

#[test]
fn a_complete_set_is_counted() {
    let total = total(
        "indicators=nsp_available&areas=XAA,XAB,XAE&periods=round:OBS/2022&totals=shown",
        0,
    );
    assert_eq!(total.figure, TotalFigure::Count { yes: 2, no: 1 });
}

#[test]
fn the_world_shows_what_was_published_beside_ours() {
    let cell = only("indicators=nsp_available&areas=world");
    assert_eq!((cell.status, cell.shown), (Status::NotAggregable, None));
    let total = cell.total.unwrap();
    assert_eq!(
        total.published[0].finding,
        Finding::Quantity(Quantity::exact(d("4")))
    );
    assert_eq!(total.coverage.places, 5, "a part of a place is not another place");
}

#[test]
fn a_figure_published_for_the_world_is_shown_as_such() {
    let cell = only("indicators=pwid_population_size&areas=world");
    assert_eq!(cell.status, Status::Value);
    assert!(cell.total.is_none());
}

#[test]
fn a_sum_with_places_missing_is_a_minimum() {
    let total = total(
        "indicators=pwid_population_size&areas=XAA,XAB,XAC,XAE&totals=shown",
        0,
    );
    // 4,000 of 4,000–6,500; 150 of 150–240; nothing of "about 800"; Erewhon is missing.
    assert_eq!(
        total.figure,
        TotalFigure::Sum(Quantity::bounded(Bound::AtLeast, d("4150")))
    );
    assert_eq!((total.coverage.places, total.coverage.counted), (4, 3));
}

#[test]
fn a_sum_of_ranges_is_a_range() {
    let total = total("indicators=pwid_population_size&areas=XAA,XAB&totals=shown", 0);
    let expected = Quantity::new(None, Bound::Exact, Some(d("4150")), Some(d("6740"))).unwrap();
    assert_eq!(total.figure, TotalFigure::Sum(expected));
}

#[test]
fn a_sum_of_exact_figures_of_every_place_is_exact() {
    let total = total("indicators=population&areas=XAA,XAB&totals=shown", 0);
    assert_eq!(total.figure, TotalFigure::Sum(Quantity::exact(d("5351000"))));
    assert_eq!(total.span.years, Some((2022, 2022)));
}

#[test]
fn a_minimum_never_becomes_exact() {
    let total = total("indicators=dp_executions&areas=XAC,XAE&totals=shown", 0);
    assert_eq!(
        total.figure,
        TotalFigure::Sum(Quantity::bounded(Bound::AtLeast, d("237")))
    );
}

#[test]
fn nothing_but_upper_bounds_and_guesses_is_not_added_up() {
    let total = total("indicators=oat_clients&areas=XAC,XAB&totals=shown", 0);
    assert!(matches!(&total.figure, TotalFigure::Refused(why) if why.id == "total-refused-no-lower-end"));
}

#[test]
fn parts_of_years_are_not_added_to_years() {
    let total = total("indicators=syringes_distributed&areas=XAA,XAB&totals=shown", 0);
    assert!(matches!(&total.figure, TotalFigure::Refused(why) if why.id == "total-refused-mixed-periods"));
}

#[test]
fn what_has_no_rule_is_not_added() {
    let total = total("indicators=pwid_hiv_prevalence&areas=XAA,XAB&totals=shown", 0);
    assert_eq!(total.status(), Status::NotAggregable);
    assert!(matches!(&total.figure, TotalFigure::Refused(why) if why.id == "total-refused-by-rule"));
}

#[test]
fn a_part_is_not_added_to_its_whole() {
    let both = total("indicators=nsp_sites&areas=XAE,XAE-EAST&totals=shown", 0);
    assert_eq!(both.coverage.places, 1);
    let part = total("indicators=nsp_sites&areas=XAE-EAST&totals=shown", 0);
    assert_eq!(part.figure, TotalFigure::Sum(Quantity::exact(d("3"))));
}

#[test]
fn rows_are_grouped_by_region_with_totals() {
    let table = table("indicators=nsp_available&areas=scheme:OBS,XAE-EAST&group=OBS&totals=shown");
    let groups: Vec<(String, usize)> = table
        .groups
        .iter()
        .map(|group| {
            (
                group
                    .region
                    .as_ref()
                    .map_or("none".to_owned(), ToString::to_string),
                group.rows.len(),
            )
        })
        .collect();
    assert_eq!(groups, [("OBS/NORTH".to_owned(), 3), ("OBS/SOUTH".to_owned(), 3)]);
    assert!(table.groups.iter().all(|group| group.totals.len() == 1));
    assert_eq!(
        table.groups[1].totals[0].coverage.places, 2,
        "East Erewhon is within Erewhon"
    );
}

#[test]
fn a_region_shows_its_own_published_figure_before_its_places() {
    let table = table("indicators=pwid_population_size&areas=region:OBS/SOUTH");
    assert_eq!(names(&table), ["OBS/SOUTH", "XAC", "XAE"]);
    assert_eq!(cell(&table, "OBS/SOUTH", 0).status, Status::Value);
}

#[test]
fn rows_are_sorted_by_name_by_figure_or_as_asked() {
    let by_name = table("indicators=nsp_sites&areas=XAE,XAB,XAA");
    assert_eq!(names(&by_name), ["XAA", "XAB", "XAE"]);
    let asked = table("indicators=nsp_sites&areas=XAE,XAB,XAA&sort=asked");
    assert_eq!(names(&asked), ["XAE", "XAB", "XAA"]);
    let largest = table("indicators=nsp_sites&areas=XAC,XAE,XAB,XAA&sort=-nsp_sites");
    assert_eq!(
        names(&largest),
        ["XAA", "XAE", "XAB", "XAC"],
        "a place without a figure stays last"
    );
}

#[test]
fn sources_are_numbered_as_they_are_met_and_every_figure_has_one() {
    let table = table("indicators=nsp_available,pwid_hiv_prevalence&areas=scheme:OBS");
    assert_eq!(table.sources[0].source.as_str(), "obs_2022");
    for shown in table.long.iter().filter_map(|row| row.cell.shown.as_ref()) {
        let source = &table.sources[shown.sources[0] - 1];
        assert_eq!(source.source, shown.observation.key.source);
        assert!(source.locators.contains(&shown.observation.locator));
    }
}

#[test]
fn every_asked_cell_has_a_status() {
    let corpus = corpus();
    let all: Vec<String> = corpus
        .catalogue()
        .indicators
        .keys()
        .map(ToString::to_string)
        .collect();
    let table = table(&format!(
        "indicators={}&areas=world,scheme:OBS,XAE-EAST&group=OBS",
        all.join(",")
    ));
    assert_eq!(table.long.len(), all.len() * 7);
    let world: AreaId = AreaId::WORLD.parse().unwrap();
    for row in &table.long {
        match row.cell.status {
            Status::NoRecord => {
                assert!(row.cell.shown.as_ref().is_none_or(|shown| shown.age == Age::Old));
            }
            Status::NotAggregable => assert!(row.cell.total.is_some() && row.area == world),
            status => {
                let figure = row
                    .cell
                    .shown
                    .as_ref()
                    .map(|shown| shown.observation.finding.status());
                assert!(figure == Some(status) || row.cell.total.is_some(), "{row:?}");
            }
        }
    }
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
fn a_group_total_covers_its_region_not_the_rows_chosen() {
    let table = table("indicators=population&areas=XAA,XAC&group=OBS&totals=shown");
    let north = &table.groups[0].totals[0];
    assert_eq!((north.coverage.places, north.coverage.counted), (3, 1));
    assert_eq!(
        north.figure,
        TotalFigure::Sum(Quantity::bounded(Bound::AtLeast, d("5050000")))
    );
}

#[test]
fn a_published_figure_is_of_the_column_beside_which_it_stands() {
    let table = table(
        "indicators=nsp_available&areas=scheme:OBS&periods=round:OBS/2020,round:OBS/2022&layout=areas-periods&totals=shown",
    );
    assert_eq!(periods(&table.columns), ["OBS/2020", "OBS/2022"]);
    assert!(
        table.totals[0].published.is_empty(),
        "nothing was published for the world in 2020"
    );
    assert_eq!(table.totals[1].published.len(), 1);
}

#[test]
fn the_figure_of_all_people_does_not_stand_beside_womens() {
    let cell = only("indicators=pwid_population_size&areas=world&dimensions=sex:women");
    assert_eq!(
        cell.status,
        Status::Value,
        "nobody splits the number of people by sex in the small world"
    );
    let table = table("indicators=pwid_hiv_prevalence&areas=XAA,world&dimensions=sex:women");
    let world = cell_of(&table, "GLOBAL/WORLD");
    assert!(world.shown.is_none());
    assert!(world.total.as_ref().unwrap().published.is_empty());
}

fn cell_of<'t>(table: &'t Table, row: &str) -> &'t Cell {
    cell(table, row, 0)
}

#[test]
fn old_published_figures_do_not_stand_beside_todays_totals() {
    let table = table("indicators=pwid_population_size&areas=scheme:OBS&totals=shown");
    for observation in &table.totals[0].published {
        assert_eq!(
            tidemark_evidence::rules::age(observation, corpus().catalogue()),
            Age::Current
        );
    }
}

#[test]
fn a_sum_shown_for_a_region_names_its_sources() {
    let table = table("indicators=population&areas=world");
    let total = table.long[0].cell.total.as_ref().unwrap();
    assert!(matches!(total.figure, TotalFigure::Sum(_)));
    let sources: Vec<&str> = total
        .sources
        .iter()
        .map(|at| table.sources[at - 1].source.as_str())
        .collect();
    assert_eq!(sources, ["agency_2023"]);
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
fn a_part_of_a_year_is_not_the_latest_where_a_whole_year_is_known() {
    let corpus = corpus();
    let mut observations = corpus.observations(&"dp_executions".parse().unwrap(), &"XAE".parse().unwrap());
    let mut part = observations[0].clone();
    part.key.period = tidemark_vocab::Period::new(Some("2023-01..2023-06".parse().unwrap()), None).unwrap();
    observations.push(part);
    let candidates = tidemark_evidence::rules::Candidates::of(
        observations,
        &[],
        tidemark_evidence::rules::Ageing::Applies,
        corpus.catalogue(),
    );
    let chosen = candidates.eligible[0].key.period.reference().unwrap();
    assert_eq!(chosen.whole_year(), Some(2022));
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

#[test]
fn a_part_stands_for_itself_where_its_whole_has_no_figure() {
    let table = table("indicators=nsp_sites&areas=XAE,XAE-EAST&periods=round:OBS/2022&totals=shown");
    assert_eq!(table.totals[0].coverage.counted, 1);
}

#[test]
fn regions_stay_before_places_however_rows_are_sorted() {
    let table = table("indicators=pwid_population_size&areas=XAA,XAB,world&sort=pwid_population_size");
    assert_eq!(names(&table)[0], "GLOBAL/WORLD");
}
