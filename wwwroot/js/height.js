// A calm page: the frame asks at once for the height that its text had for the last reader, and keeps it while pictures, fonts and
// diagrams are on their way; so the page around it moves once. Runs before the text is there, so it is no module.
(() => {
  const { heights, content, report } = document.currentScript.dataset;
  const frame = new URLSearchParams(location.search);
  const root = document.documentElement;
  const settledInMilliseconds = 700;
  const nearly = 0.05;

  if (frame.get('outputType') === 'preview') {
    return;
  }

  const expected = nearest([...heights.matchAll(/(\d+):(\d+)/g)].map(([, width, height]) => ({ width: Number(width), height: Number(height) })));
  if (expected) {
    root.style.setProperty('--height-to-come', `${expected.height}px`);
    whenThere(() => AP.resize('100%', `${expected.height}px`));

    // Another text than the one that was expected: it may be less.
    document.addEventListener('markdwell:shown', () => root.style.removeProperty('--height-to-come'));
  }

  addEventListener('load', async () => {
    await document.fonts.ready;
    const text = document.querySelector('article.markdown');
    if (text) {
      whenSettled(text, () => settle(text));
    }
  });

  /** A text of nearly the same width is nearly as high, if not exactly. */
  function nearest(known) {
    const distance = ({ width }) => Math.abs(width - innerWidth);
    const [first] = known.sort((a, b) => distance(a) - distance(b));
    return first && distance(first) <= innerWidth * nearly ? first : null;
  }

  /** Before there is a body, the bridge does not hear of a height. */
  function whenThere(ask) {
    const watch = new MutationObserver(() => {
      if (document.body) {
        watch.disconnect();
        ask();
      }
    });
    watch.observe(root, { childList: true });
  }

  function whenSettled(text, done) {
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // Diagrams out of sight are drawn when somebody comes near.
        if (!isComplete(text)) {
          return;
        }

        watch.disconnect();
        changes.disconnect();
        done();
      }, settledInMilliseconds);
    };
    const watch = new ResizeObserver(wait);
    const changes = new MutationObserver(wait);
    watch.observe(text);
    changes.observe(text, { childList: true, subtree: true });
    text.addEventListener('load', wait, true);
    text.addEventListener('error', wait, true);
  }

  function isComplete(text) {
    const undrawn = [...text.querySelectorAll('pre.mermaid')]
      .some((source) => !source.closest('figure.diagram') && !source.previousElementSibling?.matches('.diagram-notice'));
    return !undrawn && [...text.querySelectorAll('img')].every((image) => image.complete);
  }

  function settle(text) {
    root.style.removeProperty('--height-to-come');

    // A reader who pressed the button sees another text, and the page was told the name of the one before.
    if (!text.isConnected) {
      return;
    }

    const height = Math.ceil(text.closest('.ac-content').getBoundingClientRect().height);
    if (expected && expected.height !== height) {
      // The bridge hears of a text that grew or shrank, not that it was expected to be another height.
      AP.resize('100%', `${height}px`);
    }

    const isAsKnown = expected?.width === innerWidth && Math.abs(expected.height - height) <= 1;

    // What a reader unfolded is not how the next one finds it.
    if (!isAsKnown && !text.querySelector('details[open]')) {
      tell(height);
    }
  }

  async function tell(height) {
    const macro = { macroId: frame.get('macroId'), pageVersion: Number(frame.get('pageVersion')) };
    const token = await AP.context.getToken();
    await fetch(report, {
      method: 'POST',
      headers: { Authorization: `JWT ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...macro, content, width: innerWidth, height }),
    }).catch(() => {}); // The next reader tells it.
  }
})();
