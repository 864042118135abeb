//! A large CSV file, read block by block, on as many threads as the machine has.

use std::borrow::Cow;

use super::problem::Problems;
use super::records::{Irregular, Records};
use super::rows::{Fields, Sheet};
use crate::parallel;

/// Bytes of a block.
const BLOCK: usize = 2 << 20;

/// What came of rows, each with its line.
pub(super) struct Rows<T> {
    pub(super) values: Vec<T>,
    pub(super) lines: Vec<usize>,
}

impl<T> Rows<T> {
    fn with_room_for(rows: usize) -> Self {
        Self {
            values: Vec::with_capacity(rows),
            lines: Vec::with_capacity(rows),
        }
    }
}

/// A stretch of a text, wherever it begins. Those records are its own that begin in it.
struct Block {
    start: usize,
    end: usize,
    /// How many lines end in it.
    lines: usize,
    quotes: usize,
}

/// Where the first record of a block begins, and how many there may be.
struct Beginning {
    at: usize,
    line: usize,
    end: usize,
    rows: usize,
}

impl Sheet<'_> {
    /// Reads the rows as [`Sheet::read`] does, block by block. Each block has a reader of its own, which `row` is given with each row.
    pub(super) fn read_blocks<R, T: Send>(
        &self,
        reader: impl Fn() -> R + Sync,
        row: impl Fn(&mut R, &Fields<'_>) -> Option<T> + Sync,
    ) -> Rows<T> {
        if let Ok(Some(rows)) = self.in_blocks(&reader, &row) {
            return rows;
        }
        let mut reader = reader();
        let read = self.read(|fields| Some((row(&mut reader, fields)?, fields.line())));
        let (values, lines) = read.unwrap_or_default().into_iter().unzip();
        Rows { values, lines }
    }

    /// Nothing where no row can be read; what is wrong is noted only where all of it could be read so.
    fn in_blocks<R, T: Send>(
        &self,
        reader: &(impl Fn() -> R + Sync),
        row: &(impl Fn(&mut R, &Fields<'_>) -> Option<T> + Sync),
    ) -> Result<Option<Rows<T>>, Irregular> {
        // What the CSV reader leaves out, or takes for an end of line.
        if self.text.starts_with('\u{feff}') || self.text.contains('\r') {
            return Err(Irregular);
        }
        let (file, text, columns) = (self.file, self.text, self.columns);
        let problems = Problems::default();
        let sheet = Sheet {
            problems: &problems,
            ..*self
        };
        let mut header = Vec::new();
        let mut records = Records::new(text, 0, 1);
        records.read(&mut header)?;
        let header: Vec<&str> = header.iter().map(Cow::as_ref).collect();
        let Some(places) = sheet.places(&header) else {
            return Ok(None);
        };
        let beginnings = beginnings(text, &records);
        let read = |beginning: &Beginning| {
            let problems = Problems::default();
            let sheet = Sheet {
                file,
                text,
                columns,
                problems: &problems,
            };
            let mut reader = reader();
            let rows = sheet.block(beginning, &places, |fields| row(&mut reader, fields))?;
            Ok((rows, problems))
        };
        let mut all = Ok((Rows::with_room_for(0), problems));
        parallel::each(&beginnings, read, |read: Result<_, Irregular>| {
            match (&mut all, read) {
                (Ok((all, problems)), Ok((rows, more))) => {
                    all.values.extend(rows.values);
                    all.lines.extend(rows.lines);
                    problems.take(more);
                }
                (all, Err(irregular)) => *all = Err(irregular),
                (Err(_), Ok(_)) => {}
            }
        });
        let (rows, problems) = all?;
        self.problems.take(problems);
        Ok(Some(rows))
    }

    fn block<T>(
        &self,
        beginning: &Beginning,
        places: &[usize],
        mut row: impl FnMut(&Fields<'_>) -> Option<T>,
    ) -> Result<Rows<T>, Irregular> {
        // A row takes a comma or an end of line for each of its columns.
        let most = (beginning.end - beginning.at) / places.len().max(1) + 1;
        let mut rows = Rows::with_room_for(beginning.rows.min(most));
        let mut records = Records::new(self.text, beginning.at, beginning.line);
        let mut fields = Vec::with_capacity(places.len());
        while records.at() < beginning.end {
            let line = records.line();
            records.read(&mut fields)?;
            if let Some(value) = self.made(&fields, places, line, &mut row) {
                rows.values.push(value);
                rows.lines.push(line);
            }
        }
        Ok(rows)
    }
}

/// Where the first record of each block begins, of what stands from `from` on; blocks in which none begins are left out.
///
/// Quotation marks are where they should be, or else the records before the first one that is not show it: so an even number of
/// them before an end of line says that it ends a record.
fn beginnings(text: &str, from: &Records<'_>) -> Vec<Beginning> {
    let bytes = text.as_bytes();
    let starts: Vec<usize> = (from.at()..bytes.len()).step_by(BLOCK).collect();
    let blocks = parallel::map(&starts, |start| {
        let end = (start + BLOCK).min(bytes.len());
        let block = bytes.get(*start..end).unwrap_or_default();
        Block {
            start: *start,
            end,
            lines: count(block, b'\n'),
            quotes: count(block, b'"'),
        }
    });
    let (mut line, mut quotes) = (from.line(), 0);
    let mut beginnings = Vec::with_capacity(blocks.len());
    for block in blocks {
        let begins_here = block.start == from.at();
        let found = if begins_here {
            Some((block.start, line))
        } else {
            first_record(bytes, &block, line, quotes % 2 == 1)
        };
        beginnings.extend(found.map(|(at, line)| Beginning {
            at,
            line,
            end: block.end,
            rows: block.lines + 1,
        }));
        line += block.lines;
        quotes += block.quotes;
    }
    beginnings
}

/// The first record that begins in a block, and its line. `line` is that of the block's first byte.
fn first_record(bytes: &[u8], block: &Block, mut line: usize, mut quoted: bool) -> Option<(usize, usize)> {
    if !quoted && bytes.get(block.start.checked_sub(1)?) == Some(&b'\n') {
        return Some((block.start, line));
    }
    for (at, byte) in (block.start..).zip(bytes.get(block.start..block.end)?) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' => {
                line += 1;
                if !quoted {
                    return Some((at + 1, line)).filter(|(at, _)| *at < block.end);
                }
            }
            _ => {}
        }
    }
    None
}

/// How often a byte occurs.
fn count(bytes: &[u8], wanted: u8) -> usize {
    // So few that a byte holds their number, and so many that many are compared at once.
    let parts = bytes.chunks(255);
    let counts = parts.map(|part| part.iter().map(|byte| u8::from(*byte == wanted)).sum::<u8>());
    counts.map(usize::from).sum()
}
