// Starts `twosource lsp` for drafts, and asks for the reason when a finding is accepted.

'use strict';

const vscode = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

const ACCEPT = 'twosource.acceptBecause';

// Drafts; readings, policies and claims graphs stand in TOML.
const SELECTOR = [
  ...['markdown', 'plaintext', 'html'].flatMap((language) => ['file', 'untitled'].map((scheme) => ({ scheme, language }))),
  { scheme: 'file', pattern: '**/*.toml' },
];

let client;

function server() {
  const settings = vscode.workspace.getConfiguration('twosource');
  const args = ['lsp', ...settings.get('arguments', [])];
  return { command: settings.get('path', 'twosource'), args, transport: TransportKind.stdio };
}

// The texts that an edit writes, as pairs of a file and what is written there.
const written = (edit) => edit.entries().flatMap(([uri, edits]) => edits.map(({ range, newText }) => ({ uri, range, newText })));
const lacks = (key) => ({ newText }) => newText.includes(`${key} = ""\n`);

// An entry that lets a finding pass wants a reason: it is asked for before anything is written.
function asking(actions) {
  return actions?.map((action) => {
    if (!action.edit || !written(action.edit).some(lacks('reason'))) return action;
    const command = { title: action.title, command: ACCEPT, arguments: [action.edit] };
    return Object.assign(new vscode.CodeAction(action.title, action.kind), { diagnostics: action.diagnostics, command });
  });
}

// Words as TOML: what JSON escapes, TOML reads in the same way, but for the one control character that JSON lets stand.
const inToml = (words) => JSON.stringify(words.trim().replace(/\s+/g, ' ')).replaceAll('\u007f', '\\u007F');
const isEmpty = (what) => (words) => (words.trim() === '' ? `Write ${what}.` : undefined);

async function acceptBecause(edit) {
  const puts = written(edit);
  const answers = {};
  if (puts.some(lacks('role'))) {
    answers.role = await vscode.window.showInputBox({ title: 'Your role', prompt: 'Never a name', placeHolder: 'night desk', validateInput: isEmpty('a role') });
    if (!answers.role?.trim()) return;
  }
  answers.reason = await vscode.window.showInputBox({ title: 'Accept, because', prompt: 'Never who an anonymous source is', validateInput: isEmpty('the reason') });
  if (!answers.reason?.trim()) return;
  const filled = new vscode.WorkspaceEdit();
  for (const { uri, range, newText } of puts) {
    const text = Object.entries(answers).reduce((text, [key, words]) => text.replace(`\n${key} = ""\n`, () => `\n${key} = ${inToml(words)}\n`), newText);
    filled.createFile(uri, { ignoreIfExists: true });
    filled.replace(uri, range, text);
  }
  if (!(await vscode.workspace.applyEdit(filled))) return;
  for (const { uri } of puts) await (await vscode.workspace.openTextDocument(uri)).save();
}

async function start() {
  const options = {
    documentSelector: SELECTOR,
    middleware: {
      provideCodeActions: async (document, range, context, token, next) => asking(await next(document, range, context, token)),
    },
  };
  client = new LanguageClient('twosource', 'twosource', server(), options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const { command } = server();
    vscode.window.showErrorMessage(`twosource cannot be started as "${command}": ${error.message}. Install it, or set twosource.path.`);
  }
}

async function stop() {
  const old = client;
  client = undefined;
  await old?.stop();
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('twosource.restart', restart),
    vscode.commands.registerCommand(ACCEPT, acceptBecause),
    vscode.workspace.onDidChangeConfiguration((change) => (change.affectsConfiguration('twosource') ? restart() : undefined)),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
