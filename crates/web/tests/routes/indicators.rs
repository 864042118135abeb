//! `/indicators/…`: what is observed, by which rules.

use tidemark_app::Observatory;
use tidemark_evidence::Redefinition;
use tidemark_evidence::redefinition::Ground;
use tidemark_vocab::LocalizedText;
use tidemark_web::WebSettings;

use crate::support::Site;

#[tokio::test]
async fn the_page_lists_where_the_definition_changed_and_who_says_so() {
    let heading = "Where the definition changed";
    let before = Site::world().get("/en/indicators/pwid_hiv_prevalence").await;
    assert!(!before.text().contains(heading));

    let mut world = tidemark_testkit::world();
    let hiv = world.catalogue.indicators.get_mut("pwid_hiv_prevalence").unwrap();
    hiv.redefinitions.push(Redefinition {
        reporter: Some("AGENCY".parse().unwrap()),
        from: 2014,
        note: LocalizedText::new([("en".parse().unwrap(), "Prisons are covered.".to_owned())]),
        ground: Some(Ground {
            source: "agency_2023".parse().unwrap(),
            locator: "box 7".to_owned(),
        }),
    });
    let site = Site::of(Observatory::of(world).unwrap(), WebSettings::default());
    let page = site.get("/en/indicators/pwid_hiv_prevalence").await;
    for told in [
        heading,
        "From 2014 (AGENCY): Prisons are covered.",
        "sources/agency_2023",
        "box 7",
    ] {
        assert!(page.text().contains(told), "{told}: {}", page.text());
    }
}
