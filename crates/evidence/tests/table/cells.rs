//! Which figure a cell shows, and what else it says.

use super::*;

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
fn regions_stay_before_places_however_rows_are_sorted() {
    let table = table("indicators=pwid_population_size&areas=XAA,XAB,world&sort=pwid_population_size");
    assert_eq!(names(&table)[0], "GLOBAL/WORLD");
}
