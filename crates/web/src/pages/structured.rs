//! What a page is about, for search engines: schema.org in JSON-LD.

use serde_json::{Value, json};
use tidemark_evidence::Catalogue;
use tidemark_vocab::AreaId;

use super::{EditionLine, Page};

/// JSON as it may stand in a script element: nothing in it can end that.
pub(super) fn embedded(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// An edition, or the part of it that a page is about.
pub(crate) fn dataset(name: &str, description: &str, edition: &EditionLine, page: &Page) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": page.absolute(&page.canonical),
        "identifier": edition.identity,
        "version": edition.short(),
        "datePublished": edition.date,
        "isAccessibleForFree": true,
        "inLanguage": page.lang(),
        "distribution": [{
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": page.absolute(&format!("/api/v1/observations.csv?edition={}", edition.short())),
        }],
    })
}

/// What an indicator's page is about.
pub(crate) fn indicator(
    name: &str,
    definition: &str,
    code: &str,
    edition: &EditionLine,
    page: &Page,
) -> Value {
    let mut value = dataset(name, definition, edition, page);
    if let Some(fields) = value.as_object_mut() {
        let measured = json!({"@type": "PropertyValue", "name": name, "propertyID": code});
        fields.insert("variableMeasured".to_owned(), measured);
    }
    value
}

/// A country, a territory or a region.
pub(crate) fn place(area: &AreaId, name: &str, catalogue: &Catalogue, page: &Page) -> Value {
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "Place",
        "name": name,
        "url": page.absolute(&page.canonical),
        "identifier": area.to_string(),
    });
    if let (AreaId::Place(code), Some(fields)) = (area, value.as_object_mut()) {
        let known = catalogue.places.get(code);
        let others: Vec<&str> = known
            .map(|place| {
                place
                    .name
                    .iter()
                    .map(|(_, other)| other)
                    .filter(|other| *other != name)
                    .collect()
            })
            .unwrap_or_default();
        if !others.is_empty() {
            fields.insert("alternateName".to_owned(), json!(others));
        }
    }
    value
}
