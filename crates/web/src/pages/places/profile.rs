//! `/places/{place}/profile.pdf` and `/regions/{scheme}/{region}/profile.pdf`: what the page of an area says, on paper.

use std::collections::BTreeSet;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use tidemark_evidence::table::Depth;
use tidemark_evidence::{Corpus as _, Table};
use tidemark_print::{Imprint, MOST_CELLS, PlaceProfile, PrintError, RegionProfile, atlas, trends};
use tidemark_publishing::cite::Citing;
use tidemark_publishing::{Words, profile};
use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode, RegionId};

use super::region::region_of;
use super::{Named, named, path_of};
use crate::api::v1::table::PDF;
use crate::asked::Asked;
use crate::error::{Missing, WebError};
use crate::locale::Locale;
use crate::pages::tables::answer;
use crate::pages::{EDITION_DIGITS, Edition};
use crate::state::Site;

/// What is printed, by whom and in which language.
struct Job {
    site: Site,
    locale: Locale,
    corpus: Edition,
    table: Table,
    of: Of,
}

/// Of which area.
enum Of {
    Place(PlaceCode),
    Region(RegionId),
}

/// The profile of a place. One that is named otherwise than by its code is answered by its code, as its page is.
pub(crate) async fn of_place(
    State(site): State<Site>,
    asked: Asked,
    path: Result<Path<String>, PathRejection>,
    locale: Locale,
    uri: Uri,
) -> Result<Response, WebError> {
    let Path(text) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let corpus = asked.edition()?;
    let place = match named(&text, corpus.catalogue())? {
        Named::Code(code) => code,
        Named::Otherwise(code) => {
            let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            let path = locale.path(&format!("/places/{code}/profile.pdf{query}"));
            return Ok(Redirect::to(&path).into_response());
        }
    };
    let query = profile::question(&place, &*corpus);
    let table = answer(&corpus, &locale, query, (Depth::Face, usize::MAX)).await?;
    let of = Of::Place(place);
    file(Job {
        site,
        locale,
        corpus,
        table,
        of,
    })
    .await
}

/// The overview of a region.
pub(crate) async fn of_region(
    State(site): State<Site>,
    asked: Asked,
    path: Result<Path<(String, String)>, PathRejection>,
    locale: Locale,
) -> Result<Response, WebError> {
    let Path((scheme, name)) = path.map_err(|_| WebError::NotFound(Missing::Page))?;
    let corpus = asked.edition()?;
    let id = region_of(&scheme, &name, corpus.catalogue())?;
    let query = profile::question_of_region(&id, corpus.catalogue());
    let limit = site.settings.file_cells.min(MOST_CELLS);
    let table = answer(&corpus, &locale, query, (Depth::Face, limit)).await?;
    let of = Of::Region(id);
    file(Job {
        site,
        locale,
        corpus,
        table,
        of,
    })
    .await
}

async fn file(job: Job) -> Result<Response, WebError> {
    let name = job.file_name();
    let printed = tokio::task::spawn_blocking(move || job.print()).await;
    let printed = printed.map_err(|error| WebError::Internal(Box::new(error)))?;
    let body = printed.map_err(|error| WebError::Internal(Box::new(error)))?;
    // Shown where the browser can, since it is read before it is kept.
    let disposition = HeaderValue::from_str(&format!("inline; filename=\"{name}\""));
    let disposition = disposition.map_err(|error| WebError::Internal(Box::new(error)))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(PDF)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, body).into_response())
}

impl Job {
    fn area(&self) -> AreaId {
        match &self.of {
            Of::Place(place) => AreaId::Place(place.clone()),
            Of::Region(region) => AreaId::Region(region.clone()),
        }
    }

    fn edition(&self) -> String {
        self.corpus.identity().chars().take(EDITION_DIGITS).collect()
    }

    /// `tidemark_profile_BGR_0123456789ab.pdf`.
    fn file_name(&self) -> String {
        let area = self.area().to_string().replace('/', "-");
        format!("tidemark_profile_{area}_{}.pdf", self.edition())
    }

    /// The page of the area in this edition, which the profile leads to.
    fn address(&self) -> String {
        let path = format!("{}?edition={}", path_of(&self.area()), self.edition());
        let path = self.locale.path(&path);
        let base = &self.site.settings.base_address;
        base.as_ref()
            .map_or_else(|| path.clone(), |base| base.join(&path))
    }

    fn print(&self) -> Result<Vec<u8>, PrintError> {
        let (address, today) = (self.address(), self.site.today().to_string());
        let catalogue = self.corpus.catalogue();
        let imprint = Imprint {
            citing: Citing {
                site: &self.site.settings.site_name,
                address: &address,
                accessed: &today,
            },
            date: catalogue.edition.date,
        };
        let words = Words::new(catalogue, &self.locale.messages);
        match &self.of {
            Of::Place(place) => self.place(place, &imprint, &words),
            Of::Region(region) => self.region(region, &imprint, &words),
        }
    }

    fn place(
        &self,
        place: &PlaceCode,
        imprint: &Imprint<'_>,
        words: &Words<'_>,
    ) -> Result<Vec<u8>, PrintError> {
        let holdings = self.site.holdings.of(&*self.corpus);
        let recorded: BTreeSet<IndicatorCode> = holdings.places.keys().cloned().collect();
        let pictures = trends::of_place(&self.table.query, &*self.corpus, words);
        let of = PlaceProfile {
            place,
            table: &self.table,
            corpus: &*self.corpus,
            recorded: &recorded,
            pictures: &pictures,
        };
        self.site.press.place(&of, imprint, words)
    }

    fn region(
        &self,
        region: &RegionId,
        imprint: &Imprint<'_>,
        words: &Words<'_>,
    ) -> Result<Vec<u8>, PrintError> {
        let published = profile::published(&AreaId::Region(region.clone()), &*self.corpus);
        let maps = atlas::of_region(region, &*self.corpus, &self.site.borders, words);
        let of = RegionProfile {
            region,
            table: &self.table,
            published: &published,
            corpus: &*self.corpus,
            prose: &[],
            pictures: &maps,
        };
        self.site.press.region(&of, imprint, words)
    }
}
