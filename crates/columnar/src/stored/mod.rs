//! An edition's columns as a file: what lies in memory, as bytes, so that a program starts as fast as they are read.
//!
//! The file is made from the observations and says nothing that they do not: a program that does not know its version leaves it
//! and reads the observations. So it may change with the program, while what is published stays. It holds no order and no rule of
//! its own: whoever reads it makes the arrangement of its rows again and leaves columns that were arranged in another. That the rows say what
//! the manifest lists, and stand in that order, is proved apart from reading: [`crate::Edition::prove`].

mod input;
mod output;
mod segment;
mod sound;

use std::collections::BTreeMap;
use std::sync::Arc;

use tidemark_evidence::Catalogue;
use tidemark_vocab::IndicatorCode;

use crate::edition::Edition;
use crate::parallel;
use crate::segment::Segment;
use input::Input;
use output::Output;

/// The first line of the file: its version. Another one for every change of the form, or of the order in which rows stand.
const VERSION: &[u8] = b"tidemark-columns-1\n";

/// The columns of an edition as bytes: the same edition gives the same bytes.
pub(crate) fn write(edition: &Edition) -> Vec<u8> {
    let segments: Vec<&Segment> = edition.segments().collect();
    let parts = parallel::map(&segments, |held| segment::write(held));
    let mut output = Output::default();
    output.raw(VERSION);
    output.length(parts.len());
    for part in &parts {
        output.bytes(part);
    }
    output.finish()
}

/// Whether a file is of the version that this program writes.
pub(crate) fn is_known(bytes: &[u8]) -> bool {
    bytes.starts_with(VERSION)
}

/// The segments of a file, which are those of this catalogue; `None` where the file is of another version, cannot be read, or its rows
/// stand in another order than this program would put them in.
pub(crate) fn read(bytes: &[u8], catalogue: &Catalogue) -> Option<BTreeMap<IndicatorCode, Arc<Segment>>> {
    let mut input = Input::of(bytes.strip_prefix(VERSION)?);
    let parts: Vec<&[u8]> = (0..input.length()?)
        .map(|_| input.bytes())
        .collect::<Option<_>>()?;
    input.end()?;
    let segments = parallel::map(&parts, |part| segment::read(part, catalogue));
    let mut read = BTreeMap::new();
    for segment in segments {
        let segment = segment?;
        let twin = read.insert(segment.indicator().clone(), Arc::new(segment));
        twin.is_none().then_some(())?;
    }
    Some(read)
}
