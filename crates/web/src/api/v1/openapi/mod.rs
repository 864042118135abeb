//! `/api/v1/openapi.json`: the API described in OpenAPI 3.1; a test holds the real answers against it.

mod schema;
mod shapes;

use axum::extract::State;
use axum::response::Response;
use serde_json::{Map, Value, json};
use tidemark_evidence::query::{Format, Layout, Totals};

use crate::api;
use crate::state::Site;
use schema::reference;

/// A parameter of a table's query: name, what it takes, an example.
const QUERY: [(&str, &str, &str); 8] = [
    (
        "indicators",
        "Codes of indicators, in the order of their columns.",
        "nsp_available,oat_available",
    ),
    (
        "areas",
        "Places (`BGR`), regions (`region:HRI/EURASIA`), all places of a scheme (`scheme:HRI`), or `world`.",
        "BGR,region:HRI/ASIA",
    ),
    (
        "periods",
        "`latest`, `all`, a year, years as `2008..2020`, or a round as `round:HRI/2020`.",
        "2008..2020",
    ),
    ("reporters", "Only figures of these reporters.", "HRI,WHO"),
    (
        "dimensions",
        "By what figures are split: a dimension, or one value of it.",
        "sex",
    ),
    ("group", "The scheme by whose regions rows are grouped.", "HRI"),
    (
        "sort",
        "`area`, `asked`, or an indicator; `-` before it turns the order round.",
        "area",
    ),
    (
        "edition",
        "The edition's identity, or at least its first 8 digits.",
        "current",
    ),
];

/// Answers with the description.
pub(crate) async fn document(State(site): State<Site>) -> Response {
    let base = site.settings.base_address.as_ref();
    let server = base.map_or_else(|| "/".to_owned(), ToString::to_string);
    api::json(&json!({
        "openapi": "3.1.0",
        "info": {
            "title": site.settings.site_name,
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Tables of evidence for harm reduction, with status, period and source of every figure.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": server }],
        "paths": paths(),
        "components": { "schemas": shapes::all(), "responses": responses() },
    }))
}

fn paths() -> Value {
    json!({
        "/api/v1/table": get(
            "table",
            "A table: the answer to a query.",
            &table_parameters(),
            &json!({
                "application/json": { "schema": reference("Table") },
                "text/csv": { "schema": { "type": "string" } },
                "text/plain": { "schema": { "type": "string" } },
            }),
        ),
        "/api/v1/indicators": list("indicators", "What is observed.", "Indicators"),
        "/api/v1/areas": list("areas", "Places and regions.", "Areas"),
        "/api/v1/sources": list("sources", "The documents findings come from.", "Sources"),
        "/api/v1/editions": list("editions", "The editions that are served.", "Editions"),
        "/api/v1/openapi.json": list("openapi", "This description.", "Description"),
    })
}

fn list(id: &str, summary: &str, shape: &str) -> Value {
    get(
        id,
        summary,
        &[lang()],
        &json!({ "application/json": { "schema": reference(shape) } }),
    )
}

fn get(id: &str, summary: &str, parameters: &[Value], content: &Value) -> Value {
    let mut responses = Map::new();
    responses.insert(
        "200".to_owned(),
        json!({ "description": "The answer.", "content": content }),
    );
    responses.insert(
        "304".to_owned(),
        json!({ "description": "The answer that you hold is still right." }),
    );
    for status in ["400", "404", "413", "414", "422", "429", "500", "503"] {
        responses.insert(
            status.to_owned(),
            json!({ "$ref": "#/components/responses/Problem" }),
        );
    }
    json!({
        "get": { "operationId": id, "summary": summary, "parameters": parameters, "responses": responses }
    })
}

fn responses() -> Value {
    json!({
        "Problem": {
            "description": "What is wrong, in the form of RFC 9457.",
            "content": { "application/problem+json": { "schema": reference("Problem") } },
        }
    })
}

fn table_parameters() -> Vec<Value> {
    let free = QUERY.iter().map(|(name, description, example)| {
        let required = matches!(*name, "indicators" | "areas");
        json!({
            "name": name,
            "in": "query",
            "required": required,
            "description": description,
            "schema": { "type": "string" },
            "example": example,
        })
    });
    let formats: Vec<&str> = Format::ALL
        .iter()
        .filter(|format| **format != Format::Html)
        .map(|format| format.as_str())
        .collect();
    let layouts: Vec<&str> = Layout::ALL.iter().map(|layout| layout.as_str()).collect();
    let totals: Vec<&str> = Totals::ALL.iter().map(|totals| totals.as_str()).collect();
    free.chain([
        choice(
            "layout",
            "What stands in rows and columns.",
            &layouts,
            Layout::AreasIndicators.as_str(),
        ),
        choice(
            "totals",
            "Whether totals are shown.",
            &totals,
            Totals::Hidden.as_str(),
        ),
        choice(
            "format",
            "As what the table is wanted.",
            &formats,
            Format::Json.as_str(),
        ),
        lang(),
    ])
    .collect()
}

fn choice(name: &str, description: &str, choices: &[&str], default: &str) -> Value {
    json!({
        "name": name,
        "in": "query",
        "description": description,
        "schema": { "type": "string", "enum": choices, "default": default },
    })
}

fn lang() -> Value {
    json!({
        "name": "lang",
        "in": "query",
        "description": "The language of names and words; the one of Accept-Language where none is given.",
        "schema": { "type": "string" },
    })
}
