// The page of connections. Everything is done by calls: the policy of our pages lets no form be sent.
import { busy } from './settings/busy.js';
import { list, send } from './settings/calls.js';
import { say } from './settings/saying.js';
import * as editing from './connections/form.js';

const rows = document.getElementById('list');
const said = document.getElementById('said');
const add = document.getElementById('add');

let opener = add;

const actions = {
  edit: (button, row) => openForm(button, { ...row.dataset }),
  allow: (button) => openForm(button, { name: button.dataset.host, host: button.dataset.host, repositories: button.dataset.repositories }),
  test: (button, row) => busy(button, () => testRow(row)),
  'ask-delete': (button, row) => ask(row, row.querySelector('.question').hidden),
  keep: (button, row) => ask(row, false),
  delete: (button, row) => busy(button, () => deleteRow(row)),
};

rows.addEventListener('click', (event) => {
  const button = event.target.closest('[data-action]');
  if (button) {
    actions[button.dataset.action](button, button.closest('.connection'));
  }
});

rows.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target.closest('.question')) {
    ask(event.target.closest('.connection'), false);
  }
});

add.addEventListener('click', () => openForm(add, {}));
document.getElementById('cancel').addEventListener('click', closeForm);
document.getElementById('test').addEventListener('click', (event) => busy(event.currentTarget, testForm));
editing.form.addEventListener('submit', (event) => {
  event.preventDefault();
  busy(event.submitter ?? event.target, save);
});

function openForm(button, connection) {
  opener = button;
  say(said, { sentence: '' });
  editing.open(connection);
}

function closeForm() {
  editing.close();
  (opener.isConnected ? opener : add).focus();
}

async function save() {
  const answer = await send('save', editing.values());
  editing.show(answer);
  if (answer.ok || answer.status === 409 || answer.status === 404) {
    await refresh();
  }

  if (answer.ok) {
    editing.close();
    say(said, answer);
    said.focus();
  } else if (answer.status === 409) {
    const now = document.getElementById(`connection-${editing.current().id}`);
    editing.rebase(now?.dataset.version);
  }
}

async function testForm() {
  const tested = editing.current();
  const answer = await send('test', editing.values());
  if (tested === editing.current()) {
    editing.show(answer);
  }
}

async function testRow(row) {
  const status = row.querySelector('.said');
  say(status, { sentence: 'Asking the host…' });
  say(status, await send('test', { id: Number(row.dataset.id) }));
}

async function deleteRow(row) {
  const answer = await send('delete', { id: Number(row.dataset.id), version: Number(row.dataset.version) });
  if (answer.ok || answer.status === 404 || answer.status === 409) {
    await refresh();
    say(said, answer);
    said.focus();
  } else {
    say(row.querySelector('.said'), answer);
  }
}

function ask(row, isOpen) {
  const question = row.querySelector('.question');
  const opens = row.querySelector('[data-action="ask-delete"]');
  question.hidden = !isOpen;
  opens.setAttribute('aria-expanded', String(isOpen));
  (isOpen ? question.querySelector('[data-action="keep"]') : opens).focus();
}

async function refresh() {
  const html = await list();
  if (html !== null) {
    rows.innerHTML = html;
  }
}
