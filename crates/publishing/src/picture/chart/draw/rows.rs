//! Rows: a name, what is drawn, and what is said at its end. In a narrow picture the name stands above.

use super::canvas::{Canvas, End, Style};
use super::keys::{Keys, of_lack, swatch};
use super::{meta, told};
use crate::picture::chart::point::Point;
use crate::picture::chart::series::Reading;
use crate::picture::{Mark, Px};

/// Where the parts of rows stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    /// How long a name is; in a narrow picture it has the whole width.
    pub(super) names: Px,
    /// Where the drawing begins.
    pub(super) from: Px,
    /// How long it is.
    pub(super) length: Px,
    /// How high a row is where its name stands beside it.
    pub(super) row: Px,
}

/// How high the line of a name is that stands above its row.
const NAME: Px = Px::whole(19);
/// How high a row is beneath its name.
const BENEATH: Px = Px::whole(19);

impl Rows {
    /// Room for these names, and for what is said at the end of rows; marks reach so far beyond where they stand.
    pub(super) fn new<'n>(
        names: impl Iterator<Item = &'n str>,
        (reach, at_end): (Px, Px),
        canvas: &Canvas<'_>,
    ) -> Self {
        let width = canvas.width();
        if canvas.looks.is_narrow() {
            return Self {
                names: width,
                from: reach,
                length: width - reach - Px::whole(14),
                row: BENEATH,
            };
        }
        let longest = names
            .map(|name| Style::WORDS.width(name))
            .max()
            .unwrap_or_default();
        let names = longest.min(width.part(32, 100));
        let from = names + Px::whole(10);
        let at_end = at_end.min(width.part(42, 100));
        Self {
            names,
            from,
            length: width - from - at_end - Px::whole(14),
            row: Px::whole(25),
        }
    }

    /// Begins a row: writes its name, and gives the marks of it and where the middle of the drawing is. `at_end` stands at the end of the line
    /// of the name in a narrow picture.
    pub(super) fn begin(
        &self,
        name: &str,
        at_end: Option<(&str, Style)>,
        canvas: &mut Canvas<'_>,
    ) -> (Vec<Mark>, Px) {
        let mut marks = Vec::new();
        let style = Style::WORDS;
        if !canvas.looks.is_narrow() {
            let middle = canvas.top + self.row.half();
            let lines = style.fitted(name, self.names);
            marks.push(canvas.words(
                &lines,
                (Px::ZERO, middle + Px::hundredths(450)),
                End::Start,
                style,
            ));
            canvas.skip(self.row);
            return (marks, middle);
        }
        let base = canvas.top + Px::whole(14);
        let taken = at_end.map_or(Px::ZERO, |(words, style)| {
            let words = style.fitted(words, canvas.width().part(62, 100));
            marks.push(canvas.words(&words, (canvas.width(), base), End::Finish, style));
            style.width(&words) + Px::whole(8)
        });
        let name = style.fitted(name, canvas.width() - taken);
        marks.push(canvas.words(&name, (Px::ZERO, base), End::Start, style));
        canvas.skip(NAME);
        let middle = canvas.top + self.row.half() - Px::whole(3);
        canvas.skip(self.row);
        (marks, middle)
    }

    /// A row of which nothing can be drawn: what is told stands where that would be.
    pub(super) fn lacking(
        &self,
        name: &str,
        point: &Point<'_>,
        keys: &mut Keys,
        (reading, canvas): (&Reading<'_>, &mut Canvas<'_>),
    ) {
        let words = lack_words(point, reading);
        let (mut marks, middle) = self.begin(name, None, canvas);
        let mut x = self.from;
        if let Some(key) = of_lack(point) {
            marks.push(keys.of(key, swatch(key, (x, middle - Px::whole(5)), canvas)));
            x += Px::whole(16);
        }
        let style = Style::QUIET;
        let words = style.fitted(&words, canvas.width() - x);
        marks.push(canvas.words(&words, (x, middle + Px::whole(4)), End::Start, style));
        let mark = linked(marks, name, point, reading, canvas);
        canvas.put(mark);
    }
}

/// What stands where nothing can be drawn: "not known (HRI 2020)".
fn lack_words(point: &Point<'_>, reading: &Reading<'_>) -> String {
    match meta(point, reading) {
        Some(said) => {
            let args = [("figure", point.words.as_str()), ("period", said.as_str())];
            reading.words.messages.with("cell-period", &args)
        }
        None => point.words.clone(),
    }
}

/// Marks of a figure, with what they say and where they lead.
pub(super) fn linked(
    marks: Vec<Mark>,
    name: &str,
    point: &Point<'_>,
    reading: &Reading<'_>,
    canvas: &Canvas<'_>,
) -> Mark {
    let group = Mark::group(marks).titled(told(name, point, reading));
    match (canvas.looks.href)(point.subject, &point.anchor) {
        Some(href) => group.linked(href),
        None => group,
    }
}
