//! Choices of indicators that pages and reports make for their readers. Codes that an edition does not know are left out.

use std::collections::BTreeSet;

use tidemark_evidence::Catalogue;
use tidemark_evidence::catalogue::Scheme;
use tidemark_vocab::{AreaId, IndicatorCode};

/// The columns of HRI's regional tables: services, then people who inject and what they live with.
pub const REGIONAL: [&str; 8] = [
    "nsp_available",
    "oat_available",
    "naloxone_peer_distribution",
    "dcr_available",
    "nsp_prison_available",
    "prison_oat_available",
    "pwid_population_size",
    "pwid_hiv_prevalence",
];

/// Ready-made choices of indicators that the form offers: the message of the name, and the codes.
pub const CHOICES: [(&str, &[&str]); 7] = [
    (
        "web-preset-services",
        &[
            "hr_in_national_policy",
            "nsp_available",
            "oat_available",
            "naloxone_peer_distribution",
            "dcr_available",
            "nsp_prison_available",
            "prison_oat_available",
        ],
    ),
    ("web-preset-regional", &REGIONAL),
    (
        "web-preset-people",
        &[
            "pwid_population_size",
            "pwid_hiv_prevalence",
            "pwid_hcv_prevalence",
            "pwid_hbv_prevalence",
        ],
    ),
    (
        "web-preset-coverage",
        &[
            "nsp_syringes_per_pwid",
            "oat_coverage",
            "pwid_prevention_coverage",
            "pwid_hiv_status_known",
            "pwid_art_coverage",
        ],
    ),
    (
        "web-preset-prisons",
        &[
            "nsp_prison_available",
            "prison_oat_available",
            "prison_naloxone_available",
            "prison_population_rate",
            "prison_hiv_prevalence",
            "prison_hcv_prevalence",
        ],
    ),
    (
        "web-preset-death-penalty",
        &[
            "dp_drug_in_law",
            "dp_drug_mandatory",
            "dp_hri_category",
            "dp_drug_executions",
            "dp_drug_death_sentences",
            "dp_drug_death_row",
        ],
    ),
    (
        "web-preset-money",
        &["hr_funding", "hr_need", "hr_funding_gap", "hiv_spending"],
    ),
];

/// The state of harm reduction in a handful of figures, each published for the area as a whole.
pub const TODAY: [(&str, &str); 9] = [
    ("GLOBAL/WORLD", "countries_with_nsp"),
    ("GLOBAL/WORLD", "countries_with_oat"),
    ("GLOBAL/WORLD", "countries_with_dcr"),
    ("GLOBAL/WORLD", "countries_with_prison_nsp"),
    ("GLOBAL/WORLD", "pwid_population_size"),
    ("GLOBAL/WORLD", "pwid_hiv_prevalence"),
    ("GLOBAL/WORLD", "pwid_hcv_prevalence"),
    ("GLOBAL/WORLD", "dp_drug_executions"),
    ("GLOBAL/LMIC", "hr_funding_share_of_need"),
];

/// Those of a choice of indicators that an edition knows, in its order.
#[must_use]
pub fn known(codes: &[&str], catalogue: &Catalogue) -> Vec<IndicatorCode> {
    let codes = codes.iter().filter_map(|code| code.parse().ok());
    codes
        .filter(|code| catalogue.indicators.contains_key(code))
        .collect()
}

/// The figures of [`TODAY`] that an edition can have.
#[must_use]
pub fn today(catalogue: &Catalogue) -> Vec<(AreaId, IndicatorCode)> {
    let pairs = TODAY.iter().filter_map(|(area, code)| {
        let (area, code): (AreaId, IndicatorCode) = (area.parse().ok()?, code.parse().ok()?);
        let AreaId::Region(region) = &area else {
            return None;
        };
        let is_known = catalogue.region(region).is_some() && catalogue.indicators.contains_key(&code);
        is_known.then_some((area, code))
    });
    pairs.collect()
}

/// The scheme by which pages group places: the first that parts them among regions, so that no place is in two.
#[must_use]
pub fn grouping(catalogue: &Catalogue) -> Option<&Scheme> {
    let parts = |scheme: &&Scheme| {
        let mut seen = BTreeSet::new();
        let mut members = scheme.regions.iter().flat_map(|region| region.members.keys());
        scheme
            .regions
            .iter()
            .filter(|region| !region.members.is_empty())
            .count()
            > 1
            && members.all(|place| seen.insert(place))
    };
    catalogue.schemes.iter().find(parts)
}
