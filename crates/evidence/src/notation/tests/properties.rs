//! What holds for every cell and every text.

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use tidemark_vocab::{Decimal, LevelCode};

use super::*;
use crate::finding::{Bound, Quantity};

fn decimal() -> impl Strategy<Value = Decimal> + Clone {
    let digits = (0_u64..2_000_000_000, 0_u32..4).prop_map(|(whole, decimals)| match decimals {
        0 => whole.to_string(),
        n => format!(
            "{}.{:0width$}",
            whole / 1000,
            whole % 10_u64.pow(n),
            width = n as usize
        ),
    });
    (digits, prop::bool::weighted(0.1))
        .prop_map(|(digits, below)| {
            let some = digits.bytes().any(|b| (b'1'..=b'9').contains(&b));
            if below && some {
                format!("-{digits}")
            } else {
                digits
            }
        })
        .prop_map(|text| text.parse().unwrap())
}

fn bound() -> impl Strategy<Value = Bound> {
    prop::sample::select(Bound::ALL.to_vec())
}

fn quantity(number: impl Strategy<Value = Decimal> + Clone) -> impl Strategy<Value = Quantity> {
    let three = (number.clone(), number.clone(), number).prop_map(|(a, b, c)| {
        let mut sorted = [a, b, c];
        sorted.sort();
        sorted
    });
    (three, bound(), 0..3).prop_map(|([low, value, high], bound, shape)| match shape {
        0 => Quantity::bounded(bound, value),
        1 => Quantity::new(Some(value), bound, Some(low), Some(high)).unwrap(),
        _ => {
            let bound = if bound == Bound::Approximately {
                bound
            } else {
                Bound::Exact
            };
            Quantity::new(None, bound, Some(low), Some(high)).unwrap()
        }
    })
}

fn references() -> impl Strategy<Value = Vec<u16>> {
    btree_set(1..=u16::MAX, 0..4)
        .prop_map(|set| set.into_iter().collect::<Vec<_>>())
        .prop_shuffle()
}

fn sign() -> impl Strategy<Value = UnitSign> {
    prop::sample::select(vec![UnitSign::Unsigned, UnitSign::Percent])
}

fn unknown() -> impl Strategy<Value = Finding> {
    prop::sample::select(vec![
        Finding::NotKnown,
        Finding::NotApplicable,
        Finding::Confidential,
    ])
}

fn place() -> impl Strategy<Value = Role> {
    "[A-ZÀ-ÖБ-Яب-ي][a-zà-ö'’.\\-]{0,8}( [a-zA-Z\u{200c}]{1,6}b){0,2}"
        .prop_map(|name| Role::Exception(name.parse().unwrap()))
}

fn part(role: Role, finding: Finding, references: Vec<u16>, sign: UnitSign) -> Part {
    Part {
        role,
        finding,
        references,
        sign,
    }
}

fn figure(role: impl Strategy<Value = Role>) -> impl Strategy<Value = Part> {
    let known = (quantity(decimal()), sign()).prop_map(|(q, sign)| (Finding::Quantity(q), sign));
    let finding = prop_oneof![4 => known, 1 => unknown().prop_map(|f| (f, UnitSign::Unsigned))];
    (role, finding, references())
        .prop_map(|(role, (finding, sign), references)| part(role, finding, references, sign))
}

fn answer(
    role: impl Strategy<Value = Role>,
    finding: impl Strategy<Value = Finding>,
) -> impl Strategy<Value = Part> {
    (role, finding, references())
        .prop_map(|(role, finding, references)| part(role, finding, references, UnitSign::Unsigned))
}

fn figures() -> impl Strategy<Value = Cell> {
    (figure(Just(Role::Head)), vec(figure(place()), 0..3))
        .prop_map(|(head, rest)| Cell::new([vec![head], rest].concat()).unwrap())
}

fn yes_or_no() -> impl Strategy<Value = Finding> {
    prop_oneof![Just(Finding::Yes), Just(Finding::No), unknown()]
}

fn companions() -> impl Strategy<Value = Vec<Part>> {
    let whole = (1_u32..5_000_000).prop_map(Decimal::from);
    let count = quantity(whole).prop_map(Finding::Quantity);
    let codes = btree_set(
        prop::sample::select(
            letters()
                .iter()
                .map(|(_, code)| code.clone())
                .collect::<Vec<LevelCode>>(),
        ),
        1..4,
    )
    .prop_map(|set| Finding::Codes(set.into_iter().collect()));
    (
        prop::option::of(answer(Just(Role::Sites), count)),
        prop::option::of(answer(Just(Role::Medicines), codes)),
    )
        .prop_map(|(sites, medicines)| sites.into_iter().chain(medicines).collect())
}

fn availability() -> impl Strategy<Value = Cell> {
    let head = (answer(Just(Role::Head), yes_or_no()), companions(), any::<bool>());
    (head, vec(answer(place(), yes_or_no()), 0..3)).prop_map(|((mut head, mut rest, shared), exceptions)| {
        if head.finding != Finding::Yes {
            rest.clear();
        }
        if let Some(sites) = rest.first().filter(|_| shared) {
            head.references.clone_from(&sites.references);
        }
        Cell::new([vec![head], rest, exceptions].concat()).unwrap()
    })
}

fn style() -> impl Strategy<Value = Style> {
    prop::sample::select(NumberStyle::ALL.to_vec()).prop_map(|numbers| Style {
        numbers,
        letters: letters(),
    })
}

fn read_back(cell: &Cell, style: &Style, column: Column) -> Result<(), TestCaseError> {
    let text = print(cell, style).unwrap();
    let legend = style.legend();
    let parsed =
        read(&text, column, &legend).map_err(|error| TestCaseError::fail(format!("{text:?}: {error}")))?;
    prop_assert_eq!(&parsed.cell, cell, "{}", text);
    prop_assert_eq!(print(&parsed.cell, style).unwrap(), text, "digits are kept");
    Ok(())
}

/// Texts made of what cells are made of, which come further than arbitrary ones.
fn scraps() -> impl Strategy<Value = String> {
    let scraps = [
        "30",
        "3",
        "1,254",
        "0.5",
        "[15]",
        "[",
        "]",
        "(",
        ")",
        "(M,B)",
        "✓",
        "x",
        "nk",
        "–",
        "-",
        "%",
        " ",
        "\u{a0}",
        "<",
        "≥",
        "circa",
        "in",
        "Dhaka",
        ",",
        ";",
        "²",
        "\u{200b}",
        "\u{feff}",
        "to",
        "+",
        "１",
        "'",
        ".",
        "é",
        "(5.3 in Dhaka)",
    ];
    vec(prop::sample::select(scraps.to_vec()), 0..9).prop_map(|parts| parts.concat())
}

fn any_legend() -> impl Strategy<Value = Legend> {
    let decimals = vec![DecimalMark::Point, DecimalMark::Comma, DecimalMark::Undeclared];
    let glyphs = vec![Glyphs::Separate, Glyphs::three_may_be_tick(), Glyphs::dingbats()];
    let marks = vec![
        ReferenceMarks::Bracketed,
        ReferenceMarks::Parenthesised,
        ReferenceMarks::Flattened { highest: 300 },
    ];
    (
        prop::sample::select(decimals),
        prop::sample::select(glyphs),
        prop::sample::select(marks),
    )
        .prop_map(|(decimal, glyphs, marks)| Legend::new(decimal, glyphs, marks, letters()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_read_back(cell in figures(), style in style()) {
        read_back(&cell, &style, Column::Percentage)?;
    }

    #[test]
    fn availability_reads_back(cell in availability(), style in style()) {
        read_back(&cell, &style, Column::Availability)?;
    }

    #[test]
    fn any_text_is_read_or_refused_within_itself(
        text in prop_oneof![any::<String>(), scraps()],
        legend in any_legend(),
        column in prop::sample::select(vec![Column::Availability, Column::Percentage, Column::Number]),
    ) {
        let length = text.chars().count();
        match read(&text, column, &legend) {
            Ok(parsed) => {
                for (_, span) in parsed.iter() {
                    prop_assert!(span.length > 0 && span.start + span.length <= length, "{:?}", span);
                }
                let style = Style { numbers: NumberStyle::Comma, letters: letters() };
                read_back(&parsed.cell, &style, column)?;
            }
            Err(error) => {
                let at = error.at();
                prop_assert!(at.start + at.length <= length, "{:?} of {}", at, length);
                prop_assert!(at.length > 0 || at.start == length, "{:?}", at);
            }
        }
    }

    #[test]
    fn quantity_text_is_canonical(quantity in quantity(decimal())) {
        let style = Style { numbers: NumberStyle::Plain, letters: letters() };
        let parsed = read(&quantity_text(&quantity), Column::Number, &style.legend()).unwrap();
        prop_assert_eq!(parsed.cell.parts()[0].finding.quantity(), Some(&quantity));
    }
}

#[test]
fn quantities_are_printed_like_this() {
    let printed = |text: &str| {
        let parsed = read(text, Column::Number, &clean()).unwrap();
        quantity_text(parsed.cell.parts()[0].finding.quantity().unwrap())
    };
    for text in [
        "30",
        "4.50",
        "≥ 91",
        "> 418",
        "≤ 5",
        "< 1",
        "~90",
        "67 (60.9–73.1)",
        "62.6–73",
        "~10–20",
        "−5 – −3",
    ] {
        assert_eq!(printed(text), text);
    }
}

#[test]
fn canonical_cells_are_printed_like_this() {
    let style = Style {
        numbers: NumberStyle::Comma,
        letters: letters(),
    };
    let cells = [
        (Column::Availability, "30 [15] ( O, M,B)", "30[15](B,M,O)"),
        (Column::Availability, "✓[3] 1254[4] (M)", "✓[3] 1,254[4](M)"),
        (Column::Availability, "yes (M)", "✓ (M)"),
        (Column::Availability, "✗ [15] [16]", "x[15,16]"),
        (
            Column::Percentage,
            "1.1 % (5.3 in Dhaka, nk in Sylhet)",
            "1.1% (5.3 in Dhaka; nk in Sylhet)",
        ),
        (Column::Percentage, "67%[4] (60.9 - 73.1)", "67% (60.9–73.1%)[4]"),
        (Column::Number, "--", ""),
    ];
    for (column, text, wanted) in cells {
        let parsed = read(text, column, &clean()).unwrap();
        assert_eq!(print(&parsed.cell, &style).unwrap(), wanted, "{text}");
    }
}
