// Whoever leaves with something unsaved is asked once more.
const reasons = [];

export function keep(isUnsaved) {
  reasons.push(isUnsaved);
}

addEventListener('beforeunload', (event) => {
  if (reasons.some((isUnsaved) => isUnsaved())) {
    event.preventDefault();
  }
});
