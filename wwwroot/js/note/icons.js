// Pictures of sixteen by sixteen, drawn with lines in the colour of the text (css/note.css).
const svg = 'http://www.w3.org/2000/svg';

const paths = {
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  grip: 'M6 3.5h.01M6 8h.01M6 12.5h.01M10 3.5h.01M10 8h.01M10 12.5h.01',
  edit: 'M11.5 2.5l2 2L5 13l-2.7.7L3 11zM10 4l2 2',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  indent: 'M3 3v10M6 8h8M10.5 4.5 14 8l-3.5 3.5',
  outdent: 'M13 3v10M10 8H2M5.5 4.5 2 8l3.5 3.5',
  optional: 'M5.5 6a2.5 2.5 0 1 1 3.7 2.2C8.4 8.7 8 9.1 8 10M8 13h.01',
  remove: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9',
};

export function icon(name) {
  const picture = document.createElementNS(svg, 'svg');
  const path = document.createElementNS(svg, 'path');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', paths[name]);
  picture.append(path);
  return picture;
}
