// The page editor: a list of blocks, saved to the draft after every change.
import { mount } from './frames.js';
import { chooseMacro, editMacro } from './macros.js';

const page = document.querySelector('[data-page-id]').dataset.pageId;
const list = document.getElementById('blocks');
const title = document.getElementById('title');
const saved = document.getElementById('saved');
const blocks = JSON.parse(document.getElementById('draft').textContent);
let timer = 0;

render();
title.addEventListener('input', saveSoon);
document.getElementById('add-text').addEventListener('click', () => {
  blocks.push({ html: '<p>A new paragraph.</p>' });
  render();
  saveSoon();
});
document.getElementById('insert-macro').addEventListener('click', async () => {
  const macro = await chooseMacro(page);
  if (macro) {
    blocks.push({ macro });
    await save();
    render();
    list.lastElementChild.scrollIntoView({ block: 'center' });
  }
});
document.getElementById('publish').addEventListener('click', async () => {
  clearTimeout(timer);
  await send('POST', 'publish');
  location.assign('/wiki/pages/' + page);
});
document.getElementById('discard').addEventListener('click', async () => {
  clearTimeout(timer);
  await fetch(`/-/pages/${page}/draft`, { method: 'DELETE' });
  location.assign('/wiki/pages/' + page);
});

function render() {
  list.replaceChildren(...blocks.map((block, index) => {
    const row = document.createElement('section');
    row.className = 'block';
    row.dataset.index = index;
    row.append(tools(block, index), block.macro ? preview(block.macro) : prose(block));
    return row;
  }));
}

function tools(block, index) {
  const bar = document.createElement('div');
  bar.className = 'tools';
  if (block.macro) {
    bar.append(tool('Edit', 'edit-macro', () => change(block)));
  }
  bar.append(
    tool('↑', 'move-up', () => move(index, -1), 'Move up'),
    tool('↓', 'move-down', () => move(index, 1), 'Move down'),
    tool('Delete', 'delete-block', () => {
      blocks.splice(index, 1);
      render();
      saveSoon();
    }));
  return bar;
}

function tool(text, name, act, label = text) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: `button tiny ${name}`, textContent: text, ariaLabel: label });
  button.addEventListener('click', act);
  return button;
}

/** Plain paragraphs and headings can be written in; everything else is shown as it is. */
function prose(block) {
  const text = document.createElement('div');
  text.innerHTML = block.html;
  const only = text.children.length === 1 ? text.firstElementChild : null;
  if (only && /^(P|H[1-6])$/.test(only.tagName) && only.children.length === 0) {
    only.contentEditable = 'plaintext-only';
    only.addEventListener('input', () => {
      const tag = only.tagName.toLowerCase();
      block.html = `<${tag}>${new Option(only.textContent).innerHTML}</${tag}>`;
      saveSoon();
    });
  }
  return text;
}

function preview(macro) {
  const place = document.createElement('div');
  place.className = 'frame';
  place.dataset.module = macro.name;
  place.dataset.macroId = macro.id;
  place.dataset.visit = '?' + new URLSearchParams({ product: 'Confluence', module: macro.name, page, macro: macro.id, output: 'preview' });
  mount(place);
  return place;
}

async function change(block) {
  const changed = await editMacro(page, block.macro);
  if (changed) {
    block.macro = changed;
    await save();
    render();
  }
}

function move(index, by) {
  const to = index + by;
  if (to >= 0 && to < blocks.length) {
    [blocks[index], blocks[to]] = [blocks[to], blocks[index]];
    render();
    saveSoon();
  }
}

function saveSoon() {
  saved.textContent = 'Saving…';
  clearTimeout(timer);
  timer = setTimeout(save, 300);
}

async function save() {
  clearTimeout(timer);
  const answer = await send('PUT', 'draft');
  saved.textContent = answer.ok ? 'Draft saved' : 'Not saved';
}

function send(method, what) {
  return fetch(`/-/pages/${page}/${what}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ title: title.value, blocks }),
  });
}
