//! How much may be asked.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use super::declared::{Declared, Scope, put};

/// How many requests a minute allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PerMinute {
    /// As many as come: a proxy in front keeps the limit, or nobody does.
    Unlimited,
    /// So many.
    Limited(NonZeroU32),
}

/// The text is not a limit.
#[derive(Debug)]
pub(crate) struct NoLimit;

impl FromStr for PerMinute {
    type Err = NoLimit;

    fn from_str(text: &str) -> Result<Self, NoLimit> {
        if text == "none" {
            return Ok(Self::Unlimited);
        }
        text.parse().map(Self::Limited).map_err(|_| NoLimit)
    }
}

impl fmt::Display for PerMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unlimited => f.write_str("none"),
            Self::Limited(number) => number.fmt(f),
        }
    }
}

/// How often one address may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frequency {
    /// How many requests become possible in a minute.
    pub(crate) per_minute: PerMinute,
    /// How many may come at once.
    pub(crate) burst: NonZeroU32,
}

/// How much may be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Pages and small answers.
    pub(crate) pages: Frequency,
    /// Tables.
    pub(crate) tables: Frequency,
    /// How many cells one page may show.
    pub(crate) page_cells: NonZeroU32,
    /// How many cells one file may hold.
    pub(crate) file_cells: NonZeroU32,
}

/// A number above zero that is known when the program is built.
const fn count(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pages: Frequency {
                per_minute: PerMinute::Limited(count(600)),
                burst: count(240),
            },
            tables: Frequency {
                per_minute: PerMinute::Limited(count(300)),
                burst: count(120),
            },
            page_cells: count(6_000),
            file_cells: count(100_000),
        }
    }
}

/// The settings of this section.
pub(crate) const DECLARED: &[Declared] = &[
    Declared {
        key: "limits.pages_per_minute",
        variable: "TIDEMARK_PAGES_PER_MINUTE",
        flag: "pages-per-minute",
        value: "cli-value-number",
        about: "cli-setting-limits-pages-per-minute",
        scope: Scope::Serve,
        set: |settings, given| {
            put(
                &mut settings.limits.pages.per_minute,
                given,
                "cli-misfit-per-minute",
            )
        },
        show: |settings| settings.limits.pages.per_minute.to_string(),
    },
    Declared {
        key: "limits.pages_burst",
        variable: "TIDEMARK_PAGES_BURST",
        flag: "pages-burst",
        value: "cli-value-number",
        about: "cli-setting-limits-pages-burst",
        scope: Scope::Serve,
        set: |settings, given| put(&mut settings.limits.pages.burst, given, "cli-misfit-count"),
        show: |settings| settings.limits.pages.burst.to_string(),
    },
    Declared {
        key: "limits.tables_per_minute",
        variable: "TIDEMARK_TABLES_PER_MINUTE",
        flag: "tables-per-minute",
        value: "cli-value-number",
        about: "cli-setting-limits-tables-per-minute",
        scope: Scope::Serve,
        set: |settings, given| {
            put(
                &mut settings.limits.tables.per_minute,
                given,
                "cli-misfit-per-minute",
            )
        },
        show: |settings| settings.limits.tables.per_minute.to_string(),
    },
    Declared {
        key: "limits.tables_burst",
        variable: "TIDEMARK_TABLES_BURST",
        flag: "tables-burst",
        value: "cli-value-number",
        about: "cli-setting-limits-tables-burst",
        scope: Scope::Serve,
        set: |settings, given| put(&mut settings.limits.tables.burst, given, "cli-misfit-count"),
        show: |settings| settings.limits.tables.burst.to_string(),
    },
    Declared {
        key: "limits.page_cells",
        variable: "TIDEMARK_PAGE_CELLS",
        flag: "page-cells",
        value: "cli-value-number",
        about: "cli-setting-limits-page-cells",
        scope: Scope::Serve,
        set: |settings, given| put(&mut settings.limits.page_cells, given, "cli-misfit-count"),
        show: |settings| settings.limits.page_cells.to_string(),
    },
    Declared {
        key: "limits.file_cells",
        variable: "TIDEMARK_FILE_CELLS",
        flag: "file-cells",
        value: "cli-value-number",
        about: "cli-setting-limits-file-cells",
        scope: Scope::Serve,
        set: |settings, given| put(&mut settings.limits.file_cells, given, "cli-misfit-count"),
        show: |settings| settings.limits.file_cells.to_string(),
    },
];
