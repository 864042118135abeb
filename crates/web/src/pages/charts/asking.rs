//! What an address of a chart asks for: a query of tables, and the kind of chart.

use axum::http::Uri;
use tidemark_evidence::query::Format;
use tidemark_evidence::{Catalogue, TableQuery};
use tidemark_publishing::picture::Palette;
use tidemark_publishing::picture::chart::Kind;

use crate::error::WebError;
use crate::link;
use crate::pages::maps::file::{LOOK, LOOKS, WIDTH, fault};

/// The kind of chart; the one that fits best where it is not given.
const KIND: &str = "kind";
/// The language, which stands before the path of a page.
const LANG: &str = "lang";

/// What is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Asking {
    /// The question whose table the chart is drawn from.
    pub(crate) query: TableQuery,
    /// The kind that is asked for.
    pub(crate) kind: Option<Kind>,
    is_canonical: bool,
}

impl Asking {
    /// Reads an address.
    pub(crate) fn read(uri: &Uri, catalogue: &Catalogue) -> Result<Self, WebError> {
        let text = uri.query().unwrap_or_default();
        let given = link::pairs(text);
        let parts = text.split('&').filter(|part| {
            let name = part.split('=').next().unwrap_or_default();
            !matches!(name, KIND | LOOK | WIDTH | LANG)
        });
        let rest = parts.collect::<Vec<_>>().join("&");
        let parsed = TableQuery::parse(&rest, catalogue)?;
        let query = TableQuery {
            format: Format::Html,
            ..parsed.query
        };
        let kind = link::value(&given, KIND).map(kind).transpose()?;
        let mut asking = Self {
            query,
            kind,
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
