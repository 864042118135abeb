//! The embedded message files, read once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use include_dir::{Dir, include_dir};
use tidemark_vocab::Lang;
use unic_langid::LanguageIdentifier;

use super::{Direction, pseudo};

static LOCALES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../locales");

static BUNDLES: LazyLock<BTreeMap<&'static str, Arc<Bundle>>> = LazyLock::new(|| {
    LOCALES
        .dirs()
        .filter_map(|dir| dir.path().to_str())
        .map(|tag| (tag, Arc::new(Bundle::read(tag))))
        .collect()
});

static ENGLISH: LazyLock<Arc<Bundle>> = LazyLock::new(|| {
    BUNDLES
        .get("en")
        .map_or_else(|| Arc::new(Bundle::read("en")), Arc::clone)
});

static PSEUDO: LazyLock<Arc<Bundle>> = LazyLock::new(|| {
    let mut bundle = Bundle::read("en");
    bundle.inner.set_transform(Some(pseudo::accented));
    bundle.inner.set_use_isolating(true);
    bundle.wording = Wording::Changed;
    Arc::new(bundle)
});

static ENGLISH_IDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut ids: Vec<&'static str> = files("en").flat_map(|(_, text)| ids_in(text)).collect();
    ids.sort_unstable();
    ids
});

/// The messages of one folder of `locales/`.
pub(super) struct Bundle {
    inner: FluentBundle<FluentResource>,
    wording: Wording,
}

/// Whether messages read as their files write them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wording {
    /// Word by word, with nothing around arguments.
    AsWritten,
    /// Letters are changed, or marks stand around arguments: only Fluent puts them together.
    Changed,
}

impl Bundle {
    /// Reads the message files of a folder. A file that is broken in part gives its sound messages; a test of this
    /// crate sees to it that none is broken.
    fn read(tag: &str) -> Self {
        let identifier: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut inner = FluentBundle::new_concurrent(vec![identifier]);
        inner.set_use_isolating(direction(tag) == Direction::Rtl);
        for (path, text) in files(tag) {
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(partial, errors)| {
                tracing::error!(file = path, ?errors, "a message file is broken");
                partial
            });
            if let Err(errors) = inner.add_resource(resource) {
                tracing::error!(file = path, ?errors, "a message is defined twice");
            }
        }
        let wording = match direction(tag) {
            Direction::Ltr => Wording::AsWritten,
            Direction::Rtl => Wording::Changed,
        };
        Self { inner, wording }
    }

    pub(super) fn english() -> Arc<Self> {
        Arc::clone(&ENGLISH)
    }

    pub(super) fn pseudo() -> Arc<Self> {
        Arc::clone(&PSEUDO)
    }

    /// The bundle of a tag, of the nearest shorter tag, or English, with the tag it is for.
    pub(super) fn nearest(lang: &Lang) -> (Lang, Arc<Self>) {
        let mut tag = lang.as_str();
        loop {
            if let Some(bundle) = BUNDLES.get(tag) {
                return (self::lang(tag), Arc::clone(bundle));
            }
            match tag.rsplit_once('-') {
                Some((shorter, _)) => tag = shorter,
                None => return (self::lang("en"), Self::english()),
            }
        }
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.inner
            .get_message(id)
            .is_some_and(|message| message.value().is_some())
    }

    /// The parts of a message that reads as it is written.
    fn parts(&self, id: &str) -> Option<&Pattern<&str>> {
        if self.wording == Wording::Changed {
            return None;
        }
        self.inner.get_message(id)?.value()
    }

    /// A message that is one text and nothing else; `None` where Fluent must put it together.
    pub(super) fn fixed(&self, id: &str) -> Option<&str> {
        match self.parts(id)?.elements.as_slice() {
            [PatternElement::TextElement { value }] => Some(value),
            [
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::StringLiteral { value }),
                },
            ] => Some(*value).filter(|value| !value.contains('\\')),
            _ => None,
        }
    }

    /// Texts with arguments between them, one after another: what most messages are, and what cells are made of. `None` where
    /// the message is more than that (plural forms, other messages), or an argument is missing, so that Fluent must put it together.
    pub(super) fn joined(&self, id: &str, args: &[(&str, &str)]) -> Option<String> {
        let mut text = String::new();
        for element in &self.parts(id)?.elements {
            text.push_str(match element {
                PatternElement::TextElement { value } => value,
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::VariableReference { id }),
                } => args.iter().find(|(name, _)| *name == id.name)?.1,
                PatternElement::Placeable { .. } => return None,
            });
        }
        Some(text)
    }

    /// The text of a message; `None` where the bundle has none of this id.
    pub(super) fn format(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let message = self.inner.get_message(id)?;
        let mut errors = Vec::new();
        let text = self
            .inner
            .format_pattern(message.value()?, Some(args), &mut errors);
        if !errors.is_empty() {
            tracing::error!(message.id = id, ?errors, "a message could not be put together");
        }
        Some(match text {
            Cow::Borrowed(text) => text.to_owned(),
            Cow::Owned(text) => text,
        })
    }
}

/// Which way a language is written, by its primary subtag.
pub(super) fn direction(tag: &str) -> Direction {
    match tag.split('-').next().unwrap_or(tag) {
        "ar" | "fa" | "he" | "ps" | "ur" | "ckb" | "dv" | "ug" | "yi" => Direction::Rtl,
        _ => Direction::Ltr,
    }
}

/// The languages that have a folder.
pub(super) fn languages() -> Vec<Lang> {
    BUNDLES.keys().filter_map(|tag| tag.parse().ok()).collect()
}

/// The ids of the English messages, in order; one that is defined twice stands twice.
pub(super) fn english_ids() -> &'static [&'static str] {
    &ENGLISH_IDS
}

/// The message files of a folder with their contents, in order of name.
pub(super) fn files(folder: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut files: Vec<_> = LOCALES
        .get_dir(folder)
        .into_iter()
        .flat_map(Dir::files)
        .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
        .filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, end)| end == "ftl"))
        .collect();
    files.sort_unstable();
    files.into_iter()
}

/// The ids of messages in a file: lines that begin with a letter and hold `=`. Terms and attributes are not messages.
fn ids_in(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('='))
        .map(|(id, _)| id.trim_end())
}

/// A tag that is known to be one.
#[expect(
    clippy::expect_used,
    reason = "tags of this crate and of folders that were found by them"
)]
pub(super) fn lang(tag: &str) -> Lang {
    tag.parse().expect("a language tag of this crate")
}
