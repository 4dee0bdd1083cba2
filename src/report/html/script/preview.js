// A glance at a claim or a source before it is chosen.

const DELAY = 140;
let coming = 0;
let going = 0;

function glance(at) {
  const mark = at.closest?.('.draft [data-c], .src, a[href^="#c"], a[href^="#s"]');
  if (!mark || mark.closest('#sheet, #preview')) return null;
  const name = mark.matches('.src') ? `s${mark.dataset.s}` : mark.dataset.c ? `c${mark.dataset.c}` : mark.hash.slice(1);
  const of = card(name);
  if (!of || mark.closest('.card') === of) return null;
  return { mark, of };
}

function preview(at, event) {
  clearTimeout(coming);
  clearTimeout(going);
  const seen = glance(at);
  if (!seen) return;
  coming = setTimeout(() => {
    const tip = one('#preview');
    const head = document.createElement('b');
    const text = document.createElement('span');
    const { of, mark } = seen;
    head.textContent = of.dataset.claim
      ? `${of.dataset.claim} · ${one('.rung', of).textContent.trim()}`
      : one('.name', of).textContent.trim();
    text.textContent = (one(of.dataset.claim ? '.why' : '.about', of)?.textContent || '').trim();
    tip.replaceChildren(head, text);
    tip.hidden = false;
    stand(tip, mark, event);
  }, DELAY);
}

// Under the line of the mark that the pointer is on, or above it where there is no room.
function stand(tip, mark, event) {
  const boxes = [...mark.getClientRects()];
  const near = (box) => event && event.clientY >= box.top - 4 && event.clientY <= box.bottom + 4;
  const box = boxes.find(near) || boxes[0] || mark.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const x = event ? event.clientX - 24 : box.left;
  const below = box.bottom + 10;
  tip.style.left = `${Math.max(8, Math.min(x, innerWidth - own.width - 8))}px`;
  tip.style.top = `${below + own.height < innerHeight ? below : Math.max(8, box.top - own.height - 10)}px`;
}

function endPreview(now = false) {
  clearTimeout(coming);
  clearTimeout(going);
  const hide = () => { one('#preview').hidden = true; };
  if (now) hide(); else going = setTimeout(hide, DELAY);
}
