//! `areas/places.csv` and `areas/members.csv`: places, and which regions they belong to.

use std::collections::{BTreeMap, HashMap};

use tidemark_vocab::{Lang, LocalizedText, PlaceCode, RegionId};

use super::declared::Declared;
use super::input::Input;
use super::problem::{At, Problems, Rule};
use super::rows::Fields;
use crate::catalogue::{Membership, Place, Scheme};

pub(super) const PLACE_COLUMNS: [&str; 10] = [
    "place", "parent", "m49", "name_en", "name_fr", "name_es", "name_ru", "name_ar", "name_zh", "aliases",
];
const LANGUAGES: [(usize, &str); 6] = [(3, "en"), (4, "fr"), (5, "es"), (6, "ru"), (7, "ar"), (8, "zh")];
pub(super) const MEMBER_COLUMNS: [&str; 6] = ["scheme", "region", "place", "source", "locator", "note"];

/// The places by code.
pub(super) fn places(
    input: &Input<'_>,
    declared: &mut Declared,
    problems: &Problems,
) -> BTreeMap<PlaceCode, Place> {
    let mut parts: Vec<(At, PlaceCode)> = Vec::new();
    let mut places = BTreeMap::new();
    for sheet in input.sheets("areas/places.csv", &PLACE_COLUMNS) {
        let rows = sheet.read(|row| {
            let code: Option<PlaceCode> = row.parsed(0, "place");
            declared.places.declare(code.as_ref(), &row.at(), problems);
            let code = code?;
            parts.extend(parent(row, &code).map(|parent| (row.at(), parent)));
            Some((code.clone(), place(row, code)?))
        });
        declared.places.whole_if(rows.is_some());
        places.extend(rows.unwrap_or_default());
    }
    declared.places.whole_if(input.is_whole("areas/places.csv"));
    for (at, parent) in parts {
        declared.places.find_or_note(parent.as_str(), &at, problems);
    }
    places
}

/// Stands for a parent in a message where there is none; no place is written so.
const NO_PARENT: &str = "no-parent";

fn parent(row: &Fields<'_>, code: &PlaceCode) -> Option<PlaceCode> {
    let wanted = code.parent();
    let found = Some(row.raw(1)).filter(|found| !found.is_empty());
    let wanted_text = wanted.as_ref().map(PlaceCode::as_str);
    if found != wanted_text {
        row.note(
            Rule::WrongParent,
            &[
                ("place", code),
                ("found", &found.unwrap_or(NO_PARENT)),
                ("wanted", &wanted_text.unwrap_or(NO_PARENT)),
            ],
        );
    }
    wanted
}

fn place(row: &Fields<'_>, code: PlaceCode) -> Option<Place> {
    let m49 = row.raw(2);
    if !m49.is_empty() && (m49.len() != 3 || !m49.bytes().all(|b| b.is_ascii_digit())) {
        row.malformed(2, "m49");
    }
    row.text(3)?;
    let named = |(column, lang): (usize, &str)| {
        let text = row.raw(column);
        (!text.is_empty())
            .then_some(text.to_owned())
            .zip(lang.parse::<Lang>().ok())
            .map(|(text, lang)| (lang, text))
    };
    let aliases = row
        .raw(9)
        .split(';')
        .filter(|alias| !alias.is_empty())
        .map(str::to_owned)
        .collect();
    Some(Place {
        code,
        name: LocalizedText::new(LANGUAGES.into_iter().filter_map(named)),
        m49: (!m49.is_empty()).then(|| m49.to_owned()),
        aliases,
    })
}

/// Puts the members into the regions of the schemes.
pub(super) fn members(input: &Input<'_>, declared: &Declared, schemes: &mut [Scheme], problems: &Problems) {
    let mut seen: HashMap<(RegionId, PlaceCode), At> = HashMap::new();
    for sheet in input.sheets("areas/members.csv", &MEMBER_COLUMNS) {
        for (at, region, place, membership) in sheet
            .read(|row| member(row, declared, problems))
            .unwrap_or_default()
        {
            let key = (region, place);
            if let Some(first) = seen.get(&key) {
                let (name, first) = (
                    format!("{} {}", key.0, key.1),
                    format!("{}:{}", first.file, first.line),
                );
                problems.note(
                    &at,
                    Rule::Duplicate,
                    &[("what", &"member"), ("name", &name), ("first", &first)],
                );
                continue;
            }
            let (region, place) = &key;
            schemes
                .iter_mut()
                .filter(|scheme| scheme.code == region.scheme)
                .flat_map(|scheme| &mut scheme.regions)
                .filter(|candidate| candidate.code == region.region)
                .for_each(|found| {
                    found.members.insert(place.clone(), membership.clone());
                });
            seen.insert(key, at);
        }
    }
}

type MemberRow = (At, RegionId, PlaceCode, Membership);

fn member(row: &Fields<'_>, declared: &Declared, problems: &Problems) -> Option<MemberRow> {
    let at = row.at();
    let (scheme, region) = (row.text(0), row.text(1));
    let (place, source) = (row.text(2), row.text(3));
    let region = scheme.zip(region).and_then(|(scheme, region)| {
        declared
            .regions
            .find_or_note(&format!("{scheme}/{region}"), &at, problems)
    });
    let place = place.and_then(|place| declared.places.find_or_note(place, &at, problems));
    let source = source.and_then(|source| declared.sources.find_or_note(source, &at, problems));
    let membership = Membership {
        source: source?,
        locator: row.raw(4).to_owned(),
        note: row.raw(5).to_owned(),
    };
    Some((at, region?, place?, membership))
}
