//! All that a catalogue speaks of, with all that people call it.

use tidemark_vocab::{LocalizedText, RegionId};

use super::words::{Label, Sort};
use super::{Entry, Found};
use crate::catalogue::{Catalogue, Place, Region, Scheme};
use crate::query::customary;

/// Everything, and all that it is called.
pub(super) fn all(catalogue: &Catalogue) -> (Vec<Entry>, Vec<Label>) {
    let mut gathered = Gathered::default();
    for place in catalogue.places.values() {
        gathered.place(place);
    }
    for scheme in &catalogue.schemes {
        for region in &scheme.regions {
            gathered.region(scheme, region);
        }
    }
    let ordered = catalogue.indicator_order.iter();
    for indicator in ordered.filter_map(|code| catalogue.indicators.get(code)) {
        gathered.add(
            Found::Indicator(indicator.code.clone()),
            &indicator.name,
            indicator.synonyms.iter().map(String::as_str),
        );
    }
    for theme in &catalogue.themes {
        gathered.add(Found::Theme(theme.code.clone()), &theme.name, []);
    }
    for reporter in catalogue.reporters.values() {
        let short = reporter.short.iter().map(|(_, short)| short);
        gathered.add(Found::Reporter(reporter.code.clone()), &reporter.name, short);
    }
    (gathered.entries, gathered.labels)
}

#[derive(Default)]
struct Gathered {
    entries: Vec<Entry>,
    labels: Vec<Label>,
}

impl Gathered {
    fn place(&mut self, place: &Place) {
        let others = place.aliases.iter().chain(&place.m49).map(String::as_str);
        self.add(Found::Place(place.code.clone()), &place.name, others);
    }

    fn region(&mut self, scheme: &Scheme, region: &Region) {
        let id = RegionId {
            scheme: scheme.code.clone(),
            region: region.code.clone(),
        };
        let elsewhere: Vec<String> = customary(&id.to_string()).collect();
        let others = elsewhere.iter().map(String::as_str);
        self.add(
            Found::Region(id),
            &region.name,
            others.chain([region.code.as_str()]),
        );
    }

    /// A thing with its code, its names and what else it is called.
    fn add<'a>(&mut self, found: Found, name: &LocalizedText, others: impl IntoIterator<Item = &'a str>) {
        let entry = self.entries.len();
        let code = found.code();
        // Names first: of two labels alike the first is told.
        let names = name.iter().map(|(_, name)| (name, Sort::Name));
        let mut labels: Vec<(&str, Sort)> = names.collect();
        labels.extend(others.into_iter().map(|other| (other, Sort::Other)));
        labels.push((&code, Sort::Other));
        let mut seen: Vec<&str> = Vec::new();
        for (text, sort) in labels {
            if !seen.contains(&text) {
                seen.push(text);
                self.labels.extend(Label::new(entry, text, sort));
            }
        }
        self.entries.push(Entry {
            found,
            name: name.clone(),
        });
    }
}
