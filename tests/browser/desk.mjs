// What the tests share: the program, the browser, and pages that tell what they should not do.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const program = process.env.TWOSOURCE;
export const drafts = path.join(import.meta.dirname, 'drafts');
export const folder = mkdtempSync(path.join(tmpdir(), 'twosource-'));

// No sandbox, because it cannot be had as root; nothing of the network's own accord.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });

// Writes the page of a draft and gives its address.
export function written(draft, name = path.basename(draft)) {
  const page = path.join(folder, `${name}.html`);
  execFileSync(program, ['report', '--no-policy', '--format', 'html', '-o', page, draft]);
  return `file://${page}`;
}

// Opens a page; `wrong` collects every console message, error, and request to anywhere but `own`.
export async function open(browser, address, { width = 1400, height = 900, before = async () => {}, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, ...options });
  const page = await context.newPage();
  // Nothing here judges time: a busy machine, or a build without optimization, may take its own.
  page.setDefaultTimeout(120_000);
  const wrong = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && wrong.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  const own = new URL(address);
  page.on('request', (request) => {
    const to = new URL(request.url());
    const isOwn = own.protocol === 'file:' ? to.href.split('#')[0] === own.href.split('#')[0] : to.origin === own.origin;
    if (!isOwn) wrong.push(`request: ${request.url()}`);
  });
  await before(page);
  await page.goto(address);
  return { page, wrong, close: () => context.close() };
}

// Starts `twosource serve` and gives its address and the means to end it.
export async function serve(...files) {
  const child = spawn(program, ['serve', '--no-policy', ...files], { stdio: ['ignore', 'ignore', 'pipe'] });
  process.on('exit', () => child.kill('SIGKILL'));
  child.unref();
  let told = '';
  const address = await new Promise((done, fail) => {
    child.stderr.on('data', (data) => {
      told += data;
      const found = told.match(/http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\//);
      if (found) done(found[0]);
    });
    child.on('exit', (code) => fail(new Error(`ended with ${code}: ${told}`)));
  });
  child.stderr.unref();
  const end = () => new Promise((done) => {
    child.removeAllListeners('exit');
    child.on('exit', (code, signal) => done(signal ?? code));
    child.kill('SIGINT');
  });
  return { address, end, child };
}
