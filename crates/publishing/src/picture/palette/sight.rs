//! How far colours lie apart, for every kind of sight: computed for each palette.

use super::colours::{Rgb, contrast, linear};
use super::{CATEGORIES, CLASSES, Class, Ink, Paint, Palette};

/// What a dichromat sees, in linear light: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
/// Deficiency" (IEEE TVCG 15, 2009), severity 1.0; without a deficiency first.
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    (
        "every colour",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// Rows of a matrix times a column.
fn times(matrix: &[[f64; 3]; 3], [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

/// A colour of linear light in Oklab (Ottosson 2020).
fn oklab(light: [f64; 3]) -> [f64; 3] {
    const TO_CONES: [[f64; 3]; 3] = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const TO_LAB: [[f64; 3]; 3] = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    times(&TO_LAB, times(&TO_CONES, light).map(libm::cbrt))
}

/// How far two colours lie apart for the sight that tells them apart worst: a distance in Oklab, in which black and white are 1 apart.
fn distance(one: Rgb, other: Rgb) -> (f64, &'static str) {
    let apart = |matrix: &[[f64; 3]; 3]| {
        let seen = |colour| oklab(times(matrix, linear(colour)).map(|part| part.clamp(0.0, 1.0)));
        let (one, other) = (seen(one), seen(other));
        let squares: f64 = one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum();
        squares.sqrt()
    };
    SIGHTS
        .iter()
        .map(|(name, matrix)| (apart(matrix), *name))
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .unwrap()
}

const PALETTES: [Palette; 4] = [Palette::Light, Palette::White, Palette::Dark, Palette::Print];

fn solid(palette: Palette, ink: Ink) -> Rgb {
    palette.paint(ink).colour()
}

#[track_caller]
fn assert_apart(palette: Palette, one: Ink, other: Ink, least: f64) {
    let (apart, sight) = distance(solid(palette, one), solid(palette, other));
    assert!(
        apart >= least,
        "{palette:?}: {one} and {other} are {apart:.3} apart for {sight}"
    );
}

#[test]
fn neighbouring_classes_are_told_apart_by_everyone() {
    for palette in PALETTES {
        for of in CLASSES {
            for number in 1..of {
                let [here, next] = [number, number + 1].map(|number| Ink::Class(Class::new(number, of)));
                assert_apart(palette, here, next, 0.08);
            }
            assert_apart(palette, Ink::Paper, Ink::Class(Class::new(1, of)), 0.07);
        }
    }
}

#[test]
fn classes_are_in_the_order_of_their_lightness() {
    for palette in PALETTES {
        let paper = oklab(linear(solid(palette, Ink::Paper)))[0];
        for of in CLASSES {
            let from_paper: Vec<f64> = (1..=of)
                .map(|number| {
                    (oklab(linear(solid(palette, Ink::Class(Class::new(number, of)))))[0] - paper).abs()
                })
                .collect();
            assert!(from_paper.is_sorted(), "{palette:?}: {from_paper:?}");
        }
    }
}

#[test]
fn categories_are_told_apart_by_everyone_or_by_their_pattern() {
    for palette in PALETTES {
        for one in 1..=CATEGORIES {
            for other in 1..one {
                let patterns = [one, other].map(|number| palette.pattern(Ink::Category(number)));
                match patterns {
                    [None, None] => assert_apart(palette, Ink::Category(one), Ink::Category(other), 0.08),
                    [one, other] => assert_ne!(one, other, "{palette:?}"),
                }
            }
        }
    }
}

#[test]
fn statuses_have_patterns_of_their_own() {
    for palette in PALETTES {
        let statuses = [
            Ink::NotKnown,
            Ink::Confidential,
            Ink::Withdrawn,
            Ink::Old,
            Ink::Elsewhere,
        ];
        let mut patterns: Vec<_> = statuses
            .iter()
            .map(|ink| palette.pattern(*ink).unwrap())
            .collect();
        let categories = (1..=CATEGORIES).filter_map(|number| palette.pattern(Ink::Category(number)));
        patterns.extend(categories.chain(palette.pattern(Ink::NotApplicable)));
        let all = patterns.len();
        patterns.sort_unstable();
        patterns.dedup();
        assert_eq!(patterns.len(), all, "{palette:?}: two meanings share a pattern");
    }
}

#[test]
fn patterns_are_seen_on_their_ground() {
    for palette in PALETTES {
        for ink in Ink::all() {
            if let Paint::Patterned { lines, ground, .. } = palette.paint(ink) {
                let (apart, sight) = distance(lines, ground);
                assert!(
                    apart >= 0.07,
                    "{palette:?}: {ink} is {apart:.3} from its ground for {sight}"
                );
            }
        }
        assert_apart(palette, Ink::NotApplicable, Ink::Paper, 0.1);
    }
}

#[test]
fn text_reads_on_what_it_stands_on() {
    for palette in PALETTES {
        for ink in [Ink::Text, Ink::Quiet, Ink::Doubt] {
            for ground in [Ink::Paper, Ink::Backdrop] {
                let ratio = contrast(solid(palette, ink), solid(palette, ground));
                assert!(ratio >= 4.5, "{palette:?}: {ink} upon {ground} has {ratio:.2}");
            }
        }
        for ink in Ink::all() {
            let upon = match ink {
                Ink::Class(class) => Ink::OnClass(class),
                Ink::Category(number) if palette.pattern(ink).is_none() => Ink::OnCategory(number),
                _ => continue,
            };
            let ratio = contrast(solid(palette, ink), solid(palette, upon));
            // The middle of a scale is as far from black as from white: large text, and never the only place a figure stands.
            assert!(ratio >= 3.0, "{palette:?}: text upon {ink} has {ratio:.2}");
        }
    }
}

#[test]
fn what_must_be_seen_stands_out_from_paper() {
    for palette in PALETTES {
        let inks = [
            Ink::Outline,
            Ink::Mark,
            Ink::Highlight,
            Ink::NotKnown,
            Ink::Old,
            Ink::Confidential,
        ];
        let categories = (1..=CATEGORIES)
            .map(Ink::Category)
            .filter(|_| palette != Palette::Print);
        for ink in inks.into_iter().chain(categories) {
            let ratio = contrast(solid(palette, ink), solid(palette, Ink::Paper));
            assert!(ratio >= 3.0, "{palette:?}: {ink} has {ratio:.2} against paper");
        }
    }
}

#[test]
fn black_and_white_is_black_and_white() {
    for ink in Ink::all() {
        let grey = |Rgb(red, green, blue)| red == green && green == blue;
        match Palette::Print.paint(ink) {
            Paint::Solid(colour) => assert!(grey(colour), "{ink}"),
            Paint::Patterned { lines, ground, .. } => assert!(grey(lines) && grey(ground), "{ink}"),
        }
    }
}
