// The extension in a stand-in for the editor: what it starts, and what it writes.

'use strict';

const test = require('node:test');
const assert = require('node:assert/strict');
const Module = require('node:module');
const path = require('node:path');

const manifest = require('../package.json');

// What the editor was asked to do, and what a person answers.
function editor({ settings = {}, answers = [], fails } = {}) {
  const did = { clients: [], errors: [], applied: [], saved: [], asked: [], commands: {}, listeners: [] };
  class WorkspaceEdit {
    constructor() { this.made = []; this.texts = []; }
    createFile(uri, options) { this.made.push({ uri, options }); }
    replace(uri, range, newText) { this.texts.push([uri, [{ range, newText }]]); }
    entries() { return this.texts; }
  }
  class CodeAction { constructor(title, kind) { Object.assign(this, { title, kind }); } }
  const vscode = {
    WorkspaceEdit,
    CodeAction,
    commands: { registerCommand: (name, run) => { did.commands[name] = run; return {}; } },
    window: {
      showErrorMessage: (message) => did.errors.push(message),
      showInputBox: async (box) => { did.asked.push(box); return answers.shift(); },
    },
    workspace: {
      getConfiguration: (section) => ({ get: (key, otherwise) => settings[`${section}.${key}`] ?? otherwise }),
      onDidChangeConfiguration: (listener) => { did.listeners.push(listener); return {}; },
      applyEdit: async (edit) => { did.applied.push(edit); return true; },
      openTextDocument: async (uri) => ({ save: async () => did.saved.push(uri) }),
    },
  };
  class LanguageClient {
    constructor(id, name, server, options) { Object.assign(this, { id, name, server, options, is: 'new' }); did.clients.push(this); }
    async start() { if (fails) throw new Error(fails); this.is = 'started'; }
    async stop() { this.is = 'stopped'; }
  }
  const stands = { vscode, 'vscode-languageclient/node': { LanguageClient, TransportKind: { stdio: 0 } } };
  const load = Module._load;
  Module._load = (name, ...rest) => stands[name] ?? load(name, ...rest);
  const file = path.join(__dirname, '..', manifest.main);
  delete require.cache[require.resolve(file)];
  try {
    return { ...did, did, vscode, extension: require(file) };
  } finally {
    Module._load = load;
  }
}

async function active(options) {
  const made = editor(options);
  const context = { subscriptions: [] };
  await made.extension.activate(context);
  assert.equal(context.subscriptions.length, 3);
  return made;
}

test('it starts the server over standard input and output', async () => {
  const { clients } = await active();
  assert.deepEqual(clients[0].server, { command: 'twosource', args: ['lsp'], transport: 0 });
  assert.equal(clients[0].is, 'started');
  const languages = clients[0].options.documentSelector.map(({ language }) => language).filter(Boolean);
  assert.deepEqual(new Set(languages), new Set(['markdown', 'plaintext', 'html']));
  assert.deepEqual(manifest.activationEvents, [...new Set(languages)].map((language) => `onLanguage:${language}`));
});

test('settings name the program and its arguments; a change starts it anew', async () => {
  const settings = { 'twosource.path': '/opt/twosource', 'twosource.arguments': ['--level', 'note'] };
  const { clients, listeners, extension } = await active({ settings });
  assert.deepEqual(clients[0].server.args, ['lsp', '--level', 'note']);
  assert.equal(clients[0].server.command, '/opt/twosource');
  for (const setting of Object.keys(settings)) assert.ok(manifest.contributes.configuration.properties[setting]);
  settings['twosource.path'] = '/usr/bin/twosource';
  await listeners[0]({ affectsConfiguration: () => false });
  assert.equal(clients.length, 1);
  await listeners[0]({ affectsConfiguration: (section) => section === 'twosource' });
  assert.deepEqual(clients.map((client) => client.is), ['stopped', 'started']);
  assert.equal(clients[1].server.command, '/usr/bin/twosource');
  await extension.deactivate();
  assert.equal(clients[1].is, 'stopped');
});

test('a program that is not there is told with what to do', async () => {
  const { errors, extension } = await active({ fails: 'spawn twosource ENOENT' });
  assert.match(errors[0], /"twosource".*ENOENT.*twosource\.path/);
  await extension.deactivate();
});

const ENTRY = '[[accept]]\nrule = "single-source"\nsays = "The reason = \\"\\" of"\nrole = ""\ndate = 2025-03-06\nreason = ""\n';

// The actions that the server offers, as the editor gets them.
function offered(vscode, newText) {
  const edit = new vscode.WorkspaceEdit();
  edit.replace('file:///draft.md.twosource.toml', 'there', newText);
  return [{ title: 'Accept', kind: 'quickfix', diagnostics: ['one'], edit }, { title: 'Open the page', command: { command: 'twosource.explain' } }];
}

async function accepted(answers, newText = ENTRY) {
  const made = await active({ answers });
  const offers = offered(made.vscode, newText);
  const actions = await made.clients[0].options.middleware.provideCodeActions(0, 0, 0, 0, async () => offers);
  assert.equal(actions[1], offers[1]);
  assert.equal(actions[0].edit, undefined);
  assert.deepEqual(actions[0].diagnostics, ['one']);
  await made.commands[actions[0].command.command](...actions[0].command.arguments);
  return made;
}

test('a finding is accepted with a role and a reason, and the file is saved', async () => {
  const { applied, saved } = await accepted(['night desk', ' "two"  rang\u007f ']);
  const [[uri, [{ newText }]]] = applied[0].texts;
  assert.equal(newText, ENTRY.replace('role = ""', 'role = "night desk"').replace('\nreason = ""', '\nreason = "\\"two\\" rang\\u007F"'));
  assert.deepEqual(applied[0].made, [{ uri, options: { ignoreIfExists: true } }]);
  assert.deepEqual(saved, [uri]);
});

test('who does not say why accepts nothing', async () => {
  for (const answers of [[undefined], [' '], ['night desk', undefined], ['night desk', '']]) {
    const { applied, asked } = await accepted([...answers]);
    assert.equal(applied.length, 0);
    assert.ok(asked[0].validateInput(' '));
    assert.equal(asked[0].validateInput('x'), undefined);
  }
});

test('a role that the file has is not asked for', async () => {
  const { asked, applied } = await accepted(['rang twice'], ENTRY.replace('role = ""', 'role = "desk"'));
  assert.equal(asked.length, 1);
  assert.match(applied[0].texts[0][1][0].newText, /\nreason = "rang twice"\n/);
});

test('no answer from the server stays none', async () => {
  const { clients } = await active();
  assert.equal(await clients[0].options.middleware.provideCodeActions(0, 0, 0, 0, async () => null), undefined);
});
