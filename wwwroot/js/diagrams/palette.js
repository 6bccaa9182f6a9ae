// The colours of the page, for pictures that cannot see its style sheets. Atlassian's tokens, and where they are missing
// the values of its own light and dark themes.
const accents = [
  ['blue', '#cce0ff', '#09326c'],
  ['teal', '#c6edfb', '#164555'],
  ['purple', '#dfd8fd', '#352c63'],
  ['green', '#baf3db', '#164b35'],
  ['orange', '#fedec8', '#702e00'],
  ['magenta', '#fdd0ec', '#50253f'],
  ['yellow', '#f8e6a0', '#533f04'],
  ['lime', '#d3f1a7', '#37471f'],
  ['red', '#ffd5d2', '#5d1f1a'],
  ['gray', '#dcdfe4', '#454f59'],
];

/** As plain values: they go into another document. */
export function palette() {
  const probe = document.body.appendChild(document.createElement('span'));
  const value = (color) => {
    probe.style.color = color;
    return getComputedStyle(probe).color;
  };
  const colors = {
    isDark: document.documentElement.dataset.colorMode === 'dark',
    text: value('var(--text)'),
    subtle: value('var(--text-subtle)'),
    surface: value('var(--surface)'),
    sunken: value('var(--sunken)'),
    line: value('var(--text-subtle)'),
    danger: value('var(--danger)'),
    accents: accents.map(([name, light, dark]) => value(`var(--ds-background-accent-${name}-subtler, light-dark(${light}, ${dark}))`)),
    borders: accents.map(([name]) => value(`var(--ds-border-accent-${name}, var(--text-subtle))`)),
    font: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return colors;
}
