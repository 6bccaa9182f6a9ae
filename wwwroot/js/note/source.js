// The whole note edited as a text, with a preview made by the server.
import { button, element } from './element.js';
import { preview } from './calls.js';
import { startCounter } from './counter.js';

let field;
let shown;
let tabs;
let count;

/**
 * @param others What is shown beside or above the field, when somebody else has changed the same.
 * @param actions Buttons below the field.
 */
export function buildSource(others, actions) {
  field = element('textarea', { id: 'note-source', 'aria-label': 'The note in Markdown', dir: 'auto', rows: 12, spellcheck: true });
  shown = element('div', { id: 'note-preview', className: 'markdown', role: 'tabpanel', 'aria-labelledby': 'note-tab-preview', tabIndex: 0, hidden: true });
  const written = element('div', { id: 'note-write', className: 'note-both', role: 'tabpanel', 'aria-labelledby': 'note-tab-write' }, ...others, field);
  tabs = [tab('write', 'Write', written), tab('preview', 'Preview', shown)];
  const list = element('div', { className: 'note-tabs', role: 'tablist', 'aria-label': 'Show' }, ...tabs);
  list.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      choose(tabs.find(({ ariaSelected }) => ariaSelected !== 'true')).focus();
    }
  });
  const size = element('span', { className: 'note-size', role: 'status' });
  count = startCounter(field, size);
  return element('div', { className: 'note-source' }, list, written, shown, size, element('p', { className: 'answers' }, ...actions));
}

export const textField = () => field;

/** @returns Whether it fits. */
export const measure = () => count();

export function write() {
  choose(tabs[0]);
  field.setSelectionRange(0, 0);
  field.focus();
}

function tab(name, words, panel) {
  const made = button(words, () => choose(made), { role: 'tab', id: `note-tab-${name}`, 'aria-controls': panel.id });
  made.panel = panel;
  return made;
}

function choose(chosen) {
  for (const one of tabs) {
    one.ariaSelected = String(one === chosen);
    one.tabIndex = one === chosen ? 0 : -1;
    one.panel.hidden = one !== chosen;
  }

  if (!shown.hidden) {
    showPreview();
  }

  return chosen;
}

async function showPreview() {
  const text = field.value;
  const { status, body } = await preview(text);
  if (text !== field.value) {
    return;
  }

  if (status === 200) {
    shown.innerHTML = body;
    shown.dispatchEvent(new CustomEvent('markdwell:shown', { bubbles: true }));
  } else {
    shown.replaceChildren(element('p', { className: 'notice', role: 'status' }, body.message ?? 'The preview is out of reach. Writing and saving still work.'));
  }
}
