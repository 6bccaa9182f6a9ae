// "Edit as text": what others changed meanwhile is merged when it is saved, and where they changed the same lines both are shown.
import { root } from './article.js';
import { button, element } from './element.js';
import { keep } from './leaving.js';
import { perform } from './queue.js';
import { sentences } from './refusals.js';
import { buildSource, measure, textField, write } from './source.js';
import { current, listen } from './state.js';

let note;
let open;
let panel;
let said;
let theirs;
let was = null;
let isSaving = false;

export function startText(panelOfNote, foot) {
  note = panelOfNote;
  open = button('Edit as text', begin, { className: 'quiet' });
  said = element('p', { className: 'note-said', role: 'alert' });
  theirs = element('div', { className: 'note-theirs', hidden: true });
  panel = buildSource([theirs], [
    button('Save', save, { className: 'primary', id: 'note-save' }),
    button('Cancel', cancel),
  ]);
  panel.prepend(said);
  panel.hidden = true;
  root().after(panel);
  foot.append(open);
  textField().addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      save();
    }
  });
  keep(() => was !== null && textField().value !== lines(was));
  listen(showWhetherAllowed);
  showWhetherAllowed(current());
}

function showWhetherAllowed({ mayEdit, isBroken }) {
  open.hidden = !mayEdit || isBroken || was !== null;
}

function begin() {
  was = current().text;
  textField().value = was;
  compare(null);
  said.textContent = '';
  show(true);
  measure();
  write();
}

function cancel() {
  was = null;
  show(false);
  open.focus();
}

function show(isEditing) {
  panel.hidden = !isEditing;
  note.classList.toggle('is-text', isEditing);
  showWhetherAllowed(current());
}

async function save() {
  if (isSaving || !measure()) {
    return;
  }

  const text = textField().value;
  if (text === lines(was)) {
    cancel();
    return;
  }

  isSaving = true;
  textField().readOnly = true;
  said.textContent = '';
  const result = await perform({ type: 'rewrite', was, text });
  isSaving = false;
  textField().readOnly = false;
  hear(result);
}

function hear(result) {
  if (result.outcome === 'ok') {
    cancel();
  } else if (result.outcome === 'conflict') {
    said.textContent = 'Somebody has changed the same lines meanwhile. Bring what you both wrote together in your text, or take one of the two.';
    was = result.theirs;
    compare(result.theirs);
    write();
  } else {
    said.textContent = sentences[result.outcome]?.(result) ?? 'Nothing was saved. What you wrote is kept here.';
  }
}

/** Shows what others have made of it, or no more. */
function compare(text) {
  theirs.hidden = text === null;
  theirs.replaceChildren(
    element('p', { id: 'note-theirs' }, 'As it is now'),
    element('textarea', { readOnly: true, rows: 8, value: text ?? '', 'aria-labelledby': 'note-theirs', dir: 'auto' }),
    element('p', { className: 'answers' }, button('Take theirs', cancel)),
  );
  panel.querySelector('#note-save').textContent = text === null ? 'Save' : 'Keep mine';
}

/** As a field holds them. */
function lines(text) {
  return text.replaceAll('\r\n', '\n');
}
