//! Runs the library over inputs: several at a time, results in the order of the inputs.

use std::borrow::Cow;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use twosource::Analysis;
#[cfg(feature = "lsp")]
use twosource::attribution::model::Memory;
use twosource::draft::{Draft, Unreadable, text_of};
use twosource::graph;
use twosource::graph::file::Syntax;
use twosource::policy::readings::Readings;
use twosource::policy::{Policy, Problem};
use twosource::rules;
use twosource::source::SourceId;
use twosource::trace::Article;

#[cfg(feature = "lsp")]
use super::console::Listener;
use super::console::{Console, plain};
use super::desk::{self, Desk, PolicyFile};
use super::input::{IRREGULAR, Input, Kind, Open, is_irregular};
use super::readings::{self, Beside};
use super::refusal::{Exposed, Mistaken, Refusal};

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

impl Options {
    /// Those of a command that takes no names of files.
    #[cfg(feature = "mcp")]
    pub(super) fn of_desk(desk: desk::Options) -> Options {
        Options {
            stdin_filename: None,
            jobs: None,
            desk,
        }
    }
}

/// An input, and the policy that it is judged by.
struct Job {
    input: Input,
    /// Nothing where it has mistakes, which were shown.
    under: Option<Arc<PolicyFile>>,
}

/// An analysis, and the policy that it was made under.
pub(super) struct Examined {
    pub(super) analysis: Analysis,
    pub(super) under: Arc<PolicyFile>,
    /// The input.
    bytes: Vec<u8>,
}

impl Examined {
    /// The bytes of the draft that is shown: the input, or the draft that a claims graph names; nothing where it names none.
    ///
    /// # Errors
    ///
    /// A message, when that cannot be read.
    pub(super) fn file(&self) -> Result<Cow<'_, [u8]>, String> {
        if !self.analysis.case.by_hand() {
            return Ok(Cow::from(&self.bytes));
        }
        let named = self.analysis.case.prose();
        let named = named.map(|draft| Input::of_argument(Path::new(&draft.path), None).bytes());
        Ok(Cow::from(named.transpose()?.unwrap_or_default()))
    }

    /// Lets go of the input: nobody will ask for it again.
    pub(super) fn forget_file(&mut self) {
        self.bytes = Vec::new();
    }

    /// Compares it with the articles of others.
    pub(super) fn set_beside(&mut self, others: &[Article<'_>]) {
        let analysis = self.analysis.clone();
        self.analysis = twosource::beside(analysis, others, &self.under.policy);
    }
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
    each_or_refused(inputs, options, console, then, |taken| match taken {
        Ok(made) => take(made),
        Err((_, refusal)) => {
            refusal.tell(console);
            ControlFlow::Continue(())
        }
    })
}

/// As [`each`], with those inputs that cannot be analyzed, and why, in their places.
pub(super) fn each_or_refused<T: Send>(
    inputs: Vec<Input>,
    options: &Options,
    console: &Console,
    then: impl Fn(Examined) -> T + Sync,
    mut take: impl FnMut(Result<T, (&Input, Refusal)>) -> ControlFlow<()>,
) -> usize {
    let mut desk = Desk::new(&options.desk, console);
    let (mut refused, mut left_out) = (0, 0);
    let mut jobs = Vec::with_capacity(inputs.len());
    for input in inputs {
        match desk.policy_for(&input) {
            Some(under) if options.desk.keeps_to_scope && !under.scope.takes(&input.shown) => left_out += 1,
            under => jobs.push(Job { input, under }),
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
        let Some(job) = jobs.get(at) else {
            return ControlFlow::Break(());
        };
        match result {
            Ok((made, told)) => {
                for notice in told {
                    console.warning(&format!("{}: {}", plain(&job.input.path()), plain(&notice)));
                }
                take(Ok(made))
            }
            Err(refusal) => {
                refused += 1;
                take(Err((&job.input, refusal)))
            }
        }
    });
    refused
}

/// Something to be analyzed whose bytes are at hand.
pub(super) struct AtHand {
    pub(super) input: Input,
    pub(super) bytes: Vec<u8>,
    pub(super) beside: Option<Beside>,
    pub(super) policy: Arc<Policy>,
}

/// Analyzes what is at hand, several at a time, and hands each result to `take` in their order, with its number. Why one cannot
/// be analyzed is told.
pub(super) fn all_at_hand(
    jobs: &[AtHand],
    options: &Options,
    console: &Console,
    mut take: impl FnMut(usize, Option<Analysis>),
) {
    let work = |job: &AtHand| analyze_bytes(&job.input, &job.bytes, job.beside.clone(), &job.policy);
    in_order(jobs, options.jobs, console, work, |at, result| {
        if let (Ok(analysis), Some(job)) = (&result, jobs.get(at)) {
            for notice in told(analysis) {
                console.warning(&format!("{}: {}", plain(&job.input.path()), plain(&notice)));
            }
        }
        take(at, result.map_err(|refusal| refusal.tell(console)).ok());
        ControlFlow::Continue(())
    });
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
    let threads = match jobs {
        _ if items.len() < 2 => 1,
        Some(jobs) => usize::from(jobs),
        None => std::thread::available_parallelism().map_or(1, NonZero::get),
    };
    let batch = if threads > 1 { threads * 16 } else { 1 };
    let begun = Instant::now();
    let mut at = 0;
    for batch in items.chunks(batch) {
        let results = worked(batch, threads, &work);
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

/// What `work` makes of the items, by so many threads, in the order of the items.
fn worked<I: Sync, T: Send>(items: &[I], threads: usize, work: &(impl Fn(&I) -> T + Sync)) -> Vec<T> {
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take_turns = || {
        let mut made = Vec::new();
        while let at = next.fetch_add(1, Ordering::Relaxed)
            && let Some(item) = items.get(at)
        {
            made.push((at, work(item)));
        }
        made
    };
    let mut made: Vec<(usize, T)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(take_turns)).collect();
        let joined = threads.into_iter().map(|thread| thread.join());
        joined
            .flat_map(|made| made.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

/// Reads one input and runs the whole road over it.
fn analyze(job: &Job) -> Result<Examined, Refusal> {
    let under = job.under.as_ref().ok_or(Refusal::Lawless)?;
    let bytes = job.input.bytes().map_err(Refusal::Unreadable)?;
    let beside = Beside::of(&job.input).map_err(Refusal::Unreadable)?;
    let analysis = analyze_bytes(&job.input, &bytes, beside, &under.policy)?;
    let under = Arc::clone(under);
    Ok(Examined {
        analysis,
        under,
        bytes,
    })
}

/// Analyzes the bytes of an input that are at hand, as the readings beside it overrule the machine.
///
/// # Errors
///
/// A message for people, on one line.
#[cfg(any(feature = "serve", feature = "mcp"))]
pub(super) fn at_hand(
    input: &Input,
    bytes: &[u8],
    beside: Option<Beside>,
    policy: &Policy,
) -> Result<Analysis, String> {
    analyze_bytes(input, bytes, beside, policy).map_err(|refusal| refusal.in_one_line())
}

fn analyze_bytes(
    input: &Input,
    bytes: &[u8],
    beside: Option<Beside>,
    policy: &Policy,
) -> Result<Analysis, Refusal> {
    analyze_by(
        (input, &Open::default()),
        (bytes, beside),
        policy,
        |draft, desk| match desk {
            Some(desk) => twosource::analyze_overruled(draft, desk, policy),
            None => Ok(twosource::analyze(draft, policy)),
        },
    )
}

/// Analyzes an input as an editor holds it and what belongs to it, again and again: what `memory` holds of its paragraphs is not
/// read anew. Why it cannot be analyzed is told.
#[cfg(feature = "lsp")]
pub(super) fn while_open(
    input: &Input,
    open: &Open,
    memory: &mut Memory,
    (policy, listener): (&Policy, &dyn Listener),
) -> Option<Analysis> {
    let analysis = analyze_open(input, open, memory, policy);
    analysis.map_err(|refusal| refusal.tell(listener)).ok()
}

#[cfg(feature = "lsp")]
fn analyze_open(
    input: &Input,
    open: &Open,
    memory: &mut Memory,
    policy: &Policy,
) -> Result<Analysis, Refusal> {
    let bytes = open.bytes(input).map_err(Refusal::Unreadable)?;
    let beside = Beside::among(open, input).map_err(Refusal::Unreadable)?;
    analyze_by((input, open), (&bytes, beside), policy, |draft, desk| {
        twosource::analyze_again(draft, desk, policy, memory)
    })
}

/// Analyzes bytes and the readings beside them; a draft and what the desk says of it by `analyze`.
fn analyze_by(
    (input, open): (&Input, &Open),
    (bytes, beside): (&[u8], Option<Beside>),
    policy: &Policy,
    analyze: impl FnOnce(Draft, Option<(Readings, Draft)>) -> Result<Analysis, Vec<Problem>>,
) -> Result<Analysis, Refusal> {
    let no_text = |wrong: Unreadable| Refusal::Unreadable(input.refusal(&wrong));
    let analysis = match Kind::of(&input.shown) {
        Kind::Draft(format) => {
            let draft = Draft::from_bytes(&input.path(), format, bytes).map_err(no_text)?;
            match beside {
                Some(beside) => overruled(&beside, |readings| analyze(draft, Some(readings)))?,
                // Without readings nothing can be wrong with them.
                None => analyze(draft, None).map_err(|_| Refusal::Unreadable(String::new()))?,
            }
        }
        Kind::Graph(syntax) => by_hand((input, syntax), bytes, open, policy)?,
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
    let exposing =
        sources.filter(|(id, source)| source.anonymity.exposed.is_some() || by_rule.contains(&SourceId(*id)));
    let mut places: Vec<Exposed> = exposing
        .map(|(_, source)| {
            let table = source.mentions.first().copied();
            let span = source.anonymity.exposed.or(table).unwrap_or_default();
            Exposed::new(&case.draft, span)
        })
        .collect();
    if let Some(desk) = &case.desk {
        let by_readings = rules::exposed_by_readings(case).into_iter();
        places.extend(by_readings.map(|span| Exposed::new(&desk.file, span)));
    }
    if places.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Exposing(places))
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
    if is_irregular(&draft.shown) {
        return Err(refuse(format!("{} {IRREGULAR}", plain(name))));
    }
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
