//! `/maps.svg`: a map as a file, with the words around it.

use axum::extract::State;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use tidemark_evidence::Corpus as _;
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::map::{Drawing, Map, MapQuery, Part, draw};
use tidemark_publishing::picture::{Palette, Px, WIDE, write};
use tidemark_vocab::Message;

use super::{LANG, classes, question, table};
use crate::asked::Asked;
use crate::error::{Fault, WebError};
use crate::link;
use crate::locale::Locale;
use crate::state::Site;

/// The colours of a file.
pub(crate) const LOOK: &str = "look";
/// How wide it is.
pub(crate) const WIDTH: &str = "width";

/// The colours of a file, by their names in addresses; the first is the default.
pub(crate) const LOOKS: [(&str, Palette); 3] = [
    ("light", Palette::Light),
    ("dark", Palette::Dark),
    ("print", Palette::Print),
];

/// How wide a file may be, in pixels.
const WIDTHS: std::ops::RangeInclusive<i32> = 320..=2400;

/// The map as a file.
pub(crate) async fn svg(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let given = link::pairs(uri.query().unwrap_or_default());
    let look = link::value(&given, LOOK)
        .map(look)
        .transpose()?
        .unwrap_or(Palette::Light);
    let width = link::value(&given, WIDTH).map(width).transpose()?.unwrap_or(WIDE);
    let text = question(&uri, &[LANG, LOOK, WIDTH]);
    let (query, _) = MapQuery::parse(&text, corpus.catalogue())?;
    let table = table(&site, &corpus, &locale, &query).await?;
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let map = Map::of(&table, &words, &classes(&query), &|_, _| None).map_err(|refusal| {
        WebError::Query(vec![Fault::whole(
            "indicators",
            "",
            refusal.message(),
            Vec::new(),
        )])
    })?;
    let drawing = Drawing {
        id: "map",
        width,
        part: Part::Whole,
    };
    let scene =
        draw(&map, &site.borders, drawing, &words).map_err(|error| WebError::Internal(Box::new(error)))?;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    Ok(([kind], write(&scene, look)).into_response())
}

pub(crate) fn look(text: &str) -> Result<Palette, WebError> {
    let known = LOOKS.iter().find(|(name, _)| *name == text);
    let names = || LOOKS.map(|(name, _)| name.to_owned()).to_vec();
    known
        .map(|(_, palette)| *palette)
        .ok_or_else(|| fault(LOOK, text, names()))
}

pub(crate) fn width(text: &str) -> Result<Px, WebError> {
    let pixels = text.parse().ok().filter(|pixels| WIDTHS.contains(pixels));
    let ends = || [WIDTHS.start(), WIDTHS.end()].map(ToString::to_string).to_vec();
    pixels.map(Px::whole).ok_or_else(|| fault(WIDTH, text, ends()))
}

pub(crate) fn fault(parameter: &str, text: &str, choices: Vec<String>) -> WebError {
    let reason = Message::new("query-error-unknown-choice").with("value", text);
    WebError::Query(vec![Fault::whole(parameter, text, reason, choices)])
}
