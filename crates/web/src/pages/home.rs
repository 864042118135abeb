//! `/`: what this is, and the way in.

use askama::Template;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use tidemark_evidence::Corpus as _;
use tidemark_evidence::TableQuery;
use tidemark_evidence::catalogue::Catalogue;
use tidemark_publishing::display::{Teller, Words};
use tidemark_vocab::AreaId;

use crate::asked::Asked;
use crate::error::WebError;
use crate::holdings::Holdings;
use crate::locale::Locale;
use crate::pages::editions::edition::{Changed, changed};
use crate::pages::figures::{Figure, figure};
use crate::pages::places;
use crate::pages::{EditionLine, Link, Page, html, structured};
use crate::presets;
use crate::state::Site;

/// Questions people come with, as queries. Only those that the edition can answer are shown.
const QUESTIONS: [(&str, &str); 6] = [
    (
        "web-question-services",
        "indicators=nsp_available,oat_available,dcr_available,naloxone_peer_distribution,nsp_prison_available&areas=region:HRI/WESTERN_EUROPE",
    ),
    (
        "web-question-rounds",
        "indicators=nsp_available&areas=region:HRI/EURASIA&periods=all&layout=areas-periods",
    ),
    (
        "web-question-prevalence",
        "indicators=pwid_population_size,pwid_hiv_prevalence,pwid_hcv_prevalence&areas=region:HRI/ASIA",
    ),
    (
        "web-question-executions",
        "indicators=dp_drug_executions,dp_drug_death_sentences,dp_drug_death_row&areas=SGP,IRN,SAU,CHN,MYS,VNM,IDN",
    ),
    (
        "web-question-world",
        "indicators=nsp_available,oat_available&areas=scheme:HRI&group=HRI&totals=shown",
    ),
    (
        "web-question-prisons",
        "indicators=nsp_prison_available,prison_oat_available,prison_hcv_prevalence&areas=ESP,DEU,CHE,MDA,KGZ",
    ),
];

struct Question {
    text: String,
    href: String,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    page: Page,
    figures: Vec<Figure>,
    regions: Vec<Link>,
    themes: Vec<Link>,
    changed: Option<Changed>,
    questions: Vec<Question>,
    counts: Counts,
    edition: EditionLine,
}

/// What the edition holds.
struct Counts {
    indicators: usize,
    places: usize,
    sources: usize,
    observations: usize,
}

impl Counts {
    fn of(catalogue: &Catalogue, holdings: &Holdings) -> Self {
        Self {
            indicators: holdings.indicators.len(),
            places: holdings
                .areas
                .keys()
                .filter(|area| matches!(area, AreaId::Place(_)))
                .count(),
            sources: catalogue.sources.len(),
            observations: holdings.observations,
        }
    }
}

fn questions(catalogue: &Catalogue, page: &Page) -> Vec<Question> {
    QUESTIONS
        .iter()
        .filter(|(_, query)| TableQuery::parse(query, catalogue).is_ok())
        .map(|(id, query)| Question {
            text: page.t(id),
            href: page.href(&format!("/tables?{query}")),
        })
        .collect()
}

/// Shows the page.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let catalogue = corpus.catalogue();
    let page = Page::new(&site, &locale, &uri, &locale.messages.get("web-home-title")).of(&asked);
    let edition = EditionLine::of(&*corpus);
    let lede = page.t("web-home-lede");
    let about = structured::dataset(&edition.title, &lede, &edition, &page);
    let page = page.saying(&lede).about(&about);
    let words = Words::new(catalogue, &locale.messages);
    let teller = Teller::new(words);
    let today = presets::today(catalogue);
    let figures = today
        .iter()
        .filter_map(|(area, code)| Some((area, figure(code, area, &*corpus, &teller, &page)?)))
        .map(|(area, figure)| of_area(figure, area, &page, &words));
    html(&Home {
        figures: figures.collect(),
        regions: regions(catalogue, &page, &words),
        themes: themes(catalogue, &page, &words),
        changed: changed(&site, corpus.identity(), &page, &words),
        questions: questions(catalogue, &page),
        counts: Counts::of(catalogue, &site.holdings.of(&*corpus)),
        edition,
        page,
    })
}

/// A figure that is not the world's says whose it is.
fn of_area(figure: Figure, area: &AreaId, page: &Page, words: &Words<'_>) -> Figure {
    if area.to_string() == AreaId::WORLD {
        return figure;
    }
    let named = [("indicator", figure.name.as_str()), ("area", &words.area(area))];
    Figure {
        name: page.messages.with("web-finding-title", &named),
        ..figure
    }
}

fn regions(catalogue: &Catalogue, page: &Page, words: &Words<'_>) -> Vec<Link> {
    let scheme = presets::grouping(catalogue);
    let regions = scheme.into_iter().flat_map(places::regions);
    regions.map(|region| places::link(&region, page, words)).collect()
}

fn themes(catalogue: &Catalogue, page: &Page, words: &Words<'_>) -> Vec<Link> {
    let themes = catalogue.themes.iter();
    themes
        .map(|theme| Link {
            text: words.localized(&theme.name).to_owned(),
            href: page.here(&format!("/themes/{}", theme.code)),
        })
        .collect()
}
