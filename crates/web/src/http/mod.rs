//! What holds for every request, whatever it asks for: from the outermost layer inwards.

pub(crate) mod cache;
pub(crate) mod cookie;
pub(crate) mod encoding;
pub(crate) mod frame;
pub(crate) mod guard;
pub(crate) mod headers;
pub(crate) mod limit;
pub(crate) mod log;
pub(crate) mod numbers;
pub(crate) mod peer;
pub(crate) mod ranges;
