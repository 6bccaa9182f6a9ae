// Calls of the pages for administrators to our own server, each with a token that the product makes for it. What goes wrong on the way
// comes back as a sentence like any other answer, so that nothing typed is ever lost.
import { authorization } from '../authorization.js';

const addresses = document.querySelector('main').dataset;

const sentences = {
  401: 'Your visit could not be verified. Reload the page and try again.',
  403: 'Only administrators may do this. Nothing was changed.',
};

export async function send(action, body) {
  try {
    const response = await ask(addresses[action], { method: 'POST', body: JSON.stringify(body) });
    return response.headers.get('Content-Type')?.includes('json')
      ? { ok: response.ok, status: response.status, ...await response.json() }
      : { ok: false, status: response.status, ...trouble(response.status) };
  } catch {
    return { ok: false, status: 0, ...trouble(0) };
  }
}

/** The list of the page as it is now, or null. */
export async function list() {
  try {
    const response = await ask(addresses.list, {});
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

async function ask(address, request) {
  return fetch(address, { ...request, headers: { ...await authorization(), 'Content-Type': 'application/json' } });
}

function trouble(status) {
  return { kind: 'danger', sentence: sentences[status] ?? 'Markdwell is out of reach. Your input is kept: try again in a moment.' };
}
