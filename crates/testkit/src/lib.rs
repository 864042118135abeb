//! The crate testkit: its parts arrive with their code.
