//! The colours as rules of a style sheet, for pictures that stand in pages.

use std::fmt::Write as _;

use super::{Ink, Paint, Palette, Rgb};

/// The part of a style sheet that colours pictures drawn in [`Palette::Page`]: custom properties for light, dark and print, and a rule for each ink.
///
/// The sheet of the site holds exactly this text; what it says of more contrast and forced colours stands beside it.
#[must_use]
pub fn style_sheet() -> String {
    let mut sheet = String::new();
    let mut write = |text: std::fmt::Arguments<'_>| {
        // Writing to a text cannot fail.
        let _ = sheet.write_fmt(text);
    };
    write(format_args!(":root {{\n{}}}\n", properties(Palette::Light, None)));
    write(format_args!(
        "@media (prefers-color-scheme: dark) {{\n:root {{\n{}}}\n}}\n",
        properties(Palette::Dark, Some(Palette::Light))
    ));
    write(format_args!(
        "@media print {{\n:root {{\n{}}}\n}}\n",
        properties(Palette::Print, None)
    ));
    for ink in Ink::all() {
        write(format_args!(".p-{ink} {{ fill: var(--p-{ink}); }}\n"));
        if Palette::Page.pattern(ink).is_some() {
            write(format_args!(".g-{ink} {{ fill: var(--p-{ink}-ground); }}\n"));
        }
        if !matches!(ink, Ink::OnClass(_) | Ink::OnCategory(_)) {
            write(format_args!(".s-{ink} {{ stroke: var(--p-{ink}); }}\n"));
        }
    }
    sheet
}

/// All custom properties of a palette, or those in which it differs from another one.
fn properties(palette: Palette, but_for: Option<Palette>) -> String {
    let mut text = String::new();
    for ink in Ink::all() {
        let [colour, ground] = colours(palette, ink);
        let [before, ground_before] = but_for.map_or([None; 2], |other| colours(other, ink));
        for (name, colour, before) in [("", colour, before), ("-ground", ground, ground_before)] {
            if let Some(colour) = colour.filter(|_| colour != before) {
                // Writing to a text cannot fail.
                let _ = writeln!(text, "--p-{ink}{name}: {colour};");
            }
        }
    }
    text
}

/// The colour of an ink, and the one beneath its pattern.
///
/// A page keeps the patterns of the screen on paper, too: what has a pattern there only has the colour of the screen.
fn colours(palette: Palette, ink: Ink) -> [Option<Rgb>; 2] {
    match (palette.paint(ink), Palette::Page.pattern(ink)) {
        (Paint::Solid(colour), _) => [Some(colour), None],
        (Paint::Patterned { lines, ground, .. }, Some(_)) => [Some(lines), Some(ground)],
        (Paint::Patterned { .. }, None) => colours(Palette::Light, ink),
    }
}
