// Fields in which items are added: Enter adds one and stays, many lines that are pasted become many.
import { onShown, root } from './article.js';
import { button, element } from './element.js';
import { keep } from './leaving.js';
import { findPlaces } from './places.js';
import { perform } from './queue.js';
import { refuse } from './refusals.js';
import { say } from './saying.js';
import { current } from './state.js';

const fields = new Map();

export function startAdding() {
  onShown((isNew) => isNew && place());
  keep(() => [...fields.values()].some(({ form }) => form.elements.text.value.trim() !== ''));
}

function place() {
  const { mayEdit, isBroken } = current();
  const places = mayEdit && !isBroken ? findPlaces() : [];
  for (const found of places) {
    const { key, isOpen, below, heading, words } = found;
    const field = fields.get(key) ?? newField(key);
    field.where = found.where;
    field.form.elements.text.setAttribute('aria-label', words ? `Add an item to “${words}”` : 'Add an item');
    if (isOpen || field.isWanted || field.form.elements.text.value) {
      (below ?? root()).after(field.form);
    } else {
      field.form.remove();
      heading.append(opener(field, below, words));
    }
  }

  keepWhatIsTyped(places);
}

export async function addAtEnd(text) {
  refuse(await perform({ type: 'add', after: null, heading: null, text }), text, () => addAtEnd(text));
}

/** Somebody has removed the heading below which something is being typed: it goes on at the end. */
function keepWhatIsTyped(places) {
  for (const [key, { form }] of fields) {
    if (!places.some((found) => found.key === key)) {
      if (form.elements.text.value || form.contains(document.activeElement)) {
        fields.get(key).where = () => ({ after: null, heading: null });
        root().append(form);
      } else {
        form.remove();
        fields.delete(key);
      }
    }
  }
}

function newField(key) {
  const input = element('input', { name: 'text', placeholder: 'Add an item', autocomplete: 'off', enterKeyHint: 'done', dir: 'auto' });
  const form = element('form', { className: 'item-add' }, element('ul', { className: 'item-ghosts' }), element('span', { className: 'item-plus', 'aria-hidden': 'true' }, '+'), input);
  const field = { form, where: null };
  form.dataset.lasting = '';
  field.place = () => field.where();
  fields.set(key, field);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    add(field, input.value);
  });
  input.addEventListener('keydown', (event) => event.key === 'Escape' && !input.value && input.blur());
  input.addEventListener('paste', (event) => {
    const pasted = event.clipboardData.getData('text/plain');
    if (/\n\s*\S/.test(pasted)) {
      event.preventDefault();
      add(field, input.value.slice(0, input.selectionStart) + pasted + input.value.slice(input.selectionEnd));
    }
  });
  return field;
}

function opener(field, below, words) {
  return button('+', () => {
    field.isWanted = true;
    below.after(field.form);
    field.form.elements.text.focus();
  }, { className: 'item-open', 'aria-label': `Add an item to “${words}”`, title: 'Add an item' });
}

async function add(field, text) {
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  const { form } = field;
  if (lines.length === 0) {
    return;
  }

  // What fits in no note needs no journey.
  if (text.length > current().maxSize) {
    refuse({ outcome: 'tooLarge' }, text, () => add(field, text));
    return;
  }

  const ghosts = lines.map((line) => element('li', {}, line.replace(/^\s*(?:[-*+]|\d+[.)])?\s*(?:\[[ xX]\]\s)?/, '')));
  form.elements.text.value = '';
  form.querySelector('ul').append(...ghosts);
  say(lines.length === 1 ? `Added “${ghosts[0].textContent}”.` : `Added ${lines.length} items.`);
  const result = await perform({ type: 'add', ...field.where(), text }, field.place);
  ghosts.forEach((ghost) => ghost.remove());
  refuse(result, text, () => add(field, text));
}
