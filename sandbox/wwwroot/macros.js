// The macro browser, and the two ways to edit a macro: the app's own dialog, or a form made from the descriptor.
import { fetchExtension } from './frames.js';
import { edit } from './confluence.js';

const known = JSON.parse(document.getElementById('macros').textContent);
const text = value => typeof value === 'string' ? value : value?.value ?? '';

document.querySelectorAll('dialog [data-close]').forEach(button => button.addEventListener('click', () => button.closest('dialog').close('')));

/** Lets the person choose a macro and fill it; null when they thought better of it. */
export async function chooseMacro(page) {
  const browser = document.getElementById('macro-browser');
  const chosen = await new Promise(done => {
    document.getElementById('macro-list').replaceChildren(...known.filter(m => !m.hidden).map(module => {
      const item = document.createElement('li');
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link macro-choice', textContent: text(module.name) });
      button.dataset.key = module.key;
      button.addEventListener('click', () => {
        done(module);
        browser.close();
      });
      item.append(button, Object.assign(document.createElement('span'), { className: 'quiet', textContent: text(module.description) }));
      return item;
    }));
    browser.addEventListener('close', () => done(null), { once: true });
    browser.showModal();
  });
  if (!chosen) {
    return null;
  }
  const body = chosen.bodyType && chosen.bodyType !== 'none' ? '' : null;
  const macro = { name: chosen.key, id: crypto.randomUUID(), parameters: {}, body, isRich: chosen.bodyType === 'rich-text' };
  return chosen.editor || chosen.parameters?.length || body !== null ? editMacro(page, macro, true) : macro;
}

/** The changed macro, or null when nothing was saved. */
export function editMacro(page, macro, isNew = false) {
  const module = known.find(m => m.key === macro.name);
  return module?.editor ? editInDialog(page, macro, module, isNew) : editInForm(macro, module);
}

async function editInDialog(page, macro, module, isNew) {
  const visit = '?' + new URLSearchParams({ product: 'Confluence', module: macro.name, page, macro: macro.id, output: 'preview', editor: true });
  const extension = await fetchExtension(visit);
  if (!extension) {
    return null;
  }
  extension.options.visit = visit;
  return new Promise(done => {
    let result = null;
    edit({
      // A body that is left out stays as it was.
      save: (parameters, body) => {
        result = { ...macro, parameters: strings(parameters ?? macro.parameters), body: typeof body === 'string' ? body : macro.body };
      },
      close: () => window.connectHost.dialog.close(extension.addon_key),
      data: () => macro.parameters,
      body: () => macro.body ?? undefined,
    });
    window.connectHost.dialog.create(extension, {
      chrome: true,
      header: text(isNew ? module.editor.insertTitle : module.editor.editTitle) || text(module.name),
      width: module.editor.width ?? '80%',
      height: module.editor.height ?? '80%',
      submitText: isNew ? 'Insert' : 'Save',
      onHide: () => {
        edit(null);
        done(result);
      },
    });
  });
}

function editInForm(macro, module) {
  const dialog = document.getElementById('macro-form');
  const fields = dialog.querySelector('.fields');
  dialog.querySelector('h2').textContent = text(module?.name) || macro.name;
  fields.replaceChildren(...(module?.parameters ?? []).filter(p => !p.hidden).map(p => field(text(p.name), p.identifier, macro.parameters[p.identifier], p)));
  if (macro.body !== null) {
    fields.append(field('Body', '', macro.body, { type: 'body' }));
  }
  return new Promise(done => {
    dialog.addEventListener('close', () => done(dialog.returnValue === 'save' ? read(macro, fields, module) : null), { once: true });
    dialog.returnValue = '';
    dialog.showModal();
  });
}

function field(label, name, value, { type, values = [], defaultValue }) {
  const row = document.createElement('label');
  const input = document.createElement(type === 'body' ? 'textarea' : type === 'enum' ? 'select' : 'input');
  if (type === 'enum') {
    input.append(...values.map(v => new Option(v, v)));
  }
  if (type === 'boolean') {
    input.type = 'checkbox';
    input.checked = (value ?? defaultValue) === 'true';
  } else {
    input.value = value ?? defaultValue ?? '';
  }
  input.name = name;
  row.append(label, input);
  return row;
}

// A default that was left as it is, is not stored.
function read(macro, fields, module) {
  const parameters = {};
  for (const { identifier, type, defaultValue } of module?.parameters ?? []) {
    const input = fields.querySelector(`[name="${CSS.escape(identifier)}"]`);
    const value = type === 'boolean' ? String(input?.checked) : input?.value ?? '';
    if (value !== (defaultValue ?? '') && value !== '') {
      parameters[identifier] = value;
    }
  }
  return { ...macro, parameters, body: fields.querySelector('textarea')?.value ?? macro.body };
}

function strings(parameters) {
  return Object.fromEntries(Object.entries(parameters).filter(([, v]) => v !== null && v !== undefined).map(([k, v]) => [k, String(v)]));
}
