// The text as the server renders it, with rows that can be worked on. What is being typed in it, or is opened in it, stays while
// the text around it changes.
import { element } from './element.js';
import { comeBack, whereabouts } from './focus.js';
import { foresee } from './foresight.js';
import { operations } from './queue.js';
import { boxesOf, enliven, name, rowOf } from './rows.js';
import { current } from './state.js';

const listeners = [];
const attached = new Map();
const ticks = /(?<=<input [^>]*?class="task-list-item-checkbox" disabled="")(?: checked="")? aria-label="[^"]*"/g;

let place;
let rows = [];
let shownShape = null;
let isForeseen = false;
let holds = 0;

export const allRows = () => rows;

export const visibleRows = () => rows.filter(({ line }) => line.checkVisibility());

export const rowWith = (id) => rows.find(({ item }) => item.id === id);

export const root = () => place;

/** Called when the text was shown anew, with whether its elements are others than before. */
export function onShown(listener) {
  listeners.push(listener);
}

export function startArticle(note) {
  place = element('div', { className: 'note-text' }, ...note.childNodes);
  note.append(place);
  place.addEventListener('compositionstart', hold);
  place.addEventListener('compositionend', release);
}

/** While an item is dragged, or a letter is being composed, nothing moves. */
export function hold() {
  holds++;
}

export function release() {
  holds--;
  show();
}

/**
 * Puts something below an item, where it stays until it is taken away.
 * @param onAlone Called when somebody has removed the item.
 */
export function attach(id, thing, onAlone) {
  attached.set(thing, { id, onAlone });
  thing.dataset.lasting = '';
  rowWith(id)?.line.after(thing);
}

export function detach(thing) {
  attached.delete(thing);
  thing.remove();
}

export function show() {
  if (holds > 0) {
    return;
  }

  const { html, items, mayEdit, isBroken } = current();
  const isLive = mayEdit && !isBroken;
  const shape = `${isLive}${html.replaceAll(ticks, '')}`;
  const isNew = isForeseen || shape !== shownShape;
  const focused = isNew && whereabouts(place, rows);
  if (isNew) {
    build(html, items, isLive);
    shownShape = shape;
  } else {
    rows.forEach((row, at) => name(row, items[at]));
  }

  rows.forEach(({ box, item }) => { box.checked = item.isDone; });
  isForeseen = operations().map((operation) => foresee(operation, rowWith)).includes(true);
  if (isForeseen) {
    rows.sort((one, other) => (one.place.compareDocumentPosition(other.place) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  }

  listeners.forEach((listener) => listener(isNew));
  if (isNew) {
    comeBack(focused, place, rows);
    place.dispatchEvent(new CustomEvent('markdwell:shown', { bubbles: true }));
  }
}

function build(html, items, isLive) {
  const folds = (within) => [...within.querySelectorAll('details:not(.diagram > details)')];
  const before = folds(place);
  const next = document.createElement('template');
  next.innerHTML = html;
  folds(next.content).forEach((details, at) => { details.open ||= before[at]?.open ?? false; });

  // Should the server ever count otherwise, no tick goes to a wrong item.
  const boxes = boxesOf(next.content);
  rows = boxes.length === items.length ? boxes.map((box, at) => rowOf(box, items[at])) : [];
  if (isLive) {
    rows.forEach(enliven);
  }

  place.replaceChildren(next.content);
  for (const [thing, { id, onAlone }] of [...attached]) {
    const row = rowWith(id);
    if (row) {
      row.line.after(thing);
    } else {
      attached.delete(thing);
      onAlone();
    }
  }
}
