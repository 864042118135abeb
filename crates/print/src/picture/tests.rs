use tidemark_publishing::picture::{
    Bounds, Class, Dash, Direction, Ink, Mark, Point, Px, Size, Stroke, Text, write,
};
use usvg::{Options, Tree};

use super::*;

fn point(x: i32, y: i32) -> Point {
    Point::new(Px::whole(x), Px::whole(y))
}

fn square(x: i32, y: i32, side: i32) -> Mark {
    Mark::rect(Bounds::new(
        point(x, y),
        Size::new(Px::whole(side), Px::whole(side)),
    ))
}

fn scene(marks: Vec<Mark>) -> Scene {
    Scene {
        id: "p".to_owned(),
        size: Size::new(Px::whole(200), Px::whole(100)),
        title: "Needles".to_owned(),
        description: "Some.".to_owned(),
        lang: String::new(),
        direction: Direction::LeftToRight,
        marks,
    }
}

fn words(text: &str) -> Mark {
    Mark::text(Text::new(point(10, 50), text, Px::whole(14)), Ink::Text)
}

/// Of everything that a picture is made of.
fn varied() -> Scene {
    let thin = Stroke::new(Ink::Outline, Px::hundredths(50));
    let broad = Stroke::new(Ink::Highlight, Px::whole(3));
    let dashed = broad.dashed(Dash::Dashed);
    scene(vec![
        Mark::group(vec![square(4, 4, 20), square(24, 4, 20).filled(Ink::NotKnown)])
            .filled(Ink::Class(Class::new(2, 5)))
            .stroked(thin),
        Mark::moved(
            vec![
                Mark::circle(point(12, 12), Px::whole(9)).filled(Ink::Category(3)),
                Mark::line(point(2, 30), point(50, 36)).stroked(dashed),
            ],
            point(60, 4),
        ),
        Mark::circle(point(150, 24), Px::whole(18))
            .filled(Ink::Old)
            .stroked(broad),
        words("Needle and syringe programmes: 30"),
        Mark::moved(
            vec![
                Mark::text(
                    Text::new(point(180, 50), "ليبيا ✓", Px::whole(18)).bold(),
                    Ink::Quiet,
                )
                .stroked(Stroke::new(Ink::Paper, Px::whole(2))),
            ],
            point(-60, 35),
        ),
    ])
}

/// Width, and red, green and blue of every pixel.
fn read(png: &[u8]) -> (u32, Vec<[u8; 3]>) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb);
    (info.width, bytes.as_chunks::<3>().0.to_vec())
}

/// What another program makes of the SVG of a picture.
fn by_resvg(press: &Press, scene: &Scene, palette: Palette, scale: f32) -> Vec<[u8; 3]> {
    let options = Options {
        fontdb: std::sync::Arc::clone(&press.fonts().database),
        ..Options::default()
    };
    let tree = Tree::from_str(&write(scene, palette), &options).unwrap();
    let side = |length: f32| whole(f64::from(length * scale));
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    let mut pixels = resvg::tiny_skia::Pixmap::new(width, height).unwrap();
    let by = resvg::tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, by, &mut pixels.as_mut());
    pixels
        .pixels()
        .iter()
        .map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect()
}

/// How far two pictures are apart: the mean over pixels and channels, of 255.
fn apart(one: &[[u8; 3]], other: &[[u8; 3]]) -> f64 {
    assert_eq!(one.len(), other.len());
    let (one, other) = (one.as_flattened(), other.as_flattened());
    let off: u64 = one
        .iter()
        .zip(other)
        .map(|(one, other)| u64::from(one.abs_diff(*other)))
        .sum();
    f64::from(u32::try_from(off).unwrap()) / f64::from(u32::try_from(one.len()).unwrap())
}

#[test]
fn a_picture_is_as_wide_as_asked_and_keeps_its_shape() {
    let png = Press::new(Vec::new())
        .png(&varied(), Palette::Light, 640)
        .unwrap();
    let (width, pixels) = read(&png);
    assert_eq!((width, pixels.len()), (640, 640 * 320));
}

#[test]
fn what_is_painted_is_what_others_make_of_the_svg() {
    let press = Press::new(Vec::new());
    for palette in [Palette::Light, Palette::Dark, Palette::Print] {
        // At whole numbers patterns lie where they do in SVG.
        for scale in [2_u8, 3, 5] {
            let (_, ours) = read(&press.png(&varied(), palette, 200 * u32::from(scale)).unwrap());
            let theirs = by_resvg(&press, &varied(), palette, f32::from(scale));
            let off = apart(&ours, &theirs);
            // Edges are smoothed in other ways: the fewer pixels, the more of them are edges.
            assert!(off < 2.0 / f64::from(scale), "{palette:?} at {scale}: {off}");
        }
    }
}

#[test]
fn a_mark_that_is_missing_would_be_seen() {
    let press = Press::new(Vec::new());
    let whole = varied();
    let theirs = by_resvg(&press, &whole, Palette::Light, 2.0);
    for missing in 0..whole.marks.len() {
        let mut scene = whole.clone();
        scene.marks.remove(missing);
        let (_, ours) = read(&press.png(&scene, Palette::Light, 400).unwrap());
        let off = apart(&ours, &theirs);
        assert!(off > 1.0, "without mark {missing}: {off}");
    }
}

#[test]
fn colours_come_out_exactly() {
    let inks = [
        Ink::Class(Class::new(1, 7)),
        Ink::Class(Class::new(2, 7)),
        Ink::Category(1),
        Ink::Paper,
    ];
    let marks = (0..)
        .zip(inks)
        .map(|(place, ink)| square(place * 20, 0, 20).filled(ink));
    let scene = scene(marks.collect());
    let (width, pixels) = read(&Press::new(Vec::new()).png(&scene, Palette::Light, 200).unwrap());
    for (place, ink) in (0_usize..).zip(inks) {
        let colour = Palette::Light.paint(ink).colour();
        let middle = 10 * usize::try_from(width).unwrap() + place * 20 + 10;
        assert_eq!(pixels[middle], [colour.0, colour.1, colour.2], "{ink}");
    }
}

#[test]
fn paper_reaches_every_edge() {
    let paper = Palette::Light.paint(Ink::Paper).colour();
    let scene = Scene {
        size: Size::new(Px::whole(200), Px::hundredths(50_37)),
        ..scene(Vec::new())
    };
    for width in [100, 101, 333] {
        let (_, pixels) = read(&Press::new(Vec::new()).png(&scene, Palette::Light, width).unwrap());
        assert!(
            pixels.iter().all(|pixel| *pixel == [paper.0, paper.1, paper.2]),
            "{width}"
        );
    }
}

#[test]
fn letters_are_painted_the_same_each_time() {
    let press = Press::new(Vec::new());
    let picture = |text: &str| press.png(&scene(vec![words(text)]), Palette::Light, 200).unwrap();
    assert_ne!(picture("✓ ليبيا"), picture(""));
    assert_eq!(picture("✓ ليبيا"), picture("✓ ليبيا"));
}

#[test]
fn what_is_too_large_is_refused() {
    let press = Press::new(Vec::new());
    let tall = Scene {
        size: Size::new(Px::whole(1), Px::whole(100)),
        ..scene(Vec::new())
    };
    for (scene, width) in [
        (varied(), 0),
        (varied(), u32::from(LARGEST_SIDE) + 1),
        (tall, 4_000),
    ] {
        assert!(matches!(
            press.png(&scene, Palette::Light, width),
            Err(PictureError::Size { .. })
        ));
    }
}
