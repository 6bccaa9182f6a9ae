// The form for one connection, new or changed.
export const form = document.getElementById('form');

const fields = ['name', 'host', 'kind', 'repositories', 'token', 'tokenExpiresOn'];
const field = (name) => form.elements.namedItem(name);
const kindsOfHosts = [
  [/^(.*\.)?github\./, 'GitHub'],
  [/^(.*\.)?gitlab\./, 'GitLab'],
  [/^bitbucket\.org$/, 'Bitbucket'],
  [/^(gitea\.|forgejo\.|codeberg\.org$)/, 'Gitea'],
  [/^dev\.azure\.com$|\.visualstudio\.com$/, 'AzureDevOps'],
];

let connection = {};
let expiryBefore = '';
let kindIsChosen = false;

// Typing goes on while a test runs, and a closed form must not be filled by an answer for the one before.
export const current = () => connection;

export function open(data) {
  connection = data;
  kindIsChosen = Boolean(data.id);
  form.reset();
  field('name').value = data.name ?? '';
  field('host').value = data.host ?? '';
  field('kind').value = data.kind ?? 'GitHub';
  field('repositories').value = data.repositories ?? '';
  field('tokenExpiresOn').value = expiryBefore = data.expires ?? '';
  field('token').placeholder = data.hasToken ? 'kept, not shown' : '';
  document.getElementById('remove-token-choice').hidden = !data.hasToken;
  document.getElementById('form-title').textContent = data.id ? `Change “${data.name}”` : 'Add a connection';
  say({ sentence: '' });
  showFaults({});
  guessKind();
  form.hidden = false;
  form.scrollIntoView({ block: 'nearest' });
  field('host').focus();
}

export function close() {
  form.reset();
  form.hidden = true;
  connection = {};
}

export function values() {
  return {
    id: connection.id ? Number(connection.id) : null,
    version: Number(connection.version ?? 0),
    removeToken: field('removeToken').checked,
    ...Object.fromEntries(fields.map((name) => [name, field(name).value])),
  };
}

// After somebody else's change: what was typed stays, and saving again is meant as it is.
export function rebase(version) {
  connection.version = version;
}

export function show(answer) {
  say(answer);
  showFaults(answer.faults ?? {});
  if (answer.expiresOn) {
    field('tokenExpiresOn').value = answer.expiresOn;
  }
}

function say({ kind, sentence }) {
  const said = document.getElementById('form-said');
  said.dataset.kind = kind ?? '';
  said.textContent = sentence;
}

function showFaults(faults) {
  for (const name of fields) {
    document.getElementById(`${name}-fault`).textContent = faults[name] ?? '';
    field(name).setAttribute('aria-invalid', String(name in faults));
  }

  form.querySelector('[aria-invalid="true"]')?.focus();
}

function guessKind() {
  const host = field('host').value.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/[/:].*$/, '');
  const guess = kindsOfHosts.find(([pattern]) => pattern.test(host))?.[1];
  if (guess && !kindIsChosen) {
    field('kind').value = guess;
  }

  showAdvice();
}

function showAdvice() {
  const { tokenAdvice, repositoryForm } = field('kind').selectedOptions[0].dataset;
  const empty = connection.hasToken ? 'Leave it empty to keep the one there is.' : 'Leave it empty for files that everybody may see.';
  document.getElementById('token-hint').textContent = `${tokenAdvice} ${empty}`;
  document.getElementById('repositories-hint').textContent = field('kind').value === 'Web' ? repositoryForm : `${repositoryForm} Empty means all that the token reaches.`;
}

field('host').addEventListener('input', guessKind);
field('kind').addEventListener('change', () => {
  kindIsChosen = true;
  showAdvice();
});

// The old token's end says nothing about a new one.
field('token').addEventListener('input', () => {
  if (field('token').value && field('tokenExpiresOn').value === expiryBefore) {
    field('tokenExpiresOn').value = '';
  }
});
