// How far the list is, as it will be when all is saved; and a switch for what is done.
import { allRows, onShown } from './article.js';
import { button, element } from './element.js';

const key = 'markdwell.hides-done';

let note;
let bar;
let words;
let hide;
let head;

export function startProgress(panel, place) {
  note = panel;
  bar = element('div', { className: 'note-bar', role: 'progressbar', 'aria-label': 'Done', 'aria-valuemin': 0 }, element('span'));
  words = element('span', { className: 'note-count' });
  hide = button('Hide done', () => hideDone(!isHiding()), { className: 'quiet' });
  head = element('div', { className: 'note-progress', hidden: true }, bar, words, hide);
  place.prepend(head);
  hideDone(remembered());
  onShown(count);
}

function count() {
  const rows = allRows().filter(({ place }) => !place.closest('[hidden]'));
  const done = rows.filter(({ box }) => box.checked).length;
  const required = rows.filter(({ box, item }) => !box.checked && !item.isOptional).length;
  const optional = rows.length - done - required;
  head.hidden = rows.length === 0;
  bar.setAttribute('aria-valuemax', rows.length);
  bar.setAttribute('aria-valuenow', done);
  bar.setAttribute('aria-valuetext', `${done} of ${rows.length}`);
  bar.firstChild.style.width = `${rows.length ? (done / rows.length) * 100 : 0}%`;
  bar.dataset.done = String(rows.length > 0 && done === rows.length);
  words.textContent = `${done} of ${rows.length}`;
  words.title = optional > 0 ? `${required} required and ${optional} optional open` : '';
  hide.hidden = done === 0;
  for (const { place } of rows) {
    place.classList.toggle('is-done', !place.querySelector('input[type=checkbox]:not(:checked)'));
  }
}

function isHiding() {
  return note.classList.contains('hides-done');
}

function hideDone(isHidden) {
  note.classList.toggle('hides-done', isHidden);
  hide.setAttribute('aria-pressed', String(isHidden));
  try {
    localStorage.setItem(key, String(isHidden));
  } catch {
    // Frames of other sites get no storage in some browsers.
  }
}

function remembered() {
  try {
    return localStorage.getItem(key) === 'true';
  } catch {
    return false;
  }
}
