// Shows an operation that is on its way as if it were done.

/** @returns Whether elements are now elsewhere than the server put them. */
export function foresee(operation, rowWith) {
  const row = rowWith(operation.item);
  const foreseen = row && outcomes[operation.type];
  return Boolean(foreseen?.(row, operation, rowWith));
}

const outcomes = {
  tick({ box }, { isDone }) {
    box.checked = isDone;
    return false;
  },
  edit({ words }, { label }) {
    words.textContent = label;
    return true;
  },
  remove({ place }) {
    place.hidden = true;
    return true;
  },
  move({ place }, { before, after }, rowWith) {
    const there = rowWith(before ?? after)?.place;
    if (there && !place.contains(there)) {
      there[before ? 'before' : 'after'](place);
    }

    return true;
  },
};
