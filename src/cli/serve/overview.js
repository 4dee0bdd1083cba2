// Keeps the overview as the folder is: waits for news and exchanges the drafts, with what was opened and focused as before.
(() => {
'use strict';
const one = (query, root = document) => root.querySelector(query);
const all = (query, root = document) => [...root.querySelectorAll(query)];
const pause = (time) => new Promise((done) => { setTimeout(done, time); });

function tell(words) {
  if (one('#state').textContent !== words) one('#state').textContent = words;
}

// What has the focus, as it can be found again: the draft, and which of its links.
function focused() {
  const at = document.activeElement;
  const draft = at?.closest('.draft');
  return draft && { path: draft.dataset.path, number: all('a, summary', draft).indexOf(at) };
}

const open = () => all('.draft').filter((draft) => one('details[open]', draft)).map((draft) => draft.dataset.path);

function exchange(fresh) {
  const [opened, at, top] = [open(), focused(), scrollY];
  one('main').replaceWith(document.adoptNode(one('main', fresh)));
  for (const draft of all('.draft')) {
    if (opened.includes(draft.dataset.path) && one('details', draft)) one('details', draft).open = true;
    if (at?.path === draft.dataset.path) all('a, summary', draft)[at.number]?.focus({ preventScroll: true });
  }
  scrollTo({ top, behavior: 'instant' });
  one('#state').dataset.changes = one('#state', fresh).dataset.changes;
}

async function follow() {
  for (;;) {
    try {
      const news = await (await fetch(`wait/${one('#state').dataset.changes}`)).text();
      if (news !== one('#state').dataset.changes) {
        const page = await fetch('./');
        if (page.ok) exchange(new DOMParser().parseFromString(await page.text(), 'text/html'));
      }
      tell('Live: new and changed files show up by themselves');
    } catch {
      tell('twosource has ended; this is what it showed last');
      await pause(1500);
    }
  }
}
follow();
})();
