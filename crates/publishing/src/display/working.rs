//! The working of a total: which figures went in, which places were left out, and why.

use tidemark_evidence::Observation;
use tidemark_evidence::table::{Contribution, Total, WorkingLine};

use super::Words;
use super::figure::{finding_text, finding_words};
use super::period::period_label;

/// How a total came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingView {
    /// The figures that went in, in the order asked.
    pub counted: Vec<SummandView>,
    /// The places that were left out, by the reason.
    pub left_out: Vec<LeftOutView>,
    /// How many places both lists name.
    pub places: usize,
}

/// A place whose figure went in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummandView {
    /// Its name.
    pub place: String,
    /// Its figure.
    pub figure: WorkingFigureView,
    /// What its figure was weighted by.
    pub weight: Option<WorkingFigureView>,
}

/// A figure as it went in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingFigureView {
    /// For the eye, with its bound and range.
    pub text: String,
    /// For the ear.
    pub words: String,
    /// When.
    pub period: String,
    /// The number of its source, where the table lists it.
    pub source: Option<usize>,
    /// Why it is doubtful.
    pub questioned: Option<String>,
}

/// Places that were left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutView {
    /// Why: "too old".
    pub reason: String,
    /// Their names, with what was last known where that is too old.
    pub places: String,
}

pub(super) fn working_view(total: &Total, words: &Words<'_>) -> WorkingView {
    let counted = total.working.iter().filter_map(|line| summand(line, words));
    let reasons = Contribution::ALL
        .into_iter()
        .filter(|reason| *reason != Contribution::Counted);
    WorkingView {
        counted: counted.collect(),
        left_out: reasons
            .filter_map(|reason| left_out(total, reason, words))
            .collect(),
        places: total.working.len(),
    }
}

fn summand(line: &WorkingLine, words: &Words<'_>) -> Option<SummandView> {
    if line.contribution != Contribution::Counted {
        return None;
    }
    let weight = line.weight.as_ref();
    Some(SummandView {
        place: words.area(&line.area),
        figure: figure(line.figure.as_ref()?, line.source, words),
        weight: weight.map(|weight| figure(weight, line.weight_source, words)),
    })
}

fn figure(observation: &Observation, source: Option<usize>, words: &Words<'_>) -> WorkingFigureView {
    let (finding, key) = (&observation.finding, &observation.key);
    WorkingFigureView {
        text: finding_text(finding, &key.indicator, words),
        words: finding_words(finding, &key.indicator, words),
        period: period_label(&key.period, words),
        source,
        questioned: observation.questioned.as_deref().map(str::to_owned),
    }
}

fn left_out(total: &Total, reason: Contribution, words: &Words<'_>) -> Option<LeftOutView> {
    let lines = total.working.iter().filter(|line| line.contribution == reason);
    let places: Vec<String> = lines.map(|line| left_out_place(line, words)).collect();
    (!places.is_empty()).then(|| LeftOutView {
        reason: words.messages.contribution(reason),
        places: words.list(&places),
    })
}

/// A place with the figure that did not go in, where it has one.
fn left_out_place(line: &WorkingLine, words: &Words<'_>) -> String {
    let place = words.area(&line.area);
    let says_all = matches!(
        line.contribution,
        Contribution::NotKnown | Contribution::Confidential | Contribution::NotApplicable
    );
    match line.figure.as_ref().filter(|_| !says_all) {
        None => place,
        Some(figure) => {
            let text = finding_words(&figure.finding, &figure.key.indicator, words);
            let period = period_label(&figure.key.period, words);
            words.messages.with(
                "working-left-out",
                &[("place", &place), ("figure", &text), ("period", &period)],
            )
        }
    }
}
