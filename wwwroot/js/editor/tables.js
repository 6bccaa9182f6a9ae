// Tables of spreadsheets and of web pages, as Markdown.

/** Null when the piece is more than a table, or less. */
export function tableOfHtml(html) {
  // In a document of its own nothing of it runs or loads; its styles would be reported as broken policy.
  const page = new DOMParser().parseFromString(html.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, ''), 'text/html');
  const tables = [...page.querySelectorAll('table')];
  if (tables.length !== 1 || tables[0].rows.length === 0) {
    return null;
  }

  const rows = [...tables[0].rows].map((row) => [...row.cells].flatMap(wide));
  page.querySelectorAll('table, style, script, title').forEach((element) => element.remove());
  return page.body.textContent.trim() ? null : tableOf(rows);
}

/** Null unless each of at least two lines has as many tabs, and words before them: code is indented with tabs as well. */
export function tableOfTabs(text) {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n').map((line) => line.split('\t'));
  const isTable = rows.length > 1 && rows[0].length > 1 && rows.every((row) => row.length === rows[0].length && row.some((cell) => cell.trim()));
  return isTable && rows.every(([first]) => first.trim()) ? tableOf(rows) : null;
}

function wide(cell) {
  cell.querySelectorAll('br').forEach((line) => line.replaceWith('\n'));
  return [cell.textContent, ...Array.from({ length: Math.min(cell.colSpan, 100) - 1 }, () => '')];
}

function tableOf(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  const lines = rows.map((row) => write(Array.from({ length: width }, (_, at) => escape(row[at] ?? ''))));
  lines.splice(1, 0, write(Array(width).fill('---')));
  return lines.join('\n');
}

function write(cells) {
  return `| ${cells.join(' | ')} |`;
}

function escape(cell) {
  return cell.trim().replace(/[\\|*<`]/g, '\\$&').replace(/\s*\n\s*/g, '<br>').replace(/[ \t\u00a0]+/g, ' ');
}
