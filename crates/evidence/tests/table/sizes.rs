//! How large a table may be.

use tidemark_evidence::table::{Depth, TableError, build_within};
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
