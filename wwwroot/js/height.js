// A calm page: the frame asks at once for the height that its text had for the last reader, and keeps it while pictures, fonts and
// diagrams are on their way; so the page around it moves once. Runs before the text is there, so it is no module.
(() => {
  const { heights, content, report } = document.currentScript.dataset;
  const address = new URLSearchParams(location.search);
  const root = document.documentElement;
  const settledInMilliseconds = 700;
  const nearly = 0.05;

  if (address.get('outputType') === 'preview') {
    return;
  }

  const expected = nearest([...heights.matchAll(/(\d+):(\d+)/g)].map(([, width, height]) => ({ width: Number(width), height: Number(height) })));
  if (expected) {
    root.style.setProperty('--height-to-come', `${expected.height}px`);
    whenThere(() => AP.resize('100%', `${expected.height}px`));
  }

  let isAsSent = true;
  addEventListener('load', async () => {
    await document.fonts.ready;
    whenSettled((frame) => {
      const height = fit(frame);
      const isAsKnown = expected?.width === innerWidth && Math.abs(expected.height - height) <= 1;

      // What a reader unfolded is not how the next one finds it; and a notice goes away.
      if (isAsSent && !isAsKnown && frame.querySelector('article.markdown') && !frame.querySelector('details[open]')) {
        tell(height);
      }
    });
  });

  // Another text than the one that was expected.
  document.addEventListener('markdwell:shown', () => {
    isAsSent = false;
    root.style.removeProperty('--height-to-come');
    whenSettled(fit);
  });

  /** A text of nearly the same width is nearly as high, if not exactly. */
  function nearest(known) {
    const distance = ({ width }) => Math.abs(width - innerWidth);
    const [first] = known.sort((a, b) => distance(a) - distance(b));
    return first && distance(first) <= innerWidth * nearly ? first : null;
  }

  /** Before there is a body, the bridge does not hear of a height. */
  function whenThere(ask) {
    const growth = new MutationObserver(() => {
      if (document.body) {
        growth.disconnect();
        ask();
      }
    });
    growth.observe(root, { childList: true });
  }

  function whenSettled(done) {
    const frame = document.querySelector('.ac-content');
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // Diagrams out of sight are drawn when somebody comes near.
        if (!isComplete(frame)) {
          return;
        }

        sizes.disconnect();
        changes.disconnect();
        done(frame);
      }, settledInMilliseconds);
    };
    const sizes = new ResizeObserver(wait);
    const changes = new MutationObserver(wait);
    sizes.observe(frame);
    changes.observe(frame, { childList: true, subtree: true });
    frame.addEventListener('load', wait, true);
    frame.addEventListener('error', wait, true);
  }

  function isComplete(frame) {
    const undrawn = [...frame.querySelectorAll('pre.mermaid')]
      .some((source) => !source.closest('figure.diagram') && !source.previousElementSibling?.matches('.diagram-notice'));
    return !undrawn && [...frame.querySelectorAll('img')].every((image) => image.complete);
  }

  /**
   * The bridge follows a text that grows or shrinks, but takes five changes within 0.4 s for a flicker and then asks for the highest
   * of them. And it does not hear that a text was expected to be another height.
   */
  function fit(frame) {
    root.style.removeProperty('--height-to-come');
    const height = Math.ceil(frame.getBoundingClientRect().height);
    if (Math.abs(innerHeight - height) > 1) {
      AP.resize('100%', `${height}px`);
    }

    return height;
  }

  async function tell(height) {
    const macro = { macroId: address.get('macroId'), pageVersion: Number(address.get('pageVersion')) };
    const token = await AP.context.getToken();
    await fetch(report, {
      method: 'POST',
      headers: { Authorization: `JWT ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...macro, content, width: innerWidth, height }),
    }).catch(() => {}); // The next reader tells it.
  }
})();
