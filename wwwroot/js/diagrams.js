// Finds the diagrams of a page and has each drawn when it comes into view. A page without diagrams loads nothing more than this.
const sources = 'pre.mermaid';
const waiting = new WeakSet();

const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) {
      seen.unobserve(target);
      import('./diagrams/figure.js').then(({ show }) => show(target));
    }
  }
});

function find() {
  for (const source of document.querySelectorAll(sources)) {
    if (!waiting.has(source)) {
      waiting.add(source);
      seen.observe(source);
    }
  }
}

find();

// The preview of the editor is written anew with every pause in typing.
new MutationObserver(find).observe(document.body, { childList: true, subtree: true });
