// A copy of what is being written, for after a crash: in this browser alone, of this person, site, page and macro, and only until
// it is saved. Where a browser gives frames no storage there is none.
const prefix = 'markdwell:draft:';
const pauseInMilliseconds = 400;
const keptForDays = 7;
const day = 24 * 60 * 60 * 1000;

/** @param parts What the text belongs to. */
export function draftOf(parts) {
  const key = prefix + JSON.stringify(parts);
  let waiting;
  let timer;
  const write = () => {
    clearTimeout(timer);
    attempt(() => waiting === undefined || localStorage.setItem(key, JSON.stringify({ text: waiting, at: Date.now() })));
    waiting = undefined;
  };

  sweep();
  addEventListener('pagehide', write);
  return {
    find: () => attempt(() => JSON.parse(localStorage.getItem(key))),
    keep: (text) => {
      waiting = text;
      clearTimeout(timer);
      timer = setTimeout(write, pauseInMilliseconds);
    },
    forget: () => {
      waiting = undefined;
      clearTimeout(timer);
      attempt(() => localStorage.removeItem(key));
    },
  };
}

// A browser may be shared: what nobody came back for does not lie there for ever.
function sweep() {
  attempt(() => {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) {
      if (!(JSON.parse(localStorage.getItem(key)).at > Date.now() - keptForDays * day)) {
        localStorage.removeItem(key);
      }
    }
  });
}

// Storage may be forbidden, full, or hold what an older version wrote.
function attempt(use) {
  try {
    return use() ?? null;
  } catch {
    return null;
  }
}
