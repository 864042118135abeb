//! How much of the world an indicator covers, as a bar of all places with its legend.

use super::Covered;
use crate::display::Words;
use crate::picture::chart::canvas::{Canvas, End, GAP, Style, along};
use crate::picture::scene::ClassKey;
use crate::picture::{Ink, Px, Stroke, Weight};
use crate::reach::Reach;

const SAID: Style = Style {
    size: Px::whole(18),
    weight: Weight::Semibold,
    ink: Ink::Text,
};
const WORDS: Style = Style {
    size: Px::whole(14),
    ..Style::WORDS
};
/// How high the bar is.
const BAR: Px = Px::whole(34);
const SWATCH: Px = Px::whole(13);

/// Places by what is recorded of them.
struct Part {
    name: &'static str,
    places: usize,
    ink: Ink,
}

fn parts(reach: Reach) -> [Part; 4] {
    let part = |name, places, ink| Part { name, places, ink };
    [
        part("web-indicator-recent", reach.recent, Ink::Mark),
        part("web-indicator-not-known", reach.not_known, Ink::NotKnown),
        part("web-indicator-old", reach.old, Ink::Old),
        part("web-indicator-silent", reach.silent, Ink::NoRecord),
    ]
}

/// The bar, and what is said of it.
pub(super) fn draw(covered: &Covered, words: &Words<'_>, canvas: &mut Canvas<'_>) {
    canvas.skip(GAP);
    if let Some(reach) = covered.reach {
        canvas.paragraph(&covered.said, SAID, 1);
        canvas.skip(GAP);
        bar(reach, canvas);
        legend(reach, words, canvas);
    }
    canvas.paragraph(&covered.findings, Style::QUIET, 1);
}

fn bar(reach: Reach, canvas: &mut Canvas<'_>) {
    let outline = Stroke::new(Ink::Outline, Px::hundredths(80));
    let (mut before, top) = (0, canvas.top);
    let whole = reach.recent + reach.not_known + reach.old + reach.silent;
    let at = |places: usize, canvas: &Canvas<'_>| along(canvas.width(), share(places, whole));
    for part in parts(reach).into_iter().filter(|part| part.places > 0) {
        let from = at(before, canvas);
        before += part.places;
        let length = at(before, canvas) - from;
        let bar = canvas.bar((from, top), (length, BAR));
        canvas.put(bar.filled(part.ink).stroked(outline).of_class(key(part.name)));
    }
    canvas.skip(BAR + Px::whole(8));
}

#[expect(clippy::cast_precision_loss, reason = "there are some hundred places")]
fn share(places: usize, whole: usize) -> f64 {
    places as f64 / whole.max(1) as f64
}

/// What the parts of the bar are, in as many lines as they need.
fn legend(reach: Reach, words: &Words<'_>, canvas: &mut Canvas<'_>) {
    let mut from = Px::ZERO;
    for part in parts(reach).into_iter().filter(|part| part.places > 0) {
        let (name, count) = (words.messages.get(part.name), part.places.to_string());
        let told = [("class", name.as_str()), ("count", &count)];
        let told = words.messages.with("map-class-count", &told);
        let beside = SWATCH + GAP;
        let told = WORDS.fitted(&told, canvas.width() - beside);
        let length = beside + WORDS.width(&told);
        if from > Px::ZERO && from + length > canvas.width() {
            from = Px::ZERO;
            canvas.skip(WORDS.line() + Px::whole(2));
        }
        let swatch = canvas.bar((from, canvas.top + Px::whole(2)), (SWATCH, SWATCH));
        let outline = Stroke::new(Ink::Outline, Px::hundredths(80));
        canvas.put(
            swatch
                .filled(part.ink)
                .stroked(outline)
                .explaining(key(part.name)),
        );
        let label = canvas.words(
            &told,
            (from + beside, canvas.top + WORDS.base()),
            End::Start,
            WORDS,
        );
        canvas.put(label);
        from += length + Px::whole(16);
    }
    canvas.skip(WORDS.line() + GAP);
}

fn key(name: &str) -> ClassKey {
    ClassKey(name.to_owned())
}
