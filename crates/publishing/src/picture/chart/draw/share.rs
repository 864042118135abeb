//! Parts of wholes, stacked to bars of one length.

use super::canvas::{Canvas, End, Style, WORDS, along};
use super::keys::{Sign, flow};
use super::rows::{Rows, linked};
use crate::picture::chart::plan::{ShareBar, SharePlan};
use crate::picture::chart::series::Reading;
use crate::picture::{ClassKey, Ink, Mark, Px, Stroke, Weight};

/// How thick a bar is.
const BAR: Px = Px::whole(19);

pub(super) fn draw(plan: &SharePlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let entry = |(at, name): (usize, &String)| {
        let sign = move |(x, y): (Px, Px), canvas: &Canvas<'_>| {
            let side = Px::whole(12);
            let mark = canvas.bar((x - side.half(), y - side.half()), (side, side));
            painted(mark, at).explaining(class(at))
        };
        (name.clone(), Box::new(sign) as Sign)
    };
    flow(plan.names.iter().enumerate().map(entry).collect(), canvas);
    canvas.skip(Px::whole(6));
    let at_end = plan
        .bars
        .iter()
        .map(|bar| Style::QUIET.width(&bar.whole))
        .max()
        .unwrap_or_default();
    let rows = Rows::new(
        plan.bars.iter().map(|bar| bar.name.as_str()),
        (Px::ZERO, at_end),
        canvas,
    );
    for bar in &plan.bars {
        whole(bar, &rows, reading, canvas);
    }
}

fn class(part: usize) -> ClassKey {
    ClassKey(format!("part{part}"))
}

fn category(part: usize) -> u8 {
    u8::try_from(part % 8 + 1).unwrap_or(1)
}

fn painted(mark: Mark, part: usize) -> Mark {
    mark.filled(Ink::Category(category(part)))
        .stroked(Stroke::new(Ink::Paper, Px::whole(1)))
}

fn whole(bar: &ShareBar<'_>, rows: &Rows, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let narrow = canvas.looks.is_narrow();
    let end = (bar.whole.as_str(), Style::QUIET);
    let (mut marks, middle) = rows.begin(&bar.name, narrow.then_some(end), canvas);
    if !narrow {
        let x = rows.from + rows.length + Px::whole(10);
        let words = Style::QUIET.fitted(&bar.whole, canvas.width() - x);
        marks.push(canvas.words(&words, (x, middle + Px::whole(4)), End::Start, Style::QUIET));
    }
    canvas.put_all(marks);
    let mut x = rows.from;
    let mut before = 0.0;
    for part in &bar.parts {
        before += part.share;
        let to = rows.from + along(rows.length, before);
        let shape = canvas.bar((x, middle - BAR.half()), ((to - x).max(Px::ZERO), BAR));
        let mut marks = vec![painted(shape, part.name).of_class(class(part.name))];
        let style = Style {
            ink: Ink::OnCategory(category(part.name)),
            weight: Weight::Semibold,
            size: WORDS,
        };
        if style.width(&part.text) + Px::whole(8) < to - x {
            let at = ((x + to).half(), middle + Px::hundredths(450));
            marks.push(canvas.words(&part.text, at, End::Middle, style));
        }
        let mark = match part.point {
            Some(point) => linked(marks, &bar.name, point, reading, canvas),
            None => Mark::group(marks).titled(part.text.clone()),
        };
        canvas.put(mark);
        x = to;
    }
}
