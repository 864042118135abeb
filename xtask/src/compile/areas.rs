//! Places and their membership in regions, merged from the reference facts.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tidemark_vocab::PlaceCode;

use super::fact::{Fact, Facts};
use super::observe::FactId;
use super::output::Output;
use super::problem::{CompileError, Problems};
use super::rules::{Action, Rules};
use super::table;

const PLACES: &str = "areas/places.csv";
const MEMBERS: &str = "areas/members.csv";

#[derive(Debug, Default, Serialize)]
struct PlaceLine {
    place: String,
    parent: String,
    m49: String,
    name_en: String,
    name_fr: String,
    name_es: String,
    name_ru: String,
    name_ar: String,
    name_zh: String,
    aliases: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct MemberLine {
    scheme: String,
    region: String,
    place: String,
    source: String,
    locator: String,
    note: String,
}

enum Target {
    Place(String),
    Member(MemberLine),
}

/// The places and memberships, and which fact each comes from.
#[derive(Default)]
pub(super) struct Areas {
    places: BTreeMap<String, PlaceLine>,
    members: BTreeSet<MemberLine>,
    merged: BTreeMap<FactId, Target>,
    sources: BTreeSet<String>,
}

/// Merges every reference fact, then what is known by hand, then the regions that follow from others.
pub(super) fn compile(facts: &Facts, rules: &Rules, problems: &mut Problems) -> Areas {
    let mut areas = Areas::default();
    for (file, fact) in facts.iter() {
        let rule = rules.indicator(&fact.columns.indicator);
        if rule.is_some_and(|rule| rule.action == Action::Area)
            && let Err(what) = areas.merge(file, fact, rules)
        {
            problems.add(file, fact.line, what);
        }
    }
    areas.complete(rules);
    areas.derive(rules);
    areas.check(problems);
    areas
}

impl Areas {
    fn merge(&mut self, file: &str, fact: &Fact, rules: &Rules) -> Result<(), String> {
        let columns = &fact.columns;
        let id = (file.to_owned(), fact.line);
        self.sources.insert(columns.source_id.clone());
        if let Some(scheme) = rules.memberships.get(&columns.indicator) {
            let member = MemberLine {
                scheme: scheme.clone(),
                region: region(rules, scheme, &columns.value)?,
                place: columns.iso3.clone(),
                source: columns.source_id.clone(),
                locator: columns.locator.clone(),
                note: membership_note(scheme, columns.year),
            };
            let elsewhere = |other: &MemberLine| {
                other.scheme == member.scheme && other.place == member.place && other.region != member.region
            };
            if self.members.iter().any(elsewhere) {
                return Err(format!("{} is in two regions of {scheme}", member.place));
            }
            self.members.insert(member.clone());
            self.merged.insert(id, Target::Member(member));
            return Ok(());
        }
        let place = self.places.entry(columns.iso3.clone()).or_default();
        place.place.clone_from(&columns.iso3);
        let field = match columns.indicator.as_str() {
            "m49_code" => &mut place.m49,
            "name_en" => &mut place.name_en,
            "name_fr" => &mut place.name_fr,
            "name_es" => &mut place.name_es,
            "name_ru" => &mut place.name_ru,
            "name_ar" => &mut place.name_ar,
            "name_zh" => &mut place.name_zh,
            other => return Err(format!("`{other}` is neither a name nor a membership")),
        };
        field.clone_from(&columns.value);
        self.merged.insert(id, Target::Place(columns.iso3.clone()));
        Ok(())
    }

    fn complete(&mut self, rules: &Rules) {
        for rule in rules.places.values() {
            let place = self.places.entry(rule.place.clone()).or_default();
            place.place.clone_from(&rule.place);
            place.parent.clone_from(&rule.parent);
            place.aliases.clone_from(&rule.aliases);
            if !rule.name_en.is_empty() {
                place.name_en.clone_from(&rule.name_en);
            }
        }
    }

    fn derive(&mut self, rules: &Rules) {
        for rule in &rules.derived {
            let (Some((scheme, region)), Some((from_scheme, from_region))) =
                (rule.region.split_once('/'), rule.from.split_once('/'))
            else {
                continue;
            };
            let held = |member: &&MemberLine| member.scheme == from_scheme && member.region == from_region;
            let derived: Vec<MemberLine> = self
                .members
                .iter()
                .filter(held)
                .map(|member| MemberLine {
                    scheme: scheme.to_owned(),
                    region: region.to_owned(),
                    locator: format!("from {}", rule.from),
                    note: String::new(),
                    ..member.clone()
                })
                .collect();
            self.members.extend(derived);
        }
    }

    fn check(&self, problems: &mut Problems) {
        for place in self.places.values() {
            if let Err(error) = place.place.parse::<PlaceCode>() {
                problems.add(PLACES, 0, error.to_string());
            }
            if place.name_en.is_empty() {
                problems.add(PLACES, 0, format!("{} has no English name", place.place));
            }
        }
        for member in self
            .members
            .iter()
            .filter(|m| !self.places.contains_key(&m.place))
        {
            problems.add(MEMBERS, 0, format!("{} is no place", member.place));
        }
    }

    pub(super) fn has_place(&self, code: &str) -> bool {
        self.places.contains_key(code)
    }

    /// The sources of the reference facts.
    pub(super) fn sources(&self) -> &BTreeSet<String> {
        &self.sources
    }

    /// Where a reference fact now stands: the compiled file and the line in it.
    pub(super) fn placed(&self) -> BTreeMap<FactId, (String, u64)> {
        let place_lines: BTreeMap<&str, u64> = (2..)
            .zip(self.places.keys())
            .map(|(l, k)| (k.as_str(), l))
            .collect();
        let member_lines: BTreeMap<&MemberLine, u64> =
            (2..).zip(&self.members).map(|(l, m)| (m, l)).collect();
        self.merged
            .iter()
            .filter_map(|(fact, target)| {
                let to = match target {
                    Target::Place(place) => (PLACES.to_owned(), *place_lines.get(place.as_str())?),
                    Target::Member(member) => (MEMBERS.to_owned(), *member_lines.get(member)?),
                };
                Some((fact.clone(), to))
            })
            .collect()
    }

    pub(super) fn write(&self, output: &mut Output) -> Result<(), CompileError> {
        let places: Vec<&PlaceLine> = self.places.values().collect();
        let members: Vec<&MemberLine> = self.members.iter().collect();
        output.put(PLACES, table::to_csv(PLACES, &places)?);
        output.put(MEMBERS, table::to_csv(MEMBERS, &members)?);
        Ok(())
    }
}

/// No HRI round lists every place, so each membership says which round it is from.
fn membership_note(scheme: &str, year: i16) -> String {
    if scheme == "HRI" {
        format!("{year} round")
    } else {
        String::new()
    }
}

fn region(rules: &Rules, scheme: &str, value: &str) -> Result<String, String> {
    let schemes = rules.schemes.iter().filter(|known| known.code == scheme);
    schemes
        .flat_map(|known| &known.region)
        .find(|region| region.source_value.as_deref() == Some(value))
        .map(|region| region.code.clone())
        .ok_or_else(|| format!("`{value}` is no region of {scheme} in data/schemes.toml"))
}
