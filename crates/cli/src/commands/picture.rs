//! What commands that draw have in common: colours, width, and the form in which a picture is saved.

use std::path::Path;

use clap::ArgMatches;
use tidemark_publishing::messages::Messages;
use tidemark_publishing::picture::{Palette, Px, Scene, WIDE, write};

use super::report;
use crate::arguments::{FORMAT, LOOK, OUTPUT, WIDTH};
use crate::error::CliError;
use crate::file;
use crate::output::Output;
use crate::settings::Settings;

/// The forms of pictures, as they are written; the first is the default.
pub(crate) const FORMS: [&str; 2] = ["svg", "png"];

/// How a picture is drawn and saved.
pub(super) struct Form<'g> {
    /// Its colours.
    pub(super) look: Palette,
    /// How wide it is laid out.
    pub(super) width: Px,
    /// So many pixels across, where it is saved as pixels.
    pixels: Option<u32>,
    path: Option<&'g str>,
}

impl<'g> Form<'g> {
    /// What the arguments ask for. A file whose name ends in `.png` is one, unless a form is named.
    pub(super) fn of(given: &'g ArgMatches) -> Self {
        let text = |name: &str| given.get_one::<String>(name).map(String::as_str);
        let path = text(OUTPUT);
        let ends_in_png = || path.and_then(|path| Path::new(path).extension()?.to_str()) == Some("png");
        let is_png = text(FORMAT).map_or_else(ends_in_png, |form| form == "png");
        let asked = given.get_one::<u16>(WIDTH).copied();
        let width = asked.map_or(WIDE, |pixels| Px::whole(i32::from(pixels)));
        let whole = u32::try_from(width.in_hundredths() / 100).unwrap_or_default();
        Self {
            look: match text(LOOK) {
                Some("dark") => Palette::Dark,
                Some("print") => Palette::Print,
                _ => Palette::Light,
            },
            // More pixels make it finer, and letters no smaller beside the rest.
            width: if is_png { width.min(WIDE) } else { width },
            pixels: is_png.then_some(whole),
            path,
        }
    }

    /// The picture as it is saved.
    pub(super) fn bytes(&self, scene: &Scene, settings: &Settings) -> Result<Vec<u8>, CliError> {
        Ok(match self.pixels {
            Some(pixels) => report::press(settings)?.png(scene, self.look, pixels)?,
            None => write(scene, self.look).into_bytes(),
        })
    }

    /// Prints it, or writes it to its file.
    pub(super) fn save(
        &self,
        bytes: &[u8],
        messages: &Messages,
        output: &mut Output,
    ) -> Result<(), CliError> {
        let Some(path) = self.path else {
            return Ok(output.bytes(bytes)?);
        };
        file::write(Path::new(path), bytes)?;
        Ok(output.remark(&messages.with("cli-table-written", &[("path", path)]))?)
    }
}
