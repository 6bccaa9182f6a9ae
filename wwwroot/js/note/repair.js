// A note that somebody has broken by hand: what stands in Jira is put aside, what is known here comes back. Asks before.
import { repair } from './calls.js';
import { button, element } from './element.js';
import { accept, current, listen } from './state.js';

let place;
let isAsking = false;

export function startRepair(note) {
  place = element('div', { className: 'note-repair', hidden: true });
  note.append(place);
  listen(show);
  show(current());
}

function show({ isBroken, mayEdit }) {
  place.hidden = !isBroken || !mayEdit;
  if (place.hidden) {
    isAsking = false;
    place.replaceChildren();
  } else if (!isAsking && !place.hasChildNodes()) {
    offer();
  }
}

function offer() {
  isAsking = false;
  place.replaceChildren(
    element('p', {}, 'A repair keeps what stands in Jira now in a property of its own, and puts back the note as it is shown here.'),
    element('p', { className: 'answers' }, button('Repair …', ask)),
  );
}

function ask() {
  isAsking = true;
  const leave = button('Leave it as it is', () => {
    offer();
    place.querySelector('button').focus();
  });
  place.replaceChildren(
    element('p', { role: 'alert' }, 'Put the note back as it is shown here? What stands in Jira now is kept as markdwell.note.aside with the time of the repair.'),
    element('p', { className: 'answers' }, button('Repair', mend, { className: 'primary' }), leave),
  );
  leave.focus();
}

async function mend({ currentTarget }) {
  currentTarget.setAttribute('aria-disabled', 'true');
  const { status, body } = await repair();
  if (status === 200) {
    accept(body);
  } else {
    offer();
    place.prepend(element('p', { role: 'alert', className: 'note-said' }, body.message ?? 'Markdwell does not answer just now. Nothing was changed.'));
  }
}
