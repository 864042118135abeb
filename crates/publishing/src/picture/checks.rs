//! What must not be in any picture. Tests draw every picture there is and ask here.

use std::collections::BTreeSet;
use std::fmt;

use super::SMALLEST_TEXT;
use super::px::{Bounds, Point, Px};
use super::scene::{ClassKey, Mark, Scene, Shape};

/// What is wrong with a picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Words reach out of the frame.
    TextOutside(String),
    /// Words lie over one another.
    TextsOverlap(String, String),
    /// Words are too small to read.
    TextTooSmall(String),
    /// A mark reaches out of the frame.
    MarkOutside(String),
    /// A mark has a class that the legend does not explain.
    NotExplained(ClassKey),
    /// A picture without a title or a description.
    Untold,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TextOutside(words) => write!(f, "outside the frame: '{words}'"),
            Self::TextsOverlap(one, other) => write!(f, "'{one}' and '{other}' lie over one another"),
            Self::TextTooSmall(words) => write!(f, "too small to read: '{words}'"),
            Self::MarkOutside(mark) => write!(f, "a mark outside the frame: {mark}"),
            Self::NotExplained(class) => write!(f, "not in the legend: '{}'", class.0),
            Self::Untold => f.write_str("no title or no description"),
        }
    }
}

/// All that is wrong with a picture, in order; nothing where it is sound.
#[must_use]
pub fn faults(scene: &Scene) -> Vec<Fault> {
    let mut found = Vec::new();
    if scene.title.is_empty() || scene.description.is_empty() {
        found.push(Fault::Untold);
    }
    outside(scene, &mut found);
    overlaps(scene, &mut found);
    not_explained(scene, &mut found);
    found.sort();
    found.dedup();
    found
}

/// A stroke may reach half its width beyond its outline.
const STROKE: Px = Px::whole(1);

fn outside(scene: &Scene, found: &mut Vec<Fault>) {
    let frame = scene.frame();
    scene.each(&mut |mark, moved| {
        let Some(bounds) = bounds(mark) else {
            return;
        };
        let bounds = bounds.shifted(moved);
        match &mark.shape {
            Shape::Text(text) => {
                if !frame.holds(&bounds) {
                    found.push(Fault::TextOutside(text.words.clone()));
                }
                if text.size < SMALLEST_TEXT {
                    found.push(Fault::TextTooSmall(text.words.clone()));
                }
            }
            _ if !frame.grown(STROKE).holds(&bounds) => {
                let name = mark.title.clone().unwrap_or_else(|| format!("{bounds:?}"));
                found.push(Fault::MarkOutside(name));
            }
            _ => {}
        }
    });
}

/// The room a mark takes by itself.
fn bounds(mark: &Mark) -> Option<Bounds> {
    match &mark.shape {
        Shape::Group { .. } => None,
        Shape::Rect { bounds, .. } => Some(*bounds),
        Shape::Line { from, to } => {
            let point = |at: &Point| Bounds { from: *at, to: *at };
            Some(point(from).with(&point(to)))
        }
        Shape::Path(path) => (!path.is_empty()).then(|| path.bounds()),
        Shape::Circle { middle, radius } => Some(
            Bounds {
                from: *middle,
                to: *middle,
            }
            .grown(*radius),
        ),
        Shape::Text(text) => Some(text.bounds()),
    }
}

fn overlaps(scene: &Scene, found: &mut Vec<Fault>) {
    let mut texts: Vec<(Bounds, &str)> = Vec::new();
    scene.each(&mut |mark, moved| {
        if let Shape::Text(text) = &mark.shape
            && !text.words.is_empty()
        {
            texts.push((text.bounds().shifted(moved), &text.words));
        }
    });
    for (at, (bounds, words)) in texts.iter().enumerate() {
        for (other, others) in &texts[..at] {
            // Letters with feet reach to where those of the next line begin, and no farther.
            if bounds.grown(-Px::hundredths(50)).overlaps(other) {
                found.push(Fault::TextsOverlap((*others).to_owned(), (*words).to_owned()));
            }
        }
    }
}

fn not_explained(scene: &Scene, found: &mut Vec<Fault>) {
    let (mut shown, mut explained) = (BTreeSet::new(), BTreeSet::new());
    scene.each(&mut |mark, _| {
        shown.extend(mark.class.as_ref());
        explained.extend(mark.explains.as_ref());
    });
    let missing = shown.difference(&explained);
    found.extend(missing.map(|class| Fault::NotExplained((*class).clone())));
}

#[cfg(test)]
mod tests {
    use super::{Fault, faults};
    use crate::picture::palette::Ink;
    use crate::picture::px::{Point, Px, Size};
    use crate::picture::scene::{Anchor, ClassKey, Direction, Mark, Scene, Text};

    fn scene(marks: Vec<Mark>) -> Scene {
        Scene {
            id: "p".to_owned(),
            size: Size::new(Px::whole(100), Px::whole(50)),
            title: "Title".to_owned(),
            description: "Description".to_owned(),
            lang: String::new(),
            direction: Direction::LeftToRight,
            marks,
        }
    }

    fn text(x: i32, y: i32, words: &str) -> Mark {
        Mark::text(
            Text::new(Point::new(Px::whole(x), Px::whole(y)), words, Px::whole(12)),
            Ink::Text,
        )
    }

    #[test]
    fn a_sound_picture_has_no_fault() {
        assert_eq!(faults(&scene(vec![text(1, 12, "one"), text(1, 28, "two")])), []);
    }

    #[test]
    fn words_outside_are_found_wherever_they_are_anchored() {
        let ends_left = Mark::text(
            Text::new(Point::new(Px::whole(4), Px::whole(20)), "words", Px::whole(12))
                .anchored(Anchor::Right),
            Ink::Text,
        );
        let moved = Mark::moved(vec![text(1, 12, "down")], Point::new(Px::ZERO, Px::whole(40)));
        let found = faults(&scene(vec![ends_left, moved, text(90, 40, "right")]));
        let outside = |words: &str| Fault::TextOutside(words.to_owned());
        assert_eq!(found, [outside("down"), outside("right"), outside("words")]);
    }

    #[test]
    fn words_over_words_are_found() {
        let found = faults(&scene(vec![text(1, 12, "one"), text(5, 16, "two")]));
        assert_eq!(found, [Fault::TextsOverlap("one".to_owned(), "two".to_owned())]);
    }

    #[test]
    fn small_words_are_found() {
        let small = Mark::text(
            Text::new(Point::new(Px::whole(4), Px::whole(20)), "small", Px::whole(10)),
            Ink::Text,
        );
        assert_eq!(
            faults(&scene(vec![small])),
            [Fault::TextTooSmall("small".to_owned())]
        );
    }

    #[test]
    fn a_class_must_be_explained() {
        let class = |name: &str| ClassKey(name.to_owned());
        let dot =
            |name| Mark::circle(Point::new(Px::whole(9), Px::whole(9)), Px::whole(2)).of_class(class(name));
        let key = text(1, 12, "yes").explaining(class("yes"));
        let found = faults(&scene(vec![dot("yes"), dot("no"), key]));
        assert_eq!(found, [Fault::NotExplained(class("no"))]);
    }

    #[test]
    fn a_mark_outside_is_found() {
        let far = Mark::circle(Point::new(Px::whole(99), Px::whole(9)), Px::whole(5)).titled("far");
        assert_eq!(faults(&scene(vec![far])), [Fault::MarkOutside("far".to_owned())]);
    }
}
