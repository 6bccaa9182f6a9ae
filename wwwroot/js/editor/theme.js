// The colours of the source, by the variables of css/frame.css and css/code.css: they reach into the shadow root, so that light
// and dark change there as everywhere.
import { EditorView, HighlightStyle, syntaxHighlighting, tags } from '../../lib/codemirror.js';

const heading = { color: 'var(--code-heading)', fontWeight: '600' };

export const colours = syntaxHighlighting(HighlightStyle.define([
  { tag: tags.heading, ...heading },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.link, color: 'var(--link)' },
  { tag: tags.url, color: 'var(--link)' },
  { tag: tags.labelName, color: 'var(--code-property)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: tags.monospace, color: 'var(--code-constant)' },
  { tag: tags.quote, color: 'var(--text-subtle)' },
  { tag: tags.contentSeparator, color: 'var(--code-keyword)' },
  { tag: tags.atom, color: 'var(--code-keyword)' },
  { tag: tags.angleBracket, color: 'var(--code-tag)' },
  { tag: tags.tagName, color: 'var(--code-tag)' },
  { tag: tags.comment, color: 'var(--code-comment)' },
  { tag: tags.escape, color: 'var(--code-keyword)' },
  { tag: tags.character, color: 'var(--code-constant)' },
  { tag: tags.processingInstruction, color: 'var(--code-keyword)' },
]));

const field = {
  border: '1px solid var(--border)',
  borderRadius: '4px',
  background: 'var(--surface)',
  color: 'var(--text)',
  font: '400 13px/1.5 var(--font)',
  fontSize: '13px',
};

const focused = { outline: '2px solid var(--focus)', outlineOffset: '-1px' };

export const theme = EditorView.theme({
  '&': { height: '100%', background: 'var(--surface)', color: 'var(--text)' },
  // Outside, where the line numbers do not cover it.
  '&.cm-focused': { ...focused, outlineOffset: '0' },
  '.cm-scroller': { font: '400 13px/1.6 var(--font-code)', overflow: 'auto' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 8px' },
  '.cm-gutters': { border: '0', background: 'var(--surface)', color: 'var(--text-subtle)' },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'var(--tinted)' },
  '.cm-placeholder': { color: 'var(--text-subtle)' },
  '.cm-specialChar': { color: 'var(--text-danger)' },
  '.cm-searchMatch': { background: 'var(--marked)' },
  '.cm-searchMatch.cm-searchMatch-selected': { outline: '2px solid var(--focus)' },
  '.cm-panels': { background: 'var(--sunken)', color: 'var(--text)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--border)' },
  '.cm-panel.cm-search': { padding: '6px 32px 6px 8px' },
  '.cm-panel.cm-search label': { font: '400 13px/1.5 var(--font)', whiteSpace: 'nowrap' },
  '.cm-textfield, .cm-button': field,
  '.cm-button': { ...field, background: 'var(--tinted)', backgroundImage: 'none' },
  '.cm-textfield:focus-visible, .cm-button:focus-visible, .cm-panel [name=close]:focus-visible': focused,
  '.cm-panel.cm-search [name=close]': { color: 'var(--text)', fontSize: '20px', inlineSize: '24px' },
});
