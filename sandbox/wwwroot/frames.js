// Frames of an app. Which visit a frame shows is remembered here, so that a token can be made anew for exactly that visit.
const visits = new Map();

/** Puts the frame of a visit into a place, instead of what was there. */
export async function mount(place) {
  const extension = await fetchExtension(place.dataset.visit);
  if (!extension) {
    place.innerHTML = '<p class="notice">This part of the page is not for you, or its app is not installed.</p>';
    return;
  }
  place.replaceChildren(create(extension, place.dataset.visit));
}

export async function fetchExtension(visit) {
  const answer = await fetch('/-/frame' + visit);
  return answer.ok ? answer.json() : null;
}

/** The element of a new frame. */
export function create(extension, visit) {
  const container = window.connectHost.create(extension)[0];
  const frame = container.querySelector('iframe');
  frame.title = extension.title ?? extension.key;
  visits.set(frame.id, visit);
  return container;
}

/** A fresh context token and the context of the frame that asks. */
export async function fetchToken(callback) {
  const answer = await fetch('/-/token' + visits.get(callback._context.extension_id));
  if (!answer.ok) {
    throw new Error('No token for this frame.');
  }
  return answer.json();
}
