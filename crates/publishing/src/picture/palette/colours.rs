//! The colours. How far they lie apart, for every kind of sight, is computed by the tests beside this file.
//!
//! Scales run through Oklch (Björn Ottosson, "A perceptual color space for image processing", 2020) in even steps of lightness, from where paper
//! ends to where it is darkest (lightest, upon dark paper).

use std::fmt;

use super::{Class, Ink, Paint, Pattern, category};

/// A colour of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// As in style sheets: `#0a6d82`.
impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

const fn rgb(colour: u32) -> Rgb {
    let [_, red, green, blue] = colour.to_be_bytes();
    Rgb(red, green, blue)
}

/// A category's filling where colours are not to be had.
#[derive(Debug, Clone, Copy)]
enum Category {
    Colour(Rgb),
    Pattern(Pattern),
}

/// The contrast from which lines are seen upon paper (WCAG 2.2, 1.4.11).
const SEEN: f64 = 3.0;

/// All colours of one palette.
pub(super) struct Colours {
    paper: Rgb,
    text: Rgb,
    quiet: Rgb,
    line: Rgb,
    outline: Rgb,
    backdrop: Rgb,
    highlight: Rgb,
    mark: Rgb,
    band: Rgb,
    doubt: Rgb,
    hatch: Rgb,
    not_applicable: Paint,
    scales: [&'static [Rgb]; 5],
    categories: [Category; 8],
}

impl Colours {
    pub(super) fn paint(&self, ink: Ink) -> Paint {
        Paint::Solid(match ink {
            Ink::Paper | Ink::NoRecord => self.paper,
            Ink::Text => self.text,
            Ink::Quiet => self.quiet,
            Ink::Line => self.line,
            Ink::Outline => self.outline,
            Ink::Backdrop => self.backdrop,
            Ink::Highlight => self.highlight,
            Ink::Mark => self.mark,
            Ink::Band => self.band,
            Ink::Doubt => self.doubt,
            Ink::Class(class) => self.class(class),
            Ink::OnClass(class) => self.upon(self.class(class)),
            Ink::Category(number) => return self.category(number),
            Ink::Voice(number) => match self.category(number) {
                Paint::Solid(colour) if contrast(colour, self.paper) >= SEEN => colour,
                Paint::Solid(_) | Paint::Patterned { .. } => self.text,
            },
            Ink::OnCategory(number) => match self.category(number) {
                Paint::Solid(colour) => self.upon(colour),
                Paint::Patterned { .. } => self.text,
            },
            Ink::NotKnown => return self.hatched(Pattern::Rising),
            Ink::Confidential => return self.hatched(Pattern::Crossed),
            Ink::Withdrawn => return self.hatched(Pattern::Lying),
            Ink::Old => return self.hatched(Pattern::Dots),
            Ink::Elsewhere => return self.hatched(Pattern::Grid),
            Ink::NotApplicable => return self.not_applicable,
        })
    }

    fn hatched(&self, pattern: Pattern) -> Paint {
        Paint::Patterned {
            pattern,
            lines: self.hatch,
            ground: self.paper,
        }
    }

    fn class(&self, class: Class) -> Rgb {
        let scale = self
            .scales
            .iter()
            .find(|scale| scale.len() == usize::from(class.of()));
        let colour = scale.and_then(|scale| scale.get(usize::from(class.number()) - 1));
        colour.copied().unwrap_or(self.mark)
    }

    fn category(&self, number: u8) -> Paint {
        match self.categories[usize::from(category(number)) - 1] {
            Category::Colour(colour) => Paint::Solid(colour),
            Category::Pattern(pattern) => Paint::Patterned {
                pattern,
                lines: self.text,
                ground: self.paper,
            },
        }
    }

    /// The text that reads better upon a colour.
    fn upon(&self, ground: Rgb) -> Rgb {
        if contrast(self.text, ground) >= contrast(self.paper, ground) {
            self.text
        } else {
            self.paper
        }
    }
}

/// The contrast of two colours, 1 to 21, as WCAG 2.2 defines it ("contrast ratio", "relative luminance").
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = linear(colour);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A colour in linear light.
pub(super) fn linear(colour: Rgb) -> [f64; 3] {
    [colour.0, colour.1, colour.2].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            libm::pow((part + 0.055) / 1.055, 2.4)
        }
    })
}

pub(super) const LIGHT: Colours = Colours {
    paper: rgb(0xfd_fcf9),
    text: rgb(0x1a_2a32),
    quiet: rgb(0x53_636c),
    line: rgb(0xd9_d6cc),
    outline: rgb(0x7b_868b),
    backdrop: rgb(0xf3_f4f1),
    highlight: rgb(0xb8_3280),
    mark: rgb(0x0a_6d82),
    band: rgb(0xb5_d9df),
    doubt: rgb(0x8a_4300),
    hatch: rgb(0x6f_6a60),
    not_applicable: Paint::Patterned {
        pattern: Pattern::Standing,
        lines: rgb(0xa6_a299),
        ground: rgb(0xcb_c8c0),
    },
    scales: [
        &[rgb(0xbc_e8e7), rgb(0x26_93ac), rgb(0x01_3958)],
        &[rgb(0xbc_e8e7), rgb(0x54_b1c1), rgb(0x00_7493), rgb(0x01_3958)],
        &[
            rgb(0xbc_e8e7),
            rgb(0x6c_c0ca),
            rgb(0x26_93ac),
            rgb(0x05_6584),
            rgb(0x01_3958),
        ],
        &[
            rgb(0xbc_e8e7),
            rgb(0x7b_c8d0),
            rgb(0x41_a5b9),
            rgb(0x09_809e),
            rgb(0x03_5c7b),
            rgb(0x01_3958),
        ],
        &[
            rgb(0xbc_e8e7),
            rgb(0x86_ced4),
            rgb(0x54_b1c1),
            rgb(0x26_93ac),
            rgb(0x00_7493),
            rgb(0x03_5675),
            rgb(0x01_3958),
        ],
    ],
    categories: [
        Category::Colour(rgb(0x0a_6d82)),
        Category::Colour(rgb(0xc2_6a0a)),
        Category::Colour(rgb(0x26_2584)),
        Category::Colour(rgb(0x98_6cdd)),
        Category::Colour(rgb(0x83_3f01)),
        Category::Colour(rgb(0x49_909c)),
        Category::Colour(rgb(0x67_0a00)),
        Category::Colour(rgb(0x43_1746)),
    ],
};

/// Upon white: what is printed brings its own paper.
pub(super) const WHITE: Colours = Colours {
    paper: rgb(0xff_ffff),
    ..LIGHT
};

pub(super) const DARK: Colours = Colours {
    paper: rgb(0x10_181c),
    text: rgb(0xe9_e7e0),
    quiet: rgb(0xa6_b4ba),
    line: rgb(0x2e_3c43),
    outline: rgb(0x7b_8a91),
    backdrop: rgb(0x16_2127),
    highlight: rgb(0xff_8ac4),
    mark: rgb(0x5c_c3d6),
    band: rgb(0x24_505c),
    doubt: rgb(0xf2_b56b),
    hatch: rgb(0xa8_a296),
    not_applicable: Paint::Patterned {
        pattern: Pattern::Standing,
        lines: rgb(0x6e_6c66),
        ground: rgb(0x41_403c),
    },
    scales: [
        &[rgb(0x1e_445c), rgb(0x31_9db4), rgb(0xbb_f1ed)],
        &[rgb(0x1e_445c), rgb(0x1b_7e9c), rgb(0x57_bbc8), rgb(0xbb_f1ed)],
        &[
            rgb(0x1e_445c),
            rgb(0x18_6f8e),
            rgb(0x31_9db4),
            rgb(0x6e_c9d1),
            rgb(0xbb_f1ed),
        ],
        &[
            rgb(0x1e_445c),
            rgb(0x19_6685),
            rgb(0x21_8aa6),
            rgb(0x46_afc0),
            rgb(0x7c_d2d6),
            rgb(0xbb_f1ed),
        ],
        &[
            rgb(0x1e_445c),
            rgb(0x1a_607e),
            rgb(0x1b_7e9c),
            rgb(0x31_9db4),
            rgb(0x57_bbc8),
            rgb(0x86_d7da),
            rgb(0xbb_f1ed),
        ],
    ],
    categories: [
        Category::Colour(rgb(0x5c_c3d6)),
        Category::Colour(rgb(0xf2_a65a)),
        Category::Colour(rgb(0x05_82c4)),
        Category::Colour(rgb(0xe8_e181)),
        Category::Colour(rgb(0xc1_4d82)),
        Category::Colour(rgb(0x91_9404)),
        Category::Colour(rgb(0x99_ffd9)),
        Category::Colour(rgb(0x61_6d31)),
    ],
};

pub(super) const PRINT: Colours = Colours {
    paper: rgb(0xff_ffff),
    text: rgb(0x00_0000),
    quiet: rgb(0x40_4040),
    line: rgb(0xc0_c0c0),
    outline: rgb(0x70_7070),
    backdrop: rgb(0xff_ffff),
    highlight: rgb(0x00_0000),
    mark: rgb(0x20_2020),
    band: rgb(0xc8_c8c8),
    doubt: rgb(0x00_0000),
    hatch: rgb(0x50_5050),
    not_applicable: Paint::Patterned {
        pattern: Pattern::Standing,
        lines: rgb(0x90_9090),
        ground: rgb(0xff_ffff),
    },
    scales: [
        &[rgb(0xde_dede), rgb(0x71_7171), rgb(0x16_1616)],
        &[rgb(0xde_dede), rgb(0x94_9494), rgb(0x51_5151), rgb(0x16_1616)],
        &[
            rgb(0xde_dede),
            rgb(0xa6_a6a6),
            rgb(0x71_7171),
            rgb(0x41_4141),
            rgb(0x16_1616),
        ],
        &[
            rgb(0xde_dede),
            rgb(0xb1_b1b1),
            rgb(0x86_8686),
            rgb(0x5d_5d5d),
            rgb(0x38_3838),
            rgb(0x16_1616),
        ],
        &[
            rgb(0xde_dede),
            rgb(0xb8_b8b8),
            rgb(0x94_9494),
            rgb(0x71_7171),
            rgb(0x51_5151),
            rgb(0x32_3232),
            rgb(0x16_1616),
        ],
    ],
    categories: [
        Category::Colour(rgb(0x2a_2a2a)),
        Category::Colour(rgb(0xb4_b4b4)),
        Category::Colour(rgb(0x70_7070)),
        Category::Colour(rgb(0xe2_e2e2)),
        Category::Pattern(Pattern::Falling),
        Category::Pattern(Pattern::Plus),
        Category::Pattern(Pattern::Squares),
        Category::Pattern(Pattern::Rings),
    ],
};
