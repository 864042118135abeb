//! How messages are sent.

use std::path::PathBuf;

use super::declared::{Declared, Scope, path, shown};
use super::store::Secret;

/// How messages are sent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mail {
    /// The address that messages come from.
    pub(crate) from: String,
    /// What the site is called in messages: something that says nothing to who looks over a shoulder.
    pub(crate) site: String,
    /// The server: `smtps://USER:PASSWORD@HOST`, `smtp://…` for STARTTLS. Without one, messages go to a folder.
    pub(crate) smtp: Secret,
    /// That folder.
    pub(crate) folder: Option<PathBuf>,
    /// A file with certificates that are trusted in place of the public ones.
    pub(crate) ca_file: Option<PathBuf>,
    /// The selector of the key that messages are signed with.
    pub(crate) dkim_selector: String,
    /// That key.
    pub(crate) dkim_key_file: Option<PathBuf>,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            from: "desk@localhost.localdomain".to_owned(),
            site: "the desk".to_owned(),
            smtp: Secret::default(),
            folder: None,
            ca_file: None,
            dkim_selector: "tidemark".to_owned(),
            dkim_key_file: None,
        }
    }
}

/// The settings of this section.
pub(crate) const DECLARED: &[Declared] = &[
    Declared {
        key: "mail.from",
        variable: "TIDEMARK_MAIL_FROM",
        flag: "mail-from",
        value: "cli-value-email",
        about: "cli-setting-mail-from",
        scope: Scope::Serve,
        set: |settings, given| {
            given.text.clone_into(&mut settings.mail.from);
            Ok(())
        },
        show: |settings| settings.mail.from.clone(),
    },
    Declared {
        key: "mail.site",
        variable: "TIDEMARK_MAIL_SITE",
        flag: "mail-site",
        value: "cli-value-text",
        about: "cli-setting-mail-site",
        scope: Scope::Serve,
        set: |settings, given| {
            given.text.clone_into(&mut settings.mail.site);
            Ok(())
        },
        show: |settings| settings.mail.site.clone(),
    },
    Declared {
        key: "mail.smtp",
        variable: "TIDEMARK_SMTP",
        flag: "smtp",
        value: "cli-value-url",
        about: "cli-setting-mail-smtp",
        scope: Scope::Serve,
        set: |settings, given| {
            settings.mail.smtp = Secret(given.text.to_owned());
            Ok(())
        },
        show: |_| String::new(),
    },
    Declared {
        key: "mail.folder",
        variable: "TIDEMARK_MAIL_FOLDER",
        flag: "mail-folder",
        value: "cli-value-directory",
        about: "cli-setting-mail-folder",
        scope: Scope::Serve,
        set: |settings, given| {
            settings.mail.folder = Some(path(given));
            Ok(())
        },
        show: |settings| shown(settings.mail.folder.as_deref()),
    },
    Declared {
        key: "mail.ca_file",
        variable: "TIDEMARK_MAIL_CA_FILE",
        flag: "mail-ca-file",
        value: "cli-value-file",
        about: "cli-setting-mail-ca-file",
        scope: Scope::Serve,
        set: |settings, given| {
            settings.mail.ca_file = Some(path(given));
            Ok(())
        },
        show: |settings| shown(settings.mail.ca_file.as_deref()),
    },
    Declared {
        key: "mail.dkim_selector",
        variable: "TIDEMARK_DKIM_SELECTOR",
        flag: "dkim-selector",
        value: "cli-value-text",
        about: "cli-setting-mail-dkim-selector",
        scope: Scope::Serve,
        set: |settings, given| {
            given.text.clone_into(&mut settings.mail.dkim_selector);
            Ok(())
        },
        show: |settings| settings.mail.dkim_selector.clone(),
    },
    Declared {
        key: "mail.dkim_key_file",
        variable: "TIDEMARK_DKIM_KEY_FILE",
        flag: "dkim-key-file",
        value: "cli-value-file",
        about: "cli-setting-mail-dkim-key-file",
        scope: Scope::Serve,
        set: |settings, given| {
            settings.mail.dkim_key_file = Some(path(given));
            Ok(())
        },
        show: |settings| shown(settings.mail.dkim_key_file.as_deref()),
    },
];
