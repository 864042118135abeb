//! Tables of the small world as workbooks, Markdown, LaTeX, parts of pages and citations: the same figures as on screen, and nothing blank.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use tidemark_evidence::query::{AreaSelector, Layout, PeriodSelector, Totals};
use tidemark_evidence::table::build;
use tidemark_evidence::{Corpus, MapCorpus, Table, TableQuery};
use tidemark_publishing::cite::{self, Citing};
use tidemark_publishing::{Messages, TableView, Words, csv, fragment, json, latex, markdown, xlsx};
use tidemark_testkit::corpus;

const CITING: Citing<'static> = Citing {
    site: "Example Observatory",
    address: "https://observatory.example/en/tables?indicators=nsp_available&areas=XAA",
    accessed: "2026-11-22",
};

/// Everything the small world holds, grouped, with totals.
fn grouped(corpus: &MapCorpus) -> TableQuery {
    let catalogue = corpus.catalogue();
    let places = catalogue.places.keys().cloned().map(AreaSelector::Place);
    let areas = places.chain([AreaSelector::World]).collect();
    TableQuery {
        group: Some("OBS".parse().unwrap()),
        totals: Totals::Shown,
        ..TableQuery::new(catalogue.indicator_order.clone(), areas)
    }
}

/// Few enough to be read by a person, and every sort of cell.
fn telling(corpus: &MapCorpus) -> TableQuery {
    let indicators = [
        "nsp_available",
        "pwid_population_size",
        "dp_executions",
        "dp_category",
    ];
    TableQuery {
        indicators: indicators.map(|code| code.parse().unwrap()).to_vec(),
        ..grouped(corpus)
    }
}

fn periods(corpus: &MapCorpus) -> TableQuery {
    TableQuery {
        indicators: vec!["nsp_sites".parse().unwrap()],
        periods: vec![PeriodSelector::All],
        layout: Layout::AreasPeriods,
        group: None,
        ..grouped(corpus)
    }
}

fn long(corpus: &MapCorpus) -> TableQuery {
    TableQuery {
        layout: Layout::Long,
        periods: vec![PeriodSelector::All],
        group: None,
        totals: Totals::Hidden,
        ..grouped(corpus)
    }
}

fn tables(corpus: &MapCorpus) -> Vec<Table> {
    [grouped, telling, periods, long]
        .into_iter()
        .map(|query| build(&query(corpus), corpus).unwrap())
        .collect()
}

fn told(ask: impl Fn(&MapCorpus, &Words<'_>)) {
    let corpus = corpus();
    let messages = Messages::english();
    ask(&corpus, &Words::new(corpus.catalogue(), &messages));
}

fn sheet(bytes: Vec<u8>, name: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range(name).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// A cell of a sheet beside the field of CSV that says the same.
fn says(cell: &Data, field: &str) -> bool {
    match cell {
        Data::Empty => field.is_empty(),
        Data::String(text) => field.strip_prefix('\'').unwrap_or(field) == text,
        Data::Float(number) => field.parse::<f64>() == Ok(*number),
        _ => false,
    }
}

fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let records = reader.records().map(|record| record.unwrap());
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

/// The figures of a table as its files print them, row by row; not those of groups and totals.
fn figures(table: &Table, words: &Words<'_>) -> Vec<Vec<String>> {
    let view = TableView::new(table, words);
    let rows = view.groups.iter().flat_map(|group| &group.rows);
    let grid = rows.map(|row| view.cells_of(row).map(|cell| cell.line(words)).collect());
    let findings = view
        .findings()
        .map(|finding| vec![finding.cell.figure_line(words)]);
    grid.chain(findings).collect()
}

/// The same from a file: of the long layout only the third cell is a figure.
fn held(rows: &[Vec<String>], table: &Table, words: &Words<'_>) {
    let is_total = |head: &String| head.starts_with("Total");
    let rows: Vec<&Vec<String>> = rows.iter().filter(|row| !is_total(&row[0])).collect();
    let expected = figures(table, words);
    assert_eq!(rows.len(), expected.len());
    for (row, expected) in rows.into_iter().zip(expected) {
        let printed = if table.columns.is_empty() {
            &row[2..3]
        } else {
            &row[1..]
        };
        assert_eq!(printed.len(), expected.len(), "{row:?}");
        for (printed, expected) in printed.iter().zip(&expected) {
            assert!(
                printed.starts_with(expected.as_str()),
                "`{printed}` is not `{expected}`"
            );
        }
    }
}

#[test]
fn a_workbook_holds_the_files_of_its_table() {
    told(|corpus, words| {
        for table in tables(corpus) {
            let bytes = xlsx::workbook(&table, words).unwrap();
            for (name, file) in [
                ("Findings", csv::long(&table, words)),
                ("Sources", csv::sources(&table, words)),
                ("Codebook", csv::codebook(&table, words)),
            ] {
                let rows = sheet(bytes.clone(), name);
                let records = records(&file);
                assert_eq!(rows.len(), records.len(), "{name}");
                for (row, record) in rows.iter().zip(&records) {
                    assert_eq!(row.len(), record.len());
                    for (cell, field) in row.iter().zip(record) {
                        assert!(
                            says(cell, field),
                            "{name}: {cell:?} is not `{field}` of {record:?}"
                        );
                    }
                }
            }
            let notes = sheet(bytes, "Notes");
            assert_eq!(notes.len(), table.notes.len() + 1);
        }
    });
}

#[test]
fn a_workbook_shows_every_figure_as_displayed_or_as_its_number() {
    let mut numbers = 0;
    let corpus = corpus();
    let messages = Messages::english();
    let words = Words::new(corpus.catalogue(), &messages);
    for table in tables(&corpus).iter().filter(|table| !table.columns.is_empty()) {
        let rows = sheet(xlsx::workbook(table, &words).unwrap(), "Table");
        let view = TableView::new(table, &words);
        let heads = rows
            .iter()
            .position(|row| row[0] == Data::String("Area".to_owned()));
        let body: Vec<_> = rows[heads.unwrap() + 1..]
            .iter()
            .filter(|row| row[1] != Data::Empty && !row[0].to_string().starts_with("Total"))
            .collect();
        let expected: Vec<_> = view.groups.iter().flat_map(|group| &group.rows).collect();
        assert_eq!(body.len(), expected.len());
        for (row, expected) in body.iter().zip(expected) {
            for (cell, shown) in row.iter().skip(1).step_by(2).zip(view.cells_of(expected)) {
                match cell {
                    Data::Float(number) => {
                        numbers += 1;
                        assert_eq!(shown.text.replace(',', "").parse(), Ok(*number));
                        assert!(shown.companions.is_empty() && shown.questioned.is_none());
                    }
                    Data::String(text) if shown.total.is_some() => assert_eq!(*text, shown.text),
                    Data::String(text) => assert_eq!(*text, shown.figure_line(&words)),
                    other => panic!("{other:?} for {shown:?}"),
                }
            }
        }
    }
    assert!(numbers > 20, "{numbers}");
}

#[test]
fn totals_of_a_workbook_stand_beside_what_they_cover() {
    told(|corpus, words| {
        let table = build(&telling(corpus), corpus).unwrap();
        let rows = sheet(xlsx::workbook(&table, words).unwrap(), "Table");
        let is_whole = |row: &&Vec<Data>| row[0] == Data::String("Total of the selection".to_owned());
        let last = rows.iter().find(is_whole).unwrap();
        let view = TableView::new(&table, words);
        for (pair, total) in last[1..].chunks(2).zip(&view.totals) {
            assert_ne!(pair[0], Data::Empty);
            assert!(pair[1].to_string().starts_with(&total.line(words)), "{pair:?}");
        }
    });
}

#[test]
fn a_workbook_is_the_same_whenever_and_however_often_it_is_written() {
    told(|corpus, words| {
        let table = build(&grouped(corpus), corpus).unwrap();
        let first = xlsx::workbook(&table, words).unwrap();
        let again = std::thread::scope(|scope| {
            scope
                .spawn(|| xlsx::workbook(&table, words).unwrap())
                .join()
                .unwrap()
        });
        assert!(first == again);
    });
}

#[test]
fn a_workbook_speaks_the_language_of_its_reader() {
    let corpus = corpus();
    let pseudo = Messages::pseudo();
    let words = Words::new(corpus.catalogue(), &pseudo);
    let table = build(&telling(&corpus), &corpus).unwrap();
    let workbook: Xlsx<_> = Xlsx::new(Cursor::new(xlsx::workbook(&table, &words).unwrap())).unwrap();
    let names = workbook.sheet_names();
    assert_eq!(names.len(), 5);
    assert!(names.iter().all(|name| name.starts_with('⟦')), "{names:?}");
}

#[test]
fn markdown_shows_every_figure() {
    told(|corpus, words| {
        for table in tables(corpus) {
            let text = markdown::table(&table, &CITING, words);
            let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("| ")).collect();
            let cells = |line: &&str| {
                let line = line.replace("\\|", "\u{0}");
                let cells = line.trim_matches('|').split('|').map(|cell| {
                    let cell = cell.trim().replace('\u{0}', "|");
                    cell.trim_matches('*').replace('\\', "")
                });
                cells.collect::<Vec<String>>()
            };
            let rows: Vec<Vec<String>> = lines.iter().map(cells).collect();
            assert!(rows.iter().all(|row| row.len() == rows[0].len()));
            let is_group = |row: &Vec<String>| row[1..].iter().all(String::is_empty);
            let body: Vec<_> = rows.into_iter().skip(2).filter(|row| !is_group(row)).collect();
            held(&body, &table, words);
        }
    });
}

/// The text of HTML between tags.
fn plain(html: &str) -> String {
    let parts = html.split('<').enumerate();
    let texts = parts.map(|(at, part)| {
        if at == 0 {
            part
        } else {
            part.split_once('>').unwrap().1
        }
    });
    texts
        .collect::<String>()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[test]
fn a_part_of_a_page_shows_every_figure_and_brings_nothing_else() {
    told(|corpus, words| {
        for table in tables(corpus) {
            let html = fragment::table(&table, &CITING, words);
            let body = html
                .split_once("</thead>")
                .unwrap()
                .1
                .split_once("</table>")
                .unwrap()
                .0;
            let rows: Vec<Vec<String>> = body
                .split("<tr>")
                .skip(1)
                .filter(|row| row.contains("<td>"))
                .map(|row| {
                    let cells = row.replace("</th>", "</td>");
                    let cells = cells.split("</td>").map(plain);
                    let mut cells: Vec<String> = cells.collect();
                    cells.pop();
                    cells
                })
                .collect();
            held(&rows, &table, words);
            for never in ["class=", "style=", "<script", " id=", "<style", " on"] {
                let found = html.split('<').filter_map(|part| part.split('>').next());
                assert!(
                    !found.into_iter().any(|tag| format!("<{tag}").contains(never)),
                    "{never}"
                );
            }
            assert!(html.contains("<caption>") && html.contains("<th scope=\"col\">"));
            assert_eq!(html.matches("<th ").count(), html.matches("scope=").count());
            assert!(html.contains(&CITING.address.replace('&', "&amp;")));
        }
    });
}

#[test]
fn latex_shows_the_digits_of_every_figure() {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    told(|corpus, words| {
        for table in tables(corpus) {
            let text = latex::table(&table, &CITING, words);
            let body = text.split_once("\\endfoot\n").unwrap().1;
            let body = body.split_once("\\end{longtable}").unwrap().0;
            let rows = body
                .lines()
                .filter(|line| line.starts_with('{') && !line.starts_with("{Total"));
            let rows: Vec<&str> = rows.collect();
            let expected = figures(&table, words);
            assert_eq!(rows.len(), expected.len());
            for (row, expected) in rows.into_iter().zip(expected) {
                let row = row.strip_suffix("\\\\").unwrap();
                let cells: Vec<&str> = row.split(" & ").collect();
                let cells = if table.columns.is_empty() {
                    &cells[2..3]
                } else {
                    &cells[1..]
                };
                assert_eq!(cells.len(), expected.len(), "{row}");
                for (cell, expected) in cells.iter().zip(&expected) {
                    assert_ne!(*cell, "{}");
                    assert!(
                        digits(cell).starts_with(&digits(expected)),
                        "{cell} is not {expected}"
                    );
                }
            }
        }
    });
}

#[test]
fn tables_in_documents() {
    told(|corpus, words| {
        let table = build(&telling(corpus), corpus).unwrap();
        insta::assert_snapshot!("markdown", markdown::table(&table, &CITING, words));
        insta::assert_snapshot!("latex", latex::table(&table, &CITING, words));
        insta::assert_snapshot!("fragment", fragment::table(&table, &CITING, words));
        let rows = sheet(xlsx::workbook(&table, words).unwrap(), "Table");
        let rows: Vec<String> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(" | ")
            })
            .collect();
        insta::assert_snapshot!("xlsx", rows.join("\n"));
    });
}

#[test]
fn citations_for_reference_managers() {
    told(|corpus, words| {
        let table = build(&periods(corpus), corpus).unwrap();
        insta::assert_snapshot!("bibtex", cite::bibtex(&table, &CITING, words));
        insta::assert_snapshot!("ris", cite::ris(&table, &CITING, words).replace("\r\n", "\n"));
        insta::assert_snapshot!("csl", cite::csl_json(&table, &CITING, words));
    });
}

#[test]
fn a_citation_survives_whatever_the_site_is_called() {
    let tricky = Citing {
        site: "R&D {50 %} \\input \"x\" $1_#2 ~^\r\nER  - \nTI  - é 数",
        address: "https://a.example/?b={c}%20\"d\"#e",
        accessed: "2026-11-22",
    };
    told(|corpus, words| {
        let table = build(&telling(corpus), corpus).unwrap();
        let bibtex = cite::bibtex(&table, &tricky, words);
        assert_eq!(bibtex.matches('{').count(), bibtex.matches('}').count());
        assert!(
            bibtex.contains(
                "author = {{R\\&D \\textbraceleft{}50 \\%\\textbraceright{} \\textbackslash{}input"
            )
        );
        assert!(
            bibtex.contains("url = {https://a.example/?b=%7Bc%7D%20%22d%22#e},"),
            "{bibtex}"
        );
        let ris = cite::ris(&table, &tricky, words);
        let tags: Vec<&str> = ris
            .split("\r\n")
            .map(|line| line.get(..6).unwrap_or(""))
            .collect();
        assert_eq!(tags.iter().filter(|tag| **tag == "ER  - ").count(), 1);
        assert_eq!(tags.iter().filter(|tag| **tag == "TI  - ").count(), 1);
        assert!(
            tags.iter().all(|tag| tag.is_empty() || tag.ends_with("  - ")),
            "{tags:?}"
        );
        let csl: serde_json::Value = serde_json::from_str(&cite::csl_json(&table, &tricky, words)).unwrap();
        assert_eq!(csl[0]["author"][0]["literal"], tricky.site);
        assert_eq!(csl[0]["URL"], tricky.address);
        assert_eq!(
            csl[0]["accessed"]["date-parts"][0],
            serde_json::json!([2026, 11, 22])
        );
    });
}

#[test]
fn different_tables_have_different_keys_in_citations() {
    told(|corpus, words| {
        let mut keys: Vec<String> = tables(corpus)
            .iter()
            .map(|table| {
                cite::bibtex(table, &CITING, words)
                    .lines()
                    .next()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 4);
    });
}

#[test]
fn the_json_has_the_numbers_of_the_workbook() {
    told(|corpus, words| {
        let table = build(&long(corpus), corpus).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&json::table(&table, words)).unwrap();
        let rows = sheet(xlsx::workbook(&table, words).unwrap(), "Findings");
        let column = |name: &str| csv::COLUMNS.iter().position(|column| *column == name).unwrap();
        let cells = rows
            .iter()
            .skip(1)
            .filter(|row| row[column("part")] == Data::String("cell".to_owned()));
        let findings = document["findings"].as_array().unwrap();
        let mut compared = 0;
        for (row, finding) in cells.zip(findings) {
            assert_eq!(row[column("status")].to_string(), finding["cell"]["status"]);
            if let Data::Float(number) = row[column("value")] {
                let said = finding["cell"]["finding"]["value"].as_str().unwrap();
                assert_eq!(said.parse(), Ok(number));
                compared += 1;
            }
        }
        assert!(compared > 10, "{compared}");
    });
}
