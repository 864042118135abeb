//! Records of a CSV file that is in form: its fields as they stand in the text, without a copy.

use std::borrow::Cow;

/// Something that only the CSV reader knows what to make of: an empty line, or a quotation mark out of place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Irregular;

/// Records from some place of a text on.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Records<'t> {
    /// Records from a place at which one begins, on this line of the file.
    pub(super) fn new(text: &'t str, at: usize, line: usize) -> Self {
        Self { text, at, line }
    }

    /// Where the next record begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The line on which the next record begins.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Reads a record in place of what `fields` held; there must be one.
    pub(super) fn read(&mut self, fields: &mut Vec<Cow<'t, str>>) -> Result<(), Irregular> {
        fields.clear();
        let bytes = self.text.as_bytes();
        if matches!(bytes.get(self.at), None | Some(b'\n')) {
            return Err(Irregular);
        }
        loop {
            let (field, end) = match bytes.get(self.at) {
                Some(b'"') => self.quoted()?,
                _ => self.bare()?,
            };
            fields.push(field);
            self.at = end + 1;
            match bytes.get(end) {
                Some(b',') => {}
                Some(b'\n') => {
                    self.line += 1;
                    return Ok(());
                }
                None => {
                    self.at = end;
                    return Ok(());
                }
                Some(_) => return Err(Irregular),
            }
        }
    }

    /// The field that begins here, and where it ends.
    fn bare(&self) -> Result<(Cow<'t, str>, usize), Irregular> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let end = self.at + bare_length(rest);
        let field = self.text.get(self.at..end).ok_or(Irregular)?;
        Ok((Cow::Borrowed(field), end))
    }

    /// The field that begins with the quotation mark here, and where it ends.
    fn quoted(&mut self) -> Result<(Cow<'t, str>, usize), Irregular> {
        let mut from = self.at + 1;
        let mut before: Option<String> = None;
        loop {
            let rest = self.text.get(from..).ok_or(Irregular)?;
            let part = rest.get(..rest.find('"').ok_or(Irregular)?).ok_or(Irregular)?;
            self.line += part.bytes().filter(|byte| *byte == b'\n').count();
            let end = from + part.len() + 1;
            if self.text.as_bytes().get(end) == Some(&b'"') {
                let before = before.get_or_insert_default();
                before.push_str(part);
                before.push('"');
                from = end + 1;
            } else {
                let field = match before {
                    None => Cow::Borrowed(part),
                    Some(before) => Cow::Owned(before + part),
                };
                return Ok((field, end));
            }
        }
    }
}

/// How many bytes stand before the first comma, end of line or quotation mark. Eight are looked at in one go.
fn bare_length(bytes: &[u8]) -> usize {
    /// A one in every byte, and the highest bit of every byte.
    const ONES: u64 = u64::MAX / 255;
    const HIGHEST: u64 = ONES << 7;
    // The highest bit of the first byte that is the wanted one, and perhaps of some behind it.
    let found = |word: u64, wanted: u8| {
        let other = word ^ (ONES * u64::from(wanted));
        other.wrapping_sub(ONES) & !other & HIGHEST
    };
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = found(word, b',') | found(word, b'\n') | found(word, b'"');
        if found != 0 {
            return at * 8 + usize::try_from(found.trailing_zeros() / 8).unwrap_or_default();
        }
    }
    let ends = |byte: &u8| matches!(byte, b',' | b'\n' | b'"');
    let length = rest.iter().position(ends).unwrap_or(rest.len());
    words.len() * 8 + length
}

#[cfg(test)]
mod tests {
    use csv::{ReaderBuilder, StringRecord};
    use proptest::prelude::*;

    use super::super::quotes;
    use super::*;

    /// All records with their lines.
    fn records(text: &str) -> Result<Vec<(usize, Vec<String>)>, Irregular> {
        let mut records = Records::new(text, 0, 1);
        let mut all = Vec::new();
        let mut fields = Vec::new();
        while records.at() < text.len() {
            let line = records.line();
            records.read(&mut fields)?;
            all.push((
                line,
                fields.iter().map(|field| field.clone().into_owned()).collect(),
            ));
        }
        Ok(all)
    }

    fn by_the_csv_reader(text: &str) -> Vec<(usize, Vec<String>)> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        let mut all = Vec::new();
        while reader.read_record(&mut record).unwrap() {
            let line = usize::try_from(record.position().unwrap().line()).unwrap();
            all.push((line, record.iter().map(str::to_owned).collect()));
        }
        all
    }

    #[test]
    fn fields_are_what_stands_between_commas() {
        let text = "a,,\"b, \"\"c\"\"\nd\",e\n\"\"\n,f";
        let expected = [
            (1, vec!["a", "", "b, \"c\"\nd", "e"]),
            (3, vec![""]),
            (4, vec!["", "f"]),
        ];
        let found = records(text).unwrap();
        let found: Vec<(usize, Vec<&str>)> = found
            .iter()
            .map(|(line, fields)| (*line, fields.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn a_bare_field_ends_before_what_ends_it(bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b','), Just(b'-')], 0..40)) {
            let expected = bytes.iter().position(|byte| b",\n\"".contains(byte));
            prop_assert_eq!(bare_length(&bytes), expected.unwrap_or(bytes.len()));
        }

        #[test]
        fn what_is_in_form_reads_as_by_the_csv_reader(text in "[a-bé,,\"\"\n]{0,24}|(a|\"b\"|\"c\nd\"|\"\"\"\"|,|,|\n){0,16}") {
            let has_empty_line = {
                let mut quoted = false;
                text.split_inclusive('\n').any(|line| {
                    let empty = line == "\n" && !quoted;
                    quoted ^= line.matches('"').count() % 2 == 1;
                    empty
                })
            };
            let in_form = quotes::first_broken(&text).is_none() && !has_empty_line;
            prop_assert_eq!(records(&text), if in_form { Ok(by_the_csv_reader(&text)) } else { Err(Irregular) });
        }
    }
}
