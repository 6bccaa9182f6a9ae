// The buttons above the text, and the same by keys. One of them is reached with Tab, the others with the arrow keys
// (https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/).
import { redo, undo } from '../../lib/codemirror.js';
import * as blocks from './blocks.js';
import * as marks from './marks.js';

const commands = {
  bold: { of: marks.bold, key: 'Mod-b' },
  italic: { of: marks.italic, key: 'Mod-i' },
  strike: { of: marks.strike, key: 'Mod-Shift-x' },
  code: { of: marks.code, key: 'Mod-e' },
  link: { of: marks.link, key: 'Mod-k' },
  image: { of: marks.image, key: 'Mod-Shift-i' },
  heading: { of: blocks.nextHeading, key: 'Mod-Shift-h' },
  quote: { of: blocks.quote, key: 'Mod-Shift-9' },
  bullets: { of: blocks.bulletList, key: 'Mod-Shift-8' },
  numbers: { of: blocks.numberedList, key: 'Mod-Shift-7' },
  tasks: { of: blocks.taskList, key: 'Mod-Shift-l' },
  table: { of: blocks.table },
  block: { of: blocks.codeBlock, key: 'Mod-Shift-e' },
  alert: { of: blocks.alert },
};

const isMac = /^Mac|^iP/.test(navigator.platform);

/** For the field: what a key does, it does there. */
export const toolbarKeys = [
  ...Object.values(commands).filter(({ key }) => key).map(({ of, key }) => ({ key, run: runs(of), preventDefault: true })),
  ...[1, 2, 3, 4, 5, 6].map((level) => ({ key: `Mod-Alt-${level}`, run: runs(blocks.heading(level)), preventDefault: true })),
];

/** @param others What the buttons do that change no text. */
export function startToolbar(toolbar, view, others) {
  const buttons = [...toolbar.querySelectorAll('button')];
  for (const button of buttons) {
    const { command } = button.dataset;
    const name = button.getAttribute('aria-label');
    const key = commands[command]?.key ?? { undo: 'Mod-z', redo: isMac ? 'Mod-Shift-z' : 'Mod-y' }[command];
    button.title = key ? `${name} (${spoken(key)})` : name;
    button.tabIndex = button === buttons[0] ? 0 : -1;
    button.addEventListener('click', () => act(command, view, others));

    // The selection in the field stays where it is.
    button.addEventListener('mousedown', (event) => event.preventDefault());
  }

  toolbar.addEventListener('focusin', ({ target }) => buttons.forEach((button) => { button.tabIndex = button === target ? 0 : -1; }));
  toolbar.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      buttons.at(to % buttons.length).focus();
    }
  });
}

function act(command, view, others) {
  if (others[command]) {
    others[command]();
    return;
  }

  ({ undo, redo }[command] ?? runs(commands[command].of))(view);
  view.focus();
}

function runs(make) {
  return (view) => {
    const { state } = view;
    view.dispatch(state.update(make(state), { scrollIntoView: true, userEvent: 'input' }));
    return true;
  };
}

function spoken(key) {
  const names = isMac ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' } : { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' };
  return key.split('-').map((part) => names[part] ?? part.toUpperCase()).join(isMac ? '' : '+');
}
