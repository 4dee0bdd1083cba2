// What is chosen, and what it lights: a claim its sources, chain and findings; each of these the claim.

const one = (query, root = document) => root.querySelector(query);
const all = (query, root = document) => [...root.querySelectorAll(query)];
const set = (text) => new Set((text || '').split(' ').filter(Boolean));
const meet = (some, others) => [...some].some((item) => others.has(item));
const narrow = matchMedia('(max-width: 60rem)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');
// Does the page move at once? Also where it is so long that everything it passes would have to be laid out.
const atOnce = () => calm.matches || document.body.classList.contains('crowded');

let chosen = '';

const say = (words) => { one('#said').textContent = words; };
const card = (name) => (/^[csf][0-9]+$/.test(name) ? document.getElementById(name) : null);

// Numbers of the claims, sources and findings that belong to a card.
function kin(of) {
  const data = of.dataset;
  const findings = (keep) => new Set(all('.card[data-finding]').filter(keep).map((found) => found.dataset.finding));
  if (data.claim) {
    const claims = new Set([data.claim]);
    return { claims, sources: set(data.s), findings: findings((found) => claims.has(found.dataset.c)) };
  }
  if (data.source) {
    const reached = (claim) => set(claim.dataset.s).has(data.source);
    const claims = new Set(all('.card[data-claim]').filter(reached).map((claim) => claim.dataset.claim));
    const about = (found) => set(found.dataset.s).has(data.source);
    return { claims, sources: set(data.s), findings: findings(about) };
  }
  return { claims: set(data.c), sources: set(data.s), findings: new Set([data.finding]) };
}

function light(of) {
  all('.lit, .chosen, .by').forEach((item) => item.classList.remove('lit', 'chosen', 'by'));
  document.body.classList.toggle('lighting', Boolean(of));
  if (!of) return;
  const { claims, sources, findings } = kin(of);
  const lit = (query, has) => all(query).forEach((item) => has(item) && item.classList.add('lit'));
  lit('.card[data-claim]', (item) => claims.has(item.dataset.claim));
  lit('.card[data-source]', (item) => sources.has(item.dataset.source));
  lit('.card[data-finding]', (item) => findings.has(item.dataset.finding));
  lit('.draft [data-c]', (item) => claims.has(item.dataset.c));
  lit('.cue', (item) => meet(set(item.dataset.of), claims));
  lit('.src', (item) => sources.has(item.dataset.s));
  lightPicture(claims, sources);
  // The very words that this claim is put down to, before other mentions of the same source.
  all('.src.lit').forEach((item) => meet(set(item.dataset.of), claims) && item.classList.add('by'));
  of.classList.add('chosen');
}

// The picture names claims and sources by the ids that outputs print.
function lightPicture(claims, sources) {
  const ids = (letter, numbers) => new Set([...numbers].map((number) => card(letter + number)?.dataset.id));
  const claimIds = ids('c', claims);
  const sourceIds = ids('s', sources);
  for (const item of all(':is(.picture, .front) :is([data-claim], [data-source])')) {
    const { claim, source } = item.dataset;
    const lit = (claim === undefined || claimIds.has(claim)) && (source === undefined || sourceIds.has(source));
    item.classList.toggle('lit', lit);
  }
}

// The card for a part of the picture.
function cardOf(part) {
  const { claim, source } = part.dataset;
  const like = (item) => (claim === undefined ? item.dataset.source && item.dataset.id === source : item.dataset.claim && item.dataset.id === claim);
  return all('.card[data-id]').find(like);
}

// The places of the draft that a card is about, the first first.
function places(of) {
  const data = of.dataset;
  if (data.claim) return all(`.draft [data-c="${data.claim}"]`);
  if (data.source) return all(`.draft .src[data-s="${data.source}"]`);
  return data.c ? all(`.draft [data-c="${data.c}"]`) : [];
}

function inSight(item, above, below) {
  const box = item.getBoundingClientRect();
  return box.top >= above && box.bottom <= below;
}

function scrollTo(item) {
  item.scrollIntoView({ block: 'center', behavior: atOnce() ? 'auto' : 'smooth' });
}

function showInDraft(of) {
  const place = places(of)[0];
  const top = one('.bar').getBoundingClientRect().bottom;
  const below = innerHeight - (narrow.matches ? innerHeight / 2 : 0);
  if (place && !inSight(place, top, below)) scrollTo(place);
}

function showInPanel(of) {
  const part = of.closest('.part');
  if (part && one(`#tab-${part.id}`)) openTab(part.id);
  if (narrow.matches || !of.closest('#panel')) return;
  const panel = one('#panel');
  const frame = panel.getBoundingClientRect();
  if (!inSight(of, frame.top, frame.bottom)) {
    const top = panel.scrollTop + of.getBoundingClientRect().top - frame.top - frame.height / 5;
    panel.scrollTo({ top, behavior: atOnce() ? 'auto' : 'smooth' });
  }
}

// On a phone the card comes to the reader: a copy of it stands at the foot of the screen.
function showSheet(of) {
  one('#sheet')?.remove();
  if (!of || !narrow.matches) return;
  const sheet = document.createElement('aside');
  sheet.id = 'sheet';
  sheet.setAttribute('aria-label', 'Chosen');
  const copy = document.createElement('div');
  copy.className = of.className;
  copy.append(...[...of.cloneNode(true).childNodes]);
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'close';
  close.dataset.act = 'let-go';
  close.textContent = 'Close';
  sheet.append(close, copy);
  document.body.append(sheet);
}

function told(of) {
  const text = (query) => (one(query, of)?.textContent || '').trim();
  if (of.dataset.claim) return `Claim ${of.dataset.claim}, ${text('.rung')}. ${text('.why')}`;
  if (of.dataset.source) return `${text('.name')}, ${text('.about')}`;
  return `${text('.name')}. ${text('.message')}`;
}

function remember(name) {
  try {
    history.replaceState(history.state, '', name ? `#${name}` : location.pathname + location.search);
  } catch { /* a page opened from some places may not rename itself; nothing is lost */ }
}

// Chooses a card by its anchor; an unknown one lets go. `quiet` keeps the page where it is.
function choose(name, quiet = false) {
  const of = card(name);
  const again = of && chosen === name;
  chosen = of ? name : '';
  light(of);
  offerActs();
  showSheet(of);
  offerCopy(of);
  if (quiet) return;
  remember(chosen);
  if (!of) return;
  showInPanel(of);
  showInDraft(of);
  say(told(of));
  if (again && !narrow.matches) of.focus({ preventScroll: true });
}

// The next weak claim that the filters let through, from the chosen one on, round the end.
function step(by) {
  const weak = all('.card[data-weak]:not(.out)');
  if (weak.length === 0) return say('No weak claim is shown.');
  const now = Number(kinOfChosen());
  const after = weak.filter((item) => Number(item.dataset.claim) > now);
  const before = weak.filter((item) => Number(item.dataset.claim) < now);
  const next = by > 0 ? after[0] || weak[0] : before.at(-1) || weak.at(-1);
  choose(next.id);
  (one(`#in-${next.id}`) || next).focus({ preventScroll: true });
}

function kinOfChosen() {
  const of = card(chosen);
  return of ? of.dataset.claim || of.dataset.c || 0 : 0;
}
