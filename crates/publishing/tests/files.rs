//! Files of tables of the small world: the same figures as on screen, and nothing blank.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};

use tidemark_evidence::query::{AreaSelector, Layout, PeriodSelector, Totals};
use tidemark_evidence::table::{Age, build};
use tidemark_evidence::{Corpus, MapCorpus, Quantity, Status, Table, TableQuery};
use tidemark_publishing::cite::{self, Citing};
use tidemark_publishing::display::FigureKind;
use tidemark_publishing::{Messages, TableView, Words, csv, json, text};
use tidemark_testkit::corpus;

/// Everything the small world holds, in one table.
fn everything(corpus: &MapCorpus) -> TableQuery {
    let catalogue = corpus.catalogue();
    let indicators = catalogue.indicator_order.clone();
    let mut areas: Vec<AreaSelector> = catalogue
        .places
        .keys()
        .cloned()
        .map(AreaSelector::Place)
        .collect();
    areas.push(AreaSelector::World);
    TableQuery::new(indicators, areas)
}

fn grouped(corpus: &MapCorpus) -> TableQuery {
    TableQuery {
        group: Some("OBS".parse().unwrap()),
        totals: Totals::Shown,
        ..everything(corpus)
    }
}

/// Few enough to be read by a person, and every sort of cell.
fn telling(corpus: &MapCorpus) -> TableQuery {
    let indicators = [
        "nsp_available",
        "pwid_population_size",
        "oat_available",
        "dp_executions",
        "dp_category",
    ];
    TableQuery {
        indicators: indicators.map(|code| code.parse().unwrap()).to_vec(),
        ..grouped(corpus)
    }
}

fn all_periods(corpus: &MapCorpus) -> TableQuery {
    let plain = everything(corpus);
    TableQuery {
        indicators: vec!["nsp_available".parse().unwrap()],
        periods: vec![PeriodSelector::All],
        layout: Layout::AreasPeriods,
        ..plain
    }
}

fn long_layout(corpus: &MapCorpus) -> TableQuery {
    TableQuery {
        layout: Layout::Long,
        periods: vec![PeriodSelector::All],
        ..everything(corpus)
    }
}

fn tables(corpus: &MapCorpus) -> Vec<Table> {
    [everything, grouped, all_periods, long_layout]
        .into_iter()
        .map(|query| build(&query(corpus), corpus).unwrap())
        .collect()
}

fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    ::csv::Reader::from_reader(bytes)
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn with_words<Answer>(corpus: &MapCorpus, ask: impl Fn(&Words<'_>) -> Answer) -> Answer {
    let messages = Messages::english();
    ask(&Words::new(corpus.catalogue(), &messages))
}

#[test]
fn the_small_world_shows_every_status_that_a_cell_can_have() {
    let corpus = corpus();
    let seen: BTreeSet<Status> = tables(&corpus)
        .iter()
        .flat_map(|table| &table.long)
        .map(|row| row.cell.status)
        .collect();
    for status in Status::ALL {
        let elsewhere = matches!(status, Status::Withdrawn | Status::NotAggregable);
        assert!(seen.contains(&status) || elsewhere, "{status}");
    }
}

#[test]
fn statuses_are_told_apart_by_sign_and_by_word() {
    let messages = Messages::english();
    let signs: BTreeSet<String> = Status::ALL
        .iter()
        .map(|status| messages.symbol(*status))
        .collect();
    let words: BTreeSet<String> = Status::ALL
        .iter()
        .map(|status| messages.status(*status))
        .collect();
    let meanings: BTreeSet<String> = Status::ALL
        .iter()
        .map(|status| messages.meaning(*status))
        .collect();
    for distinct in [signs, words, meanings] {
        assert_eq!(distinct.len(), Status::ALL.len());
    }
}

#[test]
fn no_cell_is_blank_and_a_missing_finding_is_never_a_zero() {
    let corpus = corpus();
    with_words(&corpus, |words| {
        for table in tables(&corpus) {
            let view = TableView::new(&table, words);
            for cell in view.cells() {
                assert!(!cell.text.trim().is_empty() && !cell.words.trim().is_empty());
                let figure = cell.status == Status::Value;
                assert!(
                    figure || !cell.text.contains('0') || cell.last.is_some() || cell.total.is_some(),
                    "{cell:?}"
                );
            }
        }
    });
}

#[test]
fn no_figure_is_blank_in_a_wide_csv() {
    const FIRST_FIGURE: usize = 3;
    const FIELDS_A_COLUMN: usize = 4;
    let corpus = corpus();
    with_words(&corpus, |words| {
        for table in tables(&corpus).iter().filter(|table| !table.columns.is_empty()) {
            let bytes = csv::wide(table, words);
            let lines: Vec<::csv::StringRecord> = ::csv::Reader::from_reader(&*bytes)
                .into_records()
                .collect::<Result<_, _>>()
                .unwrap();
            assert!(!lines.is_empty());
            for line in &lines {
                let figures = line.iter().skip(FIRST_FIGURE).step_by(FIELDS_A_COLUMN);
                let figures: Vec<&str> = figures.take(table.columns.len()).collect();
                assert_eq!(figures.len(), table.columns.len());
                assert!(figures.iter().all(|figure| !figure.is_empty()), "{line:?}");
            }
        }
    });
}

#[test]
fn long_csv_holds_every_cell_with_its_exact_figure() {
    let corpus = corpus();
    with_words(&corpus, |words| {
        for table in tables(&corpus) {
            let rows = rows(&csv::long(&table, words));
            let cells: Vec<_> = rows.iter().filter(|row| row["part"] == "cell").collect();
            let expected: Vec<_> = table.long.iter().filter(|row| row.cell.total.is_none()).collect();
            assert_eq!(cells.len(), expected.len());
            for (row, expected) in cells.iter().zip(expected) {
                assert_eq!(row["status"], expected.cell.status.as_str());
                assert_eq!(row["indicator"], expected.indicator.as_str());
                assert_eq!(row["area"], expected.area.to_string());
                assert_eq!(row["edition"], table.edition);
                let Some(shown) = &expected.cell.shown else {
                    assert_eq!((&*row["value"], &*row["source"]), ("", ""));
                    continue;
                };
                let quantity = shown.observation.finding.quantity();
                let value = quantity.and_then(Quantity::value).map(|value| value.to_string());
                if shown.age == Age::Old {
                    assert_eq!((&*row["value"], &*row["status"]), ("", "no_record"));
                    assert_eq!(row["last_status"], shown.observation.finding.status().as_str());
                    assert!(!row["last_period"].is_empty());
                } else if let Some(quantity) = quantity {
                    assert_eq!(row["value"], value.unwrap_or_default());
                    assert_eq!(row["bound"], quantity.bound().as_str());
                    let range = quantity
                        .range()
                        .map(|(low, high)| (low.to_string(), high.to_string()));
                    assert_eq!(
                        (row["low"].clone(), row["high"].clone()),
                        range.unwrap_or_default()
                    );
                }
                assert_eq!(row["source"], shown.observation.key.source.as_str());
            }
        }
    });
}

#[test]
fn no_observation_stands_twice_in_a_long_csv() {
    let corpus = corpus();
    with_words(&corpus, |words| {
        for table in tables(&corpus) {
            let mut seen = BTreeSet::new();
            for row in rows(&csv::long(&table, words)) {
                if row["source"].is_empty() || row["part"] == "published" {
                    continue;
                }
                let key = [
                    "indicator",
                    "area",
                    "reference",
                    "round",
                    "dimensions",
                    "reporter",
                    "source",
                ];
                let key: Vec<String> = key.iter().map(|column| row[*column].clone()).collect();
                assert!(seen.insert(key), "{row:?}");
            }
        }
    });
}

#[test]
fn the_json_says_what_the_long_csv_says() {
    let corpus = corpus();
    with_words(&corpus, |words| {
        let table = build(&long_layout(&corpus), &corpus).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&json::table(&table, words)).unwrap();
        let rows = rows(&csv::long(&table, words));
        let cells: Vec<_> = rows.iter().filter(|row| row["part"] == "cell").collect();
        let findings = document["findings"].as_array().unwrap();
        assert_eq!(findings.len(), cells.len());
        assert!(!cells.is_empty());
        for (finding, row) in findings.iter().zip(cells) {
            let cell = &finding["cell"];
            assert_eq!(cell["status"], *row["status"]);
            for field in ["value", "bound", "low", "high", "reporter", "source"] {
                let said = cell["finding"][field].as_str().unwrap_or_default();
                if cell["last"].is_null() {
                    assert_eq!(said, row[field], "{field}");
                }
            }
        }
    });
}

#[test]
fn the_codebook_explains_every_column_and_indicator() {
    let corpus = corpus();
    with_words(&corpus, |words| {
        for table in tables(&corpus) {
            let codebook = rows(&csv::codebook(&table, words));
            let explained: BTreeSet<(String, String)> = codebook
                .iter()
                .map(|row| (row["section"].clone(), row["code"].clone()))
                .collect();
            let has = |section: &str, code: &str| explained.contains(&(section.to_owned(), code.to_owned()));
            assert!(csv::COLUMNS.iter().all(|column| has("column", column)));
            for row in rows(&csv::long(&table, words)) {
                assert!(has("indicator", &row["indicator"]), "{}", row["indicator"]);
                assert!(has("status", &row["status"]));
                assert!(row["bound"].is_empty() || has("bound", &row["bound"]));
                assert!(row["reporter"].is_empty() || has("reporter", &row["reporter"]));
            }
        }
    });
}

#[test]
fn every_source_of_a_figure_is_listed() {
    let corpus = corpus();
    with_words(&corpus, |words| {
        for table in tables(&corpus) {
            let listed: BTreeSet<String> = rows(&csv::sources(&table, words))
                .iter()
                .map(|row| row["source"].clone())
                .collect();
            for row in rows(&csv::long(&table, words)) {
                let of_a_figure = row["source"].split(';').filter(|source| !source.is_empty());
                for source in of_a_figure {
                    assert!(listed.contains(source), "{row:?}");
                }
            }
        }
    });
}

#[test]
fn the_columns_of_the_long_csv_begin_as_promised() {
    assert_eq!(
        csv::COLUMNS[..11].join(","),
        "indicator,area,period,reporter,source,status,value,bound,low,high,unit"
    );
    let documented =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/downloads.md")).unwrap();
    for column in csv::COLUMNS
        .iter()
        .chain(&csv::CODEBOOK_COLUMNS)
        .chain(&csv::SOURCE_COLUMNS)
    {
        assert!(
            documented.contains(&format!("`{column}`")),
            "docs/downloads.md does not explain {column}"
        );
    }
}

#[test]
fn every_word_that_is_not_evidence_comes_from_the_messages() {
    let corpus = corpus();
    let pseudo = Messages::pseudo();
    let words = Words::new(corpus.catalogue(), &pseudo);
    let marked = |text: &str| text.starts_with('⟦') && text.ends_with('⟧');
    for table in tables(&corpus) {
        let view = TableView::new(&table, &words);
        assert!(marked(&view.title) && marked(&view.edition));
        assert!(view.legend.iter().all(|entry| marked(&entry.meaning)));
        assert!(view.remarks.iter().all(|remark| marked(remark)));
        for cell in view.cells().filter(|cell| cell.kind == FigureKind::Sign) {
            assert!(marked(&cell.text) && marked(&cell.words), "{cell:?}");
        }
        for cell in view.cells().filter(|cell| cell.last.is_some()) {
            assert!(marked(&cell.text), "{cell:?}");
        }
    }
}

#[test]
fn same_table_same_bytes() {
    let corpus = corpus();
    with_words(&corpus, |words| {
        let table = || build(&grouped(&corpus), &corpus).unwrap();
        assert_eq!(csv::long(&table(), words), csv::long(&table(), words));
        assert_eq!(json::table(&table(), words), json::table(&table(), words));
    });
}

#[test]
fn tables_as_plain_text() {
    let corpus = corpus();
    with_words(&corpus, |words| {
        let link = Some("https://observatory.example/tables?x");
        let table = build(&telling(&corpus), &corpus).unwrap();
        insta::assert_snapshot!("grouped", text::table(&table, link, words));
        let table = build(&all_periods(&corpus), &corpus).unwrap();
        insta::assert_snapshot!("periods", text::table(&table, None, words));
        let long = TableQuery {
            indicators: telling(&corpus).indicators,
            ..long_layout(&corpus)
        };
        let table = build(&long, &corpus).unwrap();
        insta::assert_snapshot!("long", text::table(&table, None, words));
    });
}

#[test]
fn tables_as_files() {
    let corpus = corpus();
    with_words(&corpus, |words| {
        let table = build(&telling(&corpus), &corpus).unwrap();
        let utf8 = |bytes| String::from_utf8(bytes).unwrap();
        insta::assert_snapshot!("long_csv", utf8(csv::long(&table, words)));
        insta::assert_snapshot!("wide_csv", utf8(csv::wide(&table, words)));
        insta::assert_snapshot!("sources_csv", utf8(csv::sources(&table, words)));
        let one_cell = TableQuery::new(
            vec!["nsp_available".parse().unwrap()],
            vec![AreaSelector::Place("XAE".parse().unwrap())],
        );
        let table = build(&one_cell, &corpus).unwrap();
        let mut document: serde_json::Value = serde_json::from_slice(&json::table(&table, words)).unwrap();
        // The codebook has a test of its own.
        assert!(!document["codebook"].take().as_array().unwrap().is_empty());
        insta::assert_json_snapshot!("json", document);
    });
}

#[test]
fn a_table_can_be_cited() {
    let corpus = corpus();
    with_words(&corpus, |words| {
        let table = build(&all_periods(&corpus), &corpus).unwrap();
        let citing = Citing {
            site: "Example Observatory",
            address: "https://observatory.example/tables?x",
            accessed: "2026-11-22",
        };
        insta::assert_snapshot!("citation", cite::table(&table, &citing, words));
    });
}
