// Runs in the frame without an origin. Takes Mermaid and a port from the page around it, once, and then draws what comes through the port.
addEventListener('message', async function begin({ source, origin, data, ports: [port] }) {
  if (source !== parent || origin !== location.origin || !(data instanceof Blob) || !port) {
    return;
  }

  removeEventListener('message', begin);
  await load(data);
  port.onmessage = async ({ data: question }) => {
    port.postMessage('begun');
    port.postMessage(await draw(question).catch(fault));
  };
  port.postMessage('ready');
});

function load(library) {
  const script = document.createElement('script');
  script.src = URL.createObjectURL(library);
  return new Promise((done, fail) => {
    script.addEventListener('load', done);
    script.addEventListener('error', fail);
    document.head.append(script);
  });
}

async function draw({ text, title, colors }) {
  mermaid.initialize(settings(colors));
  const named = title ? `---\ntitle: ${JSON.stringify(title)}\n---\n${text}` : text;
  const { svg, diagramType } = await mermaid.render('diagram', named);
  return picture(svg, diagramType, title);
}

/** What Mermaid gives is HTML; a picture has to be XML, and needs a size of its own. */
function picture(html, kind, title) {
  const holder = document.body.appendChild(document.createElement('div'));
  holder.innerHTML = html;
  const svg = holder.firstElementChild;
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute('width', width);
  svg.setAttribute('height', height);
  svg.append(Object.assign(document.createElementNS(svg.namespaceURI, 'style'), { textContent: '@media (prefers-reduced-motion: reduce) { * { animation: none !important } }' }));
  const words = [...svg.querySelectorAll(':scope > title, :scope > desc')].map((element) => element.textContent.trim()).filter(Boolean);
  const text = new XMLSerializer().serializeToString(svg);
  holder.remove();
  return { svg: text, width: Math.ceil(width), height: Math.ceil(height), title: words.join('. ') || title || `Diagram: ${kind}` };
}

/** Mermaid's parsers say where in different ways. */
function fault(error) {
  const message = String(error?.message ?? error);
  const line = error?.hash?.loc?.first_line ?? Number(message.match(/line (\d+)/)?.[1]);
  return { message, line };
}

function settings(colors) {
  return {
    startOnLoad: false,
    suppressErrorRendering: true,
    securityLevel: 'strict',
    // Words as SVG: as HTML they would be empty in some browsers' pictures.
    htmlLabels: false,
    layout: 'dagre',
    maxTextSize: 50 * 1024,
    maxEdges: 500,
    logLevel: 'fatal',
    fontFamily: colors.font,
    theme: 'base',
    themeVariables: themeVariables(colors),
  };
}

function themeVariables({ isDark, text, subtle, surface, sunken, line, danger, accents, borders, font }) {
  const series = Object.fromEntries(accents.flatMap((accent, at) => [
    [`cScale${at}`, accent], [`cScaleLabel${at}`, text], [`cScaleInv${at}`, borders[at]], [`cScalePeer${at}`, borders[at]],
    [`pie${at + 1}`, accent], [`git${at}`, borders[at]], [`gitInv${at}`, surface], [`gitBranchLabel${at}`, surface], [`fillType${at}`, accent],
  ]));
  return {
    darkMode: isDark, fontFamily: font, fontSize: '14px', background: surface,
    primaryColor: accents[0], primaryTextColor: text, primaryBorderColor: borders[0],
    secondaryColor: accents[1], secondaryTextColor: text, secondaryBorderColor: borders[1],
    tertiaryColor: sunken, tertiaryTextColor: text, tertiaryBorderColor: borders[9],
    textColor: text, titleColor: text, lineColor: line, mainBkg: accents[0], nodeTextColor: text,
    noteBkgColor: accents[6], noteTextColor: text, noteBorderColor: borders[6],
    errorBkgColor: surface, errorTextColor: danger,
    ...series,
  };
}
