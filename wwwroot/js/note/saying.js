// Words for those who do not see what moves.
import { element } from './element.js';

let place;

export function startSaying(note) {
  place = element('p', { className: 'note-heard', role: 'log', 'aria-live': 'polite' });
  note.append(place);
}

export function say(sentence) {
  place.replaceChildren(element('span', {}, sentence));
}
