// The line that says where a text comes from: dates in the reader's own words, and a button that asks the source anew.
import { authorization } from './authorization.js';

const frame = document.querySelector('.ac-content');
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const units = [['year', 31_536_000], ['month', 2_592_000], ['day', 86_400], ['hour', 3_600], ['minute', 60]];

enliven();
document.addEventListener('markdwell:shown', enliven);

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('.refresh');
  if (button) {
    refresh(button);
  }
});

/** Until now the buttons were disabled: nobody would have heard a click. */
function enliven() {
  for (const button of document.querySelectorAll('.refresh')) {
    button.disabled = false;
  }

  for (const time of document.querySelectorAll('.origin time')) {
    const date = new Date(time.dateTime);
    time.textContent = age((date - Date.now()) / 1000);
    time.title = absolute.format(date);
  }
}

function age(seconds) {
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
  return relative.format(Math.round(seconds / length), unit);
}

async function refresh(button) {
  const words = button.textContent;
  button.disabled = true;
  button.textContent = 'Refreshing …';
  try {
    // The frame's own address says which macro of which version this is; that the viewer may see the page, the token says.
    const response = await fetch(button.dataset.url + location.search.replace(/([?&])jwt=[^&]*&?/, '$1'), {
      method: 'POST',
      headers: await authorization(),
    });
    if (!response.ok) {
      throw new Error(String(response.status));
    }

    show(await response.text());
    frame.dispatchEvent(new CustomEvent('markdwell:shown', { bubbles: true }));
    frame.querySelector('.refresh')?.focus({ preventScroll: true });
  } catch {
    button.disabled = false;
    button.textContent = `${words}: no answer. Try again`;
  }
}

/** The bridge has put an element of its own among the frame's, by which it sees that the frame grows or shrinks. */
function show(html) {
  for (const element of frame.querySelectorAll(':scope > :not(.ac-resize-sensor)')) {
    element.remove();
  }

  frame.insertAdjacentHTML('afterbegin', html);
}
