// What stands beside the text: why it can only be read, and what an empty one is for.
import { current, listen } from './state.js';
import { element } from './element.js';

let trouble;
let hint;

/** Takes what the server has said of it before there was a script. */
export function startReading(note) {
  trouble = (current().trouble && note.querySelector(':scope > .notice')) || element('p', { className: 'notice', role: 'status' });
  hint = note.querySelector(':scope > .hint');
  listen(show);
  note.before(trouble, ...hint ? [hint] : []);
  show(current());
}

function show({ trouble: sentence, text }) {
  // What is not written yet is explained beside what is being saved.
  if (trouble.textContent !== (sentence ?? '')) {
    trouble.textContent = sentence ?? '';
  }

  if (hint) {
    hint.hidden = text.trim() !== '';
  }
}
