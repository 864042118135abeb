//! `/maps.svg`, `/maps.png`: a map as a file, with the words around it.

use std::sync::Arc;

use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use tidemark_evidence::Corpus as _;
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::map::{Drawing, Map, MapQuery, Part, draw};
use tidemark_publishing::picture::{Palette, Px, Scene, WIDE, write};
use tidemark_vocab::Message;

use super::{LANG, question, table};
use crate::error::{Fault, WebError};
use crate::link;
use crate::state::Site;
use crate::visit::Visit;

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

/// How many pixels a picture has across that readers take along.
pub(crate) const PIXELS: u16 = 1440;
/// How many the picture has by which other sites show a page.
pub(crate) const CARD: u16 = 1200;

/// How wide a file may be, in pixels.
const WIDTHS: std::ops::RangeInclusive<i32> = 320..=2400;

/// The map as a file.
pub(crate) async fn svg(visit: Visit) -> Result<Response, WebError> {
    vector(&visit.uri, |form| drawn(&visit, form)).await
}

/// The map as pixels.
pub(crate) async fn png(visit: Visit) -> Result<Response, WebError> {
    pixels(&visit, |form| drawn(&visit, form)).await
}

async fn drawn(visit: &Visit, form: Form) -> Result<Scene, WebError> {
    let Visit {
        site,
        asked,
        locale,
        uri,
    } = visit;
    let corpus = asked.edition()?;
    let text = question(uri, &[LANG, LOOK, WIDTH]);
    let (query, _) = MapQuery::parse(&text, corpus.catalogue())?;
    let table = table(site, &corpus, locale, &query).await?;
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let map = Map::of(&table, &words, &query.classes(&words), &|_, _| None).map_err(|refusal| {
        WebError::Query(vec![Fault::whole(
            "indicators",
            "",
            refusal.message(),
            Vec::new(),
        )])
    })?;
    let drawing = Drawing {
        id: "map",
        width: form.width,
        part: Part::Whole,
    };
    draw(&map, &site.borders, drawing, &words).map_err(|error| WebError::Internal(Box::new(error)))
}

/// How a file looks, and how wide it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    /// Its colours.
    pub(crate) look: Palette,
    /// How wide it is, in pixels.
    pub(crate) width: Px,
}

impl Form {
    /// Reads `look` and `width` of an address.
    pub(crate) fn read(uri: &Uri) -> Result<Self, WebError> {
        let given = link::pairs(uri.query().unwrap_or_default());
        Ok(Self {
            look: link::value(&given, LOOK)
                .map(look)
                .transpose()?
                .unwrap_or(Palette::Light),
            width: link::value(&given, WIDTH).map(width).transpose()?.unwrap_or(WIDE),
        })
    }
}

/// A picture as SVG, in the form that the address asks for.
pub(crate) async fn vector<F>(uri: &Uri, drawn: impl FnOnce(Form) -> F) -> Result<Response, WebError>
where
    F: Future<Output = Result<Scene, WebError>>,
{
    let form = Form::read(uri)?;
    let svg = write(&drawn(form).await?, form.look);
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    Ok(([kind], svg).into_response())
}

/// A picture as pixels, as many across as the address asks for. It is laid out no wider than pictures are on pages: more pixels make it
/// finer, and letters no smaller beside the rest.
pub(crate) async fn pixels<F>(visit: &Visit, drawn: impl FnOnce(Form) -> F) -> Result<Response, WebError>
where
    F: Future<Output = Result<Scene, WebError>>,
{
    let form = Form::read(&visit.uri)?;
    let scene = drawn(Form {
        width: form.width.min(WIDE),
        ..form
    })
    .await?;
    let across = u32::try_from(form.width.in_hundredths() / 100).unwrap_or_default();
    painted(&visit.site, scene, form.look, across).await
}

/// A picture as pixels, so many across. Painted on a thread of its own: others must not wait for it.
pub(crate) async fn painted(
    site: &Site,
    scene: Scene,
    look: Palette,
    across: u32,
) -> Result<Response, WebError> {
    let press = Arc::clone(&site.press);
    let painted = tokio::task::spawn_blocking(move || press.png(&scene, look, across)).await;
    let painted = painted.map_err(|error| WebError::Internal(Box::new(error)))?;
    let png = painted.map_err(|error| WebError::Internal(Box::new(error)))?;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    Ok(([kind], png).into_response())
}

fn look(text: &str) -> Result<Palette, WebError> {
    let known = LOOKS.iter().find(|(name, _)| *name == text);
    let names = || LOOKS.map(|(name, _)| name.to_owned()).to_vec();
    known
        .map(|(_, palette)| *palette)
        .ok_or_else(|| fault(LOOK, text, names()))
}

fn width(text: &str) -> Result<Px, WebError> {
    let pixels = text.parse().ok().filter(|pixels| WIDTHS.contains(pixels));
    let ends = || [WIDTHS.start(), WIDTHS.end()].map(ToString::to_string).to_vec();
    pixels.map(Px::whole).ok_or_else(|| fault(WIDTH, text, ends()))
}

pub(crate) fn fault(parameter: &str, text: &str, choices: Vec<String>) -> WebError {
    let reason = Message::new("query-error-unknown-choice").with("value", text);
    WebError::Query(vec![Fault::whole(parameter, text, reason, choices)])
}
