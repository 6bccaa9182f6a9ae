// The field in which Markdown is written: CodeMirror, set up for prose. It lives in a shadow root, where it can bring its styles
// as style sheets made by script; into the page it would write a <style>, which the policy of our pages forbids.
import {
  defaultKeymap, EditorState, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, history, historyKeymap,
  keymap, lineNumbers, placeholder, Prec, search, searchKeymap,
} from '../../lib/codemirror.js';
import { lineDirections } from './directions.js';
import { continueList } from './lists.js';
import { markdown } from './language.js';
import { colours, theme } from './theme.js';

/**
 * @param keys More keys, as CodeMirror takes them.
 * @param handlers More handlers of events: paste, drop.
 */
export function createSource(place, text, { keys, handlers, onChange, describedBy }) {
  const root = place.attachShadow({ mode: 'open' });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.high(keymap.of([{ key: 'Enter', run: continueList }, ...keys])),
        keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.domEventHandlers({ beforeinput: typeOver, ...handlers }),
        EditorView.updateListener.of((update) => update.docChanged && onChange()),
        EditorView.contentAttributes.of({
          id: 'source',
          tabindex: '0',
          'aria-label': 'Markdown',
          'aria-description': describedBy,
          spellcheck: 'true',
          autocapitalize: 'sentences',
          autocorrect: 'on',
        }),
        EditorView.lineWrapping,
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        search({ top: true }),
        placeholder('Write Markdown here'),
        lineDirections,
        markdown,
        colours,
        theme,
      ],
    }),
  });
  return view;
}

/** In one step that can be undone. */
export function replaceText(view, text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: view.state.toText(text) }, selection: { anchor: 0 }, scrollIntoView: true });
}

// Chromium lets what is typed over a selection look as the selection did, by inline styles: the policy refuses them, and complains.
function typeOver(event, view) {
  if (event.inputType !== 'insertText' || !event.data || view.composing || view.state.selection.main.empty) {
    return false;
  }

  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { scrollIntoView: true, userEvent: 'input.type' });
  return true;
}
