//! Waiting for what another process does.

use std::time::{Duration, Instant};

/// For no longer than this, on a machine that others use too.
const PATIENCE: Duration = Duration::from_secs(30);

/// Asks again and again until there is an answer.
pub(crate) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "{what}: it took too long");
        std::thread::sleep(Duration::from_millis(50));
    }
}
