//! What is found first.

use super::Closeness;
use super::fit::Fit;

/// How well a label fits what is written: the least is first. The order of the fields is the order of what counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// How many of the words are not found.
    pub(super) missing: usize,
    /// How the worst of the others fits.
    pub(super) fit: Fit,
    /// The words of the label that nobody wrote; one more where it is not the name in the reader's language.
    pub(super) cost: usize,
    /// Whether it is another name than that.
    pub(super) foreign: bool,
    /// The thing: by kind, and in the order of the catalogue.
    pub(super) entry: usize,
    /// The label.
    pub(super) label: usize,
}

impl Rank {
    /// The same in a word.
    pub(super) fn closeness(&self) -> Closeness {
        if self.missing > 0 {
            return Closeness::SomeWords;
        }
        match self.fit {
            Fit::Exact => Closeness::Exact,
            Fit::Word | Fit::OtherWord => Closeness::Words,
            Fit::Beginning | Fit::OtherBeginning => Closeness::Beginnings,
            Fit::MisspeltName(_) | Fit::OtherMisspeltName(_) => Closeness::MisspeltName,
            Fit::Within => Closeness::Within,
            Fit::Misspelt(_) => Closeness::Misspelt,
            Fit::MisspeltBeginning(_) => Closeness::MisspeltBeginnings,
        }
    }
}

/// Keeps, of ranks in order, what may be meant: where something has all the words, nothing that lacks one; where something is spelt as
/// it is written, no other word, and no other beginning where any word is near; and of what lacks words, nothing misspelt beside what
/// is not.
pub(super) fn keep_near(ranks: &mut Vec<Rank>) {
    let Some(best) = ranks.first().copied() else {
        return;
    };
    ranks.retain(|rank| {
        let lacks = best.missing == 0 && rank.missing > 0;
        let strays = match rank.fit {
            Fit::MisspeltBeginning(_) => !matches!(best.fit, Fit::MisspeltBeginning(_)),
            Fit::Misspelt(_) => best.fit.is_spelt(),
            fit => best.missing > 0 && best.fit.is_spelt() && !fit.is_spelt(),
        };
        !lacks && !strays
    });
}
