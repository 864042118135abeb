//! Files broken anyhow: the reader answers with evidence or with problems, and never falls over.

use proptest::prelude::*;
use proptest::sample::Index;

use super::support::copy;
use super::words::assert_worded;

proptest! {
    #[test]
    fn any_bytes_in_any_file_are_read_or_refused(
        file in any::<Index>(),
        place in any::<Index>(),
        length in 0_usize..12,
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(&b"\",;:\n[]={}.-/ 0a"[..])], 0..12),
    ) {
        let (path, _) = *file.get(tidemark_testkit::FILES);
        let broken = copy().bytes(path, |whole| {
            let start = place.index(whole.len());
            let end = (start + length).min(whole.len());
            [&whole[..start], &bytes[..], &whole[end..]].concat()
        });
        let reading = broken.read();
        prop_assert_eq!(reading.dataset.is_some(), reading.problems.is_empty());
        for problem in &reading.problems {
            assert_worded(problem);
            prop_assert!(problem.line > 0);
        }
    }
}
