//! Every code that the files declare.

use std::collections::HashMap;

use tidemark_vocab::{
    DimensionCode, IndicatorCode, LevelCode, PlaceCode, RegionId, ReporterCode, RoundId, ScaleCode,
    SchemeCode, SourceId, ThemeCode,
};

use super::names::Names;

/// Every code that the files declare, well or badly.
pub(super) struct Declared {
    pub(super) themes: Names<ThemeCode>,
    pub(super) scales: Names<ScaleCode>,
    pub(super) levels: HashMap<ScaleCode, Names<LevelCode>>,
    pub(super) dimensions: Names<DimensionCode>,
    pub(super) values: HashMap<DimensionCode, Names<LevelCode>>,
    pub(super) indicators: Names<IndicatorCode>,
    pub(super) reporters: Names<ReporterCode>,
    pub(super) rounds: Names<RoundId>,
    pub(super) schemes: Names<SchemeCode>,
    pub(super) regions: Names<RegionId>,
    pub(super) places: Names<PlaceCode>,
    pub(super) sources: Names<SourceId>,
}

impl Declared {
    pub(super) fn new() -> Self {
        Self {
            themes: Names::new("theme", "themes.toml"),
            scales: Names::new("scale", "scales.toml"),
            levels: HashMap::new(),
            dimensions: Names::new("dimension", "dimensions.toml"),
            values: HashMap::new(),
            indicators: Names::new("indicator", "indicators/"),
            reporters: Names::new("reporter", "reporters.toml"),
            rounds: Names::new("round", "reporters.toml"),
            schemes: Names::new("scheme", "schemes.toml"),
            regions: Names::new("region", "schemes.toml"),
            places: Names::new("place", "areas/places.csv"),
            sources: Names::new("source", "sources.csv"),
        }
    }
}
