//! Whatever is asked, an edition's columns answer with the table that the obvious and slow form of the evidence answers with.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use tidemark_columnar::Edition;
use tidemark_evidence::catalogue::Catalogue;
use tidemark_evidence::query::{
    AreaSelector, DimensionSelector, EmptyRows, Layout, PeriodSelector, Sort, SortKey, SortOrder, TableQuery,
    Totals,
};
use tidemark_evidence::table::{self, Cell, Depth, Table};
use tidemark_evidence::{Corpus, Dataset, MapCorpus, Observation};
use tidemark_vocab::RoundId;

/// One evidence in both forms, with what can be asked of it.
struct Twins {
    map: MapCorpus,
    edition: Edition,
    areas: Vec<AreaSelector>,
    dimensions: Vec<DimensionSelector>,
    rounds: Vec<RoundId>,
}

static WORLD: LazyLock<Twins> = LazyLock::new(|| Twins::of(tidemark_testkit::world()));
static BUNDLED: LazyLock<Twins> = LazyLock::new(|| Twins::of(tidemark_testkit::bundled()));

impl Twins {
    fn of(dataset: Dataset) -> Self {
        let edition = Edition::build(dataset.clone()).unwrap();
        let identity = edition.identity().to_owned();
        let rounds: BTreeSet<RoundId> = dataset
            .observations
            .iter()
            .filter_map(|observation| observation.key.period.round().cloned())
            .collect();
        Self {
            areas: areas_of(&dataset.catalogue),
            dimensions: dimensions_of(&dataset.catalogue),
            rounds: rounds.into_iter().collect(),
            map: MapCorpus::new(dataset.catalogue, dataset.observations, identity),
            edition,
        }
    }

    fn catalogue(&self) -> &Catalogue {
        self.map.catalogue()
    }

    /// Both answer alike; whether they answered with a table that has a figure.
    fn agree_on(&self, query: &TableQuery) -> Result<bool, TestCaseError> {
        let asked = query.to_query_string();
        let (quick, slow) = (table::build(query, &self.edition), table::build(query, &self.map));
        prop_assert_eq!(&quick, &slow, "{}", asked);
        let limit = table::CELL_LIMIT;
        let (face, of_map) = (
            table::build_within(limit, Depth::Face, query, &self.edition),
            table::build_within(limit, Depth::Face, query, &self.map),
        );
        prop_assert_eq!(&face, &of_map, "{}", asked);
        let Ok(table) = quick else {
            return Ok(false);
        };
        shows_the_same(&face.unwrap(), &table)?;
        Ok(table.long.iter().any(|row| row.cell.shown.is_some()))
    }
}

/// A face shows what the whole table shows, and leaves out what it must.
fn shows_the_same(face: &Table, whole: &Table) -> Result<(), TestCaseError> {
    prop_assert_eq!(&face.columns, &whole.columns);
    prop_assert_eq!(&face.remarks, &whole.remarks);
    prop_assert_eq!(&face.notes, &whole.notes);
    prop_assert!(face.query.layout == Layout::Long || face.long.is_empty());
    prop_assert!(face.sources.iter().all(|source| source.locators.is_empty()));
    prop_assert_eq!(face.cells().count(), whole.cells().count());
    for (face_cell, cell) in face.cells().zip(whole.cells()) {
        prop_assert!(face_cell.others.is_empty() || face_cell.shown.is_none());
        prop_assert_eq!(cell.mentioned, cell.others.len());
        prop_assert_eq!(seen(face_cell, face), seen(cell, whole));
    }
    Ok(())
}

/// What a reader sees of a cell, whatever number a source has and wherever in it the figure stands.
fn seen<'t>(cell: &'t Cell, table: &'t Table) -> impl PartialEq + std::fmt::Debug + 't {
    let source = |number: &usize| &table.sources[*number - 1].source;
    let shown = cell.shown.as_deref().map(|shown| {
        let sources: Vec<_> = shown.sources.iter().map(source).collect();
        let shown_observation = Observation {
            locator: Arc::default(),
            ..shown.observation.clone()
        };
        (
            shown_observation,
            &shown.companions,
            shown.age,
            &shown.notes,
            sources,
        )
    });
    let total = cell.total.as_deref().map(|total| {
        let published = total.published.iter().map(|o| (&o.key, &o.finding, &o.note));
        (&total.figure, &total.coverage, published.collect::<Vec<_>>())
    });
    (cell.status, shown, cell.mentioned, total)
}

fn areas_of(catalogue: &Catalogue) -> Vec<AreaSelector> {
    let places = catalogue.places.keys().cloned().map(AreaSelector::Place);
    let mut areas: Vec<AreaSelector> = places.collect();
    areas.push(AreaSelector::World);
    for scheme in &catalogue.schemes {
        areas.push(AreaSelector::Scheme(scheme.code.clone()));
        let ids = scheme
            .regions
            .iter()
            .map(|region| format!("{}/{}", scheme.code, region.code));
        // The world as a region has a word of its own.
        let ids = ids.filter(|id| id != "GLOBAL/WORLD");
        areas.extend(ids.map(|id| AreaSelector::Region(id.parse().unwrap())));
    }
    areas
}

fn dimensions_of(catalogue: &Catalogue) -> Vec<DimensionSelector> {
    let mut selectors = Vec::new();
    for dimension in catalogue.dimensions.values() {
        let values = dimension.values.iter().map(|value| Some(value.code.clone()));
        selectors.extend(
            std::iter::once(None)
                .chain(values)
                .map(|value| DimensionSelector {
                    dimension: dimension.code.clone(),
                    value,
                }),
        );
    }
    selectors
}

fn periods(twins: &'static Twins) -> impl Strategy<Value = Vec<PeriodSelector>> {
    let one = prop_oneof![
        (1995_i16..2028).prop_map(PeriodSelector::Year),
        (1995_i16..2026, 1_i16..20).prop_map(|(first, more)| PeriodSelector::Years(first, first + more)),
        proptest::sample::select(twins.rounds.clone()).prop_map(PeriodSelector::Round),
    ];
    prop_oneof![
        Just(vec![PeriodSelector::Latest]),
        Just(vec![PeriodSelector::All]),
        proptest::collection::vec(one, 1..4),
    ]
}

/// By what rows are sorted; only a table with a column an indicator can be sorted by one.
fn sort(query: &TableQuery, pick: usize, order: SortOrder) -> Sort {
    let key = match pick {
        0 => SortKey::Area,
        n if n > 1 && query.layout == Layout::AreasIndicators => {
            SortKey::Indicator(query.indicators[n % query.indicators.len()].clone())
        }
        _ => SortKey::Asked,
    };
    let order = if key == SortKey::Asked {
        SortOrder::Ascending
    } else {
        order
    };
    Sort { key, order }
}

/// Questions to an evidence, of at most so many indicators and areas (sets counting as one).
fn queries(twins: &'static Twins, indicators: usize, areas: usize) -> impl Strategy<Value = TableQuery> {
    let catalogue = twins.catalogue();
    let schemes: Vec<_> = catalogue
        .schemes
        .iter()
        .map(|scheme| scheme.code.clone())
        .collect();
    let what = (
        proptest::sample::subsequence(catalogue.indicator_order.clone(), 1..=indicators).prop_shuffle(),
        proptest::sample::subsequence(twins.areas.clone(), 1..=areas).prop_shuffle(),
        periods(twins),
        proptest::sample::subsequence(catalogue.reporters.keys().cloned().collect::<Vec<_>>(), 0..=2),
        proptest::sample::subsequence(twins.dimensions.clone(), 0..=2),
    );
    let how = (
        proptest::sample::select(Layout::ALL),
        proptest::option::of(proptest::sample::select(schemes)),
        (
            proptest::sample::select(Totals::ALL),
            proptest::sample::select(EmptyRows::ALL),
        ),
        0_usize..6,
        prop_oneof![Just(SortOrder::Ascending), Just(SortOrder::Descending)],
    );
    (what, how).prop_map(
        |(
            (indicators, areas, periods, reporters, dimensions),
            (layout, group, (totals, empty), pick, order),
        )| {
            let mut query = TableQuery::new(indicators, areas);
            match layout {
                Layout::AreasPeriods => query.indicators.truncate(1),
                Layout::IndicatorsPeriods => query.areas.truncate(1),
                Layout::AreasIndicators | Layout::Long => {}
            }
            (query.periods, query.reporters, query.dimensions) = (periods, reporters, dimensions);
            (query.layout, query.group, query.totals) = (layout, group, totals);
            query.empty = empty;
            query.sort = sort(&query, pick, order);
            query.normalize();
            query
        },
    )
}

proptest! {
    #[test]
    fn the_small_world_answers_alike_from_columns(query in queries(&WORLD, 6, 5)) {
        WORLD.agree_on(&query)?;
    }
}

/// The bundled evidence is asked a tenth as often: each question goes through thousands of findings.
fn fewer() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: (usual.cases / 10).max(1),
        ..usual
    }
}

proptest! {
    #![proptest_config(fewer())]

    #[test]
    fn the_bundled_evidence_answers_alike_from_columns(query in queries(&BUNDLED, 4, 3)) {
        BUNDLED.agree_on(&query)?;
    }
}

/// A strategy whose questions were all refused, or all answered by nothing, would prove nothing.
#[test]
fn much_of_what_is_asked_has_an_answer() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut answered, mut readable) = (0, 0);
    for _ in 0..200 {
        let query = queries(&WORLD, 6, 5).new_tree(&mut runner).unwrap().current();
        answered += usize::from(WORLD.agree_on(&query).unwrap());
        readable += usize::from(TableQuery::parse(&query.to_query_string(), WORLD.catalogue()).is_ok());
    }
    assert!(answered > 80, "{answered} of 200 have a figure");
    assert!(readable > 180, "{readable} of 200 can be asked in an address");
}
