// Shows a diagram: as a picture with its source folded below, or its source with one line that says what is wrong.
import { draw } from './drawing.js';
import { palette } from './palette.js';
import { theme } from './theme.js';

const maxBytes = 50 * 1024;
const maxPictures = 100;

/** Pictures made in this page, by their source and colours: a preview that is written anew shows what did not change at once. */
const pictures = new Map();

/** What was asked for last, by source: nothing is done twice, and a drawing that ends too late is left out. */
const latest = new WeakMap();

/** @returns whether it was drawn before. */
export function showDrawn(source) {
  const key = keyOf(text(source), palette());
  const picture = pictures.get(key);
  if (picture) {
    latest.set(source, key);
    place(source, picture);
  }

  return Boolean(picture);
}

export async function show(source) {
  const code = text(source);
  if (new TextEncoder().encode(code).length > maxBytes) {
    say(source, { message: `This diagram has more than ${maxBytes / 1024} KB; its source is shown.` });
    return;
  }

  const colors = palette();
  const key = keyOf(code, colors);
  if (latest.get(source) === key) {
    return;
  }

  latest.set(source, key);
  const drawing = pictures.get(key) ?? await draw(code, theme(colors));
  if (drawing.svg && !pictures.has(key)) {
    keep(key, drawing);
  }

  if (latest.get(source) === key) {
    drawing.svg ? place(source, pictures.get(key)) : say(source, drawing);
  }
}

function text(source) {
  return (source.querySelector('code') ?? source).textContent;
}

function keyOf(code, colors) {
  return JSON.stringify([code, colors]);
}

function keep(key, drawing) {
  pictures.set(key, { ...drawing, url: URL.createObjectURL(new Blob([drawing.svg], { type: 'image/svg+xml' })) });
  if (pictures.size > maxPictures) {
    const [[oldest, { url }]] = pictures;
    pictures.delete(oldest);
    URL.revokeObjectURL(url);
  }
}

function place(source, { url, width, height, title }) {
  const figure = wrap(source);
  const image = figure.querySelector('img') ?? new Image();
  Object.assign(image, { decoding: 'sync', width, height, alt: title, src: url });
  if (!image.isConnected) {
    figure.prepend(image);
  }
}

/** The figure around a source, made of it if there is none yet. */
function wrap(source) {
  const around = source.closest('figure.diagram');
  if (around) {
    return around;
  }

  const figure = document.createElement('figure');
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  figure.className = 'diagram';
  summary.textContent = 'Source of this diagram';
  source.replaceWith(figure);
  details.append(summary, source);
  figure.append(details);
  return figure;
}

function say(source, { message, line }) {
  if (source.closest('figure.diagram')) {
    // It was drawn before, in other colours: better those than none.
    return;
  }

  const notice = document.createElement('p');
  notice.className = 'diagram-notice';
  notice.textContent = message;
  source.before(notice);
  mark(source.querySelector('code') ?? source, line);
}

function mark(code, line) {
  const lines = code.textContent.split('\n');
  if (line >= 1 && line <= lines.length) {
    const marked = document.createElement('mark');
    marked.textContent = lines[line - 1];
    const before = lines.slice(0, line - 1).map((text) => `${text}\n`).join('');
    const after = lines.slice(line).map((text) => `\n${text}`).join('');
    code.replaceChildren(before, marked, after);
  }
}
