//! What `check` says of a file that an editor holds open, and of the files beside it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use twosource::Analysis;
use twosource::attribution::model::Memory;
use twosource::draft::{Format, Span};
use twosource::policy::{Level, Problem};
use twosource::report::editor;
use twosource::rules::{Finding, InFile};

use super::super::console::{Listener, Loudness};
use super::super::desk::{self, Desk, PolicyFile};
use super::super::examine;
use super::super::input::{Input, Kind, Open, extension};
use super::super::known::Known;
use super::super::pairs::Pairs;
use super::super::paths::spelled_out;
use super::super::walk::looks_like_graph;
use super::super::{readings, shown};
use super::papers::Task;

/// Something said of a place in a file.
#[derive(Clone, Debug)]
pub(super) struct Remark {
    pub(super) span: Span,
    pub(super) level: Level,
    /// The rule that says it; nothing where a file cannot be used.
    pub(super) rule: Option<&'static str>,
    pub(super) message: String,
    /// Other places of the same file, and what stands there.
    pub(super) related: Vec<(Span, String)>,
}

/// All that is said of a file.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) path: PathBuf,
    pub(super) text: Arc<str>,
    pub(super) remarks: Vec<Remark>,
}

/// What came of an open file.
#[derive(Clone, Debug, Default)]
pub(super) struct Judgement {
    /// Nothing when it is no draft, or cannot be judged.
    pub(super) analysis: Option<Analysis>,
    /// Which of the files of the analysis it is.
    pub(super) is: InFile,
    pub(super) told: Vec<Told>,
    /// The files that this hangs on, be they there or not.
    pub(super) beside: Vec<PathBuf>,
    /// The day on which it was judged.
    pub(super) day: String,
    /// Why it is nobody's business here, if it is not.
    pub(super) passed_over: Option<&'static str>,
}

impl Judgement {
    /// Takes in what is said of a file; of one that was told of already, more.
    fn tell(&mut self, path: &Path, text: &str, remarks: impl IntoIterator<Item = Remark>) {
        let known = self
            .told
            .iter_mut()
            .find(|told| spelled_out(&told.path) == spelled_out(path));
        match known {
            Some(told) => told.remarks.extend(remarks),
            None => self.told.push(Told {
                path: path.to_owned(),
                text: Arc::from(text),
                remarks: remarks.into_iter().collect(),
            }),
        }
    }

    fn hear(&mut self, document: (&Path, &str), heard: &Heard) {
        for told in heard.told.borrow().iter() {
            self.tell(&told.path, &told.text, told.remarks.iter().cloned());
        }
        for message in heard.errors.borrow().iter() {
            self.tell(
                document.0,
                document.1,
                [mistake(Level::Error, Span::default(), message.clone())],
            );
        }
    }
}

fn mistake(level: Level, span: Span, message: String) -> Remark {
    Remark {
        span,
        level,
        rule: None,
        message,
        related: Vec::new(),
    }
}

fn problem(level: Level, problem: &Problem) -> Remark {
    mistake(
        level,
        problem.span,
        editor::advice(&problem.message, &problem.help),
    )
}

/// Keeps what is wrong with files, to be shown where it stands.
#[derive(Clone, Debug, Default)]
struct Heard {
    told: RefCell<Vec<Told>>,
    errors: RefCell<Vec<String>>,
}

impl Listener for Heard {
    fn error(&self, message: &str) {
        self.errors.borrow_mut().push(message.to_owned());
    }

    fn problems(&self, loudness: Loudness, path: &str, text: &str, problems: &[Problem]) {
        let level = match loudness {
            Loudness::Error => Level::Error,
            Loudness::Warning => Level::Warning,
        };
        self.told.borrow_mut().push(Told {
            path: PathBuf::from(path),
            text: Arc::from(text),
            remarks: problems.iter().map(|one| problem(level, one)).collect(),
        });
    }
}

/// How files are judged: as `check` would with the same options.
pub(super) struct Judge<'a> {
    pub(super) options: &'a desk::Options,
    pub(super) level: Option<Level>,
    pub(super) baseline: Option<Known>,
}

/// What is kept from one judgement to the next.
#[derive(Default)]
pub(super) struct Bench {
    /// What it was found in; another one after files were saved.
    round: u64,
    memories: BTreeMap<String, Memory>,
    around: BTreeMap<String, Around>,
}

/// What stands around a file.
#[derive(Clone)]
struct Around {
    under: Option<Arc<PolicyFile>>,
    heard: Heard,
    /// The claims graph that stands for the draft.
    graph: Option<PathBuf>,
}

/// What an open file is.
enum Subject {
    /// To be judged, or readings of what is to be judged.
    Draft(Input),
    Policy,
    /// Neither, and why.
    Other(&'static str),
}

impl Bench {
    /// Forgets what was closed.
    pub(super) fn keep(&mut self, is_open: impl Fn(&str) -> bool) {
        self.memories.retain(|uri, _| is_open(uri));
        self.around.retain(|uri, _| is_open(uri));
    }
}

impl Judge<'_> {
    /// Judges the file of a task. Near linear in its length; what was read before of its paragraphs is not read again.
    pub(super) fn judge(&self, task: &Task, bench: &mut Bench) -> Judgement {
        if bench.round != task.round {
            bench.around.clear();
            bench.round = task.round;
        }
        let document = (task.path.as_path(), &*task.text.text);
        let mut judgement = Judgement {
            day: self.options.day(),
            ..Judgement::default()
        };
        match subject(task) {
            Subject::Other(why) => judgement.passed_over = Some(why),
            Subject::Policy => {
                let neighbour = Input::of_argument(&task.path.with_file_name("draft.md"), None);
                let around = self.around(task, &neighbour, bench);
                judgement.hear(document, &around.heard);
                judgement.doubt(around.under.as_deref());
            }
            Subject::Draft(input) => self.judge_draft((task, &input), bench, &mut judgement),
        }
        judgement
    }

    fn judge_draft(&self, (task, input): (&Task, &Input), bench: &mut Bench, judgement: &mut Judgement) {
        let document = (task.path.as_path(), &*task.text.text);
        let around = self.around(task, input, bench);
        let graph = around.graph.as_ref().map(|graph| Input::of_argument(graph, None));
        let judged = graph.as_ref().unwrap_or(input);
        judgement.beside = vec![readings::path_of(&input.shown), input.shown.clone()];
        judgement.beside.extend(around.graph.clone());
        judgement.is = match spelled_out(&task.path) {
            path if path == spelled_out(&judged.shown) => InFile::Draft,
            path if path == spelled_out(&input.shown) => InFile::Published,
            _ => InFile::Readings,
        };
        judgement.hear(document, &around.heard);
        judgement.doubt(around.under.as_deref());
        let Some(under) = around.under.filter(|under| under.scope.takes(&judged.shown)) else {
            return;
        };
        let heard = Heard::default();
        let memory = bench.memories.entry(task.uri.clone()).or_default();
        let analysis = examine::while_open(judged, &task.open, memory, (&under.policy, &heard));
        judgement.hear(document, &heard);
        let Some(mut analysis) = analysis else {
            return;
        };
        if let Some(baseline) = &self.baseline {
            baseline.meet(&judged.shown, &mut analysis);
        }
        shown::take_out(&mut analysis, self.level.unwrap_or(under.policy.level));
        judgement.beside.extend(
            analysis
                .case
                .read
                .as_ref()
                .map(|read| PathBuf::from(&read.case.draft.path)),
        );
        judgement.find(&analysis, &task.open);
        judgement.analysis = Some(analysis);
    }

    fn around(&self, task: &Task, input: &Input, bench: &mut Bench) -> Around {
        let known = bench.around.entry(task.uri.clone());
        let known = known.or_insert_with(|| {
            let heard = Heard::default();
            let graph = Pairs::default().graph_of(input);
            let judged = graph.as_ref().map(|graph| Input::of_argument(graph, None));
            let under = Desk::new(self.options, &heard).policy_for(judged.as_ref().unwrap_or(input));
            Around { under, heard, graph }
        });
        known.clone()
    }
}

impl Judgement {
    /// What the rules say against the policy itself.
    fn doubt(&mut self, under: Option<&PolicyFile>) {
        let Some((under, path)) = under.and_then(|under| Some((under, under.path.as_ref()?))) else {
            return;
        };
        let doubts = under.doubts();
        if !doubts.is_empty() {
            self.tell(
                path,
                &under.text,
                doubts.iter().map(|one| problem(Level::Warning, one)),
            );
        }
    }

    /// What was found in the files of an analysis.
    fn find(&mut self, analysis: &Analysis, open: &Open) {
        let case = &analysis.case;
        for file in [InFile::Draft, InFile::Published, InFile::Readings] {
            let remarks: Vec<(&Finding, Remark)> = remarks(analysis, file).collect();
            let Some((first, _)) = remarks.first() else {
                continue;
            };
            let path = PathBuf::from(&case.file_of(first).path);
            // Unreadable now, it was there a moment ago; whoever changed it is heard of.
            let text = open.text(&Input::of_argument(&path, None)).unwrap_or_default();
            self.tell(&path, &text, remarks.into_iter().map(|(_, remark)| remark));
        }
    }
}

/// What was found in one of the files of an analysis, and nobody has waived.
pub(super) fn remarks(analysis: &Analysis, file: InFile) -> impl Iterator<Item = (&Finding, Remark)> {
    let findings = analysis.findings.iter();
    let findings = findings.filter(move |one| one.file == file && one.waived.is_none());
    findings.map(move |finding| {
        let draft = analysis.case.file_of(finding);
        // Of a text that turns out to be a document inside, places are no bytes of the file.
        let span = match draft.format.is_document() {
            true => Span::default(),
            false => draft.in_file(finding.span),
        };
        let remark = Remark {
            span,
            level: finding.level,
            rule: Some(finding.rule),
            message: editor::message(finding),
            related: match file {
                InFile::Draft if !draft.format.is_document() => editor::related(analysis, finding),
                _ => Vec::new(),
            },
        };
        (finding, remark)
    })
}

/// What an open file is, by its name; where that says little, by its language or its content.
fn subject(task: &Task) -> Subject {
    let path = &task.path;
    if path.file_name().is_some_and(|name| name == desk::FILE) {
        return Subject::Policy;
    }
    if let Some(draft) = readings::draft_of(path) {
        return match task.open.has(&draft) {
            true => Subject::Draft(Input::of_argument(&draft, None)),
            false => Subject::Other("holds the readings of a draft that is not there"),
        };
    }
    let input = Input {
        shown: path.clone(),
        is_stdin: !task.is_file,
    };
    match (Kind::of(path), Format::of_extension(&extension(path))) {
        (Kind::Graph(_), _) if looks_like_graph(&task.text.text) => Subject::Draft(input),
        (Kind::Graph(_), _) => Subject::Other("is no claims graph"),
        (_, Some(format)) if format.is_document() => {
            Subject::Other("is a document, and not edited as text; `twosource check` reads it")
        }
        (_, Some(_)) => Subject::Draft(input),
        (_, None) if ["markdown", "plaintext", "text", "html"].contains(&task.language.as_str()) => {
            Subject::Draft(input)
        }
        (_, None) => Subject::Other("is no draft by its name"),
    }
}
