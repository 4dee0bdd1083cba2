// Search in the draft (or, without one, in the claims): hits are painted, Enter goes from one to the next.

const MOST_HITS = 2000;
let hits = [];
let hit = -1;

// The text of a block with the places of its pieces; marks cut words into pieces.
function pieces(block) {
  const found = [];
  let text = '';
  const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
    (node.parentElement.closest('.badge, .unseen') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  while (walk.nextNode()) {
    found.push({ node: walk.currentNode, start: text.length });
    text += walk.currentNode.data;
  }
  const lower = text.toLowerCase();
  return { found, text: lower.length === text.length ? lower : text };
}

function place(found, offset) {
  let low = 0;
  let high = found.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (found[middle].start <= offset) low = middle; else high = middle - 1;
  }
  return [found[low].node, offset - found[low].start];
}

function find(words) {
  const ranges = [];
  for (const block of all('.draft p, .draft li, .draft h1, .draft h2, main > .part .words, main > .part .why')) {
    const { found, text } = pieces(block);
    for (let at = text.indexOf(words); at >= 0 && ranges.length < MOST_HITS; at = text.indexOf(words, at + words.length)) {
      const range = document.createRange();
      const [last, end] = place(found, at + words.length - 1);
      range.setStart(...place(found, at));
      range.setEnd(last, end + 1);
      ranges.push(range);
    }
  }
  return ranges;
}

function search() {
  const words = one('#search').value.trim().toLowerCase();
  hits = words.length > 1 ? find(words) : [];
  hit = -1;
  paint();
  one('#hits').textContent = words.length > 1 ? (hits.length === 1 ? '1 hit' : `${hits.length} hits`) : '';
}

function paint() {
  if (!window.CSS?.highlights) return;
  CSS.highlights.set('hits', new Highlight(...hits));
  CSS.highlights.set('hit', new Highlight(...hits.slice(Math.max(hit, 0), hit + 1)));
}

function nextHit(by) {
  if (hits.length === 0) return;
  hit = (hit + by + hits.length + (hit < 0 && by < 0 ? 1 : 0)) % hits.length;
  paint();
  const box = hits[hit].startContainer.parentElement;
  scrollTo(box);
  one('#hits').textContent = `${hit + 1} of ${hits.length}`;
}
