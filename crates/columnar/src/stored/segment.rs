//! A segment as bytes. What its rows stand in order by is not written: it is known from the catalogue.

use std::sync::Arc;

use tidemark_evidence::{Bound, Catalogue};
use tidemark_vocab::{LevelCode, Period, Reference, RoundId};

use super::input::Input;
use super::output::Output;
use super::sound::is_sound;
use crate::figures::{Figures, Form, Ranges, What};
use crate::locators::{Locators, Pattern};
use crate::rows::Row;
use crate::segment::{Arrangement, Columns, Groups, Segment, Witness};

pub(super) fn write(segment: &Segment) -> Vec<u8> {
    let mut output = Output::default();
    output.text(segment.indicator.as_str());
    output.text(&segment.digest);
    output.raw(&segment.arrangement);
    output.texts(segment.areas.iter().map(ToString::to_string));
    output.texts(segment.splits.iter().map(ToString::to_string));
    output.length(segment.periods.len());
    for period in &segment.periods {
        output.texts(period.reference().map(ToString::to_string).into_iter());
        output.texts(period.round().map(ToString::to_string).into_iter());
    }
    output.length(segment.witnesses.len());
    for witness in &segment.witnesses {
        output.text(witness.reporter.as_str());
        output.text(witness.source.as_str());
    }
    output.texts(segment.texts.iter());
    output.words(&segment.groups.of_area);
    output.codes(&segment.groups.split);
    output.words(&segment.groups.starts);
    let columns = &segment.columns;
    output.list(&columns.rows, Row::to_bytes);
    write_figures(&columns.figures, &mut output);
    output.length(columns.locators.patterns.len());
    for pattern in &columns.locators.patterns {
        output.text(&pattern.before);
        output.text(&pattern.after);
    }
    output.codes(&columns.locators.pattern);
    output.words(&columns.locators.number);
    output.sparse(&columns.notes);
    output.sparse(&columns.doubts);
    output.finish()
}

/// The segment of these bytes, where its parts fit together and its rows were arranged by the same rules.
pub(super) fn read(bytes: &[u8], catalogue: &Catalogue) -> Option<Segment> {
    let mut input = Input::of(bytes);
    let indicator = input.parsed()?;
    let digest = input.text()?.to_owned();
    let written = input.raw::<32>()?;
    let areas = input.each(Input::parsed)?;
    let splits = input.each(Input::parsed)?;
    let periods = input.each(period)?;
    let witness = |input: &mut Input<'_>| {
        let (reporter, source) = (input.parsed()?, input.parsed()?);
        Some(Witness::of(&reporter, &source, catalogue))
    };
    let witnesses = input.each(witness)?;
    let arrangement = Arrangement::new(&indicator, &periods, &witnesses, catalogue).ok()?;
    if arrangement.digest() != written {
        return None;
    }
    let texts = input.each(shared)?;
    let groups = Groups {
        of_area: input.words()?,
        split: input.codes()?,
        starts: input.words()?,
    };
    let rows = input.list(Row::from_bytes)?;
    let figures = figures(&mut input)?;
    let pattern = |input: &mut Input<'_>| {
        Some(Pattern {
            before: shared(input)?,
            after: shared(input)?,
        })
    };
    let columns = Columns {
        rows,
        figures,
        locators: Locators {
            patterns: input.each(pattern)?,
            pattern: input.codes()?,
            number: input.words()?,
        },
        notes: input.sparse()?,
        doubts: input.sparse()?,
    };
    input.end()?;
    let segment = Segment {
        indicator,
        digest,
        arrangement: written,
        areas,
        splits,
        periods,
        witnesses,
        standings: arrangement.standings(),
        texts,
        groups,
        columns,
    };
    is_sound(&segment).then_some(segment)
}

fn shared(input: &mut Input<'_>) -> Option<Arc<str>> {
    input.text().map(Arc::from)
}

fn period(input: &mut Input<'_>) -> Option<Period> {
    let reference: Vec<Reference> = input.each(Input::parsed)?;
    let round: Vec<RoundId> = input.each(Input::parsed)?;
    Period::new(reference.into_iter().next(), round.into_iter().next()).ok()
}

fn write_figures(figures: &Figures, output: &mut Output) {
    output.length(figures.forms.len());
    for form in &figures.forms {
        output.raw(&form_bytes(*form));
    }
    output.list(&figures.wide, i128::to_le_bytes);
    output.words(&figures.ranges.rows);
    output.numbers(&figures.ranges.low);
    output.numbers(&figures.ranges.high);
    output.length(figures.levels.len());
    for levels in &figures.levels {
        output.texts(levels.iter().map(LevelCode::as_str));
    }
    output.texts(figures.texts.iter());
}

fn figures(input: &mut Input<'_>) -> Option<Figures> {
    let forms = input.each(|input| form(input.raw()?))?;
    Some(Figures {
        forms,
        wide: input.list(i128::from_le_bytes)?,
        ranges: Ranges {
            rows: input.words()?,
            low: input.numbers()?,
            high: input.numbers()?,
        },
        levels: input.each(|input| input.each(Input::parsed))?,
        texts: input.each(shared)?,
    })
}

/// What was found that is no quantity, each by its number.
const PLAIN: [What; 9] = [
    What::Yes,
    What::No,
    What::NotKnown,
    What::NotApplicable,
    What::Confidential,
    What::Withdrawn,
    What::Level,
    What::Codes,
    What::Text,
];

/// The number of a quantity.
const QUANTITY: u8 = 9;

/// In place of a number of decimals.
const NONE: u8 = u8::MAX;

/// What; in doubt, and its digits elsewhere; of a quantity its bound, and the decimals of value, low and high.
fn form_bytes(form: Form) -> [u8; 7] {
    let marks = [u8::from(form.is_questioned), u8::from(form.is_wide)];
    let (what, [bound, value, low, high]) = match form.what {
        What::Quantity { bound, value, range } => {
            let (low, high) = range.unwrap_or((NONE, NONE));
            let bound = Bound::ALL.iter().position(|known| *known == bound);
            let bound = bound.and_then(|at| u8::try_from(at).ok()).unwrap_or(NONE);
            (QUANTITY, [bound, value.unwrap_or(NONE), low, high])
        }
        plain => {
            let at = PLAIN.iter().position(|known| *known == plain);
            (at.and_then(|at| u8::try_from(at).ok()).unwrap_or(NONE), [NONE; 4])
        }
    };
    [what, marks[0], marks[1], bound, value, low, high]
}

fn form([what, is_questioned, is_wide, bound, value, low, high]: [u8; 7]) -> Option<Form> {
    let decimals = |number: u8| (number != NONE).then_some(number);
    let what = if what == QUANTITY {
        What::Quantity {
            bound: *Bound::ALL.get(usize::from(bound))?,
            value: decimals(value),
            range: decimals(low).zip(decimals(high)),
        }
    } else {
        *PLAIN.get(usize::from(what))?
    };
    Some(Form {
        what,
        is_questioned: is_questioned == 1,
        is_wide: is_wide == 1,
    })
}
