//! Settings as an operator meets them.

use crate::support::{Directory, Ended, program};

fn run_with(directory: &Directory, variables: &[(&str, &str)], arguments: &[&str]) -> Ended {
    let mut command = program(directory);
    command.args(arguments).envs(variables.iter().copied());
    command.output().unwrap().into()
}

#[test]
fn unknown_names_are_refused_with_the_nearest() {
    let world = Directory::world();
    world.write("tidemark.toml", "[server]\nlisen = \"127.0.0.1:1\"\n");
    let ended = run_with(
        &world,
        &[("TIDEMARK_DATA_DIR", "."), ("TIDEMARK_LOG_LEVLE", "info")],
        &["edition", "show"],
    );
    assert_eq!((ended.code, ended.answer.as_str()), (2, ""));
    let expected = "\
./tidemark.toml:2: There is no setting “server.lisen”.
  nearest: server.listen
TIDEMARK_LOG_LEVLE: There is no setting with the variable “TIDEMARK_LOG_LEVLE”.
  nearest: TIDEMARK_LOG_LEVEL
";
    assert_eq!(ended.remarks, expected);
}

#[test]
fn the_data_directory_comes_from_a_variable_or_a_file() {
    let world = Directory::world();
    let by_variable = run_with(&world, &[("TIDEMARK_DATA_DIR", ".")], &["edition", "show"]);
    assert!(by_variable.answer.contains("A small world"));
    let elsewhere = Directory::empty();
    let text = format!(
        "[evidence]\ndata_dir = {:?}\n",
        world.path().display().to_string()
    );
    elsewhere.write("my.toml", &text);
    let by_file = run_with(&elsewhere, &[], &["edition", "show", "--config", "my.toml"]);
    assert_eq!(by_file.answer, by_variable.answer);
    let by_named_file = run_with(
        &elsewhere,
        &[("TIDEMARK_CONFIG", "my.toml")],
        &["edition", "show"],
    );
    assert_eq!(by_named_file.answer, by_variable.answer);
}

#[test]
fn a_file_that_is_not_toml_is_told_with_its_line() {
    let empty = Directory::empty();
    empty.write("my.toml", "[server]\nlisten = \n");
    let ended = run_with(&empty, &[], &["serve", "--config", "my.toml"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.remarks.starts_with("my.toml:2: This is not TOML: "),
        "{}",
        ended.remarks
    );
}
