//! The pages and the API of Tidemark: the only crate that knows HTTP.
//!
//! [`router`] is the site; [`router::routes`] is its table of contents.

mod api;
mod asked;
mod assets;
mod error;
mod form;
mod holdings;
mod http;
mod link;
mod locale;
mod oembed;
mod pages;
pub mod router;
mod search;
mod serve;
mod settings;
mod state;
mod visit;
mod wellknown;

pub(crate) use tidemark_publishing::presets;

pub use http::limit::{Rate, RateLimits};
pub use http::peer::PeerAddress;
pub use router::router;
pub use serve::{ServeError, serve};
pub use settings::{BaseAddress, BaseAddressError, WebSettings};
pub use state::{Clock, WebState};
