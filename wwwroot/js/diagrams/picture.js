// Runs in the frame without an origin: makes a picture of what Mermaid drew.
const leastContrast = 4.5;

/** What Mermaid gives is HTML; a picture has to be XML, and needs a size of its own. */
function picture(html, name) {
  const holder = document.body.appendChild(document.createElement('div'));
  holder.innerHTML = html;
  const svg = holder.querySelector('svg');
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute('width', width);
  svg.setAttribute('height', height);
  svg.querySelectorAll('.node').forEach(makeLegible);
  svg.querySelectorAll('.node.statediagram-state').forEach(center);
  const calm = document.createElementNS(svg.namespaceURI, 'style');
  calm.textContent = '@media (prefers-reduced-motion: reduce) { * { animation: none !important } }';
  svg.append(calm);
  const words = [...svg.querySelectorAll(':scope > title, :scope > desc')].map((element) => element.textContent.trim()).filter(Boolean);
  const text = new XMLSerializer().serializeToString(svg);
  holder.remove();
  return { svg: text, width: Math.ceil(width), height: Math.ceil(height), title: words.join('. ') || name };
}

/** An author's colours were chosen for one theme: words that cannot be read on them in the other become black or white. */
function makeLegible(node) {
  const shape = [...node.querySelectorAll('rect, polygon, path, circle, ellipse')].find((element) => brightness(getComputedStyle(element).fill) !== undefined);
  const ground = shape && brightness(getComputedStyle(shape).fill);
  for (const words of ground === undefined ? [] : node.querySelectorAll('text, tspan')) {
    if (contrast(ground, brightness(getComputedStyle(words).fill) ?? ground) < leastContrast) {
      words.style.setProperty('fill', contrast(ground, 0) > contrast(ground, 1) ? '#000' : '#fff', 'important');
    }
  }
}

/** Without HTML in its labels, Mermaid writes the name of a state at its left edge. */
function center(state) {
  const [name, ...others] = state.querySelectorAll('text');
  if (name && others.length === 0) {
    const [words, whole] = [name, state].map((element) => element.getBoundingClientRect());
    name.setAttribute('transform', `translate(${whole.x + whole.width / 2 - words.x - words.width / 2})`);
  }
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance, of an opaque colour. */
function brightness(color) {
  const [, ...parts] = color.match(/^rgb\((\d+), (\d+), (\d+)\)$/) ?? [];
  const [red, green, blue] = parts.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return parts.length ? 0.2126 * red + 0.7152 * green + 0.0722 * blue : undefined;
}

function contrast(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
