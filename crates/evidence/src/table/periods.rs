//! Which observations a query's periods ask for.

use tidemark_vocab::Period;

use crate::query::PeriodSelector;

/// Whether a period is among those asked for. A year asks for reference periods within it, never for figures that are only
/// dated by a round.
pub(super) fn asked_for(selectors: &[PeriodSelector], period: &Period) -> bool {
    selectors.iter().any(|selector| asks_for(selector, period))
}

/// Whether a period is one that this asks for.
pub(super) fn asks_for(selector: &PeriodSelector, period: &Period) -> bool {
    match selector {
        PeriodSelector::Latest | PeriodSelector::All => true,
        PeriodSelector::Year(year) => within(period, *year, *year),
        PeriodSelector::Years(first, last) => within(period, *first, *last),
        PeriodSelector::Round(round) => period.round() == Some(round),
    }
}

fn within(period: &Period, first: i16, last: i16) -> bool {
    period
        .reference()
        .is_some_and(|reference| reference.within(first, last))
}

/// Whether the newest figures are asked for, so that old ones must not stand for today.
pub(super) fn is_latest(selectors: &[PeriodSelector]) -> bool {
    selectors.contains(&PeriodSelector::Latest)
}
