//! What an address of a chart asks for: a query of tables, the kind of chart, and how it looks as a file.

use axum::http::Uri;
use tidemark_evidence::query::Format;
use tidemark_evidence::{Catalogue, TableQuery};
use tidemark_publishing::picture::Palette;
use tidemark_publishing::picture::chart::Kind;
use tidemark_vocab::Message;

use crate::error::{Fault, WebError};
use crate::link;

/// The kind of chart; the one that fits best where it is not given.
const KIND: &str = "kind";
/// The colours of a file; those for light paper where it is not given.
const LOOK: &str = "look";
/// The language, which stands before the path of a page.
const LANG: &str = "lang";

/// The colours of a file, by their names in addresses.
const LOOKS: [(&str, Palette); 3] = [
    ("light", Palette::Light),
    ("dark", Palette::Dark),
    ("print", Palette::Print),
];

/// What is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Asking {
    /// The question whose table the chart is drawn from.
    pub(crate) query: TableQuery,
    /// The kind that is asked for.
    pub(crate) kind: Option<Kind>,
    /// The colours of a file.
    pub(crate) look: Palette,
    is_canonical: bool,
}

impl Asking {
    /// Reads an address.
    pub(crate) fn read(uri: &Uri, catalogue: &Catalogue) -> Result<Self, WebError> {
        let text = uri.query().unwrap_or_default();
        let given = link::pairs(text);
        let parts = text.split('&').filter(|part| {
            let name = part.split('=').next().unwrap_or_default();
            !matches!(name, KIND | LOOK | LANG)
        });
        let rest = parts.collect::<Vec<_>>().join("&");
        let parsed = TableQuery::parse(&rest, catalogue)?;
        let query = TableQuery {
            format: Format::Html,
            ..parsed.query
        };
        let kind = link::value(&given, KIND).map(kind).transpose()?;
        let look = link::value(&given, LOOK).map(look).transpose()?;
        let mut asking = Self {
            query,
            kind,
            look: look.unwrap_or(Palette::Light),
            is_canonical: false,
        };
        asking.is_canonical = asking.path("").trim_start_matches('?') == text;
        Ok(asking)
    }

    /// Whether the address of the page is written as it is linked.
    pub(crate) fn is_canonical(&self) -> bool {
        self.is_canonical
    }

    /// The address of this chart under a path.
    pub(crate) fn path(&self, path: &str) -> String {
        path_of(path, &self.query, self.kind)
    }
}

/// The address of a chart under a path.
pub(crate) fn path_of(path: &str, query: &TableQuery, kind: Option<Kind>) -> String {
    let kind = kind.map(|kind| format!("&{KIND}={kind}")).unwrap_or_default();
    format!("{path}?{}{kind}", query.to_query_string())
}

/// The same as a file in other colours.
pub(crate) fn file_of(query: &TableQuery, kind: Kind, look: Palette) -> String {
    let path = path_of("/charts.svg", query, Some(kind));
    match LOOKS
        .iter()
        .find(|(_, palette)| *palette == look && look != Palette::Light)
    {
        Some((name, _)) => format!("{path}&{LOOK}={name}"),
        None => path,
    }
}

fn kind(text: &str) -> Result<Kind, WebError> {
    text.parse()
        .map_err(|_| fault(KIND, text, Kind::ALL.map(|kind| kind.to_string()).to_vec()))
}

fn look(text: &str) -> Result<Palette, WebError> {
    let known = LOOKS.iter().find(|(name, _)| *name == text);
    let names = || LOOKS.map(|(name, _)| name.to_owned()).to_vec();
    known
        .map(|(_, palette)| *palette)
        .ok_or_else(|| fault(LOOK, text, names()))
}

fn fault(parameter: &str, text: &str, choices: Vec<String>) -> WebError {
    let reason = Message::new("query-error-unknown-choice").with("value", text);
    WebError::Query(vec![Fault::whole(parameter, text, reason, choices)])
}
