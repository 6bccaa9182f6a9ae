// The colours of the page, for pictures that cannot see its style sheets: Atlassian's tokens, and where a page has none
// the values of its own light and dark themes. Each hue is a ground for words, and a stronger colour for lines.
const hues = [
  ['blue', '#cce0ff', '#09326c'],
  ['orange', '#fedec8', '#702e00'],
  ['green', '#baf3db', '#164b35'],
  ['purple', '#dfd8fd', '#352c63'],
  ['yellow', '#f8e6a0', '#533f04'],
  ['teal', '#c6edfb', '#164555'],
  ['magenta', '#fdd0ec', '#50253f'],
  ['lime', '#d3f1a7', '#37471f'],
  ['red', '#ffd5d2', '#5d1f1a'],
  ['gray', '#dcdfe4', '#454f59'],
];

/** As plain values: they go into another document. */
export function palette() {
  const probe = document.body.appendChild(document.createElement('span'));
  const value = (color) => {
    probe.style.color = color;
    return hex(getComputedStyle(probe).color);
  };
  const colors = {
    isDark: document.documentElement.dataset.colorMode === 'dark',
    text: value('var(--text)'),
    subtle: value('var(--text-subtle)'),
    surface: value('var(--surface)'),
    sunken: value('var(--sunken)'),
    danger: value('var(--danger)'),
    grounds: Object.fromEntries(hues.map(([name, light, dark]) => [name, value(`var(--ds-background-accent-${name}-subtler, light-dark(${light}, ${dark}))`)])),
    lines: Object.fromEntries(hues.map(([name]) => [name, value(`var(--ds-border-accent-${name}, var(--text-subtle))`)])),
    font: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return colors;
}

/** Mermaid splits lists of colours at every comma. */
function hex(color) {
  const [, ...parts] = color.match(/^rgb\((\d+), (\d+), (\d+)\)$/) ?? [];
  return parts.length ? `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}` : color;
}
