//! The cells of a table, one after another, and what holds for all of them.

use tidemark_evidence::Table;
use tidemark_evidence::query::Layout;
use tidemark_evidence::table::{Cell, LongRow, Row, Total};
use tidemark_vocab::{IndicatorCode, ReporterCode};

use super::cell::{CellView, Place, cell_view};
use super::heading::{self, ReporterView};
use super::{FindingView, RowView, TableView};

impl<'t> TableView<'t> {
    /// The cells of a row, one a column.
    pub fn cells_of<'v>(&'v self, row: &RowView<'t>) -> impl Iterator<Item = CellView<'v>> + use<'v, 't> {
        let row: &'v Row = row.row;
        let table: &'v Table = self.table;
        let mut style = self.naming.style(None);
        row.cells.iter().zip(&table.columns).map(move |(cell, column)| {
            let own = || cell.shown.as_ref().map(|shown| &shown.observation.key.indicator);
            let indicator: Option<&'v IndicatorCode> = heading::indicator_of(row, column).or_else(own);
            if style.indicator() != indicator {
                style = self.naming.style(indicator);
            }
            cell_view(cell, Place::Column { table, column }, &style)
        })
    }

    /// The rows of the long layout; none in the others.
    pub fn findings(&self) -> impl Iterator<Item = FindingView<'_>> {
        let rows: &[LongRow] = match self.table.query.layout {
            Layout::Long => &self.table.long,
            Layout::AreasIndicators | Layout::AreasPeriods | Layout::IndicatorsPeriods => &[],
        };
        let words = &self.naming.words;
        rows.iter().map(|row| FindingView {
            indicator: heading::indicator_head(&row.indicator, &row.dimensions, words),
            area: heading::area_head(&row.area, words),
            asked: row.asked.as_ref().map(|key| words.period_key(key)),
            cell: cell_view(&row.cell, Place::Row, &self.naming.style(Some(&row.indicator))),
        })
    }

    /// Every cell of the table, row by row.
    pub fn cells(&self) -> impl Iterator<Item = CellView<'_>> {
        let rows = self.groups.iter().flat_map(|group| &group.rows);
        let grid = rows.flat_map(|row| self.cells_of(row));
        grid.chain(self.findings().map(|finding| finding.cell))
    }

    /// Every cell as it is in the table.
    fn kept(&self) -> impl Iterator<Item = &'t Cell> {
        self.table.cells()
    }

    /// Every total: beneath columns, and in the rows of regions.
    fn kept_totals(&self) -> impl Iterator<Item = &'t Total> {
        let beneath = self.table.groups.iter().flat_map(|group| &group.totals);
        let in_rows = self.kept().filter(|cell| cell.shown.is_none());
        beneath
            .chain(&self.table.totals)
            .chain(in_rows.filter_map(|cell| cell.total.as_deref()))
    }

    /// Whether any cell mentions what others say.
    #[must_use]
    pub fn mentions_others(&self) -> bool {
        self.kept().any(|cell| cell.mentioned > 0)
    }

    /// The largest number of others that a cell mentions.
    #[must_use]
    pub fn most_others(&self) -> usize {
        self.kept().map(|cell| cell.mentioned).max().unwrap_or_default()
    }

    /// How many places the working of each total names.
    pub fn workings(&self) -> impl Iterator<Item = usize> {
        self.kept_totals().map(|total| total.working.len())
    }

    /// Whose figures are anywhere in the table, in order of code.
    #[must_use]
    pub fn reporters(&self) -> Vec<ReporterView<'_>> {
        // They are few and the cells many: the few are found sooner one after another than by their order.
        let mut codes: Vec<&ReporterCode> = Vec::new();
        let mut add = |code| {
            if !codes.contains(&code) {
                codes.push(code);
            }
        };
        self.table
            .columns
            .iter()
            .flat_map(|column| &column.reporters)
            .for_each(&mut add);
        for cell in self.kept() {
            let others = cell.others.iter().map(|other| &other.observation);
            let shown = cell.shown.iter().map(|shown| &shown.observation);
            shown
                .chain(others)
                .for_each(|observation| add(&observation.key.reporter));
        }
        let published = self.kept_totals().flat_map(|total| &total.published);
        published.for_each(|observation| add(&observation.key.reporter));
        codes.sort_unstable();
        codes.into_iter().map(|code| self.naming.reporter(code)).collect()
    }
}
