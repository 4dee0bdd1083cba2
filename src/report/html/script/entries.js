// The readings file with what the page adds: entries that nobody touched keep their words, comments and order.

// Words as TOML: what JSON escapes, TOML reads in the same way, but for the one control character that JSON lets stand.
const inToml = (value, key) => {
  if (Array.isArray(value)) return `[${value.map((item) => inToml(item)).join(', ')}]`;
  if (typeof value !== 'string') return String(value);
  if (key === 'date' || key === 'expires') return value;
  return JSON.stringify(value.toWellFormed?.() ?? value).replaceAll('\u007f', '\\u007F');
};

const ORDER = ['name', 'description', 'kind', 'rule', 'says', 'source', 'sources', 'drop', 'own', 'same_as', 'apart_from', 'role', 'date', 'reason', 'note', 'expires'];

function written({ table, values }) {
  const keys = ORDER.filter((key) => values[key] !== undefined);
  return `[[${table}]]\n${keys.map((key) => `${key} = ${inToml(values[key], key)}\n`).join('')}`;
}

const listed = (value) => (value === undefined ? [] : [value].flat());
const whoSays = (values) => [...listed(values.source), ...listed(values.sources)];

// Do two entries speak of the same, so that the later takes the place of the earlier?
function isSame(one, other) {
  if (one.table !== other.table) return false;
  const like = (...keys) => keys.every((key) => one.values[key] === other.values[key]);
  if (one.table === 'source') return like('name', 'description');
  if (one.table === 'accept') return like('says', 'rule');
  if (one.table === 'checked') return like('says', 'role');
  return like('says');
}

// What the desk says of one statement, with what it says now.
function merged(old, now) {
  if (now.drop) return { says: old.says, drop: true };
  const values = { ...old, ...now };
  delete values.drop;
  if (now.source || now.sources) delete values[now.source ? 'sources' : 'source'];
  for (const [key, against] of [['same_as', 'apart_from'], ['apart_from', 'same_as']]) {
    if (!now[key]) continue;
    values[key] = [...new Set([...listed(old[key]), ...listed(now[key])])];
    const left = listed(values[against]).filter((says) => !values[key].includes(says));
    if (left.length > 0) values[against] = left; else delete values[against];
  }
  for (const key of ['same_as', 'apart_from']) if (values[key]?.length === 1) [values[key]] = values[key];
  return values;
}

// A source that stood there for one reading alone goes with it.
function dropIdle(entries, taken) {
  const bare = (entry) => entry.table === 'source' && Object.keys(entry.values).every((key) => ['name', 'description', 'kind'].includes(key));
  const meant = new Set(entries.filter((entry) => entry.table === 'reading').flatMap((entry) => whoSays(entry.values)));
  const gone = new Set(whoSays(taken.values).filter((name) => !meant.has(name)));
  return entries.filter((entry) => !(bare(entry) && gone.has(entry.values.name ?? entry.values.description)));
}

function put(entries, entry) {
  const at = entries.findIndex((known) => isSame(known, entry));
  if (at < 0) return [...entries, { ...entry, before: '\n', text: written(entry) }];
  const known = entries[at];
  const values = entry.table === 'reading' ? merged(known.values, entry.values) : entry.values;
  const fresh = { ...known, values, text: written({ table: entry.table, values }) };
  return entries.with(at, fresh);
}

function take(entries, entry) {
  const taken = entries.find((known) => isSame(known, entry));
  if (!taken) return entries;
  const left = entries.filter((known) => known !== taken);
  return taken.table === 'reading' ? dropIdle(left, taken) : left;
}

// The file after these corrections, each a list of entries to put or to take out.
function composed(entries, after, corrections) {
  let now = entries;
  for (const one of corrections) {
    for (const entry of one.puts || []) now = put(now, entry);
    for (const entry of one.takes || []) now = take(now, entry);
  }
  const whole = (text) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  const old = now.filter((entry) => entries.some((known) => known.before === entry.before && known.table === entry.table && isSame(known, entry)));
  const fresh = now.filter((entry) => !old.includes(entry));
  const text = (list) => list.map((entry) => entry.before + whole(entry.text)).join('');
  return (whole(text(old) + after) + text(fresh)).replace(/^\n+/, '');
}
