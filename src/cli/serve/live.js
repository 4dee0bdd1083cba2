// Keeps the page as its file is: waits for news, exchanges the page's inside, and leaves the reader in place.
(() => {
'use strict';
const one = (query, root = document) => root.querySelector(query);
const all = (query, root = document) => [...root.querySelectorAll(query)];
const pause = (time) => new Promise((done) => { setTimeout(done, time); });
const LARGEST = 16 * 1024 * 1024;
const live = () => one('#live').dataset;

// The block at the top of the window, and how far it has been scrolled.
function place() {
  const blocks = all('.draft > *, .draft li');
  const at = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 140);
  const block = blocks[at];
  const panel = one('#panel');
  return { at, text: block?.textContent, top: block?.getBoundingClientRect().top, panel: panel?.scrollTop || 0, page: scrollY };
}

function putBack({ at, text, top, panel, page }) {
  const blocks = all('.draft > *, .draft li');
  const like = blocks.map((block, index) => ({ block, far: Math.abs(index - at) })).filter(({ block }) => block.textContent === text);
  const found = like.sort((a, b) => a.far - b.far)[0]?.block || blocks[at];
  scrollTo({ top: page, behavior: 'instant' });
  if (found && top !== undefined) scrollBy({ top: found.getBoundingClientRect().top - top, behavior: 'instant' });
  if (one('#panel')) one('#panel').scrollTop = panel;
}

// What was chosen and filtered, by words: numbers change when the draft does.
const wordsOf = (card) => `${card.id[0]} ${one('.words, .name', card)?.textContent} ${one('.message', card)?.textContent || ''}`;

function state() {
  const card = one('.card.chosen');
  const option = (id) => one(id)?.selectedOptions[0]?.textContent.replace(/ \([0-9]+\)$/, '');
  return {
    chosen: card && { words: wordsOf(card), id: card.id },
    rungs: all('[data-filter-r][aria-pressed="true"]').map((button) => button.dataset.filterR),
    source: option('#by-source'),
    rule: one('#by-rule')?.value,
    search: one('#search')?.value,
    tab: one('[role="tab"][aria-selected="true"]')?.id,
    focus: document.activeElement?.id,
    legend: one('.legend')?.open,
  };
}

function restore(before) {
  all('[data-filter-r]').forEach((button) => button.setAttribute('aria-pressed', String(before.rungs.includes(button.dataset.filterR))));
  const source = all('#by-source option').find((option) => option.textContent.replace(/ \([0-9]+\)$/, '') === before.source);
  one('#by-source').value = source?.value || '';
  one('#by-rule').value = all('#by-rule option').some((option) => option.value === before.rule) ? before.rule : '';
  one('#search').value = before.search || '';
  one('.legend').open = Boolean(before.legend);
  const cards = before.chosen ? all('.card') : [];
  const same = cards.filter((card) => wordsOf(card) === before.chosen.words);
  const chosen = same.find((card) => card.id === before.chosen.id) || same[0] || cards.find((card) => card.id === before.chosen.id);
  document.dispatchEvent(new CustomEvent('twosource:exchanged', { detail: { chosen: chosen?.id || '', tab: before.tab } }));
  if (before.focus) document.getElementById(before.focus)?.focus({ preventScroll: true });
}

// The two pictures bring style sheets of their own, which this page's policy does not know; a constructed one may stay.
// No word of a draft can hold a tag, so the last two sheets of the page are the pictures'.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

function exchange(page) {
  const sheets = [];
  const text = page.replace(/<style>([^]*?)<\/style>/g, (_, rules) => { sheets.push(rules); return ''; });
  const fresh = new DOMParser().parseFromString(text, 'text/html');
  sheet.replaceSync(sheets.slice(-2).join('\n'));
  document.dispatchEvent(new CustomEvent('twosource:exchanging'));
  const before = state();
  const where = place();
  for (const query of ['.top', '.bar', '#desk', '.front', '.columns', '#trouble', '#papers']) {
    const part = one(query, fresh);
    if (part && one(query)) one(query).replaceWith(document.adoptNode(part));
  }
  document.title = fresh.title;
  live().version = one('#live', fresh).dataset.version;
  one('#live').toggleAttribute('data-saves', one('#live', fresh).hasAttribute('data-saves'));
  restore(before);
  putBack(where);
}

// The page's next reading; empty when there was none for a while.
async function next() {
  const news = await fetch(`wait/${live().version}`);
  if (news.status === 404) return null;
  if (await news.text() === live().version) return '';
  const page = await fetch('./');
  return page.ok ? page.text() : null;
}

async function follow() {
  for (;;) {
    let page;
    try {
      page = await next();
    } catch {
      tell('twosource has ended; this is its last reading', true);
      await pause(1500);
      continue;
    }
    if (page === null) return tell('This draft is gone', true);
    if (page !== '') exchange(page);
    tell('Live: the page follows the file', false);
  }
}

function tell(words, lost) {
  const state = one('#state');
  if (state.textContent !== words) state.textContent = words;
  state.classList.toggle('lost', lost);
}

async function send(name, body) {
  const trouble = one('#trouble');
  if ((body.size || body.length) > LARGEST) {
    trouble.textContent = `${name}: it is too large; at most 16 MB are read.`;
    return;
  }
  try {
    const answer = await fetch(`../read/${encodeURIComponent(name)}`, { method: 'POST', body });
    const text = await answer.text();
    if (answer.ok) location.href = `../${Number(text)}/`;
    else trouble.textContent = `${name}: ${text}`;
  } catch {
    trouble.textContent = `${name}: it could not be sent to twosource.`;
  }
}

// Saves the readings that the page has put together, or takes the last save back.
document.addEventListener('twosource:save', async ({ detail: { how, edition, text, answer } }) => {
  try {
    const said = await fetch(`${how === 'save' ? 'readings' : 'undo'}/${edition}`, { method: 'POST', body: text });
    const words = await said.text();
    answer(said.ok, said.ok ? words : `Not saved: ${words || said.status}`);
  } catch {
    answer(false, 'Not saved: twosource has ended');
  }
});

document.addEventListener('click', (event) => {
  if (event.target.id === 'paste') one('#paper-box').showModal();
  if (event.target.id === 'cancel') one('#paper-box').close();
  if (event.target.id === 'take') {
    const text = one('#paper').value;
    one('#paper-box').close();
    if (text.trim() !== '') send(/^#|\n#|\]\(|\*\*/.test(text) ? 'pasted.md' : 'pasted.txt', text);
  }
});
document.addEventListener('change', (event) => {
  if (event.target.id === 'papers') location.href = `../${event.target.value}/`;
  if (event.target.id === 'file' && event.target.files[0]) send(event.target.files[0].name, event.target.files[0]);
});
addEventListener('dragover', (event) => {
  if (![...event.dataTransfer.types].includes('Files')) return;
  event.preventDefault();
  document.body.classList.add('dropping');
});
addEventListener('dragleave', (event) => event.relatedTarget === null && document.body.classList.remove('dropping'));
addEventListener('drop', (event) => {
  document.body.classList.remove('dropping');
  const file = event.dataTransfer.files[0];
  if (!file) return;
  event.preventDefault();
  send(file.name, file);
});

if (live().follows !== undefined) follow();
})();
