//! The parts of a query, already understood.

use tidemark_vocab::{
    DimensionCode, IndicatorCode, Lang, LevelCode, PlaceCode, RegionId, ReporterCode, RoundId, SchemeCode,
};

/// Which areas are asked for. Sets stay sets; they are resolved when the table is made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaSelector {
    /// One place: `BGR`.
    Place(PlaceCode),
    /// The figures published for the world: `world`.
    World,
    /// The places of a region, and the figures published for the region itself: `region:HRI/EURASIA`.
    Region(RegionId),
    /// All places of a scheme: `scheme:HRI`.
    Scheme(SchemeCode),
}

/// Which periods are asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodSelector {
    /// The newest of each figure, with its own period: `latest`.
    Latest,
    /// Every period there is: `all`.
    All,
    /// Reference periods within one year: `2020`.
    Year(i16),
    /// Reference periods within these years: `2008..2020`.
    Years(i16, i16),
    /// What a reporter published in one round: `round:HRI/2020`.
    Round(RoundId),
}

/// By what figures are split.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DimensionSelector {
    /// The dimension: `sex`.
    pub dimension: DimensionCode,
    /// One value of it (`sex:men`); every value where there is none.
    pub value: Option<LevelCode>,
}

/// What stands in rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// A row an area, a column an indicator.
    AreasIndicators,
    /// A row an area, a column a period; one indicator.
    AreasPeriods,
    /// A row an indicator, a column a period; one area.
    IndicatorsPeriods,
    /// A row a finding.
    Long,
}

/// Whether totals are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Totals {
    /// No totals.
    Hidden,
    /// Totals by rule, with what they cover.
    Shown,
}

/// Whether rows stand there of which nothing is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EmptyRows {
    /// All rows.
    Shown,
    /// Only rows with a record in any of their cells; how many are left out is said.
    Hidden,
}

/// By what rows are sorted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SortKey {
    /// By name of the area.
    Area,
    /// In the order asked for.
    Asked,
    /// By the column of an indicator.
    Indicator(IndicatorCode),
}

/// Which way rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SortOrder {
    /// Small to large, A to Z.
    Ascending,
    /// Large to small, Z to A.
    Descending,
}

/// How rows are sorted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Which way.
    pub order: SortOrder,
}

/// As what the answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A page.
    Html,
    /// CSV, a row a finding.
    Csv,
    /// CSV as displayed.
    WideCsv,
    /// JSON.
    Json,
    /// JSON with nothing but statuses and figures.
    Compact,
    /// The same with periods, reporters and sources.
    Cells,
    /// Plain text.
    Text,
    /// A workbook.
    Xlsx,
    /// Markdown.
    Markdown,
    /// A part of a LaTeX document.
    Latex,
    /// A part of a page of another site.
    Fragment,
    /// A Parquet file, a row a finding.
    Parquet,
    /// A document for paper.
    Pdf,
}

/// A question, understood. [`Default`] values are those of a query that names only indicators and areas.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TableQuery {
    /// Which indicators, in the order of their columns; never empty, never twice the same.
    pub indicators: Vec<IndicatorCode>,
    /// Which areas, in the order asked; never empty, never twice the same.
    pub areas: Vec<AreaSelector>,
    /// Which periods; never empty.
    pub periods: Vec<PeriodSelector>,
    /// Only these reporters; all by rank where empty.
    pub reporters: Vec<ReporterCode>,
    /// By what figures are split; only totals where empty.
    pub dimensions: Vec<DimensionSelector>,
    /// What stands in rows and columns.
    pub layout: Layout,
    /// The scheme by whose regions rows are grouped.
    pub group: Option<SchemeCode>,
    /// Whether totals are shown.
    pub totals: Totals,
    /// Whether rows without any record stand there.
    pub empty: EmptyRows,
    /// How rows are sorted.
    pub sort: Sort,
    /// The edition; the current one where `None`.
    pub edition: Option<String>,
    /// The language of the answer; the reader's where `None`.
    pub lang: Option<Lang>,
    /// As what the answer is wanted.
    pub format: Format,
}

impl TableQuery {
    /// The query that names only indicators and areas: latest figures, areas by indicators, sorted by area, no totals.
    #[must_use]
    pub fn new(indicators: Vec<IndicatorCode>, areas: Vec<AreaSelector>) -> Self {
        Self {
            indicators,
            areas,
            periods: vec![PeriodSelector::Latest],
            reporters: Vec::new(),
            dimensions: Vec::new(),
            layout: Layout::AreasIndicators,
            group: None,
            totals: Totals::Hidden,
            empty: EmptyRows::Shown,
            sort: Sort {
                key: SortKey::Area,
                order: SortOrder::Ascending,
            },
            edition: None,
            lang: None,
            format: Format::Html,
        }
    }
}
