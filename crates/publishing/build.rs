//! Builds the crate anew when a message file changes: the files are embedded, and the compiler does not watch them.

fn main() {
    println!("cargo::rerun-if-changed=../../locales");
    println!("cargo::rerun-if-changed=build.rs");
}
