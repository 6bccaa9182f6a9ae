// Where something can be added: at the end of each group's list, and at the end of the note.
import { allRows, root } from './article.js';
import { current } from './state.js';

const headings = 'h1, h2, h3, h4, h5, h6';

/** @returns For each place: a key that lasts, its heading, the element that a field goes below, and what an operation needs. */
export function findPlaces() {
  const article = root().querySelector('article');
  const sections = article ? sectionsOf(article) : [{ heading: null }];
  return sections
    .map(({ heading, list, last }, at) => ({
      key: heading ? `${heading.textContent.trim()} ${at}` : '',
      words: heading?.textContent.trim() ?? '',
      below: list ?? last ?? heading,
      isOpen: Boolean(list) || at === sections.length - 1,
      heading,
      where: () => (list ? { after: lastOf(list), heading: null } : { after: null, heading: at < sections.length - 1 ? headingId(article, heading) : null }),
    }))
    .filter(({ isOpen, heading }) => isOpen || headingId(article, heading) !== null);
}

function sectionsOf(article) {
  const sections = [{ heading: null }];
  for (const child of article.children) {
    if (child.matches('.footnotes')) {
      break;
    }

    if (child.matches(headings)) {
      sections.push({ heading: child });
    } else if (!child.matches('[data-lasting]')) {
      sections.at(-1).last = child;
    }

    if (child.matches('ul, ol') && child.querySelector(':scope > .task-list-item')) {
      sections.at(-1).list = child;
    }
  }

  return sections;
}

/** The server names the headings that stand for themselves; one that an author wrote in HTML would shift them. */
function headingId(article, heading) {
  const found = [...article.children].filter((child) => child.matches(headings));
  return found.length === current().headings.length ? current().headings[found.indexOf(heading)]?.id ?? null : null;
}

function lastOf(list) {
  return allRows().findLast(({ place }) => place.parentElement === list)?.item.id ?? null;
}
