//! Totals: what they cover, what they refuse, what stands beside them.

use super::*;

/// Places by yes and no.
fn yes_no(yes: usize, no: usize) -> Vec<AnswerCount> {
    vec![
        AnswerCount {
            answer: Answer::Yes,
            places: yes,
        },
        AnswerCount {
            answer: Answer::No,
            places: no,
        },
    ]
}

#[test]
fn a_list_is_not_a_count() {
    let total = total("indicators=nsp_available&areas=scheme:OBS&totals=shown", 0);
    assert!(matches!(&total.figure, TotalFigure::Refused(why) if why.id == "total-refused-partial-list"));
    assert_eq!(total.tally, Some(yes_no(2, 1)));
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
    assert_eq!(total.figure, TotalFigure::Count(yes_no(2, 1)));
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
fn a_part_stands_for_itself_where_its_whole_has_no_figure() {
    let table = table("indicators=nsp_sites&areas=XAE,XAE-EAST&periods=round:OBS/2022&totals=shown");
    assert_eq!(table.totals[0].coverage.counted, 1);
}
