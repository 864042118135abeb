//! Shares of places.

use proptest::prelude::*;
use tidemark_evidence::rules::share;
use tidemark_evidence::{Bound, Quantity};

use crate::decimal;

#[test]
fn a_share_says_whether_it_is_rounded() {
    assert_eq!(share(3, 5), Some(Quantity::exact(decimal(600))));
    assert_eq!(
        share(1, 3),
        Some(Quantity::bounded(Bound::Approximately, decimal(333)))
    );
    assert_eq!(share(0, 0), None);
}

proptest! {
    #[test]
    fn a_share_is_within_half_a_step(some in 0_usize..300, rest in 0_usize..300) {
        prop_assume!(some + rest > 0);
        let (digits, decimals) = share(some, some + rest).unwrap().value().unwrap().parts();
        let thousandths = digits * 10_i128.pow(1 - decimals);
        let (some, all) = (i128::try_from(some).unwrap(), i128::try_from(some + rest).unwrap());
        prop_assert!((2 * (1000 * some - thousandths * all)).abs() <= all);
    }
}
