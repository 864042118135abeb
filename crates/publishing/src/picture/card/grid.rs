//! Rows and columns on a card: as many as there is room for, and how many more there are.

use super::told::{Sort, Told};
use super::{Grid, Line, MOST_COLUMNS};
use crate::display::Words;
use crate::picture::chart::canvas::{Canvas, End, GAP, Style};
use crate::picture::{Ink, Px, Stroke, Weight, layout};

const NAME: Style = Style {
    size: Px::whole(14),
    ..Style::WORDS
};
const FIGURE: Style = Style {
    weight: Weight::Semibold,
    ..NAME
};
const BESIDE: Style = Style::QUIET;
const HEAD: Style = Style {
    weight: Weight::Semibold,
    ..Style::QUIET
};
/// Between columns.
const GUTTER: Px = Px::whole(14);
/// What a row has above and beneath its words.
const AROUND: Px = Px::hundredths(450);
/// How many lines a name, a figure or what stands beside it has.
const LINES: usize = 2;
/// How many the name of a column has: it is narrow where there are three.
const HEAD_LINES: usize = 3;

/// Where names and columns stand.
#[derive(Debug, Clone, Copy)]
struct Spans {
    /// How long names are.
    name: Px,
    /// How long what stands in a column is.
    cell: Px,
    columns: usize,
}

/// A cell in lines.
enum Set {
    /// Figure and what stands beside it in one.
    Line(String, String),
    /// Beneath one another.
    Lines(Vec<String>, Vec<String>),
}

/// A row in lines.
struct Laid<'g> {
    name: Vec<String>,
    cells: Vec<(Set, &'g Told)>,
    height: Px,
}

/// Puts as many rows as there is room for down to `floor`.
pub(super) fn draw(grid: &Grid, floor: Px, words: &Words<'_>, canvas: &mut Canvas<'_>) {
    let spans = spans(grid, canvas.width());
    heads(grid, spans, canvas);
    let mut rows: Vec<Laid<'_>> = grid.rows.iter().map(|row| laid(row, spans)).collect();
    let room = floor - canvas.top;
    let height = |rows: &[Laid<'_>]| rows.iter().map(|row| row.height).sum::<Px>();
    while !rows.is_empty() {
        let more = if more(grid, rows.len(), spans.columns, words).is_empty() {
            Px::ZERO
        } else {
            BESIDE.line()
        };
        if height(&rows) + more <= room {
            break;
        }
        rows.pop();
    }
    let left = more(grid, rows.len(), spans.columns, words);
    for row in rows {
        put(&row, spans, canvas);
    }
    if !left.is_empty() {
        canvas.skip(Px::whole(2));
        canvas.paragraph(&left, BESIDE, 1);
    }
}

/// As many columns as can stand beside one another without a figure being cut; at least one.
fn spans(grid: &Grid, width: Px) -> Spans {
    let spans = |columns: usize| {
        let parts = i32::try_from(columns).unwrap_or(1);
        let name = match columns {
            1 => width.part(11, 20),
            2 => width.part(2, 5),
            _ => width.part(3, 10),
        };
        Spans {
            name: name - GUTTER,
            cell: (width - name).part(1, parts) - GUTTER,
            columns,
        }
    };
    let fits = |spans: &Spans| {
        let cells = grid
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().take(spans.columns));
        cells.into_iter().all(|cell| is_whole(cell, spans.cell))
    };
    let most = grid.whole.1.clamp(1, MOST_COLUMNS);
    let fitting = (2..=most).rev().map(spans).find(fits);
    fitting.unwrap_or_else(|| spans(1))
}

/// Whether a figure can be read to its end.
fn is_whole(cell: &Told, room: Px) -> bool {
    match cell.sort {
        Sort::Number => FIGURE.width(&cell.figure) <= room,
        Sort::Words => true,
        Sort::Yes | Sort::Answer | Sort::Lack => {
            layout::wrap(&cell.figure, room, FIGURE.size, FIGURE.weight).len() <= LINES
        }
    }
}

fn laid(row: &Line, spans: Spans) -> Laid<'_> {
    let name = NAME.lines(&row.name, spans.name, LINES);
    let cells = row.cells.iter().take(spans.columns);
    let cells: Vec<(Set, &Told)> = cells.map(|cell| (set(cell, spans.cell), cell)).collect();
    let heights = cells.iter().map(|(set, _)| set.height());
    let names = name.iter().map(|_| NAME.line()).sum::<Px>();
    let height = heights.fold(names, Px::max) + AROUND;
    Laid { name, cells, height }
}

/// A figure with what stands beside it, in one line where there is room.
fn set(cell: &Told, room: Px) -> Set {
    let beside = BESIDE.width(&cell.beside);
    if cell.beside.is_empty() || FIGURE.width(&cell.figure) + GAP + beside <= room {
        let figure = FIGURE.lines(&cell.figure, room, LINES);
        return match figure.as_slice() {
            [one] => Set::Line(one.clone(), cell.beside.clone()),
            _ => Set::Lines(figure, Vec::new()),
        };
    }
    Set::Lines(
        FIGURE.lines(&cell.figure, room, LINES),
        BESIDE.lines(&cell.beside, room, LINES),
    )
}

impl Set {
    fn height(&self) -> Px {
        match self {
            Self::Line(..) => FIGURE.line(),
            Self::Lines(figure, beside) => {
                let figure = figure.iter().map(|_| FIGURE.line());
                figure.chain(beside.iter().map(|_| BESIDE.line())).sum()
            }
        }
    }
}

/// The names of columns, with a line beneath.
fn heads(grid: &Grid, spans: Spans, canvas: &mut Canvas<'_>) {
    let heads: Vec<Vec<String>> = grid
        .heads
        .iter()
        .take(spans.columns)
        .map(|head| HEAD.lines(head, spans.cell, HEAD_LINES))
        .collect();
    let Some(lines) = heads.iter().map(Vec::len).max() else {
        return;
    };
    for (at, head) in heads.iter().enumerate() {
        // Short names stand upon the line as long ones do.
        let mut top = canvas.top;
        for _ in head.len()..lines {
            top += HEAD.line();
        }
        words(head, (start(at, spans), top), HEAD, canvas);
    }
    for _ in 0..lines {
        canvas.skip(HEAD.line());
    }
    canvas.skip(Px::whole(2));
}

/// Where a column begins.
fn start(column: usize, spans: Spans) -> Px {
    let before = i32::try_from(column).unwrap_or_default();
    spans.name + GUTTER + (spans.cell + GUTTER) * before
}

/// A row beneath a line.
fn put(row: &Laid<'_>, spans: Spans, canvas: &mut Canvas<'_>) {
    let rule = canvas.line(
        (Px::ZERO, canvas.top),
        (canvas.width(), canvas.top),
        Stroke::new(Ink::Line, Px::whole(1)),
    );
    canvas.put(rule);
    let top = canvas.top + AROUND.half();
    words(&row.name, (Px::ZERO, top), NAME, canvas);
    for (at, (set, told)) in row.cells.iter().enumerate() {
        let from = start(at, spans);
        let figure = Style {
            ink: told.ink(),
            ..FIGURE
        };
        match set {
            Set::Line(line, beside) => {
                words(std::slice::from_ref(line), (from, top), figure, canvas);
                let after = from + figure.width(line) + GAP;
                let beside = canvas.words(beside, (after, top + figure.base()), End::Start, BESIDE);
                canvas.put(beside);
            }
            Set::Lines(lines, beside) => {
                let below = words(lines, (from, top), figure, canvas);
                words(beside, (from, below), BESIDE, canvas);
            }
        }
    }
    canvas.skip(row.height);
}

/// Lines of words beneath one another; where they end.
fn words(lines: &[String], (from, mut top): (Px, Px), style: Style, canvas: &mut Canvas<'_>) -> Px {
    for line in lines {
        let mark = canvas.words(line, (from, top + style.base()), End::Start, style);
        canvas.put(mark);
        top += style.line();
    }
    top
}

/// How many more rows and columns there are; empty where there are none.
fn more(grid: &Grid, rows: usize, columns: usize, words: &Words<'_>) -> String {
    let left = [
        (grid.more, grid.whole.0.saturating_sub(rows)),
        ("card-more-columns", grid.whole.1.saturating_sub(columns)),
    ];
    let told = left.into_iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> = told
        .map(|(id, count)| words.messages.with(id, &[("count", &count.to_string())]))
        .collect();
    told.join(&words.messages.bare("part-separator"))
}
