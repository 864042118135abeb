//! The page of a chart: the picture twice, for wide and for narrow screens, the other kinds, and why the rest would mislead.

use askama::Template;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::{Catalogue, Corpus as _, Table, TableQuery};
use tidemark_publishing::cite::{self, Citing};
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::chart::{self, Framing, Kind, Looks, Plan, Reading, Subject, Verdict};
use tidemark_publishing::picture::{Palette, Px, WIDE, write};

use super::asking::{Asking, file_of, path_of, png_of};
use super::steps::{Step, step};
use crate::asked::Asked;
use crate::error::WebError;
use crate::locale::Locale;
use crate::pages::maps::file::{CARD, PIXELS};
use crate::pages::{EDITION_DIGITS, Edition, Link, Page, html_of};
use crate::pages::{embed, places};
use crate::state::Site;

/// How wide the picture for narrow screens is.
const NARROW: Px = Px::whole(320);

#[derive(Template)]
#[template(path = "chart.html")]
struct ChartPage<'c> {
    page: &'c Page,
    title: String,
    /// Why the kind that was asked for is not drawn.
    problem: Option<String>,
    kinds: Vec<KindLink>,
    refused: Vec<RefusedKind>,
    picture: Option<Picture>,
    /// How it is shown in a page of another site, and where these learn that.
    frame: Option<String>,
    oembed: String,
    steps: Vec<Link>,
    remarks: Vec<String>,
    table: String,
    change: String,
    files: Vec<Link>,
    permalink: String,
    citation: String,
    edition: String,
}

/// A kind that fits.
struct KindLink {
    link: Link,
    is_shown: bool,
}

/// A kind that would mislead.
struct RefusedKind {
    name: String,
    reason: String,
    /// A selection that it is made for.
    instead: Option<String>,
}

/// The picture as it stands in a page: for wide and for narrow screens, with how high each is, in pixels.
pub(crate) struct Picture {
    pub(crate) wide: String,
    pub(crate) narrow: String,
    pub(crate) wide_height: i32,
    pub(crate) narrow_height: i32,
}

/// The page of a chart.
pub(super) fn page(
    site: &Site,
    asked: &Asked,
    locale: &Locale,
    uri: &Uri,
    (asking, table): (&Asking, &Table),
    corpus: &Edition,
) -> Result<Response, WebError> {
    let words = Words::new(corpus.catalogue(), &locale.messages);
    let reading = Reading::new(table, words);
    let unpinned = TableQuery {
        edition: None,
        ..asking.query.clone()
    };
    let known_as = locale.path(&path_of("/charts", &unpinned, asking.kind));
    let verdicts = chart::verdicts(&reading);
    let fitting = verdicts.iter().find(|verdict| verdict.refused.is_none());
    let shown = asking.kind.or(fitting.map(|verdict| verdict.kind));
    let plan = shown.map(|kind| Plan::of(kind, &reading));
    let page = Page::new(site, locale, uri, &reading.title)
        .of(asked)
        .known_as(known_as)
        .saying(&reading.title);
    let page = &match &plan {
        Some(Ok(plan)) => page.shown_by(locale.path(&png_of(&asking.query, shown, CARD)), || {
            chart::described(plan, &reading)
        }),
        _ => page,
    };
    let problem = match &plan {
        Some(Err(refusal)) => Some(page.words(&refusal.message())),
        Some(Ok(_)) => None,
        None => Some(page.t("web-chart-none")),
    };
    let plan = plan.and_then(Result::ok);
    let permalink = permalink(site, locale, asking, table);
    let today = site.today().to_string();
    let citing = Citing {
        site: &site.settings.site_name,
        address: &permalink,
        accessed: &today,
    };
    let picture = plan.as_ref().map(|plan| picture(plan, &reading, page));
    let alone = page.absolute(&locale.path(&asking.path(embed::CHARTS_ALONE)));
    let chart = ChartPage {
        frame: picture
            .as_ref()
            .map(|picture| embed::usual_frame(&alone, &reading.title, picture)),
        oembed: oembed(page, locale, asking),
        title: reading.title.clone(),
        problem,
        kinds: kinds(&verdicts, shown.filter(|_| plan.is_some()), asking, page),
        refused: refused(&verdicts, asking, &reading, page),
        picture,
        steps: steps(asking, page, corpus.catalogue()),
        remarks: table
            .remarks
            .iter()
            .map(|remark| page.words(&remark.message))
            .collect(),
        table: page.table(asking.query.clone()),
        change: page.href(&format!("/tables/choose?{}", asking.query.to_query_string())),
        files: plan
            .map(|plan| files(plan.kind(), asking, page))
            .unwrap_or_default(),
        citation: cite::table(table, &citing, &words),
        edition: words.edition(&table.edition),
        permalink,
        page,
    };
    html_of(&chart, CHART_BYTES)
}

/// What a page with two pictures takes, about.
const CHART_BYTES: usize = 60_000;

/// Draws the picture of a page.
pub(crate) fn picture(plan: &Plan<'_>, reading: &Reading<'_>, page: &Page) -> Picture {
    let href = |subject: Subject<'_>, anchor: &str| Some(figure(subject, anchor, page));
    let drawn = |id: &str, width: Px| {
        let looks = Looks {
            id,
            width,
            framing: Framing::Page,
            href: &href,
            direction: chart::direction_of(&page.messages),
        };
        let scene = chart::draw(plan, reading, &looks);
        (
            write(&scene, Palette::Page),
            scene.size.height.in_hundredths() / 100,
        )
    };
    let (wide, wide_height) = drawn("chart", WIDE);
    let (narrow, narrow_height) = drawn("chart-narrow", NARROW);
    Picture {
        wide,
        narrow,
        wide_height,
        narrow_height,
    }
}

/// The page of a figure.
fn figure(subject: Subject<'_>, anchor: &str, page: &Page) -> String {
    let path = format!("{}/{}", places::path_of(subject.area), subject.indicator);
    let split = subject.dimensions.to_string();
    let split = (!subject.dimensions.is_total()).then_some(("dimensions", split.as_str()));
    let edition = page.named_edition().map(|edition| ("edition", edition));
    let address = page.href(&crate::link::address(&path, split.into_iter().chain(edition)));
    if anchor.is_empty() {
        address
    } else {
        format!("{address}#{anchor}")
    }
}

fn kinds(verdicts: &[Verdict], shown: Option<Kind>, asking: &Asking, page: &Page) -> Vec<KindLink> {
    let fitting = verdicts.iter().filter(|verdict| verdict.refused.is_none());
    let link = |(at, verdict): (usize, &Verdict)| {
        // The kind that is proposed needs no name.
        let kind = (at > 0).then_some(verdict.kind);
        KindLink {
            link: Link {
                text: page.t(chart::name(verdict.kind)),
                href: page.href(&path_of("/charts", &asking.query, kind)),
            },
            is_shown: shown == Some(verdict.kind),
        }
    };
    fitting.enumerate().map(link).collect()
}

fn refused(verdicts: &[Verdict], asking: &Asking, reading: &Reading<'_>, page: &Page) -> Vec<RefusedKind> {
    let told = |verdict: &Verdict| {
        let refusal = verdict.refused.as_ref()?;
        let other = chart::instead(verdict.kind, refusal, reading);
        let other = other.map(|other| TableQuery {
            totals: asking.query.totals,
            ..other
        });
        Some(RefusedKind {
            name: page.t(chart::name(verdict.kind)),
            reason: page.words(&refusal.message()),
            instead: other.map(|query| page.href(&path_of("/charts", &query, Some(verdict.kind)))),
        })
    };
    verdicts.iter().filter_map(told).collect()
}

fn steps(asking: &Asking, page: &Page, catalogue: &Catalogue) -> Vec<Link> {
    let steps = [(Step::Back, "web-chart-before"), (Step::On, "web-chart-after")];
    let link = |(way, id): (Step, &str)| {
        let query = step(&asking.query, way, catalogue)?;
        Some(Link {
            text: page.t(id),
            href: page.href(&path_of("/charts", &query, asking.kind)),
        })
    };
    steps.into_iter().filter_map(link).collect()
}

fn files(kind: Kind, asking: &Asking, page: &Page) -> Vec<Link> {
    let looks = [
        ("web-chart-svg-light", Palette::Light),
        ("web-chart-svg-dark", Palette::Dark),
        ("web-chart-svg-print", Palette::Print),
    ];
    let link = |(id, look)| Link {
        text: page.t(id),
        href: page.href(&file_of(&asking.query, kind, look)),
    };
    let png = Link {
        text: page.t("web-picture-png"),
        href: page.href(&png_of(&asking.query, Some(kind), PIXELS)),
    };
    looks.map(link).into_iter().chain([png]).collect()
}

/// Where other sites learn how this chart is shown.
fn oembed(page: &Page, locale: &Locale, asking: &Asking) -> String {
    let here = page.absolute(&locale.path(&asking.path("/charts")));
    page.absolute(&crate::link::address("/oembed", [("url", here.as_str())]))
}

/// The chart as it is now, for good: it names its edition.
fn permalink(site: &Site, locale: &Locale, asking: &Asking, table: &Table) -> String {
    let query = TableQuery {
        edition: Some(table.edition.chars().take(EDITION_DIGITS).collect()),
        ..asking.query.clone()
    };
    let path = locale.path(&path_of("/charts", &query, asking.kind));
    match &site.settings.base_address {
        Some(base) => base.join(&path),
        None => path,
    }
}

/// Whose site a file is from, and where it is found.
pub(super) fn from(site: &Site, locale: &Locale, asking: &Asking, table: &Table) -> String {
    let address = permalink(site, locale, asking, table);
    let from = [
        ("site", site.settings.site_name.as_str()),
        ("address", address.as_str()),
    ];
    locale.messages.with("web-chart-file-from", &from)
}
