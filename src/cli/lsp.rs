//! `twosource lsp`: what `check` says, in the editor while a draft is written. It speaks the Language Server Protocol over
//! standard input and output.
//!
//! The loop here reads messages and never waits: [`papers`] keeps the open files and judges them in a thread of its own,
//! [`judgement`] is what `check` would say, [`answers`] puts it into the protocol's words.

mod answers;
mod client;
mod judgement;
mod papers;
mod text;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use clap::Args;
use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeLensOptions, CodeLensParams,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    ExecuteCommandOptions, ExecuteCommandParams, HoverParams, InitializeResult, MessageType, Position,
    PositionEncodingKind, Range, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use twosource::rules;

use super::console::Console;
use super::known::Known;
use super::shown::Lowest;
use super::{Outcome, desk};
use answers::Ask;
use client::{Client, uri_of};
use judgement::Judge;
use papers::Papers;
use text::Encoding;

const EXAMPLES: &str = "\
Examples:
  twosource lsp                      started by an editor, which speaks with it
  twosource lsp --level note         notes too
  twosource lsp --baseline known.json    only what is new

Of each draft that is open: the findings of `check`, who stands behind the words under the cursor, the verdict
above the headline, and what to do: accept a finding, name another source, open a rule's page. The README
tells how editors are set up.";

/// Shows a rule's page.
const EXPLAIN: &str = "twosource.explain";

/// Shows a place in a file.
const SHOW: &str = "twosource.show";

/// Arguments of `lsp`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The lowest level to show [default: warning, or what the policy says]
    #[arg(long, value_name = "LEVEL")]
    level: Option<Lowest>,
    /// Leave out findings that this file knows
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    desk: desk::Options,
    /// What there is anyway; many editors say it
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    match serve(with, console) {
        Ok(outcome) => outcome,
        Err(message) => {
            console.error(&message);
            Outcome::Trouble
        }
    }
}

fn serve(with: &Arguments, console: &Console) -> Result<Outcome, String> {
    let baseline = with.baseline.as_deref();
    let baseline = baseline.map(|path| Known::open(path, console)).transpose()?;
    let mut options = with.desk.clone();
    options.keeps_to_scope = true;
    let judge = Judge {
        options: &options,
        level: with.level.map(Lowest::level),
        baseline,
    };
    let (connection, threads) = Connection::stdio();
    let was_ended = converse(&connection, &judge);
    drop(connection);
    // Its own words would repeat the message, and so the draft.
    let wrong = |_| {
        "a message of the editor is none of the Language Server Protocol; nothing more was read".to_owned()
    };
    threads.join().map_err(wrong)?;
    // The protocol wants 1 when the editor went without a word.
    Ok(if was_ended {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// Speaks with an editor until it goes. Did it say so before?
fn converse(connection: &Connection, judge: &Judge) -> bool {
    let Ok((id, introduction)) = connection.initialize_start() else {
        return false;
    };
    let client = Client::of(&introduction);
    let (out, from) = channel();
    let answer = Response::new_ok(id, introduce(&client));
    // Whoever does not read this reads nothing more either; the loop finds that out.
    let _ = out.send(Some(answer.into()));
    let papers = Papers::new(client, out);
    std::thread::scope(|threads| {
        threads.spawn(move || forward(from, connection));
        threads.spawn(|| papers.work(judge));
        let mut session = Session {
            papers: &papers,
            is_ending: false,
            pages: None,
        };
        let was_ended = session.listen(&connection.receiver);
        papers.end();
        was_ended
    })
}

/// Hands messages on, however slowly the editor reads them.
fn forward(from: Receiver<Option<Message>>, connection: &Connection) {
    while let Ok(Some(message)) = from.recv() {
        if connection.sender.send(message).is_err() {
            break;
        }
    }
}

fn introduce(client: &Client) -> InitializeResult {
    let encoding = match client.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(encoding),
            text_document_sync: Some(
                TextDocumentSyncOptions {
                    open_close: Some(true),
                    change: Some(TextDocumentSyncKind::Incremental),
                    save: Some(true.into()),
                    ..TextDocumentSyncOptions::default()
                }
                .into(),
            ),
            hover_provider: Some(true.into()),
            code_action_provider: Some(
                CodeActionOptions {
                    code_action_kinds: Some(vec![CodeActionKind::QuickFix]),
                    ..CodeActionOptions::default()
                }
                .into(),
            ),
            code_lens_provider: Some(CodeLensOptions::default()),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: vec![EXPLAIN.to_owned(), SHOW.to_owned()],
                ..ExecuteCommandOptions::default()
            }),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "twosource".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

/// A conversation.
struct Session<'a> {
    papers: &'a Papers,
    is_ending: bool,
    /// Where rules' pages are written for the editor to open.
    pages: Option<TempDir>,
}

impl Session<'_> {
    /// Takes messages until the editor goes. Did it say so before?
    fn listen(&mut self, messages: impl IntoIterator<Item = Message>) -> bool {
        for message in messages {
            match message {
                Message::Request(request) => {
                    let id = request.id.clone();
                    if let Err((code, message)) = self.request(request) {
                        self.papers.send(Response::new_err(id, code as i32, message));
                    }
                }
                Message::Notification(notification) if notification.method == "exit" => {
                    return self.is_ending;
                }
                Message::Notification(notification) => {
                    let method = notification.method.clone();
                    if self.notice(notification).is_none() {
                        self.papers
                            .log(MessageType::Warning, &format!("{method}: not understood"));
                    }
                }
                // Nothing hangs on what the editor says to what it was asked.
                Message::Response(_) => {}
            }
        }
        false
    }

    fn request(&mut self, request: Request) -> Result<(), (ErrorCode, String)> {
        let Request { id, method, params } = request;
        if self.is_ending {
            return Err((ErrorCode::InvalidRequest, "it was shut down".to_owned()));
        }
        match method.as_str() {
            "shutdown" => {
                self.is_ending = true;
                self.papers.send(Response::new_ok(id, Value::Null));
            }
            "textDocument/hover" => {
                let HoverParams {
                    text_document_position_params: at,
                    ..
                } = read(params)?;
                self.papers
                    .ask(at.text_document.uri.as_ref(), id, Ask::Hover(at.position));
            }
            "textDocument/codeLens" => {
                let params: CodeLensParams = read(params)?;
                self.papers.ask(params.text_document.uri.as_ref(), id, Ask::Lens);
            }
            "textDocument/codeAction" => {
                let params: CodeActionParams = read(params)?;
                let ask = Ask::Actions {
                    range: params.range,
                    only: params.context.only.unwrap_or_default(),
                };
                self.papers.ask(params.text_document.uri.as_ref(), id, ask);
            }
            "workspace/executeCommand" => {
                let answer = self.command(read(params)?)?;
                self.papers.send(Response::new_ok(id, answer));
            }
            _ => return Err((ErrorCode::MethodNotFound, format!("{method}: not known here"))),
        }
        Ok(())
    }

    /// Takes in a notification; nothing when it is not understood. Of one that is not for us nothing hangs.
    fn notice(&self, notification: Notification) -> Option<()> {
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" => self.watch(),
            "textDocument/didOpen" => {
                let opened: DidOpenTextDocumentParams = read(params).ok()?;
                let opened = opened.text_document;
                let language = json!(opened.language_id).as_str().unwrap_or_default().to_owned();
                self.papers
                    .open(opened.uri.as_ref(), language, opened.version, &opened.text);
            }
            "textDocument/didChange" => {
                let changed: DidChangeTextDocumentParams = read(params).ok()?;
                let document = changed.text_document;
                let uri = document.text_document_identifier.uri;
                self.papers
                    .change(uri.as_ref(), document.version, changed.content_changes);
            }
            "textDocument/didClose" => {
                let closed: DidCloseTextDocumentParams = read(params).ok()?;
                self.papers.close(closed.text_document.uri.as_ref());
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.papers.saved(),
            "$/cancelRequest" => {
                let id: RequestId = read(params.get("id")?.clone()).ok()?;
                self.papers.cancel(&id);
            }
            _ => {}
        }
        Some(())
    }

    /// Asks to be told when policies, readings or claims graphs change on disk.
    fn watch(&self) {
        let client = self.papers.client();
        if !client.can("/workspace/didChangeWatchedFiles/dynamicRegistration") {
            return;
        }
        let watchers = ["**/*.toml", "**/*.twosource.json", "**/*.twosource.yaml"]
            .map(|glob| json!({"globPattern": glob}));
        let registration = json!({"registrations": [{
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": {"watchers": watchers},
        }]});
        self.papers.request("client/registerCapability", registration);
    }

    fn command(&mut self, command: ExecuteCommandParams) -> Result<Value, (ErrorCode, String)> {
        let arguments = command.arguments.unwrap_or_default();
        let wrong = |what: &str| (ErrorCode::InvalidParams, what.to_owned());
        match (command.command.as_str(), arguments.as_slice()) {
            (EXPLAIN, [rule]) => {
                let rule = rule.as_str().and_then(rules::of_name);
                let rule = rule.ok_or_else(|| wrong("no rule is called so"))?;
                let page = rule.page();
                self.show_page(rule.name, &page);
                Ok(json!(page))
            }
            (SHOW, [uri, at]) => {
                let at: Position = read(at.clone())?;
                let shown = json!({"uri": uri, "takeFocus": true, "selection": Range { start: at, end: at }});
                self.papers.request("window/showDocument", shown);
                Ok(Value::Null)
            }
            _ => Err(wrong("no command is called so, or it wants something else")),
        }
    }

    /// Opens a rule's page as a file that is there as long as the conversation, else as a message.
    fn show_page(&mut self, name: &str, page: &str) {
        let can = self.papers.client().can("/window/showDocument/support");
        let mut write = || -> std::io::Result<PathBuf> {
            let folder = match &mut self.pages {
                Some(folder) => folder,
                none => none.insert(tempfile::Builder::new().prefix("twosource-").tempdir()?),
            };
            let path = folder.path().join(format!("{name}.md"));
            std::fs::write(&path, page)?;
            Ok(path)
        };
        match can.then(&mut write) {
            Some(Ok(path)) => {
                let shown = json!({"uri": uri_of(&path), "takeFocus": true});
                self.papers.request("window/showDocument", shown);
            }
            _ => {
                let told = json!({"type": MessageType::Info, "message": page});
                self.papers
                    .send(Notification::new("window/showMessage".to_owned(), told));
            }
        }
    }
}

/// Reads what a message says.
fn read<T: DeserializeOwned>(params: Value) -> Result<T, (ErrorCode, String)> {
    serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
}
