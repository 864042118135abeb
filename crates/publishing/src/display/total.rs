//! Totals: ours with what it covers, or why there is none, and the published figure beside it.

use tidemark_evidence::table::{NoteRef, Total, TotalFigure};
use tidemark_evidence::{Observation, Status};
use tidemark_vocab::IndicatorCode;

use super::Words;
use super::answers::{count_text, tally_text};
use super::cell::FigureKind;
use super::coverage::{coverage_text, dates_text};
use super::figure::{finding_text, finding_words, quantity_text, quantity_words};
use super::heading::{ReporterView, reporter_view};
use super::number::{Grouping, PlainNumber};
use super::period::period_label;
use super::working::{WorkingView, working_view};

/// A total for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalView<'t> {
    /// `value`, or `not_aggregable` where there is no honest total.
    pub status: Status,
    /// What sort of text stands in it.
    pub kind: FigureKind,
    /// For the eye: `≥ 237`, "no total".
    pub text: String,
    /// For the ear: "at least 237", "not aggregable".
    pub words: String,
    /// The number, where the total is that and nothing more.
    pub(crate) number: Option<PlainNumber>,
    /// What it covers: "from 12 of 20 places (3 too old, 2 not known)".
    pub coverage: String,
    /// From when the figures in it are: "2018", "2014 to 2020", "HRI 2020".
    pub years: Option<String>,
    /// Why there is no total.
    pub reason: Option<String>,
    /// How many places give which answer, where that is not a count.
    pub tally: Option<String>,
    /// How it came about.
    pub working: WorkingView,
    /// What was published for the same area, newest first.
    pub published: Vec<PublishedView<'t>>,
    /// Numbers of the notes on the published figures.
    pub notes: &'t [NoteRef],
    /// Numbers of the sources: of the published figures, and of what was added up elsewhere than in the table.
    pub sources: &'t [usize],
}

/// A published figure for the same area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedView<'t> {
    /// For the eye.
    pub text: String,
    /// For the ear.
    pub words: String,
    /// When.
    pub period: String,
    /// Who says so.
    pub reporter: ReporterView<'t>,
    /// Why the figure is doubtful.
    pub questioned: Option<String>,
    /// The whole: "published: 93 (HRI 2024)".
    pub line: String,
}

pub(super) fn total_view<'t>(
    total: &'t Total,
    indicator: Option<&IndicatorCode>,
    words: &Words<'t>,
) -> TotalView<'t> {
    let status = total.status();
    let number = |quantity| {
        (
            FigureKind::Number,
            quantity_text(quantity, indicator, words),
            quantity_words(quantity, indicator, words),
            None,
        )
    };
    let (kind, text, spoken, reason) = match &total.figure {
        TotalFigure::Sum(quantity) => number(quantity),
        TotalFigure::Mean(mean) => number(&mean.quantity),
        TotalFigure::Count(answers) => {
            let text = count_text(answers, total.coverage.places, indicator, words);
            (FigureKind::Words, text.clone(), text, None)
        }
        TotalFigure::Refused(reason) => (
            FigureKind::Sign,
            words.messages.symbol(status),
            words.messages.status(status),
            Some(words.messages.text(reason)),
        ),
    };
    let exact = match &total.figure {
        TotalFigure::Sum(quantity) => Some(quantity),
        TotalFigure::Mean(mean) => Some(&mean.quantity),
        TotalFigure::Count(_) | TotalFigure::Refused(_) => None,
    };
    TotalView {
        status,
        kind,
        text,
        words: spoken,
        number: exact.and_then(|quantity| PlainNumber::of(quantity, Grouping::of(indicator, words))),
        coverage: coverage_text(total, words),
        years: dates_text(total, words),
        tally: tally_text(total, indicator, words),
        working: working_view(total, words),
        reason,
        published: total
            .published
            .iter()
            .map(|observation| published_view(observation, words))
            .collect(),
        notes: &total.notes,
        sources: &total.sources,
    }
}

fn published_view<'t>(observation: &'t Observation, words: &Words<'t>) -> PublishedView<'t> {
    let key = &observation.key;
    let text = finding_text(&observation.finding, &key.indicator, words);
    let period = period_label(&key.period, words);
    let reporter = reporter_view(&key.reporter, words);
    // A round names its reporter already.
    let by_its_round = key.period.is_round_dated()
        && key
            .period
            .round()
            .is_some_and(|round| round.reporter == key.reporter);
    let when = if by_its_round {
        period.clone()
    } else {
        words.messages.with(
            "reporter-period",
            &[("reporter", reporter.short), ("period", &period)],
        )
    };
    let message = if key.area.is_world() {
        "total-published-world"
    } else {
        "total-published"
    };
    PublishedView {
        line: words
            .messages
            .with(message, &[("figure", &text), ("when", &when)]),
        words: finding_words(&observation.finding, &key.indicator, words),
        text,
        period,
        reporter,
        questioned: observation.questioned.as_deref().map(str::to_owned),
    }
}

/// A total in one line, for files.
pub(crate) fn total_line(total: &Total, indicator: Option<&IndicatorCode>, words: &Words<'_>) -> String {
    total_view(total, indicator, words).line(words)
}

impl TotalView<'_> {
    /// The total in one line: "≥ 237 from 12 of 20 places, 2018; published: 250 (HRI 2020)".
    #[must_use]
    pub fn line(&self, words: &Words<'_>) -> String {
        let dated = self.dated(words);
        let parts = match &self.reason {
            Some(reason) => {
                let first = words.messages.with(
                    "total-refused",
                    &[("figure", &self.text), ("reason", reason.trim_end_matches('.'))],
                );
                vec![first, dated]
            }
            None => vec![
                words
                    .messages
                    .with("total-covered", &[("figure", &self.text), ("coverage", &dated)]),
            ],
        };
        parts
            .into_iter()
            .chain(self.besides(words))
            .reduce(|before, after| {
                words
                    .messages
                    .with("total-and", &[("before", &before), ("after", &after)])
            })
            .unwrap_or_default()
    }

    /// The same without the figure, in its parts: why there is none, what it covers and when, what places answer, what was published.
    #[must_use]
    pub fn asides(&self, words: &Words<'_>) -> Vec<String> {
        let reason = self.reason.clone();
        let dated = std::iter::once(self.dated(words));
        reason
            .into_iter()
            .chain(dated)
            .chain(self.besides(words))
            .collect()
    }

    /// What it covers, and from when its figures are.
    fn dated(&self, words: &Words<'_>) -> String {
        match &self.years {
            Some(span) => words
                .messages
                .with("total-dated", &[("coverage", &self.coverage), ("span", span)]),
            None => self.coverage.clone(),
        }
    }

    /// What places answer, and what was published.
    fn besides(&self, words: &Words<'_>) -> Vec<String> {
        let doubt = words.messages.bare("mark-questioned");
        let published = self.published.iter().map(|published| match published.questioned {
            Some(_) => format!("{}{doubt}", published.line),
            None => published.line.clone(),
        });
        self.tally.clone().into_iter().chain(published).collect()
    }
}
