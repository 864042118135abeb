//! Colours by what they mean. A picture names an [`Ink`]; a [`Palette`] says what it looks like.
//!
//! No meaning has a colour alone: a status has a pattern, a class stands in the legend and in the words of every mark, and the order of classes is
//! one of lightness, which paper, old screens and every kind of sight keep.

mod colours;
mod css;
mod pattern;
#[cfg(test)]
mod sight;

use std::fmt;

pub use colours::Rgb;
pub use css::style_sheet;
pub use pattern::Pattern;

/// The fewest and the most classes a scale of colours has.
pub const CLASSES: std::ops::RangeInclusive<u8> = 3..=7;

/// How many categories have a colour of their own.
pub const CATEGORIES: u8 = 8;

/// One class of a scale: the first is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class {
    number: u8,
    of: u8,
}

impl Class {
    /// The class of this number, from 1, of so many. A scale has 3 to 7 colours: of fewer classes each has one of three, the
    /// outermost first; a number beyond the last is the last.
    #[must_use]
    pub fn new(number: u8, of: u8) -> Self {
        let number = number.clamp(1, of.clamp(1, *CLASSES.end()));
        match of {
            0 | 1 => Self { number: 2, of: 3 },
            2 => Self {
                number: number * 2 - 1,
                of: 3,
            },
            of => Self {
                number,
                of: of.min(*CLASSES.end()),
            },
        }
    }

    /// Its number, from 1, among the colours of the scale.
    #[must_use]
    pub fn number(self) -> u8 {
        self.number
    }

    /// How many colours the scale has.
    #[must_use]
    pub fn of(self) -> u8 {
        self.of
    }
}

/// What a colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// What everything stands on.
    Paper,
    /// Text and what is meant.
    Text,
    /// Text that stands beside it: units, periods, axes.
    Quiet,
    /// Lines that only guide the eye.
    Line,
    /// Outlines: what has no other sign must be seen by them.
    Outline,
    /// The sea, and what lies beyond the matter.
    Backdrop,
    /// What is pointed at.
    Highlight,
    /// What a figure means where only one thing is shown.
    Mark,
    /// The same, lighter: a range around a figure.
    Band,
    /// What is doubtful.
    Doubt,
    /// A class of a scale.
    Class(Class),
    /// Text upon a class.
    OnClass(Class),
    /// A category, from 1; beyond the last they begin again.
    Category(u8),
    /// Text upon a category.
    OnCategory(u8),
    /// Lines and small signs of a category: they must be seen upon paper where categories differ by lightness only, and be told apart by their form.
    Voice(u8),
    /// A source says that it is not known.
    NotKnown,
    /// Nobody has told us.
    NoRecord,
    /// The question does not arise.
    NotApplicable,
    /// Known and withheld.
    Confidential,
    /// Published once and withdrawn.
    Withdrawn,
    /// What was told is too old to stand for today.
    Old,
    /// None is shown unless a reader asks for it.
    Elsewhere,
}

/// The number of a category among those that have a colour, from 1.
fn category(number: u8) -> u8 {
    (number.max(1) - 1) % CATEGORIES + 1
}

impl Ink {
    /// Every ink there is, in order.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let plain = [
            Self::Paper,
            Self::Text,
            Self::Quiet,
            Self::Line,
            Self::Outline,
            Self::Backdrop,
            Self::Highlight,
            Self::Mark,
            Self::Band,
            Self::Doubt,
        ];
        let classes = CLASSES.flat_map(|of| (1..=of).map(move |number| Class::new(number, of)));
        let scales = classes.flat_map(|class| [Self::Class(class), Self::OnClass(class)]);
        let categories = (1..=CATEGORIES).flat_map(|number| {
            [
                Self::Category(number),
                Self::OnCategory(number),
                Self::Voice(number),
            ]
        });
        plain
            .into_iter()
            .chain(scales)
            .chain(categories)
            .chain([
                Self::NotKnown,
                Self::NoRecord,
                Self::NotApplicable,
                Self::Confidential,
                Self::Withdrawn,
                Self::Old,
                Self::Elsewhere,
            ])
            .collect()
    }
}

/// The name of the ink as a class of the style sheet: `c2-5`, `not-known`.
impl fmt::Display for Ink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Class(class) => return write!(f, "c{}-{}", class.number, class.of),
            Self::OnClass(class) => return write!(f, "on-c{}-{}", class.number, class.of),
            Self::Category(number) => return write!(f, "k{}", category(*number)),
            Self::OnCategory(number) => return write!(f, "on-k{}", category(*number)),
            Self::Voice(number) => return write!(f, "v{}", category(*number)),
            Self::Paper => "paper",
            Self::Text => "ink",
            Self::Quiet => "quiet",
            Self::Line => "line",
            Self::Outline => "outline",
            Self::Backdrop => "backdrop",
            Self::Highlight => "highlight",
            Self::Mark => "mark",
            Self::Band => "band",
            Self::Doubt => "doubt",
            Self::NotKnown => "not-known",
            Self::NoRecord => "no-record",
            Self::NotApplicable => "not-applicable",
            Self::Confidential => "confidential",
            Self::Withdrawn => "withdrawn",
            Self::Old => "old",
            Self::Elsewhere => "elsewhere",
        })
    }
}

/// What inks look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Palette {
    /// Names only: the style sheet of the page has the colours, for light and dark, more contrast, forced colours and print.
    Page,
    /// Colours upon light paper.
    Light,
    /// The same upon white, for what is printed in colour.
    White,
    /// Colours upon dark paper.
    Dark,
    /// Black, white and what lies between.
    Print,
}

/// How an area of one ink is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// With one colour.
    Solid(Rgb),
    /// With a pattern.
    Patterned {
        /// Its form.
        pattern: Pattern,
        /// The colour of its lines.
        lines: Rgb,
        /// The colour beneath.
        ground: Rgb,
    },
}

impl Paint {
    /// The colour of a line in this ink, and of most of what a pattern says.
    #[must_use]
    pub fn colour(self) -> Rgb {
        match self {
            Self::Solid(colour) | Self::Patterned { lines: colour, .. } => colour,
        }
    }
}

impl Palette {
    /// How areas of an ink are filled. A page without its style sheet is printed in black and white.
    #[must_use]
    pub fn paint(self, ink: Ink) -> Paint {
        let colours = match self {
            Self::Light => &colours::LIGHT,
            Self::White => &colours::WHITE,
            Self::Dark => &colours::DARK,
            Self::Page | Self::Print => &colours::PRINT,
        };
        colours.paint(ink)
    }

    /// The pattern of an ink, which is the same for every reader of a page.
    #[must_use]
    pub fn pattern(self, ink: Ink) -> Option<Pattern> {
        let shown = if self == Self::Page { Self::Light } else { self };
        match shown.paint(ink) {
            Paint::Solid(_) => None,
            Paint::Patterned { pattern, .. } => Some(pattern),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Ink};

    #[test]
    fn no_two_inks_share_a_name() {
        let mut names: Vec<String> = Ink::all().iter().map(ToString::to_string).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn two_classes_lie_far_apart_and_one_in_the_middle() {
        assert_eq!(Class::new(1, 2), Class::new(1, 3));
        assert_eq!(Class::new(2, 2), Class::new(3, 3));
        assert_eq!(Class::new(1, 1), Class::new(2, 3));
        assert_eq!(Class::new(9, 9), Class::new(7, 7));
        assert_eq!(Class::new(0, 4), Class::new(1, 4));
    }
}
