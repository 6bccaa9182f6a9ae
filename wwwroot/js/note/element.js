/** @param properties Of the element where it has them, else attributes. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }

  made.append(...children);
  return made;
}

export function button(words, run, properties = {}) {
  const made = element('button', { type: 'button', ...properties }, words);
  made.addEventListener('click', run);
  return made;
}
