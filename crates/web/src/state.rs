//! What every handler can reach.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use tidemark_app::Observatory;
use tidemark_app::desk::Desk;
use tidemark_print::Press;
use tidemark_publishing::picture::map::Borders;
use tidemark_vocab::PartialDate;

use crate::holdings::HoldingsCache;
use crate::http::limit::Limiter;
use crate::http::numbers::Numbers;
use crate::search::IndexCache;
use crate::settings::WebSettings;

/// Today's date in UTC, asked when an answer is made.
pub type Clock = Arc<dyn Fn() -> PartialDate + Send + Sync>;

/// What the site is made of.
#[derive(Clone)]
pub struct WebState {
    /// The editions.
    pub observatory: Arc<Observatory>,
    /// What prints.
    pub press: Arc<Press>,
    /// What the operator decides.
    pub settings: WebSettings,
    /// The borders of maps.
    pub borders: Arc<Borders>,
    /// The desk, where there is a store.
    pub desk: Option<Desk>,
    /// Today's date; used for the day of access in a citation.
    pub clock: Clock,
}

/// What every handler can reach: what the site is made of, and what it keeps while it runs.
pub(crate) struct Inner {
    pub(crate) observatory: Arc<Observatory>,
    pub(crate) press: Arc<Press>,
    pub(crate) settings: WebSettings,
    pub(crate) borders: Arc<Borders>,
    pub(crate) desk: Option<Desk>,
    pub(crate) clock: Clock,
    pub(crate) numbers: Numbers,
    pub(crate) limiter: Limiter,
    pub(crate) holdings: HoldingsCache,
    pub(crate) index: IndexCache,
    /// A digest of the settings and the build, for the identity of answers.
    pub(crate) making: String,
}

pub(crate) type Site = Arc<Inner>;

impl Inner {
    pub(crate) fn new(state: WebState) -> Site {
        let making = format!("{} {:?}", env!("TIDEMARK_WEB_BUILD"), state.settings);
        Arc::new(Self {
            making: hex(&Sha256::digest(making.as_bytes())),
            observatory: state.observatory,
            settings: state.settings,
            borders: state.borders,
            clock: state.clock,
            desk: state.desk,
            numbers: Numbers::new(),
            limiter: Limiter::default(),
            holdings: HoldingsCache::default(),
            index: IndexCache::default(),
            press: state.press,
        })
    }

    pub(crate) fn today(&self) -> PartialDate {
        (self.clock)()
    }
}

/// The first sixteen bytes in hexadecimal: enough to tell any two answers apart.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().take(16).fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
