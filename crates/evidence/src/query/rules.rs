//! Rules between parameters.

use tidemark_vocab::Message;

use super::error::QueryError;
use super::model::{AreaSelector, Format, Layout, PeriodSelector, SortKey, TableQuery, Totals};
use super::parse::Given;

/// What does not go together in a query whose single values were all understood.
pub(super) fn check(query: &TableQuery, given: &[Given]) -> Vec<QueryError> {
    [
        period_alone(query, given),
        layout_fits(query, given),
        sort_fits(query, given),
        format_fits(query, given),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of<'a>(given: &'a [Given], key: &str) -> Option<&'a Given> {
    given.iter().find(|parameter| parameter.key == key)
}

/// `latest` and `all` stand alone.
fn period_alone(query: &TableQuery, given: &[Given]) -> Option<QueryError> {
    let whole = |p: &PeriodSelector| matches!(p, PeriodSelector::Latest | PeriodSelector::All);
    if query.periods.len() < 2 || !query.periods.iter().any(whole) {
        return None;
    }
    let parameter = of(given, "periods")?;
    let item = parameter
        .items
        .iter()
        .find(|item| matches!(item.text.as_str(), "latest" | "all"))?;
    let reason = Message::new("query-error-period-alone").with("value", &item.text);
    Some(parameter.refuse(item, reason, Vec::new()))
}

/// Periods can be columns only for one indicator or one area. A region is one: its figures are those published for it.
fn layout_fits(query: &TableQuery, given: &[Given]) -> Option<QueryError> {
    let one_indicator = query.indicators.len() < 2;
    let one_area = match query.areas.as_slice() {
        [] => true,
        [area] => !matches!(area, AreaSelector::Scheme(_)),
        _ => false,
    };
    let reason = match query.layout {
        Layout::AreasPeriods if !one_indicator => {
            Message::new("query-error-layout-one-indicator").with("given", &query.indicators.len())
        }
        Layout::IndicatorsPeriods if !one_area => Message::new("query-error-layout-one-area"),
        _ => return None,
    };
    let parameter = of(given, "layout")?;
    let item = parameter.items.first()?;
    let suggestions = Layout::ALL
        .iter()
        .filter(|layout| match layout {
            Layout::AreasPeriods => one_indicator,
            Layout::IndicatorsPeriods => one_area,
            Layout::AreasIndicators | Layout::Long => true,
        })
        .map(ToString::to_string)
        .collect();
    Some(parameter.refuse(item, reason, suggestions))
}

/// A grid of cells has areas as rows, and nothing beneath them.
fn format_fits(query: &TableQuery, given: &[Given]) -> Option<QueryError> {
    let is_grid = matches!(query.format, Format::Compact | Format::Cells);
    let fits = matches!(query.layout, Layout::AreasIndicators | Layout::AreasPeriods)
        && query.totals == Totals::Hidden;
    if !is_grid || fits {
        return None;
    }
    let parameter = of(given, "format")?;
    let item = parameter.items.first()?;
    let reason = Message::new("query-error-format-grid").with("value", &item.text);
    Some(parameter.refuse(
        item,
        reason,
        vec![Format::Json.to_string(), Format::Csv.to_string()],
    ))
}

/// A table can be sorted by a column that it has.
fn sort_fits(query: &TableQuery, given: &[Given]) -> Option<QueryError> {
    let SortKey::Indicator(indicator) = &query.sort.key else {
        return None;
    };
    let parameter = of(given, "sort")?;
    let item = parameter.items.first()?;
    let refuse = |id, suggestions| {
        let reason = Message::new(id).with("value", &item.text);
        Some(parameter.refuse(item, reason, suggestions))
    };
    if query.layout != Layout::AreasIndicators {
        return refuse(
            "query-error-sort-layout",
            vec!["area".to_owned(), "asked".to_owned()],
        );
    }
    if !query.indicators.is_empty() && !query.indicators.contains(indicator) {
        let columns = query.indicators.iter().take(5).map(ToString::to_string);
        return refuse("query-error-sort-column", columns.collect());
    }
    None
}
