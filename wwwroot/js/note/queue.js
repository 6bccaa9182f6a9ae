// Operations on their way to the server. They have names, so that what is sent twice is done once; they wait here for as long as
// the server is away, and are shown meanwhile as if they were done.
import { change } from './calls.js';
import { accept } from './state.js';

const largestBatch = 100;
const longestBatch = 60_000;
const pausesInMilliseconds = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
const listeners = [];

let waiting = [];
let isSending = false;
let failures = 0;
let trouble = null;
let timer;

export const operations = () => waiting.map(({ operation }) => operation);

/** Why nothing goes out: `{ sentence, isFinal }`, or null. What is final is sent again when somebody asks for it. */
export const obstacle = () => trouble;

export function listen(listener) {
  listeners.push(listener);
}

/**
 * @param place Returns where it goes, asked when it goes out: what was added there meanwhile is above it.
 * @returns What became of it: a result of the server's, or `{ outcome: 'dropped' }`.
 */
export function perform(operation, place) {
  return new Promise((settle) => {
    waiting.push({ operation: { ...sendable(operation), id: crypto.randomUUID() }, place, settle });
    tell();
    if (!trouble) {
      send();
    }
  });
}

export function sendAgain() {
  trouble = null;
  tell();
  send();
}

export function drop() {
  const dropped = waiting;
  waiting = [];
  trouble = null;
  tell();
  dropped.forEach(({ settle }) => settle({ outcome: 'dropped' }));
}

addEventListener('online', () => trouble && !trouble.isFinal && sendAgain());

async function send() {
  clearTimeout(timer);
  if (isSending || waiting.length === 0) {
    return;
  }

  isSending = true;
  const batch = nextBatch();
  const { status, body } = await change(batch.map(({ operation }) => operation));
  isSending = false;
  if (status === 200) {
    finish(batch, body);
  } else {
    stop(status, body);
  }
}

/** Two additions to one place go one after the other: the second one's place is below the first. */
function nextBatch() {
  const second = waiting.findIndex((entry, at) => entry.place && waiting.findIndex(({ place }) => place === entry.place) < at);
  const batch = waiting.slice(0, Math.min(second > 0 ? second : largestBatch, largestBatch, howManyFit()));
  for (const entry of batch.filter(({ place, isSent }) => place && !isSent)) {
    Object.assign(entry.operation, entry.place());
  }

  batch.forEach((entry) => { entry.isSent = true; });
  return batch;
}

function howManyFit() {
  let length = 0;
  const first = waiting.findIndex(({ operation }) => (length += JSON.stringify(operation).length) > longestBatch);
  return first < 0 ? waiting.length : Math.max(1, first);
}

/** What no property can hold is not sent, for it would hold up all that comes after: NUL, and half a character, where a paste was cut. */
function sendable(operation) {
  const words = Object.entries(operation).filter(([name]) => name === 'text' || name === 'label');
  return { ...operation, ...Object.fromEntries(words.map(([name, text]) => [name, text.toWellFormed().replaceAll('\0', '')])) };
}

function finish(batch, { state, results }) {
  failures = 0;
  trouble = null;
  waiting = waiting.filter((entry) => !batch.includes(entry));
  accept(state);
  tell();
  for (const { operation, settle } of batch) {
    settle(results.find(({ id }) => id === operation.id) ?? { outcome: 'ok' });
  }

  send();
}

function stop(status, body) {
  const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429;
  const pause = pausesInMilliseconds[Math.min(failures++, pausesInMilliseconds.length - 1)];
  trouble = { isFinal, sentence: body.message ?? sentenceOf(status) };
  if (body.state) {
    accept(body.state);
  }

  tell();
  if (!isFinal) {
    timer = setTimeout(send, pause);
  }
}

function sentenceOf(status) {
  return status === 401 ? 'Your visit could not be verified. Reload the page to save.' : 'Markdwell does not answer just now.';
}

function tell() {
  listeners.forEach((listener) => listener());
}
