//! What every document has around its own part.

use serde::Serialize;
use tidemark_publishing::Words;

use crate::press::Imprint;
use crate::references::Cited;
use crate::tongue::Tongue;

/// A picture for a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Illustration {
    /// The picture, as SVG.
    pub svg: String,
    /// What it shows, in words, for those who do not see it.
    pub alt: String,
    /// What stands beneath it; empty where nothing does.
    pub caption: String,
}

/// The parts that all documents have.
#[derive(Debug, Serialize)]
pub(crate) struct Frame {
    tongue: Tongue,
    /// What the document is called.
    title: String,
    /// What it says, in a sentence; empty where the title says it.
    subject: String,
    site: String,
    edition: String,
    /// When the edition speaks.
    date: String,
    labels: Labels,
    link: Option<String>,
}

/// Words of the templates.
#[derive(Debug, Serialize)]
struct Labels {
    contents: String,
    legend: String,
    notes: String,
    sources: String,
    link: String,
    no_glyph: String,
}

impl Frame {
    /// The frame of a document of an edition.
    pub(crate) fn new(
        title: String,
        subject: String,
        edition: &str,
        imprint: &Imprint<'_>,
        words: &Words<'_>,
    ) -> Self {
        let messages = words.messages;
        let address = imprint.citing.address;
        // A path leads nowhere from paper.
        let is_address = address.starts_with("https://") || address.starts_with("http://");
        Self {
            tongue: Tongue::of(messages),
            title,
            subject,
            site: imprint.citing.site.to_owned(),
            edition: words.edition(edition),
            date: words.catalogue.edition.date.to_string(),
            labels: Labels {
                contents: messages.get("print-contents"),
                legend: messages.get("text-legend"),
                notes: messages.get("text-notes"),
                sources: messages.get("text-sources"),
                link: messages.get("print-link"),
                no_glyph: messages.get("print-no-glyph"),
            },
            link: is_address.then(|| address.to_owned()),
        }
    }
}

/// What stands at the end of a document: signs, notes, sources, how it is cited.
#[derive(Debug, Serialize)]
pub(crate) struct Ending {
    /// The signs and what they mean.
    pub(crate) legend: Vec<(String, String)>,
    /// Notes and sources by their numbers.
    #[serde(flatten)]
    pub(crate) cited: Cited,
    /// How the document is cited; empty where it is not said.
    pub(crate) citation: String,
}
