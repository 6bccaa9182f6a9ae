// Has Mermaid draw, in a frame that has no origin, no network and no way back but one message port. Whatever an author's
// source makes Mermaid do happens there; here only a text comes back, and it is never shown as anything but a picture.
import { read } from './source.js';

const loadLimitInMilliseconds = 20_000;
const waitLimitInMilliseconds = 30_000;
const drawLimitInMilliseconds = 4_000;
const idleLimitInMilliseconds = 30_000;
const maxPictureLength = 4_000_000;

const tooLong = 'This diagram takes too long to draw; its source is shown.';
const outOfReach = 'This diagram could not be drawn; its source is shown.';

let last = Promise.resolve();
let sandbox;
let idle;

/** One after another: a second one at work would use up the first one's time. */
export function draw(source, theme) {
  last = last.then(() => drawNow(source, theme)).catch(() => ({ message: outOfReach }));
  return last;
}

async function drawNow(source, theme) {
  clearTimeout(idle);
  sandbox ??= await open();
  const { text, title, lines } = read(source);
  const answer = await ask({ text, title, theme });

  // Mermaid is large, and a page may have many macros.
  idle = setTimeout(close, idleLimitInMilliseconds);
  if (answer === 'late') {
    return { message: tooLong };
  }

  if (typeof answer.svg === 'string' && answer.svg.length <= maxPictureLength) {
    return { svg: answer.svg, width: Number(answer.width), height: Number(answer.height), title: String(answer.title).slice(0, 1000) };
  }

  const line = lines[answer.line - 1];
  return { line, message: `This diagram cannot be drawn${line ? ` (line ${line})` : ''}: ${String(answer.message).slice(0, 300)}` };
}

/** The library comes from here: what a frame without an origin loads by itself, a browser does not keep. */
async function open() {
  const library = fetch(address('diagram-library')).then((response) => response.ok ? response.blob() : Promise.reject(new Error(String(response.status))));
  const frame = document.createElement('iframe');
  Object.assign(frame, { className: 'diagram-sandbox', title: 'Diagrams', tabIndex: -1, src: address('diagram-sandbox') });
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  const { port1: port, port2: theirs } = new MessageChannel();
  try {
    await within(loadLimitInMilliseconds, async () => {
      const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
      document.body.append(frame);
      await loaded;
      const ready = new Promise((done) => { port.onmessage = done; });
      frame.contentWindow.postMessage(await library, '*', [theirs]);
      await ready;
    });
  } catch (error) {
    frame.remove();
    throw error;
  }

  return { frame, port };
}

/** The time counts from the moment it begins: frames of other macros may be at work in the same process. */
async function ask(question) {
  const { port } = sandbox;
  let begin;
  const begun = new Promise((done) => { begin = done; });
  const answered = new Promise((done) => {
    port.onmessage = ({ data }) => data === 'begun' ? begin() : done(data);
  });
  try {
    port.postMessage(question);
    await within(waitLimitInMilliseconds, () => Promise.race([begun, answered]));
    return await within(drawLimitInMilliseconds, () => answered);
  } catch {
    close();
    return 'late';
  }
}

function close() {
  clearTimeout(idle);
  sandbox?.port.close();
  sandbox?.frame.remove();
  sandbox = undefined;
}

async function within(milliseconds, work) {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error('Late.')), milliseconds); });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function address(relation) {
  return document.querySelector(`link[rel="${relation}"]`).href;
}
