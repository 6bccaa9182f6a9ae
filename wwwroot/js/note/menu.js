// What can be done with an item, below it: reached by its button, left with Escape
// (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/). It is in the text, because a frame shows nothing beyond its edges.
import { attach, detach, onShown, root, rowWith } from './article.js';
import { change, edit } from './editing.js';
import { element } from './element.js';
import { focusRow } from './focus.js';
import { icon } from './icons.js';
import { indent, step } from './moving.js';
import { remove } from './removing.js';
import { wordsOf } from './rows.js';

const actions = [
  { name: 'edit', words: 'Edit', key: 'F2', run: edit, isLast: true },
  { name: 'up', words: 'Move up', key: 'Alt+ArrowUp', run: (row) => step(row, -1) },
  { name: 'down', words: 'Move down', key: 'Alt+ArrowDown', run: (row) => step(row, 1) },
  { name: 'outdent', words: 'Move out', key: 'Alt+ArrowLeft', run: (row) => indent(row, -1) },
  { name: 'indent', words: 'Move in', key: 'Alt+ArrowRight', run: (row) => indent(row, 1) },
  { name: 'optional', words: 'Optional', run: toggleOptional },
  { name: 'remove', words: 'Remove', key: 'Delete', run: remove, isLast: true },
];

let opened = null;

export function startMenu() {
  root().addEventListener('click', ({ target }) => {
    const row = target.closest('.item-more') && rowOf(target);
    if (row) {
      toggle(row);
    }
  });
  root().addEventListener('dblclick', ({ target }) => {
    const row = target.closest('.item-words') && !target.closest('a') && rowOf(target);
    if (row?.more) {
      getSelection().removeAllRanges();
      edit(row);
    }
  });
  onShown((isNew) => isNew && mark());
}

/** What the keys do that are named in the menu, wherever in the item one is. */
export function act(row, key) {
  const action = actions.find((one) => one.key === key);
  action?.run(row);
  return Boolean(action);
}

function rowOf(target) {
  return rowWith(Number(target.closest('.item').querySelector('.item-words').id.replace('item-', '')));
}

function toggle(row) {
  const { id } = row.item;
  const isSame = opened?.id === id;
  close();
  if (!isSame) {
    const menu = element('div', { className: 'item-menu', role: 'menu', 'aria-orientation': 'horizontal', 'aria-label': `More for “${wordsOf(row)}”` },
      ...actions.map((action, at) => choice(action, at, id)));
    menu.addEventListener('keydown', keys);
    opened = { id, menu };
    attach(id, menu, () => { opened = null; });
    mark();
    menu.firstChild.focus();
  }
}

function choice({ name, words, key, run, isLast }, at, id) {
  const isSwitch = name === 'optional';
  const made = element('button', {
    type: 'button', role: isSwitch ? 'menuitemcheckbox' : 'menuitem', 'aria-label': words, tabIndex: at === 0 ? 0 : -1,
    title: key ? `${words} (${key.replace('Arrow', '')})` : words,
  }, icon(name));
  made.addEventListener('click', () => {
    const row = rowWith(id);
    if (isLast) {
      close();
    }

    if (row) {
      run(row);
    }
  });
  return made;
}

function keys(event) {
  const choices = [...event.currentTarget.children];
  const at = choices.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: choices.length - 1 }[event.key];
  if (to !== undefined && !event.altKey) {
    event.preventDefault();
    choices.forEach((one) => { one.tabIndex = -1; });
    choices.at(to % choices.length).tabIndex = 0;
    choices.at(to % choices.length).focus();
  } else if (event.key === 'Escape') {
    event.stopPropagation();
    const { id } = opened;
    close();
    focusRow(rowWith(id), true);
  }
}

function close() {
  if (opened) {
    detach(opened.menu);
    rowWith(opened.id)?.more?.setAttribute('aria-expanded', 'false');
    opened = null;
  }
}

function mark() {
  const row = opened && rowWith(opened.id);
  if (row) {
    row.more?.setAttribute('aria-expanded', 'true');
    opened.menu.querySelector('[role=menuitemcheckbox]').setAttribute('aria-checked', String(row.item.isOptional));
  }
}

function toggleOptional({ item }) {
  change(item.id, item.label, item.isOptional ? item.label : `? ${item.label}`);
}
