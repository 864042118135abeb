//! Every suspicious figure is kept and says why it is doubted.

use std::collections::BTreeSet;

use super::{observations, one};

/// Indicator, area, period, source, value of every questioned figure.
const QUESTIONED: &[(&str, &str, &str, &str, &str)] = &[
    ("death_row_all", "THA", "2021", "fn_tha", "158"),
    ("executions_all", "IRN", "2016", "owid_amnesty", "156"),
    ("dp_drug_death_sentences", "LAO", "2020", "hri_dp_2020_es", "13"),
    ("dp_drug_executions", "IRN", "2009", "ihra_cm_2010", "172"),
    (
        "dp_drug_executions",
        "IRN",
        "2011-01..2011-11",
        "amnesty_iran_2011",
        "488",
    ),
    ("dp_drug_executions", "IRN", "2014", "eastwest_2015", "371"),
    ("dp_drug_executions", "SGP", "2008", "wiki_sgp_en", "2"),
    ("dp_drug_executions", "SGP", "2009", "wiki_sgp_en", "3"),
    (
        "dp_drug_executions",
        "GLOBAL/WORLD",
        "2015",
        "addiction_2020",
        "755",
    ),
    (
        "dp_drug_executions",
        "GLOBAL/WORLD",
        "2017",
        "wikimili_dp_drugs",
        "280",
    ),
    (
        "dp_drug_executions",
        "GLOBAL/WORLD",
        "2018",
        "addiction_2020",
        "93",
    ),
    (
        "dp_drug_executions",
        "GLOBAL/WORLD",
        "2019",
        "addiction_2020",
        "122",
    ),
    ("dp_drug_executions_share", "IRN", "2021", "dpf_hri2021", "42"),
    (
        "dp_drug_executions_share",
        "GLOBAL/WORLD",
        "2019",
        "addiction_2020",
        "18",
    ),
    ("prison_population_size", "AFG", "2015", "unaids_gam_2019", "2800"),
    ("prison_population_size", "CRI", "2018", "unaids_gam_2019", "100"),
    (
        "prison_population_size",
        "SSD",
        "2017",
        "unaids_gam_2019",
        "161100",
    ),
    ("pwid_hcv_prevalence", "ARG", "HRI/2020", "gshr2020_lac", "4.8"),
    ("pwid_hcv_prevalence", "KAZ", "2016", "unaids_gam_2019", "0.8"),
    ("pwid_hcv_prevalence", "KAZ", "2018", "unaids_gam_2019", "64.2"),
    ("pwid_hiv_prevalence", "ARG", "HRI/2020", "gshr2020_lac", "3.5"),
    ("pwid_hiv_prevalence", "NIC", "2020", "unodc_wdr2026", "0.001"),
    ("pwid_hiv_prevalence", "VNM", "HRI/2016", "gshr2016_asia", "40"),
    ("pwid_population_size", "ARG", "HRI/2020", "gshr2020_lac", "8144"),
    ("pwid_population_size", "BHS", "HRI/2020", "gshr2020_lac", "0"),
    ("pwid_population_size", "COD", "2013", "unaids_gam_2019", "44000"),
    ("pwid_population_size", "COD", "2016", "unaids_gam_2019", "3500"),
    ("pwid_population_size", "COD", "2018", "unaids_gam_2019", "155800"),
    (
        "pwid_population_size",
        "IND",
        "HRI/2016",
        "gshr2016_asia",
        "1700000",
    ),
    (
        "pwid_population_size",
        "IRL",
        "HRI/2018",
        "gshr2018_weurope",
        "1151",
    ),
    (
        "pwid_population_size",
        "MDA",
        "HRI/2018",
        "gshr2018_eurasia",
        "12000",
    ),
    ("nsp_available", "USA", "WHO/2014", "who_gho_rsud", "no"),
    (
        "nsp_syringes_per_pwid",
        "KHM",
        "2013",
        "unaids_gam_2019",
        "326.455",
    ),
    ("nsp_syringes_per_pwid", "SRB", "2013", "unaids_gam_2019", "16.3"),
    ("nsp_syringes_per_pwid", "SRB", "2018", "unaids_gam_2019", "2"),
];

#[test]
fn every_suspicious_figure_is_kept_and_says_why() {
    let rows = observations();
    let mut reasons = BTreeSet::new();
    for (indicator, area, when, source, value) in QUESTIONED {
        let row = one(&rows, indicator, area, when, source);
        let found = if row.value.is_empty() {
            &row.status
        } else {
            &row.value
        };
        assert_eq!(found, value, "{row:?}");
        assert!(row.questioned.len() > 20, "{row:?}");
        reasons.insert(row.questioned.as_str());
    }
    let marked = rows.iter().filter(|row| !row.questioned.is_empty()).count();
    assert_eq!(
        marked,
        QUESTIONED.len(),
        "a questioned figure that the test does not name"
    );
    assert!(
        reasons.len() >= 24,
        "the reasons are those of the figures, not one for all: {}",
        reasons.len()
    );
}
