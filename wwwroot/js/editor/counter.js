// How much is written, of how much is shown. More may be written and saved; it is told in time.
const nearlyFull = 0.9;

export function startCounter(count, warning, maxBytes) {
  const kilobytes = (bytes) => Math.ceil(bytes / 1024);
  return (text, isMarked) => {
    const bytes = new TextEncoder().encode(text).length;
    const isOver = bytes > maxBytes;
    count.textContent = `${kilobytes(bytes)} of ${kilobytes(maxBytes)} KB`;
    count.classList.toggle('over', bytes > maxBytes * nearlyFull);
    const said = isOver ? 'Too long to be shown. The text is kept when you save.' : bytes > maxBytes * nearlyFull ? 'Nearly as long as can be shown.' : '';
    if (warning.textContent !== said) {
      warning.textContent = said;
    }

    isMarked(isOver);
  };
}
