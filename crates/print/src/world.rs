//! What Typst sees of the world: the templates, the fonts, and the values of one document.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt as _, World};

use crate::fonts::Fonts;

/// Under which name a template reads the values of its document.
const VALUES: &str = "/values.json";

/// What every document is made with.
pub(crate) struct Workshop {
    library: LazyHash<Library>,
    /// The fonts.
    pub(crate) fonts: Fonts,
    templates: Vec<Source>,
    values: FileId,
}

/// The templates, by the names under which they know one another.
const TEMPLATES: [(&str, &str); 6] = [
    ("/base.typ", include_str!("../templates/base.typ")),
    ("/book.typ", include_str!("../templates/book.typ")),
    ("/chapter.typ", include_str!("../templates/chapter.typ")),
    ("/place.typ", include_str!("../templates/place.typ")),
    ("/region.typ", include_str!("../templates/region.typ")),
    ("/table.typ", include_str!("../templates/table.typ")),
];

impl Workshop {
    /// A workshop with these fonts.
    pub(crate) fn new(fonts: Fonts) -> Self {
        // What a reader's software needs beyond what everyone has: which cells are heads of rows.
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_features(features).build();
        let templates = TEMPLATES
            .iter()
            .map(|(path, text)| Source::new(file(path), (*text).to_owned()));
        Self {
            library: LazyHash::new(library),
            fonts,
            templates: templates.collect(),
            values: file(VALUES),
        }
    }

    /// The world of a document: a template with its values, which are JSON.
    pub(crate) fn document(&self, template: &str, values: Vec<u8>) -> Document<'_> {
        Document {
            workshop: self,
            main: file(template),
            values: Bytes::new(values),
        }
    }
}

#[expect(
    clippy::expect_used,
    reason = "names that are written in this crate, each of which is a path"
)]
fn file(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// A document in the making. Its values are a file rather than inputs of the library: so what does not depend on them is kept from one
/// document to the next.
pub(crate) struct Document<'w> {
    workshop: &'w Workshop,
    main: FileId,
    values: Bytes,
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

impl World for Document<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.workshop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.workshop.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let templates = self.workshop.templates.iter();
        let known = templates.clone().find(|template| template.id() == id);
        known.cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.workshop.values {
            return Ok(self.values.clone());
        }
        Err(missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.workshop.fonts.get(index)
    }

    /// There is no clock here: what is dated is dated by its values.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
