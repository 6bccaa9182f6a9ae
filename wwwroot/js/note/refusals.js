// Why an operation was not done. Nothing that was typed goes with it.
import { lay } from './cards.js';
import { current } from './state.js';

export const sentences = {
  gone: () => 'Somebody has removed this meanwhile. What you wrote is kept here.',
  impossible: () => 'That is not possible here. Nothing was changed.',
  tooLarge: () => 'The note would be larger than Jira takes (32 KB). What you wrote is kept here: copy it, or make the note shorter and try again.',
  tooManyItems: ({ count }) => `That would be ${count} items; a list has ${current().maxItems} at most. What you wrote is kept here.`,
  conflict: () => 'Somebody has changed the same lines meanwhile. What you wrote is kept here.',
};

/** @returns Whether it was refused. */
export function refuse(result, text, tryAgain) {
  const sentence = sentences[result.outcome]?.(result);
  if (sentence) {
    lay({ sentence, text, actions: [['Try again', tryAgain]], dismissal: 'Discard' });
  }

  return Boolean(sentence);
}
