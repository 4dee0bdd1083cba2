//! The integration tests, a module each, in one binary: each binary more would link the whole program once more.
//!
//! `cargo test --test it gate::` runs those of one module. They share a process, so none changes its environment or its current
//! folder: what runs the program gives both to the program alone.

mod action;
mod architecture;
mod claims;
mod cli;
#[cfg(feature = "office")]
mod draft;
mod examples;
mod gate;
mod graph_file;
#[cfg(feature = "dot")]
mod graphs;
mod language;
mod left_out;
mod lsp;
#[cfg(feature = "mcp")]
mod mcp;
#[cfg(feature = "page")]
mod page;
mod policy;
mod reading;
mod readings;
#[cfg(feature = "office")]
mod remarks;
mod report;
mod rules;
mod serve;
mod sources;
mod spelling;
mod strength;
mod trace;
