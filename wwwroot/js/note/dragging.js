// An item is moved by its grip: with the mouse, a finger or a pen.
import { allRows, hold, release, root, visibleRows } from './article.js';
import { move } from './moving.js';

let dragged;
let target;

export function startDragging() {
  root().addEventListener('pointerdown', (event) => {
    const grip = event.target.closest('.item-grip');
    if (grip && event.button === 0) {
      event.preventDefault();
      begin(allRows().find((row) => row.grip === grip), event);
    }
  });
}

function begin(row, { pointerId }) {
  const end = new AbortController();
  const { signal } = end;
  const stop = () => {
    end.abort();
    unmark();
    row.place.classList.remove('is-dragged');
    dragged = null;
    release();
  };

  dragged = row;
  row.place.classList.add('is-dragged');
  row.grip.setPointerCapture(pointerId);
  hold();
  row.grip.addEventListener('pointermove', aim, { signal });
  row.grip.addEventListener('pointercancel', stop, { signal });
  row.grip.addEventListener('pointerup', () => {
    const to = target;
    stop();
    drop(row, to);
  }, { signal });
  addEventListener('keydown', (event) => event.key === 'Escape' && stop(), { signal });
}

function aim({ clientY }) {
  unmark();
  const others = visibleRows().filter(({ place }) => !dragged.place.contains(place));
  const distance = ({ line }) => {
    const { top, bottom } = line.getBoundingClientRect();
    return Math.max(top - clientY, clientY - bottom, 0);
  };
  const to = others.reduce((best, row) => (!best || distance(row) < distance(best) ? row : best), null);
  if (to) {
    const { top, height } = to.line.getBoundingClientRect();
    target = { to, isBefore: clientY < top + height / 2 };
    to.place.classList.add(target.isBefore ? 'is-before' : 'is-after');
  }
}

function drop(row, found) {
  // The text may have been shown anew as it was let go.
  const now = (old) => allRows().find(({ item }) => item.id === old.item.id);
  if (found && now(row) && now(found.to)) {
    move(now(row), now(found.to), found.isBefore);
  }
}

function unmark() {
  target?.to.place.classList.remove('is-before', 'is-after');
  target = null;
}
