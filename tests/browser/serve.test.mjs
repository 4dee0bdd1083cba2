// The live page: it follows the file, keeps the reader in place, and lets nobody else in.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { drafts, folder, launch, open, serve } from './desk.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const fresh = (name) => {
  const own = path.join(folder, `live-${Date.now()}`);
  mkdirSync(own);
  copyFileSync(path.join(drafts, name), path.join(own, name));
  return path.join(own, name);
};

// A request as any program could make it.
function ask(address, { method = 'GET', headers = {}, body } = {}) {
  const url = new URL(address);
  return new Promise((done, fail) => {
    const request = http.request({ agent: false, host: '127.0.0.1', port: url.port, path: url.pathname, method, headers: { host: url.host, ...headers } }, (answer) => {
      let text = '';
      answer.on('data', (data) => { text += data; });
      answer.on('end', () => done({ status: answer.statusCode, text, headers: answer.headers }));
    });
    request.on('error', fail);
    request.end(body);
  });
}

test('a save is shown; selection and place stay', async () => {
  const draft = fresh('port.md');
  const { address, end } = await serve(draft);
  const { page, wrong, close } = await open(browser, address, { height: 500, reducedMotion: 'reduce' });
  await page.locator('.draft .badge').first().waitFor();
  const chosen = page.locator('.draft .badge').nth(2);
  await chosen.click();
  const words = await page.locator('.card.chosen .words').textContent();
  await page.evaluate(() => scrollTo(0, 320));
  const top = () => page.evaluate(() => document.querySelector('.draft > p:nth-of-type(3)').getBoundingClientRect().top);
  const before = await top();
  const times = [];
  for (let at = 0; at < 5; at += 1) {
    const mark = `Sentence number ${at} was added by the desk.`;
    const seen = page.evaluate((text) => new Promise((done) => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('.draft')?.textContent.includes(text)) { observer.disconnect(); done(Date.now()); }
      }).observe(document.body, { childList: true, subtree: true });
    }), mark);
    const begun = Date.now();
    writeFileSync(draft, `${readFileSync(draft, 'utf8')}\n${mark}\n`);
    times.push(await seen - begun);
    await page.waitForTimeout(100);
  }
  // Told, not judged: it depends on what else the machine does.
  console.log(`shown after ${times.join(', ')} ms`);
  assert.equal(await page.locator('.card.chosen .words').textContent(), words);
  assert.ok(Math.abs(await top() - before) < 2, 'the reader stays in place');
  // Lines put in above move the draft, not the reader.
  writeFileSync(draft, readFileSync(draft, 'utf8').replace('\n\n', '\n\nA first paragraph comes in.\n\nAnd a second one.\n\n'));
  await page.getByText('A first paragraph comes in.').waitFor();
  assert.equal(await page.locator('.card.chosen .words').textContent(), words);
  assert.deepEqual(wrong, []);
  await end();
  await page.getByText('twosource has ended').waitFor();
  await close();
});

test('filters, search and tab stay when the file is saved', async () => {
  const draft = fresh('port.md');
  const { address, end } = await serve(draft);
  const { page, wrong, close } = await open(browser, address);
  await page.locator('.draft .badge').first().waitFor();
  const rung = await page.locator('.card[data-claim]', { hasText: 'Marek Oduya' }).first().getAttribute('data-r');
  const chip = page.locator(`[data-filter-r="${rung}"]`);
  const source = page.locator('#by-source option', { hasText: 'Marek Oduya' });
  await chip.click();
  await page.selectOption('#by-source', await source.getAttribute('value'));
  await page.fill('#search', 'dredg');
  await page.click('#tab-sources');
  // A source that comes in first gives all others new numbers.
  writeFileSync(draft, readFileSync(draft, 'utf8').replace('\n\n', '\n\nThe quay will be closed on Monday, Zora Field said.\n\n'));
  await page.locator('.draft').getByText('Zora Field').waitFor();
  assert.equal(await chip.getAttribute('aria-pressed'), 'true');
  assert.match(await page.locator('#by-source option:checked').textContent(), /^Marek Oduya/);
  assert.equal(await page.inputValue('#search'), 'dredg');
  assert.equal(await page.locator('#tab-sources').getAttribute('aria-selected'), 'true');
  await page.click('#tab-claims');
  const shown = await page.locator('.card[data-claim]:visible').evaluateAll((cards) => cards.map((card) => [card.dataset.r, card.textContent.includes('Marek Oduya')]));
  assert.ok(shown.length > 0);
  assert.deepEqual(shown, shown.map(() => [rung, true]), 'and they are in force');
  assert.deepEqual(wrong, []);
  await close();
  await end();
});

test('a file that breaks keeps its last good page and says so', async () => {
  const graph = fresh('port.toml');
  const { address, end } = await serve(graph);
  const { page, wrong, close } = await open(browser, address);
  await page.locator('main .card[data-claim]').first().waitFor();
  writeFileSync(graph, readFileSync(graph, 'utf8').replace('kind = "outlet"', 'kind = "<b>outlt</b>"'));
  await page.getByText('This is the last good reading.').waitFor();
  assert.equal(await page.locator('main .card[data-claim]').count(), 3);
  assert.equal(await page.locator('#trouble b').count(), 0);
  assert.deepEqual(wrong, []);
  await close();
  await end();
});

test('a text is pasted, a file dropped, and all is downloaded', async () => {
  const { address, end } = await serve();
  const { page, wrong, close } = await open(browser, address);
  await page.click('#paste');
  await page.fill('#paper', readFileSync(path.join(drafts, 'hostile.md'), 'utf8'));
  await page.click('#take');
  await page.locator('.draft .badge').first().waitFor();
  assert.equal(await page.locator('.draft img, .draft script').count(), 0);
  assert.notEqual(await page.title(), 'taken');
  const text = readFileSync(path.join(drafts, 'port.md'), 'utf8');
  await page.evaluate((text) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], 'Łódź <b>.md'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
  }, text);
  await page.locator('.draft').getByText('Marek Oduya').first().waitFor();
  // A file as a word processor writes it: styles, themes, a tracked insertion and all.
  const bytes = readFileSync(path.join(drafts, 'ferry.docx')).toString('base64');
  await page.evaluate(async (bytes) => {
    const carried = new DataTransfer();
    const content = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
    carried.items.add(new File([content], 'ferry.docx', { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true }));
  }, bytes);
  await page.locator('.draft h1, .draft h2').getByText('Island ferry to stop at night').waitFor();
  assert.ok(await page.locator('.draft .src', { hasText: 'Hedda Strom' }).count() > 0);
  await page.click('.downloads summary');
  for (const format of ['svg', 'toml', 'html', 'json', 'png', 'pdf']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`a[href="save/${format}"]`)]);
    assert.ok(readFileSync(await download.path()).length > 500, format);
  }
  assert.deepEqual(wrong, []);
  await close();
  await end();
});

test('others are kept out', async () => {
  const { address, end } = await serve(fresh('port.md'));
  const own = `${address}0/`;
  const bare = new URL('/', address).href;
  assert.equal((await ask(own)).status, 200);
  assert.equal((await ask(own, { headers: { host: 'evil.example' } })).status, 421);
  assert.equal((await ask(own, { headers: { host: `evil.example:${new URL(address).port}` } })).status, 421);
  assert.equal((await ask(own, { headers: { origin: 'http://evil.example' } })).status, 403);
  assert.equal((await ask(own, { headers: { origin: 'null' } })).status, 403);
  assert.equal((await ask(own, { headers: { 'sec-fetch-site': 'cross-site' } })).status, 403);
  assert.equal((await ask(bare)).status, 404);
  assert.equal((await ask(`${bare}${'0'.repeat(32)}/0/`)).status, 404);
  assert.equal((await ask(`${bare}${'0'.repeat(32)}/read/x.md`, { method: 'POST', body: 'x' })).status, 404);
  const answer = await ask(own);
  assert.equal(answer.headers['content-security-policy'], "frame-ancestors 'none'");
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.equal(answer.headers['access-control-allow-origin'], undefined);
  await end();
});

test('no request brings it down', async () => {
  const { address, end, child } = await serve(fresh('port.md'));
  const post = (name, body) => ask(`${address}read/${name}`, { method: 'POST', body });
  const large = await post('x.txt', Buffer.alloc(17 * 1024 * 1024, 'a')).catch((error) => error);
  assert.ok(large.status === 413 || /hang up|EPIPE|ECONNRESET/.test(`${large.message} ${large.code}`), 'refused, if need be in mid-sentence');
  assert.equal((await post('x.docx', Buffer.from('PK\x03\x04broken'))).status, 422);
  assert.equal((await post('x.toml', 'draft = "/etc/hostname"\n')).status, 422);
  assert.equal((await post('x.md', Buffer.from([0xff, 0xfe, 0x00]))).status, 422);
  assert.equal((await post('x.toml', '[[[')).status, 422);
  assert.equal((await post('..%2F..%2Fx.md', 'Ada Berg said it was so.')).status, 200);
  assert.equal((await post('%E2%80%AE%3Cb%3E', '')).status, 200);
  for (const part of ['99/', '-1/', 'x/', '0/save/exe', '0/save/..%2F..', '99/save/svg', '0/wait/x', '99/wait/0', '%00/', '0/%ff']) {
    const { status } = await ask(`${address}${part}`);
    assert.ok(status >= 400 && status < 500, `${part}: ${status}`);
  }
  assert.equal((await ask(`${address}0/`, { method: 'DELETE' })).status, 405);
  assert.equal((await ask(`${address}0/`)).status, 200);
  assert.equal(child.exitCode, null);
  assert.equal(await end(), 'SIGINT', 'Ctrl-C ends it');
});

// A folder with three drafts, one of them with a name that means harm.
const HOSTILE = '<img src=x onerror=document.title=1>.md';
function desk() {
  const draft = fresh('port.md');
  const own = path.dirname(draft);
  writeFileSync(path.join(own, 'ferry.md'), '# Ferry stops\n\nAda Berg said the ferry was late on Monday.\n\nThe mayor took bribes from the owner, two officials said.\n');
  writeFileSync(path.join(own, HOSTILE), '# <b>Mill</b> shut\n\nThe mill killed nine workers, sources said <script>document.title = 1</script>.\n');
  return { own, draft, ferry: path.join(own, 'ferry.md') };
}
const block = (page, name) => page.locator('.draft', { has: page.locator('.path', { hasText: name }) });

test('a folder opens on all its drafts: strip, what is weak and heavy, state of the checks, the way to each', async () => {
  const { own } = desk();
  const { address, end } = await serve(own);
  const { page, wrong, close } = await open(browser, address);
  await page.waitForFunction(() => document.querySelectorAll('svg.strip').length === 3);
  const ferry = block(page, 'ferry.md');
  assert.match(await ferry.locator('.claims li').first().textContent(), /heavy.*The mayor took bribes from the owner/);
  assert.match(await ferry.locator('.state').textContent(), /0 of \d checked/);
  assert.equal(await ferry.locator('svg.strip .cell').count(), 2, 'a bar a claim');
  assert.equal(await page.locator('main img, main script, main b > b').count(), 0, 'names and words are no markup');
  assert.match(await block(page, 'img src').locator('h2').textContent(), /Mill/);
  assert.doesNotMatch(await page.title(), /^1/);
  // By keys alone: over the skip link into the first draft, and back.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/\d+\/$/);
  await page.getByRole('link', { name: 'All drafts' }).click();
  await page.waitForURL(address);
  await block(page, 'ferry.md').locator('.claims a').first().click();
  await page.waitForURL(/\/\d+\/#c\d+$/);
  await page.locator('.card.chosen', { hasText: 'took bribes' }).waitFor();
  assert.deepEqual(wrong, []);
  await close();
  await end();
});

test('the overview sees new and changed files and tells what has changed since it began', async () => {
  const { own, ferry } = desk();
  const { address, end } = await serve(own);
  const { page, wrong, close } = await open(browser, address);
  await page.waitForFunction(() => document.querySelectorAll('svg.strip').length === 3);
  assert.equal(await page.locator('.since').count(), 0);
  await block(page, 'ferry.md').locator('h2 a').focus();
  writeFileSync(ferry, readFileSync(ferry, 'utf8').replace('two officials said', 'Ida Lund, a clerk, said'));
  const since = block(page, 'ferry.md').locator('.since');
  await since.waitFor();
  assert.match(await since.locator('summary').textContent(), /1 claim stronger.*1 source named/);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Ferry stops', 'the focus stays');
  await since.locator('summary').click();
  assert.match(await since.locator('ul').textContent(), /stronger.*took bribes.*unnamed only → .*single source/);
  writeFileSync(path.join(own, 'late.md'), 'Nine boats sank in the storm, the coast guard said.\n');
  await block(page, 'late.md').locator('.fresh').waitFor();
  assert.ok(await since.locator('ul').isVisible(), 'what was opened stays open');
  writeFileSync(`${ferry}.twosource.toml`, '[[checked]]\nsays = "The mayor took bribes"\nrole = "night desk"\ndate = 2025-03-06\n\n[[reading]]\nsays = "the ferry was late"\nown = true\n');
  await block(page, 'ferry.md').locator('.state', { hasText: '1 correction' }).waitFor();
  assert.match(await block(page, 'ferry.md').locator('.state').textContent(), /1 of \d checked/);
  assert.deepEqual(wrong, []);
  await end();
  await page.getByText('twosource has ended').waitFor();
  await close();
});

for (const width of [390, 1400]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe: the overview, ${width} px, ${colorScheme}`, async () => {
      const { own, ferry } = desk();
      const { address, end } = await serve(own);
      const { page, close } = await open(browser, address, { width, colorScheme, reducedMotion: 'reduce' });
      await page.waitForFunction(() => document.querySelectorAll('svg.strip').length === 3);
      writeFileSync(ferry, readFileSync(ferry, 'utf8').replace('two officials', 'the clerk, Ida Lund,'));
      await page.locator('.since summary').click();
      const client = await page.context().newCDPSession(page);
      await client.send('Runtime.evaluate', { expression: axe });
      const { result } = await client.send('Runtime.evaluate', {
        expression: 'axe.run(document, { resultTypes: ["violations"] }).then((r) => JSON.stringify(r.violations.filter((v) => v.impact !== "minor").map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`)))',
        awaitPromise: true,
        returnByValue: true,
      });
      assert.deepEqual(JSON.parse(result.value), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'nothing stands out to the right');
      await close();
      await end();
    });
  }
}

test('others are kept out of the overview', async () => {
  const { address, end } = await serve(desk().own);
  const bare = new URL('/', address).href;
  for (const part of ['', 'wait/99999']) {
    assert.equal((await ask(`${address}${part}`)).status, 200, part);
    assert.equal((await ask(`${address}${part}`, { headers: { host: 'evil.example' } })).status, 421);
    assert.equal((await ask(`${address}${part}`, { headers: { origin: 'http://evil.example' } })).status, 403);
    assert.equal((await ask(`${bare}${'0'.repeat(32)}/${part}`)).status, 404);
  }
  await end();
});
