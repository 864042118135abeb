//! Changes of definitions.

use super::support::copy;

const PATH: &str = "indicators/people.toml";
const LEVELS: &str = "  { from = \"5\", name.en = \"concentrated\" },\n]";
const WHOLE: &str = "{ from = 2014, reporter = \"AGENCY\", note.en = \"People in prison are counted.\", source = \"agency_2023\", locator = \"p. 3\" }";

/// The small world in which the definition of the prevalence changed so.
fn with(changes: &[&str]) -> super::support::Copy {
    let lines: Vec<String> = changes.iter().map(|change| format!("  {change},\n")).collect();
    let changes = format!("{LEVELS}\nredefinitions = [\n{}]", lines.concat());
    copy().replace(PATH, LEVELS, &changes)
}

#[test]
fn a_change_says_when_and_what_and_perhaps_whose_and_where_it_is_said() {
    let short = "{ from = 2018, note.en = \"Smokers are counted.\" }";
    let read = with(&[short, WHOLE]).read();
    assert_eq!(read.problems, []);
    let indicators = read.dataset.unwrap().catalogue.indicators;
    let changes = &indicators["pwid_hiv_prevalence"].redefinitions;
    let told: Vec<(i16, Option<&str>, &str, Option<&str>)> = changes
        .iter()
        .map(|change| {
            let reporter = change.reporter.as_ref().map(tidemark_vocab::ReporterCode::as_str);
            let locator = change.ground.as_ref().map(|ground| ground.locator.as_str());
            (change.from, reporter, change.note.get("en"), locator)
        })
        .collect();
    let expected = [
        (
            2014,
            Some("AGENCY"),
            "People in prison are counted.",
            Some("p. 3"),
        ),
        (2018, None, "Smokers are counted.", None),
    ];
    assert_eq!(told, expected, "in order of year");
}

#[test]
fn a_change_needs_its_year_and_its_note() {
    let line = copy().line(PATH, LEVELS) + 3;
    let at = |change: &str| with(&[change]).problems();
    let missing = [format!("{PATH}:{line} check-missing-field")];
    for (from, to) in [
        ("from = 2014, ", ""),
        (", note.en = \"People in prison are counted.\"", ""),
        ("People in prison are counted.", ""),
        ("note.en", "note.fr"),
        (", locator = \"p. 3\"", ""),
        (", source = \"agency_2023\"", ""),
        ("p. 3", ""),
    ] {
        assert_eq!(at(&WHOLE.replace(from, to)), missing, "{to} for {from}");
    }
}

#[test]
fn a_year_is_one_that_figures_can_be_of() {
    for year in ["1899", "2101", "-5", "20140", "99999999999"] {
        let change = WHOLE.replace("2014", year);
        with(&[&change]).breaks(PATH, &change, "malformed");
    }
    let change = WHOLE.replace("2014", "\"2014\"");
    with(&[&change]).breaks(PATH, &change, "wrong-type");
}

#[test]
fn who_and_where_are_declared() {
    for (from, to, id) in [
        ("AGENCY", "AGENCIES", "unknown"),
        ("AGENCY", "agency", "malformed"),
        ("agency_2023", "agency_2032", "unknown"),
        ("reporter", "by", "unknown-key"),
    ] {
        let change = WHOLE.replace(from, to);
        with(&[&change]).breaks(PATH, &change, id);
    }
}

#[test]
fn a_change_of_one_year_and_reporter_is_told_once() {
    let again = WHOLE.replace("People in prison", "Prisoners");
    with(&[WHOLE, &again]).breaks(PATH, &again, "duplicate");
    let of_all = "{ from = 2014, note.en = \"Smokers are counted.\" }";
    let of_all_again = "{ from = 2014, note.en = \"Smokers count.\" }";
    with(&[of_all, of_all_again]).breaks(PATH, of_all_again, "duplicate");
    let of_another = WHOLE.replace("AGENCY", "OBS");
    assert_eq!(with(&[WHOLE, of_all, &of_another]).problems(), [""; 0]);
}
