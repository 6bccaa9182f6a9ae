// What the editor page takes from CodeMirror, and so what is bundled into wwwroot/lib/codemirror.js: node script/codemirror.mjs
// Its own package for Markdown is not among it: that brings the grammars of HTML, CSS and JavaScript along, twice the size of the rest.
import { build } from 'esbuild';

const parts = {
  '@codemirror/commands': ['defaultKeymap', 'history', 'historyKeymap', 'redo', 'redoDepth', 'undo', 'undoDepth'],
  '@codemirror/language': ['HighlightStyle', 'Language', 'defineLanguageFacet', 'syntaxHighlighting', 'syntaxTree'],
  '@codemirror/search': ['search', 'searchKeymap'],
  '@codemirror/state': ['EditorSelection', 'EditorState', 'Prec'],
  '@codemirror/view': [
    'Decoration', 'EditorView', 'ViewPlugin', 'highlightActiveLine', 'highlightActiveLineGutter', 'highlightSpecialChars', 'keymap', 'lineNumbers', 'placeholder',
  ],
  '@lezer/highlight': ['tags'],
  '@lezer/markdown': ['GFM', 'parser'],
};

await build({
  stdin: {
    contents: Object.entries(parts).map(([name, names]) => `export { ${names.join(', ')} } from '${name}';`).join('\n'),
    resolveDir: process.cwd(),
  },
  outfile: 'wwwroot/lib/codemirror.js',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
});
