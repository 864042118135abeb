//! Rows by region.

use std::collections::BTreeMap;

use tidemark_vocab::{AreaId, PlaceCode, RegionId};

use super::build::Making;
use super::model::{Row, RowSubject};

impl Making<'_> {
    /// Rows by region of the scheme asked for, in the scheme's order; the rest last. Rows of regions come first, ungrouped.
    pub(super) fn grouped(&self, rows: Vec<Row>) -> Vec<(Option<RegionId>, Vec<Row>)> {
        let Some(scheme) = self
            .query
            .group
            .as_ref()
            .and_then(|code| self.corpus.catalogue().scheme(code))
        else {
            return vec![(None, rows)];
        };
        let region_of: BTreeMap<&PlaceCode, usize> = scheme
            .regions
            .iter()
            .enumerate()
            .flat_map(|(at, region)| region.members.keys().map(move |place| (place, at)))
            .collect();
        let (above, places): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| place_of(row).is_none());
        let mut grouped: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
        for row in places {
            let at = place_of(&row).and_then(|place| {
                region_of
                    .get(&place)
                    .or_else(|| region_of.get(&place.parent()?))
                    .copied()
            });
            grouped.entry(at.unwrap_or(usize::MAX)).or_default().push(row);
        }
        let named = |at: usize| {
            scheme.regions.get(at).map(|r| RegionId {
                scheme: scheme.code.clone(),
                region: r.code.clone(),
            })
        };
        let first = (!above.is_empty()).then_some((None, above));
        first
            .into_iter()
            .chain(grouped.into_iter().map(|(at, rows)| (named(at), rows)))
            .collect()
    }
}

fn place_of(row: &Row) -> Option<PlaceCode> {
    match &row.subject {
        RowSubject::Area(AreaId::Place(place))
        | RowSubject::AreaSplit {
            area: AreaId::Place(place),
            ..
        } => Some(place.clone()),
        _ => None,
    }
}
