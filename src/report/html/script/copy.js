// The report as Markdown, for a mail or a ticket.

// What Markdown or the HTML inside of it would read as markup is made plain.
const plain = (text) => text.replace(/\s+/g, ' ').trim().replace(/[\\`*_{}[\]<>#|~&!$]/g, '\\$&').replace(/^([-+=]|\d+[.)])/, '\\$1');
const words = (query, root) => plain(one(query, root)?.textContent || '');

function chainOf(item, depth = 1) {
  const lines = [];
  for (const child of item.children) {
    const own = [one(':scope > .to-source', child), one(':scope > .about', child)].filter(Boolean).map((part) => plain(part.textContent));
    lines.push(`${'  '.repeat(depth)}- ${own.join(', ')}`);
    const inner = one(':scope > .chain', child);
    if (inner) lines.push(...chainOf(inner, depth + 1));
  }
  return lines;
}

function claimLines(claim) {
  const lines = [`- **${claim.dataset.claim}.** ${words('.words', claim)} (${words('.rung', claim)})`];
  const why = words('.why', claim);
  if (why) lines.push(`  - ${why}`);
  const chain = one('.rests > .chain', claim);
  if (chain) lines.push(...chainOf(chain));
  all('.denied, .declined', claim).forEach((line) => lines.push(`  - ${plain(line.textContent)}`));
  all('.found > li', claim).forEach((line) => lines.push(`  - ${plain(line.textContent)}`));
  return lines;
}

function markdown() {
  const title = words('.about-draft b');
  const lines = [`# ${title}`, '', `${words('.verdict')} It judges sourcing, not truth.`, '', '## Claims', ''];
  all('.card[data-claim]:not(.out)').forEach((claim) => lines.push(...claimLines(claim)));
  const loose = all('.card[data-finding]:not([data-c]):not(.out)');
  if (loose.length > 0) {
    lines.push('', '## Other findings', '');
    loose.forEach((found) => lines.push(`- ${words('.name', found)}: ${words('.message', found)}`));
  }
  return `${lines.join('\n')}\n`;
}

async function copy(text, button) {
  let done = false;
  try {
    await navigator.clipboard.writeText(text);
    done = true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'sr';
    document.body.append(field);
    field.select();
    done = document.execCommand('copy');
    field.remove();
    button.focus();
  }
  say(done ? 'Copied.' : 'This browser does not let the page copy.');
  const before = button.dataset.name ||= button.textContent;
  button.textContent = done ? 'Copied' : 'Not copied';
  setTimeout(() => { button.textContent = before; }, 1600);
}

// The chosen claim can be copied by itself.
function offerCopy(of) {
  all('.copy-one').forEach((button) => button.remove());
  if (!of?.dataset.claim) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy-one';
  button.dataset.act = 'copy-one';
  button.textContent = 'Copy this claim';
  of.append(button);
}
