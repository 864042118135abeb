//! The sources of settings, one after another.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use tidemark_vocab::Message;

use super::nearest::nearest;
use super::{Declared, Given, Origin, SettingError, SettingErrors, Settings, declared, evidence, file};

/// The flag that names the settings file.
pub(crate) const CONFIG_FLAG: &str = "config";

/// The variable that names it.
pub(crate) const CONFIG_VARIABLE: &str = "TIDEMARK_CONFIG";

/// Its name in the data directory.
const CONFIG_NAME: &str = "tidemark.toml";

/// What our variables begin with.
const PREFIX: &str = "TIDEMARK_";

/// Settings from all sources: defaults, then a file, then the environment, then flags.
pub(crate) fn load(
    flags: &ArgMatches,
    environment: &[(OsString, OsString)],
) -> Result<Settings, SettingErrors> {
    let mut loading = Loading::default();
    let variables = loading.variables(environment);
    if let Some((path, naming)) = config_file(flags, &variables) {
        loading.read(&path, naming);
    }
    for (name, value) in &variables {
        loading.set_variable(name, value);
    }
    loading.set_flags(flags);
    if loading.errors.is_empty() {
        Ok(loading.settings)
    } else {
        Err(SettingErrors(loading.errors))
    }
}

/// Whether a settings file was asked for, or is read where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    AskedFor,
    IfThere,
}

fn flag<'a>(flags: &'a ArgMatches, name: &str) -> Option<&'a String> {
    // Not every command has every flag.
    flags.try_get_one::<String>(name).ok().flatten()
}

/// The settings file: by flag, by variable, or in the data directory that a flag or a variable names.
fn config_file(flags: &ArgMatches, variables: &[(String, String)]) -> Option<(PathBuf, Naming)> {
    let variable = |name: &str| {
        variables
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    };
    if let Some(path) = flag(flags, CONFIG_FLAG).or_else(|| variable(CONFIG_VARIABLE)) {
        return Some((PathBuf::from(path), Naming::AskedFor));
    }
    let data_dir = declared().find(|setting| setting.key == evidence::DATA_DIR)?;
    let data_dir = flag(flags, data_dir.flag).or_else(|| variable(data_dir.variable))?;
    Some((Path::new(data_dir).join(CONFIG_NAME), Naming::IfThere))
}

#[derive(Default)]
struct Loading {
    settings: Settings,
    errors: Vec<SettingError>,
}

impl Loading {
    fn refuse(&mut self, origin: Origin, reason: Message, suggestions: Vec<String>) {
        self.errors.push(SettingError {
            origin,
            reason,
            suggestions,
        });
    }

    fn set(&mut self, setting: &Declared, given: Given<'_>, origin: impl FnOnce() -> Origin) {
        if let Err(reason) = (setting.set)(&mut self.settings, given) {
            self.refuse(origin(), reason, Vec::new());
        }
    }

    /// Our variables in order of name. Empty ones count as not set, as compose files and service managers leave them.
    fn variables(&mut self, environment: &[(OsString, OsString)]) -> Vec<(String, String)> {
        let mut ours = Vec::new();
        for (name, value) in environment {
            let name = name.to_string_lossy();
            if !name.starts_with(PREFIX) || value.is_empty() {
                continue;
            }
            match value.to_str() {
                Some(value) => ours.push((name.into_owned(), value.to_owned())),
                None => self.refuse(
                    Origin::Variable(name.into_owned()),
                    Message::new("cli-settings-not-text"),
                    Vec::new(),
                ),
            }
        }
        ours.sort();
        ours
    }

    fn read(&mut self, path: &Path, naming: Naming) {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound && naming == Naming::IfThere => return,
            Err(error) => {
                let reason = Message::new("cli-settings-unreadable").with("problem", &error);
                let path = path.to_path_buf();
                return self.refuse(Origin::File { path, line: None }, reason, Vec::new());
            }
        };
        let origin = |line| Origin::File {
            path: path.to_path_buf(),
            line,
        };
        match file::entries(&text) {
            Ok(entries) => {
                for entry in entries {
                    self.set_entry(&entry, path.parent(), || origin(Some(entry.line)));
                }
            }
            Err(malformed) => self.refuse(origin(malformed.line), malformed.reason, Vec::new()),
        }
    }

    fn set_entry(&mut self, entry: &file::Entry, beside: Option<&Path>, origin: impl FnOnce() -> Origin) {
        let Some(setting) = declared().find(|setting| setting.key == entry.key) else {
            let reason = Message::new("cli-settings-unknown").with("name", &entry.key);
            let near = nearest(&entry.key, declared().map(|setting| setting.key));
            return self.refuse(origin(), reason, near);
        };
        if let Some(text) = &entry.value {
            self.set(setting, Given { text, beside }, origin);
        } else {
            let reason = Message::new("cli-settings-kind").with("name", &entry.key);
            self.refuse(origin(), reason, Vec::new());
        }
    }

    fn set_variable(&mut self, name: &str, value: &str) {
        if name == CONFIG_VARIABLE {
            return;
        }
        let origin = || Origin::Variable(name.to_owned());
        let Some(setting) = declared().find(|setting| setting.variable == name) else {
            let reason = Message::new("cli-settings-unknown-variable").with("name", name);
            let names = declared()
                .map(|setting| setting.variable)
                .chain([CONFIG_VARIABLE]);
            return self.refuse(origin(), reason, nearest(name, names));
        };
        let given = Given {
            text: value,
            beside: None,
        };
        self.set(setting, given, origin);
    }

    fn set_flags(&mut self, flags: &ArgMatches) {
        for setting in declared() {
            if let Some(text) = flag(flags, setting.flag) {
                let given = Given { text, beside: None };
                self.set(setting, given, || Origin::Flag(setting.flag));
            }
        }
    }
}
