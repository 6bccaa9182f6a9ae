'use strict';
// The peer of the app in its benchmarks: atlassian-connect-express doing the same work. See benchmarks/README.md for what was tuned.
const ace = require('atlassian-connect-express');
const express = require('express');
const { LRUCache } = require('lru-cache');
const { page } = require('./page');

// The framework's own way of keeping things, or one made by hand.
const { open } = require(process.env.STORE === 'memory' ? './memory' : './sequelize');

// The framework asks for Atlassian's public key at each installation; the app remembers it, so the peer does.
const request = require('request');
const ask = request.get;
const keys = new Map();
request.get = (address, ...rest) => {
  if (typeof address !== 'string') {
    return ask(address, ...rest);
  }
  const [answer] = rest;
  return keys.has(address) ? answer(null, keys.get(address)) : ask(address, (error, response) => {
    if (response?.statusCode === 200) {
      keys.set(address, { body: response.body });
    }
    answer(error, response);
  });
};

const MaxBytes = 128 * 1024 * 1024;

// One line for each request about a parameter that nobody here reads.
console.warn = () => {};

const port = Number(process.env.PORT);
const store = open(ace, process.env.DATABASE);

const app = express();
app.disable('x-powered-by');
app.disable('etag');
const silent = Object.fromEntries(['trace', 'debug', 'info', 'warn', 'error', 'log'].map((level) => [level, () => {}]));
const addon = ace(app, {
  config: {
    product: 'confluence',
    production: { port, localBaseUrl: `http://127.0.0.1:${port}`, store: store.settings, whitelist: ['127.0.0.1'], allowTokenRefresh: false },
  },
}, silent);
app.use(express.json({ limit: '1mb' }));

const pages = new LRUCache({ maxSize: MaxBytes, sizeCalculation: (bytes) => bytes.length + 500 });
const policy = "default-src 'none'; script-src 'self' https://connect-cdn.atl-paas.net; style-src 'self'; img-src 'self' https:; connect-src 'self'; frame-ancestors ";

// A finished page is a look-up and bytes. What is not in memory is in the database, what is not there is asked for.
app.get('/macros/markdown', addon.authenticate(), async (req, res, next) => {
  try {
    const { pageId, pageVersion, macroId } = req.query;
    const { clientKey, hostBaseUrl } = req.context;
    const key = `${clientKey} ${pageId} ${pageVersion} ${macroId}`;
    let bytes = pages.get(key);
    if (!bytes) {
      bytes = Buffer.from(await kept.getText(clientKey, pageId, macroId, pageVersion) ?? await make(req, pageId, pageVersion, macroId));
      pages.set(key, bytes);
    }
    res.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': bytes.length,
      'Cache-Control': 'no-cache, no-store',
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': policy + hostBaseUrl,
    });
    res.end(bytes);
  } catch (e) {
    next(e);
  }
});

app.post('/webhooks/jira/issue-updated', addon.authenticate(), async (req, res, next) => {
  try {
    await kept.addWebhook(req.context.clientKey, req.body.webhookEvent, JSON.stringify(req.body));
    res.writeHead(204).end();
  } catch (e) {
    next(e);
  }
});

app.post('/connect/installed', addon.verifyInstallation(), async (req, res, next) => {
  try {
    await addon.settings.saveInstallation(req.body, req.body.clientKey);
    res.writeHead(204).end();
  } catch (e) {
    next(e);
  }
});

async function make(req, pageId, pageVersion, macroId) {
  const storage = await new Promise((resolve, reject) => {
    addon.httpClient(req).get({ url: `/api/v2/pages/${pageId}?body-format=storage&version=${pageVersion}`, json: true }, (error, response, body) =>
      error || response.statusCode !== 200 ? reject(error ?? new Error(`${response.statusCode}`)) : resolve(body.body.storage.value));
  });
  const macro = storage.split('<ac:structured-macro ').find((part) => part.includes(`ac:macro-id="${macroId}"`));
  const text = macro.slice(macro.indexOf('<![CDATA[') + 9, macro.lastIndexOf(']]>')).replaceAll(']]]]><![CDATA[>', ']]>');
  const html = page(text);
  await kept.setText(req.context.clientKey, pageId, macroId, pageVersion, html);
  return html;
}

let kept;
store.begin(addon).then((ready) => {
  kept = ready;
  app.listen(port, '127.0.0.1');
});
