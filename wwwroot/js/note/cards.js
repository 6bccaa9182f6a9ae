// Sentences that ask for something: what was refused and is kept, what somebody else had written, what can be undone.
import { attach, detach } from './article.js';
import { button, element } from './element.js';

let place;

export function startCards(note) {
  place = element('div', { className: 'note-cards' });
  note.append(place);
}

/**
 * @param text What was typed, kept to be copied.
 * @param actions Words and what they do; each takes the card away.
 * @param at The item it is about, if there is one.
 * @returns What takes the card away.
 */
export function lay({ sentence, text, actions = [], at, dismissal = 'Dismiss' }) {
  const card = element('div', { className: 'note-card', role: 'group', 'aria-label': 'Message' });
  const answers = element('p', { className: 'answers' });
  const close = () => {
    const wasInside = card.contains(document.activeElement);
    detach(card);
    return wasInside;
  };
  card.append(element('p', { role: 'alert' }, sentence));
  if (text !== undefined) {
    card.append(element('textarea', { readOnly: true, value: text, rows: 3, 'aria-label': 'What you wrote' }));
  }

  for (const [words, run] of actions) {
    answers.append(button(words, () => {
      close();
      run(card.querySelector('textarea')?.value);
    }));
  }

  answers.append(button(dismissal, close));
  card.append(answers);
  place.append(card);
  if (at !== undefined) {
    attach(at, card, () => place.append(card));
  }

  return close;
}
