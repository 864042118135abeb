//! The bundled evidence of `data/`, read as the product reads it.

use tidemark_evidence::text::{TextFile, read};

#[test]
fn nothing_is_wrong_with_the_bundled_evidence() {
    let files = tidemark_testkit::bundled_files();
    let texts: Vec<TextFile<'_>> = files
        .iter()
        .map(|(path, bytes)| TextFile { path, bytes })
        .collect();
    let reading = read(&texts);
    let problems: Vec<String> = reading
        .problems
        .iter()
        .map(|problem| {
            format!(
                "{}:{} {} {:?}",
                problem.file, problem.line, problem.what.id, problem.what.args
            )
        })
        .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let dataset = reading.dataset.unwrap();
    assert!(dataset.observations.len() > 20_000);
}
