//! Sheets of lines of cells, and what all of them have in common.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use tidemark_vocab::Decimal;

use crate::display::{Grouping, PlainNumber, Words};

/// How hard the workbook is packed, from 1 to 9: harder, it takes twice as long in all, and is 3 % smaller.
const PACKING: u8 = 3;

/// The last line of a sheet, counted from 0: what is longer goes on in another sheet.
const LAST_LINE: u32 = 1_048_575;

/// The longest text of a cell, in units of UTF-16.
const LONGEST_TEXT: usize = 32_767;

/// The longest name of a sheet.
const LONGEST_NAME: usize = 31;

/// So many digits of a number are kept by spreadsheets.
const DIGITS: u32 = 15;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing.
    Blank,
    /// A text, whatever it begins with.
    Text(String),
    /// A text that stands out: a head, a group.
    Strong(String),
    /// A number.
    Number(PlainNumber),
}

impl Value {
    /// A text; nothing where it is empty.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }

    /// The number that a text of digits is, its thousands close together; the text itself where it is none.
    pub(super) fn digits(text: impl Into<String>) -> Self {
        let text = text.into();
        match text.parse() {
            Ok(value) => Self::Number(PlainNumber {
                value,
                grouping: Grouping::None,
            }),
            Err(_) => Self::text(text),
        }
    }
}

/// A workbook that is being written.
pub(super) struct Book {
    workbook: Workbook,
    names: Vec<String>,
    styles: Styles,
    is_rtl: bool,
}

/// How cells are set.
struct Styles {
    strong: Format,
    /// By decimals, thousands set apart.
    grouped: Vec<Format>,
    /// By decimals.
    plain: Vec<Format>,
}

impl Styles {
    fn new() -> Self {
        let decimals = |whole: &str| {
            let formats = (0..=DIGITS).map(|decimals| match decimals {
                0 => Format::new().set_num_format(whole),
                decimals => {
                    let zeros = "0".repeat(usize::try_from(decimals).unwrap_or_default());
                    Format::new().set_num_format(format!("{whole}.{zeros}"))
                }
            });
            formats.collect()
        };
        Self {
            strong: Format::new().set_bold(),
            grouped: decimals("#,##0"),
            plain: decimals("0"),
        }
    }

    /// That of a number, with all of its decimals.
    fn of(&self, number: &PlainNumber) -> Option<&Format> {
        let formats = match number.grouping {
            Grouping::Thousands => &self.grouped,
            Grouping::None => &self.plain,
        };
        formats.get(usize::try_from(number.value.decimals()).ok()?)
    }
}

/// The number that a spreadsheet holds, where it keeps all digits: the nearest there is to the decimal, since both digits and power are exact.
pub(super) fn kept(value: Decimal) -> Option<f64> {
    let (digits, decimals) = value.parts();
    if digits.unsigned_abs() >= 10_u128.pow(DIGITS) || decimals > DIGITS {
        return None;
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "fifteen digits are fewer than a number of 64 bits holds"
    )]
    let digits = digits as f64;
    let power = (0..decimals).fold(1.0, |power, _| power * 10.0);
    Some(digits / power)
}

/// Whether a number is shown with all its digits where nothing says how: a whole one that is not too long. Looking a format up takes time.
fn is_plain(number: &PlainNumber) -> bool {
    let (digits, decimals) = number.value.parts();
    number.grouping == Grouping::None && decimals == 0 && digits.unsigned_abs() < 10_u128.pow(11)
}

impl Book {
    /// An empty workbook, dated by the edition and no clock.
    pub(super) fn new(title: &str, words: &Words<'_>) -> Result<Self, XlsxError> {
        let (year, month, day) = words.catalogue.edition.date.first_day();
        let year = u16::try_from(year).unwrap_or_default().max(1900);
        let created = ExcelDateTime::from_ymd(year, month, day)?;
        let properties = DocProperties::new()
            .set_title(cut(title.to_owned(), 255))
            .set_creation_datetime(&created);
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties);
        workbook.set_zip_compression_level(PACKING);
        Ok(Self {
            workbook,
            names: Vec::new(),
            styles: Styles::new(),
            is_rtl: words.messages.dir().as_str() == "rtl",
        })
    }

    /// Writes a sheet: lines above its heads, the heads, and rows. Heads and what stands above them, and the first `fixed` columns, stay in sight.
    pub(super) fn sheet(
        &mut self,
        name: &str,
        shape: &Shape,
        rows: impl IntoIterator<Item = Vec<Value>>,
    ) -> Result<(), XlsxError> {
        let mut sheet = self.begin(name, shape)?;
        for row in rows {
            if sheet.line > LAST_LINE {
                self.end(sheet, shape)?;
                sheet = self.begin(name, shape)?;
            }
            sheet.write(row, &self.styles)?;
        }
        self.end(sheet, shape)
    }

    fn begin(&mut self, name: &str, shape: &Shape) -> Result<Sheet, XlsxError> {
        let name = self.name(name);
        let mut sheet = Sheet {
            worksheet: Worksheet::new(),
            line: 0,
        };
        sheet.worksheet.set_name(name)?;
        sheet.worksheet.set_right_to_left(self.is_rtl);
        for line in shape.above.iter().chain(std::iter::once(&shape.heads)) {
            sheet.write(line.clone(), &self.styles)?;
        }
        sheet.worksheet.set_freeze_panes(sheet.line, shape.fixed)?;
        for (column, width) in (0..).zip(&shape.widths) {
            sheet.worksheet.set_column_width(column, *width)?;
        }
        Ok(sheet)
    }

    fn end(&mut self, mut sheet: Sheet, shape: &Shape) -> Result<(), XlsxError> {
        let heads = u32::try_from(shape.above.len()).unwrap_or(LAST_LINE);
        let columns = u16::try_from(shape.heads.len()).unwrap_or(u16::MAX);
        if let (true, Some(last)) = (shape.is_filtered, columns.checked_sub(1)) {
            let last_line = sheet.line.saturating_sub(1).max(heads);
            sheet.worksheet.autofilter(heads, 0, last_line, last)?;
        }
        self.workbook.push_worksheet(sheet.worksheet);
        Ok(())
    }

    /// A name that no other sheet has, and that spreadsheets allow.
    fn name(&mut self, wanted: &str) -> String {
        let allowed = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control();
        let wanted: String = wanted.chars().filter(|c| allowed(*c)).collect();
        let wanted = wanted.trim_matches('\'');
        let is_taken = |name: &String| self.names.contains(&name.to_lowercase());
        let first = cut(wanted.to_owned(), LONGEST_NAME);
        let further = (2_usize..).map(|number| {
            let number = format!(" {number}");
            cut(wanted.to_owned(), LONGEST_NAME - number.len()) + &number
        });
        let mut names = std::iter::once(first)
            .filter(|name| !name.is_empty())
            .chain(further);
        let name = names.find(|name| !is_taken(name)).unwrap_or_default();
        self.names.push(name.to_lowercase());
        name
    }

    /// The bytes.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.save_to_buffer()
    }
}

/// What a sheet is besides its rows.
pub(super) struct Shape {
    /// Lines above the heads.
    pub(super) above: Vec<Vec<Value>>,
    /// The heads of the columns.
    pub(super) heads: Vec<Value>,
    /// The widths of the columns, in digits.
    pub(super) widths: Vec<f64>,
    /// How many columns stay in sight.
    pub(super) fixed: u16,
    /// Whether rows can be chosen by what stands in them.
    pub(super) is_filtered: bool,
}

/// A sheet that is being written.
struct Sheet {
    worksheet: Worksheet,
    line: u32,
}

impl Sheet {
    fn write(&mut self, row: Vec<Value>, styles: &Styles) -> Result<(), XlsxError> {
        let line = self.line;
        for (at, value) in row.into_iter().enumerate() {
            // A column beyond the last that there can be is refused by the sheet.
            let column = u16::try_from(at).unwrap_or(u16::MAX);
            match value {
                Value::Blank => {}
                Value::Text(text) => {
                    self.worksheet.write_string(line, column, fitting(text))?;
                }
                Value::Strong(text) => {
                    self.worksheet
                        .write_string_with_format(line, column, fitting(text), &styles.strong)?;
                }
                Value::Number(number) => match (kept(number.value), styles.of(&number)) {
                    (Some(value), Some(_)) if is_plain(&number) => {
                        self.worksheet.write_number(line, column, value)?;
                    }
                    (Some(value), Some(format)) => {
                        self.worksheet
                            .write_number_with_format(line, column, value, format)?;
                    }
                    _ => {
                        self.worksheet
                            .write_string(line, column, number.value.to_string())?;
                    }
                },
            }
        }
        self.line += 1;
        Ok(())
    }
}

/// A text as long as a cell may hold; `…` says that there is more.
fn fitting(text: String) -> String {
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    cut(text, LONGEST_TEXT)
}

/// A text of at most so many units of UTF-16; `…` says that there is more.
fn cut(text: String, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text;
    }
    let mut left = longest.saturating_sub(1);
    let fits = |c: &char| {
        let enough = left >= c.len_utf16();
        left = left.saturating_sub(c.len_utf16());
        enough
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}
