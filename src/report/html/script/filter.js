// Which claims are shown: by strength, by source, by rule.

const wanted = { rungs: new Set(), source: '', rule: '' };

function passes(claim) {
  const { r, s, rules, disputed } = claim.dataset;
  const rung = wanted.rungs.size === 0 || wanted.rungs.has(r) || (disputed !== undefined && wanted.rungs.has('disputed'));
  return rung
    && (!wanted.source || set(s).has(wanted.source))
    && (!wanted.rule || set(rules).has(wanted.rule));
}

function filter() {
  const claims = all('.card[data-claim]');
  const shown = new Set(claims.filter(passes).map((claim) => claim.dataset.claim));
  const active = wanted.rungs.size > 0 || wanted.source !== '' || wanted.rule !== '';
  const byRule = wanted.rungs.size === 0 && wanted.source === '';
  const out = (query, gone) => all(query).forEach((item) => item.classList.toggle('out', active && gone(item)));
  out('.card[data-claim]', (item) => !shown.has(item.dataset.claim));
  out('.draft [data-c]', (item) => !shown.has(item.dataset.c));
  out('.card[data-finding]', (item) => {
    if (wanted.rule && item.dataset.rules !== wanted.rule) return true;
    return item.dataset.c ? !shown.has(item.dataset.c) : !byRule;
  });
  const sources = new Set();
  claims.filter((claim) => shown.has(claim.dataset.claim)).forEach((claim) => set(claim.dataset.s).forEach((s) => sources.add(s)));
  out('.card[data-source]', (item) => !sources.has(item.dataset.source));
  one('#reset').hidden = !active;
  one('#shown').textContent = active ? `${shown.size} of ${claims.length} claims shown` : '';
}

function readFilters() {
  wanted.rungs = new Set(all('[data-filter-r][aria-pressed="true"]').map((item) => item.dataset.filterR));
  wanted.source = one('#by-source').value;
  wanted.rule = one('#by-rule').value;
  filter();
}

function showAll() {
  all('[data-filter-r]').forEach((item) => item.setAttribute('aria-pressed', 'false'));
  one('#by-source').value = '';
  one('#by-rule').value = '';
  readFilters();
}
