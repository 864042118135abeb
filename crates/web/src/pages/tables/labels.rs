//! What the cells of a page say again and again: put together once a page, and escaped once.

use std::borrow::Borrow;

use askama::filters::Safe;
use tidemark_publishing::display::TableView;

use crate::pages::Page;

/// A label that is a part of a page already.
pub(crate) type Label<'a> = Safe<&'a str>;

/// The labels of a table's cells.
pub(crate) struct Labels {
    doubtful: String,
    notes: Vec<String>,
    sources: Vec<String>,
    /// By how many others there are, from none.
    others: Vec<String>,
}

impl Labels {
    /// The labels of the cells of a view.
    pub(crate) fn new(page: &Page, view: &TableView<'_>) -> Self {
        let numbered = |id: &str, count: usize| -> Vec<String> {
            let numbers = 1..=count;
            numbers
                .map(|number| escaped(&page.t1(id, "number", &number)))
                .collect()
        };
        let counts = 0..=view.most_others();
        Self {
            doubtful: escaped(&page.t("web-cell-doubtful")),
            notes: numbered("web-cell-note", view.notes.len()),
            sources: numbered("web-cell-source", view.sources.len()),
            others: counts
                .map(|count| escaped(&page.t1("web-cell-others", "count", &count)))
                .collect(),
        }
    }

    /// "(doubtful)".
    pub(crate) fn doubtful(&self) -> Label<'_> {
        Safe(&self.doubtful)
    }

    /// "Note 3".
    pub(crate) fn note(&self, number: usize) -> Label<'_> {
        at(&self.notes, number)
    }

    /// "Source 3".
    pub(crate) fn source(&self, number: impl Borrow<usize>) -> Label<'_> {
        at(&self.sources, *number.borrow())
    }

    /// "2 other findings".
    pub(crate) fn others(&self, count: impl Borrow<usize>) -> Label<'_> {
        Safe(self.others.get(*count.borrow()).map_or("", String::as_str))
    }
}

/// The label of a number that counts from 1.
fn at(labels: &[String], number: usize) -> Label<'_> {
    let label = number.checked_sub(1).and_then(|at| labels.get(at));
    Safe(label.map_or("", String::as_str))
}

/// A text as it stands in a page.
fn escaped(text: &str) -> String {
    let Ok(safe) = askama::filters::escape(text, askama::filters::Html);
    safe.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_cannot_end_an_attribute() {
        assert_eq!(escaped("a \"b\" <c>"), "a &#34;b&#34; &#60;c&#62;");
    }

    #[test]
    fn numbers_count_from_one() {
        let labels = ["Note 1".to_owned(), "Note 2".to_owned()];
        assert_eq!((at(&labels, 1).0, at(&labels, 2).0), ("Note 1", "Note 2"));
        assert_eq!((at(&labels, 0).0, at(&labels, 3).0), ("", ""));
    }
}
