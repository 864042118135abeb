//! A withdrawn figure is shown only where there is no other.

use std::sync::Arc;

use tidemark_evidence::overlay::{Overlaid, Overlay};
use tidemark_evidence::{Corpus, MapCorpus, Observation, Status, TableQuery, table};
use tidemark_testkit::{observation, world};

fn withdrawing(one: &Observation) -> Arc<Overlay> {
    let key = &one.key;
    let text = format!(
        "[[withdrawn]]\nindicator = \"{}\"\narea = \"{}\"\nreference = \"{}\"\nreporter = \"{}\"\nsource = \"{}\"\n\
         date = \"2026-11-20\"\nreason = \"It was never so.\"\n",
        key.indicator,
        key.area,
        key.period.reference().unwrap(),
        key.reporter,
        key.source,
    );
    Arc::new(Overlay::parse(&text).unwrap())
}

/// Status and reporter of the only cell.
fn shown(corpus: &dyn Corpus, query: &str) -> (Status, String) {
    let query = TableQuery::parse(query, corpus.catalogue()).unwrap().query;
    let table = table::build(&query, corpus).unwrap();
    let cell = &table.groups[0].rows[0].cells[0];
    let reporter = cell
        .shown
        .as_ref()
        .map(|shown| shown.observation.key.reporter.to_string());
    (cell.status, reporter.unwrap_or_default())
}

#[test]
fn another_reporter_takes_its_place_in_cells_and_in_series() {
    let of = |reporter, source, number| {
        observation("pwid_population_size")
            .of("XAA")
            .about("2022")
            .by(reporter, source)
            .number(number)
            .build()
    };
    let (first, second) = (of("OBS", "obs_2022", "100"), of("AGENCY", "agency_2023", "200"));
    let corpus = |observations| MapCorpus::new(world().catalogue, observations, String::new());
    for query in [
        "indicators=pwid_population_size&areas=XAA",
        "indicators=pwid_population_size&areas=XAA&periods=2022&layout=areas-periods",
    ] {
        let both = corpus(vec![first.clone(), second.clone()]);
        let (status, best) = shown(&both, query);
        assert_eq!(status, Status::Value);
        let (best, other) = if best == "OBS" {
            (&first, "AGENCY")
        } else {
            (&second, "OBS")
        };
        let without = Overlaid::new(both, withdrawing(best));
        assert_eq!(
            shown(&without, query),
            (Status::Value, other.to_owned()),
            "{query}"
        );
        let alone = Overlaid::new(corpus(vec![best.clone()]), withdrawing(best));
        assert_eq!(shown(&alone, query).0, Status::Withdrawn, "{query}");
    }
}
