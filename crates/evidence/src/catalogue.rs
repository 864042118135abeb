//! Everything an edition says besides its observations: what the codes mean and which rules hold.

use std::collections::BTreeMap;

use tidemark_vocab::{
    AreaId, DimensionCode, IndicatorCode, LocalizedText, PartialDate, PlaceCode, RegionCode, RegionId,
    Reporter, ReporterCode, ScaleCode, SchemeCode, Source, SourceId, closed_list,
};

use crate::indicator::{Dimension, Indicator, Scale, Theme};

/// The edition's own particulars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionInfo {
    /// Its title, for readers.
    pub title: String,
    /// The day it speaks of; ages are reckoned from its year.
    pub date: PartialDate,
    /// What a reader must know of how it came to be; empty where nothing.
    pub note: String,
}

/// A country, a territory, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its code.
    pub code: PlaceCode,
    /// Its names.
    pub name: LocalizedText,
    /// Its UN M49 code, where it has one.
    pub m49: Option<String>,
    /// Other names, for finding it.
    pub aliases: Vec<String>,
}

/// Who says that a place belongs to a region, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The document.
    pub source: SourceId,
    /// Where in it; empty where it has no locator.
    pub locator: String,
    /// What a reader must know of it; empty where nothing.
    pub note: String,
}

/// A region of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its name.
    pub name: LocalizedText,
    /// The places it holds, in order of code, each with the ground on which it is held.
    pub members: BTreeMap<PlaceCode, Membership>,
}

/// A way of grouping places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// Its code.
    pub code: SchemeCode,
    /// Which version of the grouping this is; schemes drift.
    pub version: String,
    /// Its name.
    pub name: LocalizedText,
    /// What a reader must know of it.
    pub note: LocalizedText,
    /// Its regions in order.
    pub regions: Vec<Region>,
}

/// Whether a reporter is shown where the reader names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// Shown when it is the best.
    Eligible,
    /// Kept and shown on demand only.
    OnDemand,
}

/// A reporter's place in a rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankEntry {
    /// The reporter.
    pub reporter: ReporterCode,
    /// Whether it is shown where the reader names no reporter.
    pub showing: Showing,
    /// Why it stands here.
    pub reason: LocalizedText,
}

/// Which reporter is shown by default, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rank {
    /// Why this order.
    pub reason: LocalizedText,
    /// Best first.
    pub order: Vec<RankEntry>,
}

closed_list!(
    /// How much of its field an observation set covers.
    Completeness, "a completeness",
    "complete, partial or changes_only", {
        /// Every place it speaks of is listed.
        Complete = "complete",
        /// Some places are listed.
        Partial = "partial",
        /// Only changes since an earlier list.
        ChangesOnly = "changes_only",
    }
);

/// What one source says about one indicator, as a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservationSet {
    /// How much it covers.
    pub completeness: Completeness,
    /// How that is known.
    pub reason: String,
}

/// Everything an edition says besides its observations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue {
    /// The edition's particulars.
    pub edition: EditionInfo,
    /// Themes in the order of the page.
    pub themes: Vec<Theme>,
    /// Indicators by code.
    pub indicators: BTreeMap<IndicatorCode, Indicator>,
    /// The indicators' order within their themes, as the files list them.
    pub indicator_order: Vec<IndicatorCode>,
    /// Scales by code.
    pub scales: BTreeMap<ScaleCode, Scale>,
    /// Dimensions by code.
    pub dimensions: BTreeMap<DimensionCode, Dimension>,
    /// Reporters by code.
    pub reporters: BTreeMap<ReporterCode, Reporter>,
    /// Sources by id.
    pub sources: BTreeMap<SourceId, Source>,
    /// Places by code.
    pub places: BTreeMap<PlaceCode, Place>,
    /// Schemes in the order of the page.
    pub schemes: Vec<Scheme>,
    /// Ranks by indicator.
    pub ranks: BTreeMap<IndicatorCode, Rank>,
    /// The rank of indicators that have none of their own.
    pub default_rank: Rank,
    /// Completeness by source and indicator; a set that is not listed is partial.
    pub sets: BTreeMap<(SourceId, IndicatorCode), ObservationSet>,
}

impl Catalogue {
    /// The rank that holds for an indicator.
    #[must_use]
    pub fn rank(&self, indicator: &IndicatorCode) -> &Rank {
        self.ranks.get(indicator).unwrap_or(&self.default_rank)
    }

    /// The indicators of a theme, in its order.
    #[must_use]
    pub fn of_theme(&self, theme: &Theme) -> Vec<IndicatorCode> {
        let is_of = |code: &&IndicatorCode| {
            let known = self.indicators.get(*code);
            known.is_some_and(|known| known.theme == theme.code)
        };
        self.indicator_order.iter().filter(is_of).cloned().collect()
    }

    /// A scheme by its code.
    #[must_use]
    pub fn scheme(&self, code: &SchemeCode) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.code == *code)
    }

    /// Whether the regions of a scheme hold the places of the world: all but at most one of fifty, since lists differ in which they take for places.
    /// Parts of places do not count.
    #[must_use]
    pub fn spans_the_world(&self, code: &SchemeCode) -> bool {
        let regions = self.scheme(code).map_or(&[][..], |scheme| &scheme.regions);
        let is_held = |place: &&PlaceCode| regions.iter().any(|region| region.members.contains_key(*place));
        let whole = || self.places.keys().filter(|place| place.parent().is_none());
        let (held, all) = (whole().filter(is_held).count(), whole().count());
        held > 0 && (all - held) * 50 <= all
    }

    /// A region by its id.
    #[must_use]
    pub fn region(&self, id: &RegionId) -> Option<&Region> {
        self.scheme(&id.scheme)?
            .regions
            .iter()
            .find(|region| region.code == id.region)
    }

    /// The name of an area in a language; its code where it has none.
    #[must_use]
    pub fn area_name(&self, area: &AreaId, lang: &str) -> String {
        let name = match area {
            AreaId::Place(place) => self.places.get(place).map(|p| p.name.get(lang)),
            AreaId::Region(region) => self.region(region).map(|r| r.name.get(lang)),
        };
        name.filter(|name| !name.is_empty())
            .map_or_else(|| area.to_string(), str::to_owned)
    }

    /// How complete a set is; partial where nobody has said.
    #[must_use]
    pub fn completeness(&self, source: &SourceId, indicator: &IndicatorCode) -> Completeness {
        self.sets
            .get(&(source.clone(), indicator.clone()))
            .map_or(Completeness::Partial, |set| set.completeness)
    }
}
