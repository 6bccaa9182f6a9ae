// Places in a text: a button beside each heading copies a link to it, a page opened by such a link goes there, and so do
// links within the text. The frame is as high as its text, so that it is the page around it that has to move.
import { copy } from './clipboard.js';

for (const heading of document.querySelectorAll('article.markdown :is(h1, h2, h3, h4, h5, h6)[id]')) {
  heading.append(copyButton(heading));
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const place = link && find(link.getAttribute('href').slice(1));
  if (place) {
    event.preventDefault();
    goTo(place);
  }
});

AP.getLocation((address) => {
  const place = find(new URL(address).hash.slice(1));
  if (place) {
    goTo(place);
  }
});

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
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'start' });
}
