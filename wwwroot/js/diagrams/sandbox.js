// Runs in the frame without an origin. Takes Mermaid and a port from the page around it, once, and then draws what comes through the port.
const settings = {
  startOnLoad: false,
  suppressErrorRendering: true,
  securityLevel: 'strict',
  secure: ['secure', 'securityLevel', 'startOnLoad', 'suppressErrorRendering', 'maxTextSize', 'maxEdges', 'htmlLabels', 'dompurifyConfig', 'themeCSS', 'themeVariables', 'fontFamily'],
  // Words as SVG: as HTML they would be missing from some browsers' pictures.
  htmlLabels: false,
  journey: { textPlacement: 'tspan' },
  look: 'classic',
  layout: 'dagre',
  maxTextSize: 50 * 1024,
  maxEdges: 500,
  logLevel: 'fatal',
};
const leastContrast = 4.5;
const limitInMilliseconds = 3_000;
let deadline = Infinity;

// A script that runs can be stopped from outside only by ending its process, which other frames share. So the guards sit in
// what Mermaid calls all the time: for its settings, and for every word. The page around ends what calls none of them.
guard(Object, 'entries');
guard(Document.prototype, 'createElementNS');
guard(SVGGraphicsElement.prototype, 'getBBox');
guard(SVGTextContentElement.prototype, 'getComputedTextLength');

addEventListener('message', async function begin({ source, origin, data, ports: [port] }) {
  if (source !== parent || origin !== location.origin || !(data instanceof Blob) || !port) {
    return;
  }

  removeEventListener('message', begin);
  await load(data);
  port.onmessage = async ({ data: question }) => {
    port.postMessage('begun');
    deadline = performance.now() + limitInMilliseconds;
    const answer = await draw(question).catch(fault);
    port.postMessage(performance.now() > deadline ? 'late' : answer);
  };
  port.postMessage('ready');
});

function guard(owner, name) {
  const method = owner[name];
  owner[name] = function (...values) {
    if (performance.now() > deadline) {
      throw new Error('Late.');
    }

    return method.apply(this, values);
  };
}

function load(library) {
  const script = document.createElement('script');
  script.src = URL.createObjectURL(library);
  return new Promise((done, fail) => {
    script.addEventListener('load', done);
    script.addEventListener('error', fail);
    document.head.append(script);
  });
}

async function draw({ text, title, theme }) {
  mermaid.initialize({ ...theme, ...settings });
  const named = title ? `---\ntitle: ${JSON.stringify(title)}\n---\n${text}` : text;
  const { svg, diagramType } = await mermaid.render('diagram', named);
  return picture(svg, title || `Diagram: ${diagramType.replace(/Diagram$|-v\d$/, '')}`);
}

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

/** Mermaid's parsers say where and what in different ways, over several lines; a reader needs one. */
function fault(error) {
  const message = String(error?.message ?? error);
  const line = Number(message.match(/line (\d+)/)?.[1]) || undefined;
  const text = error?.hash?.text;
  if (text !== undefined && /^(Parse|Lexical) error/.test(message)) {
    return { line, message: text.trim() ? `"${text.trim()}" is not expected here.` : 'something is missing at the end of this line.' };
  }

  return message.startsWith('No diagram type detected')
    ? { message: 'its first line names no kind of diagram that is known.' }
    : { line, message: message.replace(/^Parsing failed: /, '').replace(/^\w+ error on line \d+, column \d+: /, '').split(/ at offset|\n/)[0] };
}
