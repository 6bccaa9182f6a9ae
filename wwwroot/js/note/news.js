// What others change, and whether Jira holds what was changed here.
import { read } from './calls.js';
import { accept, current, listen } from './state.js';

const whileVisibleInMilliseconds = 20_000;
const whileSavingInMilliseconds = 1_000;
const whileLongSavingInMilliseconds = 5_000;
const longSaving = 30;
const calmInMilliseconds = 2_000;

let timer;
let questions = 0;
let lookedAt = -Infinity;

export function startNews() {
  listen(wait);
  wait();
  addEventListener('focus', look);
  document.addEventListener('visibilitychange', look);
}

function wait() {
  clearTimeout(timer);
  if (current().isWritten) {
    questions = 0;
  }

  timer = setTimeout(() => ask(false), current().isWritten ? whileVisibleInMilliseconds
    : questions++ < longSaving ? whileSavingInMilliseconds : whileLongSavingInMilliseconds);
}

/** Somebody comes back from elsewhere, perhaps from where the note was changed. Whoever clicks to and fro does not ask Jira each time. */
function look() {
  if (!document.hidden) {
    clearTimeout(timer);
    timer = setTimeout(() => ask(true), lookedAt + calmInMilliseconds - performance.now());
  }
}

async function ask(isFresh) {
  if (!document.hidden) {
    lookedAt = isFresh ? performance.now() : lookedAt;
    const { status, body } = await read(current(), isFresh);
    if (status === 200) {
      accept(body);
    }
  }

  wait();
}
