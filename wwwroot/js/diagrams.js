// Finds the diagrams of a page and has each drawn when it comes into view. A page without diagrams loads nothing more than this.
const sources = 'pre.mermaid';
const known = new WeakSet();
let figures;

const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) {
      seen.unobserve(target);
      draw(target.matches(sources) ? target : target.querySelector(sources));
    }
  }
});

find();

// The preview of the editor is written anew with every pause in typing.
document.addEventListener('markdwell:shown', find);

// The theme of the page around changes first by name, and looks different once its style sheet is there.
new MutationObserver(redraw).observe(document.documentElement, { attributes: true });
document.addEventListener('load', ({ target }) => target.localName === 'link' && redraw(), true);

function find() {
  for (const source of document.querySelectorAll(sources)) {
    if (!known.has(source)) {
      known.add(source);

      // What was drawn before is there at once: a moment of its source would be seen as a flicker.
      if (!figures?.showDrawn(source)) {
        seen.observe(source);
      }
    }
  }
}

function redraw() {
  document.querySelectorAll('figure.diagram').forEach((figure) => seen.observe(figure));
}

async function draw(source) {
  figures ??= await import('./diagrams/figure.js');
  figures.show(source);
}
