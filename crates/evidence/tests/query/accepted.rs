//! Queries that are understood, and their canonical spelling.

use tidemark_evidence::query::{
    AreaSelector, Format, Layout, PeriodSelector, SortKey, SortOrder, TableQuery, Totals,
};

use crate::small::catalogue;

fn canonical_of(query: &str) -> (String, bool) {
    let parsed = TableQuery::parse(query, &catalogue()).unwrap_or_else(|errors| panic!("{query}: {errors}"));
    (parsed.query.to_query_string(), parsed.canonical)
}

#[test]
fn defaults_are_filled_in() {
    let parsed = TableQuery::parse("indicators=nsp_available&areas=BGR", &catalogue()).unwrap();
    let expected = TableQuery::new(
        vec!["nsp_available".parse().unwrap()],
        vec![AreaSelector::Place("BGR".parse().unwrap())],
    );
    assert_eq!(parsed.query, expected);
    assert!(parsed.canonical);
}

#[test]
fn every_key_is_read() {
    let text = "indicators=nsp_available,nsp_sites&areas=world,region:HRI/EURASIA,scheme:HRI,PSE-GAZ\
        &periods=2008..2012,round:HRI/2020&reporters=HRI,WHO&dimensions=sex:men&group=HRI&totals=shown\
        &sort=-nsp_sites&edition=0123abcd&lang=en&format=wide-csv";
    let parsed = TableQuery::parse(text, &catalogue()).unwrap();
    assert!(parsed.canonical);
    assert_eq!(parsed.query.to_query_string(), text);
    let query = parsed.query;
    assert_eq!(query.areas.len(), 4);
    assert_eq!(query.areas[0], AreaSelector::World);
    assert_eq!(query.periods[0], PeriodSelector::Years(2008, 2012));
    assert_eq!(query.totals, Totals::Shown);
    assert_eq!(query.sort.key, SortKey::Indicator("nsp_sites".parse().unwrap()));
    assert_eq!(query.sort.order, SortOrder::Descending);
    assert_eq!(query.format, Format::WideCsv);
    assert_eq!(query.edition.as_deref(), Some("0123abcd"));
}

#[test]
fn what_forms_send_is_accepted_but_not_canonical() {
    let plain = "indicators=nsp_available,nsp_sites&areas=BGR";
    for form in [
        "indicators=nsp_available&indicators=nsp_sites&areas=BGR",
        "areas=BGR&indicators=nsp_available%2Cnsp_sites",
        "indicators=nsp_available,nsp_sites&areas=BGR&reporters=&group=&edition=current&format=html",
        "indicators=nsp_available,nsp_sites&areas=BGR&periods=latest&layout=areas-indicators&totals=hidden&sort=area",
        "indicators=nsp_available,,nsp_sites,&areas=+BGR+",
        "indicators=nsp_available,nsp_sites,nsp_available&areas=BGR,BGR",
        "indicators=nsp_available,nsp_sites&areas=BGR&format=html&format=html",
        "indicators=nsp_available,nsp_sites&areas=BGR&",
    ] {
        assert_eq!(canonical_of(form), (plain.to_owned(), false), "{form}");
    }
    assert_eq!(canonical_of(plain), (plain.to_owned(), true));
}

#[test]
fn order_is_kept_where_it_means_something() {
    let (canonical, same) = canonical_of("indicators=oat_available,nsp_available&areas=NPL,BGR");
    assert_eq!(canonical, "indicators=oat_available,nsp_available&areas=NPL,BGR");
    assert!(same);
    let (canonical, _) = canonical_of("indicators=nsp_sites&areas=BGR&periods=2020,2008&reporters=WHO,HRI");
    assert_eq!(
        canonical,
        "indicators=nsp_sites&areas=BGR&periods=2008,2020&reporters=HRI,WHO"
    );
}

#[test]
fn one_thing_has_one_spelling() {
    for (written, canonical) in [
        ("areas=region:GLOBAL/WORLD", "areas=world"),
        ("areas=BGR&periods=2020..2020", "areas=BGR&periods=2020"),
        ("areas=BGR&dimensions=sex:men,sex", "areas=BGR&dimensions=sex"),
        ("areas=BGR&edition=0123ABCD", "areas=BGR&edition=0123abcd"),
    ] {
        let (printed, same) = canonical_of(&format!("indicators=nsp_sites&{written}"));
        assert_eq!(printed, format!("indicators=nsp_sites&{canonical}"));
        assert!(!same);
    }
}

#[test]
fn sets_stay_sets() {
    let text = "indicators=nsp_sites&areas=scheme:HRI,region:HRI/ASIA";
    assert_eq!(canonical_of(text), (text.to_owned(), true));
}

#[test]
fn periods_are_columns_for_one_indicator_or_one_area() {
    for text in [
        "indicators=nsp_sites&areas=scheme:HRI&periods=all&layout=areas-periods",
        "indicators=nsp_sites,oat_available&areas=BGR&periods=all&layout=indicators-periods",
        "indicators=nsp_sites,oat_available&areas=world&periods=all&layout=indicators-periods",
        "indicators=nsp_sites,oat_available&areas=region:GLOBAL/LMIC&periods=all&layout=indicators-periods",
    ] {
        assert_eq!(canonical_of(text), (text.to_owned(), true));
    }
}

#[test]
fn a_form_may_be_empty_and_keeps_what_was_chosen() {
    let catalogue = catalogue();
    let empty = TableQuery::parse_partial("", &catalogue);
    assert!(empty.errors.is_empty() && empty.canonical);
    assert_eq!(empty.query(), None);

    let half = TableQuery::parse_partial("areas=BGR&layout=long&indicators=", &catalogue);
    assert_eq!(half.query(), None);
    assert!(half.errors.is_empty());
    assert_eq!(half.chosen.layout, Layout::Long);
    assert_eq!(half.chosen.to_query_string(), "areas=BGR&layout=long");

    let wrong = TableQuery::parse_partial("indicators=nsp_sites,nope&areas=BGR", &catalogue);
    assert_eq!(wrong.query(), None);
    assert_eq!(wrong.errors.len(), 1);
    assert_eq!(wrong.chosen.indicators.len(), 1);

    let whole = TableQuery::parse_partial("indicators=nsp_sites&areas=BGR", &catalogue);
    assert_eq!(whole.query(), Some(&whole.chosen));
}
