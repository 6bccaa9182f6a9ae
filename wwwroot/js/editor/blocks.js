// Whole lines: headings, quotes, lists, code, alerts, tables. Each is made of a state alone; a second time it gives the text back.
const listMark = /^(\s*)(?:[-*+] \[[ xX]\] |[-*+] |\d+[.)] )?/;

export const bulletList = (state) => toggleList(state, /^\s*[-*+] (?!\[[ xX]\] )/, () => '- ');
export const numberedList = (state) => toggleList(state, /^\s*\d+[.)] /, (number) => `${number}. `);
export const taskList = (state) => toggleList(state, /^\s*[-*+] \[[ xX]\] /, () => '- [ ] ');
export const quote = (state) => toggleQuote(state, '');
export const alert = (state) => toggleQuote(state, '> [!NOTE]\n');

/** No heading, the largest, the next, … and none again. */
export function nextHeading(state) {
  const level = /^#{0,6}(?= |$)/.exec(selectedLines(state)[0].text)?.[0].length ?? 0;
  return setHeading(state, level >= 3 ? 0 : level + 1);
}

/** A second time the heading ends. */
export function heading(level) {
  return (state) => setHeading(state, selectedLines(state).every(({ text }) => new RegExp(`^#{${level}} `).test(text)) ? 0 : level);
}

export function codeBlock(state) {
  const lines = selectedLines(state, true);
  const { doc } = state;
  const before = lines[0].number > 1 ? doc.line(lines[0].number - 1) : null;
  const after = lines.at(-1).number < doc.lines ? doc.line(lines.at(-1).number + 1) : null;
  if (before && after && /^`{3,}\w*$/.test(before.text) && /^`{3,}$/.test(after.text)) {
    return { changes: [{ from: before.from, to: before.to + 1 }, { from: after.from - 1, to: after.to }] };
  }

  const longest = Math.max(2, ...lines.flatMap(({ text }) => [...text.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  const changes = [{ from: lines[0].from, insert: `${fence}\n` }, { from: lines.at(-1).to, insert: `\n${fence}` }];
  const inside = (at) => Math.min(at, lines.at(-1).to) + fence.length + 1;
  return { changes, selection: { anchor: inside(state.selection.main.anchor), head: inside(state.selection.main.head) } };
}

export function table(state) {
  const line = state.doc.lineAt(state.selection.main.to);
  const gap = line.text.trim() ? '\n\n' : '';
  const made = `${gap}| Column | Column |\n| --- | --- |\n|  |  |\n`;
  const start = line.to + gap.length + 2;
  return { changes: { from: line.to, insert: made }, selection: { anchor: start, head: start + 'Column'.length } };
}

function setHeading(state, level) {
  const changes = selectedLines(state).map(({ from, text }) => ({
    from,
    to: from + /^(?:#{1,6} +)?/.exec(text)[0].length,
    insert: level ? `${'#'.repeat(level)} ` : '',
  }));
  return { changes, selection: mapped(state, changes) };
}

// Lines without words stay as they are, unless there is no other.
function toggleList(state, isOn, mark) {
  const all = selectedLines(state);
  const worded = all.filter(({ text }) => text.trim());
  const lines = worded.length ? worded : all.slice(0, 1);
  const isOff = lines.every(({ text }) => isOn.test(text));
  const changes = lines.map(({ from, text }, at) => {
    const [whole, indent] = listMark.exec(text);
    return { from: from + indent.length, to: from + whole.length, insert: isOff ? '' : mark(at + 1) };
  });
  return { changes, selection: mapped(state, changes) };
}

function toggleQuote(state, title) {
  const lines = selectedLines(state);
  const isAlert = (line) => line && /^> \[!\w+\]$/.test(line.text);
  const before = lines[0].number > 1 ? state.doc.line(lines[0].number - 1) : null;
  const titled = isAlert(lines[0]) ? lines[0] : isAlert(before) ? before : null;
  const isQuoted = lines.every(({ text }) => text.startsWith('>'));

  // A quote with a title is an alert, and the other way round.
  const isOff = isQuoted && Boolean(title) === Boolean(titled);
  const changes = [];
  if (titled && (title ? isOff : isQuoted)) {
    changes.push({ from: titled.from, to: Math.min(titled.to + 1, state.doc.length) });
  } else if (title && !titled) {
    changes.push({ from: lines[0].from, insert: title });
  }

  for (const line of lines.filter((each) => each !== titled)) {
    if (isOff) {
      changes.push({ from: line.from, to: line.from + /^> ?/.exec(line.text)[0].length });
    } else if (!isQuoted) {
      changes.push({ from: line.from, insert: line.text ? '> ' : '>' });
    }
  }

  return { changes, selection: mapped(state, changes) };
}

function selectedLines({ doc, selection: { main } }, takesEmptyEnd = false) {
  const first = doc.lineAt(main.from).number;

  // A selection that ends at the start of a line does not mean that line; but an empty one may have been put between fences.
  const end = doc.lineAt(main.to);
  const last = end.from === main.to && (end.text || !takesEmptyEnd) && end.number > first ? end.number - 1 : end.number;
  return Array.from({ length: last - first + 1 }, (_, at) => doc.line(first + at));
}

// What is inserted at either end of a selection stays outside of it.
function mapped(state, changes) {
  const set = state.changes(changes);
  const { anchor, head, empty, from, to } = state.selection.main;
  if (empty) {
    return { anchor: set.mapPos(head, 1) };
  }

  const [start, end] = [set.mapPos(from, 1), set.mapPos(to, -1)];
  return anchor <= head ? { anchor: start, head: end } : { anchor: end, head: start };
}
