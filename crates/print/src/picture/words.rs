//! Words as outlines: shaped, ordered and put in place by usvg, from the very SVG that browsers are given.

use std::sync::Arc;

use tidemark_publishing::picture::{Mark, Palette, Scene, write};
use usvg::tiny_skia_path::{Path, PathSegment, Point};
use usvg::{Group, ImageHrefResolver, Node, Options, Tree};
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath, Cap, Join, Stroke};

use super::PictureError;
use crate::fonts::{FAMILY, Fonts};

/// Letters of one colour.
pub(super) struct Letters {
    pub(super) shape: BezPath,
    pub(super) colour: AlphaColor<Srgb>,
    /// The line around them, where they are not filled.
    pub(super) line: Option<Stroke>,
}

/// What marks of words are painted as, each from the back to the front.
pub(super) fn outlined(
    marks: &[Mark],
    of: &Scene,
    palette: Palette,
    fonts: &Fonts,
) -> Result<Vec<Vec<Letters>>, PictureError> {
    let all = together(marks.to_vec(), of, palette, fonts)?;
    if all.len() == marks.len() {
        return Ok(all);
    }
    // Words without a letter that can be seen have no outline, and which these are is only known when each stands alone.
    let alone = marks
        .iter()
        .map(|mark| together(vec![mark.clone()], of, palette, fonts));
    alone
        .map(|letters| Ok(letters?.into_iter().flatten().collect()))
        .collect()
}

/// The letters of all marks that have any.
fn together(
    marks: Vec<Mark>,
    of: &Scene,
    palette: Palette,
    fonts: &Fonts,
) -> Result<Vec<Vec<Letters>>, PictureError> {
    let only = Scene {
        id: of.id.clone(),
        size: of.size,
        title: String::new(),
        description: String::new(),
        lang: of.lang.clone(),
        direction: of.direction,
        marks,
    };
    let options = Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&fonts.database),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(&write(&only, palette), &options)?;
    let mut texts = Vec::new();
    for node in tree.root().children() {
        collect(node, &mut texts);
    }
    Ok(texts)
}

/// The texts of a node. What else an SVG of words has is its paper, which is painted already.
fn collect(node: &Node, texts: &mut Vec<Vec<Letters>>) {
    match node {
        Node::Text(text) => {
            let mut letters = Vec::new();
            flattened(text.flattened(), affine(text.abs_transform()), &mut letters);
            texts.push(letters);
        }
        Node::Group(group) => group.children().iter().for_each(|node| collect(node, texts)),
        Node::Path(_) | Node::Image(_) => {}
    }
}

/// `by` is where the group stands: what lies in a text knows nothing of what lies around it.
fn flattened(group: &Group, by: Affine, letters: &mut Vec<Letters>) {
    let by = by * affine(group.transform());
    for node in group.children() {
        match node {
            Node::Path(path) => {
                let mut shape = outline(path.data());
                shape.apply_affine(by);
                let filled = path.fill().and_then(|fill| {
                    Some(Letters {
                        shape: shape.clone(),
                        colour: colour(fill.paint())?,
                        line: None,
                    })
                });
                let stroked = path.stroke().and_then(|stroke| {
                    Some(Letters {
                        shape: shape.clone(),
                        colour: colour(stroke.paint())?,
                        line: Some(line(stroke)),
                    })
                });
                match path.paint_order() {
                    usvg::PaintOrder::FillAndStroke => letters.extend(filled.into_iter().chain(stroked)),
                    usvg::PaintOrder::StrokeAndFill => letters.extend(stroked.into_iter().chain(filled)),
                }
            }
            Node::Group(group) => flattened(group, by, letters),
            Node::Text(_) | Node::Image(_) => {}
        }
    }
}

/// Words have one colour, never a pattern or a gradient.
fn colour(paint: &usvg::Paint) -> Option<AlphaColor<Srgb>> {
    match paint {
        usvg::Paint::Color(colour) => Some(AlphaColor::from_rgba8(
            colour.red,
            colour.green,
            colour.blue,
            u8::MAX,
        )),
        _ => None,
    }
}

fn line(stroke: &usvg::Stroke) -> Stroke {
    Stroke::new(f64::from(stroke.width().get()))
        .with_caps(Cap::Butt)
        .with_join(Join::Round)
}

fn outline(path: &Path) -> BezPath {
    let at = |point: Point| (f64::from(point.x), f64::from(point.y));
    let mut outline = BezPath::with_capacity(path.len());
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => outline.move_to(at(to)),
            PathSegment::LineTo(to) => outline.line_to(at(to)),
            PathSegment::QuadTo(by, to) => outline.quad_to(at(by), at(to)),
            PathSegment::CubicTo(by, then, to) => outline.curve_to(at(by), at(then), at(to)),
            PathSegment::Close => outline.close_path(),
        }
    }
    outline
}

fn affine(transform: usvg::Transform) -> Affine {
    let numbers = [
        transform.sx,
        transform.ky,
        transform.kx,
        transform.sy,
        transform.tx,
        transform.ty,
    ];
    Affine::new(numbers.map(f64::from))
}
