// What Mermaid gets of an author's text: the diagram alone. Its directives (%%{init: …}%%) and its front matter set
// Mermaid's configuration, which even in strict mode reaches style sheets (themeCSS with an url() asks a foreign host).
// Nothing of them is passed on but the title.
const opening = '%%{';
const closing = '}%%';

/** The diagram's text and title, and for each line of that text its number in what the author wrote. */
export function read(source) {
  const lines = source.split(/\r\n|\r|\n/);
  const { title, end } = frontMatter(lines);
  const kept = [];
  let isInside = false;
  for (let at = end; at < lines.length; at++) {
    const line = withoutDirectives(lines[at], isInside);
    isInside = line.isInside;

    // Mermaid would take comments and empty lines at the beginning out itself, and then count without them.
    const isComment = line.text.trimStart().startsWith('%%');
    const isEmpty = line.text.trim() === '' && (kept.length === 0 || lines[at].trim() !== '');
    if (!isComment && !isEmpty) {
      kept.push({ text: line.text, number: at + 1 });
    }
  }

  return { title, text: kept.map(({ text }) => text).join('\n'), lines: kept.map(({ number }) => number) };
}

// More than one may follow another: Mermaid must find none at the beginning of what is left.
function frontMatter(lines) {
  let title = '';
  let end = 0;
  for (;;) {
    const begin = lines.findIndex((line, at) => at >= end && line.trim() !== '');
    const close = begin < 0 || !/^\s*---\s*$/.test(lines[begin]) ? -1 : lines.findIndex((line, at) => at > begin && /^\s*---/.test(line));
    if (close < 0) {
      return { title, end };
    }

    title ||= lines.slice(begin, close).map((line) => line.match(/^\s*title\s*:\s*(.*?)\s*$/)?.[1]).find(Boolean)?.replace(/^(["'])(.*)\1$/, '$2') ?? '';
    end = close + 1;
  }
}

/** A space takes a directive's place: what stands around it must not become a new one. One that is never closed goes on to the end. */
function withoutDirectives(line, isInside) {
  let text = '';
  let rest = line;
  for (;;) {
    const mark = rest.indexOf(isInside ? closing : opening);
    text += isInside ? '' : mark < 0 ? rest : `${rest.slice(0, mark)} `;
    if (mark < 0) {
      return { text, isInside };
    }

    rest = rest.slice(mark + opening.length);
    isInside = !isInside;
  }
}
