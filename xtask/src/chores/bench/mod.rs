//! `cargo xtask bench`: what the release binary costs, on evidence as large as is asked for.
//!
//! Figures are for `docs/performance.md`. They are of one machine at one time: compare those of one run.

mod desk;
mod lists;
mod server;
mod world;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::ChoreError;
use crate::console::Console;
use crate::steps::rust;
use crate::workplace::{Workplace, must_succeed};
use server::Server;

/// How many observations where none are asked for.
const OBSERVATIONS: usize = 200_000;

/// How many selections take turns, so that no answer is the last one again.
const SELECTIONS: usize = 24;

/// Measures the binary. Builds it first.
pub(crate) fn run(arguments: &[String], console: &mut Console) -> Result<(), ChoreError> {
    if let Some(("desk", rest)) = arguments
        .split_first()
        .map(|(first, rest)| (first.as_str(), rest))
    {
        return desk::run(rest, console);
    }
    let observations = parse(arguments)?;
    let place = Workplace::here()?;
    must_succeed(
        place
            .cargo()
            .args(["build", "--release", "--locked", "--package", "tidemark"]),
    )?;
    let binary = rust::release_binary(&place);
    bundled(&binary, console)?;
    let root = place.cache().join("bench").join(observations.to_string());
    let text = root.join("text");
    let places = world::places(&place.root().join("data"))?;
    if !text.is_dir() {
        console.line(&format!("writing about {observations} observations"));
        world::write(&text, observations, &places)?;
    }
    let editions = root.join("editions");
    // Published editions are never written again: there would be nothing to measure.
    drop(fs::remove_dir_all(&editions));
    let start = Instant::now();
    must_succeed(
        Command::new(&binary)
            .args(["edition", "build"])
            .arg(&editions)
            .arg("--data-dir")
            .arg(&text),
    )?;
    let rows = count(&text.join("observations/nothing.csv"))?;
    console.line(&format!(
        "build of {rows} rows from text: {:.2} s",
        start.elapsed().as_secs_f64()
    ));
    served(&binary, &editions, world::indicators(observations), console)
}

fn parse(arguments: &[String]) -> Result<usize, ChoreError> {
    let usage = || ChoreError::Usage("bench takes --observations N, from 1000 to 100000000".to_owned());
    match arguments {
        [] => Ok(OBSERVATIONS),
        [flag, number] if flag == "--observations" => number
            .parse()
            .ok()
            .filter(|number| (1_000..=100_000_000).contains(number))
            .ok_or_else(usage),
        _ => Err(usage()),
    }
}

fn count(path: &Path) -> Result<usize, ChoreError> {
    let bytes = fs::read(path).map_err(ChoreError::io(format!("reading {}", path.display())))?;
    Ok(bytes.split(|byte| *byte == b'\n').count().saturating_sub(2))
}

fn bundled(binary: &Path, console: &mut Console) -> Result<(), ChoreError> {
    let server = Server::start(binary, &[])?;
    console.line(&format!(
        "bundled: ready after {} ms, {} MB resident",
        server.ready.as_millis(),
        server.resident()?
    ));
    Ok(())
}

fn served(
    binary: &Path,
    editions: &Path,
    indicators: usize,
    console: &mut Console,
) -> Result<(), ChoreError> {
    let editions = editions.display().to_string();
    let server = Server::start(binary, &["--editions-dir", &editions])?;
    console.line(&format!(
        "served: ready after {:.2} s, {} MB resident",
        server.ready.as_secs_f64(),
        server.resident()?
    ));
    server.settle()?;
    console.line(&format!("at rest: {} MB resident", server.resident()?));
    for (name, times, paths) in questions(indicators) {
        let cost = server.cost(&paths, times)?;
        console.line(&format!(
            "{name:<22} {:>8.4} ms of CPU, {:>8} bytes, {:>7.0} a second over one connection",
            cost.cpu_ms, cost.bytes, cost.rate
        ));
    }
    Ok(())
}

/// What is asked: name, how many times, the addresses.
fn questions(indicators: usize) -> Vec<(&'static str, usize, Vec<String>)> {
    let all = "areas=scheme:ALL";
    let twelve = |from: usize| {
        let codes: Vec<String> = (0..12)
            .map(|at| world::indicator((from * 5 + at) % indicators))
            .collect();
        codes.join(",")
    };
    let one = |from: usize| world::indicator(from * 5 % indicators);
    let years = format!("{}..{}", world::YEARS.start(), world::YEARS.end());
    let a = |format: &str| {
        let path = |from| format!("/api/v1/table?indicators={}&{all}&format={format}", twelve(from));
        (0..SELECTIONS).map(path).collect::<Vec<_>>()
    };
    let b = |format: &str| {
        let path = |from| {
            format!(
                "/api/v1/table?indicators={}&{all}&periods={years}&layout=areas-periods&format={format}",
                one(from)
            )
        };
        (0..SELECTIONS).map(path).collect::<Vec<_>>()
    };
    let c = |from: usize| {
        let year = world::YEARS.start() + i16::try_from(from).unwrap_or_default();
        format!(
            "/api/v1/table?indicators={}&{all}&periods={year}&dimensions=sex:men&format=compact",
            twelve(from)
        )
    };
    let page = |path: String| {
        path.replace("/api/v1/table?", "/en/tables?")
            .replace("&format=json", "")
    };
    vec![
        ("A compact", 100, a("compact")),
        ("B compact", 100, b("compact")),
        ("C compact", 100, (0..SELECTIONS).map(c).collect()),
        ("A cells", 50, a("cells")),
        ("B cells", 50, b("cells")),
        ("A json", 2, a("json")),
        ("B json", 2, b("json")),
        ("A page", 2, a("json").into_iter().map(page).collect()),
        ("B page", 2, b("json").into_iter().map(page).collect()),
        ("export csv", 1, vec!["/api/v1/observations.csv".to_owned()]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_a_number_within_reason() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(parse(&[]).unwrap(), OBSERVATIONS);
        assert_eq!(parse(&words("--observations 5000000")).unwrap(), 5_000_000);
        for wrong in ["--observations", "--observations x", "--observations 0", "5"] {
            assert!(parse(&words(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_evidence_is_the_same_every_time_and_fit_to_be_read() {
        let root = std::env::temp_dir().join(format!("tidemark-bench-{}", std::process::id()));
        let places: Vec<String> = ["AFG", "BGR", "NPL"].map(str::to_owned).into();
        let written = world::write(&root, 1_000, &places).unwrap();
        let file = root.join("observations/nothing.csv");
        let first = fs::read(&file).unwrap();
        assert_eq!(count(&file).unwrap(), written);
        assert!(written > 1_000, "{written}");
        world::write(&root, 1_000, &places).unwrap();
        assert_eq!(fs::read(&file).unwrap(), first);
        let mut files = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with(".keep") {
                    let name = path.strip_prefix(&root).unwrap().display().to_string();
                    files.push((name, fs::read(&path).unwrap()));
                }
            }
        }
        let texts: Vec<_> = files
            .iter()
            .map(|(path, bytes)| tidemark_evidence::text::TextFile { path, bytes })
            .collect();
        let reading = tidemark_evidence::text::read(&texts);
        assert!(reading.problems.is_empty(), "{:?}", reading.problems.first());
        assert_eq!(reading.dataset.unwrap().observations.len(), written);
        fs::remove_dir_all(&root).unwrap();
    }
}
