//! The codes that a query may name: those of the edition, so that a description says neither more nor less than is answered.

use serde_json::{Map, Value, json};
use tidemark_evidence::catalogue::Catalogue;
use tidemark_publishing::Messages;

use super::schema::one_of_these;

/// Every kind of code by the name of its schema.
pub(super) fn all(catalogue: &Catalogue) -> Map<String, Value> {
    let codes = [
        ("IndicatorCode", indicators(catalogue)),
        ("AreaCode", areas(catalogue)),
        ("RoundCode", rounds(catalogue)),
        (
            "ReporterCode",
            catalogue.reporters.keys().map(ToString::to_string).collect(),
        ),
        ("DimensionCode", dimensions(catalogue)),
        (
            "SchemeCode",
            catalogue
                .schemes
                .iter()
                .map(|scheme| scheme.code.to_string())
                .collect(),
        ),
        ("SortKey", sort_keys(catalogue)),
        (
            "LanguageTag",
            Messages::available().iter().map(ToString::to_string).collect(),
        ),
    ];
    let mut schemas: Map<String, Value> = codes
        .into_iter()
        .map(|(name, codes)| (name.to_owned(), one_of_these(&codes)))
        .collect();
    schemas.insert("Years".to_owned(), years());
    schemas
}

fn indicators(catalogue: &Catalogue) -> Vec<String> {
    catalogue.indicators.keys().map(ToString::to_string).collect()
}

fn areas(catalogue: &Catalogue) -> Vec<String> {
    let mut codes: Vec<String> = catalogue.places.keys().map(ToString::to_string).collect();
    codes.push("world".to_owned());
    for scheme in &catalogue.schemes {
        codes.push(format!("scheme:{}", scheme.code));
        codes.extend(
            scheme
                .regions
                .iter()
                .map(|region| format!("region:{}/{}", scheme.code, region.code)),
        );
    }
    codes
}

fn rounds(catalogue: &Catalogue) -> Vec<String> {
    let rounds = catalogue.reporters.values().flat_map(|reporter| {
        reporter
            .rounds
            .iter()
            .map(|round| format!("round:{}/{}", reporter.code, round.code))
    });
    rounds.collect()
}

fn dimensions(catalogue: &Catalogue) -> Vec<String> {
    let mut codes = Vec::new();
    for dimension in catalogue.dimensions.values() {
        codes.push(dimension.code.to_string());
        codes.extend(
            dimension
                .values
                .iter()
                .map(|value| format!("{}:{}", dimension.code, value.code)),
        );
    }
    codes
}

fn sort_keys(catalogue: &Catalogue) -> Vec<String> {
    let keys = ["area", "-area", "asked"].map(str::to_owned);
    let columns = catalogue
        .indicators
        .keys()
        .flat_map(|code| [code.to_string(), format!("-{code}")]);
    keys.into_iter().chain(columns).collect()
}

/// A year, or two with the earlier first.
fn years() -> Value {
    let year = r"([1-9]\d{3}|0[1-9]\d{2}|00[1-9]\d|000[1-9])";
    json!({ "type": "string", "pattern": format!(r"^{year}(\.\.{year})?$") })
}
