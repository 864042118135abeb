//! The site through its router, without a network.

#![expect(clippy::unwrap_used, reason = "tests stop at what they did not expect")]

mod support;

mod answers;
mod api;
mod cards;
mod charts;
mod contents;
mod desk;
mod editions;
mod indicators;
mod keeping;
mod limits;
mod links;
mod logs;
mod maps;
mod places;
mod problems;
mod search;
mod serve;
mod tables;
