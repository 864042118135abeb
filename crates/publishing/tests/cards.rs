//! Cards of every place and indicator of the bundled evidence, and of tables of every layout: each is drawn without a fault, and says what its page says.

#![expect(clippy::unwrap_used, reason = "a test")]

use std::sync::LazyLock;

use tidemark_evidence::query::AreaSelector;
use tidemark_evidence::table::{Depth, build_within};
use tidemark_evidence::{Corpus, MapCorpus, Table, TableQuery};
use tidemark_publishing::display::Teller;
use tidemark_publishing::picture::card::{Card, draw};
use tidemark_publishing::picture::checks::faults;
use tidemark_publishing::picture::{Scene, Shape};
use tidemark_publishing::{Messages, TableView, Words, presets, profile};
use tidemark_vocab::{AreaId, IndicatorCode, PlaceCode};

static BUNDLED: LazyLock<MapCorpus> = LazyLock::new(|| {
    let data = tidemark_testkit::bundled();
    MapCorpus::new(data.catalogue, data.observations, "bundled".to_owned())
});

const SITE: &str = "Tidemark";

fn table(query: &TableQuery, corpus: &MapCorpus) -> Table {
    build_within(usize::MAX, Depth::Face, query, corpus).unwrap()
}

fn of_place(place: &PlaceCode, corpus: &MapCorpus, messages: &Messages) -> (Card, Scene) {
    let words = Words::new(corpus.catalogue(), messages);
    let table = table(&profile::question(place, corpus), corpus);
    let view = TableView::new(&table, &words);
    let teller = Teller::new(words);
    let rows = profile::rows(&table, view.cells(), corpus, &teller);
    let card = Card::of_place(place, &rows, &table, SITE, &words);
    let scene = draw(&card, &words);
    (card, scene)
}

fn of_indicator(code: &IndicatorCode, corpus: &MapCorpus, messages: &Messages) -> Scene {
    let words = Words::new(corpus.catalogue(), messages);
    let areas = corpus.areas_of(code).into_iter();
    let places = areas.filter_map(|(area, _)| match area {
        AreaId::Place(place) => Some(AreaSelector::Place(place)),
        AreaId::Region(_) => None,
    });
    let mut query = TableQuery::new(vec![code.clone()], places.collect());
    query.group = presets::grouping(corpus.catalogue()).map(|scheme| scheme.code.clone());
    let table = (!query.areas.is_empty()).then(|| table(&query, corpus));
    let indicator = &corpus.catalogue().indicators[code];
    let card = Card::of_indicator(indicator, table.as_ref(), corpus, SITE, &words);
    draw(&card, &words)
}

fn of_table(query: &str, corpus: &MapCorpus, messages: &Messages) -> Scene {
    let words = Words::new(corpus.catalogue(), messages);
    let query = TableQuery::parse(query, corpus.catalogue()).unwrap().query;
    let table = table(&query, corpus);
    let view = TableView::new(&table, &words);
    draw(&Card::of_table(&table, &view, SITE, &words), &words)
}

fn texts(scene: &Scene) -> Vec<String> {
    let mut texts = Vec::new();
    scene.each(&mut |mark, _| {
        if let Shape::Text(text) = &mark.shape {
            texts.push(text.words.clone());
        }
    });
    texts
}

/// What is wrong with a card; a number that is cut is another number.
fn wrong(scene: &Scene) -> Vec<String> {
    let cut = |text: &&String| text.contains('…') && text.starts_with(|first: char| first.is_ascii_digit());
    let faults = faults(scene).into_iter().map(|fault| fault.to_string());
    let texts = texts(scene);
    let cut = texts.iter().filter(cut).map(|text| format!("cut: {text}"));
    let wrong = faults.chain(cut);
    wrong.map(|wrong| format!("{}: {wrong}", scene.title)).collect()
}

#[test]
fn every_place_has_a_card_without_fault() {
    let corpus = &*BUNDLED;
    for messages in [Messages::english(), Messages::pseudo()] {
        let places = corpus.catalogue().places.keys();
        let wrong: Vec<String> = places
            .flat_map(|place| wrong(&of_place(place, corpus, &messages).1))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn every_indicator_has_a_card_without_fault() {
    let corpus = &*BUNDLED;
    for messages in [Messages::english(), Messages::pseudo()] {
        let codes = &corpus.catalogue().indicator_order;
        let wrong: Vec<String> = codes
            .iter()
            .flat_map(|code| wrong(&of_indicator(code, corpus, &messages)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn tables_of_every_layout_have_cards_without_fault() {
    let queries = [
        "indicators=nsp_available&areas=region:HRI/EURASIA",
        "indicators=nsp_available&areas=scheme:M49&group=HRI&totals=shown",
        "indicators=nsp_available,oat_available,pwid_population_size,pwid_hiv_prevalence,dp_hri_category&areas=region:HRI/EURASIA&totals=shown",
        "indicators=pwid_hiv_prevalence&areas=region:HRI/ASIA&layout=areas-periods&periods=all",
        "indicators=pwid_population_size,hr_funding&areas=BGR&layout=indicators-periods&periods=all",
        "indicators=nsp_available,pwid_population_size&areas=BGR,world&layout=long&periods=all",
        "indicators=dp_drug_in_law,hr_in_national_policy&areas=world,region:HRI/ASIA",
        "indicators=pwid_hiv_prevalence&areas=BGR&dimensions=sex",
    ];
    let corpus = &*BUNDLED;
    let mut found = Vec::new();
    for messages in [Messages::english(), Messages::pseudo()] {
        for query in queries {
            found.extend(wrong(&of_table(query, corpus, &messages)));
        }
        for code in &corpus.catalogue().indicator_order {
            let query =
                format!("indicators={code}&areas=scheme:HRI&empty=hidden&layout=areas-periods&periods=all");
            found.extend(wrong(&of_table(&query, corpus, &messages)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_card_of_a_place_says_statuses_and_periods_in_words() {
    let corpus = tidemark_testkit::corpus();
    let (card, scene) = of_place(&"XAA".parse().unwrap(), &corpus, &Messages::english());
    let words = Messages::english();
    let description = card.description(&Words::new(corpus.catalogue(), &words));
    insta::assert_snapshot!("place", format!("{description}\n\n{}", texts(&scene).join("\n")));
}

#[test]
fn a_card_of_a_table_says_how_much_more_there_is() {
    let query = "indicators=nsp_available,oat_available,pwid_population_size,pwid_hiv_prevalence&areas=region:HRI/EURASIA";
    let texts = texts(&of_table(query, &BUNDLED, &Messages::english()));
    let more = texts.iter().find(|text| text.contains("more row")).unwrap();
    assert!(more.contains("more column"), "{more}");
}
