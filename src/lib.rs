//! `twosource` checks, before publication, what stands behind each claim in a news article.
//!
//! The road, in the order of the modules; no step looks back:
//!
//! 1. [`policy`] — what the desk wants;
//! 2. [`draft`] — the text in blocks, with the way back to the file;
//! 3. [`language`] — sentences, tokens, quotations, tags;
//! 4. [`attribution`] — who says what;
//! 5. [`source`] — one source for each origin;
//! 6. [`claim`] — one claim for each proposition;
//! 7. [`graph`] — claims linked to sources, and the graph file;
//! 8. [`strength`] — how many sources can fail before a claim stands on nothing;
//! 9. [`trace`] — many articles: who repeats whom;
//! 10. [`rules`] — findings;
//! 11. [`report`] — outputs.
//!
//! Beside the road stand [`span`], a range of bytes, which every step speaks in, and [`when`], the calendar.
//!
//! The library does no input or output, reads no clock and no environment, and never panics on input.

#![warn(clippy::disallowed_methods, clippy::disallowed_macros)]

pub mod span;

pub mod when;

pub mod policy;

pub mod draft;

pub mod language;

pub mod attribution;

pub mod source;

pub mod claim;

pub mod graph;

pub mod strength;

pub mod trace;

pub mod rules;

pub mod report;

pub use rules::Analysis;

use attribution::Reading;
use attribution::model::Memory;
use draft::{BlockKind, Draft};
use graph::SourceGraph;
use graph::file::GraphFile;
use language::Prose;
use policy::readings::Readings;
use policy::{Policy, Problem};
use rules::{AsRead, Case, Overruled};
use source::Sources;

/// Analyzes a draft: the whole road. Near linear in the draft's length.
pub fn analyze(draft: Draft, policy: &Policy) -> Analysis {
    let read = read(&draft, policy);
    judged(draft, read, policy)
}

/// Analyzes a draft as the desk overrules the machine: `readings`, and their file as one whose spans are bytes
/// ([`Draft::of_graph`]). Near linear in the draft's length for each entry.
///
/// # Errors
/// What of the readings cannot be used with this draft ([`source::desk::overrule`]).
pub fn analyze_overruled(
    draft: Draft,
    (readings, file): (Readings, Draft),
    policy: &Policy,
) -> Result<Analysis, Vec<Problem>> {
    let read = read(&draft, policy);
    overruled(draft, read, (readings, file), policy)
}

/// Analyzes a draft that was analyzed before, for whoever shows it while it is written: what of its paragraphs `memory` holds is
/// not read again. The result is that of [`analyze`], or of [`analyze_overruled`] where there are readings.
///
/// # Errors
/// What of the readings cannot be used with this draft.
pub fn analyze_again(
    draft: Draft,
    desk: Option<(Readings, Draft)>,
    policy: &Policy,
    memory: &mut Memory,
) -> Result<Analysis, Vec<Problem>> {
    let read = read_by(&draft, policy, |prose| {
        attribution::read_again(&draft, prose, policy, memory)
    });
    match desk {
        Some(desk) => overruled(draft, read, desk, policy),
        None => Ok(judged(draft, read, policy)),
    }
}

/// The road from what was read of a draft.
fn judged(draft: Draft, (prose, reading, sources): (Prose, Reading, Sources), policy: &Policy) -> Analysis {
    rules::check(case((draft, prose), reading, sources, None, policy), policy)
}

/// The same, as the desk overrules it.
fn overruled(
    draft: Draft,
    (prose, reading, mut sources): (Prose, Reading, Sources),
    (readings, file): (Readings, Draft),
    policy: &Policy,
) -> Result<Analysis, Vec<Problem>> {
    source::desk::overrule(&draft, &prose, &readings, &mut sources)?;
    let desk = Overruled {
        file,
        readings,
        settled: sources.desk.clone(),
    };
    Ok(rules::check(
        case((draft, prose), reading, sources, Some(desk), policy),
        policy,
    ))
}

/// Compares a draft that was analyzed with the articles of others, and checks it anew with what came of it. A hand-written graph has
/// no words of its own to compare, and stays as it is. Near linear in the articles.
pub fn beside(analysis: Analysis, others: &[trace::Article<'_>], policy: &Policy) -> Analysis {
    if analysis.case.by_hand() {
        return analysis;
    }
    let mut case = analysis.case;
    case.beside = Some(trace::beside(case.told(), others, policy));
    rules::check(case, policy)
}

/// Who says what in a draft, and who they are.
fn read(draft: &Draft, policy: &Policy) -> (Prose, Reading, Sources) {
    read_by(draft, policy, |prose| attribution::read(draft, prose, policy))
}

fn read_by(
    draft: &Draft,
    policy: &Policy,
    attribute: impl FnOnce(&Prose) -> Reading,
) -> (Prose, Reading, Sources) {
    let prose = language::read(draft);
    let reading = attribute(&prose);
    let sources = source::resolve(draft, &prose, &reading, policy);
    (prose, reading, sources)
}

/// The road from the claims to their strength.
fn case(
    (draft, prose): (Draft, Prose),
    mut reading: Reading,
    mut sources: Sources,
    desk: Option<Overruled>,
    policy: &Policy,
) -> Case {
    // One for each of several sources named together.
    reading.attributions = std::mem::take(&mut sources.attributions);
    let claims = claim::state(&draft, &prose, &reading, &sources, policy);
    let graph = SourceGraph::new(sources.list, claims);
    let strengths = strength::weigh_read(&graph, &sources.chains);
    let title = draft
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Headline);
    let title = title
        .map(|block| draft.slice(block.span).to_owned())
        .unwrap_or_default();
    let of_attribution = sources.of_attribution;
    let chains = sources.chains;
    Case {
        draft,
        prose,
        attributions: reading.attributions,
        of_attribution,
        chains,
        beside: None,
        doubts: sources.doubts,
        graph,
        strengths,
        title,
        published: None,
        read: None,
        waivers: Vec::new(),
        desk,
    }
}

/// Checks a hand-written claims graph: the road from the graph on. `draft` is the graph's file
/// ([`Draft::of_graph`]), `published` the article that it stands for, when it is checked together with it: then the rules of text
/// run on that, and where the two have drifted apart is told.
pub fn check_graph(draft: Draft, file: GraphFile, published: Option<Draft>, policy: &Policy) -> Analysis {
    let strengths = strength::weigh(&file.graph);
    let read = published
        .clone()
        .map(|draft| Box::new(as_read(draft, &file.graph, policy)));
    let case = Case {
        draft,
        prose: language::Prose::default(),
        attributions: Vec::new(),
        of_attribution: Vec::new(),
        chains: Vec::new(),
        beside: None,
        doubts: Vec::new(),
        graph: file.graph,
        strengths,
        title: file.title,
        published,
        read,
        waivers: file.waivers,
        desk: None,
    };
    rules::check(case, policy)
}

/// What the machine reads in the draft that a graph stands for, and how the two differ.
fn as_read(draft: Draft, graph: &SourceGraph, policy: &Policy) -> AsRead {
    let (prose, reading, sources) = read(&draft, policy);
    let case = case((draft, prose), reading, sources, None, policy);
    let drift = claim::drift::between(&graph.claims, (&case.draft, &case.prose), &case.graph.claims);
    AsRead { case, drift }
}
