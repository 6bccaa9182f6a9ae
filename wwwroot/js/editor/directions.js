// Each line reads in the direction of its own first letter: Arabic beside English, and the marks of both where they belong.
import { Decoration, EditorView, ViewPlugin } from '../../lib/codemirror.js';

const line = Decoration.line({ attributes: { dir: 'auto' } });

const plugin = ViewPlugin.fromClass(class {
  constructor(view) {
    this.decorations = decorate(view);
  }

  update(update) {
    if (update.docChanged || update.viewportChanged) {
      this.decorations = decorate(update.view);
    }
  }
}, { decorations: (value) => value.decorations });

export const lineDirections = [plugin, EditorView.perLineTextDirection.of(true)];

function decorate({ state, visibleRanges }) {
  const lines = new Set();
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to;) {
      const { from: start, to: end } = state.doc.lineAt(at);
      lines.add(start);
      at = end + 1;
    }
  }

  return Decoration.set([...lines].map((start) => line.range(start)));
}
