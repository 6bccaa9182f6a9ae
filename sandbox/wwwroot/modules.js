// The bridge's modules that are not in the bridge: each product brings its own.
import { fetchToken } from './frames.js';
import { defineConfluence } from './confluence.js';

const isJira = document.body.dataset.product === 'jira';
const contextPath = isJira ? '' : '/wiki';

export function defineModules() {
  const host = window.connectHost;
  host.defineModule('context', {
    getToken: promise(async callback => (await fetchToken(callback)).token),
    getContext: promise(async callback => (await fetchToken(callback)).context),
  });
  host.defineModule('user', {
    getCurrentUser: callback => callback({ atlassianAccountId: document.body.dataset.account || undefined }),
    getLocale: callback => callback('en_US'),
    getTimeZone: callback => callback(Intl.DateTimeFormat().resolvedOptions().timeZone),
  });
  host.defineModule('navigator', navigation);
  host.defineModule('history', history);
  host.defineModule('cookie', cookie);
  host.defineModule({ request: promise(request), getLocation: callback => callback(location.href), sizeToParent });
  if (isJira) {
    host.defineModule('jira', {
      refreshIssuePage: () => location.reload(),
      isNativeApp: callback => callback(false),
    });
  } else {
    defineConfluence(request);
  }
}

function promise(method) {
  method.returnsPromise = true;
  return method;
}

/** The product's REST as the person at the browser, and never wider than the app's scopes. */
async function request(url, options, callback) {
  const wish = typeof url === 'object' ? url : { ...options, url };
  if (/^[a-z]+:|^\/\//i.test(wish.url)) {
    throw new Error('Only addresses of the product.');
  }
  const path = wish.url.startsWith('/') ? wish.url : '/' + wish.url;
  const method = (wish.type ?? wish.method ?? 'GET').toUpperCase();
  const headers = { 'Sandbox-App': 'request' };
  for (const [name, value] of Object.entries(wish.headers ?? {})) {
    if (/^(accept|if-match|if-none-match)$/i.test(name)) {
      headers[name] = value;
    }
  }
  const data = typeof wish.data === 'object' && wish.data ? new URLSearchParams(wish.data).toString() : wish.data;
  const query = method === 'GET' && data ? (path.includes('?') ? '&' : '?') + data : '';
  if (method !== 'GET' && data !== undefined) {
    headers['Content-Type'] = wish.contentType ?? 'application/x-www-form-urlencoded';
  }
  const full = (path.startsWith(contextPath + '/') ? path : contextPath + path) + query;
  const answer = await fetch(full, { method, headers, body: method === 'GET' ? undefined : data });
  const body = await answer.text();
  const xhr = { status: answer.status, statusText: answer.statusText, responseText: body };
  if (!answer.ok) {
    throw { xhr, err: body };
  }
  return { body, xhr };
}

/** As high as the window has room below the top of the frame. */
function sizeToParent(hideFooter, callback) {
  const frame = document.getElementById(callback._context.extension_id);
  frame.style.height = `${Math.floor(window.innerHeight - frame.getBoundingClientRect().top - 1)}px`;
}

const navigation = {
  go: (target, context = {}, callback) => {
    const places = {
      contentview: `/wiki/pages/${context.contentId}`,
      contentedit: `/wiki/pages/${context.contentId}/edit`,
      issue: `/browse/${context.issueKey}`,
      project: `/projects/${context.projectKey}`,
      addonmodule: `${contextPath}/plugins/servlet/ac/${context.addonKey ?? callback._context.extension.addon_key}/${context.moduleKey}`,
      addonModule: `${contextPath}/plugins/servlet/ac/${context.addonKey ?? callback._context.extension.addon_key}/${context.moduleKey}`,
      site: context.relativeUrl ?? '/',
    };
    if (places[target]) {
      location.assign(places[target]);
    }
  },
  reload: () => location.reload(),
  getLocation: callback => callback({ target: document.body.dataset.product, href: location.href }),
};

const history = {
  pushState: (state) => { location.hash = '!' + state; },
  replaceState: (state) => { location.replace('#!' + state); },
  getState: (type, callback) => callback(location.hash.replace(/^#!?/, '')),
  back: () => window.history.back(),
  forward: () => window.history.forward(),
  go: (steps) => window.history.go(steps),
};

const cookie = {
  save: (name, value) => localStorage.setItem('cookie-' + name, value),
  read: (name, callback) => callback(localStorage.getItem('cookie-' + name)),
  erase: (name) => localStorage.removeItem('cookie-' + name),
};
