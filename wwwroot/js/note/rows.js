// The items of the text that is shown: a row each, of a grip, the box, the words and a button for more.
import { element } from './element.js';
import { icon } from './icons.js';

const boxes = '.task-list-item-checkbox';
const blocks = 'ul, ol, dl, p, pre, blockquote, table, details, div, section, figure, hr, h1, h2, h3, h4, h5, h6';

/** The boxes that are items: no author can write their class, and those of footnotes have none. */
export function boxesOf(article) {
  return [...article.querySelectorAll(boxes)];
}

export function rowOf(box, item) {
  const host = box.parentElement;
  const words = element('span', { className: 'item-words' });
  const row = host.localName === 'li' ? element('div') : host;
  row.classList.add('item');
  while (box.nextSibling && !box.nextSibling.matches?.(blocks)) {
    words.append(box.nextSibling);
  }

  if (row !== host) {
    box.before(row);
    row.append(box);
  }

  row.append(words);
  return { item, box, words, badge: item.isOptional ? markOptional(words) : null, line: row, place: row.closest('li') };
}

/** Says in a word what the text says by a question mark before the label. */
function markOptional(words) {
  const first = words.firstChild;
  if (first?.nodeType === Node.TEXT_NODE) {
    first.data = first.data.replace(/^\s*\?\s+/, ' ');
  }

  const badge = element('span', { className: 'item-optional' }, 'optional');
  words.after(badge);
  return badge;
}

/** What only whoever may edit the issue sees. */
export function enliven(row) {
  const { item, box, words, badge } = row;
  row.grip = element('span', { className: 'item-grip' }, icon('grip'));
  row.more = element('button', { type: 'button', className: 'item-more', title: 'More', 'aria-haspopup': 'menu', 'aria-expanded': 'false' }, icon('more'));
  box.disabled = false;
  box.before(row.grip);
  (badge ?? words).after(row.more);
  name(row, item);
}

/** The same row, after something else in the text has changed. */
export function name(row, item) {
  row.item = item;
  row.words.id = `item-${item.id}`;
  row.box.removeAttribute('aria-label');
  row.more?.setAttribute('aria-label', `More for “${wordsOf(row)}”`);
  row.badge?.setAttribute('id', `${row.words.id}-optional`);
  row.box.setAttribute('aria-labelledby', row.badge ? `${row.words.id} ${row.badge.id}` : row.words.id);
}

export function wordsOf(row) {
  return row.words.textContent.trim().replace(/\s+/g, ' ');
}
