//! Where the program writes: answers to standard output, everything else to standard error.

use std::io::{self, Write};

use crate::terminal::shown;

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

    /// Writes a line of the answer; what would steer a terminal is written out.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.answers, "{}", shown(text))?;
        self.answers.flush()
    }

    /// Writes the answer as it is.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.answers.write_all(bytes)?;
        self.answers.flush()
    }

    /// Writes a line about the answer, or about why there is none; what would steer a terminal is written out.
    pub(crate) fn remark(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.remarks, "{}", shown(text))?;
        self.remarks.flush()
    }
}
