//! One observation, written from what stands in the table: there are many, and none is copied.

use std::fmt::Display;

use serde::ser::{Serialize, SerializeMap, Serializer};
use tidemark_evidence::{Dimensions, Finding};

use crate::display::Words;
use crate::record::{content, text_of_period};

/// An observation with the edition that tells its unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Observation<'t> {
    pub(super) observation: &'t tidemark_evidence::Observation,
    pub(super) words: Words<'t>,
}

/// What is written as text.
struct Text<T>(T);

impl<T: Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

struct Split<'t>(&'t Dimensions);

impl Serialize for Split<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.0
                .iter()
                .map(|(dimension, value)| (dimension.as_str(), value.as_str())),
        )
    }
}

fn present(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

impl Serialize for Observation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let observation = self.observation;
        let key = &observation.key;
        let unit = self
            .words
            .definition_of(&key.indicator)
            .map(|known| known.unit.as_str());
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("indicator", key.indicator.as_str())?;
        map.serialize_entry("area", &Text(&key.area))?;
        map.serialize_entry("period", &Text(text_of_period(&key.period)))?;
        map.serialize_entry("reference", &key.period.reference().map(Text))?;
        map.serialize_entry("round", &key.period.round().map(Text))?;
        map.serialize_entry("dimensions", &Split(&key.dimensions))?;
        map.serialize_entry("reporter", key.reporter.as_str())?;
        map.serialize_entry("source", key.source.as_str())?;
        map.serialize_entry("status", observation.finding.status().as_str())?;
        figure(&observation.finding, &mut map)?;
        map.serialize_entry("unit", &unit.and_then(present))?;
        map.serialize_entry("locator", &present(&observation.locator))?;
        map.serialize_entry("note", &present(&observation.note))?;
        map.serialize_entry("questioned", &observation.questioned.as_deref().and_then(present))?;
        map.end()
    }
}

/// The parts of a finding: value, bound, and the ends of its range.
fn figure<M: SerializeMap>(finding: &Finding, map: &mut M) -> Result<(), M::Error> {
    let Some(quantity) = finding.quantity() else {
        map.serialize_entry("value", &present(&content(finding)))?;
        for absent in ["bound", "low", "high"] {
            map.serialize_entry(absent, &None::<&str>)?;
        }
        return Ok(());
    };
    let (low, high) = quantity.range().unzip();
    map.serialize_entry("value", &quantity.value().map(Text))?;
    map.serialize_entry("bound", quantity.bound().as_str())?;
    map.serialize_entry("low", &low.map(Text))?;
    map.serialize_entry("high", &high.map(Text))
}
