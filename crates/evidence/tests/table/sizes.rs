//! How large a table may be.

use tidemark_evidence::table::{Depth, TableError, build, build_within};
use tidemark_evidence::{Corpus, TableQuery};
use tidemark_testkit::corpus;

const QUERIES: [&str; 6] = [
    "indicators=nsp_available,oat_available&areas=XAA,XAB,XAC",
    "indicators=nsp_available&areas=XAA,XAB,XAC&periods=all&layout=areas-periods",
    "indicators=nsp_available,pwid_population_size,oat_start_year&areas=XAA&periods=all&layout=indicators-periods",
    "indicators=nsp_available,pwid_hiv_prevalence&areas=XAA,XAB,XAC&periods=all&layout=long",
    "indicators=nsp_available,pwid_hiv_prevalence&areas=XAA,XAB,XAC&layout=long",
    "indicators=pwid_hiv_prevalence,currency&areas=XAA,XAB,XAC,XAD&dimensions=sex",
];

#[test]
fn a_table_has_as_many_cells_as_the_smallest_limit_under_which_it_is_made() {
    let corpus = corpus();
    for query in QUERIES {
        let query = TableQuery::parse(query, corpus.catalogue()).unwrap().query;
        let cells = build_within(usize::MAX, Depth::Whole, &query, &corpus)
            .unwrap()
            .long
            .len();
        assert!(
            build_within(cells, Depth::Whole, &query, &corpus).is_ok(),
            "{query:?}"
        );
        for limit in 0..cells {
            let Err(TableError::TooLarge {
                cells: told,
                limit: under,
            }) = build_within(limit, Depth::Whole, &query, &corpus)
            else {
                panic!("{query:?} is made under {limit}");
            };
            assert_eq!(under, limit);
            // Never more than there are, so that what is told is no reason to ask for less than one could.
            assert!(limit < told && told <= cells, "{query:?}: {told} of {cells}");
        }
    }
}

#[test]
fn rows_without_any_record_can_be_left_out() {
    let corpus = corpus();
    let parse = |query: &str| {
        let query = TableQuery::parse(query, corpus.catalogue()).unwrap().query;
        build(&query, &corpus).unwrap()
    };
    let all = parse("indicators=dp_category&areas=XAA,XAB,XAC,XAD,XAE,XAE-EAST&totals=shown");
    let some = parse("indicators=dp_category&areas=XAA,XAB,XAC,XAD,XAE,XAE-EAST&totals=shown&empty=hidden");
    let rows =
        |table: &tidemark_evidence::Table| table.groups.iter().map(|group| group.rows.len()).sum::<usize>();
    assert!(some.left_out > 0);
    assert_eq!(rows(&some) + some.left_out, rows(&all));
    assert_eq!(some.totals, all.totals, "totals are made of all");
    assert!(
        some.remarks
            .iter()
            .any(|remark| remark.message.id == "remark-rows-left-out")
    );
    for row in some.groups.iter().flat_map(|group| &group.rows) {
        assert!(
            row.cells
                .iter()
                .any(|cell| cell.shown.is_some() || cell.mentioned > 0),
            "{row:?}"
        );
    }
}
