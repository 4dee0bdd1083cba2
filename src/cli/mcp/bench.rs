//! Where drafts are read for an agent: as every other command reads them, with what is said of them kept for the answer.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;
use twosource::Analysis;
use twosource::draft::LineIndex;
use twosource::policy::{Policy, Problem};
use twosource::report::html::edition;

use super::super::console::{Console, Listener, Loudness, plain};
use super::super::desk::{self, Desk};
use super::super::examine::{self, Options};
use super::super::input::{Input, Kind};
use super::super::ledger::Ledger;
use super::super::pairs::{self, Pairs};
use super::super::readings::{Beside, path_of};
use super::fence::Fence;

/// A longer text is refused: no article is as long, and an answer is waited for.
const LONGEST: usize = 1024 * 1024;

/// What all tools share.
pub(super) struct Bench {
    pub(super) fence: Fence,
    pub(super) options: Options,
    pub(super) console: Console,
    pub(super) ledger: Ledger,
}

/// How a text is read.
#[derive(Clone, Copy, Debug, Default, Deserialize, rmcp::schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(crate = "rmcp::schemars")]
pub(super) enum TextFormat {
    /// Paragraphs.
    Plain,
    #[default]
    Markdown,
    Html,
}

/// What an agent asks about.
pub(super) enum Subject {
    File(PathBuf),
    Text(String, TextFormat),
}

impl Subject {
    /// The path or the text that an agent gives.
    ///
    /// # Errors
    ///
    /// A message, when it gives neither, or both.
    pub(super) fn of(
        fence: &Fence,
        path: Option<&str>,
        text: Option<String>,
        format: Option<TextFormat>,
    ) -> Result<Subject, String> {
        match (path, text) {
            (Some(path), None) if format.is_some() => Err(format!(
                "{}: `format` is of a `text`; that of a file is known by its name",
                plain(path)
            )),
            (Some(path), None) => Ok(Subject::File(fence.file(path)?)),
            (None, Some(text)) => {
                fits(&text)?;
                Ok(Subject::Text(text, format.unwrap_or_default()))
            }
            (None, None) => Err("give the `path` of a draft, or its `text`".to_owned()),
            (Some(_), Some(_)) => Err("give a `path` or a `text`, not both".to_owned()),
        }
    }
}

/// Refuses a text that is longer than any article.
pub(super) fn fits(text: &str) -> Result<(), String> {
    match text.len() <= LONGEST {
        true => Ok(()),
        false => {
            Err("the text is longer than 1 MiB, the most that is taken in; give the article alone".to_owned())
        }
    }
}

/// A draft that was read.
pub(super) struct Read {
    pub(super) input: Input,
    pub(super) policy: Arc<Policy>,
    pub(super) analysis: Analysis,
    /// The edition of its readings; nothing where none can be written.
    pub(super) edition: Option<String>,
}

impl Bench {
    /// Reads what is asked about.
    ///
    /// # Errors
    ///
    /// A message on one line, without a word of a file that somebody wrote by hand.
    pub(super) fn read(&self, subject: &Subject) -> Result<Read, String> {
        match subject {
            Subject::File(path) => self.read_file(Input::of_argument(path, None)),
            Subject::Text(text, format) => self.read_text(text, *format),
        }
    }

    fn read_file(&self, draft: Input) -> Result<Read, String> {
        let input = match Pairs::default().graph_of(&draft) {
            Some(graph) => Input::of_argument(&graph, None),
            None => draft,
        };
        let readings = path_of(&input.shown);
        let of_graph = pairs::draft_of(&input);
        for beside in [Some(&input.shown), of_graph.as_ref(), Some(&readings)]
            .into_iter()
            .flatten()
        {
            self.fence.let_through(beside)?;
        }
        let bytes = input.bytes()?;
        let beside = Beside::of(&input)?;
        let is_draft = matches!(Kind::of(&input.shown), Kind::Draft(_));
        let written = beside.as_ref().map_or("", |beside| &beside.text);
        let edition = is_draft.then(|| edition(written));
        let policy = self.policy_for(&input)?;
        let analysis = examine::at_hand(&input, &bytes, beside, &policy)?;
        Ok(Read {
            input,
            policy,
            analysis,
            edition,
        })
    }

    fn read_text(&self, text: &str, format: TextFormat) -> Result<Read, String> {
        let name = match format {
            TextFormat::Plain => "text.txt",
            TextFormat::Markdown => "text.md",
            TextFormat::Html => "text.html",
        };
        let input = Input {
            shown: PathBuf::from(name),
            is_stdin: true,
        };
        let policy = self.policy_for(&input)?;
        let analysis = examine::at_hand(&input, text.as_bytes(), None, &policy)?;
        Ok(Read {
            input,
            policy,
            analysis,
            edition: None,
        })
    }

    /// The policy that an input is judged by, as it stands now.
    ///
    /// # Errors
    ///
    /// Its mistakes.
    pub(super) fn policy_for(&self, input: &Input) -> Result<Arc<Policy>, String> {
        let heard = Heard::default();
        let under = Desk::new(&self.options.desk, &heard).policy_for(input);
        let under = under.ok_or_else(|| heard.told())?;
        Ok(Arc::new(under.policy.clone()))
    }

    /// The day on which waivers are judged and corrections made.
    pub(super) fn day(&self) -> String {
        self.desk().day()
    }

    fn desk(&self) -> &desk::Options {
        &self.options.desk
    }
}

/// Keeps what is wrong with files, without their words.
#[derive(Default)]
struct Heard {
    told: RefCell<Vec<String>>,
}

impl Heard {
    fn told(&self) -> String {
        self.told.borrow().join("; ")
    }
}

impl Listener for Heard {
    fn error(&self, message: &str) {
        self.told.borrow_mut().push(message.to_owned());
    }

    fn problems(&self, loudness: Loudness, path: &str, text: &str, problems: &[Problem]) {
        if loudness == Loudness::Warning {
            return;
        }
        let lines = LineIndex::new(text);
        let told = problems.iter().map(|problem| {
            let place = lines.place(problem.span.start);
            let path = plain(path);
            format!(
                "{path}:{}:{}: {}",
                place.line,
                place.column,
                plain(&problem.message)
            )
        });
        self.told.borrow_mut().extend(told);
    }
}
