// Shows a diagram: as a picture with its source folded below, or its source with one line that says what is wrong.
import { draw } from './drawing.js';
import { palette } from './palette.js';

const maxBytes = 50 * 1024;
const maxPictures = 100;

/** Pictures made in this page, by their source and colours: a preview that is written anew shows what did not change at once. */
const pictures = new Map();

/** Drawings under way, by figure: a later one replaces an earlier one, whichever ends first. */
const latest = new WeakMap();

export async function show(source) {
  const code = (source.querySelector('code') ?? source).textContent;
  if (new TextEncoder().encode(code).length > maxBytes) {
    say(source, `This diagram has more than ${maxBytes / 1024} KB; its source is shown.`);
    return;
  }

  const colors = palette();
  const key = JSON.stringify([code, colors]);
  const picture = pictures.get(key);
  latest.set(source, key);
  if (picture) {
    place(source, picture);
    return;
  }

  const drawing = await draw(code, colors);
  if (drawing.svg) {
    keep(key, { ...drawing, url: URL.createObjectURL(new Blob([drawing.svg], { type: 'image/svg+xml' })) });
  }

  if (latest.get(source) === key && source.isConnected) {
    drawing.svg ? place(source, pictures.get(key)) : say(source, drawing.message, drawing.line);
  }
}

function keep(key, picture) {
  pictures.set(key, picture);
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

function say(source, message, line) {
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
