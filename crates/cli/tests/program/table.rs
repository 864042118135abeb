//! `tidemark table`.

use crate::support::{Directory, program, run};

const QUERY: &str = "indicators=nsp_available&areas=XAA,XAB";

fn table(world: &Directory, arguments: &[&str]) -> crate::support::Ended {
    let all: Vec<&str> = ["table", "--data-dir", "."]
        .into_iter()
        .chain(arguments.iter().copied())
        .collect();
    run(world, &all)
}

#[test]
fn a_query_is_answered_as_text() {
    let world = Directory::world();
    let ended = table(&world, &[QUERY]);
    assert_eq!((ended.code, ended.remarks.as_str()), (0, ""));
    let row = |name: &str| {
        let found = ended.answer.lines().find(|line| line.starts_with(name));
        found.unwrap_or_else(|| panic!("no row {name}: {}", ended.answer))
    };
    assert!(
        row("Arcadia").contains("✓ 30 sites (OBS 2022)"),
        "{}",
        row("Arcadia")
    );
    assert!(row("Borduria").contains("✗ (OBS 2022)"), "{}", row("Borduria"));
    assert!(ended.answer.contains("The last programme closed in 2021."));
}

#[test]
fn each_format_tells_the_same_figure() {
    let world = Directory::world();
    let csv = table(&world, &[QUERY, "--format", "csv"]);
    assert!(
        csv.answer
            .starts_with("indicator,area,period,reporter,source,status,value,")
    );
    assert!(
        csv.answer
            .contains("\nnsp_sites,XAA,OBS/2022,OBS,obs_2022,value,30,exact,")
    );
    let wide = table(&world, &[QUERY, "--format", "wide-csv"]);
    assert!(wide.answer.contains("Arcadia"), "{}", wide.answer);
    let json = table(&world, &[QUERY, "--format", "json"]);
    assert!(json.answer.starts_with('{') && json.answer.ends_with("}\n"));
    assert!(json.answer.contains("\"30\""));
    for ended in [csv, wide, json] {
        assert_eq!((ended.code, ended.remarks.as_str()), (0, ""));
    }
}

#[test]
fn documents_and_workbooks_are_written() {
    let world = Directory::world();
    let markdown = table(&world, &[QUERY, "--format", "markdown"]);
    assert!(markdown.answer.contains("| Arcadia | ✓ 30 sites (OBS 2022)"));
    let latex = table(&world, &[QUERY, "--format", "latex"]);
    assert!(
        latex
            .answer
            .contains("{Arcadia} & {\\ensuremath{\\checkmark} 30 sites (OBS 2022)")
    );
    let fragment = table(&world, &[QUERY, "--format", "fragment"]);
    assert!(fragment.answer.contains("<th scope=\"row\">Arcadia</th>"));
    for ended in [markdown, latex, fragment] {
        assert_eq!((ended.code, ended.remarks.as_str()), (0, ""));
    }
    let written = table(&world, &[QUERY, "--format", "xlsx", "-o", "t.xlsx"]);
    assert_eq!(written.code, 0, "{}", written.remarks);
    let bytes = std::fs::read(world.path().join("t.xlsx")).unwrap();
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn the_format_of_the_query_holds_unless_a_flag_says_otherwise() {
    let world = Directory::world();
    let asked = format!("{QUERY}&format=csv");
    assert!(table(&world, &[&asked]).answer.starts_with("indicator,"));
    assert!(
        table(&world, &[&asked, "--format", "json"])
            .answer
            .starts_with('{')
    );
    let page = format!("{QUERY}&format=html");
    assert!(table(&world, &[&page]).answer.contains("Legend"));
}

#[test]
fn an_address_of_a_table_is_a_query_too() {
    let world = Directory::world();
    let address = format!("https://data.example.org/tables?{QUERY}");
    let (one, other) = (table(&world, &[QUERY]), table(&world, &[&address]));
    assert_eq!(one.answer, other.answer);
    assert_eq!(other.code, 0);
}

#[test]
fn files_bring_their_codebook_and_sources() {
    let (world, elsewhere) = (Directory::world(), Directory::empty());
    let path = elsewhere.path().join("out.csv");
    let ended = table(&world, &[QUERY, "--format", "csv", "-o", path.to_str().unwrap()]);
    assert_eq!((ended.code, ended.answer.as_str()), (0, ""));
    assert_eq!(
        elsewhere.read("out.csv"),
        table(&world, &[QUERY, "--format", "csv"]).answer
    );
    assert!(elsewhere.read("out.sources.csv").contains("obs_2022"));
    assert!(elsewhere.read("out.codebook.csv").contains("nsp_available"));
    assert_eq!(ended.remarks.lines().count(), 3);
}

#[test]
fn a_file_that_cannot_be_written_is_told() {
    let world = Directory::world();
    let ended = table(&world, &[QUERY, "-o", "nowhere/out.txt"]);
    assert_eq!(ended.code, 1);
    assert!(
        ended
            .remarks
            .starts_with("Error: nowhere/out.txt cannot be written: ")
    );
}

#[test]
fn the_permanent_link_begins_with_the_base_address() {
    let world = Directory::world();
    let output = program(&world)
        .args(["table", "--data-dir", ".", QUERY])
        .env("TIDEMARK_BASE_ADDRESS", "https://data.example.org/")
        .output()
        .unwrap();
    let answer = String::from_utf8(output.stdout).unwrap();
    let link = format!("https://data.example.org/tables?{QUERY}&edition=");
    assert!(answer.contains(&link), "{answer}");
}

#[test]
fn a_wrong_query_is_told_with_marks_and_the_nearest_choices() {
    let world = Directory::world();
    let ended = table(
        &world,
        &["indicators=nsp_sites,needle exchange&areas=Arcadia&layuot=long"],
    );
    assert_eq!((ended.code, ended.answer.as_str()), (2, ""));
    let expected = "\
Error: There is no parameter “layuot”.
  layuot=long
         ^^^^
  nearest: layout
Error: There is no indicator “needle exchange” in this edition.
  indicators=nsp_sites,needle exchange
                       ^^^^^^^^^^^^^^^
  nearest: nsp_available
Error: There is no country or territory with the code “Arcadia”. Codes are ISO 3166-1 alpha-3, in capital letters.
  areas=Arcadia
        ^^^^^^^
  nearest: XAA
";
    assert_eq!(ended.remarks, expected);
}

#[test]
fn marks_stand_under_wide_letters() {
    let world = Directory::world();
    let ended = table(&world, &["indicators=nsp_available&areas=日本,XAZ"]);
    let marks: Vec<&str> = ended.remarks.lines().filter(|line| line.contains('^')).collect();
    assert_eq!(marks, ["        ^^^^", "             ^^^"], "{}", ended.remarks);
}

#[test]
fn a_query_cannot_steer_the_terminal() {
    let world = Directory::world();
    let ended = table(
        &world,
        &["indicators=nsp_available&areas=%1b[31m,XAZ%0AError:%20no&x\u{7}y=1&reporters=\u{9b}2J"],
    );
    assert_eq!(ended.code, 2);
    let raw = ended.remarks.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(raw, None, "{:?}", ended.remarks);
    let lines: Vec<&str> = ended.remarks.lines().collect();
    assert!(
        lines.contains(&r"  areas=\u{1b}[31m,XAZ\nError: no"),
        "{lines:#?}"
    );
    assert!(lines.contains(&"        ^^^^^^^^^^"), "{lines:#?}");
    assert!(lines.contains(&"                   ^^^^^^^^^^^^^^"), "{lines:#?}");
    assert!(!lines.contains(&"Error: no"), "{lines:#?}");
}

#[test]
fn an_argument_cannot_steer_the_terminal() {
    let world = Directory::world();
    for arguments in [
        &["\u{1b}[31m"] as &[&str],
        &["table", "--\u{1b}[31m"],
        &["table", QUERY, "--format", "\u{1b}[31m"],
        &["table", QUERY, "--lang", "\u{1b}[31m"],
        &["table", QUERY, "--data-dir", "\u{1b}[31m"],
    ] {
        let ended = run(&world, arguments);
        assert_ne!(ended.code, 0, "{arguments:?}");
        assert!(!ended.remarks.contains('\u{1b}'), "{:?}", ended.remarks);
    }
}

#[test]
fn an_edition_that_is_not_here_is_refused() {
    let world = Directory::world();
    let ended = table(&world, &[&format!("{QUERY}&edition=00000000")]);
    assert_eq!(ended.code, 2);
    assert!(ended.remarks.contains("There is no edition “00000000” here."));
}

#[test]
fn a_language_must_be_one() {
    let world = Directory::world();
    let ended = table(&world, &[QUERY, "--lang", "English"]);
    assert_eq!(ended.code, 2);
    assert!(ended.remarks.contains("“English” is not a language tag"));
}

#[test]
fn a_language_that_is_not_spoken_is_english_in_every_respect() {
    let world = Directory::world();
    let (english, other) = (table(&world, &[QUERY]), table(&world, &[QUERY, "--lang", "tlh"]));
    assert_eq!(english.answer, other.answer);
    let pseudo = table(&world, &[QUERY, "--lang", "ar-XB"]);
    assert!(pseudo.answer.contains('⟦'), "{}", pseudo.answer);
}

#[test]
fn broken_evidence_answers_nothing() {
    let world = Directory::world();
    let sources = world.read("sources.csv");
    world.write("sources.csv", &sources.replace("obs_2022,", "obs_2222,"));
    let ended = table(&world, &[QUERY]);
    assert_eq!((ended.code, ended.answer.as_str()), (1, ""));
    assert!(
        ended.remarks.contains("problems, so it is not served"),
        "{}",
        ended.remarks
    );
}
