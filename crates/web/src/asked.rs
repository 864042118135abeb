//! The edition a request is answered from: settled once, so that no answer mixes two.

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use tidemark_app::{EditionError, Pinned};
use tidemark_evidence::query::edition_prefix;
use tidemark_vocab::Message;

use crate::error::{Fault, WebError};
use crate::link;
use crate::pages::Edition;
use crate::state::Site;

/// The edition a request is answered from, with what was decided about its figures by then; or why there is none.
#[derive(Debug, Clone)]
pub(crate) struct Asked(Result<Pinned, Refusal>);

/// Why no edition is asked for that there is.
#[derive(Debug, Clone)]
enum Refusal {
    /// What stands there names no edition.
    Misspelt { parameter: &'static str, text: String },
    /// There is none, or it cannot be used.
    Edition(EditionError),
}

impl Asked {
    /// The edition that an address names, by `edition=`; the current one where it names none.
    pub(crate) async fn of(site: &Site, uri: &Uri) -> Self {
        Self::by(site, uri, "edition")
            .await
            .unwrap_or_else(|| Self::current(site))
    }

    /// The edition that an address names by a parameter, where it names one.
    pub(crate) async fn by(site: &Site, uri: &Uri, parameter: &'static str) -> Option<Self> {
        let given = link::pairs(uri.query().unwrap_or_default());
        match link::value(&given, parameter)? {
            "current" => Some(Self::current(site)),
            text => Some(match edition_prefix(text) {
                Some(named) => Self::named(site, named).await,
                None => Self(Err(Refusal::Misspelt {
                    parameter,
                    text: text.to_owned(),
                })),
            }),
        }
    }

    /// The current edition.
    pub(crate) fn current(site: &Site) -> Self {
        Self(site.observatory.pinned(None).map_err(Refusal::Edition))
    }

    /// The edition of this name.
    pub(crate) async fn named(site: &Site, named: String) -> Self {
        let observatory = site.observatory.clone();
        let given = named.clone();
        // It may have to be read from its files.
        let reading = tokio::task::spawn_blocking(move || observatory.pinned(Some(&given))).await;
        let pinned = reading.unwrap_or_else(|error| {
            Err(EditionError::Unusable {
                identity: named,
                reason: error.to_string(),
            })
        });
        Self(pinned.map_err(Refusal::Edition))
    }

    /// The edition.
    pub(crate) fn edition(&self) -> Result<Edition, WebError> {
        Ok(self.pinned()?.edition)
    }

    /// The edition with what was decided.
    pub(crate) fn pinned(&self) -> Result<Pinned, WebError> {
        self.0.clone().map_err(|refusal| match refusal {
            Refusal::Edition(error) => error.into(),
            Refusal::Misspelt { parameter, text } => {
                let reason = Message::new("query-error-edition").with("value", &text);
                let choices = vec!["current".to_owned()];
                WebError::Query(vec![Fault::whole(parameter, &text, reason, choices)])
            }
        })
    }

    /// What names the edition and what was decided, where there is an edition.
    pub(crate) fn version(&self) -> Option<String> {
        use tidemark_evidence::Corpus as _;
        let pinned = self.0.as_ref().ok()?;
        Some(format!(
            "{} {}",
            pinned.edition.identity(),
            pinned.decided.version()
        ))
    }
}

impl FromRequestParts<Site> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        match parts.extensions.get::<Self>() {
            Some(known) => Ok(known.clone()),
            None => Ok(Self::of(site, &parts.uri).await),
        }
    }
}
