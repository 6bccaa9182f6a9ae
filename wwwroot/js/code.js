// A button on each block of code that copies it.
import { copy } from './clipboard.js';

const said = document.createElement('p');
said.className = 'copy-said';
said.setAttribute('role', 'status');
document.body.append(said);

addButtons();
document.addEventListener('markdwell:shown', addButtons);

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('.copy');
  if (button) {
    copyFor(button);
  }
});

function addButtons() {
  // A diagram's source is drawn, not read.
  for (const pre of document.querySelectorAll('.markdown pre:not(.code > pre, .mermaid)')) {
    const host = document.createElement('div');
    host.className = 'code';
    pre.replaceWith(host);
    host.append(pre, newButton());
  }
}

function newButton() {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  name(button, 'Copy', 'Copy code');
  return button;
}

async function copyFor(button) {
  const pre = button.previousElementSibling;
  // Without the line end of the last line: pasted into a terminal, it would run the command.
  const done = await copy(pre.textContent.replace(/\n$/, '')).then(() => true, () => false);
  if (!done) {
    getSelection().selectAllChildren(pre);
  }

  name(button, done ? 'Copied' : 'Not copied', done ? 'Copied' : 'Not copied');
  said.textContent = done ? 'Copied' : 'Not copied. The code is selected: copy it with the keyboard.';
  clearTimeout(button.reset);
  button.reset = setTimeout(() => {
    name(button, 'Copy', 'Copy code');
    said.textContent = '';
  }, 2000);
}

function name(button, words, label) {
  button.textContent = words;
  button.setAttribute('aria-label', label);
}
