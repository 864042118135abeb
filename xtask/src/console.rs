//! Where chores write for the person who runs them.

use std::io::{self, Write};

/// The terminal, or in tests a buffer.
///
/// A chore whose output is no longer read (`cargo xtask check | head`) goes on: its exit code still counts.
pub(crate) struct Console {
    out: Box<dyn Write>,
}

impl Console {
    /// The process's own standard output.
    pub(crate) fn stdout() -> Self {
        Self {
            out: Box::new(io::stdout()),
        }
    }

    /// Writes one line, or several, at once.
    pub(crate) fn line(&mut self, text: &str) {
        // A closed pipe is no reason to stop a chore half-way.
        drop(writeln!(self.out, "{text}").and_then(|()| self.out.flush()));
    }
}

#[cfg(test)]
mod buffer {
    use std::cell::RefCell;
    use std::io::{self, Write};
    use std::rc::Rc;

    use super::Console;

    /// What a chore under test has written.
    #[derive(Clone, Default)]
    pub(crate) struct Written(Rc<RefCell<Vec<u8>>>);

    impl Written {
        pub(crate) fn text(&self) -> String {
            String::from_utf8(self.0.borrow().clone()).unwrap()
        }
    }

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Console {
        pub(crate) fn buffer() -> (Self, Written) {
            let written = Written::default();
            (
                Self {
                    out: Box::new(written.clone()),
                },
                written,
            )
        }
    }
}
