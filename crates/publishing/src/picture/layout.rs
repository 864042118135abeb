//! Where words go: lines of a width, labels that leave one another room.

use super::metrics;
use super::px::{Bounds, Px};
use super::scene::{Text, Weight};

/// A text in lines that are no wider than `width`. It breaks between words; a word that is too wide, or one of a script without spaces, within.
/// At least one line, which may be empty.
#[must_use]
pub fn wrap(text: &str, width: Px, size: Px, weight: Weight) -> Vec<String> {
    let fits = |line: &str| metrics::width(line, size, weight) <= width;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let joined = match lines[last].as_str() {
            "" => word.to_owned(),
            line => format!("{line} {word}"),
        };
        if fits(&joined) {
            lines[last] = joined;
        } else if fits(word) {
            lines.push(word.to_owned());
        } else {
            break_word(&mut lines, word, fits);
        }
    }
    lines
}

/// Sets a word that is wider than a line, as much in each line as goes in, and at least a letter.
fn break_word(lines: &mut Vec<String>, word: &str, fits: impl Fn(&str) -> bool) {
    if lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(String::new());
    }
    for letter in word.chars() {
        let Some(line) = lines.last_mut() else {
            return;
        };
        line.push(letter);
        if line.chars().count() > 1 && !fits(line) {
            line.pop();
            lines.push(letter.to_string());
        }
    }
}

/// What begins within a text must end there, too: isolates (Unicode Standard Annex 9), and the marks of messages in the pseudo-locale.
const PAIRS: [(char, char); 4] = [
    ('\u{2066}', '\u{2069}'),
    ('\u{2067}', '\u{2069}'),
    ('\u{2068}', '\u{2069}'),
    ('⟦', '⟧'),
];

/// Ends what has begun in a text and not ended, the last first.
fn ends(text: &str) -> String {
    let mut open: Vec<char> = Vec::new();
    for letter in text.chars() {
        if let Some((_, end)) = PAIRS.iter().find(|(begin, _)| *begin == letter) {
            open.push(*end);
        } else if open.last() == Some(&letter) {
            open.pop();
        }
    }
    open.into_iter().rev().collect()
}

/// A text that is no wider than `width`: its end is left out, and `…` says so.
#[must_use]
pub fn shorten(text: &str, width: Px, size: Px, weight: Weight) -> String {
    if metrics::width(text, size, weight) <= width {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let shorter = format!("{}…{}", kept.trim_end(), ends(&kept));
        if metrics::width(&shorter, size, weight) <= width {
            return shorter;
        }
    }
    String::new()
}

/// Takes every how-manieth of the labels of an axis, so that those shown have a gap between them. At least 1.
#[must_use]
pub fn every(labels: &[Bounds], gap: Px) -> usize {
    let has_room = |step: usize| {
        let shown: Vec<&Bounds> = labels.iter().step_by(step).collect();
        shown
            .windows(2)
            .all(|pair| !pair[0].grown(gap.half()).overlaps(&pair[1].grown(gap.half())))
    };
    (1..labels.len())
        .find(|step| has_room(*step))
        .unwrap_or(labels.len().max(1))
}

/// Moves labels along a line as little as is needed, so that each has its length to itself, none lies before `from` or beyond `to`, and they keep their order.
///
/// `wanted` are middles in ascending order with the length of each. `None` where there is not room for all.
#[must_use]
pub fn spread(wanted: &[(Px, Px)], from: Px, to: Px) -> Option<Vec<Px>> {
    let all: Px = wanted.iter().map(|(_, length)| *length).sum();
    if all > to - from {
        return None;
    }
    // Runs of labels that touch, each around the mean of where its labels want to be.
    let mut runs: Vec<Run> = Vec::new();
    for (middle, length) in wanted {
        let mut run = Run {
            start: *middle - length.half(),
            length: *length,
            labels: 1,
        };
        run.keep_within(from, to);
        while let Some(before) = runs.pop() {
            if before.start + before.length <= run.start {
                runs.push(before);
                break;
            }
            run = before.joined(&run);
            run.keep_within(from, to);
        }
        runs.push(run);
    }
    let mut lengths = wanted.iter().map(|(_, length)| *length);
    let mut middles = Vec::with_capacity(wanted.len());
    for run in runs {
        let mut at = run.start;
        for length in lengths.by_ref().take(run.labels) {
            middles.push(at + length.half());
            at += length;
        }
    }
    Some(middles)
}

/// Labels that touch.
struct Run {
    start: Px,
    length: Px,
    labels: usize,
}

impl Run {
    /// Both as one run. Each gives way in the measure of how many labels the other has.
    fn joined(&self, after: &Self) -> Self {
        let of = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        let labels = self.labels + after.labels;
        let overlap = self.start + self.length - after.start;
        Self {
            start: self.start - overlap.part(of(after.labels), of(labels)),
            length: self.length + after.length,
            labels,
        }
    }

    fn keep_within(&mut self, from: Px, to: Px) {
        self.start = self.start.min(to - self.length).max(from);
    }
}

/// Places labels one after another where there is room: the first that asks has it.
#[derive(Debug, Clone)]
pub struct Placer {
    frame: Bounds,
    taken: Vec<Bounds>,
    gap: Px,
}

impl Placer {
    /// An empty frame. Labels keep the gap from one another and from what else is [taken](Self::take).
    #[must_use]
    pub fn new(frame: Bounds, gap: Px) -> Self {
        Self {
            frame,
            taken: Vec::new(),
            gap,
        }
    }

    /// Keeps room from labels.
    pub fn take(&mut self, room: Bounds) {
        self.taken.push(room);
    }

    /// Whether there is room.
    #[must_use]
    pub fn is_free(&self, room: &Bounds) -> bool {
        let wide = room.grown(self.gap);
        self.frame.holds(room) && !self.taken.iter().any(|taken| taken.overlaps(&wide))
    }

    /// The first of these places that has room for its words, and takes it; `None` where none has.
    pub fn place(&mut self, places: impl IntoIterator<Item = Text>) -> Option<Text> {
        let text = places.into_iter().find(|text| self.is_free(&text.bounds()))?;
        self.take(text.bounds());
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy as _, prop_assert, prop_assert_eq, proptest};

    use super::{Placer, every, shorten, spread, wrap};
    use crate::picture::metrics;
    use crate::picture::px::{Bounds, Point, Px, Size};
    use crate::picture::scene::{Text, Weight};

    const SIZE: Px = Px::whole(12);

    #[test]
    fn words_wrap_and_long_ones_break() {
        let lines = wrap(
            "needle and syringe programmes",
            Px::whole(110),
            SIZE,
            Weight::Regular,
        );
        assert_eq!(lines, ["needle and syringe", "programmes"]);
        let broken = wrap("a Donaudampfschifffahrt", Px::whole(60), SIZE, Weight::Regular);
        assert!(broken.len() > 2 && broken[0] == "a", "{broken:?}");
        assert_eq!(broken[1..].concat(), "Donaudampfschifffahrt");
        assert_eq!(wrap("", SIZE, SIZE, Weight::Regular), [""]);
    }

    #[test]
    fn what_is_left_out_is_said() {
        assert_eq!(shorten("short", Px::whole(100), SIZE, Weight::Regular), "short");
        let short = shorten(
            "Democratic Republic of the Congo",
            Px::whole(100),
            SIZE,
            Weight::Regular,
        );
        assert!(short.starts_with("Democratic") && short.ends_with('…'), "{short}");
        assert_eq!(shorten("wide", Px::whole(1), SIZE, Weight::Regular), "");
        let isolated = shorten(
            "from \u{2068}HRI 2024\u{2069} and others",
            Px::whole(50),
            SIZE,
            Weight::Regular,
        );
        assert!(isolated.ends_with("…\u{2069}"), "{isolated:?}");
    }

    #[test]
    fn an_axis_shows_as_many_labels_as_fit() {
        let label = |at: i32| {
            Bounds::new(
                Point::new(Px::whole(at), Px::ZERO),
                Size::new(Px::whole(10), Px::whole(10)),
            )
        };
        let labels = |apart: i32| (0..6).map(|at| label(at * apart)).collect::<Vec<_>>();
        assert_eq!(every(&labels(15), Px::whole(2)), 1);
        assert_eq!(every(&labels(11), Px::whole(2)), 2);
        assert_eq!(every(&labels(1), Px::whole(2)), 6);
        assert_eq!(every(&[], Px::whole(2)), 1);
    }

    #[test]
    fn the_first_label_that_asks_has_the_room() {
        let frame = Bounds::new(Point::default(), Size::new(Px::whole(100), Px::whole(40)));
        let mut placer = Placer::new(frame, Px::whole(1));
        let at = |x, y| Text::new(Point::new(Px::whole(x), Px::whole(y)), "Bulgaria", SIZE);
        assert_eq!(placer.place([at(1, 12)]), Some(at(1, 12)));
        assert_eq!(placer.place([at(5, 14), at(5, 30)]), Some(at(5, 30)));
        assert_eq!(placer.place([at(70, 14), at(2, 20)]), None);
    }

    proptest! {
        #[test]
        fn spread_labels_keep_order_room_and_frame(
            wanted in proptest::collection::vec((0..30_000_i32, 2..4_000_i32), 1..12)
                .prop_map(|mut labels| { labels.sort_unstable(); labels })
        ) {
            let wanted: Vec<(Px, Px)> = wanted
                .into_iter()
                .map(|(middle, length)| (Px::hundredths(middle), Px::hundredths(length / 2 * 2)))
                .collect();
            let (from, to) = (Px::ZERO, Px::whole(300));
            let all: Px = wanted.iter().map(|(_, length)| *length).sum();
            let placed = spread(&wanted, from, to);
            prop_assert_eq!(placed.is_none(), all > to);
            let mut before = from;
            for (middle, (_, length)) in placed.iter().flatten().zip(&wanted) {
                prop_assert!(*middle - length.half() >= before);
                before = *middle + length.half();
            }
            prop_assert!(before <= to);
        }

        #[test]
        fn no_line_is_wider_than_asked(text in "[a-zäя国 ]{0,60}", width in 20..200i32) {
            for line in wrap(&text, Px::whole(width), SIZE, Weight::Regular) {
                prop_assert!(metrics::width(&line, SIZE, Weight::Regular) <= Px::whole(width), "{line}");
            }
        }
    }
}
