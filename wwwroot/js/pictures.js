// A picture that does not come leaves its words in a calm frame, as large as the picture would have been where its author said so.
const pictures = '.markdown img';

const reasons = {
  403: 'You may not see this picture',
  404: 'This picture was not found',
  413: 'This picture is too large to be shown here',
  415: 'This is no picture that can be shown here',
  503: 'The host of this picture does not answer just now',

  // A pass is good for an hour at least, and a page may stay open for longer.
  401: 'Reload the page to see this picture',
};

// Errors do not bubble.
document.addEventListener('error', ({ target }) => target.matches?.(pictures) && replace(target), true);
document.addEventListener('markdwell:shown', find);
find();

/** Those that failed before this script was there. */
function find() {
  for (const picture of document.querySelectorAll(pictures)) {
    if (picture.complete && picture.naturalWidth === 0 && picture.getAttribute('src')) {
      replace(picture);
    }
  }
}

async function replace(picture) {
  const words = document.createElement('span');
  words.className = 'missing-picture';
  words.textContent = picture.alt || 'Picture';
  words.title = 'This picture could not be loaded';
  for (const side of ['width', 'height']) {
    const length = picture.getAttribute(side);
    if (/^\d+(px)?$/.test(length ?? '')) {
      words.style[side] = `${parseInt(length, 10)}px`;
    }
  }

  picture.replaceWith(words);
  words.title = await reason(picture.src) ?? words.title;
}

/** Our own server says why; others need not tell a script. */
async function reason(address) {
  if (!address.startsWith(`${location.origin}/`)) {
    return null;
  }

  return fetch(address, { method: 'HEAD' }).then((answer) => reasons[answer.status], () => null);
}
