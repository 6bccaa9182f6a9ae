// Calls to our own server, one at a time, each with a token that Jira makes for it. What goes wrong on the way comes back as a
// status, so that nothing typed is ever lost.
import { authorization } from '../authorization.js';

const addresses = document.querySelector('.note')?.dataset;
const patienceInMilliseconds = 15_000;

let turn = Promise.resolve();
let reading;

/** @returns `{ status, body }`; 0 when nobody answered. */
export function change(operations) {
  // Whoever changes something does not wait for a question about news.
  reading?.abort();
  return inTurn(() => ask(addresses.change, json({ operations })));
}

/** The note as it is now, if it is another than this. */
export function read({ revision, isWritten, trouble }, isFresh) {
  const query = new URLSearchParams({ revision, isWritten, hasTrouble: trouble !== null, ...isFresh && { fresh: true } });
  return inTurn(() => {
    reading = new AbortController();
    return ask(`${addresses.stateUrl}?${query}`, { signal: reading.signal });
  });
}

export function repair() {
  return inTurn(() => ask(addresses.repair, json({})));
}

export async function preview(text) {
  return ask(addresses.preview, { method: 'POST', headers: { 'Content-Type': 'text/markdown; charset=utf-8' }, body: text });
}

function json(body) {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

function inTurn(call) {
  return turn = turn.then(call);
}

async function ask(address, request) {
  try {
    // A token is good for some minutes; one that was just too old is replaced.
    const response = await askOnce(address, request);
    return await answerOf(response.status === 401 ? await askOnce(address, request) : response);
  } catch {
    return { status: 0, body: {} };
  }
}

async function askOnce(address, request) {
  const patience = AbortSignal.timeout(patienceInMilliseconds);
  return fetch(address, {
    ...request,
    headers: { ...request.headers, ...await authorization() },
    signal: request.signal ? AbortSignal.any([request.signal, patience]) : patience,
  });
}

async function answerOf(response) {
  const type = response.headers.get('Content-Type') ?? '';
  const body = response.status === 204 ? {} : type.includes('json') ? await response.json() : await response.text();
  return { status: response.status, body };
}
