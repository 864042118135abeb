//! What the form offers: everything that can be chosen, with how much there is of it, and what is chosen already.

mod areas;
mod shape;

use tidemark_evidence::catalogue::Catalogue;
use tidemark_evidence::{Indicator, TableQuery};
use tidemark_publishing::display::Words;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::holdings::Holdings;

/// Whether something is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// It is.
    Chosen,
    /// It is not.
    Open,
    /// It cannot be: there is nothing of it.
    Empty,
}

impl Choice {
    fn of(chosen: &impl Fn() -> bool, count: usize) -> Self {
        match (chosen(), count) {
            (true, _) => Self::Chosen,
            (false, 0) => Self::Empty,
            (false, _) => Self::Open,
        }
    }

    /// The attribute of the input.
    pub(super) fn attribute(self) -> &'static str {
        match self {
            Self::Chosen => " checked",
            Self::Open => "",
            Self::Empty => " disabled",
        }
    }

    /// The attribute of an option of a select.
    pub(super) fn selected(self) -> &'static str {
        if self == Self::Chosen { " selected" } else { "" }
    }
}

/// One thing that can be chosen.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What is sent.
    pub(super) value: String,
    /// What it is called.
    pub(super) name: String,
    /// Other words for it.
    pub(super) also: String,
    /// How many observations there are; `None` where that says nothing.
    pub(super) count: Option<usize>,
    /// Whether it is chosen.
    pub(super) choice: Choice,
    /// The class that sets it apart, where one does.
    pub(super) class: &'static str,
    /// The attribute that hides it, where it was filtered away.
    pub(super) hidden: &'static str,
}

impl Item {
    /// How many of the words it has.
    fn found(&self, words: &[String]) -> usize {
        let text = folded(&format!("{} {} {}", self.name, self.also, self.value));
        words.iter().filter(|word| text.contains(word.as_str())).count()
    }
}

/// A list of things that can be chosen.
#[derive(Debug, Clone)]
pub(super) struct List {
    /// Its heading: a theme, a region.
    pub(super) name: String,
    /// What is in it.
    pub(super) items: Vec<Item>,
    /// The attribute that shows it open, or hides it.
    pub(super) open: &'static str,
}

impl List {
    fn new(name: String, items: Vec<Item>) -> Self {
        let open = items.iter().any(|item| item.choice == Choice::Chosen);
        Self {
            name,
            items,
            open: if open { " open" } else { "" },
        }
    }

    /// How many of its things have anything.
    pub(super) fn offered(&self) -> usize {
        self.items
            .iter()
            .filter(|item| item.choice != Choice::Empty)
            .count()
    }
}

/// Letters without case and accents, as people type them.
fn folded(text: &str) -> String {
    let bare = text.nfkd().filter(|letter| !is_combining_mark(*letter));
    bare.flat_map(char::to_lowercase).collect()
}

/// Hides all but what the reader's words are found in, and what is chosen.
///
/// Each part of the form is searched for itself, so that "needle exchange Bulgaria" finds an indicator and a place: things that have
/// all the words, else those that have any, else everything.
pub(super) fn filter(lists: Vec<List>, asked: &str) -> Vec<List> {
    let words: Vec<String> = folded(asked).split_whitespace().map(str::to_owned).collect();
    let found = |least: usize| {
        let mut items = lists.iter().flat_map(|list| &list.items);
        least > 0 && items.any(|item| item.found(&words) >= least)
    };
    let least = if found(words.len()) {
        words.len()
    } else if found(1) {
        1
    } else {
        return lists;
    };
    let marked = |item: Item| {
        let shown = item.choice == Choice::Chosen || item.found(&words) >= least;
        Item {
            hidden: if shown { "" } else { " hidden" },
            ..item
        }
    };
    let narrowed = |list: List| {
        let items: Vec<Item> = list.items.into_iter().map(marked).collect();
        let empty = items.iter().all(|item| !item.hidden.is_empty());
        List {
            name: list.name,
            items,
            open: if empty { " hidden" } else { " open" },
        }
    };
    lists.into_iter().map(narrowed).collect()
}

/// What the form is made from.
pub(super) struct Offer<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) holdings: &'a Holdings,
    pub(super) words: Words<'a>,
    pub(super) chosen: &'a TableQuery,
}

impl Offer<'_> {
    /// Indicators by theme.
    pub(super) fn indicators(&self) -> Vec<List> {
        let themes = self.catalogue.themes.iter().map(|theme| {
            let of_theme = self.catalogue.indicator_order.iter();
            let of_theme = of_theme.filter_map(|code| self.catalogue.indicators.get(code));
            let items = of_theme
                .filter(|indicator| indicator.theme == theme.code)
                .map(|indicator| self.indicator(indicator));
            List::new(self.words.localized(&theme.name).to_owned(), items.collect())
        });
        themes.filter(|list| !list.items.is_empty()).collect()
    }

    fn indicator(&self, indicator: &Indicator) -> Item {
        let count = self.holdings.indicator(&indicator.code);
        Item {
            value: indicator.code.to_string(),
            name: self.words.indicator(&indicator.code),
            also: indicator.synonyms.join(" "),
            count: Some(count),
            choice: Choice::of(&|| self.chosen.indicators.contains(&indicator.code), count),
            class: "",
            hidden: "",
        }
    }
}

/// A thing whose number of findings says nothing.
fn plain(value: &str, name: String, chosen: &impl Fn() -> bool) -> Item {
    Item {
        value: value.to_owned(),
        name,
        also: String::new(),
        count: None,
        choice: Choice::of(chosen, 1),
        class: "",
        hidden: "",
    }
}
