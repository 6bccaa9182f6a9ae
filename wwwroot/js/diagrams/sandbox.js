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
