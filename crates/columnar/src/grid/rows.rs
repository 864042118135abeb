//! The areas of a query's rows, looked up once: asking again for the same places does not sort their names again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tidemark_evidence::query::TableQuery;
use tidemark_evidence::table::grid::plain_rows;
use tidemark_vocab::AreaId;

use crate::edition::Edition;

/// How many selections of areas are remembered.
const REMEMBERED: usize = 64;

/// An area of a row, and its number in the edition where it has figures.
#[derive(Debug, Clone)]
pub(super) struct RowArea {
    pub(super) area: AreaId,
    pub(super) number: Option<u32>,
}

/// Selections of areas that were looked up.
#[derive(Debug, Default)]
pub(crate) struct KnownRows(Mutex<HashMap<String, Arc<[RowArea]>>>);

impl Clone for KnownRows {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Edition {
    /// The rows of a query, where they can be known without the cells, and none is a region.
    pub(super) fn rows(&self, query: &TableQuery) -> Option<Arc<[RowArea]>> {
        // A region may have figures of its own, or what its places come to: that depends on the indicators.
        let key = is_about_places(query).then(|| key_of(query))?;
        if let Some(known) = self.known_rows.get(&key) {
            return Some(known);
        }
        let areas = plain_rows(query, self)?;
        let rows: Option<Vec<RowArea>> = areas.into_iter().map(|area| self.row(area)).collect();
        let rows: Arc<[RowArea]> = rows?.into();
        self.known_rows.put(key, Arc::clone(&rows));
        Some(rows)
    }

    fn row(&self, area: AreaId) -> Option<RowArea> {
        let number = self.area_number(&area);
        matches!(area, AreaId::Place(_)).then_some(RowArea { area, number })
    }
}

fn is_about_places(query: &TableQuery) -> bool {
    use tidemark_evidence::query::AreaSelector::{Place, Scheme};
    query
        .areas
        .iter()
        .all(|area| matches!(area, Place(_) | Scheme(_)))
}

/// All of a query on which its rows depend, and all by which they cannot be known.
fn key_of(query: &TableQuery) -> String {
    let areas: Vec<String> = query.areas.iter().map(ToString::to_string).collect();
    let lang = query.lang.as_ref().map_or("", |lang| lang.as_str());
    let is_free = query.reporters.is_empty() && query.group.is_none();
    format!(
        "{} {} {lang} {is_free} {} {}",
        areas.join(","),
        query.sort,
        query.totals.as_str(),
        query.layout.as_str(),
    )
}

impl KnownRows {
    fn get(&self, key: &str) -> Option<Arc<[RowArea]>> {
        // A poisoned lock holds whole entries or none.
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).map(Arc::clone)
    }

    fn put(&self, key: String, rows: Arc<[RowArea]>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(key, rows);
    }
}
