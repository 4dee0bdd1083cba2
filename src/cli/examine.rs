//! Runs the library over inputs: several at a time, results in the order of the inputs.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use twosource::Analysis;
use twosource::attribution::model::Memory;
use twosource::draft::{Draft, LineIndex, Unreadable, text_of};
use twosource::graph;
use twosource::graph::file::Syntax;
use twosource::policy::readings::Readings;
use twosource::policy::{Policy, Problem};
use twosource::rules;
use twosource::source::SourceId;

use super::console::{Console, Listener, Loudness, plain};
use super::desk::{self, Desk, PolicyFile};
use super::input::{Input, Kind, Open};
use super::readings::{self, Beside};

/// Options of every command that reads drafts.
#[derive(Clone, Debug, clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Reading")]
pub(super) struct Options {
    /// The name that standard input (`-`) is read and shown under; its extension tells the format
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<PathBuf>,
    /// Files read at a time [default: one for each core]; the output does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    #[command(flatten)]
    pub(super) desk: desk::Options,
}

/// An input, and the policy that it is judged by.
struct Job {
    input: Input,
    under: Arc<PolicyFile>,
}

/// An analysis, and the policy that it was made under.
pub(super) struct Examined {
    pub(super) analysis: Analysis,
    pub(super) under: Arc<PolicyFile>,
}

/// Why an input has no analysis.
enum Refusal {
    /// It cannot be read: the whole message.
    Unreadable(String),
    /// It is a file written by hand, with mistakes.
    Mistaken(Mistaken),
    /// A claims graph or readings give anonymous sources away: their places, `PATH:LINE:COLUMN`.
    Exposing(Vec<String>),
}

/// A file written by hand, and its mistakes.
struct Mistaken {
    path: String,
    text: String,
    problems: Vec<Problem>,
    /// What it is, and what its mistakes come to.
    is: &'static str,
    so: &'static str,
}

/// Longer runs tell how far they are.
const PATIENCE: Duration = Duration::from_millis(800);

/// Analyzes the inputs and hands each analysis, or what `then` makes of it, to `take` in the order of the
/// inputs; `then` runs several at a time. Whatever cannot be analyzed is told on standard error. Returns how
/// many inputs that were, and ends early when `take` wants no more.
pub(super) fn each<T: Send>(
    inputs: Vec<Input>,
    options: &Options,
    console: &Console,
    then: impl Fn(Examined) -> T + Sync,
    mut take: impl FnMut(T) -> ControlFlow<()>,
) -> usize {
    let mut desk = Desk::new(&options.desk, console);
    let (mut refused, mut left_out) = (0, 0);
    let mut jobs = Vec::with_capacity(inputs.len());
    for input in inputs {
        match desk.policy_for(&input) {
            Some(under) if options.desk.keeps_to_scope && !under.scope.takes(&input.shown) => left_out += 1,
            Some(under) => jobs.push(Job { input, under }),
            None => refused += 1,
        }
    }
    if left_out > 0 {
        let files = counted(left_out, "file");
        console.note(&format!("{files} left out, as the policy says"));
    }
    let work = |job: &Job| {
        let examined = analyze(job)?;
        let told = told(&examined.analysis);
        Ok((then(examined), told))
    };
    in_order(&jobs, options.jobs, console, work, |at, result| {
        let path = jobs.get(at).map(|job| job.input.path()).unwrap_or_default();
        match result {
            Ok((made, told)) => {
                for notice in told {
                    console.warning(&format!("{}: {}", plain(&path), plain(&notice)));
                }
                take(made)
            }
            Err(refusal) => {
                refused += 1;
                tell(&refusal, console);
                ControlFlow::Continue(())
            }
        }
    });
    refused
}

/// What a person should know of how it was read.
fn told(analysis: &Analysis) -> Vec<String> {
    let mut told = analysis.case.draft.notices.clone();
    if is_blank(analysis) {
        told.push("there is nothing in it".to_owned());
    }
    told
}

/// Is there nothing in it that anybody could see?
pub(super) fn is_blank(analysis: &Analysis) -> bool {
    let draft = &analysis.case.draft;
    draft.bytes == 0 || !analysis.case.by_hand() && draft.extent.visible() == 0
}

/// Works on the items in batches of several at a time and takes the results in the items' order.
fn in_order<I: Sync, T: Send>(
    items: &[I],
    jobs: Option<u16>,
    console: &Console,
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(usize, T) -> ControlFlow<()>,
) {
    let wanted = if items.len() > 1 {
        jobs.map_or(0, usize::from)
    } else {
        1
    };
    let pool = match wanted {
        1 => None,
        _ => rayon::ThreadPoolBuilder::new().num_threads(wanted).build().ok(),
    };
    let batch = pool.as_ref().map_or(1, |pool| pool.current_num_threads() * 16);
    let begun = Instant::now();
    let mut at = 0;
    for batch in items.chunks(batch) {
        let results: Vec<T> = match &pool {
            Some(pool) => pool.install(|| batch.par_iter().map(&work).collect()),
            None => batch.iter().map(&work).collect(),
        };
        let is_slow = items.len() > 1 && begun.elapsed() > PATIENCE;
        if is_slow {
            console.progress("");
        }
        for result in results {
            if take(at, result).is_break() {
                return;
            }
            at += 1;
        }
        if is_slow && at < items.len() {
            console.progress(&format!("{at} of {} files", items.len()));
        }
    }
}

/// Reads one input and runs the whole road over it.
fn analyze(job: &Job) -> Result<Examined, Refusal> {
    let bytes = job.input.bytes().map_err(Refusal::Unreadable)?;
    let beside = Beside::of(&job.input).map_err(Refusal::Unreadable)?;
    let analysis = analyze_bytes(&job.input, &bytes, beside, &job.under.policy)?;
    let under = Arc::clone(&job.under);
    Ok(Examined { analysis, under })
}

/// Analyzes the bytes of an input that are at hand, as the readings beside it overrule the machine.
///
/// # Errors
///
/// A message for people, on one line.
pub(super) fn at_hand(
    input: &Input,
    bytes: &[u8],
    beside: Option<Beside>,
    policy: &Policy,
) -> Result<Analysis, String> {
    analyze_bytes(input, bytes, beside, policy).map_err(|refusal| match refusal {
        Refusal::Unreadable(message) => message,
        Refusal::Mistaken(Mistaken {
            text, problems, is, ..
        }) => {
            let lines = LineIndex::new(&text);
            let told = problems.iter().map(|problem| {
                let place = lines.place(problem.span.start);
                format!("line {}: {}", place.line, plain(&problem.message))
            });
            let told: Vec<String> = told.take(5).collect();
            format!(
                "{} in the {is}: {}",
                counted(problems.len(), "mistake"),
                told.join("; ")
            )
        }
        Refusal::Exposing(places) => format!(
            "an anonymous source carries a name or a contact (at {}); nothing is shown of this file",
            places.join(", ")
        ),
    })
}

fn analyze_bytes(
    input: &Input,
    bytes: &[u8],
    beside: Option<Beside>,
    policy: &Policy,
) -> Result<Analysis, Refusal> {
    let no_text = |wrong: Unreadable| Refusal::Unreadable(input.refusal(&wrong));
    let analysis = match Kind::of(&input.shown) {
        Kind::Draft(format) => {
            let draft = Draft::from_bytes(&input.path(), format, bytes).map_err(no_text)?;
            match beside {
                Some(beside) => overruled(&beside, |readings| {
                    twosource::analyze_overruled(draft, readings, policy)
                })?,
                None => twosource::analyze(draft, policy),
            }
        }
        Kind::Graph(syntax) => by_hand((input, syntax), bytes, &Open::default(), policy)?,
    };
    refuse_exposure(&analysis)?;
    Ok(analysis)
}

/// Analyzes an input as an editor holds it and what belongs to it, again and again: what `memory` holds of its paragraphs is not
/// read anew. Why it cannot be analyzed is told.
pub(super) fn while_open(
    input: &Input,
    open: &Open,
    memory: &mut Memory,
    (policy, listener): (&Policy, &dyn Listener),
) -> Option<Analysis> {
    let analysis = analyze_open(input, open, memory, policy);
    analysis.map_err(|refusal| tell(&refusal, listener)).ok()
}

fn analyze_open(
    input: &Input,
    open: &Open,
    memory: &mut Memory,
    policy: &Policy,
) -> Result<Analysis, Refusal> {
    let bytes = open.bytes(input).map_err(Refusal::Unreadable)?;
    let analysis = match Kind::of(&input.shown) {
        Kind::Draft(format) => {
            let draft = Draft::from_bytes(&input.path(), format, &bytes);
            let draft = draft.map_err(|wrong| Refusal::Unreadable(input.refusal(&wrong)))?;
            let beside = Beside::among(open, input).map_err(Refusal::Unreadable)?;
            let mut again = |draft, desk| twosource::analyze_again(draft, desk, policy, memory);
            match beside {
                Some(beside) => overruled(&beside, |readings| again(draft, Some(readings)))?,
                // Without readings nothing can be wrong with them.
                None => again(draft, None).map_err(|_| Refusal::Unreadable(String::new()))?,
            }
        }
        Kind::Graph(syntax) => by_hand((input, syntax), &bytes, open, policy)?,
    };
    refuse_exposure(&analysis)?;
    Ok(analysis)
}

/// A claims graph, together with the draft that it names.
fn by_hand(
    (input, syntax): (&Input, Syntax),
    bytes: &[u8],
    open: &Open,
    policy: &Policy,
) -> Result<Analysis, Refusal> {
    refuse_readings(input)?;
    let text = text_of(bytes).map_err(|wrong| Refusal::Unreadable(input.refusal(&wrong)))?;
    let mistaken = |problems| {
        Refusal::Mistaken(Mistaken {
            path: input.path(),
            text: text.to_owned(),
            problems,
            is: "claims graph",
            so: "it was not used",
        })
    };
    let file = graph::file::read(text, syntax).map_err(mistaken)?;
    let published = file
        .draft
        .as_deref()
        .map(|name| published(input, name, open))
        .transpose()?;
    let draft = Draft::of_graph(&input.path(), text);
    Ok(twosource::check_graph(draft, file, published, policy))
}

/// A draft as the readings beside it overrule the machine. All mistakes of these are told in one run.
fn overruled(
    beside: &Beside,
    analyze: impl FnOnce((Readings, Draft)) -> Result<Analysis, Vec<Problem>>,
) -> Result<Analysis, Refusal> {
    let (readings, file, mut problems) = beside.read();
    let analysis = analyze((readings, file));
    let more = analysis.as_ref().err().into_iter().flatten().cloned();
    problems.extend(more);
    match analysis {
        Ok(analysis) if problems.is_empty() => Ok(analysis),
        _ => {
            problems.sort_by_key(|problem| problem.span);
            Err(Refusal::Mistaken(Mistaken {
                path: beside.path.to_string_lossy().into_owned(),
                text: beside.text.clone(),
                problems,
                is: "readings",
                so: "their draft was not judged",
            }))
        }
    }
}

/// Readings are no claims graph, whatever their extension says.
fn refuse_readings(input: &Input) -> Result<(), Refusal> {
    let Some(draft) = readings::draft_of(&input.shown) else {
        return Ok(());
    };
    let (path, draft) = (plain(&input.path()), plain(&draft.to_string_lossy()));
    let message = format!("{path}: holds the readings of a draft, and is read with it; name {draft}");
    Err(Refusal::Unreadable(message))
}

/// No output is made of a file that gives an anonymous source away.
fn refuse_exposure(analysis: &Analysis) -> Result<(), Refusal> {
    let case = &analysis.case;
    let by_rule = rules::exposed(case);
    let sources = case.graph.sources.iter().enumerate();
    let mut places: Vec<String> = sources
        .filter(|(id, source)| source.anonymity.exposed.is_some() || by_rule.contains(&SourceId(*id)))
        .map(|(_, source)| {
            let table = source.mentions.first().copied();
            let place = case
                .draft
                .place(source.anonymity.exposed.or(table).unwrap_or_default());
            format!("{}:{}:{}", plain(&case.draft.path), place.line, place.column)
        })
        .collect();
    if let Some(desk) = &case.desk {
        let by_readings = rules::exposed_by_readings(case).into_iter();
        places.extend(by_readings.map(|span| {
            let place = desk.file.place(span);
            format!("{}:{}:{}", plain(&desk.file.path), place.line, place.column)
        }));
    }
    if places.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Exposing(places))
    }
}

fn tell(refusal: &Refusal, console: &dyn Listener) {
    match refusal {
        Refusal::Unreadable(message) => console.error(message),
        Refusal::Mistaken(Mistaken {
            path,
            text,
            problems,
            is,
            so,
        }) => {
            console.problems(Loudness::Error, path, text, problems);
            let mistakes = counted(problems.len(), "mistake");
            let path = plain(path);
            console.error(&format!("{path}: {mistakes} in the {is}; {so}"));
        }
        Refusal::Exposing(places) => {
            for place in places {
                console.error(&format!(
                    "{place}: an anonymous source carries a name or a contact; no output is made of this \
                     file. Take the identity out of it, and out of its history (twosource explain identity-exposed)"
                ));
            }
        }
    }
}

/// "1 mistake", "3 mistakes".
pub(super) fn counted(count: usize, word: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {word}{ending}")
}

/// The draft that a claims graph names, so that both are checked together.
fn published(graph: &Input, name: &str, open: &Open) -> Result<Draft, Refusal> {
    let draft = Input::of_argument(&beside(graph, name), None);
    let refuse = |why: String| {
        Refusal::Unreadable(format!(
            "{}: names a draft that cannot be read: {why}",
            plain(&graph.path())
        ))
    };
    let Kind::Draft(format) = Kind::of(&draft.shown) else {
        return Err(refuse(format!("{} is a claims graph", plain(name))));
    };
    let bytes = open.bytes(&draft).map_err(refuse)?;
    Draft::from_bytes(&draft.path(), format, &bytes).map_err(|wrong| refuse(draft.refusal(&wrong)))
}

/// A path that a claims graph holds; it is relative to the graph's folder.
fn beside(graph: &Input, name: &str) -> PathBuf {
    let folder = if graph.is_stdin {
        None
    } else {
        graph.shown.parent()
    };
    folder.unwrap_or(Path::new("")).join(name)
}
