//! Totals: the figure or the reason why there is none, what it covers, what is published beside it, and its working.

use tidemark_vocab::{AreaId, Decimal, IndicatorCode, LevelCode, Message, RoundId, closed_list};

use super::model::NoteRef;
use crate::finding::{Quantity, Status};
use crate::observation::Observation;

/// What a total is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Places to cover: those of the group or selection in which the question arises.
    pub places: usize,
    /// Places of the group or selection in which the question does not arise; they are not among those to cover.
    pub not_applicable: usize,
    /// Places with a record that may stand for today, *not known* included.
    pub with_record: usize,
    /// Places whose figure went into the total.
    pub counted: usize,
    /// Places whose last record is too old.
    pub old: usize,
    /// Places where a source says that it is not known.
    pub not_known: usize,
    /// Places where it is known and withheld.
    pub confidential: usize,
    /// Places whose figure was withdrawn.
    pub withdrawn: usize,
    /// Places without the figure that weights, where the rule has one.
    pub no_weight: usize,
    /// Places that are to be covered and are not among the rows.
    pub not_among_rows: usize,
    /// Places whose record is questioned.
    pub questioned: usize,
}

/// From when figures are. Years and rounds are never mixed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// First and last year of the figures whose reference period is known.
    pub years: Option<(i16, i16)>,
    /// The rounds of the figures that are only dated by one, in order.
    pub rounds: Vec<RoundId>,
}

/// What is answered of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// A level of the indicator's scale.
    Level(LevelCode),
}

/// How many places give an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerCount {
    /// The answer.
    pub answer: Answer,
    /// How many places give it.
    pub places: usize,
}

/// How many cells have a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusCount {
    /// The status.
    pub status: Status,
    /// How many places have it.
    pub places: usize,
}

/// A weighted mean with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mean {
    /// The mean.
    pub quantity: Quantity,
    /// The indicator by which figures are weighted.
    pub weight: IndicatorCode,
    /// The least that the counted places hold of the known weight, in percent, rounded down; `None` where every place is counted.
    pub share: Option<Decimal>,
    /// From when the weights are.
    pub weights: Span,
}

/// The figure of a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TotalFigure {
    /// A sum; a minimum where places are missing or a part is a minimum.
    Sum(Quantity),
    /// A weighted mean.
    Mean(Mean),
    /// Places by their answer, where the set is complete.
    Count(Vec<AnswerCount>),
    /// It cannot honestly be made; the message says why.
    Refused(Message),
}

closed_list!(
    /// What a place is to a total.
    Contribution, "what a place is to a total",
    "counted, on_record, no_weight, old, not_known, confidential, withdrawn, no_record, on_demand, not_among_rows, part_of_whole, not_applicable or not_asked", {
        /// Its figure went into the total.
        Counted = "counted",
        /// It has a figure that may stand for today, which did not go into a total.
        OnRecord = "on_record",
        /// It has a figure, and nothing to weight it by.
        NoWeight = "no_weight",
        /// Its last record is too old.
        Old = "old",
        /// A source says that it is not known.
        NotKnown = "not_known",
        /// It is known and withheld.
        Confidential = "confidential",
        /// Its figure was withdrawn.
        Withdrawn = "withdrawn",
        /// Nobody has told us.
        NoRecord = "no_record",
        /// Its figures are of reporters that are shown on demand only.
        OnDemand = "on_demand",
        /// It is to be covered, and is not among the rows.
        NotAmongRows = "not_among_rows",
        /// It lies within a place that stands in the total itself.
        PartOfWhole = "part_of_whole",
        /// A source says that the question does not arise there.
        NotApplicable = "not_applicable",
        /// What the question is about is cited as not there.
        NotAsked = "not_asked",
    }
);

/// A place in the working of a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingLine {
    /// The place.
    pub area: AreaId,
    /// What it is to the total.
    pub contribution: Contribution,
    /// Its figure; with [`Contribution::Old`], what was last known.
    pub figure: Option<Observation>,
    /// Its weight, where the rule has one.
    pub weight: Option<Observation>,
    /// The table's number of the figure's source, where the table lists it.
    pub source: Option<usize>,
    /// The table's number of the weight's source, where the table lists it.
    pub weight_source: Option<usize>,
}

/// A total under a column: ours with what it covers, and the published figure beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Our figure, or why there is none.
    pub figure: TotalFigure,
    /// What it covers.
    pub coverage: Coverage,
    /// Places among the rows by the status of their cell; old records are *no record*.
    pub statuses: Vec<StatusCount>,
    /// Places by the answer of their recent record; not a count of the world's places.
    pub tally: Option<Vec<AnswerCount>>,
    /// From when the figures in it are.
    pub span: Span,
    /// What became of each place, in the order asked; empty where the indicator has no rule.
    pub working: Vec<WorkingLine>,
    /// What reporters published for the same area (the world or the region), split and period, best first.
    pub published: Vec<Observation>,
    /// One figure of every source that went in and does not stand in the table.
    pub parts: Vec<Observation>,
    /// The table's notes on the published figures.
    pub notes: Vec<NoteRef>,
    /// The table's numbers of the sources: of the published figures first, then of the parts, none twice.
    pub sources: Vec<usize>,
}

impl Total {
    /// The status under which the total is published.
    #[must_use]
    pub fn status(&self) -> Status {
        match self.figure {
            TotalFigure::Sum(_) | TotalFigure::Mean(_) | TotalFigure::Count(_) => Status::Value,
            TotalFigure::Refused(_) => Status::NotAggregable,
        }
    }
}
