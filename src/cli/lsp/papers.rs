//! The files that the editor holds open, and the one thread that judges them: after a pause in typing, always the latest text.
//! Questions about a text that is not judged yet wait until it is; nobody else waits for anything.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use gen_lsp_types::{Diagnostic, MessageType, PublishDiagnosticsParams, TextDocumentContentChangeEvent};
use lsp_server::{ErrorCode, Message, Notification, RequestId, Response};
use serde_json::json;

use super::super::console::plain;
use super::super::input::Open;
use super::super::paths::spelled_out;
use super::answers::{self, About, Ask};
use super::client::{Client, path_of, uri_of};
use super::judgement::{Bench, Judge, Judgement};
use super::text::Text;

/// A text is judged when nothing was typed for so long.
const PAUSE: Duration = Duration::from_millis(25);

/// An open file.
#[derive(Clone)]
struct Paper {
    path: PathBuf,
    /// Is it a file, and no text without a name?
    is_file: bool,
    language: String,
    version: i32,
    text: Arc<Text>,
    /// Another one after each change of it and of what it hangs on.
    edition: u64,
    /// What came of an edition.
    judged: Option<(u64, Arc<About>)>,
}

/// A file to be judged, with all that is open.
pub(super) struct Task {
    pub(super) uri: String,
    pub(super) path: PathBuf,
    pub(super) is_file: bool,
    pub(super) language: String,
    pub(super) text: Arc<Text>,
    pub(super) open: Open,
    /// Goes up when files were saved.
    pub(super) round: u64,
    edition: u64,
}

/// A question that waits for a text to be judged.
struct Waiting {
    uri: String,
    id: RequestId,
    ask: Ask,
}

#[derive(Default)]
struct State {
    papers: BTreeMap<String, Paper>,
    /// When each is to be judged.
    due: BTreeMap<String, Instant>,
    waiting: Vec<Waiting>,
    edition: u64,
    round: u64,
    is_closed: bool,
    /// By open file: what judging it said of which files.
    said: BTreeMap<String, BTreeMap<String, Vec<Diagnostic>>>,
    /// What the editor shows of each file.
    shown: BTreeMap<String, Vec<Diagnostic>>,
    /// What was told once and is not told again.
    told: BTreeSet<String>,
}

/// All open files.
pub(super) struct Papers {
    state: Mutex<State>,
    changed: Condvar,
    out: Sender<Option<Message>>,
    client: Client,
}

impl Papers {
    pub(super) fn new(client: Client, out: Sender<Option<Message>>) -> Papers {
        Papers {
            state: Mutex::default(),
            changed: Condvar::new(),
            out,
            client,
        }
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Sends a message; never waits.
    pub(super) fn send(&self, message: impl Into<Message>) {
        // When nobody sends any more, nobody is there to hear it.
        let _ = self.out.send(Some(message.into()));
    }

    /// Says something in the editor's log.
    pub(super) fn log(&self, kind: MessageType, message: &str) {
        let told = json!({"type": kind, "message": message});
        self.send(Notification::new("window/logMessage".to_owned(), told));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn open(&self, uri: &str, language: String, version: i32, text: &str) {
        let mut state = self.state();
        let file = path_of(uri);
        let paper = Paper {
            is_file: file.is_some(),
            path: file.unwrap_or_else(|| nameless(uri, &language)),
            language,
            version,
            text: Arc::new(Text::new(text, self.client.encoding)),
            edition: 0,
            judged: None,
        };
        let path = paper.path.clone();
        state.papers.insert(uri.to_owned(), paper);
        state.touch(&path, Instant::now());
        self.changed.notify_one();
    }

    pub(super) fn change(&self, uri: &str, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        let mut state = self.state();
        let Some(paper) = state.papers.get_mut(uri) else {
            drop(state);
            return self.unknown(uri);
        };
        paper.text = Arc::new(paper.text.changed(changes));
        paper.version = version;
        let path = paper.path.clone();
        state.touch(&path, Instant::now() + PAUSE);
        self.changed.notify_one();
    }

    pub(super) fn close(&self, uri: &str) {
        let mut state = self.state();
        let Some(paper) = state.papers.remove(uri) else {
            drop(state);
            return self.unknown(uri);
        };
        state.due.remove(uri);
        for message in state.say(uri, BTreeMap::new()) {
            self.send(message);
        }
        let (left, kept) = std::mem::take(&mut state.waiting)
            .into_iter()
            .partition(|one| one.uri == uri);
        state.waiting = kept;
        let left: Vec<Waiting> = left;
        for one in left {
            self.send(Response::new_ok(one.id, json!(null)));
        }
        state.touch(&paper.path, Instant::now());
        self.changed.notify_one();
    }

    /// Files were saved, here or elsewhere: policies, readings and graphs may be others.
    pub(super) fn saved(&self) {
        let mut state = self.state();
        state.round += 1;
        let uris: Vec<String> = state.papers.keys().cloned().collect();
        for uri in uris {
            state.touch_one(&uri, Instant::now());
        }
        self.changed.notify_one();
    }

    /// Answers a question, at once or when its text is judged.
    pub(super) fn ask(&self, uri: &str, id: RequestId, ask: Ask) {
        let mut state = self.state();
        let Some(paper) = state.papers.get(uri) else {
            drop(state);
            self.send(Response::new_ok(id, json!(null)));
            return self.unknown(uri);
        };
        match &paper.judged {
            Some((edition, about)) if *edition == paper.edition => {
                let about = Arc::clone(about);
                drop(state);
                self.answer(id, &ask, &about);
            }
            _ => {
                let uri = uri.to_owned();
                state.due.insert(uri.clone(), Instant::now());
                state.waiting.push(Waiting { uri, id, ask });
                self.changed.notify_one();
            }
        }
    }

    fn answer(&self, id: RequestId, ask: &Ask, about: &About) {
        self.send(Response::new_ok(id, answers::of(ask, about, &self.client)));
    }

    /// Takes a question back that waits.
    pub(super) fn cancel(&self, id: &RequestId) {
        let mut state = self.state();
        if let Some(at) = state.waiting.iter().position(|one| one.id == *id) {
            let one = state.waiting.remove(at);
            let message = "taken back".to_owned();
            self.send(Response::new_err(
                one.id,
                ErrorCode::RequestCanceled as i32,
                message,
            ));
        }
    }

    /// Ends [`Papers::work`].
    pub(super) fn end(&self) {
        self.state().is_closed = true;
        self.changed.notify_one();
        let _ = self.out.send(None);
    }

    fn unknown(&self, uri: &str) {
        self.tell_once(uri, "it was never opened, and is left alone");
    }

    fn tell_once(&self, uri: &str, what: &str) {
        let message = format!("{}: {what}", plain(uri));
        if self.state().told.insert(message.clone()) {
            self.log(MessageType::Info, &message);
        }
    }

    /// Judges what is due until ended.
    pub(super) fn work(&self, judge: &Judge) {
        let mut bench = Bench::default();
        while let Some(task) = self.next() {
            let judged = catch_unwind(AssertUnwindSafe(|| judge.judge(&task, &mut bench)));
            let judgement = judged.unwrap_or_else(|_| {
                bench = Bench::default();
                self.log(
                    MessageType::Error,
                    "twosource failed on this text; please report it",
                );
                Judgement::default()
            });
            if let Some(why) = judgement.passed_over {
                self.tell_once(&task.uri, why);
            }
            self.settle(&task, judgement);
            let state = self.state();
            bench.keep(|uri| state.papers.contains_key(uri));
        }
    }

    /// Waits for the next file to be judged; nothing when ended.
    fn next(&self) -> Option<Task> {
        let mut state = self.state();
        loop {
            if state.is_closed {
                return None;
            }
            let first = state.due.iter().min_by_key(|(_, at)| **at);
            let Some((uri, at)) = first.map(|(uri, at)| (uri.clone(), *at)) else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = at.saturating_duration_since(Instant::now());
            if left.is_zero() {
                state.due.remove(&uri);
                if let Some(task) = state.task(&uri) {
                    return Some(task);
                }
                continue;
            }
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Shows what came of a task, and answers who waited for it; nothing when the text is another one by now.
    fn settle(&self, task: &Task, judgement: Judgement) {
        let mut state = self.state();
        let is_current = |paper: &&mut Paper| paper.edition == task.edition;
        let Some(paper) = state.papers.get_mut(&task.uri).filter(is_current) else {
            return;
        };
        let about = Arc::new(About {
            uri: task.uri.clone(),
            text: Arc::clone(&task.text),
            is_file: task.is_file,
            judgement,
        });
        let before = paper.judged.replace((task.edition, Arc::clone(&about)));
        let said = answers::diagnostics(&about, &self.client, |path| state.uri_of(path));
        for message in state.say(&task.uri, said) {
            self.send(message);
        }
        let (waited, kept) = std::mem::take(&mut state.waiting)
            .into_iter()
            .partition(|one| one.uri == task.uri);
        state.waiting = kept;
        let waited: Vec<Waiting> = waited;
        drop(state);
        for one in waited {
            self.answer(one.id, &one.ask, &about);
        }
        // Editors ask again when their own text has changed; this is for what changed beside it.
        let is_same_text = before.is_some_and(|(_, before)| Arc::ptr_eq(&before.text, &about.text));
        if is_same_text && self.client.can("/workspace/codeLens/refreshSupport") {
            self.request("workspace/codeLens/refresh", json!(null));
        }
    }

    /// Asks something of the editor; nothing here hangs on its answer.
    pub(super) fn request(&self, method: &str, params: serde_json::Value) {
        let mut state = self.state();
        state.edition += 1;
        let id = RequestId::from(format!("twosource-{}", state.edition));
        self.send(lsp_server::Request::new(id, method.to_owned(), params));
    }
}

impl State {
    /// Something has become of a file: it is to be judged at a time, and with it what hangs on it.
    fn touch(&mut self, path: &Path, at: Instant) {
        let path = spelled_out(path);
        let hangs = |paper: &Paper| {
            let beside = paper.judged.iter().flat_map(|(_, about)| &about.judgement.beside);
            spelled_out(&paper.path) == path || beside.into_iter().any(|other| spelled_out(other) == path)
        };
        let uris = self.papers.iter().filter(|(_, paper)| hangs(paper));
        let uris: Vec<String> = uris.map(|(uri, _)| uri.clone()).collect();
        for uri in uris {
            self.touch_one(&uri, at);
        }
    }

    fn touch_one(&mut self, uri: &str, at: Instant) {
        self.edition += 1;
        if let Some(paper) = self.papers.get_mut(uri) {
            paper.edition = self.edition;
            self.due.insert(uri.to_owned(), at);
        }
    }

    fn task(&self, uri: &str) -> Option<Task> {
        let paper = self.papers.get(uri)?;
        let mut open = Open::default();
        for other in self.papers.values() {
            open.put(&other.path, Arc::clone(&other.text.text));
        }
        Some(Task {
            uri: uri.to_owned(),
            path: paper.path.clone(),
            is_file: paper.is_file,
            language: paper.language.clone(),
            text: Arc::clone(&paper.text),
            open,
            round: self.round,
            edition: paper.edition,
        })
    }

    /// As the editor names it, where it is open.
    fn uri_of(&self, path: &Path) -> String {
        let path = spelled_out(path);
        let named = self
            .papers
            .iter()
            .find(|(_, paper)| spelled_out(&paper.path) == path);
        named.map_or_else(|| uri_of(&path), |(uri, _)| uri.clone())
    }

    /// Takes in what judging an open file says of which files; gives what of that is new to the editor.
    fn say(&mut self, uri: &str, said: BTreeMap<String, Vec<Diagnostic>>) -> Vec<Message> {
        let mut files: BTreeSet<String> = said.keys().cloned().collect();
        let before = match said.is_empty() {
            true => self.said.remove(uri),
            false => self.said.insert(uri.to_owned(), said),
        };
        files.extend(before.into_iter().flat_map(|before| before.into_keys()));
        let mut messages = Vec::new();
        for file in files {
            let mut all: Vec<Diagnostic> = Vec::new();
            for one in self.said.values().filter_map(|said| said.get(&file)).flatten() {
                if !all.contains(one) {
                    all.push(one.clone());
                }
            }
            let version = self.papers.get(&file).map(|paper| paper.version);
            let is_new = self
                .shown
                .get(&file)
                .map_or(!all.is_empty(), |shown| *shown != all);
            if !is_new && file != uri {
                continue;
            }
            match all.is_empty() {
                true => self.shown.remove(&file),
                false => self.shown.insert(file.clone(), all.clone()),
            };
            let told = PublishDiagnosticsParams {
                uri: file.into(),
                version,
                diagnostics: all,
            };
            messages.push(Notification::new("textDocument/publishDiagnostics".to_owned(), told).into());
        }
        messages
    }
}

/// A path for a text that is no file, so that its language tells how it is read.
fn nameless(uri: &str, language: &str) -> PathBuf {
    let name = uri.rsplit(['/', ':', '\\']).next().unwrap_or_default();
    let extension = match language {
        "markdown" => "md",
        "html" => "html",
        _ => "txt",
    };
    PathBuf::from(format!("{name}.{extension}"))
}
