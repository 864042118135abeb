//! Samples of colours and signs, for legends that stand in a page as text.

use std::fmt::Write as _;

use super::map::Sign;
use super::palette::{Ink, Palette};
use super::px::{Point, Px};

const HEAD: &str = "<svg class=\"picture\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">";

/// A sample of an ink; its pattern is that of the picture of this name in the same page.
#[must_use]
pub fn class(ink: Ink, picture: &str) -> String {
    let mut svg = String::from(HEAD);
    let _ = match Palette::Page.pattern(ink) {
        Some(_) => write!(
            svg,
            "<rect class=\"s-outline\" x=\".5\" y=\".5\" width=\"15\" height=\"15\" fill=\"url(#{picture}-{ink})\"/></svg>"
        ),
        None => write!(
            svg,
            "<rect class=\"p-{ink} s-outline\" x=\".5\" y=\".5\" width=\"15\" height=\"15\"/></svg>"
        ),
    };
    svg
}

/// A sign.
#[must_use]
pub fn sign(sign: Sign) -> String {
    let path = sign.path(Point::new(Px::whole(8), Px::whole(8)));
    format!(
        "{HEAD}<path class=\"p-{}\" d=\"{}\"/></svg>",
        sign.ink(),
        path.data()
    )
}
