// Claims graphs drawn by chance, the same on every run: the seed is the number of the graph.
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const NAMES = [
  'Ida Lund', 'The Northern Post', 'A', 'Ministry of Roads, Waterways and everything that floats in the province',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', 'Оксана Мельник', 'דנה לוי',
  '<b>Bold</b> & "Sons"', 'Łukasz Ąęść', 'two people who were in the room when the vote was counted',
];
// An anonymous source may carry nothing that tells who it is.
const HIDDEN = [
  'two people who were in the room when the vote was counted', 'a', 'a clerk of the ministry of roads, waterways and everything that floats in the province',
  'donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', 'чиновник министерства', 'פקיד במשרד', '<b>bold</b> & "sons"',
];
const CLAIMS = [
  'The bridge was shut.', 'Nine.', 'The town paid for the same ferry in three years running, and in none of them did it float, the books say.',
  'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz', 'Жители услышали взрыв незадолго до пяти утра.', 'השיחות נמשכות',
  ']]> <script>alert(1)</script> &amp; \\u202e', 'Rents rose by 4.5 percent in the second quarter of the year after the law was passed.',
];
const KINDS = ['named-person', 'named-organization', 'outlet', 'document', 'anonymous', 'unnamed-person', 'unnamed-group', 'newsroom'];

// The graph with this number, as a TOML file.
export function graph(number) {
  const next = chance(number);
  const below = (most) => Math.floor(next() * most);
  const pick = (list) => list[below(list.length)];
  const quoted = (text) => `"${text.replaceAll('"', '\\"')}"`;
  const some = (most, of) => [...new Set(Array.from({ length: below(most + 1) }, () => below(of)))];
  const sources = 1 + below(number % 50 === 0 ? 40 : 9);
  const claims = 1 + below(number % 50 === 0 ? 90 : 12);
  const ids = (letter, numbers) => `[${numbers.map((at) => `"${letter}${at}"`).join(', ')}]`;
  let text = `title = ${quoted(pick(CLAIMS))}\n`;
  for (let at = 0; at < sources; at += 1) {
    const kind = pick(KINDS);
    const isUnnamed = ['anonymous', 'unnamed-person', 'unnamed-group'].includes(kind);
    text += `\n[[source]]\nid = "s${at}"\nkind = "${kind}"\n`;
    const words = kind === 'anonymous' ? HIDDEN : NAMES;
    text += isUnnamed ? `description = ${quoted(pick(words))}\ncount = ${1 + below(3)}\n` : `name = ${quoted(`${pick(NAMES)} ${at}`)}\n`;
    if (below(3) === 0) text += `title = ${quoted(pick(words))}\n`;
    if (below(3) === 0) text += `interest = [${quoted(pick(words))}]\n`;
    if (kind === 'outlet' || below(6) === 0) text += `cites = ${ids('s', some(2, sources).filter((other) => other !== at))}\n`;
  }
  for (let at = 0; at < claims; at += 1) {
    const behind = some(3, sources);
    const deny = below(5) === 0 ? some(1, sources).filter((source) => !behind.includes(source)) : [];
    text += `\n[[claim]]\nid = "c${at}"\ntext = ${quoted(pick(CLAIMS))}\nsources = ${ids('s', behind)}\n`;
    if (deny.length > 0) text += `denied_by = ${ids('s', deny)}\n`;
    if (below(4) === 0) text += 'weight = "heavy"\n';
    if (below(9) === 0) text += 'lede = true\n';
  }
  return text;
}
