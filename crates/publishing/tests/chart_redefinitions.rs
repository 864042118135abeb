//! Where a definition changed nothing is joined, and every chart and table says so.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

use proptest::prelude::*;
use tidemark_evidence::table::build;
use tidemark_evidence::{Corpus, Dataset, Finding, MapCorpus, Quantity, Redefinition, Table, TableQuery};
use tidemark_publishing::display::TableView;
use tidemark_publishing::picture::chart::plan::Join;
use tidemark_publishing::picture::chart::{
    Framing, Kind, Looks, Plan, Reading, Refusal, Trend, direction_of, draw, question, trends,
};
use tidemark_publishing::picture::{ClassKey, Ink, Palette, Px, Scene, Shape, WIDE, checks, write};
use tidemark_publishing::{Messages, Words};
use tidemark_testkit::{ObservationBuilder, observation};
use tidemark_vocab::LocalizedText;

const NOTE: &str = "People in prison are counted as well.";
const CLIENTS: &str =
    "indicators=oat_clients&areas=XAA&periods=all&layout=areas-periods&reporters=AGENCY,MINISTRY";
const SITES: &str =
    "indicators=nsp_sites&areas=XAA,XAB,XAE&periods=round:OBS/2020,round:OBS/2022&layout=areas-periods";

/// From when on, and whose figures; of all where nobody is named.
type Change = (i16, Option<&'static str>);

/// The small world with more observations, in which the definitions of clients and sites changed.
fn changed(changes: &[Change], more: Vec<ObservationBuilder>) -> MapCorpus {
    let Dataset {
        mut catalogue,
        mut observations,
    } = tidemark_testkit::world();
    let change = |(from, reporter): &Change| Redefinition {
        reporter: reporter.map(|code| code.parse().unwrap()),
        from: *from,
        note: LocalizedText::new([("en".parse().unwrap(), NOTE.to_owned())]),
        ground: None,
    };
    for indicator in ["oat_clients", "nsp_sites"] {
        let indicator = catalogue.indicators.get_mut(indicator).unwrap();
        indicator.redefinitions = changes.iter().map(change).collect();
    }
    observations.extend(more.into_iter().map(ObservationBuilder::build));
    MapCorpus::new(catalogue, observations, tidemark_testkit::IDENTITY.to_owned())
}

/// Clients in `XAA` about a year, by a reporter.
fn clients(year: i16, number: &str, reporter: &str) -> ObservationBuilder {
    let source = if reporter == "AGENCY" {
        "agency_2023"
    } else {
        "ministry_2021"
    };
    let figure = observation("oat_clients").about(&year.to_string());
    figure.by(reporter, source).number(number)
}

fn agency(years: &[i16]) -> Vec<ObservationBuilder> {
    years.iter().map(|year| clients(*year, "10", "AGENCY")).collect()
}

fn table(query: &str, corpus: &MapCorpus) -> Table {
    let query = TableQuery::parse(query, corpus.catalogue()).unwrap().query;
    build(&question(&query), corpus).unwrap()
}

fn planned<T>(
    query: &str,
    corpus: &MapCorpus,
    kind: Kind,
    tell: impl FnOnce(Result<Plan<'_>, Refusal>) -> T,
) -> T {
    let table = table(query, corpus);
    let messages = Messages::english();
    let reading = Reading::new(&table, Words::new(corpus.catalogue(), &messages));
    tell(Plan::of(kind, &reading))
}

fn joins(query: &str, corpus: &MapCorpus) -> Vec<Join> {
    planned(query, corpus, Kind::Line, |plan| match plan {
        Ok(Plan::Line(plan)) => plan.lines[0].spots.iter().map(|spot| spot.join).collect(),
        other => panic!("{other:?}"),
    })
}

/// A chart of a kind; it has no fault.
fn drawn(query: &str, corpus: &MapCorpus, kind: Kind, width: Px, messages: &Messages) -> Scene {
    let table = table(query, corpus);
    let reading = Reading::new(&table, Words::new(corpus.catalogue(), messages));
    let plan = Plan::of(kind, &reading).unwrap();
    let looks = Looks {
        id: "chart",
        width,
        framing: Framing::Page,
        href: &|_, _| None,
        direction: direction_of(messages),
    };
    let scene = draw(&plan, &reading, &looks);
    assert_eq!(checks::faults(&scene), [], "{query}");
    scene
}

/// Where marks lie across that say that a definition changed, and from where to where lines and bands between figures reach.
fn cuts_and_joins(scene: &Scene) -> (Vec<Px>, Vec<(Px, Px)>) {
    let (mut cuts, mut joins) = (Vec::new(), Vec::new());
    scene.each(&mut |mark, _| {
        let is_voice = mark
            .stroke
            .is_some_and(|stroke| matches!(stroke.ink, Ink::Voice(_)));
        match &mark.shape {
            Shape::Path(path) if mark.class == Some(ClassKey("redefined".to_owned())) => {
                let bounds = path.bounds();
                cuts.push((bounds.from.x + bounds.to.x).half());
            }
            Shape::Path(path) if mark.fill == Some(Ink::Band) => {
                joins.push((path.bounds().from.x, path.bounds().to.x));
            }
            Shape::Line { from, to } if is_voice => joins.push((from.x.min(to.x), from.x.max(to.x))),
            _ => {}
        }
    });
    (cuts, joins)
}

#[test]
fn a_line_breaks_where_the_definition_changed() {
    let years = || agency(&[2010, 2011, 2012, 2013]);
    let of = |changes: &[Change]| joins(CLIENTS, &changed(changes, years()));
    let broken = [Join::First, Join::Whole, Join::Definition, Join::Whole];
    assert_eq!(of(&[(2012, None)]), broken);
    assert_eq!(of(&[(2012, Some("AGENCY"))]), broken);
    let whole = [Join::First, Join::Whole, Join::Whole, Join::Whole];
    assert_eq!(of(&[(2012, Some("MINISTRY"))]), whole);
    assert_eq!(of(&[(2010, None), (2014, None)]), whole);
    let gap = changed(&[(2012, None)], agency(&[2010, 2013, 2014]));
    assert_eq!(joins(CLIENTS, &gap), [Join::First, Join::Definition, Join::Whole]);
}

#[test]
fn a_change_of_one_reporter_is_none_between_reporters() {
    let figures = || vec![clients(2010, "10", "AGENCY"), clients(2011, "12", "MINISTRY")];
    let of = |change: Change| {
        let query = "indicators=oat_clients&areas=XAA&periods=2010,2011&layout=areas-periods";
        joins(query, &changed(&[change], figures()))[1]
    };
    assert_eq!(of((2011, Some("MINISTRY"))), Join::Reporter);
    assert_eq!(of((2011, Some("AGENCY"))), Join::Reporter);
    assert_eq!(of((2011, None)), Join::Definition);
}

#[test]
fn the_chart_marks_the_change_and_tells_it() {
    let corpus = changed(&[(2012, Some("AGENCY"))], agency(&[2010, 2011, 2012, 2013]));
    for messages in [Messages::english(), Messages::pseudo()] {
        for width in [WIDE, Px::whole(320)] {
            let scene = drawn(CLIENTS, &corpus, Kind::Line, width, &messages);
            assert_eq!(cuts_and_joins(&scene).0.len(), 1, "and none in the legend");
            assert!(scene.description.contains(NOTE), "{}", scene.description);
        }
    }
    let scene = drawn(CLIENTS, &corpus, Kind::Line, WIDE, &Messages::english());
    let mut told = String::new();
    scene.each(&mut |mark, _| {
        if let Shape::Text(text) = &mark.shape {
            told.push_str(&text.words);
            told.push(' ');
        }
    });
    for words in ["the definition changed, as told beneath", "From 2012", NOTE] {
        assert!(told.contains(words), "{told}");
    }
    insta::assert_snapshot!(
        "chart_redefined",
        write(&scene, Palette::Page).replace("><", ">\n<")
    );
}

#[test]
fn a_reporter_that_begins_with_a_definition_is_marked_beside_it() {
    let figures = vec![clients(2010, "10", "AGENCY"), clients(2011, "12", "MINISTRY")];
    let corpus = changed(&[(2011, None)], figures);
    let query = "indicators=oat_clients&areas=XAA&periods=2010,2011&layout=areas-periods";
    let scene = drawn(query, &corpus, Kind::Line, WIDE, &Messages::english());
    let mut classes = Vec::new();
    scene.each(&mut |mark, _| classes.extend(mark.class.clone().map(|class| class.0)));
    assert!(
        classes.contains(&"break".to_owned()) && classes.contains(&"redefined".to_owned()),
        "{classes:?}"
    );
}

#[test]
fn small_charts_break_as_well() {
    let more = [2010, 2011, 2012].map(|year| clients(year, "7", "AGENCY").of("XAB"));
    let figures = agency(&[2010, 2011, 2012]).into_iter().chain(more).collect();
    let corpus = changed(&[(2012, None)], figures);
    let query = CLIENTS.replace("areas=XAA", "areas=XAA,XAB");
    let scene = drawn(&query, &corpus, Kind::Multiples, WIDE, &Messages::english());
    assert_eq!(cuts_and_joins(&scene).0.len(), 2);
    assert!(scene.description.contains(NOTE));
}

#[test]
fn a_slope_across_a_change_is_refused() {
    let refusal = |changes: &[Change]| {
        planned(SITES, &changed(changes, Vec::new()), Kind::Slope, |plan| {
            plan.err().map(|refusal| refusal.message())
        })
    };
    let refused = refusal(&[(2021, Some("OBS"))]).unwrap();
    assert!(
        Messages::english()
            .text(&refused)
            .contains("The definition changed from 2021 on")
    );
    assert_eq!(
        refusal(&[(2022, None)]),
        Some(Refusal::Redefined { from: 2022 }.message())
    );
    assert_eq!(
        refusal(&[(2020, None), (2023, None), (2021, Some("AGENCY"))]),
        None
    );
}

fn trend(changes: &[Change]) -> (Trend, String, Scene) {
    let corpus = changed(changes, agency(&[2010, 2011, 2012, 2013]));
    let query = "indicators=oat_clients&areas=XAA&periods=all&layout=indicators-periods&reporters=AGENCY";
    let table = table(query, &corpus);
    let messages = Messages::english();
    let words = Words::new(corpus.catalogue(), &messages);
    let trend = trends(&table, &words).pop().unwrap();
    let (told, scene) = (trend.words(&words), trend.draw("trend", &words));
    assert_eq!(checks::faults(&scene), []);
    (trend, told, scene)
}

/// How many strokes a trend has that are not joined with one another.
fn strokes(scene: &Scene) -> usize {
    let mut strokes = 0;
    scene.each(&mut |mark, _| {
        if let (Shape::Path(path), true) = (&mark.shape, mark.stroke.is_some()) {
            strokes += path.data().matches('M').count();
        }
    });
    strokes
}

#[test]
fn a_trend_breaks_and_says_so() {
    let (_, told, scene) = trend(&[(2012, Some("AGENCY"))]);
    assert!(told.contains("the definition changed in 2012"), "{told}");
    let (whole, words, unbroken) = trend(&[(2014, None), (2012, Some("OBS"))]);
    assert!(!words.contains("definition"), "{words}");
    assert_eq!(whole.years(), (2010, 2013));
    assert_eq!(
        strokes(&scene),
        strokes(&unbroken) - 1 + 2,
        "a segment less, two strokes more"
    );
    assert_eq!(scene.description, told);
}

#[test]
fn a_table_over_periods_says_so() {
    let corpus = changed(&[(2012, Some("AGENCY"))], agency(&[2010, 2011, 2012]));
    let messages = Messages::english();
    let words = Words::new(corpus.catalogue(), &messages);
    let remarks = |query: &str| {
        let table = table(query, &corpus);
        let remarks = TableView::new(&table, &words).remarks;
        remarks.into_iter().filter(|remark| remark.contains(NOTE)).count()
    };
    assert_eq!(remarks(CLIENTS), 1);
    assert_eq!(remarks(&CLIENTS.replace("periods=all", "periods=2010..2011")), 0);
    assert_eq!(remarks(&CLIENTS.replace("oat_clients", "population")), 0);
    let text = tidemark_publishing::text::table(&table(CLIENTS, &corpus), None, &words);
    assert!(text.contains(NOTE), "{text}");
}

/// A year, a number, who says so: with a range or not.
fn figures() -> impl Strategy<Value = Vec<(i16, u32, bool, bool)>> {
    prop::collection::vec((2000_i16..2012, 1_u32..900, any::<bool>(), any::<bool>()), 2..9)
}

proptest! {
    #[test]
    fn nothing_spans_a_change(figures in figures(), changes in prop::collection::btree_set((1999_i16..2013, 0_usize..3), 0..4)) {
        let mut years = std::collections::BTreeSet::new();
        let observations = figures.into_iter().filter(|figure| years.insert(figure.0)).map(|(year, number, by_agency, has_range)| {
            let figure = clients(year, &number.to_string(), if by_agency { "AGENCY" } else { "MINISTRY" });
            if !has_range {
                return figure;
            }
            let [value, low, high] = [number, number - 1, number + 9].map(|number| Some(number.to_string().parse().unwrap()));
            figure.found(Finding::Quantity(Quantity::new(value, tidemark_evidence::Bound::Exact, low, high).unwrap()))
        });
        let changes: Vec<Change> = changes.into_iter().map(|(from, whose)| (from, [None, Some("AGENCY"), Some("MINISTRY")][whose])).collect();
        let corpus = changed(&changes, observations.collect());
        let query = "indicators=oat_clients&areas=XAA&periods=2000..2012&layout=areas-periods&reporters=AGENCY,MINISTRY";
        let is_drawn = planned(query, &corpus, Kind::Line, |plan| {
            let Ok(Plan::Line(plan)) = plan else { return false };
            for pair in plan.lines.iter().flat_map(|line| line.spots.windows(2)) {
                let of = |spot: &tidemark_publishing::picture::chart::plan::Spot<'_>| spot.point.reporter.map(ToString::to_string);
                let lies_between = changes.iter().any(|(from, whose)| {
                    let concerned = |reporter: Option<String>| whose.is_none() || whose.map(str::to_owned) == reporter;
                    pair[0].year < *from && *from <= pair[1].year && concerned(of(&pair[0])) && concerned(of(&pair[1]))
                });
                assert_eq!(pair[1].join == Join::Definition, lies_between);
                assert!(!(lies_between && pair[1].join.is_joined()));
            }
            true
        });
        if is_drawn {
            let scene = drawn(query, &corpus, Kind::Line, WIDE, &Messages::english());
            let (cuts, joins) = cuts_and_joins(&scene);
            for (from, to) in joins {
                prop_assert!(!cuts.iter().any(|cut| from < *cut && *cut < to), "{cuts:?} within {from} to {to}");
            }
        }
    }
}
