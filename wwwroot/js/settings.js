// The page of settings. Everything is done by calls: the policy of our pages lets no form be sent.
import { startErasing } from './settings/erasing.js';
import { busy } from './settings/busy.js';
import { send } from './settings/calls.js';
import * as fields from './settings/fields.js';
import { say } from './settings/saying.js';

const form = document.getElementById('form');
const said = document.getElementById('said');
const formSaid = document.getElementById('form-said');
const askReset = document.getElementById('ask-reset');
const question = document.getElementById('reset-question');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  busy(event.submitter ?? form, async () => show(await send('save', { version: fields.version(), values: fields.values() })));
});

askReset.addEventListener('click', () => ask(question.hidden));
document.getElementById('keep').addEventListener('click', () => ask(false));
question.addEventListener('keydown', (event) => event.key === 'Escape' && ask(false));
document.getElementById('reset').addEventListener('click', (event) => busy(event.currentTarget, async () => {
  const answer = await send('reset', { version: fields.version() });
  ask(false);
  show(answer);
}));

function show(answer) {
  say(said, { sentence: '' });
  say(formSaid, { sentence: '' });
  fields.showFaults(answer.faults ?? {});
  if (answer.ok) {
    fields.accept(answer);
    say(said, answer);
    said.focus();
  } else {
    if (answer.values) {
      fields.rebase(answer);
    }

    say(formSaid, answer);
  }
}

function ask(isOpen) {
  question.hidden = !isOpen;
  askReset.setAttribute('aria-expanded', String(isOpen));
  (isOpen ? document.getElementById('keep') : askReset).focus();
}

// Whoever leaves with something unsaved is asked by the browser.
addEventListener('beforeunload', (event) => fields.isChanged() && event.preventDefault());

startErasing(fields.accept);

// Until now the buttons were disabled: nobody would have heard a click.
document.querySelectorAll('button:disabled').forEach((button) => { button.disabled = false; });
