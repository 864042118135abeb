//! `tidemark chart`.

use crate::support::{Directory, Ended, run};

const SITES: &str = "indicators=nsp_sites&areas=XAA,XAB,XAE";

fn chart(world: &Directory, arguments: &[&str]) -> Ended {
    let all: Vec<&str> = ["chart", "--data-dir", "."]
        .into_iter()
        .chain(arguments.iter().copied())
        .collect();
    run(world, &all)
}

#[test]
fn the_chart_that_fits_is_drawn_with_all_its_figures() {
    let world = Directory::world();
    let ended = chart(&world, &[SITES]);
    assert_eq!((ended.code, ended.remarks.as_str()), (0, ""));
    assert!(ended.answer.starts_with("<svg "), "{}", ended.answer);
    for told in [
        "Arcadia: 30 sites (OBS 2022)",
        "Erewhon: more than 12 sites (OBS 2022)",
    ] {
        assert!(ended.answer.contains(told), "{told}: {}", ended.answer);
    }
    assert_eq!(chart(&world, &[SITES]).answer, ended.answer);
}

#[test]
fn a_kind_is_named_by_a_flag_or_by_an_address() {
    let world = Directory::world();
    let flag = chart(&world, &[SITES, "--kind", "dots"]);
    let address = format!("https://data.example.org/en/charts?{SITES}&kind=dots");
    assert_eq!(chart(&world, &[&address]).answer, flag.answer);
    assert_ne!(chart(&world, &[SITES]).answer, flag.answer);
    assert_ne!(
        chart(&world, &[SITES, "--kind", "dots", "--look", "dark"]).answer,
        flag.answer
    );
}

#[test]
fn what_would_mislead_is_refused_with_the_kinds_that_fit() {
    let world = Directory::world();
    let ended = chart(
        &world,
        &["indicators=nsp_available&areas=XAA,XAB", "--kind", "bar"],
    );
    assert_eq!((ended.code, ended.answer.as_str()), (2, ""));
    assert!(ended.remarks.contains("A yes has no length"), "{}", ended.remarks);
    assert!(
        ended.remarks.contains("These kinds fit: units"),
        "{}",
        ended.remarks
    );
    let unknown = chart(&world, &[&format!("{SITES}&kind=pie")]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.remarks.contains("pie"), "{}", unknown.remarks);
}
