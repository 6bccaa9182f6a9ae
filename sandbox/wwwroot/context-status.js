// Jira notices a while later that an app has changed the status of its issue context, and shows it without a reload.
const pause = 1000;

const context = document.querySelector('.issue-context');
if (context) {
  setInterval(() => refresh(context.querySelector('summary')), pause);
}

async function refresh(summary) {
  const answer = await ask(`${location.pathname}?handler=ContextStatus&module=${encodeURIComponent(context.dataset.module)}`);
  if (answer === null) {
    return;
  }
  const current = summary.querySelector('.context-status');
  const next = new DOMParser().parseFromString(answer, 'text/html').querySelector('.context-status');
  if (current?.outerHTML === next?.outerHTML) {
    return;
  }
  current?.remove();
  if (next) {
    summary.append(next);
  }
}

/** Null when nobody answers: the page is being left, or the sandbox has ended. */
async function ask(path) {
  try {
    const answer = await fetch(path);
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
