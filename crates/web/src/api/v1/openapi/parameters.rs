//! What may be asked: the parameters of a table's query, and the headers that every address takes.

use serde_json::{Value, json};
use tidemark_evidence::query::{EmptyRows, Format, Layout, MAX_ITEMS, Totals};

use super::schema::{one_of, reference};
use crate::api::v1::differences::{As, By};
use crate::search;

/// What every address takes.
pub(super) fn of_every_address() -> Vec<Value> {
    vec![
        single(
            "lang",
            "The language of names and words; the one of Accept-Language where none is given.",
            &reference("LanguageTag"),
        ),
        header("Accept-Language", "Which languages the reader prefers."),
        header("If-None-Match", "The `ETag` of an answer that is held already."),
    ]
}

/// What a whole edition takes.
pub(super) fn of_an_edition() -> Vec<Value> {
    let mut all = vec![edition()];
    all.extend(of_every_address());
    all
}

/// What a search takes.
pub(super) fn of_a_search() -> Vec<Value> {
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": search::MOST, "default": search::FEW });
    let mut all = vec![
        single(
            search::WORDS,
            "Words, whole or begun, in any language; what is longer than two hundred letters is cut.",
            &json!({ "type": "string" }),
        ),
        single("limit", "The most things that are told.", &limit),
    ];
    all.extend(of_an_edition());
    all
}

/// What a comparison takes.
pub(super) fn of_differences() -> Vec<Value> {
    let by: Vec<&str> = By::ALL.iter().map(|by| by.as_str()).collect();
    let formats: Vec<&str> = As::ALL.iter().map(|format| format.as_str()).collect();
    let mut all = vec![
        named(
            "before",
            "The earlier edition; the newest other than `after` where it is not named.",
        ),
        named(
            "after",
            "The later edition; the current one where it is not named.",
        ),
        single(
            "by",
            "Whether every finding is compared, or what cells of the newest figures show.",
            &words(&by, By::Findings.as_str()),
        ),
        single(
            "format",
            "As what the differences are wanted.",
            &words(&formats, As::Json.as_str()),
        ),
    ];
    all.extend(of_every_address());
    all
}

/// What a table takes. What does not go together, such as a layout of periods with two indicators, is refused with 400.
pub(super) fn of_a_table() -> Vec<Value> {
    let lists = [
        required(list(
            "indicators",
            "Codes of indicators, in the order of their columns.",
            &items(&reference("IndicatorCode")),
            "nsp_available",
        )),
        required(list(
            "areas",
            "Places (`BGR`), regions (`region:HRI/EURASIA`), all places of a scheme (`scheme:HRI`), or `world`.",
            &items(&reference("AreaCode")),
            "world",
        )),
        list(
            "periods",
            "`latest` or `all`, which stand alone; years, two of them (the earlier first) as `2008..2020`, or rounds as `round:HRI/2020`.",
            &periods(),
            "2008..2020",
        ),
        list(
            "reporters",
            "Only figures of these reporters.",
            &items(&reference("ReporterCode")),
            "",
        ),
        list(
            "dimensions",
            "By what figures are split: a dimension, or one value of it.",
            &items(&reference("DimensionCode")),
            "",
        ),
    ];
    let mut all: Vec<Value> = lists.into();
    all.extend(choices());
    all.extend(of_every_address());
    all
}

fn choices() -> [Value; 7] {
    let formats: Vec<&str> = Format::ALL
        .iter()
        .filter(|format| **format != Format::Html)
        .map(|format| format.as_str())
        .collect();
    let layouts: Vec<&str> = Layout::ALL.iter().map(|layout| layout.as_str()).collect();
    let empty: Vec<&str> = EmptyRows::ALL.iter().map(|empty| empty.as_str()).collect();
    let totals: Vec<&str> = Totals::ALL.iter().map(|totals| totals.as_str()).collect();
    [
        single(
            "group",
            "The scheme by whose regions rows are grouped.",
            &reference("SchemeCode"),
        ),
        single(
            "sort",
            "`area`, `asked`, or an indicator that is a column; `-` before it turns the order round.",
            &reference("SortKey"),
        ),
        edition(),
        single(
            "layout",
            "What stands in rows and columns. `areas-periods` is about one indicator, `indicators-periods` about one area.",
            &words(&layouts, Layout::AreasIndicators.as_str()),
        ),
        single(
            "totals",
            "Whether totals are shown.",
            &words(&totals, Totals::Hidden.as_str()),
        ),
        single(
            "empty",
            "Whether rows stand there in which nothing is recorded.",
            &words(&empty, EmptyRows::Shown.as_str()),
        ),
        single(
            "format",
            "As what the table is wanted.",
            &words(&formats, Format::Json.as_str()),
        ),
    ]
}

/// One of a few words, one of which stands for none.
fn words(words: &[&str], default: &str) -> Value {
    let mut schema = one_of(words);
    schema["default"] = json!(default);
    schema
}

fn edition() -> Value {
    named(
        "edition",
        "The edition's identity, or at least its first 8 digits.",
    )
}

fn named(parameter: &str, description: &str) -> Value {
    single(
        parameter,
        description,
        &json!({ "type": "string", "pattern": "^(current|[0-9a-fA-F]{8,64})$", "default": "current" }),
    )
}

fn items(item: &Value) -> Value {
    json!({ "type": "array", "items": item, "maxItems": MAX_ITEMS })
}

fn periods() -> Value {
    let alone = json!({ "type": "array", "items": { "enum": ["latest", "all"] }, "maxItems": 1 });
    let named = json!({ "anyOf": [reference("Years"), reference("RoundCode")] });
    json!({ "anyOf": [alone, items(&named)] })
}

/// Items with commas between them; none at all is the same as leaving the parameter out.
fn list(name: &str, description: &str, schema: &Value, example: &str) -> Value {
    let mut parameter = single(name, description, schema);
    parameter["style"] = json!("form");
    parameter["explode"] = json!(false);
    if !example.is_empty() {
        parameter["example"] = json!([example]);
    }
    parameter
}

fn required(mut parameter: Value) -> Value {
    parameter["required"] = json!(true);
    parameter["allowEmptyValue"] = json!(false);
    parameter["schema"]["minItems"] = json!(1);
    parameter
}

/// Forms send what was not filled in as empty: it counts as not given.
fn single(name: &str, description: &str, schema: &Value) -> Value {
    json!({
        "name": name,
        "in": "query",
        "required": false,
        "allowEmptyValue": true,
        "description": description,
        "schema": schema,
    })
}

fn header(name: &str, description: &str) -> Value {
    json!({ "name": name, "in": "header", "description": description, "schema": { "type": "string" } })
}
