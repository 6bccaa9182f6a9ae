// The list by keyboard alone: arrows go from box to box, with Alt they take the item along.
import { allRows, root, visibleRows } from './article.js';
import { act } from './menu.js';

const mirrored = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

export function startKeys() {
  root().addEventListener('keydown', (event) => {
    const { target, key, altKey } = event;
    const row = allRows().find(({ box, more }) => more && (target === box || target === more));
    if (!row || event.ctrlKey || event.metaKey) {
      return;
    }

    const isMirrored = getComputedStyle(row.place).direction === 'rtl';
    const meant = isMirrored ? mirrored[key] ?? key : key;
    if (act(row, altKey ? `Alt+${meant}` : meant) || (!altKey && target === row.box && go(row, key))) {
      event.preventDefault();
    }
  });
}

function go(row, key) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[key];
  const rows = visibleRows();
  const to = by && rows[rows.indexOf(row) + by];
  to?.box.focus();
  return Boolean(to);
}
