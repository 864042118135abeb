//! The rules that keep figures true: which one is shown, when it is too old, how figures are put together.
//!
//! They are described for readers in `docs/rules.md`.

mod age;
mod before;
mod choice;
mod judge;
mod level;
mod since;
mod total;

pub use age::{LIMIT_YEARS, age, is_exempt, oldest_current_year, year_of};
pub use before::before;
pub(crate) use choice::is_part_or_sum;
pub use choice::{Ageing, Candidates, Standing, best_first, covers_part_or_sum, standing, standing_of};
pub(crate) use judge::Judges;
pub use level::{Level, level};
pub use since::since;
pub use total::{
    Asked, Covers, MeanRefusal, Part, Reach, Reckoning, Weighted, add, share, total, weighted_mean,
};
