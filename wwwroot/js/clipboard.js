// The older way first: it works in the frames of any page, the newer one only where the page around the frame allows it.
export async function copy(text) {
  if (!copyBySelection(text)) {
    await navigator.clipboard.writeText(text);
  }
}

function copyBySelection(text) {
  const field = document.createElement('textarea');
  const focused = document.activeElement;
  field.value = text;
  field.readOnly = true;
  field.className = 'off-screen';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  focused?.focus({ preventScroll: true });
  return done;
}
