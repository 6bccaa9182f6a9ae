let isBusy = false;

/** One action at a time. Not the attribute "disabled": it would take the focus away from whoever works by keyboard. */
export async function busy(button, work) {
  if (isBusy) {
    return;
  }

  isBusy = true;
  button.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } finally {
    isBusy = false;
    button.removeAttribute('aria-disabled');
  }
}
