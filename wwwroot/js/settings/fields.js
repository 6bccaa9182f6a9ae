// The fields of the settings: what they hold, what is saved, and what somebody else has saved meanwhile.
const form = document.getElementById('form');
const names = [...form.elements].filter((field) => field.name).map((field) => field.name);
const field = (name) => form.elements.namedItem(name);

let saved = values();

export const version = () => Number(form.dataset.version);

export const isChanged = () => names.some(isTouched);

export function values() {
  return Object.fromEntries(names.map((name) => [name, valueOf(field(name))]));
}

/** What the answer holds is what is saved, and what is shown. */
export function accept(answer) {
  form.dataset.version = answer.version;
  saved = answer.values;
  names.forEach((name) => fill(name, saved[name]));
}

/** After somebody else's change: what nobody touched here is theirs, what was entered stays, and saving again is meant as it is. */
export function rebase(answer) {
  const touched = names.filter(isTouched);
  const entered = values();
  accept(answer);
  for (const name of touched) {
    fill(name, entered[name]);
    if (saved[name] !== entered[name]) {
      document.getElementById(`${name}-fault`).textContent = `Saved by somebody else: ${words(saved[name])}.`;
    }
  }
}

export function showFaults(faults) {
  for (const name of names) {
    document.getElementById(`${name}-fault`).textContent = faults[name] ?? '';
    field(name).setAttribute('aria-invalid', String(name in faults));
  }

  form.querySelector('[aria-invalid="true"]')?.focus();
}

function isTouched(name) {
  return valueOf(field(name)) !== saved[name];
}

// What is no number goes as it is: the server says which numbers may be entered.
function valueOf(input) {
  const text = input.value.trim();
  return input.type === 'checkbox' ? input.checked : /^\d{1,9}$/.test(text) ? Number(text) : text;
}

function fill(name, value) {
  const input = field(name);
  if (input.type === 'checkbox') {
    input.checked = value;
  } else {
    input.value = value;
  }
}

function words(value) {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : value.toLocaleString('en');
}
