//! The program `tidemark`.

fn main() {}
