//! What is found by words.

use serde_json::Value;
use tidemark_evidence::search::{Closeness, Kind};

use super::super::schema::{list, maybe_text, object, one_of, text, uri_reference};

pub(super) fn search() -> Value {
    let figure = object(&[
        ("indicator", text()),
        ("indicator_name", text()),
        ("area", text()),
        ("area_name", text()),
        ("page", uri_reference()),
    ]);
    let hit = object(&[
        ("kind", one_of(&Kind::ALL.map(Kind::as_str))),
        ("kind_name", text()),
        ("code", text()),
        ("name", text()),
        ("also", maybe_text()),
        ("closeness", one_of(&Closeness::ALL.map(Closeness::as_str))),
        ("page", uri_reference()),
    ]);
    object(&[
        ("edition", text()),
        ("words", text()),
        ("figures", list(&figure)),
        ("hits", list(&hit)),
    ])
}
