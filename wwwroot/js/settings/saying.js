/** Shows how an action ended. */
export function say(place, { kind, sentence }) {
  place.dataset.kind = kind ?? '';
  place.textContent = sentence;
}
