//! The crate columnar: its parts arrive with their code.
