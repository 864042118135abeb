//! The levels that documents set for figures.

use super::support::copy;

const PATH: &str = "indicators/people.toml";
const FIRST: &str = "  { name.en = \"low\" },\n";
const SECOND: &str = "  { from = \"5\", name.en = \"concentrated\" },\n";

/// The small world with other levels breaks on the line of `spot`.
#[track_caller]
fn breaks(from: &str, to: &str, spot: &str, id: &str) {
    copy().replace(PATH, from, to).breaks(PATH, spot, id);
}

#[test]
fn levels_follow_one_another_and_leave_no_figure_out() {
    let bands = "thresholds.bands";
    let third = |from: &str| format!("{SECOND}  {{ from = \"{from}\", name.en = \"generalized\" }},\n");
    for broken in [
        (FIRST, ""),
        (SECOND, ""),
        (FIRST, "  { from = \"0\", name.en = \"low\" },\n"),
        (SECOND, "  { name.en = \"concentrated\" },\n"),
        (SECOND, &third("5")),
        (SECOND, &third("4.9")),
    ] {
        breaks(broken.0, broken.1, bands, "unfit-bands");
    }
    assert_eq!(copy().replace(PATH, SECOND, &third("15")).problems(), [""; 0]);
}

#[test]
fn levels_are_read_like_everything_else() {
    breaks("{ from = \"5\"", "{ from = \"5%\"", "5%", "malformed");
    breaks("{ from = \"5\"", "{ from = \"5.0.\"", "5.0.", "malformed");
    breaks(
        "{ from = \"5\"",
        "{ from = \"5\", to = \"9\"",
        "to = ",
        "unknown-key",
    );
    breaks(
        "source = \"agency_2023\"\nthresholds",
        "source = \"agency_2032\"\nthresholds",
        "agency_2032",
        "unknown",
    );
}

#[test]
fn only_numbers_have_levels() {
    let text = "aggregation.reason.en = \"Words cannot be added.\"";
    let levels = "thresholds = { source = \"agency_2023\", locator = \"box 2\", bands = [{ name.en = \"low\" }, { from = \"5\", name.en = \"high\" }] }";
    breaks(text, &format!("{text}\n{levels}"), "thresholds = ", "misplaced");
}
