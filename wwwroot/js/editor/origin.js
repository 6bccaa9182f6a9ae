// Where the macro's text comes from: written here, a file of the page, or an address. Kept in parameters of the macro; the body
// stays what it was, so that nothing is lost by looking elsewhere.
import { authorization } from '../authorization.js';

const own = ['address', 'attachment', 'section'];
const form = document.getElementById('origin');
const file = document.getElementById('attachment');
const files = document.getElementById('files');
const address = document.getElementById('address');
const section = document.getElementById('section');
const headings = document.getElementById('headings');
const about = document.getElementById('about');
const rooms = { body: document.getElementById('from-body'), attachment: document.getElementById('from-attachment'), address: document.getElementById('from-address') };
const part = document.getElementById('part');

const typingInMilliseconds = 400;
let previewed = '';

/** @param onChange Told when something else is to be shown, and how soon. */
export function startOrigin(parameters, attachmentsUrl, onChange) {
  address.value = parameters.address ?? '';
  section.value = parameters.section ?? '';
  offer(parameters.attachment);
  choose(parameters.address ? 'address' : parameters.attachment ? 'attachment' : 'body');
  if (chosen() === 'attachment') {
    list(attachmentsUrl, parameters.attachment);
  }

  form.addEventListener('change', () => {
    choose(chosen());
    if (chosen() === 'attachment') {
      list(attachmentsUrl, file.value);
    }

    onChange(0);
  });
  file.addEventListener('change', () => onChange(0));
  [address, section].forEach((input) => input.addEventListener('input', () => onChange(typingInMilliseconds)));
}

/** The parameters of before with the choice in them: a newer version of the app may have written some that this one does not know. */
export function parametersWith(parameters) {
  const values = chosenValues();
  const kept = { ...parameters };
  for (const name of own) {
    // Said to be empty instead of left out, in case that a product adds what is new to what was there.
    if (values[name] || kept[name] !== undefined) {
      kept[name] = values[name] ?? '';
    }
  }

  return kept;
}

/** For the preview; empty for a text that is written here. */
export function originQuery() {
  return new URLSearchParams(chosenValues()).toString();
}

export function isBody() {
  return chosen() === 'body';
}

/** Takes from a new preview what it says of the file, and the headings that can be chosen. */
export function hearOf(preview) {
  const said = preview.querySelector(':scope > .about');
  about.textContent = isBody() ? '' : (said?.textContent ?? (originQuery() ? '' : 'Nothing is chosen yet.'));
  about.classList.toggle('fault', said !== null && !preview.querySelector('article'));
  said?.remove();
  const which = chosen() + file.value + address.value;
  if (!section.value || which !== previewed) {
    const found = isBody() ? [] : [...preview.querySelectorAll('article :is(h1, h2, h3, h4, h5, h6)')];
    headings.replaceChildren(...found.slice(0, 200).map((heading) => new Option('', heading.textContent.trim())));
    previewed = which;
  }
}

function chosen() {
  return form.elements.from.value;
}

function chosenValues() {
  const values = { address: { address: address.value.trim() }, attachment: { attachment: file.value }, body: {} }[chosen()];
  const isGiven = Object.values(values).some(Boolean);
  return isGiven && section.value.trim() ? { ...values, section: section.value.trim() } : isGiven ? values : {};
}

function choose(which) {
  form.elements.from.value = which;
  document.body.dataset.from = which;
  Object.entries(rooms).forEach(([name, room]) => { room.hidden = name !== which; });
  part.hidden = which === 'body';
}

// A file that is chosen stays so, also when it is no longer among those of the page.
function offer(name) {
  if (name && ![...file.options].some((option) => option.value === name)) {
    file.append(new Option(`${name} (not attached to this page)`, name));
  }

  file.value = name ?? '';
}

async function list(url, name) {
  try {
    const response = await fetch(url, { headers: await authorization() });
    if (!response.ok) {
      throw new Error(String(response.status));
    }

    const answer = document.createElement('template');
    answer.innerHTML = await response.text();
    files.textContent = answer.content.querySelector('.notice')?.textContent ?? '';
    file.replaceChildren(new Option('Choose an attachment', ''), ...answer.content.querySelectorAll('optgroup:has(option)'));
  } catch {
    files.textContent = 'The attachments of this page are out of reach. Try again in a moment.';
  }

  offer(name);
}
