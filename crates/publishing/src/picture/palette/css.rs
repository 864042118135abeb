//! The colours as rules of a style sheet, for pictures that stand in pages.

use std::fmt::{self, Write as _};

use super::{Class, Ink, Paint, Palette, Rgb};

/// The part of a style sheet that colours pictures drawn in [`Palette::Page`]: custom properties for light, dark and print, and a rule for each ink.
///
/// The sheet of the site holds exactly this text; what it says of more contrast and forced colours stands beside it.
#[must_use]
pub fn style_sheet() -> String {
    let mut sheet = String::new();
    let mut write = |text: fmt::Arguments<'_>| {
        // Writing to a text cannot fail.
        let _ = sheet.write_fmt(text);
    };
    write(format_args!(":root {{\n{}}}\n", properties(Palette::Light, None)));
    write(format_args!(
        "@media (prefers-color-scheme: dark) {{\n:root {{\n{}}}\n}}\n",
        properties(Palette::Dark, Some(Palette::Light))
    ));
    write(format_args!(
        "@media (prefers-contrast: more) {{\n:root {{\n{CONTRAST}}}\n}}\n"
    ));
    write(format_args!(
        "@media (forced-colors: active) {{\n:root {{\n{}}}\n}}\n",
        forced()
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

/// What stands out more where a reader asks for more contrast.
const CONTRAST: &str = "--p-quiet: var(--p-ink);\n--p-outline: var(--p-ink);\n--p-line: var(--p-quiet);\n";

/// How much of the colour of text the categories have, where a reader's system has two colours only.
const FORCED: [u8; 8] = [90, 30, 60, 15, 75, 45, 100, 22];

/// The custom properties where a reader's system decides all colours: steps between the two of text.
fn forced() -> String {
    let mut text = String::new();
    for ink in Ink::all() {
        let share = match ink {
            Ink::Paper | Ink::NoRecord => Share::Of(0),
            Ink::Backdrop => Share::Of(6),
            Ink::Line | Ink::Band => Share::Of(30),
            Ink::Text
            | Ink::Quiet
            | Ink::Outline
            | Ink::Mark
            | Ink::Doubt
            | Ink::NotKnown
            | Ink::NotApplicable
            | Ink::Confidential
            | Ink::Withdrawn
            | Ink::Old
            | Ink::Elsewhere
            | Ink::Voice(_) => Share::Of(100),
            Ink::Highlight => Share::Highlight,
            Ink::Class(class) => Share::Of(of_class(class)),
            Ink::OnClass(class) => Share::upon(of_class(class)),
            Ink::Category(number) => Share::Of(of_category(number)),
            Ink::OnCategory(number) => Share::upon(of_category(number)),
        };
        // Writing to a text cannot fail.
        let _ = writeln!(text, "--p-{ink}: {share};");
        if Palette::Page.pattern(ink).is_some() {
            let _ = writeln!(text, "--p-{ink}-ground: {};", Share::Of(0));
        }
    }
    text
}

fn of_class(class: Class) -> u8 {
    let steps = |number: u8| u16::from(number) - 1;
    let share = 10 + 85 * steps(class.number()) / steps(class.of());
    u8::try_from(share).unwrap_or(95)
}

fn of_category(number: u8) -> u8 {
    FORCED[usize::from(super::category(number)) - 1]
}

/// A colour between those of a reader's system.
enum Share {
    /// So many hundredths of the colour of text, the rest of the one beneath.
    Of(u8),
    Highlight,
}

impl Share {
    /// What is read upon a colour.
    fn upon(share: u8) -> Self {
        Self::Of(if share < 50 { 100 } else { 0 })
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(0) => f.write_str("Canvas"),
            Self::Of(100) => f.write_str("CanvasText"),
            Self::Of(share) => write!(f, "color-mix(in srgb, CanvasText {share}%, Canvas)"),
            Self::Highlight => f.write_str("Highlight"),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::style_sheet;

    /// The sheet of the site holds these rules word for word. Where they have changed: `TIDEMARK_WRITE=1 cargo test -p tidemark-publishing style`.
    #[test]
    fn the_site_has_these_colours() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/assets/pictures.css");
        let kept = std::fs::read_to_string(path).unwrap();
        let made = style_sheet();
        if std::env::var_os("TIDEMARK_WRITE").is_some() {
            let (head, rest) = kept.split_once(":root {\n").unwrap();
            let (_, own) = rest.split_once(".pictures {").unwrap();
            std::fs::write(path, format!("{head}{made}.pictures {{{own}")).unwrap();
            return;
        }
        assert!(kept.contains(&made), "the rules have changed");
    }
}
