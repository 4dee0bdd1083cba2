// Pictures as a browser draws them: measured, not reckoned. 500 graphs by chance, and every draft in the folder that
// TWOSOURCE_DRAFTS names.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { folder, launch, program } from './desk.mjs';
import { graph } from './random.mjs';

const GRAPHS = 500;
const fonts = path.join(import.meta.dirname, '../../src/report/svg/fonts');
let browser;
let page;
before(async () => {
  browser = await launch();
  page = await browser.newPage();
  const face = (file, weight) => {
    const bytes = readFileSync(path.join(fonts, file)).toString('base64');
    return `@font-face { font-family: Arimo; font-weight: ${weight}; src: url(data:font/ttf;base64,${bytes}); }`;
  };
  await page.setContent(`<style>${face('Arimo-Regular.ttf', 400)}${face('Arimo-Bold.ttf', 700)}</style><p style="font-family: Arimo">a<b>b</b></p><div id="picture"></div>`);
  await page.evaluate(() => Promise.all([document.fonts.load('16px Arimo'), document.fonts.load('700 16px Arimo')]));
});
after(() => browser.close());

const run = (command, file) => execFileSync(program, [command, '--no-policy', file], { encoding: 'utf8', maxBuffer: 1 << 28 });
const draw = (file) => run('graph', file);

// What is wrong with a picture, in words; and how its ribbons cross, as they are and if the cards stood in the order of
// first mention.
function look(svg) {
  const wrong = [];
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const error = parsed.querySelector('parsererror');
  if (error) return { wrong: [`no XML: ${error.textContent}`], ribbons: [] };
  const holder = document.getElementById('picture');
  holder.replaceChildren(document.importNode(parsed.documentElement, true));
  const root = holder.firstElementChild;
  const near = 1;
  const area = (rect) => ({ left: Number(rect.getAttribute('x')), top: Number(rect.getAttribute('y')), right: Number(rect.getAttribute('x')) + Number(rect.getAttribute('width')), bottom: Number(rect.getAttribute('y')) + Number(rect.getAttribute('height')) });
  const holds = (outer, inner) => inner.left >= outer.left - near && inner.right <= outer.right + near && inner.top >= outer.top - near && inner.bottom <= outer.bottom + near;
  const meets = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const boxes = [...root.querySelectorAll('g.source, g.claim')].map((group) => ({ group, area: area(group.querySelector('rect')), isSource: group.classList.contains('source') }));
  const told = (text) => JSON.stringify(text.slice(0, 60));
  for (const { group, area: own } of boxes) {
    for (const text of group.querySelectorAll('text')) {
      const { x, y, width, height } = text.getBBox();
      if (width > 0 && !holds(own, { left: x, top: y, right: x + width, bottom: y + height })) wrong.push(`${told(text.textContent)} leaves its box`);
    }
  }
  boxes.forEach((one, at) => {
    for (const other of boxes.slice(at + 1)) {
      if (meets(one.area, other.area)) wrong.push(`boxes overlap: ${told(one.group.textContent)} and ${told(other.group.textContent)}`);
    }
  });
  const [, , width, height] = root.getAttribute('viewBox').split(' ').map(Number);
  for (const text of root.querySelectorAll('text')) {
    const box = text.getBBox();
    const turned = text.hasAttribute('transform');
    if (!turned && box.width > 0 && !holds({ left: 0, top: 0, right: width, bottom: height }, { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height })) wrong.push(`${told(text.textContent)} leaves the picture`);
  }
  const sources = [...new Set(boxes.filter((box) => box.isSource).map((box) => box.group.dataset.source))];
  const ribbons = [...root.querySelectorAll('g.ribbon')].map((group) => {
    const { source, claim } = group.dataset;
    const ribbon = group.querySelector('path');
    const [from, to] = [ribbon.getPointAtLength(0), ribbon.getPointAtLength(ribbon.getTotalLength())];
    const of = (id, isSource) => boxes.find((box) => box.isSource === isSource && (isSource ? box.group.dataset.source : box.group.dataset.claim) === id)?.area;
    const [card, box] = [of(source, true), of(claim, false)];
    // A waist ends 30 pixels after its card, and a side becomes one line 44 pixels before the claim.
    const isAt = (point, area, side, before) => area && before.some((far) => Math.abs(point.x - area[side] - far) <= 1.6) && point.y > area.top && point.y < area.bottom;
    if (!isAt(from, card, 'right', [0, 30])) wrong.push(`a ribbon does not begin at ${source}`);
    if (!isAt(to, box, 'left', [0, -44])) wrong.push(`a ribbon does not end at ${claim}`);
    return { from: from.y, to: to.y, source: Number(source.slice(1)), claim };
  });
  return { wrong, ribbons, sources: sources.length };
}

const crossings = (ribbons, place) => {
  let count = 0;
  ribbons.forEach((one, at) => ribbons.slice(at + 1).forEach((other) => { count += (place(one) - place(other)) * (one.to - other.to) < -1e-9 ? 1 : 0; }));
  return count;
};

test(`${GRAPHS} graphs by chance: no overlap, no text outside its box, ribbons end at ports, the same bytes again`, async () => {
  const file = path.join(folder, 'chance.toml');
  let [ours, mentioned] = [0, 0];
  for (let number = 1; number <= GRAPHS; number += 1) {
    writeFileSync(file, graph(number));
    const svg = draw(file);
    if (number % 10 === 0) assert.equal(draw(file), svg, `graph ${number} is other bytes when drawn again`);
    const { wrong, ribbons } = await page.evaluate(look, svg);
    assert.deepEqual(wrong, [], `graph ${number}:\n${graph(number)}`);
    ours += crossings(ribbons, (ribbon) => ribbon.from);
    mentioned += crossings(ribbons, (ribbon) => ribbon.source);
  }
  console.log(`ribbons cross ${ours} times; with sources in the order of mention they would ${mentioned} times`);
  assert.ok(ours < mentioned, `${ours} crossings, ${mentioned} without sorting`);
});

// What is wrong with a front, in words.
function lookFront(svg) {
  const wrong = [];
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const error = parsed.querySelector('parsererror');
  if (error) return [`no XML: ${error.textContent}`];
  const holder = document.getElementById('picture');
  holder.replaceChildren(document.importNode(parsed.documentElement, true));
  const root = holder.firstElementChild;
  const near = 1;
  const told = (text) => JSON.stringify(text.slice(0, 60));
  const [, , width, height] = root.getAttribute('viewBox').split(' ').map(Number);
  if (height > width) wrong.push('it is higher than wide');
  const texts = [...root.querySelectorAll('text')].map((text) => {
    const box = text.getBBox();
    // Of a line's height, what letters fill.
    return { text, left: box.x, right: box.x + box.width, top: box.y + box.height * 0.18, bottom: box.y + box.height * 0.96 };
  });
  const meets = (one, other) => one.left < other.right - near && other.left < one.right - near && one.top < other.bottom - near && other.top < one.bottom - near;
  texts.forEach((one, at) => {
    if (one.left < -near || one.right > width + near || one.bottom > height + near) wrong.push(`${told(one.text.textContent)} leaves the sheet`);
    for (const other of texts.slice(at + 1)) {
      if (meets(one, other)) wrong.push(`texts overlap: ${told(one.text.textContent)} and ${told(other.text.textContent)}`);
    }
  });
  return wrong;
}

test('fronts of graphs by chance: landscape, all on the sheet, no two texts overlap', async () => {
  const file = path.join(folder, 'front.toml');
  for (let number = 1; number <= GRAPHS / 5; number += 1) {
    writeFileSync(file, graph(number));
    assert.deepEqual(await page.evaluate(lookFront, run('front', file)), [], `graph ${number}:\n${graph(number)}`);
  }
});

test('pictures of drafts hold what pictures of graphs hold', { skip: !process.env.TWOSOURCE_DRAFTS && 'no folder of drafts was named (TWOSOURCE_DRAFTS)' }, async () => {
  const drafts = process.env.TWOSOURCE_DRAFTS;
  for (const name of readdirSync(drafts).sort()) {
    const { wrong } = await page.evaluate(look, draw(path.join(drafts, name)));
    assert.deepEqual(wrong, [], name);
    assert.deepEqual(await page.evaluate(lookFront, run('front', path.join(drafts, name))), [], name);
  }
});
