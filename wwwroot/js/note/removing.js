// An item goes at once, and comes back as it was when that was a slip.
import { addAtEnd } from './adding.js';
import { allRows, rowWith, visibleRows } from './article.js';
import { lay } from './cards.js';
import { focusRow } from './focus.js';
import { perform } from './queue.js';
import { wordsOf } from './rows.js';
import { current } from './state.js';

let closeLast = () => {};

export async function remove(row, was = row.item.label) {
  const { id } = row.item;
  const words = wordsOf(row);
  const before = current();
  const above = previous(row);
  const beside = neighbour(row);
  const at = lastIn(above) ?? beside;
  const removing = perform({ type: 'remove', item: id, was });
  focusRow(rowWith(beside?.item.id));
  const { outcome, theirs } = await removing;
  if (outcome === 'ok') {
    offerUndo(words, before, current(), id, at?.item.id, above);
  } else if (outcome === 'conflict' || outcome === 'replaced') {
    lay({ sentence: `Somebody has changed “${words}” to “${theirs}” meanwhile, so it was not removed.`, actions: [['Remove it', () => remove(rowWith(id), theirs)]], dismissal: 'Keep it', at: id });
  } else if (outcome === 'impossible') {
    lay({ sentence: `“${words}” cannot be removed here. “Edit as text” can.`, at: id });
  }
}

function offerUndo(words, before, after, id, at, above) {
  closeLast();
  closeLast = lay({
    sentence: `Removed “${words}”.`,
    actions: [['Undo', () => putBack(before, after, id, above?.item.id ?? null)]],
    at: rowWith(at) ? at : undefined,
  });
}

/**
 * When nobody else was in between, the two texts differ by what was removed: put back by them it is as it was, with all the lines
 * below it that are no items.
 */
async function putBack(before, after, id, above) {
  const isAlone = after.revision === before.revision + 1;
  const result = isAlone && await perform({ type: 'rewrite', was: after.text, text: before.text });
  if (result?.outcome !== 'ok') {
    const text = linesOf(before, id);
    const added = above === null ? { outcome: 'gone' } : await perform({ type: 'add', after: above, heading: null, text });
    if (added.outcome !== 'ok') {
      addAtEnd(text);
    }
  }
}

function linesOf({ items }, id) {
  const at = items.findIndex((item) => item.id === id);
  const { depth } = items[at];
  const end = items.findIndex((item, index) => index > at && item.depth <= depth);
  return items.slice(at, end < 0 ? items.length : end)
    .map((item) => `${'  '.repeat(item.depth - depth)}- [${item.isDone ? 'x' : ' '}] ${item.isOptional ? '? ' : ''}${item.label}`)
    .join('\n');
}

function previous(row) {
  const beside = allRows().filter(({ place }) => place.parentElement === row.place.parentElement);
  return beside[beside.indexOf(row) - 1];
}

function lastIn(row) {
  return row && allRows().findLast(({ place }) => row.place.contains(place));
}

function neighbour(row) {
  const others = visibleRows().filter(({ place }) => !row.place.contains(place) || place === row.place);
  const at = others.indexOf(row);
  return others[at + 1] ?? others[at - 1];
}
