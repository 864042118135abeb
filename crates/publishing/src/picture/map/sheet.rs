//! The words around a map that stands alone: title above, legend and notes beneath.

use super::{Borders, LegendEntry, Map, SignEntry};
use crate::display::Words;
use crate::messages::Direction;
use crate::picture::layout::wrap;
use crate::picture::metrics;
use crate::picture::palette::Ink;
use crate::picture::px::{Bounds, Point, Px, Size};
use crate::picture::scene::{Anchor, Mark, Stroke, Text, Weight};

const PAD: Px = Px::whole(12);
const TITLE: Px = Px::whole(17);
const TEXT: Px = Px::whole(13);
const NOTE: Px = Px::whole(11);
const SWATCH: Px = Px::whole(14);
/// From a swatch to its words.
const BESIDE: Px = Px::whole(7);
/// Between columns of the legend.
const GUTTER: Px = Px::whole(18);

/// A map with its words, and how large all of it is.
pub(super) fn around(
    map: &Map,
    borders: &Borders,
    land: Vec<Mark>,
    size: Size,
    words: &Words<'_>,
) -> (Vec<Mark>, Size) {
    let mut page = Column::new(size.width, words);
    page.text(&map.title, TITLE, Weight::Semibold, Ink::Text);
    page.text(
        &map.about.join(&words.messages.bare("map-about-separator")),
        TEXT,
        Weight::Regular,
        Ink::Quiet,
    );
    page.down(Px::whole(8));
    page.marks.push(Mark::moved(land, Point::new(Px::ZERO, page.y)));
    page.down(size.height + Px::whole(10));
    page.legend(map);
    page.down(Px::whole(4));
    for note in map.notes.iter().cloned().chain(undrawn(map, borders, words)) {
        page.text(&note, NOTE, Weight::Regular, Ink::Quiet);
    }
    page.text(
        &words.messages.get("map-borders"),
        NOTE,
        Weight::Regular,
        Ink::Quiet,
    );
    page.down(PAD);
    (page.marks, Size::new(size.width, page.y))
}

fn undrawn(map: &Map, borders: &Borders, words: &Words<'_>) -> Option<String> {
    let names: Vec<String> = map
        .undrawn(borders)
        .iter()
        .map(|place| place.title.clone())
        .collect();
    (!names.is_empty()).then(|| {
        let names = names.join(&words.messages.bare("part-separator"));
        words.messages.with("map-undrawn", &[("places", &names)])
    })
}

/// Words one beneath another.
struct Column {
    marks: Vec<Mark>,
    width: Px,
    y: Px,
    /// Where lines begin, and which way they run.
    anchor: Anchor,
}

/// An entry of the legend, measured.
struct Entry {
    swatch: Swatch,
    lines: Vec<String>,
    width: Px,
}

#[derive(Clone)]
enum Swatch {
    Class(LegendEntry),
    Sign(SignEntry),
}

impl Column {
    fn new(width: Px, words: &Words<'_>) -> Self {
        let anchor = match words.messages.dir() {
            Direction::Ltr => Anchor::Left,
            Direction::Rtl => Anchor::Right,
        };
        Self {
            marks: Vec::new(),
            width,
            y: PAD,
            anchor,
        }
    }

    fn down(&mut self, by: Px) {
        self.y += by;
    }

    /// So far from where lines begin.
    fn along(&self, by: Px) -> Px {
        match self.anchor {
            Anchor::Right => self.width - by,
            Anchor::Left | Anchor::Middle => by,
        }
    }

    fn text(&mut self, text: &str, size: Px, weight: Weight, ink: Ink) {
        if text.is_empty() {
            return;
        }
        for line in wrap(text, self.width - PAD * 2, size, weight) {
            let at = Point::new(self.along(PAD), self.y + metrics::ascent(size));
            let text = Text {
                weight,
                ..Text::new(at, line, size).anchored(self.anchor)
            };
            self.marks.push(Mark::text(text, ink));
            self.y += metrics::line_height(size);
        }
        self.y += Px::whole(3);
    }

    /// The legend in as many columns as there is room for, filled one after another.
    fn legend(&mut self, map: &Map) {
        let all = self.width - PAD * 2;
        let widest = all.min(Px::whole(300)) - SWATCH - BESIDE;
        let classes = map.legend.iter().cloned().map(Swatch::Class);
        let signs = map.signs.iter().cloned().map(Swatch::Sign);
        let entries: Vec<Entry> = classes
            .chain(signs)
            .map(|swatch| Entry::new(swatch, widest))
            .collect();
        let column = entries.iter().map(|entry| entry.width).max().unwrap_or(all);
        let step = column + SWATCH + BESIDE + GUTTER;
        let columns = ((all + GUTTER).in_hundredths() / step.in_hundredths().max(1)).max(1);
        let columns = usize::try_from(columns).unwrap_or(1);
        let rows = entries.len().div_ceil(columns).max(1);
        let (top, mut lowest) = (self.y, self.y);
        for (number, column) in (0_i32..).zip(entries.chunks(rows)) {
            self.y = top;
            for entry in column {
                self.entry(entry, PAD + step * number);
            }
            lowest = lowest.max(self.y);
        }
        self.y = lowest;
    }

    fn entry(&mut self, entry: &Entry, x: Px) {
        let corner = match self.anchor {
            Anchor::Right => self.along(x) - SWATCH,
            Anchor::Left | Anchor::Middle => self.along(x),
        };
        let bounds = Bounds::new(Point::new(corner, self.y), Size::new(SWATCH, SWATCH));
        self.marks.push(entry.swatch.mark(bounds));
        for line in &entry.lines {
            let at = Point::new(self.along(x + SWATCH + BESIDE), self.y + Px::whole(11));
            let text = Text::new(at, line.as_str(), TEXT).anchored(self.anchor);
            self.marks.push(Mark::text(text, Ink::Text));
            self.y += metrics::line_height(TEXT);
        }
        self.y += Px::whole(4);
    }
}

impl Entry {
    fn new(swatch: Swatch, widest: Px) -> Self {
        let (label, places) = match &swatch {
            Swatch::Class(entry) => (&entry.label, entry.places),
            Swatch::Sign(entry) => (&entry.label, entry.places),
        };
        let lines = wrap(&format!("{label} ({places})"), widest, TEXT, Weight::Regular);
        let widths = lines
            .iter()
            .map(|line| metrics::width(line, TEXT, Weight::Regular));
        Self {
            width: widths.max().unwrap_or_default(),
            lines,
            swatch,
        }
    }
}

impl Swatch {
    fn mark(&self, bounds: Bounds) -> Mark {
        match self {
            Self::Class(entry) => Mark::rect(bounds)
                .filled(entry.ink)
                .stroked(Stroke::new(Ink::Outline, Px::hundredths(80)))
                .explaining(entry.key.clone()),
            Self::Sign(entry) => Mark::path(entry.sign.path(bounds.middle())).filled(entry.sign.ink()),
        }
    }
}
