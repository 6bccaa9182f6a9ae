// The macro's editor: text and parameters come from Confluence through the bridge and go back the same way. The server is asked
// only for what is shown beside them, so that typing and saving go on when it is away.
import { startCounter } from './editor/counter.js';
import { draftOf } from './editor/draft.js';
import { openFile } from './editor/files.js';
import { guard } from './editor/leaving.js';
import { hearOf, isBody, originQuery, parametersWith, startOrigin } from './editor/origin.js';
import { paste } from './editor/pasting.js';
import { follow, startPreview } from './editor/preview.js';
import { createSource, replaceText } from './editor/source.js';
import { startToolbar, toolbarKeys } from './editor/toolbar.js';

const panes = document.querySelector('.panes');
const place = document.getElementById('writing');
const said = document.getElementById('said');
const picker = document.getElementById('file');
const maxBytes = Number(panes.dataset.maxBytes);
const count = startCounter(document.getElementById('size'), document.getElementById('warning'), maxBytes);

let isReady = false;
let isSaved = false;

// Until the text is there, the button must not send an empty one back.
AP.dialog.getButton('submit').bind(() => isReady && save());
const [parameters, original] = await read();
const draft = draftOf(await belonging());
const view = createSource(place, original, {
  keys: [...toolbarKeys, { key: 'Mod-Enter', run: save, preventDefault: true }],
  handlers: { paste, drop },
  onChange: changed,
  describedBy: document.getElementById('hint').textContent,
});
const untouched = view.state.doc;
const preview = startPreview({
  element: document.getElementById('preview'),
  trouble: document.getElementById('trouble'),
  url: panes.dataset.preview,
  wanted: () => ({ query: originQuery(), text: isBody() ? text() : '' }),
  onShown: (element) => {
    hearOf(element);
    stay();
  },
});
const stay = follow(view.scrollDOM, document.getElementById('preview'));

startOrigin(parameters, panes.dataset.attachments, (pause) => preview.refreshSoon(pause));
const before = JSON.stringify(parametersWith(parameters));
startToolbar(document.getElementById('toolbar'), view, { open: () => picker.click() });
guard(isChanged, close);
isReady = true;
panes.ariaBusy = 'false';
offerDraft();
showSize();
preview.refresh();
if (isBody()) {
  view.focus();
}

picker.addEventListener('change', () => {
  open(picker.files[0]);
  picker.value = '';
});

// Beside the field a file would take the place of the whole editor.
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => event.preventDefault());
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
    event.preventDefault();
    save();
  }
});

function read() {
  return new Promise((done) => AP.confluence.getMacroData((data) => AP.confluence.getMacroBody((body) => done([data ?? {}, body ?? '']))));
}

/** What a copy of the text belongs to. A macro that is new has no lasting name yet. */
function belonging() {
  const site = new URLSearchParams(location.search).get('xdm_e');
  return new Promise((done) => AP.user.getCurrentUser(({ atlassianAccountId }) => AP.context.getContext((context) => {
    const { content, macro } = context?.confluence ?? {};
    done([site, atlassianAccountId, content?.id, original ? macro?.id ?? macro?.hash : 'new']);
  })));
}

function changed() {
  showSize();
  preview.refreshSoon();
  if (isTouched()) {
    draft.keep(text());
  } else {
    draft.forget();
  }
}

function save() {
  isSaved = true;
  AP.confluence.saveMacro(parametersWith(parameters), text());
  draft.forget();
  AP.confluence.closeMacroEditor();
  return true;
}

function close() {
  isSaved = true;
  draft.forget();
  AP.confluence.closeMacroEditor();
}

// The field turns every line end into \n. A text that nobody changed goes back as it came, and one from Windows keeps its line ends.
function text() {
  return !isTouched() ? original : original.includes('\r\n') ? view.state.sliceDoc().replaceAll('\n', '\r\n') : view.state.sliceDoc();
}

function isTouched() {
  return !view.state.doc.eq(untouched);
}

function isChanged() {
  return !isSaved && (isTouched() || JSON.stringify(parametersWith(parameters)) !== before);
}

function showSize() {
  count(text(), (isOver) => view.contentDOM.setAttribute('aria-invalid', String(isOver)));
}

function offerDraft() {
  const found = draft.find();
  if (!found?.text || found.text === original) {
    return;
  }

  const offer = document.getElementById('restore');
  const at = new Date(found.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  offer.querySelector('span').textContent = `What you wrote here until ${at} was not saved.`;
  offer.hidden = false;
  offer.addEventListener('click', ({ target }) => {
    if (target.value === 'restore') {
      replaceText(view, found.text);
    } else if (target.value === 'forget') {
      draft.forget();
    } else {
      return;
    }

    offer.hidden = true;
    view.focus();
  });
}

function drop(event) {
  const [dropped] = event.dataTransfer.files;
  if (dropped) {
    event.preventDefault();
    open(dropped);
  }

  return Boolean(dropped);
}

function open(file) {
  openFile(file, {
    maxBytes,
    isEmpty: () => view.state.sliceDoc().trim() === '',
    take: (opened) => {
      replaceText(view, opened);
      view.focus();
    },
    say: (sentence) => { said.textContent = sentence; },
  });
}
