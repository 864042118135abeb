//! BibTeX, for LaTeX and reference managers.

use tidemark_evidence::Table;

use super::{Citing, key};
use crate::display::{self, Words};
use crate::latex::{escaped, verbatim_address};

/// What months are called in every style, each of which prints them its own way.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// One entry. `@misc`, which every style knows; the names stand in braces, so that no style takes them apart or changes their case.
#[must_use]
pub fn bibtex(table: &Table, citing: &Citing<'_>, words: &Words<'_>) -> String {
    let date = words.catalogue.edition.date;
    let title = display::title(table, words);
    let edition = words.edition(&table.edition);
    let month = date
        .month()
        .and_then(|month| MONTHS.get(usize::from(month).saturating_sub(1)));
    let braced = |text: String| Some(format!("{{{text}}}"));
    let fields = [
        ("author", braced(format!("{{{}}}", escaped(citing.site)))),
        ("title", braced(format!("{{{}}}", escaped(&title)))),
        ("year", braced(date.year().to_string())),
        ("month", month.map(|month| (*month).to_owned())),
        ("note", braced(escaped(&edition))),
        ("url", braced(verbatim_address(citing.address))),
        ("urldate", braced(escaped_date(citing.accessed))),
    ];
    let given = fields
        .into_iter()
        .filter_map(|(name, value)| Some(format!("  {name} = {},\n", value?)));
    format!(
        "@misc{{{},\n{}}}\n",
        key(table),
        given.collect::<Vec<_>>().concat()
    )
}

/// A date is digits and hyphens, which no style reads as anything else.
fn escaped_date(date: &str) -> String {
    date.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect()
}
