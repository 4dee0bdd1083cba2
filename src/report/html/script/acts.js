// What the desk can say of a claim: each act makes a correction, at once or from a small form.

const placed = (claim) => claim.places.filter((place) => place.says);
const reading = (says, values) => ({ table: 'reading', values: { says, ...values } });
const byWho = (names) => (names.length === 1 ? { source: names[0] } : { sources: names });
const isNamed = (kind) => !['anonymous', 'unnamed-person', 'unnamed-group'].includes(kind);
const today = () => new Date().toISOString().slice(0, 10);
const ELSE = '+';

// Asked once, then remembered until the page is closed.
let role = '';

function labelled(words, control, hint) {
  const label = document.createElement('label');
  const name = document.createElement('span');
  name.textContent = words;
  label.append(name, control);
  if (hint) {
    const small = document.createElement('small');
    small.textContent = hint;
    label.append(small);
  }
  return label;
}

function input(name, values = {}) {
  return Object.assign(document.createElement('input'), { type: 'text', name, autocomplete: 'off', ...values });
}

// Options are pairs of a value and its words.
function select(name, options) {
  const list = Object.assign(document.createElement('select'), { name });
  for (const [value, words] of options) list.append(new Option(words, value));
  return list;
}

// Which of a claim's places is meant; asked only where there are several.
function whichPlace(claim) {
  const places = placed(claim);
  if (places.length < 2) return [];
  const options = places.map((place, at) => [at, `line ${place.line}: ${place.says} … (${(place.sources || ['?']).join(', ') || 'nobody'})`]);
  return [labelled('Which words', select('place', options))];
}
const placeOf = (values, claim) => placed(claim)[Number(values.place || 0)];

// Claims as options, by the words that name them.
const options = (numbers) => numbers.flatMap((number) => {
  const other = desk().claims[number - 1];
  return other && placed(other).length > 0 ? [[placed(other)[0].says, `${number} · ${other.text}`]] : [];
});

// All other claims, those that read alike first.
function others(claim) {
  const all = desk().claims.map((_, at) => at + 1);
  return options([...claim.near, ...all.filter((number) => number !== claim.number && !claim.near.includes(number))]);
}

// What was read as this claim, or as like it.
const alike = (claim) => [...joinedTo(claim), ...options(claim.near)];

// The other places that were read as this claim.
const joinedTo = (claim) => placed(claim).slice(1).map((place) => [place.says, `line ${place.line}: ${place.says} …`]);

const roleField = () => labelled('Your role', input('role', { required: true, value: role, placeholder: 'night desk' }), 'never a name');
function signed(values) {
  ({ role } = values);
  return { role: values.role.trim(), date: today() };
}

function sourceForm(claim) {
  const known = desk().sources.map(({ name, about }) => [name, `${name} (${about})`]);
  const who = select('who', [...known, [ELSE, 'Somebody else …']]);
  const second = select('second', [['', 'nobody else'], ...known]);
  const name = labelled('Name, or description', input('name', { required: true, maxLength: 200 }), 'type it, or select the words in the draft');
  const kind = labelled('What it is', select('kind', desk().kinds));
  const fresh = document.createElement('div');
  fresh.className = 'fresh';
  fresh.append(name, kind);
  const show = () => {
    fresh.hidden = who.value !== ELSE;
    one('input', fresh).disabled = fresh.hidden;
    if (!fresh.hidden && one('input', fresh).value === '') one('input', fresh).value = selectedWords();
  };
  const now = new Set(placed(claim)[0].sources || []);
  // Where it was open who speaks: the likeliest of those who may be meant, be it as somebody new.
  const likely = (placed(claim)[0].candidates || []).find((name) => !now.has(name));
  const other = likely || known.find(([value]) => !now.has(value))?.[0];
  who.value = selectedWords() === '' && known.some(([value]) => value === other) ? other : ELSE;
  if (who.value === ELSE && selectedWords() === '') one('input', fresh).value = likely || '';
  who.addEventListener('change', show);
  show();
  return [...whichPlace(claim), labelled('Who says it', who), fresh, labelled('And', second)];
}

function sourceDone(values, claim) {
  const { says } = placeOf(values, claim);
  const puts = [];
  let who = values.who;
  if (who === ELSE) {
    who = values.name.trim().replace(/\s+/g, ' ');
    puts.push({ table: 'source', values: { [isNamed(values.kind) ? 'name' : 'description']: who, kind: values.kind } });
  }
  const names = [...new Set([who, values.second].filter(Boolean))];
  return { words: `Said by ${names.join(' and ')}`, puts: [...puts, reading(says, byWho(names))] };
}

const ACTS = [
  {
    name: 'right', words: 'Right',
    can: (claim) => placed(claim).length > 0 && placed(claim).every((place) => place.sources?.length > 0),
    done: (_, claim) => ({ words: 'Read rightly', puts: placed(claim).map((place) => reading(place.says, byWho(place.sources))) }),
  },
  { name: 'source', words: 'Wrong source', can: (claim) => placed(claim).length > 0, form: sourceForm, done: sourceDone },
  {
    name: 'same', words: 'Same as', can: (claim) => placed(claim).length > 0 && others(claim).length > 0,
    form: (claim) => [labelled('The same as', select('other', others(claim)))],
    done: ({ other }, claim) => ({ words: `The same as “${other} …”`, puts: [reading(placed(claim)[0].says, { same_as: other })] }),
  },
  {
    name: 'apart', words: 'Not the same', can: (claim) => placed(claim).length > 0 && alike(claim).length > 0,
    form: (claim) => [labelled('Not the same as', select('other', alike(claim)))],
    done: ({ other }, claim) => ({ words: `Not the same as “${other} …”`, puts: [reading(placed(claim)[0].says, { apart_from: other })] }),
  },
  {
    name: 'own', words: 'Own view', can: (claim) => placed(claim).length > 0 && !claim.own,
    done: (_, claim) => ({ words: 'Its speaker’s own view or plan', puts: [reading(placed(claim)[0].says, { own: true })] }),
  },
  {
    name: 'drop', words: 'Not a claim', can: (claim) => placed(claim).length > 0,
    done: (_, claim) => ({ words: 'Not a claim', puts: placed(claim).map((place) => reading(place.says, { drop: true })) }),
  },
  {
    name: 'accept', words: 'Accept, because', short: 'Accept', can: (claim) => placed(claim).length > 0 && claim.rules.length > 0,
    form: (claim) => [
      labelled('Lets pass', select('rule', claim.rules.map((rule) => [rule, rule.replaceAll('-', ' ')]))),
      labelled('Because', input('reason', { required: true, maxLength: 400 })),
      roleField(),
      labelled('Until', input('expires', { type: 'date', min: today() }), 'if not for good'),
    ],
    done(values, claim) {
      const entry = { rule: values.rule, says: placed(claim)[0].says, ...signed(values), reason: values.reason.trim() };
      if (values.expires) entry.expires = values.expires;
      return { words: `Accepted: ${entry.reason}`, puts: [{ table: 'accept', values: entry }] };
    },
  },
  {
    name: 'checked', words: 'Checked', can: (claim) => placed(claim).length > 0 && claim.number > 0,
    form: () => [roleField(), labelled('What came of it', input('note', { maxLength: 400 }), 'never who an anonymous source is')],
    done(values, claim) {
      const entry = { says: placed(claim)[0].says, ...signed(values) };
      if (values.note.trim()) entry.note = values.note.trim();
      return { words: `Checked by ${entry.role}`, puts: [{ table: 'checked', values: entry }] };
    },
  },
];

// The words that are selected in the draft, without the page's own numbers.
function selectedWords() {
  const chosen = getSelection();
  if (chosen.isCollapsed || chosen.rangeCount === 0 || !chosen.anchorNode.parentElement?.closest('.draft')) return '';
  const words = chosen.getRangeAt(0).cloneContents();
  words.querySelectorAll('.badge, .unseen').forEach((mark) => mark.remove());
  return words.textContent.replace(/\s+/g, ' ').trim().slice(0, 200);
}
