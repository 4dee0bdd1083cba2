//! The drafts being shown: read from files and read again when these change, or pasted and kept in memory.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use twosource::Analysis;

use super::super::console::Console;
use super::super::desk::Desk;
use super::super::examine::{self, Options};
use super::super::input::{Input, Kind};
use super::super::ledger::{Ledger, Refused};
use super::super::pairs::{self, Pairs};
use super::super::readings::{self, Beside};
use super::super::walk;
use super::settling::{Settling, Stamp, stamp};

/// How often files are looked at. A page shows a save within two of these, the analysis, and one request.
const PULSE: Duration = Duration::from_millis(25);

/// How often folders are looked through for new files.
const ROUND: Duration = Duration::from_secs(2);

/// What is said instead of a reading when the policy cannot be used.
const POLICY_MISTAKEN: &str = "its policy file has mistakes, which the terminal shows";

/// So many pasted drafts are kept, of so many bytes together; older ones make room.
const PASTED: usize = 32;
const PASTED_BYTES: usize = 32 * 1024 * 1024;

/// A longer name of a pasted text is cut.
const NAME: usize = 120;

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
    /// Its first good reading, with which later ones are compared.
    pub(super) first: Option<Arc<Analysis>>,
    /// Did it come in after twosource was started?
    pub(super) is_late: bool,
    from: From,
}

impl Paper {
    fn unread(input: Input) -> Paper {
        Paper {
            name: input.path(),
            analysis: None,
            trouble: String::new(),
            version: 0,
            first: None,
            is_late: false,
            from: From::File {
                input,
                beside: Vec::new(),
                settling: Settling::default(),
            },
        }
    }

    pub(super) fn follows_a_file(&self) -> bool {
        matches!(self.from, From::File { .. })
    }

    /// The draft beside which readings can be saved: a file, for which no claims graph stands.
    pub(super) fn draft(&self) -> Option<&Input> {
        let by_hand = self.analysis.as_ref()?.case.by_hand();
        match &self.from {
            From::File { input, .. } if !by_hand && !input.is_stdin => Some(input),
            _ => None,
        }
    }
}

/// Where a draft comes from.
#[derive(Clone)]
enum From {
    /// A file; the others that its reading depends on: its policy, the draft that it names; and how far their
    /// changes have settled.
    File {
        input: Input,
        beside: Vec<PathBuf>,
        settling: Settling,
    },
    /// The page: a text of so many bytes.
    Pasted(usize),
    /// It was pasted, and has made room for others.
    Gone,
}

/// All drafts being shown; a page's number is its place here and never changes.
pub(super) struct Shelf {
    arguments: Vec<PathBuf>,
    options: Options,
    papers: Mutex<Vec<Paper>>,
    changed: watch::Sender<u64>,
    closed: AtomicBool,
    ledger: Ledger,
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
            ledger: Ledger::default(),
        }
    }

    /// Tells of changes: its value is another after each.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Is there more than one draft to be expected?
    pub(super) fn is_desk(&self) -> bool {
        self.arguments.len() > 1 || self.arguments.iter().any(|argument| argument.is_dir())
    }

    /// What is served, in a word: the folder's name.
    pub(super) fn title(&self) -> String {
        match self.arguments.as_slice() {
            [one] => one.to_string_lossy().into_owned(),
            _ => "Drafts".to_owned(),
        }
    }

    /// All drafts that follow a file, with their numbers, in the order of their paths. A claims graph stands once, with the
    /// draft that it is for.
    pub(super) fn drafts(&self) -> Vec<(usize, Paper)> {
        let papers = self.papers();
        let mut drafts: Vec<(usize, Paper)> = papers
            .iter()
            .enumerate()
            .filter(|(_, paper)| paper.follows_a_file())
            .map(|(number, paper)| (number, paper.clone()))
            .collect();
        drop(papers);
        drafts.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name));
        let of = |paper: &Paper| Some(paper.analysis.as_ref()?.case.draft.path.clone());
        let own: BTreeSet<String> = drafts
            .iter()
            .filter_map(|(_, paper)| of(paper).filter(|path| *path != paper.name))
            .collect();
        drafts.retain(|(_, paper)| !own.contains(&paper.name));
        drafts
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
        let inputs = walk::inputs(&self.arguments, self.options.stdin_filename.as_deref()).inputs;
        let mut papers = self.papers();
        let file = |paper: &Paper| match &paper.from {
            From::File { input, .. } => Some(input.shown.clone()),
            From::Pasted(_) | From::Gone => None,
        };
        let known: BTreeSet<PathBuf> = papers.iter().filter_map(file).collect();
        let fresh = inputs.into_iter().filter(|input| !known.contains(&input.shown));
        // What is there when the first file is read was there when twosource was started.
        let is_late = papers.iter().any(|paper| paper.version > 0);
        papers.extend(fresh.map(|input| Paper {
            is_late,
            ..Paper::unread(input)
        }));
    }

    /// Looks once at every file, and reads those that are new or have changed and settled.
    fn read_changed(&self, console: &Console) {
        for (number, input) in self.due() {
            self.read(number, &input, console);
        }
    }

    fn due(&self) -> Vec<(usize, Input)> {
        let mut due = Vec::new();
        for (number, paper) in self.papers().iter_mut().enumerate() {
            let is_new = paper.version == 0;
            let From::File {
                input,
                beside,
                settling,
            } = &mut paper.from
            else {
                continue;
            };
            if is_new || (!input.is_stdin && settling.look(&stamps(input, beside))) {
                due.push((number, input.clone()));
            }
        }
        due
    }

    fn read(&self, number: usize, input: &Input, console: &Console) {
        let graph = self.graph_of(input).map(|graph| Input::of_argument(&graph, None));
        let input = graph.as_ref().unwrap_or(input);
        let mut desk = Desk::new(&self.options.desk, console);
        let under = desk.policy_for(input);
        let mut beside: Vec<PathBuf> = under.iter().filter_map(|under| under.path.clone()).collect();
        beside.extend(pairs::draft_of(input));
        beside.extend(graph.iter().map(|graph| graph.shown.clone()));
        // Though it is not there: it may come.
        beside.push(readings::path_of(&input.shown));
        let before = stamps(input, &beside);
        let taken = input
            .bytes()
            .and_then(|bytes| Beside::of(input).map(|beside| (bytes, beside)));
        let is_torn = !input.is_stdin && stamps(input, &beside) != before;
        if is_torn && self.version(number) > Some(0) {
            // It was written while it was read; the next looks find it whole.
            return;
        }
        let read = match &under {
            None => Err(POLICY_MISTAKEN.to_owned()),
            Some(under) => {
                taken.and_then(|(bytes, beside)| examine::at_hand(input, &bytes, beside, &under.policy))
            }
        };
        let mut papers = self.papers();
        let Some(paper) = papers.get_mut(number) else {
            return;
        };
        paper.version += 1;
        match read {
            Ok(analysis) => {
                let analysis = Arc::new(analysis);
                paper.first.get_or_insert_with(|| Arc::clone(&analysis));
                paper.analysis = Some(analysis);
                paper.trouble.clear();
            }
            Err(message) => paper.trouble = message,
        }
        if let From::File {
            beside: known,
            settling,
            ..
        } = &mut paper.from
        {
            *known = beside;
            settling.was_read(before);
        }
        drop(papers);
        self.changed.send_modify(|changes| *changes += 1);
    }

    /// The claims graph that stands for a draft: one that is shown too, or one beside it.
    fn graph_of(&self, draft: &Input) -> Option<PathBuf> {
        let shown: Vec<Input> = self
            .papers()
            .iter()
            .filter_map(|paper| match &paper.from {
                From::File { input, .. } if *input != *draft => Some(input.clone()),
                _ => None,
            })
            .collect();
        Pairs::default()
            .graph_of(draft)
            .or_else(|| pairs::naming(draft, &shown))
    }

    /// Takes in a text that was pasted, or a file that was dropped, under this name; gives its number. It is judged
    /// by the policy that holds beside what is served.
    ///
    /// # Errors
    ///
    /// A message, when it cannot be read.
    pub(super) fn take_in(&self, name: &str, bytes: &[u8], console: &Console) -> Result<usize, String> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        // The end of it tells the format.
        let cut = name.chars().count().saturating_sub(NAME);
        let name: String = name.chars().skip(cut).collect();
        let name = name.as_str();
        let input = Input {
            shown: PathBuf::from(name),
            is_stdin: true,
        };
        if let Kind::Graph(syntax) = Kind::of(&input.shown) {
            refuse_to_follow(bytes, syntax)?;
        }
        let neighbour = Input {
            shown: self.folder().join(name),
            is_stdin: true,
        };
        let under = Desk::new(&self.options.desk, console).policy_for(&neighbour);
        let under = under.ok_or_else(|| POLICY_MISTAKEN.to_owned())?;
        let analysis = examine::at_hand(&input, bytes, None, &under.policy)?;
        let mut papers = self.papers();
        make_room(&mut papers, bytes.len());
        papers.push(Paper {
            name: name.to_owned(),
            analysis: Some(Arc::new(analysis)),
            trouble: String::new(),
            version: 1,
            first: None,
            is_late: false,
            from: From::Pasted(bytes.len()),
        });
        Ok(papers.len() - 1)
    }

    /// Saves what the page says of a draft, if the file is the edition that the page has seen, and the draft can be read with
    /// it; [`Shelf::watch`] takes it up. Nothing where there is no such draft.
    pub(super) fn save_readings(
        &self,
        paper: usize,
        (seen, text): (&str, &str),
        console: &Console,
    ) -> Option<Result<String, Refused>> {
        let paper = self.paper(paper)?;
        let input = paper.draft()?;
        let good = || {
            let beside = Beside {
                path: readings::path_of(&input.shown),
                text: text.to_owned(),
            };
            let under = Desk::new(&self.options.desk, console).policy_for(input);
            let under = under.ok_or_else(|| POLICY_MISTAKEN.to_owned())?;
            examine::at_hand(input, &input.bytes()?, Some(beside), &under.policy).map(|_| ())
        };
        Some(self.ledger.save(&input.shown, seen, text, good))
    }

    /// Takes back the last save of a draft's readings.
    pub(super) fn undo_readings(&self, paper: usize, seen: &str) -> Option<Result<String, Refused>> {
        let paper = self.paper(paper)?;
        Some(self.ledger.undo(&paper.draft()?.shown, seen))
    }

    /// The folder of what is served: where the policy of pasted texts is looked for first.
    fn folder(&self) -> &Path {
        match self.arguments.first() {
            Some(argument) if argument.is_dir() => argument,
            Some(argument) => argument.parent().unwrap_or(Path::new("")),
            None => Path::new(""),
        }
    }

    fn papers(&self) -> MutexGuard<'_, Vec<Paper>> {
        self.papers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes the oldest pasted texts away, until one of so many bytes more is not too much.
fn make_room(papers: &mut [Paper], bytes: usize) {
    let size = |paper: &Paper| match paper.from {
        From::Pasted(bytes) => Some(bytes),
        From::File { .. } | From::Gone => None,
    };
    loop {
        let sizes: Vec<usize> = papers.iter().filter_map(size).collect();
        let is_full = sizes.len() >= PASTED || sizes.iter().sum::<usize>() + bytes > PASTED_BYTES;
        let oldest = papers.iter_mut().find(|paper| size(paper).is_some());
        let Some(oldest) = oldest.filter(|_| is_full) else {
            return;
        };
        oldest.from = From::Gone;
        oldest.analysis = None;
        oldest.trouble = "this text has made room for later ones; paste it again".to_owned();
        oldest.version += 1;
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

/// How a file and those beside it are now.
fn stamps(input: &Input, beside: &[PathBuf]) -> Vec<Stamp> {
    let files = std::iter::once(input.shown.as_path()).chain(beside.iter().map(PathBuf::as_path));
    files.map(stamp).collect()
}

#[cfg(test)]
mod tests {
    use std::fs::write;

    use clap::Parser;
    use twosource::policy::Level;

    use super::super::super::console::When;
    use super::*;

    #[derive(Parser)]
    struct Given {
        #[command(flatten)]
        options: Options,
    }

    /// A shelf over one file, each call of [`Shelf::read_changed`] a pulse; and where messages go.
    fn shelf_of(file: &Path, arguments: &[&str]) -> (Shelf, Console) {
        let given = Given::parse_from(["twosource"].iter().chain(arguments));
        let shelf = Shelf::new(&[file.to_owned()], &given.options);
        let console = Console::new(When::Never);
        shelf.look();
        shelf.read_changed(&console);
        (shelf, console)
    }

    fn texts(shelf: &Shelf, paper: usize) -> Vec<String> {
        let analysis = shelf.paper(paper).and_then(|paper| paper.analysis);
        let claims = analysis.map(|analysis| analysis.case.graph.claims.clone());
        claims
            .unwrap_or_default()
            .into_iter()
            .map(|claim| claim.text)
            .collect()
    }

    fn graph_of(claim: &str) -> String {
        format!(
            "[[source]]\nid = \"ann\"\nname = \"Ann Holm\"\nkind = \"named-person\"\n\n\
             [[claim]]\nid = \"one\"\ntext = \"{claim}\"\nsources = [\"ann\"]\n"
        )
    }

    #[test]
    fn a_file_that_was_emptied_to_be_written_keeps_its_page_until_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("claims.toml");
        write(&file, graph_of("The bridge is shut.")).unwrap();
        let (shelf, console) = shelf_of(&file, &["--no-policy"]);
        assert_eq!(texts(&shelf, 0), ["The bridge is shut."]);
        let version = shelf.version(0);

        let whole = graph_of("The old bridge opens again on Monday.");
        for part in ["", &whole[..whole.len() / 2]] {
            write(&file, part).unwrap();
            shelf.read_changed(&console);
            assert_eq!(texts(&shelf, 0), ["The bridge is shut."]);
            assert_eq!(shelf.version(0), version, "the page has nothing to fetch");
        }
        write(&file, &whole).unwrap();
        shelf.read_changed(&console);
        shelf.read_changed(&console);
        assert_eq!(texts(&shelf, 0), ["The old bridge opens again on Monday."]);
    }

    #[test]
    fn a_file_that_is_written_all_the_time_shows_what_it_held_last() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("claims.toml");
        write(&file, graph_of("The bridge is shut.")).unwrap();
        let (shelf, console) = shelf_of(&file, &["--no-policy"]);
        for number in 0..12 {
            write(
                &file,
                graph_of(&format!("The bridge is shut for {number} weeks.")),
            )
            .unwrap();
            shelf.read_changed(&console);
        }
        assert_ne!(
            texts(&shelf, 0),
            ["The bridge is shut."],
            "it does not wait for a pause"
        );
        write(&file, graph_of("The bridge is open.")).unwrap();
        shelf.read_changed(&console);
        shelf.read_changed(&console);
        assert_eq!(texts(&shelf, 0), ["The bridge is open."]);
    }

    #[test]
    fn pasted_texts_make_room_for_later_ones() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("claims.toml");
        write(&file, graph_of("The bridge is shut.")).unwrap();
        let (shelf, console) = shelf_of(&file, &["--no-policy"]);
        let pasted = |_| {
            shelf
                .take_in("paste.toml", graph_of("It rains.").as_bytes(), &console)
                .unwrap()
        };
        let numbers: Vec<usize> = (0..PASTED + 3).map(pasted).collect();
        let kept = |number: &&usize| {
            shelf
                .paper(**number)
                .is_some_and(|paper| paper.analysis.is_some())
        };
        assert_eq!(numbers.iter().filter(kept).count(), PASTED);
        assert!(!kept(&&numbers[0]) && kept(&&numbers[PASTED + 2]));
        assert!(
            shelf.paper(0).is_some_and(|paper| paper.analysis.is_some()),
            "files stay"
        );
        let mut papers = vec![shelf.paper(numbers[PASTED + 2]).unwrap(); 2];
        make_room(&mut papers, PASTED_BYTES);
        assert!(
            papers.iter().all(|paper| paper.analysis.is_none()),
            "large ones take all the room"
        );
    }

    #[test]
    fn a_draft_that_a_graph_names_is_followed_too() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("claims.toml");
        let draft = folder.path().join("bridge.md");
        write(&draft, "The bridge is shut.\n").unwrap();
        write(
            &file,
            format!("draft = \"bridge.md\"\n{}", graph_of("The bridge is shut.")),
        )
        .unwrap();
        let (shelf, console) = shelf_of(&file, &["--no-policy"]);
        let before = shelf.version(0);
        write(&draft, "The bridge is shut, Ann Holm said on Monday.\n").unwrap();
        shelf.read_changed(&console);
        shelf.read_changed(&console);
        assert_ne!(shelf.version(0), before);
    }

    #[test]
    fn a_pasted_text_is_judged_by_the_policy_beside_the_file_that_is_served() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("draft.md");
        write(&file, "Nothing yet.\n").unwrap();
        let pasted = "Boats came and went all day, though the tide was low.\n\nThe warden took bribes on Monday, Ida Lund said.\n";
        let level = |policy: &str| {
            write(folder.path().join("twosource.toml"), policy).unwrap();
            let (shelf, console) = shelf_of(&file, &[]);
            let number = shelf.take_in("pasted.txt", pasted.as_bytes(), &console).unwrap();
            let analysis = shelf.paper(number).and_then(|paper| paper.analysis).unwrap();
            let mut findings = analysis.findings.iter();
            findings
                .find(|finding| finding.rule == "single-source")
                .map(|finding| finding.level)
        };
        assert_eq!(level("[rules]\nsingle-source = \"error\"\n"), Some(Level::Error));
        assert_eq!(level("[rules]\nsingle-source = \"off\"\n"), None);
    }
}
