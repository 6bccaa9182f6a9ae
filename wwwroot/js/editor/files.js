// A text from a file of the author's own: read in the browser, and put in place of what is there.
import { ask } from './question.js';

const names = /\.(?:md|markdown|mdown|mkd|txt)$/i;

/**
 * @param take Gets the text.
 * @param isEmpty Whether nothing would be lost.
 * @param say Gets a sentence when the file is not taken, and an empty one when it is.
 */
export async function openFile(file, { maxBytes, isEmpty, take, say }) {
  const trouble = refusal(file, maxBytes);
  const text = trouble ? null : decode(await file.arrayBuffer());
  if (text === null) {
    say(trouble ?? `“${file.name}” is not UTF-8 text. Save it as UTF-8, then open it again.`);
    return;
  }

  say('');
  if (isEmpty() || await ask({ question: `Replace what is written here with “${file.name}”?`, explanation: 'Undo brings it back.', yes: 'Replace', no: 'Keep' })) {
    take(text);
  }
}

function refusal({ name, size }, maxBytes) {
  const kilobytes = (bytes) => Math.ceil(bytes / 1024);
  return !names.test(name) ? `“${name}” is not a Markdown or text file (.md, .txt).`
    : size > maxBytes ? `“${name}” has ${kilobytes(size)} KB; up to ${kilobytes(maxBytes)} KB are shown.`
    : null;
}

function decode(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
