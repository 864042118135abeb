//! How much of the world an indicator covers: of each region's places, in how many there is a recent answer, and why not in the others.

use tidemark_evidence::catalogue::Region;
use tidemark_evidence::table::{Age, Cell, Group, RowSubject};
use tidemark_evidence::{Catalogue, Status, Table};
use tidemark_vocab::{AreaId, PlaceCode, RegionId};

use crate::presets;

/// How many places there are, by what is recorded of them. Parts of places are not places to cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reach {
    /// All.
    pub places: usize,
    /// With a recent answer.
    pub recent: usize,
    /// Of which a source says that it is not known.
    pub not_known: usize,
    /// Of which the newest answer is too old to stand for today.
    pub old: usize,
    /// Of which nothing is recorded that could be told.
    pub silent: usize,
}

/// The reach of a table of one indicator that is grouped by region, by region of the [`grouping`](presets::grouping) of pages; nothing where there is none.
#[must_use]
pub fn by_region(table: &Table, catalogue: &Catalogue) -> Vec<(RegionId, Reach)> {
    let Some(scheme) = presets::grouping(catalogue) else {
        return Vec::new();
    };
    let reach = |region: &Region| {
        let id = RegionId {
            scheme: scheme.code.clone(),
            region: region.code.clone(),
        };
        let mut groups = table.groups.iter();
        let group = groups.find(|group| group.region.as_ref() == Some(&id));
        let reach = Reach::of(region.members.keys(), group);
        (id, reach)
    };
    scheme.regions.iter().map(reach).collect()
}

impl Reach {
    fn of<'p>(members: impl Iterator<Item = &'p PlaceCode>, group: Option<&Group>) -> Self {
        let rows = group.map_or(&[][..], |group| &group.rows).iter();
        let whole = rows.filter(
            |row| matches!(&row.subject, RowSubject::Area(AreaId::Place(place)) if place.parent().is_none()),
        );
        let cells: Vec<&Cell> = whole.filter_map(|row| row.cells.first()).collect();
        let count = |is: &dyn Fn(&Cell) -> bool| cells.iter().filter(|cell| is(cell)).count();
        let old = count(&|cell| cell.shown.as_ref().is_some_and(|shown| shown.age == Age::Old));
        let not_known = count(&|cell| cell.status == Status::NotKnown);
        let is_silent = |status| matches!(status, Status::NoRecord | Status::NotKnown | Status::Withdrawn);
        let recent = count(&|cell| !is_silent(cell.status));
        let places = members.filter(|place| place.parent().is_none()).count();
        Self {
            silent: places.saturating_sub(recent + not_known + old),
            places,
            recent,
            not_known,
            old,
        }
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            places: self.places + other.places,
            recent: self.recent + other.recent,
            not_known: self.not_known + other.not_known,
            old: self.old + other.old,
            silent: self.silent + other.silent,
        }
    }
}
