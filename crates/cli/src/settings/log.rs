//! What the server logs.

use tracing_subscriber::filter::LevelFilter;

use super::declared::{Declared, Scope, misfit};

/// What the server logs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Log {
    /// How much.
    pub(crate) level: LogLevel,
    /// In which form.
    pub(crate) format: LogFormat,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum LogLevel {
    Off,
    Error,
    Warn,
    #[default]
    Info,
    Debug,
    Trace,
}

impl LogLevel {
    const ALL: [(Self, &'static str, LevelFilter); 6] = [
        (Self::Off, "off", LevelFilter::OFF),
        (Self::Error, "error", LevelFilter::ERROR),
        (Self::Warn, "warn", LevelFilter::WARN),
        (Self::Info, "info", LevelFilter::INFO),
        (Self::Debug, "debug", LevelFilter::DEBUG),
        (Self::Trace, "trace", LevelFilter::TRACE),
    ];

    /// What is let through.
    pub(crate) fn filter(self) -> LevelFilter {
        let found = Self::ALL.iter().find(|(level, ..)| *level == self);
        found.map_or(LevelFilter::INFO, |(.., filter)| *filter)
    }
}

/// In which form lines are logged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: a JSON object a line.
    Json,
}

/// The settings of this section.
pub(crate) const DECLARED: &[Declared] = &[
    Declared {
        key: "log.level",
        variable: "TIDEMARK_LOG_LEVEL",
        flag: "log-level",
        value: "cli-value-log-level",
        about: "cli-setting-log-level",
        scope: Scope::Serve,
        set: |settings, given| {
            let found = LogLevel::ALL.iter().find(|(_, name, _)| *name == given.text);
            let (level, ..) = found.ok_or_else(|| misfit(given, "cli-misfit-log-level"))?;
            settings.log.level = *level;
            Ok(())
        },
        show: |settings| {
            let found = LogLevel::ALL
                .iter()
                .find(|(level, ..)| *level == settings.log.level);
            found.map(|(_, name, _)| (*name).to_owned()).unwrap_or_default()
        },
    },
    Declared {
        key: "log.format",
        variable: "TIDEMARK_LOG_FORMAT",
        flag: "log-format",
        value: "cli-value-log-format",
        about: "cli-setting-log-format",
        scope: Scope::Serve,
        set: |settings, given| {
            settings.log.format = match given.text {
                "text" => LogFormat::Text,
                "json" => LogFormat::Json,
                _ => return Err(misfit(given, "cli-misfit-log-format")),
            };
            Ok(())
        },
        show: |settings| {
            match settings.log.format {
                LogFormat::Text => "text",
                LogFormat::Json => "json",
            }
            .to_owned()
        },
    },
];
