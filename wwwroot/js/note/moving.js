// Items go up and down, in and out.
import { rowWith, visibleRows } from './article.js';
import { focusRow } from './focus.js';
import { lay } from './cards.js';
import { perform } from './queue.js';
import { sentences } from './refusals.js';
import { wordsOf } from './rows.js';
import { say } from './saying.js';

/** One place up or down among those beside it; from one list to the next where that is the end. */
export function step(row, by) {
  const isOuter = (other) => !other.place.parentElement.closest('.task-list-item');
  const beside = visibleRows().filter((other) => (isOuter(row) ? isOuter(other) : other.place.parentElement === row.place.parentElement));
  const to = beside[beside.indexOf(row) + by];
  if (!to) {
    say(by < 0 ? 'It is the first already.' : 'It is the last already.');
    return;
  }

  const isSameList = to.place.parentElement === row.place.parentElement;
  move(row, to, by < 0 ? isSameList : !isSameList);
}

/** @param isBefore Whether it goes before the other one, else after that with all that is in it. */
export async function move(row, to, isBefore) {
  const hadFocus = row.line.contains(document.activeElement);
  const isMore = document.activeElement === row.more;
  const { id } = row.item;
  const moving = perform({ type: 'move', item: id, before: isBefore ? to.item.id : null, after: isBefore ? null : to.item.id });
  if (hadFocus) {
    focusRow(rowWith(id), isMore);
  }

  tellPlace(rowWith(id));
  tell(await moving);
}

export async function indent(row, by) {
  const words = wordsOf(row);
  const result = await perform({ type: 'indent', item: row.item.id, by });
  if (result.outcome === 'impossible') {
    say(by > 0 ? 'It has nothing above to go into.' : 'It is at the outer level already.');
  } else if (!tell(result)) {
    say(by > 0 ? `“${words}” is now inside the item above.` : `“${words}” is now one level further out.`);
  }
}

function tellPlace(row) {
  const beside = [...row.place.parentElement.children];
  say(`“${wordsOf(row)}” is now ${beside.indexOf(row.place) + 1} of ${beside.length}.`);
}

function tell(result) {
  const sentence = { gone: () => 'Somebody has removed this item meanwhile.', impossible: () => 'It cannot go there.', tooLarge: sentences.tooLarge }[result.outcome];
  if (sentence) {
    lay({ sentence: sentence() });
  }

  return Boolean(sentence);
}
