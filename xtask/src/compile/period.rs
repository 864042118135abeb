//! How a source dates its figures.

use tidemark_vocab::{Period, PeriodError, Reference, RoundId};

/// What a fact's `year` means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Dating {
    /// The round's year: what the figure is about is not known.
    Round,
    /// The calendar year the figure is about.
    Calendar,
    /// The year in which a financial year from July to June begins.
    FiscalJuly,
    /// Nothing: every figure is about this period.
    Literal(Reference),
    /// The source has no observations.
    None,
}

impl Dating {
    /// Reads the column `dating`.
    pub(super) fn parse(text: &str) -> Result<Self, PeriodError> {
        Ok(match text {
            "round" => Self::Round,
            "calendar" => Self::Calendar,
            "fiscal_july" => Self::FiscalJuly,
            "none" => Self::None,
            literal => Self::Literal(literal.parse()?),
        })
    }

    /// The period of a fact of a year, in a round written as a pattern (`HRI/{year}`; empty for none).
    pub(super) fn period(&self, year: i16, round: &str) -> Result<Period, PeriodError> {
        let reference = match self {
            Self::Round | Self::None => None,
            Self::Calendar => Some(Reference::calendar_year(year)),
            Self::FiscalJuly => Some(format!("{year}-07..{}-06 fiscal", year + 1).parse()?),
            Self::Literal(reference) => Some(*reference),
        };
        Period::new(reference, parse_round(round, year)?)
    }
}

/// A round from its pattern; an empty one is no round.
pub(super) fn parse_round(pattern: &str, year: i16) -> Result<Option<RoundId>, PeriodError> {
    if pattern.is_empty() {
        return Ok(None);
    }
    Ok(Some(pattern.replace("{year}", &year.to_string()).parse()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dated(dating: &str, round: &str) -> (String, String) {
        let period = Dating::parse(dating).unwrap().period(2020, round).unwrap();
        let show = |text: Option<String>| text.unwrap_or_default();
        (
            show(period.reference().map(ToString::to_string)),
            show(period.round().map(ToString::to_string)),
        )
    }

    #[test]
    fn a_year_has_three_meanings() {
        assert_eq!(dated("round", "HRI/{year}"), (String::new(), "HRI/2020".into()));
        assert_eq!(dated("calendar", ""), ("2020".into(), String::new()));
        assert_eq!(
            dated("calendar", "UNAIDS/2019"),
            ("2020".into(), "UNAIDS/2019".into())
        );
        assert_eq!(
            dated("fiscal_july", ""),
            ("2020-07..2021-06 fiscal".into(), String::new())
        );
        assert_eq!(
            dated("2012..2021 cumulative", ""),
            ("2012..2021 cumulative".into(), String::new())
        );
    }

    #[test]
    fn a_round_dated_figure_needs_its_round() {
        assert!(Dating::parse("round").unwrap().period(2020, "").is_err());
        assert!(Dating::parse("sometimes").is_err());
    }
}
