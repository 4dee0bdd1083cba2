//! Articles of others: files, folders and archives, read in the knowledge of one another's outlets. What `trace` and `report
//! --with` share.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use twosource::Analysis;
#[cfg(feature = "mcp")]
use twosource::draft::LineIndex;
use twosource::draft::text_of;
use twosource::policy::{Policy, Problem};
use twosource::trace::{Article, Label, archive};

use super::console::{Console, Loudness, plain};
use super::desk::{Desk, PolicyFile};
use super::examine::AtHand;
#[cfg(feature = "mcp")]
use super::examine::counted;
use super::input::{Input, Kind, extension};
use super::readings::Beside;
use super::{examine, render, walk};

/// The arguments that name articles.
pub(super) struct Named<'a> {
    pub(super) articles: &'a [PathBuf],
    pub(super) reading: &'a examine::Options,
}

/// Articles that were read.
pub(super) struct Read {
    pub(super) articles: Vec<(Label, Analysis)>,
    /// The policy of the first of them; its owners and outlets hold for all.
    pub(super) policy: Policy,
    /// How many inputs and articles could not be read; each was told.
    pub(super) refused: usize,
}

impl Read {
    /// The articles, to be traced.
    pub(super) fn articles(&self) -> Vec<Article<'_>> {
        let articles = self.articles.iter().map(|(label, analysis)| Article {
            label: label.clone(),
            told: analysis.case.told(),
        });
        articles.collect()
    }
}

impl Named<'_> {
    /// What the arguments name, and how much of it cannot be an article.
    pub(super) fn inputs(&self, console: &Console) -> (Vec<Input>, usize) {
        let stdin_name = self.reading.stdin_filename.as_deref();
        let found = match self.articles.is_empty() {
            true => walk::Found {
                inputs: render::named(self.articles, stdin_name),
                ..walk::Found::default()
            },
            false => walk::inputs(self.articles, stdin_name),
        };
        let folders = self.articles.iter().filter(|argument| argument.is_dir());
        let archives: Vec<Input> = folders.flat_map(|folder| walk::archives(folder)).collect();
        let holds = |folder: &Path| archives.iter().any(|archive| archive.shown.starts_with(folder));
        let mut refused = found.unentered.len();
        for message in &found.unentered {
            console.error(message);
        }
        for folder in found.empty.iter().filter(|folder| !holds(folder)) {
            refused += 1;
            console.error(&format!(
                "{}: there is no article in it",
                plain(&folder.to_string_lossy())
            ));
        }
        let named = |path: &Path| self.articles.iter().any(|argument| argument == path);
        let is_archive = |input: &Input| extension(&input.shown) == "jsonl";
        let (articles, graphs): (Vec<Input>, Vec<Input>) = found
            .inputs
            .into_iter()
            .chain(archives.iter().cloned())
            .partition(|input| is_archive(input) || matches!(Kind::of(&input.shown), Kind::Draft(_)));
        // In a folder of articles a claims graph may stand beside its draft.
        for graph in graphs.iter().filter(|graph| named(&graph.shown)) {
            refused += 1;
            console.error(&format!(
                "{}: is a claims graph and no article",
                plain(&graph.path())
            ));
        }
        (articles, refused)
    }

    /// Reads them.
    pub(super) fn read(&self, inputs: &[Input], console: &Console) -> Read {
        let mut desk = Desk::new(&self.reading.desk, console);
        let mut refused = 0;
        let mut taken: Vec<Taken> = Vec::new();
        for input in inputs {
            match desk.policy_for(input).map(|file| take(input, &file, console)) {
                Some(Some(articles)) => taken.extend(articles),
                // Its mistakes were shown.
                _ => refused += 1,
            }
        }
        read(taken, self.reading, refused, console)
    }
}

/// An archive that somebody hands over as text.
#[cfg(feature = "mcp")]
pub(super) struct Given<'a> {
    pub(super) archive: &'a str,
    /// What it is called.
    pub(super) input: Input,
    pub(super) reading: &'a examine::Options,
}

#[cfg(feature = "mcp")]
impl Given<'_> {
    /// Reads its articles, all under one policy.
    ///
    /// # Errors
    ///
    /// What is wrong with which, by the numbers of its lines.
    pub(super) fn read(&self, policy: &Arc<Policy>, console: &Console) -> Result<Read, String> {
        let taken = entries(&self.input, self.archive, policy).map_err(|problems| {
            let lines = LineIndex::new(self.archive);
            let told = problems.iter().map(|problem| {
                let line = lines.place(problem.span.start).line;
                format!("article {line}: {}; {}", plain(&problem.message), problem.help)
            });
            told.collect::<Vec<_>>().join("; ")
        })?;
        let read = read(taken, self.reading, 0, console);
        match read.refused {
            0 => Ok(read),
            refused => Err(format!("{} cannot be read", counted(refused, "article"))),
        }
    }
}

/// Reads what was taken; `refused` inputs were not.
fn read(taken: Vec<Taken>, reading: &examine::Options, refused: usize, console: &Console) -> Read {
    let policy = taken.first().map(|first| Policy::clone(&first.job.policy));
    let labels: Vec<Label> = taken.iter().map(|one| one.label.clone()).collect();
    let jobs = known_to_one_another(taken);
    let mut read = Read {
        articles: Vec::new(),
        policy: policy.unwrap_or_default(),
        refused,
    };
    examine::all_at_hand(&jobs, reading, console, |at, analysis| match analysis {
        Some(analysis) => {
            let label = labels.get(at).cloned().unwrap_or_default();
            read.articles.push((label, analysis));
        }
        None => read.refused += 1,
    });
    read
}

/// An article that is to be read, and where it comes from.
struct Taken {
    label: Label,
    job: AtHand,
}

/// The articles, each read in the knowledge of all their outlets: what a text calls the Courier is one, whatever its name.
fn known_to_one_another(taken: Vec<Taken>) -> Vec<AtHand> {
    let outlets: BTreeSet<String> = taken.iter().map(|one| one.label.outlet.clone()).collect();
    let mut policies: Vec<(Arc<Policy>, Arc<Policy>)> = Vec::new();
    let mut jobs = Vec::new();
    for Taken { label: _, job } in taken {
        let known = policies.iter().find(|(before, _)| **before == *job.policy);
        let policy = match known {
            Some((_, policy)) => Arc::clone(policy),
            None => {
                let mut policy = Policy::clone(&job.policy);
                policy.outlets.extend(outlets.iter().cloned());
                let policy = Arc::new(policy);
                policies.push((Arc::clone(&job.policy), Arc::clone(&policy)));
                policy
            }
        };
        jobs.push(AtHand { policy, ..job });
    }
    jobs
}

/// The articles of an input; nothing where it cannot be read, which is told.
fn take(input: &Input, file: &Arc<PolicyFile>, console: &Console) -> Option<Vec<Taken>> {
    let told = |message: String| console.error(&message);
    let bytes = input.bytes().map_err(told).ok()?;
    let policy = Arc::new(file.policy.clone());
    if extension(&input.shown) != "jsonl" {
        let label = label(input, &bytes, console)?;
        let beside = Beside::of(input).map_err(told).ok()?;
        let job = AtHand {
            input: input.clone(),
            bytes,
            beside,
            policy,
        };
        return Some(vec![Taken { label, job }]);
    }
    let text = text_of(&bytes)
        .map_err(|wrong| told(input.refusal(&wrong)))
        .ok()?;
    let entries = entries(input, text, &policy);
    let told = |problems: Vec<Problem>| console.problems(Loudness::Error, &input.path(), text, &problems);
    entries.map_err(told).ok()
}

/// The articles of an archive.
fn entries(input: &Input, archive: &str, policy: &Arc<Policy>) -> Result<Vec<Taken>, Vec<Problem>> {
    let taken = archive::read(archive)?.into_iter().map(|entry| {
        let place = PathBuf::from(format!("{}:{}", input.path(), entry.line));
        let title = match entry.title.trim() {
            "" => String::new(),
            title => format!("{title}\n\n"),
        };
        Taken {
            label: entry.label,
            job: AtHand {
                input: Input::of_argument(&place, None),
                bytes: (title + &entry.text).into_bytes(),
                beside: None,
                policy: Arc::clone(policy),
            },
        }
    });
    Ok(taken.collect())
}

/// Where the article of a file comes from; nothing where it says so wrongly, which is told.
fn label(input: &Input, bytes: &[u8], console: &Console) -> Option<Label> {
    let Kind::Draft(format) = Kind::of(&input.shown) else {
        return None;
    };
    // A document says nothing of it that could be read here.
    let text = text_of(bytes).unwrap_or_default();
    let stem = input.shown.file_stem().unwrap_or_default().to_string_lossy();
    let shown = |problem| console.problems(Loudness::Error, &input.path(), text, &[problem]);
    archive::label(&stem, format, text).map_err(shown).ok()
}
