//! A picture as SVG text: with real text, a title, a description, and no style of its own, so that it keeps within the strictest of policies.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::palette::{Ink, Paint, Palette};
use super::px::{Point, Px};
use super::scene::{Anchor, Aria, Dash, Direction, Mark, Scene, Shape, Stroke, Text, Weight};

/// The fonts of pictures outside pages: the one they are measured by, then what is most like it.
const FONTS: &str = "'Tidemark Sans','Source Sans 3','Source Sans Pro',Arial,'Noto Sans',sans-serif";

/// Writes a picture in a palette. In [`Palette::Page`] it is a part of a page whose style sheet holds [`style_sheet`](super::palette::style_sheet); in all others a file.
#[must_use]
pub fn write(scene: &Scene, palette: Palette) -> String {
    let mut writer = Writer {
        out: String::with_capacity(64 * 1024),
        scene,
        palette,
    };
    writer.scene();
    writer.out
}

/// Whether a filling stands around a mark already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    Filled,
}

struct Writer<'s> {
    out: String,
    scene: &'s Scene,
    palette: Palette,
}

impl Writer<'_> {
    fn scene(&mut self) {
        let scene = self.scene;
        self.root();
        let id = &scene.id;
        self.put(format_args!("<title id=\"{id}-title\">"));
        self.text(&scene.title);
        self.put(format_args!("</title><desc id=\"{id}-desc\">"));
        self.text(&scene.description);
        self.out.push_str("</desc>");
        self.patterns();
        if self.palette != Palette::Page {
            let mut paper = Mark::rect(scene.frame()).filled(Ink::Paper);
            paper.aria = None;
            self.mark(&paper, Around::Nothing);
        }
        for mark in &scene.marks {
            self.mark(mark, Around::Nothing);
        }
        self.out.push_str("</svg>");
        if self.palette != Palette::Page {
            self.out.push('\n');
        }
    }

    fn root(&mut self) {
        let scene = self.scene;
        let (width, height) = (scene.size.width, scene.size.height);
        self.out.push_str("<svg");
        if self.palette == Palette::Page {
            self.out.push_str(" class=\"picture\"");
        } else {
            self.put(format_args!(
                " xmlns=\"http://www.w3.org/2000/svg\" font-family=\"{FONTS}\""
            ));
        }
        // What may be followed must not be hidden within an image.
        let role = if scene.has_links() { "group" } else { "img" };
        self.put(format_args!(
            " viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"{role}\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\"",
            id = scene.id
        ));
        if !scene.lang.is_empty() {
            let name = if self.palette == Palette::Page {
                "lang"
            } else {
                "xml:lang"
            };
            self.attribute(name, &scene.lang);
        }
        if scene.direction == Direction::RightToLeft {
            // Marks stand where they are put: words are turned one by one.
            self.out.push_str(" direction=\"ltr\"");
        }
        self.out.push('>');
    }

    /// The patterns that the picture uses.
    fn patterns(&mut self) {
        let mut used = BTreeSet::new();
        self.scene.each(&mut |mark, _| used.extend(mark.fill));
        let patterned: Vec<Ink> = used
            .into_iter()
            .filter(|ink| self.palette.pattern(*ink).is_some())
            .collect();
        if patterned.is_empty() {
            return;
        }
        self.out.push_str("<defs>");
        for ink in patterned {
            self.pattern(ink);
        }
        self.out.push_str("</defs>");
    }

    fn pattern(&mut self, ink: Ink) {
        let Some(pattern) = self.palette.pattern(ink) else {
            return;
        };
        let (side, (lines, width)) = (pattern.side(), pattern.lines());
        self.put(format_args!(
            "<pattern id=\"{}-{ink}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\"><rect width=\"{side}\" height=\"{side}\"",
            self.scene.id
        ));
        match self.palette.paint(ink) {
            _ if self.palette == Palette::Page => {
                self.put(format_args!(" class=\"g-{ink}\"/><path class=\"s-{ink}\""));
            }
            Paint::Patterned { lines, ground, .. } => {
                self.put(format_args!(" fill=\"{ground}\"/><path stroke=\"{lines}\""));
            }
            Paint::Solid(colour) => self.put(format_args!(" fill=\"{colour}\"/><path")),
        }
        let ends = if pattern.is_round() {
            " stroke-linecap=\"round\""
        } else {
            ""
        };
        self.put(format_args!(
            " d=\"{lines}\" fill=\"none\" stroke-width=\"{width}\"{ends}/></pattern>"
        ));
    }

    fn mark(&mut self, mark: &Mark, around: Around) {
        if let Some(link) = &mark.link {
            self.out.push_str("<a");
            self.attribute("href", link);
            self.meaning(mark);
            self.out.push('>');
            self.title(mark);
        }
        let tag = self.open(mark);
        self.colours(mark, around);
        if mark.link.is_none() {
            self.meaning(mark);
        }
        self.within(mark, tag, around);
        if mark.link.is_some() {
            self.out.push_str("</a>");
        }
    }

    /// Opens the element of a shape and says where it is.
    fn open(&mut self, mark: &Mark) -> &'static str {
        match &mark.shape {
            Shape::Group { by, .. } => {
                self.out.push_str("<g");
                if *by != Point::default() {
                    self.put(format_args!(" transform=\"translate({} {})\"", by.x, by.y));
                }
                "g"
            }
            Shape::Rect { bounds, corner } => {
                let (from, size) = (bounds.from, bounds.size());
                self.put(format_args!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                    from.x, from.y, size.width, size.height
                ));
                if *corner > Px::ZERO {
                    self.put(format_args!(" rx=\"{corner}\""));
                }
                "rect"
            }
            Shape::Line { from, to } => {
                self.put(format_args!(
                    "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"",
                    from.x, from.y, to.x, to.y
                ));
                "line"
            }
            Shape::Path(path) => {
                self.out.push_str("<path d=\"");
                self.out.push_str(path.data());
                self.out.push('"');
                "path"
            }
            Shape::Circle { middle, radius } => {
                self.put(format_args!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\"",
                    middle.x, middle.y
                ));
                "circle"
            }
            Shape::Text(text) => self.open_text(text),
        }
    }

    fn open_text(&mut self, text: &Text) -> &'static str {
        self.put(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"",
            text.at.x, text.at.y, text.size
        ));
        if text.weight == Weight::Semibold {
            self.out.push_str(" font-weight=\"600\"");
        }
        match text.anchor {
            Anchor::Left => {}
            Anchor::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Anchor::Right => self.out.push_str(" text-anchor=\"end\""),
        }
        "text"
    }

    /// Its colours: by the names of the style sheet, or as they are.
    fn colours(&mut self, mark: &Mark, around: Around) {
        let is_page = self.palette == Palette::Page;
        let patterned = mark.fill.filter(|ink| self.palette.pattern(*ink).is_some());
        if is_page {
            let filled = mark.fill.filter(|_| patterned.is_none());
            let stroked = mark.stroke.map(|stroke| stroke.ink);
            match (filled, stroked) {
                (Some(fill), Some(stroke)) => self.put(format_args!(" class=\"p-{fill} s-{stroke}\"")),
                (Some(fill), None) => self.put(format_args!(" class=\"p-{fill}\"")),
                (None, Some(stroke)) => self.put(format_args!(" class=\"s-{stroke}\"")),
                (None, None) => {}
            }
        }
        match (patterned, mark.fill) {
            (Some(ink), _) => self.put(format_args!(" fill=\"url(#{}-{ink})\"", self.scene.id)),
            (None, Some(ink)) if !is_page => {
                self.put(format_args!(" fill=\"{}\"", self.palette.paint(ink).colour()));
            }
            (None, Some(_)) => {}
            (None, None) => {
                if around == Around::Nothing && !matches!(mark.shape, Shape::Group { .. }) {
                    self.out.push_str(" fill=\"none\"");
                }
            }
        }
        if let Some(stroke) = mark.stroke {
            self.stroke(stroke);
            if matches!(mark.shape, Shape::Text(_)) {
                // A halo, behind the letters.
                self.out
                    .push_str(" paint-order=\"stroke\" stroke-linejoin=\"round\"");
            }
        }
    }

    fn stroke(&mut self, stroke: Stroke) {
        if self.palette != Palette::Page {
            self.put(format_args!(
                " stroke=\"{}\"",
                self.palette.paint(stroke.ink).colour()
            ));
        }
        self.put(format_args!(" stroke-width=\"{}\"", stroke.width));
        match stroke.dash {
            Dash::Solid => {}
            Dash::Dashed => self.out.push_str(" stroke-dasharray=\"4 3\""),
            Dash::Dotted => self.out.push_str(" stroke-dasharray=\"1 2\""),
        }
    }

    /// What it means, for programs and for assistive technology.
    fn meaning(&mut self, mark: &Mark) {
        if let Some(class) = &mark.class {
            self.attribute("data-class", &class.0);
        }
        if let Some(class) = &mark.explains {
            self.attribute("data-key", &class.0);
        }
        for (name, value) in &mark.data {
            self.put(format_args!(" data-{name}=\""));
            self.text(value);
            self.out.push('"');
        }
        match mark.aria {
            None => {}
            Some(Aria::Hidden) => self.out.push_str(" aria-hidden=\"true\""),
            Some(Aria::List) => self.out.push_str(" role=\"list\""),
            Some(Aria::Item) => self.out.push_str(" role=\"listitem\""),
        }
    }

    /// What stands within its element, and the end of that.
    fn within(&mut self, mark: &Mark, tag: &str, around: Around) {
        let has_title = mark.title.is_some() && mark.link.is_none();
        match &mark.shape {
            Shape::Group { marks, .. } => {
                self.out.push('>');
                if has_title {
                    self.title(mark);
                }
                let within = if mark.fill.is_some() {
                    Around::Filled
                } else {
                    around
                };
                for mark in marks {
                    self.mark(mark, within);
                }
            }
            Shape::Text(text) => {
                self.out.push('>');
                if has_title {
                    self.title(mark);
                }
                self.words(&text.words);
            }
            _ if has_title => {
                self.out.push('>');
                self.title(mark);
            }
            _ => {
                self.out.push_str("/>");
                return;
            }
        }
        self.put(format_args!("</{tag}>"));
    }

    fn title(&mut self, mark: &Mark) {
        if let Some(title) = &mark.title {
            self.out.push_str("<title>");
            self.text(title);
            self.out.push_str("</title>");
        }
    }

    /// Words, set apart where they run against the direction of the picture (Unicode Standard Annex 9, isolates).
    fn words(&mut self, words: &str) {
        if self.scene.direction == Direction::RightToLeft {
            self.out.push('\u{2067}');
            self.text(words);
            self.out.push('\u{2069}');
        } else {
            self.text(words);
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.put(format_args!(" {name}=\""));
        self.text(value);
        self.out.push('"');
    }

    /// A text as it may stand in an attribute or an element; what XML has no place for is left out.
    fn text(&mut self, text: &str) {
        let is_plain = |byte: &u8| *byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xef);
        // Most texts are, and are copied at once; what begins with 0xef may have no place in XML.
        if text.as_bytes().iter().all(is_plain) {
            self.out.push_str(text);
            return;
        }
        for one in text.chars() {
            match one {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\t' | '\n' => self.out.push(' '),
                '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
                _ => self.out.push(one),
            }
        }
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a text cannot fail.
        let _ = self.out.write_fmt(text);
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::picture::palette::{Class, Ink, Palette};
    use crate::picture::px::{Bounds, Point, Px, Size};
    use crate::picture::scene::{ClassKey, Dash, Direction, Mark, Scene, Stroke, Text};

    fn scene(marks: Vec<Mark>) -> Scene {
        Scene {
            id: "p1".to_owned(),
            size: Size::new(Px::whole(100), Px::whole(50)),
            title: "Needles & syringes".to_owned(),
            description: "Two < three.".to_owned(),
            lang: String::new(),
            direction: Direction::LeftToRight,
            marks,
        }
    }

    fn square() -> Mark {
        Mark::rect(Bounds::new(
            Point::new(Px::whole(1), Px::whole(2)),
            Size::new(Px::whole(3), Px::hundredths(450)),
        ))
    }

    #[test]
    fn a_picture_says_what_it_is() {
        let svg = write(&scene(vec![]), Palette::Page);
        assert_eq!(
            svg,
            "<svg class=\"picture\" viewBox=\"0 0 100 50\" width=\"100\" height=\"50\" role=\"img\" aria-labelledby=\"p1-title\" aria-describedby=\"p1-desc\"><title id=\"p1-title\">Needles &amp; syringes</title><desc id=\"p1-desc\">Two &lt; three.</desc></svg>"
        );
    }

    #[test]
    fn pages_name_colours_and_files_hold_them() {
        let class = Ink::Class(Class::new(2, 3));
        let mark = square()
            .filled(class)
            .stroked(Stroke::new(Ink::Outline, Px::hundredths(50)));
        let scene = scene(vec![mark]);
        let page = write(&scene, Palette::Page);
        assert!(page.contains("<rect x=\"1\" y=\"2\" width=\"3\" height=\"4.5\" class=\"p-c2-3 s-outline\" stroke-width=\"0.5\"/>"), "{page}");
        assert!(!page.contains('#') && !page.contains("style"), "{page}");
        let file = write(&scene, Palette::Light);
        assert!(
            file.contains("fill=\"#2693ac\" stroke=\"#7b868b\" stroke-width=\"0.5\"/>"),
            "{file}"
        );
        assert!(
            file.contains("<rect x=\"0\" y=\"0\" width=\"100\" height=\"50\" fill=\"#fdfcf9\"/>"),
            "{file}"
        );
    }

    #[test]
    fn a_link_is_named_and_not_within_an_image() {
        let mark = square()
            .filled(Ink::NotKnown)
            .linked("/en/places/BGR?a=1&b=2")
            .titled("Bulgaria: \"not known\"")
            .of_class(ClassKey("not_known".to_owned()))
            .with_data("place", "BGR");
        let svg = write(&scene(vec![mark]), Palette::Page);
        assert!(svg.contains("role=\"group\""), "{svg}");
        assert!(svg.contains("<a href=\"/en/places/BGR?a=1&amp;b=2\" data-class=\"not_known\" data-place=\"BGR\"><title>Bulgaria: &quot;not known&quot;</title><rect x=\"1\" y=\"2\" width=\"3\" height=\"4.5\" fill=\"url(#p1-not-known)\"/></a>"), "{svg}");
        assert_eq!(svg.matches("<pattern id=\"p1-not-known\"").count(), 1, "{svg}");
    }

    #[test]
    fn a_group_lends_its_colours() {
        let plain = || Mark::line(Point::default(), Point::new(Px::whole(9), Px::ZERO));
        let group = Mark::group(vec![plain()]).filled(Ink::Mark);
        let svg = write(&scene(vec![group, plain()]), Palette::Page);
        assert!(
            svg.contains("<g class=\"p-mark\"><line x1=\"0\" y1=\"0\" x2=\"9\" y2=\"0\"/></g>"),
            "{svg}"
        );
        assert!(
            svg.contains("<line x1=\"0\" y1=\"0\" x2=\"9\" y2=\"0\" fill=\"none\"/></svg>"),
            "{svg}"
        );
    }

    #[test]
    fn lines_are_dashed_and_groups_moved() {
        let dashed = Mark::line(Point::default(), Point::default())
            .stroked(Stroke::new(Ink::Line, Px::whole(1)).dashed(Dash::Dotted));
        let group = Mark::moved(vec![dashed], Point::new(Px::whole(4), Px::hundredths(-150)));
        let svg = write(&scene(vec![group]), Palette::Dark);
        assert!(svg.contains("<g transform=\"translate(4 -1.5)\">"), "{svg}");
        assert!(svg.contains("stroke-dasharray=\"1 2\""), "{svg}");
    }

    #[test]
    fn words_of_the_other_direction_are_set_apart() {
        let text = Mark::text(
            Text::new(Point::default(), "نعم (HRI 2024)", Px::whole(12)),
            Ink::Text,
        );
        let arabic = Scene {
            direction: Direction::RightToLeft,
            lang: "ar".to_owned(),
            ..scene(vec![text])
        };
        let svg = write(&arabic, Palette::Print);
        assert!(svg.contains("xml:lang=\"ar\" direction=\"ltr\""), "{svg}");
        assert!(svg.contains(">\u{2067}نعم (HRI 2024)\u{2069}</text>"), "{svg}");
    }

    #[test]
    fn what_xml_has_no_place_for_is_left_out() {
        let text = Mark::text(
            Text::new(Point::default(), "a\u{0}\u{b}b\nc", Px::whole(12)),
            Ink::Text,
        );
        assert!(write(&scene(vec![text]), Palette::Page).contains(">ab c</text>"));
    }
}
