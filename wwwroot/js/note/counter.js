// How much of what Jira takes the note fills. Jira counts the characters of its JSON, where a line end or a quote takes two.
import { current } from './state.js';

const nearlyFull = 0.9;

/** @returns Counts, and says whether it fits. */
export function startCounter(field, place) {
  const count = () => {
    const { text, size, maxSize } = current();
    const taken = JSON.stringify(field.value).length + size - JSON.stringify(text).length;
    const isOver = taken > maxSize;
    field.setAttribute('aria-invalid', String(isOver));
    place.dataset.kind = isOver ? 'danger' : taken > maxSize * nearlyFull ? 'warning' : '';
    place.textContent = isOver
      ? `${(taken - maxSize).toLocaleString()} characters too many for Jira. Make it shorter, or copy a part elsewhere.`
      : `${Math.ceil(taken / 1024)} of ${maxSize / 1024} KB`;
    return !isOver;
  };
  field.addEventListener('input', count);
  return count;
}
