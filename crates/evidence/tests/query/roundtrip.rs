//! Printing and parsing undo each other, and nothing panics.

use std::sync::LazyLock;

use proptest::prelude::*;
use tidemark_evidence::catalogue::Catalogue;
use tidemark_evidence::query::{
    AreaSelector, DimensionSelector, EmptyRows, Format, KEYS, Layout, PeriodSelector, Sort, SortKey,
    SortOrder, TableQuery, Totals,
};

use crate::small::catalogue;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(catalogue);

fn areas() -> impl Strategy<Value = Vec<AreaSelector>> {
    let all = vec![
        AreaSelector::Place("BGR".parse().unwrap()),
        AreaSelector::Place("NPL".parse().unwrap()),
        AreaSelector::Place("PSE-GAZ".parse().unwrap()),
        AreaSelector::World,
        AreaSelector::Region("HRI/EURASIA".parse().unwrap()),
        AreaSelector::Region("GLOBAL/LMIC".parse().unwrap()),
        AreaSelector::Scheme("HRI".parse().unwrap()),
    ];
    let count = all.len();
    proptest::sample::subsequence(all, 1..=count).prop_shuffle()
}

fn periods() -> impl Strategy<Value = Vec<PeriodSelector>> {
    let one = prop_oneof![
        (1_i16..=9999).prop_map(PeriodSelector::Year),
        (1_i16..9999)
            .prop_flat_map(|first| (Just(first), first + 1..=9999))
            .prop_map(|(first, last)| PeriodSelector::Years(first, last)),
        prop_oneof![Just("HRI/2018"), Just("HRI/2020")]
            .prop_map(|round| PeriodSelector::Round(round.parse().unwrap())),
    ];
    prop_oneof![
        Just(vec![PeriodSelector::Latest]),
        Just(vec![PeriodSelector::All]),
        proptest::collection::vec(one, 1..5),
    ]
}

fn dimensions() -> impl Strategy<Value = Vec<DimensionSelector>> {
    let all: Vec<_> = [None, Some("men"), Some("women")]
        .into_iter()
        .map(|value| DimensionSelector {
            dimension: "sex".parse().unwrap(),
            value: value.map(|v| v.parse().unwrap()),
        })
        .collect();
    proptest::sample::subsequence(all, 0..=3)
}

fn sort(query: &TableQuery, pick: usize, order: SortOrder) -> Sort {
    let by_column = query.layout == Layout::AreasIndicators;
    match pick {
        0 => Sort {
            key: SortKey::Area,
            order,
        },
        n if n > 1 && by_column => Sort {
            key: SortKey::Indicator(query.indicators[n % query.indicators.len()].clone()),
            order,
        },
        _ => Sort {
            key: SortKey::Asked,
            order: SortOrder::Ascending,
        },
    }
}

prop_compose! {
    fn queries()(
        indicators in proptest::sample::subsequence(vec!["nsp_available", "nsp_sites", "oat_available"], 1..=3)
            .prop_shuffle(),
        areas in areas(),
        periods in periods(),
        reporters in proptest::sample::subsequence(vec!["HRI", "WHO"], 0..=2),
        dimensions in dimensions(),
        layout in proptest::sample::select(Layout::ALL),
        group in proptest::option::of(prop_oneof![Just("HRI"), Just("GLOBAL")]),
        totals in proptest::sample::select(Totals::ALL),
        empty in proptest::sample::select(EmptyRows::ALL),
        sort_by in (0_usize..6, prop_oneof![Just(SortOrder::Ascending), Just(SortOrder::Descending)]),
        edition in proptest::option::of("[0-9a-f]{8,64}"),
        lang in proptest::option::of(prop_oneof![Just("en"), Just("pt-BR")]),
        format in proptest::sample::select(Format::ALL),
    ) -> TableQuery {
        let mut query = TableQuery::new(
            indicators.into_iter().map(|i| i.parse().unwrap()).collect(),
            areas,
        );
        query.periods = periods;
        query.reporters = reporters.into_iter().map(|r| r.parse().unwrap()).collect();
        query.dimensions = dimensions;
        query.layout = layout;
        match layout {
            Layout::AreasPeriods => query.indicators.truncate(1),
            Layout::IndicatorsPeriods => query.areas = vec![AreaSelector::World],
            Layout::AreasIndicators | Layout::Long => {}
        }
        query.group = group.map(|g| g.parse().unwrap());
        query.totals = totals;
        query.empty = empty;
        query.sort = sort(&query, sort_by.0, sort_by.1);
        query.edition = edition;
        query.lang = lang.map(|l| l.parse().unwrap());
        query.format = format;
        if matches!(format, Format::Compact | Format::Cells) {
            query.totals = Totals::Hidden;
            query.layout = match layout {
                Layout::AreasPeriods => Layout::AreasPeriods,
                _ => Layout::AreasIndicators,
            };
        }
        query.normalize();
        query
    }
}

/// Texts that look like queries more often than chance would have it.
fn near_queries() -> impl Strategy<Value = String> {
    let value = "[a-zA-Z0-9_,:/.+%é \\-]{0,16}|nsp_sites|BGR|region:HRI/ASIA|latest|2008\\.\\.2020|long|%";
    let pair = (proptest::sample::select(KEYS), value).prop_map(|(key, value)| format!("{key}={value}"));
    proptest::collection::vec(pair, 0..8).prop_map(|pairs| pairs.join("&"))
}

fn check_any(text: &str) -> Result<(), TestCaseError> {
    match TableQuery::parse(text, &CATALOGUE) {
        Ok(parsed) => {
            let printed = parsed.query.to_query_string();
            prop_assert_eq!(parsed.canonical, printed == text);
            let again = TableQuery::parse(&printed, &CATALOGUE);
            prop_assert_eq!(again.map(|p| (p.query, p.canonical)), Ok((parsed.query, true)));
        }
        Err(errors) => {
            prop_assert!(!errors.0.is_empty());
            for error in &errors {
                let rest: String = error.text.chars().skip(error.position).collect();
                prop_assert!(error.position <= error.text.chars().count());
                prop_assert!(rest.starts_with(&error.value), "{:?}", error);
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_printed_query_is_read_as_it_was(query in queries()) {
        let printed = query.to_query_string();
        let parsed = TableQuery::parse(&printed, &CATALOGUE)
            .map_err(|errors| TestCaseError::fail(format!("{printed}: {errors}")))?;
        prop_assert!(parsed.canonical, "{}", printed);
        prop_assert_eq!(parsed.query.to_query_string(), printed);
        prop_assert_eq!(parsed.query, query);
    }

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        check_any(&text)?;
    }

    #[test]
    fn texts_near_a_query_are_answered(text in near_queries()) {
        check_any(&text)?;
    }

    #[test]
    fn an_encoded_query_asks_the_same(query in queries()) {
        let printed = query.to_query_string();
        let encoded = printed.replace(',', "%2C").replace(':', "%3a").replace('/', "%2F");
        let parsed = TableQuery::parse(&encoded, &CATALOGUE)
            .map_err(|errors| TestCaseError::fail(format!("{encoded}: {errors}")))?;
        prop_assert_eq!(parsed.canonical, encoded == printed);
        prop_assert_eq!(parsed.query, query);
    }
}
