// The macro's editor: the text comes from Confluence through the bridge and goes back the same way. The server is asked
// only for the preview, so that typing and saving go on when it is away.
const source = document.getElementById('source');
const size = document.getElementById('size');
const preview = document.getElementById('preview');
const trouble = document.getElementById('trouble');
const previewUrl = document.querySelector('[data-preview]').dataset.preview;
const maxBytes = Number(source.dataset.maxBytes);
const pauseInMilliseconds = 250;

let parameters = {};
let original = '';
let pause;
let running;

AP.confluence.getMacroData((data) => {
  // Handed back unchanged: a newer version of the app may have written parameters that this one does not know.
  parameters = data ?? {};
  AP.confluence.getMacroBody((body) => {
    original = body ?? '';
    source.value = original;
    source.disabled = false;
    source.focus();
    showSize();
    showPreview();
  });
});

AP.dialog.getButton('submit').bind(save);

source.addEventListener('input', () => {
  showSize();
  clearTimeout(pause);
  pause = setTimeout(showPreview, pauseInMilliseconds);
});

source.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    save();
  }
});

function save() {
  if (source.disabled) {
    return false;
  }

  AP.confluence.saveMacro(parameters, text());
  AP.confluence.closeMacroEditor();
  return true;
}

// A textarea turns every line end into \n. A text that nobody changed goes back as it came, and one from Windows keeps its line ends.
function text() {
  const isUntouched = source.value === original.replace(/\r\n?/g, '\n');
  return isUntouched ? original : original.includes('\r\n') ? source.value.replaceAll('\n', '\r\n') : source.value;
}

function showSize() {
  const bytes = new TextEncoder().encode(text()).length;
  const over = bytes > maxBytes;
  size.textContent = over ? `${kilobytes(bytes)} of ${kilobytes(maxBytes)} KB: too long to be shown. The text is kept when you save.` : '';
  source.setAttribute('aria-invalid', String(over));
}

async function showPreview() {
  // An older answer must never replace a newer one.
  running?.abort();
  running = new AbortController();
  try {
    const token = await AP.context.getToken();
    const response = await fetch(previewUrl, {
      method: 'POST',
      headers: { Authorization: `JWT ${token}`, 'Content-Type': 'text/markdown; charset=utf-8' },
      body: text(),
      signal: running.signal,
    });
    if (!response.ok) {
      throw new Error(String(response.status));
    }

    show(await response.text());
    preview.dispatchEvent(new CustomEvent('markdwell:shown', { bubbles: true }));
    trouble.textContent = '';
  } catch (error) {
    if (error.name !== 'AbortError') {
      trouble.textContent = 'The preview is out of reach. Writing and saving still work.';
    }
  }
}

function show(html) {
  const folds = () => [...preview.querySelectorAll('details:not(.diagram > details)')];
  const before = folds();
  preview.innerHTML = html;

  // What the author unfolded to see it stays so while typing.
  folds().forEach((details, at) => { details.open ||= before[at]?.open ?? false; });
}

function kilobytes(bytes) {
  return Math.ceil(bytes / 1024);
}
