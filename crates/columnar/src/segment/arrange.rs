//! In which order the rows of a group stand: best first, by `tidemark_evidence::rules::best_first` for figures asked for by
//! their period.
//!
//! What is too old is not part of it: it depends on the edition's date, so that every new edition would need new columns. Old rows are
//! passed over when a cell is made, which chooses the same row, since all other parts of the rule are the same.

use std::cmp::Reverse;

use sha2::{Digest, Sha256};
use tidemark_evidence::Catalogue;
use tidemark_evidence::catalogue::Showing;
use tidemark_evidence::rules::{covers_part_or_sum, standing_of, year_of};
use tidemark_vocab::{IndicatorCode, Period};

use super::Witness;
use crate::codes::code;
use crate::dictionary::Full;
use crate::rows::Row;

/// Bits of a key, from the most significant: the group, shown on demand, the class of the period, in question, the place of
/// the reporter, the period, the publication.
const GROUP_BITS: u32 = 32;
const PERIOD_BITS: u32 = 16;
const WITNESS_BITS: u32 = 16;

/// What the order of rows depends on, by the numbers of periods and witnesses.
#[derive(Debug)]
pub(crate) struct Arrangement {
    /// Whole years before parts and sums, then the newest.
    period_class: Vec<u32>,
    /// The latest first.
    period_place: Vec<u32>,
    /// On demand only.
    on_demand: Vec<bool>,
    /// The place of the reporter, then its code.
    reporter_place: Vec<u32>,
    /// The newest publication, then the source.
    publication_place: Vec<u32>,
    digest: [u8; 32],
}

/// How an indicator's witnesses and periods stand to one another: what a reader needs who does not sort, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Standings {
    /// Of periods: whole years before parts and sums, then the newest.
    pub(crate) period_class: Vec<u32>,
    /// Shown on demand only.
    pub(crate) on_demand: Vec<bool>,
    /// The place of the reporter, then its code.
    pub(crate) reporter_place: Vec<u32>,
}

/// The place of each value among the different values.
fn places<T: Ord>(values: &[T]) -> Vec<u32> {
    let mut different: Vec<&T> = values.iter().collect();
    different.sort_unstable();
    different.dedup();
    let place = |value| different.binary_search(&value).ok().and_then(code);
    values.iter().filter_map(place).collect()
}

impl Arrangement {
    /// The arrangement of an indicator's rows, whose periods and witnesses are in order.
    pub(crate) fn new(
        indicator: &IndicatorCode,
        periods: &[Period],
        witnesses: &[Witness],
        catalogue: &Catalogue,
    ) -> Result<Self, Full> {
        for (what, number, bits) in [
            ("periods", periods.len(), PERIOD_BITS),
            ("sources", witnesses.len(), WITNESS_BITS),
        ] {
            if number > 1 << bits {
                return Err(Full {
                    what,
                    limit: 1 << bits,
                });
            }
        }
        let class = |period: &Period| {
            let is_part = covers_part_or_sum(period, indicator, catalogue);
            (is_part, Reverse(year_of(period, catalogue)))
        };
        let classes: Vec<_> = periods.iter().map(class).collect();
        let standings: Vec<_> = witnesses
            .iter()
            .map(|witness| standing_of(&witness.reporter, indicator, catalogue))
            .collect();
        let published: Vec<Option<i16>> = witnesses
            .iter()
            .map(|witness| catalogue.sources.get(&witness.source)?.year)
            .collect();
        let reporters: Vec<_> = witnesses
            .iter()
            .zip(&standings)
            .map(|(witness, standing)| (standing.place, &witness.reporter))
            .collect();
        let publications: Vec<_> = witnesses
            .iter()
            .zip(&published)
            .map(|(witness, year)| (Reverse(*year), witness))
            .collect();
        let on_demand: Vec<bool> = standings
            .iter()
            .map(|standing| standing.showing == Showing::OnDemand)
            .collect();
        let arrangement = Self {
            period_class: places(&classes),
            period_place: places(&periods.iter().map(Reverse).collect::<Vec<_>>()),
            on_demand,
            reporter_place: places(&reporters),
            publication_place: places(&publications),
            digest: [0; 32],
        };
        let digest = arrangement.sum();
        Ok(Self {
            digest,
            ..arrangement
        })
    }

    /// A digest of all that the order depends on besides the observations themselves.
    pub(crate) fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// How the witnesses stand.
    pub(crate) fn standings(&self) -> Standings {
        Standings {
            period_class: self.period_class.clone(),
            on_demand: self.on_demand.clone(),
            reporter_place: self.reporter_place.clone(),
        }
    }

    fn sum(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        for places in [
            &self.period_class,
            &self.period_place,
            &self.reporter_place,
            &self.publication_place,
        ] {
            for place in places {
                digest.update(place.to_le_bytes());
            }
        }
        for on_demand in &self.on_demand {
            digest.update([u8::from(*on_demand)]);
        }
        digest.finalize().into()
    }

    /// What rows are sorted by: the group, then the best first.
    pub(crate) fn key(&self, group: u32, row: Row, is_questioned: bool) -> Option<u128> {
        let (period, witness) = (row.period(), row.witness());
        let parts = [
            (group, GROUP_BITS),
            (u32::from(*self.on_demand.get(witness)?), 1),
            (*self.period_class.get(period)?, PERIOD_BITS),
            (u32::from(is_questioned), 1),
            (*self.reporter_place.get(witness)?, WITNESS_BITS),
            (*self.period_place.get(period)?, PERIOD_BITS),
            (*self.publication_place.get(witness)?, WITNESS_BITS),
        ];
        // 32 + 1 + 16 + 1 + 16 + 16 + 16 = 98 bits.
        parts.into_iter().try_fold(0_u128, |key, (part, bits)| {
            (u64::from(part) < 1 << bits).then_some((key << bits) | u128::from(part))
        })
    }
}
