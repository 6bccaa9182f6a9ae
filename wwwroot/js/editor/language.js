// What the field knows of Markdown: enough for colours, and to tell code from prose.
import { defineLanguageFacet, GFM, Language, parser, syntaxTree } from '../../lib/codemirror.js';

export const markdown = new Language(defineLanguageFacet(), parser.configure(GFM), [], 'markdown');

const codes = new Set(['FencedCode', 'CodeBlock', 'InlineCode', 'HTMLBlock', 'CommentBlock']);

/** Whether a place is in code, where text is meant as it stands. */
export function isInCode(state, at) {
  for (let node = syntaxTree(state).resolveInner(at, -1); node; node = node.parent) {
    if (codes.has(node.name)) {
      return true;
    }
  }

  return false;
}
