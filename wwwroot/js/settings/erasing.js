import { busy } from './busy.js';
import { send } from './calls.js';
import { say } from './saying.js';

const form = document.getElementById('erase-form');
const confirmation = form.elements.namedItem('confirmation');
const said = document.getElementById('erase-said');

/** Erases everything, once the site's name was typed. Afterwards the settings are what the answer says. */
export function startErasing(accept) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    busy(event.submitter ?? form, () => erase(accept));
  });
}

async function erase(accept) {
  const answer = await send('erase', { confirmation: confirmation.value });
  const fault = answer.faults?.confirmation ?? '';
  document.getElementById('confirmation-fault').textContent = fault;
  confirmation.setAttribute('aria-invalid', String(fault !== ''));
  say(said, fault ? { sentence: '' } : answer);
  if (fault) {
    confirmation.focus();
  } else {
    said.focus();
  }

  if (answer.ok) {
    accept(answer);
    form.reset();
  }
}
