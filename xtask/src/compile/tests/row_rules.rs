//! Row rules stop the compiler where their fact has moved.

use crate::compile::fact::{Columns, Fact, Facts};
use crate::compile::problem::Problems;
use crate::compile::rows::{Field, RowRules};

use super::data;

fn facts(year: i16) -> Facts {
    let columns = Columns {
        indicator: "nsp_sites".into(),
        iso3: "USA".into(),
        year,
        value: String::new(),
        low: "418".into(),
        high: String::new(),
        unit: "sites".into(),
        source_id: "gshr2020_namerica".into(),
        locator: String::new(),
        note: String::new(),
    };
    let fact = Fact { line: 733, columns };
    Facts {
        files: [("services_hri.csv".to_owned(), vec![fact])].into(),
        sources: std::collections::BTreeMap::new(),
    }
}

#[test]
fn a_rule_is_applied_where_its_fact_stands() {
    let mut rules = RowRules::read(&data()).unwrap();
    let mut problems = Problems::default();
    rules.check(&facts(2020), &mut problems);
    assert_eq!(
        rules.get("services_hri.csv", 733, Field::Bound),
        Some("more_than")
    );
    assert_eq!(rules.get("services_hri.csv", 734, Field::Bound), None);
}

#[test]
fn a_rule_whose_fact_has_changed_is_refused_and_not_applied() {
    let mut rules = RowRules::read(&data()).unwrap();
    let mut problems = Problems::default();
    rules.check(&facts(2022), &mut problems);
    assert_eq!(rules.get("services_hri.csv", 733, Field::Bound), None);
    let report = problems.into_result().unwrap_err().to_string();
    assert!(
        report.contains("services_hri.csv:733 is no longer nsp_sites USA 2020 of gshr2020_namerica"),
        "{report}"
    );
}
