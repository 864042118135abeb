//! Marks to pixels, as a browser paints the SVG of the same picture.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tidemark_publishing::picture::palette::{Paint, Pattern, Rgb};
use tidemark_publishing::picture::{Dash, Ink, Palette, Px, Scene, Stroke};
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{self, Affine, BezPath, Cap, Join, Shape as _};
use vello_cpu::peniko::{Extend, ImageQuality, ImageSampler};
use vello_cpu::{
    Image, ImageSource, Level, PaintType, Pixmap, RenderContext, RenderMode, RenderSettings, Resources,
};

use super::PictureError;
use super::palette::Colour;
use super::steps::{self, Line, Step};
use super::words;
use crate::fonts::Fonts;

/// As SVG has it where nothing is said.
const MITER_LIMIT: f64 = 4.0;

/// A picture on so many pixels, its units that many times as large.
pub(super) fn paint(
    scene: &Scene,
    palette: Palette,
    fonts: &Fonts,
    size: (u16, u16),
    scale: f64,
) -> Result<Pixmap, PictureError> {
    let mut steps = steps::steps(scene)?;
    steps::draw_once(&mut steps, |width| is_thin(width, scale));
    let words = steps.iter().filter_map(|step| match step {
        Step::Words(mark) => Some(mark.clone()),
        Step::Shape { .. } => None,
    });
    let letters = words::outlined(&words.collect::<Vec<_>>(), scene, palette, fonts)?;
    let mut letters = letters.iter();
    let mut painter = Painter {
        palette,
        canvas: Canvas::new(size, Affine::scale(scale), scale),
        tiles: BTreeMap::new(),
    };
    for step in &steps {
        match step {
            Step::Shape { outline, fill, line } => painter.shape(outline, *fill, line.as_ref())?,
            Step::Words(_) => letters
                .next()
                .into_iter()
                .flatten()
                .for_each(|letters| painter.canvas.letters(letters)),
        }
    }
    Ok(painter.canvas.pixels())
}

/// The colours that a picture means; all others lie between two of them, at a smoothed edge.
pub(super) fn colours(scene: &Scene, palette: Palette) -> BTreeSet<Colour> {
    let mut inks = BTreeSet::from([Ink::Paper]);
    scene.each(&mut |mark, _| inks.extend(mark.fill.into_iter().chain(mark.stroke.map(|stroke| stroke.ink))));
    let colours = inks.into_iter().flat_map(|ink| match palette.paint(ink) {
        Paint::Solid(colour) => [colour, colour],
        Paint::Patterned { lines, ground, .. } => [lines, ground],
    });
    colours.map(|Rgb(red, green, blue)| [red, green, blue]).collect()
}

struct Painter {
    palette: Palette,
    canvas: Canvas,
    /// Patterns, painted once.
    tiles: BTreeMap<Ink, Arc<Pixmap>>,
}

impl Painter {
    fn shape(
        &mut self,
        outline: &BezPath,
        fill: Option<Ink>,
        line: Option<&Line>,
    ) -> Result<(), PictureError> {
        if let Some(ink) = fill {
            let paint = self.paint(ink)?;
            self.canvas.fill(outline, paint);
        }
        if let Some(Line { stroke, course }) = line {
            let colour = self.palette.paint(stroke.ink).colour();
            let drawn = by_line(*stroke, self.canvas.scale);
            self.canvas
                .stroke(course.as_ref().unwrap_or(outline), &drawn, solid(colour));
        }
        Ok(())
    }

    fn paint(&mut self, ink: Ink) -> Result<PaintType, PictureError> {
        Ok(match self.palette.paint(ink) {
            Paint::Solid(colour) => solid(colour),
            Paint::Patterned {
                pattern,
                lines,
                ground,
            } => repeated(self.tile(ink, pattern, lines, ground)?),
        })
    }

    fn tile(
        &mut self,
        ink: Ink,
        pattern: Pattern,
        lines: Rgb,
        ground: Rgb,
    ) -> Result<Arc<Pixmap>, PictureError> {
        if let Some(known) = self.tiles.get(&ink) {
            return Ok(Arc::clone(known));
        }
        let (data, width) = pattern.lines();
        let line = kurbo::Stroke::new(width.parse().map_err(|_| PictureError::Path)?)
            .with_caps(if pattern.is_round() { Cap::Round } else { Cap::Butt })
            .with_join(Join::Miter)
            .with_miter_limit(MITER_LIMIT);
        let (side, shape) = (f64::from(pattern.side()), steps::outline(data)?);
        let tile = Arc::new(self.canvas.tile(side, &shape, &line, (lines, ground)));
        self.tiles.insert(ink, Arc::clone(&tile));
        Ok(tile)
    }
}

/// Pixels in the making.
struct Canvas {
    context: RenderContext,
    size: (u16, u16),
    /// How many pixels a unit of the picture has.
    scale: f64,
}

impl Canvas {
    fn new(size: (u16, u16), base: Affine, scale: f64) -> Self {
        let settings = RenderSettings {
            // What this processor does best: another may round the smoothing of an edge otherwise, by one of 255.
            level: Level::new(),
            num_threads: 0,
            render_mode: RenderMode::OptimizeSpeed,
        };
        let mut context = RenderContext::new_with(size.0, size.1, settings);
        context.set_transform(base);
        Self { context, size, scale }
    }

    fn fill(&mut self, shape: &BezPath, paint: PaintType) {
        // Tiles are whole pixels wide and lie on whole pixels: nothing is blurred.
        self.context
            .set_paint_transform(self.context.transform().inverse());
        self.context.set_paint(paint);
        self.context.fill_path(shape);
    }

    fn stroke(&mut self, shape: &BezPath, line: &kurbo::Stroke, paint: PaintType) {
        self.context.set_paint(paint);
        self.context.set_stroke(line.clone());
        self.context.stroke_path(shape);
    }

    fn letters(&mut self, letters: &words::Letters) {
        self.context.set_paint(letters.colour);
        match &letters.line {
            Some(line) => {
                self.context.set_stroke(line.clone());
                self.context.stroke_path(&letters.shape);
            }
            None => self.context.fill_path(&letters.shape),
        }
    }

    /// A tile of a pattern of this side, on as many whole pixels as come next to it.
    fn tile(&self, side: f64, shape: &BezPath, line: &kurbo::Stroke, (lines, ground): (Rgb, Rgb)) -> Pixmap {
        let pixels = whole(side * self.scale);
        let scale = f64::from(pixels) / side;
        let mut tile = Self::new((pixels, pixels), Affine::scale(scale), scale);
        let all = kurbo::Rect::new(0.0, 0.0, side, side).to_path(0.1);
        tile.fill(&all, solid(ground));
        tile.stroke(shape, line, solid(lines));
        tile.pixels()
    }

    fn pixels(mut self) -> Pixmap {
        let mut pixels = Pixmap::new(self.size.0, self.size.1);
        self.context.flush();
        self.context.render_to_pixmap(&mut Resources::new(), &mut pixels);
        pixels
    }
}

fn solid(Rgb(red, green, blue): Rgb) -> PaintType {
    AlphaColor::<Srgb>::from_rgba8(red, green, blue, u8::MAX).into()
}

fn repeated(tile: Arc<Pixmap>) -> PaintType {
    PaintType::Image(Image {
        image: ImageSource::Pixmap(tile),
        sampler: ImageSampler {
            x_extend: Extend::Repeat,
            y_extend: Extend::Repeat,
            quality: ImageQuality::Low,
            alpha: 1.0,
        },
    })
}

/// Whether a line has less than a pixel: its corners cannot be seen, and cost the most.
fn is_thin(width: Px, scale: f64) -> bool {
    width.to_f64() * scale < 1.0
}

/// A line as SVG draws it.
fn by_line(stroke: Stroke, scale: f64) -> kurbo::Stroke {
    let width = stroke.width.to_f64();
    let join = if is_thin(stroke.width, scale) {
        Join::Bevel
    } else {
        Join::Miter
    };
    let line = kurbo::Stroke::new(width)
        .with_caps(Cap::Butt)
        .with_join(join)
        .with_miter_limit(MITER_LIMIT);
    match stroke.dash {
        Dash::Solid => line,
        Dash::Dashed => line.with_dashes(0.0, [4.0, 3.0]),
        Dash::Dotted => line.with_dashes(0.0, [1.0, 2.0]),
    }
}

/// Pixels across a tile: at least one, and no more than a picture has.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and the largest side"
)]
fn whole(pixels: f64) -> u16 {
    pixels.round().clamp(1.0, f64::from(super::LARGEST_SIDE)) as u16
}
