// Clicks, keys, tabs, and the page's beginning. All listeners sit on the document, so that the page's inside
// can be exchanged under them.

function openTab(name) {
  for (const tab of all('[role="tab"]')) {
    const open = tab.getAttribute('aria-controls') === name;
    tab.setAttribute('aria-selected', String(open));
    tab.tabIndex = open ? 0 : -1;
    one(`#${tab.getAttribute('aria-controls')}`)?.classList.toggle('closed', !open);
  }
}

function turnTab(tab, key) {
  const tabs = all('[role="tab"]');
  const to = { ArrowRight: tabs.indexOf(tab) + 1, ArrowLeft: tabs.indexOf(tab) - 1, Home: 0, End: -1 }[key];
  if (to === undefined) return false;
  const next = tabs.at(to % tabs.length);
  openTab(next.getAttribute('aria-controls'));
  next.focus();
  return true;
}

function act(button) {
  const { id, dataset } = button;
  if (button.role === 'tab' || button.getAttribute('role') === 'tab') openTab(button.getAttribute('aria-controls'));
  else if (dataset.filterR) {
    button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
    readFilters();
  } else if (id === 'reset') showAll();
  else if (id === 'weak') step(1);
  else if (id === 'weaker') step(-1);
  else if (id === 'copy') copy(markdown(), button);
  else if (dataset.act === 'copy-one') copy(`${claimLines(card(chosen)).join('\n')}\n`, button);
  else if (dataset.act === 'copy-letter') copy(dataset.letter, button);
  else if (dataset.act === 'let-go') letGo();
  else if (dataset.act === 'enlarge') enlarge();
  else if (worked(button)) return true;
  else return false;
  return true;
}

// The picture over the whole window; it is the same element, so that it stays lit.
function enlarge() {
  const picture = one('.picture');
  const home = picture.parentElement;
  const dialog = document.createElement('dialog');
  dialog.className = 'enlarged';
  dialog.setAttribute('aria-label', 'Picture');
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'close';
  close.textContent = 'Close';
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    home.append(picture);
    dialog.remove();
    one('.large')?.focus();
  });
  dialog.append(close, picture);
  document.body.append(dialog);
  dialog.showModal();
}

function letGo() {
  const back = one(`#in-${chosen}`);
  const inside = document.activeElement?.closest('.card, #sheet');
  choose('');
  if (inside) back?.focus({ preventScroll: true });
}

document.addEventListener('click', (event) => {
  endPreview(true);
  const button = event.target.closest('button');
  if (button && act(button)) return;
  if (event.target.closest('button, input, select, summary, label')) return;
  const link = event.target.closest('a[href^="#"]');
  if (link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const name = link.hash.slice(1);
    if (!card(name)) {
      const back = name.match(/^in-(c[0-9]+)$/);
      if (!back) return;
      event.preventDefault();
      choose(back[1]);
      scrollTo(one(`#${name}`));
      one(`#${name}`).focus({ preventScroll: true });
      return;
    }
    event.preventDefault();
    choose(name);
    if (link.closest('.card, #sheet') && !narrow.matches) card(name).focus({ preventScroll: true });
    return;
  }
  if (String(getSelection()) !== '') return;
  const mark = event.target.closest('.draft [data-c], .draft .src, .card, :is(.picture, .front) :is([data-claim], [data-source])');
  if (!mark || mark.closest('#sheet')) return;
  if (mark.matches('.card')) choose(mark.id);
  else if (mark.matches('.src')) choose(`s${mark.dataset.s}`);
  else if (mark.dataset.c) choose(`c${mark.dataset.c}`);
  else choose(cardOf(mark)?.id);
});

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest('input, select, textarea');
  if (one('dialog[open]')) return;
  if (event.key === 'Escape') {
    if (!one('#preview').hidden) endPreview(true);
    else if (event.target.closest('.act-form')) closeForm();
    else if (field?.id === 'search' && field.value !== '') { field.value = ''; search(); }
    else if (field) field.blur();
    else letGo();
    return;
  }
  if (field) {
    if (field.id === 'search' && event.key === 'Enter') { event.preventDefault(); nextHit(event.shiftKey ? -1 : 1); }
    return;
  }
  const tab = event.target.closest('[role="tab"]');
  if (tab && turnTab(tab, event.key)) event.preventDefault();
  else if (event.key === 'n') step(1);
  else if (event.key === 'p') step(-1);
  else if (event.key === '/') { event.preventDefault(); one('#search').focus(); one('#search').select(); }
  else if (event.key === 'Enter' && event.target.matches('.card')) choose(event.target.id);
});

document.addEventListener('input', (event) => {
  if (event.target.id === 'search') search();
  else if (event.target.matches('#by-source, #by-rule')) readFilters();
});

document.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && preview(event.target, event));
document.addEventListener('pointerout', (event) => event.pointerType === 'mouse' && endPreview());
document.addEventListener('pointerover', (event) => event.target.closest('#preview') && clearTimeout(going));
document.addEventListener('focusin', (event) => event.target.matches(':focus-visible') && preview(event.target));
document.addEventListener('focusout', () => endPreview());
document.addEventListener('scroll', () => endPreview(true), { capture: true, passive: true });
addEventListener('hashchange', () => choose(location.hash.slice(1)));

// The panel stands under the bar, which is as high as its filters need.
const measure = new ResizeObserver(([{ target }]) => {
  document.documentElement.style.setProperty('--bar', `${Math.ceil(target.getBoundingClientRect().height)}px`);
});

// Shows what only scripts can work, and goes on where the reader was.
function begin() {
  document.documentElement.classList.add('scripted');
  all('.tools, .tabs, .large, .letter').forEach((item) => { item.hidden = false; });
  all('[data-filter-r]').forEach((item) => { item.disabled = false; });
  all('.panel > .part').forEach((part) => part.setAttribute('role', 'tabpanel'));
  const first = one('[role="tab"]');
  if (first) openTab(first.getAttribute('aria-controls'));
  readFilters();
  refresh();
  measure.disconnect();
  measure.observe(one('.bar'));
}

document.addEventListener('twosource:exchanged', (event) => {
  begin();
  search();
  choose(event.detail.chosen, true);
  if (event.detail.tab && one(`#${event.detail.tab}`)) openTab(one(`#${event.detail.tab}`).getAttribute('aria-controls'));
});

begin();
if (card(location.hash.slice(1))) choose(location.hash.slice(1));
