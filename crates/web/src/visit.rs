//! What the handlers of pictures begin with.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;

use crate::asked::Asked;
use crate::locale::Locale;
use crate::state::Site;

/// A request as a page is made of it: the site, the edition that is asked for, the reader's language, the address.
pub(crate) struct Visit {
    pub(crate) site: Site,
    pub(crate) asked: Asked,
    pub(crate) locale: Locale,
    pub(crate) uri: Uri,
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        Ok(Self {
            asked: Asked::from_request_parts(parts, site).await?,
            locale: Locale::from_request_parts(parts, site).await?,
            uri: Uri::from_request_parts(parts, site).await?,
            site: site.clone(),
        })
    }
}
