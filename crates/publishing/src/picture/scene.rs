//! A picture as a tree of marks.

use super::metrics;
use super::palette::Ink;
use super::path::Path;
use super::px::{Bounds, Point, Px, Size};

/// A picture: what it shows, in words and in marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// What its parts are named by in a page: letters and digits, one picture a name.
    pub id: String,
    /// Its width and height.
    pub size: Size,
    /// What it shows, in a line.
    pub title: String,
    /// What it says, for who does not see it.
    pub description: String,
    /// The language of its words; empty where the page around it says so.
    pub lang: String,
    /// Which way its words run. Marks stand where they are put, whichever way that is.
    pub direction: Direction,
    /// From the back to the front.
    pub marks: Vec<Mark>,
}

/// Which way words run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// From left to right.
    #[default]
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// A class of the legend, as marks and the legend name it: `c3`, `not_known`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassKey(pub String);

/// A mark with what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What is drawn.
    pub shape: Shape,
    /// What it is filled with; text stands in it.
    pub fill: Option<Ink>,
    /// Its line.
    pub stroke: Option<Stroke>,
    /// What it says, shown where it is pointed at: "Bulgaria: yes (HRI 2024)".
    pub title: Option<String>,
    /// Where it leads.
    pub link: Option<String>,
    /// The class of the legend it is of.
    pub class: Option<ClassKey>,
    /// The class of the legend it explains.
    pub explains: Option<ClassKey>,
    /// What programs that listen to it ask for: `data-place="BGR"`. Names are letters and hyphens.
    pub data: Vec<(&'static str, String)>,
    /// What it is to assistive technology, where that is not plain.
    pub aria: Option<Aria>,
}

/// What a mark is to assistive technology.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aria {
    /// Nothing: what it shows is said elsewhere.
    Hidden,
    /// A list of what it holds.
    List,
    /// One of a list.
    Item,
}

/// A line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    /// Its colour.
    pub ink: Ink,
    /// How broad it is.
    pub width: Px,
    /// How it runs.
    pub dash: Dash,
}

impl Stroke {
    /// An unbroken line.
    #[must_use]
    pub const fn new(ink: Ink, width: Px) -> Self {
        Self {
            ink,
            width,
            dash: Dash::Solid,
        }
    }

    /// The same line, broken.
    #[must_use]
    pub const fn dashed(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }
}

/// How a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// In dashes.
    Dashed,
    /// In dots.
    Dotted,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Marks that belong together, from the back to the front, all moved alike.
    Group {
        /// The marks.
        marks: Vec<Mark>,
        /// How far they are moved.
        by: Point,
    },
    /// An upright rectangle.
    Rect {
        /// Where.
        bounds: Bounds,
        /// The radius of its corners.
        corner: Px,
    },
    /// A straight line.
    Line {
        /// From here.
        from: Point,
        /// To there.
        to: Point,
    },
    /// A line or an outline of any form.
    Path(Path),
    /// A circle.
    Circle {
        /// Its middle.
        middle: Point,
        /// Its radius.
        radius: Px,
    },
    /// Words in one line.
    Text(Text),
}

/// Words in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Where the line they stand on begins, has its middle or ends, as the anchor says.
    pub at: Point,
    /// The words.
    pub words: String,
    /// Their size.
    pub size: Px,
    /// Their weight.
    pub weight: Weight,
    /// Which part of them is at the point.
    pub anchor: Anchor,
}

/// How bold words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// As text.
    #[default]
    Regular,
    /// As headings.
    Semibold,
}

/// Which part of words is at their point, whichever way they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// Their left end.
    #[default]
    Left,
    /// Their middle.
    Middle,
    /// Their right end.
    Right,
}

impl Text {
    /// Words from a point to the right.
    #[must_use]
    pub fn new(at: Point, words: impl Into<String>, size: Px) -> Self {
        Self {
            at,
            words: words.into(),
            size,
            weight: Weight::Regular,
            anchor: Anchor::Left,
        }
    }

    /// The same, in semibold.
    #[must_use]
    pub fn bold(self) -> Self {
        Self {
            weight: Weight::Semibold,
            ..self
        }
    }

    /// The same, anchored elsewhere.
    #[must_use]
    pub fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// How wide the words are.
    #[must_use]
    pub fn width(&self) -> Px {
        metrics::width(&self.words, self.size, self.weight)
    }

    /// The room they take.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let width = self.width();
        let left = match self.anchor {
            Anchor::Left => self.at.x,
            Anchor::Middle => self.at.x - width.half(),
            Anchor::Right => self.at.x - width,
        };
        let above = metrics::ascent(self.size);
        let height = above + metrics::descent(self.size);
        Bounds::new(Point::new(left, self.at.y - above), Size::new(width, height))
    }
}

impl Mark {
    /// A mark of a shape, without any colour yet.
    #[must_use]
    pub fn new(shape: Shape) -> Self {
        Self {
            shape,
            fill: None,
            stroke: None,
            title: None,
            link: None,
            class: None,
            explains: None,
            data: Vec::new(),
            aria: None,
        }
    }

    /// Marks that belong together.
    #[must_use]
    pub fn group(marks: Vec<Self>) -> Self {
        Self::new(Shape::Group {
            marks,
            by: Point::default(),
        })
    }

    /// Marks that belong together, moved.
    #[must_use]
    pub fn moved(marks: Vec<Self>, by: Point) -> Self {
        Self::new(Shape::Group { marks, by })
    }

    /// An upright rectangle.
    #[must_use]
    pub fn rect(bounds: Bounds) -> Self {
        Self::new(Shape::Rect {
            bounds,
            corner: Px::ZERO,
        })
    }

    /// A straight line.
    #[must_use]
    pub fn line(from: Point, to: Point) -> Self {
        Self::new(Shape::Line { from, to })
    }

    /// A line or an outline.
    #[must_use]
    pub fn path(path: Path) -> Self {
        Self::new(Shape::Path(path))
    }

    /// A circle.
    #[must_use]
    pub fn circle(middle: Point, radius: Px) -> Self {
        Self::new(Shape::Circle { middle, radius })
    }

    /// Words in an ink.
    #[must_use]
    pub fn text(text: Text, ink: Ink) -> Self {
        Self::new(Shape::Text(text)).filled(ink)
    }

    /// The same, filled.
    #[must_use]
    pub fn filled(mut self, ink: Ink) -> Self {
        self.fill = Some(ink);
        self
    }

    /// The same, with a line.
    #[must_use]
    pub fn stroked(mut self, stroke: Stroke) -> Self {
        self.stroke = Some(stroke);
        self
    }

    /// The same, with what it says.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The same, leading somewhere.
    #[must_use]
    pub fn linked(mut self, to: impl Into<String>) -> Self {
        self.link = Some(to.into());
        self
    }

    /// The same, of a class of the legend.
    #[must_use]
    pub fn of_class(mut self, class: ClassKey) -> Self {
        self.class = Some(class);
        self
    }

    /// The same, as what explains a class of the legend.
    #[must_use]
    pub fn explaining(mut self, class: ClassKey) -> Self {
        self.explains = Some(class);
        self
    }

    /// The same, with something for programs that listen to it.
    #[must_use]
    pub fn with_data(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.data.push((name, value.into()));
        self
    }

    /// The same, to assistive technology as this.
    #[must_use]
    pub fn told_as(mut self, aria: Aria) -> Self {
        self.aria = Some(aria);
        self
    }

    /// The mark and all within it, with how far each is moved.
    pub fn each<'s>(&'s self, moved: Point, visit: &mut impl FnMut(&'s Self, Point)) {
        visit(self, moved);
        if let Shape::Group { marks, by } = &self.shape {
            for mark in marks {
                mark.each(moved + *by, visit);
            }
        }
    }
}

impl Scene {
    /// Every mark, with how far it is moved.
    pub fn each<'s>(&'s self, visit: &mut impl FnMut(&'s Mark, Point)) {
        for mark in &self.marks {
            mark.each(Point::default(), visit);
        }
    }

    /// Whether any of it leads somewhere.
    #[must_use]
    pub fn has_links(&self) -> bool {
        let mut found = false;
        self.each(&mut |mark, _| found |= mark.link.is_some());
        found
    }

    /// The whole of it.
    #[must_use]
    pub fn frame(&self) -> Bounds {
        Bounds::new(Point::default(), self.size)
    }
}
