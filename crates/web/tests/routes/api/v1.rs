//! `/api/v1`: every answer holds what the description promises.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::Site;

/// Tables of every layout, with totals, groups, splits and periods.
pub(crate) const QUERIES: [&str; 7] = [
    "indicators=nsp_available,oat_available,pwid_hiv_prevalence,dp_category&areas=XAA,XAB,XAC,XAD,XAE,XAE-EAST,world",
    "indicators=nsp_available,oat_clients,syringes_distributed&areas=scheme:TEST&group=TEST&totals=shown",
    "indicators=nsp_available&areas=XAA,XAB,XAC&periods=all&layout=areas-periods",
    "indicators=nsp_available,pwid_population_size,oat_start_year&areas=XAA&periods=all&layout=indicators-periods",
    "indicators=pwid_hiv_prevalence,currency,oat_medicines&areas=XAA,XAB,XAC,XAD,XAE&dimensions=sex&layout=long",
    "indicators=dp_executions,dp_executions_cumulative,population&areas=XAA,XAB,XAC,XAD,XAE&periods=2000..2030",
    "indicators=oat_clients,oat_clients_prison&areas=XAA,XAB,XAC,XAD,XAE&totals=shown&sort=-oat_clients",
];

/// A query with the scheme of the small world in the place of a made-up one.
pub(crate) fn worldly(query: &str) -> String {
    let scheme = tidemark_testkit::world()
        .catalogue
        .schemes
        .into_iter()
        .find(|scheme| scheme.regions.iter().any(|region| !region.members.is_empty()));
    query.replace("TEST", scheme.unwrap().code.as_str())
}

/// The description with the schema of one of its shapes on top, so that a document can be held against it.
fn shape(description: &Value, pointer: &str) -> Value {
    let schema = description.pointer(pointer).unwrap();
    let text = serde_json::json!({ "allOf": [schema], "components": description["components"] });
    text
}

fn holds(schema: &Value, document: &Value, what: &str) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(document)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{what}: {faults:#?}");
}

#[tokio::test]
async fn every_path_of_the_description_is_answered_as_described() {
    let site = Site::world();
    let description = site.get("/api/v1/openapi.json").await.json();
    assert_eq!(description["openapi"], "3.1.0");
    for path in description["paths"].as_object().unwrap().keys() {
        let address = if path == "/api/v1/table" {
            format!("{path}?{}", QUERIES[0])
        } else {
            path.clone()
        };
        let answer = site.get(&address).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        if path == "/api/v1/observations.csv" {
            assert!(answer.header("content-type").starts_with("text/csv"));
            continue;
        }
        assert_eq!(answer.header("content-type"), "application/json", "{path}");
        let pointer = format!(
            "/paths/{}/get/responses/200/content/application~1json/schema",
            path.replace('/', "~1")
        );
        holds(&shape(&description, &pointer), &answer.json(), path);
    }
}

#[tokio::test]
async fn tables_of_every_layout_have_the_shape_that_is_described() {
    let site = Site::world();
    let description = site.get("/api/v1/openapi.json").await.json();
    let schema = shape(&description, "/components/schemas/Table");
    for query in QUERIES.map(worldly) {
        let answer = site.get(&format!("/api/v1/table?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text());
        holds(&schema, &answer.json(), &query);
    }
}

#[tokio::test]
async fn every_format_that_is_described_is_answered_in_its_media_type() {
    let site = Site::world();
    let description = site.get("/api/v1/openapi.json").await.json();
    let parameters = description
        .pointer("/paths/~1api~1v1~1table/get/parameters")
        .unwrap()
        .as_array()
        .unwrap();
    let format = parameters
        .iter()
        .find(|parameter| parameter["name"] == "format")
        .unwrap();
    let described = description
        .pointer("/paths/~1api~1v1~1table/get/responses/200/content")
        .unwrap();
    for format in format.pointer("/schema/enum").unwrap().as_array().unwrap() {
        let format = format.as_str().unwrap();
        let answer = site
            .get(&format!("/api/v1/table?{}&format={format}", QUERIES[0]))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{format}");
        let kind = answer.header("content-type").split(';').next().unwrap();
        assert!(described.get(kind).is_some(), "{format} is {kind}");
    }
    let html = site
        .get("/api/v1/table?indicators=nsp_available&areas=XAA&format=html")
        .await;
    assert_eq!(html.status, StatusCode::BAD_REQUEST);
    assert_eq!(html.json()["errors"][0]["suggestions"][0], "csv");
}

#[tokio::test]
async fn every_parameter_of_a_query_is_described() {
    let site = Site::world();
    let description = site.get("/api/v1/openapi.json").await.json();
    let parameters = description
        .pointer("/paths/~1api~1v1~1table/get/parameters")
        .unwrap()
        .as_array()
        .unwrap();
    let mut described: Vec<&str> = parameters
        .iter()
        .filter(|parameter| parameter["in"] == "query")
        .map(|parameter| parameter["name"].as_str().unwrap())
        .collect();
    described.sort_unstable();
    let mut keys = tidemark_evidence::query::KEYS.to_vec();
    keys.sort_unstable();
    assert_eq!(described, keys);
}

#[tokio::test]
async fn problems_have_the_shape_that_is_described() {
    let site = Site::world();
    let description = site.get("/api/v1/openapi.json").await.json();
    let schema = shape(&description, "/components/schemas/Problem");
    for address in [
        "/api/v1/table",
        "/api/v1/table?indicators=x&areas=y&periods=z&foo=1",
        "/api/v1/sources?lang=tlh",
        "/api/v1/observations.csv?edition=1",
        "/api/v2",
    ] {
        let answer = site.get(address).await;
        assert!(answer.status.is_client_error(), "{address}");
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{address}"
        );
        holds(&schema, &answer.json(), address);
    }
}

#[tokio::test]
async fn what_rests_on_sources_adds_up_to_all_observations() {
    let site = Site::world();
    let sources = site.get("/api/v1/sources").await.json();
    let resting: u64 = sources["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["observations"].as_u64().unwrap())
        .sum();
    let editions = site.get("/api/v1/editions").await.json();
    assert_eq!(editions["editions"][0]["observations"].as_u64().unwrap(), resting);
    assert_eq!(resting, tidemark_testkit::world().observations.len() as u64);
}
