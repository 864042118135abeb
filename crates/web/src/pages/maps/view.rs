//! The page of a map: the picture, what its colours mean with every place of each, other times and editions.

use askama::Template;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::{Corpus as _, Table, TableQuery};
use tidemark_publishing::cite::{self, Citing};
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::map::{Drawing, Map, MapQuery, NoMap, Part, draw};
use tidemark_publishing::picture::{NARROW, Palette, Px, Scene, WIDE, swatch, write};

use super::choice::Choice;
use super::file::{CARD, LOOKS, PIXELS};
use super::times::{self, Time};
use crate::asked::Asked;
use crate::error::{Fault, WebError};
use crate::link;
use crate::locale::Locale;
use crate::pages::charts::Picture;
use crate::pages::embed;
use crate::pages::tables::grid::Links;
use crate::pages::{EDITION_DIGITS, Edition, Link, Page, html, html_of};
use crate::state::Site;

/// What the parts of the picture are named by in the page.
const ID: &str = "map";

/// The address of a map.
pub(crate) fn path_of(query: &MapQuery) -> String {
    format!("/maps?{}", query.to_query_string())
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage<'m> {
    page: &'m Page,
    title: String,
    choice: Choice,
    /// Why there is no map, and the maps there could be.
    problem: Option<Problem>,
    drawn: Option<Drawn>,
    before: Vec<Link>,
    after: Vec<Link>,
    times: Vec<Step>,
    editions: Vec<Step>,
    table: String,
    indicator: Option<Link>,
    files: Vec<Link>,
    /// What is pasted into a page of another site.
    frame: Option<String>,
    /// Where other sites learn how the map is shown.
    oembed: String,
    permalink: String,
    citation: String,
    edition: String,
}

struct Problem {
    reason: String,
    instead: Vec<Link>,
}

/// The picture with its words.
struct Drawn {
    /// How high the map is with the words around it, in pixels.
    whole_height: i32,
    svg: String,
    about: Vec<String>,
    notes: Vec<String>,
    undrawn: Vec<String>,
    key: Vec<Class>,
    signs: Vec<SignLine>,
}

/// A colour with every place that has it.
struct Class {
    key: String,
    swatch: String,
    label: String,
    places: Vec<PlaceLine>,
}

struct PlaceLine {
    title: String,
    href: Option<String>,
}

struct SignLine {
    swatch: String,
    label: String,
    places: usize,
}

/// The same map elsewhere in time, or in another edition.
struct Step {
    link: Link,
    is_shown: bool,
}

#[derive(Template)]
#[template(path = "map-form.html")]
struct FormPage {
    page: Page,
    choice: Choice,
}

/// The form, before anything is chosen.
pub(super) fn form(
    site: &Site,
    asked: &Asked,
    locale: &Locale,
    uri: &Uri,
    corpus: &Edition,
) -> Result<Response, WebError> {
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let page = Page::new(site, locale, uri, &locale.messages.get("web-maps-title"))
        .of(asked)
        .saying(&locale.messages.get("web-maps-lede"));
    let mut choice = Choice::of(None, &site.borders, &words);
    choice.kept.extend(
        page.named_edition()
            .map(|edition| ("edition", edition.to_owned())),
    );
    html(&FormPage { page, choice })
}

/// What a page with a map of the world takes, about.
const BYTES: usize = 320_000;

/// The page of a map.
pub(super) fn page(
    site: &Site,
    asked: &Asked,
    locale: &Locale,
    uri: &Uri,
    (query, table): (&MapQuery, &Table),
    corpus: &Edition,
) -> Result<Response, WebError> {
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let title = tidemark_publishing::display::title_of(table, &words);
    let page = &Page::new(site, locale, uri, &title)
        .of(asked)
        .known_as(locale.path(&path_of(&unpinned(query))))
        .saying(&title)
        .shown_by(locale.path(&png_of(query, CARD)), || title.clone());
    let (drawn, problem) = match drawn(query, table, site, page, &words)? {
        Ok(drawn) => (Some(drawn), None),
        Err(refusal) => (None, Some(refused(&refusal, query, page, &words))),
    };
    let code = query.table.indicators.first();
    let times = code
        .map(|code| times::of(code, &**corpus, &words))
        .unwrap_or_default();
    let (before, after) = times.around(query);
    let link = |time: &&Time| at(query, time, page);
    let permalink = permalink(site, locale, query, table);
    let today = site.today().to_string();
    let citing = Citing {
        site: &site.settings.site_name,
        address: &permalink,
        accessed: &today,
    };
    let here = page.absolute(&locale.path(&path_of(query)));
    let alone = format!("{}?{}", embed::MAPS_ALONE, query.to_query_string());
    let alone = page.absolute(&locale.path(&alone));
    let framed = |drawn: &Drawn| {
        let height = embed::around(drawn.whole_height);
        embed::frame(&alone, &title, (embed::USUAL, height))
    };
    let map = MapPage {
        frame: drawn.as_ref().map(framed),
        oembed: page.absolute(&link::address("/oembed", [("url", here.as_str())])),
        choice: Choice::of(Some(query), &site.borders, &words),
        problem,
        drawn,
        before: before.iter().map(link).collect(),
        after: after.iter().map(link).collect(),
        times: all_times(&times, query, page, &words),
        editions: editions(site, query, table, page),
        table: page.table(query.table.clone()),
        indicator: code.map(|code| Link {
            text: words.indicator(code),
            href: page.here(&format!("/indicators/{code}")),
        }),
        files: files(query, page),
        citation: cite::table(table, &citing, &words),
        edition: words.edition(&table.edition),
        permalink,
        title,
        page,
    };
    html_of(&map, BYTES)
}

/// A map with its words, for wide and for narrow screens. What is no map is refused.
pub(crate) fn picture(
    (query, table): (&MapQuery, &Table),
    site: &Site,
    page: &Page,
    words: &Words<'_>,
) -> Result<Picture, WebError> {
    let map = told(query, table, page, words).map_err(|refusal| {
        let fault = Fault::whole("indicators", "", refusal.message(), Vec::new());
        WebError::Query(vec![fault])
    })?;
    let wide = whole(&map, ("map-wide", WIDE), site, words)?;
    let narrow = whole(&map, ("map-narrow", NARROW), site, words)?;
    Ok(Picture {
        wide_height: height(&wide),
        narrow_height: height(&narrow),
        wide: write(&wide, Palette::Page),
        narrow: write(&narrow, Palette::Page),
    })
}

/// A map with the words around it.
fn whole(map: &Map, (id, width): (&str, Px), site: &Site, words: &Words<'_>) -> Result<Scene, WebError> {
    let drawing = Drawing {
        id,
        width,
        part: Part::Whole,
    };
    draw(map, &site.borders, drawing, words).map_err(|error| WebError::Internal(Box::new(error)))
}

/// How high a picture is, in whole pixels.
fn height(scene: &Scene) -> i32 {
    scene.size.height.in_hundredths() / 100
}

/// What a map shows, with links to every figure.
fn told(query: &MapQuery, table: &Table, page: &Page, words: &Words<'_>) -> Result<Map, NoMap> {
    let links = Links::new(page);
    let here = |place: &_| page.here(&format!("/places/{place}"));
    Map::of(table, words, &query.classes(words), &|place, cell| {
        links.of(cell).or_else(|| Some(here(place)))
    })
}

/// The picture, or why there is none.
fn drawn(
    query: &MapQuery,
    table: &Table,
    site: &Site,
    page: &Page,
    words: &Words<'_>,
) -> Result<Result<Drawn, NoMap>, WebError> {
    let map = told(query, table, page, words);
    let map = match map {
        Ok(map) => map,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let drawing = Drawing {
        id: ID,
        width: WIDE,
        part: Part::Land,
    };
    let scene =
        draw(&map, &site.borders, drawing, words).map_err(|error| WebError::Internal(Box::new(error)))?;
    let whole_height = height(&whole(&map, (ID, WIDE), site, words)?);
    let undrawn = map
        .undrawn(&site.borders)
        .iter()
        .map(|place| place.title.clone())
        .collect();
    let places = |class: usize| {
        let of_class = map.places.iter().filter(move |place| place.class == class);
        of_class.map(|place| PlaceLine {
            title: place.title.clone(),
            href: place.href.clone(),
        })
    };
    let key = map.legend.iter().enumerate().map(|(at, entry)| Class {
        key: entry.key.0.clone(),
        swatch: swatch::class(entry.ink, ID),
        label: entry.label.clone(),
        places: places(at).collect(),
    });
    let signs = map.signs.iter().map(|entry| SignLine {
        swatch: swatch::sign(entry.sign),
        label: entry.label.clone(),
        places: entry.places,
    });
    Ok(Ok(Drawn {
        svg: write(&scene, Palette::Page),
        whole_height,
        key: key.collect(),
        signs: signs.collect(),
        undrawn,
        about: map.about,
        notes: map.notes,
    }))
}

/// Why there is no map: where several indicators are asked for, the map of each.
fn refused(refusal: &NoMap, query: &MapQuery, page: &Page, words: &Words<'_>) -> Problem {
    let each = query.table.indicators.iter().map(|code| {
        let table = TableQuery {
            indicators: vec![code.clone()],
            sort: TableQuery::new(Vec::new(), Vec::new()).sort,
            ..query.table.clone()
        };
        Link {
            text: words.indicator(code),
            href: page.href(&path_of(&MapQuery {
                table,
                ..query.clone()
            })),
        }
    });
    Problem {
        reason: page.words(&refusal.message()),
        instead: each.filter(|_| query.table.indicators.len() > 1).collect(),
    }
}

fn at(query: &MapQuery, time: &Time, page: &Page) -> Link {
    let table = TableQuery {
        periods: vec![time.period.clone()],
        ..query.table.clone()
    };
    Link {
        text: time.name.clone(),
        href: page.href(&path_of(&MapQuery {
            table,
            ..query.clone()
        })),
    }
}

fn all_times(times: &times::Times, query: &MapQuery, page: &Page, words: &Words<'_>) -> Vec<Step> {
    let latest = Time {
        period: tidemark_evidence::query::PeriodSelector::Latest,
        name: words.messages.get("period-latest"),
    };
    std::iter::once(&latest)
        .chain(&times.years)
        .chain(&times.rounds)
        .map(|time| Step {
            is_shown: query.table.periods == [time.period.clone()],
            link: at(query, time, page),
        })
        .collect()
}

/// The same map in the other editions there are.
fn editions(site: &Site, query: &MapQuery, table: &Table, page: &Page) -> Vec<Step> {
    let editions = site.observatory.editions();
    let step = |(place, listed): (usize, &tidemark_app::Listed)| {
        let edition = (place > 0).then(|| listed.identity.chars().take(EDITION_DIGITS).collect());
        let table_query = TableQuery {
            edition,
            ..query.table.clone()
        };
        Step {
            is_shown: listed.identity == table.edition,
            link: Link {
                text: page.messages.with(
                    "web-map-edition",
                    &[("title", &listed.title), ("date", &listed.date)],
                ),
                href: page.href(&path_of(&MapQuery {
                    table: table_query,
                    ..query.clone()
                })),
            },
        }
    };
    let steps: Vec<Step> = editions.iter().enumerate().map(step).collect();
    if steps.len() > 1 { steps } else { Vec::new() }
}

fn files(query: &MapQuery, page: &Page) -> Vec<Link> {
    let name = |look: &str| match look {
        "dark" => "web-map-svg-dark",
        "print" => "web-map-svg-print",
        _ => "web-map-svg-light",
    };
    let link = |(look, _): &(&'static str, Palette)| Link {
        text: page.t(name(look)),
        href: page.href(&format!("/maps.svg?{}&look={look}", query.to_query_string())),
    };
    let png = Link {
        text: page.t("web-picture-png"),
        href: page.href(&png_of(query, PIXELS)),
    };
    LOOKS.iter().map(link).chain([png]).collect()
}

/// The map as pixels, so many across.
fn png_of(query: &MapQuery, pixels: u16) -> String {
    format!("/maps.png?{}&width={pixels}", query.to_query_string())
}

/// The same in whichever edition.
fn unpinned(query: &MapQuery) -> MapQuery {
    let table = TableQuery {
        edition: None,
        ..query.table.clone()
    };
    MapQuery {
        table,
        ..query.clone()
    }
}

/// The map as it is now, for good: it names its edition.
fn permalink(site: &Site, locale: &Locale, query: &MapQuery, table: &Table) -> String {
    let pinned = TableQuery {
        edition: Some(table.edition.chars().take(EDITION_DIGITS).collect()),
        ..query.table.clone()
    };
    let path = locale.path(&path_of(&MapQuery {
        table: pinned,
        ..query.clone()
    }));
    match &site.settings.base_address {
        Some(base) => base.join(&path),
        None => path,
    }
}
