// Whether Jira holds what is shown, and if not, why.
import { button, element } from './element.js';
import * as queue from './queue.js';
import { current, listen } from './state.js';

let wasUnsaved = false;
let place;
let words;
let trouble;

export function startSaved(head) {
  words = element('span', { role: 'status' });
  trouble = element('div', { className: 'note-trouble', hidden: true });
  place = element('span', { className: 'note-saved' }, words);
  head.append(place, trouble);
  listen(tell);
  queue.listen(tell);
  tell();
}

function tell() {
  const isSaving = queue.operations().length > 0 || !current().isWritten;
  const obstacle = queue.obstacle();
  const said = obstacle ? 'Not saved' : isSaving ? 'Saving …' : wasUnsaved ? 'Saved' : '';
  wasUnsaved ||= isSaving;
  if (words.textContent !== said) {
    words.textContent = said;
    place.dataset.kind = obstacle ? 'danger' : isSaving ? 'saving' : 'saved';
  }

  explain(obstacle);
}

function explain(obstacle) {
  const key = obstacle ? `${obstacle.isFinal} ${obstacle.sentence}` : '';
  if (trouble.dataset.key === key) {
    return;
  }

  trouble.dataset.key = key;
  trouble.hidden = !obstacle;
  trouble.replaceChildren();
  if (obstacle) {
    const promise = obstacle.isFinal ? 'What you changed is kept here.' : 'What you changed is kept here and sent again by itself.';
    trouble.append(element('p', { role: 'alert' }, `${obstacle.sentence} ${promise}`), element('p', { className: 'answers' },
      button('Try again', queue.sendAgain), ...obstacle.isFinal ? [button('Discard my changes', queue.drop)] : []));
  }
}
