//! `/charts`: the answer to a query as a chart, or why it is none; and the same as a file.

mod asking;
mod steps;
mod view;

pub(crate) use asking::{Asking, path_of};
pub(crate) use view::{Picture, picture};

use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::query::AreaSelector;
use tidemark_evidence::table::Depth;
use tidemark_evidence::{Catalogue, Corpus as _, Table, TableQuery};
use tidemark_publishing::display::Words;
use tidemark_publishing::picture::Scene;
use tidemark_publishing::picture::chart::{self, Framing, Kind, Looks, Plan, Reading};
use tidemark_vocab::{IndicatorCode, Message};

use crate::asked::Asked;
use crate::error::{Fault, WebError};
use crate::locale::Locale;
use crate::pages::maps::file::{Form, pixels, vector};
use crate::pages::tables::answer;
use crate::pages::{Edition, Page};
use crate::presets;
use crate::state::Site;
use crate::visit::Visit;

/// Shows a chart, or says why there is none and what there is.
pub(crate) async fn show(
    State(site): State<Site>,
    asked: Asked,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    if uri.query().unwrap_or_default().is_empty() {
        return Ok(Redirect::to(&locale.path("/tables/choose")).into_response());
    }
    let corpus = asked.edition()?;
    let asking = Asking::read(&uri, corpus.catalogue())?;
    if !asking.is_canonical() {
        return Ok(Redirect::to(&locale.path(&asking.path("/charts"))).into_response());
    }
    let table = table(&site, &corpus, &locale, &asking).await?;
    view::page(&site, &asked, &locale, &uri, (&asking, &table), &corpus)
}

/// The chart as a file.
pub(crate) async fn svg(visit: Visit) -> Result<Response, WebError> {
    vector(&visit.uri, |form| drawn(&visit, form)).await
}

/// The chart as pixels.
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
    let asking = Asking::read(uri, corpus.catalogue())?;
    let table = table(site, &corpus, locale, &asking).await?;
    let reading = Reading::new(&table, Words::new(corpus.catalogue(), &locale.messages));
    let plan = plan(&asking, &reading)?;
    let from = view::from(site, locale, &asking, &table);
    let looks = Looks {
        id: "chart",
        width: form.width,
        framing: Framing::File { from: &from },
        href: &|_, _| None,
        direction: chart::direction_of(&locale.messages),
    };
    Ok(chart::draw(&plan, &reading, &looks))
}

/// The chart of an indicator in every place of the grouping, in the edition of a page.
pub(crate) fn everywhere(code: &IndicatorCode, catalogue: &Catalogue, page: &Page) -> String {
    let scheme = presets::grouping(catalogue).map(|scheme| AreaSelector::Scheme(scheme.code.clone()));
    let query = TableQuery {
        edition: page.named_edition().map(str::to_owned),
        ..TableQuery::new(vec![code.clone()], scheme.into_iter().collect())
    };
    page.href(&path_of("/charts", &query, None))
}

/// What a file shows. What cannot be drawn is refused with the kinds that can.
pub(crate) fn plan<'r>(asking: &Asking, reading: &'r Reading<'r>) -> Result<Plan<'r>, WebError> {
    let kind = asking
        .kind
        .or_else(|| chart::proposed(reading))
        .unwrap_or(Kind::Bar);
    Plan::of(kind, reading).map_err(|refusal| {
        let fitting = chart::verdicts(reading)
            .into_iter()
            .filter(|verdict| verdict.refused.is_none());
        let choices = fitting.map(|verdict| verdict.kind.to_string()).collect();
        let reason: Message = refusal.message();
        WebError::Query(vec![Fault::whole("kind", kind.as_str(), reason, choices)])
    })
}

/// The table a chart is drawn from.
pub(crate) async fn table(
    site: &Site,
    corpus: &Edition,
    locale: &Locale,
    asking: &Asking,
) -> Result<Table, WebError> {
    let query = chart::question(&asking.query);
    answer(corpus, locale, query, (Depth::Whole, site.settings.page_cells)).await
}
