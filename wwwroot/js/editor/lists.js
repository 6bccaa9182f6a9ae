// Enter in a list, a quote: the next line begins as this one does. In an item without words it ends the list.
const item = /^(?<quote>(?:\s*> ?)*)(?<indent>\s*)(?:(?<bullet>[-*+])|(?<number>\d{1,9})(?<dot>[.)]))(?<gap>\s+)(?<task>\[[ xX]\]\s+)?/;
const quoted = /^(?:\s*> ?)+/;

export function continueList({ state, dispatch }) {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const found = item.exec(line.text) ?? quoted.exec(line.text);
  const start = found?.[0].length;
  if (!found || !main.empty || state.selection.ranges.length > 1 || main.head < line.from + start || isInFence(state.doc, line.number)) {
    return false;
  }

  const isBare = line.text.slice(start).trim() === '';
  dispatch(state.update(isBare ? end(found, line) : next(found, main.head, line, state.doc), { scrollIntoView: true, userEvent: 'input' }));
  return true;
}

// A quote around the list stays; in it, a second Enter ends that too.
function end(found, line) {
  const kept = found.groups?.quote ?? '';
  return { changes: { from: line.from, to: line.to, insert: kept }, selection: { anchor: line.from + kept.length } };
}

function next({ 0: all, groups }, head, line, doc) {
  const mark = groups ? groups.quote + groups.indent + (groups.bullet ?? `${Number(groups.number) + 1}${groups.dot}`) + groups.gap + (groups.task ? '[ ] ' : '') : all;
  const changes = [{ from: head, insert: `\n${mark}` }];
  if (groups?.number) {
    changes.push(...countOn(groups, line.number + 1, doc));
  }

  return { changes, selection: { anchor: head + 1 + mark.length } };
}

/** The numbers of the items that follow in the same list. */
function countOn({ quote, indent, number, dot }, from, doc) {
  const changes = [];
  for (let at = from, expected = Number(number) + 1; at <= doc.lines; at++) {
    const line = doc.line(at);
    const found = item.exec(line.text)?.groups;
    const isInside = line.text.startsWith(quote + indent + ' ');
    if (found?.number && found.quote === quote && found.indent === indent && found.dot === dot && Number(found.number) === expected) {
      const start = line.from + quote.length + indent.length;
      changes.push({ from: start, to: start + found.number.length, insert: String(++expected) });
    } else if (!isInside) {
      break;
    }
  }

  return changes;
}

// Counted here instead of asked of the syntax tree, which of a long text may not be there yet.
function isInFence(doc, number) {
  let fence = null;
  for (let at = 1; at < number; at++) {
    const mark = /^\s{0,3}(?:> ?)*\s*(`{3,}|~{3,})(.*)$/.exec(doc.line(at).text);
    if (mark && !fence) {
      fence = mark[1];
    } else if (mark && mark[1][0] === fence[0] && mark[1].length >= fence.length && mark[2].trim() === '') {
      fence = null;
    }
  }

  return fence !== null;
}
