//! Axes: from where to where, and which numbers stand on them. Every mark on an axis is an exact decimal.

use tidemark_vocab::Decimal;

/// Where an axis begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// At zero: lengths are compared.
    Zero,
    /// At zero where figures lie near it, otherwise near the least of them: places are compared.
    Near,
}

/// A mark on an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub at: f64,
    /// The number it stands for.
    pub number: Decimal,
}

/// How far apart numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal steps are equally far apart.
    Linear,
    /// Equal factors are equally far apart.
    Logarithmic,
}

/// An axis with its marks, which stand in order; the first and the last are its ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// How far apart numbers stand.
    pub scale: Scale,
    /// The marks.
    pub ticks: Vec<Tick>,
    low: f64,
    high: f64,
}

/// Numbers are drawn within these: beyond them a length means nothing.
const MOST: f64 = 1e24;

/// Figures are drawn by factors where the largest is so many times the least.
const FACTOR: f64 = 100.0;

/// The least an axis has of steps.
const STEPS: [i128; 3] = [1, 2, 5];

impl Axis {
    /// An axis of equal steps on which all of `least` to `most` lies, with about `wanted` marks. It ends at `cap` where nothing lies above
    /// that: no share is larger than 100 percent.
    #[must_use]
    pub fn linear((least, most): (f64, f64), start: Start, wanted: usize, cap: Option<f64>) -> Self {
        let (least, most) = sound(least, most);
        let span = most - least;
        // A single figure has nothing to be measured against but zero.
        let from_zero = start == Start::Zero || least <= span || least < 0.0 || span <= 0.0;
        let low = if from_zero { least.min(0.0) } else { least };
        let high = if from_zero { most.max(0.0) } else { most };
        let high = if high > low { high } else { low + 1.0 };
        let wide = (high - low) / f64::from(u32::try_from(wanted.max(1)).unwrap_or(4));
        // Whole numbers are not measured by fractions.
        let is_whole = least.fract() == 0.0 && most.fract() == 0.0;
        let (step, exponent) = step(if is_whole { wide.max(1.0) } else { wide });
        let size = size(step, exponent);
        let begin = (low / size).floor();
        let end = (high / size).ceil();
        let end = match cap {
            Some(cap) if most <= cap => end.min((cap / size).ceil()),
            _ => end,
        };
        Self::marked(begin, end, (step, exponent))
    }

    fn marked(begin: f64, end: f64, (step, exponent): (i128, i32)) -> Self {
        let marks = whole(begin)..=whole(end);
        let ticks = marks.filter_map(|at| tick(at * step, exponent));
        Self::of(Scale::Linear, ticks.collect())
    }

    /// The same, by factors of ten where the figures are so far apart that equal steps would press most of them together; all must be
    /// above zero for that.
    #[must_use]
    pub fn spread(figures: &[f64], start: Start, wanted: usize, cap: Option<f64>) -> Self {
        let least = figures.iter().copied().fold(f64::INFINITY, f64::min);
        let most = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if start == Start::Zero || least <= 0.0 || most / least < FACTOR || !most.is_finite() {
            return Self::linear((least, most), start, wanted, cap);
        }
        let (begin, end) = (libm::log10(least).floor(), libm::log10(most).ceil());
        let powers = whole(begin)..=whole(end);
        let ticks = powers.filter_map(|power| tick(1, i32::try_from(power).ok()?));
        Self::of(Scale::Logarithmic, ticks.collect())
    }

    fn of(scale: Scale, ticks: Vec<Tick>) -> Self {
        let low = ticks.first().map_or(0.0, |tick| tick.at);
        let high = ticks.last().map_or(1.0, |tick| tick.at);
        let high = if high > low { high } else { low + 1.0 };
        Self {
            scale,
            ticks,
            low,
            high,
        }
    }

    /// Where a number stands, from 0 at the beginning to 1 at the end; what lies outside stands at the nearest end.
    #[must_use]
    pub fn share(&self, number: f64) -> f64 {
        let share = match self.scale {
            Scale::Linear => (number - self.low) / (self.high - self.low),
            Scale::Logarithmic => {
                let number = number.max(self.low);
                libm::log10(number / self.low) / libm::log10(self.high / self.low)
            }
        };
        if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        }
    }

    /// The number at its beginning.
    #[must_use]
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The number at its end.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.high
    }

    /// Whether it begins at zero, or has it within.
    #[must_use]
    pub fn has_zero(&self) -> bool {
        self.scale == Scale::Linear && self.low <= 0.0
    }
}

fn sound(least: f64, most: f64) -> (f64, f64) {
    if least.is_finite() && most.is_finite() && least <= most {
        (least.max(-MOST), most.min(MOST))
    } else {
        (0.0, 1.0)
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that is not below a length.
fn step(length: f64) -> (i128, i32) {
    let exponent = libm::log10(length).floor();
    let power = i32::try_from(whole(exponent)).unwrap_or(0);
    let fits = |(step, power): &(i128, i32)| size(*step, *power) >= length * (1.0 - 1e-9);
    let here = STEPS.into_iter().map(|step| (step, power));
    here.chain([(1, power + 1)]).find(fits).unwrap_or((1, power + 1))
}

/// The same on every machine.
fn power_of_ten(exponent: i32) -> f64 {
    libm::pow(10.0, f64::from(exponent))
}

#[expect(clippy::cast_precision_loss, reason = "steps are 1, 2 or 5")]
fn size(step: i128, exponent: i32) -> f64 {
    step as f64 * power_of_ten(exponent)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "it was made whole, and casts saturate"
)]
fn whole(number: f64) -> i128 {
    number.round() as i128
}

/// A mark for `digits` times ten to the power of `exponent`.
#[expect(clippy::cast_precision_loss, reason = "where a mark stands, not what it says")]
fn tick(digits: i128, exponent: i32) -> Option<Tick> {
    let number = if exponent >= 0 {
        let power = 10_i128.checked_pow(exponent.unsigned_abs())?;
        Decimal::from_parts(digits.checked_mul(power)?, 0).ok()?
    } else {
        Decimal::from_parts(digits, exponent.unsigned_abs()).ok()?
    };
    Some(Tick {
        at: digits as f64 * power_of_ten(exponent),
        number,
    })
}

/// Years that stand on an axis of time: at most `most`, equally far apart, round where they can be.
#[must_use]
pub fn years(first: i16, last: i16, most: usize) -> Vec<i16> {
    let span = i32::from(last) - i32::from(first);
    let fits = |step: &i32| usize::try_from(span / step + 1).is_ok_and(|count| count <= most.max(2));
    let step = [1, 2, 5, 10, 20, 50, 100].into_iter().find(fits).unwrap_or(200);
    let begin = i32::from(first);
    let offset = begin.rem_euclid(step);
    let start = if offset == 0 { begin } else { begin + step - offset };
    let steps = (start..=i32::from(last)).step_by(usize::try_from(step).unwrap_or(1));
    let marks: Vec<i16> = steps.filter_map(|year| i16::try_from(year).ok()).collect();
    if marks.is_empty() { vec![first] } else { marks }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels(axis: &Axis) -> Vec<String> {
        axis.ticks.iter().map(|tick| tick.number.to_string()).collect()
    }

    #[test]
    fn marks_are_round_numbers() {
        let axis = Axis::linear((3.2, 47.0), Start::Zero, 5, None);
        assert_eq!(labels(&axis), ["0", "10", "20", "30", "40", "50"]);
        let axis = Axis::linear((0.0, 0.7), Start::Zero, 4, None);
        assert_eq!(labels(&axis), ["0.0", "0.2", "0.4", "0.6", "0.8"]);
        let axis = Axis::linear((0.0, 2_400_000.0), Start::Zero, 4, None);
        assert_eq!(labels(&axis), ["0", "1000000", "2000000", "3000000"]);
    }

    #[test]
    fn shares_end_at_a_hundred() {
        let axis = Axis::linear((12.0, 97.0), Start::Zero, 3, Some(100.0));
        assert_eq!(labels(&axis), ["0", "50", "100"]);
    }

    #[test]
    fn places_may_begin_near_the_least_and_lengths_never() {
        let near = Axis::linear((1994.0, 2006.0), Start::Near, 4, None);
        assert_eq!(labels(&near), ["1990", "1995", "2000", "2005", "2010"]);
        assert_eq!(
            Axis::linear((1994.0, 2006.0), Start::Zero, 4, None)
                .low()
                .to_bits(),
            0
        );
    }

    #[test]
    fn a_single_figure_is_measured_against_zero() {
        let axis = Axis::linear((18_500.0, 18_500.0), Start::Near, 4, None);
        assert_eq!(labels(&axis), ["0", "5000", "10000", "15000", "20000"]);
    }

    #[test]
    fn far_apart_figures_stand_by_factors() {
        let axis = Axis::spread(&[150.0, 2_000.0, 1_500_000.0], Start::Near, 5, None);
        assert_eq!(
            labels(&axis),
            ["100", "1000", "10000", "100000", "1000000", "10000000"]
        );
        assert_eq!(axis.scale, Scale::Logarithmic);
        let with_zero = Axis::spread(&[0.0, 1_500_000.0], Start::Near, 5, None);
        assert_eq!(with_zero.scale, Scale::Linear);
    }

    #[test]
    fn years_are_round_where_they_can_be() {
        assert_eq!(years(2010, 2013, 8), [2010, 2011, 2012, 2013]);
        assert_eq!(years(1991, 2024, 8), [1995, 2000, 2005, 2010, 2015, 2020]);
        assert_eq!(years(2011, 2011, 8), [2011]);
    }

    proptest! {
        #[test]
        fn every_figure_stands_on_its_axis(
            figures in prop::collection::vec(-1e12_f64..1e12, 1..9),
            wanted in 1_usize..9,
            zero in any::<bool>(),
        ) {
            let start = if zero { Start::Zero } else { Start::Near };
            let axis = Axis::spread(&figures, start, wanted, None);
            prop_assert!(axis.ticks.len() >= 2 && axis.ticks.len() <= wanted.max(24) + 3);
            for figure in &figures {
                prop_assert!(*figure >= axis.low() - 1e-6 * figure.abs() && *figure <= axis.high() + 1e-6 * figure.abs());
                prop_assert!((0.0..=1.0).contains(&axis.share(*figure)));
            }
            for pair in axis.ticks.windows(2) {
                prop_assert!(pair[0].at < pair[1].at && pair[0].number < pair[1].number);
            }
            prop_assert!(!zero || (axis.low() <= 0.0 && axis.high() >= 0.0));
        }

        #[test]
        fn larger_figures_stand_further_on(a in 0.001_f64..1e9, b in 0.001_f64..1e9) {
            let axis = Axis::spread(&[a, b], Start::Near, 5, None);
            prop_assert!(a > b || axis.share(a) <= axis.share(b));
        }

        #[test]
        fn years_stay_within(first in 1900_i16..2020, span in 0_i16..120, most in 2_usize..12) {
            let marks = years(first, first + span, most);
            prop_assert!(marks.len() <= most.max(2) && !marks.is_empty());
            prop_assert!(marks.iter().all(|year| (first..=first + span).contains(year)));
        }
    }
}
