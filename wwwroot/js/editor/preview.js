// The preview, made by the server that makes the page. Old answers never replace newer ones; what the author sees of it stays.
import { authorization } from '../authorization.js';

const pauseInMilliseconds = 150;
const patienceInMilliseconds = 15_000;
const retryInMilliseconds = 5_000;

/**
 * @param url Where it is made.
 * @param wanted Says what to show: `{ query, text }`.
 * @param onShown Called with the preview's element.
 */
export function startPreview({ element, trouble, url, wanted, onShown }) {
  let timer;
  let running;

  const soon = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(refresh, pause);
  };

  async function refresh() {
    clearTimeout(timer);
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      const html = await fetchPreview(url, wanted(), mine.signal);
      mine.signal.throwIfAborted();
      show(element, html);
      trouble.textContent = '';
      onShown(element);
    } catch {
      if (!mine.signal.aborted) {
        trouble.textContent = 'The preview is out of reach. Writing and saving still work.';
        soon(retryInMilliseconds);
      }
    }
  }

  return { refresh, refreshSoon: (pause = pauseInMilliseconds) => soon(pause) };
}

async function fetchPreview(url, { query, text }, signal) {
  const response = await fetch(query ? `${url}?${query}` : url, {
    method: 'POST',
    headers: { ...await authorization(), 'Content-Type': 'text/markdown; charset=utf-8' },
    body: text,
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceInMilliseconds)]),
  });
  if (!response.ok) {
    throw new Error(String(response.status));
  }

  return response.text();
}

function show(element, html) {
  const folds = () => [...element.querySelectorAll('details:not(.diagram > details)')];
  const before = folds();
  const { scrollTop } = element;
  element.innerHTML = html;

  // What the author unfolded to see it stays so while typing, and so does the place that is looked at.
  folds().forEach((details, at) => { details.open ||= before[at]?.open ?? false; });
  element.dispatchEvent(new CustomEvent('markdwell:shown', { bubbles: true }));
  element.scrollTop = scrollTop;
}

/** Keeps the preview about where the source is, until the author scrolls it himself. */
export function follow(source, preview) {
  let placed = 0;
  const place = () => {
    const room = source.scrollHeight - source.clientHeight;
    preview.scrollTop = room > 0 ? (source.scrollTop / room) * (preview.scrollHeight - preview.clientHeight) : preview.scrollTop;
    placed = preview.scrollTop;
  };
  source.addEventListener('scroll', place, { passive: true });
  return () => Math.abs(preview.scrollTop - placed) < 2 && source.scrollTop > 0 && place();
}
