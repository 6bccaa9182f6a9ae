// Notices in the corner of the page.
export function registerFlags() {
  const adaptor = window.connectHost.getFrameworkAdaptor();
  register(adaptor, 'flag', { create });
  const message = (title, body) => create({ title, body, close: 'auto', actions: [] });
  register(adaptor, 'messages', { generic: message, error: message, warning: message, success: message, info: message, hint: message, clear: () => {} });
  register(adaptor, 'inlineDialog', { hide: () => {} });
}

function register(adaptor, name, provider) {
  adaptor.registerModule({ getModuleRegistrationName: () => name, isEnabled: () => true, getProvider: () => provider });
}

function create({ id, title, body, type = 'info', close, actions = [], onClose }) {
  const flag = document.createElement('div');
  flag.className = `flag ${type}`;
  const text = Object.assign(document.createElement('p'), { textContent: body ?? '' });
  flag.append(Object.assign(document.createElement('strong'), { textContent: title ?? '' }), text);
  for (const action of actions) {
    const link = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: action.actionText });
    link.addEventListener('click', action.executeAction);
    flag.append(link);
  }
  const end = () => {
    flag.remove();
    onClose?.(id);
  };
  const cross = Object.assign(document.createElement('button'), { type: 'button', className: 'cross', textContent: '×', ariaLabel: 'Close' });
  cross.addEventListener('click', end);
  flag.append(cross);
  document.getElementById('flags').append(flag);
  if (close === 'auto') {
    setTimeout(end, 5000);
  }
  return { close: end };
}
