//! `/api/v1/openapi.json`: the API described in OpenAPI 3.1; a test holds the real answers against it.

mod codes;
mod parameters;
mod problems;
mod schema;
mod shapes;

use axum::extract::State;
use axum::response::Response;
use serde_json::{Map, Value, json};

use crate::api;
use crate::asked::Asked;
use crate::error::WebError;
use crate::state::Site;
use schema::reference;
use tidemark_evidence::Corpus as _;

/// Answers with the description.
pub(crate) async fn document(State(site): State<Site>, asked: Asked) -> Result<Response, WebError> {
    let corpus = asked.edition()?;
    let mut schemas = shapes::all();
    schemas.extend(codes::all(corpus.catalogue()));
    let base = site.settings.base_address.as_ref();
    let server = base.map_or_else(|| "/".to_owned(), ToString::to_string);
    Ok(api::json(&json!({
        "openapi": "3.1.0",
        "info": {
            "title": site.settings.site_name,
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Tables of evidence for harm reduction, with status, period and source of every figure.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": server }],
        "paths": paths(),
        "components": { "schemas": schemas, "responses": problems::responses() },
    })))
}

fn paths() -> Value {
    json!({
        "/api/v1/table": get(
            "table",
            "A table: the answer to a query.",
            &parameters::of_a_table(),
            &json!({
                "application/json": { "schema": { "anyOf": [reference("Table"), reference("Grid")] } },
                "text/csv": { "schema": { "type": "string" } },
                "text/plain": { "schema": { "type": "string" } },
                "text/markdown": { "schema": { "type": "string" } },
                "application/x-tex": { "schema": { "type": "string" } },
                // Bytes, which have no schema.
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {},
                "application/vnd.apache.parquet": {},
                "application/pdf": {},
            }),
            &problems::OF_A_TABLE,
        ),
        "/api/v1/observations.csv": get(
            "observations",
            "A whole edition: every observation, in the columns of a table's long CSV.",
            &parameters::of_an_edition(),
            &json!({ "text/csv": { "schema": { "type": "string" } } }),
            &problems::OF_AN_EDITION,
        ),
        "/api/v1/search": get(
            "search",
            "What an edition speaks of, by whatever it is called: places, regions, indicators, themes, reporters.",
            &parameters::of_a_search(),
            &json!({ "application/json": { "schema": reference("Search") } }),
            &problems::OF_AN_EDITION,
        ),
        "/api/v1/indicators": list("indicators", "What is observed.", "Indicators"),
        "/api/v1/areas": list("areas", "Places and regions.", "Areas"),
        "/api/v1/sources": list("sources", "The documents findings come from.", "Sources"),
        "/api/v1/editions": list("editions", "The editions that are served.", "Editions"),
        "/api/v1/differences": get(
            "differences",
            "What differs between two editions, by finding or by cell of the newest figures.",
            &parameters::of_differences(),
            &json!({
                "application/json": { "schema": reference("Differences") },
                "text/csv": { "schema": { "type": "string" } },
            }),
            &problems::OF_AN_EDITION,
        ),
        "/api/v1/openapi.json": list("openapi", "This description.", "Description"),
    })
}

fn list(id: &str, summary: &str, shape: &str) -> Value {
    get(
        id,
        summary,
        &parameters::of_an_edition(),
        &json!({ "application/json": { "schema": reference(shape) } }),
        &problems::OF_AN_EDITION,
    )
}

fn get(id: &str, summary: &str, parameters: &[Value], content: &Value, problems: &[&str]) -> Value {
    let mut responses = Map::new();
    responses.insert(
        "200".to_owned(),
        json!({ "description": "The answer.", "headers": kept(), "content": content }),
    );
    responses.insert(
        "304".to_owned(),
        json!({ "description": "The answer that you hold is still right.", "headers": kept() }),
    );
    for status in problems {
        let name = if *status == "429" { "TooMany" } else { "Problem" };
        responses.insert(
            (*status).to_owned(),
            json!({ "$ref": format!("#/components/responses/{name}") }),
        );
    }
    json!({
        "get": { "operationId": id, "summary": summary, "parameters": parameters, "responses": responses }
    })
}

/// The headers by which an answer is kept and recognised again.
fn kept() -> Value {
    let header = |description: &str| json!({ "required": true, "description": description, "schema": { "type": "string" } });
    json!({
        "ETag": header("The name of this answer, for If-None-Match."),
        "Cache-Control": header("How long it keeps."),
        "Vary": header("The headers of the request on which it depends."),
    })
}
