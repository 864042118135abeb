//! What is written is read back with another reader.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use tidemark_evidence::Corpus;

use super::book::{Book, Shape, Value};
use crate::{Messages, Words};

/// A workbook of one sheet of one column, whose head is its name.
fn column(name: &str, values: Vec<Value>) -> Xlsx<Cursor<Vec<u8>>> {
    let corpus = tidemark_testkit::corpus();
    let messages = Messages::english();
    let words = Words::new(corpus.catalogue(), &messages);
    let mut book = Book::new("A title", &words).unwrap();
    let shape = Shape {
        above: Vec::new(),
        heads: vec![Value::Strong("head".to_owned())],
        widths: vec![10.0],
        fixed: 0,
        is_filtered: true,
    };
    let rows = values.into_iter().map(|value| vec![value]);
    book.sheet(name, &shape, rows).unwrap();
    book.sheet(name, &shape, Vec::new()).unwrap();
    Xlsx::new(Cursor::new(book.finish().unwrap())).unwrap()
}

fn read(values: Vec<Value>) -> Vec<Data> {
    let mut workbook = column("Sheet", values);
    let formulas = workbook.worksheet_formula("Sheet").unwrap();
    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()));
    let cells = workbook.worksheet_range("Sheet").unwrap();
    cells.rows().skip(1).map(|row| row[0].clone()).collect()
}

#[test]
fn a_text_is_never_a_formula_nor_a_number() {
    let texts = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "=HYPERLINK(\"https://a.example\")",
        "91",
        "1e5",
        "TRUE",
        "<b>&\"'</b>",
        " spaces ",
        "two\nlines",
        "https://a.example/",
        "_x0041_",
    ];
    let read = read(texts.map(|text| Value::Text(text.to_owned())).to_vec());
    assert_eq!(read, texts.map(|text| Data::String(text.to_owned())));
}

#[test]
fn a_number_keeps_its_digits_or_stays_a_text() {
    let digits = [
        "0",
        "4.50",
        "-12.5",
        "999999999999999",
        "1000000000000000",
        "0.000000000000001",
        "0.0000000000000001",
        "high=3;low=2",
    ];
    let read = read(digits.map(Value::digits).to_vec());
    let expected = [
        Data::Float(0.0),
        Data::Float(4.5),
        Data::Float(-12.5),
        Data::Float(999_999_999_999_999.0),
        Data::String("1000000000000000".to_owned()),
        Data::Float(0.000_000_000_000_001),
        Data::String("0.0000000000000001".to_owned()),
        Data::String("high=3;low=2".to_owned()),
    ];
    assert_eq!(read, expected);
}

proptest::proptest! {
    #[test]
    fn a_number_is_the_nearest_to_its_decimal(digits in -999_999_999_999_999_i64..=999_999_999_999_999, decimals in 0_u32..=15) {
        let decimal = tidemark_vocab::Decimal::from_parts(digits.into(), decimals).unwrap();
        let nearest: f64 = decimal.to_string().parse().unwrap();
        proptest::prop_assert_eq!(super::book::kept(decimal), Some(nearest));
    }
}

#[test]
fn a_text_that_no_cell_can_hold_says_that_there_is_more() {
    let long = "é".repeat(40_000);
    let read = read(vec![Value::Text(long)]);
    let Data::String(text) = &read[0] else {
        panic!("{read:?}")
    };
    assert_eq!(text.chars().count(), 32_767);
    assert!(text.ends_with("é…"));
}

#[test]
fn sheets_have_names_that_spreadsheets_allow_and_no_two_the_same() {
    let names = |wanted: &str| column(wanted, Vec::new()).sheet_names();
    assert_eq!(names("a/b[c]:'"), ["abc", "abc 2"]);
    assert_eq!(names("'"), [" 2", " 3"]);
    let long = "n".repeat(40);
    for name in names(&long) {
        assert!(name.chars().count() <= 31, "{name}");
    }
}
