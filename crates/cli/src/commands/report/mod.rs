//! `tidemark report WHAT -o FILE`: documents on paper. A query is one table, `edition` all of an edition, `profiles` every profile.

mod edition;
mod profiles;

use std::sync::Arc;

use clap::ArgMatches;
use tidemark_app::{Observatory, Reading, borders};
use tidemark_evidence::query::Format;
use tidemark_print::{Imprint, Press};
use tidemark_publishing::cite::Citing;
use tidemark_publishing::messages::Messages;
use tidemark_publishing::picture::map::Borders;
use tidemark_vocab::Lang;

pub(super) use self::edition::answer;
pub(super) use self::profiles::areas_of;

use super::table;
use crate::arguments::{EDITION, LANG, OUTPUT, WHAT};
use crate::clock;
use crate::error::CliError;
use crate::logging;
use crate::output::Output;
use crate::settings::Settings;

/// Prints what is asked for.
pub(crate) fn run(
    given: &ArgMatches,
    settings: &Settings,
    messages: &Messages,
    output: &mut Output,
) -> Result<(), CliError> {
    logging::start_quietly();
    match given.get_one::<String>(WHAT).map(String::as_str) {
        Some("edition") => edition::run(&Desk::open(given, settings, messages)?, messages, output),
        Some("profiles") => profiles::run(given, &Desk::open(given, settings, messages)?, messages, output),
        what => table::answer(
            given,
            (what.unwrap_or_default(), Some(Format::Pdf)),
            settings,
            messages,
            output,
        ),
    }
}

/// What every document is made with.
pub(crate) struct Desk {
    /// The edition.
    pub(crate) corpus: Arc<Reading>,
    /// The language of the document.
    pub(crate) spoken: Messages,
    /// What prints.
    pub(crate) press: Press,
    /// The borders of maps.
    pub(crate) borders: Borders,
    /// Where it is written to; nowhere for standard output.
    pub(crate) path: Option<String>,
    site: String,
    base: Option<tidemark_web::BaseAddress>,
    accessed: String,
}

impl Desk {
    /// Reads the edition and the language that the arguments name.
    pub(crate) fn open(
        given: &ArgMatches,
        settings: &Settings,
        messages: &Messages,
    ) -> Result<Self, CliError> {
        let asked = given.get_one::<String>(EDITION).map(String::as_str);
        let lang = given.get_one::<String>(LANG);
        let spoken = lang.map(|tag| tag.parse::<Lang>().map_err(|_| CliError::Lang(tag.clone())));
        Ok(Self {
            corpus: Observatory::open(&settings.evidence.options())?.edition(asked)?,
            spoken: spoken
                .transpose()?
                .map_or_else(|| messages.clone(), |lang| Messages::new(&lang)),
            press: press(settings)?,
            borders: borders::open(settings.pictures.borders.as_deref())?,
            path: given.get_one::<String>(OUTPUT).cloned(),
            site: settings.server.site_name.clone(),
            base: settings.server.base_address.clone(),
            accessed: clock::today().to_string(),
        })
    }

    /// The permanent address of a page of this edition.
    pub(crate) fn address(&self, path: &str) -> String {
        use tidemark_evidence::Corpus as _;
        let edition: String = self.corpus.identity().chars().take(EDITION_DIGITS).collect();
        let path = format!("/{}{path}?edition={edition}", self.spoken.lang());
        self.base
            .as_ref()
            .map_or_else(|| path.clone(), |base| base.join(&path))
    }

    /// What a document of this address bears.
    pub(crate) fn imprint<'d>(&'d self, address: &'d str) -> Imprint<'d> {
        use tidemark_evidence::Corpus as _;
        Imprint {
            citing: Citing {
                site: &self.site,
                address,
                accessed: &self.accessed,
            },
            date: self.corpus.catalogue().edition.date,
        }
    }
}

/// What prints, with the fonts that the settings name.
pub(super) fn press(settings: &Settings) -> Result<Press, CliError> {
    let fonts = settings.print.fonts();
    Ok(Press::new(
        fonts.map_err(|(path, cause)| CliError::Fonts { path, cause })?,
    ))
}

/// As many digits of an identity as tell editions apart.
const EDITION_DIGITS: usize = 12;
