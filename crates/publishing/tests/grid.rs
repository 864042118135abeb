//! Grids straight from the columns are those of tables, byte for byte.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use proptest::sample::subsequence;
use tidemark_columnar::{Edition, NoGrid};
use tidemark_evidence::indicator::Kind;
use tidemark_evidence::table::{self, CELL_LIMIT, TableError, grid};
use tidemark_evidence::{
    Bound, Corpus, Dataset, Dimensions, Finding, Indicator, MapCorpus, Observation, ObservationKey, Quantity,
    TableQuery,
};
use tidemark_publishing::json::{Detail, Grid};
use tidemark_vocab::{AreaId, Decimal, Period, Source};

/// The evidence as columns, and as the obvious form.
struct Both {
    edition: Edition,
    map: MapCorpus,
}

impl Both {
    fn of(dataset: Dataset) -> Self {
        let (catalogue, observations) = (dataset.catalogue.clone(), dataset.observations.clone());
        let edition = Edition::build(dataset).unwrap();
        let map = MapCorpus::new(catalogue, observations, edition.identity().to_owned());
        Self { edition, map }
    }

    /// What a query is answered with by the columns, where they answer it, and by the table.
    fn answers(&self, query: &TableQuery, detail: Detail) -> (Option<Vec<u8>>, Vec<u8>) {
        let new = || Grid::new(self.edition.identity(), detail);
        let (mut straight, mut slow) = (new(), new());
        let made = self.edition.grid(query, CELL_LIMIT, &mut straight);
        grid::write(&table::build(query, &self.map).unwrap(), &mut slow);
        match made {
            Ok(()) => (Some(straight.finish()), slow.finish()),
            Err(NoGrid::LeftToTable) => (None, slow.finish()),
            Err(NoGrid::Refused(error)) => panic!("{error}"),
        }
    }
}

static BUNDLED: LazyLock<Both> = LazyLock::new(|| Both::of(tidemark_testkit::bundled()));
static WORLD: LazyLock<Both> = LazyLock::new(|| Both::of(tidemark_testkit::world()));

/// Queries of every sort that the columns answer, and some that they leave to the table.
fn query(both: &'static Both) -> impl Strategy<Value = String> {
    let catalogue = both.edition.catalogue();
    let indicators: Vec<String> = catalogue.indicators.keys().map(ToString::to_string).collect();
    let mut areas: Vec<String> = catalogue.places.keys().map(ToString::to_string).collect();
    areas.extend(
        catalogue
            .schemes
            .iter()
            .map(|scheme| format!("scheme:{}", scheme.code)),
    );
    areas.push("world".to_owned());
    let mut splits: Vec<String> = indicators
        .iter()
        .flat_map(|code| both.edition.splits_of(&code.parse().unwrap()))
        .flat_map(|split| split.iter().map(|(d, v)| format!("{d}:{v}")).collect::<Vec<_>>())
        .collect();
    splits.sort();
    splits.dedup();
    let most = indicators.len().min(6);
    let (few, some) = (areas.len().min(9), splits.len().min(2));
    let periods = prop_oneof![
        Just("latest".to_owned()),
        Just("all".to_owned()),
        (2000_i16..2026).prop_map(|year| year.to_string()),
        (1990_i16..2026, 0_i16..30).prop_map(|(year, more)| format!("{year}..{}", (year + more).min(2026))),
        Just("round:HRI/2020".to_owned()),
    ];
    let sorts = prop_oneof![Just("area"), Just("-area"), Just("asked")];
    let layouts = prop_oneof![Just("areas-indicators"), Just("areas-periods")];
    (
        subsequence(indicators, 1..=most),
        subsequence(areas, 1..=few),
        periods,
        prop::option::weighted(0.4, subsequence(splits, some.min(1)..=some)),
        sorts,
        layouts,
    )
        .prop_map(|(mut indicators, areas, periods, splits, sort, layout)| {
            if layout == "areas-periods" {
                indicators.truncate(1);
            }
            let splits = splits
                .map(|splits| format!("&dimensions={}", splits.join(",")))
                .unwrap_or_default();
            format!(
                "indicators={}&areas={}&periods={periods}&sort={sort}&layout={layout}{splits}",
                indicators.join(","),
                areas.join(","),
            )
        })
}

fn agree(both: &Both, text: &str) -> Result<bool, TestCaseError> {
    // Rounds and layouts that do not exist there are no questions.
    let Ok(parsed) = TableQuery::parse(text, both.edition.catalogue()) else {
        return Err(TestCaseError::reject("no query"));
    };
    let mut is_straight = false;
    for detail in [Detail::Compact, Detail::Full] {
        let (straight, slow) = both.answers(&parsed.query, detail);
        serde_json::from_slice::<serde_json::Value>(&slow).unwrap();
        if let Some(straight) = straight {
            is_straight = true;
            prop_assert_eq!(
                String::from_utf8(straight).unwrap(),
                String::from_utf8(slow).unwrap(),
                "{}",
                text
            );
        }
    }
    Ok(is_straight)
}

/// Arbitrary findings of the small world's indicators and places: reporters contradict one another, figures are in doubt, old, of
/// parts of years and of rounds.
fn contradictions() -> impl Strategy<Value = Dataset> {
    let world = tidemark_testkit::world();
    let catalogue = world.catalogue.clone();
    let indicators: Vec<Indicator> = catalogue.indicators.values().cloned().collect();
    let places: Vec<_> = catalogue.places.keys().take(3).cloned().collect();
    let sources: Vec<Source> = catalogue.sources.values().cloned().collect();
    let periods: Vec<Period> = ["2008", "2019", "2020", "2021", "2020-01..2020-06", "2018..2020"]
        .iter()
        .map(|text| Period::new(Some(text.parse().unwrap()), None).unwrap())
        .chain(
            world
                .observations
                .iter()
                .map(|o| o.key.period.clone())
                .filter(Period::is_round_dated)
                .take(3),
        )
        .collect();
    let splits: Vec<Dimensions> = world
        .observations
        .iter()
        .map(|o| o.key.dimensions.clone())
        .collect();
    let one = (
        prop::sample::select(indicators),
        prop::sample::select(places),
        prop::sample::select(periods),
        prop::option::weighted(0.2, prop::sample::select(splits)),
        prop::sample::select(sources),
        (0_u32..50, any::<bool>(), prop::sample::select(&Bound::ALL[..])),
    );
    prop::collection::vec(one, 1..60).prop_map(move |rows| {
        let mut observations: BTreeMap<ObservationKey, Observation> = BTreeMap::new();
        for (indicator, place, period, split, source, (number, doubt, bound)) in rows {
            let finding = match &indicator.kind {
                Kind::Quantity(_) => Finding::Quantity(Quantity::bounded(bound, Decimal::from(number))),
                _ if number % 5 == 0 => Finding::NotKnown,
                Kind::Availability if number % 2 == 0 => Finding::No,
                Kind::Availability => Finding::Yes,
                _ => Finding::Confidential,
            };
            let key = ObservationKey {
                indicator: indicator.code,
                area: AreaId::Place(place),
                period,
                dimensions: split.unwrap_or_default(),
                reporter: source.reporter,
                source: source.id,
            };
            let observation = Observation {
                key: key.clone(),
                finding,
                locator: "p. 1".into(),
                note: Arc::default(),
                questioned: doubt.then(|| "doubtful".into()),
            };
            observations.insert(key, observation);
        }
        Dataset {
            catalogue: catalogue.clone(),
            observations: observations.into_values().collect(),
        }
    })
}

proptest! {
    #[test]
    fn contradicting_reporters_are_chosen_among_alike(dataset in contradictions(), newest in any::<bool>()) {
        let both = Both::of(dataset);
        let catalogue = both.edition.catalogue();
        let codes: Vec<String> = catalogue.indicators.keys().map(ToString::to_string).collect();
        let areas: Vec<String> = catalogue.places.keys().take(4).map(ToString::to_string).collect();
        let (codes_list, areas) = (codes.join(","), areas.join(","));
        let periods = if newest { "latest" } else { "2000..2025" };
        agree(&both, &format!("indicators={codes_list}&areas={areas}&periods={periods}"))?;
        for code in codes {
            agree(&both, &format!("indicators={code}&areas={areas}&periods=2008..2021,2020&layout=areas-periods"))?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn any_query_to_the_small_world_has_the_same_cells(text in query(&WORLD)) {
        agree(&WORLD, &text)?;
    }

    #[test]
    fn any_query_to_the_bundled_evidence_has_the_same_cells(text in query(&BUNDLED)) {
        agree(&BUNDLED, &text)?;
    }
}

#[test]
fn the_usual_questions_are_answered_straight_from_the_columns() {
    for text in [
        "indicators=nsp_available,oat_available,pwid_hiv_prevalence&areas=scheme:HRI",
        "indicators=pwid_hiv_prevalence&areas=scheme:HRI&periods=1990..2025&layout=areas-periods",
        "indicators=nsp_available,pwid_population_size&areas=BGR,NPL&periods=2018",
    ] {
        assert!(agree(&BUNDLED, text).unwrap(), "{text}");
    }
}

#[test]
fn an_answer_that_is_too_large_is_refused_before_it_is_made() {
    let query = TableQuery::parse(
        "indicators=nsp_available&areas=scheme:HRI",
        BUNDLED.edition.catalogue(),
    );
    let query = query.unwrap().query;
    let mut sink = Grid::new("", Detail::Compact);
    let refused = BUNDLED.edition.grid(&query, 5, &mut sink).unwrap_err();
    assert!(
        matches!(refused, NoGrid::Refused(TableError::TooLarge { limit: 5, .. })),
        "{refused:?}"
    );
}
