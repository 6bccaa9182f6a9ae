// Dialogs, given to the bridge as the provider it asks for; so AP.dialog works as in the products.
import { create, fetchExtension } from './frames.js';

const sizes = { small: '400px', medium: '600px', large: '800px', xlarge: '968px', fullscreen: '100%', maximum: '100%' };
const ready = new Set();
let open = null;
let last = null;

export function registerDialogs() {
  window.connectHost.onIframeEstablished(({ extension }) => ready.add(extension.id));
  window.connectHost.getFrameworkAdaptor().registerModule({
    getModuleRegistrationName: () => 'dialog',
    isEnabled: () => true,
    getProvider: () => provider,
  });
}

const provider = {
  create: (options, extension) => void show(options, extension),
  close: () => {
    open?.element.close();
  },
  // An app may close its dialog and then return true from the button, which closes it once more.
  isActiveDialog: addon => open?.addon === addon || last === addon,
  isButtonDisabled: id => button(id)?.disabled ?? false,
  isButtonHidden: id => button(id)?.hidden ?? false,
  setButtonDisabled: (id, disabled) => set(id, 'disabled', disabled),
  setButtonHidden: (id, hidden) => set(id, 'hidden', hidden),
  toggleButton: id => set(id, 'disabled', !provider.isButtonDisabled(id)),
  createButton: action => open?.footer.append(render(action)),
};

async function show(options, extension) {
  const element = document.createElement('dialog');
  element.className = 'app-dialog';
  element.dataset.key = extension.key;
  element.style.width = sizes[options.size] ?? options.width;
  element.style.height = options.size ? (sizes[options.size] === '100%' ? '100%' : '70%') : options.height;
  element.setAttribute('aria-label', options.header || 'Dialog');
  const footer = document.createElement('footer');
  open = { element, footer, addon: extension.addon_key, frame: null };
  if (options.chrome) {
    const header = document.createElement('header');
    header.append(Object.assign(document.createElement('h2'), { textContent: options.header }));
    footer.append(Object.assign(document.createElement('span'), { className: 'gap quiet', textContent: options.hint }), ...options.actions.map(render));
    element.append(header);
  }
  const content = document.createElement('div');
  content.className = 'content';
  element.append(content);
  if (options.chrome) {
    element.append(footer);
  }
  element.addEventListener('close', () => {
    last = extension.addon_key;
    open = null;
    element.remove();
    options.onHide?.();
  }, { once: true });
  element.addEventListener('cancel', event => {
    if (extension.options?.preventDialogCloseOnEscape) {
      event.preventDefault();
    }
  });
  document.body.append(element);
  element.showModal();
  await fill(content, options, extension);
}

async function fill(content, options, extension) {
  const visit = extension.options?.visit ?? `?product=${productName()}&module=${encodeURIComponent(extension.key)}`;
  const made = extension.url ? extension : await fetchExtension(visit);
  if (!made || !open) {
    content.textContent = 'The app has no such dialog.';
    return;
  }
  const all = { ...made.options, ...extension.options, isDialog: true, autoresize: false, dialogId: options.id, width: '100%', height: '100%' };
  const container = create({ addon_key: extension.addon_key, key: extension.key, url: made.url, title: options.header, options: all }, visit);
  open.frame = container.querySelector('iframe')?.id;
  content.append(container);
}

function productName() {
  return document.body.dataset.product === 'jira' ? 'Jira' : 'Confluence';
}

function render(action) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = action.type === 'primary' ? 'button primary' : 'button subtle';
  element.dataset.identifier = action.identifier;
  element.textContent = action.text;
  element.disabled = Boolean(action.disabled);
  element.hidden = Boolean(action.hidden);
  // A frame that never answered cannot close itself.
  element.addEventListener('click', () => ready.has(open?.frame) ? action.onClick() : provider.close());
  return element;
}

function button(id) {
  return open?.footer.querySelector(`[data-identifier="${CSS.escape(id)}"]`);
}

function set(id, name, value) {
  const found = button(id);
  if (found) {
    found[name] = value;
  }
}
