//! Cells that are read, and what they say.

use super::*;

#[track_caller]
fn says(cells: &[(&str, &str)], column: Column, legend: &Legend) {
    for (text, wanted) in cells {
        let parsed =
            read(text, column, legend).unwrap_or_else(|error| panic!("{text:?} is refused: {error}"));
        assert_eq!(told(&parsed), *wanted, "{text:?}");
        assert_eq!(parsed.spans.len(), parsed.cell.parts().len());
    }
}

#[test]
fn availability_with_sites_and_medicines() {
    says(
        &[
            (
                "30[15](M,B,O)",
                "yes [15] | sites 30 [15] | medicines buprenorphine+methadone+other",
            ),
            (
                "30 [15] (M, B, O)",
                "yes [15] | sites 30 [15] | medicines buprenorphine+methadone+other",
            ),
            ("30(M)[16]", "yes | sites 30 | medicines methadone [16]"),
            ("✓", "yes"),
            ("✔\u{fe0f}", "yes"),
            ("Yes", "yes"),
            ("✓ 30", "yes | sites 30"),
            ("✓30", "yes | sites 30"),
            ("✓[3] 30[4]", "yes [3] | sites 30 [4]"),
            ("✓[3] (M)", "yes [3] | medicines methadone"),
            (
                "✓ (BN, TN)",
                "yes | medicines buprenorphine_naloxone+take_home_naloxone",
            ),
            ("✓(M/B;H)", "yes | medicines buprenorphine+heroin+methadone"),
            ("1,254", "yes | sites 1254"),
            ("31,254", "yes | sites 31254"),
            (">418", "yes | sites > 418"),
            ("~30[2]", "yes [2] | sites ~30 [2]"),
            ("10–15", "yes | sites 10–15"),
            ("✓ <5", "yes | sites < 5"),
            ("30¹⁵,¹⁶", "yes [15, 16] | sites 30 [15, 16]"),
            ("✓[15–17]", "yes [15, 16, 17]"),
            ("✓ (x in Gaza)", "yes | in Gaza: no"),
            (
                "30 (M) (no[4] in Crimea; nk in Sevastopol[5])",
                "yes | sites 30 | medicines methadone | in Crimea: no [4] | in Sevastopol: not_known [5]",
            ),
        ],
        Column::Availability,
        &clean(),
    );
}

#[test]
fn not_available_and_the_ways_of_not_knowing() {
    let cells = [
        ("x[15,16]", "no [15, 16]"),
        ("X [15] [16]", "no [15, 16]"),
        ("✗", "no"),
        ("×", "no"),
        ("no", "no"),
        ("nk", "not_known"),
        ("NK[3]", "not_known [3]"),
        ("n/k", "not_known"),
        ("not\u{a0}known", "not_known"),
        ("?", "not_known"),
        ("n/a", "not_applicable"),
        ("confidential", "confidential"),
    ];
    says(&cells, Column::Availability, &clean());
    says(
        &[
            ("nk", "not_known"),
            ("?[2]", "not_known [2]"),
            ("n/a", "not_applicable"),
        ],
        Column::Number,
        &clean(),
    );
}

#[test]
fn a_dash_is_no_entry_and_makes_no_observation() {
    for text in [
        "",
        " ",
        "-",
        "--",
        "–",
        "—",
        "−",
        " ‐ ",
        "---",
        "..",
        "…",
        "\u{feff}",
        "\u{200b}–\u{a0}",
    ] {
        for column in [Column::Availability, Column::Percentage, Column::Number] {
            let parsed = read(text, column, &clean()).unwrap();
            assert!(parsed.cell.is_empty(), "{text:?}");
        }
    }
}

#[test]
fn a_legend_may_give_a_dash_another_meaning() {
    let legend = clean().with_word("–", Meaning::NotKnown).unwrap();
    says(
        &[("–", "not_known"), ("-", "not_known"), ("—[7]", "not_known [7]")],
        Column::Number,
        &legend,
    );
    let ticked = clean().with_word("\u{f0fc}", Meaning::Yes).unwrap();
    says(
        &[("\u{f0fc} 814[11]", "yes | sites 814 [11]")],
        Column::Availability,
        &ticked,
    );
}

#[test]
fn figures_ranges_and_bounds() {
    says(
        &[
            ("67 (60.9–73.1)", "67 (60.9–73.1)"),
            ("67[4] (60.9–73.1)[5]", "67 (60.9–73.1) [4, 5]"),
            ("0.0–0.67", "0.0–0.67"),
            ("(150-240)", "150–240"),
            ("60 to 73", "60–73"),
            ("<1%", "< 1%"),
            ("< 1 %", "< 1%"),
            ("＜１％", "< 1%"),
            (">50", "> 50"),
            ("≥91", "≥ 91"),
            (">= 91", "≥ 91"),
            ("=>91", "≥ 91"),
            ("at least 91[3]", "≥ 91 [3]"),
            ("more than 1,000", "> 1000"),
            ("Over 50%", "> 50%"),
            ("up to 5", "≤ 5"),
            ("≤5", "≤ 5"),
            ("less than 1%", "< 1%"),
            ("under 5", "< 5"),
            ("circa 90%", "~90%"),
            ("c. 90", "~90"),
            ("c90", "~90"),
            ("~90", "~90"),
            ("≈90", "~90"),
            ("approx. 90", "~90"),
            ("about 10–20%", "~10–20%"),
            ("60.9%–73.1%", "60.9–73.1%"),
            ("4.50", "4.50"),
            ("-5", "−5"),
            ("−5 – −3", "−5 – −3"),
            ("12²", "12 [2]"),
            ("12 [2;3]", "12 [2, 3]"),
        ],
        Column::Percentage,
        &clean(),
    );
}

#[test]
fn exceptions_for_a_part_of_the_place() {
    says(
        &[
            ("1.1 (5.3 in Dhaka)", "1.1 | in Dhaka: 5.3"),
            ("1.1%[2] (5.3%[3] in Dhaka)", "1.1% [2] | in Dhaka: 5.3% [3]"),
            (
                "1.1 (0.9–1.3) (5.3 (4–6) in Dhaka[3], 2.0 in Cox’s Bazar)",
                "1.1 (0.9–1.3) | in Dhaka: 5.3 (4–6) [3] | in Cox’s Bazar: 2.0",
            ),
            ("nk (5.3 in Dhaka)", "not_known | in Dhaka: 5.3"),
            (
                "1.1 (nk in St. John-by-the-Sea)",
                "1.1 | in St. John-by-the-Sea: not_known",
            ),
        ],
        Column::Percentage,
        &clean(),
    );
}

#[test]
fn thousands_are_read_with_every_separator() {
    for text in [
        "1254",
        "1,254",
        "1 254",
        "1\u{a0}254",
        "1\u{2009}254",
        "1\u{202f}254",
        "1'254",
        "1’254",
        "\u{feff}1,254\t",
        "1\u{200b}254",
        "１，２５４",
    ] {
        assert_eq!(
            told(&read(text, Column::Number, &clean()).unwrap()),
            "1254",
            "{text:?}"
        );
    }
    let point = [
        ("1.254", "1.254"),
        ("1,254,300.5", "1254300.5"),
        ("12 345 678", "12345678"),
    ];
    says(&point, Column::Number, &clean());
    let comma = [
        ("1.254", "1254"),
        ("1,254", "1.254"),
        ("12,5", "12.5"),
        ("1 254,5", "1254.5"),
        ("1.254.300,50", "1254300.50"),
    ];
    says(&comma, Column::Number, &with_decimal(DecimalMark::Comma));
    let alone = [
        ("1,254,300", "1254300"),
        ("1.254.300", "1254300"),
        ("1,254.5", "1254.5"),
        ("1.254,5", "1254.5"),
        ("0.254", "0.254"),
        ("67.3", "67.3"),
    ];
    says(&alone, Column::Number, &with_decimal(DecimalMark::Undeclared));
}

#[test]
fn every_dash_makes_a_range() {
    for dash in ['-', '‐', '‑', '‒', '–', '—', '−', '﹣', '－'] {
        for text in [
            format!("60{dash}73"),
            format!("60 {dash} 73"),
            format!("60\u{a0}{dash}\u{2009}73"),
        ] {
            assert_eq!(
                told(&read(&text, Column::Number, &clean()).unwrap()),
                "60–73",
                "{text:?}"
            );
        }
    }
}

#[test]
fn a_lost_tick_does_not_hide_what_has_one_reading() {
    let legend = with_glyphs(Glyphs::three_may_be_tick());
    let cells = [
        (
            "30[15](M,B,O)",
            "yes [15] | sites 30 [15] | medicines buprenorphine+methadone+other",
        ),
        ("814[11]", "yes [11] | sites 814 [11]"),
        ("300", "yes | sites 300"),
        ("✓ 31", "yes | sites 31"),
        ("x[3]", "no [3]"),
    ];
    says(&cells, Column::Availability, &legend);
    says(&[("31,254", "31254"), ("3", "3")], Column::Number, &legend);
}

#[test]
fn lost_references_do_not_hide_what_has_one_reading() {
    let references = ReferenceMarks::Flattened { highest: 40 };
    let legend = with_references(references);
    let cells = [
        ("7", "7"),
        ("72%", "72%"),
        ("1,254", "1254"),
        ("67.3", "67.3"),
        ("70", "70"),
        ("99", "99"),
    ];
    says(&cells[..5], Column::Percentage, &legend);
    assert!(read("99", Column::Number, &legend).is_err());
    says(&[("60 (55–72)", "60 (55–72)")], Column::Number, &legend);
}

#[test]
fn references_in_round_brackets_where_the_legend_says_so() {
    let legend = with_references(ReferenceMarks::Parenthesised);
    says(
        &[
            ("814(11)", "yes [11] | sites 814 [11]"),
            ("x (15, 16)", "no [15, 16]"),
        ],
        Column::Availability,
        &legend,
    );
    says(
        &[("67 (11) (60.9–73.1)", "67 (60.9–73.1) [11]")],
        Column::Number,
        &legend,
    );
}

#[test]
fn parts_say_where_they_stand() {
    let parsed = read("  30[15] (M,B,O)", Column::Availability, &clean()).unwrap();
    let places: Vec<(usize, usize)> = parsed.iter().map(|(_, span)| (span.start, span.length)).collect();
    assert_eq!(places, [(2, 2), (2, 2), (9, 7)]);
    let parsed = read("\u{feff}1.1 (5.3 in Dhaka)", Column::Number, &clean()).unwrap();
    let places: Vec<(usize, usize)> = parsed.iter().map(|(_, span)| (span.start, span.length)).collect();
    assert_eq!(places, [(1, 3), (6, 12)]);
}
