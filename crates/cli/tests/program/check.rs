//! `tidemark check`.

use crate::support::{Directory, run};

#[test]
fn sound_evidence_is_met_with_silence() {
    let world = Directory::world();
    let ended = run(&world, &["check", "."]);
    assert_eq!(
        (ended.code, ended.answer.as_str(), ended.remarks.as_str()),
        (0, "", "")
    );
}

#[test]
fn every_problem_is_told_with_file_line_and_mend() {
    let world = Directory::world();
    let services = world.read("observations/services.csv");
    let line = services
        .lines()
        .position(|line| line.starts_with("nsp_available,XAA,,OBS/2020"))
        .unwrap()
        + 1;
    world.write(
        "observations/services.csv",
        &services.replacen(
            "nsp_available,XAA,,OBS/2020,,OBS",
            "nsp_available,XZZ,,OBS/2020,,OBS",
            1,
        ),
    );
    let members = world.read("areas/members.csv");
    world.write(
        "areas/members.csv",
        &members.replacen("OBS,NORTH,XAA", "OBS,NOWHERE,XAA", 1),
    );
    let ended = run(&world, &["check", "."]);
    assert_eq!(ended.code, 1);
    let place = format!("./observations/services.csv:{line}: ");
    let told: Vec<&str> = ended.answer.lines().collect();
    let at = told
        .iter()
        .position(|l| l.starts_with(&place) && l.contains("XZZ"));
    let at = at.unwrap_or_else(|| panic!("{place} in {}", ended.answer));
    assert!(
        told[at + 1].starts_with("  ") && told[at + 1].trim().len() > 3,
        "{}",
        told[at + 1]
    );
    assert!(
        told.iter()
            .any(|l| l.starts_with("./areas/members.csv:") && l.contains("NOWHERE"))
    );
    assert!(ended.remarks.contains("problems."), "{}", ended.remarks);
}

#[test]
fn the_settings_beside_the_evidence_are_no_problem() {
    let world = Directory::world();
    world.write("tidemark.toml", "[log]\nlevel = \"warn\"\n");
    let ended = run(&world, &["check", "."]);
    assert_eq!((ended.code, ended.answer.as_str()), (0, ""));
}

#[test]
fn a_directory_that_is_not_there_is_told() {
    let empty = Directory::empty();
    let ended = run(&empty, &["check", "nowhere"]);
    assert_eq!((ended.code, ended.answer.as_str()), (1, ""));
    assert!(
        ended.remarks.starts_with("Error: nowhere cannot be read: "),
        "{}",
        ended.remarks
    );
}

#[test]
fn what_files_say_cannot_steer_the_terminal() {
    let world = Directory::world();
    let members = world.read("areas/members.csv");
    world.write(
        "areas/members.csv",
        &members.replacen("OBS,NORTH,XAA", "OBS,\u{1b}[2J,XAA", 1),
    );
    let ended = run(&world, &["check", "."]);
    assert_eq!(ended.code, 1);
    assert!(ended.answer.contains(r"\u{1b}[2J"), "{}", ended.answer);
    assert!(!ended.answer.contains('\u{1b}'), "{:?}", ended.answer);
}
