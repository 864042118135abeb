//! What can go wrong, and the one place where it becomes words and an exit code.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use thiserror::Error;
use tidemark_app::SheetError;
use tidemark_app::backup::BackupError;
use tidemark_app::borders::BordersFault;
use tidemark_app::desk::{DeskError, OrganisationSettingsError};
use tidemark_app::published::PublishedError;
use tidemark_app::vault::VaultError;
use tidemark_app::{BlobError, StoreError};
use tidemark_app::{DirectoryError, EditionError, OpenError, PublishError, TableError, WriteError};
use tidemark_desk::{EmailError, PersonNameError};
use tidemark_evidence::query::{QueryError, QueryErrors};
use tidemark_evidence::reconstruction::ReconstructionError;
use tidemark_evidence::table;
use tidemark_mailer::SettingsError;
use tidemark_print::{PictureError, PrintError};
use tidemark_publishing::messages::Messages;
use tidemark_publishing::picture::NotFinite;
use tidemark_publishing::picture::map::NoMap;
use tidemark_publishing::xlsx::WorkbookError;
use tidemark_vocab::{CodeError, Message};

use crate::output::Output;
use crate::settings::SettingErrors;
use crate::terminal::width;
use crate::usage;

/// Something was asked in a way that cannot be answered.
const MISUSED: u8 = 2;

/// Why a command did not do what it was asked.
#[derive(Debug, Error)]
pub(crate) enum CliError {
    /// Help or the version was asked for, or the arguments are wrong.
    #[error(transparent)]
    Usage(#[from] clap::Error),
    /// The settings are wrong.
    #[error(transparent)]
    Settings(#[from] SettingErrors),
    /// The query is wrong.
    #[error(transparent)]
    Query(#[from] QueryErrors),
    /// The language is not one.
    #[error("not a language")]
    Lang(String),
    /// The evidence cannot be served.
    #[error("the evidence cannot be served")]
    Open(#[source] OpenError),
    /// There is no such edition.
    #[error("there is no such edition")]
    Edition(#[from] EditionError),
    /// The table cannot be made.
    #[error("the table cannot be made")]
    Table(#[from] TableError),
    /// The table does not fit into a workbook.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// The table cannot be written as Parquet.
    #[error(transparent)]
    Parquet(#[from] SheetError),
    /// The table is no map.
    #[error(transparent)]
    Map(#[from] NoMap),
    /// The borders cannot be used.
    #[error("the borders of maps cannot be used")]
    Borders(#[from] BordersFault),
    /// A picture cannot be drawn.
    #[error(transparent)]
    Picture(#[from] NotFinite),
    /// The figures are not drawn as that kind of chart.
    #[error("the chart would mislead")]
    Chart {
        /// Why.
        reason: Message,
        /// Kinds that fit, the best first.
        fitting: Vec<String>,
    },
    /// Fonts cannot be read.
    #[error("fonts cannot be read")]
    Fonts {
        /// What cannot be read.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The document cannot be printed.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// The picture cannot be painted.
    #[error(transparent)]
    Pixels(#[from] PictureError),
    /// What is to be printed is not named, or not so that it can be found.
    #[error("there is nothing to print")]
    Nothing {
        /// What was written.
        written: String,
    },
    /// A directory that is to be checked cannot be read.
    #[error("the directory cannot be read")]
    Directory {
        /// What cannot be read.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The check found problems, which are already told.
    #[error("the evidence has problems")]
    Problems,
    /// A file cannot be written.
    #[error("a file cannot be written")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The edition is not written.
    #[error("the edition is not written")]
    Write(#[from] WriteError),
    /// The edition is not published.
    #[error("the edition is not published")]
    Publish(#[source] PublishError),
    /// A published edition cannot be used.
    #[error("the edition cannot be used")]
    Published(#[from] PublishedError),
    /// The description of a reconstruction cannot be used.
    #[error("the edition cannot be reconstructed")]
    Reconstruction(#[from] ReconstructionError),
    /// The store cannot do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The desk refuses it.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// No backup was made, or none restored.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// Files cannot be had.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// The keys cannot be used.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A file of keys cannot be read or written.
    #[error("{}: {cause}; `tidemark user add` makes a store with its key, and `store.keys_file` names another file", path.display())]
    KeysFile {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The store is there, and its keys are not.
    #[error("{}: it is not there, and the store is: bring its keys back, or name their file in `store.keys_file`; without them nothing personal in it can be read", path.display())]
    KeysGone {
        /// Which.
        path: PathBuf,
    },
    /// Keys are kept where we cannot write.
    #[error(
        "the keys are in TIDEMARK_KEYS: put a new one of `tidemark keys new` before them there, then run this with the same keys in a file"
    )]
    KeysElsewhere,
    /// Nobody can come in by way of that organisation.
    #[error(transparent)]
    Organisation(#[from] OrganisationSettingsError),
    /// Mail cannot be sent so.
    #[error(transparent)]
    Mail(#[from] SettingsError),
    /// It is no mail server.
    #[error(
        "mail.smtp is no mail server: write smtps://USER:PASSWORD@HOST, or smtp:// for STARTTLS, or smtp+plain:// for one on this machine"
    )]
    Smtp,
    /// A name cannot be used.
    #[error(transparent)]
    Name(PersonNameError),
    /// It is no address.
    #[error(transparent)]
    Email(EmailError),
    /// It is no role.
    #[error(transparent)]
    Role(CodeError),
    /// The site cannot listen.
    #[error("cannot listen")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The site stopped.
    #[error(transparent)]
    Serve(#[from] tidemark_web::ServeError),
    /// The server's threads or signals cannot be had.
    #[error("the system refuses")]
    System(#[source] io::Error),
    /// Output cannot be written.
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl From<DirectoryError> for CliError {
    fn from(error: DirectoryError) -> Self {
        let DirectoryError::Unreadable { path, reason } = error;
        Self::Directory { path, cause: reason }
    }
}

impl From<OpenError> for CliError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Directory(directory) => directory.into(),
            other => Self::Open(other),
        }
    }
}

impl From<PublishError> for CliError {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Write(write) => Self::Write(write),
            other => Self::Publish(other),
        }
    }
}

impl CliError {
    /// Says what went wrong, and how the program ends.
    pub(crate) fn report(&self, messages: &Messages, output: &mut Output) -> ExitCode {
        // Whoever read our output has stopped reading: there is nobody to tell, and nothing wrong.
        if matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        let told = match self {
            Self::Usage(error) if !error.use_stderr() => output.bytes(shown(error).as_bytes()),
            _ => self
                .lines(messages)
                .iter()
                .try_for_each(|line| output.remark(line)),
        };
        if told.is_err() {
            return ExitCode::FAILURE;
        }
        match self {
            Self::Usage(error) if !error.use_stderr() => ExitCode::SUCCESS,
            Self::Usage(_)
            | Self::Settings(_)
            | Self::Query(_)
            | Self::Lang(_)
            | Self::Chart { .. }
            | Self::Edition(_)
            | Self::Map(_)
            | Self::Name(_)
            | Self::Email(_)
            | Self::Role(_)
            | Self::Smtp
            | Self::Nothing { .. }
            | Self::Print(PrintError::TooLarge { .. })
            | Self::Table(_) => ExitCode::from(MISUSED),
            _ => ExitCode::FAILURE,
        }
    }

    /// What is said of it on standard error.
    fn lines(&self, messages: &Messages) -> Vec<String> {
        match self {
            Self::Problems => Vec::new(),
            Self::Usage(error) => {
                let mut lines = vec![problem(&usage::reason(error), messages)];
                lines.extend(nearest(&usage::suggestions(error), messages));
                lines.push(messages.get("cli-usage-more"));
                lines
            }
            Self::Settings(errors) => setting_lines(errors, messages),
            Self::Query(errors) => errors.iter().flat_map(|e| query_lines(e, messages)).collect(),
            Self::Chart { reason, fitting } => {
                let mut lines = vec![problem(reason, messages)];
                let fitting = fitting.join(", ");
                let fits = || messages.with("cli-chart-fitting", &[("kinds", &fitting)]);
                lines.extend((!fitting.is_empty()).then(fits));
                lines
            }
            Self::Lang(text) => vec![problem(
                &Message::new("query-error-lang").with("value", text),
                messages,
            )],
            other => vec![problem(&other.reason(), messages)],
        }
    }
}

impl CliError {
    /// The message of an error that has one.
    fn reason(&self) -> Message {
        match self {
            Self::Open(OpenError::Problems(problems)) => {
                Message::new("cli-error-evidence").with("count", &problems.len())
            }
            Self::Edition(EditionError::Unknown { asked, current })
            | Self::Table(TableError::Edition(EditionError::Unknown { asked, current })) => {
                Message::new("cli-error-edition")
                    .with("asked", asked)
                    .with("current", current)
            }
            Self::Map(refusal) => refusal.message(),
            Self::Nothing { written } => Message::new("cli-error-no-area").with("written", written),
            Self::Table(TableError::Table(table::TableError::TooLarge { cells, limit }))
            | Self::Print(PrintError::TooLarge { cells, limit }) => Message::new("cli-error-too-large")
                .with("cells", cells)
                .with("limit", limit),
            Self::Fonts { path, cause } => Message::new("cli-error-fonts")
                .with("path", &path.display())
                .with("cause", cause),
            Self::Directory { path, cause } => Message::new("cli-error-directory")
                .with("path", &path.display())
                .with("cause", cause),
            Self::File { path, cause } => Message::new("cli-error-file")
                .with("path", &path.display())
                .with("cause", cause),
            Self::Write(WriteError::Exists { path }) => {
                Message::new("cli-error-exists").with("path", &path.display())
            }
            Self::Write(WriteError::Unwritable { path, reason }) => Message::new("cli-error-file")
                .with("path", &path.display())
                .with("cause", reason),
            Self::Listen { address, cause } => Message::new("cli-error-listen")
                .with("address", address)
                .with("cause", cause),
            other => Message::new("cli-error-other").with("cause", &chain(other)),
        }
    }
}

/// What clap prints when help or the version is asked for, without the spaces it pads lines with.
fn shown(error: &clap::Error) -> String {
    let text = error.render().to_string();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

fn problem(message: &Message, messages: &Messages) -> String {
    messages.with("cli-problem", &[("what", &messages.text(message))])
}

fn nearest(suggestions: &[String], messages: &Messages) -> Option<String> {
    let all = suggestions.join(", ");
    (!all.is_empty()).then(|| format!("  {}", messages.with("cli-nearest", &[("suggestions", &all)])))
}

/// An error with everything that caused it.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let words = inner.to_string();
        if !text.ends_with(&words) {
            text.push_str(": ");
            text.push_str(&words);
        }
        cause = inner.source();
    }
    text
}

fn setting_lines(errors: &SettingErrors, messages: &Messages) -> Vec<String> {
    let mut lines = Vec::new();
    for error in &errors.0 {
        let what = messages.text(&error.reason);
        let place = error.origin.to_string();
        lines.push(messages.with("cli-problem-at", &[("place", &place), ("what", &what)]));
        lines.extend(nearest(&error.suggestions, messages));
    }
    lines
}

/// The reason, the parameter with marks under the part at fault, and what is near it.
fn query_lines(error: &QueryError, messages: &Messages) -> Vec<String> {
    let mut lines = vec![problem(&error.reason, messages)];
    if !error.parameter.is_empty() {
        let written: String = error.text.chars().take(error.position).collect();
        let before = width(&error.parameter) + 1 + width(&written);
        let marks = width(&error.value).max(1);
        lines.push(format!("  {}={}", error.parameter, error.text));
        lines.push(format!("  {}{}", " ".repeat(before), "^".repeat(marks)));
    }
    lines.extend(nearest(&error.suggestions, messages));
    lines
}
