// What is too wide for the frame scrolls by itself (css/markdown.css); whoever has no mouse has to be able to stop there.
const widths = new ResizeObserver((entries) => entries.forEach(({ target }) => letStop(target)));

watch(document);
document.addEventListener('markdwell:shown', (event) => watch(event.target));

function watch(root) {
  root.querySelectorAll('.markdown :is(pre, table, .formula)').forEach((element) => widths.observe(element));
}

function letStop(element) {
  if (element.scrollWidth > element.clientWidth) {
    element.tabIndex = 0;
  } else {
    element.removeAttribute('tabindex');
  }
}
