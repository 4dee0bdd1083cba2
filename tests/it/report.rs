//! Outputs, tested on cases built by hand: what a person or a program sees.

#![allow(clippy::unwrap_used, clippy::panic)]

mod cases;
mod checkers;
mod compare;
#[cfg(feature = "dot")]
mod dot;
mod front;
mod front_random;
mod graphs;
mod json;
mod lines;
mod svg;
mod svg_random;
mod text;
