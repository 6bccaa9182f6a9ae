// The words of an item, edited where they stand.
import { addAtEnd } from './adding.js';
import { attach, detach, onShown, rowWith } from './article.js';
import { lay } from './cards.js';
import { button, element } from './element.js';
import { focusRow } from './focus.js';
import { keep } from './leaving.js';
import { perform } from './queue.js';
import { refuse } from './refusals.js';

const open = new Map();

export function startEditing() {
  onShown((isNew) => isNew && [...open.keys()].forEach((id) => rowWith(id)?.line.classList.add('is-edited')));
  keep(() => [...open.values()].some(({ field, before }) => field.value !== before));
}

export function edit(row) {
  const { id, label, isOptional } = row.item;
  const before = isOptional ? `? ${label}` : label;
  const field = open.get(id)?.field ?? openField(id, label, before);
  row.line.classList.add('is-edited');
  field.focus();
  field.select();
}

function openField(id, was, before) {
  const field = element('textarea', { value: before, rows: 1, 'aria-label': 'Words of the item, in Markdown', dir: 'auto', enterKeyHint: 'done' });
  const form = element('div', { className: 'item-edit' }, field, element('p', { className: 'answers' },
    button('Save', () => save(id, was), { className: 'primary' }), button('Cancel', () => leave(id))));
  open.set(id, { form, field, before });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' || (event.key === 'Enter' && !event.isComposing)) {
      event.preventDefault();
      event.stopPropagation();
      (event.key === 'Enter' ? save : leave)(id, was);
    }
  });
  attach(id, form, () => lose(id));
  return field;
}

function leave(id) {
  detach(open.get(id).form);
  open.delete(id);
  const row = rowWith(id);
  row?.line.classList.remove('is-edited');
  focusRow(row);
}

async function save(id, was) {
  const { field, before } = open.get(id);
  const label = field.value.trim().replace(/\s*\n\s*/g, ' ');
  leave(id);
  if (label && label !== before) {
    await change(id, was, label);
  }
}

/** Makes an item say something else. */
export async function change(id, was, label) {
  const result = await perform({ type: 'edit', item: id, was, label });
  if (result.outcome === 'replaced') {
    lay({
      sentence: `Somebody else had changed this to “${result.theirs}”. Yours is kept.`,
      actions: [['Use theirs', () => change(id, label.replace(/^\? /, ''), result.theirs)]],
      dismissal: 'Keep mine',
      at: id,
    });
  } else if (result.outcome === 'gone') {
    lose(id, label);
  } else {
    refuse(result, label, () => change(id, was, label));
  }
}

/** The item is gone, what was typed is not. */
function lose(id, typed = open.get(id)?.field.value) {
  open.delete(id);
  lay({
    sentence: 'Somebody has removed this item meanwhile. What you wrote is kept here.',
    text: typed,
    actions: [['Add it as a new item', () => addAtEnd(typed)]],
    dismissal: 'Discard',
  });
}
