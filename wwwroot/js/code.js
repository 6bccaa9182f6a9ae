// A button on each block of code that copies it. Texts may come later (the editor's preview), so the document is watched.
const said = document.createElement('p');
said.className = 'copy-said';
said.setAttribute('role', 'status');
document.body.append(said);

// Whoever has no mouse scrolls a wide block with the arrow keys, once it can be reached.
const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) {
      target.tabIndex = 0;
    } else {
      target.removeAttribute('tabindex');
    }
  }
});

addButtons();
new MutationObserver(addButtons).observe(document.querySelector('.ac-content'), { childList: true, subtree: true });

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('.copy');
  if (button) {
    copyFor(button);
  }
});

function addButtons() {
  // A diagram's source is drawn, not read.
  for (const pre of document.querySelectorAll('.markdown pre:not(.code > pre):not(:has(> .language-mermaid))')) {
    const host = document.createElement('div');
    host.className = 'code';
    pre.replaceWith(host);
    host.append(pre, newButton());
    widths.observe(pre);
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
  const done = await copy(pre);
  name(button, done ? 'Copied' : 'Not copied', done ? 'Copied' : 'Not copied');
  said.textContent = done ? 'Copied' : 'Not copied. The code is selected: copy it with the keyboard.';
  clearTimeout(button.reset);
  button.reset = setTimeout(() => {
    name(button, 'Copy', 'Copy code');
    said.textContent = '';
  }, 2000);
}

async function copy(pre) {
  // Without the line end of the last line: pasted into a terminal, it would run the command.
  const text = pre.textContent.replace(/\n$/, '');
  // The old way first: the product does not hand the newer clipboard on to frames, and asking for it in vain is an error in the console.
  return copySelected(pre, text) || navigator.clipboard.writeText(text).then(() => true, () => false);
}

function copySelected(pre, text) {
  const selection = getSelection();
  const before = selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  selection.selectAllChildren(pre);
  const write = (event) => {
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', write);
  const done = document.execCommand('copy');
  document.removeEventListener('copy', write);
  if (done) {
    selection.removeAllRanges();
    if (before) {
      selection.addRange(before);
    }
  }
  return done;
}

function name(button, words, label) {
  button.textContent = words;
  button.setAttribute('aria-label', label);
}
