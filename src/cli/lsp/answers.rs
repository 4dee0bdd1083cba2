//! What came of a text, in the words of the protocol: diagnostics, hovers, the verdict above the headline, and what to do.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use gen_lsp_types::{
    Code, CodeAction, CodeActionKind, CodeLens, Command, CreateFile, CreateFileOptions, Diagnostic,
    DiagnosticRelatedInformation, DiagnosticSeverity, DocumentChange, Edit, Hover, Location, MarkupContent,
    MarkupKind, OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use serde_json::{Value, json};
use twosource::Analysis;
use twosource::draft::Span;
use twosource::policy::Level;
use twosource::policy::readings::SUFFIX;
use twosource::report::editor::{self, Says, Told};
use twosource::rules::{Finding, InFile};

use super::client::Client;
use super::judgement::{Judgement, Remark, remarks};
use super::text::Text;
use super::{EXPLAIN, SHOW};

/// An open file, and what came of it.
pub(super) struct About {
    pub(super) uri: String,
    pub(super) text: Arc<Text>,
    /// Is it a file, and no text without a name?
    pub(super) is_file: bool,
    pub(super) judgement: Judgement,
}

/// A question about an open file.
pub(super) enum Ask {
    Hover(Position),
    Lens,
    Actions {
        range: Range,
        /// The kinds that are wanted; all when it is empty.
        only: Vec<CodeActionKind>,
    },
}

/// What is said of which files, by their URIs; of a file that is nobody's business here, nothing.
pub(super) fn diagnostics(
    about: &About,
    client: &Client,
    uri_of: impl Fn(&Path) -> String,
) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut said = BTreeMap::new();
    if about.judgement.passed_over.is_some() {
        return said;
    }
    said.insert(about.uri.clone(), Vec::new());
    for told in &about.judgement.told {
        let uri = uri_of(&told.path);
        let text = Text::new(&told.text, client.encoding);
        let remarks = told.remarks.iter();
        let diagnostics = remarks.map(|remark| diagnostic(remark, (&uri, &text), client));
        said.entry(uri.clone()).or_default().extend(diagnostics);
    }
    said
}

fn diagnostic(remark: &Remark, (uri, text): (&str, &Text), client: &Client) -> Diagnostic {
    let place = |(span, name): &(Span, String)| DiagnosticRelatedInformation {
        location: Location {
            uri: uri.into(),
            range: text.range(*span),
        },
        message: name.clone(),
    };
    let related =
        client.can("/textDocument/publishDiagnostics/relatedInformation") && !remark.related.is_empty();
    Diagnostic {
        range: text.range(remark.span),
        severity: Some(match remark.level {
            Level::Error => DiagnosticSeverity::Error,
            Level::Warning => DiagnosticSeverity::Warning,
            Level::Note | Level::Off => DiagnosticSeverity::Information,
        }),
        code: remark.rule.map(|rule| Code::String(rule.to_owned())),
        code_description: None,
        source: Some("twosource".to_owned()),
        message: remark.message.clone().into(),
        tags: None,
        related_information: related.then(|| remark.related.iter().map(place).collect()),
        data: None,
    }
}

/// The answer to a question; null when there is nothing to say.
pub(super) fn of(ask: &Ask, about: &About, client: &Client) -> Value {
    let Some(analysis) = &about.judgement.analysis else {
        return match ask {
            Ask::Hover(_) => Value::Null,
            Ask::Lens | Ask::Actions { .. } => json!([]),
        };
    };
    match ask {
        Ask::Hover(position) => json!(hover(analysis, about, (*position, client))),
        Ask::Lens => json!(lens(analysis, about)),
        Ask::Actions { range, only } => json!(actions(analysis, about, (*range, only), client)),
    }
}

fn hover(analysis: &Analysis, about: &About, (position, client): (Position, &Client)) -> Option<Hover> {
    let hover = editor::hover(analysis, about.judgement.is, about.text.byte(position))?;
    let kind = match client.lists("/textDocument/hover/contentFormat", "markdown") {
        true => MarkupKind::Markdown,
        false => MarkupKind::PlainText,
    };
    Some(Hover {
        contents: MarkupContent {
            kind,
            value: hover.text,
        }
        .into(),
        range: Some(about.text.range(hover.span)),
    })
}

/// The verdict above the headline of a draft; of one that a claims graph stands for, above its first line.
fn lens(analysis: &Analysis, about: &About) -> Vec<CodeLens> {
    let (place, verdict) = editor::verdict(analysis);
    let (place, title) = match about.judgement.is {
        InFile::Draft => (place, verdict),
        InFile::Published => (Span::default(), format!("{verdict} (by its claims graph)")),
        InFile::Readings => return Vec::new(),
    };
    vec![CodeLens {
        range: about.text.range(place),
        // A lens without a command of its own is words alone.
        command: Some(Command {
            title,
            tooltip: None,
            command: String::new(),
            arguments: None,
        }),
        data: None,
    }]
}

fn actions(
    analysis: &Analysis,
    about: &About,
    (range, only): (Range, &[CodeActionKind]),
    client: &Client,
) -> Vec<CodeAction> {
    let asked = |kind: &CodeActionKind| matches!(kind, CodeActionKind::Empty | CodeActionKind::QuickFix);
    if !only.is_empty() && !only.iter().any(asked) {
        return Vec::new();
    }
    let span = about.text.span(range);
    let is_here = |remark: &Remark| remark.span.start <= span.end && span.start <= remark.span.end;
    let file = about.judgement.is;
    let findings: Vec<(&Finding, Remark)> = remarks(analysis, file)
        .filter(|(_, remark)| is_here(remark))
        .collect();
    let mut actions = Vec::new();
    if let Some(says) = Says::of(analysis).filter(|_| about.is_file && file == InFile::Draft) {
        let desk = Desk {
            analysis,
            about,
            client,
        };
        for (finding, remark) in &findings {
            let told = says.accept(finding, &about.judgement.day);
            let diagnostic = diagnostic(remark, (&about.uri, &about.text), client);
            actions.extend(told.map(|told| desk.action(told, Some(diagnostic))));
        }
        let claim = editor::claim_at(analysis, span.start);
        let claim = claim.or_else(|| findings.iter().find_map(|(finding, _)| finding.claim));
        let told = claim.into_iter().flat_map(|claim| says.wrong_source(claim, span));
        actions.extend(told.map(|told| desk.action(told, None)));
    }
    let rules: BTreeSet<&str> = findings.iter().map(|(finding, _)| finding.rule).collect();
    actions.extend(rules.into_iter().map(page_of));
    actions
}

fn page_of(rule: &str) -> CodeAction {
    let title = format!("Open the page of {rule}");
    CodeAction {
        title: title.clone(),
        kind: Some(CodeActionKind::QuickFix),
        command: Some(Command {
            title,
            tooltip: None,
            command: EXPLAIN.to_owned(),
            arguments: Some(vec![json!(rule)]),
        }),
        ..CodeAction::default()
    }
}

/// Whoever writes into the readings file of a draft.
struct Desk<'a> {
    analysis: &'a Analysis,
    about: &'a About,
    client: &'a Client,
}

impl Desk<'_> {
    fn action(&self, told: Told, diagnostic: Option<Diagnostic>) -> CodeAction {
        let desk = self.analysis.case.desk.as_ref();
        let text = Text::new(desk.map_or("", |desk| &desk.readings.text), self.client.encoding);
        let uri = Uri::from(format!("{}{SUFFIX}", self.about.uri));
        let edit = TextEdit {
            range: text.range(told.edit.span),
            new_text: told.edit.text.clone(),
        };
        let after = Text::new(&text.with(told.edit.span, &told.edit.text), self.client.encoding);
        let fill = told
            .edit
            .fill
            .map(|fill| after.position(told.edit.span.start + fill + 1));
        CodeAction {
            title: told.title,
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: diagnostic.map(|diagnostic| vec![diagnostic]),
            edit: Some(self.workspace(uri.clone(), edit)),
            command: fill.and_then(|fill| self.show(uri, fill)),
            ..CodeAction::default()
        }
    }

    /// The edit of the file, which is made where it is not there yet.
    fn workspace(&self, uri: Uri, edit: TextEdit) -> WorkspaceEdit {
        let can = |pointer: &str| self.client.can(pointer);
        let is_there = self.analysis.case.desk.is_some();
        let creates = self
            .client
            .lists("/workspace/workspaceEdit/resourceOperations", "create");
        if !can("/workspace/workspaceEdit/documentChanges") || !(is_there || creates) {
            return WorkspaceEdit {
                changes: Some(HashMap::from([(uri, vec![edit])])),
                ..WorkspaceEdit::default()
            };
        }
        let made = CreateFile {
            uri: uri.clone(),
            options: Some(CreateFileOptions {
                overwrite: None,
                ignore_if_exists: Some(true),
            }),
            annotation_id: None,
        };
        let written = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: None,
                text_document_identifier: TextDocumentIdentifier { uri },
            },
            edits: vec![Edit::TextEdit(edit)],
        };
        let made = (!is_there).then_some(DocumentChange::CreateFile(made));
        let changes = made
            .into_iter()
            .chain([DocumentChange::TextDocumentEdit(written)]);
        WorkspaceEdit {
            document_changes: Some(changes.collect()),
            ..WorkspaceEdit::default()
        }
    }

    /// Takes the person to what is left to be written, where the editor can do so.
    fn show(&self, uri: Uri, at: Position) -> Option<Command> {
        self.client.can("/window/showDocument/support").then(|| Command {
            title: "Write the reason".to_owned(),
            tooltip: None,
            command: SHOW.to_owned(),
            arguments: Some(vec![json!(uri), json!(at)]),
        })
    }
}
