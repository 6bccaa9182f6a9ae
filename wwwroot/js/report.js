// The report of a project. The server makes each view of it; here is what the viewer asks for, and where the focus goes.
import { authorization } from './authorization.js';

const main = document.querySelector('main[data-view]');
const view = document.getElementById('view');
const rebuild = document.getElementById('rebuild');
const filters = document.getElementById('filters');
const said = document.getElementById('said');
const out = 'Markdwell is out of reach. Try again in a moment.';
const old = 60_000;

const order = { sort: '', order: '', page: '' };
let latest = 0;

const actions = {
  refresh: () => show(),
  rebuild: (button) => busy(button, startRebuild),
  csv: (button) => busy(button, download),
  more: (button) => showMore(button),
};

if (main) {
  main.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button || button.getAttribute('aria-disabled') === 'true') {
      return;
    }

    const { action, sort, page, field, value } = button.dataset;
    if (action) {
      actions[action](button);
    } else if (sort) {
      ask({ sort, order: button.dataset.order, page: '' });
    } else if (page) {
      ask({ page });
    } else if (field) {
      pick(filters.elements[field], value);
    }
  });
  filters.addEventListener('submit', (event) => event.preventDefault());
  filters.addEventListener('change', () => ask({ page: '' }));
  filters.elements.key.addEventListener('input', later(() => ask({ page: '' }), 300));
  setInterval(tellAge, 5_000);
  follow();
}

function ask(wish) {
  Object.assign(order, wish);
  return show();
}

/** A second click on a name takes the filter away again. */
function pick(select, value) {
  select.value = select.value === value ? '' : value;
  ask({ page: '' });
}

function query() {
  const asked = new URLSearchParams(new FormData(filters));
  Object.entries(order).forEach(([name, value]) => asked.set(name, value));
  [...asked].filter(([, value]) => !value).forEach(([name]) => asked.delete(name));
  return asked;
}

/** What a walk has brought since the page was made can be chosen as well. */
function offer({ dataset: { field, value }, textContent }) {
  const { options } = filters.elements[field];
  if (![...options].some((option) => option.value === value)) {
    options.add(new Option(textContent, value));
  }
}

async function show() {
  const turn = ++latest;
  const focus = document.activeElement?.dataset.focus;
  const isRefreshed = document.activeElement?.dataset.action === 'refresh';
  view.setAttribute('aria-busy', 'true');
  const { ok, text } = await call(`${main.dataset.view}?${query()}`);
  if (turn !== latest) {
    return;
  }

  view.removeAttribute('aria-busy');
  if (ok) {
    view.innerHTML = text;
    view.querySelectorAll('.pick').forEach(offer);
    say(view.querySelector('.numbers').dataset.count);
  } else {
    say(text, 'danger');
  }

  if (focus || isRefreshed) {
    const same = isRefreshed ? view.querySelector('.refresh') : view.querySelector(`[data-focus="${CSS.escape(focus)}"]:not(:disabled)`);
    (same ?? document.getElementById('issues-title'))?.focus();
  }
}

/** Numbers older than a minute say so. */
function tellAge() {
  const numbers = view.querySelector('.numbers');
  const age = Date.now() - Date.parse(numbers.dataset.at);
  const minutes = Math.floor(age / 60_000);
  numbers.querySelector('.old').textContent = age > old ? `, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago` : '';
  numbers.classList.toggle('is-old', age > old);
}

/** While the project is walked through, its progress and its numbers come by themselves. */
async function follow() {
  for (let wasRunning = isRunning(); wasRunning;) {
    await new Promise((resolve) => { setTimeout(resolve, 2_000); });
    const { ok, text } = await call(main.dataset.rebuild);
    if (ok) {
      rebuild.innerHTML = text;
      wasRunning = isRunning();
      if (!wasRunning) {
        await show();
      }
    }
  }
}

function isRunning() {
  return rebuild.querySelector('[data-running=true]') !== null;
}

async function startRebuild() {
  const { ok, text } = await call(main.dataset.rebuild, 'POST');
  if (ok) {
    rebuild.innerHTML = text;
    say('All checklists are being read from Jira.');
    follow();
  } else {
    say(text, 'danger');
  }
}

async function download() {
  say('Making the file…');
  try {
    const response = await fetch(`${main.dataset.csv}?${query()}`, { headers: await authorization() });
    if (!response.ok) {
      say(await sentence(response), 'danger');
      return;
    }

    const link = document.createElement('a');
    link.href = URL.createObjectURL(await response.blob());
    link.download = 'checklists.csv';
    link.click();
    URL.revokeObjectURL(link.href);
    say('The file is made.');
  } catch {
    say('The file could not be made as a whole. Try again in a moment.', 'danger');
  }
}

function showMore(button) {
  const rest = button.closest('section').querySelector('tbody[hidden]');
  rest.hidden = false;
  button.remove();
  rest.querySelector('button')?.focus();
}

async function call(address, method = 'GET') {
  try {
    const response = await fetch(address, { method, headers: await authorization() });
    return { ok: response.ok, text: response.ok ? await response.text() : await sentence(response) };
  } catch {
    return { ok: false, text: out };
  }
}

async function sentence(response) {
  const isText = response.headers.get('Content-Type')?.startsWith('text/plain');
  return (isText && await response.text()) || out;
}

function say(words, kind = '') {
  said.dataset.kind = kind;
  said.textContent = words;
}

// Not the attribute "disabled": it would take the focus away from whoever works by keyboard.
async function busy(button, work) {
  button.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

function later(work, milliseconds) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}
