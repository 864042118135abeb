//! What is wrong with the text form, where, and what to do about it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use tidemark_vocab::Message;

use super::encoding::UNREADABLE;

/// One thing that is wrong with the text form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as a path within the directory.
    pub file: String,
    /// The line, from 1; 1 also where the whole file is meant.
    pub line: usize,
    /// What is wrong.
    pub what: Message,
    /// What to do about it.
    pub mend: Message,
}

/// A spot in the text form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) file: Arc<str>,
    pub(super) line: usize,
}

/// Something with the spot where it is written.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub(super) at: At,
    pub(super) value: T,
}

/// Everything found wrong so far. Shared by the parts of the reader, none of which stops at the first problem.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// Notes a problem; its two messages have the same arguments.
    pub(super) fn note(&self, at: &At, rule: Rule, args: &[(&'static str, &dyn ToString)]) {
        let message = |id| {
            args.iter().fold(Message::new(id), |message, (name, value)| {
                message.with(name, &value.to_string())
            })
        };
        self.0.borrow_mut().push(Problem {
            file: at.file.to_string(),
            line: at.line,
            what: message(rule.what()),
            mend: message(rule.mend()),
        });
    }

    /// Adds what was found elsewhere.
    pub(super) fn take(&self, other: Self) {
        self.0.borrow_mut().append(&mut other.0.into_inner());
    }

    /// Whether a file could be parsed only in part.
    pub(super) fn has_form_error(&self, file: &str) -> bool {
        let broken = [Rule::Toml.what(), Rule::Csv.what(), Rule::FieldCount.what()];
        self.0
            .borrow()
            .iter()
            .any(|problem| problem.file == file && broken.contains(&problem.what.id))
    }

    /// All problems in order of file and line, none twice.
    pub(super) fn into_sorted(self) -> Vec<Problem> {
        let mut problems = self.0.into_inner();
        leave_out_of_unreadable(&mut problems);
        problems.sort_by(|a, b| (&a.file, a.line, a.what.id).cmp(&(&b.file, b.line, b.what.id)));
        problems.dedup();
        problems
    }
}

/// Leaves out what is wrong with a text only because some of its bytes could not be read: that is told already.
fn leave_out_of_unreadable(problems: &mut Vec<Problem>) {
    let not_utf8 = Rule::NotUtf8.what();
    let spots: BTreeSet<(String, usize)> = problems
        .iter()
        .filter(|problem| problem.what.id == not_utf8)
        .map(|problem| (problem.file.clone(), problem.line))
        .collect();
    if spots.is_empty() {
        return;
    }
    problems.retain(|problem| {
        let garbled = problem
            .what
            .args
            .iter()
            .any(|(_, text)| text.contains(UNREADABLE));
        !garbled || !spots.contains(&(problem.file.clone(), problem.line))
    });
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)+) => {
        /// A rule of the text form. Its words are the messages `check-ID` and `check-ID-mend`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Rule { $($(#[$doc])* $name),+ }

        impl Rule {
            /// Every rule, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The message that says what is wrong.
            #[must_use]
            pub fn what(self) -> &'static str {
                match self { $(Self::$name => concat!("check-", $id)),+ }
            }

            /// The message that says what to do about it.
            #[must_use]
            pub fn mend(self) -> &'static str {
                match self { $(Self::$name => concat!("check-", $id, "-mend")),+ }
            }
        }
    };
}

rules! {
    /// A file that is no part of the format.
    UnknownFile = "unknown-file",
    /// A file without which there is no edition.
    MissingFile = "missing-file",
    /// Bytes that are not UTF-8.
    NotUtf8 = "not-utf8",
    /// A byte order mark.
    ByteOrderMark = "byte-order-mark",
    /// A carriage return.
    CarriageReturn = "carriage-return",
    /// A control character.
    ControlCharacter = "control-character",
    /// The last line does not end.
    NoFinalNewline = "no-final-newline",
    /// Not TOML.
    Toml = "toml",
    /// Not CSV.
    Csv = "csv",
    /// A column that the file does not have.
    UnknownColumn = "unknown-column",
    /// A column that the file lacks.
    MissingColumn = "missing-column",
    /// A column given twice.
    DuplicateColumn = "duplicate-column",
    /// Columns in another order.
    ColumnOrder = "column-order",
    /// A row with too many or too few fields.
    FieldCount = "field-count",
    /// An empty line in a CSV file.
    EmptyLine = "empty-line",
    /// A key that the table does not have.
    UnknownKey = "unknown-key",
    /// A key or field that must be there.
    MissingField = "missing-field",
    /// A key with a value of another type.
    WrongType = "wrong-type",
    /// A text that is not what its field holds.
    Malformed = "malformed",
    /// A text with spaces around it.
    SurroundingSpace = "surrounding-space",
    /// A text that is written otherwise in its canonical form.
    NotCanonical = "not-canonical",
    /// A row out of order.
    Unsorted = "unsorted",
    /// A code or key given twice.
    Duplicate = "duplicate",
    /// A reference to nothing.
    Unknown = "unknown",
    /// A level that the indicator's scale does not have.
    UnknownLevel = "unknown-level",
    /// A field that makes no sense beside another.
    Misplaced = "misplaced",
    /// Neither a reference period nor a round.
    NoPeriod = "no-period",
    /// An end before its start.
    ReversedPeriod = "reversed-period",
    /// A finding of another kind than the indicator's.
    WrongKind = "wrong-kind",
    /// A number with its unit.
    MixedUnits = "mixed-units",
    /// An indicator within one of another unit.
    SubsetOfOtherUnit = "subset-of-other-unit",
    /// A rule of aggregation that figures of this kind cannot have.
    UnfitRule = "unfit-rule",
    /// A weight that says nothing of how much a figure counts.
    UnfitWeight = "unfit-weight",
    /// A condition that is no availability.
    UnfitCondition = "unfit-condition",
    /// Levels of figures that leave numbers out, or stand out of order.
    UnfitBands = "unfit-bands",
    /// A number with neither value nor range.
    EmptyQuantity = "empty-quantity",
    /// A range with one end.
    HalfRange = "half-range",
    /// A range whose lower end is the higher.
    ReversedRange = "reversed-range",
    /// A value outside its own range.
    OutsideRange = "outside-range",
    /// A bound on a range without a value.
    BoundedRange = "bounded-range",
    /// A number below the indicator's minimum.
    BelowMinimum = "below-minimum",
    /// A number above the indicator's maximum.
    AboveMaximum = "above-maximum",
    /// More decimals than the indicator has.
    TooManyDecimals = "too-many-decimals",
    /// A fraction where only whole numbers are.
    NotWhole = "not-whole",
    /// A part larger than its whole.
    PartLargerThanWhole = "part-larger-than-whole",
    /// An indicator in two ranks.
    RankedTwice = "ranked-twice",
    /// A part of a place that does not say its parent, or a place that says one.
    WrongParent = "wrong-parent",
    /// A source whose terms do not let it be in the bundle.
    NonCommercial = "non-commercial",
    /// A source on which nothing rests.
    Unused = "unused",
}
