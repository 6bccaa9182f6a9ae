// Places in a text: a button beside each heading copies a link to it, a page opened by such a link goes there, and so do
// links within the text. The frame is as high as its text, so that it is the page around it that has to move.
import { copy } from './clipboard.js';

const settlingInMilliseconds = 3_000;

addButtons();
document.addEventListener('markdwell:shown', addButtons);

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const place = link && find(link.getAttribute('href').slice(1));
  if (place) {
    event.preventDefault();
    goTo(place);
  }
});

AP.getLocation((address) => {
  const fragment = new URL(address).hash.slice(1);

  // Our own links name the macro; one from another file names the heading alone, as at the Git host.
  const place = find(fragment) ?? find(fragment && `md-${new URLSearchParams(location.search).get('macroId')}-${fragment}`);
  if (place) {
    goTo(place);
  }
});

function addButtons() {
  for (const heading of document.querySelectorAll('.ac-content > article.markdown :is(h1, h2, h3, h4, h5, h6)[id]')) {
    heading.append(copyButton(heading));
  }
}

function copyButton(heading) {
  const button = document.createElement('button');
  const name = `Copy link to “${heading.textContent.trim()}”`;
  button.type = 'button';
  button.className = 'heading-link';
  button.setAttribute('aria-label', name);
  button.addEventListener('click', () => AP.getLocation(async (address) => {
    const url = new URL(address);
    url.hash = heading.id;
    await copy(url.href);
    button.setAttribute('aria-label', 'Link copied');
    button.addEventListener('blur', () => button.setAttribute('aria-label', name), { once: true });
  }));
  return button;
}

function find(fragment) {
  try {
    return fragment ? document.getElementById(decodeURIComponent(fragment)) : null;
  } catch {
    // A stray percent sign names nothing.
    return null;
  }
}

function goTo(place) {
  unfold(place);

  // What the keyboard reaches by itself has to stay reachable.
  if (place.tabIndex < 0) {
    place.tabIndex = -1;
  }

  const show = () => place.scrollIntoView({ block: 'start' });
  place.focus({ preventScroll: true });
  show();

  // A frame that is new, or in which something was unfolded, grows yet: then the place is somewhere else on the page.
  addEventListener('resize', () => document.activeElement === place && show(), { signal: AbortSignal.timeout(settlingInMilliseconds) });
}

/** As a browser does that follows a link by itself. */
function unfold(place) {
  for (const details of document.querySelectorAll('details:not([open])')) {
    details.open = details !== place && details.contains(place);
  }
}
