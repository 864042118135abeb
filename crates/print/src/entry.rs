//! Themes and their indicators, as profiles print them.

use serde::Serialize;
use tidemark_evidence::Status;
use tidemark_publishing::Words;
use tidemark_publishing::profile::{Course, Part, Row, when};

use crate::sheet::Figure;

/// A theme.
#[derive(Debug, Serialize)]
pub(crate) struct Theme {
    name: String,
    /// That nothing is recorded of it.
    nothing: Option<String>,
    rows: Vec<Entry>,
}

/// An indicator.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    name: String,
    unit: Option<String>,
    pub(crate) figure: Figure,
    /// At which level of a document it lies.
    level: Option<String>,
    /// Who says so and when.
    pub(crate) when: String,
    /// Since when a yes has been one.
    pub(crate) since: Option<String>,
    /// What was said before.
    before: Option<String>,
}

/// What is not known, in its three ways.
#[derive(Debug, Serialize)]
pub(crate) struct Unknown {
    /// What a source says not to know.
    said: Vec<String>,
    /// What is too old to stand for today.
    old: Vec<Old>,
    /// What nobody has told, by theme.
    silent: Vec<(String, String)>,
    said_heading: String,
    old_heading: String,
    silent_heading: String,
}

/// What was last known of an indicator.
#[derive(Debug, Serialize)]
struct Old {
    name: String,
    /// The figure with its period, and who said so.
    last: String,
    marks: String,
}

/// An answer that is no longer the one it was.
#[derive(Debug, Serialize)]
pub(crate) struct Changed {
    name: String,
    text: String,
}

impl Entry {
    /// A row with what points to its notes and sources.
    pub(crate) fn of(row: &Row<'_>, marks: String, words: &Words<'_>) -> Self {
        let messages = words.messages;
        let cell = &row.cell;
        let is_split = cell.key.is_none() && cell.status == Status::NoRecord;
        let mut figure = Figure {
            marks,
            ..Figure::bare(cell, words)
        };
        if is_split {
            figure.text = messages.get("web-place-split");
            figure.kind = "words";
        }
        let period = cell.period.as_deref().unwrap_or_default();
        Self {
            name: row.indicator.name.clone(),
            unit: row.unit.clone(),
            level: row.level.clone(),
            figure,
            when: when(row.reporter, period, words),
            since: row
                .since
                .as_ref()
                .map(|period| messages.with("print-since", &[("period", period)])),
            before: row.before.as_ref().filter(|_| row.since.is_none()).map(|before| {
                let told = [("figure", &*before.figure), ("period", &before.period)];
                messages.with("web-place-before", &told)
            }),
        }
    }
}

/// Themes with their rows that stand for today. One of which nothing is recorded says so; one of which all is too old is left out: that
/// has a place of its own.
pub(crate) fn themes(
    parts: &[Part<'_>],
    mut marks: impl FnMut(&Row<'_>) -> String,
    words: &Words<'_>,
) -> Vec<Theme> {
    let mut theme = |part: &Part<'_>| {
        let rows = part.rows.iter().filter(|row| row.cell.last.is_none());
        Theme {
            name: part.name.clone(),
            nothing: part
                .rows
                .is_empty()
                .then(|| words.messages.get("web-place-nothing")),
            rows: rows.map(|row| Entry::of(row, marks(row), words)).collect(),
        }
    };
    let themes = parts.iter().map(&mut theme);
    themes
        .filter(|theme| theme.nothing.is_some() || !theme.rows.is_empty())
        .collect()
}

/// Themes in two columns.
#[derive(Debug, Serialize)]
pub(crate) struct Columns(Vec<Theme>, Vec<Theme>);

/// Themes in two columns of about the same height, in their order. Heights are estimated from the number of letters: to set everything
/// twice, once to measure it, costs as much again.
pub(crate) fn in_columns(mut themes: Vec<Theme>) -> Columns {
    let heights: Vec<usize> = themes.iter().map(Theme::lines).collect();
    let whole: usize = heights.iter().sum();
    let taller = |at: &usize| {
        let first: usize = heights.iter().take(*at).sum();
        first.max(whole - first)
    };
    let at = (0..=themes.len()).min_by_key(taller).unwrap_or_default();
    let second = themes.split_off(at);
    Columns(themes, second)
}

/// Letters on a line of the names of indicators, and of what stands beside their figures.
const NAME_LETTERS: usize = 27;
const BESIDE_LETTERS: usize = 40;

/// Lines that the head of a theme takes, with the room above it.
const HEAD: usize = 3;

impl Theme {
    /// About how many lines it takes.
    fn lines(&self) -> usize {
        let nothing = usize::from(self.nothing.is_some());
        HEAD + nothing + self.rows.iter().map(Entry::lines).sum::<usize>()
    }
}

impl Entry {
    fn lines(&self) -> usize {
        let letters = |text: &str| text.chars().count();
        let unit = self.unit.as_deref().map_or(0, letters);
        let beside = [Some(&self.when), self.since.as_ref(), self.before.as_ref()];
        let beside: usize = beside.into_iter().flatten().map(|text| letters(text) + 3).sum();
        let name = (letters(&self.name) + unit).div_ceil(NAME_LETTERS);
        let figure = letters(&self.figure.text) + letters(&self.figure.companions);
        let level = usize::from(self.level.is_some());
        name.max(figure.div_ceil(NAME_LETTERS).max(1) + level + beside.div_ceil(BESIDE_LETTERS))
    }
}

/// The answers that are others than their reporter gave before.
pub(crate) fn changed(parts: &[Part<'_>], words: &Words<'_>) -> Vec<Changed> {
    let rows = parts.iter().flat_map(|part| &part.rows);
    let changed = rows.filter(|row| row.cell.last.is_none()).filter_map(|row| {
        let before = row
            .before
            .as_ref()
            .filter(|before| before.course == Course::Changed)?;
        let period = row.cell.period.as_deref().unwrap_or_default();
        let args = [
            ("before", &*before.figure),
            ("before-period", &before.period),
            ("after", &row.cell.words),
            ("after-period", period),
        ];
        Some(Changed {
            name: row.indicator.name.clone(),
            text: words.messages.with("print-change", &args),
        })
    });
    changed.collect()
}

/// What a source says not to know, what is too old, and what nobody has told.
pub(crate) fn unknown(parts: &[Part<'_>], marks: impl Fn(&Row<'_>) -> String, words: &Words<'_>) -> Unknown {
    let rows = || parts.iter().flat_map(|part| &part.rows);
    let said = rows().filter(|row| row.cell.status == Status::NotKnown);
    let old = rows().filter_map(|row| {
        let last = row.cell.last.as_ref()?;
        // A round names its reporter.
        let reporter = row.reporter.filter(|reporter| !last.period.contains(reporter));
        let when = when(reporter, &last.period, words);
        Some(Old {
            name: row.indicator.name.clone(),
            last: words
                .messages
                .with("cell-period", &[("figure", &last.figure), ("period", &when)]),
            marks: marks(row),
        })
    });
    let silent = parts
        .iter()
        .filter(|part| !part.rows.is_empty() && !part.silent.is_empty());
    let silent = silent.map(|part| {
        let names: Vec<String> = part.silent.iter().map(|named| named.name.clone()).collect();
        (part.name.clone(), words.list(&names))
    });
    let messages = words.messages;
    Unknown {
        said: said.map(|row| row.indicator.name.clone()).collect(),
        old: old.collect(),
        silent: silent.collect(),
        said_heading: messages.get("print-unknown-said"),
        old_heading: messages.get("print-unknown-old"),
        silent_heading: messages.get("print-unknown-silent"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(name: &str, rows: usize) -> Theme {
        let entry = || Entry {
            name: "Needle and syringe programme".to_owned(),
            unit: None,
            figure: Figure::default(),
            level: None,
            when: "HRI 2020".to_owned(),
            since: None,
            before: None,
        };
        Theme {
            name: name.to_owned(),
            nothing: None,
            rows: std::iter::repeat_with(entry).take(rows).collect(),
        }
    }

    #[test]
    fn themes_keep_their_order_in_columns_of_about_the_same_height() {
        let names = |column: &[Theme]| column.iter().map(|theme| theme.name.clone()).collect::<Vec<_>>();
        let Columns(first, second) =
            in_columns(vec![theme("a", 9), theme("b", 2), theme("c", 3), theme("d", 1)]);
        assert_eq!(
            (names(&first), names(&second)),
            (vec!["a".to_owned()], vec!["b".into(), "c".into(), "d".into()])
        );
        let Columns(first, second) = in_columns(vec![theme("a", 1)]);
        assert_eq!(first.len() + second.len(), 1);
        let Columns(first, second) = in_columns(Vec::new());
        assert!(first.is_empty() && second.is_empty());
    }
}
