// The worksheet: corrections wait here until they are saved, or taken along as a file.

const corrections = [];
let parsed = { of: null };
// What was saved last, until the page shows what came of it.
let saved = null;
let form = null;

// What the page knows of the draft and of its readings file.
function desk() {
  const of = one('#desk');
  if (of && parsed.of !== of) {
    const read = (key) => JSON.parse(of.dataset[key] || '[]');
    const claims = read('claims').map((claim, at) => ({ ...claim, number: at + 1 }));
    parsed = { of, claims, entries: read('entries'), sources: read('sources'), kinds: read('kinds') };
  }
  return parsed;
}

const canAdd = () => one('#desk')?.dataset.entries !== undefined;
const isLive = () => Boolean(one('#live[data-saves]'));
const edition = () => one('#desk').dataset.edition;
const counted = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
const numbersOf = (says) => desk().claims.filter((claim) => claim.places.some((place) => place.says === says)).map((claim) => claim.number);

// What a row of buttons is about: a claim, or a finding without one.
function claimOf(host) {
  if (host.dataset.for) return desk().claims[Number(host.dataset.for) - 1];
  const { rule, says } = host.dataset;
  return { number: 0, text: says, near: [], rules: [rule], places: [{ says, first: true }] };
}

function button(words, act, values = {}) {
  const made = Object.assign(document.createElement('button'), { type: 'button', textContent: words });
  Object.assign(made.dataset, { act, ...values });
  return made;
}

// The claim of the list at the front that is in hand: the one that was taken, else the first that nobody has checked.
let hand = 0;
const onFront = () => all('[data-first]').map((item) => Number(item.dataset.first));
function inHand() {
  const numbers = onFront();
  if (numbers.includes(hand)) return hand;
  return numbers.find((number) => !desk().claims[number - 1]?.checked) || numbers[0];
}

function takeInHand(number, focus = false) {
  hand = number;
  offerActs();
  if (focus) one(`[data-first="${number}"] .row button`)?.focus();
}

// What can be said of a claim, in one row; `brief` where it is to be one line.
function rowOf(claim, brief = true) {
  const acts = ACTS.filter((act) => (claim.number > 0 || act.name === 'accept') && act.can(claim));
  if (acts.length === 0) return null;
  const fresh = document.createElement('div');
  fresh.className = 'row';
  fresh.setAttribute('role', 'group');
  fresh.setAttribute('aria-label', claim.number > 0 ? `Claim ${claim.number}` : 'This finding');
  fresh.append(...acts.map((act) => button(brief ? act.short || act.words : `${act.words}${act.form ? ' …' : ''}`, 'say', { say: act.name })));
  return fresh;
}

// Buttons stand with the claim in hand and with what is chosen; elsewhere they would be noise, and one leads to them.
function offerActs() {
  if (!canAdd()) return;
  const now = inHand();
  for (const host of all('.acts')) {
    const item = host.closest('[data-first]');
    const wanted = item ? Number(item.dataset.first) === now : host.closest('.chosen, #sheet') !== null;
    const row = one('.row', host);
    if (!wanted && !one('form', host)) row?.remove();
    one('.hand', host)?.remove();
    const claim = claimOf(host);
    const fresh = wanted && !row ? rowOf(claim, Boolean(item)) : null;
    if (fresh) host.insertBefore(fresh, one('form', host));
    if (item && !one('.row', host) && rowOf(claim)) {
      const hold = Object.assign(button('Check …', 'hand', { number: claim.number }), { className: 'hand' });
      hold.setAttribute('aria-label', `Check or correct claim ${claim.number}`);
      host.append(hold);
    }
  }
}

function closeForm(back = true) {
  if (!form) return;
  const { host, act, element } = form;
  form = null;
  element.remove();
  if (back) one(`[data-say="${act.name}"]`, host)?.focus();
}

function openForm(host, act, claim) {
  closeForm(false);
  const element = document.createElement('form');
  element.className = 'act-form';
  element.noValidate = false;
  element.setAttribute('aria-label', act.words);
  const done = Object.assign(document.createElement('button'), { textContent: 'Note it', className: 'done' });
  element.append(...act.form(claim), done, button('Cancel', 'cancel-act'));
  host.append(element);
  form = { host, act, element, says: placed(claim)[0].says, inFirst: Boolean(host.closest('.first')) };
  one('select:not([disabled]), input:not([disabled])', element)?.focus();
}

function press(at) {
  const host = at.closest('.acts');
  const act = ACTS.find((one) => one.name === at.dataset.say);
  const claim = claimOf(host);
  if (act.form) return form?.host === host && form.act === act ? closeForm() : openForm(host, act, claim);
  note(act.done({}, claim), claim);
}

function note(correction, claim) {
  corrections.push({ ...correction, says: placed(claim)[0].says });
  saved = null;
  refresh();
  say(`${correction.words}. ${counted(corrections.length, 'correction')}, not saved.`);
}

function submitted(event) {
  if (event.target !== form?.element) return;
  event.preventDefault();
  const { host, act } = form;
  const values = Object.fromEntries(new FormData(form.element));
  const claim = claimOf(host);
  closeForm();
  note(act.done(values, claim), claim);
}

// Takes back the last correction that is not saved.
function undo(at = corrections.length - 1) {
  const [gone] = corrections.splice(at, 1);
  refresh();
  if (gone) say(`Taken back: ${gone.words}.`);
}

function takeOut(number) {
  const entry = desk().entries[number];
  corrections.push({ words: 'Taken back', says: entry.values.says, takes: [entry], entry: number });
  saved = null;
  refresh();
}

const text = () => composed(desk().entries, one('#desk').dataset.after, corrections);

function download() {
  const link = document.createElement('a');
  const file = new Blob([text()], { type: 'application/toml' });
  link.href = URL.createObjectURL(file);
  link.download = one('#desk').dataset.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  say(`Put it beside the draft as ${link.download}; every command reads it there.`);
}

// The page's program saves; it answers with the edition that the file is then, or why it was not written.
function send(how) {
  const count = how === 'save' ? corrections.length : 0;
  const detail = { how, edition: edition(), text: how === 'save' ? text() : '' };
  saved = { words: 'Saving …', waiting: true };
  refresh();
  detail.answer = (done, words) => {
    if (done) corrections.splice(0, count);
    const told = how === 'save' ? `${counted(count, 'correction')} saved to ${one('#desk').dataset.file}` : 'The last save is undone';
    saved = done ? { words: told, edition: words, back: how === 'save' } : { words, wrong: true };
    refresh();
    say(saved.words);
  };
  document.dispatchEvent(new CustomEvent('twosource:save', { detail }));
}

// Until the page shows what was saved, another save would be made of what stood there before.
const isWaiting = () => Boolean(saved?.waiting || (saved?.edition && saved.edition !== edition()));

function strip() {
  const old = one('#strip');
  if (!canAdd() || (corrections.length === 0 && !saved)) return old?.remove();
  const made = document.createElement('section');
  made.id = 'strip';
  made.setAttribute('aria-label', 'Corrections');
  const told = document.createElement('p');
  const count = counted(corrections.length, 'correction');
  told.textContent = [saved?.words, corrections.length > 0 ? `${count}, not saved` : ''].filter(Boolean).join(' · ');
  told.classList.toggle('wrong', Boolean(saved?.wrong));
  made.append(told);
  if (corrections.length > 0) {
    made.append(button('Undo', 'undo-act'));
    if (isLive()) made.append(Object.assign(button('Save', 'save-acts'), { className: 'done', disabled: isWaiting() }));
    made.append(button('Download readings', 'download-acts'));
  } else if (saved?.back && isLive()) {
    made.append(Object.assign(button('Undo this save', 'undo-save'), { disabled: isWaiting() }));
  }
  if (corrections.length === 0 && saved) made.append(button('Close', 'close-strip'));
  // A button that has the focus keeps it.
  const had = old?.contains(document.activeElement) ? document.activeElement.dataset.act : null;
  if (old) old.replaceWith(made); else document.body.append(made);
  if (had) (one(`[data-act="${had}"]:not([disabled])`, made) || one('button:not([disabled])', made))?.focus();
}

// What is not saved yet stands with its claim and in the list.
function pending() {
  all('.pending').forEach((line) => line.remove());
  const lines = corrections.map((one, at) => ({ ...one, at, numbers: one.entry === undefined ? numbersOf(one.says) : desk().entries[one.entry]?.claims || [] }));
  const line = (tag, { words, at }, before = '') => {
    const made = document.createElement(tag);
    made.className = 'pending';
    made.dir = 'auto';
    made.append(`${before}${words} · not saved `, button('Take back', 'undo-act', { at }));
    return made;
  };
  for (const host of all('.acts')) {
    const own = lines.filter((one) => (host.dataset.for ? one.numbers.includes(Number(host.dataset.for)) : one.says === host.dataset.says));
    host.prepend(...own.map((one) => line('p', one)));
  }
  const list = one('#entries');
  if (!list) return;
  list.append(...lines.filter((one) => one.entry === undefined).map((one) => line('li', one, one.says ? `“${one.says} …” ` : '')));
  for (const item of all('li[data-entry]', list)) {
    const at = corrections.findIndex((one) => one.entry === Number(item.dataset.entry));
    item.classList.toggle('gone', at >= 0);
    one('button', item)?.remove();
    if (canAdd() && at < 0) item.append(button('Take back', 'take-entry', { entry: item.dataset.entry }));
    else if (at >= 0) item.append(button('Keep it', 'undo-act', { at }));
  }
}

function progress() {
  const at = one('#progress');
  if (!at || !canAdd()) return;
  const claims = onFront();
  const now = new Set(corrections.filter((one) => one.puts?.some((entry) => entry.table === 'checked')).flatMap((one) => numbersOf(one.says)));
  const done = claims.filter((number) => desk().claims[number - 1]?.checked || now.has(number));
  at.textContent = `${done.length} of ${claims.length} checked`;
}

function refresh() {
  offerActs();
  if (!one('#desk')) return;
  pending();
  progress();
  strip();
  document.body.classList.toggle('has-strip', Boolean(one('#strip')));
}

// Does a press belong here?
function worked(at) {
  const { act: name, at: number, entry } = at.dataset;
  if (name === 'say') press(at);
  else if (name === 'hand') takeInHand(Number(at.dataset.number), true);
  else if (name === 'cancel-act') closeForm();
  else if (name === 'undo-act') undo(number === undefined ? undefined : Number(number));
  else if (name === 'take-entry') takeOut(Number(entry));
  else if (name === 'save-acts') send('save');
  else if (name === 'undo-save') send('undo');
  else if (name === 'download-acts') download();
  else if (name === 'close-strip') { saved = null; refresh(); } else return false;
  return true;
}

document.addEventListener('submit', submitted);
// By keys the row comes along; a press that moved what it is about would miss it.
document.addEventListener('focusin', ({ target }) => {
  const item = target.closest('[data-first]');
  if (item && target.matches('a:focus-visible')) takeInHand(Number(item.dataset.first));
});
document.addEventListener('click', ({ target }) => {
  const item = target.closest('[data-first]');
  if (item && !target.closest('button')) takeInHand(Number(item.dataset.first));
});
document.addEventListener('selectionchange', () => {
  const words = form && selectedWords();
  const name = words && one('.fresh:not([hidden]) input[name="name"]', form.element);
  if (name) name.value = words;
});
addEventListener('beforeunload', (event) => { if (corrections.length > 0) event.preventDefault(); });

// A form that is being filled in outlives a new reading of the draft, when its claim does.
document.addEventListener('twosource:exchanging', () => { if (form) form.focus = form.element.contains(document.activeElement) && document.activeElement; });
document.addEventListener('twosource:exchanged', () => {
  if (!form) return;
  const kept = form;
  const hosts = all(kept.inFirst ? '.first .acts' : '.card .acts').concat(all('.acts'));
  const host = hosts.find((host) => claimOf(host)?.places.some((place) => place.says === kept.says));
  if (!host) {
    form = null;
    say('The words that you were correcting stand in the draft no more.');
    return;
  }
  kept.host = host;
  host.append(kept.element);
  if (kept.focus) kept.focus.focus({ preventScroll: true });
});
