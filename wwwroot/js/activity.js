// The page of activity. What was set aside can be tried again or forgotten; everything is done by calls.
import { busy } from './settings/busy.js';
import { list, send } from './settings/calls.js';
import { say } from './settings/saying.js';

const parts = document.getElementById('list');
const said = document.getElementById('said');

parts.addEventListener('click', (event) => {
  const button = event.target.closest('[data-action]');
  if (button) {
    busy(button, () => act(button.dataset.action, button.closest('.job')));
  }
});

document.getElementById('refresh').addEventListener('click', (event) => busy(event.currentTarget, async () => {
  const isDone = await refresh();
  say(said, isDone ? { sentence: 'This is how it is now.' } : { kind: 'danger', sentence: 'Markdwell is out of reach. Try again in a moment.' });
}));

async function act(action, job) {
  const answer = await send(action, { kind: job.dataset.kind, subject: job.dataset.subject });
  if (answer.ok || answer.status === 404) {
    await refresh();
    say(said, answer);
    said.focus();
  } else {
    say(job.querySelector('.said'), answer);
  }
}

async function refresh() {
  const html = await list();
  if (html !== null) {
    parts.innerHTML = html;
  }

  return html !== null;
}
