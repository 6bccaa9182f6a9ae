// Marks around words: bold, italic, strike, code, links, pictures. Each is made of a state alone; a second time it gives the text back.
import { EditorSelection } from '../../lib/codemirror.js';

export const bold = (state) => toggle(state, stars(2));
export const italic = (state) => toggle(state, stars(1));
export const strike = (state) => toggle(state, { character: '~', width: () => 2, isOn: (run) => run >= 2 });
export const code = (state) => toggle(state, {
  character: '`',
  width: (text) => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1,
  isOn: (run) => run > 0,
  takesAll: true,
});

export const link = (state) => toggleAddress(state, '[', /(?<!!)\[([^\]\n]*)\]\(([^)\n]*)\)/g);
export const image = (state) => toggleAddress(state, '![', /!\[([^\]\n]*)\]\(([^)\n]*)\)/g);

/** Three stars are both: one of them is italic, two are bold. */
function stars(count) {
  return { character: '*', width: () => count, isOn: (run) => (count === 2 ? run >= 2 : run % 2 === 1) };
}

function toggle(state, mark) {
  return state.changeByRange((range) => {
    const pieces = split(state, range);
    const found = pieces.map((piece) => around(state, piece, mark));
    const isOff = found.every((run) => run > 0);
    const changes = pieces.flatMap(({ from, to }, at) => {
      if (isOff) {
        return [{ from: from - found[at], to: from }, { from: to, to: to + found[at] }];
      }

      const marks = mark.character.repeat(mark.width(state.sliceDoc(from, to)));
      return found[at] ? [] : [{ from, insert: marks }, { from: to, insert: marks }];
    });
    const set = state.changes(changes);

    // The words stay selected, without their marks.
    const [first, last] = [pieces[0], pieces.at(-1)];
    const shift = isOff ? -found[0] : mark.character.repeat(mark.width(state.sliceDoc(first.from, first.to))).length;
    return {
      changes: set,
      range: range.empty || first.from === first.to ? EditorSelection.cursor(range.from + shift) : EditorSelection.range(set.mapPos(first.from, 1), set.mapPos(last.to, -1)),
    };
  });
}

/** The parts of a range that can be marked: of each line its words, without the marks of lists and quotes. */
function split(state, range) {
  const whole = range.empty ? (state.wordAt(range.from) ?? range) : range;
  const pieces = [];
  for (let at = whole.from; at <= whole.to;) {
    const line = state.doc.lineAt(at);
    const start = /^\s*(?:>\s?)*(?:(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+)?/.exec(line.text)[0].length;
    const from = Math.max(whole.from, line.from + (pieces.length || whole.from === line.from ? start : 0));
    const to = Math.min(whole.to, line.to);
    const text = state.sliceDoc(from, Math.max(from, to));
    if (text.trim()) {
      pieces.push({ from: from + text.search(/\S/), to: from + text.trimEnd().length });
    }

    at = line.to + 1;
  }

  return pieces.length ? pieces.map((piece) => inner(state, piece)) : [{ from: whole.from, to: whole.from }];
}

// Selected with its marks, or with one side of them, a word is meant without them.
function inner(state, piece) {
  const line = state.doc.lineAt(piece.from);
  const from = piece.from - /(?:\*+|~+|`+|)$/.exec(line.text.slice(0, piece.from - line.from))[0].length;
  const to = piece.to + /^(?:\*+|~+|`+|)/.exec(line.text.slice(piece.to - line.from))[0].length;
  const text = state.sliceDoc(from, to);
  const run = /^(?:\*+|~+|`+)(?=[^*~`])/.exec(text)?.[0] ?? '';
  const isMarked = run && text.length > 2 * run.length && text.endsWith(run) && !text.slice(run.length, -run.length).includes(run);
  return isMarked ? { from: from + run.length, to: to - run.length } : piece;
}

/** How many characters of a mark stand on both sides and belong to it; 0 when it is not there. */
function around(state, { from, to }, { character, width, isOn, takesAll }) {
  const before = /(.)\1*$/.exec(state.sliceDoc(Math.max(0, from - 20), from));
  const after = /^(.)\1*/.exec(state.sliceDoc(to, to + 20));
  const run = before?.[1] === character && after?.[1] === character ? Math.min(before[0].length, after[0].length) : 0;
  return run && isOn(run) ? (takesAll ? run : width('')) : 0;
}

function toggleAddress(state, opening, pattern) {
  return state.changeByRange((whole) => {
    // A link stays within its line.
    const line = state.doc.lineAt(whole.from);
    const range = EditorSelection.range(whole.from, Math.min(whole.to, line.to));
    for (const found of line.text.matchAll(pattern)) {
      const from = line.from + found.index;
      const to = from + found[0].length;
      if (from <= range.from && range.to <= to) {
        // What was an address before becomes one again.
        const text = found[1] || (found[2] === 'https://' ? '' : found[2]);
        return { changes: { from, to, insert: text }, range: EditorSelection.range(from, from + text.length) };
      }
    }

    const text = state.sliceDoc(range.from, range.to);
    const isAddress = /^https?:\/\/\S+$/.test(text);
    const made = isAddress ? `${opening}](${text})` : `${opening}${text}](https://)`;
    const start = isAddress || !text ? range.from + opening.length : range.from + made.length - 'https://)'.length;
    const end = isAddress || !text ? start : start + 'https://'.length;
    return { changes: { from: range.from, to: range.to, insert: made }, range: EditorSelection.range(start, end) };
  });
}
