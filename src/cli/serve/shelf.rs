//! The drafts being shown: read from files and read again when these change, or pasted and kept in memory.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::watch;
use twosource::Analysis;
use twosource::policy::Policy;

use super::super::console::Console;
use super::super::desk::Desk;
use super::super::examine::{self, Options};
use super::super::input::{Input, Kind};
use super::super::walk;

/// How often files are looked at. A page shows a save within this, the analysis, and one request.
const PULSE: Duration = Duration::from_millis(40);

/// How often folders are looked through for new files.
const ROUND: Duration = Duration::from_secs(2);

/// So many pasted drafts are kept; an older one makes room.
const PASTED: usize = 32;

/// A draft being shown.
#[derive(Clone)]
pub(super) struct Paper {
    /// What the page calls it.
    pub(super) name: String,
    /// Its last good reading.
    pub(super) analysis: Option<Arc<Analysis>>,
    /// Why it cannot be read now; empty when it can.
    pub(super) trouble: String,
    /// Goes up with each change.
    pub(super) version: u64,
    from: From,
}

impl Paper {
    fn unread(input: Input) -> Paper {
        Paper {
            name: input.path(),
            analysis: None,
            trouble: String::new(),
            version: 0,
            from: From::File {
                input,
                seen: [None; 2],
                policy: None,
            },
        }
    }

    pub(super) fn follows_a_file(&self) -> bool {
        matches!(self.from, From::File { .. })
    }
}

/// Where a draft comes from.
#[derive(Clone)]
enum From {
    /// A file, as it was when last read; and the policy file, if there is one.
    File {
        input: Input,
        seen: Stamp,
        policy: Option<PathBuf>,
    },
    /// The page.
    Pasted,
    /// It was pasted, and has made room for others.
    Gone,
}

/// What tells that a file has changed: time and length of the draft and of its policy.
type Stamp = [Option<(SystemTime, u64)>; 2];

/// All drafts being shown; a page's number is its place here and never changes.
pub(super) struct Shelf {
    arguments: Vec<PathBuf>,
    options: Options,
    papers: Mutex<Vec<Paper>>,
    changed: watch::Sender<u64>,
    closed: AtomicBool,
}

impl Shelf {
    /// Reads nothing yet.
    pub(super) fn new(arguments: &[PathBuf], options: &Options) -> Shelf {
        Shelf {
            arguments: arguments.to_vec(),
            options: options.clone(),
            papers: Mutex::new(Vec::new()),
            changed: watch::Sender::new(0),
            closed: AtomicBool::new(false),
        }
    }

    /// Tells of changes: its value is another after each.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    pub(super) fn version(&self, paper: usize) -> Option<u64> {
        self.papers().get(paper).map(|paper| paper.version)
    }

    pub(super) fn paper(&self, paper: usize) -> Option<Paper> {
        self.papers().get(paper).cloned()
    }

    /// Numbers and names of all that can be opened.
    pub(super) fn names(&self) -> Vec<(usize, String)> {
        let papers = self.papers();
        let there = papers
            .iter()
            .enumerate()
            .filter(|(_, paper)| !matches!(paper.from, From::Gone));
        there
            .map(|(number, paper)| (number, paper.name.clone()))
            .collect()
    }

    /// Ends [`Shelf::watch`].
    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
    }

    /// Looks at the files until closed.
    pub(super) fn watch(&self, console: &Console) {
        let mut round = Instant::now();
        while !self.closed.load(Ordering::Relaxed) {
            let begun = Instant::now();
            if round.elapsed() > ROUND {
                self.look();
                round = Instant::now();
            }
            self.read_changed(console);
            // A large folder is looked at less often, so that looking takes no more than a fifth of the time.
            std::thread::sleep(PULSE.max(begun.elapsed() * 4));
        }
    }

    /// Looks for files that are new; they are read by [`Shelf::watch`].
    pub(super) fn look(&self) {
        let (inputs, _) = walk::inputs(&self.arguments, self.options.stdin_filename.as_deref());
        let mut papers = self.papers();
        let file = |paper: &Paper| match &paper.from {
            From::File { input, .. } => Some(input.shown.clone()),
            From::Pasted | From::Gone => None,
        };
        let known: BTreeSet<PathBuf> = papers.iter().filter_map(file).collect();
        let fresh = inputs.into_iter().filter(|input| !known.contains(&input.shown));
        papers.extend(fresh.map(Paper::unread));
    }

    fn read_changed(&self, console: &Console) {
        let files: Vec<(usize, Paper)> = self.papers().iter().cloned().enumerate().collect();
        for (number, paper) in files {
            let From::File { input, seen, policy } = paper.from else {
                continue;
            };
            let is_new = paper.version == 0;
            let stamp = [stamp(&input.shown), policy.as_deref().and_then(stamp)];
            if is_new || (stamp != seen && !input.is_stdin) {
                self.read(number, &input, console);
            }
        }
    }

    fn read(&self, number: usize, input: &Input, console: &Console) {
        // Stamped before it is read: a save that comes between is then read again.
        let draft_stamp = stamp(&input.shown);
        let mut desk = Desk::new(&self.options.desk, console);
        let under = desk.policy_for(input);
        let policy = under.as_ref().and_then(|under| under.path.clone());
        let policy_stamp = policy.as_deref().and_then(stamp);
        let read = match &under {
            None => Err("its policy file has mistakes, which the terminal shows".to_owned()),
            Some(under) => input
                .bytes()
                .and_then(|bytes| examine::at_hand(input, &bytes, &under.policy)),
        };
        let mut papers = self.papers();
        let Some(paper) = papers.get_mut(number) else {
            return;
        };
        paper.version += 1;
        match read {
            Ok(analysis) => {
                paper.analysis = Some(Arc::new(analysis));
                paper.trouble.clear();
            }
            Err(message) => paper.trouble = message,
        }
        paper.from = From::File {
            input: input.clone(),
            seen: [draft_stamp, policy_stamp],
            policy,
        };
        drop(papers);
        self.changed.send_modify(|changes| *changes += 1);
    }

    /// Takes in a text that was pasted, or a file that was dropped, under this name; gives its number.
    ///
    /// # Errors
    ///
    /// A message, when it cannot be read.
    pub(super) fn take_in(&self, name: &str, bytes: &[u8]) -> Result<usize, String> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let input = Input {
            shown: PathBuf::from(name),
            is_stdin: true,
        };
        if let Kind::Graph(syntax) = Kind::of(&input.shown) {
            refuse_to_follow(bytes, syntax)?;
        }
        let policy = Policy {
            today: Some(super::super::today::today()),
            ..Policy::default()
        };
        let analysis = examine::at_hand(&input, bytes, &policy)?;
        let mut papers = self.papers();
        let pasted: Vec<usize> = (0..papers.len())
            .filter(|at| {
                papers
                    .get(*at)
                    .is_some_and(|paper| matches!(paper.from, From::Pasted))
            })
            .collect();
        if pasted.len() >= PASTED
            && let Some(oldest) = pasted.first().and_then(|at| papers.get_mut(*at))
        {
            oldest.from = From::Gone;
            oldest.analysis = None;
            oldest.trouble = "this text has made room for later ones; paste it again".to_owned();
            oldest.version += 1;
        }
        papers.push(Paper {
            name: name.to_owned(),
            analysis: Some(Arc::new(analysis)),
            trouble: String::new(),
            version: 1,
            from: From::Pasted,
        });
        Ok(papers.len() - 1)
    }

    fn papers(&self) -> MutexGuard<'_, Vec<Paper>> {
        self.papers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A claims graph from elsewhere may name any file of this machine as its draft; it is not opened.
fn refuse_to_follow(bytes: &[u8], syntax: twosource::graph::file::Syntax) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    match twosource::graph::file::read(&text, syntax) {
        Ok(file) if file.draft.is_some() => Err(
            "it names a draft beside it; start twosource serve with the file itself, so that both are read"
                .to_owned(),
        ),
        _ => Ok(()),
    }
}

fn stamp(path: &Path) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}
