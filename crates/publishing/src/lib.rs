//! The crate publishing: its parts arrive with their code.
