//! Laying a card out: its head, what it shows, where it is from.

use super::{Body, Card, grid, reach};
use crate::display::Words;
use crate::picture::chart::canvas::{Canvas, End, GAP, Style};
use crate::picture::chart::{Framing, Looks, direction_of};
use crate::picture::{Bounds, Ink, Mark, Point, Px, Scene, Size, Weight, layout};

/// The frame: of the shape that other sites give such pictures, 1200 by 630 pixels when it is painted twice as large.
const SIZE: Size = Size::new(Px::whole(600), Px::whole(315));
/// How far words keep from its edges.
const MARGIN: Px = Px::whole(28);
/// How high the band at its top is.
const BAND: Px = Px::whole(8);

const KICKER: Style = Style {
    size: Px::whole(13),
    ..Style::QUIET
};
/// Titles of one line, of two and of three.
const TITLES: [(Px, usize); 3] = [(Px::whole(26), 1), (Px::whole(20), 2), (Px::whole(16), 3)];
const FOOT: Style = Style {
    size: Px::whole(11),
    ..Style::QUIET
};

/// Draws a card.
#[must_use]
pub fn draw(card: &Card, words: &Words<'_>) -> Scene {
    let looks = Looks {
        id: "card",
        width: SIZE.width - MARGIN * 2,
        framing: Framing::Page,
        href: &|_, _| None,
        direction: direction_of(words.messages),
    };
    let mut canvas = Canvas::new(&looks);
    canvas.top = MARGIN - Px::whole(4);
    head(card, &mut canvas);
    let base = SIZE.height - Px::whole(14);
    let floor = base - FOOT.line() - GAP;
    match &card.body {
        Body::Grid(shown) => grid::draw(shown, floor, words, &mut canvas),
        Body::Covered(covered) => reach::draw(covered, words, &mut canvas),
    }
    let foot = FOOT.fitted(&card.foot, canvas.width());
    let foot = canvas.words(&foot, (Px::ZERO, base), End::Start, FOOT);
    canvas.put(foot);
    let (marks, _) = canvas.finish();
    let band = Bounds::new(Point::default(), Size::new(SIZE.width, BAND));
    Scene {
        id: looks.id.to_owned(),
        size: SIZE,
        title: card.title.clone(),
        description: card.description(words),
        lang: words.messages.lang().to_string(),
        direction: looks.direction,
        marks: vec![
            Mark::rect(band).filled(Ink::Mark),
            Mark::moved(marks, Point::new(MARGIN, Px::ZERO)),
        ],
    }
}

/// What it belongs to, what it is called, and what must be known of it.
fn head(card: &Card, canvas: &mut Canvas<'_>) {
    if !card.kicker.is_empty() {
        canvas.paragraph(&card.kicker, KICKER, 1);
    }
    let styles = TITLES.map(|(size, lines)| {
        let style = Style {
            size,
            weight: Weight::Semibold,
            ink: Ink::Text,
        };
        (style, lines)
    });
    let fits = |(style, most): &&(Style, usize)| {
        layout::wrap(&card.title, canvas.width(), style.size, style.weight).len() <= *most
    };
    let [.., smallest] = &styles;
    let (style, lines) = *styles.iter().find(fits).unwrap_or(smallest);
    canvas.paragraph(&card.title, style, lines);
    for about in &card.about {
        canvas.paragraph(about, KICKER, 2);
    }
    canvas.skip(GAP);
}
