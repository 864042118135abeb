//! Everything that is said is in the identity: each field, changed by itself, makes another edition.

#![expect(clippy::unwrap_used, reason = "a test stops at what it does not expect")]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::str::FromStr;

use tidemark_columnar::identity;
use tidemark_evidence::catalogue::{
    Completeness, Membership, ObservationSet, Place, Rank, Region, Scheme, Showing,
};
use tidemark_evidence::indicator::{
    AggregationRule, Dimension, Grain, Kind, NumberRule, Ordering, Role, Scale, Thresholds, Timing,
};
use tidemark_evidence::redefinition::Ground;
use tidemark_evidence::{Bound, Dataset, Finding, Indicator, Observation, Quantity, Redefinition};
use tidemark_testkit::world;
use tidemark_vocab::{Decimal, LocalizedText, Period, Reporter, ReporterKind, RoundKind, Source, Terms};

type Change = (&'static str, fn(&mut Dataset));

fn read<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn words(text: &str) -> LocalizedText {
    LocalizedText::new([(read("en"), text.to_owned())])
}

fn indicator<'a>(dataset: &'a mut Dataset, code: &str) -> &'a mut Indicator {
    dataset.catalogue.indicators.get_mut(code).unwrap()
}

fn nsp(dataset: &mut Dataset) -> &mut Indicator {
    indicator(dataset, "nsp_available")
}

fn hiv(dataset: &mut Dataset) -> &mut Indicator {
    indicator(dataset, "pwid_hiv_prevalence")
}

fn levels(dataset: &mut Dataset) -> &mut Thresholds {
    hiv(dataset).thresholds.as_mut().unwrap()
}

/// The definition of HIV prevalence changes so.
fn redefined(
    dataset: &mut Dataset,
    from: i16,
    reporter: Option<&str>,
    note: &str,
    ground: Option<(&str, &str)>,
) {
    hiv(dataset).redefinitions.push(Redefinition {
        reporter: reporter.map(read),
        from,
        note: words(note),
        ground: ground.map(|(source, locator)| Ground {
            source: read(source),
            locator: locator.to_owned(),
        }),
    });
}

fn numbers(dataset: &mut Dataset) -> &mut NumberRule {
    match &mut indicator(dataset, "oat_start_year").kind {
        Kind::Quantity(rule) => rule,
        _ => unreachable!("the year is a number"),
    }
}

fn scale(dataset: &mut Dataset) -> &mut Scale {
    dataset.catalogue.scales.get_mut("oat_medicine").unwrap()
}

fn dimension(dataset: &mut Dataset) -> &mut Dimension {
    dataset.catalogue.dimensions.get_mut("sex").unwrap()
}

fn reporter(dataset: &mut Dataset) -> &mut Reporter {
    dataset.catalogue.reporters.get_mut("OBS").unwrap()
}

fn source(dataset: &mut Dataset) -> &mut Source {
    dataset.catalogue.sources.get_mut("obs_2022").unwrap()
}

fn member(dataset: &mut Dataset) -> &mut Membership {
    region(dataset).members.values_mut().next().unwrap()
}

fn place(dataset: &mut Dataset) -> &mut Place {
    dataset.catalogue.places.get_mut(&read("XAA")).unwrap()
}

fn scheme(dataset: &mut Dataset) -> &mut Scheme {
    &mut dataset.catalogue.schemes[1]
}

fn region(dataset: &mut Dataset) -> &mut Region {
    &mut scheme(dataset).regions[0]
}

fn rank(dataset: &mut Dataset) -> &mut Rank {
    dataset.catalogue.ranks.get_mut("population").unwrap()
}

fn set(dataset: &mut Dataset) -> &mut ObservationSet {
    dataset.catalogue.sets.values_mut().next().unwrap()
}

fn observation(dataset: &mut Dataset) -> &mut Observation {
    &mut dataset.observations[0]
}

/// Renames the key of a map's first entry.
fn rename<K: Ord + Clone, V>(map: &mut BTreeMap<K, V>, key: K) {
    let (_, value) = map.pop_first().unwrap();
    map.insert(key, value);
}

const EDITION: &[Change] = &[
    ("title", |d| d.catalogue.edition.title.push('!')),
    ("note of the edition", |d| d.catalogue.edition.note.push('!')),
    ("date", |d| d.catalogue.edition.date = read("2024-07-01")),
    ("theme code", |d| d.catalogue.themes[0].code = read("other")),
    ("theme name", |d| d.catalogue.themes[0].name = words("Other")),
    ("order of themes", |d| d.catalogue.themes.swap(0, 1)),
    ("order of indicators", |d| d.catalogue.indicator_order.swap(0, 1)),
];

const INDICATORS: &[Change] = &[
    ("code", |d| nsp(d).code = read("other")),
    ("theme", |d| nsp(d).theme = read("law")),
    ("name", |d| nsp(d).name = words("Other")),
    ("name in one language less", |d| {
        nsp(d).name = words("Needle and syringe programme operational");
    }),
    ("definition", |d| nsp(d).definition = words("Other")),
    ("unit", |d| nsp(d).unit = read("percent")),
    ("kind", |d| nsp(d).kind = Kind::Text),
    ("level", |d| nsp(d).kind = Kind::Level(read("dp_category"))),
    ("codes", |d| nsp(d).kind = Kind::Codes(read("dp_category"))),
    ("scale", |d| nsp(d).kind = Kind::Codes(read("oat_medicine"))),
    ("no limits", |d| {
        nsp(d).kind = Kind::Quantity(NumberRule::default());
    }),
    ("minimum", |d| numbers(d).minimum = Some(read("1901"))),
    ("without minimum", |d| numbers(d).minimum = None),
    ("maximum", |d| numbers(d).maximum = Some(read("2023"))),
    ("decimals", |d| numbers(d).decimals = Some(0)),
    ("grain", |d| numbers(d).grain = Grain::Fractional),
    ("timing", |d| nsp(d).timing = Timing::Flow),
    ("role", |d| nsp(d).role = Role::Reference),
    ("aggregation", |d| nsp(d).aggregation.rule = AggregationRule::None),
    ("weight", |d| {
        nsp(d).aggregation.rule = AggregationRule::WeightedMean(read("population"));
    }),
    ("other weight", |d| {
        nsp(d).aggregation.rule = AggregationRule::WeightedMean(read("oat_clients"));
    }),
    ("where it is asked", |d| {
        nsp(d).aggregation.asked_where = Some(read("oat_available"));
    }),
    ("reason of aggregation", |d| {
        nsp(d).aggregation.reason = words("Other");
    }),
    ("companions", |d| nsp(d).cell.clear()),
    ("role of a companion", |d| nsp(d).cell[0].role = read("rooms")),
    ("indicator of a companion", |d| {
        nsp(d).cell[0].indicator = read("oat_sites");
    }),
    ("order of companions", |d| {
        indicator(d, "oat_available").cell.swap(0, 1);
    }),
    ("published count", |d| nsp(d).published_count = None),
    ("subset", |d| nsp(d).subset_of = Some(read("oat_available"))),
    ("synonyms", |d| nsp(d).synonyms.truncate(1)),
    ("thresholds", |d| hiv(d).thresholds = None),
    ("source of thresholds", |d| levels(d).source = read("obs_2018")),
    ("spot of thresholds", |d| {
        "box 3".clone_into(&mut levels(d).locator);
    }),
    ("a level's beginning", |d| {
        levels(d).bands[1].from = Some(read("6"));
    }),
    ("a level's name", |d| levels(d).bands[1].name = words("Other")),
    ("a level", |d| levels(d).bands.truncate(1)),
];

const REDEFINITIONS: &[Change] = &[
    ("a redefinition", |d| redefined(d, 2014, None, "All", None)),
    ("its year", |d| redefined(d, 2015, None, "All", None)),
    ("its note", |d| redefined(d, 2014, None, "Other", None)),
    ("its reporter", |d| redefined(d, 2014, Some("OBS"), "All", None)),
    ("its source", |d| {
        redefined(d, 2014, None, "All", Some(("obs_2018", "p. 3")));
    }),
    ("another source", |d| {
        redefined(d, 2014, None, "All", Some(("obs_2022", "p. 3")));
    }),
    ("its spot", |d| {
        redefined(d, 2014, None, "All", Some(("obs_2018", "p. 4")));
    }),
    ("two redefinitions", |d| {
        redefined(d, 2014, None, "All", None);
        redefined(d, 2015, None, "All", None);
    }),
    ("that of another indicator", |d| {
        redefined(d, 2014, None, "All", None);
        nsp(d).redefinitions = std::mem::take(&mut hiv(d).redefinitions);
    }),
];

const LISTS: &[Change] = &[
    ("scale code", |d| scale(d).code = read("other")),
    ("scale order", |d| scale(d).ordering = Ordering::Ordered),
    ("order of levels", |d| scale(d).levels.swap(0, 1)),
    ("level code", |d| scale(d).levels[0].code = read("x")),
    ("level name", |d| scale(d).levels[0].name = words("Other")),
    ("dimension code", |d| dimension(d).code = read("other")),
    ("dimension name", |d| dimension(d).name = words("Other")),
    ("value code", |d| dimension(d).values[0].code = read("x")),
    ("value name", |d| dimension(d).values[0].name = words("Other")),
    ("reporter code", |d| reporter(d).code = read("OTHER")),
    ("reporter name", |d| reporter(d).name = words("Other")),
    ("reporter short name", |d| reporter(d).short = words("O")),
    ("reporter kind", |d| reporter(d).kind = ReporterKind::Un),
    ("round code", |d| reporter(d).rounds[0].code = read("other")),
    ("round year", |d| reporter(d).rounds[0].year = 2007),
    ("round kind", |d| reporter(d).rounds[0].kind = RoundKind::Update),
    ("source id", |d| source(d).id = read("other")),
    ("source reporter", |d| source(d).reporter = read("AGENCY")),
    ("source title", |d| source(d).title.push('!')),
    ("source publisher", |d| source(d).publisher.push('!')),
    ("source year", |d| source(d).year = None),
    ("source address", |d| source(d).address.push('!')),
    ("source licence", |d| source(d).licence.push('!')),
    ("source terms", |d| source(d).terms = Terms::Unread),
    ("source access", |d| source(d).access.push('!')),
];

const AREAS_AND_RULES: &[Change] = &[
    ("place code", |d| place(d).code = read("XAF")),
    ("place name", |d| place(d).name = words("Other")),
    ("place m49", |d| place(d).m49 = None),
    ("place aliases", |d| place(d).aliases.truncate(1)),
    ("scheme code", |d| scheme(d).code = read("OTHER")),
    ("scheme version", |d| scheme(d).version.push('!')),
    ("scheme name", |d| scheme(d).name = words("Other")),
    ("scheme note", |d| scheme(d).note = words("Other")),
    ("order of regions", |d| scheme(d).regions.swap(0, 1)),
    ("region code", |d| region(d).code = read("EAST")),
    ("region name", |d| region(d).name = words("Other")),
    ("member", |d| drop(region(d).members.pop_first())),
    ("source of a member", |d| member(d).source = read("leaflet")),
    ("locator of a member", |d| member(d).locator.push('!')),
    ("note of a member", |d| member(d).note.push('!')),
    ("default rank", |d| d.catalogue.default_rank.order.swap(0, 1)),
    ("default reason", |d| {
        d.catalogue.default_rank.reason = words("Other");
    }),
    ("rank of", |d| rename(&mut d.catalogue.ranks, read("currency"))),
    ("rank reason", |d| rank(d).reason = words("Other")),
    ("rank order", |d| rank(d).order.swap(0, 1)),
    ("ranked reporter", |d| rank(d).order[0].reporter = read("GAZETTE")),
    ("ranked showing", |d| rank(d).order[0].showing = Showing::OnDemand),
    ("ranked reason", |d| rank(d).order[0].reason = words("Other")),
    ("set of", |d| {
        rename(&mut d.catalogue.sets, (read("leaflet"), read("nsp_sites")));
    }),
    ("completeness", |d| {
        set(d).completeness = Completeness::ChangesOnly;
    }),
    ("reason of a set", |d| set(d).reason.push('!')),
];

const OBSERVATIONS: &[Change] = &[
    ("indicator", |d| {
        observation(d).key.indicator = read("oat_available");
    }),
    ("area", |d| observation(d).key.area = read("XAE-EAST")),
    ("region", |d| observation(d).key.area = read("OBS/NORTH")),
    ("reference", |d| {
        observation(d).key.period = Period::calendar_year(2020);
    }),
    ("reference of the same days", |d| {
        observation(d).key.period = Period::new(Some(read("2020-01..2020-12")), None).unwrap();
    }),
    ("fiscal", |d| {
        observation(d).key.period = Period::new(Some(read("2020 fiscal")), None).unwrap();
    }),
    ("round", |d| {
        observation(d).key.period = Period::of_round(read("OBS/2014"));
    }),
    ("round and reference", |d| {
        observation(d).key.period = Period::new(Some(read("2020")), Some(read("OBS/2014"))).unwrap();
    }),
    ("dimensions", |d| observation(d).key.dimensions = read("sex:men")),
    ("other dimensions", |d| {
        observation(d).key.dimensions = read("age:under_25;sex:men");
    }),
    ("reporter", |d| observation(d).key.reporter = read("AGENCY")),
    ("source", |d| observation(d).key.source = read("leaflet")),
    ("locator", |d| observation(d).locator = "elsewhere".into()),
    ("note", |d| observation(d).note = "elsewhere".into()),
    ("questioned", |d| {
        observation(d).questioned = Some("elsewhere".into());
    }),
    ("questioned for no reason", |d| {
        observation(d).questioned = Some("".into());
    }),
    ("no", |d| observation(d).finding = Finding::No),
    ("not known", |d| observation(d).finding = Finding::NotKnown),
    ("not applicable", |d| {
        observation(d).finding = Finding::NotApplicable;
    }),
    ("confidential", |d| observation(d).finding = Finding::Confidential),
    ("text", |d| observation(d).finding = Finding::Text("m".into())),
    ("another text", |d| {
        observation(d).finding = Finding::Text("b;m".into());
    }),
    ("a level", |d| observation(d).finding = Finding::Level(read("m"))),
    ("a code", |d| {
        observation(d).finding = Finding::Codes(vec![read("m")]);
    }),
    ("codes", |d| {
        observation(d).finding = Finding::Codes(vec![read("b"), read("m")]);
    }),
    ("one less", |d| drop(d.observations.remove(0))),
];

/// A change of the first observation to a number: value, bound, low, high.
fn number(value: &str, bound: Bound, low: &str, high: &str) -> Dataset {
    let decimal = |text: &str| (!text.is_empty()).then(|| read::<Decimal>(text));
    let quantity = Quantity::new(decimal(value), bound, decimal(low), decimal(high)).unwrap();
    let mut dataset = world();
    observation(&mut dataset).finding = Finding::Quantity(quantity);
    dataset
}

#[test]
fn each_change_makes_an_edition_of_its_own() {
    let mut seen = BTreeMap::from([(identity(&world()), "nothing".to_owned())]);
    let lists = [
        EDITION,
        INDICATORS,
        REDEFINITIONS,
        LISTS,
        AREAS_AND_RULES,
        OBSERVATIONS,
    ];
    for (what, change) in lists.into_iter().flatten() {
        let mut changed = world();
        change(&mut changed);
        assert_ne!(changed, world(), "{what} changes nothing");
        if let Some(other) = seen.insert(identity(&changed), (*what).to_owned()) {
            panic!("{what} has the same identity as {other}");
        }
    }
}

#[test]
fn each_part_of_a_number_makes_an_edition_of_its_own() {
    let numbers = [
        ("4.5", "", ""),
        ("4.50", "", ""),
        ("4.5", "4", "5"),
        ("4.5", "4", "6"),
        ("4.5", "3", "5"),
        ("", "4", "5"),
        ("-4.5", "", ""),
        ("45", "", ""),
    ];
    let mut identities = Vec::new();
    for (value, low, high) in numbers {
        identities.push(identity(&number(value, Bound::Exact, low, high)));
    }
    for bound in Bound::ALL.into_iter().skip(1) {
        identities.push(identity(&number("4.5", bound, "", "")));
    }
    let all = identities.len();
    identities.sort();
    identities.dedup();
    assert_eq!(identities.len(), all);
}

#[test]
fn what_moves_from_one_field_to_the_next_is_noticed() {
    let with = |locator: &str, note: &str| {
        let mut dataset = world();
        observation(&mut dataset).locator = locator.into();
        observation(&mut dataset).note = note.into();
        identity(&dataset)
    };
    assert_ne!(with("p. 1", ""), with("", "p. 1"));
    assert_ne!(with("p. 1", "2"), with("p. 12", ""));
    let named = |aliases: &[&str]| {
        let mut dataset = world();
        place(&mut dataset).aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
        identity(&dataset)
    };
    assert_ne!(named(&["a", "b"]), named(&["ab"]));
    assert_ne!(named(&["a", "b"]), named(&["b", "a"]));
    let mut moved = world();
    let level = scale(&mut moved).levels.remove(0);
    moved
        .catalogue
        .scales
        .get_mut("dp_category")
        .unwrap()
        .levels
        .push(level);
    assert_ne!(identity(&moved), identity(&world()));
}

#[test]
fn rows_in_any_order_are_the_same_edition() {
    let mut shuffled = world();
    let half = shuffled.observations.len() / 2;
    shuffled.observations.rotate_left(half);
    shuffled.observations.swap(0, 7);
    assert_ne!(shuffled, world());
    assert_eq!(identity(&shuffled), identity(&world()));
}

/// What an edition does not say is not in its identity: what may be said newly, such as that a definition changed, gives no new name to
/// an edition that does not say it.
#[test]
fn the_bundled_evidence_is_called_as_it_was_published() {
    let published = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../editions");
    let name = identity(&tidemark_testkit::bundled());
    assert!(published.join(&name).is_dir(), "{name}");
}

#[test]
fn an_identity_is_a_digest_in_hexadecimal() {
    let name = identity(&world());
    assert_eq!(name.len(), 64);
    assert!(
        name.bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    );
}
