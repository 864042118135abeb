//! What differs between two editions.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use proptest::prelude::*;
use tidemark_evidence::diff::{self, CellChange, Change};
use tidemark_evidence::{Dataset, Finding, MapCorpus, Observation};
use tidemark_testkit::world;

/// A change, and what makes it.
type Case = (Change, fn(&mut Observation));

fn sorted(dataset: &Dataset) -> Vec<Observation> {
    let mut observations = dataset.observations.clone();
    observations.sort_by(|a, b| a.key.cmp(&b.key));
    observations
}

fn changes(before: &Dataset, after: &Dataset) -> Vec<Change> {
    diff::observations(sorted(before).into_iter(), sorted(after).into_iter())
        .map(|difference| difference.change)
        .collect()
}

fn corpus(dataset: &Dataset) -> MapCorpus {
    MapCorpus::new(
        dataset.catalogue.clone(),
        dataset.observations.clone(),
        String::new(),
    )
}

fn cell_changes(before: &Dataset, after: &Dataset) -> Vec<CellChange> {
    diff::cells(&corpus(before), &corpus(after))
        .into_iter()
        .map(|difference| difference.change)
        .collect()
}

fn position(dataset: &Dataset, finding: &Finding) -> usize {
    let fits = |o: &Observation| o.finding == *finding && o.questioned.is_none();
    dataset.observations.iter().position(fits).unwrap()
}

#[test]
fn an_edition_does_not_differ_from_itself() {
    assert_eq!(changes(&world(), &world()), []);
    assert_eq!(cell_changes(&world(), &world()), []);
}

#[test]
fn each_way_of_differing_is_told() {
    let (before, mut after) = (world(), world());
    let at = position(&after, &Finding::Yes);
    let all: [Case; 3] = [
        (Change::Changed, |o| o.finding = Finding::NotKnown),
        (Change::Questioned, |o| {
            o.questioned = Some("it contradicts itself".into());
        }),
        (Change::Annotated, |o| o.note = "another note".into()),
    ];
    for (change, make) in all {
        after = world();
        make(&mut after.observations[at]);
        assert_eq!(changes(&before, &after), [change]);
    }
    after = world();
    after.observations[at].questioned = Some("it contradicts itself".into());
    assert_eq!(changes(&after, &before), [Change::Cleared]);
}

#[test]
fn a_zero_at_the_end_is_another_finding() {
    let with = |text: &str| {
        let mut dataset = world();
        let of_number = |o: &&mut Observation| o.finding.quantity().is_some();
        let number = dataset.observations.iter_mut().find(of_number).unwrap();
        number.finding = Finding::Quantity(tidemark_evidence::Quantity::exact(text.parse().unwrap()));
        dataset
    };
    assert_eq!(changes(&with("4.5"), &with("4.50")), [Change::Changed]);
}

#[test]
fn a_cell_whose_only_figures_go_disappears() {
    let (before, mut after) = (world(), world());
    let cells = diff::cells(
        &corpus(&before),
        &corpus(&Dataset {
            observations: Vec::new(),
            ..world()
        }),
    );
    assert!(!cells.is_empty());
    assert!(cells.iter().all(|cell| cell.change == CellChange::Disappeared));
    let gone = &cells[0];
    after
        .observations
        .retain(|o| o.key.indicator != gone.indicator || o.key.area != gone.area);
    let found = cell_changes(&before, &after);
    assert!(!found.is_empty() && found.iter().all(|change| *change == CellChange::Disappeared));
    assert!(
        cell_changes(&after, &before)
            .iter()
            .all(|change| *change == CellChange::Appeared)
    );
}

proptest! {
    #[test]
    fn what_is_dropped_from_one_side_is_told_and_nothing_else(keep in prop::collection::vec(any::<bool>(), 200)) {
        let whole = world();
        let mut part = world();
        let mut keep = keep.iter().chain(std::iter::repeat(&true));
        part.observations.retain(|_| *keep.next().unwrap());
        let dropped = whole.observations.len() - part.observations.len();
        prop_assert_eq!(changes(&whole, &part), vec![Change::Disappeared; dropped]);
        prop_assert_eq!(changes(&part, &whole), vec![Change::Appeared; dropped]);
    }
}
