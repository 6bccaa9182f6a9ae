// A question with two answers. The browser's own is not to be had in a frame of another site.
const dialog = document.getElementById('question');

/** True for yes; Escape is no. */
export function ask({ question, explanation, yes, no }) {
  dialog.querySelector('h2').textContent = question;
  dialog.querySelector('p').textContent = explanation;
  dialog.querySelector('[value=yes]').textContent = yes;
  dialog.querySelector('[value=no]').textContent = no;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((answered) => dialog.addEventListener('close', () => answered(dialog.returnValue === 'yes'), { once: true }));
}

export function isAsking() {
  return dialog.open;
}

dialog.querySelectorAll('button').forEach((button) => button.addEventListener('click', () => dialog.close(button.value)));
