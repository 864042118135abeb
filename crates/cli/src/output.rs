//! Where the program writes: answers to standard output, everything else to standard error.

use std::io::{self, Write};

/// Where the program writes.
pub(crate) struct Output {
    answers: Box<dyn Write>,
    remarks: Box<dyn Write>,
}

impl Output {
    /// Standard output and standard error.
    pub(crate) fn standard() -> Self {
        Self {
            answers: Box::new(io::stdout()),
            remarks: Box::new(io::stderr()),
        }
    }

    /// Writes a line of the answer.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.answers, "{text}")?;
        self.answers.flush()
    }

    /// Writes the answer as it is.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.answers.write_all(bytes)?;
        self.answers.flush()
    }

    /// Writes a line about the answer, or about why there is none.
    pub(crate) fn remark(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.remarks, "{text}")?;
        self.remarks.flush()
    }
}
