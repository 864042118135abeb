//! The crate app: its parts arrive with their code.
