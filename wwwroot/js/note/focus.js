// Where the keyboard is in the text, found again in the same text written anew.
export function whereabouts(place, rows) {
  const element = document.activeElement;
  if (!place.contains(element)) {
    return null;
  }

  if (element.closest('[data-lasting]')) {
    return { element, from: element.selectionStart, to: element.selectionEnd };
  }

  const at = rows.findIndex(({ line }) => line.contains(element));
  return { at, id: rows[at]?.item.id, isMore: element === rows[at]?.more };
}

export function comeBack(before, place, rows) {
  if (!before) {
    return;
  }

  const { element, from, to, at, id, isMore } = before;
  if (element?.isConnected) {
    element.focus({ preventScroll: true });
    if (typeof from === 'number') {
      element.setSelectionRange(from, to);
    }
  } else if (at >= 0) {
    focusRow(rows.find(({ item }) => item.id === id) ?? rows[Math.min(at, rows.length - 1)], isMore);
  }
}

export function focusRow(row, isMore = false) {
  (isMore && row?.more ? row.more : row?.box ?? document.querySelector('.item-add input'))?.focus({ preventScroll: true });
}
