//! Units: a square for each place, by its answer. It is a list that can be seen; it is a count only where places can be counted.

use tidemark_evidence::table::{Answer, Total, TotalFigure};
use tidemark_vocab::Message;

use super::at_most;
use crate::picture::chart::kind::Refusal;
use crate::picture::chart::point::{Answered, Drawn, Lack, Point};
use crate::picture::chart::series::{Head, Measure, Reading};

/// Columns that stand beneath one another.
const COLUMNS: usize = 6;
/// Squares of a column.
const PLACES: usize = 300;

/// What the squares of a group have in common. The order is that of the chart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// An answer.
    Answer(Answered),
    /// No answer, for this reason.
    Lack(Lack),
}

/// Places with the same answer.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitGroup<'r> {
    /// What they have in common.
    pub held: Held,
    /// Their answer in words.
    pub words: String,
    /// How many places give it, where places can be counted.
    pub count: Option<usize>,
    /// The places: name, code, figure.
    pub places: Vec<(&'r str, &'r str, &'r Point<'r>)>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitBlock<'r> {
    /// Its name.
    pub name: &'r str,
    /// Its groups.
    pub groups: Vec<UnitGroup<'r>>,
    /// Why this is a list and no count.
    pub no_count: Option<Message>,
}

/// What a chart of units shows.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitPlan<'r> {
    /// The columns.
    pub blocks: Vec<UnitBlock<'r>>,
}

impl<'r> UnitPlan<'r> {
    pub(super) fn of(reading: &'r Reading<'r>) -> Result<Self, Refusal> {
        let answers = |measure: &Measure| matches!(measure, Measure::Availability | Measure::Level);
        if !reading.measures().iter().all(answers) {
            return Err(Refusal::NoAnswers);
        }
        at_most(reading.heads.len(), COLUMNS)?;
        at_most(reading.series.len(), PLACES)?;
        if !reading
            .points()
            .any(|point| matches!(point.drawn, Drawn::Answer(_)))
        {
            return Err(Refusal::NothingToDraw);
        }
        let heads = reading.heads.iter().enumerate();
        Ok(Self {
            blocks: heads.map(|(at, head)| block(at, head, reading)).collect(),
        })
    }
}

fn block<'r>(at: usize, head: &'r Head<'r>, reading: &'r Reading<'r>) -> UnitBlock<'r> {
    let mut groups: Vec<UnitGroup<'r>> = Vec::new();
    for series in &reading.series {
        let Some(point) = series.points.get(at) else {
            continue;
        };
        let Some(answer) = held(point) else { continue };
        let place = (series.name.as_str(), series.code.as_str(), point);
        match groups.iter_mut().find(|group| group.held == answer) {
            Some(group) => group.places.push(place),
            None => groups.push(UnitGroup {
                words: words(&answer, point, reading),
                count: None,
                places: vec![place],
                held: answer,
            }),
        }
    }
    groups.sort_by(|a, b| a.held.cmp(&b.held));
    for group in &mut groups {
        group.count = head.total.and_then(|total| count(total, &group.held));
    }
    UnitBlock {
        name: &head.name,
        no_count: head.total.and_then(|total| match &total.figure {
            TotalFigure::Refused(reason) => Some(reason.clone()),
            _ => None,
        }),
        groups,
    }
}

/// What a place answers; nothing of a region whose places are counted.
fn held(point: &Point<'_>) -> Option<Held> {
    match &point.drawn {
        Drawn::Answer(answered) => Some(Held::Answer(answered.clone())),
        Drawn::Nothing(lack) => Some(Held::Lack(*lack)),
        Drawn::Number(_) | Drawn::Words => None,
    }
}

/// What a group is called: an answer or a status by its own words; figures that are too old by what they have in common.
fn words(held: &Held, point: &Point<'_>, reading: &Reading<'_>) -> String {
    let messages = reading.words.messages;
    match held {
        Held::Answer(Answered::Yes) => messages.status(tidemark_evidence::Status::Yes),
        Held::Answer(Answered::No) => messages.status(tidemark_evidence::Status::No),
        Held::Answer(Answered::Level(_, level)) => reading.words.level(point.subject.indicator, level),
        Held::Lack(Lack::Status(status)) => messages.status(*status),
        Held::Lack(Lack::Old) => messages.get("chart-too-old"),
        Held::Lack(Lack::OnDemand) => messages.get("chart-on-demand"),
    }
}

/// How many places give an answer, where they can be counted.
fn count(total: &Total, held: &Held) -> Option<usize> {
    let TotalFigure::Count(answers) = &total.figure else {
        return None;
    };
    let gives = |answer: &Answer| match (answer, held) {
        (Answer::Yes, Held::Answer(Answered::Yes)) | (Answer::No, Held::Answer(Answered::No)) => true,
        (Answer::Level(level), Held::Answer(Answered::Level(_, other))) => level == other,
        _ => false,
    };
    answers
        .iter()
        .find(|count| gives(&count.answer))
        .map(|count| count.places)
}
