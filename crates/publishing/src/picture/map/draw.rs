//! A map as a picture: its land, the marks of places too small to see, and, in a picture that stands alone, the words around them.

use std::collections::BTreeSet;

use tidemark_vocab::PlaceCode;

use super::borders::Borders;
use super::projected::Projected;
use super::sheet::around;
use super::view::Outline;
use super::{Map, MappedPlace, small};
use crate::display::Words;
use crate::messages;
use crate::picture::layout::Placer;
use crate::picture::palette::Ink;
use crate::picture::px::{Bounds, NotFinite, Point, Px};
use crate::picture::scene::{Anchor, Aria, Dash, Direction, Mark, Scene, Shape, Stroke, Text};

/// How a map is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    /// What its parts are named by, where it stands in a page.
    pub id: &'a str,
    /// Its width: 320 at least, for words to have room.
    pub width: Px,
    /// With or without the words around it.
    pub part: Part,
}

/// How much of a map is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it, to stand alone: title, legend and notes.
    Whole,
    /// Its land only: the page around it has the words.
    Land,
}

/// How large marks are of places too small to see: upon a map of the usual width, and on the narrowest.
const RADIUS: Px = Px::hundredths(360);
const NARROW_RADIUS: Px = Px::hundredths(240);

const OUTLINE: Stroke = Stroke::new(Ink::Outline, Px::hundredths(50));
const LABEL: Px = Px::whole(11);

/// Draws a map.
pub fn draw(
    map: &Map,
    borders: &Borders,
    drawing: Drawing<'_>,
    words: &Words<'_>,
) -> Result<Scene, NotFinite> {
    let asked: Vec<&PlaceCode> = map.places.iter().map(|place| &place.place).collect();
    let highest = drawing.width.part(85, 100);
    let projected = Projected::around(&asked, borders, drawing.width, highest)?;
    let sheet = Sheet::new(map, &projected)?;
    let land = sheet.marks();
    let (marks, size) = match drawing.part {
        Part::Land => (land, projected.view.size),
        Part::Whole => around(map, borders, land, projected.view.size, words),
    };
    let language = match drawing.part {
        Part::Land => String::new(),
        Part::Whole => words.messages.lang().to_string(),
    };
    let direction = match words.messages.dir() {
        messages::Direction::Rtl => Direction::RightToLeft,
        messages::Direction::Ltr => Direction::LeftToRight,
    };
    Ok(Scene {
        id: drawing.id.to_owned(),
        size,
        title: map.title.clone(),
        description: map.description(words),
        lang: language,
        direction,
        marks,
    })
}

/// A place of the map that is drawn.
struct Drawn<'m> {
    place: &'m MappedPlace,
    outline: &'m Outline,
    /// Where its mark is, where it is too small to be seen.
    mark: Option<Point>,
}

struct Sheet<'m> {
    map: &'m Map,
    projected: &'m Projected,
    /// How large marks are.
    radius: Px,
    /// In the order of the map, but parts of places after their wholes.
    drawn: Vec<Drawn<'m>>,
}

impl<'m> Sheet<'m> {
    fn new(map: &'m Map, projected: &'m Projected) -> Result<Self, NotFinite> {
        let mut drawn: Vec<Drawn<'_>> = map
            .places
            .iter()
            .filter_map(|place| {
                let outline = projected.outlines.get(&place.place)?;
                Some(Drawn {
                    place,
                    outline,
                    mark: None,
                })
            })
            .collect();
        drawn.sort_by_key(|drawn| drawn.place.place.parent().is_some());
        let radius = projected
            .view
            .size
            .width
            .part(1, 200)
            .clamp(NARROW_RADIUS, RADIUS);
        // Less than a fifth of what its mark covers is not seen.
        let covered = i64::from(radius.in_hundredths()) * i64::from(radius.in_hundredths()) * 3 / 100;
        let is_small = |drawn: &Drawn<'_>| drawn.outline.land < covered / 5;
        let homes: Vec<Point> = drawn
            .iter()
            .filter(|one| is_small(one))
            .map(|one| one.outline.at)
            .collect();
        let marks = small::apart(&homes, radius, &projected.view.frame())?;
        for (one, mark) in drawn.iter_mut().filter(|one| is_small(one)).zip(marks) {
            one.mark = Some(mark);
        }
        Ok(Self {
            map,
            projected,
            radius,
            drawn,
        })
    }

    fn marks(&self) -> Vec<Mark> {
        let land: Vec<Mark> = self
            .drawn
            .iter()
            .filter(|one| one.mark.is_none())
            .map(|one| self.land(one))
            .collect();
        let mut marks = vec![self.backdrop(), Mark::group(land).stroked(OUTLINE)];
        marks.extend(self.contested());
        marks.push(Mark::group(self.leaders()).stroked(OUTLINE).told_as(Aria::Hidden));
        let small = self.drawn.iter().filter_map(|one| self.small(one));
        marks.push(Mark::group(small.collect()).stroked(Stroke::new(Ink::Text, Px::hundredths(60))));
        marks.push(Mark::group(self.signs()).told_as(Aria::Hidden));
        if !self.projected.view.is_world {
            let labels = Mark::group(self.labels())
                .with_data("labels", "")
                .told_as(Aria::Hidden);
            marks.push(labels);
        }
        // A group of nothing says nothing.
        marks.retain(|mark| !matches!(&mark.shape, Shape::Group { marks, .. } if marks.is_empty()));
        marks
    }

    /// Land that is not asked for: so that a reader sees where the rest lies.
    fn backdrop(&self) -> Mark {
        let asked: BTreeSet<&PlaceCode> = self.drawn.iter().map(|one| &one.place.place).collect();
        // A part lies in its whole, which is drawn.
        let others = self.projected.outlines.iter().filter(|(place, outline)| {
            !asked.contains(place) && place.parent().is_none() && !outline.path.is_empty()
        });
        let others = others.map(|(_, outline)| Mark::path(outline.path.clone()));
        Mark::group(others.collect())
            .filled(Ink::Backdrop)
            .stroked(Stroke::new(Ink::Line, Px::hundredths(50)))
            .told_as(Aria::Hidden)
    }

    /// A mark with the colour of a place, what it says and where it leads.
    fn told(&self, drawn: &Drawn<'_>, mark: Mark) -> Mark {
        let (key, ink) = self.map.entry(drawn.place);
        let mut mark = mark
            .filled(ink)
            .of_class(key.clone())
            .titled(drawn.place.title.as_str());
        mark.link.clone_from(&drawn.place.href);
        mark
    }

    fn land(&self, drawn: &Drawn<'_>) -> Mark {
        self.told(drawn, Mark::path(drawn.outline.path.clone()))
    }

    fn small(&self, drawn: &Drawn<'_>) -> Option<Mark> {
        Some(self.told(drawn, Mark::circle(drawn.mark?, self.radius)))
    }

    /// Lines from marks that had to give way to where their places are.
    fn leaders(&self) -> Vec<Mark> {
        let moved = self.drawn.iter().filter_map(|one| {
            let (mark, home) = (one.mark?, one.outline.at);
            let far = (mark.x - home.x).abs() + (mark.y - home.y).abs() > self.radius * 2;
            far.then(|| Mark::line(home, mark))
        });
        moved.collect()
    }

    /// Contested lines: dashed, over the unbroken lines of the land on both sides.
    fn contested(&self) -> Vec<Mark> {
        let path = &self.projected.contested;
        if path.is_empty() {
            return Vec::new();
        }
        let line = |stroke| Mark::path(path.clone()).stroked(stroke);
        let beneath = line(Stroke::new(Ink::Paper, Px::hundredths(110)));
        let dashes = line(Stroke::new(Ink::Outline, Px::hundredths(80)).dashed(Dash::Dashed));
        vec![Mark::group(vec![beneath, dashes]).told_as(Aria::Hidden)]
    }

    fn signs(&self) -> Vec<Mark> {
        let halo = Stroke::new(Ink::Paper, Px::hundredths(80));
        let mut marks = Vec::new();
        for one in &self.drawn {
            let at = one.mark.unwrap_or(one.outline.at);
            let signs = &one.place.signs;
            for (number, sign) in (0_i32..).zip(signs) {
                // Two stand side by side.
                let aside = if signs.len() > 1 {
                    Px::hundredths(-380 + 760 * number)
                } else {
                    Px::ZERO
                };
                let path = sign.path(at + Point::new(aside, Px::ZERO));
                marks.push(Mark::path(path).filled(sign.ink()).stroked(halo));
            }
        }
        marks
    }

    /// Names, the largest land first, where there is room.
    fn labels(&self) -> Vec<Mark> {
        let mut placer = Placer::new(self.projected.view.frame().grown(-Px::whole(2)), Px::whole(2));
        let around = |at: Point, by: Px| Bounds { from: at, to: at }.grown(by);
        for one in &self.drawn {
            if let Some(mark) = one.mark {
                placer.take(around(mark, self.radius));
            } else if !one.place.signs.is_empty() {
                placer.take(around(one.outline.at, Px::whole(4)));
            }
        }
        let mut largest: Vec<&Drawn<'_>> = self.drawn.iter().collect();
        largest.sort_by_key(|one| (one.mark.is_some(), std::cmp::Reverse(one.outline.land)));
        let labels = largest
            .into_iter()
            .filter_map(|one| placer.place(places(one, self.radius)));
        let halo = Stroke::new(Ink::Paper, Px::hundredths(250));
        labels
            .map(|text| Mark::text(text, Ink::Text).stroked(halo))
            .collect()
    }
}

/// Where the name of a place may stand: upon its land, else beside it.
fn places(one: &Drawn<'_>, radius: Px) -> Vec<Text> {
    let name = &one.place.name;
    let text = |at: Point, anchor| Text::new(at, name.as_str(), LABEL).anchored(anchor);
    let down = Px::whole(4);
    if let Some(mark) = one.mark {
        let (aside, below) = (radius + Px::whole(3), radius + Px::whole(10));
        return vec![
            text(mark + Point::new(aside, down), Anchor::Left),
            text(mark + Point::new(-aside, down), Anchor::Right),
            text(
                mark + Point::new(Px::ZERO, -(radius + Px::whole(3))),
                Anchor::Middle,
            ),
            text(mark + Point::new(Px::ZERO, below), Anchor::Middle),
        ];
    }
    let at = one.outline.at;
    // A name that reaches far beyond its land would be read as that of its neighbour.
    let room = one.outline.width.part(8, 5).max(Px::whole(28));
    let whole = text(at + Point::new(Px::ZERO, down), Anchor::Middle);
    if whole.width() > room {
        return Vec::new();
    }
    let signs = if one.place.signs.is_empty() {
        Px::ZERO
    } else {
        Px::whole(12)
    };
    vec![
        text(at + Point::new(Px::ZERO, down + signs), Anchor::Middle),
        text(at + Point::new(Px::ZERO, down - Px::whole(9)), Anchor::Middle),
        text(at + Point::new(Px::ZERO, down + Px::whole(9)), Anchor::Middle),
    ]
}
