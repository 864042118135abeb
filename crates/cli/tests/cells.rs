//! Cells transcribed by hand from printed tables come out of every output alike: page, API, files, command line.
//!
//! `cells.csv` is typed from the tables, not copied from `data/`. Where the status is `no_record`, its figures are what was last known.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A row of `cells.csv`.
struct Printed {
    fields: std::collections::HashMap<String, String>,
}

impl Printed {
    fn get(&self, name: &str) -> &str {
        &self.fields[name]
    }

    fn is_old(&self) -> bool {
        self.get("status") == "no_record"
    }

    fn query(&self) -> String {
        let area = if self.get("area") == "GLOBAL/WORLD" {
            "world"
        } else {
            self.get("area")
        };
        let mut query = format!("indicators={}&areas={area}", self.get("indicator"));
        if self.get("periods") != "latest" {
            query = format!("{query}&periods={}", self.get("periods"));
        }
        if !self.get("dimensions").is_empty() {
            query = format!("{query}&dimensions={}", self.get("dimensions"));
        }
        query
    }
}

fn printed() -> Vec<Printed> {
    let mut reader = csv::Reader::from_reader(include_str!("cells.csv").as_bytes());
    reader
        .deserialize()
        .map(|row| Printed { fields: row.unwrap() })
        .collect()
}

/// The program, serving its bundled evidence; it is ended when this is dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Self {
        let mut child = program()
            .args(["serve", "--listen", "127.0.0.1:0", "--tables-per-minute", "none"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = child.stderr.take().unwrap();
        let mut lines = BufReader::new(log).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once("listening on http://")?.1.trim().to_owned()))
            .unwrap();
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        if head.to_lowercase().contains("transfer-encoding: chunked") {
            dechunked(body)
        } else {
            body.to_owned()
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, with no setting of ours in its environment.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tidemark"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TIDEMARK_") {
            command.env_remove(name);
        }
    }
    command
}

fn dechunked(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).unwrap();
        whole.push_str(&rest[..size]);
        body = &rest[(size + 2).min(rest.len())..];
    }
    whole
}

fn command(query: &str, format: &str) -> String {
    let output = program()
        .args(["table", query, "--format", format])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{query}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The words of the table's body, without tags.
fn words(page: &str) -> String {
    let start = page.find("<tbody").unwrap();
    let end = page.rfind("</tbody>").unwrap();
    let mut words = String::new();
    let mut in_tag = false;
    for c in page[start..end].chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => words.push(c),
            _ => {}
        }
    }
    words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
}

fn holds_in_csv(printed: &Printed, csv: &str, from: &str) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let field = |name: &str| {
        let at = headers.iter().position(|header| header == name).unwrap();
        row.get(at).unwrap().to_owned()
    };
    let context = format!("{from}: {}", printed.query());
    for name in ["indicator", "area", "status", "dimensions", "reporter"] {
        assert_eq!(field(name), printed.get(name), "{name} of {context}");
    }
    assert!(!field("source").is_empty(), "a source of {context}");
    if printed.is_old() {
        assert_eq!(field("value"), "", "{context}");
        assert_eq!(field("last_period"), printed.get("period"), "{context}");
        for name in ["value", "low", "high"] {
            assert!(
                field("last_value").contains(printed.get(name)),
                "last {name} of {context}"
            );
        }
    } else {
        for name in ["value", "bound", "low", "high", "period"] {
            assert_eq!(field(name), printed.get(name), "{name} of {context}");
        }
    }
}

fn holds_in_json(printed: &Printed, json: &str, from: &str) {
    let table: Value = serde_json::from_str(json).unwrap();
    let cell = &table["groups"][0]["rows"][0]["cells"][0];
    let context = format!("{from}: {}", printed.query());
    assert_eq!(cell["status"], printed.get("status"), "{context}");
    let finding = if printed.is_old() {
        &cell["last"]
    } else {
        &cell["finding"]
    };
    for name in [
        "value",
        "bound",
        "low",
        "high",
        "period",
        "reporter",
        "indicator",
        "area",
    ] {
        let told = finding[name].as_str().unwrap_or_default();
        assert_eq!(told, printed.get(name), "{name} of {context}");
    }
}

#[test]
fn cells_of_printed_tables_come_out_of_every_output() {
    let server = Server::start();
    let all = printed();
    assert!(all.len() >= 60, "sixty cells at least");
    for printed in &all {
        let query = printed.query();
        let page = words(&server.get(&format!("/en/tables?{query}")));
        assert!(page.contains(printed.get("page")), "{query}: {page}");
        holds_in_csv(
            printed,
            &server.get(&format!("/api/v1/table?{query}&format=csv")),
            "csv by http",
        );
        holds_in_json(
            printed,
            &server.get(&format!("/api/v1/table?{query}")),
            "json by http",
        );
        let text = server.get(&format!("/api/v1/table?{query}&format=text"));
        assert!(text.contains(printed.get("page")), "{query}: {text}");
        let fragment = server.get(&format!("/api/v1/table?{query}&format=fragment"));
        // What a sign is read as stands in its title.
        let spoken = format!("title=\"{}\"", printed.get("page"));
        assert!(
            words(&fragment).contains(printed.get("page")) || fragment.contains(&spoken),
            "{query}: {fragment}"
        );
    }
}

#[test]
fn the_command_line_says_the_same() {
    for printed in &printed() {
        let query = printed.query();
        holds_in_csv(printed, &command(&query, "csv"), "csv by command");
    }
    for printed in printed().iter().step_by(6) {
        holds_in_json(printed, &command(&printed.query(), "json"), "json by command");
        let text = command(&printed.query(), "text");
        assert!(text.contains(printed.get("page")), "{}: {text}", printed.query());
    }
}

/// Both figures of Gaza stand for themselves: two in March and two in May 2017, not all of Palestine, not "four".
#[test]
fn two_figures_of_gaza_are_kept_apart() {
    let csv = command(
        "indicators=dp_drug_death_sentences&areas=PSE-GAZ,PSE&periods=all&layout=long",
        "csv",
    );
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let short: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| [1, 2, 5, 6, 7].into_iter().map(|at| &row[at]).collect())
        .collect();
    assert!(
        short.contains(&vec!["PSE-GAZ", "2017-03", "value", "2", "at_least"]),
        "{short:?}"
    );
    assert!(
        short.contains(&vec!["PSE-GAZ", "2017-05", "value", "2", "at_least"]),
        "{short:?}"
    );
    assert!(
        short.iter().any(|row| row[0] == "PSE" && row[2] == "no_record"),
        "{short:?}"
    );
}

/// What was first published stays beside what was published later.
#[test]
fn both_vintages_of_a_world_figure_are_kept() {
    let csv = command(
        "indicators=dp_drug_executions&areas=world&periods=2018..2019&layout=long",
        "csv",
    );
    for (year, value, bound) in [
        ("2018", "91", "at_least"),
        ("2018", "93", ""),
        ("2019", "116", "at_least"),
        ("2019", "122", ""),
    ] {
        let found = csv.lines().any(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            fields[2] == year && fields[6] == value && fields[7].contains(bound)
        });
        assert!(found, "{year} {value} in\n{csv}");
    }
}

/// The world's count is not made from partial lists: the published one stands beside ours, with its coverage.
#[test]
fn the_worlds_count_of_programmes_is_the_published_one() {
    let json: Value = serde_json::from_str(&command("indicators=nsp_available&areas=world", "json")).unwrap();
    let cell = &json["groups"][0]["rows"][0]["cells"][0];
    assert_eq!(cell["status"], "not_aggregable");
    let total = &cell["total"];
    assert_eq!(total["count"], Value::Null);
    let published = &total["published"][0];
    assert_eq!(
        (&published["value"], &published["round"]),
        (&Value::from("93"), &Value::from("HRI/2024"))
    );
    let coverage = &total["coverage"];
    let with_record = coverage["with_record"].as_u64().unwrap();
    assert!(with_record > 50 && with_record < coverage["places"].as_u64().unwrap());
    let first = &total["tally"][0];
    assert_eq!(first["answer"], "yes");
    let yes = first["places"].as_u64().unwrap();
    assert!(
        yes > 0 && yes != 93,
        "ours is what our recent records say, not a copy of the published figure"
    );
}

/// A mean names its weight in every output, says what it leaves out, and opens its working.
#[test]
fn the_mean_of_prison_rates_is_weighted_by_population_and_says_so() {
    let query = "indicators=prison_population_rate&areas=world";
    let json: Value = serde_json::from_str(&command(query, "json")).unwrap();
    let total = &json["groups"][0]["rows"][0]["cells"][0]["total"];
    assert_eq!(
        (&total["mean"]["weight"], &total["bound"]),
        (&Value::from("population"), &Value::from("approximately"))
    );
    let share: f64 = total["mean"]["least_share"].as_str().unwrap().parse().unwrap();
    assert!((90.0..100.0).contains(&share), "{share}");
    let working = total["working"].as_array().unwrap();
    let counted = working.iter().filter(|line| line["contribution"] == "counted");
    assert_eq!(
        Some(counted.count()),
        total["coverage"]["counted"]
            .as_u64()
            .map(|n| n.try_into().unwrap())
    );
    assert_eq!(
        Some(working.len()),
        total["coverage"]["places"]
            .as_u64()
            .map(|n| n.try_into().unwrap())
    );
    for format in ["text", "csv", "wide-csv"] {
        let flat = command(query, format)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(flat.contains("weighted by: Population"), "{format}");
    }
    assert!(
        command(query, "csv").contains(",weight,"),
        "the weights are in the file"
    );
}
