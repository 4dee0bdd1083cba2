// The page in a browser: keyboard, filters, anchors, print, and that it asks nobody for anything.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { drafts, folder, launch, open, written } from './desk.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const port = () => written(path.join(drafts, 'port.md'));
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// One test is one page, and no page may complain or call out.
function check(name, address, options, steps) {
  test(name, async () => {
    const { page, wrong, close } = await open(browser, address(), options);
    await steps(page);
    assert.deepEqual(wrong, []);
    await close();
  });
}

async function violations(page) {
  // Through the browser's own door: the page's policy lets no other script in, and must not.
  const client = await page.context().newCDPSession(page);
  await client.send('Runtime.evaluate', { expression: axe });
  const { result } = await client.send('Runtime.evaluate', {
    expression: 'axe.run(document, { resultTypes: ["violations"] }).then((r) => JSON.stringify(r.violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 140)} ${n.any[0]?.message ?? ""}`).join(" | ")}`)))',
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(result.value);
}

for (const width of [390, 1400]) {
  for (const colorScheme of ['light', 'dark']) {
    for (const name of ['port.md', 'port.toml', 'hostile.md']) {
      check(`axe: ${name}, ${width} px, ${colorScheme}`, () => written(path.join(drafts, name)), { width, colorScheme, reducedMotion: 'reduce' }, async (page) => {
        assert.deepEqual(await violations(page), []);
        if (width > 1000) {
          for (const tab of ['sources', 'findings', 'picture']) {
            await page.click(`#tab-${tab}`);
            assert.deepEqual(await violations(page), [], tab);
          }
        }
        await page.click('.legend summary');
        await page.keyboard.press('n');
        assert.deepEqual(await violations(page), [], 'with a claim chosen');
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'nothing stands out to the right');
      });
    }
  }
}

for (const [width, height] of [[1280, 900], [390, 844]]) {
  check(`what to check first stands in the first screen, ${width} px`, port, { width, height }, async (page) => {
    const items = page.locator('.first li');
    const low = await items.nth(width > 1000 ? await items.count() - 1 : 0).evaluate((item) => item.getBoundingClientRect().bottom);
    assert.ok(low < height, `${low} of ${height}`);
    if (width > 1000) {
      const [one, two] = await items.evaluateAll((all) => all.map((item) => item.getBoundingClientRect().left));
      assert.ok(two > one, 'two columns');
      const row = page.locator('.first .row');
      assert.equal(await row.count(), 1, 'one claim is in hand');
      const tops = await row.locator('button').evaluateAll((all) => new Set(all.map((button) => button.offsetTop)).size);
      assert.equal(tops, 1, 'its actions stand on one line');
    }
  });
}

check('another claim is taken in hand, by its button and by keys', port, { width: 1280 }, async (page) => {
  const item = (at) => page.locator('.first li').nth(at);
  await item(1).locator('.hand').click();
  assert.equal(await item(1).locator('.row').count(), 1);
  assert.equal(await item(0).locator('.row').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.act), 'say', 'and its first action has the focus');
  await item(0).locator('a').first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await item(0).locator('.row').count(), 1, 'by keys the row comes along');
});

check('a claim lights its sources, chain and finding, by click and by Enter', port, {}, async (page) => {
  const badge = page.locator('.draft .badge').first();
  const name = (await badge.getAttribute('href')).slice(1);
  await badge.focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => location.hash), `#${name}`);
  assert.ok(await page.locator(`#${name}.chosen`).isVisible());
  const wanted = (await page.locator(`#${name}`).getAttribute('data-s')).split(' ').filter(Boolean);
  const lit = await page.locator('.card.lit[data-source]').evaluateAll((cards) => cards.map((card) => card.dataset.source));
  assert.deepEqual(lit, wanted);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), name, 'Enter again goes to the card');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.lit, .chosen').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), `in-${name}`, 'and Esc comes back');
  await page.locator('.draft mark').first().click({ position: { x: 3, y: 3 } });
  assert.equal(await page.locator('.card.chosen').count(), 1);
});

check('a source lights its claims, and a finding its claim', port, {}, async (page) => {
  await page.click('#tab-sources');
  await page.click('#s1 .name');
  const claims = await page.locator('.card.lit[data-claim]').evaluateAll((cards) => cards.map((card) => card.id));
  const wanted = await page.locator('.card[data-claim]').evaluateAll((cards) => cards.filter((card) => card.dataset.s.split(' ').includes('1')).map((card) => card.id));
  assert.deepEqual(claims, wanted);
  assert.ok(await page.locator('.draft .src.lit[data-s="1"]').count() > 0);
  await page.click('#tab-findings');
  const finding = page.locator('.card[data-finding][data-c]').first();
  await finding.locator('.name').click();
  assert.deepEqual(
    await page.locator('.card.lit[data-claim]').evaluateAll((cards) => cards.map((card) => card.dataset.claim)),
    [await finding.getAttribute('data-c')],
  );
});

check('n and p walk the weak claims round the end', port, {}, async (page) => {
  const weak = await page.locator('.card[data-weak]').evaluateAll((cards) => cards.map((card) => card.id));
  assert.ok(weak.length > 1);
  const seen = [];
  for (let at = 0; at <= weak.length; at += 1) {
    await page.keyboard.press('n');
    seen.push(await page.evaluate(() => location.hash.slice(1)));
    assert.equal(await page.evaluate(() => document.activeElement.id), `in-${seen.at(-1)}`);
  }
  assert.deepEqual(seen, [...weak, weak[0]]);
  await page.keyboard.press('p');
  assert.equal(await page.evaluate(() => location.hash.slice(1)), weak.at(-1));
});

check('search is reached by /, goes from hit to hit, and n is a letter in it', port, {}, async (page) => {
  await page.keyboard.press('/');
  await page.keyboard.type('nordlicht');
  assert.equal(await page.locator('#hits').textContent(), '2 hits');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#hits').textContent(), '1 of 2');
  await page.keyboard.press('Shift+Enter');
  assert.equal(await page.locator('#hits').textContent(), '2 of 2');
  assert.equal(await page.inputValue('#search'), 'nordlicht');
  await page.keyboard.press('Escape');
  assert.equal(await page.inputValue('#search'), '');
});

check('filters show what they count, and can be taken back', port, {}, async (page) => {
  const all = await page.locator('.card[data-claim]').count();
  const chip = page.locator('[data-filter-r]').first();
  const count = Number(await chip.locator('b').textContent());
  await chip.click();
  assert.equal(await page.locator('.card[data-claim]:visible').count(), count);
  assert.equal(await page.locator('#shown').textContent(), `${count} of ${all} claims shown`);
  await chip.click();
  const option = await page.locator('#by-source option').nth(1);
  await page.selectOption('#by-source', await option.getAttribute('value'));
  assert.equal(await page.locator('.card[data-claim]:visible').count(), Number((await option.textContent()).match(/\((\d+)\)$/)[1]));
  await page.click('#reset');
  assert.equal(await page.locator('.card[data-claim]:visible').count(), all);
  const rule = page.locator('#by-rule option').nth(1);
  await page.selectOption('#by-rule', await rule.getAttribute('value'));
  await page.click('#tab-findings');
  assert.equal(await page.locator('.card[data-finding]:visible').count(), Number((await rule.textContent()).match(/\((\d+)\)$/)[1]));
});

check('an anchor opens on its claim', () => `${port()}#c2`, {}, async (page) => {
  assert.ok(await page.locator('#c2.chosen').isVisible());
  await page.evaluate(() => { location.hash = '#s1'; });
  await page.locator('#s1.chosen').waitFor();
});

check('hover shows a glance, and Esc takes it away', port, {}, async (page) => {
  // Scrolling takes a glance away, so the draft is brought into view before the pointer moves.
  await page.locator('.draft .badge >> nth=0').scrollIntoViewIfNeeded();
  await page.waitForTimeout(300);
  await page.hover('.draft .badge >> nth=0');
  await page.locator('#preview').waitFor({ state: 'visible' });
  assert.match(await page.locator('#preview').textContent(), /^\d+ · /);
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#preview').isHidden());
});

check('tabs turn by arrows', port, {}, async (page) => {
  await page.focus('[role=tab][aria-selected=true]');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-sources');
  assert.ok(await page.locator('#sources').isVisible());
  assert.ok(await page.locator('#claims').isHidden());
});

check('what to check first is copied for the reporter, in plain sentences', port, { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await page.click('.letter');
  await page.getByText('Copied', { exact: true }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const first = await page.locator('.first li a').first().textContent();
  assert.ok(text.startsWith('Before publication, please check: '), text);
  assert.ok(text.split('\n').some((line) => /^1\. .* says: “/.test(line) && line.includes(first.replace(/ …$/, '').slice(1))), text);
  assert.equal((text.match(/^[0-9]+\. /gm) || []).length, await page.locator('.first > ol > li').count(), 'each stands in it');
  assert.ok(!text.includes('*') && !text.includes('['), 'no markup');
});

check('the report is copied as Markdown, with markup made plain', () => written(path.join(drafts, 'hostile.md')), { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await page.click('#copy');
  await page.getByText('Copied', { exact: true }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^# Clerk/);
  assert.match(text, /It judges sourcing, not truth\./);
  assert.doesNotMatch(text, /(^|[^\\])</, 'no open bracket without its backslash');
});

check('a graph without draft shows its claims, and waived findings with their reason', () => written(path.join(drafts, 'port.toml')), {}, async (page) => {
  assert.equal(await page.locator('main .card[data-claim]').count(), 3);
  await page.click('#tab-findings');
  const waived = page.locator('.card.waived');
  assert.match(await waived.textContent(), /ship register was down/);
});

check('print gives the numbered draft and the claims with their sources as notes', port, {}, async (page) => {
  await page.click('#tab-picture');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const all = await page.locator('.card[data-claim]').count();
  assert.equal(await page.locator('.card[data-claim]:visible').count(), all, 'a closed tab is printed too');
  assert.equal(await page.locator('.draft .badge:visible').count(), await page.locator('.draft .badge').count());
  assert.equal(await page.locator('.tools:visible, .tabs:visible').count(), 0);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  assert.ok((await page.pdf({ format: 'A4' })).length > 10_000);
});

test('without scripts everything can be read and reached', async () => {
  const { page, wrong, close } = await open(browser, port(), { javaScriptEnabled: false });
  for (const part of ['#claims', '#sources', '#findings', '#picture']) assert.ok(await page.locator(part).isVisible(), part);
  assert.equal(await page.locator('.tools:visible, .tabs:visible').count(), 0);
  await page.locator('.draft .badge').first().click();
  assert.match(page.url(), /#c\d+$/);
  assert.deepEqual(wrong, []);
  await close();
});

test('on a phone the chosen card comes up, and goes', async () => {
  const { page, wrong, close } = await open(browser, port(), { width: 390, height: 844, hasTouch: true, isMobile: true });
  await page.locator('.draft .badge').nth(1).tap();
  assert.ok(await page.locator('#sheet').isVisible());
  await page.locator('#sheet .close').tap();
  assert.equal(await page.locator('#sheet').count(), 0);
  assert.deepEqual(wrong, []);
  await close();
});

check('hostile words do nothing', () => written(path.join(drafts, 'hostile.md')), {}, async (page) => {
  await page.evaluate(() => document.querySelectorAll('*').forEach((item) => item.dispatchEvent(new Event('mouseover'))));
  await page.waitForTimeout(200);
  assert.doesNotMatch(await page.title(), /^taken$/);
  assert.equal(await page.locator('.draft img, .draft script, .draft svg:not(.icon), .draft a:not(.badge)').count(), 0);
  assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
  assert.ok(await page.locator('.draft .unseen').count() > 0, 'a turned direction is shown');
  assert.equal(await page.evaluate(() => document.querySelectorAll('script').length), 1);
});

test('a line of a megabyte is still a page', async () => {
  const long = path.join(folder, 'long.txt');
  writeFileSync(long, `The clerk said that <b>${'some and more words, '.repeat(52_000)} were found, according to an audit.`);
  const { page, wrong, close } = await open(browser, written(long));
  assert.equal(await page.locator('.draft b').count(), 0);
  assert.deepEqual(wrong, []);
  await close();
});
