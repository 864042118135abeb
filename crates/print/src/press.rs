//! What prints: fonts and templates, made once, and the way from values to bytes.

use std::sync::OnceLock;

use serde::Serialize;
use serde_json::Value;
use thiserror::Error;
use tidemark_publishing::cite::Citing;
use tidemark_vocab::PartialDate;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::fonts::Fonts;
use crate::world::Workshop;

/// For how many documents more something is kept that no document asked for again.
const KEPT: usize = 8;

/// Why a document is not printed.
#[derive(Debug, Error)]
pub enum PrintError {
    /// It would have more cells than can be set in reasonable time.
    #[error("{cells} cells are more than the {limit} that can be printed")]
    TooLarge {
        /// So many it would have.
        cells: usize,
        /// So many it may have.
        limit: usize,
    },
    /// A template cannot cope with its values: a fault of this crate.
    #[error("the template {template} fails: {problems}")]
    Template {
        /// Which.
        template: &'static str,
        /// What Typst says.
        problems: String,
    },
    /// The values cannot be handed over: a fault of this crate.
    #[error("the values of a document cannot be handed over: {0}")]
    Values(#[from] serde_json::Error),
}

/// By what a document is known, and when it was made.
#[derive(Debug, Clone, Copy)]
pub struct Imprint<'a> {
    /// The observatory, the permanent address, the day of access.
    pub citing: Citing<'a>,
    /// The date that the file bears: that of its edition, so that the same edition gives the same bytes.
    pub date: PartialDate,
}

/// Fonts and templates. Made once, it prints any number of documents, on several threads at a time. The fonts are read when it first prints.
pub struct Press {
    extra: Vec<Bytes>,
    workshop: OnceLock<Workshop>,
}

impl Press {
    /// A press with the fonts that come along, and these files of fonts (TTF, OTF or TTC) besides; what is no font is left out.
    #[must_use]
    pub fn new(extra: Vec<Vec<u8>>) -> Self {
        Self {
            extra: extra.into_iter().map(Bytes::new).collect(),
            workshop: OnceLock::new(),
        }
    }

    fn workshop(&self) -> &Workshop {
        self.workshop
            .get_or_init(|| Workshop::new(Fonts::new(&self.extra)))
    }

    pub(crate) fn fonts(&self) -> &Fonts {
        &self.workshop().fonts
    }

    /// Sets the values of a document in a template.
    pub(crate) fn print(
        &self,
        template: &'static str,
        values: &impl Serialize,
        imprint: &Imprint<'_>,
    ) -> Result<Vec<u8>, PrintError> {
        let mut values = serde_json::to_value(values)?;
        let missing = self.settle(&mut values);
        if let Some(fields) = values.as_object_mut() {
            let families = self.fonts().families();
            fields.insert("fonts".to_owned(), Value::from(families));
            fields.insert("missing".to_owned(), Value::from(missing));
        }
        let document = self.workshop().document(template, serde_json::to_vec(&values)?);
        let failed = |problems: EcoVec<SourceDiagnostic>| PrintError::Template {
            template,
            problems: told(&problems),
        };
        let set = typst::compile::<PagedDocument>(&document);
        for warning in &set.warnings {
            tracing::debug!(template, warning = %warning.message, "Typst has a remark");
        }
        let bytes = set
            .output
            .and_then(|pages| typst_pdf::pdf(&pages, &options(imprint)))
            .map_err(failed);
        comemo::evict(KEPT);
        bytes
    }

    /// Every text with what can be set of it; how many letters could not.
    fn settle(&self, value: &mut Value) -> usize {
        match value {
            Value::String(text) => match self.fonts().printable(text) {
                Some((printable, missing)) => {
                    *text = printable;
                    missing
                }
                None => 0,
            },
            Value::Array(items) => items.iter_mut().map(|item| self.settle(item)).sum(),
            Value::Object(fields) => fields.values_mut().map(|field| self.settle(field)).sum(),
            Value::Null | Value::Bool(_) | Value::Number(_) => 0,
        }
    }
}

/// Tagged, for everyone (PDF/UA-1, ISO 14289-1), known by its permanent address, dated by the caller.
fn options(imprint: &Imprint<'_>) -> PdfOptions {
    let (year, month, day) = imprint.date.first_day();
    let date = Datetime::from_ymd(i32::from(year), month, day);
    PdfOptions {
        ident: Smart::Custom(imprint.citing.address.to_owned()),
        creator: Smart::Custom(Some("Tidemark".to_owned())),
        timestamp: date.map(Timestamp::new_utc),
        // One standard cannot contradict itself.
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).unwrap_or_default(),
        ..PdfOptions::default()
    }
}

fn told(problems: &[SourceDiagnostic]) -> String {
    let problems = problems.iter().map(|problem| {
        let hints = problem.hints.iter().map(|hint| format!(" ({})", hint.v));
        format!("{}{}", problem.message, hints.collect::<String>())
    });
    problems.collect::<Vec<_>>().join("; ")
}
