// What is pasted becomes Markdown where it is plain what is meant; everything else comes in as its text.
import { EditorSelection } from '../../lib/codemirror.js';
import { isInCode } from './language.js';
import { tableOfHtml, tableOfTabs } from './tables.js';

const address = /^(?:https?:\/\/|mailto:)[^\s<>]+$/i;
const picture = /^https?:\/\/[^\s<>?#]+\.(?:png|jpe?g|gif|webp|avif|svg)(?:[?#][^\s<>]*)?$/i;

/** A handler of CodeMirror's: true when nothing is left to do. */
export function paste(event, view) {
  const { state } = view;
  const text = event.clipboardData.getData('text/plain').trim();
  if (isInCode(state, state.selection.main.from)) {
    return false;
  }

  const made = address.test(text) ? ofAddress(text, state) : ofTable(event.clipboardData, state);
  if (!made) {
    return false;
  }

  event.preventDefault();
  view.dispatch(made, { scrollIntoView: true, userEvent: 'input.paste' });
  return true;
}

function ofAddress(text, state) {
  const { main } = state.selection;
  const selected = state.sliceDoc(main.from, main.to);
  const target = /[()]/.test(text) ? `<${text}>` : text;
  const mark = picture.test(text) ? '!' : '';

  // Where an address is expected, in "](" or "<", it is one; and one address replaces another.
  const isWanted = /[(<"]$/.test(state.sliceDoc(Math.max(0, main.from - 1), main.from)) || address.test(selected) || selected.includes('\n');
  return isWanted || !(mark || selected) ? null : replaceSelection(state, `${mark}[${selected}](${target})`);
}

function ofTable(data, state) {
  const html = data.getData('text/html');
  const rows = (html && tableOfHtml(html)) || tableOfTabs(data.getData('text/plain'));
  if (!rows) {
    return null;
  }

  // A table begins on a line of its own, below an empty one.
  const { main } = state.selection;
  const line = state.doc.lineAt(main.from);
  const before = state.sliceDoc(line.from, main.from).trim() ? '\n\n' : line.number > 1 && state.doc.line(line.number - 1).text.trim() ? '\n' : '';
  return replaceSelection(state, `${before}${rows}\n`);
}

function replaceSelection(state, insert) {
  const { from, to } = state.selection.main;
  return { changes: { from, to, insert }, selection: EditorSelection.cursor(from + insert.length) };
}
