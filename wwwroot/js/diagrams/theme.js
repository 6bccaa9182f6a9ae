// Mermaid's names for the colours of the page. What is not named here, Mermaid mixes itself out of these.
export function theme({ isDark, text, subtle, surface, sunken, danger, grounds, lines, font }) {
  const scale = series(Object.values(grounds), Object.values(lines), text, surface);
  return {
    theme: 'base',
    fontFamily: font,
    themeVariables: {
      darkMode: isDark, fontFamily: font, fontSize: '14px', background: surface, useGradient: false, dropShadow: 'none',
      primaryColor: grounds.blue, primaryTextColor: text, primaryBorderColor: lines.blue,
      secondaryColor: grounds.teal, secondaryTextColor: text, secondaryBorderColor: lines.teal,
      tertiaryColor: sunken, tertiaryTextColor: text, tertiaryBorderColor: lines.gray,
      textColor: text, titleColor: text, lineColor: subtle, edgeLabelBackground: surface, relationLabelBackground: surface,
      stateLabelColor: text, labelBackgroundColor: surface, rowOdd: surface, rowEven: sunken, sequenceNumberColor: surface, signalColor: subtle,
      noteBkgColor: grounds.yellow, noteTextColor: text, noteBorderColor: lines.yellow,
      ...gantt({ text, subtle, surface, sunken, danger, grounds, lines }),
      ...charts({ text, subtle, surface, grounds, lines }),
      ...scale,
    },
    themeCSS: css({ isDark, text, subtle, surface, lines }),
    c4: c4(),
  };
}

function series(grounds, lines, text, surface) {
  const entries = (count, named) => Array.from({ length: count }, (_, at) => named(at, grounds[at % grounds.length], lines[at % lines.length])).flat();
  return Object.fromEntries([
    ...entries(12, (at, ground, line) => [[`cScale${at}`, ground], [`cScaleLabel${at}`, text], [`cScaleInv${at}`, line], [`cScalePeer${at}`, line], [`pie${at + 1}`, ground]]),
    ...entries(8, (at, ground, line) => [[`git${at}`, line], [`gitInv${at}`, surface], [`gitBranchLabel${at}`, surface], [`fillType${at}`, ground], [`venn${at + 1}`, line]]),
  ]);
}

function gantt({ text, subtle, surface, sunken, danger, grounds, lines }) {
  return {
    sectionBkgColor: sunken, sectionBkgColor2: sunken, altSectionBkgColor: surface, gridColor: subtle, excludeBkgColor: sunken,
    taskTextColor: text, taskTextOutsideColor: text, taskTextLightColor: text, taskTextDarkColor: text, taskTextClickableColor: text,
    activeTaskBkgColor: grounds.teal, activeTaskBorderColor: lines.teal, doneTaskBkgColor: grounds.gray, doneTaskBorderColor: lines.gray,
    critBkgColor: grounds.red, critBorderColor: danger, todayLineColor: danger, vertLineColor: subtle,
  };
}

function charts({ text, subtle, surface, grounds, lines }) {
  return {
    pieStrokeColor: surface, pieOuterStrokeColor: surface, pieOpacity: '1', pieTitleTextSize: '18px', pieSectionTextSize: '14px', pieLegendTextSize: '14px',
    quadrant1Fill: grounds.green, quadrant2Fill: grounds.blue, quadrant3Fill: grounds.gray, quadrant4Fill: grounds.yellow, quadrantPointFill: text,
    quadrant1TextFill: text, quadrant2TextFill: text, quadrant3TextFill: text, quadrant4TextFill: text,
    commitLabelColor: text, commitLabelBackground: surface, archEdgeColor: subtle, archEdgeArrowColor: subtle, archGroupBorderColor: subtle, vennSetTextColor: text,
    packet: { startByteColor: text, endByteColor: text, labelColor: text, titleColor: text, blockStrokeColor: lines.blue, blockFillColor: grounds.blue },
    treeView: { labelColor: text, lineColor: subtle },
    radar: { graticuleColor: subtle, graticuleOpacity: 0.1, axisColor: subtle },
    xyChart: { plotColorPalette: Object.values(lines).join(',') },
  };
}

/** Where Mermaid knows no name: its C4 and user journeys have colours of their own, and what its sankeys mix turns too dark on a dark ground. */
function css({ isDark, text, subtle, surface, lines }) {
  return [
    `text[fill="#444444"] { fill: ${text} } [stroke="#444444"] { stroke: ${subtle} }`,
    `text.task, text.journey-section { fill: ${text} }`,
    `.grid .tick line { stroke: ${lines.gray} }`,
    `.edgeLabel .label rect { fill: ${surface} }`,
    isDark ? '[style*="mix-blend-mode"] { mix-blend-mode: screen !important }' : '',
    ...Object.values(lines).map((line, at) => `.radarCurve-${at}, .radarLegendBox-${at} { fill: ${line}; stroke: ${line} }`),
  ].join('\n');
}

/** C4 has its own colours and writes in white, on some grounds too pale for it. */
function c4() {
  const grounds = { person: '#08427b', system: '#1168bd', container: '#2f6ea6', component: '#3d6c95' };
  return Object.fromEntries(Object.entries(grounds).flatMap(([kind, ground]) => ['', '_db', '_queue'].flatMap((shape) => [
    [`${kind}${shape}_bg_color`, ground], [`${kind}${shape}_border_color`, ground],
    [`external_${kind}${shape}_bg_color`, '#62686e'], [`external_${kind}${shape}_border_color`, '#62686e'],
  ])));
}
