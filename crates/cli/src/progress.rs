//! What a command is doing, told to those who have waited a second for it.

use std::io::Write;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tidemark_publishing::messages::Messages;

use crate::terminal::shown;

/// How long a command may take in silence.
const PATIENCE: Duration = Duration::from_secs(1);

/// Tells what is being done, until it is dropped.
pub(crate) struct Progress<'m> {
    messages: &'m Messages,
    steps: Option<Sender<String>>,
    teller: Option<JoinHandle<()>>,
}

impl<'m> Progress<'m> {
    /// Begins with reading the evidence, which every command does first.
    pub(crate) fn start(messages: &'m Messages) -> Self {
        Self::after(PATIENCE, std::io::stderr(), messages)
    }

    fn after(patience: Duration, remarks: impl Write + Send + 'static, messages: &'m Messages) -> Self {
        let (steps, received) = mpsc::channel();
        let first = messages.get("cli-progress-reading");
        let teller = thread::spawn(move || tell(first, &received, patience, remarks));
        Self {
            messages,
            steps: Some(steps),
            teller: Some(teller),
        }
    }

    /// The table is being made.
    pub(crate) fn answering(&self) {
        self.step(self.messages.get("cli-progress-answering"));
    }

    /// The picture is being drawn.
    pub(crate) fn drawing(&self) {
        self.step(self.messages.get("cli-progress-drawing"));
    }

    /// The pages are being set.
    pub(crate) fn setting(&self) {
        self.step(self.messages.get("cli-report-setting"));
    }

    fn step(&self, step: String) {
        if let Some(steps) = &self.steps {
            // Who does not listen any more needs no telling.
            let _ = steps.send(step);
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        drop(self.steps.take());
        if let Some(teller) = self.teller.take() {
            // It only tells: its end is no matter of the command's.
            let _ = teller.join();
        }
    }
}

/// Tells the step that is under way when patience ends, and each that begins later.
fn tell(first: String, steps: &Receiver<String>, patience: Duration, mut remarks: impl Write) {
    let begun = Instant::now();
    let mut under_way = Some(first);
    loop {
        let left = patience.saturating_sub(begun.elapsed());
        match steps.recv_timeout(left) {
            Ok(next) => under_way = Some(next),
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if begun.elapsed() >= patience
            && let Some(step) = under_way.take()
        {
            // A terminal that is gone cannot be told.
            let _ = writeln!(remarks, "{}", shown(&step));
        }
        if under_way.is_none() {
            match steps.recv() {
                Ok(next) => under_way = Some(next),
                Err(_) => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn told(patience: Duration, work: impl FnOnce(&Progress<'_>)) -> String {
        let (messages, kept) = (Messages::english(), Kept::default());
        let progress = Progress::after(patience, kept.clone(), &messages);
        work(&progress);
        drop(progress);
        let bytes = kept.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn who_need_not_wait_is_told_nothing() {
        let quick = told(Duration::from_mins(1), |progress| {
            progress.answering();
            progress.drawing();
        });
        assert_eq!(quick, "");
    }

    #[test]
    fn who_waits_is_told_what_is_done_and_what_is_done_next() {
        let slow = told(Duration::from_millis(20), |progress| {
            progress.answering();
            thread::sleep(Duration::from_millis(200));
            progress.setting();
            thread::sleep(Duration::from_millis(200));
        });
        assert_eq!(slow, "Answering the query.\nSetting the pages.\n");
    }
}
