'use strict';
// Markdown to safe HTML the way Node apps do it, and the page around it: the same links as in the app's own frame.
const hljs = require('highlight.js/lib/common');
const sanitize = require('sanitize-html');

const markdown = require('markdown-it')({
  html: true,
  linkify: true,
  highlight: (code, language) => (hljs.getLanguage(language) ? hljs.highlight(code, { language, ignoreIllegals: true }).value : ''),
});

const options = {
  allowedTags: sanitize.defaults.allowedTags.concat(['img', 'details', 'summary', 'del', 'kbd', 'input']),
  allowedAttributes: { ...sanitize.defaults.allowedAttributes, '*': ['class', 'id'], input: ['type', 'checked', 'disabled'] },
};

const head = ['frame', 'markdown', 'code', 'formulas'].map((name) => `<link rel="stylesheet" href="/css/${name}.0123456789.css">`)
  .concat(['frame', 'headings', 'scrolling', 'code', 'pictures', 'origin', 'diagrams'].map((name) => `<script type="module" src="/js/${name}.0123456789.js"></script>`))
  .join('\n');

exports.page = (text) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<script src="https://connect-cdn.atl-paas.net/all.js" data-options="margin:false"></script>
<title>Markdown</title>
${head}
</head>
<body>
<div class="ac-content"><article class="markdown">${sanitize(markdown.render(text), options)}</article></div>
</body>
</html>
`;
