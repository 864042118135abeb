//! Cells that are refused, why, and where.

use std::collections::BTreeSet;

use tidemark_vocab::Message;

use super::*;
use crate::finding::QuantityError;

/// The name of the refusal's message with its span.
fn refused(text: &str, column: Column, legend: &Legend) -> (&'static str, usize, usize) {
    match read(text, column, legend) {
        Ok(parsed) => panic!("{text:?} is read as {}", told(&parsed)),
        Err(error) => (error.message().id, error.at().start, error.at().length),
    }
}

fn readings(text: &str, column: Column, legend: &Legend) -> Vec<String> {
    match read(text, column, legend) {
        Err(NotationError::Ambiguous { readings, .. }) => readings,
        other => panic!("{text:?} is not ambiguous: {other:?}"),
    }
}

#[test]
fn a_lost_tick_is_refused_and_not_read() {
    let legend = with_glyphs(Glyphs::three_may_be_tick());
    let told = |text| readings(text, Column::Availability, &legend);
    assert_eq!(told("31,254"), ["31254", "✓ 1254"]);
    assert_eq!(told("3814(11)"), ["3814", "✓ 814"]);
    assert_eq!(told("3 254"), ["3254", "✓ 254"]);
    assert_eq!(told("3"), ["3", "✓"]);
    assert_eq!(told("3[15]"), ["3", "✓"]);
    assert_eq!(
        refused(" 3814(11)", Column::Availability, &legend),
        ("notation-ambiguous", 1, 4)
    );
    let dingbats = with_glyphs(Glyphs::dingbats());
    assert_eq!(readings("7[15]", Column::Availability, &dingbats), ["7", "x"]);
    assert_eq!(readings("430", Column::Availability, &dingbats), ["430", "✓ 30"]);
}

#[test]
fn a_lost_reference_is_refused_and_not_read() {
    let legend = with_references(ReferenceMarks::Flattened { highest: 40 });
    let told = |text| readings(text, Column::Number, &legend);
    assert_eq!(told("72"), ["72", "7[2]"]);
    assert_eq!(told("125412"), ["125412", "1254[12]", "12541[2]"]);
    assert_eq!(
        refused("1,25412", Column::Number, &legend),
        ("notation-grouping", 0, 7)
    );
    assert_eq!(told("67.35"), ["67.35", "67.3[5]"]);
    assert_eq!(told("60–735"), ["735", "73[5]"]);
    assert_eq!(readings("✓ 30", Column::Availability, &legend), ["✓ 30", "✓[30]"]);
}

#[test]
fn undeclared_decimal_marks_are_ambiguous() {
    let legend = with_decimal(DecimalMark::Undeclared);
    assert_eq!(readings("1.254", Column::Number, &legend), ["1.254", "1254"]);
    assert_eq!(readings("1,254", Column::Number, &legend), ["1254", "1.254"]);
    assert_eq!(readings("12,5", Column::Number, &legend), ["12.5", "125"]);
}

#[test]
fn figures_with_two_readings() {
    assert_eq!(readings("100+", Column::Number, &clean()), ["≥ 100", "> 100"]);
    assert_eq!(
        readings("67 [60-73]", Column::Number, &clean()),
        ["[60]…[73]", "(60–73)"]
    );
}

#[test]
fn misprints_are_refused_where_they_stand() {
    let number = [
        ("x", "notation-unexpected", 0, 1),
        ("12,5", "notation-grouping", 0, 4),
        ("1,25", "notation-grouping", 0, 4),
        ("01", "notation-grouping", 0, 2),
        ("1,254 300", "notation-grouping", 0, 9),
        ("1.2.3", "notation-grouping", 0, 5),
        (".5", "notation-unexpected", 0, 1),
        ("5.", "notation-unexpected", 1, 1),
        ("5%", "notation-unexpected", 1, 1),
        ("5 *", "notation-unexpected", 2, 1),
        ("5?", "notation-unexpected", 1, 1),
        ("1\t254", "notation-unexpected", 2, 1),
        ("2018 254", "notation-unexpected", 5, 1),
        ("- 5", "notation-unexpected", 2, 1),
        ("--5", "notation-unexpected", 0, 1),
        ("60–", "notation-unfinished", 3, 0),
        ("<", "notation-unfinished", 1, 0),
        ("at least", "notation-unfinished", 8, 0),
        ("73–60", "notation-reversed-range", 0, 5),
        ("90 (60–73)", "notation-outside-range", 0, 10),
        (">10–20", "notation-bounded-range", 0, 6),
        ("67 (60–73", "notation-unclosed-bracket", 3, 1),
        ("67 (60", "notation-unclosed-bracket", 3, 1),
        ("67 (60)", "notation-unexpected", 6, 1),
        ("67 (", "notation-unclosed-bracket", 3, 1),
        ("67 [4", "notation-unclosed-bracket", 3, 1),
        ("67 [a]", "notation-unexpected", 4, 1),
        ("67 [0]", "notation-reference", 4, 1),
        ("67 [4.5]", "notation-reference", 4, 1),
        ("67 [70000]", "notation-reference", 4, 5),
        ("67 []", "notation-unexpected", 4, 1),
        ("(150)", "notation-unexpected", 4, 1),
        ("5.3 (4 in 3 cities)", "notation-unexpected", 10, 1),
        ("5.3 (4 in )", "notation-unexpected", 10, 1),
        ("5.3 in Dhaka", "notation-unexpected", 4, 1),
        ("5 (x in Gaza)", "notation-unexpected", 3, 1),
        ("123456789012345678901234567890", "notation-too-long", 0, 30),
        ("nothing", "notation-unexpected", 0, 1),
        ("٣", "notation-unexpected", 0, 1),
    ];
    for (text, id, start, length) in number {
        assert_eq!(
            refused(text, Column::Number, &clean()),
            (id, start, length),
            "{text:?}"
        );
    }
}

#[test]
fn availability_cells_are_refused_where_they_go_wrong() {
    let cells = [
        ("30[15](M,Q)", "notation-unknown-letter", 9, 1),
        ("30(M,M)", "notation-repeated-letter", 5, 1),
        ("30(m)", "notation-unknown-letter", 3, 1),
        ("30()", "notation-unexpected", 3, 1),
        ("30(M", "notation-unclosed-bracket", 2, 1),
        ("30(11)", "notation-unexpected", 3, 1),
        ("0[15]", "notation-sites", 0, 1),
        ("<5", "notation-sites", 0, 2),
        ("✓ 0", "notation-sites", 2, 1),
        ("3.5", "notation-sites", 0, 3),
        ("-5", "notation-sites", 0, 2),
        ("67%", "notation-unexpected", 2, 1),
        ("x 5", "notation-unexpected", 2, 1),
        ("x15", "notation-unexpected", 1, 1),
        ("x (M)", "notation-unexpected", 3, 1),
        ("✓✓", "notation-unexpected", 0, 1),
        ("maybe", "notation-unexpected", 0, 1),
        ("(M)", "notation-unexpected", 0, 1),
        ("✓[17–15]", "notation-reference", 2, 5),
    ];
    for (text, id, start, length) in cells {
        assert_eq!(
            refused(text, Column::Availability, &clean()),
            (id, start, length),
            "{text:?}"
        );
    }
}

#[test]
fn legends_that_cannot_be_read_by_are_refused() {
    assert_eq!(clean().with_word(" ", Meaning::No), Err(LegendError::EmptyWord));
    assert_eq!(
        clean().with_word("3", Meaning::Yes),
        Err(LegendError::Digit("3".to_owned()))
    );
    assert_eq!(
        clean().with_word("[x]", Meaning::No),
        Err(LegendError::Bracket("[x]".to_owned()))
    );
    let twice =
        [("M", "methadone"), ("D", "methadone")].map(|(letter, code)| (letter, code.parse().unwrap()));
    assert_eq!(
        Letters::new(twice),
        Err(LegendError::Repeated("methadone".to_owned()))
    );
}

/// Every refusal has its sentence, and every sentence its refusal.
#[test]
fn every_message_is_in_the_catalogue() {
    let catalogue = include_str!("../../../../../locales/en/notation.ftl");
    let long = "9".repeat(30);
    let cells = [
        "31,5,4",
        "x",
        "60–",
        "67 (",
        "100+",
        "0[1]",
        "73–60",
        "90 (60–73)",
        ">10–20",
        "67 [0]",
        "30(Q)",
        "30(M,M)",
        &long,
    ];
    let columns = [Column::Number, Column::Availability];
    let mut messages: Vec<Message> = columns
        .iter()
        .flat_map(|column| {
            cells
                .iter()
                .filter_map(|text| read(text, *column, &clean()).err())
        })
        .map(|error| error.message())
        .collect();
    let at = Span { start: 0, length: 0 };
    messages.push(
        NotationError::Impossible {
            at,
            reason: QuantityError::HalfRange,
        }
        .message(),
    );
    for message in &messages {
        for (name, _) in &message.args {
            assert!(catalogue.contains(&format!("${name} ")), "{name}");
        }
    }
    let said: BTreeSet<&str> = messages.iter().map(|message| message.id).collect();
    let written = catalogue.lines().filter_map(|line| line.split_once(" ="));
    let written: BTreeSet<&str> = written
        .map(|(id, _)| id)
        .filter(|id| id.starts_with("notation-"))
        .collect();
    assert_eq!(said, written);
}
