//! From a query string to a [`TableQuery`], or to everything that is wrong with it.

use tidemark_vocab::Message;

use super::error::{QueryError, QueryErrors};
use super::model::{PeriodSelector, TableQuery};
use super::rules;
use super::suggest::{self, Choices};
use super::text::{self, Garbled, Item, MAX_BYTES, MAX_ITEMS, Parameter};
use super::values;
use crate::catalogue::Catalogue;

/// Every key of the grammar, in canonical order.
pub const KEYS: &[&str] = &[
    "indicators",
    "areas",
    "periods",
    "reporters",
    "dimensions",
    "layout",
    "group",
    "totals",
    "empty",
    "sort",
    "edition",
    "lang",
    "format",
];

/// A query that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The query.
    pub query: TableQuery,
    /// Whether it was written exactly as [`TableQuery::to_query_string`] writes it.
    pub canonical: bool,
}

/// What a form holds: perhaps no indicators or areas yet, perhaps something that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormState {
    /// What was understood. Unlike those of a query that can be answered, its indicators and areas may be empty.
    pub chosen: TableQuery,
    /// What was not.
    pub errors: Vec<QueryError>,
    /// Whether it was written exactly as [`TableQuery::to_query_string`] writes it.
    pub canonical: bool,
}

impl FormState {
    /// The query, where it can be answered.
    #[must_use]
    pub fn query(&self) -> Option<&TableQuery> {
        let complete =
            self.errors.is_empty() && !self.chosen.indicators.is_empty() && !self.chosen.areas.is_empty();
        complete.then_some(&self.chosen)
    }
}

/// What the parsers of single values need, and where they put what they cannot read.
pub(super) struct Reader<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) choices: Choices<'a>,
    pub(super) errors: Vec<QueryError>,
}

/// A parameter's items, with the parameter's name and text for those that are refused.
pub(super) struct Given {
    pub(super) key: String,
    pub(super) text: String,
    pub(super) items: Vec<Item>,
}

impl Given {
    /// A problem with one of the items.
    pub(super) fn refuse(&self, item: &Item, reason: Message, suggestions: Vec<String>) -> QueryError {
        QueryError {
            parameter: self.key.clone(),
            text: self.text.clone(),
            value: item.text.clone(),
            position: item.position,
            reason,
            suggestions,
        }
    }
}

fn whole(parameter: &str, text: &str, reason: Message, suggestions: Vec<String>) -> QueryError {
    QueryError {
        parameter: parameter.to_owned(),
        text: text.to_owned(),
        value: text.to_owned(),
        position: 0,
        reason,
        suggestions,
    }
}

impl TableQuery {
    /// Reads a query string (without a leading `?`) against a catalogue.
    ///
    /// Forms that browsers send are accepted too: repeated and empty keys, other orders, defaults written out; [`Parsed::canonical`]
    /// tells them apart. Every problem is found in one go.
    pub fn parse(query_string: &str, catalogue: &Catalogue) -> Result<Parsed, QueryErrors> {
        let mut state = Self::parse_partial(query_string, catalogue);
        let refused = |key: &str| {
            state
                .errors
                .iter()
                .any(|e| e.parameter == key || e.parameter.is_empty())
        };
        let no_indicators = state.chosen.indicators.is_empty() && !refused("indicators");
        let no_areas = state.chosen.areas.is_empty() && !refused("areas");
        if no_indicators {
            let reason = Message::new("query-error-missing-indicators");
            state.errors.push(whole("indicators", "", reason, Vec::new()));
        }
        if no_areas {
            let reason = Message::new("query-error-missing-areas");
            state.errors.push(whole("areas", "", reason, Vec::new()));
        }
        if state.errors.is_empty() {
            Ok(Parsed {
                query: state.chosen,
                canonical: state.canonical,
            })
        } else {
            Err(QueryErrors(state.errors))
        }
    }

    /// Reads what a form holds: nothing need be chosen yet, and what is understood is kept beside what is not.
    #[must_use]
    pub fn parse_partial(query_string: &str, catalogue: &Catalogue) -> FormState {
        let mut state = FormState {
            chosen: Self::new(Vec::new(), Vec::new()),
            errors: Vec::new(),
            canonical: false,
        };
        if query_string.len() > MAX_BYTES {
            let reason = Message::new("query-error-too-long")
                .with("given", &query_string.len())
                .with("limit", &MAX_BYTES);
            state.errors.push(whole("", "", reason, Vec::new()));
            return state;
        }
        let parameters = text::parameters(query_string);
        let items: usize = parameters.iter().map(|p| p.items().len()).sum();
        if items > MAX_ITEMS {
            let reason = Message::new("query-error-too-many")
                .with("given", &items)
                .with("limit", &MAX_ITEMS);
            state.errors.push(whole("", "", reason, Vec::new()));
            return state;
        }
        let mut reader = Reader {
            catalogue,
            choices: Choices::new(catalogue),
            errors: Vec::new(),
        };
        let given = reader.sift(parameters);
        reader.fill(&mut state.chosen, &given);
        state.chosen.normalize();
        reader.errors.extend(rules::check(&state.chosen, &given));
        state.canonical = reader.errors.is_empty() && state.chosen.to_query_string() == query_string;
        state.errors = reader.errors;
        state
    }

    /// Brings parts whose order means nothing into one order, and drops what says nothing more.
    ///
    /// Two queries that ask the same for the same rows and columns are then equal. The order of indicators and areas is kept:
    /// it is that of the columns, and of the rows under `sort=asked`.
    pub fn normalize(&mut self) {
        keep_first(&mut self.indicators);
        keep_first(&mut self.areas);
        self.periods.sort();
        self.periods.dedup();
        if self.periods.is_empty() {
            self.periods.push(PeriodSelector::Latest);
        }
        self.reporters.sort();
        self.reporters.dedup();
        self.dimensions.sort();
        // `None` sorts first, so a dimension as a whole stands before its values, which it includes.
        self.dimensions.dedup_by(|later, earlier| {
            later == earlier || (earlier.value.is_none() && later.dimension == earlier.dimension)
        });
    }
}

fn keep_first<T: PartialEq + Clone>(items: &mut Vec<T>) {
    let mut kept: Vec<T> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    *items = kept;
}

impl Reader<'_> {
    /// Keeps the parameters of the grammar and refuses all others.
    fn sift(&mut self, parameters: Vec<Parameter>) -> Vec<Given> {
        let mut given = Vec::new();
        for parameter in parameters {
            if !KEYS.contains(&parameter.key.as_str()) {
                let reason = Message::new("query-error-unknown-parameter").with("parameter", &parameter.key);
                let nearest = suggest::nearest_of(&parameter.key, KEYS);
                self.errors
                    .push(whole(&parameter.key, &parameter.text, reason, nearest));
            } else if parameter.garbled == Garbled::Yes {
                let reason = Message::new("query-error-encoding");
                self.errors
                    .push(whole(&parameter.key, &parameter.text, reason, Vec::new()));
            } else {
                let items = parameter.items();
                given.push(Given {
                    key: parameter.key,
                    text: parameter.text,
                    items,
                });
            }
        }
        given.sort_by_key(|g| KEYS.iter().position(|key| *key == g.key));
        given
    }

    fn fill(&mut self, query: &mut TableQuery, given: &[Given]) {
        for parameter in given {
            match parameter.key.as_str() {
                "indicators" => query.indicators = self.list(parameter, values::indicator),
                "areas" => query.areas = self.list(parameter, values::area),
                "periods" => query.periods = self.list(parameter, values::period),
                "reporters" => query.reporters = self.list(parameter, values::reporter),
                "dimensions" => query.dimensions = self.list(parameter, values::dimension),
                "layout" => self.set(parameter, values::layout, &mut query.layout),
                "group" => query.group = self.one(parameter, values::scheme),
                "totals" => self.set(parameter, values::totals, &mut query.totals),
                "empty" => self.set(parameter, values::empty, &mut query.empty),
                "sort" => self.set(parameter, values::sort, &mut query.sort),
                "edition" => query.edition = self.one(parameter, values::edition).flatten(),
                "lang" => query.lang = self.one(parameter, values::lang),
                _ => self.set(parameter, values::format, &mut query.format),
            }
        }
    }

    fn list<T>(&mut self, given: &Given, read: values::Read<T>) -> Vec<T> {
        let mut values = Vec::new();
        for item in &given.items {
            match read(self, item.text.as_str()) {
                Ok(value) => values.push(value),
                Err(refusal) => self
                    .errors
                    .push(given.refuse(item, refusal.reason, refusal.suggestions)),
            }
        }
        values
    }

    /// The value of a parameter that takes one; writing the same twice does no harm.
    fn one<T>(&mut self, given: &Given, read: values::Read<T>) -> Option<T> {
        let first = given.items.first()?;
        if let Some(second) = given.items.iter().find(|item| item.text != first.text) {
            let reason = Message::new("query-error-one-value").with("parameter", &given.key);
            self.errors
                .push(given.refuse(second, reason, vec![first.text.clone()]));
        }
        match read(self, first.text.as_str()) {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.errors
                    .push(given.refuse(first, refusal.reason, refusal.suggestions));
                None
            }
        }
    }

    fn set<T>(&mut self, given: &Given, read: values::Read<T>, target: &mut T) {
        if let Some(value) = self.one(given, read) {
            *target = value;
        }
    }
}
