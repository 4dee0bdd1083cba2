// The worksheet: each thing that an editor can say, how it is saved and undone, and who may not save.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { drafts, folder, launch, open, program, serve, written } from './desk.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const fresh = (name = 'port.md') => {
  const draft = path.join(mkdtempSync(path.join(folder, 'sheet-')), name);
  copyFileSync(path.join(drafts, name), draft);
  return draft;
};
const beside = (draft) => `${draft}.twosource.toml`;
const analysis = (draft) => JSON.parse(execFileSync(program, ['analyze', '--no-policy', draft], { encoding: 'utf8' }));
const claimWith = (read, words) => read.claims.find((claim) => claim.text.includes(words));
const whoSays = (read, words) => claimWith(read, words).sources.map((id) => read.sources.find((source) => source.id === id)).map((source) => source.name || source.description);

const strip = (page) => page.locator('#strip p');
// Chooses the claim with these words; its buttons stand in its card.
async function choose(page, words) {
  await page.click('#tab-claims');
  const card = page.locator('.panel .card[data-claim]', { has: page.locator('.words', { hasText: words }) }).first();
  await card.locator('.number').click();
  return card;
}
const press = (at, act) => at.locator(`[data-say="${act}"]`).click();
const done = (page) => page.locator('.act-form .done').click();

// Every act with what it does in the page, and what the file then makes of the draft.
const ACTS = [
  ['right', 'told not to bid', async () => {}, 'Read rightly', (read) => assert.equal(whoSays(read, 'told not to bid').length, 1)],
  ['source', 'counted every cubic', async (page) => { await page.selectOption('[name=who]', 'Petra Sund'); await done(page); }, 'Said by Petra Sund', (read) => assert.deepEqual(whoSays(read, 'counted every cubic'), ['Petra Sund'])],
  ['source', 'had not been seen', async (page) => {
    await page.selectOption('[name=who]', '+');
    await page.fill('[name=name]', 'Ola "Lolo" Field');
    await page.selectOption('[name=kind]', 'named-person');
    await page.selectOption('[name=second]', 'Marek Oduya');
    await done(page);
  }, 'Said by Ola "Lolo" Field and Marek Oduya', (read) => assert.deepEqual(whoSays(read, 'had not been seen').sort(), ['Marek Oduya', 'Ola "Lolo" Field'])],
  ['same', 'had not been seen', async (page) => { await page.selectOption('[name=other]', { index: await page.locator('[name=other] option').evaluateAll((all) => all.findIndex((one) => one.text.includes('cubic metre'))) }); await done(page); }, 'The same as', (read) => assert.equal(claimWith(read, 'cubic metre'), claimWith(read, 'cubic metre') && read.claims.find((claim) => claim.spans.length > 1 && claim.text.includes('cubic metre')))],
  ['own', 'told not to bid', async () => {}, 'Its speaker’s own view or plan', (read) => assert.equal(claimWith(read, 'told not to bid').strength, 'self')],
  ['drop', 'had not been seen', async () => {}, 'Not a claim', (read) => assert.equal(claimWith(read, 'had not been seen'), undefined)],
  ['accept', 'had not been seen', async (page) => { await page.fill('[name=reason]', 'nobody else measured'); await page.fill('[name=role]', 'night desk'); await page.fill('[name=expires]', '2099-01-31'); await done(page); }, 'Accepted: nobody else measured', (_, draft) => assert.match(execFileSync(program, ['report', '--no-policy', draft], { encoding: 'utf8' }), /nobody else measured/)],
  ['checked', 'counted every cubic', async (page) => { await page.fill('[name=role]', 'night desk'); await page.fill('[name=note]', 'the survey was seen'); await done(page); }, 'Checked by night desk', (_, draft) => assert.match(execFileSync(program, ['report', '--no-policy', '--columns', '200', draft], { encoding: 'utf8' }), /Checked by night desk on \d{4}-\d\d-\d\d: the survey was seen/)],
];

for (const [act, words, fill, told, holds] of ACTS) {
  test(`the page without a program: ${act}, ${told}`, async () => {
    const draft = fresh();
    const { page, wrong, close } = await open(browser, written(draft, path.basename(path.dirname(draft))), { reducedMotion: 'reduce' });
    const card = await choose(page, words);
    await press(card, act);
    await fill(page);
    assert.match(await card.locator('.pending').first().textContent(), new RegExp(told));
    assert.equal(await strip(page).textContent(), '1 correction, not saved');
    assert.equal(await page.locator('[data-act=save-acts]').count(), 0, 'there is nobody to save');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('[data-act=download-acts]')]);
    assert.equal(file.suggestedFilename(), 'port.md.twosource.toml');
    copyFileSync(await file.path(), beside(draft));
    holds(analysis(draft), draft);
    assert.deepEqual(wrong.filter((line) => !line.startsWith('request: blob:')), []);
    await close();
  });
}

test('not the same parts what was read as one', async () => {
  const draft = fresh();
  writeFileSync(draft, 'Ada Berg said the quay was shut on Monday.\n\nThe harbour had a calm year. Boats came and went.\n\nThe quay was shut on Monday, Ole Lund said.\n');
  const before = analysis(draft).claims.filter((claim) => claim.text.includes('shut on Monday'));
  assert.equal(before.length, 1);
  const { page, close } = await open(browser, written(draft, 'apart'));
  const card = await choose(page, 'shut on Monday');
  await press(card, 'apart');
  await done(page);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('[data-act=download-acts]')]);
  copyFileSync(await file.path(), beside(draft));
  assert.equal(analysis(draft).claims.filter((claim) => claim.text.includes('shut on Monday')).length, 2);
  await close();
});

test('words selected in the draft name the source, without the page’s own numbers', async () => {
  const { page, close } = await open(browser, written(fresh(), 'select'));
  const card = await choose(page, 'counted every cubic');
  await press(card, 'source');
  await page.selectOption('[name=who]', '+');
  await page.evaluate(() => {
    const name = [...document.querySelectorAll('.draft .src')].find((item) => item.textContent.includes('Petra Sund'));
    getSelection().selectAllChildren(name);
  });
  await page.waitForFunction(() => document.querySelector('.act-form [name=name]').value.includes('Petra Sund'));
  await close();
});

test('wrong source begins with the likeliest of those between whom it is open', async () => {
  const draft = fresh();
  const night = 'The hall was full. Outside a dog barked. The night was long and the rain fell. The roof held. Nobody slept.';
  writeFileSync(draft, `The board gave the keys to Ruth Mora, Ella Kerr, Nora Bly, Iris Dorn, Vera Pell and Lena Moss. ${night} ${night} She said the night was long.\n`);
  const { page, wrong, close } = await open(browser, written(draft, 'likely'));
  const card = await choose(page, 'the night was long');
  await press(card, 'source');
  assert.equal(await page.locator('[name=name]').inputValue(), 'Vera Pell');
  await done(page);
  assert.match(await card.locator('.pending').first().textContent(), /Said by Vera Pell/);
  assert.deepEqual(wrong, []);
  await close();
});

test('corrections are saved to the readings file, shown, undone; what stood there stays', async () => {
  const draft = fresh();
  writeFileSync(beside(draft), '# kept by the desk\n[[reading]]\nsays = "Nordlicht Marine, the contractor"\nown = true # asked\n');
  const { address, end } = await serve(draft);
  const { page, wrong, close } = await open(browser, address);
  await page.locator('.first .acts .row').first().waitFor();
  assert.match(await page.locator('#progress').textContent(), /^0 of \d checked$/);
  const first = page.locator('.first li').first();
  await press(first, 'checked');
  await page.fill('[name=role]', 'night desk');
  await page.keyboard.press('Enter');
  assert.match(await page.locator('#progress').textContent(), /^1 of/);
  const card = await choose(page, 'had not been seen');
  await press(card, 'drop');
  await page.keyboard.press('Escape');
  assert.equal(await strip(page).textContent(), '2 corrections, not saved');
  await page.click('[data-act=undo-act]:not([data-at])');
  assert.equal(await strip(page).textContent(), '1 correction, not saved');
  await press(await choose(page, 'had not been seen'), 'drop');
  await page.click('[data-act=save-acts]');
  await page.locator('.first .checked', { hasText: 'Checked by night desk' }).waitFor();
  assert.equal(await page.locator('.card .words', { hasText: 'had not been seen' }).count(), 0);
  assert.match(await strip(page).textContent(), /^2 corrections saved to port.md.twosource.toml/);
  const saved = readFileSync(beside(draft), 'utf8');
  assert.match(saved, /^# kept by the desk\n\[\[reading\]\]\nsays = "Nordlicht Marine, the contractor"\nown = true # asked\n/);
  assert.match(saved, /drop = true/);
  await page.click('[data-act=undo-save]');
  await page.locator('.card .words', { hasText: 'had not been seen' }).first().waitFor({ state: 'attached' });
  assert.doesNotMatch(readFileSync(beside(draft), 'utf8'), /drop = true/);
  // An entry of the file is taken out in the list.
  await page.click('#tab-corrections');
  await page.locator('li[data-entry="0"] button').click();
  await page.click('[data-act=save-acts]');
  await page.waitForFunction(() => document.querySelectorAll('li[data-entry]').length === 0);
  assert.doesNotMatch(readFileSync(beside(draft), 'utf8'), /\[\[reading\]\]/);
  assert.deepEqual(wrong, []);
  await close();
  await end();
});

test('two tabs: the second is told, keeps what it has, and saves on top', async () => {
  const draft = fresh();
  const { address, end } = await serve(draft);
  const one = await open(browser, address);
  // The second tab hears of nothing, as one whose machine was asleep: not even by a request under way.
  const two = await open(browser, address, { before: (page) => page.route('**/wait/**', (route) => route.abort()) });
  for (const { page } of [one, two]) await page.locator('.first .acts .row').first().waitFor();
  await press(await choose(two.page, 'had not been seen'), 'drop');
  await press(await choose(one.page, 'told not to bid'), 'own');
  await one.page.click('[data-act=save-acts]');
  await one.page.locator('#strip p', { hasText: /^1 corrections? saved/ }).waitFor();
  await two.page.evaluate(() => { document.querySelector('#desk').dataset.edition = '0000000000000000'; });
  await two.page.click('[data-act=save-acts]');
  await two.page.locator('#strip p.wrong', { hasText: 'has been changed by somebody else' }).waitFor();
  assert.doesNotMatch(readFileSync(beside(draft), 'utf8'), /drop/);
  await two.page.unroute('**/wait/**');
  await two.page.waitForFunction(() => document.querySelectorAll('li[data-entry]').length === 1);
  await two.page.waitForFunction(() => document.querySelector('#desk').dataset.edition !== '0000000000000000');
  assert.match(await strip(two.page).textContent(), /1 correction, not saved/);
  await two.page.click('[data-act=save-acts]');
  await two.page.locator('#strip p', { hasText: /^1 corrections? saved/ }).waitFor();
  const saved = readFileSync(beside(draft), 'utf8');
  assert.match(saved, /own = true/);
  assert.match(saved, /drop = true/);
  await one.close();
  await two.close();
  await end();
});

test('a draft that is written on meanwhile leaves the form and the corrections alone', async () => {
  const draft = fresh();
  const { address, end } = await serve(draft);
  const { page, wrong, close } = await open(browser, address);
  await page.locator('.first .acts .row').first().waitFor();
  await press(await choose(page, 'told not to bid'), 'own');
  await press(await choose(page, 'had not been seen'), 'accept');
  await page.fill('[name=reason]', 'half a sen');
  writeFileSync(draft, readFileSync(draft, 'utf8').replace('\n\n', '\n\nThe quay will be closed on Monday, Zora Field said.\n\n'));
  await page.locator('.draft').getByText('Zora Field').waitFor();
  assert.equal(await page.inputValue('[name=reason]'), 'half a sen');
  await page.fill('[name=reason]', 'half a sentence more');
  await page.fill('[name=role]', 'night desk');
  await done(page);
  assert.equal(await strip(page).textContent(), '2 corrections, not saved');
  await page.click('[data-act=save-acts]');
  await page.locator('#strip p', { hasText: /^2 corrections? saved/ }).waitFor();
  const read = analysis(draft);
  assert.equal(claimWith(read, 'told not to bid').strength, 'self');
  assert.ok(!read.findings.some((finding) => finding.rule === 'stale-reading'));
  assert.deepEqual(wrong, []);
  await close();
  await end();
});

test('what the draft cannot be read with is not saved, and the page says why', async () => {
  const draft = fresh();
  const { address, end } = await serve(draft);
  const { page, close } = await open(browser, address);
  await page.locator('.first .acts .row').first().waitFor();
  await press(await choose(page, 'told not to bid'), 'checked');
  await page.fill('[name=role]', 'night desk');
  await page.fill('[name=note]', 'it was Ida Lund, 0171 555 0123');
  await done(page);
  await page.click('[data-act=save-acts]');
  await page.locator('#strip p.wrong', { hasText: 'Not saved' }).waitFor();
  assert.ok(!existsSync(beside(draft)));
  await page.click('[data-act=undo-act]:not([data-at])');
  await close();
  await end();
});

test('nobody else can save or undo', async () => {
  const draft = fresh();
  const { address, end } = await serve(draft);
  const { page, close } = await open(browser, address);
  await page.locator('.first .acts .row').first().waitFor();
  const edition = await page.locator('#desk').getAttribute('data-edition');
  await close();
  const url = new URL(address);
  const post = (to, headers) => new Promise((done, fail) => {
    const request = http.request({ agent: false, host: '127.0.0.1', port: url.port, path: to, method: 'POST', headers: { host: url.host, ...headers } }, (answer) => done(answer.resume().statusCode));
    request.on('error', fail);
    request.end('[[reading]]\nsays = "three other firms had been told"\nown = true\n');
  });
  const own = { origin: `http://${url.host}` };
  for (const way of ['readings', 'undo']) {
    const to = `${url.pathname}0/${way}/${edition}`;
    assert.equal(await post(to, {}), 403, 'no origin');
    assert.equal(await post(to, { origin: 'http://evil.example' }), 403);
    assert.equal(await post(to, { origin: 'null' }), 403);
    assert.equal(await post(to, { ...own, 'sec-fetch-site': 'cross-site' }), 403);
    assert.equal(await post(to.replace(url.pathname, `/${'0'.repeat(32)}/`), own), 404, 'no key');
    assert.equal(await post(`${url.pathname}99/${way}/${edition}`, own), 404);
  }
  assert.ok(!existsSync(beside(draft)));
  assert.equal(await post(`${url.pathname}0/readings/0000000000000000`, own), 409, 'of another edition');
  assert.equal(await post(`${url.pathname}0/readings/${edition}`, own), 200);
  assert.ok(existsSync(beside(draft)));
  await end();
});

for (const width of [390, 900, 1400]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe: the worksheet, ${width} px, ${colorScheme}`, async () => {
      const draft = fresh();
      writeFileSync(beside(draft), '[[checked]]\nsays = "We counted every cubic metre"\nrole = "night desk"\ndate = 2025-03-06\n\n[[reading]]\nsays = "three other firms had been"\nown = true\n');
      const { page, wrong, close } = await open(browser, written(draft, `axe-${width}-${colorScheme}`), { width, colorScheme, reducedMotion: 'reduce' });
      const run = async () => {
        const client = await page.context().newCDPSession(page);
        await client.send('Runtime.evaluate', { expression: axe });
        const { result } = await client.send('Runtime.evaluate', { expression: 'axe.run(document, { resultTypes: ["violations"] }).then((r) => JSON.stringify(r.violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 140)} ${n.any[0]?.message ?? ""}`).join(" | ")}`)))', awaitPromise: true, returnByValue: true });
        assert.deepEqual(JSON.parse(result.value), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'nothing stands out to the right');
      };
      const first = page.locator('.first li').first();
      await press(first, 'source');
      await page.selectOption('[name=who]', '+');
      await run();
      await page.keyboard.press('Escape');
      assert.equal(await page.evaluate(() => document.activeElement.dataset.say), 'source', 'the focus comes back');
      await press(first, 'drop');
      await run();
      await page.click('#tab-corrections');
      await run();
      assert.deepEqual(wrong, []);
      await close();
    });
  }
}
