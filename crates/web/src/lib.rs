//! The crate web: its parts arrive with their code.
