// The note as the server last told it.
const listeners = [];

let state;

export const current = () => state;

export function listen(listener) {
  listeners.push(listener);
}

/** Answers may come in another order than they were made in. */
export function accept(next) {
  if (!state || next.revision >= state.revision) {
    state = next;
    listeners.forEach((listener) => listener(state));
  }
}
